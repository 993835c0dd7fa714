"""The frame around every page: one line with the draft, its state in words, undo, redo and the pages."""

from __future__ import annotations

import importlib.util
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

import streamlit as st

from workbench.app import components, drafts, problems, steps
from workbench.app.desk import Desk
from workbench.app.html import direction, escape, label
from workbench.app.looks import sheet
from workbench.drafting import open_places
from workbench.model import Draft

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

_NAME = "Declaration workbench"

#: Another word each time that the server was gone, and what was clicked meanwhile never came to it.
_DRAWN = "drawn"

#: The pages that go on where they were left; what the others show begins with the provision that is selected.
_GO_ON = ("elements", "sources", "coverage", "export")
#: The draft that is open, and what the address of each of these pages asked for when it was last shown.
_LEFT = "pages_left"
#: What is not gone on with: it is named anew, or was begun and not ended.
_NOT_KEPT = ("draft", "provision", "load")


@lru_cache(maxsize=1)
def built() -> tuple[tuple[str, str], ...]:
    """The pages that there are: those with a module."""
    return tuple(page for page in PAGES if importlib.util.find_spec(f"workbench.app.pages.{page[0]}"))


def frame(desk: Desk, here: str) -> None:
    """Draws the line on top of every page, and the line that tells what just happened."""
    st.html(sheet())
    left = _left(desk, here)
    with st.container(key="frame", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        if desk.draft_id:
            with st.popover("Drafts", key=drafts.MENU, on_change="rerun", type="tertiary") as menu:
                if menu.open:
                    drafts.menu(desk)
        title = (desk.draft.title or drafts.UNTITLED) if desk.draft_id else _NAME
        components.frame(
            key="frame_line",
            data={
                "title": title,
                "dir": direction(title),
                "state": state(desk) if desk.draft_id else [],
                "steps": _steps(desk) if desk.draft_id else [],
                "pages": _links(desk, left) if desk.draft_id else [],
                "here": here,
                "author": desk.author,
                "done": steps.taken(),
            },
            on_went_change=lambda: _went(desk, left),
            on_did_change=lambda: did(desk, str(st.session_state["frame_line"].did["what"])),
        )
        _author(desk)
    _notice(desk)


def drawn() -> str:
    """What tells a component to draw itself anew: it changes with the session, and when the server was gone."""
    return str(st.session_state.setdefault(_DRAWN, secrets.token_hex(4)))


def state(desk: Desk) -> list[tuple[str, str, str, str]]:
    """How the draft stands, in words: what each leads to, the words, their kind, and a hint."""
    leaves = sum(1 for _ in desk.draft.leaves())
    still_open = len(open_places(desk.draft))
    found = problems.counted(desk)
    words = [
        ("saved", f"saved {_clock(desk.saved_at)}", "saved", "Leads to the history"),
        ("provisions", f"{leaves} provision{'s' * (leaves != 1)}", "provisions", "Leads to the draft"),
    ]
    if still_open:
        hint = "Alternatives, brackets and provisions without a formulation; leads to the next one"
        words.append(("open", f"{still_open} open", "open", hint))
    if found:
        words.append(("problems", found, "problems", "Leads to the list of what the checks found"))
    return words


def _steps(desk: Desk) -> list[tuple[str, str, str]]:
    undo, redo = desk.steps()
    return [("undo", "Undo", undo), ("redo", "Redo", redo)]


def _left(desk: Desk, here: str) -> dict[str, dict[str, str]]:
    """What the other pages go on with, by page; what this page shows is noted for later."""
    draft_id, kept = st.session_state.get(_LEFT, ("", {}))
    left: dict[str, dict[str, str]] = dict(kept) if draft_id == desk.draft_id else {}
    if here in _GO_ON:
        shown = {name: st.query_params[name] for name in st.query_params if name not in _NOT_KEPT}
        st.session_state[_LEFT] = (desk.draft_id, {**left, here: shown})
    left.pop(here, None)  # the link to the page that is shown leads to its beginning
    return left


def _links(desk: Desk, left: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, str]]:
    asked = {"provision": desk.provision} if desk.provision else {}
    return [(name, title, desk.address(name, **asked, **left.get(name, {}))) for name, title in built()]


def _went(desk: Desk, left: Mapping[str, Mapping[str, str]]) -> None:
    page = str(st.session_state["frame_line"].went["page"])
    desk.go(page, **({"provision": desk.provision} if desk.provision else {}), **left.get(page, {}))


def did(desk: Desk, what: str) -> None:
    """Does what was clicked in the line; `draw` comes by itself when the server is there again."""
    if what == "draw":
        st.session_state.pop(_DRAWN, None)
        return
    here = {"provision": desk.provision} if desk.provision else {}
    if what == "undo":
        desk.undo()
    elif what == "redo":
        desk.redo()
    elif what == "open":
        desk.go("draft", provision=next_open(desk.draft, desk.provision))
    elif what == "problems":
        st.session_state[problems.PANEL] = True
        desk.go("draft", **here)
    else:
        desk.go("history" if what == "saved" else "draft", **here)


def next_open(draft: Draft, here: str) -> str:
    """The open place after this one in reading order, or the first; nothing if all is settled."""
    places = [provision.id for provision in open_places(draft)]
    order = [provision.id for provision in draft.walk()]
    at = order.index(here) if here in order else -1
    return next((id for id in places if order.index(id) > at), places[0] if places else "")


def _clock(at: str) -> str:
    """A time as a drafter says it: the hour of today, or the day."""
    try:
        time = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    today = datetime.now().astimezone().date()
    return f"{time:%H:%M}" if time.date() == today else f"{time.day} {time:%B %H:%M}"


def _author(desk: Desk) -> None:
    with st.popover(label(desk.author), key="frame_author", on_change="rerun", type="tertiary") as asked:
        if asked.open:
            st.text_input(
                "You appear as",
                value=desk.author,
                key="frame_author_name",
                max_chars=80,
                on_change=_rename_author,
                help="Written beside what you save; kept in this browser",
            )


def _rename_author() -> None:
    name = " ".join(st.session_state["frame_author_name"].split())
    if name:
        st.session_state["author"] = name


def _notice(desk: Desk) -> None:
    # Always there, also with nothing to tell: what is drawn below it keeps its place on the page.
    notice = desk.told()
    with st.container(key="notice", horizontal=True, vertical_alignment="center", width="content"):
        kind = "none" if notice is None else "trouble" if notice.trouble else "told"
        st.html(f'<span role="status" class="{kind}">{escape(notice.text if notice else "")}</span>', width="content")
        if notice is None:
            return
        if notice.undo:
            st.button("Undo", key="notice_undo", type="tertiary", on_click=desk.undo)
        st.button("Close", key="notice_close", type="tertiary")
