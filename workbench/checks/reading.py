"""Reads each wording of a draft once, and puts the draft before the rules as a scene."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from workbench.catalogue import Catalogue
from workbench.checks.facts import facts_of
from workbench.checks.scene import Leaf, Reading, Scene, leaves_of, taken
from workbench.checks.table import WORDING_RULES
from workbench.checks.texts import wording_of
from workbench.compose import live_terms
from workbench.model import Draft, Item, Mode

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
    return Reading(wording, text, facts_of(wording), remarks)


def scene_of(draft: Draft, catalogue: Catalogue | None, clean: bool) -> Scene:
    """A draft as the rules see it."""
    return Scene(draft, catalogue, clean, tuple(_leaves(draft, catalogue)))


def _leaves(draft: Draft, catalogue: Catalogue | None) -> Iterator[Leaf]:
    terms = tuple(live_terms(draft, catalogue).items())
    for provision, article, part, branch in leaves_of(draft):
        options = provision.chosen_options
        readings = tuple(read(o.text, o.items, article is None, draft.mode, terms) for o in options)
        yield Leaf(
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
