"""The command line: for scripts, checks and people who live in a terminal (a contract, see the README).

Each module of this package adds its commands to the parser with `add(commands)`.
Exit codes: 0 done and nothing wrong found, 1 done and something found, 2 the input or the call can't be used.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from workbench.cli import catalogue, checking, keeping, rendering, serving
from workbench.errors import FileFaults, WorkbenchError

_MODULES = (serving, catalogue, rendering, checking, keeping)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    arguments = parser().parse_args(words or ["app"])
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except FileFaults as error:
        print(*(f"workbench: {fault}" for fault in error.faults), sep="\n", file=sys.stderr)
        return 2
    except WorkbenchError as error:
        print(f"workbench: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever reads has read enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"workbench: {place}{error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of all commands that there are."""
    out = argparse.ArgumentParser(
        prog="workbench",
        description="Drafts intergovernmental or other soft-law declarations. Without a command: opens in the browser.",
    )
    commands = out.add_subparsers(metavar="COMMAND", required=True)
    for module in _MODULES:
        module.add(commands)
    return out
