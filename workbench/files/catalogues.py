"""Catalogue folders: one file an element, sources and presets beside them, all faults of all files at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import wording
from workbench.catalogue import Catalogue
from workbench.errors import Fault, FileFaults
from workbench.files import shapes
from workbench.files.door import line_of, parse, read_text
from workbench.files.drafts import front_matter, load_draft
from workbench.files.shapes import Faults, Reader
from workbench.model import (
    MAX_ID_LENGTH,
    ChoiceSet,
    Citation,
    Draft,
    Element,
    Formulation,
    FrontMatter,
    Item,
    Kind,
    Mode,
    Paragraph,
    Policy,
    Rule,
    SkeletonArticle,
    SkeletonPart,
    Source,
    Stance,
    Tension,
    Use,
    View,
)

_KIND_FOLDERS = tuple(kind for kind in Kind if kind is not Kind.METHOD)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read: its place, its tree, and what became of it."""

    where: str
    tree: Any


def load_catalogue(folder: Path) -> Catalogue:
    """The catalogue in a folder; FileFaults names every fault of every file, with its line."""
    if not (folder / "catalogue.yaml").is_file():
        raise FileFaults([Fault(str(folder), "is no catalogue: it has no file catalogue.yaml")])
    loading = _Loading(folder)
    catalogue = loading.catalogue()
    if loading.faults:
        raise FileFaults(loading.faults)
    return catalogue


def presets(folder: Path) -> tuple[tuple[str, Path], ...]:
    """The names and files of the whole drafts that a catalogue offers to start from."""
    return tuple((path.stem, path) for path in sorted((folder / "presets").glob("*.yaml")))


def load_preset(folder: Path, name: str) -> Draft:
    """The preset of that name; FileFaults names those that there are if it is not among them."""
    found = dict(presets(folder))
    if name not in found:
        known = ", ".join(found) or "none"
        raise FileFaults([Fault(name, f"there is no such preset in this catalogue; there are: {known}")])
    return load_draft(found[name])


class _Loading:
    """One reading of a folder: the files, and the faults so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.views: dict[str, str] = {}

    def read(self, path: Path) -> _Read | None:
        where = str(path.relative_to(self.folder))
        try:
            return _Read(where, parse(read_text(path), where))
        except FileFaults as error:
            self.faults += error.faults
            return None

    def files(self, name: str) -> Iterator[tuple[Path, _Read]]:
        for path in sorted((self.folder / name).glob("*.yaml")):
            read = self.read(path)
            if read is not None:
                yield path, read

    def catalogue(self) -> Catalogue:
        sources: list[Source] = []
        views: list[View] = []
        for path, file in self.files("sources"):
            faults = Faults(file.where)
            source, recorded = _source(path.stem, file.tree, faults)
            for view, line in recorded:
                if view.id in self.views:
                    faults.add(line, f"the view '{view.id}' is in {self.views[view.id]} already; give another id")
                self.views[view.id] = file.where
            sources.append(source)
            views += [view for view, _ in recorded]
            self.faults += faults.found
        elements = list(self.elements())
        main = self.read(self.folder / "catalogue.yaml")
        if main is None:
            return Catalogue(id=self.folder.name, title="")
        faults = Faults(main.where)
        catalogue = _main(self.folder.name, main.tree, faults, tuple(sources), tuple(views), tuple(elements))
        _check_main(catalogue, main.tree, faults)
        self.faults += faults.found
        self.faults += _check_elements(catalogue, self.trees)
        return catalogue

    def elements(self) -> Iterator[Element]:
        self.trees: dict[str, _Read] = {}
        for kind in _KIND_FOLDERS:
            for path, file in self.files(kind):
                faults = Faults(file.where)
                if path.stem in self.trees:
                    faults.add(1, f"the element '{path.stem}' is in {self.trees[path.stem].where} already; rename one")
                else:
                    self.trees[path.stem] = file
                shapes.identifier(path.stem, 1, faults, "file name")
                yield _element(path.stem, kind, file.tree, faults)
                self.faults += faults.found


# --- elements ---------------------------------------------------------------


def _element(id: str, kind: Kind, tree: Any, faults: Faults) -> Element:
    reader = Reader(tree, 1, faults, "an element")
    element = Element(
        id=id,
        kind=kind,
        title=reader.need("title", shapes.filled, ""),
        gist=reader.need("gist", shapes.filled, ""),
        formulations=reader.need("formulations", shapes.many(_formulation), ()),
    )
    if "formulations" in reader.map and not element.formulations:
        faults.add(reader.line_of("formulations"), "an element needs at least one formulation")
    seen: set[str] = set()
    for index, formulation in enumerate(element.formulations):
        if formulation.id in seen:
            line = line_of(tree, ("formulations", index, "id"))
            faults.add(line, f"the formulation '{formulation.id}' is there twice; rename one")
        seen.add(formulation.id)
    reader.done()
    return element


def _formulation(value: Any, line: int, faults: Faults, what: str) -> Formulation:
    reader = Reader(value, line, faults, "a formulation")
    out = Formulation(
        id=reader.need("id", shapes.identifier, ""),
        text=" ".join(reader.need("text", shapes.filled, "").split()),
        items=reader.take("items", shapes.items, ()),
        sets=reader.take("sets", shapes.pairs, ()),
        rests_on=reader.take("rests_on", shapes.texts, ()),
        cites=reader.take("cites", shapes.many(shapes.citation), ()),
        by=reader.take("by", shapes.text, ""),
        note=" ".join(reader.take("note", shapes.text, "").split()),
    )
    reader.done()
    return out


def _check_elements(catalogue: Catalogue, trees: dict[str, _Read]) -> Iterator[Fault]:
    known = catalogue.known_terms | {"mode"}
    for element in catalogue.elements:
        file = trees[element.id]
        for index, formulation in enumerate(element.formulations):
            path: tuple[str | int, ...] = ("formulations", index)

            def at(*key: str | int, path: tuple[str | int, ...] = path, file: _Read = file) -> str:
                return f"{file.where}:{line_of(file.tree, (*path, *key))}"

            yield from _check_texts(formulation.text, formulation.items, known, file, (*path, "text"))
            for view in formulation.rests_on:
                if view not in catalogue.view:
                    yield Fault(at("rests_on"), f"rests on the view '{view}', which no source records")
            for citation in formulation.cites:
                for what in _broken(catalogue, citation):
                    yield Fault(at("cites"), what)
            for name, _ in formulation.sets:
                if name not in catalogue.known_terms:
                    yield Fault(at("sets"), f"sets the unknown term '{name}'; add it to the terms of catalogue.yaml")


def _check_texts(
    text: str, items: tuple[Item, ...], known: frozenset[str], file: _Read, path: tuple[str | int, ...]
) -> Iterator[Fault]:
    for line, what in wording.check(text, known):
        yield Fault(f"{file.where}:{line_of(file.tree, path) + line - 1}", what)
    for index, item in enumerate(items):
        below = (*path[:-1], "items", index)
        yield from _check_texts(item.text, item.items, known, file, (*below, "text"))


def _broken(catalogue: Catalogue, citation: Citation) -> Iterator[str]:
    source = catalogue.source.get(citation.source)
    if source is None:
        yield f"cites the unknown source '{citation.source}'; add sources/{citation.source}.yaml"
        return
    for number in citation.paragraphs:
        if source.paragraph(number) is None:
            yield f"cites '{number}' of {source.id}, which does not have it"


# --- sources ----------------------------------------------------------------


def _source(id: str, tree: Any, faults: Faults) -> tuple[Source, list[tuple[View, int]]]:
    shapes.identifier(id, 1, faults, "file name")
    reader = Reader(tree, 1, faults, "a source")
    views: list[tuple[View, int]] = []
    numbers: dict[str, int] = {}

    def paragraph(value: Any, line: int, faults: Faults, what: str) -> Paragraph:
        inner = Reader(value, line, faults, "a paragraph")
        number = inner.need("number", shapes.filled, "")
        if number in numbers:
            faults.add(inner.line_of("number"), f"the paragraph '{number}' is there twice; renumber one")
        numbers[number] = line
        out = Paragraph(
            number=number,
            section=inner.take("section", shapes.texts, ()),
            digest=" ".join(inner.take("digest", shapes.text, "").split()),
            text=inner.take("text", shapes.text, ""),
            footnotes=inner.take("footnotes", shapes.texts, ()),
        )
        recorded = inner.take("views", shapes.many(_view_of(id, number)), ())
        lines = getattr(inner.map.get("views"), "lines", [])
        views.extend(zip(recorded, lines, strict=False))
        inner.done()
        return out

    source = Source(
        id=id,
        symbol=reader.take("symbol", shapes.text, ""),
        title=reader.need("title", shapes.filled, ""),
        short=reader.take("short", shapes.text, ""),
        unit=reader.take("unit", shapes.filled, "paragraph"),
        body=reader.take("body", shapes.text, ""),
        date=reader.take("date", shapes.text, ""),
        language=reader.take("language", shapes.filled, "en"),
        paragraphs=reader.take("paragraphs", shapes.many(paragraph), ()),
    )
    reader.done()
    return source, views


def _view_of(source: str, number: str) -> Any:
    def view(value: Any, line: int, faults: Faults, what: str) -> View:
        reader = Reader(value, line, faults, "a view")
        out = View(
            id=reader.need("id", shapes.filled, ""),
            source=source,
            paragraphs=(number,),
            kind=reader.need("kind", shapes.one_of(Kind), Kind.METHOD),
            label=reader.need("label", shapes.filled, ""),
            stance=reader.need("stance", shapes.one_of(Stance), Stance.PROPOSED),
            attribution=reader.need("attribution", shapes.filled, ""),
            anchor=reader.need("anchor", shapes.filled, ""),
            use=reader.take("use", shapes.one_of(Use), Use.TEXT),
            why=" ".join(reader.take("why", shapes.text, "").split()),
            note=" ".join(reader.take("note", shapes.text, "").split()),
        )
        if out.use is not Use.TEXT and not out.why:
            faults.add(reader.line, f"the view '{out.id}' is a {out.use}; say in 'why' for what reason it is no text")
        reader.done()
        return out

    return view


# --- catalogue.yaml ---------------------------------------------------------


def _main(
    id: str,
    tree: Any,
    faults: Faults,
    sources: tuple[Source, ...],
    views: tuple[View, ...],
    elements: tuple[Element, ...],
) -> Catalogue:
    reader = Reader(tree, 1, faults, "the catalogue")
    skeleton = Reader(reader.need("skeleton", _as_is, {}), reader.line_of("skeleton"), faults, "the skeleton")
    catalogue = Catalogue(
        id=id,
        title=reader.need("title", shapes.filled, ""),
        mode=reader.take("mode", shapes.one_of(Mode), Mode.MIXED),
        front=reader.take("front", front_matter, FrontMatter()),
        terms=reader.take("terms", shapes.pairs, ()),
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
        label=reader.need("label", shapes.filled, ""),
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
        label=reader.need("label", shapes.filled, ""),
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
        reason=reader.need("reason", shapes.filled, ""),
    )
    reader.done()
    return out


def _check_main(catalogue: Catalogue, tree: Any, faults: Faults) -> None:
    """References out of catalogue.yaml, each named at its own line."""

    def views(ids: tuple[str, ...], path: tuple[str | int, ...], what: str) -> None:
        for id in ids:
            if id not in catalogue.view:
                faults.add(line_of(tree, path), f"{what} names the view '{id}', which no source records")

    for index, policy in enumerate(catalogue.policies):
        views(policy.rests_on, ("policies", index), f"the policy '{policy.id}'")
    for index, choice_set in enumerate(catalogue.choice_sets):
        views(choice_set.members, ("choice_sets", index), f"the choice set '{choice_set.id}'")
    for index, tension in enumerate(catalogue.tensions):
        views((tension.a, tension.b), ("tensions", index), "a tension")
    placed: set[str] = set()
    for element in catalogue.preamble:
        _check_place(catalogue, element, placed, ("skeleton", "preamble"), tree, faults)
    for part_index, part in enumerate(catalogue.parts):
        for index, article in enumerate(part.articles):
            path = ("skeleton", "parts", part_index, "articles", index)
            for element in article.elements:
                _check_place(catalogue, element, placed, path, tree, faults)
    for name, _ in catalogue.terms:
        if len(name) > MAX_ID_LENGTH or not name.replace("_", "").isalnum() or not name.islower():
            faults.add(line_of(tree, ("terms", name)), f"'{name}' is no name of a term: a to z, digits and _")


def _check_place(
    catalogue: Catalogue, element: str, placed: set[str], path: tuple[str | int, ...], tree: Any, faults: Faults
) -> None:
    if element not in catalogue.element:
        faults.add(line_of(tree, path), f"the skeleton names the element '{element}', which has no file")
    if element in placed:
        faults.add(line_of(tree, path), f"the skeleton names the element '{element}' twice; keep one place")
    placed.add(element)
