"""Finds the words that n texts share, in order: the anchors on which a collation hangs.

Anchors are given up where they would not help a reader: islands, sentences of which little is shared,
and places where a pair that a drafter typed, of brackets or quotation marks, would be torn apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.compare.align import matches
from workbench.compare.readable import (
    ISLAND_LETTERS,
    ISLAND_TOKENS,
    KEPT,
    LONG_MATCH,
    SENTENCE_TOKENS,
    at_clauses,
    enough,
)
from workbench.compare.tokens import SENTENCE_ENDS, is_word

_CLOSERS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«", "」": "「", "』": "『"}
_OPENERS = frozenset(_CLOSERS.values())

#: The place of one shared word in each text.
Anchor = tuple[int, ...]


def anchors(texts: Sequence[Sequence[str]]) -> list[Anchor]:
    """The places of the shared words that are worth sharing; a text is given as its words."""
    found = _shared(texts)
    found = _without_islands(found, texts)
    found = _whole_sentences(found, texts)
    found = _untorn(found, texts)
    if not any(is_word(texts[0][row[0]]) for row in found):
        # Commas and full stops alone hold nothing together, unless all texts end in the same sign.
        return _common_end(texts) if found else []
    return found


def _common_end(texts: Sequence[Sequence[str]]) -> list[Anchor]:
    last = {text[-1] for text in texts}
    alone = any(len(text) < 2 for text in texts)
    return [tuple(len(text) - 1 for text in texts)] if len(last) == 1 and last <= SENTENCE_ENDS and not alone else []


def _shared(texts: Sequence[Sequence[str]]) -> list[Anchor]:
    """Words common to all texts in the same order, found from the shortest text to the longest."""
    order = sorted(range(len(texts)), key=lambda n: (len(texts[n]), n))
    common: Sequence[str] = texts[order[0]]
    for n in order[1:]:
        common = [word for match in matches(common, texts[n]) for word in common[match.old : match.old + match.size]]
    return list(zip(*(_places(common, text) for text in texts), strict=True))


def _places(common: Sequence[str], text: Sequence[str]) -> list[int]:
    """Where the common words stand in one text."""
    blocks = at_clauses(matches(common, text), common, text)
    places = [match.new + n for match in blocks for n in range(match.size)]
    if len(places) == len(common):
        return places
    # The search of very long texts may miss some: take each word where it comes first.
    places = []
    at = -1
    for word in common:
        at = next(n for n in range(at + 1, len(text)) if text[n] == word)
        places.append(at)
    return places


def _gap(texts: Sequence[Sequence[str]], left: Anchor, right: Anchor) -> set[tuple[str, ...]]:
    """The different wordings between two anchors."""
    return {tuple(text[i + 1 : j]) for text, i, j in zip(texts, left, right, strict=True)}


def _without_islands(found: list[Anchor], texts: Sequence[Sequence[str]]) -> list[Anchor]:
    end = tuple(len(text) for text in texts)
    kept: list[Anchor] = []
    last: Anchor = tuple(-1 for _ in texts)
    rows = _rows(found)
    for run, after in zip(rows, [*(row[0] for row in rows[1:]), end], strict=False):
        words = [texts[0][row[0]] for row in run]
        if len(run) > ISLAND_TOKENS or any(len(word) > ISLAND_LETTERS or word in SENTENCE_ENDS for word in words):
            kept.extend(run)
            last = run[-1]
        else:
            before, behind = _gap(texts, last, run[0]), _gap(texts, run[-1], after)
            both = before != {()} and behind != {()}
            replaces = len(before - {()}) > 1 or len(behind - {()}) > 1
            widest = max(map(len, before)) + max(map(len, behind))
            if not (both and replaces and widest >= len(run)):
                kept.extend(run)
                last = run[-1]
    return kept


def _rows(found: Sequence[Anchor]) -> list[list[Anchor]]:
    """The anchors in rows that no text interrupts."""
    rows: list[list[Anchor]] = []
    for row in found:
        if rows and all(b == a + 1 for a, b in zip(rows[-1][-1], row, strict=True)):
            rows[-1].append(row)
        else:
            rows.append([row])
    return rows


def _whole_sentences(found: list[Anchor], texts: Sequence[Sequence[str]]) -> list[Anchor]:
    """Gives up the anchors inside sentences of which little is shared."""
    kept: list[Anchor] = []
    inside: list[Anchor] = []
    start: Anchor = tuple(-1 for _ in texts)
    for row in [*found, tuple(len(text) for text in texts)]:
        at_end = row[0] == len(texts[0])
        if not at_end and texts[0][row[0]] not in SENTENCE_ENDS:
            inside.append(row)
            continue
        sizes = [j - i - 1 for i, j in zip(start, row, strict=True)]
        little = max(sizes) >= SENTENCE_TOKENS and len(inside) * len(texts) < enough(len(_rows(inside))) * sum(sizes)
        if little and len(inside) < KEPT * min(sizes):
            inside = [place for stretch in _rows(inside) if len(stretch) >= LONG_MATCH for place in stretch]
        kept.extend(inside)
        if not at_end:
            kept.append(row)
        inside = []
        start = row
    return kept


def _untorn(found: list[Anchor], texts: Sequence[Sequence[str]]) -> list[Anchor]:
    """Gives up anchors until each typed pair is shared at both ends, or stands whole between two anchors."""
    pairs = [_pairs(text) for text in texts]
    while True:
        torn: set[Anchor] = set()
        for n, ends in enumerate(pairs):
            places = {row[n]: row for row in found}
            for p, q in ends:
                if p in places and q in places:
                    continue
                torn.update(places[at] for at in range(p, q + 1) if at in places)
        if not torn:
            return found
        found = [row for row in found if row not in torn]


def _pairs(text: Sequence[str]) -> list[tuple[int, int]]:
    """The places of brackets and double quotation marks that belong together."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, word in enumerate(text):
        opener = '"' if word == '"' else _CLOSERS.get(word, "")
        open_here = [n for n, (sign, _) in enumerate(stack) if sign == opener] if opener else []
        if open_here:
            pairs.append((stack[open_here[-1]][1], at))
            del stack[open_here[-1] :]
        elif word in _OPENERS or word == '"':
            stack.append((word, at))
    return pairs
