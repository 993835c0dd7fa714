"""The desk: what a page is given, and how it keeps what the drafter does.

A page is a module `workbench/app/pages/<name>.py` with one function `page(desk: Desk) -> None`; the frame shows
the pages whose modules exist (see `workbench.app.frame.PAGES`). A page gets, draws, asks and keeps:

    def page(desk: Desk) -> None:
        for element in desk.catalogue.elements:          # get
            st.html(f"<p>{escape(element.title)}</p>")   # draw: all text goes through `workbench.app.html.escape`
            st.button("Use this", key=f"use-{element.id}", on_click=_use, args=(desk, element.id))     # ask

    def _use(desk: Desk, element: str) -> None:          # keep: in a callback, before the page is drawn again
        desk.keep(lambda draft: pick(draft, desk.catalogue, element, "first")[0], f"put in {element}")

`desk.keep(change, why)` takes a function from a draft to a draft (see `workbench.drafting`), applies it to the
revision that this drafter sees and saves it; what colleagues changed elsewhere meanwhile is merged. It answers
whether it was saved, and shows a plain line where it was not: text that could not be merged is on the shelf.
`desk.go("draft", provision=id)` opens another page (in a callback or in a page), `desk.address` is the same as a
link, and `desk.tell("...")` shows a line at the bottom. `desk.asked("element")` is a part of the address.
Everything that depends on the draft alone is worked out once a revision: `desk.document` (composed and numbered),
`desk.places` ('article 7, paragraph 2' by id), `desk.findings`, `desk.preview`.
Keep almost nothing in the session, and prefix the keys of controls with the page's name.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypedDict
from urllib.parse import urlencode

import streamlit as st

from workbench.app import house, revisions
from workbench.catalogue import Catalogue
from workbench.checks import Review
from workbench.compose import live_terms
from workbench.document import Block, Document
from workbench.errors import WorkbenchError
from workbench.findings import Finding
from workbench.model import Draft
from workbench.store import Conflict, Saved, Store

_LOG = logging.getLogger("workbench.app")

_NOTICE = "notice"
_GOING = "going"
_SEEN = "seen"
_LAST = "saved_last"

#: The draft of which this session knows that its shelf is empty.
SHELF_EMPTY = "shelf_empty"


def now() -> str:
    """The time to the second, as it is stored: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Kept(StrEnum):
    """What became of a change: it is in the draft, on the shelf, or refused."""

    SAVED = "saved"
    SHELVED = "shelved"
    REFUSED = "refused"


class Stamp(TypedDict):
    """Who does something to the store and when, with an id of its own."""

    author: str
    at: str
    save_id: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A line for the drafter; with `undo`, the button beside it takes back what it tells of."""

    text: str
    undo: bool = False
    trouble: bool = False


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a page is given: the store, the catalogue, and the draft at the revision that is shown."""

    store: Store
    catalogue: Catalogue
    draft_id: str
    number: int
    draft: Draft
    saved_at: str
    author: str

    @property
    def provision(self) -> str:
        """The provision that the address names, or nothing."""
        return self.asked("provision")

    @staticmethod
    def asked(name: str) -> str:
        """A part of the address (`?name=...`), or nothing."""
        return str(st.query_params.get(name, ""))

    # --- worked out once for a revision and a catalogue ---

    @property
    def _revision(self) -> tuple[str, str, int, Catalogue]:
        return house.house().database, self.draft_id, self.number, self.catalogue

    @cached_property
    def document(self) -> Document:
        """The draft composed and numbered."""
        return revisions.numbered(*self._revision)

    @cached_property
    def blocks(self) -> Mapping[str, Block]:
        """The numbered blocks by id."""
        return {block.id: block for block in self.document.walk()}

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The ids that a text may refer to, in reading order."""
        return tuple(id for id in self.places if "/" not in id)

    def named(self, id: str) -> str:
        """A provision as a drafter names it: 'article 7, paragraph 2'."""
        return self.places.get(id, id)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """How each provision is referred to: 'article 7, paragraph 2', by id."""
        return revisions.places(*self._revision)

    @cached_property
    def terms(self) -> dict[str, str]:
        """The terms that are live in the draft's texts with their values, in the catalogue's order."""
        live = live_terms(self.draft, self.catalogue)
        return {name: live.pop(name) for name, _ in self.catalogue.terms} | live

    @cached_property
    def review(self) -> Review:
        """What the checks found in the draft, and what of it is justified."""
        return revisions.review(*self._revision)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found in the draft and nobody justified."""
        return self.review.findings

    def mendable(self, finding: Finding) -> bool:
        """Whether what was found can be put right without a decision."""
        return revisions.mendable(*self._revision, finding)

    @cached_property
    def preview(self) -> str:
        """The draft as the page that Word will print, as HTML."""
        return revisions.preview(*self._revision)

    # --- keep ---

    def keep(self, change: Callable[[Draft], Draft], why: str, *, undo: bool = False) -> bool:
        """Saves a change of the draft and answers whether it is in it; if not, a line says why.

        `undo` offers to take the change back in the line that tells of it.
        """
        saved = self.attempt(change, why) is Kept.SAVED
        if saved and undo:
            self.tell(f"{why[:1].upper()}{why[1:]}.", undo=True)
        return saved

    def attempt(self, change: Callable[[Draft], Draft], why: str, *, base: int = 0, save_id: str = "") -> Kept:
        """The same, answering what became of the words.

        `base` is the revision that they were typed on and `save_id` a name for this save, where the browser knows.
        """
        seen = base or self.seen
        try:
            before = self.store.revision(self.draft_id, seen).draft
            after = change(before)
            if after == before:
                return Kept.SAVED
            saved = self.store.save(
                self.draft_id,
                after,
                base=seen,
                save_id=save_id or secrets.token_hex(8),
                author=self.author,
                at=now(),
                why=why,
            )
        except Conflict as conflict:
            self.store_seen(self.store.head_number(self.draft_id))
            st.session_state.pop(SHELF_EMPTY, None)
            places = ", ".join(dict.fromkeys(self.places.get(id, id) for id in conflict.provisions)) or "the draft"
            self.tell(
                f"A colleague changed {places} while you did. Your text is kept and waits for you on the page Draft.",
                trouble=True,
            )
            return Kept.SHELVED
        except WorkbenchError as error:
            self.tell(str(error), trouble=True)
            return Kept.REFUSED
        except Exception:  # a fault of ours must not cost the drafter the page
            _LOG.exception("This could not be kept: %s", why)
            self.tell("Something went wrong, and the draft is as it was. Reload the page and try again.", trouble=True)
            return Kept.REFUSED
        self.store_seen(saved.number)
        if saved.number != seen:
            st.session_state[_LAST] = (self.draft_id, saved.number, why)
        return Kept.SAVED

    def steps(self) -> tuple[str, str]:
        """What undo would take back and redo would do again, in words; nothing where there is no such step."""
        draft_id, number, why = st.session_state.get(_LAST, ("", 0, ""))
        if (draft_id, number) == (self.draft_id, self.number):
            return f"Take back: {why}", ""  # it was saved a moment ago: the store need not be asked
        undo, redo = self.store.next_undo_and_redo(self.draft_id, author=self.author)
        return (
            f"Take back: {undo.why or 'the last step'}" if undo else "",
            f"Do again: {redo.why or 'what was taken back'}" if redo else "",
        )

    def undo(self) -> None:
        """Takes back this drafter's own last step."""
        self.keep_by(lambda stamp: self.store.undo(self.draft_id, **stamp))

    def redo(self) -> None:
        """Does again what this drafter took back last."""
        self.keep_by(lambda stamp: self.store.redo(self.draft_id, **stamp))

    def keep_by(self, step: Callable[[Stamp], Saved]) -> bool:
        """Runs a step of the store itself, such as undo; it is given author, time and an id of its own."""
        try:
            saved = step({"author": self.author, "at": now(), "save_id": secrets.token_hex(8)})
        except WorkbenchError as error:
            self.tell(str(error), trouble=True)
            return False
        self.store_seen(saved.number)
        return True

    @property
    def seen(self) -> int:
        """The newest revision that this session has shown or written itself."""
        draft_id, number = st.session_state.get(_SEEN, ("", 0))
        return max(int(number), self.number) if draft_id == self.draft_id else self.number

    def store_seen(self, number: int) -> None:
        """Notes that this session has shown or written the revision."""
        st.session_state[_SEEN] = (self.draft_id, number)

    # --- ask and tell ---

    @staticmethod
    def tell(text: str, *, undo: bool = False, trouble: bool = False) -> None:
        """Shows one line at the bottom of the page until the next thing is done."""
        st.session_state[_NOTICE] = Notice(text=text, undo=undo, trouble=trouble)

    @staticmethod
    def told() -> Notice | None:
        """The line to show now; it is shown once."""
        notice: Notice | None = st.session_state.pop(_NOTICE, None)
        return notice

    def go(self, page: str, /, **asked: str) -> None:
        """Opens a page of this draft as soon as the shell is drawn again."""
        st.session_state[_GOING] = (page, {"draft": self.draft_id, **asked} if self.draft_id else asked)

    @staticmethod
    def going() -> tuple[str, dict[str, str]] | None:
        """The page that was asked for with `go`, once."""
        going: tuple[str, dict[str, str]] | None = st.session_state.pop(_GOING, None)
        return going

    @staticmethod
    def stay(page: str) -> None:
        """Drops the way to this page that was asked for a moment ago, and not gone before the next click on it."""
        if st.session_state.get(_GOING, ("", {}))[0] == page:
            del st.session_state[_GOING]

    def address(self, page: str, /, **asked: str) -> str:
        """The same as a link that can be mailed."""
        return f"/{page}?{urlencode({'draft': self.draft_id, **asked})}"

    @staticmethod
    def select(provision: str) -> None:
        """Names the provision in the address, and so selects it."""
        if provision:
            st.query_params["provision"] = provision
        elif "provision" in st.query_params:
            del st.query_params["provision"]


def at_desk(draft_id: str, author: str) -> Desk | None:
    """The desk with a draft as it stands now, or None if there is no such draft."""
    store = house.store()
    try:
        revision = store.head(draft_id)
    except WorkbenchError:
        return None
    desk = Desk(
        store=store,
        catalogue=house.catalogue(),
        draft_id=draft_id,
        number=revision.number,
        draft=revision.draft,
        saved_at=revision.at,
        author=author,
    )
    desk.store_seen(revision.number)
    return desk


def empty_desk(author: str) -> Desk:
    """The desk before a draft is chosen."""
    return Desk(
        store=house.store(),
        catalogue=house.catalogue(),
        draft_id="",
        number=0,
        draft=Draft(title=""),
        saved_at="",
        author=author,
    )
