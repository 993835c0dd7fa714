"""What several commands share: options, finding drafts and catalogues, and writing the answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.catalogue import Catalogue
from workbench.errors import WorkbenchError
from workbench.files import load_catalogue, load_draft
from workbench.model import Draft
from workbench.places import data_folder, database_url, elements_folder

if TYPE_CHECKING:
    from workbench.store import Store

DEFAULT_CATALOGUE = "international-solidarity"

Commands = Any  # argparse gives the type of add_subparsers() no public name.


class CallError(WorkbenchError):
    """A call that can't be carried out as it stands; says what to do instead."""


def command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], help: str, example: str
) -> argparse.ArgumentParser:
    """A command with its help and an example."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        description=help[0].upper() + help[1:] + ".",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def with_store_options(parser: argparse.ArgumentParser) -> None:
    """The options that say where drafts and sources live."""
    parser.add_argument("--data", default="", metavar="FOLDER", help="the data folder (or WORKBENCH_DATA)")
    parser.add_argument("--database", default="", metavar="URL", help="another database (or WORKBENCH_DATABASE_URL)")


def with_catalogue_option(parser: argparse.ArgumentParser) -> None:
    """The option that names another catalogue."""
    parser.add_argument(
        "--catalogue", default="", metavar="DIR", help="a catalogue folder (else the one that the draft names)"
    )


def catalogue_folder(name: str) -> Path:
    """The folder of a catalogue, given as a folder or as the name of one that is shipped."""
    shipped = elements_folder() / (name or DEFAULT_CATALOGUE)
    return (
        shipped
        if name.replace("-", "").isalnum() and shipped.is_dir() and not Path(name).is_dir()
        else Path(name or shipped)
    )


def catalogue_of(draft: Draft, given: str = "") -> Catalogue | None:
    """The catalogue that is given, or the one that the draft names; None if it names none."""
    if given:
        return load_catalogue(catalogue_folder(given))
    if not draft.catalogue:
        return None
    folder = elements_folder() / draft.catalogue
    if not folder.is_dir():
        raise CallError(
            f"the draft names the catalogue '{draft.catalogue}', which is not here; give it with --catalogue DIR"
        )
    return load_catalogue(folder)


def open_database(arguments: argparse.Namespace) -> Store:
    """The store that the options name; its folder is made if missing."""
    from workbench.store import open_store

    folder = data_folder(arguments.data)
    url = database_url(arguments.database, folder)
    if not arguments.database and url.startswith("sqlite"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return open_store(url)


def find_draft(arguments: argparse.Namespace, name: str, revision: int = 0) -> tuple[Draft, str, int]:
    """A draft by file or by its title or id in the store: (draft, its id or nothing, its revision or 0)."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        if revision:
            raise CallError(f"{name}: a draft file has no revisions; name a draft in the store")
        return load_draft(path), "", 0
    store = open_database(arguments)
    try:
        found = [line for line in store.drafts() if name in (line.id, line.title)]
        if not found:
            raise CallError(f"{name}: no such file, and no draft of that name in the store")
        if len(found) > 1:
            ids = ", ".join(line.id for line in found)
            raise CallError(f"{name}: several drafts have this title; name one by its id: {ids}")
        kept = store.revision(found[0].id, revision) if revision else store.head(found[0].id)
        return kept.draft, found[0].id, kept.number
    finally:
        store.close()


def write_out(target: str, data: bytes) -> None:
    """Writes to a file, or to standard output for '-'; the folder must be there."""
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if not path.parent.is_dir():
        raise CallError(f"{target}: the folder {path.parent} does not exist; make it first")
    if path.is_dir():
        raise CallError(f"{target}: is a folder; name a file in it")
    path.write_bytes(data)


def print_json(value: object) -> None:
    """One JSON value on standard output, and nothing else."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
