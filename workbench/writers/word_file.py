"""A whole Word file: the body, its notes and comments, and the house style around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from lxml import etree

from workbench.document import Document
from workbench.writers.escaping import escape, legible
from workbench.writers.fields import values
from workbench.writers.layout import LayoutInfo
from workbench.writers.package import Packed, packed, zipped
from workbench.writers.scripts import runs_from_right
from workbench.writers.style_file import SETTINGS, WordStyle, tracking
from workbench.writers.style_pieces import FieldParagraph, Pieces, W
from workbench.writers.word import Body, anchors_by_id, anchors_in_order

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LEVEL = 4  # a tenth larger than the usual 6, and twice as fast

_TYPES = "application/vnd.openxmlformats"
_OVERRIDES: Mapping[str, str] = {
    "docProps/core.xml": f"{_TYPES}-package.core-properties+xml",
    "docProps/app.xml": f"{_TYPES}-officedocument.extended-properties+xml",
    "docProps/custom.xml": f"{_TYPES}-officedocument.custom-properties+xml",
    "word/footnotes.xml": f"{_TYPES}-officedocument.wordprocessingml.footnotes+xml",
    "word/comments.xml": f"{_TYPES}-officedocument.wordprocessingml.comments+xml",
}

_NOTES_HEAD = (
    f'{_HEAD}<w:footnotes xmlns:w="{W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)

#: Languages of documents as Word names them.
_LOCALES: Mapping[str, str] = {
    "ar": "ar-SA",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "zh": "zh-CN",
}


def write_word(
    sheet: etree._Element,
    document: Document,
    info: LayoutInfo,
    style: WordStyle,
    *,
    draft_id: str = "",
    revision: int = 0,
    lines: bool = False,
) -> bytes:
    """The .docx of a laid-out sheet; the same sheet and style give the same bytes."""
    anchor, number_anchor = anchors_in_order(sheet) if info.clean else anchors_by_id()
    turned = runs_from_right(document.front.language)
    body = Body(style=style, anchor=anchor, number_anchor=number_anchor, turned="<w:rtl/>" if turned else "")
    body.write(sheet, lines)
    fields = values(document, info.kind, working=not info.clean)
    filled = _from_right if turned else _filled
    masthead = style.before
    if len(sheet) and sheet[0].get("orientation") == "landscape":
        from workbench.writers.landscape import widened  # most texts begin on an upright page

        masthead = widened(masthead, style.line["portrait"], style.line["landscape"])
    before, after = filled(masthead, fields), filled(style.after, fields)
    # The mark stands last but one: what follows is the last section's properties.
    text = "".join(body.out[:-2])
    page = f"{_HEAD}{before}{text}{after}{body.out[-1]}</w:body></w:document>"
    marked = "" if info.clean or not draft_id else _custom(draft_id, revision)
    parts = _parts(page, body, fields, style, marked, filled, clean=info.clean)
    if info.tracks and style.settings:
        tracked = packed(SETTINGS, tracking(style.settings))
        parts = (tracked if part.name == tracked.name else part for part in parts)
    return zipped(parts)


def _filled(pieces: Pieces, fields: Mapping[str, str]) -> str:
    return "".join(piece.filled(fields) if isinstance(piece, FieldParagraph) else piece for piece in pieces)


def _from_right(pieces: Pieces, fields: Mapping[str, str]) -> str:
    from workbench.writers.mirrored import turned  # few documents run from right to left

    return turned(_filled(pieces, fields))


def _parts(
    page: str,
    body: Body,
    fields: Mapping[str, str],
    style: WordStyle,
    custom: str,
    filled: Callable[[Pieces, Mapping[str, str]], str],
    *,
    clean: bool,
) -> Iterator[Packed]:
    relations = [style.relations]
    # The settings of a style file name the separators of notes, so that the part must be there without notes too.
    notes = f"{filled((_NOTES_HEAD,), fields)}{''.join(body.notes)}</w:footnotes>"
    ours: list[tuple[str, str]] = [("word/document.xml", page), ("word/footnotes.xml", notes)]
    if body.comments:
        comments = f'{_HEAD}<w:comments xmlns:w="{W}">{"".join(body.comments)}</w:comments>'
        ours.append(("word/comments.xml", comments))
    for name, _ in ours[1:]:
        kind = name.removeprefix("word/").removesuffix(".xml")
        relations.append(f'<Relationship Id="rIdOwn{kind}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>')
    language = _LOCALES.get(fields["language"][:2].lower(), "en-GB")
    ours += [
        ("docProps/core.xml", _core(fields)),
    ]
    if custom:
        ours.append(("docProps/custom.xml", custom))
    if not clean:  # which says its title and its language, and nothing of where it was made
        ours.append(("docProps/app.xml", _APP))
    made = [name for name, _ in ours]
    types = [
        style.content_types,
        *(f'<Override PartName="/{name}" ContentType="{_OVERRIDES[name]}"/>' for name in made if name in _OVERRIDES),
    ]
    yield _packed("[Content_Types].xml", f"{_HEAD}{''.join(types)}</Types>")
    yield _packed("_rels/.rels", _root_relations(custom=bool(custom), clean=clean))
    yield _packed("word/_rels/document.xml.rels", f"{_HEAD}{''.join(relations)}</Relationships>")
    for name, content in ours:
        yield packed(name, content.encode(), _LEVEL)
    for name, pieces in style.filled:
        yield _packed(name, f"{_HEAD}{filled(pieces, fields)}")
    yield _packed_styles(style.styles_part, language)
    yield from style.static


@lru_cache(maxsize=256)
def _packed(name: str, content: str) -> Packed:
    """A small part that is the same in most documents."""
    return packed(name, content.encode(), _LEVEL)


@lru_cache(maxsize=32)
def _packed_styles(cut: tuple[str, str], language: str) -> Packed:
    """The styles with the language of the document, which few languages ask for and many documents share."""
    head, tail = cut
    return packed("word/styles.xml", f"{_HEAD}{escape(language).join((head, tail)) if tail else head}".encode())


_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Declaration workbench</Application></Properties>"
)


def _root_relations(*, custom: bool, clean: bool) -> str:
    parts = [
        (f"{_RELATION}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    if not clean:
        parts.append((f"{_RELATION}/extended-properties", "docProps/app.xml"))
    if custom:
        parts.append((f"{_RELATION}/custom-properties", "docProps/custom.xml"))
    listed = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(parts, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _core(fields: Mapping[str, str]) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(fields['title'])}</dc:title>"
        f"<dc:language>{escape(fields['language'])}</dc:language></cp:coreProperties>"
    )


def _custom(draft_id: str, revision: int) -> str:
    """The properties by which a file that comes back is known."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"

    def entry(pid: int, name: str, value: str) -> str:
        return f'<property fmtid="{_PROPERTIES}" pid="{pid}" name="{name}">{value}</property>'

    return (
        f'{_HEAD}<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">'
        f"{entry(2, 'WorkbenchDraft', f'<vt:lpwstr>{escape(legible(draft_id))}</vt:lpwstr>')}"
        f"{entry(3, 'WorkbenchRevision', f'<vt:i4>{revision}</vt:i4>')}</Properties>"
    )
