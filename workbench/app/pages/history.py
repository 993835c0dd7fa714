"""History: a line of time with versions and authors, what changed in words, the story of one provision, a way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

import streamlit as st

from workbench.app import components, house
from workbench.app.desk import Desk
from workbench.app.html import block_html, direction, escape
from workbench.catalogue import Catalogue
from workbench.compare.redline import redline
from workbench.document import CHANGES, Block
from workbench.numbering import number
from workbench.store import HistoryLine

_SHOWN = 200


def page(desk: Desk) -> None:
    """Draws the versions of the draft, newest first, and what the chosen one changed."""
    story = desk.asked("provision") if desk.asked("story") else ""
    lines = [line for line in desk.store.history(desk.draft_id) if not story or story in line.provisions]
    chosen = _chosen(desk.asked("version"), lines)
    left, right = st.columns([4, 7], gap="large")
    with left:
        components.plain(
            key="history_lines",
            data={"provision": story, "html": "".join(_time_line(desk, lines, chosen, story))},
            on_did_change=lambda: did(desk, st.session_state["history_lines"].did),
        )
    with right, st.container(key="history_version"):
        if chosen is not None:
            _version(desk, chosen)


def _chosen(asked: str, lines: list[HistoryLine]) -> HistoryLine | None:
    wanted = int(asked) if asked.isdigit() else 0
    return next((line for line in lines if line.first <= wanted <= line.number), lines[0] if lines else None)


def did(desk: Desk, asked: dict[str, Any]) -> None:
    """Shows a version, or the story of one provision, or of all."""
    if asked["what"] == "look":
        st.query_params["version"] = str(asked["value"])
    elif asked["what"] == "all":
        desk.go("history", **({"provision": desk.provision} if desk.provision else {}))
    elif asked["what"] == "story":
        desk.go("history", provision=desk.provision, story="yes")


# --- the line of time -------------------------------------------------------


def _time_line(desk: Desk, lines: list[HistoryLine], chosen: HistoryLine | None, story: str) -> Iterator[str]:
    if story:
        yield f'<h2 class="article">The story of {escape(desk.named(story))}</h2>'
        yield '<p><button type="button" class="link" data-does="all">All versions</button></p>'
    elif desk.provision in desk.places:
        named = escape(desk.named(desk.provision))
        yield f'<p><button type="button" class="link" data-does="story">Only what touched {named}</button></p>'
    if not lines:
        yield '<p class="empty">Nothing has changed it since the draft was begun.</p>'
    day = ""
    for line in lines[:_SHOWN]:
        when = _time(line.at)
        if when and f"{when:%Y-%m-%d}" != day:
            day = f"{when:%Y-%m-%d}"
            yield f"<h3>{when.day} {when:%B %Y}</h3>"
        yield _entry(line, when, line is chosen)
    if len(lines) > _SHOWN:
        yield f'<p class="empty">and {len(lines) - _SHOWN} earlier versions</p>'


def _time(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError:
        return None


def _entry(line: HistoryLine, when: datetime | None, here: bool) -> str:
    words = line.why or "saved"
    merged = ", merged with a colleague's" if line.merged else ""
    hour = f"{when:%H:%M}" if when else line.at
    current = ' aria-current="true"' if here else ""
    return (
        f'<button type="button" class="version" data-does="look" value="{line.number}"{current}>'
        f'<span dir="{direction(words)}">{escape(words[:1].upper() + words[1:])}</span>'
        f'<span class="who">{escape(hour)} · {escape(line.author)} · version {line.number}{merged}</span></button>'
    )


# --- one version ------------------------------------------------------------


def _version(desk: Desk, line: HistoryLine) -> None:
    when = _time(line.at)
    told = f"{when.day} {when:%B %Y, %H:%M}" if when else line.at
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<h2 class="article">Version {line.number}</h2><p class="who">{escape(line.author)}, {escape(told)}</p>',
            width="stretch",
        )
        if line.number != desk.number:
            st.button(
                "Changes since, in Word",
                key="history_export",
                type="tertiary",
                help="Leads to the page Export: what changed from this version to the draft as it is",
                on_click=lambda: desk.go("export", layout="redline", against=f"version:{line.number}"),
            )
            st.button(
                "Restore this version",
                key="history_restore",
                help="The draft becomes as it was then; what it is now stays in the history",
                on_click=_restore,
                args=(desk, line.number),
            )
    html = _changes(house.house().database, desk.draft_id, line.first, line.number, desk.catalogue)
    components.sheet(
        key="history_changes",
        data={
            "html": html or '<p class="quiet">No words of the text changed.</p>',
            "selected": "",
            "whole": False,
            "lang": desk.draft.front.language,
            "dir": "auto",
        },
        on_picked_change=lambda: _picked(desk),
    )


def _picked(desk: Desk) -> None:
    asked = st.session_state["history_changes"].picked
    id = str(asked["id"]).partition("/")[0]
    if id in desk.places:
        desk.go("draft", provision=id)
    else:
        desk.tell("This is not in the draft any more.")


@lru_cache(maxsize=32)
def _changes(database: str, draft_id: str, first: int, last: int, catalogue: Catalogue) -> str:
    """What the versions changed in words: the changed blocks of a redline, or all of the first version."""
    store, composer = house.store(), house.composer(catalogue)
    new = composer.compose(store.revision(draft_id, last).draft)
    if first == 1:
        return "".join(block_html(block) for block in _leaves(number(new).blocks))
    old = composer.compose(store.revision(draft_id, first - 1).draft)
    return "".join(_changed(number(redline(old, new)).blocks, ""))


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.role in ("part", "article", "alternatives"):
            yield from _leaves(block.children)
        else:
            yield block


def _changed(blocks: Iterable[Block], heading: str) -> Iterator[str]:
    for block in blocks:
        title = ""
        if block.role in ("part", "article", "alternatives"):
            title = f"{block.role.capitalize()} {block.number}".strip() if block.role != "alternatives" else ""
            inside = "".join(_changed(block.children, title))
            own = any(CHANGES & run.marks for run in block.runs)
            if inside or own:
                words = block_html(Block(id=block.id, role=block.role, runs=block.runs, marks=block.marks))
                yield f"<h4>{escape(title)}</h4>{words}{inside}"
        elif _is_changed(block):
            yield block_html(block)


def _is_changed(block: Block) -> bool:
    return any(CHANGES & part.marks or any(CHANGES & run.marks for run in part.runs) for part in block.walk())


def _restore(desk: Desk, number: int) -> None:
    then = desk.store.revision(desk.draft_id, number).draft
    desk.keep(lambda _: then, f"restored version {number}", undo=True)
