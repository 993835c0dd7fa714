"""From a draft to a document: what is printed of each provision, and that it is printed of no other."""

from __future__ import annotations

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
    formulation,
    gap,
    items,
    part,
    report,
    settled,
    view,
)
from tests.strategies import calm, drafts, law, leaves
from workbench.compose import compose
from workbench.document import Block, Document, Mark
from workbench.drafting import change, pick
from workbench.model import Comment, Draft, FrontMatter, Option, Relation, Role, Status
from workbench.proposals import Stance


def text_of(document: Document) -> str:
    return "\n".join(block.text for block in document.walk())


def block(document: Document, id: str) -> Block:
    return next(block for block in document.walk() if block.id == id)


# --- what is printed --------------------------------------------------------


def test_a_declaration_reads_from_its_title_to_its_last_article() -> None:
    whole = draft(
        article("holders", settled("who", "peoples have rights."), heading="Rights holders"),
        preamble=(settled("charter", "*Guided by* the Charter,"),),
        front=FrontMatter(organ="The General Assembly,", formula="solemnly-proclaims"),
    )

    assert str(compose(whole)).splitlines() == [
        "title#title Draft declaration",
        "organ#organ *The General Assembly,*",
        "preambular#charter *Guided by* the Charter,",
        "formula#formula *Solemnly proclaims* the following Declaration:",
        "article#holders Rights holders",
        "  paragraph#who Peoples have rights.",
    ]


def test_an_open_provision_shows_its_alternatives_in_brackets() -> None:
    document = compose(draft(alternatives("who", "peoples hold it.", "states hold it.")))

    paragraph = block(document, "who")
    assert paragraph.text == ""
    assert [(child.id, child.text) for child in paragraph.children] == [
        ("who/o1", "[Peoples hold it.]"),
        ("who/o2", "[States hold it.]"),
    ]
    assert all(child.runs[0].marks == {Mark.BRACKET} for child in paragraph.children)


def test_only_what_is_chosen_is_printed_in_the_order_of_the_options() -> None:
    provision = replace(alternatives("who", "One.", "Two.", "Three."), chosen=("o3", "o1"))

    document = compose(draft(provision))

    assert [child.text for child in block(document, "who").children] == ["[One.]", "[Three.]"]


def test_a_bracketed_provision_opens_at_its_chapeau_and_closes_after_its_last_item() -> None:
    provision = settled("who", "States shall:", items=items(("act", items("now")), "pay"), bracketed=True)

    document = compose(draft(provision))

    assert block(document, "who").text == "[States shall:"
    assert block(document, "who/one/a/a").text == "Now"
    assert block(document, "who/one/b").text == "Pay]"


def test_a_gap_is_printed_as_a_gap() -> None:
    document = compose(draft(gap("who", "One.", bracketed=True, cites=(cited("1"),))))

    (run,) = block(document, "who").runs
    assert run.text == "[…]"
    assert Mark.BLANK in run.marks


def test_alternative_articles_have_each_paragraph_in_brackets_and_a_lone_one_has_none() -> None:
    two = either("holders", article("a", settled("p"), settled("r")), article("b", settled("q"), heading="Holders"))
    one = either("holders", article("a", settled("p")))

    assert [b.text for b in compose(draft(two)).walk()][1:] == [
        "",
        "",
        "[States shall cooperate.]",
        "[States shall cooperate.]",
        "Holders",
        "[States shall cooperate.]",
    ]
    assert "[" not in text_of(compose(draft(one)))


def test_what_is_open_itself_gets_no_second_pair_inside_an_open_article() -> None:
    inner = article("a", settled("p", "One.", bracketed=True), alternatives("q", "Two.", "Three."), gap("r", "Four."))

    document = compose(draft(either("holders", inner, article("b", heading="Holders"), article("c"))))

    assert [b.text for b in document.walk()][3:] == ["[One.]", "", "[Two.]", "[Three.]", "[…]", "[Holders]", "[]"]


def test_what_marks_alternative_articles_as_a_whole_stands_on_the_articles_which_alone_are_printed() -> None:
    remark = Comment(by="Chair", at=BY["at"], text="Both are pending.", shared=True)
    lone = either("holders", article("a", settled("p")), bracketed=True, comments=(remark,))
    two = either("holders", article("a", settled("p")), article("b", settled("q")), bracketed=True)

    whole, first, paragraph = list(compose(draft(lone)).walk())[1:]

    assert (whole.text, whole.comments) == ("", ())
    assert (first.text, paragraph.text) == ("", "[States shall cooperate.]")
    assert first.comments == (remark,)
    assert text_of(compose(draft(two))).count("[") == 2


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("states shall", "States shall"),
        ("“states” shall", "“States” shall"),
        ("[states] shall", "[States] shall"),
        ("(a) states", "(a) states"),
        ("*recalling* that", "Recalling that"),
        ("élan", "Élan"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("&amp; more", "&amp; more"),
        ("{{ seven }}", "{{ seven }}"),
        ("{{ 7*7 }} acts", "{{ 7*7 }} acts"),
        ("7 states", "7 states"),
        ("ßtates", "ßtates"),
        ("الحق", "الحق"),
    ],
)
def test_the_first_letter_of_a_sentence_is_a_capital_and_a_literal_text_stays(typed: str, printed: str) -> None:
    assert block(compose(draft(settled("who", typed))), "who").text == printed


def test_a_term_at_the_start_is_capitalised_and_a_blank_is_not() -> None:
    filled = draft(settled("who", "{{ holders }} act."), terms=(("holders", "peoples"),))
    empty = draft(settled("who", "{{ rights_holders }} act."), terms=(("rights_holders", ""),))

    assert block(compose(filled), "who").text == "Peoples act."
    assert block(compose(empty), "who").text == "[rights holders] act."


def test_supporting_paragraphs_are_one_footnote_after_the_last_word() -> None:
    shelf = catalogue()
    plain = settled("p", items=items("pay;", "act."), cites=(cited("43", "47"),))
    open_ = alternatives("q", "One.", "Two.", cites=(cited("47"),))
    bracketed = settled("r", bracketed=True, cites=(cited("47"),))

    document = compose(draft(plain, open_, bracketed), shelf)

    notes = {b.id: [run.notes for run in b.runs if run.notes] for b in document.walk() if any(r.notes for r in b.runs)}
    assert notes == {
        "p/one/b": [("A/HRC/21/44/Add.1, paras. 43 and 47.",)],
        "q/o1": [("A/HRC/21/44/Add.1, para. 47.",)],
        "q/o2": [("A/HRC/21/44/Add.1, para. 47.",)],
        "r": [("A/HRC/21/44/Add.1, para. 47.",)],
    }
    assert str(block(document, "r")).endswith("cooperate.]^(A/HRC/21/44/Add.1, para. 47.)")
    assert all(not run.notes for b in compose(draft(plain), shelf, footnotes=False).walk() for run in b.runs)


def test_an_open_formulation_has_a_footnote_of_what_it_rests_on_and_of_what_all_rest_on() -> None:
    first, second, shared = cited("43"), cited("47"), cited("4")
    shelf = catalogue(element("funds", formulation("a", cites=(first,)), formulation("b", cites=(second,))))
    taken = tuple(Option(id=id, text=f"{id}.", origin=f"funds/{id}@1") for id in "ab")
    open_ = replace(
        alternatives("q"),
        options=(*taken, Option(id="own", text="Own.")),
        chosen=("a", "b", "own"),
        cites=(first, second, shared),
    )

    document = compose(draft(open_), shelf)

    assert [run.notes for b in document.walk() for run in b.runs if run.notes] == [
        ("A/HRC/21/44/Add.1, paras. 4 and 43.",),
        ("A/HRC/21/44/Add.1, paras. 4 and 47.",),
        ("A/HRC/21/44/Add.1, para. 4.",),
    ]


def test_private_comments_stay_out_of_the_document() -> None:
    remarks = (Comment(by="A", at="2026", text="mine"), Comment(by="B", at="2026", text="ours", shared=True))
    provision = settled("p", comments=remarks, status=Status.PENDING)

    printed = block(compose(draft(provision)), "p")

    assert [comment.text for comment in printed.comments] == ["ours"]
    assert printed.status is Status.PENDING
    assert "mine" not in repr(compose(draft(article("a", provision, comments=remarks))))


def test_who_wrote_a_wording_is_kept_with_it() -> None:
    option = Option(id="own-1", text="Mine.", by="Delegation of X")

    document = compose(draft(replace(settled("p"), options=(option,), chosen=("own-1",))))

    assert block(document, "p").attribution == "Delegation of X"


def test_the_tables_name_views_citations_options_and_decisions() -> None:
    shelf = catalogue(
        element("funds", formulation("duty", "states shall pay.", rests_on=("V-1", "V-1", "gone"))),
        views=(view("V-1", "47"),),
    )
    picked, id = pick(draft(), shelf, "funds", "duty")

    tables = compose(picked, shelf).tables

    assert [(row.provision, row.view, row.place) for row in tables.views] == [
        (id, "V-1", "A/HRC/21/44/Add.1, para. 47")
    ]
    assert [(row.place, row.digest) for row in tables.citations] == [("A/HRC/21/44/Add.1, para. 47", "What 47 says.")]
    assert [(row.option, row.text, row.chosen) for row in tables.options] == [("duty", "states shall pay.", True)]


def test_a_citation_belongs_to_the_open_formulations_that_it_supports() -> None:
    """Paragraph 12 is what the view says on which the second rests, 30 what a drafter added for both."""
    duty = formulation("duty", rests_on=("V-1",), cites=(cited("5", relation=Relation.INSPIRES),))
    hope = formulation("hope", rests_on=("V-2", "V-3"))
    doubts = view("V-3", "30", stance=Stance.QUESTIONED)
    shelf = catalogue(element("funds", duty, hope), views=(view("V-1", "47", "12"), view("V-2", "12"), doubts))
    options = tuple(Option(id=id, text=id, origin=f"funds/{id}@1") for id in ("duty", "hope"))
    cites = (cited("47", "30"), cited("12"), cited("5", relation=Relation.INSPIRES))
    open_ = replace(settled("p"), options=options, chosen=("duty", "hope"), cites=cites)

    rows = compose(draft(open_), shelf).tables.citations
    alone = compose(draft(replace(open_, chosen=("hope",))), shelf).tables.citations

    assert [(row.option, row.place, row.relation) for row in rows] == [
        ("duty", "A/HRC/21/44/Add.1, paras. 12 and 47", "supports"),
        ("duty", "A/HRC/21/44/Add.1, para. 5", "inspires"),
        ("hope", "A/HRC/21/44/Add.1, para. 12", "supports"),
        ("", "A/HRC/21/44/Add.1, para. 30", "supports"),
    ]
    assert [(row.option, row.place) for row in alone] == [
        ("", "A/HRC/21/44/Add.1, paras. 12, 30 and 47"),
        ("", "A/HRC/21/44/Add.1, para. 5"),
    ]


def test_without_a_catalogue_a_source_is_missing_unless_it_is_called_by_its_symbol() -> None:
    document = compose(draft(settled("p", cites=(cited("47"), cited("4", source="A/HRC/21/66")))))

    assert "A/HRC/21/66, para. 4. [missing source], para. 47." in str(document)


# --- laws -------------------------------------------------------------------


def brackets_of(block: Block) -> list[str]:
    return [sign for run in block.runs if Mark.BRACKET in run.marks for sign in run.text if sign in "[]"]


@law
@given(drafts(words=calm))
def test_the_brackets_that_we_add_are_balanced_in_every_provision(whole: Draft) -> None:
    of_provisions: dict[str, list[str]] = {}
    for block in compose(whole).walk():
        of_provisions.setdefault(block.id.partition("/")[0], []).extend(brackets_of(block))

    for signs in of_provisions.values():
        depth = 0
        for sign in signs:
            depth += 1 if sign == "[" else -1
            assert depth >= 0
        assert depth == 0


@law
@given(drafts())
def test_composing_never_fails_and_every_id_stands_once(whole: Draft) -> None:
    ids = [block.id for block in compose(whole, catalogue()).walk()]

    assert len(ids) == len(set(ids))
    assert {provision.id for provision in whole.walk()} <= set(ids)


@law
@given(drafts(), st.data())
def test_changing_one_provision_changes_the_blocks_of_that_provision_only(whole: Draft, data: st.DataObject) -> None:
    ids = [provision.id for provision in whole.leaves()]
    if not ids:
        return
    id = data.draw(st.sampled_from(ids))
    other = data.draw(leaves(id))

    before = compose(whole, catalogue())
    after = compose(change(whole, id, lambda _: other), catalogue())

    assert _without(before, id) == _without(after, id)


def _without(document: Document, id: str) -> list[Block]:
    """All blocks without their children, but for those of one provision."""
    return [replace(b, children=()) for b in document.walk() if b.id.partition("/")[0] != id]


@law
@given(drafts(words=calm), st.data())
def test_a_wording_arrives_literally(whole: Draft, data: st.DataObject) -> None:
    from workbench.wording import escaped

    text = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    added = article("added", settled("new", f"7 {escaped(text)}"))

    document = compose(replace(whole, body=(*whole.body, added)))

    assert block(document, "new").text == f"7 {text}"


def test_an_article_in_brackets_has_each_paragraph_in_them_and_never_its_heading() -> None:
    inner = article("a", settled("p", "One."), alternatives("q", "Two.", "Three."), heading="Funds", bracketed=True)

    document = compose(draft(part("first", inner)))

    assert [b.text for b in block(document, "a").walk()] == ["Funds", "[One.]", "", "[Two.]", "[Three.]"]
    assert block(document, "first").children[0].role == Role.ARTICLE.value


def test_a_source_without_a_symbol_is_cited_by_its_title() -> None:
    shelf = catalogue(sources=(replace(report(), symbol=""),))

    assert "Summary, para. 47." in str(compose(draft(settled("p", cites=(cited("47"),))), shelf))
