"""Everything in a catalogue by id."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import catalogue, element, foreseen, formulation, items, view
from workbench.catalogue import origin_of, wording_hash
from workbench.proposals import ChoiceSet, Kind, Rule, Tension

SHELF = catalogue(
    element("charter", kind=Kind.LEGAL_BASIS),
    element("funds", formulation("duty", rests_on=("V-1",)), formulation("hope", rests_on=("V-1", "V-2"))),
    element("claims"),
    articles=(foreseen("resources", "funds"), foreseen("redress", "claims")),
    preamble=("charter",),
    views=(view("V-1"), view("V-2"), view("V-3")),
    tensions=(Tension(a="V-1", b="V-2", reason="They clash."),),
    choice_sets=(ChoiceSet(id="who", label="Who", rule=Rule.ONE, members=("V-2", "V-3")),),
)


def test_tensions_and_choice_sets_are_found_from_each_of_their_views() -> None:
    assert SHELF.tensions_of == {"V-1": (("V-2", "They clash."),), "V-2": (("V-1", "They clash."),)}
    assert set(SHELF.choice_sets_of) == {"V-2", "V-3"}


def test_the_formulations_that_answer_a_view_are_found() -> None:
    assert [formulation.id for _, formulation in SHELF.answers["V-1"]] == ["duty", "hope"]
    assert "V-3" not in SHELF.answers


def test_the_skeleton_gives_every_element_and_article_its_rank() -> None:
    assert list(SHELF.element_order) == ["charter", "funds", "claims"]
    assert list(SHELF.article_order) == ["part-one", "resources", "redress"]
    assert sorted(SHELF.skeleton_order, key=SHELF.skeleton_order.__getitem__) == [
        "charter", "part-one", "resources", "funds", "redress", "claims",
    ]  # fmt: skip
    assert SHELF.article_of["claims"].id == "redress"


def test_what_is_of_the_preamble_is_known_by_place_or_kind() -> None:
    assert SHELF.is_preambular(SHELF.element["charter"])
    assert SHELF.is_preambular(element("other", kind=Kind.RATIONALE))
    assert not SHELF.is_preambular(SHELF.element["funds"])
    assert not SHELF.is_preambular(replace(SHELF.element["funds"], kind=Kind.LEGAL_BASIS))


def test_an_origin_leads_back_to_its_formulation_and_changes_with_its_words() -> None:
    funds = SHELF.element["funds"]
    duty = funds.formulations[0]

    assert SHELF.taken(origin_of(funds, duty)) == (funds, duty)
    assert SHELF.taken("funds/gone@0000") is None
    assert SHELF.taken("") is None
    assert origin_of(funds, replace(duty, text="Other.")) != origin_of(funds, duty)
    assert wording_hash("a", items("b")) != wording_hash("a b", ())
    assert wording_hash("a", items(("b", items("c")))) != wording_hash("a", items("b", "c"))
