"""The redline of two documents, and the way back to each of them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import alternatives, either, settled
from tests.builders import article as article_of
from tests.builders import draft as drafted
from tests.compare.strategies import documents
from tests.writers.pairs import pair
from workbench.compare.redline import accept, redline, reject
from workbench.compose import compose
from workbench.document import Block, BlockRole, Change, DecisionRow, Document, Margin, Mark, Run, Tables
from workbench.errors import ComparisonError
from workbench.model import Draft, FrontMatter, Item, Option, Status


def p(id: str, *runs: Run | str, status: Status = Status.DRAFT) -> Block:
    made = tuple(Run(text=run) if isinstance(run, str) else run for run in runs)
    return Block(id=id, role=BlockRole.PARAGRAPH, runs=made, status=status)


def article(id: str, *children: Block) -> Block:
    return Block(id=id, role=BlockRole.ARTICLE, children=children)


def doc(*blocks: Block, title: str = "Draft") -> Document:
    return Document(margin=Margin(title=title), blocks=blocks)


@settings(max_examples=200, deadline=None)
@given(documents, documents)
def test_accepting_gives_the_new_document_and_rejecting_the_old_one(old: Document, new: Document) -> None:
    marked = redline(old, new, by="State A", at="2026-11-23T09:00:00Z")

    assert accept(marked) == new
    assert reject(marked) == old


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_a_negotiation_makes_of_a_draft_is_found_in_the_redline_and_so_is_the_draft(chance: Random) -> None:
    old, new = map(compose, pair(chance))

    marked = redline(old, new)

    assert accept(marked) == new
    assert reject(marked) == old


@settings(deadline=None)
@given(documents)
def test_a_document_compared_with_itself_has_no_marks(document: Document) -> None:
    marked = redline(document, document)

    assert marked.blocks == document.blocks


def test_a_changed_word_is_marked_inside_its_paragraph() -> None:
    old = doc(article("a", p("a1", "States should act."), p("a2", "All gain.")))
    new = doc(article("a", p("a1", "States shall act."), p("a2", "All gain.")))

    marked = redline(old, new, by="State A", at="2026-11-23")

    assert str(marked) == ("article#a\n  paragraph#a1 States {-should-}{+shall+} act.\n  paragraph#a2 All gain.")
    changed = [run.change for run in marked.blocks[0].children[0].runs]
    assert changed == [None, Change(by="State A", at="2026-11-23"), Change(by="State A", at="2026-11-23"), None]


def test_a_moved_block_is_a_deletion_and_an_insertion_with_the_same_id() -> None:
    old = doc(p("a", "One."), p("b", "Two."), p("c", "Three."))
    new = doc(p("b", "Two."), p("c", "Three."), p("a", "One."))

    marked = redline(old, new)

    assert str(marked).splitlines() == [
        "paragraph#a (deleted) {-One.-}",
        "paragraph#b Two.",
        "paragraph#c Three.",
        "paragraph#a (inserted) {+One.+}",
    ]


def test_a_block_whose_id_was_lost_is_known_by_its_words() -> None:
    old = doc(p("x1", "States should respect this right."), p("x2", "Peoples hold it."))
    new = doc(p("y0", "Whereas all is new."), p("y1", "States shall respect this right."), p("y2", "Peoples hold it."))

    marked = redline(old, new)

    assert str(marked).splitlines() == [
        "paragraph#y0 (inserted) {+Whereas all is new.+}",
        "paragraph#y1 States {-should-}{+shall+} respect this right.",
        "paragraph#y2 Peoples hold it.",
    ]
    assert reject(marked) == old


def test_a_new_status_leaves_the_words_unmarked() -> None:
    old = doc(p("a", "One."))
    new = doc(p("a", "One.", status=Status.AGREED))

    marked = redline(old, new)

    assert marked.blocks[0].runs == new.blocks[0].runs
    assert marked.blocks[0].was is not None
    assert reject(marked) == old


def test_a_reference_is_replaced_whole_and_a_new_footnote_marks_its_word_alone() -> None:
    seven = Run(text="article 7", marks=frozenset({Mark.REFERENCE}), target="holders")
    eight = Run(text="article 7", marks=frozenset({Mark.REFERENCE}), target="bearers")
    old = doc(p("a", "Under ", seven, ", States act together."))
    new = doc(p("a", "Under ", eight, Run(text=", States act together.", notes=("See para. 47.",))))

    marked = redline(old, new)

    assert str(marked) == (
        "paragraph#a Under {-<article 7->holders>-}{+<article 7->bearers>+}, States act "
        "{-together.-}{+together.^(See para. 47.)+}"
    )


def test_a_lead_phrase_that_lost_its_mark_is_marked() -> None:
    old = doc(p("a", Run(text="Recalling", marks=frozenset({Mark.LEAD})), " the Charter,"))
    new = doc(p("a", "Recalling the Charter,"))

    assert str(redline(old, new)) == "paragraph#a {-*Recalling*-}{+Recalling+} the Charter,"


def test_a_document_with_changes_in_it_is_refused_with_the_cure() -> None:
    old, new = doc(p("a", "One.")), doc(p("a", "Two."))

    with pytest.raises(ComparisonError, match="accept or reject them before comparing"):
        redline(redline(old, new), new)


# --- whose a change is ------------------------------------------------------


def signed(marked: Document) -> list[tuple[str, str, str]]:
    """The changed words with their author and their time."""
    runs = (run for block in marked.walk() for run in block.runs)
    return [(run.text, run.change.by, run.change.at) for run in runs if run.change is not None]


def told(*blocks: Block, body: str = "", date: str = "", decisions: tuple[DecisionRow, ...] = ()) -> Document:
    front, tables = FrontMatter(body=body, date=date), Tables(decisions=decisions)
    return Document(margin=Margin(title="Draft", front=front, tables=tables), blocks=blocks)


def decided(id: str, by: str, at: str) -> DecisionRow:
    return DecisionRow(provision=id, at=at, by=by, did="chose o1", why="")


def test_a_change_that_nobody_signed_is_the_body_s_on_the_date_of_the_new_text() -> None:
    old = told(p("a", "One."), body="Human Rights Council", date="2026-11-20")
    new = told(p("a", "One."), p("b", "Two."), body="Human Rights Council", date="2026-11-23")

    assert signed(redline(old, new)) == [("Two.", "Human Rights Council", "2026-11-23")]
    assert signed(redline(doc(), doc(p("b", "Two.")))) == [("Two.", "Drafters", "")]


def test_a_change_is_signed_by_the_last_new_decision_on_its_provision() -> None:
    before = decided("a", "Chair", "2026-11-01T09:00:00Z")
    first, last = decided("a", "Drafter 1", "2026-11-21T09:00:00Z"), decided("a", "Drafter 2", "2026-11-22T09:00:00Z")
    old = told(p("a", "One."), p("b", "Two."), date="2026-11-20", decisions=(before,))
    new = told(p("a", "Won."), p("b", "Too."), date="2026-11-23", decisions=(before, first, last))

    assert signed(redline(old, new)) == [
        ("One", "Drafter 2", "2026-11-22T09:00:00Z"),
        ("Won", "Drafter 2", "2026-11-22T09:00:00Z"),
        ("Two", "Drafters", "2026-11-23"),
        ("Too", "Drafters", "2026-11-23"),
    ]
    assert signed(redline(new, told(p("a", "One."), p("b", "Too."), decisions=(before,))))[0][1] == "Drafters"


def test_a_wording_is_its_author_s_to_its_last_item_and_striking_it_is_not() -> None:
    item = Block(id="a/o1/i", role=BlockRole.ITEM, runs=(Run(text="all."),))
    wording = replace(p("a", "States shall:"), attribution="Delegation of X", children=(item,))

    came, gone = redline(told(), told(wording, date="2026-11-23")), redline(told(wording), told(date="2026-11-23"))

    assert signed(came) == [
        ("States shall:", "Delegation of X", "2026-11-23"),
        ("all.", "Delegation of X", "2026-11-23"),
    ]
    assert {by for _, by, _ in signed(gone)} == {"Drafters"}


def test_who_saved_a_provision_signs_its_changes_unless_the_draft_names_another() -> None:
    saved = {"a": Change(by="Drafter 7", at="2026-11-22T12:00:00Z"), "b": Change(by="Drafter 7", at="2026-11-22")}
    new = told(p("a", "One."), replace(p("b", "Two."), attribution="Delegation of X"), p("c", "Three."))

    marked = redline(told(), new, by="Drafter 9", at="2026-11-23", saved=saved)

    assert signed(marked) == [
        ("One.", "Drafter 7", "2026-11-22T12:00:00Z"),
        ("Two.", "Delegation of X", "2026-11-22"),
        ("Three.", "Drafter 9", "2026-11-23"),
    ]


# --- what is opened and what is settled -------------------------------------


def shown(old: Draft, new: Draft) -> list[str]:
    """The lines of a redline below the title, and the proof that it holds both texts."""
    before, after = compose(old), compose(new)
    marked = redline(before, after)
    assert accept(marked) == after
    assert reject(marked) == before
    return str(marked).replace("+}{+", "").replace("-}{-", "").splitlines()[1:]


def test_opening_an_alternative_leaves_the_settled_words_as_they_are() -> None:
    one, two = "States shall act together.", "Peoples gain from what others give."
    items = (Item(id="a", text="to help;"), Item(id="b", text="to share."))

    assert shown(drafted(settled("p", one)), drafted(alternatives("p", two, one))) == [
        "article#article",
        "  paragraph#p",
        f"    alternative#p/o1 (inserted) {{+[{two}]+}}",
        f"    alternative#p/o2 {{+[+}}{one}{{+]+}}",
    ]
    listed = replace(
        alternatives("p", one, two),
        options=(Option(id="one", text=one, items=items), Option(id="o2", text=two)),
        chosen=("one", "o2"),
    )
    assert shown(drafted(settled("p", one, items=items)), drafted(listed)) == [
        "article#article",
        "  paragraph#p",
        f"    alternative#p/one {{+[+}}{one}",
        "      item#p/one/a To help;",
        "      item#p/one/b To share.{+]+}",
        f"    alternative#p/o2 (inserted) {{+[{two}]+}}",
    ]


def test_settling_on_an_alternative_takes_the_others_and_the_brackets() -> None:
    one, two = "States shall act together.", "Peoples gain from what others give."

    assert shown(drafted(alternatives("p", two, one)), drafted(settled("p", one))) == [
        "article#article",
        "  paragraph#p",
        f"    alternative#p/o1 (deleted) {{-[{two}]-}}",
        f"    alternative#p/o2 {{-[-}}{one}{{-]-}}",
    ]


def test_a_settled_text_like_none_of_its_alternatives_goes_as_a_whole() -> None:
    assert shown(drafted(settled("p", "One.")), drafted(alternatives("p", "States act.", "Peoples gain."))) == [
        "article#article",
        "  paragraph#p {-One.-}",
        "    alternative#p/o1 (inserted) {+[States act.]+}",
        "    alternative#p/o2 (inserted) {+[Peoples gain.]+}",
    ]


def test_an_article_that_competes_from_now_on_keeps_its_words_and_so_does_one_that_is_left() -> None:
    mine, other = (
        article_of("a", settled("p", "States act."), heading="Duties"),
        article_of("b", settled("q", "Peoples gain.")),
    )

    assert shown(drafted(mine), drafted(either("c", other, mine))) == [
        "alternatives#c",
        "  article#b (inserted)",
        "    paragraph#q (inserted) {+[Peoples gain.]+}",
        "  article#a Duties",
        "    paragraph#p {+[+}States act.{+]+}",
    ]
    assert shown(drafted(either("c", other, mine)), drafted(mine)) == [
        "alternatives#c",
        "  article#b (deleted)",
        "    paragraph#q (deleted) {-[Peoples gain.]-}",
        "  article#a Duties",
        "    paragraph#p {-[-}States act.{-]-}",
    ]


def test_brackets_leave_the_footnote_in_its_place() -> None:
    note = Run(text="", notes=("Para. 47.",))
    bracket = [Run(text=sign, marks=frozenset({Mark.BRACKET})) for sign in "[]"]

    marked = redline(doc(p("a", "One holds.", note)), doc(p("a", bracket[0], "One holds.", bracket[1], note)))

    assert str(marked) == "paragraph#a {+[+}One holds.{+]+}^(Para. 47.)"
