"""A draft as the rules that compare places see it: its leaves with what they say, and names for places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from workbench.catalogue import Catalogue
from workbench.checks.facts import Facts
from workbench.checks.rule import Remark
from workbench.checks.texts import Wording
from workbench.findings import Finding, Severity
from workbench.model import Draft, Option, Provision, Role
from workbench.numbering import roman
from workbench.proposals import Element, Formulation, Kind

_RIGHT_TO = re.compile(r"\bright(?: of [^,]+?)? to (.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one wording: all its words, its facts, the remarks by rule, and its terms without a value."""

    wording: Wording
    text: str
    facts: Facts
    remarks: tuple[tuple[str, Remark], ...]
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place that holds wordings, with all that surrounds it.

    `branch` is (container, article) where it stands in one of several alternative articles;
    `settled` says whether one wording is chosen and no alternative article stands beside it;
    `first` is what is read in the first chosen wording.
    """

    provision: Provision
    article: Provision | None
    part: Provision | None
    branch: tuple[str, str] | None
    element: Element | None
    taken: tuple[Formulation, ...]
    readings: tuple[Reading, ...]
    settled: bool
    first: Reading | None

    @property
    def id(self) -> str:
        """The id of the provision."""
        return self.provision.id

    @property
    def kind(self) -> Kind | None:
        """The kind of its element, where the catalogue knows it."""
        return self.element.kind if self.element else None

    @property
    def preambular(self) -> bool:
        """Whether it stands in the preamble."""
        return self.article is None


@dataclass(frozen=True)
class Scene:
    """A draft in the light of its catalogue; `clean` says whether it is to be printed without open places."""

    draft: Draft
    catalogue: Catalogue | None
    clean: bool
    leaves: tuple[Leaf, ...]

    @property
    def preamble(self) -> tuple[Leaf, ...]:
        """The leaves of the preamble."""
        return self.leaves[: len(self.draft.preamble)]

    @property
    def body(self) -> tuple[Leaf, ...]:
        """The leaves of the articles."""
        return self.leaves[len(self.draft.preamble) :]

    @cached_property
    def articles(self) -> tuple[Provision, ...]:
        """All articles, alternatives included, in reading order."""
        return tuple(p for top in self.draft.body for p in top.walk() if p.role is Role.ARTICLE)

    @cached_property
    def by_article(self) -> Mapping[str, tuple[Leaf, ...]]:
        """The leaves of each article."""
        found: dict[str, list[Leaf]] = {}
        for leaf in self.body:
            if leaf.article is not None:
                found.setdefault(leaf.article.id, []).append(leaf)
        return {id: tuple(leaves) for id, leaves in found.items()}

    @cached_property
    def subject(self) -> str:
        """What the right of the title is a right to, or nothing: `international solidarity`."""
        for title in (self.draft.title, self.catalogue.title if self.catalogue else ""):
            found = _RIGHT_TO.search(title)
            if found:
                return found[1].strip().rstrip(".").casefold()
        return ""

    @cached_property
    def terms(self) -> dict[str, str]:
        """The terms of the draft with their values."""
        return dict(self.draft.terms)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """How each place is called in a sentence."""
        return titles(self.draft, self.catalogue)

    def title(self, id: str) -> str:
        """How a place, or a policy, is called in a sentence."""
        policy = self.catalogue.policy.get(id) if self.catalogue else None
        return self.titles.get(id) or (f"the policy “{policy.label}”" if policy else f"“{id}”")

    def of_kind(self, *kinds: Kind) -> Iterator[Leaf]:
        """The leaves whose elements are of one of these kinds."""
        return (leaf for leaf in self.leaves if leaf.kind in kinds)


def leaves_of(draft: Draft) -> Iterator[tuple[Provision, Provision | None, Provision | None, tuple[str, str] | None]]:
    """Each leaf with its article, its part and its branch among alternative articles."""
    for provision in draft.preamble:
        yield provision, None, None, None
    for top in draft.body:
        yield from _below(top, None, None, None)


def _below(
    provision: Provision, article: Provision | None, part: Provision | None, branch: tuple[str, str] | None
) -> Iterator[tuple[Provision, Provision | None, Provision | None, tuple[str, str] | None]]:
    if not provision.is_container:
        yield provision, article, part, branch
        return
    if provision.role is Role.ARTICLE:
        article = provision
    elif provision.role is Role.PART:
        part = provision
    competing = provision.role is Role.ALTERNATIVES and len(provision.children) > 1
    for child in provision.children:
        yield from _below(child, article, part, (provision.id, child.id) if competing else branch)


def taken(catalogue: Catalogue | None, options: Iterable[Option]) -> tuple[Formulation, ...]:
    """The formulations that options come from, as far as the catalogue still has them."""
    if catalogue is None:
        return ()
    found = (catalogue.taken(option.origin) for option in options if option.origin)
    return tuple(pair[1] for pair in found if pair)


def titles(draft: Draft, catalogue: Catalogue | None = None) -> Mapping[str, str]:
    """How each place of a draft is called in a sentence, by id.

    >>> from workbench.model import Draft, Provision, Role
    >>> article = Provision(id="a", role=Role.ARTICLE, heading="Holders", children=(Provision(id="b"),))
    >>> dict(titles(Draft(title="t", body=(article,))))
    {'a': 'article 1 (Holders)', 'b': 'article 1 (Holders)'}
    """
    found: dict[str, str] = {}
    for number, leaf in enumerate(draft.preamble, start=1):
        element = catalogue.element.get(leaf.element) if catalogue else None
        found[leaf.id] = f"preambular paragraph {number}" + (f" ({element.title})" if element else "")
    parts = articles = 0
    for top in draft.body:
        inside: tuple[Provision, ...] = (top,)
        if top.role is Role.PART:
            parts += 1
            found[top.id] = _named(f"part {roman(parts).upper()}", top)
            inside = top.children
        for provision in inside:
            articles += 1
            found[provision.id] = _named(f"article {articles}", provision)
            if provision.role is Role.ARTICLE:
                _name_paragraphs(provision, found)
                continue
            for place, child in enumerate(provision.children, start=1):
                found[child.id] = _named(f"article {articles}, alternative {place}", child)
                _name_paragraphs(child, found)
    return found


def _named(number: str, provision: Provision) -> str:
    return f"{number} ({provision.heading})" if provision.heading else number


def _name_paragraphs(article: Provision, found: dict[str, str]) -> None:
    for number, leaf in enumerate(article.children, start=1):
        several = f", paragraph {number}" if len(article.children) > 1 else ""
        found[leaf.id] = found[article.id] + several


def finding(rule: str, severity: Severity, where: str, message: str, fix: str = "", other: str = "") -> Finding:
    """A finding whose message begins with a capital letter."""
    return Finding(
        rule=rule, severity=severity, where=where, message=message[:1].upper() + message[1:], fix=fix, other=other
    )


def selected(id: str, wanted: Collection[str]) -> bool:
    """Whether a rule is asked for; no wish at all asks for every rule."""
    return not wanted or id in wanted
