"""`workbench template check`: faults of a Word style or a layout, with the place."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbench.cli.parsing import Commands, command
from workbench.writers.template_check import check_template


def add(commands: Commands) -> None:
    """Adds the command on templates."""
    parser = command(
        commands,
        "template",
        _template,
        "finds the faults of a Word style or a layout, with the place",
        "workbench template check our-style.docx",
    )
    parser.add_argument("does", choices=["check"], help="check: look the file through")
    parser.add_argument("file", metavar="FILE", help="a style (.docx) or a layout (.xml.j2)")


def _template(arguments: argparse.Namespace) -> int:
    faults = check_template(Path(arguments.file))
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{arguments.file}: no fault found")
    return 1 if faults else 0
