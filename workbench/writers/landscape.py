"""A masthead on a landscape page: its tables reach to the right margin again.

It is imported only where a text begins on such a page.
"""

from __future__ import annotations

import re

from workbench.writers.style_pieces import Pieces

_PLACES = re.compile(r"<w:tbl>|<w:tblW [^>]*/>|<w:gridCol [^>]*/>|<w:tr[ >]|<w:tcPr>.*?</w:tcPr>", re.DOTALL)
_WIDTH = re.compile(r'(<w:(?:tblW|gridCol|tcW) [^>]*w:w=")(\d+)(")')
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"/>')

#: What fills so much of a line is meant to fill it; a smaller table is a box that keeps its width.
_FULL = 0.8


def widened(pieces: Pieces, line: int, landscape: int) -> Pieces:
    """The pieces of a masthead with the widest column of its tables wider by what the line is longer."""
    whole = "".join(piece for piece in pieces if isinstance(piece, str))
    tables = _Tables([_columns(table) for table in whole.split("<w:tbl>")[1:]], line, landscape - line)
    return tuple(_PLACES.sub(tables.place, piece) if isinstance(piece, str) else piece for piece in pieces)


def _columns(table: str) -> list[int]:
    return [int(found[2]) for found in _WIDTH.finditer(table) if "gridCol" in found[1]]


class _Tables:
    """The tables of a masthead while they are read from first to last."""

    def __init__(self, columns: list[list[int]], line: int, more: int) -> None:
        self.columns = columns
        self.line = line
        self.more = more
        self.table = -1
        self.column = 0

    def place(self, found: re.Match[str]) -> str:
        """What stands here, wider if it holds the widest column of a table over the line."""
        text = found[0]
        if text == "<w:tbl>":
            self.table += 1
            self.column = 0
            return text
        if text.startswith("<w:tr"):
            self.column = 0
            return text
        if text.startswith("<w:tblW"):
            return self.wider(text) if 'w:type="dxa"' in text else text
        span = _SPAN.search(text)
        first, self.column = self.column, self.column + (int(span[1]) if span else 1)
        columns = self.columns[self.table]
        return self.wider(text) if columns and first <= columns.index(max(columns)) < self.column else text

    def wider(self, text: str) -> str:
        """A width with what the line is longer."""
        if sum(self.columns[self.table]) < self.line * _FULL:
            return text
        return _WIDTH.sub(lambda width: f"{width[1]}{int(width[2]) + self.more}{width[3]}", text, count=1)
