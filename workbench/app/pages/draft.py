"""Draft: the outline, the article that is being drafted, and the page as Word will print it."""

from __future__ import annotations

import streamlit as st

from workbench.app import article, components, outline, problems, shelf
from workbench.app.desk import Desk
from workbench.app.whole import whole
from workbench.drafting import move, step
from workbench.model import Provision


def page(desk: Desk) -> None:
    """Draws the three panes; below 1,100 pixels the page shows one of them (see `assets/js/frame.js`)."""
    selected = _selected(desk)
    left, middle, right = st.columns([22, 38, 40], gap="medium")
    with left:
        _outline(desk, selected.id if selected else outline.WHOLE)
    with middle:
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
    with right:
        _preview(desk, selected.id if selected else outline.WHOLE)


def _selected(desk: Desk) -> Provision | None:
    """What the address names; without it the first provision, so that there is something to change."""
    if desk.provision:
        return desk.draft.provision(desk.provision)
    return next((leaf for child in desk.draft.body for leaf in child.walk() if not leaf.is_container), None)


def _outline(desk: Desk, selected: str) -> None:
    components.outline(
        key="draft_outline",
        data={
            "tree": outline.tree(desk),
            "selected": selected,
            "base": desk.number,
            "turn": st.session_state.get("draft_turn", 0),
        },
        on_picked_change=lambda: article.picked("draft_outline"),
        on_moved_change=lambda: _moved(desk),
        on_stepped_change=lambda: _stepped(desk),
    )


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
