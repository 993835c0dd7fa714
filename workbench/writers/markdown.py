"""The laid-out form as Markdown (CommonMark with footnotes and tables), for people and for other tools.

Words arrive literally: a sign is escaped where Markdown would read it as something else, and nowhere else,
so that the text stays readable as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from workbench.document import Document
from workbench.writers.fields import plain_masthead, values
from workbench.writers.laid_out import OUTLINE, heading_words
from workbench.writers.layout import LayoutInfo

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
#: How marks look: italic, bold, or a bracket, which is bold but no word.
_LOOKS = {"lead": "i", "quote": "i", "verbatim": "i", "strong": "b", "bracket": "bracket"}
_COMPARED = {"added": "ins", "dropped": "del"}
_STARS = {"i": "*", "b": "**"}
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
    return _escaped(text, _plain_signs([text]))


def _plain_signs(texts: Iterable[str], emphasis: bool = False) -> frozenset[str | None]:
    """The kinds of signs that need no escape: one star, underscore or tilde is a plain sign, emphasis takes two."""
    kinds = Counter(match.lastgroup for text in texts if _SIGNS.search(text) for match in _LIVE.finditer(text))
    return frozenset(
        kind for kind in ("star", "under", "tilde") if kinds[kind] == 1 and not (emphasis and kind == "star")
    )


def _escaped(text: str, plain: frozenset[str | None]) -> str:
    if not _SIGNS.search(text):
        return text
    return _LIVE.sub(lambda match: match[0] if match.lastgroup in plain else f"\\{match[0]}", text)


def _line(text: str) -> str:
    """A paragraph whose first signs would make it a heading, a list, a quotation."""

    def escaped(found: re.Match[str]) -> str:
        if found[5]:
            return f"{found[1]}{found[5]}\\{found[6]}"
        return f"{found[1]}\\{found[0][len(found[1]) :]}"

    return _START.sub(escaped, text)


class _Piece(NamedTuple):
    """Words that look alike, or the call of a footnote; `change` is ins, del or nothing."""

    text: str
    look: str = ""
    change: str = ""
    is_call: bool = False


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
        heading = _HEADINGS.get(style, "")
        item = _ITEM.match(style)
        # Deeper sub-paragraphs stand in a quotation of the right depth: four spaces would make them code.
        before = "> " * int(item[1]) if item else ""
        if heading and text.strip():
            self.out.append(heading + " ".join(text.split()))
        elif text.strip():
            lines = [_line(part.strip()) for part in text.split("\n") if part.strip()]
            self.out.append("\\\n".join(f"{before}{part}" for part in lines))
        self.out.extend(f"{before}> {remark}" for remark in _remarks(p))

    def words(self, element: etree._Element) -> str:
        """The words of a paragraph with its changes, emphasis only where Markdown reads it as such."""
        pieces: list[_Piece] = []
        self._gather(element, _Piece("", change=element.get("change", "")), pieces)
        pieces = _joined(pieces)
        written = [piece for piece in pieces if not piece.is_call]
        plain = _plain_signs((piece.text for piece in written), any(piece.look in _STARS for piece in written))
        out: list[str] = []
        change = ""
        for piece in pieces:
            if piece.change != change:
                out.append((f"</{change}>" if change else "") + (f"<{piece.change}>" if piece.change else ""))
                change = piece.change
            out.append(piece.text if piece.is_call else _emphasized(_escaped(piece.text, plain), piece.look))
        return "".join(out) + (f"</{change}>" if change else "")

    def _gather(self, element: etree._Element, like: _Piece, pieces: list[_Piece]) -> None:
        """The words below an element as pieces that look alike; what changed as a whole says so once."""
        if element.text:
            pieces.append(like._replace(text=element.text))
        for child in element:
            tag = child.tag
            if tag == "note":
                self.notes.append(" ".join(literal(child.text or "").split()))
                pieces.append(_Piece(f"[^{len(self.notes)}]", change=like.change, is_call=True))
            elif tag == "br":
                heads = element.get("style", "") in _HEADINGS
                pieces.append(like._replace(text=". " if heads else "\n"))
            elif tag == "tab" and pieces:
                pieces.append(like._replace(text=" "))
            elif tag == "r":
                mark = child.get("m", "").partition(" ")[0]
                change = like.change or _COMPARED.get(mark, "")
                self._gather(child, like._replace(look=like.look or _LOOKS.get(mark, ""), change=change), pieces)
            elif tag == "aside":
                said = (child.text or "").rstrip()
                pieces.append(like._replace(text=said, look="i"))
                if said != child.text:  # between whose words follow and their own italics
                    pieces.append(like._replace(text=" "))
            elif tag in ("ins", "del"):
                self._gather(child, like._replace(change=like.change or tag), pieces)
            elif tag not in ("comment", "tab"):
                self._gather(child, like, pieces)
            if child.tail:
                pieces.append(like._replace(text=child.tail))

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


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    out: list[_Piece] = []
    for piece in pieces:
        if out and not piece.is_call and out[-1]._replace(text="") == piece._replace(text=""):
            out[-1] = piece._replace(text=out[-1].text + piece.text)
        else:
            out.append(piece)
    return out


def _emphasized(words: str, look: str) -> str:
    """Words in italics or bold; stars must touch the words, and a bracket is no word that they can touch."""
    inner = words.strip()
    if not look or not inner:
        return words
    before, _, after = words.partition(inner)
    if look == "bracket":
        return f"{before}<b>{inner}</b>{after}"
    stars = _STARS[look]
    return f"{before}{stars}{inner}{stars}{after}"


def _remarks(p: etree._Element) -> Iterator[str]:
    """The comments on a paragraph, each in a quotation of its own."""
    for comment in p.iterchildren("comment"):
        by = literal(" ".join((comment.get("by") or "").split()))
        said = " ".join((comment.text or "").split())
        yield f"**Comment{f' by {by}' if by else ''}:** {literal(said)}"


def write_markdown(sheet: etree._Element, above: Iterable[str] = ()) -> bytes:
    """The sheet as Markdown, below paragraphs that are Markdown already."""
    return _Text(out=list(above)).sheet(sheet).encode()


def masthead(document: Document, info: LayoutInfo, style: str) -> Iterator[str]:
    """What the masthead of the Word file says, in as many paragraphs."""
    said = values(document, info.kind, working=not info.clean)
    above = tuple(said[name] for name in ("nations", "symbol", "principal_organ", "distr", "date", "original_in"))
    below = tuple(said[name] for name in ("body", "session", "item", "agenda_title"))
    united = (above, below, (said["kind_of_date"],))
    for lines in (tuple(plain_masthead(said).values()),) if style == "plain" else united:
        if any(lines):
            yield "\\\n".join(_line(literal(" ".join(line.split()))) for line in lines if line)
