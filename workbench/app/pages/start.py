"""Start: what this is in two lines, whole declarations to begin with, an empty one, or a draft file."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from workbench.app import drafts, house
from workbench.app.desk import Desk, now
from workbench.app.html import escape
from workbench.errors import WorkbenchError
from workbench.files.catalogues import load_preset, presets
from workbench.files.drafts import parse_sourced
from workbench.model import Role

#: What the presets of the catalogue say of themselves to someone who has seen none; others show their title only.
_GISTS = {
    "people-centred": "Peoples and individuals hold the right, and can claim it.",
    "state-centred": "States cooperate with one another; obligations stay between them.",
    "common-ground": "Only what nobody objected to: a text to begin a negotiation with.",
    "comprehensive": "Every competing formulation kept open as an alternative, to be negotiated away.",
}

_LISTED = 8
_TITLES = {"people-centred": "People-centred", "state-centred": "State-centred"}


def page(desk: Desk) -> None:
    """Draws the start screen."""
    with st.container(key="start", width=860):
        st.html(
            "<h1>Draft a declaration out of proposed elements</h1>"
            "<p>Choose among formulations, keep alternatives open, attach the paragraphs that support each provision, "
            "and hand over a Word file that looks like a United Nations draft.</p>"
        )
        _deleted(desk)
        _drafts(desk)
        _beginnings(desk)


def _deleted(desk: Desk) -> None:
    if "deleted" not in st.session_state:
        return
    _, title = st.session_state["deleted"]
    with st.container(key="start_deleted", horizontal=True, vertical_alignment="center"):
        st.html(f"<span>Deleted: {escape(title or drafts.UNTITLED)}</span>", width="content")
        st.button("Put it back", key="start_undelete", type="tertiary", on_click=drafts.undelete, args=(desk,))


def _drafts(desk: Desk) -> None:
    lines = desk.store.drafts()
    if not lines:
        return
    st.html("<h2>Go on with</h2>")
    drafts.listed(desk, lines, "start_drafts", "", shown=_LISTED)


def _beginnings(desk: Desk) -> None:
    st.html("<h2>Begin with a whole declaration</h2>")
    with st.grid(3, gap="small", min_column_width=220):
        known = {name for name, _ in presets(house.house().catalogue)}
        for name in (*(name for name in _GISTS if name in known), *sorted(known - set(_GISTS))):
            with st.container(key=f"start_card_{name}", border=True, height="stretch"):
                title = _TITLES.get(name, name.replace("-", " ").capitalize())
                size = _size(house.house().catalogue, name)
                st.html(
                    f'<h3>{escape(title)}</h3><p>{escape(_GISTS.get(name, ""))}</p><p class="size">{escape(size)}</p>'
                )
                st.space("stretch")
                st.button("Begin with this", key=f"start_{name}", on_click=_start_preset, args=(desk, name))
        with st.container(key="start_card_empty", border=True, height="stretch"):
            st.html("<h3>An empty draft</h3><p>Pick the first elements yourself.</p>")
            st.space("stretch")
            st.button("Begin empty", key="start_empty", on_click=drafts.start_empty, args=(desk,))
    st.html("<h2>Open a draft file</h2>")
    st.file_uploader(
        "A draft file (.yaml)",
        type=["yaml", "yml"],
        key="start_file",
        label_visibility="collapsed",
        on_change=_start_file,
        args=(desk,),
    )


@lru_cache(maxsize=32)
def _size(catalogue: Path, name: str) -> str:
    """How large a preset is, in words; nothing if it cannot be read, which is told when somebody begins with it."""
    try:
        draft = load_preset(catalogue, name)
    except WorkbenchError:
        return ""
    articles = sum(provision.role is Role.ARTICLE for provision in draft.walk())
    provisions = sum(1 for _ in draft.leaves())
    return f"{articles} article{'s' * (articles != 1)}, {provisions} provision{'s' * (provisions != 1)}"


def _start_preset(desk: Desk, name: str) -> None:
    try:
        draft = load_preset(house.house().catalogue, name)
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)
        return
    drafts.start(desk, draft, f"began with the preset {name}")


def _start_file(desk: Desk) -> None:
    file = st.session_state["start_file"]
    if file is None:
        return
    try:
        draft, sources = parse_sourced(file.getvalue().decode("utf-8-sig"), file.name)
        desk.store.add_sources(sources, file=file.name, author=desk.author, at=now())
    except UnicodeDecodeError:
        desk.tell(f"{file.name}: is not a text in UTF-8; open a draft file that the workbench wrote.", trouble=True)
        return
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)
        return
    drafts.start(desk, draft, f"opened {file.name}")
