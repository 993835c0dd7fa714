"""What one wording says about rights, duties and terms: read once, compared across the draft by the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.checks.texts import Wording, any_of
from workbench.wording import references_in


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
#: The members of a list before its last; a phrase that opens with a preposition is none.
_LIST = r"(?:(?!(?:in|with|under|among|for|by|through|as|at|without) )[\w-]+(?: [\w-]+){0,3}, ){0,5}"
_RIGHT = re.compile(
    rf"(?:^|[,;:] )(?P<who>{_LIST}[^,;:.]*?)\s{_HAVE} (?:the|a|an|this|that)(?: \w+)? right to (?P<what>[^,.;:]+)",
    re.IGNORECASE,
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


_MECHANISM = r"(?:Committee|Commission|Fund|Mechanism|Board|Tribunal|Forum|Panel)"
_NAMED = re.compile(
    rf"\b[Tt]he ({_MECHANISM})\b(?! (?:on|of|for|against|in|to)\b)"
    r"|\b[Tt]he (?:monitoring|complaints?|follow-up|review|implementation) "
    r"(body|committee|mechanism|commission|fund)\b"
)
_CREATED = re.compile(
    rf"\b(?:establish|creat|set up|sets up|institut)\w*\b[^.;]{{0,80}}?\b(body|{_MECHANISM.lower()}|{_MECHANISM})s?\b"
    rf"|\b(body|{_MECHANISM.lower()}|{_MECHANISM})\b[^.;]{{0,60}}? (?:is|are|be|hereby) (?:hereby )?"
    r"(?:established|created|set up)\b"
)


@dataclass(frozen=True, slots=True)
class Right:
    """Who holds a right to what, as one wording says it."""

    who: str
    actors: frozenset[Actor]
    what: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The claims of one wording.

    `bound` are (who stands before the first modal verb of a sentence, the verb);
    `owed` are (actor, obligation or duty or responsibility); `defined` are the terms it defines;
    `named` and `created` are mechanisms; `grams` are the word triples of a wording that binds somebody;
    `refers` says whether it has a live cross-reference.
    """

    rights: tuple[Right, ...] = ()
    bound: tuple[tuple[frozenset[Actor], str], ...] = ()
    owed: tuple[tuple[Actor, str], ...] = ()
    actors: frozenset[Actor] = frozenset()
    defined: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    grams: frozenset[str] = frozenset()
    words: int = 0
    refers: bool = False


def facts_of(wording: Wording) -> Facts:
    """The claims of a wording."""
    texts = [line.unquoted for line in wording.lines]
    whole = " ".join(line.text for line in wording.lines)
    bound = tuple(bound for line in wording.lines for bound in _bound(line.sentences()))
    return Facts(
        rights=tuple(right for text in texts for right in _rights(text)),
        bound=bound,
        owed=tuple(dict.fromkeys(owed for text in texts for owed in _owed(text))),
        actors=frozenset(actors_in(whole)),
        defined=tuple(hit["term"] for line in wording.lines for hit in _MEANS.finditer(line.text)),
        named=_mechanisms(_NAMED, texts),
        created=_mechanisms(_CREATED, texts),
        grams=_grams(whole) if bound else frozenset(),
        refers=any(references_in(line.raw) for line in wording.lines),
        words=sum(len(line.text.split()) for line in wording.lines),
    )


def _mechanisms(pattern: re.Pattern[str], texts: list[str]) -> tuple[str, ...]:
    found = (next(group for group in hit.groups() if group) for text in texts for hit in pattern.finditer(text))
    return tuple(dict.fromkeys(word.lower() for word in found))


def _grams(text: str) -> frozenset[str]:
    """The word triples of a text, a 'not' left out, so that a duty and its reverse are alike."""
    words = [word for word in re.findall(r"\w+", text.casefold()) if word != "not"]
    return frozenset(" ".join(words[n : n + 3]) for n in range(len(words) - 2))


def actors_in(text: str) -> tuple[Actor, ...]:
    """The actors that a phrase names.

    >>> [str(actor) for actor in actors_in("States and business enterprises")]
    ['States', 'the private sector']
    """
    return tuple(actor for actor, pattern in _ACTORS if pattern.search(text.replace("United Nations", "")))


def _rights(text: str) -> Iterator[Right]:
    for pattern in (_RIGHT, _RIGHT_OF):
        for hit in pattern.finditer(text):
            yield Right(hit["who"].strip(), frozenset(actors_in(hit["who"])), hit["what"].strip())


def _bound(sentences: list[str]) -> Iterator[tuple[frozenset[Actor], str]]:
    for sentence in sentences:
        hit = _MODAL.search(sentence)
        if hit:
            yield frozenset(actors_in(sentence[: hit.start()])), hit["modal"]


def _owed(text: str) -> Iterator[tuple[Actor, str]]:
    for hit in _OWED.finditer(text):
        # 'Primary' and 'shared responsibility' are set phrases, not a choice of rank.
        if (hit["kind"] or "").strip() in ("primary", "shared", "common", "joint", "national"):
            continue
        word = _LADDER.get(hit["word"]) or _LADDER[hit["word"].removesuffix("s").replace("ie", "y")]
        for actor in actors_in(hit["who"])[:1]:
            yield actor, word
