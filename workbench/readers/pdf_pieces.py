"""The pieces of a PDF: its lines, without what runs along every page, with its headings and footnotes by their size.

A PDF has no paragraphs. Lines are set together by the distance between them, and each line that begins with a number
begins a piece that `workbench.readers.numbered` puts back where the number turns out to be none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from workbench.errors import WorkbenchError
from workbench.readers.pieces import ITEM, NUMBER, Piece, plain
from workbench.readers.sections import is_contents

MAX_PAGES = 2_000
MAX_CHARACTERS = 2_000_000

_SMALL = 0.94
_RAISED = 0.86
_APART = 1.25
_EDGE = 0.12
_MARK = re.compile(r"[\d*†‡]{1,3}$")
_BOLD = re.compile(r"(?i)bold|black|heavy|demi")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,4}[-–\s]*")
_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z])\.\s")


@dataclass
class _Line:
    """A line of a page: its words, where it begins, how large it is, and the marks of footnotes on it."""

    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    text: str = ""
    marks: list[str] = field(default_factory=list)
    note: str = ""  # the mark that it begins with, if it begins a footnote


@dataclass
class _Run:
    text: str
    x: float
    y: float
    size: float
    bold: bool


def pdf_pieces(data: bytes) -> tuple[Piece, ...]:
    """The pieces of a PDF with text in it; raises WorkbenchError in one line for one without, or with a password."""
    lines = list(_lines(_opened(data)))
    if not any(line.text for line in lines):
        raise WorkbenchError("has no text, only pictures of pages; load a Word file, or a PDF that was read by OCR")
    lines = _without_edges(lines)
    usual = Counter[float]()
    for line in lines:
        usual[line.size] += len(line.text)
    body = usual.most_common(1)[0][0]
    text, notes = _parted(lines, body)
    return tuple(_pieces(text, notes, body))


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise WorkbenchError("is protected by a password; save it without one")
        if len(reader.pages) > MAX_PAGES:
            raise WorkbenchError(f"has more than {MAX_PAGES:,} pages; load the part that is cited")
    except (PyPdfError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise WorkbenchError("a damaged PDF, or one that is protected; save it anew") from error
    return reader


def _lines(reader: PdfReader) -> Iterator[_Line]:
    characters = 0
    for number, page in enumerate(reader.pages):
        runs: list[_Run] = []

        def heard(text: str, cm: Any, tm: Any, font: Any, size: Any, runs: list[_Run] = runs) -> None:
            name = str(font.get("/BaseFont", "")) if font else ""
            scale = abs(float(tm[3]) * float(cm[3])) or 1.0
            x = float(tm[4]) * float(cm[0]) + float(tm[5]) * float(cm[2]) + float(cm[4])
            y = float(tm[4]) * float(cm[1]) + float(tm[5]) * float(cm[3]) + float(cm[5])
            runs.append(_Run(text, x, y, round(abs(float(size or 0)) * scale, 1), bool(_BOLD.search(name))))

        try:
            page.extract_text(visitor_text=heard)
        except (PyPdfError, ValueError, KeyError, AttributeError, TypeError, IndexError) as error:
            raise WorkbenchError(f"page {number + 1} is damaged; save the PDF anew") from error
        characters += sum(len(run.text) for run in runs)
        if characters > MAX_CHARACTERS:
            raise WorkbenchError("has more text than can be read as a source; load the part that is cited")
        yield from _of_page(runs, number)


def _of_page(runs: Sequence[_Run], page: int) -> Iterator[_Line]:
    """The lines of a page, as the text of its runs breaks them."""
    here: list[_Run] = []
    for run in runs:
        first, *more = run.text.split("\n")
        if first:
            here.append(_Run(first, run.x, run.y, run.size, run.bold))
        for text in more:
            yield from _line(here, page)
            here = [_Run(text, run.x, run.y, run.size, run.bold)] if text else []
    yield from _line(here, page)


def _line(runs: Sequence[_Run], page: int) -> Iterator[_Line]:
    said = [run for run in runs if run.text.strip()]
    if not said:
        return
    weights = Counter[float]()
    for run in said:
        weights[run.size] += len(run.text.strip())
    size = max(weights, key=lambda each: (weights[each] > 2, each))
    main = next(run for run in said if run.size == size)
    line = _Line(page, min(run.x for run in said), main.y, size, all(run.bold for run in said))
    words: list[str] = []
    for run in runs:
        raised = run.size <= _RAISED * size and bool(_MARK.match(run.text.strip())) and run.y > main.y
        if not raised:
            words.append(run.text)
        elif not "".join(words).strip():
            line.note = run.text.strip()
        else:
            line.marks.append(run.text.strip())
    line.text = plain("".join(words))
    yield line


# --- what is no text of the document ------------------------------------------------


def _without_edges(lines: Sequence[_Line]) -> list[_Line]:
    """The lines without running heads and page numbers: at the edge of a page, and the same on several."""
    top, bottom = max(line.y for line in lines), min(line.y for line in lines)
    edge = _EDGE * (top - bottom)
    pages = 1 + max(line.page for line in lines)
    outer = [line for line in lines if line.y > top - edge or line.y < bottom + edge]
    seen = Counter(_alike(line) for line in outer)
    often = min(3, max(2, pages - 1))
    gone = {
        id(line)
        for line in outer
        if _PAGE_NUMBER.fullmatch(line.text) or (len(line.text) < 120 and seen[_alike(line)] >= often)
    }
    return [line for line in lines if id(line) not in gone]


def _alike(line: _Line) -> tuple[str, int]:
    """What is the same of a running line on every page: its words without numbers, and its height."""
    return re.sub(r"\d+", "#", line.text), round(line.y / 4)


def _parted(lines: Sequence[_Line], body: float) -> tuple[list[_Line], dict[tuple[int, str], str]]:
    """The lines of the text, and the footnotes by page and mark."""
    text: list[_Line] = []
    notes: dict[tuple[int, str], list[str]] = {}
    for page in sorted({line.page for line in lines}):
        here = [line for line in lines if line.page == page]
        large = [at for at, line in enumerate(here) if line.size > _SMALL * body]
        after = here[large[-1] + 1 :] if large else here
        begin = next((at for at, line in enumerate(after) if line.note), len(after))
        text += here[: len(here) - len(after) + begin]
        mark = ""
        for line in after[begin:]:
            mark = line.note or mark
            notes.setdefault((page, mark), []).append(line.text)
    return text, {key: plain(" ".join(said)) for key, said in notes.items()}


# --- pieces ---------------------------------------------------------------------


def _pieces(lines: Sequence[_Line], notes: dict[tuple[int, str], str], body: float) -> Iterator[Piece]:
    leading, full = _leading(lines), _full(lines)
    words: list[str] = []
    cited: list[str] = []
    depth, wraps = 0, False
    before: _Line | None = None
    for line in lines:
        heads = 0 if is_contents(line.text) else _depth(line, body)
        begins, goes_on = _begins(line, before, leading / body, heads != depth, bool(heads))
        if before is not None and line.page != before.page and not heads and not depth:
            # A sentence may end with a page inside a paragraph; the last line of a paragraph is seldom full.
            goes_on = len(before.text) >= full
        if words and begins:
            yield Piece(text=plain(_joined(words)), depth=depth, notes=tuple(cited), wraps=wraps)
            words, cited = [], []
        if not words:
            depth, wraps = heads, goes_on
        words.append(line.text)
        cited += [note for mark in line.marks if (note := notes.get((line.page, mark)))]
        before = line
    if words:
        yield Piece(text=plain(_joined(words)), depth=depth, notes=tuple(cited), wraps=wraps)


def _begins(line: _Line, before: _Line | None, leading: float, other: bool, heading: bool) -> tuple[bool, bool]:
    """Whether a line begins a piece, and whether it does so within a block of lines; `leading` is for size 1."""
    if before is None or line.page != before.page:
        return True, False
    gap = before.y - line.y
    near = 0 < gap <= _APART * leading * line.size
    if other or not near:
        return True, False
    if heading:
        return bool(_LABEL.match(line.text)), False
    if NUMBER.match(line.text):
        return True, True
    if ITEM.match(line.text):
        return True, not before.text.endswith((";", ":", ".", ",", "and", "or", "”"))
    return is_contents(line.text) or is_contents(before.text), False


def _leading(lines: Sequence[_Line]) -> float:
    """The usual distance from one line to the next."""
    gaps = Counter(
        round(upper.y - lower.y, 0)
        for upper, lower in pairwise(lines)
        if upper.page == lower.page and 4 < upper.y - lower.y < 40
    )
    return gaps.most_common(1)[0][0] if gaps else 14.0


def _full(lines: Sequence[_Line]) -> int:
    """How many characters a line has at least that is as long as the page is wide."""
    lengths = sorted(len(line.text) for line in lines)
    return int(0.85 * lengths[int(0.9 * (len(lengths) - 1))]) if lengths else 0


def _depth(line: _Line, body: float) -> int:
    """The depth of a line that looks like a heading: larger than the text, or in bold."""
    if len(line.text) > 150 or line.size < _SMALL * body:
        return 0
    larger = line.size > 1.12 * body
    if not larger and not line.bold:
        return 0
    return 1 if line.size > 1.3 * body else 2 if larger else 3


def _joined(lines: Sequence[str]) -> str:
    out = ""
    for line in lines:
        apart = "" if not out or (out.endswith("-") and line[:1].islower()) else " "
        out += apart + line
    return out
