"""What a provision offers, what the editor gets, and what citations a drafter may type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import article, catalogue, draft, settled
from workbench.app.support import numbers_of, suggestions
from workbench.app.wordings import add_own, choose_keys, flat, nested, offers, retyped
from workbench.drafting import edit, pick
from workbench.errors import DraftingError
from workbench.model import Citation, Draft
from workbench.proposals import Element, Formulation, Kind, Paragraph, Source, Stance, View

FUNDS = Element(
    id="funds",
    kind=Kind.POSITIVE_OBLIGATION,
    title="Funds",
    gist="",
    formulations=(
        Formulation(id="duty", text="States shall pay.", rests_on=("v1",)),
        Formulation(id="effort", text="States should try to pay."),
    ),
)
VIEW = View(
    id="v1",
    source="report",
    paragraphs=("47", "33"),
    kind=Kind.POSITIVE_OBLIGATION,
    label="Pay",
    stance=Stance.PROPOSED,
    attribution="one participant",
    anchor="pay",
)
CATALOGUE = catalogue(FUNDS, views=(VIEW,))
REPORT = Source(id="r", symbol="A/1", title="R", paragraphs=tuple(Paragraph(number=str(n)) for n in range(1, 55)))


def picked() -> Draft:
    return pick(draft(article("a")), CATALOGUE, "funds", "duty")[0]


def keys(of: Draft) -> list[str]:
    provision = of.provision("funds")
    assert provision
    return [offer.key for offer in offers(of, CATALOGUE, provision)]


def test_a_provision_offers_its_own_wordings_and_then_the_other_formulations() -> None:
    assert keys(picked()) == ["duty", "f:effort"]


def test_a_formulation_that_was_edited_is_offered_again_as_it_was() -> None:
    assert keys(edit(picked(), "funds", "duty", "States shall pay more.")) == ["duty", "f:duty", "f:effort"]


def test_choosing_a_formulation_makes_it_an_option() -> None:
    chosen = choose_keys(picked(), CATALOGUE, "funds", ["f:effort"])
    both = choose_keys(chosen, CATALOGUE, "funds", ["duty", "effort"])

    assert keys(chosen) == ["duty", "effort"]
    assert chosen.provision("funds").chosen == ("effort",)  # type: ignore[union-attr]
    assert both.provision("funds").chosen == ("duty", "effort")  # type: ignore[union-attr]


def test_an_own_wording_begins_as_the_chosen_one_and_takes_its_place() -> None:
    own, option = add_own(picked(), "funds", "Drafter 2")
    provision = own.provision("funds")

    assert provision
    assert provision.chosen == (option,)
    assert provision.chosen_options[0].text == "States shall pay."
    assert provision.chosen_options[0].by == "Drafter 2"


ROWS = st.lists(
    st.fixed_dictionaries({"id": st.just("i"), "level": st.integers(1, 6), "text": st.text(max_size=5)}), max_size=12
)


@given(ROWS)
def test_no_sub_paragraph_is_lost_on_the_way_from_the_editor(rows: list[dict[str, object]]) -> None:
    items = nested(rows)
    again = flat(items)
    assert [row["text"] for row in again] == [row["text"] for row in rows]
    assert nested(again) == items


def test_what_comes_from_the_editor_keeps_the_origin_of_the_wording() -> None:
    typed = retyped(picked(), "funds", "duty", "States shall:", [{"id": "x", "level": 1, "text": "pay;"}])
    option = typed.provision("funds").chosen_options[0]  # type: ignore[union-attr]

    assert option.edited
    assert option.origin.startswith("funds/duty@")
    assert option.items[0].text == "pay;"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("33", ("33",)),
        ("33, 47", ("33", "47")),
        ("paras. 42-46 and 47", ("42", "43", "44", "45", "46", "47")),
        ("para. 12; 12", ("12",)),
    ],
)
def test_paragraphs_are_read_as_drafters_type_them(typed: str, meant: tuple[str, ...]) -> None:
    assert numbers_of(typed, REPORT) == meant


@pytest.mark.parametrize("typed", ["", "99", "47-42", "1-9999999", "x"])
def test_paragraphs_that_are_not_there_are_refused_in_one_line(typed: str) -> None:
    with pytest.raises(DraftingError) as refused:
        numbers_of(typed, REPORT)
    assert "\n" not in str(refused.value)


def test_what_its_views_rest_on_is_suggested_until_it_is_cited() -> None:
    bare = draft(settled("p"))
    with_support = picked()
    provision = with_support.provision("funds")
    assert provision

    assert suggestions(with_support, CATALOGUE, provision) == ()
    assert suggestions(bare, CATALOGUE, bare.provision("p")) == ()  # type: ignore[arg-type]
    assert suggestions(with_support, CATALOGUE, replace(provision, cites=())) == (
        Citation(source="report", paragraphs=("47",)),
        Citation(source="report", paragraphs=("33",)),
    )
