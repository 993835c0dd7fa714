"""What several commands share: finding drafts and catalogues, and writing the answer."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbench.cli.parsing import CallError
from workbench.errors import visible
from workbench.files.drafts import load_sourced
from workbench.model import Draft
from workbench.places import data_folder, database_url, elements_folder, is_file, is_folder, write_whole

if TYPE_CHECKING:
    from workbench.catalogue import Catalogue
    from workbench.proposals import Source
    from workbench.store import Store

DEFAULT_CATALOGUE = "international-solidarity"

#: So much of the name of a file is said, so that what is wrong with it is still read.
_LONGEST_NAME = 200

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def catalogue_folder(name: str) -> Path:
    """The folder of a catalogue, given as a folder or as the name of one that is shipped."""
    if not name or (_NAME.fullmatch(name) and not is_folder(Path(name))):
        shipped = elements_folder() / (name or DEFAULT_CATALOGUE)
        if shipped.is_dir():
            return shipped
    if not is_folder(Path(name)):
        known = ", ".join(sorted(path.parent.name for path in elements_folder().glob("*/catalogue.yaml")))
        raise CallError(f"{visible(name)}: there is no such catalogue folder; those that come along are: {known}")
    return Path(name)


def catalogue_of(draft: Draft, given: str = "", sources: Sequence[Source] = ()) -> Catalogue | None:
    """The catalogue that is given, or the one that the draft names, with these sources; None if there is neither."""
    if not sources:
        return _catalogue_of(draft, given)
    from workbench.catalogue import Catalogue
    from workbench.sources import with_sources

    return with_sources(_catalogue_of(draft, given) or Catalogue(id="", title=""), sources)


def _catalogue_of(draft: Draft, given: str) -> Catalogue | None:
    if not given and not draft.catalogue:
        return None
    from workbench.files.catalogues import load_catalogue  # not for a draft without one

    if given:
        return load_catalogue(catalogue_folder(given))
    # A draft may come from anywhere: it names a catalogue, never a path.
    folder = elements_folder() / draft.catalogue
    if not _NAME.fullmatch(draft.catalogue) or not folder.is_dir():
        named = visible(draft.catalogue, 60)
        raise CallError(f"the draft names the catalogue '{named}', which is not here; give it with --catalogue DIR")
    return load_catalogue(folder)


def sources_apart(found: Found) -> tuple[Source, ...]:
    """Of the sources that were loaded, those that the catalogue of the draft does not have."""
    if not found.id or not found.sources:
        return found.sources
    try:
        catalogue = _catalogue_of(found.draft, "")
    except CallError:  # a catalogue that is not here: whoever opens the file may not have it either
        catalogue = None
    return tuple(source for source in found.sources if catalogue is None or source.id not in catalogue.source)


def open_database(arguments: argparse.Namespace) -> Store:
    """The store that the options name; its folder is made if missing."""
    from workbench.store import open_store

    folder = data_folder(arguments.data)
    url = database_url(arguments.database, folder)
    if not arguments.database and url.startswith("sqlite"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return open_store(url)


def has_store(arguments: argparse.Namespace) -> bool:
    """Whether drafts have been kept; to look for one makes no new database."""
    url = database_url(arguments.database, data_folder(arguments.data))
    file = url.removeprefix("sqlite:///")
    return file == url or Path(file).exists()


class Found(NamedTuple):
    """A draft with its id and revision in the store, if it is there, and the sources that were loaded for it."""

    draft: Draft
    id: str = ""
    revision: int = 0
    sources: tuple[Source, ...] = ()


def find_draft(arguments: argparse.Namespace, name: str, revision: int = 0) -> Found:
    """A draft by file or by its title or id in the store."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or is_file(path):
        if revision:
            raise CallError(f"{name}: a draft file has no versions; name a draft in the store")
        draft, sources = load_sourced(path)
        return Found(draft, sources=sources)
    if not has_store(arguments):
        raise CallError(f"{name}: no such file, and no draft of that name in the store")
    store = open_database(arguments)
    try:
        found = [line for line in store.drafts() if name in (line.id, line.title)]
        if not found:
            raise CallError(f"{name}: no such file, and no draft of that name in the store")
        if len(found) > 1:
            ids = ", ".join(line.id for line in found)
            raise CallError(f"{name}: several drafts have this title; name one by its id: {ids}")
        kept = store.revision(found[0].id, revision) if revision else store.head(found[0].id)
        return Found(kept.draft, found[0].id, kept.number, store.sources())
    finally:
        store.close()


def refuse_target(target: str, *read: str) -> None:
    """Refuses what cannot be written to, before any work is done for it; `read` is what the call itself reads."""
    path, said = Path(target), visible(target, _LONGEST_NAME)
    if target == "-":
        return
    if not target or "\0" in target:
        raise CallError(f"'{said}' is no name of a file")
    if not is_folder(path.parent):
        raise CallError(f"{said}: the folder {visible(str(path.parent), _LONGEST_NAME)} does not exist; make it first")
    if is_folder(path) or target.endswith(("/", os.sep)):
        raise CallError(f"{said}: is a folder; name a file in it")
    if any(_is_same(path, Path(name)) for name in read if name):
        raise CallError(f"{said}: is read here, and would be lost; name another file")


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one of them is no file
        return False


def write_out(target: str, data: bytes) -> None:
    """Writes to a file, or to standard output for '-'; the folder must be there."""
    refuse_target(target)
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        write_whole(Path(target), data)
    except OSError as error:
        raise CallError(f"{visible(target, _LONGEST_NAME)}: cannot be written: {error.strerror or error}") from error


def print_json(value: object) -> None:
    """One JSON value on standard output, and nothing else."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
