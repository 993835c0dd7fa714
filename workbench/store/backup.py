"""Copies an SQLite database while it is in use, and puts a copy back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, select

from workbench.store.answers import StoreError
from workbench.store.engine import make_engine, read_url
from workbench.store.ledger import Ledger, Sign
from workbench.store.migrate import examine, migrate
from workbench.store.steps import Deed
from workbench.store.tables import draft as drafts


def backup(engine: Engine, path: Path) -> None:
    """Writes a copy of the database as it is at this moment; an existing file is never overwritten."""
    if path.exists():
        raise StoreError(f"{path} exists already; choose another name for the backup.")
    part = path.with_name(path.name + ".part")
    try:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
    except OSError as error:
        raise StoreError(f"The backup {path} cannot be written: {error.strerror}; choose another folder.") from error
    try:
        _copy_out(engine, part)
        part.replace(path)
    except sqlite3.Error as error:
        raise StoreError(f"The backup {path} cannot be written: {error}; choose another folder.") from error
    finally:
        part.unlink(missing_ok=True)


def restore(engine: Engine, path: Path, heads: Mapping[str, int], at: str) -> None:
    """Puts a copy in the place of what the database holds, in one step.

    `heads` are the newest revisions until now: drafts that the copy has at an earlier one go on after it,
    so that no number is given twice and nobody saves over a text that they have not seen.
    """
    if not path.is_file():
        raise StoreError(f"There is no backup {path}; choose the file that a backup has written.")
    if not path.stat().st_size:
        raise StoreError(f"The backup {path} is empty; choose another one.")
    examine(path)
    part = Path(str(engine.url.database) + ".restore")
    try:
        part.unlink(missing_ok=True)
        copy = make_engine(read_url(f"sqlite:///{part}"))
        try:
            _copy_in(path, copy)
            migrate(copy, copy.execution_options(write=True), str(path))
            _go_on_after(copy, heads, at)
        finally:
            copy.dispose()
        _copy_in(part, engine)
    except sqlite3.Error as error:
        raise StoreError(f"The backup {path} cannot be put back: {error}; nothing was changed.") from error
    finally:
        part.unlink(missing_ok=True)


def _copy_out(engine: Engine, path: Path) -> None:
    pooled = engine.raw_connection()
    try:
        with closing(sqlite3.connect(path)) as target:
            _sqlite(pooled.driver_connection).backup(target)
    finally:
        pooled.close()


def _copy_in(path: Path, engine: Engine) -> None:
    pooled = engine.raw_connection()
    try:
        with closing(sqlite3.connect(path)) as origin:
            origin.backup(_sqlite(pooled.driver_connection))
    finally:
        pooled.close()


def _sqlite(connection: object) -> sqlite3.Connection:
    assert isinstance(connection, sqlite3.Connection)
    return connection


def _go_on_after(engine: Engine, heads: Mapping[str, int], at: str) -> None:
    ledger = Ledger()
    with engine.execution_options(write=True).begin() as connection:
        for draft_id, head, author in connection.execute(select(drafts.c.id, drafts.c.head, drafts.c.author)).all():
            number = heads.get(draft_id, 0) + 1
            if number > head + 1:
                sign = Sign(author=author, at=at, why="put back from a backup", save_id=f"restore-{number}")
                state = ledger.state(connection, draft_id, head).state
                ledger.append(
                    connection, draft_id, head=head, number=number, base=head, sign=sign, deed=Deed.RESTORE, new=state
                )
