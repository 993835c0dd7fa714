"""Readers that do what no reader of ours does, so that the child that runs one can be seen to hold it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from workbench.errors import WorkbenchError
from workbench.readers.texts import Text


@dataclass(frozen=True)
class Odd:
    """Has one field of a text, of the wrong kind, and lacks the others."""

    name: object


def endless(data: bytes, name: str) -> NoReturn:
    """Takes all the processor time that there is."""
    while True:
        pass


def asleep(data: bytes, name: str) -> NoReturn:
    """Takes no processor time at all, and never ends; what it started holds the pipe as well."""
    if hasattr(os, "fork"):
        os.fork()
    while True:
        time.sleep(1)


def hungry(data: bytes, name: str) -> Text:
    """Takes memory until there is none."""
    held = []
    while True:
        held.append(bytearray(64_000_000))


def rubbish(data: bytes, name: str) -> Text:
    """Prints what is no answer."""
    sys.stdout.buffer.write(b"\0{" * 100)
    sys.stdout.buffer.flush()
    os._exit(0)


def flood(data: bytes, name: str) -> NoReturn:
    """Prints without end."""
    while True:
        sys.stdout.buffer.write(b"x" * 1_000_000)


def wrong(data: bytes, name: str) -> Odd:
    """Gives something other than it should."""
    return Odd(name=3)


def dies(data: bytes, name: str) -> NoReturn:
    """Ends at once, as after a fault in native code."""
    os.abort()


def breaks(data: bytes, name: str) -> NoReturn:
    """Fails in a way that nobody foresaw."""
    raise ZeroDivisionError(name)


def refuses(data: bytes, name: str) -> NoReturn:
    """Refuses as readers do."""
    raise WorkbenchError(f"{name}: holds\nnothing")


def curious(data: bytes, name: str) -> Text:
    """Tells what it can do: the environment it sees, and whether it can write a file or start a process."""
    found = [f"{key}={value}" for key, value in os.environ.items() if key not in ("LC_CTYPE", "SYSTEMROOT")]
    try:
        with Path(data.decode()).open("wb") as file:
            file.write(b"x")
        found.append("writes")
    except OSError:
        pass
    try:
        subprocess.run([sys.executable, "-c", ""], check=True)
        found.append("starts")
    except (OSError, subprocess.SubprocessError):
        pass
    return Text(name=name, paragraphs=(), notices=tuple(found))
