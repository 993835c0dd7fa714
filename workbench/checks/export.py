"""Whether the text is ready for translators: L85 to L87."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.rule import NOTE, WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.scene import Scene, finding
from workbench.checks.texts import Wording, any_of, listed, shortened
from workbench.findings import Finding

#: How many words a sentence may have.
MAX_SENTENCE = 60

_AND_OR = re.compile(r"\band/or\b", re.IGNORECASE)
_WHICH = re.compile(r", which\b")
_LATIN = any_of([r"i\.e\.?", r"e\.g\.?", r"etc\.?", "viz"])
_INTER_ALIA = any_of(["inter alia"])


def long_sentences(wording: Wording) -> Iterator[Remark]:
    """L85."""
    for line in wording.lines:
        for sentence in line.sentences():
            words = len(sentence.split())
            if words > MAX_SENTENCE:
                yield Remark(
                    f"“{shortened(sentence, 5)}” runs to {words} words in one sentence.", "Split it, or list its parts."
                )
            elif len(_WHICH.findall(sentence)) > 1:
                yield Remark("A chain of “which” leaves open what refers to what.", "Split the sentence.")
    if wording.found(_AND_OR):
        yield Remark("“and/or” has no good translation.", "Write “and”, “or”, or “or both”.")


def latin(wording: Wording) -> Iterator[Remark]:
    """L86."""
    if wording.preambular:
        return
    found = wording.found(_LATIN)
    if found:
        yield Remark(f"{listed(found)} in an article.", "Write it in words, or list everything.")
    elif sum(len(_INTER_ALIA.findall(line.unquoted)) for line in wording.lines) > 1:
        yield Remark("“inter alia” stands more than once in a paragraph.", "Write “including”, once.")


def alphabetical(scene: Scene) -> Iterator[Finding]:
    """L87."""
    for article in scene.articles:
        leaves = [leaf.first for leaf in scene.by_article.get(article.id, ()) if leaf.first]
        terms = [term.casefold() for reading in leaves for term in reading.facts.defined]
        if len(terms) > 2 and terms == sorted(terms):
            message = (
                f"The definitions of {scene.title(article.id)} are in alphabetical order, which no translation keeps."
            )
            yield finding("L87", NOTE, article.id, message, "Order them by subject.")


WORDING: tuple[WordingCheck, ...] = (
    Check("L85", WARNING, "Sentences that can be translated", long_sentences),
    Check("L86", NOTE, "Few Latin abbreviations in articles", latin),
)

DRAFT: tuple[DraftCheck, ...] = (Check("L87", NOTE, "Definitions not in alphabetical order", alphabetical),)
