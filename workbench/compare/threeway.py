"""The three-way view of two drafts that were made from the same one, provision by provision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.compare.merge import Merge, merge
from workbench.compare.units import Unit, units_of
from workbench.document import Document
from workbench.model import Draft


class Changed(StrEnum):
    """Who changed a provision; BOTH means differently, ALIKE the same on both sides."""

    NOBODY = "nobody"
    MINE = "mine"
    THEIRS = "theirs"
    ALIKE = "both alike"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True, slots=True)
class ThreeWayRow:
    """One provision in the common ancestor and on both sides; None where it does not stand.

    `merged` is there where all three have words.
    """

    provision: str
    place: str
    base: str | None
    mine: str | None
    theirs: str | None
    changed: Changed
    merged: Merge | None


def three_way(base: Draft | Document, mine: Draft | Document, theirs: Draft | Document) -> tuple[ThreeWayRow, ...]:
    """A row for each provision of any of the three, in my order, what I do not have where theirs or the base has it."""
    sides = [{unit.id: unit for unit in units_of(text)} for text in (base, mine, theirs)]
    return tuple(_row(id, [side.get(id) for side in sides]) for id in _order(sides))


def apart(a: Draft | Document, b: Draft | Document) -> tuple[int, int]:
    """In how many provisions two texts differ, and how many there are in both together; headings count, places do not.

    Of several versions, the one least apart from another text is the best guess of what that text was made from.
    """
    mine, theirs = ({unit.id: _words(unit) for unit in units_of(text)} for text in (a, b))
    every = mine.keys() | theirs.keys()
    return sum(mine.get(id) != theirs.get(id) for id in every), len(every)


def _order(sides: list[dict[str, Unit]]) -> Iterator[str]:
    old, mine, theirs = (list(side) for side in sides)
    order = list(mine)
    for other in (theirs, old):
        after = ""
        for id in other:
            if id not in order:
                order.insert(order.index(after) + 1 if after else 0, id)
            after = id
    return iter(order)


def _row(id: str, units: list[Unit | None]) -> ThreeWayRow:
    base, mine, theirs = (_words(unit) for unit in units)
    if mine == theirs:
        changed = Changed.NOBODY if mine == base else Changed.ALIKE
    elif mine == base:
        changed = Changed.THEIRS
    else:
        changed = Changed.MINE if theirs == base else Changed.BOTH
    present = next(unit for unit in (units[1], units[2], units[0]) if unit is not None)
    everywhere = base is not None and mine is not None and theirs is not None
    return ThreeWayRow(
        provision=id,
        place=present.place,
        base=base,
        mine=mine,
        theirs=theirs,
        changed=changed,
        merged=merge(base or "", mine or "", theirs or "") if everywhere else None,
    )


def _words(unit: Unit | None) -> str | None:
    return None if unit is None else unit.text if unit.is_leaf else unit.heading
