"""The command line: for scripts, checks and people who live in a terminal (a contract, see the README).

Each module of this package adds its commands to the parser with `add(commands)`, and is imported when one of them
is called: a program that starts for every file that it writes should start fast.
Exit codes: 0 done and nothing wrong found, 1 done and something found, 2 the input or the call can't be used.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module

from workbench.cli.parsing import Parser
from workbench.errors import FileFaults, WorkbenchError, visible

#: The commands, in the order of the help, each with the module that adds it.
COMMANDS: Mapping[str, str] = {
    "app": "serving",
    "catalogue": "catalogue",
    "new": "catalogue",
    "render": "rendering",
    "compare": "comparing",
    "alternatives": "comparing",
    "collate": "comparing",
    "check": "checking",
    "coverage": "checking",
    "read": "sources",
    "source": "sources",
    "import": "keeping",
    "export": "keeping",
    "backup": "keeping",
    "restore": "keeping",
    "template": "templates",
}

_LONGEST_LINE = 2000
_YOUNG = 100_000


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command, that of the process if none is given; returns its exit code."""
    if argv is not None:
        return _run(list(argv) or ["app"])
    words = sys.argv[1:] or ["app"]
    # A process that ends soon looks for garbage rarely, and takes nothing apart at its end: what it wrote is closed.
    gc.set_threshold(_YOUNG)
    code = _run(words)
    if words[0] != "app":
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # nobody listens any more
                stream.flush()
        os._exit(code)
    return code


def _run(words: list[str]) -> int:
    try:
        arguments = parser(words[0]).parse_args(words)
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


def parser(called: str = "") -> Parser:
    """The parser of the command that is called and its neighbours; of all commands where none of them is called."""
    out = Parser(
        prog="workbench",
        description="Drafts intergovernmental or other soft-law declarations. Without a command: opens in the browser.",
    )
    commands = out.add_subparsers(metavar="COMMAND", required=True)
    modules = (COMMANDS[called],) if called in COMMANDS else dict.fromkeys(COMMANDS.values())
    for module in modules:
        import_module(f"workbench.cli.{module}").add(commands)
    return out
