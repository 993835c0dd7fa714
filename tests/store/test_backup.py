"""A backup is a whole copy made while people work; putting it back goes on from there."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.builders import AT, Desk, begun, reworded, wording
from workbench.store import Store, StoreError, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path}/data/workbench.db")


def test_a_backup_made_while_someone_saves_is_a_whole_database(store: Store, tmp_path: Path) -> None:
    desk = begun(store)

    with ThreadPoolExecutor(1) as threads:
        saving = threads.submit(lambda: [desk.reword("a", f"Wording {n}.") for n in range(40)])
        store.backup(tmp_path / "copy.db")
        saving.result()

    copy = open_store(f"sqlite:///{tmp_path}/copy.db")
    number = copy.head_number("d1")
    assert copy.head("d1").draft == store.revision("d1", number).draft
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    copy.close()
    store.close()


def test_restoring_puts_everything_back_and_gives_no_number_twice(store: Store, tmp_path: Path) -> None:
    desk = begun(store)
    desk.reword("a", "Kept.")
    store.backup(tmp_path / "copy.db")
    desk.reword("a", "Gone.")
    desk.reword("b", "Gone.")
    begun(store, draft_id="d2")

    store.restore(tmp_path / "copy.db", at=AT)

    head = store.head("d1")
    assert (head.number, head.message) == (5, "put back from a backup")
    assert (wording(head.draft, "a"), wording(head.draft, "b")) == ("Kept.", "States shall cooperate.")
    assert [line.id for line in store.drafts()] == ["d1"]
    with pytest.raises(StoreError, match="no version 4"):
        store.revision("d1", 4)
    store.close()


def test_a_text_begun_before_the_restore_is_merged_and_not_lost(store: Store, tmp_path: Path) -> None:
    desk = begun(store)
    store.backup(tmp_path / "copy.db")
    desk.reword("a", "Before the restore.")
    mine = reworded(desk.draft, "b", "Typed meanwhile.")

    store.restore(tmp_path / "copy.db", at=AT)
    Desk(store, "Boris").reword("c", "After the restore.")
    saved = desk.save(mine)

    assert [wording(saved.draft, id) for id in "abc"] == [
        "Before the restore.",
        "Typed meanwhile.",
        "After the restore.",
    ]
    store.close()


def test_restoring_twice_goes_on_counting(store: Store, tmp_path: Path) -> None:
    desk = begun(store)
    store.backup(tmp_path / "copy.db")
    desk.reword("a", "Gone.")

    store.restore(tmp_path / "copy.db", at=AT)
    Desk(store, "Boris").reword("a", "Gone again.")
    store.restore(tmp_path / "copy.db", at=AT)

    assert [line.number for line in store.history("d1")] == [5, 1]
    store.close()


def test_a_backup_never_overwrites_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(StoreError, match="exists already; choose another name"):
        store.backup(tmp_path / "letter.txt")
    with pytest.raises(StoreError, match="cannot be written: No such file or directory"):
        store.backup(tmp_path / "nowhere" / "copy.db")

    assert (tmp_path / "letter.txt").read_text() == "mine"
    store.close()


def test_what_is_no_backup_is_refused_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    desk = begun(store)
    (tmp_path / "letter.txt").write_text("mine " * 1000)
    (tmp_path / "empty.db").touch()
    with closing(sqlite3.connect(tmp_path / "songs.db")) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")

    for name, line in (
        ("letter.txt", "is damaged"),
        ("songs.db", "of another program"),
        ("gone.db", "There is no backup"),
        ("empty.db", "is empty"),
    ):
        with pytest.raises(StoreError, match=line):
            store.restore(tmp_path / name, at=AT)

    assert store.head("d1").draft == desk.draft
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["workbench.db"]
    store.close()


@pytest.mark.postgresql
def test_postgresql_has_its_own_tools_for_copies(postgresql: str, tmp_path: Path) -> None:
    store = open_store(postgresql)

    with pytest.raises(StoreError, match="pg_dump"):
        store.backup(tmp_path / "copy.db")
    with pytest.raises(StoreError, match="pg_restore"):
        store.restore(tmp_path / "copy.db", at=AT)

    store.close()
