"""Finds what two sequences have in common: matching blocks in order, as many equal members as can be.

rapidfuzz does the work in time and memory of length times length; long sequences are therefore first
cut at a spine of members that occur once in each, so that only what lies between has to be searched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from workbench.compare.rising import longest_rising

# Below this product of lengths the search is cheaper than looking for a spine.
_SMALL = 250_000
# Above this product what lies between two members of the spine is not searched (memory is an eighth, in bytes):
# two long stretches that do not share one rare pair of words are shown as replaced whole.
_HUGE = 2_000_000_000


class Match(NamedTuple):
    """`size` members from `old` in the one sequence equal those from `new` in the other."""

    old: int
    new: int
    size: int


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """The matching blocks of two sequences, in order, touching ones joined.

    >>> matches("abcd", "abxd")
    [Match(old=0, new=0, size=2), Match(old=3, new=3, size=1)]
    """
    if len(old) * len(new) <= _SMALL:
        return _search(old, new, 0, 0)
    found: list[Match] = []
    at, to = 0, 0
    for i, j in [*_spine(old, new), (len(old), len(new))]:
        # A member of the spine that is the next on both sides needs no search.
        if i > at and j > to:
            for match in _search(old[at:i], new[to:j], at, to):
                _append(found, match)
        if i < len(old):
            _append(found, Match(i, j, 1))
        at, to = i + 1, j + 1
    return found


def _append(found: list[Match], match: Match) -> None:
    if found:
        last = found[-1]
        if last.old + last.size == match.old and last.new + last.size == match.new:
            found[-1] = Match(last.old, last.new, last.size + match.size)
            return
    found.append(match)


def _search(old: Sequence[Hashable], new: Sequence[Hashable], at: int, to: int) -> list[Match]:
    """All matching blocks of two stretches that begin at `at` and `to`."""
    if len(old) * len(new) > _HUGE:
        return []
    blocks = Indel.opcodes(old, new).as_matching_blocks()
    return [Match(at + block.a, to + block.b, block.size) for block in blocks if block.size]


def _spine(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of members that occur once in each sequence and have an equal neighbour, the longest rising row of them.

    The neighbour guards against a rare word that was deleted here and put in there by chance.
    """
    counts = Counter(new)
    once = {member for member, count in Counter(old).items() if count == 1 and counts.get(member) == 1}
    places = {member: j for j, member in enumerate(new) if member in once}
    last_old, last_new = len(old) - 1, len(new) - 1
    pairs = [
        (i, j)
        for i, member in enumerate(old)
        if (j := places.get(member, -1)) >= 0
        and ((i and j and old[i - 1] == new[j - 1]) or (i < last_old and j < last_new and old[i + 1] == new[j + 1]))
    ]
    return longest_rising(pairs)
