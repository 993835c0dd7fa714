"""catalogue.yaml: title, terms, policies, the skeleton, choice sets and tensions, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbench import wording
from workbench.catalogue import Catalogue
from workbench.files import shapes
from workbench.files.door import Map, line_of
from workbench.files.drafts import front_matter
from workbench.files.shapes import Faults, Reader, shown
from workbench.model import FrontMatter, Mode
from workbench.proposals import ChoiceSet, Element, Policy, Rule, SkeletonArticle, SkeletonPart, Source, Tension, View

_Path = tuple[str | int, ...]


def read_main(
    id: str,
    tree: Any,
    faults: Faults,
    sources: tuple[Source, ...],
    views: tuple[View, ...],
    elements: tuple[Element, ...],
) -> Catalogue:
    """The catalogue out of the tree of catalogue.yaml, with what the other files gave."""
    reader = Reader(tree, 1, faults, "the catalogue")
    laid = reader.need("skeleton", _as_is, Map(1))
    skeleton = Reader(laid, reader.line_of("skeleton"), faults, "the skeleton")
    catalogue = Catalogue(
        id=id,
        title=reader.need("title", shapes.filled_line, ""),
        mode=reader.take("mode", shapes.one_of(Mode), Mode.MIXED),
        front=reader.take("front", front_matter, FrontMatter()),
        terms=reader.take("terms", shapes.terms, ()),
        policies=reader.take("policies", shapes.many(_policy), ()),
        preamble=skeleton.take("preamble", shapes.texts, ()),
        parts=skeleton.take("parts", shapes.many(_part), ()),
        choice_sets=reader.take("choice_sets", shapes.many(_choice_set), ()),
        tensions=reader.take("tensions", shapes.many(_tension), ()),
        sources=sources,
        views=views,
        elements=elements,
    )
    skeleton.done()
    reader.done()
    return catalogue


def _as_is(value: Any, line: int, faults: Faults, what: str) -> Any:
    return value


def _policy(value: Any, line: int, faults: Faults, what: str) -> Policy:
    reader = Reader(value, line, faults, "a policy")
    out = Policy(
        id=reader.need("id", shapes.identifier, ""),
        label=reader.need("label", shapes.filled_line, ""),
        rests_on=reader.take("rests_on", shapes.texts, ()),
    )
    reader.done()
    return out


def _part(value: Any, line: int, faults: Faults, what: str) -> SkeletonPart:
    reader = Reader(value, line, faults, "a part of the skeleton")
    out = SkeletonPart(
        id=reader.need("id", shapes.identifier, ""),
        heading=reader.need("heading", shapes.text, ""),
        articles=reader.take("articles", shapes.many(_article), ()),
    )
    reader.done()
    return out


def _article(value: Any, line: int, faults: Faults, what: str) -> SkeletonArticle:
    reader = Reader(value, line, faults, "an article of the skeleton")
    out = SkeletonArticle(
        id=reader.need("id", shapes.identifier, ""),
        heading=reader.need("heading", shapes.filled, ""),
        elements=reader.take("elements", shapes.texts, ()),
    )
    reader.done()
    return out


def _choice_set(value: Any, line: int, faults: Faults, what: str) -> ChoiceSet:
    reader = Reader(value, line, faults, "a choice set")
    out = ChoiceSet(
        id=reader.need("id", shapes.filled, ""),
        label=reader.need("label", shapes.filled_line, ""),
        rule=reader.need("rule", shapes.one_of(Rule), Rule.SOME),
        members=reader.need("members", shapes.texts, ()),
    )
    reader.done()
    return out


def _tension(value: Any, line: int, faults: Faults, what: str) -> Tension:
    reader = Reader(value, line, faults, "a tension")
    out = Tension(
        a=reader.need("a", shapes.filled, ""),
        b=reader.need("b", shapes.filled, ""),
        reason=reader.need("reason", shapes.filled_line, ""),
    )
    reader.done()
    return out


def check_main(catalogue: Catalogue, tree: Any, faults: Faults) -> None:
    """References out of catalogue.yaml, and what is there twice, each named at its own line."""

    def views(ids: tuple[str, ...], path: _Path, what: str) -> None:
        for place, id in enumerate(ids):
            if id not in catalogue.view:
                line = line_of(tree, (*path, place))
                faults.add(line, f"{what} names the view {shown(id)}, which no source records")

    def once(ids: Iterable[tuple[str, _Path]], what: str) -> None:
        seen: set[str] = set()
        for id, path in ids:
            if id in seen:
                faults.add(line_of(tree, path), f"the {what} {shown(id)} is there twice; rename one")
            seen.add(id)

    for index, policy in enumerate(catalogue.policies):
        views(policy.rests_on, ("policies", index, "rests_on"), f"the policy {shown(policy.id)}")
    for index, choice_set in enumerate(catalogue.choice_sets):
        views(choice_set.members, ("choice_sets", index, "members"), f"the choice set {shown(choice_set.id)}")
    for index, tension in enumerate(catalogue.tensions):
        views((tension.a,), ("tensions", index, "a"), "a tension")
        views((tension.b,), ("tensions", index, "b"), "a tension")
        if tension.a == tension.b:
            line = line_of(tree, ("tensions", index))
            faults.add(line, f"a tension of {shown(tension.a)} with itself; name the view that it clashes with")
    once(((policy.id, ("policies", i, "id")) for i, policy in enumerate(catalogue.policies)), "policy")
    once(((each.id, ("choice_sets", i, "id")) for i, each in enumerate(catalogue.choice_sets)), "choice set")
    once(((id, (*path, "id")) for id, _, path in _places(catalogue)), "id")
    for _, heading, path in _places(catalogue):
        _check_heading(catalogue, heading, line_of(tree, (*path, "heading")), faults)
    placed: set[str] = set()
    for element, path in _placed(catalogue):
        if element not in catalogue.element:
            faults.add(line_of(tree, path), f"the skeleton names the element {shown(element)}, which has no file")
        if element in placed:
            faults.add(line_of(tree, path), f"the skeleton names the element {shown(element)} twice; keep one place")
        placed.add(element)


def _check_heading(catalogue: Catalogue, heading: str, line: int, faults: Faults) -> None:
    """A heading goes into drafts as it stands, so that plain blanks are all that can be live in it."""
    unknown = [name for name in wording.terms_in(heading) if name not in catalogue.known_terms]
    if unknown:
        faults.add(line, f"unknown term {shown(unknown[0])} in a heading; add it to the terms")
    elif wording.looks_like_template(heading) or wording.references_in(heading):
        faults.add(line, "a heading may hold blanks such as {{ duty_bearers }}, and nothing else that is live")


def _places(catalogue: Catalogue) -> Iterator[tuple[str, str, _Path]]:
    """The parts and articles of the skeleton: id, heading, and where they stand."""
    for index, part in enumerate(catalogue.parts):
        path: _Path = ("skeleton", "parts", index)
        yield part.id, part.heading, path
        for number, article in enumerate(part.articles):
            yield article.id, article.heading, (*path, "articles", number)


def _placed(catalogue: Catalogue) -> Iterator[tuple[str, _Path]]:
    """The elements of the skeleton, each with where it is named."""
    for index, element in enumerate(catalogue.preamble):
        yield element, ("skeleton", "preamble", index)
    for index, part in enumerate(catalogue.parts):
        for number, article in enumerate(part.articles):
            path: _Path = ("skeleton", "parts", index, "articles", number, "elements")
            yield from ((element, (*path, place)) for place, element in enumerate(article.elements))
