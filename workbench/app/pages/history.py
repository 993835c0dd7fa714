"""History: a line of time with versions and authors, what changed, and a way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import streamlit as st

from workbench.app.desk import Desk
from workbench.app.html import direction, escape
from workbench.store import HistoryLine

_SHOWN = 60


def page(desk: Desk) -> None:
    """Draws the versions of the draft, newest first."""
    lines = desk.store.history(desk.draft_id)
    chosen = _number(desk.asked("version"), lines)
    left, right = st.columns([5, 7], gap="large")
    with left, st.container(key="history_lines", gap=None):
        day = ""
        for line in lines[:_SHOWN]:
            when = _time(line.at)
            if when and f"{when:%Y-%m-%d}" != day:
                day = f"{when:%Y-%m-%d}"
                st.html(f"<h4>{when.day} {when:%B %Y}</h4>")
            _line(desk, line, line.number == chosen)
    with right:
        found = next((line for line in lines if line.number == chosen), None)
        if found is not None:
            _version(desk, found)


def _number(asked: str, lines: tuple[HistoryLine, ...]) -> int:
    wanted = int(asked) if asked.isdigit() else 0
    return wanted if any(line.number == wanted for line in lines) else lines[0].number


def _time(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError:
        return None


def _line(desk: Desk, line: HistoryLine, chosen: bool) -> None:
    when = _time(line.at)
    with st.container(key=f"history_{'here' if chosen else 'line'}_{line.number}", gap=None):
        hour = f"{when:%H:%M}" if when else escape(line.at)
        st.html(
            f'<p class="what" dir="{direction(line.why)}">{escape(line.why or "saved")}</p>'
            f'<p class="who">{hour} · {escape(line.author)} · version {line.number}</p>'
        )
        if not chosen:
            st.button("Look", key=f"history_look_{line.number}", type="tertiary", on_click=_look, args=(line.number,))


def _look(number: int) -> None:
    st.query_params["version"] = str(number)


def _version(desk: Desk, line: HistoryLine) -> None:
    st.html(f"<h2>Version {line.number}</h2>")
    places = ", ".join(_named(desk, line))
    why = f"{line.why or 'saved'} ({places})" if places else line.why or "saved"
    st.html(f'<p class="who">{escape(line.author)}: {escape(why)}</p>')
    if line.number != desk.number:
        st.button(
            "Restore this version",
            key="history_restore",
            help="The draft becomes as it was then; what it is now stays in the history",
            on_click=_restore,
            args=(desk, line.number),
        )


def _named(desk: Desk, line: HistoryLine) -> Iterator[str]:
    return (desk.places.get(id, id) for id in line.provisions)


def _restore(desk: Desk, number: int) -> None:
    then = desk.store.revision(desk.draft_id, number).draft
    desk.keep(lambda _: then, f"restored version {number}", undo=True)
