"""What runs in the child process: limits first, then one reader, once, on what comes through the pipe.

This file is started by its path, on its own, so that it imports nothing of ours before the limits stand.
"""

from __future__ import annotations

import sys

#: What the child may use: bytes of memory, open files.
MEMORY = 1 << 30
FILES = 64

_NOBODY = 65534


def limit(seconds: int) -> None:
    """Sets the limits of this process for good, so many seconds of processor time among them.

    Where there is no `resource` (Windows), nothing is limited here, and time is bounded from outside.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = {
        "RLIMIT_CPU": seconds,
        "RLIMIT_AS": MEMORY,
        "RLIMIT_NOFILE": FILES,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,
    }
    for name, most in wanted.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY:
            hard = sys.maxsize
        most = min(most, hard)
        try:
            # The soft limit of time ends the child with a signal of its own, so that it can be told why.
            resource.setrlimit(kind, (most, most + 1 if name == "RLIMIT_CPU" and hard > most else most))
        except (OSError, ValueError):
            # macOS refuses a limit of memory; the others hold, and time is bounded from outside.
            if name not in ("RLIMIT_AS", "RLIMIT_NPROC"):
                raise


def give_up_root(needed: list[str]) -> bool:
    """Becomes nobody where this is root, if nobody can read what is still needed; answers whether this is root yet."""
    import os
    from pathlib import Path

    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    try:
        places = {place for each in needed for file in [Path(each).resolve()] for place in (file, *file.parents)}
        rights = {place: 0o005 if place.is_dir() else 0o004 for place in places}
        if any(place.stat().st_mode & right != right for place, right in rights.items()):
            return True
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    except OSError:
        return True
    return False


def main() -> None:
    """Reads the order and the bytes, and writes what the reader makes of them as one JSON value."""
    limit(int(sys.argv[1]))
    import json
    import os

    order = json.loads(sys.stdin.buffer.readline())
    sys.path[:] = order["path"]
    from dataclasses import asdict
    from importlib import import_module

    reader = import_module(order["module"])
    for part in order["reader"].split("."):
        reader = getattr(reader, part)
    from workbench.errors import WorkbenchError

    # Modules that are imported late: codecs of the standard library, and those of the reader's libraries.
    root = give_up_root([json.__file__, __file__, *filter(os.path.exists, sys.path)])
    answer: dict[str, object]
    try:
        answer = {"read": asdict(reader(sys.stdin.buffer.read(), order["name"]))}  # type: ignore[operator]
    except WorkbenchError as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {"failed": "memory"}
    except Exception as error:  # whatever a library says of bytes that it did not expect
        answer = {"failed": f"{type(error).__name__}: {error}"[:500]}
    out = json.dumps(answer | {"root": root}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    sys.stdout.buffer.write(out)


if __name__ == "__main__":
    main()
