"""Compare: whatever was sent here, side by side, inline or collated, and what differs in substance.

The address says what is compared: `element=`, `provision=`, or `old=` and `new=` for versions, drafts and files.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

import streamlit as st

from workbench.app.comparing_drafts import texts
from workbench.app.comparing_sides import choose
from workbench.app.comparing_wordings import of_element, of_provision, wordings
from workbench.app.desk import Desk
from workbench.app.html import escape, label
from workbench.app.looks import ASSETS

_PARTS = ("element", "provision", "old", "new", "from", "base", "only", "view", "rows", "who")


def page(desk: Desk) -> None:
    """Draws the comparison that the address names, or asks what to compare."""
    st.html(_looks())
    if desk.asked("old") or desk.asked("new"):
        old, new = desk.asked("old"), desk.asked("new")
        shelved = old.startswith("shelf:") or new.startswith("shelf:")
        _head(desk, "Two people changed the same" if shelved else "What changed", "")
        texts(desk, old, new)
        return
    element = desk.catalogue.element.get(desk.asked("element"))
    provision = desk.draft.provision(desk.provision)
    if element is not None:
        found = of_element(desk, element)
    elif provision is not None and not provision.is_container:
        found = of_provision(desk, provision)
    else:
        _choose(desk)
        return
    _head(desk, found.title, found.about)
    wordings(desk, found)


@lru_cache(maxsize=1)
def _looks() -> str:
    return f"<style>{(ASSETS / 'compare.css').read_text(encoding='utf-8')}</style>"


def _head(desk: Desk, title: str, about: str) -> None:
    with st.container(key="compare_head", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<h2 class="article">{escape(title)}</h2>' + (f'<p class="empty">{escape(about)}</p>' if about else "")
        )
        # Another key for every address: the menu closes once something is chosen.
        key = f"compare_else_{crc32(repr([desk.asked(part) for part in _PARTS[:5]]).encode())}"
        with st.popover("Compare something else", key=key, on_change="rerun", type="tertiary") as opened:
            if opened.open:
                _choose(desk)


def _choose(desk: Desk) -> None:
    with st.container(key="compare_choose"):
        st.html('<h2 class="article">What do you want to compare?</h2>')
        several = [element for element in desk.catalogue.elements if len(element.formulations) > 1]
        titles = {element.id: f"{element.title} ({len(element.formulations)})" for element in several}
        st.selectbox(
            "The formulations of an element",
            sorted(titles, key=titles.__getitem__),
            key="compare_element",
            index=None,
            placeholder="An element",
            format_func=lambda id: label(titles[id]),
            on_change=_open,
            args=("element",),
        )
        leaves = {leaf.id: desk.places.get(leaf.id, leaf.id) for leaf in desk.draft.leaves()}
        st.selectbox(
            "The formulations of a provision of this draft",
            list(leaves),
            key="compare_provision",
            index=None,
            placeholder="A provision",
            format_func=lambda id: label(leaves[id][:1].upper() + leaves[id][1:]),
            on_change=_open,
            args=("provision",),
        )

        st.html('<p class="or">Two versions, drafts or files</p>')
        choose(desk)


def _open(what: str) -> None:
    chosen = st.session_state[f"compare_{what}"]
    if chosen:
        for part in _PARTS:
            st.query_params.pop(part, None)
        st.query_params[what] = chosen
