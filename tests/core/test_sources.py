"""Loaded sources over a catalogue: words for what it knows, one source more for what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import draft, settled
from workbench.catalogue import Catalogue
from workbench.model import Citation
from workbench.proposals import Paragraph, Source
from workbench.sources import (
    cited_numbers,
    completed,
    filled,
    id_for,
    replaced,
    source_id,
    with_sources,
)


def source(id: str, *numbers: str, text: str = "", digest: str = "", **more: str) -> Source:
    paragraphs = tuple(Paragraph(number=n, text=text and f"{text} {n}", digest=digest) for n in numbers)
    return Source(**{"id": id, "symbol": id.upper(), "title": id, "paragraphs": paragraphs} | more)


KNOWN = Catalogue(
    id="c",
    title="C",
    sources=(source("a", "1", "2", digest="d"), source("t", "preamble", "1", "55", digest="d", unit="article")),
)


def test_a_document_that_the_catalogue_knows_gets_its_words_and_keeps_its_digests() -> None:
    (found, _) = with_sources(KNOWN, [source("a", "1", "2", "3", text="w")]).sources

    assert [(p.number, p.digest, p.text) for p in found.paragraphs] == [
        ("1", "d", "w 1"),
        ("2", "d", "w 2"),
        ("3", "", "w 3"),
    ]
    assert KNOWN.sources[0].paragraphs[0].text == ""


def test_any_other_document_is_one_source_more() -> None:
    loaded = source("b", "1", text="w")

    assert with_sources(KNOWN, [loaded]).sources == (*KNOWN.sources, loaded)
    assert with_sources(KNOWN, [loaded]).source["b"] == loaded


def test_without_loaded_sources_the_catalogue_is_the_same_object() -> None:
    assert with_sources(KNOWN, ()) is KNOWN


def test_no_paragraph_that_the_catalogue_cites_is_lost() -> None:
    found = filled(KNOWN.sources[1], source("t", "1", "2", "3", text="w", unit="Article"))

    assert [p.number for p in found.paragraphs] == ["preamble", "1", "2", "3", "55"]


def test_words_that_are_counted_in_another_way_are_not_laid_over() -> None:
    assert filled(KNOWN.sources[1], source("t", "1", text="w", unit="paragraph")) == KNOWN.sources[1]
    assert filled(replace(KNOWN.sources[1], unit="draft article"), source("t", "1", text="w", unit="article")) != KNOWN


@pytest.mark.parametrize(
    ("symbol", "title", "id"),
    [
        ("A", "other words", "a"),
        (" a ", "", "a"),
        ("A/5", "a", "a-5"),
        ("", "the T", "t"),
        ("", "Something new", "something-new"),
        ("A/RES/1", "Second", "second"),
        ("A/RES/1", "Third", "a-res-1"),
        ("UDHR", "Report", "udhr-report"),
    ],
)
def test_the_same_document_is_known_again_by_its_symbol_or_its_title(symbol: str, title: str, id: str) -> None:
    twins = (source("first", symbol="A/RES/1", title="First"), source("second", symbol="A/RES/1", title="Second"))
    udhr = source("udhr", symbol="A/RES/217(III)", title="Universal Declaration")

    assert id_for(symbol, title, (*KNOWN.sources, *twins, udhr)) == id


def test_the_same_symbol_has_always_the_same_id_and_others_have_others() -> None:
    titles = [
        "Convention on the Law of Treaties",
        "Convention on the Law of Treaties, signed at Vienna",
        "مشروع",
        "草案",
    ]

    assert source_id("A/HRC/21/44/Add.1", "x") == source_id(" A/HRC/21/44/Add.1 ", "y") == "a-hrc-21-44-add-1"
    assert len({source_id("", title) for title in titles}) == len(titles)
    assert all(0 < len(source_id(symbol, "")) <= 30 for symbol in ("A/CONF.151/26/Rev.1 (Vol. I)/Corr.1", "1", "é", ""))


def test_a_new_reading_replaces_the_old_and_says_what_changed() -> None:
    old = source("a", "1", "2", "3", "4", text="w")
    new = replace(old, paragraphs=(*old.paragraphs[:1], Paragraph(number="2", text="other"), Paragraph(number="5")))

    found, change = replaced(old, new, cited=("4", "1"))

    assert [p.number for p in found.paragraphs] == ["1", "2", "5", "4"]
    assert found.paragraphs[-1] == old.paragraphs[-1]
    assert (
        str(change) == "1 reworded (2); 1 new (5); 1 no longer there (3); 1 no longer there but cited, and so kept (4)"
    )


def test_the_same_reading_again_changes_nothing() -> None:
    old = source("a", "1", "2", text="w")

    assert replaced(old, old) == (old, replaced(old, old)[1])
    assert str(replaced(old, old)[1]) == "nothing"


def test_what_a_draft_file_brings_fills_gaps_and_replaces_nothing() -> None:
    ours, theirs = source("a", "1", "3", text="ours"), source("a", "2", "3", text="theirs")

    assert [p.text for p in completed(ours, theirs).paragraphs] == ["ours 1", "theirs 2", "ours 3"]
    assert completed(ours, ours) is ours


def test_the_paragraphs_that_a_draft_cites_are_found_in_all_its_provisions() -> None:
    citing = draft(
        settled("p", cites=(Citation(source="a", paragraphs=("2", "1")),)),
        settled("q", cites=(Citation(source="b", paragraphs=("9",)), Citation(source="a", paragraphs=("1", "3")))),
    )

    assert cited_numbers(citing, "a") == ("2", "1", "3")
