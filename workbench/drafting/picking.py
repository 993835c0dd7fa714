"""Picking an element: where it lands in a draft, by the skeleton of its catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from workbench.catalogue import Catalogue
from workbench.drafting.tree import BODY, PREAMBLE, children_of, fresh_id, ids_in, ids_like, place
from workbench.drafting.wordings import known_formulation, option_of, support_of, with_sets
from workbench.model import Draft, Provision, Role
from workbench.proposals import Element


def provisions_with(draft: Draft, element: str) -> tuple[Provision, ...]:
    """The provisions that an element was picked into, in reading order."""
    return tuple(provision for provision in draft.walk() if provision.element == element)


def pick(draft: Draft, catalogue: Catalogue, element_id: str, formulation_id: str) -> tuple[Draft, str]:
    """The draft with an element put where the catalogue's skeleton foresees it, and the new provision's id.

    The article is made if missing, in the skeleton's order; the provision becomes its next paragraph
    in that order, and carries the supporting paragraphs of the formulation (see `support_of`).
    """
    element, formulation = known_formulation(catalogue, element_id, formulation_id)
    draft, container = _container_for(draft, catalogue, element)
    option = option_of(element, formulation, draft)
    provision = Provision(
        id=fresh_id(element.id, ids_in(draft)),
        element=element.id,
        options=(option,),
        chosen=(option.id,),
        cites=support_of(catalogue, formulation),
    )
    siblings = children_of(draft, container)
    placed = place(draft, provision, container, _rank_among(siblings, element.id, catalogue))
    return with_sets(placed, formulation), provision.id


def _rank_among(siblings: tuple[Provision, ...], key: str, catalogue: Catalogue) -> int:
    """Before the first sibling that the skeleton puts later, else at the end."""
    order = catalogue.element_order
    rank = order.get(key)
    if rank is None:
        return len(siblings)
    for index, sibling in enumerate(siblings):
        other = order.get(sibling.element)
        if other is not None and other > rank:
            return index
    return len(siblings)


def _container_for(draft: Draft, catalogue: Catalogue, element: Element) -> tuple[Draft, str]:
    """The draft with the place that an element lands in, made if missing, and the id of that place."""
    if catalogue.is_preambular(element):
        return draft, PREAMBLE
    foreseen = catalogue.article_of.get(element.id)
    of_its_kind = str(element.kind).replace("-", " ").capitalize()
    id, heading = (foreseen.id, foreseen.heading) if foreseen else (str(element.kind), of_its_kind)
    existing = _article(draft, id)
    if existing is not None:
        return draft, existing.id
    new = Provision(id=fresh_id(id, ids_in(draft)), role=Role.ARTICLE, heading=heading)
    part = next((p for p in catalogue.parts if any(article.id == id for article in p.articles)), None)
    home = draft.provision(part.id) if part else None
    container = home.id if home is not None and home.role is Role.PART else BODY
    return place(draft, new, container, _article_rank(children_of(draft, container), id, catalogue)), new.id


def _article(draft: Draft, id: str) -> Provision | None:
    """The article that was made for the skeleton's article `id`, under the first id that was free then."""
    taken = ids_in(draft)
    for made in takewhile(taken.__contains__, ids_like(id)):
        found = draft.provision(made)
        if found is not None and found.role is Role.ARTICLE:
            return found
    return None


def _article_rank(siblings: tuple[Provision, ...], id: str, catalogue: Catalogue) -> int:
    """Before the first sibling that holds only articles which the skeleton puts later, else at the end."""
    order = catalogue.article_order
    rank = order.get(id)
    if rank is None:
        return len(siblings)
    for index, sibling in enumerate(siblings):
        ranks = [order[name] for name in _articles_in(sibling, catalogue) if name in order]
        if ranks and min(ranks) > rank:
            return index
    return len(siblings)


def _articles_in(provision: Provision, catalogue: Catalogue) -> Iterator[str]:
    """The skeleton's articles that a container stands for, by its own ids and by the elements in it."""
    for below in provision.walk():
        foreseen = catalogue.article_of.get(below.element)
        if foreseen is not None:
            yield foreseen.id
        elif below.is_container:
            yield below.id
