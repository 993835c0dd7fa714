"""What one wording says about rights, duties and terms: read once, compared across the draft by the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.checks.texts import Wording, any_of


class Actor(StrEnum):
    """Who may hold a right or owe a duty."""

    STATES = "States"
    ORGANIZATIONS = "international organizations"
    ENTERPRISES = "the private sector"
    CIVIL_SOCIETY = "civil society"
    INDIVIDUALS = "individuals"
    PEOPLES = "peoples"


_ACTORS: tuple[tuple[Actor, re.Pattern[str]], ...] = (
    (Actor.STATES, re.compile(r"\b(?:States?|Governments?)\b")),
    (Actor.ORGANIZATIONS, any_of([r"international (?:\w+ )?(?:organizations|institutions)", "United Nations system"])),
    (Actor.ENTERPRISES, any_of(["enterprises?", "corporations?", "private sector", "business(?:es)?", "companies"])),
    (Actor.CIVIL_SOCIETY, any_of(["civil society", "non-governmental organizations?"])),
    (Actor.INDIVIDUALS, any_of(["individuals?", "everyone", "everybody", "human (?:persons?|beings?)", "persons?"])),
    (Actor.PEOPLES, any_of(["peoples", "nations", "communities"])),
)

_HAVE = r"(?:have|has|hold|holds|enjoy|enjoys|shall have|shall enjoy|possess|possesses)"
_RIGHT = re.compile(
    rf"(?:^|[,;:] )(?P<who>[^,;:.]*?)\s{_HAVE} (?:the|a|an|this|that)(?: \w+)? right to (?P<what>[^,.;:]+)"
)
_RIGHT_OF = re.compile(r"\bright of (?P<who>[^,.;:]{3,60}?) to (?P<what>[^,.;:]+)")
_MODAL = re.compile(r"\b(?P<modal>shall|should)\b")
_OWED = re.compile(
    r"\b(?P<who>[^,.;:]{3,80}?) (?:have|has|bear|bears|owe|owes|are under|is under) (?:an?|the|their|its)?\s?"
    r"(?P<kind>\w+ )?(?P<word>obligation|duty|duties|obligations|responsibility|responsibilities)\b"
)
_MEANS = re.compile(
    r"(?:^|[,:] )(?:the (?:term|expression|words?) )?[“\"‘](?P<term>[^”\"’]{2,60})[”\"’] "
    r"(?:means|mean|refers? to|denotes?|signif(?:y|ies)|is understood as|is to be understood as|shall mean|includes)\b"
)
_LADDER = {"obligation": "obligation", "duty": "duty", "duties": "duty", "responsibility": "responsibility"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The claims of one wording.

    `rights` are (who, to what); `bound` are (who stands before the first modal verb of a sentence, the verb);
    `owed` are (actor, obligation or duty or responsibility); `defined` are the terms it defines.
    """

    rights: tuple[tuple[str, str], ...] = ()
    bound: tuple[tuple[str, str], ...] = ()
    owed: tuple[tuple[Actor, str], ...] = ()
    defined: tuple[str, ...] = ()
    words: int = 0


def facts_of(wording: Wording) -> Facts:
    """The claims of a wording."""
    texts = [line.unquoted for line in wording.lines]
    return Facts(
        rights=tuple(right for text in texts for right in _rights(text)),
        bound=tuple(bound for line in wording.lines for bound in _bound(line.sentences())),
        owed=tuple(dict.fromkeys(owed for text in texts for owed in _owed(text))),
        defined=tuple(hit["term"] for line in wording.lines for hit in _MEANS.finditer(line.text)),
        words=sum(len(line.text.split()) for line in wording.lines),
    )


def actors_in(text: str) -> tuple[Actor, ...]:
    """The actors that a phrase names.

    >>> [str(actor) for actor in actors_in("States and business enterprises")]
    ['States', 'the private sector']
    """
    return tuple(actor for actor, pattern in _ACTORS if pattern.search(text.replace("United Nations", "")))


def _rights(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_RIGHT, _RIGHT_OF):
        for hit in pattern.finditer(text):
            yield hit["who"].strip(), hit["what"].strip()


def _bound(sentences: list[str]) -> Iterator[tuple[str, str]]:
    for sentence in sentences:
        hit = _MODAL.search(sentence)
        if hit:
            yield sentence[: hit.start()].strip(), hit["modal"]


def _owed(text: str) -> Iterator[tuple[Actor, str]]:
    for hit in _OWED.finditer(text):
        # 'Primary' and 'shared responsibility' are set phrases, not a choice of rank.
        if (hit["kind"] or "").strip() in ("primary", "shared", "common", "joint", "national"):
            continue
        word = _LADDER.get(hit["word"]) or _LADDER[hit["word"].removesuffix("s").replace("ie", "y")]
        for actor in actors_in(hit["who"])[:1]:
            yield actor, word
