"""`workbench read` and `source`: reports, resolutions and treaties as numbered paragraphs, and as sources to cite."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workbench.cli.parsing import CallError, Commands, command, with_catalogue_option, with_store_options
from workbench.cli.shared import catalogue_folder, has_store, open_database, print_json, refuse_target, write_out
from workbench.errors import visible
from workbench.files.carried import dump_source
from workbench.files.catalogues import load_catalogue
from workbench.proposals import Source
from workbench.readers.sources import Recognised, as_source, read_source
from workbench.sources import cited_numbers, cites, id_for, incoming


def add(commands: Commands) -> None:
    """Adds the commands on sources."""
    parser = command(
        commands,
        "read",
        _read,
        "reads a report into numbered paragraphs",
        "workbench read A_HRC_21_44_Add.1.pdf -o a-hrc-21-44-add-1.yaml",
    )
    parser.add_argument("file", metavar="FILE", help="a .docx, .pdf, .md or text file")
    parser.add_argument(
        "-o", "--output", default="", metavar="FILE", help="a source file (.yaml); - for standard output"
    )
    parser.add_argument("--json", action="store_true", help="print the paragraphs as JSON")
    parser = command(
        commands,
        "source",
        _source,
        "keeps a report as a source to cite, lists the kept ones, or takes one away",
        "workbench source add report.docx --symbol A/HRC/15/32 --title 'Report of the independent expert'",
    )
    parser.add_argument("does", choices=["add", "list", "remove"], help="add a FILE, list the sources, or remove an ID")
    parser.add_argument("what", nargs="?", default="", metavar="FILE or ID", help="what to add, or to remove")
    for name in ("symbol", "title", "body", "date"):
        parser.add_argument(f"--{name}", default=None, metavar="TEXT", help=f"its {name}, if the file does not say it")
    parser.add_argument("--json", action="store_true", help="list as JSON")
    with_catalogue_option(parser)
    with_store_options(parser)


def _read(arguments: argparse.Namespace) -> int:
    if arguments.output:
        refuse_target(arguments.output, arguments.file)
    found = _recognised(arguments.file)
    source = as_source(found, id=Path(arguments.file).stem, symbol=found.symbol, title=found.title or "Untitled")
    if arguments.output:
        write_out(arguments.output, dump_source(source).encode())
    if arguments.json:
        print_json(
            {
                "symbol": source.symbol,
                "title": source.title,
                "language": source.language,
                "paragraphs": [
                    {"number": p.number, "section": list(p.section), "text": p.text, "footnotes": list(p.footnotes)}
                    for p in source.paragraphs
                ],
            }
        )
    elif not arguments.output:
        for paragraph in source.paragraphs:
            print(f"{paragraph.number}. {visible(paragraph.text, 100)}")
    return 0


def _recognised(name: str) -> Recognised:
    path = Path(name)
    found = read_source(path.read_bytes(), path.name)
    for notice in found.notices:
        print(f"workbench: {visible(path.name, 60)}: {notice}", file=sys.stderr)
    return found


def _source(arguments: argparse.Namespace) -> int:
    if arguments.does == "list":
        return _list(arguments)
    if not arguments.what:
        raise CallError("name a file to add" if arguments.does == "add" else "name the id of a source; see source list")
    return _add(arguments) if arguments.does == "add" else _remove(arguments)


def _add(arguments: argparse.Namespace) -> int:
    found = _recognised(arguments.what)
    told = {
        name: given if (given := getattr(arguments, name)) is not None else getattr(found, name)
        for name in ("symbol", "title", "body", "date")
    }
    if not told["title"].strip():
        raise CallError("the file does not say what it is called; give it a --title")
    catalogue = load_catalogue(catalogue_folder(arguments.catalogue))
    store = open_database(arguments)
    try:
        loaded = {source.id: source for source in store.sources()}
        all_known = (*catalogue.sources, *(source for id, source in loaded.items() if id not in catalogue.source))
        id = id_for(told["symbol"], told["title"], all_known)
        cited = [n for line in store.drafts() for n in cited_numbers(store.head(line.id).draft, id)]
        source, change = incoming(
            as_source(found, id=id, **told),
            counted=found.counted,
            known=catalogue.source.get(id),
            before=loaded.get(id),
            cited=cited,
        )
        store.put_source(source, file=Path(arguments.what).name, author="command line", at=_now())
    finally:
        store.close()
    print(f"{id}  {_many(source)}" + (f"; changed: {change}" if change is not None else ""))
    return 0


def _list(arguments: argparse.Namespace) -> int:
    listed: tuple[Source, ...] = ()
    if has_store(arguments):
        store = open_database(arguments)
        try:
            listed = store.sources()
        finally:
            store.close()
    if arguments.json:
        print_json([_plain(source) for source in listed])
        return 0
    for source in listed:
        print(f"{source.id}  {visible(source.symbol or source.title)}  {_many(source)}")
    return 0


def _many(source: Source) -> str:
    many = len(source.paragraphs)
    return f"{many} {source.unit.lower()}{'s' * (many != 1)}"


def _plain(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "symbol": source.symbol,
        "title": source.title,
        "unit": source.unit,
        "paragraphs": len(source.paragraphs),
    }


def _remove(arguments: argparse.Namespace) -> int:
    if not has_store(arguments):
        raise CallError(f"{visible(arguments.what, 60)}: there is no such source; see workbench source list")
    catalogue = load_catalogue(catalogue_folder(arguments.catalogue))
    store = open_database(arguments)
    try:
        if store.source(arguments.what) is None:
            raise CallError(f"{visible(arguments.what, 60)}: there is no such source; see workbench source list")
        known = catalogue.source.get(arguments.what)
        there = {paragraph.number for paragraph in known.paragraphs} if known else set()
        for line in store.drafts():
            draft = store.head(line.id).draft
            if cites(draft, arguments.what) and not (known and there.issuperset(cited_numbers(draft, arguments.what))):
                cited = visible(line.title, 60)
                raise CallError(
                    f"{arguments.what} is cited in the draft '{cited}'; remove those supporting paragraphs first"
                )
        store.remove_source(arguments.what, at=_now())
    finally:
        store.close()
    return 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
