"""Three ways: what both sides made of their common ancestor, and what they did to the same provision to be settled.

A text that is on the shelf, because a colleague changed the same provision at the same time, is settled here:
mine, theirs, or both in square brackets, provision by provision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from workbench.app import components
from workbench.app.comparing import Shown, edits_html
from workbench.app.comparing_ancestor import ancestor
from workbench.app.comparing_sides import Side
from workbench.app.desk import Desk
from workbench.app.html import direction, escape
from workbench.app.looks import ASSETS
from workbench.app.shelf import chosen_of, settle
from workbench.compare.merge import Take
from workbench.compare.threeway import Changed, ThreeWayRow, three_way
from workbench.compare.words import diff
from workbench.model import Draft, Provision
from workbench.settling import besides, both
from workbench.store import Shelved, name_of
from workbench.wording import plain

_PROVISION = "provision:"


def three_ways(desk: Desk, old: Side, new: Side) -> None:
    """Draws what both sides made of their common ancestor; a text on the shelf with what is to be settled."""
    base = ancestor(desk, old, new)
    if base is None:
        return
    mine, theirs = (new, old) if new.shelved else (old, new)
    view = _View(desk=desk, base=base, mine=mine, theirs=theirs)
    components.plain(
        key="compare_three",
        data={"provision": "", "html": f"<style>{_looks()}</style>{''.join(view.html())}"},
        on_did_change=lambda: _did(view, dict(st.session_state["compare_three"].did)),
    )


@lru_cache(maxsize=1)
def _looks() -> str:
    return (ASSETS / "threeways.css").read_text(encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class _View:
    """The three texts of one comparison."""

    desk: Desk
    base: Side
    mine: Side
    theirs: Side

    @property
    def shelved(self) -> Shelved | None:
        """The text on the shelf, if it is set against the draft as it is and what it was written on."""
        kept, theirs = self.mine.shelved, self.theirs
        at_head = theirs.draft_id == self.desk.draft_id and theirs.number == self.desk.number
        of_base = kept is not None and (self.base.draft_id, self.base.number) == (self.desk.draft_id, kept.base)
        return kept if at_head and of_base else None

    def rows(self) -> dict[str, ThreeWayRow]:
        """The provisions of all three by id, as they print."""
        base, mine, theirs = (side.document(self.desk) for side in (self.base, self.mine, self.theirs))
        return {row.provision: row for row in three_way(base, mine, theirs)}

    def provisions(self, id: str) -> tuple[Provision | None, Provision | None, Provision | None]:
        """A provision in the common ancestor, on my side and on theirs."""
        base, mine, theirs = (s.draft.provision(id) if s.draft else None for s in (self.base, self.mine, self.theirs))
        return base, mine, theirs

    # --- as HTML ---

    def html(self) -> Iterator[str]:
        """All of it: what is to be settled, and what one side alone changed."""
        rows = self.rows()
        kept = self.shelved
        if kept is not None:
            yield from self._to_settle(kept, rows)
        settling = set(kept.provisions) if kept else set()
        others = [row for row in rows.values() if row.changed is not Changed.NOBODY and row.provision not in settling]
        if others:
            yield f'<p class="lead">{escape(self._summed(others, bool(kept)))}</p>{self._heads()}'
            yield from (self._other(row) for row in others)
        elif kept is None:
            yield '<p class="empty">Neither side has changed any words since.</p>'

    def _summed(self, rows: list[ThreeWayRow], settling: bool) -> str:
        if settling:
            return "Nobody is in the other's way here: it stays, or comes into the draft with what is settled above."
        clashes = sum(_clashes(row) for row in rows)
        said = f"{clashes} of {len(rows)} need a decision" if clashes else "nobody is in the other's way"
        return f"Both were made from {self.base.name}: {said}."

    def _heads(self) -> str:
        named = [self.base.name, self.mine.name, self.theirs.name, "both together"]
        if self.shelved is not None:
            own = self.shelved.author == self.desk.author
            named[:3] = [f"before: {self.base.name}", "mine" if own else self.mine.name, "in the draft now"]
            named[2] = f"theirs, {named[2]}" if own else named[2]
        return f'<div class="cells heads">{"".join(f"<span>{escape(_capital(name))}</span>" for name in named)}</div>'

    def _other(self, row: ThreeWayRow) -> str:
        who = {Changed.MINE: f"changed in {self.mine.name}", Changed.THEIRS: f"changed in {self.theirs.name}"}
        if self.shelved is not None:
            who = {Changed.MINE: "comes with what is settled", Changed.THEIRS: "in the draft already"}
        if _clashes(row):
            told = "both changed the same words"
        elif row.changed in who:
            told = who[row.changed]
        else:
            told = "changed alike" if row.changed is Changed.ALIKE else "both changed other words"
        merged = escape(row.merged.text) if row.merged else ""
        cells = (_or_none(row.base), _against(row.base, row.mine), _against(row.base, row.theirs), merged)
        return _section(row.place, told, "clash" if _clashes(row) else "", [_cell(row.base, cell) for cell in cells])

    def _to_settle(self, kept: Shelved, rows: Mapping[str, ThreeWayRow]) -> Iterator[str]:
        many, chosen = len(kept.rows), chosen_of(self.desk, kept)
        told = "Choose which text holds." if many == 1 else f"Choose for each of the {many} which text holds"
        done = f"; {len(chosen)} of {many} done. The draft changes once all are." if many > 1 else ""
        yield (
            f'<p class="lead"><b>Not in the draft yet:</b> what {escape(kept.author)} wrote while a colleague '
            f"changed the same. {told}{done}</p>{self._heads()}"
        )
        for key in kept.rows:
            if key.startswith(_PROVISION):
                yield self._provision(kept, key, rows.get(key.removeprefix(_PROVISION)), chosen.get(key))
            else:
                yield self._value(kept, key, chosen.get(key))

    def _provision(self, kept: Shelved, key: str, row: ThreeWayRow | None, chosen: Take | None) -> str:
        id = key.removeprefix(_PROVISION)
        base, mine, theirs = self.provisions(id)
        words = (row.base, row.mine, row.theirs) if row else (None, None, None)
        cells = [_cell(words[0], _or_none(words[0]))]
        for side, text, take in ((mine, words[1], Take.MINE), (theirs, words[2], Take.THEIRS)):
            said = "; ".join(besides(base, side))
            more = f'<p class="who">{escape(_capital(said))}.</p>' if said else ""
            gone = '<span class="unknown">removed</span>' if side is None else _against(words[0], text)
            cells.append(_cell(text, gone, more + self._button(kept, key, take, chosen)))
        if mine is not None and theirs is not None and not (mine.is_container or theirs.is_container):
            made = both(base, mine, theirs)
            words_of_both = _printed(self.desk, made.provision)
            label = "Keep both in brackets" if made.clashes else "Keep both"
            cells.append(_cell(words_of_both, escape(words_of_both), self._button(kept, key, Take.BOTH, chosen, label)))
        else:
            cells.append('<div class="cell"></div>')
        told = "both changed it" if mine and theirs else "one removed it, the other changed it"
        return _section(self.desk.named(id) if theirs else (row.place if row else id), told, "clash", cells)

    def _value(self, kept: Shelved, key: str, chosen: Take | None) -> str:
        base, mine, theirs = (_told(side.draft, key) for side in (self.base, self.mine, self.theirs))
        cells = [
            _cell(base, _or_none(base)),
            _cell(mine, _against(base, mine), self._button(kept, key, Take.MINE, chosen)),
            _cell(theirs, _against(base, theirs), self._button(kept, key, Take.THEIRS, chosen)),
            '<div class="cell"></div>',
        ]
        return _section(name_of(key), "both changed it", "clash", cells)

    def _button(self, kept: Shelved, key: str, take: Take, chosen: Take | None, words: str = "") -> str:
        own = kept.author == self.desk.author
        told = (
            words
            or {
                Take.MINE: "Take mine" if own else f"Take {kept.author}’s",
                Take.THEIRS: "Take theirs" if own else "Leave the draft’s",
            }[take]
        )
        pressed = ' aria-pressed="true"' if take is chosen else ""
        place = self.desk.named(key.removeprefix(_PROVISION)) if key.startswith(_PROVISION) else name_of(key)
        return (
            f'<button type="button" class="boxed" data-does="{take}" value="{escape(key)}"{pressed} '
            f'aria-label="{escape(f"{told}: {place}")}">{escape(told)}</button>'
        )


def _section(place: str, told: str, kind: str, cells: list[str]) -> str:
    return (
        f'<section class="{kind}"><h3>{escape(_capital(place))} <span>{escape(told)}</span></h3>'
        f'<div class="cells">{"".join(cells)}</div></section>'
    )


def _cell(text: str | None, html: str, more: str = "") -> str:
    return f'<div class="cell"><div class="text" dir="{direction(text or "")}">{html}</div>{more}</div>'


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _clashes(row: ThreeWayRow) -> bool:
    return bool(row.merged and row.merged.conflicts)


def _or_none(text: str | None) -> str:
    return '<span class="unknown">not there</span>' if text is None else escape(text)


def _against(base: str | None, text: str | None) -> str:
    if text is None or base is None:
        return _or_none(text)
    return '<span class="unknown">the same words</span>' if text == base else edits_html(Shown(), diff(base, text))


def _printed(desk: Desk, held: Provision) -> str:
    """The words of a provision as they would print, alternatives in brackets one under the other."""
    texts = []
    for option in held.chosen_options:
        lines = [option.text, *(item.text for item in _all_items(option.items))]
        texts.append("\n".join(plain(line, desk.terms) for line in lines))
    return texts[0] if len(texts) == 1 else "\n".join(f"[{text}]" for text in texts)


def _all_items(items: tuple[Any, ...]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _all_items(item.items)


def _told(draft: Draft | None, key: str) -> str | None:
    """What a row that is no provision holds, in words; None if it is not there."""
    kind, _, name = key.partition(":")
    if draft is None:
        return None
    if kind == "term":
        return dict(draft.terms).get(name)
    whole = {"draft": draft, "front": draft.front}.get(kind)
    return str(getattr(whole, name)) if whole is not None else "" if name in draft.policies else None


def _did(view: _View, asked: Mapping[str, Any]) -> None:
    if (kept := view.shelved) is not None:
        settle(view.desk, kept, str(asked["value"]), Take(asked["what"]))
