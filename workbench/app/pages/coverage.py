"""Coverage: what of the report the draft uses, as a strip of paragraphs, as bars, and as tables to take away."""

from __future__ import annotations

import streamlit as st

from workbench.app import components, house
from workbench.app.desk import Desk
from workbench.app.html import escape
from workbench.app.kinds import NAMES
from workbench.app.pages.export import file_name
from workbench.app.reading import listing
from workbench.app.support import by_weight
from workbench.coverage import (
    ChoiceRow,
    Coverage,
    choice_rows,
    compare_choices,
    coverage,
    csv_text,
    frame,
    rows,
    xlsx_bytes,
)
from workbench.files import load_preset, presets
from workbench.model import Draft, Kind, Source, View

_TABLES = {
    "views": "Views",
    "paragraphs": "Paragraphs",
    "kinds": "Kinds",
    "stances": "Stances",
    "elements": "Elements",
    "unsupported": "Provisions without support",
    "balance": "Obligations",
}
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(desk: Desk) -> None:
    """Draws the figures at the left and what was clicked at the right; the tables and the choices below."""
    figures = coverage(desk.draft, desk.catalogue)
    sources = [
        source for source in by_weight(desk.catalogue) if any(v.source == source.id for v in desk.catalogue.views)
    ]
    if not sources:
        st.html('<div class="invitation"><h2>No views</h2><p>No source of this catalogue records a view.</p></div>')
        return
    source = sources[0]
    left, right = st.columns([52, 48], gap="large")
    with left:
        _figures(desk, figures)
        _strip(desk, figures, source)
    with right, st.container(key="coverage_detail"):
        _detail(desk, figures, source)
    _tables(desk, figures)
    _choices(desk)


def _figures(desk: Desk, figures: Coverage) -> None:
    used = sum(bool(element.provisions) for element in figures.elements)
    st.html(
        f'<div class="element"><h2>What the draft uses</h2><p class="gist">'
        f"{figures.used} of {len(figures.views)} views · {used} of {len(figures.elements)} elements · "
        f"{figures.positive} positive and {figures.negative} negative obligations</p></div>"
    )
    if figures.unsupported:
        many = len(figures.unsupported)
        with st.container(horizontal=True, key="coverage_unsupported", vertical_alignment="center"):
            st.html(
                f'<p class="warn">{many} provision{"s" * (many != 1)} without a supporting paragraph:</p>',
                width="content",
            )
            for id in figures.unsupported[:6]:
                st.button(
                    desk.places.get(id, id),
                    key=f"coverage_go_{id}",
                    type="tertiary",
                    on_click=desk.go,
                    args=("draft",),
                    kwargs={"provision": id},
                )


def _asked(desk: Desk) -> tuple[str, str]:
    by, _, value = desk.asked("of").partition(":")
    return by, value


def _strip(desk: Desk, figures: Coverage, source: Source) -> None:
    by, value = _asked(desk)
    components.strip(
        key="coverage_strip",
        data={
            "picked": {"by": by, "value": value},
            "cells": [
                {"number": p.number, "views": p.views, "used": p.used, "cited": len(p.cited_in)}
                for p in figures.paragraphs
                if p.source == source.id
            ],
            "kind": [
                {
                    "value": count.name,
                    "name": NAMES[Kind(count.name)],
                    "used": count.used,
                    "unused": count.unused,
                }
                for count in figures.kinds
            ],
            "stance": [
                {"value": count.name, "name": count.name, "used": count.used, "unused": count.unused}
                for count in figures.stances
            ],
        },
        on_picked_change=_picked,
    )


def _picked() -> None:
    picked = st.session_state["coverage_strip"].picked
    st.query_params["of"] = f"{picked['by']}:{picked['value']}"


def _detail(desk: Desk, figures: Coverage, source: Source) -> None:
    by, value = _asked(desk)
    used = {view.view for view in figures.views if view.used}
    views: tuple[View, ...] = desk.catalogue.views
    if by == "paragraph":
        paragraphs = [p for p in source.paragraphs if p.number == value]
    elif by in ("kind", "stance"):
        views = tuple(v for v in views if value in (str(v.kind), str(v.stance)) and v.source == source.id)
        numbers = {number for view in views for number in view.paragraphs}
        paragraphs = [p for p in source.paragraphs if p.number in numbers]
    else:
        views = tuple(v for v in views if v.id not in used and v.source == source.id)
        numbers = {number for view in views for number in view.paragraphs}
        paragraphs = [p for p in source.paragraphs if p.number in numbers]
        st.html('<h3 class="section">Not used yet</h3>')
    listing(
        desk,
        source,
        paragraphs,
        key="coverage_list",
        where=f"{by}:{value}",
        views=views,
        nothing="Every recorded view is used." if not by else "Nothing is recorded there.",
    )


# --- tables and choices -----------------------------------------------------


def _tables(desk: Desk, figures: Coverage) -> None:
    tables = rows(figures)
    with st.expander("The figures as tables", key="coverage_tables", on_change="rerun") as box:
        if not box.open:
            return
        name = st.segmented_control(
            "Table",
            list(_TABLES),
            default="views",
            format_func=_TABLES.__getitem__,
            key="coverage_table",
            label_visibility="collapsed",
            required=True,
        )
        table = tables[name or "views"]
        st.dataframe(frame(table), hide_index=True, key="coverage_frame")
        with st.container(horizontal=True):
            st.download_button(
                "This table as .csv",
                data=lambda: csv_text(table),
                file_name=file_name(desk.draft.title, "csv", name or "views"),
                mime="text/csv",
                key="coverage_csv",
                on_click="ignore",
            )
            st.download_button(
                "All tables as .xlsx",
                data=lambda: xlsx_bytes(tables),
                file_name=file_name(desk.draft.title, "xlsx", "coverage"),
                mime=_SHEET,
                key="coverage_xlsx",
                on_click="ignore",
            )


def _choices(desk: Desk) -> None:
    """The draft beside a preset or another draft, choice set by choice set."""
    with st.expander("Choices beside another draft", key="coverage_choices", on_change="rerun") as box:
        if not box.open:
            return
        others = {f"preset:{name}": f"Preset: {name}" for name, _ in presets(house.house().catalogue)}
        others |= {line.id: line.title for line in desk.store.drafts() if line.id != desk.draft_id}
        other = st.selectbox("Beside", list(others), format_func=others.__getitem__, key="coverage_other")
        if other:
            _compared(desk, _draft_of(desk, other), others[other])


def _draft_of(desk: Desk, name: str) -> Draft:
    preset = name.removeprefix("preset:")
    return load_preset(house.house().catalogue, preset) if preset != name else desk.store.head(name).draft


def _compared(desk: Desk, other: Draft, name: str) -> None:
    compared = compare_choices(desk.draft, other, desk.catalogue)
    body = "".join(_choice(desk, row) for row in compared if row.here or row.there)
    st.html(
        '<table class="choices"><thead><tr><th>Choice</th><th>Both</th><th>Only this draft</th>'
        f"<th>Only {escape(name)}</th></tr></thead><tbody>{body}</tbody></table>"
    )
    st.download_button(
        "These choices as .csv",
        data=lambda: csv_text(choice_rows(compared, desk.catalogue)),
        file_name=file_name(desk.draft.title, "csv", "choices"),
        mime="text/csv",
        key="coverage_choices_csv",
        on_click="ignore",
    )


def _choice(desk: Desk, row: ChoiceRow) -> str:
    def cell(ids: tuple[str, ...]) -> str:
        labels = [desk.catalogue.view[id].label for id in ids if id in desk.catalogue.view]
        return "".join(f"<p>{escape(label)}</p>" for label in labels)

    mark = ' class="differs"' if row.differs else ""
    cells = "".join(f"<td>{cell(ids)}</td>" for ids in (row.both, row.only_here, row.only_there))
    return f"<tr{mark}><th>{escape(row.label)}</th>{cells}</tr>"
