"""What the browser remembers between visits: the name under which its drafter saves, in a cookie."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

FIRST = "Drafter 1"
_COOKIE = "workbench_author"


def author() -> str:
    """The name of this session's drafter: as given just now, or as the browser remembers it."""
    name = st.session_state.get("author")
    if not name:
        name = " ".join(unquote(st.context.cookies.get(_COOKIE, "")).split())[:80] or FIRST
        st.session_state["author"] = name
    return str(name)
