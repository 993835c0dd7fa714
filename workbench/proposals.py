"""What was proposed, as a catalogue keeps it: sources and the views recorded in them, elements and their formulations.

Every value is frozen. The draft that is made of them is in `workbench.model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.model import Citation, Item


class Kind(StrEnum):
    """What an element is; the first six are the heart of a declaration, METHOD is for views only."""

    SUBJECT = "subject"
    OBJECT = "object"
    SCOPE = "scope"
    ENFORCEMENT = "enforcement"
    POSITIVE_OBLIGATION = "positive-obligation"
    NEGATIVE_OBLIGATION = "negative-obligation"
    DEFINITION = "definition"
    NATURE = "nature"
    PRINCIPLE = "principle"
    LEGAL_BASIS = "legal-basis"
    RATIONALE = "rationale"
    COOPERATION = "cooperation"
    METHOD = "method"


#: The kinds that elements may have, in the order in which a declaration is read.
ANATOMY: tuple[Kind, ...] = (
    Kind.LEGAL_BASIS,
    Kind.RATIONALE,
    Kind.DEFINITION,
    Kind.NATURE,
    Kind.PRINCIPLE,
    Kind.OBJECT,
    Kind.SUBJECT,
    Kind.SCOPE,
    Kind.POSITIVE_OBLIGATION,
    Kind.NEGATIVE_OBLIGATION,
    Kind.COOPERATION,
    Kind.ENFORCEMENT,
)


class Stance(StrEnum):
    """How firmly a source records a view; it stays with the view for ever."""

    PROPOSED = "proposed"
    QUESTIONED = "questioned"
    OPPOSED = "opposed"
    GENERAL_AGREEMENT = "general agreement"


class Use(StrEnum):
    """What a view can become in a draft: text, a policy of the draft, or a note only."""

    TEXT = "text"
    POLICY = "policy"
    NOTE = "note"


class Rule(StrEnum):
    """How many members of a choice set may stand together."""

    ONE = "one"
    SOME = "some"
    IN_OUT = "in_out"


# --- sources ------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One proposal or opinion recorded in a paragraph of a source."""

    id: str
    source: str
    paragraphs: tuple[str, ...]
    kind: Kind
    label: str
    stance: Stance
    attribution: str
    anchor: str
    use: Use = Use.TEXT
    why: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A numbered paragraph, article or principle; `digest` is our summary, `text` the verbatim words if loaded."""

    number: str
    section: tuple[str, ...] = ()
    digest: str = ""
    text: str = ""
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A report, treaty or resolution; `short` and `unit` say how an instrument is cited in a sentence.

    `unit` is `paragraph` for documents cited by symbol (A/HRC/21/44/Add.1, para. 47),
    else the word for one provision, in the case in which it is printed (`Article 1 of the Charter`).
    """

    id: str
    symbol: str = ""
    title: str
    short: str = ""
    unit: str = "paragraph"
    body: str = ""
    date: str = ""
    language: str = "en"
    paragraphs: tuple[Paragraph, ...] = ()

    def paragraph(self, number: str) -> Paragraph | None:
        """The paragraph of that number, or None."""
        return next((p for p in self.paragraphs if p.number == number), None)


# --- catalogue ----------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Formulation:
    """One wording of an element; `sets` are terms of the draft that choosing it fixes."""

    id: str
    text: str
    items: tuple[Item, ...] = ()
    sets: tuple[tuple[str, str], ...] = ()
    rests_on: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = ()
    by: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """A proposed element with its alternative formulations."""

    id: str
    kind: Kind
    title: str
    gist: str
    formulations: tuple[Formulation, ...]

    def formulation(self, id: str) -> Formulation | None:
        """The formulation of that id, or None."""
        return next((f for f in self.formulations if f.id == id), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceSet:
    """Views among which a draft chooses: `one` at most, `some` to be reconciled, or `in_out`."""

    id: str
    label: str
    rule: Rule
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tension:
    """Two views that pull a text apart, and why; the order of the two says nothing."""

    a: str
    b: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """A choice of the draft that is no text, such as 'no negative obligations'; it rests on views."""

    id: str
    label: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SkeletonArticle:
    """A place that the catalogue foresees: an article, its heading, and the elements that land in it."""

    id: str
    heading: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SkeletonPart:
    """A part of the foreseen declaration with its articles, in order."""

    id: str
    heading: str
    articles: tuple[SkeletonArticle, ...] = ()
