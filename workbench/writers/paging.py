"""On which page a heading will stand: an estimate for the contents, until a word processor counts the pages.

Paragraphs are filled line by line with signs of a usual width and stacked page by page, footnotes below.
It is imported only where contents are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from lxml import etree

from workbench.writers.laid_out import OUTLINE
from workbench.writers.style_file import WordStyle
from workbench.writers.style_pieces import FieldParagraph, w

#: How wide a sign is, in parts of the size of the letters: of most alphabets, and of those of East Asia.
_SIGN, _WIDE_SIGN = 0.41, 1.0
_EAST_ASIA = "\u2e80"
_NOTE_RULE = 250
_LINES_WITH_A_HEADING = 2
_BESIDE = frozenset({"note", "comment"})


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a paragraph style says of height and width, in twips and half points."""

    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    size: int = 20
    new_page: int = 0

    def lines(self, text: str, width: int) -> int:
        room = max(width - self.left - self.right, 1) / (self.size * 10)
        return sum(ceil(max(_measure(part), _SIGN) / room) for part in text.split("\n"))

    def height(self, text: str, width: int) -> int:
        return self.before + self.lines(text, width) * max(self.line, self.size * 23 // 2) + self.after


def _measure(text: str) -> float:
    wide = 0 if text.isascii() else sum(sign >= _EAST_ASIA for sign in text)
    return wide * _WIDE_SIGN + (len(text) - wide) * _SIGN


def heading_pages(sheet: etree._Element, style: WordStyle) -> list[int]:
    """The page of every heading that the contents list, in their order."""
    shapes = _Shapes(style)
    headings = [p for p in sheet.iter("p") if p.get("style") in OUTLINE and p.get("change") != "del"]
    entries = [shapes[f"toc {OUTLINE[p.get('style', '')]}"] for p in headings]
    out: list[int] = []
    page, used, notes = 1, _masthead(style), 0
    for number, section in enumerate(sheet):
        width, height = _paper(style.sections[section.get("orientation", "portrait"), False, number == 0])
        if number:
            page, used, notes = page + 1, 0, 0
        for element in section.iter("p", "toc"):
            if element.tag == "toc":
                used += sum(shape.height("", width) for shape in (*entries, shapes["toc 1"]))
                continue
            name = element.get("style", "paragraph")
            shape = shapes[name]
            tall = shape.height(_words(element), width)
            below = sum(shapes["footnote text"].height(note.text or "", width) for note in element.iter("note"))
            below += _NOTE_RULE if below and not notes else 0
            needed = tall + (_LINES_WITH_A_HEADING * shape.line if name in OUTLINE else 0)
            if (shape.new_page and used) or used + notes + below + min(needed, height) > height:
                # A paragraph goes on where the next page begins; a heading stands there as a whole.
                torn = 0 if name in OUTLINE or shape.new_page else max(height - used - notes, 0)
                page, used, notes = page + 1, max(tall - torn, 0), below
            else:
                used, notes = used + tall, notes + below
            while used > height > 0:
                page, used = page + 1, used - height
            if name in OUTLINE and element.get("change") != "del":
                out.append(page)
    return out


def _words(p: etree._Element) -> str:
    return "".join(_said(p))


def _said(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag not in _BESIDE:
            yield from _said(child)
        yield child.tail or ""


def _paper(section: str) -> tuple[int, int]:
    """The width of a line and the height of a page between the margins."""

    def number(tag: str, name: str) -> int:
        found = re.search(rf'<w:{tag} [^>]*w:{name}="(\d+)"', section)
        return int(found[1]) if found else 0

    width = number("pgSz", "w") - number("pgMar", "left") - number("pgMar", "right")
    return width, number("pgSz", "h") - number("pgMar", "top") - number("pgMar", "bottom")


def _masthead(style: WordStyle) -> int:
    """How much the masthead takes of the first page: its rows, and the lines below them."""
    text = "".join(piece if isinstance(piece, str) else "<w:p>" for piece in style.before)
    rows = sum(int(height) for height in re.findall(r'<w:trHeight[^>]*w:val="(\d+)"', text))
    lines = text.rpartition("</w:tbl>")[2].count("<w:p>")
    return rows + 280 * (lines or sum(isinstance(piece, FieldParagraph) for piece in style.before))


class _Shapes:
    """The shapes of paragraph styles by the names that layouts give them."""

    def __init__(self, style: WordStyle) -> None:
        self._style = style
        root = etree.fromstring("en".join(style.styles_part) if style.styles_part[1] else style.styles_part[0])
        self._styles = {found.get(w("styleId"), ""): found for found in root.iter(w("style"))}
        size = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('sz')}"
        self._base: Mapping[str, int | None] = {"size": _value(root, size, "val", 20)}
        self._known: dict[str, _Shape] = {}

    def __getitem__(self, name: str) -> _Shape:
        if name not in self._known:
            said = self._said(self._style.style_id(name))
            self._known[name] = _Shape(**{key: value for key, value in said.items() if value is not None})
        return self._known[name]

    def _said(self, id: str) -> Mapping[str, int | None]:
        found = self._styles.get(id)
        if found is None:
            return dict(self._base)
        above = found.find(w("basedOn"))
        said = dict(self._base if above is None else self._said(above.get(w("val"), "")))
        for key, path, name in (
            ("left", f"{w('pPr')}/{w('ind')}", "left"),
            ("right", f"{w('pPr')}/{w('ind')}", "right"),
            ("before", f"{w('pPr')}/{w('spacing')}", "before"),
            ("after", f"{w('pPr')}/{w('spacing')}", "after"),
            ("line", f"{w('pPr')}/{w('spacing')}", "line"),
            ("size", f"{w('rPr')}/{w('sz')}", "val"),
        ):
            said[key] = _value(found, path, name, said.get(key))
        said["new_page"] = len(found.findall(f"{w('pPr')}/{w('pageBreakBefore')}"))
        return said


def _value(element: etree._Element, path: str, name: str, otherwise: int | None) -> int | None:
    found = element.find(path)
    value = found.get(w(name), "") if found is not None else ""
    return int(value) if re.fullmatch(r"-?\d+", value) else otherwise
