"""The door through which YAML comes in: plain strings, lists and mappings, each with its line.

A small subset of YAML, read with libyaml's parser (safety.md): no aliases, merge keys, tags, duplicate or
complex keys; strings stay strings, so that `no`, `1.0` and `2012-06-07` arrive as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from workbench.errors import HIDDEN, Fault, FileFaults, visible

MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 20

# Compiled where they are first asked for: few files hold more than ASCII.
_HIDDEN = f"[{''.join(sorted(HIDDEN))}]"
_HALF = "[\ud800-\udfff]"


_ALIAS, _SCALAR, _SEQUENCE = yaml.AliasEvent, yaml.ScalarEvent, yaml.SequenceStartEvent
_SEQUENCE_END, _MAPPING_END = yaml.SequenceEndEvent, yaml.MappingEndEvent


class Map(dict[str, Any]):
    """A mapping that knows the line of itself and of each key."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Seq(list[Any]):
    """A list that knows the line of itself and of each entry."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def line_of(tree: Any, path: tuple[str | int, ...]) -> int:
    """The line of the value at `path`, or of the nearest thing above it that is there."""
    line: int = getattr(tree, "line", 1)
    for key in path:
        if not _has(tree, key):
            break
        line, tree = tree.lines[key], tree[key]
    return line


def _has(tree: Any, key: str | int) -> bool:
    if isinstance(tree, Map):
        return key in tree
    return isinstance(tree, Seq) and isinstance(key, int) and key < len(tree)


def read_text(path: Path, where: str = "") -> str:
    """The text of a UTF-8 file of bearable size; FileFaults otherwise, with the file called `where` if given."""
    where = where or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise FileFaults([Fault(where, "there is no such file")]) from error
    except OSError as error:
        raise FileFaults([Fault(where, f"cannot be read: {error.strerror or error}")]) from error
    except ValueError as error:
        raise FileFaults([Fault(where, "is no name of a file")]) from error
    return decoded(raw, where)


def decoded(raw: bytes, where: str) -> str:
    """UTF-8 bytes of bearable size as text; FileFaults otherwise."""
    if len(raw) > MAX_BYTES:
        raise FileFaults([Fault(where, f"larger than {MAX_BYTES // 1_000_000} MB; split it")])
    try:
        return raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileFaults([Fault(f"{where}:{line}", "is not UTF-8 text; save it as UTF-8")]) from error


def parse(text: str, where: str) -> Any:
    """A YAML text as strings, `Seq` and `Map`; an empty text is an empty Map. FileFaults with the line."""
    text = text.removeprefix("\ufeff")
    _refuse_hidden(text, where)
    try:
        return _Reader(text, where).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "cannot be read as YAML"
        raise FileFaults([Fault(f"{where}:{line}", f"not valid YAML here: {problem}")]) from error
    except yaml.YAMLError as error:
        # ReaderError has no mark, but the place in the bytes that libyaml read.
        read = text.encode()[: getattr(error, "position", 0) or 0]
        line = read.count(b"\n") + 1
        raise FileFaults([Fault(f"{where}:{line}", "has a character that YAML does not allow")]) from error


def _refuse_hidden(text: str, where: str) -> None:
    if text.isascii():  # which hides nothing
        return
    found = re.search(_HIDDEN, text)
    half = re.search(_HALF, text)
    if found is None and half is None:
        return
    if half is not None:
        place, what = half, "has a character that cannot be written as UTF-8; take it out"
    else:
        assert found is not None
        code = f"{ord(found[0]):04X}"
        place = found
        what = f'has a character that hides or reorders text (U+{code}); take it out, or write "\\u{code}" for it'
    raise FileFaults([Fault(f"{where}:{text.count(chr(10), 0, place.start()) + 1}", what)])


class _Reader:
    """Builds values from parser events, so that what is refused is refused before it is built."""

    __slots__ = ("event", "nodes", "where")

    def __init__(self, text: str, where: str) -> None:
        self.where = where
        self.nodes = 0
        #: The next event of the text, or None at its end.
        self.event: Callable[[], Any] = yaml.CSafeLoader(text).get_event

    def fault(self, event: Any, what: str) -> FileFaults:
        return FileFaults([Fault(f"{self.where}:{_line(event)}", what)])

    def read(self) -> Any:
        root: Any = None
        documents = 0
        while (event := self.event()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self.fault(event, "a second document begins here; a file holds one")
                root = self.value(self.event(), 0)
        return Map(1) if root is None or root == "" else root

    def value(self, event: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise self.fault(event, "too large or too deeply nested; split the file")
        kind = type(event)
        if kind is _ALIAS:
            raise self.fault(event, "an alias (*name) is not allowed; put text that begins with * in double quotes")
        if event.anchor is not None:
            raise self.fault(event, "an anchor (&name) is not allowed; write the value out")
        if event.tag is not None:
            raise self.fault(event, f"a tag ({visible(event.tag, 40)}) is not allowed; take it out")
        if kind is _SCALAR:
            return event.value
        return self.sequence(event, depth) if kind is _SEQUENCE else self.mapping(event, depth)

    def sequence(self, start: Any, depth: int) -> Seq:
        out = Seq(_line(start))
        next_event, add, add_line = self.event, out.append, out.lines.append
        while type(event := next_event()) is not _SEQUENCE_END:
            add_line(event.start_mark.line + 1)
            add(self.value(event, depth + 1))
        return out

    def mapping(self, start: Any, depth: int) -> Map:
        out = Map(_line(start))
        next_event, lines = self.event, out.lines
        while type(event := next_event()) is not _MAPPING_END:
            line = event.start_mark.line + 1
            if type(event) is not _SCALAR:
                raise self.fault(event, "a key must be a plain word")
            key = self.value(event, depth)
            if key == "<<":
                raise self.fault(event, "a merge key (<<) is not allowed; write the values out")
            if key in out:
                raise self.fault(event, f"the key '{visible(key, 60)}' is there twice; keep one")
            lines[key] = line
            out[key] = self.value(next_event(), depth + 1)
        return out


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1
