"""`workbench compare`, `alternatives` and `collate`: what differs between drafts, formulations and texts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.bracketing import Collated, collated, text_of
from workbench.catalogue import Catalogue
from workbench.cli.parsing import CallError, Commands, command, with_catalogue_option, with_store_options
from workbench.cli.shared import catalogue_folder, catalogue_of, find_draft, print_json, refuse_target, write_out
from workbench.compare.drafts import Difference, differences
from workbench.compare.profile import rows as profile_rows
from workbench.compare.redline import redline
from workbench.compare.spoken import summary
from workbench.comparison import (
    Comparison,
    Wording,
    cited_by,
    compared,
    compared_texts,
    printed,
    profiles,
    redlined,
    tables,
)
from workbench.compose import compose, live_terms
from workbench.document import Document
from workbench.drafting import new_draft, option_of
from workbench.files.catalogues import load_catalogue
from workbench.model import Citation, Draft
from workbench.numbering import number
from workbench.proposals import Element
from workbench.readers.texts import as_document, read_text
from workbench.writers import write
from workbench.writers.comparisons import ENDINGS, write_comparison

_TEXTS = (".docx", ".txt", ".md", ".text")
_REDLINES = ("docx", "html", "md")


def add(commands: Commands) -> None:
    """Adds the commands that compare."""
    parser = command(
        commands,
        "compare",
        _compare,
        "says what changed from one draft or Word file to another, or writes a redline",
        "workbench compare old.yaml new.yaml -o changes.docx",
    )
    for name in ("old", "new"):
        parser.add_argument(
            name, metavar=name.upper(), help="a draft file, a draft in the store (NAME, NAME@VERSION), .docx or .txt"
        )
    parser.add_argument("-o", "--output", default="", metavar="FILE", help="a redline: .docx (tracked), .html or .md")
    parser.add_argument("--exit-code", action="store_true", help="1 if there are differences, as diff does")
    parser.add_argument("--json", action="store_true", help="one JSON value")
    parser.add_argument("--style", default="geneva", metavar="NAME", help="how a redline looks")
    with_catalogue_option(parser)
    with_store_options(parser)
    parser = command(
        commands,
        "alternatives",
        _alternatives,
        "sets the formulations of one element side by side, and collates them",
        "workbench alternatives rights-holder -o holders.docx",
    )
    parser.add_argument("element", metavar="ELEMENT", help="the id of an element of the catalogue")
    _with_outputs(parser)
    parser.add_argument("--catalogue", default="", metavar="DIR", help="a catalogue folder")
    parser = command(
        commands,
        "collate",
        _collate,
        "collates texts, one file each, into one bracketed text",
        "workbench collate a.txt b.txt c.docx -o -",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a .txt, .md or .docx")
    _with_outputs(parser)


def _with_outputs(parser: argparse.ArgumentParser) -> None:
    endings = " ".join(f".{ending}" for ending in ENDINGS)
    parser.add_argument("-o", "--output", default="", metavar="FILE", help=f"{endings}; - for the collated text")
    parser.add_argument("--json", action="store_true", help="one JSON value")


# --- two drafts or texts --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison: a draft with its catalogue, or a text."""

    text: Draft | Document
    catalogue: Catalogue | None = None

    @property
    def document(self) -> Document:
        return compose(self.text, self.catalogue) if isinstance(self.text, Draft) else self.text


def _compare(arguments: argparse.Namespace) -> int:
    format = _format(arguments.output, _REDLINES, "html", read=(arguments.old, arguments.new, arguments.style))
    old, new = _side(arguments, arguments.old), _side(arguments, arguments.new)
    if isinstance(old.text, Draft) and isinstance(new.text, Draft):
        found = differences(old.text, new.text)
    else:
        found = differences(old.document, new.document)
    if arguments.output:
        marked = number(redline(old.document, new.document))
        write_out(arguments.output, write(marked, format=format, layout="redline", style=arguments.style))
    if arguments.json:
        print_json([_plain(difference) for difference in found])
    elif arguments.output != "-":
        print(*summary(found), sep="\n")
    return 1 if arguments.exit_code and found else 0


def _side(arguments: argparse.Namespace, name: str) -> _Side:
    path = Path(name)
    if path.suffix.lower() in _TEXTS:
        return _Side(as_document(_text(path)))
    title, sign, revision = name.rpartition("@")
    if sign and revision.isdigit() and not path.exists():
        found = find_draft(arguments, title, int(revision))
    else:
        found = find_draft(arguments, name)
    return _Side(found.draft, catalogue_of(found.draft, arguments.catalogue, found.sources))


def _text(path: Path) -> Any:
    text = read_text(path.read_bytes(), path.name)
    for notice in text.notices:
        print(f"workbench: {text.name}: {notice}", file=sys.stderr)
    return text


def _plain(difference: Difference) -> dict[str, str]:
    return {
        "provision": difference.provision,
        "change": str(difference.happened),
        "old": difference.old,
        "new": difference.new,
        "old_place": difference.old_place,
        "new_place": difference.new_place,
        "nature": str(difference.nature),
    }


def _format(target: str, endings: Sequence[str], standard: str, *, read: Sequence[str] = ()) -> str:
    """The format that a target asks for; refuses one that cannot be written, before any work is done."""
    if not target:
        return ""
    refuse_target(target, *read)
    if target == "-":
        return standard
    ending = Path(target).suffix.removeprefix(".").lower()
    if ending not in endings:
        known = ", ".join(f".{each}" for each in endings)
        raise CallError(f"{target}: name a file that ends in {known}")
    return ending


# --- formulations and texts -----------------------------------------------------


def _alternatives(arguments: argparse.Namespace) -> int:
    format = _format(arguments.output, tuple(ENDINGS), "-")
    catalogue = load_catalogue(catalogue_folder(arguments.catalogue))
    element = catalogue.element.get(arguments.element)
    if element is None:
        raise CallError(f"{arguments.element}: the catalogue has no such element; see workbench catalogue --json")
    draft = new_draft(catalogue, catalogue.title)
    comparison = compared(element.title, _wordings(catalogue, element, draft), live_terms(draft, catalogue))
    return _report(arguments, comparison, format, cited_by(comparison.wordings, catalogue.source), element=element.id)


def _wordings(catalogue: Catalogue, element: Element, draft: Draft) -> list[Wording]:
    return [
        Wording(
            key=formulation.id,
            name=formulation.id,
            option=option_of(element, formulation, draft),
            views=tuple(catalogue.view[id] for id in formulation.rests_on if id in catalogue.view),
            cites=formulation.cites,
        )
        for formulation in element.formulations
    ]


def _collate(arguments: argparse.Namespace) -> int:
    format = _format(arguments.output, tuple(ENDINGS), "-", read=arguments.files)
    texts = [(Path(name).name, _text(Path(name)).plain) for name in arguments.files]
    return _report(arguments, compared_texts("Comparison", texts), format, {})


def _report(
    arguments: argparse.Namespace,
    comparison: Comparison,
    format: str,
    cited: Mapping[Citation, str],
    *,
    element: str = "",
) -> int:
    made = collated(comparison)
    if format and format != "-":
        write_out(arguments.output, write_comparison(comparison, made, format, cited=cited))
        return 0
    if arguments.json:
        print_json(_as_json(comparison, made, cited, element))
    elif format == "-":
        print(text_of(made))
    else:
        _print(comparison, made, cited)
    return 0


def _as_json(comparison: Comparison, made: Collated, cited: Mapping[Citation, str], element: str) -> dict[str, object]:
    plain: dict[str, object] = {"element": element} if element else {}
    return plain | {
        "title": comparison.title,
        "formulations": [
            {"letter": letter, "id": wording.name, "text": text}
            for letter, wording, text in zip(comparison.letters, comparison.wordings, comparison.texts, strict=True)
        ],
        "rows": [
            {
                "shared": row.shared,
                "cells": [{"text": printed(cell.text), "state": str(cell.state)} for cell in row.cells],
            }
            for table in tables(comparison)
            for row in table.rows
        ],
        "collated": text_of(made),
        "brackets": made.brackets,
        "substance": [
            {"feature": row.feature, "differs": row.differs, "values": list(row.values)}
            for row in profile_rows(profiles(comparison, cited))
        ],
    }


def _print(comparison: Comparison, made: Collated, cited: Mapping[Citation, str]) -> None:
    base = comparison.base
    for n, (letter, wording) in enumerate(zip(comparison.letters, comparison.wordings, strict=True)):
        print(f"{letter}  {wording.name}{'  (base)' if n == base else ''}")
        lines = (
            comparison.texts[n].split("\n")
            if n == base
            else [printed("".join(map(str, edits))) for edits in redlined(comparison, n) if edits]
        )
        print(*(f"   {line}" for line in lines), sep="\n", end="\n\n")
    print("Aligned")
    for table in tables(comparison):
        for row in table.rows:
            cells = " | ".join(printed(cell.text).strip() or "—" for cell in row.cells)
            print(f"   {'=' if row.shared else '≠'} {printed(row.cells[base].text).strip() if row.shared else cells}")
    print("\nCollated")
    print(*(f"   {line}" for line in text_of(made, attribution=True).split("\n")), sep="\n")
    print("\nWhere they differ in substance")
    for feature in profile_rows(profiles(comparison, cited)):
        if feature.differs:
            values = "; ".join(f"{letter}: {v}" for letter, v in zip(comparison.letters, feature.values, strict=True))
            print(f"   {feature.feature}: {values}")
