"""Sources: a report to read, with the views recorded in each paragraph and where the draft uses them."""

from __future__ import annotations

import streamlit as st

from workbench.app.desk import Desk
from workbench.app.looks import page_sheet
from workbench.app.reading import listing, name_of
from workbench.app.support import by_weight


def page(desk: Desk) -> None:
    """Draws the sources and the sections of one at the left, its paragraphs beside them."""
    st.html(page_sheet("reading"))
    sources = by_weight(desk.catalogue)
    if not sources:
        st.html('<div class="invitation"><h2>No sources</h2><p>This catalogue names no report or instrument.</p></div>')
        return
    here = desk.catalogue.source.get(desk.asked("source")) or sources[0]
    listing(
        desk,
        ((here, paragraph) for paragraph in here.paragraphs),
        key="sources_list",
        where=f"sources:{here.id}",
        views=desk.catalogue.views,
        more={
            "title": here.title,
            "about": " · ".join(fact for fact in (here.symbol, here.body, here.date) if fact),
            "selected": desk.asked("paragraph"),
            "search": True,
            "nothing": "Only the title of this source is in the catalogue.",
            "provision": desk.provision,
            "sources": [
                {"id": source.id, "name": name_of(source), "title": source.title, "here": source is here}
                for source in sources
            ],
        },
    )
