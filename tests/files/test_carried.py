"""A draft file carries what its draft cites of loaded sources, so that the citations can be read elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import draft, settled
from workbench.errors import FileFaults
from workbench.files.drafts import parse_draft, parse_sourced
from workbench.files.written import dump_draft
from workbench.model import Citation
from workbench.proposals import Paragraph, Source

REPORT = Source(
    id="a-1",
    symbol="A/1",
    title="Report",
    body="Council",
    date="2020-01-02",
    paragraphs=(
        Paragraph(number="1", text="One."),
        Paragraph(number="2", section=("I. A", "B. C"), text="Two: “x”.\n(a) y; #z", footnotes=("See A/2.",)),
        Paragraph(number="3 of annex II", text="Three."),
    ),
)
CITING = draft(
    settled("p", cites=(Citation(source="a-1", paragraphs=("2", "3 of annex II")), Citation(source="charter"))),
)


def test_a_file_carries_what_its_draft_cites_of_a_loaded_source_and_no_more() -> None:
    text = dump_draft(CITING, [REPORT, Source(id="b-2", title="Another")])

    assert parse_sourced(text) == (CITING, (replace(REPORT, paragraphs=REPORT.paragraphs[1:]),))
    assert "One." not in text


def test_saved_loaded_and_saved_again_the_file_has_the_same_bytes() -> None:
    text = dump_draft(CITING, [REPORT])
    again, sources = parse_sourced(text)

    assert dump_draft(again, sources) == text
    assert parse_draft(text) == CITING


def test_a_source_that_is_cited_as_a_whole_is_carried_by_its_name() -> None:
    whole = draft(settled("p", cites=(Citation(source="a-1"),)))

    assert parse_sourced(dump_draft(whole, [REPORT]))[1] == (replace(REPORT, paragraphs=()),)


def test_a_draft_that_cites_nothing_loaded_has_the_file_that_it_always_had() -> None:
    plain = draft(settled("p", cites=(Citation(source="charter", paragraphs=("1",)),)))

    assert dump_draft(plain, [REPORT]) == dump_draft(plain)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cf", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)


@given(st.lists(st.builds(Paragraph, number=TEXTS, text=TEXTS, section=st.tuples(TEXTS)), unique_by=lambda p: p.number))
def test_whatever_a_source_says_is_carried_word_for_word(paragraphs: list[Paragraph]) -> None:
    source = replace(REPORT, paragraphs=tuple(paragraphs))
    cited = Citation(source="a-1", paragraphs=tuple(paragraph.number for paragraph in paragraphs))

    assert parse_sourced(dump_draft(draft(settled("p", cites=(cited,))), [source]))[1] == (source,)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("sources: x", "'sources' must be a list"),
        ("sources: [{id: a, title: T}, {id: a, title: T}]", "the source 'a' is there twice"),
        ("sources: [{id: A b, title: T}]", "no identifier"),
        ("sources: [{id: a}]", "lacks 'title'"),
        ("sources: [{id: a, title: T, paragraphs: [{number: 1}, {number: 1}]}]", "is there twice"),
        ("sources: [{id: a, title: T, paragraphs: [{number: 1, views: []}]}]", "unknown key 'views'"),
    ],
)
def test_a_faulty_source_is_told_with_its_line(written: str, says: str) -> None:
    with pytest.raises(FileFaults, match=says) as faults:
        parse_sourced(f"format: 1\ntitle: T\n{written}", "x.yaml")

    assert str(faults.value).startswith("x.yaml:3: ")
