"""House styles: .docx files that people edit in Word, read once and kept.

A style file gives the named styles, the masthead, headers and footers, the pages, and a paragraph [[BODY]].
Layouts name styles by what a paragraph is (`article`); a style file answers with any style of that name,
or with that name among its aliases (in Word's dialog: the names after the comma).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from workbench.errors import WorkbenchError
from workbench.places import templates_folder
from workbench.writers.package import Packed, opened, packed, tree
from workbench.writers.style_pieces import Pieces, W, pieces_of, w, words_of, xml_of

MARKER = "[[BODY]]"
SETTINGS = "word/settings.xml"

#: Styles that a house style may do without, each with the one that answers for it.
_INSTEAD = {"preambular-numbered": "preambular"}

_OURS = re.compile(
    r"^(docProps/|customXml/|_rels/\.rels$|word/(comments|footnotes|endnotes|glossary|people|document\.xml$))"
)
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
    styles: Mapping[str, tuple[str, str]]
    styles_part: tuple[str, str]
    sections: Mapping[tuple[str, bool, bool], str]
    line: Mapping[str, int]
    content_types: str
    relations: str
    settings: bytes = b""

    def style_id(self, name: str, kind: str = "paragraph") -> str:
        """The id of the style of that name or alias; raises WorkbenchError if there is none of that kind."""
        found = self.styles.get(name.lower()) or self.styles.get(_INSTEAD.get(name, ""))
        if found is None or found[1] != kind:
            raise WorkbenchError(
                f"style '{self.name}' has no {kind} style named '{name}'; add it in Word, or as an alias"
            )
        return found[0]


def style_names() -> tuple[str, ...]:
    """The names of the styles that are shipped, sorted."""
    return tuple(sorted(path.stem for path in (templates_folder() / "styles").glob("*.docx")))


def find_style(style: str | Path) -> WordStyle:
    """The style of that name or path, read once and kept until the file changes."""
    if isinstance(style, str) and style in style_names():
        path = templates_folder() / "styles" / f"{style}.docx"
    else:
        path = Path(style)
        if not path.is_file():
            raise WorkbenchError(f"no style '{style}'; there are {', '.join(style_names())}, or give a .docx file")
    return _read(path.resolve(), path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> WordStyle:
    return read_style(path.read_bytes(), path.stem if path.parent == templates_folder() / "styles" else path.name)


def read_style(data: bytes, name: str) -> WordStyle:
    """A style file from its bytes; `name` is what messages call it."""
    parts = opened(data, name)
    trees = {part: tree(parts[part], f"{name}: {part}") for part in parts if part.endswith((".xml", ".rels"))}
    if "word/styles.xml" not in parts:
        raise WorkbenchError(f"{name}: has no styles; save it in Word as .docx")
    before, after, section = _body(trees["word/document.xml"], name)
    filled = []
    static = []
    settings = b""
    for part, content in sorted(parts.items()):
        if _OURS.match(part) or part in ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml"):
            continue
        if re.match(r"word/(header|footer)\d*\.xml$", part):
            filled.append((part, pieces_of(trees[part], f"{name}: {part.removeprefix('word/')}")))
        else:
            if part == SETTINGS:
                content = settings = _settings(trees[part])
            static.append(packed(part, _without_revision_ids(content) if part.endswith(".xml") else content))
    styles = trees["word/styles.xml"]
    sections, line = _sections(section)
    return WordStyle(
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
        relations=_relations(trees.get("word/_rels/document.xml.rels", etree.Element("Relationships"))),
        settings=settings,
    )


# --- the parts --------------------------------------------------------------


def _body(root: etree._Element, name: str) -> tuple[Pieces, Pieces, etree._Element]:
    """What stands before and after the body marker, and the properties of the section."""
    body = root.find(w("body"))
    if body is None:
        raise WorkbenchError(f"{name}: has no body; save it in Word as .docx")
    marker = next((p for p in body.iter(w("p")) if words_of(p).strip() == MARKER), None)
    if marker is None:
        raise WorkbenchError(f"{name}: has no paragraph {MARKER}; type it where the text shall stand")
    if marker.getparent() is not body:
        raise WorkbenchError(f"{name}: its {MARKER} stands inside a table or a box; move it to a line of its own")
    section = body.find(w("sectPr"))
    section = deepcopy(section) if section is not None else etree.SubElement(root, w("sectPr"))
    for last in body.findall(w("sectPr")):
        body.remove(last)
    marker.tag = "body"
    for child in list(marker):
        marker.remove(child)
    marker.text = None
    pieces = pieces_of(root, f"{name}: page", keep_last=False)
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and "<body" in piece:
            head, _, tail = re.sub(r"<body[^>]*?/>|<body[^>]*></body>", "\ue002", piece).partition("\ue002")
            return (
                (*pieces[:index], head),
                (tail.removesuffix("</w:document>").removesuffix("</w:body>"), *pieces[index + 1 :]),
                section,
            )
    raise AssertionError("the marker is in the page")


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


def _styles(root: etree._Element) -> dict[str, tuple[str, str]]:
    """Styles by name and alias in lower case; a name goes before an alias."""
    out: dict[str, tuple[str, str]] = {}
    aliases: dict[str, tuple[str, str]] = {}
    for style in root.iter(w("style")):
        found = (style.get(w("styleId"), ""), style.get(w("type"), "paragraph"))
        for names in style.findall(w("name")):
            for index, name in enumerate(names.get(w("val"), "").split(",")):
                (aliases if index else out)[name.strip().lower()] = found
        for names in style.findall(w("aliases")):
            for name in names.get(w("val"), "").split(","):
                aliases.setdefault(name.strip().lower(), found)
    return aliases | out


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


def _sections(section: etree._Element) -> tuple[dict[tuple[str, bool, bool], str], dict[str, int]]:
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
            line[orientation] = (
                int(size.get(w("w"), "0")) - int(margins.get(w("left"), "0")) - int(margins.get(w("right"), "0"))
            )
    return out, line


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
    for child in list(root):
        part = (child.get("PartName") or "").removeprefix("/")
        if part and _OURS.match(part) and part != "word/document.xml":
            root.remove(child)
    return etree.tostring(root, encoding="unicode").removesuffix("</Types>")


def _relations(root: etree._Element) -> str:
    for child in list(root):
        target = child.get("Target", "").removeprefix("/word/")
        if child.get("TargetMode") != "External" and (
            _OURS.match(f"word/{target}") or target.startswith(("../", "/customXml"))
        ):
            root.remove(child)
    text = etree.tostring(root, encoding="unicode")
    return text.removesuffix("</Relationships>") if not text.endswith("/>") else f"{text[:-2]}>"
