"""What a drafter does to an article and its provisions, kept: each deed is a change of the draft and a word for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from workbench.app import problems, steps, support, wordings
from workbench.app.desk import Desk, Kept, now
from workbench.citing import place as printed_place
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
    place,
    provision_of,
    remove,
    set_bracketed,
    set_heading,
    set_status,
    uncite,
)
from workbench.errors import WorkbenchError
from workbench.model import Citation, Comment, Draft, Provision, Relation, Role, Status

ACKNOWLEDGED = "acknowledged"
EDITING = "draft_editing"


def did(desk: Desk, asked: Mapping[str, Any]) -> None:
    """Does what a button, a switch or a small form of the article says."""
    deed = _DEEDS.get(str(asked["what"]))
    if deed is None:
        return
    try:
        deed(desk, str(asked["provision"]), asked.get("value"))
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)


# --- the article ------------------------------------------------------------


def _head(desk: Desk, id: str, value: Any) -> None:
    heading = " ".join(str(value).split())
    desk.keep(lambda draft: set_heading(draft, id, heading), f"headed {desk.named(id)}")


def _remove(desk: Desk, id: str, value: Any) -> None:
    container, index = parent_of(desk.draft, id)
    siblings = [child.id for child in children_of(desk.draft, container) if child.id != id]
    removed = f"removed {desk.named(id)}"
    if desk.keep(lambda draft: remove(draft, id, by=desk.author, at=now()), removed, undo=True):
        beside = siblings[min(index, len(siblings) - 1)] if siblings else container
        desk.select("" if beside in (PREAMBLE, BODY) else beside)


def _add_paragraph(desk: Desk, container: str, value: Any) -> None:
    id = fresh_id("paragraph", ids_in(desk.draft))

    def add(draft: Draft) -> Draft:
        draft, option = add_option(place(draft, Provision(id=id), container), id, "", by=desk.author)
        return choose(draft, None, id, (option,))

    if desk.keep(add, "added a paragraph"):
        desk.select(id)


def _add_article(desk: Desk, container: str, value: Any) -> None:
    id = fresh_id("article", ids_in(desk.draft))

    def add(draft: Draft) -> Draft:
        new = Provision(id=id, role=Role.ARTICLE, heading="New article")
        if container in (PREAMBLE, BODY):
            return place(draft, new, BODY, 0 if container == PREAMBLE else None)
        if provision_of(draft, container).role in (Role.PART, Role.ALTERNATIVES):
            return place(draft, new, container)
        above, index = parent_of(draft, container)
        return place(draft, new, above, index + 1)

    if desk.keep(add, "added an article"):
        desk.select(id)


def _put_in(desk: Desk, id: str, value: Any) -> None:
    desk.go("elements")


# --- the words --------------------------------------------------------------


def typed(desk: Desk, letters: list[dict[str, Any]]) -> None:
    """Keeps what came from the editor; each letter is acknowledged once it is saved, or on the shelf."""
    for letter in letters or ():
        id, option = str(letter["provision"]), str(letter["option"])
        kept = desk.attempt(
            partial(wordings.retyped, id=id, option=option, text=str(letter["text"]), rows=letter["items"]),
            f"wrote in {desk.named(id)}",
            base=_base(desk, id, option, int(letter["base"])),
            save_id=str(letter["save_id"]),
        )
        if kept is not Kept.REFUSED:
            known = st.session_state.get(ACKNOWLEDGED, [])
            st.session_state[ACKNOWLEDGED] = [*known[-40:], letter["save_id"]]


def _base(desk: Desk, id: str, option: str, typed_on: int) -> int:
    """The revision that the words were typed on: the one shown last, unless the wording changed in between."""
    try:
        then, shown = (desk.store.revision(desk.draft_id, number).draft for number in (typed_on, desk.seen))
    except WorkbenchError:  # a backup was put back, and the revision is no more
        return desk.seen
    before, after = then.provision(id), shown.provision(id)
    same = before and after and before.option(option) == after.option(option) and before.status == after.status
    return desk.seen if same else typed_on


def chosen(desk: Desk, asked: Mapping[str, Any]) -> None:
    """Keeps which wordings of a provision are chosen."""
    id, keys = str(asked["provision"]), [str(key) for key in asked["keys"]]
    where = desk.named(id)
    words = {0: f"left {where} open", 1: f"chose another formulation of {where}"}
    kept = words.get(len(keys), f"kept {len(keys)} alternatives of {where}")
    if desk.keep(lambda draft: wordings.choose_keys(draft, desk.catalogue, id, keys), kept):
        steps.done("choose")
    st.session_state.pop(EDITING, None)


def opened(asked: Mapping[str, Any]) -> None:
    """Opens another of the wordings in the editor."""
    st.session_state[EDITING] = (str(asked["provision"]), str(asked["key"]))


def own(desk: Desk, id: str) -> None:
    """Adds a wording of the drafter's own and opens it in the editor."""
    added: list[str] = []

    def add(draft: Draft) -> Draft:
        draft, option = wordings.add_own(draft, id, desk.author)
        added.append(option)
        return draft

    if desk.keep(add, f"wrote a formulation of {desk.named(id)}"):
        st.session_state[EDITING] = (id, added[-1])


# --- how it stands ----------------------------------------------------------


def _bracket(desk: Desk, id: str, value: Any) -> None:
    words = f"{'put' if value else 'took'} {desk.named(id)} {'in' if value else 'out of'} brackets"
    desk.keep(lambda draft: set_bracketed(draft, id, bool(value)), words)


def _status(desk: Desk, id: str, value: Any) -> None:
    status = Status(value)
    marked = f"marked {desk.named(id)} as {status}"
    desk.keep(lambda draft: set_status(draft, id, status, by=desk.author, at=now()), marked)


def _reopen(desk: Desk, id: str, value: Any) -> None:
    why = " ".join(str(value.get("why", "")).split())
    desk.keep(
        lambda draft: set_status(draft, id, Status.DRAFT, by=desk.author, at=now(), why=why),
        f"reopened {desk.named(id)}: {why}",
    )


# --- what supports it, and what is said about it ----------------------------


def attach(desk: Desk, asked: Mapping[str, Any]) -> None:
    """Cites the paragraphs that were typed for a provision."""
    source = desk.catalogue.source[str(asked["source"])]
    try:
        numbers = support.numbers_of(str(asked["numbers"]), source)
    except WorkbenchError as error:
        desk.tell(str(error), trouble=True)
        return
    relation = Relation(asked["relation"])
    _cite(desk, str(asked["provision"]), Citation(source=source.id, paragraphs=numbers, relation=relation))


def cite_suggested(desk: Desk, asked: Mapping[str, Any]) -> None:
    """Cites what was suggested for a provision."""
    held = provision_of(desk.draft, str(asked["provision"]))
    _cite(desk, held.id, support.suggestions(desk.draft, desk.catalogue, held)[int(asked["index"])])


def _cite(desk: Desk, id: str, citation: Citation) -> None:
    printed = printed_place(desk.catalogue.source.get(citation.source), citation)
    if desk.keep(lambda draft: cite(draft, id, citation), f"cited {printed} for {desk.named(id)}"):
        steps.done("support")


def uncite_at(desk: Desk, asked: Mapping[str, Any]) -> None:
    """Takes a citation off a provision."""
    id = str(asked["provision"])
    citation = provision_of(desk.draft, id).cites[int(asked["index"])]
    printed = printed_place(desk.catalogue.source.get(citation.source), citation)
    desk.keep(lambda draft: uncite(draft, id, citation), f"removed {printed} from {desk.named(id)}", undo=True)


def _comment(desk: Desk, id: str, value: Any) -> None:
    text = str(value.get("text", "")).strip()
    if text:
        remark = Comment(by=desk.author, at=now(), text=text, shared=bool(value.get("shared")))
        desk.keep(lambda draft: comment(draft, id, remark), f"commented on {desk.named(id)}")


def _justify(desk: Desk, id: str, value: Any) -> None:
    problems.justify(desk, id, int(value.get("which", 0)), str(value.get("why", "")))


def _mend(desk: Desk, id: str, value: Any) -> None:
    problems.mend_at(desk, int(value))


_DEEDS: Mapping[str, Callable[[Desk, str, Any], None]] = {
    "heading": _head,
    "remove": _remove,
    "paragraph": _add_paragraph,
    "article": _add_article,
    "element": _put_in,
    "bracket": _bracket,
    "status": _status,
    "reopen": _reopen,
    "comment": _comment,
    "justify": _justify,
    "mend": _mend,
}
