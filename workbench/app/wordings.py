"""What a provision offers to choose among, and how a wording goes to the editor and comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.catalogue import Catalogue, wording_hash
from workbench.drafting import add_formulation, add_option, choose, edit, option_of, provision_of
from workbench.model import Draft, Item, Option, Provision

_MAX_DEPTH = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A wording to choose: an option of the provision (`held`), or a formulation that is not yet one.

    `key` is the option's id, or `f:` and the formulation's.
    """

    key: str
    option: Option
    held: bool
    origin: str


def offers(draft: Draft, catalogue: Catalogue, provision: Provision) -> tuple[Offer, ...]:
    """The options of a provision, then the formulations of its element that are not among them."""
    held = [Offer(key=o.id, option=o, held=True, origin=_origin(o, catalogue)) for o in provision.options]
    element = catalogue.element.get(provision.element)
    if element is None:
        return tuple(held)
    taken = {o.origin.partition("@")[0] for o in provision.options if not o.edited}
    more = [
        Offer(
            key=f"f:{formulation.id}",
            option=option_of(element, formulation, draft),
            held=False,
            origin=f"From the catalogue{f', by {formulation.by}' if formulation.by else ''}",
        )
        for formulation in element.formulations
        if f"{element.id}/{formulation.id}" not in taken
    ]
    return (*held, *more)


def _origin(option: Option, catalogue: Catalogue) -> str:
    by = f", by {option.by}" if option.by else ""
    if not option.origin:
        return f"Own formulation{by}"
    if option.edited:
        return f"From the catalogue, edited here{by}"
    return f"From the catalogue{by}{_outdated(option, catalogue)}"


def _outdated(option: Option, catalogue: Catalogue) -> str:
    taken = catalogue.taken(option.origin)
    if taken is None:
        return "; no longer in it"
    _, formulation = taken
    same = option.origin.endswith(f"@{wording_hash(formulation.text, formulation.items)}")
    return "" if same else "; the formulation there has changed since"


def choose_keys(draft: Draft, catalogue: Catalogue, id: str, keys: Sequence[str]) -> Draft:
    """The draft with these offers of a provision chosen; formulations not yet held become options first."""
    chosen = []
    for key in keys:
        if key.startswith("f:"):
            draft, key = add_formulation(draft, catalogue, id, key.removeprefix("f:"))
        chosen.append(key)
    return choose(draft, catalogue, id, chosen)


def add_own(draft: Draft, id: str, by: str) -> tuple[Draft, str]:
    """The draft with a wording of the drafter's own, beginning as the chosen one, beside or instead of it."""
    provision = provision_of(draft, id)
    start = provision.chosen_options[0] if provision.chosen_options else Option(id="own", text="")
    draft, option = add_option(draft, id, start.text, start.items, by=by)
    chosen = (*provision.chosen, option) if len(provision.chosen) > 1 else (option,)
    return choose(draft, None, id, chosen), option


# --- to the editor and back -------------------------------------------------


def flat(items: Iterable[Item], level: int = 1) -> list[dict[str, Any]]:
    """Sub-paragraphs as a list with degrees.

    >>> flat((Item(id="a", text="one", items=(Item(id="b", text="two"),)),))
    [{'id': 'a', 'level': 1, 'text': 'one'}, {'id': 'b', 'level': 2, 'text': 'two'}]
    """
    out: list[dict[str, Any]] = []
    for item in items:
        out.append({"id": item.id, "level": level, "text": item.text})
        out += flat(item.items, level + 1)
    return out


def nested(rows: Sequence[Mapping[str, Any]], level: int = 1) -> tuple[Item, ...]:
    """The list with degrees as sub-paragraphs again; a degree too deep counts as the next one.

    >>> rows = flat((Item(id="a", text="one", items=(Item(id="b", text="two"),)), Item(id="c", text="three")))
    >>> flat(nested(rows)) == rows
    True
    """
    out: list[Item] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and int(rows[end]["level"]) > level:
            end += 1
        below = nested(rows[at + 1 : end], level + 1) if level < _MAX_DEPTH else nested(rows[at + 1 : end], level)
        item = Item(id=str(rows[at]["id"]), text=str(rows[at]["text"]), items=below if level < _MAX_DEPTH else ())
        out.append(item)
        if level == _MAX_DEPTH:
            out += below
        at = end
    return tuple(out)


def retyped(draft: Draft, id: str, option: str, text: str, rows: Sequence[Mapping[str, Any]]) -> Draft:
    """The draft with a wording as it came from the editor; empty sub-paragraphs are kept while they are typed."""
    return edit(draft, id, option, text, nested(rows))
