"""The catalogues that are shipped, kept between runs once they were read: as Python keeps its modules.

Reading a catalogue parses some two hundred files and looks for faults in each, which takes longer than printing a
draft. What is kept of a folder is told apart as Python tells its modules: by the sizes and times of its files, and
of the modules that read them.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import workbench
from workbench.catalogue import Catalogue
from workbench.places import elements_folder, kept_folder, write_whole

_SIGN = hashlib.sha256().digest_size


def kept_catalogue(folder: Path, read: Callable[[], Catalogue]) -> Catalogue:
    """What `read` gives of a catalogue's folder, or gave when its files were last read; faults are found each time."""
    folder = folder.resolve()
    place = kept_folder() if folder.parent == elements_folder().resolve() else None
    if place is None:
        return read()
    file = place / f"catalogue-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]}"
    try:
        sign = _sign_of(folder)
    except OSError:  # whoever reads the files says of which
        return read()
    with suppress(Exception):  # a damaged file may fail in any way, and is as good as none
        kept = file.read_bytes()
        if kept[:_SIGN] == sign:
            found = pickle.loads(memoryview(kept)[_SIGN:])  # noqa: S301 - the folder is the user's alone
            if isinstance(found, Catalogue):
                return found
    catalogue = read()
    with suppress(OSError):
        write_whole(file, sign + pickle.dumps(catalogue, pickle.HIGHEST_PROTOCOL))
    return catalogue


def _sign_of(folder: Path) -> bytes:
    """What changes with any file of a catalogue, or with the program that reads it."""
    readers = Path(workbench.__file__).parent
    stamps = [sys.version, *sorted(_stamps(folder, ".yaml", ".yml"))]
    stamps += sorted((*_stamps(readers / "files", ".py"), *_stamps(readers / "wording", ".py")))
    stamps += [_stamp(str(readers / name)) for name in ("catalogue.py", "model.py", "proposals.py")]
    return hashlib.sha256("\n".join(stamps).encode("utf-8", "surrogateescape")).digest()


def _stamps(folder: Path | str, *endings: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path, *endings)
            elif entry.name.endswith(endings):
                yield _stamp(entry.path)


def _stamp(path: str) -> str:
    found = os.stat(path)  # noqa: PTH116 - there are hundreds
    return f"{path} {found.st_size} {found.st_mtime_ns}"
