"""n wordings in one bracketed text, and in one table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.strategies import texts, wild_texts
from workbench.compare.collate import bracketed, choice_at, collate, open_places, reading, resolve
from workbench.compare.table import State, aligned
from workbench.compare.tokens import count_words
from workbench.errors import ComparisonError


@st.composite
def formulations(draw: st.DrawFn) -> list[str]:
    """Two to five texts that have stretches in common."""
    stretches = draw(st.lists(wild_texts, min_size=1, max_size=4))
    made = st.lists(st.sampled_from(stretches), max_size=5).map(" ".join)
    return draw(st.lists(st.one_of(made, texts), min_size=2, max_size=5))


def depth_is_never_negative_and_ends_at_zero(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0


@settings(deadline=None)
@given(formulations())
def test_each_formulation_is_read_out_of_the_collation_unchanged(many: list[str]) -> None:
    made = collate(many)

    assert [reading(made, n) for n in range(len(many))] == many


@settings(deadline=None)
@given(formulations())
def test_a_collation_has_no_more_words_than_its_texts_together(many: list[str]) -> None:
    assert count_words(bracketed(collate(many))) <= sum(map(count_words, many))


@settings(deadline=None)
@given(formulations())
def test_the_brackets_that_are_added_are_balanced(many: list[str]) -> None:
    plain = [text.replace("[", "").replace("]", "") for text in many]

    made = collate(plain)

    assert depth_is_never_negative_and_ends_at_zero(bracketed(made))
    assert depth_is_never_negative_and_ends_at_zero(bracketed(made, attribution=True))


@settings(deadline=None)
@given(wild_texts, st.integers(2, 12))
def test_equal_texts_add_no_bracket(text: str, count: int) -> None:
    made = collate([text] * count)

    assert bracketed(made, attribution=True) == text
    assert open_places(made) == ()


@settings(deadline=None)
@given(formulations(), st.randoms(use_true_random=False))
def test_the_order_of_equal_texts_does_not_matter(many: list[str], random: object) -> None:
    doubled = [*many, *many]
    names = [f"D{n}" for n in range(len(doubled))]
    swapped = [*names[len(many) :], *names[: len(many)]]
    if len(doubled) > 12:
        return

    first, second = collate(doubled, names), collate(doubled, swapped)

    assert bracketed(first) == bracketed(second) == bracketed(collate(many))


@settings(deadline=None)
@given(formulations(), st.integers(0, 4))
def test_resolving_every_bracket_for_one_text_leaves_that_text(many: list[str], number: int) -> None:
    number %= len(many)
    made = collate(many)

    while places := open_places(made):
        variants = choice_at(made, places[0]).variants
        taken = next((n for n, variant in enumerate(variants) if number in variant.holders), 0)
        made = resolve(made, places[0], taken)

    assert reading(made, number) == many[number]
    assert "".join(bracketed(made).split()) == "".join(many[number].split())


@settings(deadline=None)
@given(formulations(), st.integers(0, 4))
def test_a_column_of_the_table_reads_as_its_formulation(many: list[str], base: int) -> None:
    table = aligned(many, base=base % len(many))

    columns = ["".join(row.cells[n].text for row in table.rows) for n in range(len(many))]
    assert columns == many
    assert all(row.shared == (len({" ".join(cell.text.split()) for cell in row.cells}) == 1) for row in table.rows)


def test_a_typed_bracket_is_never_torn() -> None:
    made = collate(["States [shall] act [as appropriate].", "States shall act [as appropriate].", "States shall act."])

    assert str(made) == "States [[shall]] [shall] act [[as appropriate]]."


def test_attribution_names_those_who_hold_each_variant() -> None:
    made = collate(["States shall act.", "States should act.", "States shall act."], ["EU", "Cuba", "Norway"])

    assert bracketed(made, attribution=True) == "States [EU, Norway: shall/Cuba: should] act."


def test_an_inner_bracket_can_be_resolved_before_the_outer_one() -> None:
    made = collate(
        [
            "All act, in accordance with the Charter and national laws.",
            "All act, in accordance with the Charter and international law.",
            "All act.",
        ]
    )
    outer, inner = open_places(made)

    settled = resolve(made, inner, 1)

    assert str(made) == "All act[, in accordance with the Charter and [national laws/international law]]."
    assert str(settled) == "All act[, in accordance with the Charter and international law]."
    assert str(resolve(settled, outer, 1)) == "All act."


@pytest.mark.parametrize(
    ("many", "message"),
    [
        (["one"], "one text only"),
        (["text"] * 13, "13 texts"),
        (["a" * 200_001, "b"], "A: has 200,001 characters"),
    ],
)
def test_what_cannot_be_collated_is_refused_in_one_line(many: list[str], message: str) -> None:
    with pytest.raises(ComparisonError, match=message):
        collate(many)


def test_a_place_that_is_no_bracket_is_refused() -> None:
    made = collate(["States shall act.", "States should act."])

    with pytest.raises(ComparisonError, match="no bracket here"):
        resolve(made, (0,), 0)
    with pytest.raises(ComparisonError, match="this bracket has 2"):
        resolve(made, (1,), 2)


def test_the_table_is_measured_against_the_base_of_ones_choice() -> None:
    table = aligned(["States act.", "States shall act.", "States  act."], ["A", "B", "C"], base=1)

    states = [[cell.state for cell in row.cells] for row in table.rows]
    assert states[1] == [State.ABSENT, State.BASE, State.ABSENT]
    assert aligned(["States act.", "States shall act.", "States  act."]).same_as_base == (2,)
