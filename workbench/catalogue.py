"""Everything in a catalogue by id: elements, formulations, views, sources, tensions, choice sets."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from workbench.model import FrontMatter, Item, Mode
from workbench.proposals import (
    ChoiceSet,
    Element,
    Formulation,
    Kind,
    Policy,
    SkeletonArticle,
    SkeletonPart,
    Source,
    Tension,
    View,
)


def wording_hash(text: str, items: tuple[Item, ...]) -> str:
    """Four hexadecimal digits that change when a wording changes."""
    return hashlib.sha256(repr((text, _plain(items))).encode()).hexdigest()[:4]


def _plain(items: tuple[Item, ...]) -> tuple[object, ...]:
    return tuple((item.text, _plain(item.items)) for item in items)


def origin_of(element: Element, formulation: Formulation) -> str:
    """What an option's `from` says: element, formulation and the hash of the wording taken."""
    return f"{element.id}/{formulation.id}@{wording_hash(formulation.text, formulation.items)}"


# Compared by identity: it is large, and it is a key of several caches on the path of every click.
@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue:
    """A catalogue folder as one value.

    `preamble` and `parts` are the skeleton: the order in which elements stand in a declaration.
    """

    id: str
    title: str
    mode: Mode = Mode.MIXED
    front: FrontMatter = field(default_factory=FrontMatter)
    terms: tuple[tuple[str, str], ...] = ()
    policies: tuple[Policy, ...] = ()
    preamble: tuple[str, ...] = ()
    parts: tuple[SkeletonPart, ...] = ()
    choice_sets: tuple[ChoiceSet, ...] = ()
    tensions: tuple[Tension, ...] = ()
    sources: tuple[Source, ...] = ()
    views: tuple[View, ...] = ()
    elements: tuple[Element, ...] = ()

    @cached_property
    def element(self) -> Mapping[str, Element]:
        """Elements by id."""
        return {element.id: element for element in self.elements}

    @cached_property
    def view(self) -> Mapping[str, View]:
        """Views by id."""
        return {view.id: view for view in self.views}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def policy(self) -> Mapping[str, Policy]:
        """Policies by id."""
        return {policy.id: policy for policy in self.policies}

    @cached_property
    def tensions_of(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For each view in tension: (the other view, the reason), found from either side."""
        found: dict[str, list[tuple[str, str]]] = {}
        for tension in self.tensions:
            found.setdefault(tension.a, []).append((tension.b, tension.reason))
            found.setdefault(tension.b, []).append((tension.a, tension.reason))
        return {view: tuple(others) for view, others in found.items()}

    @cached_property
    def choice_sets_of(self) -> Mapping[str, tuple[ChoiceSet, ...]]:
        """For each view in a choice set: the sets that it is in."""
        found: dict[str, list[ChoiceSet]] = {}
        for choice_set in self.choice_sets:
            for member in choice_set.members:
                found.setdefault(member, []).append(choice_set)
        return {view: tuple(sets) for view, sets in found.items()}

    @cached_property
    def answers(self) -> Mapping[str, tuple[tuple[Element, Formulation], ...]]:
        """For each view: the formulations that rest on it."""
        found: dict[str, list[tuple[Element, Formulation]]] = {}
        for element, formulation in self.formulations():
            for view in formulation.rests_on:
                found.setdefault(view, []).append((element, formulation))
        return {view: tuple(pairs) for view, pairs in found.items()}

    @cached_property
    def article_of(self) -> Mapping[str, SkeletonArticle]:
        """For each element placed in the body: the article that the skeleton foresees for it."""
        return {element: article for part in self.parts for article in part.articles for element in article.elements}

    @cached_property
    def skeleton_order(self) -> Mapping[str, int]:
        """The rank of every part, article and element that the skeleton places, in reading order."""
        order: dict[str, int] = {}
        for element in self.preamble:
            order[element] = len(order)
        for part in self.parts:
            order.setdefault(part.id, len(order))
            for article in part.articles:
                order.setdefault(article.id, len(order))
                for element in article.elements:
                    order.setdefault(element, len(order))
        return order

    @cached_property
    def element_order(self) -> Mapping[str, int]:
        """The rank of every element that the skeleton places, in reading order."""
        placed = (element for part in self.parts for article in part.articles for element in article.elements)
        return {element: rank for rank, element in enumerate(dict.fromkeys((*self.preamble, *placed)))}

    @cached_property
    def article_order(self) -> Mapping[str, int]:
        """The rank of every part and article of the skeleton, in reading order."""
        places = (id for part in self.parts for id in (part.id, *(article.id for article in part.articles)))
        return {id: rank for rank, id in enumerate(dict.fromkeys(places))}

    @cached_property
    def known_terms(self) -> frozenset[str]:
        """The names that may stand as blanks."""
        return frozenset(name for name, _ in self.terms)

    def formulations(self) -> Iterator[tuple[Element, Formulation]]:
        """All formulations with their elements."""
        return ((element, formulation) for element in self.elements for formulation in element.formulations)

    @cached_property
    def _formulation(self) -> Mapping[str, tuple[Element, Formulation]]:
        """Elements and formulations by `element/formulation`."""
        return {
            f"{element.id}/{formulation.id}": (element, formulation) for element, formulation in self.formulations()
        }

    def taken(self, origin: str) -> tuple[Element, Formulation] | None:
        """The element and formulation that an option's origin names, or None where they are gone."""
        return self._formulation.get(origin.partition("@")[0])

    def is_preambular(self, element: Element) -> bool:
        """Whether an element lands in the preamble."""
        if element.id in self.article_of:
            return False
        return element.id in self.preamble or element.kind in (Kind.LEGAL_BASIS, Kind.RATIONALE)

    def figures(self) -> dict[str, object]:
        """How much the catalogue holds, in the shape of `workbench catalogue --json`."""
        elements = Counter(str(element.kind) for element in self.elements)
        formulations = Counter(str(element.kind) for element, _ in self.formulations())
        views = Counter(str(view.kind) for view in self.views)
        return {
            "elements": len(self.elements),
            "formulations": formulations.total(),
            "views": len(self.views),
            "tensions": len(self.tensions),
            "choice_sets": len(self.choice_sets),
            "sources": len(self.sources),
            "per_kind": {
                "elements": {str(kind): elements[kind] for kind in Kind if elements[kind]},
                "formulations": {str(kind): formulations[kind] for kind in Kind if formulations[kind]},
                "views": {str(kind): views[kind] for kind in Kind if views[kind]},
            },
        }
