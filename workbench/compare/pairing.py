"""Says which block of an old text is which of a new one: by id, and by likeness where ids are lost."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from workbench.compare.align import matches
from workbench.document import Block

#: Two texts of lost ids are the same provision if at least this share of their letters agrees.
ALIKE = 0.6


def full_text(block: Block) -> str:
    """The words of a block and of all below it, a line each."""
    return "\n".join(part.text for part in block.walk() if part.text)


def likeness(old: str, new: str, *, at_least: float = 0.0) -> float:
    """How alike two texts are, from 0 to 1; 0 for what is below `at_least`.

    >>> likeness("States shall act", "States shall act")
    1.0
    """
    return Indel.normalized_similarity(old.casefold(), new.casefold(), score_cutoff=at_least)


def pair_blocks(
    old: Sequence[Block], new: Sequence[Block], lost: frozenset[str], fresh: frozenset[str]
) -> list[tuple[int, int]]:
    """Places of the blocks that belong together among siblings, both rising.

    `lost` are the ids that only the old text has, `fresh` those that only the new one has:
    only such blocks are paired by likeness, all others by id and role.
    """
    found = [
        (match.old + n, match.new + n)
        for match in matches([(b.id, b.role) for b in old], [(b.id, b.role) for b in new])
        for n in range(match.size)
    ]
    if not lost or not fresh:
        return found
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for i2, j2 in [*found, (len(old), len(new))]:
        left = [n for n in range(i, i2) if old[n].id in lost]
        right = [n for n in range(j, j2) if new[n].id in fresh]
        if left and right:
            alike = in_order(
                [(old[n].role, full_text(old[n])) for n in left], [(new[n].role, full_text(new[n])) for n in right]
            )
            pairs.extend((left[a], right[b]) for a, b in alike)
        if i2 < len(old) or j2 < len(new):
            pairs.append((i2, j2))
        i, j = i2 + 1, j2 + 1
    return pairs


def in_order(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """The pairs of like texts, both rising, with the highest likeness in all; a text comes with its role.

    >>> in_order([("p", "States shall act."), ("p", "Peoples gain.")], [("p", "States should act.")])
    [(0, 0)]
    """
    # Texts that stayed as they were cut the search into short stretches.
    pairs: list[tuple[int, int]] = []
    i = j = 0
    same = [(m.old + n, m.new + n) for m in matches(old, new) for n in range(m.size)]
    for i2, j2 in [*same, (len(old), len(new))]:
        pairs.extend((i + a, j + b) for a, b in _best_row(old[i:i2], new[j:j2]))
        if i2 < len(old) and old[i2][1]:
            pairs.append((i2, j2))
        i, j = i2 + 1, j2 + 1
    return pairs


def _best_row(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    if not old or not new:
        return []
    scores = [
        [likeness(text, other, at_least=ALIKE) if role == kind and text else 0.0 for kind, other in new]
        for role, text in old
    ]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            taken = scores[i][j] and scores[i][j] + best[i + 1][j + 1]
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    row: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            row.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return row
