"""Elements: what was proposed, by kind; the formulations of one element, and putting them into the draft."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from workbench.app import components
from workbench.app.desk import Desk, now
from workbench.app.html import direction, escape, option_html
from workbench.app.support import STANCES, view_html
from workbench.catalogue import Catalogue
from workbench.checks import clashes, elements_in_tension
from workbench.citing import place
from workbench.compose import live_terms
from workbench.drafting import add_formulation, choose, option_of, pick, provisions_with, remove
from workbench.model import ANATOMY, Citation, Draft, Element, Finding, Formulation, Kind, Provision, Stance, View

#: The kinds as a drafter says them.
NAMES: Mapping[Kind, str] = {
    Kind.LEGAL_BASIS: "Legal bases",
    Kind.RATIONALE: "Reasons (preamble)",
    Kind.DEFINITION: "Definitions",
    Kind.NATURE: "Nature of solidarity",
    Kind.PRINCIPLE: "Principles",
    Kind.OBJECT: "Object",
    Kind.SUBJECT: "Subjects",
    Kind.SCOPE: "Scope",
    Kind.POSITIVE_OBLIGATION: "Positive obligations",
    Kind.NEGATIVE_OBLIGATION: "Negative obligations",
    Kind.COOPERATION: "Cooperation",
    Kind.ENFORCEMENT: "Enforcement",
}


def page(desk: Desk) -> None:
    """Draws the list of elements and the one that the address names."""
    listed = _rows(desk.catalogue)
    element = desk.catalogue.element.get(desk.asked("element"))
    left, right = st.columns([55, 45], gap="medium")
    with left:
        _list(desk, listed, element.id if element else "")
    with right, st.container(key="elements_detail", height="content"):
        if element is None:
            _invitation(desk)
        else:
            _element(desk, element)


# --- the list ---------------------------------------------------------------


@lru_cache(maxsize=4)
def _rows(catalogue: Catalogue) -> tuple[dict[str, Any], ...]:
    """What the list shows of each element and never changes with the draft, in the order of a declaration."""
    rank = {kind: index for index, kind in enumerate(ANATOMY)}
    order = catalogue.skeleton_order
    ordered = sorted(catalogue.elements, key=lambda e: (rank[e.kind], order.get(e.id, len(order)), e.title))
    return tuple(_row(catalogue, element) for element in ordered)


def _row(catalogue: Catalogue, element: Element) -> dict[str, Any]:
    views = views_of(catalogue, element)
    texts = [element.title, element.gist, *(f.text for f in element.formulations), *(v.label for v in views)]
    return {
        "id": element.id,
        "kind": str(element.kind),
        "title": element.title,
        "formulations": len(element.formulations),
        "paragraphs": paragraphs_of(catalogue, views),
        "stances": sorted({str(view.stance) for view in views}),
        "search": " ".join(texts),
    }


def views_of(catalogue: Catalogue, element: Element) -> tuple[View, ...]:
    """The views that the formulations of an element rest on, each once, in the order of the source."""
    ids = {id for formulation in element.formulations for id in formulation.rests_on}
    return tuple(view for view in catalogue.views if view.id in ids)


def paragraphs_of(catalogue: Catalogue, views: tuple[View, ...]) -> str:
    """Where views are recorded: the paragraphs of the source with most of them, in print without its symbol."""
    by_source: dict[str, list[str]] = {}
    for view in views:
        by_source.setdefault(view.source, []).extend(view.paragraphs)
    if not by_source:
        return ""
    source, numbers = max(by_source.items(), key=lambda pair: len(pair[1]))
    printed = place(catalogue.source.get(source), Citation(source=source, paragraphs=tuple(numbers)))
    return printed.partition(", ")[2] or printed


def _list(desk: Desk, rows: tuple[dict[str, Any], ...], selected: str) -> None:
    places = _places(desk)
    tense = elements_in_tension(desk.draft, desk.catalogue)
    components.elements(
        key="elements_list",
        data={
            "kinds": [[str(kind), NAMES[kind]] for kind in ANATOMY],
            "stances": [str(stance) for stance in Stance],
            "selected": selected,
            "elements": [
                {**row, "place": places.get(row["id"], ""), "tension": "; ".join(tense.get(row["id"], ()))}
                for row in rows
            ],
        },
        on_picked_change=_picked,
    )


def _places(desk: Desk) -> dict[str, str]:
    """Where each picked element stands: 'article 7, paragraph 2'."""
    found: dict[str, str] = {}
    for provision in desk.draft.leaves():
        if provision.element:
            found.setdefault(provision.element, desk.places.get(provision.id, "in the text"))
    return found


def _picked() -> None:
    st.query_params["element"] = str(st.session_state["elements_list"].picked)


def _invitation(desk: Desk) -> None:
    count = sum(1 for _ in desk.catalogue.formulations())
    st.html(
        '<div class="invitation"><h2>What was proposed</h2>'
        f"<p>{len(desk.catalogue.elements)} elements with {count} formulations, resting on {len(desk.catalogue.views)} "
        f"recorded views. Choose an element at the left: its formulations appear here, and one click puts one into "
        f"the draft, with its supporting paragraphs.</p></div>"
    )


# --- one element ------------------------------------------------------------


def _element(desk: Desk, element: Element) -> None:
    provision = next(iter(provisions_with(desk.draft, element.id)), None)
    st.html(
        f'<div class="element"><p class="kind">{escape(NAMES[element.kind])}</p>'
        f'<h2 dir="{direction(element.title)}">{escape(element.title)}</h2>'
        f'<p class="gist" dir="{direction(element.gist)}">{escape(element.gist)}</p></div>'
    )
    with st.container(key="elements_actions", horizontal=True, vertical_alignment="center", gap="small"):
        if provision is not None:
            st.button(
                f"In the draft: {desk.places.get(provision.id, 'in the text')}",
                key="elements_open",
                type="tertiary",
                help="Opens the provision on the page Draft",
                on_click=lambda: desk.go("draft", provision=provision.id),
            )
        if len(element.formulations) > 1:
            st.button(
                f"Compare all {len(element.formulations)}",
                key="elements_compare",
                type="tertiary",
                on_click=lambda: desk.go("compare", element=element.id),
            )
        if provision is not None:
            st.button(
                "Take out of the draft",
                key="elements_remove",
                type="tertiary",
                on_click=_remove,
                args=(desk, provision),
            )
    components.formulations(
        key="elements_formulations",
        data={
            "element": element.id,
            "formulations": [
                _formulation(desk, element, formulation, provision) for formulation in element.formulations
            ],
        },
        on_asked_change=lambda: _asked(desk),
    )
    views = views_of(desk.catalogue, element)
    if views:
        st.html('<h3 class="section">Who said what</h3>' + "".join(view_html(desk.catalogue, view) for view in views))


def _formulation(desk: Desk, element: Element, formulation: Formulation, provision: Provision | None) -> dict[str, Any]:
    state, said = _state(formulation, element, provision)
    alone = provision is None or not provision.chosen
    if alone:
        buttons = [("use", "Use this", True)]
    elif state == "chosen":
        buttons = []
    elif state == "kept":
        buttons = [("drop", "Drop this alternative", False), ("use", "Settle on this", False)]
    else:
        buttons = [("keep", "Keep as alternative", False), ("use", "Use this instead", False)]
    option = option_of(element, formulation, desk.draft)
    return {
        "key": formulation.id,
        "html": option_html(option, live_terms(desk.draft, desk.catalogue), desk.places),
        "note": formulation.note,
        "rests": _rests(desk.catalogue, formulation),
        "state": state,
        "said": said,
        "warnings": []
        if state
        else [sentence(warning.message) for warning in _warnings(desk, element, formulation, provision)],
        "buttons": buttons,
    }


def sentence(text: str) -> str:
    """A text with a capital to begin with."""
    return text[:1].upper() + text[1:]


def _state(formulation: Formulation, element: Element, provision: Provision | None) -> tuple[str, str]:
    origin = f"{element.id}/{formulation.id}"
    held = [o for o in provision.options if o.origin.partition("@")[0] == origin] if provision else []
    chosen = [option for option in held if provision and option.id in provision.chosen]
    if not chosen or provision is None:
        return "", ""
    edited = " (edited there)" if all(option.edited for option in chosen) else ""
    if len(provision.chosen) > 1:
        return "kept", f"An alternative in the draft{edited}"
    return "chosen", f"In the draft{edited}"


def _warnings(
    desk: Desk, element: Element, formulation: Formulation, provision: Provision | None
) -> tuple[Finding, ...]:
    return clashes(desk.draft, desk.catalogue, element.id, formulation.id, provision.id if provision else "")


def _rests(catalogue: Catalogue, formulation: Formulation) -> str:
    said = []
    for id in formulation.rests_on:
        view = catalogue.view.get(id)
        if view:
            where = place(catalogue.source.get(view.source), Citation(source=view.source, paragraphs=view.paragraphs))
            said.append(
                f"<b>{STANCES[view.stance]}</b>, {escape(view.attribution)} ({escape(where.partition(', ')[2])})"
            )
    cited = [escape(place(catalogue.source.get(c.source), c)) for c in formulation.cites]
    return "Rests on: " + "; ".join([*said, *cited])


# --- into the draft ---------------------------------------------------------


def _asked(desk: Desk) -> None:
    asked = st.session_state["elements_formulations"].asked
    element_id, formulation_id = str(asked["element"]), str(asked["formulation"])
    element = desk.catalogue.element.get(element_id)
    if element is None:
        return
    does = str(asked["does"])
    desk.keep(
        lambda draft: use(draft, desk.catalogue, element_id, formulation_id, does), f"{_DONE[does]} of {element.title}"
    )


_DONE = {"use": "chose a formulation", "keep": "kept an alternative", "drop": "dropped an alternative"}


def use(draft: Draft, catalogue: Catalogue, element_id: str, formulation_id: str, does: str) -> Draft:
    """The draft with a formulation of an element chosen alone (`use`), beside others (`keep`), or no more (`drop`).

    An element that the draft does not hold yet is put where the skeleton foresees it.
    """
    provision = next(iter(provisions_with(draft, element_id)), None)
    if provision is None:
        return pick(draft, catalogue, element_id, formulation_id)[0]
    origin = f"{element_id}/{formulation_id}"
    if does == "drop":
        left = [o.id for o in provision.chosen_options if o.origin.partition("@")[0] != origin]
        return choose(draft, catalogue, provision.id, left)
    # An option that was edited in the draft is the formulation still; it is taken up again as it stands.
    held = next((o.id for o in provision.options if o.origin.partition("@")[0] == origin), "")
    if not held:
        draft, held = add_formulation(draft, catalogue, provision.id, formulation_id)
    return choose(draft, catalogue, provision.id, (*provision.chosen, held) if does == "keep" else (held,))


def _remove(desk: Desk, provision: Provision) -> None:
    place_of = desk.places.get(provision.id, "a provision")
    desk.keep(lambda draft: remove(draft, provision.id, by=desk.author, at=now()), f"removed {place_of}", undo=True)
