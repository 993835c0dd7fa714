"""The laid-out form as Markdown (CommonMark with footnotes and tables), for people and for other tools.

Words arrive literally: a sign is escaped where Markdown would read it as something else, and nowhere else,
so that the text stays readable as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from workbench.writers.laid_out import OUTLINE, heading_words

_HEADINGS = {
    "title": "# ",
    "annex": "# ",
    "heading": "# ",
    "part": "## ",
    "heading-1": "## ",
    "article": "### ",
    "heading-2": "### ",
    "table-heading": "### ",
}
_ITEM = re.compile(r"item-(\d)")

_LIVE = re.compile(
    r"""(?P<always>[\\`])
    |(?P<star>\*)
    |(?P<under>(?<![^\W_])_|_(?![^\W_]))
    |(?P<tilde>~)
    |(?P<tag><(?=[A-Za-z/!?]))
    |(?P<entity>&(?=\#?\w+;))
    |(?P<link>\](?=[(\[:])|\[(?=\^))""",
    re.VERBOSE,
)
_SIGNS = re.compile(r"[\\`*_~<&\]\[]")
_START = re.compile(r"^(\s*)(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$)|(>)|(\d{1,9})([.)])(?=\s|$)|(=+|-{2,})(?=\s*$))")


def literal(text: str) -> str:
    r"""Words as Markdown that reads them as they are.

    >>> literal("{{ 7*7 }} [all] a < b & c"), literal("2*3*4 <b> &amp; [x](y)")
    ('{{ 7*7 }} [all] a < b & c', '2\\*3\\*4 \\<b> \\&amp; [x\\](y)')
    """
    found = list(_LIVE.finditer(text)) if _SIGNS.search(text) else ()
    if not found:
        return text
    # One star, underscore or tilde in a text is a plain sign; emphasis takes two.
    kinds = [match.lastgroup for match in found]
    single = {kind for kind in ("star", "under", "tilde") if kinds.count(kind) == 1}
    return _LIVE.sub(lambda match: match[0] if match.lastgroup in single else f"\\{match[0]}", text)


def _line(text: str) -> str:
    """A paragraph whose first signs would make it a heading, a list, a quotation."""

    def escaped(found: re.Match[str]) -> str:
        if found[5]:
            return f"{found[1]}{found[5]}\\{found[6]}"
        return f"{found[1]}\\{found[0][len(found[1]) :]}"

    return _START.sub(escaped, text)


@dataclass(eq=False, repr=False)
class _Text:
    """The Markdown of one sheet while it is written."""

    out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def sheet(self, sheet: etree._Element) -> str:
        for section in sheet:
            for element in section:
                if element.tag == "p":
                    self.paragraph(element)
                elif element.tag == "table":
                    self.table(element)
                elif element.tag == "toc":
                    self.contents(sheet)
        notes = [f"[^{number}]: {text}" for number, text in enumerate(self.notes, 1)]
        return "\n\n".join([*self.out, *notes]) + "\n"

    def paragraph(self, p: etree._Element) -> None:
        style = p.get("style", "paragraph")
        text = self.words(p)
        if not text.strip():
            return
        heading = _HEADINGS.get(style, "")
        if heading:
            self.out.append(heading + " ".join(text.split()))
            return
        item = _ITEM.match(style)
        # Deeper sub-paragraphs stand in a quotation of the right depth: four spaces would make them code.
        before = "> " * int(item[1]) if item else ""
        lines = [_line(part.strip()) for part in text.split("\n") if part.strip()]
        self.out.append("\\\n".join(f"{before}{part}" for part in lines))

    def words(self, element: etree._Element) -> str:
        """The words of a paragraph, emphasis only where Markdown reads it as such."""
        parts: list[tuple[str, str]] = []
        self._gather(element, "", parts)
        plain = "".join(text for text, kind in parts if kind != "raw")
        crowded = plain.count("*") > 0
        out: list[str] = []
        for text, kind in _joined(parts):
            if kind == "raw":
                out.append(text)
                continue
            words = literal(text)
            if crowded and any(other in ("lead", "quote", "strong") for _, other in parts):
                words = literal(f"**{text}")[4:] if "*" in text else words
            if kind in ("lead", "quote") and words.strip() == words and words:
                words = f"*{words}*"
            elif kind == "strong" and words.strip() == words and words:
                words = f"**{words}**"
            elif kind == "ins":
                words = f"<ins>{words}</ins>"
            elif kind == "del":
                words = f"<del>{words}</del>"
            out.append(words)
        return "".join(out)

    def _gather(self, element: etree._Element, kind: str, parts: list[tuple[str, str]]) -> None:
        if element.text:
            parts.append((element.text, kind))
        for child in element:
            tag = child.tag
            if tag == "note":
                self.notes.append(" ".join(literal(child.text or "").split()))
                parts.append((f"[^{len(self.notes)}]", "raw"))
            elif tag == "br":
                parts.append(("\n", kind))
            elif tag == "tab":
                parts.append((" ", kind))
            elif tag == "comment":
                pass
            elif tag == "r":
                mark = child.get("m", "").partition(" ")[0]
                shown = {"added": "ins", "dropped": "del", "verbatim": "quote"}.get(mark, mark)
                self._gather(
                    child, kind or (shown if shown in ("lead", "quote", "strong", "ins", "del") else ""), parts
                )
            elif tag in ("ins", "del"):
                self._gather(child, tag, parts)
            else:
                self._gather(child, kind, parts)
            if child.tail:
                parts.append((child.tail, kind))

    def table(self, table: etree._Element) -> None:
        rows = []
        columns = len(table.get("widths", "100").split())
        for index, row in enumerate(table):
            cells = []
            for cell in row:
                words = " / ".join(text for p in cell if (text := " ".join(self.words(p).split())))
                cells += [words.replace("|", "\\|")] + [""] * (int(cell.get("span", "1")) - 1)
            rows.append(f"| {' | '.join(cells)} |")
            if index == 0:
                rows.append("|" + " --- |" * columns)
        self.out.append("\n".join(rows))

    def contents(self, sheet: etree._Element) -> None:
        headings = [
            literal(heading_words(p)) for p in sheet.iter("p") if p.get("style") in OUTLINE and p.get("change") != "del"
        ]
        self.out.append("\n".join(f"- {' '.join(heading.split())}" for heading in headings))


def _joined(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for text, kind in parts:
        if out and out[-1][1] == kind and kind != "raw":
            out[-1] = (out[-1][0] + text, kind)
        else:
            out.append((text, kind))
    return out


def write_markdown(sheet: etree._Element) -> bytes:
    """The sheet as Markdown."""
    return _Text().sheet(sheet).encode()
