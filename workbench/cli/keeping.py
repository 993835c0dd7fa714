"""`workbench import`, `export`, `backup`, `restore`: between draft files, the store and copies of the store."""

from __future__ import annotations

import argparse
import secrets
from datetime import UTC, datetime
from pathlib import Path

from workbench.cli.parsing import CallError, Commands, command, with_store_options
from workbench.cli.shared import find_draft, has_store, open_database, refuse_target, sources_apart, write_out
from workbench.errors import visible
from workbench.files.drafts import load_sourced
from workbench.files.written import dump_draft


def add(commands: Commands) -> None:
    """Adds the commands that keep drafts."""
    parser = command(
        commands, "import", _import, "puts a draft file into the store as a new draft", "workbench import draft.yaml"
    )
    parser.add_argument("file", metavar="FILE", help="a draft file")
    with_store_options(parser)
    parser = command(
        commands, "export", _export, "writes a draft of the store to a file", "workbench export 'My draft' -o my.yaml"
    )
    parser.add_argument("draft", metavar="DRAFT", help="the title or id of a draft in the store, or a draft file")
    parser.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="the file to write; - for standard output"
    )
    with_store_options(parser)
    parser = command(
        commands,
        "backup",
        _backup,
        "copies the whole store to a file, while the app runs",
        "workbench backup monday.db",
    )
    parser.add_argument("file", metavar="FILE", help="the copy to write")
    with_store_options(parser)
    parser = command(
        commands,
        "restore",
        _restore,
        "puts a copy of the store in the place of the store",
        "workbench restore monday.db",
    )
    parser.add_argument("file", metavar="FILE", help="a copy that backup wrote")
    with_store_options(parser)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _import(arguments: argparse.Namespace) -> int:
    draft, sources = load_sourced(Path(arguments.file))
    store = open_database(arguments)
    try:
        id = f"d{secrets.token_hex(6)}"
        store.create(
            draft, author="command line", at=_now(), why=f"imported from {Path(arguments.file).name}", draft_id=id
        )
        store.add_sources(sources, file=Path(arguments.file).name, author="command line", at=_now())
    finally:
        store.close()
    print(f"{id}  {visible(draft.title)}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    refuse_target(arguments.output)
    found = find_draft(arguments, arguments.draft)
    write_out(arguments.output, dump_draft(found.draft, sources_apart(found)).encode())
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    if not has_store(arguments):
        raise CallError("there is nothing to copy: no drafts are kept here yet")
    store = open_database(arguments)
    try:
        store.backup(Path(arguments.file))
    finally:
        store.close()
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    if not Path(arguments.file).is_file():
        raise CallError(f"{arguments.file}: there is no such file; name one that backup wrote")
    store = open_database(arguments)
    try:
        store.restore(Path(arguments.file), at=_now())
    finally:
        store.close()
    return 0
