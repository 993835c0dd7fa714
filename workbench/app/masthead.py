"""What the masthead and the opening print: symbol, distribution, body, session, agenda item, date, organ, formula."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from workbench.app.desk import Desk
from workbench.compose import FORMULAS
from workbench.document import Run
from workbench.model import FrontMatter
from workbench.wording import runs

_FIELDS = (
    ("symbol", "Symbol", "A/HRC/35/35"),
    ("distribution", "Distribution", "General"),
    ("body", "Body", "Human Rights Council"),
    ("session", "Session", "Thirty-fifth session"),
    ("agenda_item", "Agenda item", "3"),
    ("agenda_title", "Title of the agenda item", ""),
    ("date", "Date (year-month-day)", "2026-11-23"),
    ("organ", "Proclaiming organ", "The General Assembly"),
)
_LANGUAGES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ar": "Arabic",
    "zh": "Chinese",
    "ru": "Russian",
}


def masthead(desk: Desk) -> None:
    """Draws the fields of the front matter."""
    st.html('<h3 class="section">Masthead and opening</h3>')
    front = desk.draft.front
    left, right = st.columns(2)
    for index, (name, words, example) in enumerate(_FIELDS):
        key = f"draft_front_{name}"
        st.session_state[key] = getattr(front, name)
        (left, right)[index % 2].text_input(
            words, key=key, placeholder=example, on_change=_set, args=(desk, name, words)
        )
    _language(desk, left, front)
    _formula(desk, right, front)


def _set(desk: Desk, name: str, words: str) -> None:
    value = " ".join(str(st.session_state[f"draft_front_{name}"] or "").split())
    if name == "date" and value and not _is_day(value):
        desk.tell(f"{value} is no date; write it as 2026-11-23.", trouble=True)
        return
    desk.keep(
        lambda draft: replace(draft, front=replace(draft.front, **{name: value})),
        f"set {words.partition(' (')[0].lower()} to {value or 'nothing'}",
    )


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _language(desk: Desk, where: st.delta_generator.DeltaGenerator, front: FrontMatter) -> None:
    known = [*_LANGUAGES] if front.language in _LANGUAGES else [front.language, *_LANGUAGES]
    st.session_state["draft_front_language"] = front.language
    where.selectbox(
        "Language",
        known,
        key="draft_front_language",
        format_func=lambda code: _LANGUAGES.get(code, code),
        on_change=_set,
        args=(desk, "language", "language"),
    )


def _formula(desk: Desk, where: st.delta_generator.DeltaGenerator, front: FrontMatter) -> None:
    known = ["", *FORMULAS] if front.formula in ("", *FORMULAS) else [front.formula, "", *FORMULAS]
    st.session_state["draft_front_formula"] = front.formula
    where.selectbox(
        "Proclaiming formula",
        known,
        key="draft_front_formula",
        format_func=lambda name: _words(runs(FORMULAS.get(name, name), {})) or "None",
        on_change=_set,
        args=(desk, "formula", "the formula"),
    )


def _words(line: tuple[Run, ...]) -> str:
    return "".join(run.text for run in line)
