"""Element files: one element a file, its formulations, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from workbench import wording
from workbench.catalogue import Catalogue
from workbench.errors import Fault
from workbench.files import shapes
from workbench.files.door import Seq, line_of
from workbench.files.shapes import Faults, Reader, shown
from workbench.model import Citation, Item
from workbench.proposals import Element, Formulation, Kind


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: what it is called in faults, and its tree."""

    where: str
    tree: Any


def read_element(id: str, kind: Kind, tree: Any, faults: Faults) -> Element:
    """One element out of the tree of its file."""
    reader = Reader(tree, 1, faults, "an element")
    element = Element(
        id=id,
        kind=kind,
        title=reader.need("title", shapes.filled_line, ""),
        gist=reader.need("gist", shapes.filled_line, ""),
        formulations=reader.need("formulations", shapes.many(_formulation), ()),
    )
    if isinstance(reader.map.get("formulations"), Seq) and not element.formulations:
        faults.add(reader.line_of("formulations"), "an element needs at least one formulation")
    seen: set[str] = set()
    for index, formulation in enumerate(element.formulations):
        if formulation.id in seen:
            line = line_of(tree, ("formulations", index, "id"))
            faults.add(line, f"the formulation {shown(formulation.id)} is there twice; rename one")
        seen.add(formulation.id)
    reader.done()
    return element


def _formulation(value: Any, line: int, faults: Faults, what: str) -> Formulation:
    reader = Reader(value, line, faults, "a formulation")
    out = Formulation(
        id=reader.need("id", shapes.identifier, ""),
        text=reader.need("text", shapes.filled_line, ""),
        items=_unfolded(reader.take("items", shapes.items, ())),
        sets=reader.take("sets", shapes.pairs, ()),
        rests_on=reader.take("rests_on", shapes.texts, ()),
        cites=reader.take("cites", shapes.many(shapes.citation), ()),
        by=reader.take("by", shapes.text, ""),
        note=reader.take("note", shapes.line, ""),
    )
    reader.done()
    return out


def _unfolded(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(item, text=shapes.unfolded(item.text), items=_unfolded(item.items)) for item in items)


def check_element(catalogue: Catalogue, element: Element, file: Read) -> Iterator[Fault]:
    """References out of one element and the language of its wordings, each named at its own line."""
    for index, formulation in enumerate(element.formulations):
        path: tuple[str | int, ...] = ("formulations", index)

        def at(*key: str | int, path: tuple[str | int, ...] = path) -> str:
            return f"{file.where}:{line_of(file.tree, (*path, *key))}"

        yield from _check_texts(catalogue, formulation.text, formulation.items, file, (*path, "text"))
        for place, view in enumerate(formulation.rests_on):
            if view not in catalogue.view:
                yield Fault(at("rests_on", place), f"rests on the view {shown(view)}, which no source records")
        for place, citation in enumerate(formulation.cites):
            for what in _broken(catalogue, citation):
                yield Fault(at("cites", place), what)
        for name, _ in formulation.sets:
            if name not in catalogue.known_terms:
                what = f"sets the unknown term {shown(name)}; add it to the terms of catalogue.yaml"
                yield Fault(at("sets", name), what)


def _check_texts(
    catalogue: Catalogue, text: str, items: tuple[Item, ...], file: Read, path: tuple[str | int, ...]
) -> Iterator[Fault]:
    where = f"{file.where}:{line_of(file.tree, path)}"
    for _, what in wording.check(text, catalogue.known_terms | {"mode"}, references=True):
        yield Fault(where, what)
    if "mode" in wording.terms_in(text):
        yield Fault(where, "'mode' is for conditions, {% if mode == 'strong' %}, and prints nothing of its own")
    for id in wording.references_of(text):
        if id not in catalogue.element and id not in catalogue.article_order:
            yield Fault(where, f"refers to {shown(id)}, which is neither an element nor an article of the skeleton")
    for index, item in enumerate(items):
        yield from _check_texts(catalogue, item.text, item.items, file, (*path[:-1], "items", index, "text"))


def _broken(catalogue: Catalogue, citation: Citation) -> Iterator[str]:
    source = catalogue.source.get(citation.source)
    if source is None:
        yield f"cites the unknown source {shown(citation.source)}; add it to the folder sources"
        return
    for number in citation.paragraphs:
        if source.paragraph(number) is None:
            yield f"cites {shown(number)} of {source.id}, which does not have it"
