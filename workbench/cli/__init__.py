"""The command line: for scripts, checks and people who live in a terminal (a contract, see the README).

Each module of this package adds its commands to the parser with `add(commands)`.
Exit codes: 0 done and nothing wrong found, 1 done and something found, 2 the input or the call can't be used.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from workbench.cli import catalogue, checking, comparing, keeping, rendering, serving, templates
from workbench.cli.shared import Parser
from workbench.errors import FileFaults, WorkbenchError, visible

_MODULES = (serving, catalogue, rendering, comparing, checking, keeping, templates)

_LONGEST_LINE = 2000


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = parser().parse_args(words or ["app"])
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except FileFaults as error:
        return _refused(*map(str, error.faults))
    except WorkbenchError as error:
        return _refused(str(error))
    except BrokenPipeError:
        # Whoever reads has read enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f"{visible(str(error.filename))}: " if error.filename else ""
        return _refused(f"{place}{error.strerror or error}")
    except UnicodeEncodeError as error:
        return _refused(f"'{error.object[error.start : error.end]}' cannot be written as {error.encoding.upper()} text")
    except KeyboardInterrupt:
        return 130
    return code


def _refused(*lines: str) -> int:
    """Says on standard error what cannot be used, each in one line whatever was typed into it."""
    for line in lines:
        print(f"workbench: {visible(line, _LONGEST_LINE)}", file=sys.stderr)
    return 2


def parser() -> Parser:
    """The parser of all commands that there are."""
    out = Parser(
        prog="workbench",
        description="Drafts intergovernmental or other soft-law declarations. Without a command: opens in the browser.",
    )
    commands = out.add_subparsers(metavar="COMMAND", required=True)
    for module in _MODULES:
        module.add(commands)
    return out
