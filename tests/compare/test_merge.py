"""Three-way merging of words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.strategies import texts, wild_texts
from workbench.compare.merge import Conflict, Settled, Take, merge, settle

BASE = "States should respect, protect and fulfil the rights of peoples."


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, str]:
    """A base and two texts made from it."""
    pieces = draw(st.lists(texts, min_size=1, max_size=4))
    sides = [[draw(st.one_of(st.just(piece), texts)) for piece in pieces] for _ in range(2)]
    return " ".join(pieces), " ".join(sides[0]), " ".join(sides[1])


@given(wild_texts, wild_texts)
def test_an_unchanged_side_gives_way_to_the_other(base: str, other: str) -> None:
    assert merge(base, base, other).pieces == ((Settled(other),) if other else ())
    assert merge(base, other, base).pieces == ((Settled(other),) if other else ())


@given(wild_texts, wild_texts)
def test_the_same_change_on_both_sides_is_taken_once(base: str, other: str) -> None:
    assert merge(base, other, other).text == other


@settings(deadline=None)
@given(edited())
def test_both_sides_see_the_same_conflicts(three: tuple[str, str, str]) -> None:
    base, mine, theirs = three

    here, there = merge(base, mine, theirs), merge(base, theirs, mine)

    assert [(c.base, c.mine, c.theirs) for c in here.conflicts] == [(c.base, c.theirs, c.mine) for c in there.conflicts]
    assert settle(here, Take.MINE) == settle(there, Take.THEIRS)


@settings(deadline=None)
@given(edited())
def test_a_conflict_is_a_place_that_both_sides_changed_differently(three: tuple[str, str, str]) -> None:
    for conflict in merge(*three).conflicts:
        assert len({conflict.base, conflict.mine, conflict.theirs}) == 3


@given(texts, texts, texts, texts)
def test_changes_apart_from_each_other_merge_without_conflict(one: str, other: str, two: str, second: str) -> None:
    middle = " between them stands what nobody touched "

    made = merge(one + middle + two, other + middle + two, one + middle + second)

    assert not made.conflicts
    assert made.text == other + middle + second


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (BASE.replace("should", "shall"), BASE.replace("peoples", "all peoples"),
         "States shall respect, protect and fulfil the rights of all peoples."),
        (BASE.replace("should", "shall"), BASE.replace("should", "must"),
         "States [shall/must] respect, protect and fulfil the rights of peoples."),
        (BASE.replace("protect and fulfil ", ""), BASE + " All gain.",
         "States should respect, the rights of peoples. All gain."),
    ],
)  # fmt: skip
def test_words_are_merged_and_conflicts_bracketed(mine: str, theirs: str, merged: str) -> None:
    assert merge(BASE, mine, theirs).text == merged


def test_each_conflict_is_settled_in_its_own_way() -> None:
    mine = BASE.replace("should", "shall").replace("peoples", "individuals")
    theirs = BASE.replace("should", "must").replace("peoples", "all")

    made = merge(BASE, mine, theirs)

    assert made.conflicts == (Conflict("should", "shall", "must"), Conflict("peoples", "individuals", "all"))
    assert settle(made, [Take.THEIRS, Take.MINE]) == (
        "States must respect, protect and fulfil the rights of individuals."
    )


def test_changes_that_touch_are_a_conflict_and_never_make_a_new_word() -> None:
    made = merge("States shall act.", "States should act.", "States shall not act.")

    assert made.text == "States [should/shall not] act."
