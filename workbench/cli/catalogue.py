"""`workbench catalogue`: what a catalogue holds. `workbench new`: a draft file from a preset."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from workbench.cli.parsing import CallError, Commands, command
from workbench.cli.shared import catalogue_folder, print_json, refuse_target, write_out
from workbench.drafting import new_draft
from workbench.errors import visible
from workbench.files.catalogues import load_catalogue, load_preset, presets
from workbench.files.drafts import load_draft
from workbench.files.written import dump_draft

EMPTY = "empty"


def add(commands: Commands) -> None:
    """Adds the commands on catalogues."""
    figures = command(commands, "catalogue", _catalogue, "says what the catalogue holds", "workbench catalogue --json")
    figures.add_argument("--catalogue", default="", metavar="DIR", help="a catalogue folder")
    figures.add_argument("--json", action="store_true", help="one JSON value")
    new = command(
        commands,
        "new",
        _new,
        "writes a new draft file from a preset",
        "workbench new draft.yaml --preset people-centred --title 'Draft declaration on solidarity'",
    )
    new.add_argument("file", nargs="?", metavar="FILE", help="the draft file to write; - for standard output")
    new.add_argument("--preset", default="", metavar="NAME", help=f"the preset to start from, or '{EMPTY}'")
    new.add_argument("--title", default="", metavar="T", help="the title of the declaration")
    new.add_argument("--catalogue", default="", metavar="DIR", help="a catalogue folder")
    new.add_argument("--list", action="store_true", help="print the presets, one a line, the name first")
    new.add_argument("--force", action="store_true", help="overwrite FILE")


def _catalogue(arguments: argparse.Namespace) -> int:
    catalogue = load_catalogue(catalogue_folder(arguments.catalogue))
    figures = catalogue.figures()
    if arguments.json:
        print_json(figures)
        return 0
    print(visible(catalogue.title))
    for name, count in figures.items():
        if isinstance(count, int):
            print(f"{count:6} {name.replace('_', ' ')}")
    return 0


def _new(arguments: argparse.Namespace) -> int:
    folder = catalogue_folder(arguments.catalogue)
    if arguments.list:
        for name, path in presets(folder):
            print(f"{name}  {visible(load_draft(path).title)}")
        return 0
    if not arguments.file or not arguments.preset:
        known = ", ".join([EMPTY, *(name for name, _ in presets(folder))])
        raise CallError(f"name a file and a preset: workbench new FILE --preset NAME; presets: {known}")
    refuse_target(arguments.file)
    target = Path(arguments.file)
    if arguments.file != "-" and target.exists() and not arguments.force:
        raise CallError(f"{target}: is there already; choose another name, or overwrite it with --force")
    if arguments.preset == EMPTY:
        draft = new_draft(load_catalogue(folder), arguments.title or "Draft declaration")
    else:
        draft = load_preset(folder, arguments.preset)
    if arguments.title:
        draft = replace(draft, title=arguments.title)
    write_out(arguments.file, dump_draft(draft).encode())
    return 0
