"""What the browser does for itself: it remembers its drafter's name, and says when the server does not answer."""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

from workbench.app import steps

FIRST = "Drafter 1"
_COOKIE = "workbench_author"

_browser = st.components.v2.component(
    "workbench_browser",
    html='<div class="silent" role="alert" hidden></div>',
    css="""
.silent {
  position: fixed; z-index: 99; top: 50px; left: 50%; transform: translateX(-50%); padding: 6px 16px;
  border-radius: 4px; background: #6d1f1b; color: #fffdf8; font: 14px/1.4 var(--st-font);
}
""",
    js="""
const SILENT = "The workbench does not answer. What you type is kept in this browser until it does.";
let watch;
export default function ({ data, parentElement }) {
  const keep = "path=/; max-age=31536000; samesite=strict";
  document.cookie = `workbench_author=${encodeURIComponent(data.author)}; ${keep}`;
  document.cookie = `workbench_steps=${data.steps.join(".")}; ${keep}`;
  const line = parentElement.querySelector(".silent");
  clearInterval(watch);
  watch = setInterval(async () => {
    const answers = await fetch(new URL("/_stcore/health", document.baseURI), { cache: "no-store" }).then(
      (answer) => answer.ok,
      () => false,
    );
    line.hidden = answers;
    line.textContent = answers ? "" : SILENT;
  }, 4000);
  return () => clearInterval(watch);
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


def browser(name: str) -> None:
    """Has the browser remember the name, and say so when the server does not answer."""
    _browser(key="browser", data={"author": name, "steps": steps.taken()}, height=1)
