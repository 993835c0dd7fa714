"""The article that is being drafted: its provisions one under the other, the selected one with its controls.

All of it is one component with parts: a click then draws one thing instead of fifty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st

from workbench.app import components, deeds, problems, steps, support, wordings
from workbench.app.desk import Desk
from workbench.app.html import block_html, direction, escape, option_html, when
from workbench.citing import place
from workbench.drafting import BODY, PREAMBLE, children_of, parent_of, provision_of
from workbench.model import Option, Provision, Role, Status

LOCKED = (Status.AD_REFERENDUM, Status.AGREED)
SUGGESTED = 6
KEY = "draft_article"

Part = dict[str, Any]


def article(desk: Desk, selected: Provision) -> None:
    """Draws the container of the selected provision, or the selected container, with one provision opened."""

    def sent(event: str) -> Any:
        return getattr(st.session_state[KEY], event)

    components.article(
        key=KEY,
        data={"parts": list(parts(desk, selected))},
        on_did_change=lambda: deeds.did(desk, sent("did")),
        on_picked_change=lambda: picked(KEY),
        on_typed_change=lambda: deeds.typed(desk, sent("typed")),
        on_chosen_change=lambda: deeds.chosen(desk, sent("chosen")),
        on_edit_change=lambda: deeds.opened(sent("edit")),
        on_own_change=lambda: deeds.own(desk, str(sent("own")["provision"])),
        on_compare_change=lambda: desk.go("compare", provision=str(sent("compare")["provision"])),
        on_removed_change=lambda: deeds.uncite_at(desk, sent("removed")),
        on_suggested_change=lambda: deeds.cite_suggested(desk, sent("suggested")),
        on_attached_change=lambda: deeds.attach(desk, sent("attached")),
    )


def picked(key: str) -> None:
    """Selects what was clicked in a sheet or in the outline."""
    asked = getattr(st.session_state[key], "picked", None)
    if asked:
        Desk.select(str(asked["id"]).partition("/")[0])


def parts(desk: Desk, selected: Provision) -> Iterator[Part]:
    """The parts of the article, from its heading to the buttons below it."""
    container = selected.id if selected.is_container else parent_of(desk.draft, selected.id)[0]
    leaves = [child for child in children_of(desk.draft, container) if not child.is_container]
    at = next((i for i, leaf in enumerate(leaves) if leaf.id == selected.id), len(leaves))
    if hint := steps.hint():
        yield _plain("steps", container, hint)
    yield _plain("head", container, _head(desk, container))
    if leaves[:at]:
        yield _sheet(desk, "before", leaves[:at])
    if at < len(leaves):
        yield from provision(desk, leaves[at])
    if leaves[at + 1 :]:
        yield _sheet(desk, "after", leaves[at + 1 :])
    yield _plain("add", container, _add(desk, container))


def _plain(name: str, id: str, html: str, looks: str = "") -> Part:
    return {"name": name, "kind": "plain", "looks": looks, "data": {"provision": id, "html": html}}


def _sheet(desk: Desk, name: str, leaves: list[Provision]) -> Part:
    blocks = desk.blocks
    html = "".join(block_html(blocks[leaf.id]) for leaf in leaves)
    language = desk.draft.front.language
    return {
        "name": name,
        "kind": "sheet",
        "data": {"html": html, "selected": "", "whole": False, "lang": language, "dir": "auto"},
    }


# --- around the provision ---------------------------------------------------


def _head(desk: Desk, container: str) -> str:
    if container in (PREAMBLE, BODY):
        return f'<h2 class="article">{"Preamble" if container == PREAMBLE else "Articles"}</h2>'
    held = provision_of(desk.draft, container)
    where = escape(desk.named(container))
    return (
        f'<div class="row"><span class="place">{where[:1].upper()}{where[1:]}</span>'
        f'<input class="heading" data-does="heading" aria-label="Heading of {where}" placeholder="Heading" '
        f'dir="{direction(held.heading)}" value="{escape(held.heading)}">'
        f'<button type="button" class="quiet" data-does="remove" aria-label="Remove {where}">Remove</button></div>'
    )


def _add(desk: Desk, container: str) -> str:
    role = None if container in (PREAMBLE, BODY) else provision_of(desk.draft, container).role
    paragraph = container == PREAMBLE or role is Role.ARTICLE
    buttons = [("paragraph", "Add a paragraph of your own")] if paragraph else []
    buttons += [("article", "Add an article"), ("element", "Put in an element")]
    html = "".join(
        f'<button type="button" class="boxed" data-does="{does}">{words}</button>' for does, words in buttons
    )
    return f'<div class="row" style="padding: 8px 0 16px">{html}</div>'


# --- the provision ----------------------------------------------------------


def provision(desk: Desk, held: Provision) -> Iterator[Part]:
    """The parts of one provision with all its controls."""
    locked = held.status in LOCKED
    option = edited(held)
    yield _plain("line", held.id, _line(desk, held, option), "inside first")
    if option is not None:
        yield {"name": "editor", "kind": "editor", "looks": "inside", "data": _editor(desk, held, option, locked)}
    if found := problems.here(desk, held.id):
        yield _plain("findings", held.id, found, "inside")
    yield {"name": "choices", "kind": "choices", "looks": "inside", "data": _choices(desk, held, option, locked)}
    yield _plain("standing", held.id, _standing(desk, held, locked), "inside")
    yield {"name": "support", "kind": "support", "looks": "inside", "data": _support(desk, held)}
    yield _plain("said", held.id, _said(desk, held), "inside last")


def _line(desk: Desk, held: Provision, option: Option | None) -> str:
    where = escape(desk.named(held.id))
    element = desk.catalogue.element.get(held.element)
    named = f'<span class="element">{escape(element.title)}</span>' if element else ""
    which = ""
    if option is not None and len(held.chosen) > 1:
        at = held.chosen.index(option.id) + 1 if option.id in held.chosen else 0
        which = f'<span class="which">{f"Alternative {at}" if at else "Not chosen"}</span>'
    return (
        f'<div class="row wide"><span><span class="place">{where[:1].upper()}{where[1:]}</span>{named}</span>{which}'
        f'<button type="button" class="quiet" data-does="remove" aria-label="Remove {where}">Remove</button></div>'
    )


def edited(held: Provision) -> Option | None:
    """The wording that is in the editor: the one asked for, or the first that is chosen."""
    asked_for, key = st.session_state.get(deeds.EDITING, ("", ""))
    if asked_for == held.id and (option := held.option(key)) is not None:
        return option
    return held.chosen_options[0] if held.chosen_options else None


def _editor(desk: Desk, held: Provision, option: Option, locked: bool) -> dict[str, Any]:
    return {
        "user": desk.author,
        "draft": desk.draft_id,
        "provision": held.id,
        "option": option.id,
        "base": desk.number,
        "text": option.text,
        "items": wordings.flat(option.items),
        "terms": list(desk.terms.items()),
        "references": [(id, desk.places[id]) for id in desk.targets],
        "locked": locked,
        "lang": desk.draft.front.language,
        "acknowledged": st.session_state.get(deeds.ACKNOWLEDGED, []),
    }


def _choices(desk: Desk, held: Provision, option: Option | None, locked: bool) -> dict[str, Any]:
    offers = wordings.offers(desk.draft, desk.catalogue, held)
    alone = len(offers) == 1 and held.chosen == (offers[0].key,)
    actions = [("own", "Write your own formulation")]
    if len(offers) > 1:
        actions.append(("compare", "Compare the formulations"))
    shown = [
        {
            "key": offer.key,
            "html": option_html(offer.option, desk.terms, desk.places),
            "dir": direction(offer.option.text),
            "origin": offer.origin,
            "chosen": offer.key in held.chosen,
            "editing": option is not None and offer.key == option.id,
            "buttons": _buttons(offer, held, option),
        }
        for offer in offers
        if not alone
    ]
    return {"provision": held.id, "locked": locked, "actions": [] if locked else actions, "wordings": shown}


def _buttons(offer: wordings.Offer, held: Provision, option: Option | None) -> list[tuple[str, str]]:
    if offer.held and len(held.options) > 1 and (option is None or offer.key != option.id):
        return [("edit", "Edit")]
    return []


def _standing(desk: Desk, held: Provision, locked: bool) -> str:
    useless = " disabled" if locked or len(held.chosen) != 1 else ""
    checked = " checked" if held.bracketed else ""
    bracket = (
        '<label title="Settled, but not agreed: printed in square brackets">'
        f'<input type="checkbox" role="switch" data-does="bracket"{checked}{useless}>In brackets: not agreed</label>'
    )
    if locked:
        status = (
            f'<span class="locked">{escape(str(held.status).capitalize())}: the text is locked</span>'
            '<details class="small" data-fold="reopen" data-closes="yes"><summary>Reopen</summary>'
            '<form data-form="reopen"><input class="grow" name="why" aria-label="Why is it reopened?" '
            'placeholder="Why is it reopened?" maxlength="400"><button>Reopen</button></form></details>'
        )
    else:
        options = "".join(
            f'<option value="{status.value}"{" selected" if status is held.status else ""}>'
            f"{status.value.capitalize()}</option>"
            for status in Status
        )
        status = f'<label>Status <select data-does="status" aria-label="Status">{options}</select></label>'
    return f'<div class="row" style="padding: 4px 0; gap: 26px; flex-wrap: wrap">{bracket}{status}</div>'


# --- what supports it, and what is said about it ----------------------------


def _support(desk: Desk, held: Provision) -> dict[str, Any]:
    sources = desk.catalogue.source
    return {
        "provision": held.id,
        "cites": [
            {"printed": place(sources.get(cited.source), cited), "html": support.citation_html(cited, desk.catalogue)}
            for cited in held.cites
        ],
        "empty": "None yet. Attach the paragraphs of a report or treaty that this rests on.",
        "suggested": [
            place(sources.get(cited.source), cited)
            for cited in support.suggestions(desk.draft, desk.catalogue, held)[:SUGGESTED]
        ],
        "sources": support.source_names(desk.catalogue),
        "relations": [(str(relation), words) for relation, words in support.RELATIONS.items()],
    }


def _said(desk: Desk, held: Provision) -> str:
    remarks = "".join(
        f'<div class="remark"><p dir="{direction(remark.text)}">{escape(remark.text)}</p>'
        f'<p class="who">{escape(remark.by)} · {escape(when(remark.at))} · '
        f"{'shared' if remark.shared else 'private'}</p></div>"
        for remark in held.comments
    )
    return (
        '<details data-fold="origin"><summary>Where does this come from?</summary>'
        f"{support.origin_html(desk.catalogue, held)}</details>"
        f'<details data-fold="comments"><summary>Comments ({len(held.comments)})</summary>{remarks}'
        '<form data-form="comment"><textarea name="text" aria-label="A comment" placeholder="A comment"></textarea>'
        '<label><input type="checkbox" name="shared" value="yes">Share it: printed in negotiating texts</label>'
        "<button>Add</button></form></details>"
    )
