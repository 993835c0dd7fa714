"""What two people did to one provision at the same time: told in words, and kept both, in brackets where they clash.

>>> base, mine, theirs = (
...     Provision(id="p", options=(Option(id="own-1", text=text),), chosen=("own-1",))
...     for text in ("States should act.", "States shall act.", "All States must act.")
... )
>>> kept = both(base, mine, theirs)
>>> kept.provision.options[0].text, kept.clashes
('All States [shall/must] act.', True)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeVar

from workbench.compare.merge import Take, merge, settle
from workbench.model import Item, Option, Provision

T = TypeVar("T")

# A blank, a reference or a sign made plain is one word while two texts are merged: it is kept whole or not at all.
_WHOLE = re.compile(r"\\.|\{\{[^{}]*\}\}")
_STAND_IN = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Both:
    """A provision with what both did to it; `clashes` if they changed the same words, which are now in brackets."""

    provision: Provision
    clashes: bool


def both(base: Provision | None, mine: Provision, theirs: Provision) -> Both:
    """The provision with both changes: what one side alone changed is taken over, the rest stands in brackets.

    Where the words of a formulation cannot be joined, both are kept as alternatives, which print in brackets too.
    """
    was = base or Provision(id=theirs.id)
    options: list[Option] = []
    apart: dict[str, str] = {}
    clashes = False
    taken = {option.id for option in (*mine.options, *theirs.options)}
    for option in theirs.options:
        other, before = mine.option(option.id), was.option(option.id)
        if other is None or other in (option, before):
            options.append(option)
        elif option == before:
            options.append(other)
        elif before is not None and (joined := _joined(before, other, option)) is not None:
            options.append(joined[0])
            clashes |= joined[1] and option.id in (*mine.chosen, *theirs.chosen)
        else:
            apart[option.id] = next(name for name in (f"own-{n}" for n in count(1)) if name not in taken)
            taken.add(apart[option.id])
            options += [option, replace(other, id=apart[option.id])]
    options += [option for option in mine.options if theirs.option(option.id) is None]
    chosen = _chosen(was, mine, theirs, apart)
    clashes |= len(chosen) > max(len(mine.chosen), len(theirs.chosen))
    kept = replace(
        theirs,
        options=tuple(options),
        chosen=tuple(option.id for option in options if option.id in chosen),
        heading=_changed(was.heading, mine.heading, theirs.heading),
        bracketed=_changed(was.bracketed, mine.bracketed, theirs.bracketed),
        status=_changed(was.status, mine.status, theirs.status),
        cites=_all(was.cites, mine.cites, theirs.cites),
        comments=_all(was.comments, mine.comments, theirs.comments),
    )
    return Both(provision=kept, clashes=clashes)


def besides(base: Provision | None, side: Provision | None) -> tuple[str, ...]:
    """What somebody did to a provision besides changing its words, each in a few words.

    >>> besides(Provision(id="p"), Provision(id="p", bracketed=True, status="pending"))
    ('put in brackets', 'marked as pending')
    """
    return () if base is None or side is None else tuple(_besides(base, side))


def _besides(base: Provision, side: Provision) -> Iterator[str]:
    if side.chosen != base.chosen:
        many = len(side.chosen)
        yield (
            "left without a formulation" if not many else "formulation chosen" if many == 1 else f"{many} alternatives"
        )
    if [o for o in side.options if o.id not in side.chosen] != [o for o in base.options if o.id not in side.chosen]:
        yield "formulations that are not chosen changed"
    if side.heading != base.heading:
        yield f"headed “{side.heading}”"
    if side.bracketed != base.bracketed:
        yield "put in brackets" if side.bracketed else "taken out of brackets"
    if side.status != base.status:
        yield f"marked as {side.status}"
    if side.cites != base.cites:
        yield "supporting paragraphs changed"
    if side.comments != base.comments:
        yield "comments changed"


# --- joining ------------------------------------------------------------------


def _chosen(base: Provision, mine: Provision, theirs: Provision, apart: dict[str, str]) -> tuple[str, ...]:
    own = tuple(apart.get(id, id) for id in mine.chosen)
    if own == mine.chosen:
        if mine.chosen == base.chosen:
            return theirs.chosen
        if theirs.chosen == base.chosen:
            return mine.chosen
    return (*theirs.chosen, *(id for id in own if id not in theirs.chosen))


def _joined(base: Option, mine: Option, theirs: Option) -> tuple[Option, bool] | None:
    """One formulation with the changes of both, and whether they clash; None where its words cannot be joined."""
    items = _items(base.items, mine.items, theirs.items)
    text = _words(base.text, mine.text, theirs.text)
    if items is None or text is None:
        return None
    edited = bool(theirs.origin) or mine.edited or theirs.edited
    return replace(theirs, text=text[0], items=items[0], edited=edited), text[1] or items[1]


def _items(
    base: tuple[Item, ...], mine: tuple[Item, ...], theirs: tuple[Item, ...]
) -> tuple[tuple[Item, ...], bool] | None:
    if theirs in (base, mine):
        return mine, False
    if mine == base:
        return theirs, False
    if [item.id for item in mine] != [item.id for item in theirs]:
        return None  # which of the sub-paragraphs are the same is a guess
    before = {item.id: item for item in base}
    out, clashes = [], False
    for here, there in zip(mine, theirs, strict=True):
        was = before.get(here.id, Item(id=here.id, text=""))
        text, below = _words(was.text, here.text, there.text), _items(was.items, here.items, there.items)
        if text is None or below is None:
            return None
        out.append(replace(there, text=text[0], items=below[0]))
        clashes |= text[1] or below[1]
    return tuple(out), clashes


def _words(base: str, mine: str, theirs: str) -> tuple[str, bool] | None:
    if any(map(_STAND_IN.search, (base, mine, theirs))):
        return None
    known: dict[str, str] = {}
    made = merge(*(_WHOLE.sub(lambda found: _stand_in(known, found[0]), text) for text in (base, mine, theirs)))
    signs = {sign: whole for whole, sign in known.items()}
    return _STAND_IN.sub(lambda found: signs[found[0]], settle(made, Take.BOTH)), bool(made.conflicts)


def _stand_in(known: dict[str, str], whole: str) -> str:
    return known.setdefault(whole, chr(0xE000 + len(known)))


def _changed(base: T, mine: T, theirs: T) -> T:
    """What the side says that changed it; theirs, which is in the draft, if both did."""
    return mine if theirs == base else theirs


def _all(base: Iterable[T], mine: Iterable[T], theirs: Iterable[T]) -> tuple[T, ...]:
    """What both have and what either added, without what either removed."""
    was, here, there = tuple(base), tuple(mine), tuple(theirs)
    every = (*there, *(each for each in here if each not in there))
    return tuple(each for each in every if each not in was or (each in here and each in there))
