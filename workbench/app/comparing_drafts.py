"""Compare two versions, drafts or files: what happened to each provision, the redline, and what corresponds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import streamlit as st

from workbench.app import components
from workbench.app.comparing_sides import Side, side
from workbench.app.comparing_three import three_ways
from workbench.app.desk import Desk
from workbench.app.html import direction, escape
from workbench.compare.drafts import Difference, Happened, differences
from workbench.compare.foreign import Correspondence, ExactRun, correspondences
from workbench.compare.redline import redline
from workbench.compare.spoken import summary
from workbench.compose import compose
from workbench.document import Document
from workbench.errors import WorkbenchError
from workbench.numbering import number
from workbench.readers.texts import as_paragraphs
from workbench.writers import preview, write
from workbench.writers.comparisons import CHANGES, write_changes, write_correspondences
from workbench.writers.html import preview_css

_CHANGE_TAG = re.compile(r"<(ins|del)(?=[ >])")

CHANGES_VIEW, CLOSE_VIEW, THREE_VIEW = "changes", "close", "three"
_VIEWS = {CHANGES_VIEW: "What changed", CLOSE_VIEW: "What corresponds", THREE_VIEW: "Three ways"}


# --- the page -----------------------------------------------------------------


def texts(desk: Desk, old_name: str, new_name: str) -> None:
    """Draws the comparison of two sides."""
    try:
        old, new = side(desk, old_name), side(desk, new_name)
    except WorkbenchError as error:
        st.html(f'<p class="empty">{escape(str(error))}</p>')
        return
    for each in (old, new):
        for notice in each.text.notices if each.text else ():
            st.html(f'<p class="which">{escape(each.name)} {escape(notice)}.</p>')
    views = [CHANGES_VIEW]
    if (old.text is None) is not (new.text is None):
        views.append(CLOSE_VIEW)
    if old.draft and new.draft:
        views.append(THREE_VIEW)
    foreign = CLOSE_VIEW in views and not any(p.anchors for s in (old, new) if s.text for p in s.text.paragraphs)
    # Where the text is on the shelf, what both did to it is to be settled.
    three = THREE_VIEW in views and (desk.asked("from") or old.shelved or new.shelved)
    standard = CLOSE_VIEW if foreign else THREE_VIEW if three else CHANGES_VIEW
    view = desk.asked("view") if desk.asked("view") in views else standard
    with st.container(key="compare_bar", horizontal=True, vertical_alignment="center", gap="medium"):
        if len(views) > 1:
            st.session_state["compare_texts_view"] = view
            st.segmented_control(
                "View",
                views,
                key="compare_texts_view",
                format_func=_VIEWS.__getitem__,
                label_visibility="collapsed",
                on_change=_set_view,
            )
        st.html(f'<p class="empty">From <b>{escape(old.name)}</b> to <b>{escape(new.name)}</b></p>', width="content")
        st.button("Swap", key="compare_swap", type="tertiary", on_click=_swap, args=(old_name, new_name))
        st.space("stretch")
        exports = st.container(key="compare_texts_export", width="content")
    try:
        if view == CLOSE_VIEW:
            _closeness(desk, old, new, exports)
        elif view == THREE_VIEW:
            three_ways(desk, old, new)
        else:
            _changes(desk, old, new, exports)
    except WorkbenchError as error:
        st.html(f'<p class="empty">{escape(str(error))}.</p>')


def _set_view() -> None:
    if st.session_state["compare_texts_view"]:
        st.query_params["view"] = st.session_state["compare_texts_view"]


def _swap(old: str, new: str) -> None:
    st.query_params["old"], st.query_params["new"] = new, old


# --- what changed ---------------------------------------------------------------


def _changes(desk: Desk, old: Side, new: Side, exports: Any) -> None:
    before, after = old.document(desk), new.document(desk)
    found = (
        differences(old.draft, new.draft)
        if old.draft is not None and new.draft is not None
        else differences(before, after)
    )
    marked = number(redline(before, after, by=new.by, at=new.at))
    _exports(exports, found, marked)
    said = summary(found)
    st.html(f'<div class="summary">{"".join(f"<p>{escape(sentence)}</p>" for sentence in said)}</div>')
    if not found:
        return
    html, marks = numbered_changes(preview(marked, "redline", options={"status": "no"}))
    components.comparison(
        key="compare_redline",
        data={
            "key": f"{old.name}/{new.name}/{desk.number}",
            "view": CHANGES_VIEW,
            "legend": [],
            "based": False,
            "noun": "Change",
            "nouns": "changes in the words",
            "none": "No words changed.",
            "html": f"<style>{preview_css()}</style><div class='paper'>{html}</div>",
            "marks": marks,
            "choices": [],
            "changes": [_listed(difference, desk) for difference in found],
        },
        on_asked_change=lambda: _opened(desk),
    )


_WORDS = {
    Happened.ADDED: "new",
    Happened.REMOVED: "removed",
    Happened.MOVED: "moved",
    Happened.RENUMBERED: "renumbered",
    Happened.RETITLED: "new heading",
    Happened.SPLIT: "split",
    Happened.MERGED: "merged",
    Happened.REWORDED: "reworded",
    Happened.OPENED: "opened",
    Happened.SETTLED: "settled",
    Happened.STATUS: "status",
    Happened.TERM: "term",
}


def _listed(found: Difference, desk: Desk) -> dict[str, Any]:
    place = found.new_place or found.old_place or "the title"
    was = f"was {found.old_place}" if found.new_place and found.old_place not in ("", found.new_place) else ""
    return {
        "provision": found.provision,
        "place": place[:1].upper() + place[1:],
        "what": _WORDS[found.happened],
        "was": was,
        "here": desk.draft.provision(found.provision) is not None,
    }


def _opened(desk: Desk) -> None:
    asked = st.session_state["compare_redline"].asked
    if asked["does"] == "open":
        desk.go("draft", provision=str(asked["provision"]))


def numbered_changes(html: str) -> tuple[str, list[tuple[float, float]]]:
    """A redline with its changes numbered, and where they are from 0 to 1; what stands together is one change.

    >>> numbered_changes("<p>States <del>should</del><ins>shall</ins> act.</p>")[0]
    '<p>States <del data-d="0">should</del><ins data-d="0">shall</ins> act.</p>'
    """
    marks: list[tuple[float, float]] = []
    whole = max(len(html), 1)

    def mark(found: re.Match[str]) -> str:
        before = html[max(0, found.start() - 6) : found.start()]
        joined = before == f"</{found[1]}>" or (found[1] == "ins" and before == "</del>")
        if not joined:
            end = html.find(f"</{found[1]}>", found.start())
            marks.append((round(found.start() / whole, 4), round((end - found.start()) / whole, 4)))
        return f'<{found[1]} data-d="{len(marks) - 1}"'

    return _CHANGE_TAG.sub(mark, html), marks


def _exports(place: Any, found: Sequence[Difference], marked: Document) -> None:
    with place, st.popover("Export this", key="compare_export", on_change="rerun", type="tertiary") as opened:
        if not opened.open:
            return
        for ending, what in CHANGES.items():
            made = (
                partial(write_changes, found, ending)
                if ending in ("csv", "xlsx")
                else partial(write, marked, format=ending, layout="redline")
            )
            st.download_button(
                f".{ending}: {what}",
                key=f"compare_export_{ending}",
                data=made,
                file_name=f"changes.{ending}",
                on_click="ignore",
                type="tertiary",
            )


# --- what corresponds -------------------------------------------------------------


def _closeness(desk: Desk, old: Side, new: Side, exports: Any) -> None:
    ours, theirs = (old, new) if old.draft is not None else (new, old)
    assert ours.draft is not None
    assert theirs.text is not None
    found = correspondences(number(compose(ours.draft, desk.catalogue)), as_paragraphs(theirs.text))
    with exports, st.popover("Export this", key="compare_export", on_change="rerun", type="tertiary") as opened:
        if opened.open:
            for ending in ("csv", "xlsx"):
                st.download_button(
                    f".{ending}: the table",
                    key=f"compare_export_{ending}",
                    data=partial(write_correspondences, found, ending),
                    file_name=f"correspondences.{ending}",
                    on_click="ignore",
                    type="tertiary",
                )
    if not found:
        st.html(f'<p class="empty">Nothing in {escape(theirs.name)} corresponds to a provision of the draft.</p>')
        return
    seen: set[str] = set()
    rows = ""
    for c in found:
        # Beside the closest paragraph only those that share words in a row are worth a look.
        if c.provision not in seen or c.runs:
            rows += _corresponding(c, first=c.provision not in seen)
            seen.add(c.provision)
    st.html(
        '<p class="empty">Which paragraphs of the file are closest to each provision; '
        "six or more of the same words in a row are underlined.</p>"
        '<div class="substance close"><table><thead><tr><th scope="col">Provision</th><th scope="col">Its words</th>'
        f'<th scope="col">Close</th><th scope="col">In {escape(theirs.name)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _corresponding(c: Correspondence, *, first: bool) -> str:
    mine = _underlined(c.text, [(run.start, run.end) for run in c.runs])
    place = escape(c.place[:1].upper() + c.place[1:]) if first else '<span class="unknown">also</span>'
    theirs = _underlined(c.foreign_text, [(run.there, run.there_end) for run in _by_place_there(c.runs)])
    return (
        f'<tr><th scope="row">{place}</th><td dir="{direction(c.text)}">{mine}</td>'
        f'<td class="figure">{c.closeness:.0%}</td>'
        f'<td dir="{direction(c.foreign_text)}"><span class="unknown">paragraph {escape(c.paragraph)}</span> '
        f"{theirs}</td></tr>"
    )


def _by_place_there(runs: Sequence[ExactRun]) -> Iterator[ExactRun]:
    end = 0
    for run in sorted(runs, key=lambda each: each.there):
        if run.there >= end:
            yield run
            end = run.there_end


def _underlined(text: str, runs: Sequence[tuple[int, int]]) -> str:
    out, at = "", 0
    for start, end in runs:
        out += f"{escape(text[at:start])}<u>{escape(text[start:end])}</u>"
        at = end
    return out + escape(text[at:])
