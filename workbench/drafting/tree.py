"""The tree of a draft: ids, places, and putting, moving and removing provisions.

A place is named by its container's id, `PREAMBLE` or `BODY`, and an index among its children.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from workbench.errors import DraftingError
from workbench.model import MAX_ID_LENGTH, RESERVED, Decision, Draft, Provision, Role, Status, is_id

PREAMBLE = "preamble"
BODY = "body"

#: The text of what has come so far is changed only after it was reopened with a reason.
LOCKED = (Status.AD_REFERENDUM, Status.AGREED)


def ids_in(draft: Draft) -> frozenset[str]:
    """All provision ids that the draft uses or, by its decisions, has used."""
    used = {provision.id for provision in draft.walk()}
    return frozenset(used | {decision.where for decision in draft.decisions} | RESERVED)


def fresh_id(base: str, taken: frozenset[str]) -> str:
    """An id like `base` that is not taken.

    >>> fresh_id("funds", frozenset({"funds", "funds-2"}))
    'funds-3'
    """
    return next(id for id in ids_like(base) if id not in taken)


def ids_like(base: str) -> Iterator[str]:
    """The ids that `fresh_id` tries, in order: `funds`, `funds-2`, `funds-3`, ..."""
    base = base[:MAX_ID_LENGTH].rstrip("-")
    yield base
    for number in count(2):
        ending = f"-{number}"
        yield base[: MAX_ID_LENGTH - len(ending)] + ending


# --- the tree ---------------------------------------------------------------


def _mapped(
    children: tuple[Provision, ...], id: str, change: Callable[[Provision], Provision]
) -> tuple[Provision, ...]:
    for index, child in enumerate(children):
        if child.id == id:
            return (*children[:index], change(child), *children[index + 1 :])
        if child.children:
            below = _mapped(child.children, id, change)
            if below is not child.children:
                return (*children[:index], replace(child, children=below), *children[index + 1 :])
    return children


def change(draft: Draft, id: str, how: Callable[[Provision], Provision]) -> Draft:
    """The draft with one provision changed; raises DraftingError if it is not there."""
    preamble = _mapped(draft.preamble, id, how)
    if preamble is not draft.preamble:
        return replace(draft, preamble=preamble)
    body = _mapped(draft.body, id, how)
    if body is not draft.body:
        return replace(draft, body=body)
    raise DraftingError(f"{id}: no such provision in the draft; it may have been removed meanwhile")


def provision_of(draft: Draft, id: str) -> Provision:
    """The provision of that id; raises DraftingError if it is not there."""
    found = draft.provision(id)
    if found is None:
        raise DraftingError(f"{id}: no such provision in the draft; it may have been removed meanwhile")
    return found


def parent_of(draft: Draft, id: str) -> tuple[str, int]:
    """The container (an id, PREAMBLE or BODY) and the index of a provision in it."""
    roots: list[tuple[str, tuple[Provision, ...]]] = [(PREAMBLE, draft.preamble), (BODY, draft.body)]
    roots += [(provision.id, provision.children) for provision in draft.walk() if provision.children]
    for container, children in roots:
        for index, child in enumerate(children):
            if child.id == id:
                return container, index
    raise DraftingError(f"{id}: no such provision in the draft; it may have been removed meanwhile")


def children_of(draft: Draft, container: str) -> tuple[Provision, ...]:
    """What a container holds; `container` may be PREAMBLE or BODY."""
    if container == PREAMBLE:
        return draft.preamble
    return draft.body if container == BODY else provision_of(draft, container).children


def with_children(draft: Draft, container: str, children: tuple[Provision, ...]) -> Draft:
    """The draft with what a container holds replaced; `container` may be PREAMBLE or BODY."""
    if container == PREAMBLE:
        return replace(draft, preamble=children)
    if container == BODY:
        return replace(draft, body=children)
    return change(draft, container, lambda provision: replace(provision, children=children))


def _fits(container: str, role: Role, container_role: Role | None) -> bool:
    if container == PREAMBLE:
        return role is Role.PARAGRAPH
    if container == BODY:
        return role is not Role.PARAGRAPH
    if container_role is Role.PART:
        return role in (Role.ARTICLE, Role.ALTERNATIVES)
    if container_role is Role.ALTERNATIVES:
        return role is Role.ARTICLE
    return container_role is Role.ARTICLE and role is Role.PARAGRAPH


def place(draft: Draft, provision: Provision, container: str, index: int | None = None) -> Draft:
    """The draft with a provision put into a container, at the end or before the child at `index`."""
    taken = ids_in(draft)
    for new in provision.walk():
        if not is_id(new.id):
            raise DraftingError(f"'{new.id}' is no id: a to z, digits and hyphens, at most {MAX_ID_LENGTH}")
        if new.id in taken:
            raise DraftingError(f"{new.id}: the draft has, or had, a provision of that id; give another one")
    return _placed(draft, provision, container, index)


def _placed(draft: Draft, provision: Provision, container: str, index: int | None) -> Draft:
    role = None if container in (PREAMBLE, BODY) else provision_of(draft, container).role
    if role is not None:
        refuse_locked(draft, container)
    if not _fits(container, provision.role, role):
        where = container if role is None else f"the {role} '{container}'"
        raise DraftingError(
            f"{provision.id}: a{'n' * provision.role.startswith('a')} {provision.role} cannot stand in {where}"
        )
    children = children_of(draft, container)
    at = len(children) if index is None else max(0, min(index, len(children)))
    return with_children(draft, container, (*children[:at], provision, *children[at:]))


def move(draft: Draft, id: str, container: str, index: int) -> Draft:
    """The draft with a provision moved; `index` counts after it was taken out of its old place."""
    provision = provision_of(draft, id)
    if any(below.id == container for below in provision.walk()):
        raise DraftingError(f"{id}: cannot be moved into itself")
    home, _ = parent_of(draft, id)
    if home not in (PREAMBLE, BODY):
        refuse_locked(draft, home)
    return _placed(_without(draft, id), provision, container, index)


def step(draft: Draft, id: str, by: int) -> Draft:
    """The draft with a provision one place up (-1) or down (+1), across the border of its container if need be.

    Beyond the border it goes into the next container of the same role: an article from part to part, never
    unasked among the alternatives of another.
    """
    container, index = parent_of(draft, id)
    siblings = children_of(draft, container)
    if 0 <= index + by < len(siblings):
        return move(draft, id, container, index + by)
    if container in (PREAMBLE, BODY):
        return draft
    role = provision_of(draft, container).role
    if role is Role.ALTERNATIVES:
        return draft
    peers = [other for other in draft.walk() if other.role is role]
    position = next(i for i, other in enumerate(peers) if other.id == container)
    if not 0 <= position + by < len(peers):
        return draft
    target = peers[position + by]
    return move(draft, id, target.id, len(target.children) if by < 0 else 0)


def _without(draft: Draft, id: str) -> Draft:
    container, index = parent_of(draft, id)
    children = children_of(draft, container)
    return with_children(draft, container, (*children[:index], *children[index + 1 :]))


def remove(draft: Draft, id: str, *, by: str, at: str, why: str = "") -> Draft:
    """The draft without a provision and all below it; the decision log remembers their ids."""
    gone = provision_of(draft, id)
    for below in gone.walk():
        refuse_locked(draft, below.id)
    decisions = tuple(
        Decision(at=at, by=by, where=below.id, did="removed", why=why if below is gone else "") for below in gone.walk()
    )
    return replace(_without(draft, id), decisions=(*draft.decisions, *decisions))


# --- agreed text ------------------------------------------------------------


def refuse_locked(draft: Draft, id: str) -> None:
    """Raise DraftingError if a provision, or a container that it stands in, is agreed."""
    for provision in _path(draft, id):
        if provision.status in LOCKED:
            raise DraftingError(
                f"{provision.id}: is {provision.status}; reopen it with a reason before changing its text"
            )


def _path(draft: Draft, id: str) -> tuple[Provision, ...]:
    """The provision of that id and the containers around it, outermost first."""

    def below(children: tuple[Provision, ...]) -> tuple[Provision, ...]:
        for child in children:
            if child.id == id:
                return (child,)
            if child.children and (found := below(child.children)):
                return (child, *found)
        return ()

    return below((*draft.preamble, *draft.body))
