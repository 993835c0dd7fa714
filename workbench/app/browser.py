"""What this browser remembers between visits: the name under which its drafter saves, in a cookie."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

FIRST = "Drafter 1"
_COOKIE = "workbench_author"

_remember = st.components.v2.component(
    "workbench_remember",
    js="""
export default function ({ data }) {
  const name = encodeURIComponent(data.author);
  document.cookie = `workbench_author=${name}; path=/; max-age=31536000; samesite=strict`;
}
""",
)


def author() -> str:
    """The name of this session's drafter: as given just now, or as the browser remembers it."""
    name = st.session_state.get("author")
    if not name:
        name = " ".join(unquote(st.context.cookies.get(_COOKIE, "")).split())[:80] or FIRST
        st.session_state["author"] = name
    return str(name)


def remember(name: str) -> None:
    """Has the browser remember the name."""
    _remember(key="remember", data={"author": name}, height=1)
