"""House styles: .docx files that people edit in Word, read once and kept.

A style file gives the named styles, the masthead, headers and footers, the pages, and a paragraph [[BODY]].
Layouts name styles by what a paragraph is (`article`); a style file answers with the style that has that name among
its aliases (in Word's dialog: the names after the comma), else with one of that name, else with one that is called
as in a house style that is shipped: LibreOffice knows no aliases and drops them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from workbench.errors import Fault, FileFaults, WorkbenchError, visible
from workbench.inspection import MAX_FILE
from workbench.places import is_file, templates_folder
from workbench.writers.escaping import escape
from workbench.writers.package import Packed, opened, packed, tree
from workbench.writers.style_faults import MARKER, faults_of_marker, faults_of_part, has_marker, without_unprinted
from workbench.writers.style_pieces import Pieces, W, pieces_of, w, words_of, xml_of

SETTINGS = "word/settings.xml"

_BLANK = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"

#: A line of text has an inch, in twips.
_NARROWEST = 1440

#: Styles that a house style may do without, each with the one that answers for it.
_INSTEAD = {"preambular-numbered": "preambular"}

_OURS = re.compile(
    r"^(docProps/|customXml/|_rels/\.rels$|word/(comments|footnotes|endnotes|glossary|people|document\.xml$))"
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ROOTS: Mapping[str, str] = {
    "[Content_Types].xml": f"{{{_PACKAGE}/content-types}}Types",
    "word/_rels/document.xml.rels": f"{{{_PACKAGE}/relationships}}Relationships",
    "word/styles.xml": w("styles"),
}
_MARGINS: Mapping[str, str] = {w("hdr"): "header", w("ftr"): "footer"}
_NOTE_MARKS = f'<w:footnotePr xmlns:w="{W}"><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_AFTER_NOTES = frozenset(
    {
        *("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping"),
        *("doNotIncludeSubdocsInStats", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
    }
)
_BEFORE_TRACKING = frozenset(
    {
        *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "revisionView"),
        *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText", "mirrorMargins"),
        *("printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts"),
        *("saveSubsetFonts", "saveFormsData", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
        *("bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors"),
        *("activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles", "documentType"),
        *("stylePaneFormatFilter", "stylePaneSortMethod", "mailMerge"),
    }
)


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style file, ready to be filled."""

    name: str
    static: tuple[Packed, ...]
    filled: tuple[tuple[str, Pieces], ...]
    before: Pieces
    after: Pieces
    styles: Mapping[tuple[str, str], str]
    styles_part: tuple[str, str]
    sections: Mapping[tuple[str, bool, bool], str]
    line: Mapping[str, int]
    content_types: str
    relations: str
    settings: bytes = b""

    def style_id(self, name: str, kind: str = "paragraph") -> str:
        """The id of the style of that kind and name; raises WorkbenchError if there is none."""
        found = self._found(name, kind) or self._found(_INSTEAD.get(name, ""), kind)
        if not found:
            raise WorkbenchError(
                f"style '{self.name}' has no {kind} style named '{name}'; add it in Word, or as an alias"
            )
        return found

    def _found(self, name: str, kind: str) -> str:
        if (kind, name) in self.styles:
            return self.styles[kind, name]
        shipped = (self.styles.get((kind, called), "") for called in _called().get((kind, name), ()))
        in_any_case = (id for (of, called), id in self.styles.items() if of == kind and called.lower() == name.lower())
        return next(filter(None, (*shipped, *in_any_case)), "")


@lru_cache(maxsize=1)
def _called() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """How the house styles that are shipped call the styles that layouts name; asked for where a name is missing."""
    out: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in style_names():
        parts = opened((templates_folder() / "styles" / f"{name}.docx").read_bytes(), name)
        for kind, called, aliases, _ in _named(tree(parts["word/styles.xml"], name)):
            for alias in aliases:
                out[kind, alias] = (*out.get((kind, alias), ()), called)
    return out


def style_names() -> tuple[str, ...]:
    """The names of the styles that are shipped, sorted."""
    return tuple(sorted(path.stem for path in (templates_folder() / "styles").glob("*.docx")))


def find_style(style: str | Path) -> WordStyle:
    """The style of that name or path, read once and kept until the file changes."""
    if isinstance(style, str) and style in style_names():
        path = templates_folder() / "styles" / f"{style}.docx"
    else:
        path = Path(style)
        if not is_file(path):
            said = visible(str(style), 60)
            raise WorkbenchError(f"no style '{said}'; there are {', '.join(style_names())}, or give a .docx file")
    return _read(path.resolve(), path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> WordStyle:
    return read_style(style_bytes(path), path.stem if path.parent == templates_folder() / "styles" else path.name)


def style_bytes(path: Path) -> bytes:
    """The bytes of a style file, and no more of a file that is larger than any."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise WorkbenchError(f"{path.name}: cannot be read: {error.strerror or error}") from error


def read_style(data: bytes, name: str) -> WordStyle:
    """A style file from its bytes; `name` is what messages call it. FileFaults with all that is wrong."""
    style, faults = looked_through(data, name)
    if faults:
        raise FileFaults(faults)
    return style


def looked_through(data: bytes, name: str) -> tuple[WordStyle, tuple[Fault, ...]]:
    """A style file with its faults, if it is sound enough to be read; with faults, it is not fit to be printed."""
    parts = opened(data, name)
    trees = {part: tree(parts[part], f"{name}: {part}") for part in parts if part.endswith((".xml", ".rels"))}
    if "word/styles.xml" not in parts:
        raise WorkbenchError(f"{name}: has no styles; save it in Word as .docx")
    for part, tag in _ROOTS.items():
        if part not in trees or trees[part].tag != tag:
            raise WorkbenchError(f"{name}: a damaged Word file; open it in Word and save it again")
    faults: list[Fault] = []
    for part, content in parts.items():
        # What is not looked through as XML must be none, whatever it is called; Word keeps drawings as .svg.
        if part not in trees and not part.endswith(".svg") and content[:64].lstrip(_BLANK).startswith(b"<"):
            raise WorkbenchError(f"{name}: holds {visible(part, 60)}, which is named as no part is; save it in Word")
    before, after, section = _body(trees["word/document.xml"], name, faults)
    filled = []
    static = []
    settings = b""
    for part, content in sorted(parts.items()):
        if _OURS.match(part) or part in ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml"):
            continue
        root = trees.get(part)
        margin = None if root is None else _MARGINS.get(str(root.tag))
        if root is not None and margin:
            where = f"{name}: {margin}"
            faults += faults_of_part(root, where)
            if has_marker(root):
                faults.append(Fault(where, f"holds {MARKER}, which belongs on the page; take it out here"))
            without_unprinted(root)
            filled.append((part, pieces_of(root, where, faults)))
        else:
            if part == SETTINGS and root is not None:
                content = settings = _settings(root)
            static.append(packed(part, _without_revision_ids(content) if part.endswith(".xml") else content))
    styles = trees["word/styles.xml"]
    faults += faults_of_part(styles, f"{name}: styles")
    sections, line = _sections(section, f"{name}: page", faults)
    style = WordStyle(
        name=name,
        static=tuple(static),
        filled=tuple(filled),
        before=before,
        after=after,
        styles=_styles(styles),
        styles_part=_styles_by_language(styles),
        sections=sections,
        line=line,
        content_types=_content_types(trees["[Content_Types].xml"]),
        relations=_relations(trees["word/_rels/document.xml.rels"]),
        settings=settings,
    )
    return style, tuple(dict.fromkeys(faults))


# --- the parts --------------------------------------------------------------


def _body(root: etree._Element, name: str, faults: list[Fault]) -> tuple[Pieces, Pieces, etree._Element]:
    """What stands before and after the body marker, and the properties of the section."""
    body = root.find(w("body"))
    if body is None:
        raise WorkbenchError(f"{name}: has no body; save it in Word as .docx")
    where = f"{name}: page"
    wrong = list(faults_of_marker(body, where))
    faults += (*wrong, *faults_of_part(root, where))
    without_unprinted(root)
    section = body.find(w("sectPr"))
    section = deepcopy(section) if section is not None else etree.Element(w("sectPr"), nsmap={"w": W})
    for last in body.findall(w("sectPr")):
        body.remove(last)
    if not wrong:
        marker = next(p for p in body.findall(w("p")) if words_of(p).strip() == MARKER)
        marker.tag = "body"
        for child in list(marker):
            marker.remove(child)
        marker.text = None
    pieces = pieces_of(root, where, faults, keep_last=False)
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and "<body" in piece:
            head, _, tail = re.sub(r"<body[^>]*?/>|<body[^>]*></body>", "\ue002", piece).partition("\ue002")
            return (
                (*pieces[:index], head),
                (tail.removesuffix("</w:document>").removesuffix("</w:body>"), *pieces[index + 1 :]),
                section,
            )
    return pieces, (), section  # there is a fault, and it is not printed


def _without_revision_ids(content: bytes) -> bytes:
    return re.sub(rb' w:rsid\w*="[^"]*"', b"", content)


def _settings(root: etree._Element) -> bytes:
    """Settings without traces of earlier work, and with the marks that footnotes need."""
    for name in ("rsids", "attachedTemplate", "documentProtection", "writeProtection", "docVars", "footnotePr"):
        for found in root.findall(w(name)):
            root.remove(found)
    marks = etree.fromstring(_NOTE_MARKS)
    following = next((child for child in root if etree.QName(child).localname in _AFTER_NOTES), None)
    if following is None:
        root.append(marks)
    else:
        following.addprevious(marks)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def tracking(settings: bytes) -> bytes:
    """The settings with which Word tracks what is changed next."""
    root = etree.fromstring(settings)
    for found in root.findall(w("trackRevisions")):
        root.remove(found)
    before = [child for child in root if etree.QName(child).localname in _BEFORE_TRACKING]
    root.insert(root.index(before[-1]) + 1 if before else 0, etree.Element(w("trackRevisions")))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _styles(root: etree._Element) -> dict[tuple[str, str], str]:
    """The ids of styles by kind and name, and by alias in small letters, which goes before a name."""
    named: dict[tuple[str, str], str] = {}
    aliased: dict[tuple[str, str], str] = {}
    for kind, name, aliases, id in _named(root):
        named.setdefault((kind, name), id)
        for alias in aliases:
            aliased.setdefault((kind, alias), id)
    return named | aliased


def _named(root: etree._Element) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """The kind, the name, the aliases in small letters and the id of each style."""
    for style in root.iter(w("style")):
        names = [
            name.strip()
            for tag in ("name", "aliases")
            for named in style.findall(w(tag))
            for name in named.get(w("val"), "").split(",")
        ]
        aliases = tuple(alias.lower() for alias in names[1:])
        id = style.get(w("styleId"), "")
        if id and id == escape(id):  # no other is written by Word
            yield style.get(w("type"), "paragraph"), "".join(names[:1]), aliases, id


def _styles_by_language(root: etree._Element) -> tuple[str, str]:
    """The part of styles, cut where the language of the document goes."""
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None:
        language = defaults.find(w("lang"))
        if language is None:
            language = etree.SubElement(defaults, w("lang"))
        language.set(w("val"), "\ue000")
    head, _, tail = xml_of(root, keep_namespaces=True).partition("\ue000")
    return head, tail


def _sections(
    section: etree._Element, where: str, faults: list[Fault]
) -> tuple[dict[tuple[str, bool, bool], str], dict[str, int]]:
    """The section properties by orientation, numbered lines or not, first or not; the width of a line in twips."""
    out: dict[tuple[str, bool, bool], str] = {}
    line: dict[str, int] = {}
    for orientation in ("portrait", "landscape"):
        for numbered in (False, True):
            here = deepcopy(section)
            size, margins = _page(here)
            if orientation == "landscape":
                _turn(size)
            for old in here.findall(w("lnNumType")):
                here.remove(old)
            if numbered:
                lines = etree.Element(w("lnNumType"))
                lines.set(w("countBy"), "5")
                lines.set(w("restart"), "newPage")
                margins.addnext(lines)
            out[orientation, numbered, True] = xml_of(here)
            for masthead in here.findall(w("titlePg")):  # a page without header is the first of the paper only
                here.remove(masthead)
            out[orientation, numbered, False] = xml_of(here)
            line[orientation] = _line(size, margins)
    if min(line.values()) < _NARROWEST:
        faults.append(Fault(where, "its size and margins leave no room for text; set them anew in Word"))
    return out, line


def _line(size: etree._Element, margins: etree._Element) -> int:
    """The width of a line of text; nothing for measures that Word does not write."""
    try:
        return int(size.get(w("w"), "0")) - sum(int(margins.get(w(side), "0")) for side in ("left", "right"))
    except ValueError:
        return 0


def _page(section: etree._Element) -> tuple[etree._Element, etree._Element]:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        a4 = {"w": "11907", "h": "16840"}
        inch = dict.fromkeys(("top", "right", "bottom", "left"), "1417") | {
            "header": "709",
            "footer": "709",
            "gutter": "0",
        }
        for name, values in (("pgSz", a4), ("pgMar", inch)):
            for old in section.findall(w(name)):
                section.remove(old)
            etree.SubElement(section, w(name), {w(key): value for key, value in values.items()})
        size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    assert size is not None
    assert margins is not None
    return size, margins


def _turn(size: etree._Element) -> None:
    """A page on its side; its margins stay, since above it stands the same header and below it the same footer."""
    width, height = size.get(w("w"), ""), size.get(w("h"), "")
    size.set(w("w"), height)
    size.set(w("h"), width)
    size.set(w("orient"), "landscape")


def _content_types(root: etree._Element) -> str:
    for child in list(root.iter("{*}Override")):
        part = child.get("PartName", "").removeprefix("/")
        if _OURS.match(part) and part != "word/document.xml":
            root.remove(child)
    return etree.tostring(root, encoding="unicode").removesuffix("</Types>")


def _relations(root: etree._Element) -> str:
    for child in list(root.iter("{*}Relationship")):
        target = child.get("Target", "").removeprefix("/word/")
        if child.get("TargetMode") != "External" and (
            _OURS.match(f"word/{target}") or target.startswith(("../", "/customXml"))
        ):
            root.remove(child)
    text = etree.tostring(root, encoding="unicode")
    return text.removesuffix("</Relationships>") if not text.endswith("/>") else f"{text[:-2]}>"
