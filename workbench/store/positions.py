"""Position keys: strings that sort as the provisions do, with room between any two.

A provision that was not moved keeps its key, so that inserting or moving one changes one row only.
What one save puts into one gap shares a beginning of its own: two people's insertions never interleave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from workbench.compare.rising import longest_rising

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)
_TAG_LENGTH = 4


def between(low: str, high: str) -> str:
    """A key after `low` and before `high`, and so is every longer key that begins with it; '' is no bound.

    >>> between("", ""), between("i", ""), between("i", "j"), between("", "1")
    ('i', 'j', 'ii', '0i')
    """
    key = ""
    bounded = bool(high)
    for place in range(len(low) + len(high) + 1):
        bottom = DIGITS.index(low[place]) if place < len(low) else 0
        top = DIGITS.index(high[place]) if bounded and place < len(high) else _BASE
        if top - bottom > 1:
            # After the last one, count on instead of halving what is left: most additions are made at the end.
            step_on = not bounded and place < len(low)
            return key + DIGITS[bottom + 1 if step_on else (bottom + top) // 2]
        key += DIGITS[bottom]
        bounded = bounded and top == bottom
    raise AssertionError(f"no key fits between {low!r} and {high!r}")


def arrange(ids: Sequence[str], old: Mapping[str, str], low: str = "") -> list[str]:
    """A key after `low` for each id, ascending, keeping as many of the old keys as the new order allows.

    >>> old = dict(zip("abc", arrange("abc", {})))
    >>> new = dict(zip("cab", arrange("cab", old)))
    >>> [id for id in "abc" if new[id] == old[id]]
    ['a', 'b']
    """
    kept = _unmoved([(place, old[id]) for place, id in enumerate(ids) if old.get(id, "") > low])
    keys: list[str] = []
    for place, key in (*kept, (len(ids), "")):
        keys += _run(ids[len(keys) : place], low, key)
        if key:
            keys.append(key)
            low = key
    return keys


def _run(ids: Sequence[str], low: str, high: str) -> list[str]:
    """Keys for neighbours that are new in one gap, all with the same beginning."""
    if not ids:
        return []
    start = between(low, high) + _tag(ids[0])
    if len(ids) == 1:
        return [start]
    width = 1
    while _BASE**width <= 2 * len(ids) + 2:
        width += 1
    step = _BASE**width // (len(ids) + 1)
    numbers = [(place + 1) * step for place in range(len(ids))]
    return [start + _digits(number + (number % _BASE == 0), width) for number in numbers]


def _tag(id: str) -> str:
    # Of the id, so that two people who insert at one place get different keys, and a repeated save the same.
    number = int.from_bytes(hashlib.sha256(id.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    # No key ends in 0: nothing would fit before it.
    return _digits(number % _BASE ** (_TAG_LENGTH - 1), _TAG_LENGTH - 1) + DIGITS[1 + number // 7 % (_BASE - 1)]


def _digits(number: int, width: int) -> str:
    out = ""
    for _ in range(width):
        number, digit = divmod(number, _BASE)
        out = DIGITS[digit] + out
    return out


def _unmoved(keys: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The longest run of keys, gaps allowed, that ascends: what did not move."""
    if all(first[1] < second[1] for first, second in pairwise(keys)):
        return keys
    return longest_rising(keys)
