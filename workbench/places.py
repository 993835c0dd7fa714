"""Where things are: the templates and elements that are shipped, and the drafter's own data."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from pathlib import Path

_NAME = "declaration-workbench"
_HERE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _HERE / "content" / name
    return inside if inside.is_dir() else _HERE.parent / name


def is_file(path: Path) -> bool:
    """Whether there is a plain file of that name; a name that is none, such as one that is too long, names no file."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


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


def kept_folder() -> Path | None:
    """The folder of what is kept between runs, made if missing: compiled layouts, catalogues that were read.

    None where there can be no folder, or where it is not the user's alone, for what is there is run. What is in it
    may go at any time.
    """
    if sys.pycache_prefix:
        folder = Path(sys.pycache_prefix) / _NAME
    else:
        import platformdirs

        folder = Path(platformdirs.user_cache_dir(_NAME, appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_own(folder) else None
    except OSError:
        return None


def _is_own(folder: Path) -> bool:
    """Whether nobody else can put files there."""
    found = folder.lstat()
    if not hasattr(os, "getuid"):  # Windows, where the folder of a user is the user's
        return stat.S_ISDIR(found.st_mode)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def database_url(given: str = "", data: Path | None = None) -> str:
    """The database: as given, or `WORKBENCH_DATABASE_URL`, or a SQLite file in the data folder."""
    named = given or os.environ.get("WORKBENCH_DATABASE_URL", "")
    return named or f"sqlite:///{(data or data_folder()) / 'workbench.db'}"


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all: whoever reads sees the old or the new, and the old stays if that fails.

    What is no plain file, such as a device, is written to as it is. OSError where nothing can be written.
    """
    there = path.exists()
    if there and not path.is_file():
        path.write_bytes(data)
        return
    try:
        path = path.resolve()  # a link stays one
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    beside = path.with_name(f".workbench-{os.getpid()}-{threading.get_ident()}")
    try:
        beside.write_bytes(data)
        if there:
            beside.chmod(path.stat().st_mode & 0o7777)
        beside.replace(path)
    except PermissionError:
        if not there:
            raise
        path.write_bytes(data)  # the file may be written to, and its folder not
    finally:
        beside.unlink(missing_ok=True)
