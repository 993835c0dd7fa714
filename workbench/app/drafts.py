"""The drafts of this house: the menu of the frame, and what starts, renames, copies and deletes one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from workbench.app import components
from workbench.app.desk import Desk, now
from workbench.app.html import escape, when
from workbench.drafting import new_draft
from workbench.errors import WorkbenchError
from workbench.model import Draft
from workbench.store import DraftLine

UNTITLED = "Draft declaration"

#: The menu behind the title: whether it is open.
MENU = "frame_drafts"


def menu(desk: Desk) -> None:
    """The menu behind the title: rename, duplicate, delete, a new one, and the other drafts."""
    title = f"drafts_title_{desk.draft_id}"  # what another draft is called stays out of this one's field
    st.text_input("Title of this draft", value=desk.draft.title, key=title, on_change=_rename, args=(desk, title))
    with st.container(horizontal=True, gap="small"):
        st.button("Duplicate", key="drafts_duplicate", on_click=duplicate, args=(desk,))
        st.button("Delete", key="drafts_delete", on_click=delete, args=(desk,))
        st.button("New draft", key="drafts_new", on_click=desk.go, args=("start",))
    others = [line for line in desk.store.drafts() if line.id != desk.draft_id]
    if others:
        listed(desk, others, "drafts_others", "<h3>Other drafts</h3>", shown=12)


def listed(desk: Desk, lines: Sequence[DraftLine], key: str, heading: str, *, shown: int) -> None:
    """Drafts to open, the newest first, with who saved them when; those after the first so many are folded away."""
    rows = [
        f'<p class="draft"><button type="button" class="link" data-does="open" value="{escape(line.id)}" dir="auto">'
        f"{escape(line.title or UNTITLED)}</button> "
        f'<span class="who">saved {escape(when(line.at))} by <bdi>{escape(line.author)}</bdi></span></p>'
        for line in lines
    ]
    more = len(rows) - shown
    older = (
        f'<details class="small" data-fold="older"><summary>{more} older draft{"s" * (more > 1)}</summary>'
        f"{''.join(rows[shown:])}</details>"
    )
    components.plain(
        key=key,
        data={"provision": "", "html": heading + "".join(rows[:shown]) + (older if more > 0 else "")},
        on_did_change=lambda: open_draft(desk, str(st.session_state[key].did["value"])),
    )


def _rename(desk: Desk, key: str) -> None:
    title = " ".join(st.session_state[key].split())
    if title:
        desk.keep(lambda draft: replace(draft, title=title), "renamed the draft")


def open_draft(desk: Desk, draft_id: str) -> None:
    """Opens another draft on the page Draft, and closes the menu."""
    st.session_state[MENU] = False
    replace(desk, draft_id=draft_id).go("draft")


def start(desk: Desk, draft: Draft, why: str, page: str = "draft") -> None:
    """Keeps a new draft and opens it."""
    draft_id = secrets.token_hex(6)
    try:
        desk.store.create(draft, author=desk.author, at=now(), why=why, draft_id=draft_id)
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)
        return
    replace(desk, draft_id=draft_id).go(page)


def start_empty(desk: Desk) -> None:
    """Opens an empty draft where its first elements are picked."""
    start(desk, new_draft(desk.catalogue, UNTITLED), "began an empty draft", "elements")


def duplicate(desk: Desk) -> None:
    """Opens a copy of the draft, as a draft of its own."""
    start(desk, replace(desk.draft, title=f"{desk.draft.title} (copy)"), f"copied {desk.draft.title}")


def delete(desk: Desk) -> None:
    """Takes the draft out of the list; the start screen offers it back."""
    desk.store.delete(desk.draft_id, at=now())
    st.session_state["deleted"] = (desk.draft_id, desk.draft.title)
    replace(desk, draft_id="").go("start")


def undelete(desk: Desk) -> None:
    """Puts back the draft that this session deleted last."""
    draft_id, _ = st.session_state.pop("deleted")
    desk.store.undelete(draft_id)
    replace(desk, draft_id=draft_id).go("draft")
