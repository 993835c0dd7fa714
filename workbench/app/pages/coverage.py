"""Coverage: what of the report the draft uses, as a strip of paragraphs, bars and tables, and beside other drafts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st

from workbench.app import components, house, tallies
from workbench.app.desk import Desk
from workbench.app.downloads import TYPES, file_name
from workbench.app.drafts import UNTITLED
from workbench.app.html import label
from workbench.app.kinds import NAMES
from workbench.app.looks import page_sheet
from workbench.app.reading import listing, name_of
from workbench.app.support import by_weight
from workbench.coverage import (
    Coverage,
    choice_rows,
    compare_choices,
    coverage,
)
from workbench.files.catalogues import load_preset, presets
from workbench.model import Draft
from workbench.proposals import Kind
from workbench.tables import csv_text, frame, xlsx_bytes

_SHOWN = {"figures": "Figures", "tables": "Tables", "choices": "Beside another draft"}
_NARROW = st.column_config.Column(width="small")
_WIDE = st.column_config.Column(width="large")


def page(desk: Desk) -> None:
    """Draws the figures, the tables or the choices at the left, and what was clicked at the right."""
    st.html(page_sheet("coverage"))
    if not desk.catalogue.views:
        st.html('<div class="invitation"><h2>No views</h2><p>No source of this catalogue records a view.</p></div>')
        return
    figures = coverage(desk.draft, desk.catalogue)
    wide = desk.asked("show") in ("tables", "choices")
    left, right = st.columns([60, 40] if wide else [52, 48], gap="medium")
    with left, st.container(key="coverage_left"):
        shown = _which(desk)
        if shown == "tables":
            _tables(desk, figures)
        elif shown == "choices":
            _choices(desk)
        else:
            _figures(desk, figures)
    with right, st.container(key="coverage_detail"):
        _detail(desk, figures)


def _which(desk: Desk) -> str:
    """What is shown at the left; the address names it."""
    here = desk.asked("show")
    st.session_state["coverage_show"] = here if here in _SHOWN else "figures"
    st.segmented_control(
        "Show",
        list(_SHOWN),
        format_func=_SHOWN.__getitem__,
        key="coverage_show",
        label_visibility="collapsed",
        required=True,
        on_change=_show,
    )
    return str(st.session_state["coverage_show"])


def _show() -> None:
    st.query_params["show"] = st.session_state["coverage_show"]


# --- figures ----------------------------------------------------------------


def _figures(desk: Desk, figures: Coverage) -> None:
    by, value, source = tallies.picked(desk)
    recording = [s for s in by_weight(desk.catalogue) if any(p.source == s.id for p in figures.paragraphs)]
    components.strip(
        key="coverage_strip",
        data={
            "picked": {"by": by, "value": value, "source": source},
            "counts": tallies.counts(figures),
            "sources": [
                {
                    "id": s.id,
                    "name": name_of(s),
                    "cells": [
                        {"number": p.number, "views": p.views, "used": p.used, "cited": len(p.cited_in)}
                        for p in figures.paragraphs
                        if p.source == s.id
                    ],
                }
                for s in recording
            ],
            "kinds": [
                {"value": c.name, "name": NAMES[Kind(c.name)], "used": c.used, "all": c.used + c.unused}
                for c in figures.kinds
                if c.used + c.unused
            ],
            "stances": [
                {"value": c.name, "name": c.name, "used": c.used, "all": c.used + c.unused}
                for c in figures.stances
                if c.used + c.unused
            ],
            "choices": None,
        },
        on_picked_change=lambda: _picked(desk),
    )


def _picked(desk: Desk) -> None:
    what = st.session_state["coverage_strip"].picked
    by, value, source = (str(what.get(name, "")) for name in ("by", "value", "source"))
    if by == "elements":
        desk.go("elements", **({"kind": value} if value else {}))
    else:
        pick(by, value, source)


def pick(by: str, value: str = "", source: str = "") -> None:
    """Puts what is listed at the right into the address; nothing for what is listed at first."""
    for name, given in (("of", f"{by}:{value}" if by else ""), ("source", source)):
        if given:
            st.query_params[name] = given
        elif name in st.query_params:
            del st.query_params[name]


def _detail(desk: Desk, figures: Coverage) -> None:
    chosen = tallies.chosen(desk, figures)
    listing(
        desk,
        chosen.places,
        key="coverage_list",
        where=f"coverage:{chosen.title}",
        views=chosen.views,
        more={
            "title": chosen.title,
            "about": chosen.about,
            "nothing": chosen.nothing,
            "provisions": [dict(provision) for provision in chosen.provisions],
        },
    )


# --- tables -----------------------------------------------------------------


def _tables(desk: Desk, figures: Coverage) -> None:
    tables = tallies.tables(desk, figures)
    with st.container(horizontal=True, key="coverage_downloads", vertical_alignment="center"):
        name = st.selectbox(
            "Table",
            list(tables),
            format_func=tallies.TABLES.__getitem__,
            key="coverage_table",
            label_visibility="collapsed",
            width=260,
        )
        table = tables[name]
        _download(desk, "This table as .csv", lambda: csv_text(table), "csv", name)
        _download(desk, "All tables as .xlsx", lambda: xlsx_bytes(tables), "xlsx", "coverage")
    if not table:
        st.html('<p class="empty">Nothing to list here.</p>')
        return
    st.dataframe(
        frame(table),
        hide_index=True,
        key=f"coverage_frame_{name}",
        on_select=lambda: _row(figures, name),
        selection_mode="single-row",
        height=min(36 + 35 * len(table), 560),
        column_config={"attribution": _NARROW, "label": _WIDE, "title": _WIDE},
    )
    st.html('<p class="empty">A tick at the left of a line shows its paragraphs beside.</p>')


def _row(figures: Coverage, name: str) -> None:
    rows = st.session_state[f"coverage_frame_{name}"].selection.rows
    if rows:
        pick(*tallies.behind(figures, name, rows[0]))


def _download(desk: Desk, words: str, data: Callable[[], str | bytes], ending: str, name: str) -> None:
    st.download_button(
        words,
        data=data,
        file_name=file_name(desk.draft.title, ending, name),
        mime=TYPES[ending],
        key=f"coverage_{name}_{ending}",
        on_click="ignore",
    )


# --- choices ----------------------------------------------------------------


def _choices(desk: Desk) -> None:
    """The draft beside a preset or another draft, choice set by choice set."""
    others = {f"preset:{name}": f"the preset {name}" for name, _ in presets(house.house().catalogue)}
    others |= {line.id: line.title or UNTITLED for line in desk.store.drafts() if line.id != desk.draft_id}
    if not others:
        st.html('<p class="empty">There is no other draft, and no preset, to compare with.</p>')
        return
    asked = desk.asked("beside")
    st.session_state["coverage_beside"] = asked if asked in others else next(iter(others))
    st.selectbox(
        "Beside",
        list(others),
        format_func=lambda id: label(others[id][:1].upper() + others[id][1:]),
        key="coverage_beside",
        on_change=_beside,
        label_visibility="collapsed",
    )
    other = str(st.session_state["coverage_beside"])
    compared = compare_choices(desk.draft, _draft_of(desk, other), desk.catalogue)
    by, value, source = tallies.picked(desk)
    components.strip(
        key="coverage_strip",
        data={
            "picked": {"by": by, "value": value, "source": source},
            "choices": tallies.choices(desk, compared, others[other]),
        },
        on_picked_change=lambda: _picked(desk),
    )
    with st.container(horizontal=True, key="coverage_downloads"):
        _download(
            desk, "These choices as .csv", lambda: csv_text(choice_rows(compared, desk.catalogue)), "csv", "choices"
        )


def _beside() -> None:
    st.query_params["beside"] = st.session_state["coverage_beside"]


def _draft_of(desk: Desk, name: str) -> Draft:
    preset = name.removeprefix("preset:")
    return _preset(house.house().catalogue, preset) if preset != name else desk.store.head(name).draft


@lru_cache(maxsize=8)
def _preset(folder: Path, name: str) -> Draft:
    return load_preset(folder, name)
