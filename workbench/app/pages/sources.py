"""Sources: a report to read, with the views recorded in each paragraph and where the draft uses them."""

from __future__ import annotations

import streamlit as st

from workbench.app.desk import Desk
from workbench.app.html import escape, label
from workbench.app.reading import listing
from workbench.app.support import by_weight
from workbench.model import Source


def page(desk: Desk) -> None:
    """Draws the sources and sections at the left, the paragraphs of one beside them."""
    sources = by_weight(desk.catalogue)
    if not sources:
        st.html('<div class="invitation"><h2>No sources</h2><p>This catalogue names no report or instrument.</p></div>')
        return
    source = desk.catalogue.source.get(desk.asked("source")) or sources[0]
    left, right = st.columns([26, 74], gap="large")
    with left, st.container(key="sources_side", gap=None):
        _sources(sources, source)
    with right:
        _heading(source)
        listing(
            desk,
            source,
            source.paragraphs,
            key="sources_list",
            where=source.id,
            views=desk.catalogue.views,
            selected=desk.asked("paragraph"),
            nothing="Only the title of this source is in the catalogue.",
        )


def _sources(sources: tuple[Source, ...], here: Source) -> None:
    st.html('<h3 class="section">Reports and instruments</h3>')
    for source in sources:
        with st.container(key=f"sources_{'here' if source is here else 'there'}_{source.id}"):
            st.button(
                label(_name(source)),
                key=f"sources_pick_{source.id}",
                type="tertiary",
                help=label(source.title),
                on_click=_pick,
                args=(source.id,),
            )
    sections = list(dict.fromkeys(section for paragraph in here.paragraphs for section in paragraph.section[-1:]))
    if len(sections) > 1:
        st.html('<h3 class="section">Sections</h3>')
        for index, section in enumerate(sections):
            first = next(p.number for p in here.paragraphs if p.section[-1:] == (section,))
            st.button(label(section), key=f"sources_section_{index}", type="tertiary", on_click=_section, args=(first,))


def _name(source: Source) -> str:
    """What people call it: a report by its symbol, an instrument by its short title."""
    short = source.short.removeprefix("the ")
    return short[:1].upper() + short[1:] if short else source.symbol or source.title


def _pick(source: str) -> None:
    st.query_params["source"] = source
    if "paragraph" in st.query_params:
        del st.query_params["paragraph"]


def _section(paragraph: str) -> None:
    st.query_params["paragraph"] = paragraph


def _heading(source: Source) -> None:
    facts = " · ".join(fact for fact in (source.symbol, source.body, source.date) if fact)
    st.html(f'<div class="element"><h2>{escape(source.title)}</h2><p class="kind">{escape(facts)}</p></div>')
