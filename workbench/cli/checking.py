"""`workbench check`: what a draft or a catalogue still needs. `workbench coverage`: what of the sources it uses."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench.checks import check, rules, titles
from workbench.checks.catalogues import check_catalogue
from workbench.cli.parsing import CallError, Commands, command, with_store_options
from workbench.cli.shared import catalogue_folder, catalogue_of, find_draft, print_json, write_out
from workbench.coverage import Coverage, coverage, rows
from workbench.errors import FileFaults
from workbench.files.catalogues import load_catalogue
from workbench.findings import Finding, Severity
from workbench.tables import csv_text, xlsx_bytes


def add(commands: Commands) -> None:
    """Adds the commands that examine."""
    checking = command(
        commands, "check", _check, "says what a draft or a catalogue still needs", "workbench check draft.yaml"
    )
    checking.add_argument("draft", nargs="?", default="", metavar="DRAFT", help="a draft file, or a draft in the store")
    checking.add_argument("--catalogue", default="", metavar="DIR", help="a catalogue folder; alone: check it")
    checking.add_argument("--json", action="store_true", help="one JSON value")
    checking.add_argument("--rule", action="append", default=[], metavar="ID", help="only this rule (several times)")
    checking.add_argument("--list", action="store_true", help="print the rules")
    checking.add_argument(
        "--layout", default="", metavar="NAME", help="the layout to check for; declaration: nothing may be open"
    )
    with_store_options(checking)
    covering = command(
        commands,
        "coverage",
        _coverage,
        "says what of the sources a draft uses",
        "workbench coverage draft.yaml -o coverage.xlsx",
    )
    covering.add_argument("draft", metavar="DRAFT", help="a draft file, or a draft in the store")
    covering.add_argument("-o", "--output", default="", metavar="FILE", help=".xlsx for all tables, .csv for one")
    covering.add_argument("--table", default="views", metavar="NAME", help="the table for .csv (views)")
    covering.add_argument("--json", action="store_true", help="one JSON value")
    covering.add_argument("--catalogue", default="", metavar="DIR", help="a catalogue folder")
    with_store_options(covering)


def _check(arguments: argparse.Namespace) -> int:
    if arguments.list:
        return _list_rules(arguments.json)
    known = {rule.id for rule in rules()}
    wanted = [rule.upper() for rule in arguments.rule]
    for rule in wanted:
        if rule not in known:
            raise CallError(f"{rule}: there is no such rule; see workbench check --list")
    if not arguments.draft:
        if not arguments.catalogue:
            raise CallError("name a draft, or a catalogue with --catalogue DIR")
        found = [f for f in _catalogue_findings(arguments.catalogue) if not wanted or f.rule in wanted]
        return _report(found, {}, arguments.json)
    clean = _is_clean(arguments.layout)
    draft, _, _, sources = find_draft(arguments, arguments.draft)
    catalogue = catalogue_of(draft, arguments.catalogue, sources)
    findings = check(draft, catalogue, clean=clean, rules=wanted)
    return _report(findings, titles(draft, catalogue), arguments.json)


def _is_clean(layout: str) -> bool:
    """Whether a layout prints finished text only; refuses one that there is not."""
    if not layout:
        return False
    from workbench.writers.layout import find_layout  # few ask for one

    return find_layout(layout).info.open_choices == "refused"


def _list_rules(as_json: bool) -> int:
    if as_json:
        print_json([{"rule": rule.id, "severity": str(rule.severity), "title": rule.title} for rule in rules()])
        return 0
    for rule in rules():
        print(f"{rule.id}  {rule.severity:7}  {rule.title}")
    return 0


def _catalogue_findings(name: str) -> Iterable[Finding]:
    folder = catalogue_folder(name)
    if not folder.is_dir():
        raise CallError(f"{name}: no such catalogue folder")
    try:
        return check_catalogue(load_catalogue(folder))
    except FileFaults as error:
        return [
            Finding(rule="C00", severity=Severity.ERROR, where=fault.where, message=fault.what)
            for fault in error.faults
        ]


def _report(findings: Iterable[Finding], names: Mapping[str, str], as_json: bool) -> int:
    listed = tuple(findings)
    if as_json:
        print_json([_plain(finding) for finding in listed])
    else:
        for finding in listed:
            print(_line(finding, names))
        print(_summary(listed))
    return 1 if any(finding.severity is Severity.ERROR for finding in listed) else 0


def _plain(finding: Finding) -> dict[str, str]:
    plain = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "where": finding.where,
        "message": finding.message,
        "fix": finding.fix,
    }
    return plain | ({"other": finding.other} if finding.other else {})


def _line(finding: Finding, names: Mapping[str, str]) -> str:
    name = names.get(finding.where, finding.where)
    # A message that begins with its place does not have it said twice.
    told = not name or finding.message.lower().startswith(name.lower())
    place = "" if told else f"{name[0].upper()}{name[1:]}: " if finding.where in names else f"{name}: "
    return f"{finding.severity:7}  {finding.rule}  {place}{finding.message} {finding.fix}".rstrip()


def _summary(findings: tuple[Finding, ...]) -> str:
    counts = [
        f"{count} {severity}{'s' if count != 1 else ''}"
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in findings))
    ]
    return ", ".join(counts) if counts else "Nothing found."


def _coverage(arguments: argparse.Namespace) -> int:
    draft = find_draft(arguments, arguments.draft).draft
    catalogue = catalogue_of(draft, arguments.catalogue)
    if catalogue is None:
        raise CallError("the draft names no catalogue; give one with --catalogue DIR")
    figures = coverage(draft, catalogue)
    tables = rows(figures)
    if arguments.output:
        ending = Path(arguments.output).suffix.lower()
        if arguments.table not in tables:
            raise CallError(f"{arguments.table}: there is no such table; there are {', '.join(tables)}")
        if ending == ".xlsx":
            write_out(arguments.output, xlsx_bytes(tables))
        elif ending == ".csv" or arguments.output == "-":
            write_out(arguments.output, csv_text(tables[arguments.table]).encode())
        else:
            raise CallError(f"{arguments.output}: name a .csv or an .xlsx file")
        return 0
    if arguments.json:
        print_json(_figures(figures) | {name: list(table) for name, table in tables.items()})
        return 0
    _print(figures)
    return 0


def _figures(figures: Coverage) -> dict[str, object]:
    return {
        "used": figures.used,
        "unused": len(figures.views) - figures.used,
        "per_kind": {count.name: {"used": count.used, "unused": count.unused} for count in figures.kinds},
        "per_stance": {count.name: {"used": count.used, "unused": count.unused} for count in figures.stances},
    }


def _print(figures: Coverage) -> None:
    print(f"views       {figures.used} used, {len(figures.views) - figures.used} unused")
    for count in (*figures.kinds, *figures.stances):
        if count.used + count.unused:
            print(f"  {count.name:22} {count.used:4} used {count.unused:4} unused")
    touched = sum(1 for paragraph in figures.paragraphs if paragraph.used or paragraph.cited_in)
    print(f"paragraphs  {touched} of {len(figures.paragraphs)} used or cited")
    print(f"elements    {sum(1 for e in figures.elements if e.provisions)} of {len(figures.elements)} used")
    print(f"obligations {figures.positive} positive, {figures.negative} negative")
    print(f"support     {len(figures.unsupported)} provisions without any")
