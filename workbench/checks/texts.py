"""A wording as the rules read it: its lines with blanks filled, and quotations put out of sight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.model import Item, Mode
from workbench.wording import plain

#: What a mask is made of: no letter, no space and no punctuation, so that no rule sees a word in it.
MASK = "·"

QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
PROPER_NAMES = re.compile(
    r"Organisation for Economic Co-operation and Development|World Trade Center|"
    r"(?:Centers|Center) for Disease Control(?: and Prevention)?|"
    r"Lisbon Programme of Action|Department of (?:Labor|Defense)|Organisation internationale de la Francophonie"
)
_SENTENCE_END = re.compile(r"(?<=[.;!?])[”\"]?\s+(?=[A-Z“\[(])")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a wording: the chapeau (depth 0) or a sub-paragraph.

    `raw` is as typed, `text` with blanks filled and marks taken out,
    `unquoted` the same with quotations and a few proper names masked, letter by letter.
    """

    raw: str
    text: str
    unquoted: str
    depth: int = 0

    def sentences(self) -> list[str]:
        """The sentences of the line."""
        return _SENTENCE_END.split(self.text)


@dataclass(frozen=True, slots=True)
class Wording:
    """One chosen wording of a provision with what a rule has to know of its place."""

    text: str
    items: tuple[Item, ...]
    lines: tuple[Line, ...]
    preambular: bool
    mode: Mode
    terms: tuple[tuple[str, str], ...]

    def found(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """The different matches of a pattern outside quotations, in order of appearance."""
        return tuple(dict.fromkeys(hit[0].strip() for line in self.lines for hit in pattern.finditer(line.unquoted)))


def wording_of(
    text: str, items: tuple[Item, ...], preambular: bool, mode: Mode, terms: tuple[tuple[str, str], ...]
) -> Wording:
    """A wording with its lines."""
    values = dict(terms)
    lines = (line_of(text, values), *_item_lines(items, values, 1))
    return Wording(text=text, items=items, lines=lines, preambular=preambular, mode=mode, terms=terms)


def _item_lines(items: tuple[Item, ...], terms: Mapping[str, str], depth: int) -> Iterator[Line]:
    for item in items:
        yield line_of(item.text, terms, depth)
        yield from _item_lines(item.items, terms, depth + 1)


def line_of(raw: str, terms: Mapping[str, str], depth: int = 0) -> Line:
    """One line of a wording.

    >>> line_of("*Recalling* “the labor” of {{ holders }},", {"holders": "peoples"}).unquoted
    'Recalling ··········· of peoples,'
    """
    text = plain(raw, terms)
    return Line(raw=raw, text=text, unquoted=masked(text), depth=depth)


def masked(text: str) -> str:
    """The text with quotations and proper names masked; its length stays.

    >>> masked("the Organisation for Economic Co-operation and Development")[:5]
    'the ·'
    """
    for pattern in (QUOTED, PROPER_NAMES):
        text = pattern.sub(lambda hit: MASK * len(hit[0]), text)
    return text


def listed(words: Iterable[str]) -> str:
    """Words in quotation marks, as a sentence lists them.

    >>> listed(["labor", "program", "center"])
    '“labor”, “program” and “center”'
    """
    marked = [f"“{word}”" for word in words]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}"


def shortened(text: str, words: int = 8) -> str:
    """The first words of a text.

    >>> shortened("one two three", 2)
    'one two …'
    """
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")


def remembered(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """A search for the first match of a pattern that remembers its answer for each text."""

    @lru_cache(maxsize=4096)
    def search(text: str) -> str:
        hit = pattern.search(text)
        return hit[0] if hit else ""

    return search


def any_of(words: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern for whole words or phrases."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b", flags)
