"""What is drawn for every click: sit down at the desk, draw the frame, draw the page."""

from __future__ import annotations

import importlib
import logging
from functools import partial

import streamlit as st

from workbench.app import browser, desk, frame
from workbench.app.html import escape
from workbench.app.looks import ASSETS
from workbench.app.pages import start

_LOG = logging.getLogger("workbench.app")

_MISSED = "Something went wrong with that click. Nothing that was saved is lost; try again, or reload the page."
_FIRST = ("/", "the first page")


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
    name = next(name for name, page in pages.items() if page is here)
    try:
        frame.frame(sitting, name)
        here.run()
    except Exception:  # whatever it was; what Streamlit raises to draw anew or to stop is no Exception
        _LOG.exception("The page %s could not be drawn", name)
        draft = sitting.draft_id and name != "draft"
        _trouble(*((sitting.address("draft"), "the draft") if draft else _FIRST))


def _trouble(back: str, words: str) -> None:
    """One line in place of a page, or below what was drawn of it; the traceback is in the log."""
    st.html(
        '<p class="trouble" role="alert">Something went wrong on this page; what you wrote is saved. '
        f'Reload, or go back to <a href="{escape(back)}" target="_self">{words}</a>.</p>'
    )


def met(fault: Exception) -> bool:
    """Draws the page as it is, with one line about a click that met a fault; answers that no more is to be shown.

    Every fault outside a page ends here: Streamlit has put the traceback in the log and asks what to show.
    A callback that fails keeps the page from being drawn, and without this the drafter would be left with a box.
    """
    desk.Desk.going()  # where the click led may not be there
    desk.Desk.tell(_MISSED, trouble=True)
    try:
        draw()
    except Exception:  # not the click alone: nothing can be drawn, for instance because the database is gone
        _LOG.exception("Nothing could be drawn after: %r", fault)
        desk.Desk.told()
        _trouble(*_FIRST)
    return True


def _page(name: str, sitting: desk.Desk) -> None:
    # Loaded when it is first opened: the first screen waits for no other page.
    importlib.import_module(f"workbench.app.pages.{name}").page(sitting)
