"""Which numbers number the paragraphs of a document, and what belongs to which of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.readers.numbered import Numbered, numbered
from workbench.readers.pieces import Piece
from workbench.readers.sections import is_contents
from workbench.readers.text_pieces import text_pieces


def read(text: str, *, markdown: bool = False) -> Numbered:
    return numbered(text_pieces(text, markdown=markdown))


def numbers(found: Numbered) -> list[str]:
    return [paragraph.number for paragraph in found.paragraphs]


def words(found: Numbered) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


REPORT = """United Nations
A/HRC/99/1

I. Introduction........1-2 3

I. Introduction

1. The Council met.

2. It adopted a text in
2012. It was short.

A. Views

3. Some agreed:
(a) on the title;
(b) on the rest.

4. Others did not.
"""


def test_a_report_is_read_by_its_numbers_with_headings_as_sections() -> None:
    found = read(REPORT)

    assert numbers(found) == ["1", "2", "3", "4"]
    assert words(found)[1] == "It adopted a text in 2012. It was short."
    assert words(found)[2] == "Some agreed:\n(a) on the title;\n(b) on the rest."
    assert [p.section for p in found.paragraphs][1:3] == [("I. Introduction",), ("I. Introduction", "A. Views")]
    assert found.unit == "paragraph"
    assert not found.counted


def test_a_number_inside_quotation_marks_begins_no_paragraph() -> None:
    found = read("1. One said: “The States shall\n\n2. cooperate;\n\n3. help.”\n\n2. Two.\n\n3. Three.\n\n4. Four.")

    assert numbers(found) == ["1", "2", "3", "4"]
    assert words(found)[0].startswith("One said: “The States shall")
    assert words(found)[0].endswith("3. help.”")


def test_a_list_inside_a_paragraph_stays_in_it() -> None:
    found = read("1. One.\n\n2. Two:\n\n1. first;\n\n2. second;\n\n3. third.\n\n3. Three.\n\n4. Four.\n\n5. Five.")

    assert numbers(found) == ["1", "2", "3", "4", "5"]
    assert words(found)[1] == "Two:\n1. first;\n2. second;\n3. third."


def test_a_gap_is_told() -> None:
    found = read("1. One.\n\n2. Two.\n\n4. Four.\n\n5. Five.")

    assert numbers(found) == ["1", "2", "4", "5"]
    assert any(notice.startswith("Not found: 3.") for notice in found.notices)


def test_a_number_that_is_there_twice_is_told() -> None:
    found = read("1. One.\n\n2. Two.\n\n2. Two again.\n\n3. Three.\n\n4. Four.")

    assert numbers(found) == ["1", "2", "3", "4"]
    assert any(notice.startswith("Twice there: 2.") for notice in found.notices)
    assert "Two again." in " ".join(words(found))


def test_numbers_that_begin_anew_in_an_annex_are_cited_with_it() -> None:
    found = read("1. One.\n\n2. Two.\n\n3. Three.\n\nAnnex II\n\n1. First.\n\n2. Second.")

    assert numbers(found) == ["1", "2", "3", "1 of annex II", "2 of annex II"]
    assert any("begin anew" in notice for notice in found.notices)


def test_numbers_that_begin_anew_without_an_annex_are_told_apart() -> None:
    found = read("\n\n".join(f"{n}. Words." for n in (1, 2, 3, 4, 5, 1, 2, 3)))

    assert numbers(found) == ["1", "2", "3", "4", "5", *(f"{n} (series 2)" for n in (1, 2, 3))]


def test_a_paragraph_bis_has_its_place() -> None:
    assert numbers(read("1. One.\n\n2. Two.\n\n2 bis. More.\n\n3. Three.")) == ["1", "2", "2 bis", "3"]


def test_a_footnote_between_its_halves_does_not_split_a_paragraph() -> None:
    found = read(
        "1. It called for justice and<sup>1</sup>\n\n---\n\n<sup>1</sup> See *A/1*.\n\nequity in affairs.\n\n2. Two.",
        markdown=True,
    )

    assert words(found) == ["It called for justice and equity in affairs.", "Two."]
    assert found.paragraphs[0].footnotes == ("See A/1.",)


def test_a_page_break_inside_a_paragraph_leaves_no_trace() -> None:
    found = read("1. It called for\n\n7\n\f A/HRC/99/1\n\njustice.\n\n2. Two.")

    assert words(found) == ["It called for justice.", "Two."]


def test_without_numbers_the_paragraphs_are_counted_and_that_is_said() -> None:
    found = read("The peoples speak.\n\nThey are heard:\n\n(a) always.\n\nAnd they speak again.")

    assert found.counted
    assert numbers(found) == ["1", "2", "3"]
    assert "counted" in found.notices[0]


TREATY = """Convention on Solidarity

Preamble

The States Parties,

Recalling the Charter,

Have agreed as follows:

PART I

Article 1

Use of terms

1. A people is a people.

2. A State is a State.

Article 2. States Parties shall cooperate.

Article 3 – Review

1. There is a review.
"""


def test_a_treaty_is_read_by_its_articles_with_its_preamble() -> None:
    found = read(TREATY)

    assert found.unit == "article"
    assert numbers(found) == ["preamble", "1", "2", "3"]
    assert words(found)[1] == "Use of terms\n1. A people is a people.\n2. A State is a State."
    assert words(found)[2] == "States Parties shall cooperate."
    assert "Recalling the Charter," in words(found)[0]
    assert "PART I" not in words(found)[0]
    assert found.paragraphs[1].section == ("PART I",)


def test_an_article_named_in_a_report_makes_it_no_treaty() -> None:
    lines = [f"{n}. Article {n} of the Covenant was discussed.\n\nArticle {n}\n\nwas read out." for n in range(1, 9)]

    assert read("\n\n".join(lines)).unit == "paragraph"


@pytest.mark.parametrize("sign", ["\u00a0", "\t", "  ", "\u202f"])
def test_any_space_may_follow_a_number(sign: str) -> None:
    assert words(read(f"1.{sign}One\u00ad.\n\n2.{sign}T\u200bwo\u202e.")) == ["One.", "Two."]


def test_text_that_follows_a_heading_without_a_number_is_left_out_and_told() -> None:
    found = read("1. One.\n\n2. Two.\n\nAnnex\n\nList of participants: nobody came.")

    assert words(found)[-1] == "Two."
    assert any("List of participants" in notice for notice in found.notices)


#: Texts of paragraphs; what ends as entries of a table of contents do, '... 1', is taken for one.
PARAGRAPHS = st.text(alphabet="ab .“”1", max_size=12).filter(lambda text: not is_contents(f"1. x{text}".strip()))


@given(st.lists(PARAGRAPHS, min_size=2, max_size=12))
def test_paragraphs_that_follow_one_another_are_all_found(texts: list[str]) -> None:
    pieces = [Piece(text=f"{n}. x{text}".strip()) for n, text in enumerate(texts, 1)]

    assert numbers(numbered(pieces)) == [str(n) for n in range(1, len(texts) + 1)]


LINES = ("1. a", "2. b", "3. c", "9. d", "II. Two", "A. B", "Annex", "Article 1", "Article 2.", "x “", "”.")


@given(st.lists(st.sampled_from(LINES)))
def test_no_number_is_given_twice_and_nothing_is_lost_or_made_up(texts: list[str]) -> None:
    found = numbered([Piece(text=text) for text in texts])

    assert len(set(numbers(found))) == len(found.paragraphs)
    given_words = " ".join(texts).split()
    for paragraph in found.paragraphs:
        assert all(word in given_words for word in paragraph.text.split())
    if not found.counted and found.unit == "paragraph":
        for earlier, later in pairwise(found.paragraphs):
            assert earlier.number != later.number
