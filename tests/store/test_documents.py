"""Documents that a drafter loads are kept word for word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from workbench.proposals import Paragraph, Source
from workbench.store import Store, migrate, open_store

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


def test_it_is_told_out_of_which_file_a_document_came_by_whom_and_when(store: Store) -> None:
    store.put_source(REPORT, file="a-report.pdf", author="Amina", at="2026-11-23T09:00:00Z")

    (loaded,) = store.loaded()

    assert (loaded.source, loaded.file, loaded.author) == (REPORT, "a-report.pdf", "Amina")
    assert loaded.at == "2026-11-23T09:00:00Z"


def test_a_document_that_was_removed_is_gone_until_it_is_loaded_again(store: Store) -> None:
    store.put_source(replace(REPORT, title="First reading"))
    store.put_source(REPORT)
    store.remove_source("a-report", at="2026-11-23T09:00:00Z")
    assert store.sources() == ()
    assert store.source("a-report") is None

    store.put_source(REPORT)

    assert store.sources() == (REPORT,)


def test_every_change_of_the_documents_can_be_told_by_a_number(store: Store) -> None:
    turns = [store.sources_turn()]
    for change in (
        lambda: store.put_source(REPORT),
        lambda: store.put_source(REPORT),
        lambda: store.remove_source("a-report", at=""),
        lambda: store.put_source(REPORT),
    ):
        change()
        turns.append(store.sources_turn())

    assert len(set(turns)) == len(turns)
    assert store.sources_turn() == turns[-1]


def test_a_document_that_was_loaded_before_the_second_migration_is_still_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    store = open_store(url)
    store.put_source(REPORT, file="a.pdf")
    store.close()
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    engine.dispose()

    again = open_store(url)

    assert again.sources() == (REPORT,)
    assert again.loaded()[0].file == ""
    again.close()


def test_what_a_draft_file_brings_stands_beside_what_is_here(store: Store) -> None:
    store.put_source(REPORT, file="whole.pdf")
    brought = replace(REPORT, paragraphs=(Paragraph(number="1", text="other"), Paragraph(number="9", text="more")))

    assert store.add_sources([brought, replace(brought, id="b")], file="draft.yaml") == 2
    assert store.add_sources([brought, replace(brought, id="b")], file="draft.yaml") == 0

    ours = store.source("a-report")
    assert ours
    assert ours.paragraphs == (*REPORT.paragraphs, brought.paragraphs[1])
    assert store.source("b") == replace(brought, id="b")
