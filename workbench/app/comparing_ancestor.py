"""The common ancestor of two drafts: the version that is the best guess, why, and the others to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from workbench.app import house
from workbench.app.comparing_sides import Side, side, sides, version
from workbench.app.desk import Desk
from workbench.app.html import escape, label, when
from workbench.compare.threeway import apart
from workbench.errors import WorkbenchError
from workbench.model import Draft

#: So many versions from all of a history are looked at first.
_PARTS = 12
_SHOWN = 40


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
        return Guess(reason="Of two versions of a draft the later was made from the earlier")
    whole, other = (new, old) if new.draft_id == desk.draft_id or not old.draft_id else (old, new)
    if not whole.draft_id or other.draft is None:
        return Guess(reason="Nothing tells what both were made from")
    first = desk.store.revision(other.draft_id, 1) if other.draft_id else None
    began, at = (first.draft, first.at) if first else (other.draft, "")
    number, differ, every = _closest(house.house().database, whole.draft_id, whole.number, began, at)
    theirs = f"what “{other.draft.title}” began with" if first else other.name
    if 2 * differ > every:
        return Guess(reason=f"No version has half of its provisions in common with {theirs}")
    common = f"of all versions it has most in common with {theirs}: {every - differ} of {every} provisions"
    name = f"{'' if whole.draft_id == desk.draft_id else whole.draft_id}@{number}"
    return Guess(name=name, reason=common if differ else f"word for word {theirs}")


@lru_cache(maxsize=32)
def _closest(database: str, draft_id: str, number: int, began: Draft, at: str) -> tuple[int, int, int]:
    """The version up to this one that is least apart from a text, the later of two: its number, and how far.

    A copy is most like what it was copied from, and the less like a version the further that is from it: looked at
    are the versions of that time and some from each part of the history, then those around the best of them.
    """
    lines = [line for line in reversed(house.store().history(draft_id)) if line.number <= number]
    numbers = sorted({1, number, *(line.number for line in lines)})
    before = [line.number for line in lines if at and line.at <= at][-1:]
    found: dict[int, tuple[int, int]] = {}

    def best(among: list[int]) -> int:
        for each in among:
            found[each] = found.get(each) or apart(house.store().revision(draft_id, each).draft, began)
        return min(found, key=lambda each: (found[each][0], -each))

    step = max(1, len(numbers) // _PARTS)
    closest = best([*numbers[::step], number, *before])
    while step > 1 and found[closest][0]:
        step //= 2
        place = numbers.index(closest)
        closest = best(numbers[max(0, place - step) : place + step + 1 : step])
    return closest, *found[closest]


def ancestor(desk: Desk, old: Side, new: Side) -> Side | None:
    """Asks for the common ancestor, with the best guess set, and gives the one that holds; None for none yet."""
    best = guess(desk, old, new)
    known = _offered(desk, old, new, best)
    held = desk.asked("from") or best.name
    try:
        found = side(desk, held) if held else None
    except WorkbenchError as error:
        st.html(f'<p class="empty">{escape(str(error))}</p>')
        held, found = "", None
    if found is not None and held not in known:  # a link may name what is not in the list, or too long ago for it
        told = _told(desk, f"{found.draft_id}@{found.number}") if found.number else found.name
        known[held] = told[:1].upper() + told[1:]
    with st.container(key="compare_ancestor", horizontal=True, vertical_alignment="center", gap="small"):
        st.html('<p class="empty">Common ancestor</p>', width="content")
        st.session_state["compare_from"] = held or None
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
    return found if found is not None and found.draft is not None else None


def _why(best: Guess, held: str, known: dict[str, str]) -> str:
    if not best.name:
        return "" if held else f"{best.reason}: choose the text that both are to be measured against."
    if held == best.name:
        return f"Best guess: {best.reason}."
    return f"The best guess is {known[best.name].partition(',')[0].lower()}, {best.reason}."


def _offered(desk: Desk, old: Side, new: Side, best: Guess) -> dict[str, str]:
    """What can be chosen, by its name in the address, the best guess first; what is compared is not among it."""
    known = {name: told for name, told in sides(desk).items() if _is_draft(name)}
    for each in (old, new):
        if each.draft is not None and each.draft_id not in ("", desk.draft_id):
            for line in desk.store.history(each.draft_id)[:_SHOWN]:
                known[f"{each.draft_id}@{line.number}"] = f"{version(line)} ({each.draft.title})"
    for each in (old, new):
        own = "" if each.draft_id == desk.draft_id else each.draft_id
        for name in (f"{own}@{each.number}", own or "@") if each.draft_id else ():
            known.pop(name, None)
    known.pop("@", None)
    if not best.name:
        return known
    known.pop(best.name, None)
    return {best.name: f"{_told(desk, best.name)} (best guess)", **known}


def _is_draft(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) if name.startswith("file:") else not name.startswith("shelf:")


def _told(desk: Desk, name: str) -> str:
    """A version as the list names it, which may be too long ago for the list."""
    draft_id, _, number = name.partition("@")
    kept = desk.store.revision(draft_id or desk.draft_id, int(number))
    return f"Version {number}, {when(kept.at)}: {kept.message or 'saved'}"


def _set_ancestor() -> None:
    if st.session_state["compare_from"]:
        st.query_params["from"] = st.session_state["compare_from"]
