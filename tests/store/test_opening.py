"""Opening a database: made for its owner only, brought up to date once, and left alone when it is not ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from tests.store.builders import a_draft, begun
from workbench.store import StoreError, engine, migrate, open_store
from workbench.store.tables import metadata


def pragma(url: str, name: str) -> object:
    opened = engine.make_engine(engine.read_url(url))
    with opened.connect() as connection:
        value: object = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
    opened.dispose()
    return value


def test_the_tables_are_what_the_migrations_make(empty_url: str) -> None:
    open_store(empty_url).close()
    opened = create_engine(empty_url)

    with opened.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []

    opened.dispose()


def test_the_newest_migration_is_the_one_the_store_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))

    assert ScriptDirectory.from_config(config).get_heads() == [migrate.LATEST]


def test_a_database_opened_again_is_as_it_was(empty_url: str) -> None:
    first = open_store(empty_url)
    begun(first)
    first.close()

    second = open_store(empty_url)

    assert second.head("d1").draft == a_draft()
    second.close()


def test_a_new_file_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/data/workbench.db").close()

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "workbench.db").stat().st_mode & 0o777 == 0o600


def test_sqlite_has_the_settings_that_keep_every_acknowledged_save(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/workbench.db"

    assert str(pragma(url, "journal_mode")).upper() == engine.journal_mode()
    assert [pragma(url, name) for name in ("synchronous", "foreign_keys", "busy_timeout", "trusted_schema")] == [
        2,
        1,
        5000,
        0,
    ]


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "workbench.db"
    path.write_text("a letter, not a database. " * 100)
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"workbench\.db is damaged \(file is not a database\); put back a backup"):
        open_store(f"sqlite:///{path}")

    assert path.read_bytes() == before


def test_a_damaged_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "workbench.db"
    store = open_store(f"sqlite:///{path}")
    begun(store)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\x55" * 12288 + whole[20480:])
    before = path.read_bytes()

    with pytest.raises(StoreError, match="is damaged") as caught:
        open_store(f"sqlite:///{path}")

    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_database_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "workbench.db"
    open_store(f"sqlite:///{path}").close()
    path.write_bytes(path.read_bytes()[:10000])

    with pytest.raises(StoreError, match="is damaged"):
        open_store(f"sqlite:///{path}")


def test_a_database_of_a_newer_version_is_refused_and_left_alone(url: str) -> None:
    store = open_store(url)
    begun(store)
    store.close()
    opened = create_engine(url)
    with opened.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match=r"written by a newer version of the workbench \(its tables are 9999"):
        open_store(url)

    with opened.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    opened.dispose()


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    before = path.read_bytes()

    with pytest.raises(StoreError, match="is a database of another program"):
        open_store(f"sqlite:///{path}")

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("nonsense", "The address of the database is not understood"),
        ("mysql://host/db", "The database mysql is not supported"),
        ("sqlite://", "The database needs a file"),
        ("sqlite:////proc/nowhere/x.db", "cannot be opened"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_in_one_line(url: str, line: str) -> None:
    with pytest.raises(StoreError, match=line) as caught:
        open_store(url)

    assert "\n" not in str(caught.value)


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match="could not be used") as caught:
        open_store("postgresql://amina:secret@127.0.0.1:9/workbench")

    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_in_use_by_another_program_says_so(tmp_path: Path) -> None:
    path = tmp_path / "workbench.db"
    store = open_store(f"sqlite:///{path}")
    begun(store)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="Another program is writing to it; try again"):
            store.head("d1")

    store.close()


def test_the_write_ahead_journal_works_where_sqlite_is_new_enough_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SAFE_WAL", (3, 0, 0))
    url = f"sqlite:///{tmp_path}/workbench.db"
    store = open_store(url)
    begun(store).reword("a", "New.")
    store.backup(tmp_path / "copy.db")

    other = open_store(url)

    assert pragma(url, "journal_mode") == "wal"
    assert other.head_number("d1") == 2
    other.close()
    store.close()
