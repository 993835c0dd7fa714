"""Elements: what was proposed, by kind; the formulations of one element, and putting them into the draft."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from workbench.app import components, house
from workbench.app.desk import Desk, now
from workbench.app.element import (
    clashes_at,
    clashing,
    element_data,
    held_in,
    justify,
    printed,
    use,
    views_of,
)
from workbench.app.html import escape
from workbench.app.kinds import NAMES
from workbench.app.looks import page_sheet
from workbench.catalogue import Catalogue
from workbench.checks import elements_in_tension
from workbench.drafting import remove
from workbench.proposals import ANATOMY, Element, Kind, Stance

#: Which list of elements this session's browser was sent; it keeps the list, so that a click need not carry it.
_SENT = "elements_sent"

#: The kinds that no declaration does without.
_HEART = (
    Kind.SUBJECT,
    Kind.OBJECT,
    Kind.SCOPE,
    Kind.POSITIVE_OBLIGATION,
    Kind.NEGATIVE_OBLIGATION,
    Kind.ENFORCEMENT,
)


def page(desk: Desk) -> None:
    """Draws the list of elements and the one that the address names."""
    st.html(page_sheet("elements"))
    element = desk.catalogue.element.get(desk.asked("element"))
    left, right = st.columns([55, 45], gap="medium")
    with left:
        _list(desk, element.id if element else "")
    with right:
        if element is None:
            _invitation(desk)
        else:
            components.formulations(
                key="elements_formulations",
                data=element_data(desk, element),
                on_asked_change=lambda: _asked(desk),
            )


# --- the list ---------------------------------------------------------------


@lru_cache(maxsize=4)
def listed(catalogue: Catalogue) -> tuple[str, str]:
    """What the list shows of the elements and never changes with the draft, as JSON, and its version."""
    rank = {kind: index for index, kind in enumerate(ANATOMY)}
    order = catalogue.skeleton_order
    ordered = sorted(catalogue.elements, key=lambda e: (rank[e.kind], order.get(e.id, len(order)), e.title))
    rows = json.dumps([_row(catalogue, element) for element in ordered], ensure_ascii=False)
    return rows, hashlib.sha256(rows.encode()).hexdigest()[:12]


def _row(catalogue: Catalogue, element: Element) -> dict[str, Any]:
    views = views_of(catalogue, element)
    paragraphs = printed(catalogue, views)
    wordings = [text for f in element.formulations for text in (f.text, *(item.text for item in f.items), f.note)]
    said = [text for view in views for text in (view.label, view.attribution)]
    return {
        "id": element.id,
        "kind": str(element.kind),
        "title": element.title,
        "formulations": len(element.formulations),
        "paragraphs": paragraphs,
        "stances": sorted({str(view.stance) for view in views}),
        "search": "\n".join([element.title, element.gist, *wordings, *said, NAMES[element.kind], paragraphs]),
    }


def _list(desk: Desk, selected: str) -> None:
    rows, version = listed(desk.catalogue)
    new = st.session_state.get(_SENT) != version
    st.session_state[_SENT] = version
    components.elements(
        key="elements_list",
        data={
            "version": version,
            "rows": rows if new else "",
            "kinds": [[str(kind), NAMES[kind]] for kind in ANATOMY],
            "stances": [str(stance) for stance in Stance],
            "kind": desk.asked("kind"),
            "selected": selected,
            "places": dict(places(desk)),
            "marks": marks(desk),
        },
        on_picked_change=_picked,
        on_lacks_change=_lacks,
    )


def places(desk: Desk) -> Mapping[str, str]:
    """Where each picked element stands: 'article 7, paragraph 2'."""
    found: dict[str, str] = {}
    for provision in desk.draft.leaves():
        if provision.element:
            found.setdefault(provision.element, desk.places.get(provision.id, "in the text"))
    return found


def marks(desk: Desk) -> dict[str, tuple[str, str]]:
    """The elements that clash with the rest of the draft, or would if they were picked: in words, and why."""
    found = {
        element: ("some formulation would clash with the draft", "; ".join(reasons))
        for element, reasons in _tension(house.house().database, desk.draft_id, desk.number).items()
    }
    at = clashing(desk.review)
    for leaf in desk.draft.leaves() if at else ():
        if leaf.id in at and leaf.element:
            found[leaf.element] = ("clashes with another provision", "Open it to see with which, and to say why")
    return found


@lru_cache(maxsize=64)
def _tension(database: str, draft_id: str, revision: int) -> Mapping[str, tuple[str, ...]]:
    draft = house.store().revision(draft_id, revision).draft
    held = frozenset(leaf.element for leaf in draft.leaves() if leaf.element)
    return elements_in_tension(draft, house.catalogue(), held)


def _picked() -> None:
    Desk.stay("elements")
    st.query_params["element"] = str(st.session_state["elements_list"].picked)


def _lacks() -> None:
    """The browser was not given the list, or lost it: it is sent again."""
    st.session_state.pop(_SENT, None)


def _invitation(desk: Desk) -> None:
    count = sum(1 for _ in desk.catalogue.formulations())
    begin = "".join(
        f'<p><button type="button" class="link" data-does="element" value="{escape(element.id)}">'
        f"{escape(element.title)}</button> ({escape(NAMES[element.kind].lower())}, "
        f"{len(element.formulations)} formulations)</p>"
        for element in beginnings(desk)
    )
    components.plain(
        key="elements_invitation",
        data={
            "provision": "",
            "html": '<h2 class="article">What was proposed</h2>'
            f"<p>{len(desk.catalogue.elements)} elements with {count} formulations, resting on "
            f"{len(desk.catalogue.views)} recorded views. Choose an element at the left: its formulations appear here, "
            "and one click puts one into the draft, with its supporting paragraphs.</p>"
            + (f"<h3>Questions that every text has to answer</h3>{begin}" if begin else ""),
        },
        on_did_change=_begun,
    )


def beginnings(desk: Desk) -> list[Element]:
    """One element of each kind at the heart of a declaration that the draft says nothing on: the most disputed."""
    held = {leaf.element for leaf in desk.draft.leaves()}
    told = {element.kind for element in desk.catalogue.elements if element.id in held}
    found = []
    for kind in _HEART:
        open_to_choice = [e for e in desk.catalogue.elements if e.kind is kind and kind not in told]
        if open_to_choice:
            found.append(max(open_to_choice, key=lambda element: len(element.formulations)))
    return found


def _begun() -> None:
    st.query_params["element"] = str(st.session_state["elements_invitation"].did["value"])


# --- what is done -----------------------------------------------------------

_DONE = {"use": "chose a formulation", "keep": "kept an alternative", "drop": "dropped an alternative"}


def _asked(desk: Desk) -> None:
    done(desk, st.session_state["elements_formulations"].asked)


def done(desk: Desk, asked: Mapping[str, Any]) -> None:
    """Does what was clicked at an element."""
    does, element = str(asked["does"]), desk.catalogue.element.get(str(asked.get("element", "")))
    if element is None:
        return
    if does in _DONE:
        formulation, at = str(asked["formulation"]), str(asked.get("provision", ""))
        desk.keep(
            lambda draft: use(draft, desk.catalogue, element.id, formulation, does, at),
            f"{_DONE[does]} of {element.title}",
        )
    elif does == "provision":
        desk.go("draft", provision=str(asked["id"]))
    elif does == "compare":
        desk.go("compare", element=element.id)
    elif does == "paragraph":
        desk.go("sources", source=str(asked["source"]), paragraph=str(asked["paragraph"]))
    elif does == "remove":
        _remove(desk, element)
    elif does in ("justify", "unjustify"):
        provision = held_in(desk.draft, element.id, desk.provision)
        for clash in clashes_at(desk.review, provision.id) if provision else ():
            if clash.key == str(asked["clash"]):
                justify(desk, clash, str(asked.get("reason", "")))


def _remove(desk: Desk, element: Element) -> None:
    provision = held_in(desk.draft, element.id, desk.provision)
    if provision is not None:
        name = desk.places.get(provision.id, "a provision")
        desk.keep(lambda draft: remove(draft, provision.id, by=desk.author, at=now()), f"removed {name}", undo=True)
