"""Paragraphs of sources as the pages Sources and Coverage list them, and what a click in such a list opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from workbench.app import components, loading
from workbench.app.desk import Desk
from workbench.app.kinds import NAMES
from workbench.app.outline import WHOLE
from workbench.catalogue import Catalogue
from workbench.citing import place
from workbench.coverage import uses
from workbench.drafting import cite
from workbench.model import Citation
from workbench.proposals import Paragraph, Source, View

#: What is listed: a paragraph with the source that it stands in.
Place = tuple[Source, Paragraph]


def name_of(source: Source) -> str:
    """What people call a source: a report by its symbol, an instrument by its short title."""
    short = source.short.removeprefix("the ")
    return short[:1].upper() + short[1:] if short else source.symbol or source.title


@lru_cache(maxsize=4)
def views_in(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[View, ...]]:
    """For each paragraph, by source and number: the views recorded in it."""
    found: dict[tuple[str, str], list[View]] = {}
    for view in catalogue.views:
        for number in dict.fromkeys(view.paragraphs):
            found.setdefault((view.source, number), []).append(view)
    return {key: tuple(views) for key, views in found.items()}


def listing(
    desk: Desk,
    places: Iterable[Place],
    *,
    key: str,
    where: str,
    views: Iterable[View],
    more: Mapping[str, Any] | None = None,
) -> None:
    """Draws paragraphs with these of their views; `where` names the list, so that another starts at its top.

    Where the address names a provision, each paragraph can be cited in it. `more` goes to the component as it is.
    """
    components.paragraphs(
        key=key,
        data={
            "where": where,
            "draft": desk.draft_id,
            "selected": "",
            "title": "",
            "about": "",
            "loaded": "",
            "nothing": "Nothing here.",
            "search": False,
            "sources": [],
            "cite": citing_for(desk),
            "paragraphs": listed(desk, places, views),
            **(more or {}),
        },
        on_asked_change=lambda: asked(desk, st.session_state[key].asked),
    )


def citing_for(desk: Desk) -> str:
    """The provision that the address names as one that paragraphs can be cited in: 'article 7, paragraph 2'."""
    leaf = desk.draft.provision(desk.provision) if desk.provision else None
    return desk.places.get(leaf.id, "") if leaf and not leaf.is_container else ""


def listed(desk: Desk, places: Iterable[Place], views: Iterable[View]) -> list[dict[str, Any]]:
    """Paragraphs as data, each with these of its views, where it is cited, and where its views are used."""
    used = uses(desk.draft, desk.catalogue)
    shown = {view.id for view in views}
    cited = _cited(desk)
    held = views_in(desk.catalogue)
    return [
        {
            "source": source.id,
            "number": paragraph.number,
            "label": f"{paragraph.number[:1].upper()}{paragraph.number[1:]}",
            "printed": place(source, Citation(source=source.id, paragraphs=(paragraph.number,))),
            "section": list(paragraph.section),
            "digest": paragraph.digest,
            "text": paragraph.text,
            "cited": cited.get((source.id, paragraph.number), []),
            "views": [
                _view(desk, view, used) for view in held.get((source.id, paragraph.number), ()) if view.id in shown
            ],
        }
        for source, paragraph in places
    ]


def _cited(desk: Desk) -> dict[tuple[str, str], list[dict[str, str]]]:
    """For each paragraph, by source and number: the provisions that cite it."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for leaf in desk.draft.leaves():
        for key in dict.fromkeys((c.source, number) for c in leaf.cites for number in c.paragraphs):
            found.setdefault(key, []).append({"id": leaf.id, "words": desk.places.get(leaf.id, leaf.id)})
    return found


def _view(desk: Desk, view: View, used: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    elements = dict.fromkeys(element for element, _ in desk.catalogue.answers.get(view.id, ()))
    return {
        "label": view.label,
        "stance": str(view.stance),
        "attribution": view.attribution,
        "kind": NAMES[view.kind],
        "why": view.why,
        "used": [{"id": id, "words": in_words(desk, id)} for id in dict.fromkeys(used.get(view.id, ()))],
        "elements": [{"id": element.id, "words": element.title} for element in elements],
    }


def in_words(desk: Desk, id: str) -> str:
    """A provision or a policy of the draft as a drafter names it."""
    policy = desk.catalogue.policy.get(id)
    return desk.places.get(id) or (f"the choice “{policy.label}”" if policy else id)


def asked(desk: Desk, what: Mapping[str, Any]) -> None:
    """Does what was clicked in a list of paragraphs."""
    does = str(what["does"])
    if does == "element":
        desk.go("elements", element=str(what["id"]))
    elif does == "provision":
        # A policy has no place of its own: it is ticked where the whole draft is described.
        id = str(what["id"])
        desk.go("draft", provision=id if desk.draft.provision(id) else WHOLE)
    elif does == "paragraph":
        desk.go("sources", source=str(what["source"]), paragraph=str(what["id"]))
    elif does == "source":
        _open(str(what["id"]))
    elif does == "cite" and desk.provision:
        cite_here(desk, str(what["source"]), str(what["id"]), str(what.get("quote", "")))
    elif does == "load":
        st.query_params["load"] = "1"
    elif does == "remove":
        loading.remove(desk, str(what["id"]))


def _open(source: str) -> None:
    st.query_params["source"] = source
    if "paragraph" in st.query_params:
        del st.query_params["paragraph"]


def cite_here(desk: Desk, source_id: str, number: str, quote: str = "") -> None:
    """Attaches a paragraph to the provision that the address names, with the words of it that were selected."""
    source, provision = desk.catalogue.source[source_id], desk.provision
    paragraph = source.paragraph(number)
    said = " ".join(paragraph.text.split()) if paragraph else ""
    quote = " ".join(quote.split())
    citation = Citation(source=source_id, paragraphs=(number,), quote=quote if quote in said else "")
    words = desk.places.get(provision, provision)
    if desk.keep(lambda draft: cite(draft, provision, citation), f"cited {place(source, citation)} in {words}"):
        desk.tell(f"Cited in {words}.", undo=True)
