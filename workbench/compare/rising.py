"""The longest rising row: which things kept their order, when some of them moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, TypeVar

P = TypeVar("P", bound=tuple[int, Any])


def longest_rising(pairs: Sequence[P]) -> list[P]:
    """The longest row of pairs, gaps allowed, whose second members rise.

    >>> longest_rising([(0, "c"), (1, "a"), (2, "b"), (3, "d")])
    [(1, 'a'), (2, 'b'), (3, 'd')]
    >>> longest_rising([])
    []
    """
    # By patience: `tails[k]` ends the best row of k + 1 pairs, and `ends[k]` is where it stands.
    tails: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, member) in enumerate(pairs):
        length = bisect_left(tails, member)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(member)
            ends.append(index)
        else:
            tails[length] = member
            ends[length] = index
    row: list[P] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    row.reverse()
    return row
