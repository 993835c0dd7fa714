"""Files from elsewhere, read in a child process that cannot take more than its share.

`inspect_word` bounds what a file declares; this bounds what reading it costs, whatever the file is. The child
(`workbench.readers.child`) is a fresh interpreter with an empty environment and no way to be influenced by one. Its
own first lines limit processor time, memory, open files, and forbid it to write files and to start processes; bytes go
in and JSON comes out through pipes, and after so many seconds its whole process group is killed.

What it does not do: a child can still read what its user can read and open connections, unless the system it runs
on forbids that. Windows has no such limits and macOS none of memory; there, only time is bounded. A server that
runs as root reads as nobody where it can, and says in its log where it cannot.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from workbench.errors import WorkbenchError, visible
from workbench.inspection import MAX_FILE, shown

T = TypeVar("T")

#: A file that takes longer is not read; the child itself may compute half of that time.
SECONDS = 10.0
#: So many bytes of answer are taken; the longest text that is read has fewer.
MAX_ANSWER = 64_000_000

_LOG = logging.getLogger("workbench.readers")
_CHILD = Path(__file__).with_name("child.py")
# Each may take the memory that one child may take.
_TURNS = BoundedSemaphore(3)


class UnreadableUploadError(WorkbenchError):
    """A file whose reading did not end well; one line that says why, and what to do."""


def bounded(
    reader: Callable[[bytes, str], T], data: bytes, name: str, *, gives: type[T], seconds: float = SECONDS
) -> T:
    """What `reader(data, name)` gives, read in a bounded child; any failure is a WorkbenchError of one line.

    The reader is a function of a module, and `gives` the dataclass of strings, numbers and tuples that it returns.
    """
    said = shown(name)
    if len(data) > MAX_FILE:
        raise UnreadableUploadError(f"{said}: larger than {MAX_FILE // 1_000_000} MB; split it, or save it smaller")
    order = {
        "module": reader.__module__,
        "reader": reader.__qualname__,
        "name": name,
        "path": [path or str(Path.cwd()) for path in sys.path],
    }
    with _TURNS:
        raw, late = _answer(json.dumps(order).encode() + b"\n" + data, seconds)
    if late:
        raise UnreadableUploadError(f"{said}: takes too long to read; save it anew, or in parts, and try again")
    try:
        answer = json.loads(raw.decode("utf-8", "surrogatepass"))
        if answer["root"]:
            _tell_of_root()
        if "refused" in answer:
            raise UnreadableUploadError(visible(str(answer["refused"])))
        if "read" in answer:
            value: T = _value(answer["read"], gives)
            return value
        _LOG.warning("%s could not be read: %s", said, visible(str(answer["failed"])))
        if answer["failed"] == "memory":
            raise UnreadableUploadError(f"{said}: needs more memory than a text may; save it anew and try again")
    except (ValueError, KeyError, TypeError, RecursionError):
        pass  # nothing, or no answer of ours: the child was stopped, or worse
    raise UnreadableUploadError(f"{said}: could not be read; it is damaged or too large. Save it anew and try again")


@cache
def _tell_of_root() -> None:
    _LOG.warning("Files from elsewhere are read as root: nobody else may read the folders of %s", sys.executable)


def _answer(order: bytes, seconds: float) -> tuple[bytes, bool]:
    """What a child writes when it is given the order, and whether it had to be stopped."""
    environment = {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")} if os.name == "nt" else {}
    child = subprocess.Popen(  # noqa: S603 - our own interpreter with our own file
        [sys.executable, "-I", "-B", str(_CHILD), str(max(1, round(seconds / 2)))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    late: list[bool] = []

    def stop() -> None:
        late.append(True)
        _kill(child)

    timer = Timer(seconds, stop)
    writer = Thread(target=_write, args=(child.stdin, order), daemon=True)
    timer.start()
    writer.start()
    try:
        raw = child.stdout.read(MAX_ANSWER + 1)
    finally:
        timer.cancel()
        _kill(child)
        child.wait()
        writer.join()
        child.stdout.close()
    ran_out = os.name == "posix" and child.returncode == -signal.SIGXCPU
    return (raw if len(raw) <= MAX_ANSWER else b""), bool(late) or ran_out


def _write(pipe: Any, data: bytes) -> None:
    with suppress(OSError):  # the child ended before it had read all
        pipe.write(data)
    with suppress(OSError):
        pipe.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """Ends the child and all that it started; it is not waited for yet, so that its number is still its own."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _value(plain: Any, type_: Any) -> Any:
    """A value of that type out of JSON; TypeError or KeyError for anything else, as the child is not trusted."""
    if hasattr(type_, "__dataclass_fields__"):
        types = get_type_hints(type_)
        return type_(**{field.name: _value(plain[field.name], types[field.name]) for field in fields(type_)})
    if get_origin(type_) is tuple:
        if not isinstance(plain, list):
            raise TypeError
        (each, *_) = get_args(type_)
        return tuple(_value(entry, each) for entry in plain)
    if type(plain) is not type_:
        raise TypeError
    return plain
