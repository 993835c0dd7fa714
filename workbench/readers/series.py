"""Series of numbers in a text: which of the numbers that begin its lines number its paragraphs.

Not each number at the beginning of a line does: there are lists in quotations, years after a line break, entries of
a table of contents. Those that do follow one another. So the best chain of following numbers is looked for: every
number in it counts, and a gap, or a number that has to be passed over, costs. What stands before and after the best
chain is looked through again for series that begin anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: What a number counts that stands inside a quotation, or where a sentence is not finished: likely one of a list.
QUOTED = 0.2
LISTED = 0.5
_PASSED = 0.1
_GAP = 0.8
_GAP_EACH = 0.05
_MOST_GAP = 40
_LATE_START = 0.5
_BACK = 120
_RESTART = 3
_MOST_SERIES = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A number at the beginning of a piece: where, which, how much it counts (at most 1), and in which annex."""

    at: int
    number: int
    suffix: str = ""
    weight: float = 1.0
    annex: str = ""


def series(found: Sequence[Candidate]) -> tuple[tuple[Candidate, ...], ...]:
    """The series of numbers among the candidates, in their order; each begins after the one before has ended.

    >>> def numbers(*given):
    ...     candidates = [Candidate(at=at, number=number) for at, number in enumerate(given)]
    ...     return [[candidate.number for candidate in chain] for chain in series(candidates)]
    >>> numbers(1, 2, 2012, 3, 1, 2, 4, 6)  # a year, a list inside, a number that is not there
    [[1, 2, 3, 4, 6]]
    >>> numbers(1, 2, 3, 4, 1, 2, 3)
    [[1, 2, 3, 4], [1, 2, 3]]
    """
    out: list[tuple[Candidate, ...]] = []
    # With a list of what is left rather than by calling itself: a text may begin its numbers anew a thousand times.
    left: list[tuple[Sequence[Candidate], bool]] = [(found, True)]
    while left and len(out) < _MOST_SERIES:
        candidates, whole = left.pop()
        chain = _best(candidates)
        if not chain or not (whole or _begins_anew(chain)):
            continue
        out.append(chain)
        first, last = candidates.index(chain[0]), candidates.index(chain[-1])
        left += [(candidates[:first], False), (candidates[last + 1 :], False)]
    return tuple(sorted(out, key=lambda chain: chain[0].at))


def _begins_anew(chain: tuple[Candidate, ...]) -> bool:
    return chain[0].number == 1 and (len(chain) >= _RESTART or bool(chain[0].annex))


def _best(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    if not candidates:
        return ()
    scores: list[float] = []
    before: list[int | None] = []
    # What it has cost to pass over all candidates so far; a difference is what lies between two.
    passed = [0.0]
    for candidate in candidates:
        passed.append(passed[-1] + (_PASSED if candidate.weight == 1 else 0))
    for at, candidate in enumerate(candidates):
        gain = candidate.weight
        best, via = (gain if candidate.number == 1 else gain - _LATE_START) - passed[at], None
        for earlier in range(at - 1, max(at - 1 - _BACK, -1), -1):
            link = _link(candidates[earlier], candidate)
            if link is None:
                continue
            score = scores[earlier] + gain - link - (passed[at] - passed[earlier + 1])
            if score > best + 1e-9:
                best, via = score, earlier
        scores.append(best)
        before.append(via)
    end: int | None = max(range(len(candidates)), key=lambda at: scores[at])
    chain: list[Candidate] = []
    while end is not None:
        chain.append(candidates[end])
        end = before[end]
    return tuple(reversed(chain))


def _link(earlier: Candidate, later: Candidate) -> float | None:
    """What it costs that one number follows the other; None if it cannot."""
    if later.annex != earlier.annex and later.number == 1:
        return None
    if later.number == earlier.number:
        return 0.0 if later.suffix and later.suffix != earlier.suffix else None
    step = later.number - earlier.number
    if step == 1:
        return 0.0
    return _GAP + _GAP_EACH * (step - 1) if 1 < step <= _MOST_GAP else None
