"""Draft: the outline, the article that is being drafted, and the page as Word will print it."""

from __future__ import annotations

import json

import streamlit as st

from workbench.app import article, components, outline, problems, shelf
from workbench.app.desk import Desk
from workbench.app.whole import whole
from workbench.drafting import move, step
from workbench.model import Provision

_PANES = ("Outline", "Text", "Page")


def page(desk: Desk) -> None:
    """Draws the three panes; below 1,100 pixels they become tabs."""
    selected = _selected(desk)
    _tabs()
    left, middle, right = st.columns([22, 38, 40], gap="medium")
    with left, st.container(key="draft_pane_outline"):
        _outline(desk, selected.id if selected else outline.WHOLE)
    with middle, st.container(key="draft_pane_text"):
        with st.container(key="draft_shelf"):
            shelf.waiting(desk)
        unfolded = problems.is_open()
        if unfolded:
            problems.panel(desk)
        if selected is None:
            whole(desk)
        else:
            article.article(desk, selected)
        if not unfolded:
            problems.panel(desk)
    with right, st.container(key="draft_pane_page"):
        _preview(desk, selected.id if selected else outline.WHOLE)


def _selected(desk: Desk) -> Provision | None:
    """What the address names; without it the first provision, so that there is something to change."""
    if desk.provision:
        return desk.draft.provision(desk.provision)
    return next((leaf for child in desk.draft.body for leaf in child.walk() if not leaf.is_container), None)


def _tabs() -> None:
    st.session_state.setdefault("draft_pane", "Text")
    st.session_state["draft_tabs"] = st.session_state["draft_pane"]
    st.segmented_control("Pane", _PANES, key="draft_tabs", label_visibility="collapsed", on_change=_tab)
    hidden = [pane for pane in ("outline", "text", "page") if pane != st.session_state["draft_pane"].lower()]
    rules = ",".join(f".stColumn:has(.st-key-draft_pane_{pane})" for pane in hidden)
    st.html(f"<style>@media (max-width: 1099px) {{ {rules} {{ display: none; }} }}</style>")


def _tab() -> None:
    st.session_state["draft_pane"] = st.session_state["draft_tabs"] or "Text"


def _outline(desk: Desk, selected: str) -> None:
    components.outline(
        key="draft_outline",
        data={
            "tree": json.dumps(outline.tree(desk), ensure_ascii=False, separators=(",", ":")),
            "selected": selected,
            "base": desk.number,
            "turn": st.session_state.get("draft_turn", 0),
        },
        on_picked_change=_picked,
        on_moved_change=lambda: _moved(desk),
        on_stepped_change=lambda: _stepped(desk),
    )


def _picked() -> None:
    article.picked("draft_outline")
    st.session_state["draft_pane"] = "Text"


def _moved(desk: Desk) -> None:
    asked = st.session_state["draft_outline"].moved
    # The list on the page stands as it was dragged; a new turn has it drawn again even if nothing comes of it.
    st.session_state["draft_turn"] = st.session_state.get("draft_turn", 0) + 1
    id, container, index = str(asked["id"]), str(asked["container"]), int(asked["index"])
    desk.keep(lambda draft: move(draft, id, container, index), f"moved {desk.places.get(id, id)}")


def _stepped(desk: Desk) -> None:
    asked = st.session_state["draft_outline"].stepped
    id, by = str(asked["id"]), int(asked["by"])
    desk.keep(lambda draft: step(draft, id, by), f"moved {desk.places.get(id, id)}")


def _preview(desk: Desk, selected: str) -> None:
    language = desk.draft.front.language
    components.sheet(
        key="draft_preview",
        data={"html": desk.preview, "selected": selected, "whole": True, "lang": language, "dir": "auto"},
        on_picked_change=lambda: article.picked("draft_preview"),
    )
