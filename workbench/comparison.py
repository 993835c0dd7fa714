"""Several wordings of one place, ready to be compared: side by side, inline, collated, and in substance.

People read and compare the words as they print, blanks filled; what goes back into a draft has its blanks,
references and lead phrases again. Sub-paragraphs are compared line by line: a wording is its sentence or chapeau,
then a line for each sub-paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.citing import place
from workbench.compare.collate import MAX_LENGTH
from workbench.compare.pairing import in_order
from workbench.compare.profile import Profile, profile
from workbench.compare.table import Table, aligned
from workbench.compare.words import Edit, diff
from workbench.document import Mark
from workbench.errors import ComparisonError
from workbench.model import Citation, Item, Option
from workbench.proposals import Source, View
from workbench.wording import blank, escaped, runs

# The words of one blank are compared as one word: their spaces become this sign, which no printed text has.
_JOINT = "\u034f"
# What stands for the blank of that number while the marks of a text are read.
_STAND_IN = re.compile("\ue001(\\d+)\ue002")

#: So many wordings can be compared at once.
MOST = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One of the wordings that are compared, with what it rests on; `key` names it in addresses.

    `letter` is what it is called in tables, so that it keeps its letter while others come and go.
    """

    key: str
    letter: str = ""
    name: str
    option: Option
    views: tuple[View, ...] = ()
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a printed line and how it is typed; a blank or a reference is `whole`, never cut."""

    start: int
    end: int
    typed: str
    whole: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one wording as it is compared, with the way back to how it is typed."""

    level: int = 0
    text: str = ""
    stretches: tuple[Stretch, ...] = ()

    def typed(self, start: int, end: int) -> str:
        """A part of the line as a drafter types it."""
        return "".join(self._typed(stretch, start, end) for stretch in self.stretches)

    def _typed(self, stretch: Stretch, start: int, end: int) -> str:
        a, b = max(start, stretch.start), min(end, stretch.end)
        if a >= b:
            return ""
        if stretch.whole and (a, b) == (stretch.start, stretch.end):
            out = stretch.typed
        else:
            words = self.text[a:b].replace(_JOINT, " ")
            out = words if stretch.typed in ("[", "]") else escaped(words)
        if not stretch.lead or not out.strip():
            return out
        words = out.strip()
        at = out.index(words)
        return f"{out[:at]}*{words}*{out[at + len(words) :]}"

    def live(self, start: int, end: int) -> int:
        """How many blanks and references a part of the line holds whole."""
        return sum(s.whole and start <= s.start and s.end <= end for s in self.stretches)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two to twelve wordings and the one that the others are measured against.

    `rows` are their lines side by side, a row a line; a wording that has no such line has an empty one.
    """

    title: str
    wordings: tuple[Wording, ...]
    base: int
    rows: tuple[tuple[Line, ...], ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """What the wordings are called in a table: A, B, C and so on."""
        return tuple(wording.letter or chr(ord("A") + n) for n, wording in enumerate(self.wordings))

    @property
    def texts(self) -> tuple[str, ...]:
        """The wordings as they print, a line a sub-paragraph."""
        columns = zip(*self.rows, strict=True)
        return tuple(printed("\n".join(line.text for line in column if line.text)) for column in columns)


def printed(text: str) -> str:
    """The compared text as people read it."""
    return text.replace(_JOINT, " ")


def compared(
    title: str,
    wordings: Sequence[Wording],
    terms: Mapping[str, str] = {},
    places: Mapping[str, str] = {},
    *,
    base: str = "",
) -> Comparison:
    """The comparison of wordings, their blanks filled; `base` is the key of one of them, else the first is it."""
    for wording in wordings:
        if not wording.option.text.strip() and not wording.option.items:
            raise ComparisonError(f"{wording.name}: has no words; leave it out, or write it first")
    columns = [tuple(_lines(wording.option, terms, places)) for wording in wordings]
    keys = [wording.key for wording in wordings]
    return _compared(title, wordings, columns, keys.index(base) if base in keys else 0)


def compared_texts(title: str, texts: Sequence[tuple[str, str]]) -> Comparison:
    """The comparison of plain texts, each with its name, paragraph by paragraph; the first is the base."""
    wordings = []
    columns = []
    for n, (name, text) in enumerate(texts):
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        if not lines:
            raise ComparisonError(f"{name}: has no words; leave it out")
        wordings.append(Wording(key=str(n), name=name, option=Option(id=f"text-{n + 1}", text=escaped(text))))
        columns.append(tuple(Line(0, line, (Stretch(0, len(line), ""),)) for line in lines))
    return _compared(title, wordings, columns, 0)


def _compared(title: str, wordings: Sequence[Wording], columns: Sequence[tuple[Line, ...]], base: int) -> Comparison:
    if len(wordings) < 2:
        raise ComparisonError("one text only: give at least two to compare")
    if len(wordings) > MOST:
        raise ComparisonError(f"{len(wordings)} texts: at most {MOST} can be compared at once; leave some out")
    for wording, column in zip(wordings, columns, strict=True):
        length = sum(len(line.text) for line in column)
        if length > MAX_LENGTH:
            raise ComparisonError(
                f"{wording.name}: has {length:,} characters; at most {MAX_LENGTH:,} fit, compare drafts instead"
            )
    filled = {line.text[s.start : s.end] for column in columns for line in column for s in line.stretches if s.whole}
    joined = [tuple(_with_joined(line, filled) for line in column) for column in columns]
    return Comparison(title=title, wordings=tuple(wordings), base=base, rows=tuple(_rows(joined)))


# --- the views ----------------------------------------------------------------


def tables(comparison: Comparison) -> tuple[Table, ...]:
    """The aligned table of each row of lines."""
    return tuple(
        aligned([line.text for line in row], comparison.letters, base=comparison.base) for row in comparison.rows
    )


def redlined(comparison: Comparison, number: int) -> tuple[tuple[Edit, ...], ...]:
    """The edits that turn the base into the wording of that number, line by line."""
    return tuple(diff(row[comparison.base].text, row[number].text) for row in comparison.rows)


def profiles(comparison: Comparison, cited: Mapping[Citation, str] = {}) -> tuple[Profile, ...]:
    """What each wording says in substance; `cited` gives citations and the places of views their printed form."""
    found = []
    for letter, wording, text in zip(comparison.letters, comparison.wordings, comparison.texts, strict=True):
        made = profile(text, letter, views=wording.views, cites=wording.cites)
        places = (Citation(source=view.source, paragraphs=view.paragraphs) for view in wording.views)
        paragraphs = tuple(dict.fromkeys(cited[place] for place in places if place in cited)) or made.paragraphs
        bases = tuple(cited[cite] for cite in wording.cites if cite in cited) or made.legal_bases
        found.append(replace(made, paragraphs=paragraphs, legal_bases=bases))
    return tuple(found)


def cited_by(wordings: Iterable[Wording], sources: Mapping[str, Source]) -> dict[Citation, str]:
    """How the citations of the wordings, and the places of the views they rest on, are printed."""
    out = {}
    for wording in wordings:
        of_views = (Citation(source=view.source, paragraphs=view.paragraphs) for view in wording.views)
        for citation in (*of_views, *wording.cites):
            out[citation] = place(sources.get(citation.source), citation)
    return out


# --- preparing ----------------------------------------------------------------


def _lines(option: Option, terms: Mapping[str, str], places: Mapping[str, str]) -> Iterator[Line]:
    yield _line(option.text, 0, terms, places)
    yield from _item_lines(option.items, 1, terms, places)


def _item_lines(
    items: Iterable[Item], level: int, terms: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[Line]:
    for item in items:
        yield _line(item.text, level, terms, places)
        yield from _item_lines(item.items, level + 1, terms, places)


def _line(text: str, level: int, terms: Mapping[str, str], places: Mapping[str, str]) -> Line:
    names = list(terms)
    stand_ins = {name: f"\ue001{n}\ue002" for n, name in enumerate(names)}
    out = ""
    stretches: list[Stretch] = []

    def add(words: str, typed: str, *, whole: bool, lead: bool) -> None:
        nonlocal out
        if words:
            stretches.append(Stretch(len(out), len(out) + len(words), typed, whole, lead))
            out += words

    for run in runs(" ".join(text.split()), stand_ins):
        lead = Mark.LEAD in run.marks
        if Mark.REFERENCE in run.marks:
            shown = places.get(run.target, "[missing reference]")
            add(_joined(shown), f'{{{{ "{run.target}" | ref }}}}', whole=True, lead=lead)
            continue
        for n, piece in enumerate(_STAND_IN.split(run.text)):
            if n % 2 == 0:
                add(piece, piece if Mark.BRACKET in run.marks else "", whole=False, lead=lead)
            elif int(piece) < len(names):
                name = names[int(piece)]
                add(_joined(terms[name] or blank(name)), f"{{{{ {name} }}}}", whole=True, lead=lead)
    # A sentence begins with a capital, as it will be printed.
    if out[:1].islower() and len(out[0].upper()) == 1:
        out = out[0].upper() + out[1:]
    return Line(level, out, tuple(stretches))


def _joined(words: str) -> str:
    return words.replace(" ", _JOINT)


def _with_joined(line: Line, filled: Iterable[str]) -> Line:
    """The line in which what a blank elsewhere prints is one word, too, wherever it is written out."""
    text = line.text
    for words in sorted(filled, key=len, reverse=True):
        if _JOINT in words:
            text = re.sub(rf"(?<!\w){re.escape(printed(words))}(?!\w)", words, text)
    return replace(line, text=text)


def _rows(columns: Sequence[Sequence[Line]]) -> Iterator[tuple[Line, ...]]:
    """The lines side by side: chapeau by chapeau, sub-paragraphs in order by likeness."""
    rows: list[list[Line | None]] = [[line] for line in columns[0]]
    for n, column in enumerate(columns[1:], 1):
        merged: list[list[Line | None]] = []
        i = j = 0
        for i2, j2 in [*_pairs(rows, column), (len(rows), len(column))]:
            merged.extend([*row, None] for row in rows[i:i2])
            merged.extend([*([None] * n), line] for line in column[j:j2])
            if i2 < len(rows):
                merged.append([*rows[i2], column[j2]])
            i, j = i2 + 1, j2 + 1
        rows = merged
    for row in rows:
        level = next(line.level for line in row if line is not None)
        yield tuple(Line(level) if line is None else line for line in row)


def _pairs(rows: Sequence[Sequence[Line | None]], column: Sequence[Line]) -> list[tuple[int, int]]:
    """Which row each line of one more wording belongs to, both rising; the chapeaux belong together."""
    left = [next((str(line.level), line.text) for line in row if line is not None) for row in rows]
    right = [(str(line.level), line.text) for line in column]
    alike = [(0, 0), *((a + 1, b + 1) for a, b in in_order(left[1:], right[1:]))]
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for i2, j2 in [*alike, (len(left), len(right))]:
        # As many lines on both sides between two pairs are the same places, reworded.
        if i2 - i == j2 - j and [level for level, _ in left[i:i2]] == [level for level, _ in right[j:j2]]:
            pairs.extend(zip(range(i, i2), range(j, j2), strict=True))
        if i2 < len(left):
            pairs.append((i2, j2))
        i, j = i2 + 1, j2 + 1
    return pairs
