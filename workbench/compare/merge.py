"""Merges two wordings that were made from the same one, by words; where both changed the same words, people choose.

>>> merge("States should act.", "States shall act.", "All States should act.").text
'All States shall act.'
>>> made = merge("States should act.", "States shall act.", "States must act.")
>>> settle(made, Take.BOTH)
'States [shall/must] act.'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.compare.align import matches
from workbench.compare.collate import bracketed, collate
from workbench.compare.tokens import is_word, tokens


class Take(StrEnum):
    """How a conflict is settled: mine, theirs, or both in square brackets."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Settled:
    """Words that both sides have, or that one side changed and the other left alone."""

    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words that both sides changed, each in its own way."""

    base: str
    mine: str
    theirs: str

    def settled(self, take: Take) -> str:
        """The words that stand in the text after the choice."""
        if take is Take.MINE:
            return self.mine
        if take is Take.THEIRS:
            return self.theirs
        return bracketed(collate([self.mine, self.theirs]))


Piece = Settled | Conflict


@dataclass(frozen=True, slots=True)
class Merge:
    """The result of a merge: pieces in order."""

    pieces: tuple[Piece, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What people have to choose, in reading order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    @property
    def text(self) -> str:
        """The merged text, conflicts with both wordings in square brackets."""
        return settle(self, Take.BOTH)


def merge(base: str, mine: str, theirs: str) -> Merge:
    """The three-way merge of two wordings with their common origin."""
    if mine == theirs or base == theirs:
        return Merge((Settled(mine),) if mine else ())
    if base == mine:
        return Merge((Settled(theirs),) if theirs else ())
    cut = [_cut(text) for text in (base, mine, theirs)]
    pieces: list[Piece] = []
    at = (0, 0, 0)
    for stable in [*_stable(*cut), (len(cut[0]), len(cut[1]), len(cut[2]))]:
        old, left, right = ("".join(words[a:b]) for words, a, b in zip(cut, at, stable, strict=True))
        _add(pieces, _decided(old, left, right))
        if stable[0] < len(cut[0]):
            _add(pieces, Settled(cut[0][stable[0]]))
        at = (stable[0] + 1, stable[1] + 1, stable[2] + 1)
    return Merge(tuple(pieces))


def settle(made: Merge, take: Take | Sequence[Take]) -> str:
    """The text in which every conflict is settled, all in one way or each in its own."""
    choices = iter([take] * len(made.conflicts) if isinstance(take, Take) else take)
    return "".join(piece.text if isinstance(piece, Settled) else piece.settled(next(choices)) for piece in made.pieces)


def _cut(text: str) -> list[str]:
    """Words, signs and spaces, each by itself, so that a changed word leaves the space after it alone."""
    return [piece for token in tokens(text) for piece in (token.rstrip(), token[len(token.rstrip()) :]) if piece]


def _stable(base: list[str], mine: list[str], theirs: list[str]) -> list[tuple[int, int, int]]:
    """The words that neither side touched, by their places in the three texts."""
    left, right = _partners(base, mine), _partners(base, theirs)
    found = [(i, left[i], right[i]) for i in range(len(base)) if i in left and i in right]
    # A space or a sign between two changes keeps nothing apart: only a stretch with a word in it does.
    kept: list[tuple[int, int, int]] = []
    start = 0
    for end in range(1, len(found) + 1):
        if end < len(found) and all(b == a + 1 for a, b in zip(found[end - 1], found[end], strict=True)):
            continue
        run = found[start:end]
        outer = run[0] == (0, 0, 0) or run[-1] == (len(base) - 1, len(mine) - 1, len(theirs) - 1)
        if outer or any(is_word(base[i]) for i, _, _ in run):
            kept.extend(run)
        start = end
    return kept


def _partners(base: list[str], other: list[str]) -> dict[int, int]:
    return {match.old + n: match.new + n for match in matches(base, other) for n in range(match.size)}


def _decided(base: str, mine: str, theirs: str) -> Piece:
    if mine == theirs or theirs == base:
        return Settled(mine)
    return Settled(theirs) if mine == base else Conflict(base, mine, theirs)


def _add(pieces: list[Piece], piece: Piece) -> None:
    last = pieces[-1] if pieces else None
    if isinstance(piece, Settled) and isinstance(last, Settled):
        pieces[-1] = Settled(last.text + piece.text)
    elif not isinstance(piece, Settled) or piece.text:
        pieces.append(piece)
