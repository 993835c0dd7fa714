"""Merges rows three ways: what two people changed in different rows stands together.

The same row changed on both sides is a conflict, even where the words could be merged:
only a person can say that two changes to one provision agree.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from workbench.store.rows import PROVISION, ROOTS, Row, Rows


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows of both sides, and the keys of those that only a person can settle."""

    rows: Rows
    conflicts: tuple[str, ...] = ()


def merge(base: Rows, mine: Rows, theirs: Rows, *, mine_wins: bool = False, left: Container[str] = ()) -> Merged:
    """The changes of both sides to `base`; with `mine_wins`, mine where both changed a row.

    The rows in `left` are left as they are on their side, whatever I did to them.

    >>> a, b, c = Row("terms", "i", "a"), Row("terms", "i", "b"), Row("terms", "i", "c")
    >>> merge({"x": a, "y": a}, {"x": b, "y": a}, {"x": a, "y": c}).rows == {"x": b, "y": c}
    True
    >>> merge({"x": a}, {"x": b}, {"x": c}).conflicts
    ('x',)
    """
    rows = dict(theirs)
    conflicts: list[str] = []
    for key in (*base, *(key for key in mine if key not in base)):
        was, here, there = base.get(key), mine.get(key), theirs.get(key)
        if here is was or here in (was, there) or key in left:
            continue
        if there != was and not mine_wins:
            if not _same_addition(was, here, there):
                conflicts.append(key)
        elif here is None:
            rows.pop(key, None)
        else:
            rows[key] = here
    if mine_wins:
        return Merged(_anchored(rows, mine))
    if not conflicts:
        conflicts = _loose_ends(rows)
    return Merged(rows, tuple(conflicts))


def adrift(rows: Rows) -> set[str]:
    """The provisions that hang on nothing: their container is gone, or two containers hold each other."""
    below: dict[str, list[str]] = {}
    for key, row in rows.items():
        if key.startswith(PROVISION):
            below.setdefault(row.parent, []).append(key)
    loose = {key for keys in below.values() for key in keys}
    todo = [key for root in ROOTS for key in below.get(root, ())]
    while todo:
        key = todo.pop()
        loose.discard(key)
        todo += below.get(key, ())
    return loose


def _same_addition(was: Row | None, here: Row | None, there: Row | None) -> bool:
    # Both added the same thing to the same place; that it stands elsewhere among its neighbours is no quarrel.
    return (
        was is None
        and here is not None
        and there is not None
        and (here.parent, here.hash) == (there.parent, there.hash)
    )


def _loose_ends(rows: Rows) -> list[str]:
    """What has to be named where one side removed or moved the container that the other side put something in."""
    loose = adrift(rows)
    tops = [key for key in rows if key in loose and rows[key].parent not in loose]
    named = [*(rows[key].parent for key in tops), *tops] if tops else sorted(loose)
    return list(dict.fromkeys(named))


def _anchored(rows: dict[str, Row], mine: Rows) -> Rows:
    """The rows with what is adrift put where mine has it, or dropped with the container that mine dropped."""
    while loose := adrift(rows):
        for key in loose:
            parent = rows[key].parent
            if key in mine:
                rows[key] = mine[key]
                if mine[key].parent in mine:
                    rows.setdefault(mine[key].parent, mine[mine[key].parent])
            elif parent not in rows:
                del rows[key]
    return rows
