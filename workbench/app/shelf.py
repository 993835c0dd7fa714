"""Texts that could not be merged because a colleague changed the same provision: nothing of them is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import streamlit as st

from workbench.app.desk import SHELF_EMPTY as EMPTY
from workbench.app.desk import Desk, now
from workbench.app.html import escape, label, option_html
from workbench.compare.merge import Take
from workbench.drafting import change
from workbench.model import Draft, Provision
from workbench.settling import both
from workbench.store import Shelved

_CHOSEN = "shelf_chosen"
_PROVISION = "provision:"


def waiting(desk: Desk) -> None:
    """Shows each text on the shelf beside what the draft has now, and asks which of them holds."""
    if st.session_state.get(EMPTY) == desk.draft_id:
        return
    shelf = desk.store.shelf(desk.draft_id)
    if not shelf:
        # Asked once: what this session puts there itself, it knows of.
        st.session_state[EMPTY] = desk.draft_id
    for shelved in shelf:
        with st.container(key=f"shelf_{shelved.id}", border=True):
            places = ", ".join(desk.places.get(id, id) for id in shelved.provisions) or "the draft as a whole"
            st.html(
                f"<p><b>Not in the draft yet:</b> what {escape(shelved.author)} wrote in {escape(places)} "
                "while a colleague changed it.</p>"
                f"{''.join(_both(desk, shelved))}"
            )
            with st.container(horizontal=True, gap="small"):
                st.button(
                    "Settle it, with what was there before",
                    key=f"shelf_settle_{shelved.id}",
                    type="primary",
                    help="Both texts beside what they were made from; take one, or keep both in brackets",
                    on_click=desk.go,
                    args=("compare",),
                    kwargs={"old": f"shelf:{shelved.id}", "new": "@"},
                )
                st.button(
                    label(f"Use what {shelved.author} wrote") if shelved.author != desk.author else "Use my text",
                    key=f"shelf_take_{shelved.id}",
                    on_click=_take,
                    args=(desk, shelved.id),
                )
                st.button(
                    "Leave the draft as it is",
                    key=f"shelf_close_{shelved.id}",
                    on_click=_close,
                    args=(desk, shelved.id),
                )


def _both(desk: Desk, shelved: Shelved) -> Iterator[str]:
    for id in shelved.provisions:
        mine, theirs = shelved.draft.provision(id), desk.draft.provision(id)
        now_there = f"<i>In the draft now:</i>{_html(desk, theirs)}"
        yield f'<div class="both"><div>{_html(desk, mine)}</div><div>{now_there}</div></div>'


def _html(desk: Desk, provision: Provision | None) -> str:
    if provision is None:
        return "<p>Removed.</p>"
    terms = desk.terms
    texts = "".join(option_html(option, terms, desk.places) for option in provision.chosen_options)
    return texts or f"<p>{escape(provision.heading)}</p>"


def _take(desk: Desk, shelf_id: int) -> None:
    desk.keep_by(
        lambda stamp: desk.store.take_from_shelf(
            desk.draft_id, shelf_id, base=desk.number, why="used a text from the shelf", **stamp
        )
    )


def _close(desk: Desk, shelf_id: int) -> None:
    desk.store.close_shelf(desk.draft_id, shelf_id, author=desk.author, at=now())


# --- one by one --------------------------------------------------------------


def chosen_of(desk: Desk, kept: Shelved) -> dict[str, Take]:
    """What this session has chosen so far for a text on the shelf, as long as the draft is as it was then."""
    where, chosen = st.session_state.get(_CHOSEN, ((), {}))
    return {key: Take(take) for key, take in chosen.items()} if where == _where(desk, kept) else {}


def _where(desk: Desk, kept: Shelved) -> tuple[str, int, int]:
    return desk.draft_id, kept.id, desk.number


def settle(desk: Desk, kept: Shelved, key: str, take: Take) -> None:
    """Notes what is chosen for one row of a text on the shelf; once all are chosen, the draft is changed."""
    chosen = {**chosen_of(desk, kept), key: take}
    # Words of the standard library only: they outlive a new version of this module.
    st.session_state[_CHOSEN] = (_where(desk, kept), {key: str(take) for key, take in chosen.items()})
    if not all(row in chosen for row in kept.rows):
        return
    left = [row for row in kept.rows if chosen[row] is Take.THEIRS]
    joined = [row.removeprefix(_PROVISION) for row in kept.rows if chosen[row] is Take.BOTH]
    base = desk.store.revision(desk.draft_id, kept.base).draft
    places = ", ".join(desk.named(id) for id in kept.provisions) or "the draft"
    taken = desk.keep_by(
        lambda stamp: desk.store.take_from_shelf(
            desk.draft_id,
            kept.id,
            base=desk.number,
            why=f"settled {places} with a colleague’s text",
            left=left,
            settle=lambda draft: _with_both(draft, joined, base, kept.draft, desk.draft),
            **stamp,
        )
    )
    if taken:
        desk.tell(f"Settled {places}.", undo=len(left) < len(kept.rows))
        first = next((id for id in kept.provisions if desk.draft.provision(id)), "")
        desk.go("draft", **({"provision": first} if first else {}))


def _with_both(draft: Draft, ids: list[str], base: Draft, mine: Draft, theirs: Draft) -> Draft:
    """The draft in which these provisions have both texts."""
    for id in ids:
        here, there = mine.provision(id), theirs.provision(id)
        if here is not None and there is not None:
            kept = both(base.provision(id), here, there).provision
            content = {field.name: getattr(kept, field.name) for field in fields(Provision) if field.name != "children"}
            draft = change(draft, id, lambda held, content=content: replace(held, **content))  # type: ignore[misc]
    return draft
