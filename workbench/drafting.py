"""Drafting: each change of a draft as a function from a draft to a new draft.

A place is named by its container's id, `PREAMBLE` or `BODY`, and an index among its children.
What happened, when and by whom is recorded where the text of a provision may be lost or locked;
time and author are arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from workbench.catalogue import Catalogue, origin_of
from workbench.errors import DraftingError
from workbench.model import (
    MAX_ID_LENGTH,
    Citation,
    Comment,
    Decision,
    Draft,
    Element,
    Formulation,
    Item,
    Option,
    Provision,
    Relation,
    Role,
    Stance,
    Status,
    Waiver,
)
from workbench.wording import snapshot

PREAMBLE = "preamble"
BODY = "body"

#: Ids that the document itself uses.
RESERVED = frozenset({PREAMBLE, BODY, "title", "organ", "formula"})

_LOCKED = (Status.AD_REFERENDUM, Status.AGREED)

#: The supporting relation that a view's stance stands for; a doubt supports nothing.
_RELATION = {Stance.PROPOSED: Relation.SUPPORTS, Stance.GENERAL_AGREEMENT: Relation.SUPPORTS}


# --- ids --------------------------------------------------------------------


def ids_in(draft: Draft) -> frozenset[str]:
    """All provision ids that the draft uses or, by its decisions, has used."""
    used = {provision.id for provision in draft.walk()}
    return frozenset(used | {decision.where for decision in draft.decisions} | RESERVED)


def fresh_id(base: str, taken: frozenset[str]) -> str:
    """An id like `base` that is not taken.

    >>> fresh_id("funds", frozenset({"funds", "funds-2"}))
    'funds-3'
    """
    base = base[:MAX_ID_LENGTH].rstrip("-")
    if base not in taken:
        return base
    number = 2
    while True:
        ending = f"-{number}"
        id = base[: MAX_ID_LENGTH - len(ending)] + ending
        if id not in taken:
            return id
        number += 1


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


def _with_children(draft: Draft, container: str, children: tuple[Provision, ...]) -> Draft:
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
    taken = {existing.id for existing in draft.walk()} | RESERVED
    for new in provision.walk():
        if new.id in taken:
            raise DraftingError(f"{new.id}: the draft has a provision of that id already; give another one")
    return _placed(draft, provision, container, index)


def _placed(draft: Draft, provision: Provision, container: str, index: int | None) -> Draft:
    role = None if container in (PREAMBLE, BODY) else provision_of(draft, container).role
    if not _fits(container, provision.role, role):
        where = container if role is None else f"the {role} '{container}'"
        raise DraftingError(
            f"{provision.id}: a{'n' * provision.role.startswith('a')} {provision.role} cannot stand in {where}"
        )
    children = children_of(draft, container)
    at = len(children) if index is None else max(0, min(index, len(children)))
    return _with_children(draft, container, (*children[:at], provision, *children[at:]))


def move(draft: Draft, id: str, container: str, index: int) -> Draft:
    """The draft with a provision moved; `index` counts after it was taken out of its old place."""
    provision = provision_of(draft, id)
    if any(below.id == container for below in provision.walk()):
        raise DraftingError(f"{id}: cannot be moved into itself")
    return _placed(_without(draft, id), provision, container, index)


def step(draft: Draft, id: str, by: int) -> Draft:
    """The draft with a provision one place up (-1) or down (+1), across the border of its container if need be."""
    container, index = parent_of(draft, id)
    siblings = children_of(draft, container)
    if 0 <= index + by < len(siblings):
        return move(draft, id, container, index + by)
    provision = provision_of(draft, id)
    if container in (PREAMBLE, BODY):
        return draft
    peers = [other for other in draft.walk() if other.is_container and _fits(other.id, provision.role, other.role)]
    position = next(i for i, other in enumerate(peers) if other.id == container)
    if not 0 <= position + by < len(peers):
        return draft
    target = peers[position + by]
    return move(draft, id, target.id, len(target.children) if by < 0 else 0)


def _without(draft: Draft, id: str) -> Draft:
    container, index = parent_of(draft, id)
    children = children_of(draft, container)
    return _with_children(draft, container, (*children[:index], *children[index + 1 :]))


def remove(draft: Draft, id: str, *, by: str, at: str, why: str = "") -> Draft:
    """The draft without a provision and all below it; the decision log remembers their ids."""
    gone = provision_of(draft, id)
    _unlocked(gone)
    decisions = tuple(
        Decision(at=at, by=by, where=below.id, did="removed", why=why if below is gone else "") for below in gone.walk()
    )
    return replace(_without(draft, id), decisions=(*draft.decisions, *decisions))


# --- elements and options ---------------------------------------------------


def support_of(catalogue: Catalogue, formulation: Formulation) -> tuple[Citation, ...]:
    """What a formulation rests on, as citations: the paragraphs of its supporting views, then its legal bases."""
    paragraphs: dict[tuple[str, Relation], list[str]] = {}
    for id in formulation.rests_on:
        view = catalogue.view.get(id)
        relation = _RELATION.get(view.stance) if view else None
        if view and relation:
            paragraphs.setdefault((view.source, relation), []).extend(view.paragraphs)
    return (
        *(
            Citation(source=source, paragraphs=tuple(dict.fromkeys(numbers)), relation=relation)
            for (source, relation), numbers in paragraphs.items()
        ),
        *formulation.cites,
    )


def option_of(element: Element, formulation: Formulation, draft: Draft, taken: Iterable[str] = ()) -> Option:
    """A formulation as an option of a draft: a snapshot with its origin."""
    values = dict(draft.terms) | {"mode": str(draft.mode)}
    return Option(
        id=fresh_id(formulation.id, frozenset(taken)),
        text=snapshot(" ".join(formulation.text.split()), values),
        items=_snapshots(formulation.items, values),
        origin=origin_of(element, formulation),
        by=formulation.by,
    )


def _snapshots(items: tuple[Item, ...], values: dict[str, str]) -> tuple[Item, ...]:
    return tuple(
        Item(id=item.id, text=snapshot(" ".join(item.text.split()), values), items=_snapshots(item.items, values))
        for item in items
    )


def provisions_with(draft: Draft, element: str) -> tuple[Provision, ...]:
    """The provisions that an element was picked into, in reading order."""
    return tuple(provision for provision in draft.walk() if provision.element == element)


def pick(draft: Draft, catalogue: Catalogue, element_id: str, formulation_id: str) -> tuple[Draft, str]:
    """The draft with an element put where the catalogue's skeleton foresees it, and the new provision's id.

    The article is made if missing, in the skeleton's order; the provision becomes its next paragraph
    in that order, and carries the supporting paragraphs of the formulation (see `support_of`).
    """
    element, formulation = _known(catalogue, element_id, formulation_id)
    option = option_of(element, formulation, draft)
    provision = Provision(
        id=fresh_id(element.id, ids_in(draft)),
        element=element.id,
        options=(option,),
        chosen=(option.id,),
        cites=support_of(catalogue, formulation),
    )
    draft, container = _container_for(draft, catalogue, element)
    siblings = children_of(draft, container)
    placed = place(draft, provision, container, _rank_among(siblings, element.id, catalogue))
    return _with_sets(placed, formulation), provision.id


def _known(catalogue: Catalogue, element_id: str, formulation_id: str) -> tuple[Element, Formulation]:
    element = catalogue.element.get(element_id)
    formulation = element.formulation(formulation_id) if element else None
    if element is None or formulation is None:
        raise DraftingError(f"{element_id}/{formulation_id}: the catalogue '{catalogue.id}' has no such formulation")
    return element, formulation


def _rank_among(siblings: tuple[Provision, ...], key: str, catalogue: Catalogue) -> int:
    """Before the first sibling that the skeleton puts later, else at the end."""
    order = catalogue.skeleton_order
    rank = order.get(key)
    if rank is None:
        return len(siblings)
    for index, sibling in enumerate(siblings):
        other = order.get(sibling.element or sibling.id)
        if other is not None and other > rank:
            return index
    return len(siblings)


def _container_for(draft: Draft, catalogue: Catalogue, element: Element) -> tuple[Draft, str]:
    if catalogue.is_preambular(element):
        return draft, PREAMBLE
    foreseen = catalogue.article_of.get(element.id)
    id, heading = (foreseen.id, foreseen.heading) if foreseen else (str(element.kind), element.title)
    existing = draft.provision(id)
    if existing is not None and existing.role is Role.ARTICLE:
        return draft, id
    new = Provision(id=fresh_id(id, ids_in(draft)), role=Role.ARTICLE, heading=heading)
    part = next((p for p in catalogue.parts if any(article.id == id for article in p.articles)), None)
    home = draft.provision(part.id) if part else None
    container = home.id if home is not None and home.role is Role.PART else BODY
    siblings = children_of(draft, container)
    return place(draft, new, container, _article_rank(siblings, id, catalogue)), new.id


def _article_rank(siblings: tuple[Provision, ...], id: str, catalogue: Catalogue) -> int:
    order = catalogue.skeleton_order
    rank = order.get(id)
    if rank is None:
        return len(siblings)
    for index, sibling in enumerate(siblings):
        ranks = [order[below.id] for below in sibling.walk() if below.id in order]
        if ranks and min(ranks) > rank:
            return index
    return len(siblings)


def _with_sets(draft: Draft, formulation: Formulation) -> Draft:
    for name, value in formulation.sets:
        draft = set_term(draft, name, value)
    return draft


def _unlocked(provision: Provision) -> None:
    if provision.status in _LOCKED:
        raise DraftingError(f"{provision.id}: is {provision.status}; reopen it with a reason before changing its text")


def add_formulation(draft: Draft, catalogue: Catalogue, id: str, formulation_id: str) -> tuple[Draft, str]:
    """The draft with a formulation of its element among a provision's options (not yet chosen), and the option's id."""
    provision = provision_of(draft, id)
    element, formulation = _known(catalogue, provision.element, formulation_id)
    origin = origin_of(element, formulation)
    existing = next((option for option in provision.options if option.origin == origin and not option.edited), None)
    if existing is not None:
        return draft, existing.id
    option = option_of(element, formulation, draft, (o.id for o in provision.options))
    return change(draft, id, lambda p: replace(p, options=(*p.options, option))), option.id


def add_option(draft: Draft, id: str, text: str, items: tuple[Item, ...] = (), *, by: str = "") -> tuple[Draft, str]:
    """The draft with a drafter's own wording among a provision's options (not yet chosen), and the option's id."""
    provision = provision_of(draft, id)
    option = Option(id=fresh_id("own-1", frozenset(o.id for o in provision.options)), text=text, items=items, by=by)
    return change(draft, id, lambda p: replace(p, options=(*p.options, option))), option.id


def choose(draft: Draft, catalogue: Catalogue | None, id: str, chosen: Iterable[str]) -> Draft:
    """The draft with these options of a provision chosen: none a gap, one settled, several alternatives.

    Settling on a formulation that `sets` a term sets it in the draft in the same step.
    """
    provision = provision_of(draft, id)
    _unlocked(provision)
    wanted = set(chosen)
    unknown = wanted - {option.id for option in provision.options}
    if unknown:
        raise DraftingError(f"{id}: has no option '{sorted(unknown)[0]}'")
    ordered = tuple(option.id for option in provision.options if option.id in wanted)
    draft = change(draft, id, lambda p: replace(p, chosen=ordered))
    if len(ordered) == 1 and catalogue is not None:
        option = provision.option(ordered[0])
        taken = catalogue.taken(option.origin) if option else None
        if taken:
            draft = _with_sets(draft, taken[1])
    return draft


def edit(draft: Draft, id: str, option_id: str, text: str, items: tuple[Item, ...] | None = None) -> Draft:
    """The draft with the words of one option changed; its origin stays, and `edited` is set."""
    provision = provision_of(draft, id)
    _unlocked(provision)
    option = provision.option(option_id)
    if option is None:
        raise DraftingError(f"{id}: has no option '{option_id}'")
    changed = replace(option, text=text, items=option.items if items is None else items)
    if changed == option:
        return draft
    changed = replace(changed, edited=bool(option.origin))
    options = tuple(changed if o.id == option_id else o for o in provision.options)
    return change(draft, id, lambda p: replace(p, options=options))


# --- what surrounds a text --------------------------------------------------


def cite(draft: Draft, id: str, citation: Citation) -> Draft:
    """The draft with supporting paragraphs attached to a provision; the same ones twice change nothing."""
    provision = provision_of(draft, id)
    have = {
        number
        for existing in provision.cites
        if (existing.source, existing.relation) == (citation.source, citation.relation) and not existing.quote
        for number in existing.paragraphs
    }
    if citation in provision.cites or (not citation.quote and citation.paragraphs and set(citation.paragraphs) <= have):
        return draft
    return change(draft, id, lambda p: replace(p, cites=(*p.cites, citation)))


def uncite(draft: Draft, id: str, citation: Citation) -> Draft:
    """The draft with a citation taken off a provision."""
    return change(draft, id, lambda p: replace(p, cites=tuple(c for c in p.cites if c != citation)))


def set_bracketed(draft: Draft, id: str, bracketed: bool) -> Draft:
    """The draft with a settled provision marked as not agreed, or no longer."""
    return change(draft, id, lambda p: replace(p, bracketed=bracketed))


def set_status(draft: Draft, id: str, status: Status, *, by: str, at: str, why: str = "") -> Draft:
    """The draft with the negotiation status of a provision; leaving 'agreed' needs a reason."""
    provision = provision_of(draft, id)
    if provision.status is status:
        return draft
    if provision.status in _LOCKED and status not in _LOCKED and not why.strip():
        raise DraftingError(f"{id}: is {provision.status}; say why it is reopened")
    decision = Decision(at=at, by=by, where=id, did=f"status: {status}", why=why)
    draft = change(draft, id, lambda p: replace(p, status=status))
    return replace(draft, decisions=(*draft.decisions, decision))


def set_heading(draft: Draft, id: str, heading: str) -> Draft:
    """The draft with the heading of a container changed."""
    return change(draft, id, lambda p: replace(p, heading=heading))


def set_term(draft: Draft, name: str, value: str) -> Draft:
    """The draft with a term's value set; the order of terms stays."""
    terms = dict(draft.terms)
    terms[name] = value
    return replace(draft, terms=tuple(terms.items()))


def comment(draft: Draft, id: str, remark: Comment) -> Draft:
    """The draft with a comment on a provision."""
    return change(draft, id, lambda p: replace(p, comments=(*p.comments, remark)))


def waive(draft: Draft, waiver: Waiver) -> Draft:
    """The draft with a finding justified; an earlier justification of the same finding is replaced."""
    others = tuple(w for w in draft.waivers if (w.rule, w.where) != (waiver.rule, waiver.where))
    return replace(draft, waivers=(*others, waiver))


def decide(draft: Draft, decision: Decision) -> Draft:
    """The draft with an entry in its decision log."""
    return replace(draft, decisions=(*draft.decisions, decision))


# --- the whole --------------------------------------------------------------


def new_draft(catalogue: Catalogue, title: str) -> Draft:
    """An empty draft with the catalogue's terms, mode and front matter."""
    return Draft(title=title, catalogue=catalogue.id, mode=catalogue.mode, front=catalogue.front, terms=catalogue.terms)


def open_places(draft: Draft) -> tuple[Provision, ...]:
    """The provisions that a clean text cannot print: open ones and gaps, in reading order."""
    return tuple(provision for provision in draft.walk() if provision.is_open or provision.is_gap)
