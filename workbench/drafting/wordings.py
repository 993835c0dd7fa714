"""The wordings of a provision: taken from the catalogue, written by drafters, chosen and edited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from string import ascii_lowercase

from workbench.catalogue import Catalogue, origin_of
from workbench.drafting.around import set_term
from workbench.drafting.tree import change, fresh_id, provision_of, refuse_locked
from workbench.errors import DraftingError
from workbench.model import MAX_DEGREES, Citation, Draft, Item, Option, Relation, degrees, is_id
from workbench.proposals import Element, Formulation, Stance
from workbench.wording import snapshot

#: The supporting relation that a view's stance stands for; a doubt supports nothing.
_RELATION = {Stance.PROPOSED: Relation.SUPPORTS, Stance.GENERAL_AGREEMENT: Relation.SUPPORTS}

_GAPS = re.compile(r"[ \t\r\n]+")


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


def known_formulation(catalogue: Catalogue, element_id: str, formulation_id: str) -> tuple[Element, Formulation]:
    """The element and its formulation; raises DraftingError if the catalogue does not have them."""
    element = catalogue.element.get(element_id)
    formulation = element.formulation(formulation_id) if element else None
    if element is None or formulation is None:
        raise DraftingError(f"{element_id}/{formulation_id}: the catalogue '{catalogue.id}' has no such formulation")
    return element, formulation


def option_of(element: Element, formulation: Formulation, draft: Draft, taken: Iterable[str] = ()) -> Option:
    """A formulation as an option of a draft: a snapshot with its origin."""
    values = dict(draft.terms) | dict(formulation.sets) | {"mode": str(draft.mode)}
    return Option(
        id=fresh_id(formulation.id, frozenset(taken)),
        text=_line(formulation.text, values),
        items=_snapshots(formulation.items, values),
        origin=origin_of(element, formulation),
        by=formulation.by,
    )


def _snapshots(items: tuple[Item, ...], values: dict[str, str]) -> tuple[Item, ...]:
    return tuple(
        Item(id=item.id, text=_line(item.text, values), items=_snapshots(item.items, values)) for item in items
    )


def _line(text: str, values: dict[str, str]) -> str:
    """A wording as one line; a condition that prints nothing leaves no hole, and a no-break space is kept."""
    return _GAPS.sub(" ", snapshot(text, values)).strip(" ")


def with_sets(draft: Draft, formulation: Formulation) -> Draft:
    """The draft with the terms that a formulation fixes."""
    for name, value in formulation.sets:
        draft = set_term(draft, name, value)
    return draft


def add_formulation(draft: Draft, catalogue: Catalogue, id: str, formulation_id: str) -> tuple[Draft, str]:
    """The draft with a formulation of its element among a provision's options (not yet chosen), and the option's id."""
    provision = provision_of(draft, id)
    element, formulation = known_formulation(catalogue, provision.element, formulation_id)
    origin = origin_of(element, formulation)
    existing = next((option for option in provision.options if option.origin == origin and not option.edited), None)
    if existing is not None:
        return draft, existing.id
    option = option_of(element, formulation, draft, (o.id for o in provision.options))
    return change(draft, id, lambda p: replace(p, options=(*p.options, option))), option.id


def add_option(draft: Draft, id: str, text: str, items: tuple[Item, ...] = (), *, by: str = "") -> tuple[Draft, str]:
    """The draft with a drafter's own wording among a provision's options (not yet chosen), and the option's id."""
    provision = provision_of(draft, id)
    if provision.is_container:
        raise DraftingError(f"{id}: holds other provisions, not formulations; add the formulation to one of them")
    items = _fit(id, items)
    taken = {option.id for option in provision.options}
    own = next(name for name in (f"own-{number}" for number in count(1)) if name not in taken)
    option = Option(id=own, text=text, items=items, by=by)
    return change(draft, id, lambda p: replace(p, options=(*p.options, option))), option.id


def choose(draft: Draft, catalogue: Catalogue | None, id: str, chosen: Iterable[str]) -> Draft:
    """The draft with these options of a provision chosen: none a gap, one settled, several alternatives.

    Settling on a formulation that `sets` a term sets it in the draft in the same step.
    """
    provision = provision_of(draft, id)
    refuse_locked(draft, id)
    wanted = set(chosen)
    unknown = wanted - {option.id for option in provision.options}
    if unknown:
        raise DraftingError(f"{id}: has no formulation '{sorted(unknown)[0]}'")
    ordered = tuple(option.id for option in provision.options if option.id in wanted)
    draft = change(draft, id, lambda p: replace(p, chosen=ordered))
    if len(ordered) == 1 and catalogue is not None:
        option = provision.option(ordered[0])
        taken = catalogue.taken(option.origin) if option else None
        if taken:
            draft = with_sets(draft, taken[1])
    return draft


def edit(draft: Draft, id: str, option_id: str, text: str, items: tuple[Item, ...] | None = None) -> Draft:
    """The draft with the words of one option changed; its origin stays, and `edited` is set."""
    provision = provision_of(draft, id)
    refuse_locked(draft, id)
    option = provision.option(option_id)
    if option is None:
        raise DraftingError(f"{id}: has no formulation '{option_id}'")
    changed = replace(option, text=text, items=option.items if items is None else _fit(id, items))
    if changed == option:
        return draft
    changed = replace(changed, edited=bool(option.origin))
    options = tuple(changed if o.id == option_id else o for o in provision.options)
    return change(draft, id, lambda p: replace(p, options=options))


def _fit(id: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Sub-paragraphs as a draft keeps them; refuses those that go too deep."""
    if degrees(items) > MAX_DEGREES:
        raise DraftingError(f"{id}: sub-paragraphs have four degrees, (a), (i), a. and i.; draw the deeper ones up")
    return _distinct(items)


def _distinct(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The same sub-paragraphs, each with an id of its own: an editor may copy one with its id."""
    seen: set[str] = set()
    out = []
    for item in items:
        own = item.id if is_id(item.id) and item.id not in seen else _free_letter(seen | {other.id for other in items})
        seen.add(own)
        out.append(replace(item, id=own, items=_distinct(item.items)))
    return tuple(out)


def _free_letter(taken: set[str]) -> str:
    letters = (letter * times for times in count(1) for letter in ascii_lowercase)
    return next(letter for letter in letters if letter not in taken)
