"""The redline of two documents, and the way back to each of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.compare.strategies import documents
from workbench.compare.redline import accept, redline, reject
from workbench.document import Block, BlockRole, Change, Document, Margin, Mark, Run
from workbench.errors import ComparisonError
from workbench.model import Status


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
