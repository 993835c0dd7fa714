"""Collates n wordings into one bracketed text: shared words once, differences in square brackets.

>>> made = collate(["States shall act.", "States should act.", "All States shall act."])
>>> print(made)
[All] States [shall/should] act.
>>> reading(made, 1)
'States should act.'
>>> print(resolve(made, open_places(made)[0], 1))
States [shall/should] act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rapidfuzz.distance import Indel

from workbench.compare.common import anchors
from workbench.compare.tokens import count_words, tokens
from workbench.errors import ComparisonError

#: So many wordings can be collated at once, of so many characters each.
MAX_TEXTS = 12
MAX_LENGTH = 200_000
#: What stands in a bracket for 'nothing here', where there are two other variants or more.
ABSENT = "—"

# Variants of at most so many words or letters are parted by a slash, longer ones stand each in its own brackets.
_SHORT_WORDS = 3
_SHORT_LENGTH = 12
# Variants this alike are collated among themselves, one step after another.
_LIKENESSES = (0.35, 0.5, 0.65, 0.8)
# ... if that saves so many words for each wording in the nested brackets, and this share of all words; else nesting
# costs more than it gives.
_SAVED_WORDS = 2
_SAVED_SHARE = 0.15

#: A way to a choice: number of the part, then of the variant, then of the part in it, and so on.
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that all texts have here."""

    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several wordings, with the numbers of the texts that have it; without parts it is absent there."""

    parts: tuple[Part, ...]
    holders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A place where the texts differ, its variants in the order of the texts."""

    variants: tuple[Variant, ...]


Part = Shared | Choice


@dataclass(frozen=True, kw_only=True, slots=True)
class Collation:
    """n texts in one; `labels` say whose they are."""

    parts: tuple[Part, ...]
    labels: tuple[str, ...]

    def __str__(self) -> str:
        return bracketed(self)


def collate(texts: Sequence[str], labels: Sequence[str] = ()) -> Collation:
    """The collation of two to twelve texts; without labels they are A, B, C and so on."""
    if len(texts) < 2:
        raise ComparisonError("one text only: give at least two to collate")
    if len(texts) > MAX_TEXTS:
        raise ComparisonError(f"{len(texts)} texts: at most {MAX_TEXTS} can be collated at once; leave some out")
    names = tuple(labels) or tuple(chr(ord("A") + n) for n in range(len(texts)))
    if len(names) != len(texts):
        raise ComparisonError(f"{len(texts)} texts, but {len(names)} labels: give one label for each text")
    for name, text in zip(names, texts, strict=True):
        if len(text) > MAX_LENGTH:
            raise ComparisonError(
                f"{name}: has {len(text):,} characters; at most {MAX_LENGTH:,} fit, compare drafts instead"
            )
    holders: dict[str, tuple[int, ...]] = {}
    for n, text in enumerate(texts):
        holders[text] = (*holders.get(text, ()), n)
    return Collation(parts=_collated(holders), labels=names)


def reading(collation: Collation, number: int) -> str:
    """The text of that number (from 0), read out of the collation.

    Where a bracket was resolved against it, it reads as resolved.
    """
    return _read(collation.parts, number)


def bracketed(collation: Collation, *, attribution: bool = False) -> str:
    """The bracketed text, with or without the labels of those who hold each variant."""
    return _printed(collation.parts, collation.labels if attribution else ())


def open_places(collation: Collation) -> tuple[Place, ...]:
    """The ways to all choices that print a bracket, in reading order, an outer one before those inside it."""
    return tuple(_open(collation.parts, ()))


def choice_at(collation: Collation, place: Place) -> Choice:
    """The choice at a place."""
    parts = collation.parts
    for at in range(0, len(place), 2):
        part = parts[place[at]] if place[at] < len(parts) else None
        if not isinstance(part, Choice) or (at + 1 < len(place) and place[at + 1] >= len(part.variants)):
            break
        if at + 1 == len(place):
            return part
        parts = part.variants[place[at + 1]].parts
    raise ComparisonError(f"{place}: there is no bracket here; take a place that is still open")


def resolve(collation: Collation, place: Place, choice: int) -> Collation:
    """The collation in which the bracket at `place` has given way to its variant number `choice`."""
    variants = choice_at(collation, place).variants
    if not 0 <= choice < len(variants):
        raise ComparisonError(f"alternative {choice + 1}: this bracket has {len(variants)}; choose one of them")
    return replace(collation, parts=_with(collation.parts, place, variants[choice].parts))


def words_of(part: Part) -> str:
    """The bracketed text of one part."""
    return _printed((part,), ())


# --- making -------------------------------------------------------------------


def _collated(holders: dict[str, tuple[int, ...]]) -> tuple[Part, ...]:
    """The parts of different texts, each with its holders."""
    texts = list(holders)
    if len(texts) == 1:
        return (Shared(texts[0]),) if texts[0] else ()
    cut = [_spans(text) for text in texts]
    rows = anchors([[text[start:end] for start, end in spans] for text, spans in zip(texts, cut, strict=True)])
    parts: list[Part] = []
    ends = [0] * len(texts)
    for row in rows:
        starts = [spans[at][0] for spans, at in zip(cut, row, strict=True)]
        _between(parts, [text[a:b] for text, a, b in zip(texts, ends, starts, strict=True)], list(holders.values()))
        ends = [spans[at][1] for spans, at in zip(cut, row, strict=True)]
        _share(parts, texts[0][starts[0] : ends[0]])
    _between(parts, [text[a:] for text, a in zip(texts, ends, strict=True)], list(holders.values()))
    return tuple(parts)


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each word or sign of a text begins and ends, its space left out."""
    spans: list[tuple[int, int]] = []
    at = 0
    for token in tokens(text):
        size = len(token.rstrip())
        if size:
            spans.append((at, at + size))
        at += len(token)
    return spans


def _share(parts: list[Part], text: str) -> None:
    if not text:
        return
    last = parts[-1] if parts else None
    if isinstance(last, Shared):
        parts[-1] = Shared(last.text + text)
    else:
        parts.append(Shared(text))


def _between(parts: list[Part], texts: list[str], holders: list[tuple[int, ...]]) -> None:
    """Adds what stands between two shared words: the space that all have, and the choice among the rest."""
    low, high = min(texts), max(texts)
    if low == high:
        _share(parts, low)
        return
    head = 0
    while head < len(low) and low[head] == high[head] and low[head].isspace():
        head += 1
    rest = [text[head:] for text in texts]
    tail = 0
    shortest = min(map(len, rest))
    while tail < shortest and rest[0][-tail - 1].isspace() and len({text[-tail - 1] for text in rest}) == 1:
        tail += 1
    _share(parts, low[:head])
    variants: dict[str, tuple[int, ...]] = {}
    for text, who in zip(rest, holders, strict=True):
        core = text[: len(text) - tail]
        variants[core] = tuple(sorted((*variants.get(core, ()), *who)))
    parts.append(Choice(_nested(variants)))
    _share(parts, rest[0][len(rest[0]) - tail :])


def _nested(variants: dict[str, tuple[int, ...]]) -> tuple[Variant, ...]:
    """The variants of a choice, in which those that are much alike are collated among themselves."""
    texts = [text for text in variants if text]
    made: list[Variant] = []
    for group, parts in _groups(variants, texts, all_together="" in variants):
        if len(parts) == 1 and isinstance(parts[0], Choice):
            made.extend(parts[0].variants)  # nothing shared but inside its variants: no bracket around them
        else:
            made.append(Variant(parts, tuple(sorted(n for text in group for n in variants[text]))))
    if "" in variants:
        made.append(Variant((), variants[""]))
    return tuple(sorted(made, key=lambda variant: (not variant.parts, variant.holders)))


def _groups(
    variants: dict[str, tuple[int, ...]], texts: list[str], *, all_together: bool
) -> list[tuple[list[str], tuple[Part, ...]]]:
    """Texts that are alike, each group with its own collation; a text alone is a group."""
    alone: list[tuple[list[str], tuple[Part, ...]]] = [([text], (Shared(text),)) for text in texts]
    if len(texts) < (2 if all_together else 3):
        return alone
    cut = [[token.rstrip() for token in tokens(text)] for text in texts]
    pairs = list(combinations(range(len(texts)), 2))
    scores = [Indel.normalized_similarity(cut[a], cut[b]) for a, b in pairs]
    for least in _LIKENESSES:
        group = list(range(len(texts)))
        for (a, b), score in zip(pairs, scores, strict=True):
            if score >= least and group[a] != group[b]:
                group = [group[a] if number == group[b] else number for number in group]
        members = [[text for text, own in zip(texts, group, strict=True) if own == number] for number in set(group)]
        if len(members) == 1 and not all_together:
            continue  # the same texts again: no word is common to all of them
        made = [(found, _collated({text: variants[text] for text in found})) for found in members]
        if any(len(found) > 1 for found in members) and all(_pays(parts, found) for found, parts in made):
            return made
    return alone


def _pays(parts: tuple[Part, ...], texts: Sequence[str]) -> bool:
    """Whether a nested collation is short enough to be worth its brackets; a text alone costs nothing."""
    if len(texts) == 1:
        return True
    flat = sum(map(count_words, texts))
    saved = flat - count_words(_printed(parts, ()))
    return saved >= _SAVED_WORDS * _wordings(parts) and saved >= _SAVED_SHARE * flat


def _wordings(parts: tuple[Part, ...]) -> int:
    """How many wordings stand in brackets, at any depth."""
    variants = [variant for part in parts if isinstance(part, Choice) for variant in part.variants if variant.parts]
    return len(variants) + sum(_wordings(variant.parts) for variant in variants)


# --- reading and printing -----------------------------------------------------


def _read(parts: tuple[Part, ...], number: int) -> str:
    out = ""
    for part in parts:
        if isinstance(part, Shared):
            out += part.text
        else:
            held = (variant for variant in part.variants if number in variant.holders)
            out += _read(next(held, part.variants[0]).parts, number)
    return out


def _is_open(choice: Choice) -> bool:
    """Whether the variants print differently, spaces apart."""
    return len({_printed(variant.parts, ()).strip() for variant in choice.variants}) > 1


def _open(parts: tuple[Part, ...], way: Place) -> Iterator[Place]:
    for at, part in enumerate(parts):
        if isinstance(part, Choice) and _is_open(part):
            yield (*way, at)
            for n, variant in enumerate(part.variants):
                yield from _open(variant.parts, (*way, at, n))


def _printed(parts: tuple[Part, ...], labels: tuple[str, ...]) -> str:
    out = ""
    for part in parts:
        if isinstance(part, Shared):
            out += part.text
            continue
        wordings = [_printed(variant.parts, labels) for variant in part.variants]
        if not _is_open(part):
            out += wordings[0]
            continue
        # Space at the edge of a variant goes outside the bracket, once.
        if any(wording[:1].isspace() for wording in wordings) and not out[-1:].isspace():
            out += " "
        out += _in_brackets(part, [wording.strip() for wording in wordings], labels)
        if any(wording[-1:].isspace() for wording in wordings if wording.strip()):
            out += " "
    return out


def _in_brackets(choice: Choice, wordings: list[str], labels: tuple[str, ...]) -> str:
    lone = sum(map(bool, wordings)) == 1
    shown: list[str] = []
    for variant, wording in zip(choice.variants, wordings, strict=True):
        if not wording and lone:
            continue
        who = ", ".join(labels[n] for n in variant.holders) + ": " if labels else ""
        shown.append(who + (wording or ABSENT))
    short = all(_is_short(wording) for wording in wordings)
    return f"[{'/'.join(shown)}]" if short else " ".join(f"[{wording}]" for wording in shown)


def _is_short(wording: str) -> bool:
    few = count_words(wording) <= _SHORT_WORDS or len(wording) <= _SHORT_LENGTH
    return few and not set("[]/") & set(wording)


def _with(parts: tuple[Part, ...], place: Place, chosen: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts in which the choice at `place` is replaced; shared words that come to touch are joined."""
    at, *below = place
    part = parts[at]
    if below and isinstance(part, Choice):
        variant = part.variants[below[0]]
        inside = replace(variant, parts=_with(variant.parts, tuple(below[1:]), chosen))
        chosen = (Choice((*part.variants[: below[0]], inside, *part.variants[below[0] + 1 :])),)
    out: list[Part] = []
    for piece in (*parts[:at], *chosen, *parts[at + 1 :]):
        if isinstance(piece, Shared):
            _share(out, piece.text)
        else:
            out.append(piece)
    return tuple(out)
