"""The draft: the tree of its provisions, and what is said and decided about them.

Every value is frozen; a change returns a new value (see `workbench.drafting`).
Identifiers are `[a-z][a-z0-9-]*`, at most 30 characters, and never reused in a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MAX_ID_LENGTH = 30

#: Ids that the document itself uses.
RESERVED = frozenset({"preamble", "body", "title", "organ", "formula"})

#: How many degrees of sub-paragraphs a provision may have: (a), (i), a., i.
MAX_DEGREES = 4

_ID = re.compile(r"[a-z][a-z0-9-]*")


def is_id(text: str) -> bool:
    """Whether a text can be an id: a to z, digits and hyphens, a letter first, not too long.

    >>> is_id("solidarity-funds"), is_id("A/HRC/21/44")
    (True, False)
    """
    return len(text) <= MAX_ID_LENGTH and _ID.fullmatch(text) is not None


class Relation(StrEnum):
    """What a supporting paragraph does for a provision."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    INSPIRES = "inspires"


class Status(StrEnum):
    """How far the negotiation of a provision has come."""

    DRAFT = "draft"
    PENDING = "pending"
    AD_REFERENDUM = "agreed ad referendum"
    AGREED = "agreed"


class Mode(StrEnum):
    """The modal policy of a draft: shall throughout, should throughout, or by actor."""

    STRONG = "strong"
    SOFT = "soft"
    MIXED = "mixed"


class Role(StrEnum):
    """What a place in the draft is; all but PARAGRAPH are containers."""

    PART = "part"
    ARTICLE = "article"
    ALTERNATIVES = "alternatives"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A sub-paragraph: (a), then (i), then a., then i. by depth."""

    id: str
    text: str
    items: tuple[Item, ...] = ()


def degrees(items: tuple[Item, ...]) -> int:
    """How deep sub-paragraphs go: 1 for (a), 2 for (i), 3 for a., 4 for i."""
    return max((1 + degrees(item.items) for item in items), default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """Supporting paragraphs of one source; `paragraphs` are numbers as printed in the source."""

    source: str
    paragraphs: tuple[str, ...] = ()
    relation: Relation = Relation.SUPPORTS
    quote: str = ""


# --- draft ------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One wording in a draft: a snapshot that keeps its origin.

    `origin` is `element/formulation@hash` of the wording taken, or empty for a drafter's own;
    in a draft file it is the key `from`.
    """

    id: str
    text: str
    items: tuple[Item, ...] = ()
    origin: str = ""
    by: str = ""
    edited: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A remark on a provision, private until shared; `at` is an ISO 8601 time."""

    by: str
    at: str
    text: str
    shared: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Provision:
    """A place in the draft: a container (heading and children) or a leaf (options), never both.

    `chosen` names options: none is a gap, one is settled, several are alternatives;
    `bracketed` is settled but not agreed. 'Open' is derived from these.
    """

    id: str
    role: Role = Role.PARAGRAPH
    heading: str = ""
    element: str = ""
    options: tuple[Option, ...] = ()
    chosen: tuple[str, ...] = ()
    bracketed: bool = False
    status: Status = Status.DRAFT
    cites: tuple[Citation, ...] = ()
    comments: tuple[Comment, ...] = ()
    children: tuple[Provision, ...] = ()

    @property
    def is_container(self) -> bool:
        """Whether it holds other provisions rather than wordings."""
        return self.role is not Role.PARAGRAPH

    @property
    def chosen_options(self) -> tuple[Option, ...]:
        """The options that are chosen, in the order of `options`."""
        return tuple(option for option in self.options if option.id in self.chosen)

    @property
    def is_open(self) -> bool:
        """Whether a negotiation still has to settle this place itself (its children apart)."""
        if self.role is Role.ALTERNATIVES:
            return len(self.children) > 1
        return not self.is_container and (self.bracketed or len(self.chosen) > 1)

    @property
    def is_gap(self) -> bool:
        """Whether no wording is chosen here."""
        return not self.is_container and not self.chosen

    def option(self, id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == id), None)

    def walk(self) -> Iterator[Provision]:
        """This provision and all below it, in reading order."""
        return walk((self,))


def walk(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """Provisions and all below them, in reading order."""
    # With a stack instead of generators in generators: a click walks a draft dozens of times.
    waiting = list(reversed(provisions))
    while waiting:
        provision = waiting.pop()
        yield provision
        if provision.children:
            waiting.extend(reversed(provision.children))


@dataclass(frozen=True, kw_only=True, slots=True)
class FrontMatter:
    """What the masthead and the opening print; every field may be empty. `date` is ISO (2026-11-23)."""

    symbol: str = ""
    distribution: str = ""
    body: str = ""
    session: str = ""
    agenda_item: str = ""
    agenda_title: str = ""
    date: str = ""
    language: str = "en"
    organ: str = ""
    formula: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiver:
    """A finding that the drafter justified; it keeps the finding quiet and stays on record."""

    rule: str
    where: str
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """Who did what to which provision, when and why; `at` is an ISO 8601 time."""

    at: str
    by: str
    where: str
    did: str
    why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The declaration being drafted."""

    title: str
    catalogue: str = ""
    mode: Mode = Mode.MIXED
    front: FrontMatter = field(default_factory=FrontMatter)
    terms: tuple[tuple[str, str], ...] = ()
    policies: tuple[str, ...] = ()
    preamble: tuple[Provision, ...] = ()
    body: tuple[Provision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """All provisions, preamble first, in reading order."""
        return walk((*self.preamble, *self.body))

    def provision(self, id: str) -> Provision | None:
        """The provision of that id, or None."""
        return next((provision for provision in self.walk() if provision.id == id), None)

    def leaves(self) -> Iterator[Provision]:
        """All provisions that hold wordings, in reading order."""
        return (provision for provision in self.walk() if not provision.is_container)
