"""Makes a comparison readable: three passes over the matching blocks, each linear.

1. An insertion or deletion that could stand at several places is put where a clause begins.
2. A short unchanged island between two changes is given up: 'food and shelter' became 'water and housing'.
3. A sentence of which little is left is shown whole, old beside new, not as a mosaic.

Giving up a match never makes a comparison wrong, only longer.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.compare.align import Match
from workbench.compare.tokens import CLAUSE_ENDS, SENTENCE_ENDS, is_word

# An insertion is moved by at most so many tokens.
_REACH = 24
#: An island has at most so many tokens of so many letters: 'of the', 'and', ', in' are islands, 'peoples' is not.
ISLAND_TOKENS = 2
ISLAND_LETTERS = 3
#: A sentence of at least so many tokens is rewritten if less than this share of it is left, ...
SENTENCE_TOKENS = 8
LEFT = 0.4
#: ... unless most of the shorter side is: then words were only added, or only taken out.
KEPT = 0.67
#: Each further piece into which the rest falls raises the share that must be left, up to the second figure.
PER_PIECE = 0.015
MOST_LEFT = 0.55
#: In a sentence that was rewritten, so many tokens in a row are kept all the same, such as a long common beginning.
LONG_MATCH = 6
# Joining words: a clause may begin with one.
_JOINERS = frozenset({"and", "or", "but", "including", "in", "as", "which", "that", "who"})


def readable(
    blocks: list[Match], old: Sequence[str], new: Sequence[str], printed: tuple[Sequence[str], Sequence[str]]
) -> list[Match]:
    """The matching blocks of two sequences of keys, fewer and better placed; `printed` are the words as printed."""
    # Only words that print alike may change places: 'The rights' at the head and 'the rights' within are not the same.
    return _whole_sentences(_without_islands(at_clauses(blocks, *printed), old, new), old, new)


def at_clauses(blocks: list[Match], old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Slides every pure insertion and deletion to the best of the places where it can stand."""
    placed = list(blocks)
    for index in range(-1, len(placed) - 1):
        left = placed[index] if index >= 0 else Match(0, 0, 0)
        right = placed[index + 1]
        i1, j1 = left.old + left.size, left.new + left.size
        if i1 == right.old and j1 < right.new:
            shift = _best_shift(new, j1, right.new, left.size, right.size)
        elif j1 == right.new and i1 < right.old:
            shift = _best_shift(old, i1, right.old, left.size, right.size)
        else:
            continue
        if shift:
            if index >= 0:
                placed[index] = Match(left.old, left.new, left.size + shift)
            placed[index + 1] = Match(right.old + shift, right.new + shift, right.size - shift)
    return [block for block in placed if block.size]


def _best_shift(words: Sequence[str], start: int, end: int, left: int, right: int) -> int:
    """By how many tokens to move the stretch from `start` to `end` between matches of sizes `left` and `right`."""
    low = 0
    while -low < min(left, _REACH) and words[start + low - 1] == words[end + low - 1]:
        low -= 1
    high = 0
    while high < min(right, _REACH) and words[start + high] == words[end + high]:
        high += 1
    if low == high:
        return 0
    return max(range(low, high + 1), key=lambda shift: (_seam(words, start + shift), -abs(shift)))


def _seam(words: Sequence[str], at: int) -> int:
    """How well a clause begins at that place."""
    before = words[at - 1] if at else "."
    if before in SENTENCE_ENDS:
        return 4
    if before in CLAUSE_ENDS:
        return 3
    if words[at] in _JOINERS:
        return 2
    return 1 if before in _JOINERS else 0


def _without_islands(blocks: list[Match], old: Sequence[str], new: Sequence[str]) -> list[Match]:
    kept: list[Match] = []
    i, j = 0, 0  # where the change before the block begins
    after = [*blocks[1:], Match(len(old), len(new), 0)] if blocks else []
    for block, (i2, j2, _) in zip(blocks, after, strict=True):
        if block.size <= ISLAND_TOKENS:
            i1, j1 = block.old + block.size, block.new + block.size
            gone, come = block.old - i, block.new - j
            goes, comes = i2 - i1, j2 - j1
            replaces = (gone and come and (goes or comes)) or (goes and comes and (gone or come))
            if (
                replaces
                and SENTENCE_ENDS.isdisjoint(old[block.old : i1])
                and max(gone + goes, come + comes) >= block.size
                and max(map(len, old[block.old : i1])) <= ISLAND_LETTERS
            ):
                continue
        kept.append(block)
        i, j = block.old + block.size, block.new + block.size
    return kept


def _whole_sentences(blocks: list[Match], old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Gives up all matches inside a sentence that was rewritten; a sentence ends where both texts end one."""
    kept: list[Match] = []
    inside: list[Match] = []  # the matches of the sentence so far
    i, j = 0, 0  # where it begins
    for block in blocks:
        at = block.old
        end = block.old + block.size
        offset = block.new - block.old
        while at < end:
            stop = at
            while stop < end and old[stop] not in SENTENCE_ENDS:
                stop += 1
            if stop > at:
                inside.append(Match(at, at + offset, stop - at))
            if stop < end:
                _close(kept, inside, i, stop, j, stop + offset, old)
                _touch(kept, Match(stop, stop + offset, 1))
                inside = []
                i, j = stop + 1, stop + 1 + offset
            at = stop + 1
    _close(kept, inside, i, len(old), j, len(new), old)
    return kept


def enough(pieces: int) -> float:
    """The share of a sentence that must be left, in so many pieces, for it to be shown word by word."""
    return min(MOST_LEFT, LEFT + PER_PIECE * max(pieces - 1, 0))


def _close(kept: list[Match], inside: list[Match], i1: int, i2: int, j1: int, j2: int, old: Sequence[str]) -> None:
    """Keeps the matches of a sentence, or none of them."""
    gone, come = i2 - i1, j2 - j1
    same = sum(match.size for match in inside)
    if same < gone or same < come:
        longest, shortest = max(gone, come), min(gone, come)
        left = enough(len(inside))
        if longest >= SENTENCE_TOKENS and 2 * same < left * (gone + come) and same < KEPT * shortest:
            inside = [match for match in inside if match.size >= LONG_MATCH]
        if not any(is_word(word) for match in inside for word in old[match.old : match.old + match.size]):
            return  # only signs are left
    for match in inside:
        _touch(kept, match)


def _touch(kept: list[Match], match: Match) -> None:
    if kept:
        last = kept[-1]
        if last.old + last.size == match.old and last.new + last.size == match.new:
            kept[-1] = Match(last.old, last.new, last.size + match.size)
            return
    kept.append(match)
