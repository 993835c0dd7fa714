"""Catalogue folders: one file an element, sources and presets beside them, all faults of all files at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.catalogue import Catalogue
from workbench.errors import Fault, FileFaults
from workbench.files import shapes
from workbench.files.door import parse, read_text
from workbench.files.drafts import load_draft
from workbench.files.elements import Read, check_element, read_element
from workbench.files.kept import kept_catalogue
from workbench.files.shapes import Faults, shown
from workbench.files.skeleton import check_main, read_main
from workbench.files.sources import read_source
from workbench.model import Draft
from workbench.proposals import Element, Kind, Source, View

_KIND_FOLDERS = tuple(kind for kind in Kind if kind is not Kind.METHOD)


def load_catalogue(folder: Path) -> Catalogue:
    """The catalogue in a folder; FileFaults names every fault of every file, with its line."""
    if not (folder / "catalogue.yaml").is_file():
        raise FileFaults([Fault(str(folder), "is no catalogue: it has no file catalogue.yaml")])
    return kept_catalogue(folder, lambda: _read(folder))


def _read(folder: Path) -> Catalogue:
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
        raise FileFaults([Fault(name or "''", f"there is no such preset in this catalogue; there are: {known}")])
    return load_draft(found[name])


class _Loading:
    """One reading of a folder: the files, and the faults so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.seen: set[Path] = set()

    def read(self, path: Path) -> Read | None:
        self.seen.add(path)
        where = path.relative_to(self.folder).as_posix()
        try:
            return Read(where, parse(read_text(path, where), where))
        except FileFaults as error:
            self.faults += error.faults
            return None

    def files(self, name: str) -> Iterator[tuple[Path, Read]]:
        for path in sorted((self.folder / name).glob("*.yaml")):
            # Editors and file managers leave files beside ours whose names begin with a dot.
            read = None if path.name.startswith(".") else self.read(path)
            if read is not None:
                yield path, read

    def catalogue(self) -> Catalogue:
        sources, views = self.sources()
        elements = list(self.elements())
        main = self.read(self.folder / "catalogue.yaml")
        self.overlooked()
        if main is None:
            return Catalogue(id=self.folder.name, title="")
        faults = Faults(main.where)
        distinct = {element.id: element for element, _ in reversed(elements)}
        catalogue = read_main(self.folder.name, main.tree, faults, sources, views, tuple(reversed(distinct.values())))
        check_main(catalogue, main.tree, faults)
        self.faults += faults.found
        for element, file in elements:
            self.faults += check_element(catalogue, element, file)
        return catalogue

    def sources(self) -> tuple[tuple[Source, ...], tuple[View, ...]]:
        sources: list[Source] = []
        views: dict[str, tuple[View, str]] = {}
        for path, file in self.files("sources"):
            faults = Faults(file.where)
            source, recorded = read_source(path.stem, file.tree, faults)
            sources.append(source)
            for view, line in recorded:
                if view.id in views:
                    faults.add(line, f"the view {shown(view.id)} is in {views[view.id][1]} already; give another id")
                views.setdefault(view.id, (view, file.where))
            self.faults += faults.found
        return tuple(sources), tuple(view for view, _ in views.values())

    def elements(self) -> Iterator[tuple[Element, Read]]:
        where: dict[str, str] = {}
        for kind in _KIND_FOLDERS:
            for path, file in self.files(kind):
                faults = Faults(file.where)
                if path.stem in where:
                    faults.add(1, f"the element {shown(path.stem)} is in {where[path.stem]} already; rename one")
                where.setdefault(path.stem, file.where)
                shapes.identifier(path.stem, 1, faults, "file name")
                element = read_element(path.stem, kind, file.tree, faults)
                self.faults += faults.found
                yield element, file

    def overlooked(self) -> None:
        """Refuse a file that stands where nothing is read, such as an element in a misspelt folder."""
        for path in sorted(self.folder.rglob("*.y*ml")):
            inside = path.relative_to(self.folder)
            hidden = any(part.startswith(".") for part in inside.parts)
            if hidden or path in self.seen or path.suffix not in (".yaml", ".yml") or inside.parts[0] == "presets":
                continue
            what = "stands where nothing is read; an element is KIND/ID.yaml, a source sources/ID.yaml"
            self.faults.append(Fault(inside.as_posix(), what))
