"""The frame around every page: one line with the draft, its state in words, undo, redo and the pages."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import streamlit as st

from workbench.app import drafts, problems
from workbench.app.browser import browser
from workbench.app.desk import Desk
from workbench.app.html import direction, escape, label
from workbench.app.looks import sheet
from workbench.drafting import open_places

#: The pages of a draft in the order of the frame: module in `workbench.app.pages`, name.
PAGES = (
    ("elements", "Elements"),
    ("draft", "Draft"),
    ("compare", "Compare"),
    ("sources", "Sources"),
    ("coverage", "Coverage"),
    ("history", "History"),
    ("export", "Export"),
)


def built() -> tuple[tuple[str, str], ...]:
    """The pages that there are: those with a module."""
    return tuple(page for page in PAGES if importlib.util.find_spec(f"workbench.app.pages.{page[0]}"))


def frame(desk: Desk, pages: Mapping[str, Any], here: str) -> None:
    """Draws the line on top of every page, and the line that tells what just happened."""
    st.html(sheet())
    with st.container(key="frame", horizontal=True, vertical_alignment="center", gap=None, wrap=False):
        _title(desk)
        if desk.draft_id:
            _state(desk)
            _undo(desk)
            st.space("stretch")
            with st.container(key="frame_pages", horizontal=True, gap=None, width="content", wrap=False):
                for name, _ in built():
                    asked = {"draft": desk.draft_id} | ({"provision": desk.provision} if desk.provision else {})
                    here_class = "here" if name == here else "there"
                    with st.container(key=f"{here_class}_{name}", width="content"):
                        st.page_link(pages[name], query_params=asked)
        else:
            st.space("stretch")
        _author(desk)
    _notice(desk)


def _title(desk: Desk) -> None:
    title = desk.draft.title if desk.draft_id else "Declaration workbench"
    shown = escape(title or drafts.UNTITLED)
    st.html(f'<span class="title" dir="{direction(title)}" title="{shown}">{shown}</span>', width="content")
    if desk.draft_id:
        with st.popover("Drafts", key="frame_drafts", on_change="rerun", type="tertiary") as menu:
            if menu.open:
                drafts.menu(desk)


def _state(desk: Desk) -> None:
    leaves = list(desk.draft.leaves())
    still_open = open_places(desk.draft)
    with st.container(key="frame_state", horizontal=True, gap=None, width="content", wrap=False):
        st.button(
            f"saved {_clock(desk.saved_at)}", key="frame_saved", type="tertiary", on_click=desk.go, args=("history",)
        )
        st.button(
            f"{len(leaves)} provision{'s' * (len(leaves) != 1)}",
            key="frame_provisions",
            type="tertiary",
            on_click=desk.go,
            args=("draft",),
        )
        if still_open:
            st.button(
                f"{len(still_open)} open",
                key="frame_open",
                type="tertiary",
                help="Provisions with alternatives, in brackets, or without a wording; goes to the next one",
                on_click=_next_open,
                args=(desk, tuple(provision.id for provision in still_open)),
            )

        found = problems.counted(desk)
        if found:
            st.button(found, key="frame_problems", type="tertiary", on_click=_show_problems, args=(desk,))


def _show_problems(desk: Desk) -> None:
    st.session_state[problems.PANEL] = True
    desk.go("draft", **({"provision": desk.provision} if desk.provision else {}))


def _clock(at: str) -> str:
    """A time as a drafter says it: the hour of today, or the day."""
    try:
        time = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    today = datetime.now().astimezone().date()
    return f"{time:%H:%M}" if time.date() == today else f"{time.day} {time:%B %H:%M}"


def _next_open(desk: Desk, places: tuple[str, ...]) -> None:
    order = [provision.id for provision in desk.draft.walk()]
    at = order.index(desk.provision) if desk.provision in order else -1
    target = next((id for id in places if order.index(id) > at), places[0])
    desk.go("draft", provision=target)


def _undo(desk: Desk) -> None:
    undo, redo = desk.store.next_undo_and_redo(desk.draft_id, author=desk.author)
    with st.container(key="frame_undo", horizontal=True, gap=None, width="content", wrap=False):
        st.button(
            "Undo",
            key="frame_undo_button",
            type="tertiary",
            disabled=undo is None,
            help=label(f"Take back: {undo.why}") if undo else None,
            on_click=desk.undo,
        )
        st.button(
            "Redo",
            key="frame_redo_button",
            type="tertiary",
            disabled=redo is None,
            help=label(f"Do again: {redo.why}") if redo else None,
            on_click=desk.redo,
        )


def _author(desk: Desk) -> None:
    with st.popover(label(desk.author), key="frame_author", type="tertiary"):
        st.text_input(
            "You appear as",
            value=desk.author,
            key="frame_author_name",
            max_chars=80,
            on_change=_rename_author,
            help="Written beside what you save; kept in this browser",
        )
    browser(desk.author)


def _rename_author() -> None:
    name = " ".join(st.session_state["frame_author_name"].split())
    if name:
        st.session_state["author"] = name


def _notice(desk: Desk) -> None:
    notice = desk.told()
    if notice is None:
        return
    kind = "notice_trouble" if notice.trouble else "notice"
    with st.container(key=kind, horizontal=True, vertical_alignment="center", width="content"):
        st.html(f'<span role="status">{escape(notice.text)}</span>', width="content")
        if notice.undo:
            st.button("Undo", key="notice_undo", type="tertiary", on_click=desk.undo)
        st.button("Close", key="notice_close", type="tertiary")
