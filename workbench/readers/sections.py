"""Headings as sections: where in a document a paragraph stands, by the labels of its headings and their depth."""

from __future__ import annotations

import re

from workbench.readers.pieces import Piece

_LONGEST = 200
_LABEL = re.compile(r"(?:([IVXLC]{1,7})|([A-Z]))\.\s+(?=\S)")
_WORDED = re.compile(r"(?i)(part|chapter|title|partie|chapitre|parte|capítulo)\s+([ivxlc]+|\d+|one|two|three|four)\b")
_ANNEX = re.compile(
    r"(?i)(annex|appendix|annexe|appendice|anexo|apéndice)(?:\s+([IVXLC]+|\d+|[A-Z]))?(?:\s*[.:–—-]\s*.{0,150})?$"
)
_STOPS = re.compile(r"[.;,:]$")
# Dots or a tab before the numbers of paragraphs or pages at the end of the line.
_CONTENTS = re.compile(r"(?:\.{3,}|…|(?:\. ){3,}).{0,40}\d$|\s\d+(?:[–-]\d+)?\s+\d{1,4}$")
_CONTENTS_TITLE = re.compile(r"(?i)(contents|table of contents|table des matières|sommaire|índice)$")


def is_contents(text: str) -> bool:
    """Whether a line is an entry of a table of contents.

    >>> is_contents("I. Introduction.......1–2 3"), is_contents("I. Introduction 1–2 3"), is_contents("I. Aims of 2012")
    (True, True, False)
    """
    return len(text) <= _LONGEST and bool(_CONTENTS.search(text) or _CONTENTS_TITLE.match(text))


def annex_of(piece: Piece) -> str:
    """The annex that begins with this piece as it is cited, 'annex II', or nothing."""
    found = _ANNEX.match(piece.text) if len(piece.text) <= _LONGEST else None
    if not found or (not piece.depth and _STOPS.search(piece.text)):
        return ""
    word = "appendix" if found[1].lower().startswith(("app", "apé")) else "annex"
    return f"{word} {found[2]}" if found[2] else f"the {word}"


class Sections:
    """The headings above the place that has been read so far."""

    def __init__(self) -> None:
        self._above: list[tuple[int, str]] = []
        self._letter = ""
        self._roman = 0

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above, the highest first."""
        return tuple(text for _, text in self._above)

    def enter(self, piece: Piece) -> bool:
        """Takes the piece as a heading if it is one, and answers whether it is."""
        level = self._level(piece)
        if level is None:
            return False
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        self._above.append((level, piece.text))
        return True

    def _level(self, piece: Piece) -> int | None:
        text = piece.text
        if len(text) > _LONGEST:
            return None
        if annex_of(piece) or (_WORDED.match(text) and (piece.depth or not _STOPS.search(text))):
            self._letter, self._roman = "", 0
            return 0
        found = _LABEL.match(text)
        heads = piece.depth or (not piece.wraps and not _STOPS.search(text))
        if found and heads:
            return self._labelled(found)
        if not piece.depth:
            return None
        labelled = [level for level, _ in self._above if 1 <= level <= 3]
        return max(labelled, default=0) + 3 + piece.depth if labelled else 3 + piece.depth

    def _labelled(self, found: re.Match[str]) -> int:
        label = found[1] or found[2]
        follows = bool(self._letter) and len(label) == 1 and ord(label) == ord(self._letter) + 1
        value = roman(label) if found[1] else 0
        if found[1] and (value == self._roman + 1 or (not follows and label != "A")):
            self._roman, self._letter = value, ""
            return 1
        self._letter = label
        return 2


def roman(printed: str) -> int:
    """The value of a Roman number.

    >>> roman("XIV")
    14
    """
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[sign] for sign in printed]
    return sum(-value if value < later else value for value, later in zip(values, [*values[1:], 0], strict=True))
