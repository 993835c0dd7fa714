"""Compares two texts by words, as a list of edits that reads well and rebuilds both texts exactly.

>>> print(*diff("States should act.", "All States shall act."), sep="")
{+All +}States {-should-}{+shall+} act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from workbench.compare.align import Match, matches
from workbench.compare.readable import readable
from workbench.compare.tokens import is_word, keys, sentences, tokens

# A sentence of at least so many words that is gone here and new there has moved.
_MOVED_WORDS = 3


class Nature(StrEnum):
    """What kind of change an edit is, the slightest first; LAYOUT is space or encoding, SUBSTANCE is words."""

    SAME = "same"
    LAYOUT = "layout"
    PUNCTUATION = "punctuation"
    CASE = "case"
    SUBSTANCE = "substance"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the old text and what stands in its place in the new one; equal where nothing changed.

    `moved` is above 0 on a sentence that is deleted here and inserted elsewhere: both edits carry the same number.
    """

    old: str
    new: str
    moved: int = 0

    @property
    def is_change(self) -> bool:
        """Whether the two sides differ."""
        return self.old != self.new

    @property
    def nature(self) -> Nature:
        """What kind of change this is.

        >>> [Edit(old, "Peoples").nature.value for old in ("Peoples", "Peoples ", "Peoples,", "peoples", "States")]
        ['same', 'layout', 'punctuation', 'case', 'substance']
        """
        return nature(self.old, self.new)

    def __str__(self) -> str:
        if not self.is_change:
            return self.old
        sign = f"~{self.moved}" if self.moved else ""
        gone = f"{{-{sign}{self.old}-}}" if self.old else ""
        come = f"{{+{sign}{self.new}+}}" if self.new else ""
        return gone + come


def nature(old: str, new: str) -> Nature:
    """What kind of difference there is between two texts."""
    if old == new:
        return Nature.SAME
    before, after = keys(old, tokens(old)), keys(new, tokens(new))
    if list(filter(is_word, before)) != list(filter(is_word, after)):
        return Nature.SUBSTANCE
    cased = [[normalize("NFC", token.strip()) for token in tokens(side)] for side in (old, new)]
    if cased[0] == cased[1]:
        return Nature.LAYOUT
    # The keys have straight quotation marks: marks that differ only in their shape are punctuation, too.
    if before != after or list(map(str.casefold, cased[0])) != list(map(str.casefold, cased[1])):
        return Nature.PUNCTUATION
    return Nature.CASE


def diff(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that turn the old text into the new one, cleaned up for reading.

    Joining the old sides gives `old`, joining the new sides gives `new`.
    """
    if old == new:
        return (Edit(old, new),) if old else ()
    before, after = tokens(old), tokens(new)
    old_keys, new_keys = keys(old, before), keys(new, after)
    printed = (list(map(str.strip, before)), list(map(str.strip, after)))
    blocks = readable(matches(old_keys, new_keys), old_keys, new_keys, printed)
    pairs = _pairs(blocks, before, after)
    return _with_moves(pairs)


def _pairs(blocks: Iterable[Match], old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """The edits as pairs of strings: changes and unchanged stretches in turn, none empty on both sides."""
    pairs: list[tuple[str, str]] = []
    i = j = 0
    for match in (*blocks, Match(len(old), len(new), 0)):
        if i < match.old or j < match.new:
            _add(pairs, "".join(old[i : match.old]), "".join(new[j : match.new]))
        i, j = match.old + match.size, match.new + match.size
        same, also = "".join(old[match.old : i]), "".join(new[match.new : j])
        if same == also:
            _add(pairs, same, also)
            continue
        # Equal keys, yet other spaces, capitals or encoding somewhere: word for word.
        for token, other in zip(old[match.old : i], new[match.new : j], strict=True):
            if token == other:
                _add(pairs, token, other)
            elif (word := token.rstrip()) == other.rstrip():
                _add(pairs, word, word)
                _add(pairs, token[len(word) :], other[len(word) :])
            else:
                _add(pairs, token, other)
    return _trimmed(pairs)


def _trimmed(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs, in which space at the edge of a change that both sides have is no part of the change."""
    out: list[tuple[str, str]] = []
    for old, new in pairs:
        if old == new or not old or not new:
            _add(out, old, new)
            continue
        head, shortest = 0, min(len(old), len(new))
        while head < shortest and old[head] == new[head] and old[head].isspace():
            head += 1
        tail, shortest = 0, shortest - head
        while tail < shortest and old[-tail - 1] == new[-tail - 1] and old[-tail - 1].isspace():
            tail += 1
        _add(out, old[:head], new[:head])
        _add(out, old[head : len(old) - tail], new[head : len(new) - tail])
        _add(out, old[len(old) - tail :], new[len(new) - tail :])
    return out


def _add(pairs: list[tuple[str, str]], old: str, new: str) -> None:
    """Adds a pair, joined to the last one if both are changes or both are not."""
    if not old and not new:
        return
    if pairs:
        before, after = pairs[-1]
        if (before == after) is (old == new):
            pairs[-1] = (before + old, after + new)
            return
    pairs.append((old, new))


def _with_moves(pairs: list[tuple[str, str]]) -> tuple[Edit, ...]:
    """The edits, in which sentences that are gone here and new there are set apart and numbered."""
    gone = {name for old, new in pairs if old != new for _, name in _long_sentences(old)}
    come = {name for old, new in pairs if old != new for _, name in _long_sentences(new)} if gone else set()
    moved = gone & come
    if not moved:
        return tuple([Edit(old, new) for old, new in pairs])
    numbers: dict[tuple[str, ...], int] = {}
    for old, _ in pairs:
        for _, name in _long_sentences(old):
            if name in moved:
                numbers.setdefault(name, len(numbers) + 1)
    left, right = set(moved), set(moved)
    edits: list[Edit] = []
    for old, new in pairs:
        if old == new:
            edits.append(Edit(old, new))
        else:
            edits.extend(_interleaved(_pieces(old, numbers, left), _pieces(new, numbers, right)))
    return tuple(edits)


def _long_sentences(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of a change that are long enough to be known again, each with its words."""
    if text.isascii() and text.count(" ") < _MOVED_WORDS - 1:
        return []
    found = ((sentence, _name(sentence)) for sentence in sentences(text))
    return [(sentence, name) for sentence, name in found if len(name) >= _MOVED_WORDS]


def _name(sentence: str) -> tuple[str, ...]:
    return tuple(filter(is_word, keys(sentence, tokens(sentence))))


def _pieces(text: str, numbers: dict[tuple[str, ...], int], free: set[tuple[str, ...]]) -> list[tuple[str, int]]:
    """The text in pieces, moved ones with their number and the rest with 0; each number is given out once."""
    pieces: list[tuple[str, int]] = []
    for sentence in sentences(text):
        name = _name(sentence)
        if name in free:
            free.remove(name)
            pieces.append((sentence, numbers[name]))
        elif pieces and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + sentence, 0)
        else:
            pieces.append((sentence, 0))
    return pieces


def _interleaved(old: list[tuple[str, int]], new: list[tuple[str, int]]) -> list[Edit]:
    """The pieces of both sides as edits, each side in its order; what did not move is paired."""
    edits: list[Edit] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and old[i][1]:
            edits.append(Edit(old[i][0], "", old[i][1]))
            i += 1
        elif j < len(new) and new[j][1]:
            edits.append(Edit("", new[j][0], new[j][1]))
            j += 1
        else:
            edits.append(Edit(old[i][0] if i < len(old) else "", new[j][0] if j < len(new) else ""))
            i, j = i + 1, j + 1
    return edits
