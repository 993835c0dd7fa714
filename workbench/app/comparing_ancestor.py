"""The common ancestor of two drafts: the version that is the best guess, why, and the others to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from workbench.app import house
from workbench.app.comparing_sides import Side, side, sides, version
from workbench.app.desk import Desk
from workbench.app.html import escape, label
from workbench.compare.threeway import apart
from workbench.errors import WorkbenchError
from workbench.model import Draft

_LOOKED_AT = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Guess:
    """The best guess of what both were made from, as it is named in the address (or nothing), and why, in words."""

    name: str = ""
    reason: str


def guess(desk: Desk, old: Side, new: Side) -> Guess:
    """What both sides were most likely made from."""
    for each in (old, new):
        if each.shelved is not None:
            return Guess(name=f"@{each.shelved.base}", reason=f"the version that {each.by} saw while writing")
    if old.draft_id and old.draft_id == new.draft_id:
        return Guess(reason="Both are versions of one draft, and the later was made from the earlier")
    whole, other = (old, new) if old.draft_id else (new, old)
    if new.draft_id == desk.draft_id:
        whole, other = new, old
    if not whole.draft_id or other.draft is None:
        return Guess(reason="Nothing tells what both were made from")
    began = house.store().revision(other.draft_id, 1).draft if other.draft_id else other.draft
    number, differ, every = _closest(house.house().database, whole.draft_id, whole.number, began)
    name = f"{'' if whole.draft_id == desk.draft_id else whole.draft_id}@{number}"
    theirs = f"{other.name} began with" if other.draft_id else f"{other.name} says"
    if not differ:
        return Guess(name=name, reason=f"the same, word for word, as what {theirs}")
    if 2 * differ > every:
        return Guess(reason=f"No version has half of its provisions in common with what {theirs}")
    return Guess(
        name=name, reason=f"of all versions it has most in common with what {theirs}, {every - differ} of {every}"
    )


@lru_cache(maxsize=32)
def _closest(database: str, draft_id: str, number: int, began: Draft) -> tuple[int, int, int]:
    """The version up to this one that is least apart from a text, the later of two: its number, and how far."""
    lines = [line for line in house.store().history(draft_id) if line.number <= number]
    numbers = {number, *(line.number for line in lines[:_LOOKED_AT]), 1}
    found = ((n, *apart(house.store().revision(draft_id, n).draft, began)) for n in numbers)
    return min(found, key=lambda each: (each[1], -each[0]))


def ancestor(desk: Desk, old: Side, new: Side) -> Side | None:
    """Asks for the common ancestor, with the best guess set, and gives the one that holds; None for none yet."""
    best = guess(desk, old, new)
    known = _offered(desk, old, new, best)
    asked = desk.asked("from")
    if asked and asked not in known:
        known[asked] = asked  # a link may name what is no longer in the list
    held = asked or best.name
    with st.container(key="compare_ancestor", horizontal=True, vertical_alignment="center", gap="small"):
        st.html('<p class="empty">Common ancestor</p>', width="content")
        st.session_state["compare_from"] = held if held in known else None
        st.selectbox(
            "Common ancestor: the text from which both were made",
            list(known),
            key="compare_from",
            placeholder="Choose a version",
            format_func=lambda name: label(known[name]),
            label_visibility="collapsed",
            on_change=_set_ancestor,
            width=430,
        )
        st.html(f'<p class="empty">{escape(_why(best, held, known))}</p>', width="content")
    if not held:
        return None
    try:
        found = side(desk, held)
    except WorkbenchError as error:
        st.html(f'<p class="empty">{escape(str(error))}</p>')
        return None
    return found if found.draft is not None else None


def _why(best: Guess, held: str, known: dict[str, str]) -> str:
    if not best.name:
        return f"{best.reason}: choose the text from which both were made." if not held else ""
    if held == best.name:
        return f"Best guess: {best.reason}."
    return f"The best guess is {known[best.name].partition(',')[0].lower()}: {best.reason}."


def _offered(desk: Desk, old: Side, new: Side, best: Guess) -> dict[str, str]:
    """What can be chosen, by its name in the address: versions and drafts, with the versions of the drafts compared."""
    known = {name: told for name, told in sides(desk).items() if not name.startswith(("shelf:", "file:"))}
    for each in (old, new):
        if each.draft_id and each.draft_id != desk.draft_id:
            for line in desk.store.history(each.draft_id)[:_LOOKED_AT]:
                known[f"{each.draft_id}@{line.number}"] = f"{version(line)} ({each.draft.title if each.draft else ''})"
    if best.name and best.name not in known:
        kept = side(desk, best.name)
        known = {best.name: f"{kept.name[:1].upper()}{kept.name[1:]}", **known}
    return known


def _set_ancestor() -> None:
    if st.session_state["compare_from"]:
        st.query_params["from"] = st.session_state["compare_from"]
