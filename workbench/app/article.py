"""The article that is being drafted: its provisions one under the other, the selected one with its controls."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from workbench.app import components, problems, support, wordings
from workbench.app.desk import Desk, Kept, now
from workbench.app.html import block_html, direction, escape, label, option_html
from workbench.citing import place
from workbench.document import Block
from workbench.drafting import (
    BODY,
    PREAMBLE,
    add_option,
    children_of,
    choose,
    cite,
    comment,
    fresh_id,
    ids_in,
    parent_of,
    provision_of,
    remove,
    set_bracketed,
    set_heading,
    set_status,
    uncite,
)
from workbench.drafting import place as put
from workbench.errors import DraftingError, WorkbenchError
from workbench.model import Citation, Comment, Draft, Option, Provision, Relation, Role, Status
from workbench.wording import references_in

_LOCKED = (Status.AD_REFERENDUM, Status.AGREED)
_ACKNOWLEDGED = "acknowledged"
_EDITING = "draft_editing"
_SUGGESTED = 6


def article(desk: Desk, selected: Provision) -> None:
    """Draws the container of the selected provision, or the selected container, with one provision opened."""
    container = selected.id if selected.is_container else parent_of(desk.draft, selected.id)[0]
    children = children_of(desk.draft, container)
    leaves = [child for child in children if not child.is_container]
    _head(desk, container)
    at = next((i for i, leaf in enumerate(leaves) if leaf.id == selected.id), len(leaves))
    with st.container(key="draft_around_before"):
        _others(desk, leaves[:at], "before")
    if at < len(leaves):
        provision(desk, leaves[at])
        with st.container(key="draft_around_after"):
            _others(desk, leaves[at + 1 :], "after")
    _add(desk, container)


# --- around the provision ---------------------------------------------------


def _head(desk: Desk, container: str) -> None:
    if container in (PREAMBLE, BODY):
        st.html(f'<h2 class="article">{"Preamble" if container == PREAMBLE else "Articles"}</h2>')
        return
    held = provision_of(desk.draft, container)
    place = desk.places.get(container, "")
    with st.container(key="draft_head", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.html(f'<span class="place">{escape(place[:1].upper() + place[1:])}</span>', width="content")
        key = f"draft_heading_{container}"
        st.session_state[key] = held.heading
        st.text_input(
            "Heading",
            key=key,
            label_visibility="collapsed",
            placeholder="Heading",
            on_change=_set_heading,
            args=(desk, container),
        )
        st.button(
            "Remove",
            key=f"draft_remove_{container}",
            type="tertiary",
            help=label(f"Removes {place} with all its paragraphs"),
            on_click=_remove,
            args=(desk, container),
        )


def _set_heading(desk: Desk, container: str) -> None:
    heading = " ".join(st.session_state[f"draft_heading_{container}"].split())
    desk.keep(lambda draft: set_heading(draft, container, heading), f"headed {desk.places.get(container, container)}")


def _others(desk: Desk, leaves: list[Provision], where: str) -> None:
    if not leaves:
        return
    blocks: Mapping[str, Block] = {block.id: block for block in desk.document.walk()}
    key = f"draft_{where}"
    components.sheet(
        key=key,
        data={
            "html": "".join(block_html(blocks[leaf.id]) for leaf in leaves),
            "selected": "",
            "whole": False,
            "lang": desk.draft.front.language,
            "dir": "auto",
        },
        on_picked_change=lambda: picked(key),
    )


def _add(desk: Desk, container: str) -> None:
    role = None if container in (PREAMBLE, BODY) else provision_of(desk.draft, container).role
    with st.container(key="draft_add", horizontal=True, gap="small"):
        if container == PREAMBLE or role is Role.ARTICLE:
            st.button("Add a paragraph of your own", key="draft_add_par", on_click=_add_own, args=(desk, container))
        st.button("Add an article", key="draft_add_article", on_click=_add_article, args=(desk, container))
        st.button("Put in an element", key="draft_add_element", on_click=desk.go, args=("elements",))


def _add_own(desk: Desk, container: str) -> None:
    id = fresh_id("paragraph", ids_in(desk.draft))

    def add(draft: Draft) -> Draft:
        draft = put(draft, Provision(id=id), container)
        draft, option = add_option(draft, id, "", by=desk.author)
        return choose(draft, None, id, (option,))

    if desk.keep(add, "added a paragraph"):
        desk.select(id)


def _add_article(desk: Desk, container: str) -> None:
    id = fresh_id("article", ids_in(desk.draft))

    def add(draft: Draft) -> Draft:
        new = Provision(id=id, role=Role.ARTICLE, heading="New article")
        if container in (PREAMBLE, BODY):
            return put(draft, new, BODY, 0 if container == PREAMBLE else None)
        if provision_of(draft, container).role in (Role.PART, Role.ALTERNATIVES):
            return put(draft, new, container)
        above, index = parent_of(draft, container)
        return put(draft, new, above, index + 1)

    if desk.keep(add, "added an article"):
        desk.select(id)


# --- the provision ----------------------------------------------------------


def provision(desk: Desk, held: Provision) -> None:
    """Draws one provision with all its controls."""
    locked = held.status in _LOCKED
    element = desk.catalogue.element.get(held.element)
    with st.container(key="draft_provision", gap="small"):
        _line(desk, held, wordings.title_of(element))
        option = _edited(desk, held)
        if option is not None:
            _editor(desk, held, option, locked)
        problems.here(desk, held.id)
        _choices(desk, held, option, locked)
        _standing(desk, held, locked)
        st.html('<h3 class="section">Supporting paragraphs</h3>')
        _support(desk, held)
        _comments(desk, held)
        with st.expander("Where does this come from?", key=f"draft_origin_{held.id}", on_change="rerun") as origin:
            if origin.open:
                st.html(f'<div class="origin">{support.origin_html(desk.catalogue, held)}</div>')


def _line(desk: Desk, held: Provision, title: str) -> None:
    place = desk.places.get(held.id, "")
    with st.container(key="draft_line", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        named = f' <span class="element">{escape(title)}</span>' if title else ""
        st.html(f'<span class="place">{escape(place[:1].upper() + place[1:])}</span>{named}', width="stretch")
        st.button("Remove", key="draft_remove", type="tertiary", on_click=_remove, args=(desk, held.id))


def _remove(desk: Desk, id: str) -> None:
    container, index = parent_of(desk.draft, id)
    siblings = [child.id for child in children_of(desk.draft, container) if child.id != id]
    removed = f"removed {desk.places.get(id, id)}"
    if desk.keep(lambda draft: remove(draft, id, by=desk.author, at=now()), removed, undo=True):
        beside = siblings[min(index, len(siblings) - 1)] if siblings else container
        desk.select("" if beside in (PREAMBLE, BODY) else beside)


def _edited(desk: Desk, held: Provision) -> Option | None:
    """The wording that is in the editor: the one asked for, or the first that is chosen."""
    asked_for, key = st.session_state.get(_EDITING, ("", ""))
    if asked_for == held.id and (option := held.option(key)) is not None:
        return option
    return held.chosen_options[0] if held.chosen_options else None


def _editor(desk: Desk, held: Provision, option: Option, locked: bool) -> None:
    terms = desk.terms
    rows = wordings.flat(option.items)
    used = [ref for text in (option.text, *(row["text"] for row in rows)) for ref in references_in(text)]
    places = {id: where for id, where in desk.places.items() if "/" not in id and id != held.id}
    with st.container(key="draft_which"):
        if len(held.chosen) > 1:
            at = held.chosen.index(option.id) + 1 if option.id in held.chosen else 0
            st.html(f'<span class="which">{f"Alternative {at}" if at else "Not chosen"}</span>')
    components.editor(
        key="draft_editor",
        data={
            "user": desk.author,
            "draft": desk.draft_id,
            "provision": held.id,
            "option": option.id,
            "base": desk.number,
            "text": option.text,
            "items": rows,
            "tokens": wordings.tokens(terms, desk.places, [*used, *places]),
            "terms": [
                (f"{{{{ {name} }}}}", f"{name.replace('_', ' ')}: {value or 'no value'}")
                for name, value in terms.items()
            ],
            "references": [(f'{{{{ "{id}" | ref }}}}', where) for id, where in places.items()],
            "locked": locked,
            "lang": desk.draft.front.language,
            "acknowledged": st.session_state.get(_ACKNOWLEDGED, []),
        },
        on_typed_change=lambda: typed(desk, st.session_state["draft_editor"].typed),
    )


def typed(desk: Desk, letters: list[dict[str, Any]]) -> None:
    """Keeps what came from the editor; each letter is acknowledged once it is saved, or on the shelf."""
    for letter in letters or ():
        id, option = str(letter["provision"]), str(letter["option"])
        kept = desk.attempt(
            partial(wordings.retyped, id=id, option=option, text=str(letter["text"]), rows=letter["items"]),
            f"wrote in {desk.places.get(id, id)}",
            base=_base(desk, id, option, int(letter["base"])),
            save_id=str(letter["save_id"]),
        )
        if kept is not Kept.REFUSED:
            known = st.session_state.get(_ACKNOWLEDGED, [])
            st.session_state[_ACKNOWLEDGED] = [*known[-40:], letter["save_id"]]


def _base(desk: Desk, id: str, option: str, typed_on: int) -> int:
    """The revision that the words were typed on: the one shown last, unless the wording changed in between."""
    try:
        then, shown = (desk.store.revision(desk.draft_id, number).draft for number in (typed_on, desk.seen))
    except WorkbenchError:  # a backup was put back, and the revision is no more
        return desk.seen
    before, after = then.provision(id), shown.provision(id)
    same = before and after and before.option(option) == after.option(option) and before.status == after.status
    return desk.seen if same else typed_on


def _choices(desk: Desk, held: Provision, edited: Option | None, locked: bool) -> None:
    offers = wordings.offers(desk.draft, desk.catalogue, held)
    alone = len(offers) == 1 and held.chosen == (offers[0].key,)
    actions = [("own", "Write your own wording")]
    if len(offers) > 1:
        actions.append(("compare", "Compare the wordings"))
    components.choices(
        key="draft_choices",
        data={
            "provision": held.id,
            "locked": locked,
            "actions": [] if locked else actions,
            "wordings": []
            if alone
            else [
                {
                    "key": offer.key,
                    "html": option_html(offer.option, desk.terms, desk.places),
                    "dir": direction(offer.option.text),
                    "origin": offer.origin,
                    "chosen": offer.key in held.chosen,
                    "editing": edited is not None and offer.key == edited.id,
                    "buttons": _buttons(offer, held, edited),
                }
                for offer in offers
            ],
        },
        on_chosen_change=lambda: chosen(desk, st.session_state["draft_choices"].chosen),
        on_edit_change=lambda: _edit(st.session_state["draft_choices"].edit),
        on_own_change=lambda: own(desk, str(st.session_state["draft_choices"].own["provision"])),
        on_compare_change=lambda: desk.go(
            "compare", provision=str(st.session_state["draft_choices"].compare["provision"])
        ),
    )


def _buttons(offer: wordings.Offer, held: Provision, edited: Option | None) -> list[tuple[str, str]]:
    if offer.held and len(held.options) > 1 and (edited is None or offer.key != edited.id):
        return [("edit", "Edit")]
    return []


def chosen(desk: Desk, asked: dict[str, Any]) -> None:
    """Keeps which wordings of a provision are chosen."""
    id, keys = str(asked["provision"]), [str(key) for key in asked["keys"]]
    place = desk.places.get(id, id)
    did = f"chose another wording of {place}" if len(keys) == 1 else f"kept {len(keys)} alternatives of {place}"
    desk.keep(
        lambda draft: wordings.choose_keys(draft, desk.catalogue, id, keys), did if keys else f"left {place} open"
    )
    st.session_state.pop(_EDITING, None)


def _edit(asked: dict[str, Any]) -> None:
    st.session_state[_EDITING] = (str(asked["provision"]), str(asked["key"]))


def own(desk: Desk, id: str) -> None:
    """Adds a wording of the drafter's own and opens it in the editor."""
    added: list[str] = []

    def add(draft: Draft) -> Draft:
        draft, option = wordings.add_own(draft, id, desk.author)
        added.append(option)
        return draft

    if desk.keep(add, f"wrote a wording of {desk.places.get(id, id)}"):
        st.session_state[_EDITING] = (id, added[-1])


# --- how it stands ----------------------------------------------------------


def _standing(desk: Desk, held: Provision, locked: bool) -> None:
    with st.container(key="draft_standing", horizontal=True, vertical_alignment="center", gap="medium"):
        bracket = f"draft_bracket_{held.id}"
        st.session_state[bracket] = held.bracketed
        st.toggle(
            "In brackets",
            key=bracket,
            disabled=locked or len(held.chosen) != 1,
            help="Settled, but not agreed: printed in square brackets",
            on_change=_bracket,
            args=(desk, held.id),
        )
        if locked:
            _reopen(desk, held)
            return
        status = f"draft_status_{held.id}"
        st.session_state[status] = held.status
        st.selectbox(
            "Status",
            list(Status),
            key=status,
            format_func=lambda s: str(s).capitalize(),
            label_visibility="collapsed",
            width=210,
            on_change=_status,
            args=(desk, held.id),
        )


def _bracket(desk: Desk, id: str) -> None:
    on = bool(st.session_state[f"draft_bracket_{id}"])
    did = f"{'put' if on else 'took'} {desk.places.get(id, id)} {'in' if on else 'out of'} brackets"
    desk.keep(lambda draft: set_bracketed(draft, id, on), did)


def _status(desk: Desk, id: str) -> None:
    status = Status(st.session_state[f"draft_status_{id}"])
    desk.keep(
        lambda draft: set_status(draft, id, status, by=desk.author, at=now()),
        f"marked {desk.places.get(id, id)} as {status}",
    )


def _reopen(desk: Desk, held: Provision) -> None:
    st.html(f'<span class="locked">{escape(str(held.status).capitalize())}: the text is locked</span>', width="content")
    with st.popover("Reopen", type="tertiary"), st.form("draft_reopen", border=False):
        st.text_input("Why is it reopened?", key="draft_reopen_why", max_chars=400)
        st.form_submit_button("Reopen", on_click=_reopened, args=(desk, held.id))


def _reopened(desk: Desk, id: str) -> None:
    why = str(st.session_state["draft_reopen_why"])
    desk.keep(
        lambda draft: set_status(draft, id, Status.DRAFT, by=desk.author, at=now(), why=why),
        f"reopened {desk.places.get(id, id)}: {why}",
    )


# --- what supports it, and what is said about it ----------------------------


def _support(desk: Desk, held: Provision) -> None:
    components.support(
        key="draft_support",
        data={
            "provision": held.id,
            "cites": [
                {
                    "printed": place(desk.catalogue.source.get(citation.source), citation),
                    "html": support.citation_html(citation, desk.catalogue),
                }
                for citation in held.cites
            ],
            "empty": "None yet. Attach the paragraphs of a report or treaty that this rests on.",
            "suggested": [
                place(desk.catalogue.source.get(citation.source), citation)
                for citation in support.suggestions(desk.draft, desk.catalogue, held)[:_SUGGESTED]
            ],
            "sources": [(source.id, source.symbol or source.title) for source in support.by_weight(desk.catalogue)],
            "relations": [(str(relation), words) for relation, words in support.RELATIONS.items()],
        },
        on_removed_change=lambda: uncite_at(desk, st.session_state["draft_support"].removed),
        on_suggested_change=lambda: cite_suggested(desk, st.session_state["draft_support"].suggested),
        on_attached_change=lambda: attach(desk, st.session_state["draft_support"].attached),
    )


def attach(desk: Desk, asked: dict[str, Any]) -> None:
    """Cites the paragraphs that were typed for a provision."""
    source = desk.catalogue.source[str(asked["source"])]
    try:
        numbers = support.numbers_of(str(asked["numbers"]), source)
    except DraftingError as error:
        desk.tell(str(error), trouble=True)
        return
    relation = Relation(asked["relation"])
    _cite(desk, str(asked["provision"]), Citation(source=source.id, paragraphs=numbers, relation=relation))


def cite_suggested(desk: Desk, asked: dict[str, Any]) -> None:
    """Cites what was suggested for a provision."""
    held = provision_of(desk.draft, str(asked["provision"]))
    _cite(desk, held.id, support.suggestions(desk.draft, desk.catalogue, held)[int(asked["index"])])


def _cite(desk: Desk, id: str, citation: Citation) -> None:
    printed = place(desk.catalogue.source.get(citation.source), citation)
    desk.keep(lambda draft: cite(draft, id, citation), f"cited {printed} for {desk.places.get(id, id)}")


def uncite_at(desk: Desk, asked: dict[str, Any]) -> None:
    """Takes a citation off a provision."""
    id = str(asked["provision"])
    citation = provision_of(desk.draft, id).cites[int(asked["index"])]
    printed = place(desk.catalogue.source.get(citation.source), citation)
    did = f"removed {printed} from {desk.places.get(id, id)}"
    desk.keep(lambda draft: uncite(draft, id, citation), did, undo=True)


def _comments(desk: Desk, held: Provision) -> None:
    count = len(held.comments)
    with st.expander(f"Comments ({count})", key=f"draft_comments_{held.id}", on_change="rerun") as opened:
        if not opened.open:
            return
        for remark in held.comments:
            told = "shared" if remark.shared else "private"
            st.html(
                f'<div class="remark"><p dir="{direction(remark.text)}">{escape(remark.text)}</p>'
                f'<p class="who">{escape(remark.by)} · {escape(remark.at[:16].replace("T", " "))} · {told}</p></div>'
            )
        with st.form("draft_comment_form", border=False, clear_on_submit=True):
            st.text_area(
                "A remark", key="draft_comment", label_visibility="collapsed", placeholder="A remark", height=68
            )
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.checkbox("Share it: printed in negotiating texts", key="draft_comment_shared")
                st.form_submit_button("Add", on_click=_comment, args=(desk, held.id))


def _comment(desk: Desk, id: str) -> None:
    text = str(st.session_state["draft_comment"]).strip()
    if not text:
        return
    remark = Comment(by=desk.author, at=now(), text=text, shared=bool(st.session_state["draft_comment_shared"]))
    desk.keep(lambda draft: comment(draft, id, remark), f"commented on {desk.places.get(id, id)}")


def picked(key: str) -> None:
    """Selects what was clicked in a sheet or in the outline."""
    asked = st.session_state[key].picked
    if asked:
        Desk.select(str(asked["id"]).partition("/")[0])
