"""Loading a source: a file is chosen, what was recognised in it is shown, and only then it is kept.

The file is read in a bounded child; what was recognised waits in the session until it is kept or cancelled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from workbench.app import house
from workbench.app.desk import Desk, now
from workbench.app.html import direction, escape
from workbench.citing import place
from workbench.errors import WorkbenchError, visible
from workbench.model import Citation
from workbench.proposals import Source
from workbench.readers.bounded import bounded
from workbench.readers.sources import ENDINGS, SECONDS, Recognised, as_source, read_source
from workbench.sources import Change, UnfitSourceError, cited_numbers, cites, id_for, incoming

_READ = "sources_read"
_FIELDS = ("symbol", "title", "body", "date")
_FIRST = 110
_MOST = 400
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What would be kept: the source, whether the catalogue knows it, and what it changes if it was loaded before."""

    source: Source
    known: bool
    change: Change | None


def panel(desk: Desk) -> None:
    """Draws the form: the file first, then what was recognised in it beside what it is called, then the decision."""
    with st.container(key="sources_load", width=1040):
        st.html(
            "<h2>Load a report, a resolution or a treaty</h2>"
            '<p class="lead">Its numbered paragraphs become a source: to read, to search and to cite. '
            "The file is read here and sent nowhere.</p>"
        )
        st.file_uploader(
            "A Word file (.docx), a PDF or a text (.txt, .md)",
            type=list(ENDINGS),
            key="sources_file",
            on_change=_chosen,
            args=(desk,),
        )
        read = st.session_state.get(_READ)
        if read is None:
            st.button("Cancel", key="sources_leave", on_click=_leave)
            return
        name, found = read
        left, right = st.columns([5, 6], gap="medium")
        with left:
            _form(desk, name, found)
        with right:
            st.html(_recognised(found))


def _chosen(desk: Desk) -> None:
    file = st.session_state["sources_file"]
    if file is None:
        st.session_state.pop(_READ, None)
        return
    try:
        found = bounded(read_source, file.getvalue(), file.name, gives=Recognised, seconds=SECONDS)
    except WorkbenchError as error:
        st.session_state.pop(_READ, None)
        desk.tell(str(error), trouble=True)
        return
    st.session_state[_READ] = (file.name, found)
    told = {field: getattr(found, field) for field in _FIELDS}
    known = desk.catalogue.source.get(id_for(found.symbol, found.title, desk.catalogue.sources))
    if known is not None:  # what is known of it already was written with care
        told |= {field: value for field in _FIELDS if (value := getattr(known, field))}
    for field, value in told.items():
        st.session_state[f"sources_{field}"] = value


def _form(desk: Desk, name: str, found: Recognised) -> None:
    st.text_input("Symbol", key="sources_symbol", placeholder="A/HRC/21/44/Add.1", max_chars=80)
    st.text_area("Title", key="sources_title", max_chars=400, height=88)
    st.text_input("Body", key="sources_body", placeholder="Human Rights Council", max_chars=120)
    st.text_input("Date", key="sources_date", placeholder="2012-07-11", max_chars=10)
    try:
        st.html(f'<p class="becomes">{escape(_becomes(_outcome(desk, found)))}</p>')
    except WorkbenchError as error:
        st.html(f'<p class="becomes unfit" role="alert">{escape(str(error))}</p>')
    with st.container(horizontal=True, gap="small"):
        st.button("Keep as a source", key="sources_keep", type="primary", on_click=_keep, args=(desk, name, found))
        st.button("Cancel", key="sources_cancel", on_click=_leave)


def _outcome(desk: Desk, found: Recognised) -> Outcome:
    symbol, title, body, date = (" ".join(str(st.session_state.get(f"sources_{f}", "")).split()) for f in _FIELDS)
    if not title:
        raise UnfitSourceError("Give it a title; a source without a symbol is cited by it.")
    if not _DATE.match(date):
        raise UnfitSourceError("Write the date as 2012-07-11, or leave it empty.")
    id = id_for(symbol, title, desk.catalogue.sources)
    source = as_source(found, id=id, symbol=symbol, title=title, body=body, date=date)
    known, before = house.shipped().source.get(id), desk.store.source(id)
    drafts = desk.store.drafts() if before is not None else ()
    cited = (number for line in drafts for number in cited_numbers(desk.store.head(line.id).draft, id))
    source, change = incoming(source, counted=found.counted, known=known, before=before, cited=cited)
    return Outcome(source=source, known=known is not None, change=change)


def _becomes(outcome: Outcome) -> str:
    """What keeping it would do, before it is done."""
    source = outcome.source
    example = next((p.number for p in source.paragraphs if p.number != "preamble"), "")
    printed = place(source, Citation(source=source.id, paragraphs=(example,) if example else ()))
    cited = f"It is cited as “{printed}”."
    if outcome.change is not None:
        return f"It was loaded before and is replaced; what changes: {outcome.change}. {cited}"
    if outcome.known:
        return f"The catalogue has its summaries; with this file its words stand beside them. {cited}"
    return cited


def _recognised(found: Recognised) -> str:
    """What was recognised: how many paragraphs, what has to be said of them, and how each begins."""
    many = len(found.paragraphs)
    unit = found.unit.lower()
    told = f"{many} {'counted ' if found.counted else ''}{unit}{'s' * (many != 1)}"
    notices = "".join(f"<li>{escape(notice)}</li>" for notice in found.notices)
    rows, section = [], ""
    for paragraph in found.paragraphs[:_MOST]:
        here = " · ".join(paragraph.section)
        if here and here != section:
            rows.append(f'<p class="section" dir="{direction(here)}">{escape(here)}</p>')
            section = here
        begins = _beginning(paragraph.text)
        rows.append(
            f'<p class="row"><span class="number">{escape(paragraph.number)}</span> '
            f'<span dir="{direction(begins)}">{escape(begins)}</span></p>'
        )
    more = f'<p class="row">and {many - _MOST} more</p>' if many > _MOST else ""
    listed = f'<ul class="notices">{notices}</ul>' if notices else ""
    region = 'class="rows" tabindex="0" role="region" aria-label="What was recognised"'
    return (
        f'<div class="recognised"><h3>{escape(told)} recognised</h3>{listed}'
        f"<div {region}>{''.join(rows)}{more}</div></div>"
    )


def _beginning(text: str) -> str:
    line = visible(text, 2 * _FIRST)
    return line if len(line) <= _FIRST else f"{line[:_FIRST].rpartition(' ')[0] or line[:_FIRST]} …"


def _keep(desk: Desk, name: str, found: Recognised) -> None:
    try:
        outcome = _outcome(desk, found)
        desk.store.put_source(outcome.source, file=name, author=desk.author, at=now())
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)
        return
    _leave()
    source = outcome.source
    st.query_params["source"] = source.id
    called = source.symbol or source.title
    if outcome.change is not None:
        desk.tell(f"{called} was replaced; what changed: {outcome.change}.")
    else:
        many = len(found.paragraphs)
        desk.tell(f"{called} can be read and cited now: {many} {source.unit.lower()}{'s' * (many != 1)}.")


def _leave() -> None:
    st.session_state.pop(_READ, None)
    st.query_params.pop("load", None)


# --- afterwards -------------------------------------------------------------------


def loaded_from(desk: Desk, id: str) -> str:
    """Where the words of a source came from, if they were loaded: 'Loaded from report.pdf by Amina, 2026-11-23'."""
    found = next((loaded for loaded in desk.store.loaded() if loaded.source.id == id), None)
    if found is None:
        return ""
    parts = (f"from {visible(found.file, 60)}" if found.file else "", f"by {found.author}" if found.author else "")
    return f"{' '.join(('Loaded', *filter(None, parts)))}{f', {found.at[:10]}' if found.at else ''}"


def remove(desk: Desk, id: str) -> None:
    """Takes a loaded source away, unless a draft cites what only it has."""
    source = desk.store.source(id)
    if source is None:
        return
    known = house.shipped().source.get(id)
    called = source.symbol or source.title
    if citing := _citing(desk, id, {p.number for p in known.paragraphs} if known else None):
        desk.tell(f"{called} is cited in {citing}. Remove those supporting paragraphs first.", trouble=True)
        return
    try:
        desk.store.remove_source(id, at=now())
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)
        return
    if known is None:
        st.query_params.pop("source", None)
    desk.tell(f"{called} was removed; load it again to have it back.")


def _citing(desk: Desk, id: str, still_there: set[str] | None) -> str:
    """Which provisions and drafts cite what would be gone, in words; nothing where none does."""
    here = [
        desk.named(leaf.id)
        for leaf in desk.draft.leaves()
        if any(c.source == id and _would_dangle(c, still_there) for c in leaf.cites)
    ]
    others = [
        f"the draft “{line.title}”"
        for line in desk.store.drafts()
        if line.id != desk.draft_id and _dangles(desk, line.id, id, still_there)
    ]
    named = [*dict.fromkeys(here), *others]
    more = f" and {len(named) - 3} more places" if len(named) > 3 else ""
    return f"{', '.join(named[:3])}{more}"


def _dangles(desk: Desk, draft_id: str, id: str, still_there: set[str] | None) -> bool:
    draft = desk.store.head(draft_id).draft
    if still_there is None:
        return cites(draft, id)
    return any(number not in still_there for number in cited_numbers(draft, id))


def _would_dangle(citation: Citation, still_there: set[str] | None) -> bool:
    return still_there is None or any(number not in still_there for number in citation.paragraphs)
