"""What happened to each provision between two drafts, and how it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.compare.strategies import documents
from workbench.compare.drafts import Happened, differences
from workbench.compare.spoken import summary
from workbench.compare.threeway import Changed, apart, three_way
from workbench.compare.words import Nature
from workbench.document import Block, BlockRole, Document, Margin, Mark, Run
from workbench.model import Draft, Option, Provision, Role, Status


def p(id: str, *texts: str, chosen: int = 1, status: Status = Status.DRAFT) -> Provision:
    options = tuple(Option(id=f"o{n}", text=text) for n, text in enumerate(texts))
    return Provision(id=id, options=options, chosen=tuple(o.id for o in options[:chosen]), status=status)


def article(id: str, *children: Provision, heading: str = "") -> Provision:
    return Provision(id=id, role=Role.ARTICLE, heading=heading, children=children)


HOLDERS = article("holders", p("who", "Peoples and individuals hold the right to solidarity."), heading="Holders")
DUTIES = article(
    "duties",
    p("respect", "States should respect the right to international solidarity."),
    p("protect", "States shall protect it from interference by others."),
    heading="Duties",
)
SAVING = article("saving", p("nothing", "Nothing in this Declaration is contrary to the Charter."), heading="Saving")
DRAFT = Draft(title="Draft declaration", terms=(("duty_bearers", "States"),), body=(HOLDERS, DUTIES, SAVING))


def told(old: Draft | Document, new: Draft | Document) -> list[tuple[str, str]]:
    return [(d.happened.value, d.provision) for d in differences(old, new)]


def test_equal_drafts_have_no_differences() -> None:
    assert differences(DRAFT, DRAFT) == ()
    assert summary(()) == ("Nothing has changed.",)


def test_a_reworded_paragraph_is_quoted() -> None:
    firmer = p("respect", "States shall respect the right to international solidarity.")
    new = replace(DRAFT, body=(HOLDERS, replace(DUTIES, children=(firmer, DUTIES.children[1])), SAVING))

    found = differences(DRAFT, new)

    assert summary(found) == (
        "Of the provisions, 1 reworded.",
        "Article 2, paragraph 1: “should” became “shall”.",
    )


def test_an_added_article_renumbers_those_after_it() -> None:
    new = replace(DRAFT, body=(HOLDERS, article("nature", p("n1", "Solidarity is a principle.")), DUTIES, SAVING))

    assert summary(differences(DRAFT, new)) == (
        "Of the provisions, 1 new.",
        "Article 2 is new.",
        "By renumbering, article 2 is now article 3 and article 3 is now article 4.",
    )


def test_a_removed_a_moved_and_a_retitled_provision_are_told_apart() -> None:
    new = replace(
        DRAFT,
        body=(
            replace(SAVING, heading="Saving clause"),
            HOLDERS,
            replace(DUTIES, children=DUTIES.children[:1]),
        ),
    )

    assert told(DRAFT, new) == [
        ("moved", "saving"),
        ("retitled", "saving"),
        ("renumbered", "holders"),
        ("renumbered", "duties"),
        ("removed", "protect"),
    ]
    assert "What was article 2, paragraph 2 is removed." in summary(differences(DRAFT, new))


def test_a_paragraph_in_another_article_has_moved() -> None:
    protect = DUTIES.children[1]
    new = replace(
        DRAFT,
        body=(
            HOLDERS,
            replace(DUTIES, children=DUTIES.children[:1]),
            replace(SAVING, children=(*SAVING.children, protect)),
        ),
    )

    assert told(DRAFT, new) == [("moved", "protect")]
    assert "What was article 2, paragraph 2 is now article 3, paragraph 2." in summary(differences(DRAFT, new))


def test_a_paragraph_that_lost_its_id_is_known_by_its_words() -> None:
    new = replace(
        DRAFT,
        body=(HOLDERS, article("a9", p("x", "States shall respect the right to international solidarity."),
              p("y", "States shall protect it from interference by others."), heading="Duties"), SAVING),
    )  # fmt: skip

    assert told(DRAFT, new) == [("reworded", "x")]


def test_a_container_that_lost_id_and_heading_is_known_by_what_it_holds() -> None:
    new = replace(DRAFT, body=(HOLDERS, replace(DUTIES, id="obligations", heading=""), SAVING))

    assert told(DRAFT, new) == [("retitled", "obligations")]


@pytest.mark.parametrize("ids", [("respect-1", "respect-2"), ("respect", "respect-2")])
def test_a_split_and_a_merger_are_seen_from_both_ends(ids: tuple[str, str]) -> None:
    one, two = "States shall respect this right at home.", "States shall also respect this right abroad, with others."
    whole = Draft(title="D", body=(article("a", p("respect", f"{one} {two}"), p("z", "All gain.")),))
    parts = Draft(title="D", body=(article("a", p(ids[0], one), p(ids[1], two), p("z", "All gain.")),))

    assert told(whole, parts) == [("split", ids[0])]
    assert told(parts, whole) == [("merged", "respect")]
    assert (
        "What was article 1, paragraph 1 was split into article 1, paragraph 1 and article 1, paragraph 2."
        in summary(differences(whole, parts))
    )


def test_opening_settling_status_title_and_terms_are_told() -> None:
    old = replace(DRAFT, body=(article("a", p("x", "States shall act.", "All shall act.", chosen=2)),))
    new = replace(
        old,
        title="Revised draft",
        terms=(("duty_bearers", "States and others"),),
        body=(article("a", p("x", "States shall act.", "All shall act.", status=Status.AGREED)),),
    )

    assert summary(differences(old, new)) == (
        "Of the provisions, 1 settled.",
        "The title is now “Revised draft”; it was “Draft declaration”.",
        "The term for “duty bearers” is now “States and others”; it was “States”.",
        "Article 1 is settled.",
        "Article 1 is now marked “agreed”; it was “draft”.",
    )
    assert told(new, old)[-2:] == [("opened", "x"), ("status", "x")]


def test_a_change_of_a_comma_is_said_to_be_punctuation() -> None:
    old = Draft(title="D", body=(article("a", p("x", "Peoples, and individuals.")),))
    new = Draft(title="D", body=(article("a", p("x", "Peoples and individuals.")),))

    (found,) = differences(old, new)

    assert found.nature is Nature.PUNCTUATION
    assert summary([found])[1] == "Article 1 changed in punctuation only."


def test_documents_are_compared_like_drafts() -> None:
    def document(text: str) -> Document:
        item = Block(id="i", role=BlockRole.ITEM, runs=(Run(text=text),), level=1)
        paragraph = Block(id="x", role=BlockRole.PARAGRAPH, runs=(Run(text="States shall:"),), children=(item,))
        return Document(
            margin=Margin(title="D"),
            blocks=(Block(id="a", role=BlockRole.ARTICLE, runs=(Run(text="Duties"),), children=(paragraph,)),),
        )

    found = differences(document("Respect it;"), document("Protect it;"))

    assert [(d.happened, d.new_place, d.new) for d in found] == [
        (Happened.REWORDED, "article 1", "States shall:\nProtect it;")
    ]


def test_a_number_in_a_reference_is_no_rewording() -> None:
    def document(number: str) -> Document:
        there = Run(text=number, marks=frozenset({Mark.REFERENCE}), target="y")
        title = Block(id="title", role=BlockRole.TITLE, runs=(Run(text="D"),))
        paragraph = Block(id="x", role=BlockRole.PARAGRAPH, runs=(Run(text="Under "), there, Run(text=".")))
        return Document(margin=Margin(title="D"), blocks=(title, paragraph))

    assert differences(document("article 3"), document("article 4")) == ()


def test_a_document_says_what_was_opened_and_what_was_settled() -> None:
    def block(*runs: Run, children: tuple[Block, ...] = ()) -> Document:
        paragraph = Block(id="x", role=BlockRole.PARAGRAPH, runs=runs, children=children)
        return Document(
            margin=Margin(title="D"), blocks=(Block(id="a", role=BlockRole.ARTICLE, children=(paragraph,)),)
        )

    bracket = frozenset({Mark.BRACKET})
    settled = block(Run(text="All act."))
    bracketed = block(Run(text="[", marks=bracket), Run(text="All act."), Run(text="]", marks=bracket))
    wordings = tuple(
        Block(id=f"x/{n}", role=BlockRole.ALTERNATIVE, runs=(Run(text=text),)) for n, text in enumerate(("One", "Two"))
    )

    assert told(settled, bracketed) == [("opened", "x")]
    assert told(block(children=wordings), settled) == [("settled", "x")]


@settings(deadline=None, max_examples=40)
@given(documents)
def test_any_document_is_equal_to_itself(document: Document) -> None:
    ids = [block.id for block in document.walk()]
    if len(set(ids)) == len(ids):
        assert differences(document, document) == ()


def test_the_three_way_view_says_who_changed_what() -> None:
    def with_duties(*paragraphs: Provision) -> Draft:
        return replace(DRAFT, body=(HOLDERS, replace(DUTIES, children=paragraphs), SAVING))

    protect = DUTIES.children[1]
    mine = with_duties(p("respect", "States shall respect the right to international solidarity."), protect)
    theirs = with_duties(p("respect", "States must respect the right to international solidarity."), p("new", "New."))

    rows = {row.provision: row for row in three_way(DRAFT, mine, theirs)}

    assert {id: row.changed for id, row in rows.items() if row.changed is not Changed.NOBODY} == {
        "respect": Changed.BOTH,
        "new": Changed.THEIRS,
        "protect": Changed.THEIRS,
    }
    assert rows["respect"].merged is not None
    assert rows["respect"].merged.text == "States [shall/must] respect the right to international solidarity."
    assert list(rows) == ["holders", "who", "duties", "respect", "new", "protect", "saving", "nothing"]


def test_how_far_two_drafts_are_apart_is_counted_in_provisions() -> None:
    shorter = replace(DRAFT, title="Another", body=(HOLDERS, replace(DUTIES, children=DUTIES.children[:1]), SAVING))

    assert apart(DRAFT, DRAFT) == (0, len(list(DRAFT.walk())))
    assert apart(DRAFT, shorter) == apart(shorter, DRAFT) == (1, len(list(DRAFT.walk())))
