"""The collated text of several wordings: printed with its brackets, resolved one by one, and typed into a draft.

comparison ── collated ─> Collated ── resolved (line, place, variant) ─> Collated ── typed ─> text and sub-paragraphs
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.compare.collate import (
    ABSENT,
    Choice,
    Collation,
    Part,
    Place,
    Shared,
    bracketed,
    collate,
    open_places,
    resolve,
)
from workbench.comparison import Comparison, Line, printed
from workbench.errors import ComparisonError
from workbench.model import Item
from workbench.wording import escaped


@dataclass(frozen=True, slots=True)
class Step:
    """One bracket resolved: the row of lines, the place in it, and the number of the variant that is taken."""

    row: int
    place: Place
    variant: int


@dataclass(frozen=True, slots=True)
class CollatedLine:
    """One row of lines in one text; `typed` has the same parts as `shown`, as a drafter types them."""

    level: int
    shown: Collation
    typed: Collation


@dataclass(frozen=True, slots=True)
class Collated:
    """Several wordings in one bracketed text; `names` say whose variants are whose."""

    lines: tuple[CollatedLine, ...]
    names: tuple[str, ...]

    @property
    def brackets(self) -> int:
        """How many brackets are still open."""
        return sum(len(open_places(line.shown)) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a printed line, and how they are typed."""

    text: str
    typed: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One variant of an open choice: its number, whose it is, and its pieces; `shown` is false if it prints nothing."""

    number: int
    holders: tuple[int, ...]
    pieces: tuple[Piece, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class Bracket:
    """An open choice of a printed line; `slashed` if its variants share one pair of square brackets."""

    place: Place
    alternatives: tuple[Alternative, ...]
    slashed: bool


Piece = Words | Bracket


def collated(comparison: Comparison, *, names: Sequence[str] = ()) -> Collated:
    """The wordings of a comparison in one text, row by row; without names they are called A, B, C and so on."""
    labels = tuple(names) or comparison.letters
    lines = []
    for row in comparison.rows:
        shown = collate([line.text for line in row], labels)
        lines.append(
            CollatedLine(
                row[0].level, shown, replace(shown, parts=_typed(shown.parts, row, [0] * len(row), range(len(row))))
            )
        )
    return Collated(tuple(lines), labels)


def resolved(made: Collated, steps: Iterable[Step]) -> Collated:
    """The collation in which these brackets, one after another, have given way to one of their variants."""
    lines = list(made.lines)
    for step in steps:
        if not 0 <= step.row < len(lines):
            raise ComparisonError(f"line {step.row + 1}: the text has {len(lines)}; take a bracket that is open")
        line = lines[step.row]
        lines[step.row] = replace(
            line,
            shown=resolve(line.shown, step.place, step.variant),
            typed=resolve(line.typed, step.place, step.variant),
        )
    return replace(made, lines=tuple(lines))


def lines_of(made: Collated, *, attribution: bool = False) -> tuple[tuple[int, str], ...]:
    """The bracketed text as people read it, each line with its depth: 0, or 1 for (a) and so on."""
    lines = ((line.level, printed(bracketed(line.shown, attribution=attribution)).strip()) for line in made.lines)
    return tuple((level, line) for level, line in lines if line)


def text_of(made: Collated, *, attribution: bool = False) -> str:
    """The bracketed text, a line a sub-paragraph."""
    return "\n".join(line for _, line in lines_of(made, attribution=attribution))


def typed(made: Collated, *, attribution: bool = False) -> tuple[str, tuple[Item, ...]]:
    """The bracketed text as it goes into a draft: sentence or chapeau, and sub-paragraphs."""
    rows = [
        (line.level, words)
        for line in made.lines
        if (words := typed_line(pieces(line, made.names if attribution else ())).strip())
    ]
    if not rows:
        return "", ()
    if rows[0][0]:
        return "", _items(rows, 1)
    return rows[0][1], _items(rows[1:], 1)


def _items(rows: Sequence[tuple[int, str]], level: int) -> tuple[Item, ...]:
    out: list[Item] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end][0] > level:
            end += 1
        out.append(Item(id=f"i{len(out) + 1}", text=rows[at][1], items=_items(rows[at + 1 : end], level + 1)))
        at = end
    return tuple(out)


def typed_line(line: Iterable[Piece]) -> str:
    """A printed line as a drafter types it."""
    return "".join(piece.typed if isinstance(piece, Words) else _typed_bracket(piece) for piece in line)


def _typed_bracket(bracket: Bracket) -> str:
    wordings = [typed_line(variant.pieces) for variant in bracket.alternatives if variant.shown]
    return f"[{'/'.join(wordings)}]" if bracket.slashed else " ".join(f"[{wording}]" for wording in wordings)


# --- printing, with the way to every bracket ----------------------------------


def pieces(line: CollatedLine, names: Sequence[str] = ()) -> tuple[Piece, ...]:
    """The line as `bracketed` prints it, in pieces that say where its brackets are."""
    return tuple(_pieces(line.shown.parts, line.typed.parts, tuple(names), ()))


def plain(line: Iterable[Piece]) -> str:
    """The words of a printed line with its brackets."""
    out = ""
    for piece in line:
        if isinstance(piece, Words):
            out += piece.text
            continue
        wordings = [plain(variant.pieces) for variant in piece.alternatives if variant.shown]
        out += f"[{'/'.join(wordings)}]" if piece.slashed else " ".join(f"[{wording}]" for wording in wordings)
    return out


def _pieces(shown: Sequence[Part], twins: Sequence[Part], names: tuple[str, ...], way: Place) -> list[Piece]:
    out: list[Piece] = []
    for at, (part, twin) in enumerate(zip(shown, twins, strict=True)):
        if isinstance(part, Shared) and isinstance(twin, Shared):
            out.append(Words(printed(part.text), twin.text))
        elif isinstance(part, Choice) and isinstance(twin, Choice):
            out.extend(_choice(part, twin, names, (*way, at), spaced=plain(out)[-1:].isspace()))
    return out


def _choice(choice: Choice, twin: Choice, names: tuple[str, ...], place: Place, *, spaced: bool) -> Iterator[Piece]:
    wordings = [
        _pieces(variant.parts, other.parts, names, (*place, n))
        for n, (variant, other) in enumerate(zip(choice.variants, twin.variants, strict=True))
    ]
    if not open_places(Collation(parts=(choice,), labels=())):
        yield from wordings[0]
        return
    texts = [plain(wording) for wording in wordings]
    # Space at the edge of a variant goes outside the bracket, once.
    if any(text[:1].isspace() for text in texts) and not spaced:
        yield Words(" ", " ")
    yield _bracket(choice, [_stripped(wording) for wording in wordings], names, place)
    if any(text[-1:].isspace() for text in texts if text.strip()):
        yield Words(" ", " ")


def _bracket(choice: Choice, wordings: list[list[Piece]], names: tuple[str, ...], place: Place) -> Bracket:
    texts = [plain(wording) for wording in wordings]
    lone = sum(map(bool, texts)) == 1
    made = []
    for n, (variant, wording) in enumerate(zip(choice.variants, wordings, strict=True)):
        shown = bool(wording) or not lone
        words = wording or [Words(ABSENT, ABSENT)]
        if names and shown:
            who = ", ".join(names[holder] for holder in variant.holders) + ": "
            words = [Words(who, escaped(who)), *words]
        made.append(Alternative(n, variant.holders, tuple(words if shown else ()), shown))
    whole = printed(bracketed(Collation(parts=(choice,), labels=names), attribution=bool(names))).strip()
    shown_texts = [plain(alternative.pieces) for alternative in made if alternative.shown]
    return Bracket(place, tuple(made), slashed=whole == f"[{'/'.join(shown_texts)}]")


def _stripped(wording: list[Piece]) -> list[Piece]:
    """The pieces without the space at their edges, and without those that are empty."""
    out = list(wording)
    while out and isinstance(first := out[0], Words):
        if text := first.text.lstrip():
            out[0] = Words(text, first.typed.lstrip())
            break
        del out[0]
    while out and isinstance(last := out[-1], Words):
        if text := last.text.rstrip():
            out[-1] = Words(text, last.typed.rstrip())
            break
        del out[-1]
    return out


# --- typing -------------------------------------------------------------------


def _typed(parts: Sequence[Part], row: Sequence[Line], ends: list[int], holders: Iterable[int]) -> tuple[Part, ...]:
    """The same parts as they are typed; `ends` says how much of each line is read so far, and is moved on."""
    out: list[Part] = []
    for part in parts:
        if isinstance(part, Choice):
            variants = (replace(v, parts=_typed(v.parts, row, ends, v.holders)) for v in part.variants)
            out.append(Choice(tuple(variants)))
            continue
        size = len(part.text)
        # Where one holder has a blank and another the same words written out, the blank goes into the draft.
        best = max(holders, key=lambda n: row[n].live(ends[n], ends[n] + size))
        out.append(Shared(row[best].typed(ends[best], ends[best] + size)))
        for n in holders:
            ends[n] += size
    return tuple(out)
