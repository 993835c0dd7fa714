"""A whole Word file: the body, its notes and comments, and the house style around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from workbench.document import Document
from workbench.writers.fields import values
from workbench.writers.laid_out import escape
from workbench.writers.layout import LayoutInfo
from workbench.writers.package import Packed, packed, zipped
from workbench.writers.style_file import FieldParagraph, Pieces, W, WordStyle
from workbench.writers.word import Body, anchors_by_id, anchors_in_order

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LEVEL = 6

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
    body = Body(style=style, anchor=anchor, number_anchor=number_anchor)
    body.write(sheet, lines)
    fields = values(document, "" if info.clean else info.title)
    before, after = _filled(style.before, fields), _filled(style.after, fields)
    # The mark stands last but one: what follows is the last section's properties.
    text = "".join(body.out[:-2])
    page = f"{_HEAD}{before}{text}{after}{body.out[-1]}</w:body></w:document>"
    marked = "" if info.clean or not draft_id else _custom(draft_id, revision)
    parts = _parts(page, body, fields, document, style, marked)
    return zipped(parts)


def _filled(pieces: Pieces, fields: Mapping[str, str]) -> str:
    return "".join(piece.filled(fields) if isinstance(piece, FieldParagraph) else piece for piece in pieces)


def _parts(
    page: str, body: Body, fields: Mapping[str, str], document: Document, style: WordStyle, custom: str
) -> Iterator[Packed]:
    types, relations = [style.content_types], [style.relations]
    ours: list[tuple[str, str]] = [("word/document.xml", page)]
    if body.notes:
        ours.append(("word/footnotes.xml", f"{_NOTES_HEAD}{''.join(body.notes)}</w:footnotes>"))
    if body.comments:
        comments = f'{_HEAD}<w:comments xmlns:w="{W}">{"".join(body.comments)}</w:comments>'
        ours.append(("word/comments.xml", comments))
    for name, _ in ours[1:]:
        kind = name.removeprefix("word/").removesuffix(".xml")
        types.append(f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>')
        relations.append(f'<Relationship Id="rIdOwn{kind}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>')
    language = _LOCALES.get(document.front.language[:2], document.front.language or "en-GB")
    head, tail = style.styles_part
    ours += [
        ("word/styles.xml", f"{_HEAD}{escape(language).join((head, tail)) if tail else head}"),
        ("docProps/core.xml", _core(document)),
        ("docProps/app.xml", _APP),
    ]
    types += [
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>',
    ]
    if custom:
        ours.append(("docProps/custom.xml", custom))
        types.append(
            '<Override PartName="/docProps/custom.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
        )
    ours += [(name, f"{_HEAD}{_filled(pieces, fields)}") for name, pieces in style.filled]
    ours.append(("word/_rels/document.xml.rels", f"{_HEAD}{''.join(relations)}</Relationships>"))
    yield packed("[Content_Types].xml", f"{_HEAD}{''.join(types)}</Types>".encode(), _LEVEL)
    yield packed("_rels/.rels", _root_relations(bool(custom)).encode(), _LEVEL)
    for name, content in ours:
        yield packed(name, content.encode(), _LEVEL)
    yield from style.static


_APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application></Properties>"
)


def _root_relations(custom: bool) -> str:
    more = (
        f'<Relationship Id="rId4" Type="{_RELATION}/custom-properties" Target="docProps/custom.xml"/>' if custom else ""
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_RELATION}/extended-properties" Target="docProps/app.xml"/>{more}</Relationships>'
    )


def _core(document: Document) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.title)}</dc:title>"
        f"<dc:language>{escape(document.front.language)}</dc:language></cp:coreProperties>"
    )


def _custom(draft_id: str, revision: int) -> str:
    """The properties by which a file that comes back is known."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="{types}">'
        f'<property fmtid="{_PROPERTIES}" pid="2" name="WorkbenchDraft"><vt:lpwstr>{escape(draft_id)}</vt:lpwstr></property>'
        f'<property fmtid="{_PROPERTIES}" pid="3" name="WorkbenchRevision"><vt:i4>{revision}</vt:i4></property>'
        "</Properties>"
    )
