"""What a formulation says in substance: who, to whom, how strongly, how far; by plain rules over `lexicon`.

The rules, in order:

1. The text is cut into clauses at . ; and : , and each clause at its modal words (shall, should, have the right ...).
2. An actor stands in the subject of a modal if it comes before it in its clause and no preposition governs it;
   actors joined by commas, 'and' or 'or' share their place.
3. The subject of 'have the right' or 'are entitled to' is a rights holder, as is who comes after 'right(s) of';
   the subject of any other active modal is a duty bearer, as is who comes after 'duty of' or, in a passive, after 'by'.
4. The strength is that of the strongest modal for a deed (else of a right); each qualifier takes off half a step,
   down to half a step at least.
5. A clause is negative if its modal is followed by 'not' or 'refrain', or its subject begins with 'no' or 'nothing'.
6. Breadth counts distinct actors and subjects, and one more for a reach beyond the territory.

What no rule finds is not stated: an empty tuple, an empty string, or None.

>>> found = profile("States shall not, as appropriate, impede the right of peoples to development.")
>>> found.duty_bearers, found.rights_holders, found.modals, found.strength, found.polarity
(('States',), ('peoples',), ('shall',), 4.5, 'negative')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.compare.lexicon import ACTORS, MODALS, QUALIFIERS, REACHES, SUBJECTS
from workbench.compare.tokens import count_words
from workbench.model import Citation
from workbench.proposals import View

NOT_STATED = "not stated"

_NAMES = {words: name for name, forms in ACTORS.items() for words in forms}
_ACTOR = "(?:" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + ")"
_ADJECTIVES = (
    r"(?:(?:all|every|each|any|no|the|other|both|many|these|those|their|human|individual|affected|present|and)\s+)*"
)
_JOIN = r"\s*(?:,\s*)?(?:(?:and|or|as well as|together with|including)\s+|(?<=,)\s+)"
_ROW = re.compile(rf"(?<![\w-]){_ADJECTIVES}{_ACTOR}(?:{_JOIN}{_ADJECTIVES}{_ACTOR})*(?![\w-])")
_ONE = re.compile(rf"(?<![\w-]){_ACTOR}(?![\w-])")
_PREPOSITION = re.compile(
    r"(?:of|for|to|by|among|amongst|between|against|from|towards|toward|with|in|on|under|upon|within|as)\s+$"
)
_MODAL = re.compile(
    "|".join(rf"(?P<m{n}>(?<![\w-])(?:{pattern})(?![\w-]))" for n, (pattern, _, _) in enumerate(MODALS))
)
_RIGHT_OF = re.compile(r"\brights?(?: to [^,.;:]*?)? (?:of|belongs? to|held by|vested in)\s+")
_BELONGS = re.compile(r"\b(?:holders? (?:of [^,.;:]*? )?(?:is|are)|belongs? to|(?:is|are) held by)\s+")
_DUTY_OF = re.compile(r"\b(?:obligations?|dut(?:y|ies)|responsibilit(?:y|ies))\s+(?:of|upon|incumbent (?:up)?on)\s+")
_BY = re.compile(r"\bby\s+")
_PASSIVE = re.compile(r"^(?:\s+not)?(?:\s*,[^,]*,)?\s+(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?\w+(?:ed|en|t|d)\b")
_NEGATION = re.compile(r"^(?:\s*,[^,]*,)?\s+(?:not|never|refrain|abstain|in no case)\b")
_NO_SUBJECT = re.compile(r"(?:^|\W)(?:no|nothing|none|neither)\b")
_BLANK = re.compile(r"\{\{\s*(\w+)\s*(?:\|[^}]*)?\}\}")
_QUALIFIER = {name: re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") for name, pattern in QUALIFIERS.items()}
_SUBJECT = {name: re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") for name, pattern in SUBJECTS.items()}
_REACH = tuple((name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])")) for name, pattern in REACHES)
_BEYOND = frozenset({"at home and abroad", "beyond the territory", "between States"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What one formulation says in substance; an empty field is not stated."""

    label: str
    rights_holders: tuple[str, ...]
    duty_bearers: tuple[str, ...]
    modals: tuple[str, ...]
    strength: float | None
    qualifiers: tuple[str, ...]
    subjects: tuple[str, ...]
    reach: str
    polarity: str
    words: int
    breadth: int
    views: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One feature in all formulations; `differs` if they do not agree in it."""

    feature: str
    values: tuple[str, ...]
    differs: bool


def profile(text: str, label: str = "", *, views: Sequence[View] = (), cites: Sequence[Citation] = ()) -> Profile:
    """The profile of one formulation, with the views and citations that it rests on."""
    plain = " ".join(_BLANK.sub(lambda blank: blank[1].replace("_", " "), text).casefold().replace("’", "'").split())
    holders: dict[str, None] = {}
    bearers: dict[str, None] = {}
    modals: dict[str, tuple[int, str]] = {}
    polarities: set[str] = set()
    for clause in re.split(r"[.;:]\s", plain):
        _read_clause(clause, holders, bearers, modals, polarities)
    qualifiers = _found(_QUALIFIER, plain)
    subjects = _found(_SUBJECT, plain)
    reach = next((name for name, pattern in _REACH if pattern.search(plain)), "")
    actors = holders.keys() | bearers.keys()
    return Profile(
        label=label,
        rights_holders=tuple(holders),
        duty_bearers=tuple(bearers),
        modals=tuple(modals),
        strength=_strength(modals.values(), len(qualifiers)),
        qualifiers=qualifiers,
        subjects=subjects,
        reach=reach,
        polarity=" and ".join(sorted(polarities, reverse=True)),
        words=count_words(text),
        breadth=len(actors) + len(subjects) + (reach in _BEYOND),
        views=tuple(f"{view.label} ({view.stance})" for view in views),
        paragraphs=tuple(dict.fromkeys(f"{view.source}, {number}" for view in views for number in view.paragraphs)),
        legal_bases=tuple(", ".join((cite.source, *cite.paragraphs)) for cite in cites),
    )


def rows(profiles: Sequence[Profile]) -> tuple[ProfileRow, ...]:
    """The profiles as a table: a row a feature, a column a formulation, 'not stated' where no rule knew."""
    features: tuple[tuple[str, list[str]], ...] = (
        ("Rights holder", [_listed(p.rights_holders) for p in profiles]),
        ("Duty bearer", [_listed(p.duty_bearers) for p in profiles]),
        ("Modal verb", [_listed(p.modals) for p in profiles]),
        ("Strength (0.5 to 5)", [f"{p.strength:g}" if p.strength is not None else NOT_STATED for p in profiles]),
        ("Qualifiers that weaken", [_listed(p.qualifiers, "none") for p in profiles]),
        ("Scope", [_listed(p.subjects) for p in profiles]),
        ("Territorial reach", [p.reach or NOT_STATED for p in profiles]),
        ("Negative or positive", [p.polarity or NOT_STATED for p in profiles]),
        ("Length in words", [str(p.words) for p in profiles]),
        ("Breadth", [str(p.breadth) for p in profiles]),
        ("Views", [_listed(p.views, "none") for p in profiles]),
        ("Supporting paragraphs", [_listed(p.paragraphs, "none") for p in profiles]),
        ("Legal bases", [_listed(p.legal_bases, "none") for p in profiles]),
    )
    return tuple(ProfileRow(name, tuple(values), len(set(values)) > 1) for name, values in features)


def _listed(values: Iterable[str], nothing: str = NOT_STATED) -> str:
    return "; ".join(values) or nothing


def _found(patterns: dict[str, re.Pattern[str]], text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in patterns.items() if pattern.search(text))


def _strength(modals: Iterable[tuple[int, str]], weakened: int) -> float | None:
    deeds = [strength for strength, sort in modals if sort == "deed"]
    rights = [strength for strength, sort in modals if sort == "right"]
    if not deeds and not rights:
        return None
    return max(0.5, max(deeds or rights) - 0.5 * weakened)


def _read_clause(
    clause: str,
    holders: dict[str, None],
    bearers: dict[str, None],
    modals: dict[str, tuple[int, str]],
    polarities: set[str],
) -> None:
    """Reads one clause into the four collections."""
    start = 0
    for found in _MODAL.finditer(clause):
        before, behind = clause[start : found.start()], clause[found.end() :]
        start = found.end()
        _, strength, sort = MODALS[int((found.lastgroup or "m0")[1:])]
        if found[0] == "right of":
            continue  # a right that is spoken of, not given: read below
        subject = _subject(before)
        modals.setdefault(found[0], (strength, sort))
        negative = bool(_NEGATION.match(behind) or _NO_SUBJECT.search(before))
        polarities.add("negative" if negative else "positive")
        if sort == "right":
            holders.update(dict.fromkeys(subject))
        elif _PASSIVE.match(behind):
            for mention in _BY.finditer(behind):
                bearers.update(dict.fromkeys(_actors_at(behind[mention.end() :])))
        else:
            bearers.update(dict.fromkeys(subject))
    for pattern, side in ((_RIGHT_OF, holders), (_BELONGS, holders), (_DUTY_OF, bearers)):
        for mention in pattern.finditer(clause):
            side.update(dict.fromkeys(_actors_at(clause[mention.end() :])))


def _subject(text: str) -> list[str]:
    """The actors in the subject at the end of a stretch: the last row of actors that no preposition governs."""
    free = [row for row in _ROW.finditer(text) if not _PREPOSITION.search(text[: row.start()])]
    return _names(free[-1][0]) if free else []


def _actors_at(text: str) -> list[str]:
    """The actors with which a stretch begins."""
    row = _ROW.match(text)
    return _names(row[0]) if row else []


def _names(row: str) -> list[str]:
    return list(dict.fromkeys(_NAMES[actor[0]] for actor in _ONE.finditer(row)))
