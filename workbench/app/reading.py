"""Paragraphs of a source as the pages Sources and Coverage list them, and what a click in such a list opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from workbench.app import components
from workbench.app.desk import Desk
from workbench.coverage import uses
from workbench.drafting import cite
from workbench.model import Citation, Paragraph, Source, View


def listing(
    desk: Desk,
    source: Source,
    paragraphs: Iterable[Paragraph],
    *,
    key: str,
    where: str,
    views: Iterable[View],
    selected: str = "",
    tall: bool = True,
    nothing: str = "Nothing here.",
) -> None:
    """Draws paragraphs with these of their views; `where` names the list, so that another starts at its top.

    Where the address names a provision, each paragraph can be cited in it.
    """
    used = uses(desk.draft, desk.catalogue)
    shown = {view.id for view in views}
    cited = _cited(desk, source)
    place = desk.places.get(desk.provision, "") if desk.provision else ""
    leaf = desk.draft.provision(desk.provision) if desk.provision else None
    components.paragraphs(
        key=key,
        data={
            "where": where,
            "selected": selected,
            "tall": tall,
            "nothing": nothing,
            "cite": f"Cite in {place}" if place and leaf is not None and not leaf.is_container else "",
            "paragraphs": [
                {
                    "number": paragraph.number,
                    "label": paragraph.number if paragraph.number.isdigit() else paragraph.number.capitalize(),
                    "section": list(paragraph.section),
                    "digest": paragraph.digest,
                    "text": paragraph.text,
                    "cited": cited.get(paragraph.number, []),
                    "views": [
                        _view(desk, view, used)
                        for view in desk.catalogue.views
                        if view.source == source.id and paragraph.number in view.paragraphs and view.id in shown
                    ],
                }
                for paragraph in paragraphs
            ],
        },
        on_asked_change=lambda: _asked(desk, source, key),
    )


def _cited(desk: Desk, source: Source) -> dict[str, list[dict[str, str]]]:
    """For each paragraph of the source: the provisions that cite it."""
    found: dict[str, list[dict[str, str]]] = {}
    for leaf in desk.draft.leaves():
        numbers = {number for c in leaf.cites if c.source == source.id for number in c.paragraphs}
        for number in numbers:
            found.setdefault(number, []).append({"id": leaf.id, "words": desk.places.get(leaf.id, leaf.id)})
    return found


def _view(desk: Desk, view: View, used: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    elements = dict.fromkeys(element for element, _ in desk.catalogue.answers.get(view.id, ()))
    return {
        "label": view.label,
        "stance": str(view.stance),
        "attribution": view.attribution,
        "kind": str(view.kind).replace("-", " "),
        "why": view.why,
        "used": [
            {"id": id, "words": desk.places.get(id, "a choice of the draft")}
            for id in dict.fromkeys(used.get(view.id, ()))
        ],
        "elements": [{"id": element.id, "words": element.title} for element in elements],
    }


def _asked(desk: Desk, source: Source, key: str) -> None:
    asked = st.session_state[key].asked
    does, id = str(asked["does"]), str(asked["id"])
    if does == "element":
        desk.go("elements", element=id)
    elif does == "provision":
        desk.go("draft", provision=id)
    elif does == "cite" and desk.provision:
        provision = desk.provision
        citation = Citation(source=source.id, paragraphs=(id,))
        if desk.keep(
            lambda draft: cite(draft, provision, citation),
            f"cited {source.symbol or source.short or source.title}, {id} in {desk.places.get(provision, provision)}",
        ):
            desk.tell(f"Cited in {desk.places.get(provision, provision)}.", undo=True)
