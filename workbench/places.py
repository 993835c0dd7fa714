"""Where things are: the templates and elements that are shipped, and the drafter's own data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "declaration-workbench"
_HERE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _HERE / "content" / name
    return inside if inside.is_dir() else _HERE.parent / name


def elements_folder() -> Path:
    """The folder of the catalogues that are shipped, one folder each."""
    return _shipped("elements")


def templates_folder() -> Path:
    """The folder of layouts, Word styles and preview looks."""
    return _shipped("templates")


def data_folder(given: str = "") -> Path:
    """The folder of drafts and sources: as given, or `WORKBENCH_DATA`, or the user's own data folder."""
    named = given or os.environ.get("WORKBENCH_DATA", "")
    if named:
        return Path(named)
    import platformdirs  # not by every command

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def compiled_folder() -> Path | None:
    """The folder of compiled layouts, which may go at any time; None where Python is told to keep nothing compiled."""
    if sys.dont_write_bytecode:
        return None
    if sys.pycache_prefix:
        return Path(sys.pycache_prefix) / _NAME
    import platformdirs

    return Path(platformdirs.user_cache_dir(_NAME, appauthor=False))


def database_url(given: str = "", data: Path | None = None) -> str:
    """The database: as given, or `WORKBENCH_DATABASE_URL`, or a SQLite file in the data folder."""
    named = given or os.environ.get("WORKBENCH_DATABASE_URL", "")
    return named or f"sqlite:///{(data or data_folder()) / 'workbench.db'}"
