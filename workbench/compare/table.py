"""The aligned table of n formulations: a column for each, a row for each stretch that they share or differ in.

Reading a column downwards gives its formulation unchanged.

>>> for row in aligned(["States shall act.", "States should act."]).rows:
...     print(" | ".join(f"{cell.text.strip()} ({cell.state})" for cell in row.cells))
States (base) | States (same)
shall (base) | should (differs)
act. (base) | act. (same)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.compare.collate import Choice, Part, Shared, collate
from workbench.errors import ComparisonError


class State(StrEnum):
    """What a cell is beside the base: the same words, other words, or none."""

    BASE = "base"
    SAME = "same"
    DIFFERS = "differs"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one formulation in one row."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch in all formulations; `shared` if all have the same words there."""

    cells: tuple[Cell, ...]
    shared: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Formulations side by side; `same_as_base` are the columns that are the base word for word."""

    labels: tuple[str, ...]
    base: int
    rows: tuple[Row, ...]
    same_as_base: tuple[int, ...]


def aligned(texts: Sequence[str], labels: Sequence[str] = (), *, base: int = 0) -> Table:
    """The table of two to twelve formulations, measured against the one of number `base`."""
    if not 0 <= base < len(texts):
        raise ComparisonError(f"base {base + 1}: there are {len(texts)} texts; take one of them as the base")
    collation = collate(texts, labels)
    everybody = tuple(range(len(texts)))
    rows = (_row(words, base) for words in _printing(_spread(collation.parts, everybody), len(texts)))
    printed = [" ".join(text.split()) for text in texts]
    same = tuple(n for n in everybody if n != base and printed[n] == printed[base])
    return Table(labels=collation.labels, base=base, rows=tuple(rows), same_as_base=same)


def _spread(parts: Iterable[Part], holders: tuple[int, ...]) -> Iterator[list[tuple[int, str]]]:
    """The wordings of each stretch by text; a text that is not named there has nothing."""
    for part in parts:
        if isinstance(part, Shared):
            yield [(n, part.text) for n in holders]
            continue
        present = [variant for variant in part.variants if variant.parts]
        if len(present) == 1:
            # Words that some have and others lack may differ further among those who have them.
            yield from _spread(present[0].parts, present[0].holders)
        else:
            yield [(n, _flat(part, n)) for n in holders]


def _flat(choice: Choice, number: int) -> str:
    """The words of one text in a choice."""
    variant = next(variant for variant in choice.variants if number in variant.holders)
    return "".join(part.text if isinstance(part, Shared) else _flat(part, number) for part in variant.parts)


def _printing(spreads: Iterable[list[tuple[int, str]]], count: int) -> list[list[str]]:
    """The wordings by column; a stretch of nothing but space belongs to the one before it."""
    rows: list[list[str]] = []
    for spread in spreads:
        words = [""] * count
        for n, text in spread:
            words[n] = text
        blank = not any(map(str.strip, words))
        if rows and (blank or not any(map(str.strip, rows[-1]))):
            rows[-1] = [before + text for before, text in zip(rows[-1], words, strict=True)]
        else:
            rows.append(words)
    return rows


def _row(texts: list[str], base: int) -> Row:
    printed = [" ".join(text.split()) for text in texts]
    cells = tuple(Cell(text, _state(n, printed, base)) for n, text in enumerate(texts))
    return Row(cells, len(set(printed)) == 1)


def _state(n: int, printed: list[str], base: int) -> State:
    if n == base:
        return State.BASE if printed[n] else State.ABSENT
    if printed[n] == printed[base]:
        return State.SAME if printed[n] else State.ABSENT
    return State.DIFFERS if printed[n] else State.ABSENT
