"""How commands are declared: their parser, their help and the options that several of them have.

Nothing heavy is imported here, for this is read before it is known which command is called.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from workbench.errors import WorkbenchError

Commands = Any  # argparse gives the type of add_subparsers() no public name.


class CallError(WorkbenchError):
    """A call that can't be carried out as it stands; says what to do instead."""


class Parser(argparse.ArgumentParser):
    """A parser that refuses in one line, as everything here does."""

    def error(self, message: str) -> NoReturn:
        """Refuses the call."""
        raise CallError(f"{message}; see {self.prog} --help")


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
