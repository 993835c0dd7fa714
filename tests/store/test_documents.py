"""Documents that a drafter loads are kept word for word."""

from __future__ import annotations

from dataclasses import replace

from workbench.proposals import Paragraph, Source
from workbench.store import Store, open_store

REPORT = Source(
    id="a-report",
    symbol="A/1",
    title="Report of the workshop",
    paragraphs=(
        Paragraph(number="1", section=("I.", "A."), text="Shall <b>&\0 التضامن", footnotes=("See A/2.",)),
        Paragraph(number="1 bis", digest="a summary"),
    ),
)


def test_a_document_comes_back_word_for_word_by_another_program_too(store: Store, url: str) -> None:
    store.put_source(REPORT)

    other = open_store(url)

    assert other.sources() == store.sources() == (REPORT,)
    assert other.source("a-report") == REPORT
    assert other.source("a-book") is None
    other.close()


def test_the_same_document_has_the_same_hash_and_is_kept_once(store: Store) -> None:
    assert store.put_source(REPORT) == store.put_source(REPORT)

    assert store.sources() == (REPORT,)


def test_of_one_document_loaded_in_two_versions_the_last_counts(store: Store) -> None:
    corrected = replace(REPORT, paragraphs=REPORT.paragraphs[:1])

    hashes = {store.put_source(each) for each in (REPORT, corrected)}
    assert len(hashes) == 2
    assert store.sources() == (corrected,)

    store.put_source(REPORT)
    assert store.sources() == (REPORT,)
