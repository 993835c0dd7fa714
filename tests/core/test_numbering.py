"""Numbers and cross-references, computed and never stored."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import alternatives, article, draft, either, gap, items, part, settled
from tests.strategies import documents, law
from workbench.compare.redline import redline
from workbench.compose import compose
from workbench.document import Document, Mark
from workbench.model import Draft
from workbench.numbering import Alternatives, item_number, labels, letter, number, roman


def numbers(whole: Draft, alternatives: Alternatives = "alt") -> dict[str, str]:
    document = number(compose(whole), alternatives=alternatives)
    return {block.id: block.number for block in document.walk() if block.id != "title"}


def test_articles_are_counted_through_parts_and_parts_in_roman_numerals() -> None:
    whole = draft(
        part("p1", article("a", settled("x")), article("b", settled("y"))), part("p2", article("c", settled("z")))
    )

    found = numbers(whole)

    assert [found[id] for id in ("p1", "a", "b", "p2", "c")] == ["I", "1", "2", "II", "3"]


def test_paragraphs_have_numbers_only_where_an_article_has_several() -> None:
    found = numbers(draft(article("a", settled("x")), article("b", settled("y"), gap("z"))))

    assert (found["x"], found["y"], found["z"]) == ("", "1", "2")


def test_sub_paragraphs_go_four_degrees_deep() -> None:
    deep = items("one", ("two", items(("three", items(("four", items("five")))))))

    found = numbers(draft(settled("x", items=deep)))

    assert [found[f"x/one/{id}"] for id in ("a", "b", "b/a", "b/a/a", "b/a/a/a")] == ["(a)", "(b)", "(i)", "a.", "i."]


def test_alternatives_share_a_number_and_are_labelled() -> None:
    whole = draft(settled("x"), alternatives("y", "One.", "Two."))

    assert numbers(whole) == {"article": "1", "x": "1", "y": "2", "y/o1": "Alt. 1", "y/o2": "Alt. 2"}
    assert numbers(whole, "bis") == {"article": "1", "x": "1", "y": "2", "y/o1": "2", "y/o2": "2 bis"}


def test_alternative_articles_share_a_number() -> None:
    whole = draft(either("e", article("a", settled("x")), article("b", settled("y"))), article("c", settled("z")))

    found, latin = numbers(whole), numbers(whole, "bis")

    assert [found[id] for id in "eabc"] == ["1", "1 Alt. 1", "1 Alt. 2", "2"]
    assert [latin[id] for id in "eabc"] == ["1", "1", "1 bis", "2"]


def test_an_article_that_is_the_only_alternative_left_has_a_plain_number() -> None:
    found = numbers(draft(article("z", settled("x")), either("e", article("a", settled("y")))))

    assert (found["e"], found["a"]) == ("2", "2")


def test_preambular_paragraphs_are_pp1_and_pp2_and_a_second_wording_is_pp2_bis() -> None:
    whole = draft(preamble=(settled("x"), alternatives("y", "*Noting* a,", "*Noting* b,")))

    assert numbers(whole) == {"x": "PP1", "y": "PP2", "y/o1": "Alt. 1", "y/o2": "Alt. 2"}
    assert numbers(whole, "bis") == {"x": "PP1", "y": "PP2", "y/o1": "PP2", "y/o2": "PP2 bis"}


def test_the_alternatives_of_a_sole_paragraph_are_its_first_and_its_first_bis() -> None:
    found = numbers(draft(alternatives("y", "One.", "Two.")), "bis")

    assert (found["y"], found["y/o1"], found["y/o2"]) == ("", "1", "1 bis")


def test_references_print_where_their_target_stands() -> None:
    shown = (
        '{{ "p1" | ref }}; {{ "a" | ref }}; {{ "y" | ref }}; {{ "lone" | ref }}; {{ "pre" | ref }}; {{ "gone" | ref }}'
    )
    whole = draft(
        part("p1", article("a", settled("x", shown), settled("y")), article("b", settled("lone"))),
        preamble=(settled("first"), settled("pre")),
    )

    document = number(compose(whole))

    printed = next(block for block in document.walk() if block.id == "x").text
    assert printed == (
        "part I; article 1; article 1, paragraph 2; article 2; preambular paragraph 2; [missing reference]"
    )


def test_a_reference_follows_its_target_when_that_moves() -> None:
    see, target = article("a", settled("x", 'see {{ "y" | ref }}')), article("b", settled("y"))

    first, second = (str(number(compose(draft(*order)))) for order in ((see, target), (target, see)))

    assert "See <article 2->y>" in first
    assert "See <article 1->y>" in second


def test_a_reference_that_is_struck_prints_where_its_target_stood() -> None:
    target, other = article("b", settled("y")), article("c", settled("z"))
    before = draft(other, target, article("a", settled("x", 'see {{ "y" | ref }} now')))
    after = draft(target, article("a", settled("x", "see now, or later")))

    assert "{-<article 2->y>" in str(number(redline(compose(before), compose(after))))


def test_items_are_named_after_their_paragraph() -> None:
    document = number(compose(draft(settled("w"), settled("x", items=items("one", ("two", items("deep")))))))

    named = labels(document.blocks)

    assert str(named["x/one/b"]) == "article 1, paragraph 2 (b)"
    assert str(named["x/one/b/a"]) == "article 1, paragraph 2 (b) (i)"


@law
@given(documents, st.sampled_from(["alt", "bis"]))
def test_numbering_twice_is_numbering_once(document: Document, alternatives: Alternatives) -> None:
    once = number(document, alternatives=alternatives)

    assert number(once, alternatives=alternatives) == once


@law
@given(documents)
def test_numbering_changes_nothing_but_numbers_and_references(document: Document) -> None:
    numbered = number(document)

    assert _bare(numbered) == _bare(document)


def _bare(document: Document) -> list[object]:
    return [
        (
            replace(block, number="", children=(), runs=()),
            [replace(run, text="") if Mark.REFERENCE in run.marks else run for run in block.runs],
        )
        for block in document.walk()
    ]


@law
@given(st.integers(1, 3000))
def test_signs_of_sub_paragraphs_are_distinct_and_never_empty(count: int) -> None:
    assert roman(count) != roman(count + 1)
    assert letter(count) != letter(count + 1)
    assert all(item_number(level, count) for level in range(1, 6))


@law
@given(documents, documents)
def test_numbering_a_redline_twice_is_numbering_it_once(old: Document, new: Document) -> None:
    once = number(redline(old, new))

    assert number(once) == once
