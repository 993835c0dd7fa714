"""Sets a draft beside a foreign text: which provisions correspond to which paragraphs, how closely, in which words.

Closeness is the share of common words, rare ones counting more, or the likeness of the two word by word
if that is higher. Exact runs are six or more words in a row, whatever their case and signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import Indel

from workbench.compare.tokens import is_word, keys, tokens
from workbench.compare.units import units_of
from workbench.document import Document
from workbench.model import Draft
from workbench.proposals import Paragraph

#: So many words in a row are an exact run.
RUN = 6
#: Less close than this, without an exact run, two texts do not correspond.
CLOSE = 0.3
# A provision is set beside at most so many paragraphs.
_MOST = 3
# So many paragraphs with the most words in common are looked at word by word.
_TRIED = 12


@dataclass(frozen=True, slots=True)
class ExactRun:
    """The same words from `start` to `end` in the provision and from `there` to `there_end` in the other text."""

    start: int
    end: int
    there: int
    there_end: int
    words: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Correspondence:
    """A provision and a paragraph of the foreign text that correspond, and how closely (0 to 1)."""

    provision: str
    place: str
    text: str
    paragraph: str
    foreign_text: str
    closeness: float
    runs: tuple[ExactRun, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text as its words, with their places."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def correspondences(draft: Draft | Document, foreign: Sequence[Paragraph]) -> tuple[Correspondence, ...]:
    """For each provision, in reading order, the paragraphs that correspond, the closest first."""
    index = _Index([(paragraph, _cut(paragraph.text)) for paragraph in foreign if paragraph.text])
    out: list[Correspondence] = []
    for unit in units_of(draft):
        if not unit.is_leaf or not unit.text:
            continue
        here = _cut(unit.text)
        found: list[Correspondence] = []
        for paragraph, cut, close in index.like(here):
            runs = _runs(here, cut, _grams(cut.words))
            if runs or close >= CLOSE:
                found.append(
                    Correspondence(
                        provision=unit.id,
                        place=unit.place,
                        text=unit.text,
                        paragraph=paragraph.number,
                        foreign_text=paragraph.text,
                        closeness=round(close, 3),
                        runs=runs,
                    )
                )
        # An exact run says more than common words; among equals the earlier paragraph stands first.
        found.sort(key=lambda c: (-max((run.words for run in c.runs), default=0), -c.closeness))
        out.extend(found[:_MOST])
    return tuple(out)


def exact_runs(here: str, there: str) -> tuple[ExactRun, ...]:
    """The stretches of six or more words that two texts share.

    >>> text = "Everyone is entitled to a social order."
    >>> [text[run.start : run.end] for run in exact_runs(text, "everyone is entitled to a social and a just order")]
    ['Everyone is entitled to a social']
    """
    cut = _cut(there)
    return _runs(_cut(here), cut, _grams(cut.words))


def _cut(text: str) -> _Cut:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    cut = tokens(text)
    for token, word in zip(cut, keys(text, cut), strict=True):
        if is_word(word):
            words.append(word)
            spans.append((at, at + len(token.rstrip())))
        at += len(token)
    return _Cut(tuple(words), tuple(spans))


def _grams(words: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - RUN + 1):
        found.setdefault(tuple(words[at : at + RUN]), []).append(at)
    return found


def _runs(here: _Cut, there: _Cut, grams: dict[tuple[str, ...], list[int]]) -> tuple[ExactRun, ...]:
    """The longest runs from left to right, none inside another."""
    runs: list[ExactRun] = []
    i = 0
    while i <= len(here.words) - RUN:
        best, at = 0, 0
        for j in grams.get(tuple(here.words[i : i + RUN]), ()):
            size = RUN
            while (
                i + size < len(here.words)
                and j + size < len(there.words)
                and here.words[i + size] == there.words[j + size]
            ):
                size += 1
            if size > best:
                best, at = size, j
        if best:
            last, there_last = here.spans[i + best - 1], there.spans[at + best - 1]
            runs.append(ExactRun(here.spans[i][0], last[1], there.spans[at][0], there_last[1], best))
        i += best or 1
    return tuple(runs)


class _Index:
    """The foreign paragraphs by their words and by their runs of six."""

    def __init__(self, there: Sequence[tuple[Paragraph, _Cut]]) -> None:
        self.there = there
        self.by_word: dict[str, list[int]] = {}
        self.by_gram: dict[tuple[str, ...], list[int]] = {}
        for n, (_, cut) in enumerate(there):
            for word in set(cut.words):
                self.by_word.setdefault(word, []).append(n)
            for gram in _grams(cut.words):
                self.by_gram.setdefault(gram, []).append(n)
        # The more paragraphs have a word, the less it tells.
        self.weights = {word: log(1 + len(there) / len(places)) for word, places in self.by_word.items()}
        self.rare = max(self.weights.values(), default=1.0)
        self.totals = [self._total(cut.words) for _, cut in there]

    def _total(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, self.rare) for word in set(words))

    def like(self, here: _Cut) -> list[tuple[Paragraph, _Cut, float]]:
        """The paragraphs that may correspond, in their order, with their closeness."""
        common = [0.0] * len(self.there)
        for word in set(here.words):
            for n in self.by_word.get(word, ()):
                common[n] += self.weights[word]
        own = self._total(here.words)
        shares = {n: 2 * both / (own + self.totals[n]) for n, both in enumerate(common) if both}
        exact = {n for gram in _grams(here.words) for n in self.by_gram.get(gram, ())}
        wanted = sorted(exact.union(sorted(shares, key=lambda n: -shares[n])[:_TRIED]))
        found: list[tuple[Paragraph, _Cut, float]] = []
        for n in wanted:
            paragraph, cut = self.there[n]
            # Texts on other matters are alike in their small words: then the order of these tells nothing.
            alike = Indel.normalized_similarity(here.words, cut.words) if shares[n] >= CLOSE / 2 else 0.0
            found.append((paragraph, cut, max(shares[n], alike)))
        return found
