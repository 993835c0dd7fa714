"""What the page Coverage tells: counts that lead to what they count, what is listed beside, and tables in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.app.desk import Desk
from workbench.app.kinds import NAMES
from workbench.app.reading import Place, in_words, name_of
from workbench.app.support import STANCES
from workbench.catalogue import Catalogue
from workbench.citing import place
from workbench.coverage import ChoiceRow, Coverage, rows
from workbench.model import Citation
from workbench.proposals import Kind, Rule, Stance, View
from workbench.tables import Cell, Rows

TABLES: Mapping[str, str] = {
    "views": "Views",
    "paragraphs": "Paragraphs",
    "kinds": "Views by kind",
    "stances": "Views by stance",
    "elements": "Elements",
    "unsupported": "Provisions without support",
    "balance": "Positive and negative obligations",
}

_RULES = {Rule.ONE: "one at most", Rule.SOME: "several can be reconciled", Rule.IN_OUT: "in or out"}

_BY_USE = ("Used in the draft", "Not used yet")

#: The columns of the tables that hold ids of provisions, and of policies.
_PLACES = ("used in", "cited in", "provisions", "provision")


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """What is listed beside the figures: paragraphs with some of their views, or provisions."""

    title: str
    about: str = ""
    nothing: str = "Nothing is recorded there."
    places: tuple[Place, ...] = ()
    views: tuple[View, ...] = ()
    provisions: tuple[Mapping[str, str], ...] = ()


def picked(desk: Desk) -> tuple[str, str, str]:
    """What the address asks to list: by what, which, and of which source."""
    by, _, value = desk.asked("of").partition(":")
    return by, value, desk.asked("source")


def counts(figures: Coverage) -> list[dict[str, str]]:
    """The figures in one line, each with what a click on it lists or opens."""
    used, views = figures.used, len(figures.views)
    taken = sum(bool(element.provisions) for element in figures.elements)
    bare = len(figures.unsupported)
    line = [
        _count(f"{used} of {views}", "views used", "used"),
        _count(str(views - used), "not used yet", "unused"),
        _count(f"{taken} of {len(figures.elements)}", "elements taken", "elements"),
        _count(
            str(figures.positive), _many(figures.positive, "positive obligation"), "elements", Kind.POSITIVE_OBLIGATION
        ),
        _count(
            str(figures.negative), _many(figures.negative, "negative obligation"), "elements", Kind.NEGATIVE_OBLIGATION
        ),
    ]
    if bare:
        line.append(_count(str(bare), f"{_many(bare, 'provision')} without support", "unsupported") | {"look": "warn"})
    return line


def _count(figure: str, words: str, by: str, value: str = "") -> dict[str, str]:
    return {"figure": figure, "words": words, "by": by, "value": value, "look": ""}


def _many(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"


def chosen(desk: Desk, figures: Coverage) -> Chosen:
    """What the address asks for, else what is not used yet."""
    by, value, source = picked(desk)
    catalogue = desk.catalogue
    used = {view.view for view in figures.views if view.used}
    if by == "unsupported":
        return _unsupported(desk, figures)
    if by == "paragraph":
        return _paragraph(catalogue, value, source)
    if by == "kind" and value in set(Kind):
        return _of_views(catalogue, NAMES[Kind(value)], (v for v in catalogue.views if v.kind == value), used)
    if by == "stance" and value in set(Stance):
        said = STANCES[Stance(value)]
        title = f"Views that are {'of ' * (value == Stance.GENERAL_AGREEMENT)}{said}"
        return _of_views(catalogue, title, (v for v in catalogue.views if v.stance == value), used)
    if by == "view" and value in catalogue.view:
        view = catalogue.view[value]
        return _of_views(catalogue, view.label, (view,), used)
    if by == "element" and value in catalogue.element:
        element = catalogue.element[value]
        ids = {id for formulation in element.formulations for id in formulation.rests_on}
        return _of_views(catalogue, element.title, (v for v in catalogue.views if v.id in ids), used)
    if by == "" and desk.asked("show") == "choices":
        return Chosen(title="What a choice rests on", nothing="Click on a choice: its paragraphs are shown here.")
    if by == "used":
        return _of_views(catalogue, _BY_USE[0], (v for v in catalogue.views if v.id in used), used)
    unused = (v for v in catalogue.views if v.id not in used)
    found = _of_views(catalogue, _BY_USE[1], unused, used)
    return found if found.views else Chosen(title=_BY_USE[1], nothing="Every recorded view is used.")


def _of_views(catalogue: Catalogue, title: str, views: Iterable[View], used: set[str]) -> Chosen:
    found = tuple(views)
    where = {(view.source, number) for view in found for number in view.paragraphs}
    places = tuple((s, p) for s in catalogue.sources for p in s.paragraphs if (s.id, p.number) in where)
    in_use = "" if title in _BY_USE else f", {sum(view.id in used for view in found)} used,"
    about = f"{len(found)} {_many(len(found), 'view')}{in_use} in {len(places)} {_many(len(places), 'paragraph')}"
    return Chosen(title=title, about=about, places=places, views=found)


def _paragraph(catalogue: Catalogue, number: str, source_id: str) -> Chosen:
    named = [source for source in catalogue.sources if source.id == source_id] or [
        source for source in catalogue.sources if any(view.source == source.id for view in catalogue.views)
    ]
    source = next((s for s in named if s.paragraph(number)), None)
    paragraph = source.paragraph(number) if source else None
    if source is None or paragraph is None:
        return Chosen(title=f"Paragraph {number}", nothing="There is no such paragraph.")
    printed = place(source, Citation(source=source.id, paragraphs=(number,)))
    return Chosen(
        title=printed[:1].upper() + printed[1:],
        places=((source, paragraph),),
        views=catalogue.views,
    )


def _unsupported(desk: Desk, figures: Coverage) -> Chosen:
    found = [provision for id in figures.unsupported if (provision := desk.draft.provision(id))]
    return Chosen(
        title="Provisions without support",
        about="No paragraph is cited for them, or only such that speak against",
        nothing="Every provision with a formulation has a supporting paragraph.",
        provisions=tuple(
            {"id": p.id, "words": in_words(desk, p.id), "text": next((o.text for o in p.chosen_options), "")}
            for p in found
        ),
    )


# --- tables -----------------------------------------------------------------


def tables(desk: Desk, figures: Coverage) -> Mapping[str, Rows]:
    """The tables with provisions and sources as people name them; the same on screen and in what is downloaded."""
    return {
        name: [{column: _said(desk, column, cell) for column, cell in row.items()} for row in table]
        for name, table in rows(figures).items()
    }


def _said(desk: Desk, column: str, cell: Cell) -> Cell:
    if column in _PLACES and cell:
        return "; ".join(in_words(desk, id) for id in str(cell).split(", "))
    if column == "kind" and cell in set(Kind):
        return NAMES[Kind(str(cell))]
    if column == "source" and cell in desk.catalogue.source:
        return name_of(desk.catalogue.source[str(cell)])
    return cell


def behind(figures: Coverage, name: str, row: int) -> tuple[str, str, str]:
    """What a line of a table is about, as `picked` reads it."""
    if name == "views":
        return "view", figures.views[row].view, ""
    if name == "paragraphs":
        paragraph = figures.paragraphs[row]
        return "paragraph", paragraph.number, paragraph.source
    if name == "kinds":
        return "kind", figures.kinds[row].name, ""
    if name == "stances":
        return "stance", figures.stances[row].name, ""
    if name == "elements":
        return "element", figures.elements[row].element, ""
    if name == "balance":
        return "kind", (Kind.POSITIVE_OBLIGATION, Kind.NEGATIVE_OBLIGATION)[row], ""
    return "unsupported", "", ""


def choices(desk: Desk, compared: Iterable[ChoiceRow], other: str) -> dict[str, Any]:
    """Two drafts choice set by choice set, for the component."""

    def views(ids: Iterable[str]) -> list[dict[str, str]]:
        return [{"id": id, "words": desk.catalogue.view[id].label} for id in ids if id in desk.catalogue.view]

    return {
        "other": other,
        "rows": [
            {
                # Without the remark on views that a label may carry in brackets.
                "label": row.label.partition(" (")[0],
                "rule": _RULES[row.rule],
                "differs": row.differs,
                "both": views(row.both),
                "here": views(row.only_here),
                "there": views(row.only_there),
            }
            for row in compared
        ],
    }
