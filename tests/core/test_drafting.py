"""Drafting steps: each gives a new draft, says plainly what it cannot do, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import (
    BY,
    alternatives,
    article,
    catalogue,
    cited,
    draft,
    either,
    element,
    foreseen,
    formulation,
    gap,
    items,
    part,
    settled,
    view,
)
from tests.strategies import drafts, law
from workbench.catalogue import Catalogue
from workbench.drafting import (
    BODY,
    PREAMBLE,
    add_formulation,
    add_option,
    choose,
    cite,
    comment,
    decide,
    edit,
    fresh_id,
    ids_in,
    move,
    new_draft,
    open_places,
    parent_of,
    pick,
    place,
    provisions_with,
    remove,
    set_bracketed,
    set_heading,
    set_status,
    set_term,
    step,
    support_of,
    uncite,
    waive,
)
from workbench.errors import DraftingError
from workbench.model import Comment, Decision, Draft, Item, Mode, Provision, Relation, Role, Status, Waiver
from workbench.proposals import Kind, Stance


def order(whole: Draft) -> list[str]:
    return [provision.id for provision in whole.walk()]


# --- where a picked element lands -------------------------------------------

SHELF = catalogue(
    element("charter", kind=Kind.LEGAL_BASIS),
    element("crises", kind=Kind.RATIONALE),
    element("funds"),
    element("debt"),
    element("claims"),
    element("reports"),
    element("stray", kind=Kind.POSITIVE_OBLIGATION),
    element("astray", kind=Kind.POSITIVE_OBLIGATION),
    articles=(foreseen("resources", "funds", "debt"), foreseen("redress", "claims", "reports")),
    preamble=("charter", "crises"),
)


def picked(shelf: Catalogue, *elements: str, into: Draft | None = None) -> Draft:
    whole = into if into is not None else draft()
    for id in elements:
        whole, _ = pick(whole, shelf, id, "plain")
    return whole


def test_an_element_lands_in_its_article_which_is_made_with_its_heading() -> None:
    whole, id = pick(draft(), SHELF, "funds", "plain")

    (made,) = whole.body
    assert (made.id, made.role, made.heading) == ("resources", Role.ARTICLE, "Resources")
    assert [child.id for child in made.children] == [id] == ["funds"]


@pytest.mark.parametrize("picks", [("claims", "debt", "reports", "funds"), ("funds", "debt", "claims", "reports")])
def test_elements_stand_in_the_order_of_the_skeleton_whatever_came_first(picks: tuple[str, ...]) -> None:
    assert order(picked(SHELF, *picks)) == ["resources", "funds", "debt", "redress", "claims", "reports"]


def test_preambular_elements_stand_in_the_preamble_in_order() -> None:
    whole = picked(SHELF, "crises", "charter")

    assert [provision.id for provision in whole.preamble] == ["charter", "crises"]


def test_an_article_is_made_in_its_part_where_the_draft_has_that_part() -> None:
    whole = picked(SHELF, "claims", "funds", into=draft(part("part-one")))

    assert parent_of(whole, "resources") == ("part-one", 0)
    assert parent_of(whole, "redress") == ("part-one", 1)


def test_elements_that_the_skeleton_does_not_place_share_an_article_of_their_kind() -> None:
    whole = picked(SHELF, "stray", "astray")

    (made,) = whole.body
    assert (made.heading, [child.id for child in made.children]) == ("Positive obligation", ["stray", "astray"])


def test_the_same_element_twice_is_two_paragraphs_of_the_same_article() -> None:
    whole = picked(SHELF, "funds", "debt", "funds")

    assert order(whole) == ["resources", "funds", "funds-2", "debt"]
    assert [provision.id for provision in provisions_with(whole, "funds")] == ["funds", "funds-2"]


def test_an_element_may_be_called_as_its_article_is() -> None:
    shelf = catalogue(element("reach"), element("time"), articles=(foreseen("reach", "time", "reach"),))

    whole = picked(shelf, "reach", "time", "reach")

    assert order(whole) == ["reach", "time", "reach-2", "reach-3"]


def test_an_article_whose_name_is_taken_is_made_once() -> None:
    shelf = catalogue(
        element("reach"), element("time"), articles=(foreseen("other", "reach"), foreseen("reach", "time"))
    )

    whole = picked(shelf, "reach", "time", "time")

    assert order(whole) == ["other", "reach", "reach-2", "time", "time-2"]


def test_an_article_that_was_removed_is_made_anew_and_once() -> None:
    whole = remove(picked(SHELF, "funds"), "resources", **BY)

    whole = picked(SHELF, "funds", "debt", into=whole)

    assert order(whole) == ["resources-2", "funds-2", "debt"]


def test_a_picked_formulation_brings_its_supporting_paragraphs_and_sets_its_terms() -> None:
    wording = formulation(
        "plain",
        "{{ rights_holders | upper }} act.",
        rests_on=("V-1", "V-2", "V-3", "gone"),
        cites=(cited("1", source="charter"),),
        sets=(("rights_holders", "all peoples"),),
    )
    shelf = catalogue(
        element("funds", wording),
        views=(view("V-1", "47"), view("V-2", "43", "47"), view("V-3", "34", stance=Stance.OPPOSED)),
    )

    whole, id = pick(new_draft(shelf, "Draft"), shelf, "funds", "plain")

    provision = whole.provision(id)
    assert provision is not None
    assert provision.cites == (cited("47", "43"), cited("1", source="charter"))
    assert dict(whole.terms)["rights_holders"] == "all peoples"
    assert provision.options[0].text == "ALL PEOPLES act."
    assert provision.options[0].origin.startswith("funds/plain@")


def test_the_snapshot_of_a_formulation_is_one_line_without_holes() -> None:
    text = "{{ duty_bearers }}\n  {% if mode == 'soft' %}should{% endif %}\n act\u00a0now."
    shelf = catalogue(element("funds", formulation("plain", text, items=items("one\n two"))))

    strong, _ = pick(draft(mode=Mode.STRONG), shelf, "funds", "plain")

    (option,) = next(iter(strong.leaves())).options
    assert option.text == "{{ duty_bearers }} act\u00a0now."
    assert option.items[0].text == "one two"


def test_a_term_that_came_into_the_catalogue_later_does_not_hinder_a_pick() -> None:
    shelf = catalogue(element("funds", formulation("plain", "{{ duty_bearers | upper }} act.")))

    whole, _ = pick(draft(), shelf, "funds", "plain")

    assert next(iter(whole.leaves())).options[0].text == r"\[DUTY BEARERS\] act."


def test_what_the_catalogue_does_not_have_cannot_be_picked() -> None:
    for element_id, formulation_id in (("gone", "plain"), ("funds", "gone")):
        with pytest.raises(DraftingError, match="gone"):
            pick(draft(), SHELF, element_id, formulation_id)


# --- options ----------------------------------------------------------------


def test_choosing_settles_opens_and_empties_a_provision() -> None:
    whole = draft(alternatives("p", "One.", "Two.", "Three."))

    def after(*chosen: str) -> Provision:
        found = choose(whole, None, "p", chosen).provision("p")
        assert found is not None
        return found

    assert after("o2").chosen == ("o2",)
    assert after("o3", "o1").chosen == ("o1", "o3")
    assert after().is_gap
    assert len(after("o2").options) == 3
    with pytest.raises(DraftingError, match="'o9'"):
        after("o9")


def test_settling_on_a_formulation_sets_its_terms_and_keeping_several_does_not() -> None:
    shelf = catalogue(
        element(
            "who",
            formulation("plain"),
            formulation("all", sets=(("rights_holders", "all peoples"),)),
        )
    )
    whole, id = pick(new_draft(shelf, "Draft"), shelf, "who", "plain")
    whole, option = add_formulation(whole, shelf, id, "all")

    both = choose(whole, shelf, id, ("plain", option))
    one = choose(whole, shelf, id, (option,))

    assert dict(both.terms)["rights_holders"] == "peoples and individuals"
    assert dict(one.terms)["rights_holders"] == "all peoples"


def test_a_formulation_is_added_once_and_again_when_the_first_was_edited() -> None:
    whole, id = pick(draft(), SHELF, "funds", "plain")

    again, same = add_formulation(whole, SHELF, id, "plain")
    edited, other = add_formulation(edit(whole, id, "plain", "Mine."), SHELF, id, "plain")

    assert (again, same) == (whole, "plain")
    assert other == "plain-2"
    assert len(edited.provision(id).options) == 2  # type: ignore[union-attr]


def test_own_wordings_are_counted() -> None:
    whole = draft(settled("p"))

    whole, first = add_option(whole, "p", "One.", by="A")
    whole, second = add_option(whole, "p", "Two.", by="B")

    assert (first, second) == ("own-1", "own-2")
    assert whole.provision("p").chosen == ("one",)  # type: ignore[union-attr]


def test_editing_keeps_the_origin_and_says_so() -> None:
    whole, id = pick(draft(), SHELF, "funds", "plain")
    whole, own = add_option(whole, id, "Own.")

    whole = edit(edit(whole, id, "plain", "Mine.", items("a")), id, own, "Own too.")

    taken, mine = whole.provision(id).options  # type: ignore[union-attr]
    assert (taken.text, taken.items, taken.edited) == ("Mine.", items("a"), True)
    assert taken.origin.startswith("funds/plain@")
    assert (mine.text, mine.edited) == ("Own too.", False)
    assert edit(whole, id, own, "Own too.") is whole


def test_sub_paragraphs_go_no_deeper_than_four_degrees() -> None:
    four = items(("a", items(("b", items(("c", items("d")))))))
    five = items(("z", four))

    whole = edit(draft(settled("p")), "p", "one", "States:", four)

    with pytest.raises(DraftingError, match="four degrees"):
        edit(whole, "p", "one", "States:", five)
    with pytest.raises(DraftingError, match="four degrees"):
        add_option(whole, "p", "States:", five)


def test_sub_paragraphs_keep_their_ids_and_copies_get_ids_of_their_own() -> None:
    typed = (Item(id="b", text="1"), Item(id="b", text="2", items=items("x")), Item(id="", text="3"), *items("4"))

    edited = edit(draft(settled("p")), "p", "one", "States:", typed)
    added, own = add_option(draft(settled("p")), "p", "States:", typed)

    for whole, option in ((edited, "one"), (added, own)):
        kept = whole.provision("p").option(option).items  # type: ignore[union-attr]
        assert [(item.id, item.text) for item in kept] == [("b", "1"), ("c", "2"), ("d", "3"), ("a", "4")]
        assert kept[1].items == items("x")


# --- the tree ---------------------------------------------------------------

TREE = draft(
    part(
        "one",
        article("a", settled("a1"), settled("a2")),
        either("e", article("e1", settled("x")), article("e2")),
    ),
    part("two", article("b", settled("b1"))),
    preamble=(settled("pre1"), settled("pre2")),
)


def test_a_step_goes_across_the_border_of_its_container_and_back() -> None:
    down = step(TREE, "a2", 1)

    assert parent_of(down, "a2") == ("e1", 0)
    assert step(down, "a2", -1) == TREE
    assert parent_of(step(TREE, "b1", -1), "b1") == ("e2", 0)


def test_an_article_steps_from_part_to_part_and_never_into_alternatives() -> None:
    whole = draft(part("one", either("e", article("x")), article("a")), part("two", either("f", article("y"))))

    down = step(whole, "a", 1)

    assert parent_of(down, "a") == ("two", 0)
    assert step(down, "a", -1) == whole
    assert parent_of(step(whole, "e", 1), "e") == ("one", 1)
    assert step(whole, "x", 1) == whole


def test_a_step_beyond_the_ends_changes_nothing() -> None:
    for id, by in (("pre1", -1), ("pre2", 1), ("a1", -1), ("one", -1), ("two", 1), ("b1", 1)):
        assert step(TREE, id, by) == TREE


def test_a_move_can_be_moved_back() -> None:
    moved = move(TREE, "a1", "b", 0)

    assert parent_of(moved, "a1") == ("b", 0)
    assert move(moved, "a1", "a", 0) == TREE


@pytest.mark.parametrize(
    ("id", "container"),
    [
        ("a1", BODY),
        ("a1", "one"),
        ("a1", "a2"),
        ("a", PREAMBLE),
        ("a", "a"),
        ("one", "two"),
        ("e", "e"),
        ("e1", "a"),
        ("a1", "gone"),
        ("gone", "a"),
    ],
)
def test_what_does_not_fit_is_refused(id: str, container: str) -> None:
    with pytest.raises(DraftingError) as told:
        move(TREE, id, container, 0)
    assert "\n" not in str(told.value)


def test_a_place_needs_an_id_that_the_draft_has_never_used() -> None:
    without = remove(TREE, "a", **BY, why="merged into article 2")

    for id in ("b1", "title", "a1"):
        with pytest.raises(DraftingError, match=f"{id}: "):
            place(without, settled(id), "b")
    assert {"a", "a1", "a2"} <= ids_in(without)


def test_what_has_no_proper_id_is_not_taken_in() -> None:
    for id in ("", "A", "a b", "x" * 31, "1a"):
        with pytest.raises(DraftingError, match="is no id"):
            place(TREE, settled(id), "b")
        with pytest.raises(DraftingError, match="is no id"):
            cite(TREE, "b1", cited("1", source=id))


def test_removing_records_what_went_with_the_reason() -> None:
    without = remove(TREE, "a", **BY, why="merged")

    assert [(d.where, d.did, d.why) for d in without.decisions] == [
        ("a", "removed", "merged"),
        ("a1", "removed", ""),
        ("a2", "removed", ""),
    ]
    assert "a1" not in order(without)
    assert TREE.provision("a1") is not None


def test_a_fresh_id_is_never_too_long() -> None:
    assert fresh_id("a" * 40, frozenset()) == "a" * 30
    assert fresh_id("a" * 40, frozenset({"a" * 30})) == "a" * 28 + "-2"


# --- agreed text ------------------------------------------------------------

LOCKED = draft(
    article("agreed", settled("inside"), status=Status.AGREED),
    article("mixed", settled("done", status=Status.AD_REFERENDUM), settled("loose")),
)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: edit(d, "done", "one", "Other."),
        lambda d: choose(d, None, "done", ()),
        lambda d: set_bracketed(d, "done", True),
        lambda d: remove(d, "done", **BY),
        lambda d: remove(d, "mixed", **BY),
        lambda d: edit(d, "inside", "one", "Other."),
        lambda d: choose(d, None, "inside", ()),
        lambda d: remove(d, "inside", **BY),
        lambda d: set_heading(d, "agreed", "Other"),
        lambda d: place(d, settled("new"), "agreed"),
        lambda d: move(d, "inside", "mixed", 0),
        lambda d: move(d, "loose", "agreed", 0),
        lambda d: set_status(d, "done", Status.DRAFT, **BY),
        lambda d: set_status(d, "done", Status.PENDING, **BY, why="  "),
    ],
)
def test_agreed_text_is_locked(change: Callable[[Draft], Draft]) -> None:
    with pytest.raises(DraftingError, match="reopen"):
        change(LOCKED)


def test_agreed_text_can_be_cited_commented_and_moved_as_a_whole() -> None:
    whole = cite(LOCKED, "done", cited("1"))
    whole = comment(whole, "done", Comment(by="A", at="2026", text="Well done."))
    whole, _ = add_option(whole, "done", "For later.")

    assert parent_of(move(whole, "done", "mixed", 1), "done") == ("mixed", 1)


def test_a_text_is_reopened_with_a_reason_that_is_recorded() -> None:
    opened = set_status(LOCKED, "done", Status.DRAFT, **BY, why="new mandate")

    assert opened.decisions[-1] == Decision(**BY, where="done", did="status: draft", why="new mandate")
    assert edit(opened, "done", "one", "Other.").provision("done").options[0].text == "Other."  # type: ignore[union-attr]
    assert set_status(opened, "done", Status.DRAFT, **BY) is opened


# --- what surrounds a text --------------------------------------------------


def test_the_same_paragraphs_are_attached_once_and_can_be_detached() -> None:
    whole = cite(draft(settled("p")), "p", cited("33", "47"))

    assert cite(whole, "p", cited("47")) is whole
    assert cite(whole, "p", cited("47", relation=Relation.OPPOSES)) != whole
    assert uncite(whole, "p", cited("33", "47")) == draft(settled("p"))


def test_what_belongs_to_a_wording_is_not_put_on_a_container() -> None:
    for change in (
        lambda: cite(TREE, "a", cited("1")),
        lambda: add_option(TREE, "a", "One."),
        lambda: set_heading(TREE, "a1", "Heading"),
    ):
        with pytest.raises(DraftingError):
            change()


def test_a_term_keeps_its_place_and_needs_a_name_that_can_stand_in_a_blank() -> None:
    whole = draft(terms=(("a", "1"), ("b", "2")))

    assert set_term(whole, "a", "3").terms == (("a", "3"), ("b", "2"))
    for name in ("", "Rights holders", "a-b", "x" * 31, "mode"):
        with pytest.raises(DraftingError, match="name of a term"):
            set_term(whole, name, "x")


def test_a_waiver_has_a_reason_and_the_last_one_holds() -> None:
    whole = waive(draft(), Waiver(rule="L20", where="p", by="A", reason="first"))
    whole = waive(whole, Waiver(rule="L20", where="p", by="B", reason="second"))

    assert [w.reason for w in whole.waivers] == ["second"]
    with pytest.raises(DraftingError, match="why"):
        waive(whole, Waiver(rule="L20", where="p", by="A", reason=" "))


def test_open_places_are_alternatives_gaps_and_brackets_typed_or_set() -> None:
    whole = draft(
        article(
            "a",
            settled("calm", r"plain \[sic\]"),
            settled("typed", "States [shall][should] act."),
            settled("below", "States:", items=items("[act]")),
            settled("set", bracketed=True),
            alternatives("several", "One.", "Two."),
            gap("empty", "[One]."),
        ),
        article("headed", settled("q"), heading="[Funds]"),
        article("whole", settled("r"), bracketed=True),
        either("either", article("x"), article("y")),
        preamble=(alternatives("pre", "One,", "Two,"),),
    )

    found = [provision.id for provision in open_places(whole)]

    assert found == ["pre", "typed", "below", "set", "several", "empty", "headed", "whole", "either"]


def test_a_new_draft_has_the_terms_of_its_catalogue() -> None:
    whole = new_draft(SHELF, "Draft declaration")

    assert (whole.catalogue, whole.terms, whole.body) == ("test", SHELF.terms, ())


def test_a_decision_is_recorded() -> None:
    entry = Decision(**BY, where="p", did="chose one")

    assert decide(draft(), entry).decisions == (entry,)


def test_the_paragraphs_that_a_formulation_rests_on_are_those_of_views_that_support_it() -> None:
    shelf = catalogue(
        views=(view("V-1", "5", stance=Stance.GENERAL_AGREEMENT), view("V-2", "6", stance=Stance.QUESTIONED))
    )

    assert support_of(shelf, formulation("f", rests_on=("V-1", "V-2"))) == (cited("5"),)


# --- laws -------------------------------------------------------------------


@law
@given(drafts(), st.data())
def test_a_step_down_and_up_again_changes_nothing(whole: Draft, data: st.DataObject) -> None:
    whole = _unlocked(whole)
    if not order(whole):
        return
    id = data.draw(st.sampled_from(order(whole)))

    down = step(whole, id, 1)

    assert step(down, id, -1) == whole or down == whole
    assert sorted(order(down)) == sorted(order(whole))


@law
@given(drafts(), st.data())
def test_ids_are_never_used_again(whole: Draft, data: st.DataObject) -> None:
    whole = _unlocked(whole)
    gone = data.draw(st.sampled_from([provision.id for provision in whole.walk()] or [""]))
    without = remove(whole, gone, **BY) if gone else whole

    after, id = pick(without, SHELF, "funds", "plain")

    assert id not in order(whole)
    assert len(order(after)) == len(set(order(after)))
    assert all(fresh_id(old, ids_in(after)) != old for old in order(whole))


def _unlocked(whole: Draft) -> Draft:
    def opened(provision: Provision) -> Provision:
        return replace(provision, status=Status.DRAFT, children=tuple(map(opened, provision.children)))

    return replace(whole, preamble=tuple(map(opened, whole.preamble)), body=tuple(map(opened, whole.body)))
