"""Texts that could not be merged because a colleague changed the same provision: nothing of them is lost."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from workbench.app.desk import SHELF_EMPTY as EMPTY
from workbench.app.desk import Desk, now
from workbench.app.html import escape, label, option_html
from workbench.model import Provision
from workbench.store import Shelved


def waiting(desk: Desk) -> None:
    """Shows each text on the shelf beside what the draft has now, and asks which of them holds."""
    if st.session_state.get(EMPTY) == desk.draft_id:
        return
    shelf = desk.store.shelf(desk.draft_id)
    if not shelf:
        # Asked once: what this session puts there itself, it knows of.
        st.session_state[EMPTY] = desk.draft_id
    for shelved in shelf:
        with st.container(key=f"shelf_{shelved.id}", border=True):
            places = ", ".join(desk.places.get(id, id) for id in shelved.provisions) or "the draft as a whole"
            st.html(
                f"<p><b>Not in the draft yet:</b> what {escape(shelved.author)} wrote in {escape(places)} "
                "while a colleague changed it.</p>"
                f"{''.join(_both(desk, shelved))}"
            )
            with st.container(horizontal=True, gap="small"):
                st.button(
                    "Settle it, with what was there before",
                    key=f"shelf_settle_{shelved.id}",
                    type="primary",
                    help="Both texts beside what they were made from; take one, or keep both in brackets",
                    on_click=desk.go,
                    args=("compare",),
                    kwargs={"old": f"shelf:{shelved.id}", "new": "@"},
                )
                st.button(
                    label(f"Use what {shelved.author} wrote") if shelved.author != desk.author else "Use my text",
                    key=f"shelf_take_{shelved.id}",
                    on_click=_take,
                    args=(desk, shelved.id),
                )
                st.button(
                    "Leave the draft as it is",
                    key=f"shelf_close_{shelved.id}",
                    on_click=_close,
                    args=(desk, shelved.id),
                )


def _both(desk: Desk, shelved: Shelved) -> Iterator[str]:
    for id in shelved.provisions:
        mine, theirs = shelved.draft.provision(id), desk.draft.provision(id)
        now_there = f"<i>In the draft now:</i>{_html(desk, theirs)}"
        yield f'<div class="both"><div>{_html(desk, mine)}</div><div>{now_there}</div></div>'


def _html(desk: Desk, provision: Provision | None) -> str:
    if provision is None:
        return "<p>Removed.</p>"
    terms = desk.terms
    texts = "".join(option_html(option, terms, desk.places) for option in provision.chosen_options)
    return texts or f"<p>{escape(provision.heading)}</p>"


def _take(desk: Desk, shelf_id: int) -> None:
    desk.keep_by(
        lambda stamp: desk.store.take_from_shelf(
            desk.draft_id, shelf_id, base=desk.number, why="used a text from the shelf", **stamp
        )
    )


def _close(desk: Desk, shelf_id: int) -> None:
    desk.store.close_shelf(desk.draft_id, shelf_id, author=desk.author, at=now())
