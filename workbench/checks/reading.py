"""Reads each wording of a draft once, and puts the draft before the rules as a scene."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from workbench.catalogue import Catalogue
from workbench.checks.facts import facts_of
from workbench.checks.scene import Leaf, Reading, Scene, leaves_of, taken
from workbench.checks.table import WORDING_RULES
from workbench.checks.texts import wording_of
from workbench.compose import live_terms
from workbench.memory import Memory
from workbench.model import Draft, Item, Mode, Provision
from workbench.wording import terms_in

#: The languages whose wordings the rules can read.
READABLE = ("", "en")


@lru_cache(maxsize=4096)
def read(
    text: str, items: tuple[Item, ...], preambular: bool, mode: Mode, terms: tuple[tuple[str, str], ...]
) -> Reading:
    """What there is to say of one wording; the same wording is read only once."""
    wording = wording_of(text, items, preambular, mode, terms)
    remarks = tuple((rule.id, remark) for rule in WORDING_RULES for remark in rule.look(wording))
    text = " ".join(line.text for line in wording.lines)
    named = (name for line in wording.lines if "{{" in line.raw for name in terms_in(line.raw))
    blanks = tuple(name for name in dict.fromkeys(named) if dict(terms).get(name) == "")
    return Reading(wording, text, facts_of(wording), remarks, blanks)


def scene_of(draft: Draft, catalogue: Catalogue | None, clean: bool) -> Scene:
    """A draft as the rules see it."""
    return Scene(draft, catalogue, clean, tuple(_leaves(draft, catalogue)))


def _leaves(draft: Draft, catalogue: Catalogue | None) -> Iterator[Leaf]:
    terms = tuple(live_terms(draft, catalogue).items())
    for provision, article, part, branch in leaves_of(draft):
        # A leaf holds what surrounds it: as long as it is remembered, these names are of the same objects.
        around = (id(article), id(part), branch, catalogue, draft.mode, terms)
        make = partial(_leaf, provision, article, part, branch, catalogue, draft.mode, terms)
        yield _LEAVES.made(around, provision, make)


#: A draft is looked at again after every click, and few of its provisions have changed by then.
_LEAVES = Memory()


def _leaf(
    provision: Provision,
    article: Provision | None,
    part: Provision | None,
    branch: tuple[str, str] | None,
    catalogue: Catalogue | None,
    mode: Mode,
    terms: tuple[tuple[str, str], ...],
) -> Leaf:
    options = provision.chosen_options
    readings = tuple(read(o.text, o.items, article is None, mode, terms) for o in options)
    return Leaf(
        provision=provision,
        article=article,
        part=part,
        branch=branch,
        element=catalogue.element.get(provision.element) if catalogue and provision.element else None,
        taken=taken(catalogue, options),
        readings=readings,
        settled=len(readings) == 1 and branch is None,
        first=readings[0] if readings else None,
    )
