"""Brings a database to the tables of this version, or says why it stays untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from workbench.store.answers import StoreError

#: The newest step in `migrations/versions`.
LATEST = "0002"
_STEPS = Path(__file__).with_name("migrations")
# Any number, the same in all programs that may migrate one PostgreSQL database.
_LOCK = 7_130_522


def examine(path: Path) -> None:
    """Refuses a file that is damaged, newer than this version or no database of ours; changes nothing in it."""
    if not path.exists() or path.stat().st_size == 0:
        return
    try:
        with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            version = (
                _only(connection.execute("SELECT version_num FROM alembic_version").fetchall())
                if ("alembic_version" in tables)
                else ""
            )
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise StoreError(f"The database {path} is in use by another program; try again.") from error
        fault = str(error)
    if fault != "ok":
        raise StoreError(
            f"The database {path} is damaged ({' '.join(fault.split())}); "
            "put back a backup, or move the file away to start with an empty one."
        )
    if tables and not version:
        raise StoreError(f"{path} is a database of another program; choose another file.")
    _refuse_newer(str(path), version)


def migrate(engine: Engine, writer: Engine, where: str) -> None:
    """Brings the tables to this version; of several programs that start at once, one does it and the others wait."""
    with engine.begin() as connection:
        version = _version(connection)
    _refuse_newer(where, version)
    if version == LATEST:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    with writer.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        # Another program may have been faster, and newer.
        _refuse_newer(where, _version(connection))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return _only(connection.execute(text("SELECT version_num FROM alembic_version")).all())


def _only(rows: object) -> str:
    return next((str(row[0]) for row in rows), "")  # type: ignore[attr-defined]


def _refuse_newer(where: str, version: str) -> None:
    known = {path.name[1:5] for path in (_STEPS / "versions").glob("m[0-9]*.py")}
    if version and version not in known:
        raise StoreError(
            f"The database {where} was written by a newer version of the workbench (its tables are {version}, "
            f"this one knows {LATEST}); update the workbench."
        )
