"""The guard finds every contradiction once, from either side, and says why."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.builders import CATALOGUE, CLEAN, article, element, leaf, shown
from workbench.catalogue import Catalogue
from workbench.checks import check, clashes, elements_in_tension, guard, policy_clashes, waiver_place
from workbench.checks.guard import clashes_between, sides
from workbench.drafting import add_option, choose, move, new_draft, pick, remove
from workbench.files.catalogues import load_catalogue
from workbench.findings import Finding
from workbench.model import Draft, Provision, Role, Waiver
from workbench.places import elements_folder
from workbench.proposals import Kind, Rule, Stance


@cache
def shipped() -> Catalogue:
    return load_catalogue(elements_folder() / "international-solidarity")


def with_an_element_a_view(catalogue: Catalogue) -> Catalogue:
    """The catalogue with, for each view, an element of its own that rests on it alone."""
    elements = tuple(element(f"e{n}", Kind.PRINCIPLE, view.id) for n, view in enumerate(catalogue.views))
    return replace(catalogue, elements=elements)


def two(first: str, second: str) -> Draft:
    """A draft in which these elements stand in two articles."""
    return Draft(
        title="t",
        body=(article("x", "", leaf("one", "A.", element=first)), article("y", "", leaf("two", "B.", element=second))),
    )


def draft_of(*elements: str, policies: tuple[str, ...] = ()) -> Draft:
    draft = replace(new_draft(CATALOGUE, "t"), policies=policies)
    for id in elements:
        draft, _ = pick(draft, CATALOGUE, id, "one")
    return draft


def opened(draft: Draft, id: str) -> Draft:
    """The draft with a second wording chosen at a place."""
    draft, own = add_option(draft, id, "Other words.")
    return choose(draft, CATALOGUE, id, [draft.provision(id).options[0].id, own])  # type: ignore[union-attr]


def severities(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(f.rule, str(f.severity)) for f in findings]


def test_all_tensions_of_the_catalogue_are_found_in_both_orders() -> None:
    catalogue = with_an_element_a_view(shipped())
    of = {element.formulations[0].rests_on[0]: element.id for element in catalogue.elements}

    for tension in catalogue.tensions:
        one = guard(two(of[tension.a], of[tension.b]), catalogue)
        other = guard(two(of[tension.b], of[tension.a]), catalogue)

        assert len(one) == len(other) == 1, tension
        assert one[0].rule == other[0].rule
        assert tension.reason in one[0].message
        assert tension.reason in other[0].message
        assert {one[0].where, one[0].other} == {"one", "two"}

    assert len(catalogue.tensions) == 213


def test_an_opposed_view_excludes_and_a_proposed_one_pulls() -> None:
    catalogue = with_an_element_a_view(shipped())
    of = {element.formulations[0].rests_on[0]: element.id for element in catalogue.elements}
    exclusive = [choice_set for choice_set in catalogue.choice_sets if choice_set.rule is Rule.ONE]

    for tension in catalogue.tensions:
        found = guard(two(of[tension.a], of[tension.b]), catalogue)[0]
        opposed = Stance.OPPOSED in (catalogue.view[tension.a].stance, catalogue.view[tension.b].stance)
        together = any({tension.a, tension.b} <= set(choice_set.members) for choice_set in exclusive)

        assert found.rule == ("L20" if together else "L22" if opposed else "L21")


def test_two_members_of_every_pick_one_set_are_an_error() -> None:
    catalogue = with_an_element_a_view(shipped())
    of = {element.formulations[0].rests_on[0]: element.id for element in catalogue.elements}

    for choice_set in catalogue.choice_sets:
        if choice_set.rule is Rule.ONE:
            for member in choice_set.members[1:]:
                found = guard(two(of[choice_set.members[0]], of[member]), catalogue)
                assert severities(found) == [("L20", "error")], (choice_set.id, member)


def test_the_policy_against_negative_obligations_excludes_them_by_name_and_reason() -> None:
    catalogue = shipped()
    policy = next(p for p in catalogue.policies if "NO-34-7" in p.rests_on)
    element, formulation = next(
        pair for pair in catalogue.answers["NO-47-15"] if pair[0].kind is Kind.NEGATIVE_OBLIGATION
    )
    draft, id = pick(replace(new_draft(catalogue, "t"), policies=(policy.id,)), catalogue, element.id, formulation.id)

    found = guard(draft, catalogue)

    assert [(f.rule, f.where, f.other) for f in found] == [("L22", id, policy.id)]
    assert policy.label in found[0].message
    assert "opposition to linking solidarity with negative obligations" in found[0].message


def test_a_pair_is_reported_once_by_its_gravest_rule_with_all_reasons() -> None:
    found = guard(draft_of("holder", "state-holder"), CATALOGUE)

    assert severities(found) == [("L20", "error")]
    assert "States versus people" in found[0].message
    assert "Who holds the right" in found[0].message


def test_one_open_side_makes_a_note() -> None:
    draft = draft_of("levels", "crisis")

    assert severities(guard(draft, CATALOGUE)) == [("L21", "warning")]
    assert severities(guard(opened(draft, "levels"), CATALOGUE)) == [("L21", "note")]
    assert severities(guard(opened(draft, "crisis"), CATALOGUE)) == [("L21", "note")]


def test_two_wordings_of_one_provision_never_clash() -> None:
    both = leaf("place", "A.", "B.", element="levels")
    other = replace(both.options[1], origin="crisis/one@0000")
    draft = Draft(title="t", body=(article("x", "", replace(both, options=(both.options[0], other))),))

    assert guard(draft, CATALOGUE) == ()


def test_two_alternative_articles_of_one_place_never_clash() -> None:
    choices = tuple(article(f"alt-{id}", "", leaf(f"p-{id}", "A.", element=id)) for id in ("levels", "crisis"))
    draft = Draft(title="t", body=(Provision(id="either", role=Role.ALTERNATIVES, children=choices),))

    assert guard(draft, CATALOGUE) == ()


def test_taking_one_side_out_clears_the_finding() -> None:
    draft = draft_of("levels", "crisis")

    assert guard(remove(draft, "crisis", by="", at=""), CATALOGUE) == ()
    assert guard(choose(draft, CATALOGUE, "crisis", []), CATALOGUE) == ()
    assert guard(replace(draft_of("climate", policies=("no-negative",)), policies=()), CATALOGUE) == ()


@pytest.mark.parametrize("where", ["levels crisis", "crisis levels", "levels", "crisis"])
def test_a_justification_keeps_a_pair_quiet_in_either_order(where: str) -> None:
    draft = draft_of("levels", "crisis")

    waived = replace(draft, waivers=(Waiver(rule="L21", where=where, by="Drafter 1", reason="both are wanted"),))

    assert len(check(draft, CATALOGUE, rules=["L21"])) == 1
    assert check(waived, CATALOGUE, rules=["L21"]) == ()


def test_a_justification_of_another_pair_does_not() -> None:
    draft = draft_of("levels", "crisis")

    waived = replace(draft, waivers=(Waiver(rule="L21", where="levels holder", by="", reason="x"),))

    assert len(check(waived, CATALOGUE, rules=["L21"])) == 1
    assert waiver_place(check(waived, CATALOGUE, rules=["L21"])[0]) == "levels crisis"


def test_an_edited_wording_keeps_its_views() -> None:
    draft = draft_of("levels", "crisis")
    edited = replace(
        draft,
        body=tuple(
            replace(
                a,
                children=tuple(
                    replace(c, options=tuple(replace(o, text="Other.", edited=True) for o in c.options))
                    for c in a.children
                ),
            )
            for a in draft.body
        ),
    )

    assert severities(guard(edited, CATALOGUE)) == [("L21", "warning")]


def test_moving_a_place_changes_nothing_but_the_order_of_names() -> None:
    draft = two("levels", "crisis")
    turned = move(draft, "y", "body", 0)

    before, after = guard(draft, CATALOGUE)[0], guard(turned, CATALOGUE)[0]

    assert {before.where, before.other} == {after.where, after.other}
    assert before.rule == after.rule


def test_the_place_of_choice_knows_what_a_wording_would_clash_with() -> None:
    draft = draft_of("levels", "holder")

    found = clashes(draft, CATALOGUE, "crisis", "one")

    assert shown(found) == [("L21", "levels")]
    assert "all levels versus crises only" in found[0].message
    assert clashes(draft, CATALOGUE, "crisis", "one", at="levels") == ()
    assert clashes(draft, CATALOGUE, "funds", "one") == ()


def test_the_place_of_choice_knows_what_a_policy_would_exclude() -> None:
    found = policy_clashes(draft_of("climate"), CATALOGUE, "no-negative")

    assert shown(found) == [("L22", "climate")]
    assert policy_clashes(draft_of("funds"), CATALOGUE, "no-negative") == ()


def test_elements_in_tension_are_those_whose_choice_would_clash() -> None:
    draft = draft_of("levels", "holder", policies=("no-negative",))

    found = elements_in_tension(draft, CATALOGUE)

    assert set(found) == {"crisis", "state-holder", "climate"}
    assert found["crisis"] == ("all levels versus crises only",)
    assert all(bool(clashes(draft, CATALOGUE, id, "one")) == (id in found) for id in CATALOGUE.element)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_guard_finds_what_comparing_every_pair_finds(data: st.DataObject) -> None:
    catalogue = shipped()
    ids = data.draw(st.lists(st.sampled_from([e.id for e in catalogue.elements]), unique=True, max_size=25))
    draft = new_draft(catalogue, "t")
    for id in ids:
        draft, _ = pick(draft, catalogue, id, catalogue.element[id].formulations[0].id)

    found = {frozenset((f.where, f.other)) for f in guard(draft, catalogue)}

    tense = {frozenset((t.a, t.b)) for t in catalogue.tensions}
    places = sides(draft, catalogue)
    expected = {
        frozenset((p.id, q.id))
        for n, p in enumerate(places)
        for q in places[n + 1 :]
        for a in p.views
        for b in q.views
        if frozenset((a, b)) in tense and not (a in q.views and b in p.views)
    }
    assert expected <= found
    assert len(found) == len(tuple(clashes_between(places, catalogue)))


def test_the_clean_draft_stands_in_no_tension() -> None:
    assert guard(CLEAN, CATALOGUE) == ()
