"""Formulations beside each other in a table: each in its own paragraphs, and what differs from the first marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from workbench.compare.words import Edit, diff
from workbench.document import Block, BlockRole, Mark
from workbench.writers.escaping import escape

_SHOWN = (Mark.LEAD, Mark.BRACKET, Mark.BLANK)
_PLAIN = ""
_WORD = re.compile(r"\w+")
_OPENS = "[(“‘"

#: Of the words of the shorter of two formulations so many are in both, else marks would hide what they say.
_SHARED = 1 / 3


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph of a formulation: what stands in front of it is printed, and never compared."""

    style: str
    label: str
    start: int
    end: int


@dataclass(slots=True)
class _Text:
    """A formulation as one text, a line a paragraph, with the mark of every sign."""

    words: str = ""
    marks: list[str] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)

    def add(self, style: str, label: str, runs: list[tuple[str, str]]) -> None:
        """One more paragraph."""
        if self.lines:
            self.words += "\n"
            self.marks.append(_PLAIN)
        start = len(self.words)
        for words, mark in runs:
            words = words.replace("\n", " ")
            self.words += words
            self.marks += [mark] * len(words)
        self.lines.append(_Line(style, label, start, len(self.words)))

    def pieces(self, start: int, end: int) -> Iterator[tuple[_Line, int, int]]:
        """The stretches of lines between two places; between two of them a line ends."""
        for line in self.lines:
            if start < end and line.start <= end and start <= line.end:
                yield line, max(start, line.start), min(end, line.end)


def compared(first: Block, other: Block, place: str) -> str:
    """The paragraphs of `other` in laid-out form, with what is added to and dropped from `first` marked.

    `place` holds the attributes of its first paragraph.
    """
    old, new = _text(first), _text(other)
    edits = _edits(old.words, new.words)
    if not _are_alike(edits):
        edits = (Edit(new.words, new.words),)
    cell = _Cell(place)
    i = j = 0
    for edit in edits:
        # Space alone is no difference that a reader could see.
        if edit.is_change and edit.old.strip():
            cell.dropped(old, i, i + len(edit.old))
        cell.printed(new, j, j + len(edit.new), "added" if edit.is_change and edit.new.strip() else "")
        i, j = i + len(edit.old), j + len(edit.new)
    return cell.text()


def alike(first: Block, other: Block) -> bool:
    """Whether two formulations share enough words for what differs to be marked."""
    return _are_alike(_edits(_text(first).words, _text(other).words))


@lru_cache(maxsize=64)  # asked for in the head of a column and in the column
def _edits(old: str, new: str) -> tuple[Edit, ...]:
    return diff(old, new)


def _are_alike(edits: tuple[Edit, ...]) -> bool:
    shared = sum(_count(edit.new) for edit in edits if not edit.is_change)
    shorter = min(sum(_count(edit.old) for edit in edits), sum(_count(edit.new) for edit in edits))
    return shared >= shorter * _SHARED


def _count(text: str) -> int:
    return len(_WORD.findall(text))


@dataclass(slots=True)
class _Cell:
    """The paragraphs of one cell while they are written."""

    place: str
    out: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    line: _Line | None = None  # the line that the words belong to, which gives the number in front
    style: str = "cell"
    dropped_word: bool = False  # whether what was written last is of the first formulation, and no space follows it

    def printed(self, text: _Text, start: int, end: int, change: str) -> None:
        """Words that stand in the formulation."""
        for index, (line, begin, stop) in enumerate(text.pieces(start, end)):
            if index:
                self.ended()
            if begin < stop:
                self.line, self.style = line, line.style
                if change and self.dropped_word and text.words[begin].isalnum():
                    self.inner.append(" ")  # where the marks are lost, old and new words do not run together
                self.inner += _runs(text, begin, stop, change)
                self.dropped_word = False

    def dropped(self, text: _Text, start: int, end: int) -> None:
        """Words that stand in the first formulation only; a whole paragraph of them keeps its number."""
        for index, (line, begin, stop) in enumerate(text.pieces(start, end)):
            if index:
                self.ended()
            if begin < stop:
                if self.line is None:
                    self.style = line.style
                if line.label and (begin, stop) == (line.start, line.end):
                    self.inner.append(f'<r m="dropped">{escape(line.label)} </r>')
                self.inner += _runs(text, begin, stop, "dropped")
                self.dropped_word = not text.words[stop - 1].isspace() and text.words[stop - 1] not in _OPENS

    def ended(self) -> None:
        """A paragraph ends here."""
        if self.inner:
            label = self.line.label if self.line else ""
            after = "<tab/>" if "item" in self.style else " "
            number = f"<label>{escape(label)}{after}</label>" if label else ""
            self.out.append(f'<p style="{self.style}"{self.place}>{number}{"".join(self.inner)}</p>')
            self.place = self.place.partition(" anchor=")[0] + _after_anchor(self.place)
        self.inner, self.line, self.style, self.dropped_word = [], None, "cell", False

    def text(self) -> str:
        """All paragraphs."""
        self.ended()
        return "".join(self.out) or f'<p style="cell"{self.place}/>'


def _after_anchor(place: str) -> str:
    """The attributes without the anchor, which one paragraph carries."""
    _, _, rest = place.partition(' anchor="')
    return rest.partition('"')[2]


def _runs(text: _Text, start: int, end: int, change: str) -> Iterator[str]:
    at = start
    while at < end:
        mark, stop = text.marks[at], at
        while stop < end and text.marks[stop] == mark:
            stop += 1
        words = escape(text.words[at:stop])
        marks = f"{change} {mark}".strip()
        yield f'<r m="{marks}">{words}</r>' if marks else words
        at = stop


# --- the text of a formulation --------------------------------------------------

_Runs = list[tuple[str, str]]
_Paragraph = tuple[str, str, _Runs]


def _text(block: Block) -> _Text:
    """A formulation with the brackets that drafters typed, and without those that mark it as one of several."""
    text = _Text()
    if block.role is BlockRole.ALTERNATIVE:
        paragraphs = _unbracketed(list(_paragraphs(replace(block, number="", old_number=""))))
    else:
        paragraphs = [("cell-title", "", runs)] if (runs := _runs_of(block)) else []
        for child in _standing(block):
            of_child = list(_paragraphs(child))
            paragraphs += of_child if not child.runs else _unbracketed(of_child)
    for style, label, runs in paragraphs:
        text.add(style, label, runs)
    return text


def _paragraphs(block: Block, owner: str = "") -> Iterator[_Paragraph]:
    """The paragraphs of a block; `owner` is the number of what it is the first alternative of."""
    runs = _runs_of(block)
    number = block.number or block.old_number
    if runs:
        style = (
            f"cell-item{f'-{min(block.level, 4)}' if block.level > 1 else ''}"
            if block.role is BlockRole.ITEM
            else "cell"
        )
        yield style, _label(block, number, owner), runs
    for index, child in enumerate(_standing(block)):
        yield from _paragraphs(child, number if index == 0 and not runs else "")


def _standing(block: Block) -> list[Block]:
    """What a block holds: in a redline what is in the new text, or all of what is gone as a whole."""
    return [child for child in block.children if Mark.DELETED in block.marks or Mark.DELETED not in child.marks]


def _runs_of(block: Block) -> _Runs:
    gone = frozenset() if Mark.DELETED in block.marks else frozenset({Mark.DELETED})
    return [
        (run.text, " ".join(mark for mark in _SHOWN if mark in run.marks))
        for run in block.runs
        if run.text and not run.marks & gone
    ]


def _label(block: Block, number: str, owner: str) -> str:
    if block.role is BlockRole.ALTERNATIVE and number.startswith("Alt."):
        return f"{owner}. {number}" if owner else number
    return f"{number}." if number and block.role is BlockRole.PARAGRAPH else number


def _unbracketed(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """The paragraphs without the bracket that opens the first and the one that closes the last."""
    if not paragraphs:
        return paragraphs
    first, last = paragraphs[0][2], paragraphs[-1][2]
    (opening, its_mark), (closing, other_mark) = first[0], last[-1]
    if its_mark != "bracket" or other_mark != "bracket" or opening[0] + closing[-1] != "[]":
        return paragraphs
    first[0] = (opening[1:], its_mark)
    last[-1] = (last[-1][0][:-1], other_mark)
    return paragraphs
