"""Sources: a report to read, with the views recorded in each paragraph and where the draft uses them; and to load."""

from __future__ import annotations

import streamlit as st

from workbench.app import house, loading
from workbench.app.desk import Desk
from workbench.app.looks import page_sheet
from workbench.app.reading import listing, name_of
from workbench.app.support import by_weight


def page(desk: Desk) -> None:
    """Draws the sources and the sections of one at the left, its paragraphs beside them."""
    st.html(page_sheet("reading"))
    if desk.asked("load"):
        loading.panel(desk)
        return
    shipped = house.shipped().source
    weighty = by_weight(desk.catalogue)
    if not weighty:
        _invite()
        return
    here = desk.catalogue.source.get(desk.asked("source")) or weighty[0]
    # What was loaded stands above the long list of the catalogue; sorting keeps the order among each.
    sources = sorted(weighty, key=lambda source: source.id in shipped)
    listing(
        desk,
        ((here, paragraph) for paragraph in here.paragraphs),
        key="sources_list",
        where=f"sources:{here.id}",
        views=desk.catalogue.views,
        more={
            "title": here.title,
            "about": " · ".join(fact for fact in (here.symbol, here.body, here.date) if fact),
            "loaded": loading.loaded_from(desk, here.id),
            "selected": desk.asked("paragraph"),
            "search": True,
            "nothing": "Only the title of this source is here. Load the document to read and cite its paragraphs.",
            "provision": desk.provision,
            "sources": [
                {
                    "id": source.id,
                    "name": name_of(source),
                    "title": source.title,
                    "here": source is here,
                    "loaded": source.id not in shipped,
                }
                for source in sources
            ],
        },
    )


def _invite() -> None:
    st.html(
        '<div class="invitation"><h2>No sources</h2><p>This catalogue names no report or instrument. '
        "Load one, and its paragraphs can be read and cited here.</p></div>"
    )
    st.button("Load a report…", key="sources_first", on_click=lambda: st.query_params.update(load="1"))
