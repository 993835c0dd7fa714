"""From what the door let in to typed values: every fault of a file at once, each with its line.

A reader takes one mapping; `take` reads a key by a small function, and `done` refuses keys that nobody took.
Faults are collected, and a stand-in goes on in place of a faulty value, so that one reading finds them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from workbench.errors import Fault, visible
from workbench.files.door import Map, Seq
from workbench.model import MAX_DEGREES, MAX_ID_LENGTH, Citation, Item, Relation, degrees, is_id
from workbench.wording import is_term

T = TypeVar("T")
D = TypeVar("D")
E = TypeVar("E", bound=StrEnum)

_FOLDS = re.compile(r"[ \t\r\n]+")


class Faults:
    """The faults of one file, in the order found."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.found: list[Fault] = []

    def add(self, line: int, what: str) -> None:
        """Record a fault at a line."""
        self.found.append(Fault(f"{self.where}:{line}", what))


class Reader:
    """One mapping of a file, read key by key."""

    def __init__(self, value: Any, line: int, faults: Faults, what: str) -> None:
        self.faults = faults
        self.what = what
        self.line = line
        self.taken: set[str] = set()
        self.is_mapping = isinstance(value, Map)
        if isinstance(value, Map):
            self.map = value
        else:
            faults.add(line, f"{what} must be a mapping (key: value)")
            self.map = Map(line)

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping."""
        return self.map.lines.get(key, self.line)

    def take(self, key: str, read: Callable[[Any, int, Faults, str], T], default: D) -> T | D:
        """The value of an optional key."""
        self.taken.add(key)
        value = self.map.get(key)
        return default if value is None else read(value, self.map.lines[key], self.faults, key)

    def need(self, key: str, read: Callable[[Any, int, Faults, str], T], default: D) -> T | D:
        """The value of a key that must be there."""
        if key not in self.map:
            self.taken.add(key)
            if self.is_mapping:
                self.faults.add(self.line, f"{self.what} lacks '{key}'; add it")
            return default
        return self.take(key, read, default)

    def done(self) -> None:
        """Refuse what nobody took."""
        if self.map.keys() <= self.taken:
            return
        known = ", ".join(sorted(self.taken))
        for key in self.map:
            if key not in self.taken:
                self.faults.add(self.map.lines[key], f"unknown key {shown(key)} in {self.what}; known are {known}")


def shown(value: str) -> str:
    """What was typed, as a fault quotes it."""
    return f"'{visible(value, 60)}'"


def text(value: Any, line: int, faults: Faults, what: str) -> str:
    """A string."""
    if isinstance(value, str):
        return value
    faults.add(line, f"'{what}' must be text")
    return ""


def line(value: Any, at: int, faults: Faults, what: str) -> str:
    """A string as one line: however it was folded in the file, and with its no-break spaces."""
    return unfolded(text(value, at, faults, what))


def filled_line(value: Any, at: int, faults: Faults, what: str) -> str:
    """A line that is not empty."""
    return unfolded(filled(value, at, faults, what))


def unfolded(value: str) -> str:
    """A text with its line breaks and indents as single spaces.

    >>> unfolded("States shall\\n  act.\\n")
    'States shall act.'
    """
    return _FOLDS.sub(" ", value).strip(" ")


def filled(value: Any, line: int, faults: Faults, what: str) -> str:
    """A string that is not empty."""
    out = text(value, line, faults, what)
    if isinstance(value, str) and not out.strip():
        faults.add(line, f"'{what}' is empty; fill it")
    return out


def identifier(value: Any, line: int, faults: Faults, what: str) -> str:
    """An identifier: lower-case letters, digits and hyphens, at most 30 characters."""
    out = text(value, line, faults, what)
    if isinstance(value, str) and not is_id(out):
        rule = f"a to z, digits and hyphens, a letter first, at most {MAX_ID_LENGTH}"
        faults.add(line, f"{shown(out)} is no identifier: {rule}")
    return out


def whole(value: Any, line: int, faults: Faults, what: str) -> int:
    """A whole number."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 10:
        return int(value)
    faults.add(line, f"'{what}' must be a whole number")
    return 0


def truth(value: Any, line: int, faults: Faults, what: str) -> bool:
    """Exactly `true` or `false`."""
    if value not in ("true", "false"):
        faults.add(line, f"'{what}' must be true or false")
    return bool(value == "true")


def texts(value: Any, line: int, faults: Faults, what: str) -> tuple[str, ...]:
    """A list of strings."""
    return tuple(many(text)(value, line, faults, what))


def many(read: Callable[[Any, int, Faults, str], T]) -> Callable[[Any, int, Faults, str], tuple[T, ...]]:
    """A reader of lists from a reader of entries."""

    def reader(value: Any, line: int, faults: Faults, what: str) -> tuple[T, ...]:
        if not isinstance(value, Seq):
            faults.add(line, f"'{what}' must be a list")
            return ()
        return tuple(read(entry, at, faults, what) for entry, at in zip(value, value.lines, strict=True))

    return reader


def one_of(kind: type[E]) -> Callable[[Any, int, Faults, str], E]:
    """A reader of one of the values of an enum."""

    def reader(value: Any, line: int, faults: Faults, what: str) -> E:
        if isinstance(value, str) and value in kind.__members__.values():
            return kind(value)
        typed = shown(value) if isinstance(value, str) else "a list or a mapping"
        faults.add(line, f"'{what}' cannot be {typed}; it is one of {', '.join(kind)}")
        return next(iter(kind))

    return reader


def pairs(value: Any, line: int, faults: Faults, what: str) -> tuple[tuple[str, str], ...]:
    """A mapping of strings as pairs in order."""
    if not isinstance(value, Map):
        faults.add(line, f"'{what}' must be a mapping (key: value)")
        return ()
    return tuple((key, text(entry, value.lines[key], faults, visible(key, 60))) for key, entry in value.items())


def terms(value: Any, line: int, faults: Faults, what: str) -> tuple[tuple[str, str], ...]:
    """The terms of a draft or a catalogue, by names that can stand as blanks."""
    out = pairs(value, line, faults, what)
    for name, _ in out:
        if not is_term(name):
            rule = f"a to z, digits and _, a letter first, at most {MAX_ID_LENGTH}, no word of a condition"
            faults.add(value.lines[name], f"{shown(name)} is no name of a term: {rule}")
    return out


def items(value: Any, line: int, faults: Faults, what: str) -> tuple[Item, ...]:
    """Sub-paragraphs: strings, or mappings of id, text and items; an id left out is its letter."""
    out = _items(value, line, faults, what)
    if degrees(out) > MAX_DEGREES:
        faults.add(line, f"sub-paragraphs go no deeper than {MAX_DEGREES} degrees, (a), (i), a. and i.; draw them up")
    return out


def _items(value: Any, line: int, faults: Faults, what: str) -> tuple[Item, ...]:
    if not isinstance(value, Seq):
        faults.add(line, f"'{what}' must be a list")
        return ()
    out = []
    seen: set[str] = set()
    for index, (entry, at) in enumerate(zip(value, value.lines, strict=True)):
        letter = chr(ord("a") + index % 26) * (index // 26 + 1)
        if isinstance(entry, str):
            item = Item(id=letter, text=filled(entry, at, faults, what))
        else:
            reader = Reader(entry, at, faults, "a sub-paragraph")
            item = Item(
                id=reader.take("id", identifier, letter),
                text=reader.need("text", text, ""),
                items=reader.take("items", _items, ()),
            )
            reader.done()
        if item.id in seen:
            faults.add(at, f"the sub-paragraph id {shown(item.id)} is there twice; give another")
        seen.add(item.id)
        out.append(item)
    return tuple(out)


def citation(value: Any, line: int, faults: Faults, what: str) -> Citation:
    """Supporting paragraphs of one source."""
    reader = Reader(value, line, faults, "a supporting paragraph")
    out = Citation(
        source=reader.need("source", identifier, ""),
        paragraphs=reader.take("paragraphs", texts, ()),
        relation=reader.take("relation", one_of(Relation), Relation.SUPPORTS),
        quote=reader.take("quote", text, ""),
    )
    reader.done()
    return out
