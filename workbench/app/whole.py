"""What belongs to the whole draft: its title, how binding it is, and its terms."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from workbench.app.desk import Desk
from workbench.app.html import label
from workbench.app.masthead import masthead
from workbench.app.policies import policies
from workbench.drafting import set_term
from workbench.model import Mode

_MODES = {
    Mode.MIXED: "States shall, others should",
    Mode.STRONG: "shall throughout",
    Mode.SOFT: "should throughout",
}


def whole(desk: Desk) -> None:
    """Draws the controls of the whole draft."""
    st.html('<h2 class="article">Title, terms and masthead</h2>')
    st.session_state["draft_title"] = desk.draft.title
    st.text_input("Title of the declaration", key="draft_title", on_change=_title, args=(desk,))
    st.session_state["draft_mode"] = desk.draft.mode
    st.selectbox(
        "How binding",
        list(Mode),
        key="draft_mode",
        format_func=_MODES.__getitem__,
        help="For formulations put in from now on",
        on_change=_mode,
        args=(desk,),
    )
    terms = desk.terms
    if terms:
        st.html(
            '<h3 class="section">Terms</h3><p class="empty">What the blanks of the formulations print, everywhere '
            "at once. Plural, as in the middle of a sentence.</p>"
        )
    for name, value in terms.items():
        key = f"draft_term_{name}"
        st.session_state[key] = value
        words = name.replace("_", " ")
        st.text_input(
            label(words[:1].upper() + words[1:]),
            key=key,
            placeholder="No value yet",
            on_change=_term,
            args=(desk, name),
        )
    policies(desk)
    masthead(desk)


def _title(desk: Desk) -> None:
    title = " ".join(st.session_state["draft_title"].split())
    if title:
        desk.keep(lambda draft: replace(draft, title=title), "renamed the draft")


def _mode(desk: Desk) -> None:
    mode = Mode(st.session_state["draft_mode"])
    desk.keep(lambda draft: replace(draft, mode=mode), f"set the draft to {_MODES[mode]}")


def _term(desk: Desk, name: str) -> None:
    value = " ".join(st.session_state[f"draft_term_{name}"].split())
    desk.keep(lambda draft: set_term(draft, name, value), f"set {name.replace('_', ' ')} to {value or 'nothing'}")
