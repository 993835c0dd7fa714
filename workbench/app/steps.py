"""The quiet hint of three steps, which goes away when each was done once in this browser."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

STEPS = (
    ("choose", "Choose a formulation"),
    ("support", "Attach supporting paragraphs"),
    ("export", "Export a Word file"),
)
COOKIE = "workbench_steps"
_KEY = "steps"


def taken() -> list[str]:
    """The steps that were done once, as this session or the browser's cookie knows them."""
    return list(_known())


def done(name: str) -> None:
    """Notes that a step was done."""
    later(name)()


def later(name: str) -> Callable[[], None]:
    """What notes that a step was done when it is called, also where no page is drawn, as in a download."""
    known = _known()

    def note() -> None:
        if name not in known:
            known.append(name)

    return note


def _known() -> list[str]:
    known: list[str] | None = st.session_state.get(_KEY)
    if known is None:
        told = str(st.context.cookies.get(COOKIE, "")).split(".")
        known = st.session_state[_KEY] = [name for name, _ in STEPS if name in told]
    return known


def hint() -> str:
    """The hint as HTML, or nothing when all was done once."""
    have = taken()
    if len(have) == len(STEPS):
        return ""
    listed = "".join(
        f'<li class="{"done" if name in have else "open"}">{title}{", done" if name in have else ""}</li>'
        for name, title in STEPS
    )
    return f'<ol class="steps" aria-label="First steps">{listed}</ol>'
