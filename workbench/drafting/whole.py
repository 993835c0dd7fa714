"""A draft as a whole: how it begins, and what is still open in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from workbench.catalogue import Catalogue
from workbench.document import Mark
from workbench.memory import Memory
from workbench.model import Draft, Item, Provision
from workbench.wording import runs


def new_draft(catalogue: Catalogue, title: str) -> Draft:
    """An empty draft with the catalogue's terms, mode and front matter."""
    return Draft(title=title, catalogue=catalogue.id, mode=catalogue.mode, front=catalogue.front, terms=catalogue.terms)


def open_places(draft: Draft) -> tuple[Provision, ...]:
    """The provisions that a clean text cannot print: alternatives, gaps and brackets, in reading order."""
    return tuple(p for p in draft.walk() if _KNOWN.made("open", p, partial(_is_open, p)))


#: A draft is asked again after every click, and few of its provisions have changed by then.
_KNOWN = Memory()


def _is_open(provision: Provision) -> bool:
    if provision.is_open or provision.is_gap or provision.bracketed:
        return True
    return any(_has_brackets(text) for text in _texts(provision))


def _texts(provision: Provision) -> Iterator[str]:
    yield provision.heading
    for option in provision.chosen_options:
        yield option.text
        yield from _item_texts(option.items)


def _item_texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _item_texts(item.items)


def _has_brackets(text: str) -> bool:
    """Whether a drafter typed a negotiation bracket in a text; an escaped one is no bracket."""
    return ("[" in text or "]" in text) and any(Mark.BRACKET in run.marks for run in runs(text, {}))
