"""What is drawn for every click: sit down at the desk, draw the frame, draw the page."""

from __future__ import annotations

import importlib
from functools import partial

import streamlit as st

from workbench.app import browser, desk, frame
from workbench.app.looks import ASSETS
from workbench.app.pages import start


def draw() -> None:
    """Draws the page that the address names."""
    st.set_page_config(page_title="Declaration workbench", page_icon=str(ASSETS / "icon.svg"), layout="wide")
    author = browser.author()
    asked = str(st.query_params.get("draft", ""))
    sitting = (desk.at_desk(asked, author) if asked else None) or desk.empty_desk(author)
    if asked and not sitting.draft_id:
        sitting.tell("There is no such draft here; it may belong to another workbench.", trouble=True)
    pages = {"start": st.Page(partial(start.page, sitting), title="Start", url_path="start", default=True)}
    for name, title in frame.built():
        draws = partial(_page, name) if sitting.draft_id else start.page
        pages[name] = st.Page(partial(draws, sitting), title=title, url_path=name)
    here = st.navigation(list(pages.values()), position="hidden")
    if going := sitting.going():
        st.switch_page(pages.get(going[0], pages["start"]), query_params=going[1])
    frame.frame(sitting, next(name for name, page in pages.items() if page is here))
    here.run()


def _page(name: str, sitting: desk.Desk) -> None:
    # Loaded when it is first opened: the first screen waits for no other page.
    importlib.import_module(f"workbench.app.pages.{name}").page(sitting)
