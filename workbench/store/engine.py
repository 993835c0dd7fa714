"""Opens a connection to SQLite or PostgreSQL with the settings that keep every acknowledged save."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from workbench.store.answers import StoreError

#: From this version on, a checkpoint can no longer race with a commit in WAL mode.
SAFE_WAL = (3, 51, 3)


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """The journal that is safe with several connections in that version of SQLite.

    >>> journal_mode((3, 40, 1)), journal_mode((3, 51, 3))
    ('DELETE', 'WAL')
    """
    return "WAL" if version >= SAFE_WAL else "DELETE"


def read_url(url: str) -> URL:
    """The parts of a database address; PostgreSQL is always spoken to through psycopg 3."""
    try:
        parts = make_url(url)
    except ArgumentError:
        raise StoreError(
            "The address of the database is not understood; write sqlite:///FILE or postgresql://USER@HOST/DATABASE."
        ) from None
    backend = parts.get_backend_name()
    if backend == "postgresql":
        return parts.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(
            f"The database {backend} is not supported; use sqlite:///FILE or postgresql://USER@HOST/DATABASE."
        )
    if parts.database in {None, "", ":memory:"}:
        raise StoreError("The database needs a file, so that drafts are kept; write sqlite:///FILE.")
    return parts


def make_engine(url: URL) -> Engine:
    """The engine; on SQLite it makes the folder and the file, readable by their owner only."""
    if url.get_backend_name() == "postgresql":
        try:
            return create_engine(url, pool_pre_ping=True)
        except (ModuleNotFoundError, NoSuchModuleError):
            raise StoreError(
                "PostgreSQL needs the package psycopg; run: pip install 'declaration-workbench[postgresql]'"
            ) from None
    _make_file(Path(url.database or ""))
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": 5})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turns what the database driver raises into one line about that database."""
    try:
        yield
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split()).rstrip(".")
        raise StoreError(f"{what} could not be used: {reason}.{_cure(reason)}") from error


def _cure(reason: str) -> str:
    if "locked" in reason:
        return " Another program is writing to it; try again."
    if "malformed" in reason or "not a database" in reason:
        return " It is damaged; put back a backup, or move the file away to start with an empty one."
    return ""


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The journal beside it takes the same rights from it.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be opened: {error.strerror}; choose another file or mend its folder."
        ) from error


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    # First of all the time to wait, which the change of journal needs already.
    for setting in (
        "busy_timeout=5000",
        f"journal_mode={journal_mode()}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin(connection: Connection) -> None:
    options: Any = connection.get_execution_options()
    # A write takes its lock at once: a read that becomes a write cannot wait, and fails as 'locked'.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("write") else "BEGIN")
