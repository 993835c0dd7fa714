"""A draft as rows, and rows as a draft: what is compared, merged and saved is a row.

A row is one provision without its children, one term, policy, waiver or decision,
one field of the front matter, or the title, mode and the like. Its key says which:
`provision:rights-holder`, `term:duty_bearers`, `front:symbol`, `draft:title`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from operator import attrgetter
from typing import Any, NamedTuple, get_type_hints

from workbench.errors import DraftingError
from workbench.model import Decision, Draft, FrontMatter, Provision, Waiver
from workbench.store.bodies import Body, body_of, small_body_of, value_of
from workbench.store.positions import arrange

PROVISION = "provision:"
#: What a provision at the top of the draft has for a parent.
ROOTS = ("preamble", "body")


class Row(NamedTuple):
    """Where something stands and what it holds: the hash of its body, children left out."""

    parent: str
    position: str
    hash: str


Rows = Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class State:
    """A draft beside its rows, by key."""

    draft: Draft
    rows: Rows


class Change(NamedTuple):
    """What happened to one row; None is a row that is not there."""

    key: str
    before: Row | None
    after: Row | None


#: The lists of a draft, and for each the kind of its rows, what names one, and what it holds.
_LISTS: dict[str, tuple[str, Callable[[Any], str], Callable[[Any], Any]]] = {
    "terms": ("term", lambda term: str(term[0]), lambda term: term[1]),
    "policies": ("policy", str, str),
    "waivers": ("waiver", lambda waiver: f"{waiver.rule} {waiver.where}", lambda waiver: waiver),
    "decisions": ("decision", lambda decision: small_body_of(decision).hash[:32], lambda decision: decision),
}
_APART = {"front", *_LISTS, *ROOTS}
_PLAIN: tuple[Field[Any], ...] = tuple(field for field in fields(Draft) if field.name not in _APART)
_TYPES: dict[str, Any] = {
    "provision": Provision,
    "term": str,
    "policy": str,
    "waiver": Waiver,
    "decision": Decision,
    **{f"draft:{name}": type_ for name, type_ in get_type_hints(Draft).items()},
    **{f"front:{name}": type_ for name, type_ in get_type_hints(FrontMatter).items()},
}
_content = attrgetter(*(field.name for field in fields(Provision) if field.name != "children"))


def key_of(id: str) -> str:
    """The key of the provision of that id."""
    return PROVISION + id


def name_of(key: str) -> str:
    """A row as a person would name it.

    >>> name_of("provision:charter"), name_of("draft:title"), name_of("term:duty_bearers")
    ('charter', 'the title', 'the term duty_bearers')
    """
    kind, name = kind_of(key).partition(":")[0], key.partition(":")[2]
    if kind == "provision":
        return name
    return f"the {name}" if kind in {"draft", "front"} else f"the {kind} {name}"


def split(draft: Draft, base: State | None = None) -> tuple[State, tuple[Body, ...]]:
    """The rows of a draft that was made from `base`, and the bodies that `base` does not have.

    What is unchanged is told by comparison with `base`, at best by identity:
    only a provision that changed is written as JSON and hashed.
    """
    old: Rows = base.rows if base else {}
    before = {provision.id: provision for provision in base.draft.walk()} if base else {}
    rows: dict[str, Row] = {}
    fresh: dict[str, Body] = {}

    def put(key: str, parent: str, position: str, hash: str) -> None:
        if key in rows:
            raise DraftingError(f"Two provisions have the id {name_of(key)}; give one of them another id.")
        row = Row(parent, position, hash)
        was = old.get(key)
        rows[key] = was if was is not None and was == row else row

    def put_value(key: str, parent: str, position: str, value: object) -> None:
        body = small_body_of(value)
        put(key, parent, position, body.hash)
        if key not in old or old[key].hash != body.hash:
            fresh[body.hash] = body

    def put_list(parent: str, things: Sequence[Any], were: Sequence[Any]) -> None:
        # The log of decisions is long and grows at its end: what a list begins with is taken over as it is.
        same = _same_beginning(things, were)
        known = sorted((row.position, key) for key, row in old.items() if row.parent == parent)[:same] if same else []
        rows.update((key, old[key]) for _, key in known)
        kind, name, value = _LISTS[parent]
        keys = _unused(kind, [name(thing) for thing in things[same:]], rows)
        positions = arrange(keys, _positions(old, keys, parent), known[-1][0] if known else "")
        for key, position, thing in zip(keys, positions, things[same:], strict=True):
            put_value(key, parent, position, value(thing))

    def hash_of(provision: Provision) -> str:
        was = before.get(provision.id)
        if was is not None and (was is provision or _content(was) == _content(provision)):
            return old[key_of(provision.id)].hash
        body = body_of(provision)
        fresh[body.hash] = body
        return body.hash

    def put_provisions(parent: str, provisions: tuple[Provision, ...]) -> None:
        keys = [key_of(provision.id) for provision in provisions]
        positions = arrange(keys, _positions(old, keys, parent))
        for key, provision, position in zip(keys, provisions, positions, strict=True):
            put(key, parent, position, hash_of(provision))
            if provision.children:
                put_provisions(key, provision.children)

    for parent, owner, shown in (("draft", draft, _PLAIN), ("front", draft.front, fields(FrontMatter))):
        for field in shown:
            value = getattr(owner, field.name)
            if value != field.default or field.default is MISSING:
                put_value(f"{parent}:{field.name}", parent, "", value)
    for parent in _LISTS:
        put_list(parent, getattr(draft, parent), getattr(base.draft, parent) if base else ())
    put_provisions("preamble", draft.preamble)
    put_provisions("body", draft.body)
    return State(draft, rows), tuple(fresh[hash] for hash in sorted(fresh))


def join(rows: Rows, value: Callable[[str, Row], Any]) -> Draft:
    """The draft of the rows; `value` gives what a row holds (a provision without children)."""
    below: dict[str, list[tuple[str, str]]] = {}
    for key, row in rows.items():
        below.setdefault(row.parent, []).append((row.position, key))
    for siblings in below.values():
        siblings.sort()

    def values(parent: str) -> tuple[Any, ...]:
        return tuple(value(key, rows[key]) for _, key in below.get(parent, ()))

    def provision(key: str) -> Provision:
        bare: Provision = value(key, rows[key])
        if key not in below:
            return bare
        # Not `replace`, which is slow; a provision is made anew from all its fields.
        content = {field.name: getattr(bare, field.name) for field in fields(Provision)}
        return Provision(**{**content, "children": provisions(key)})

    def provisions(parent: str) -> tuple[Provision, ...]:
        return tuple(provision(key) for _, key in below.get(parent, ()))

    def named(parent: str) -> dict[str, Any]:
        return {key.partition(":")[2]: value(key, rows[key]) for _, key in below.get(parent, ())}

    term_keys = [key for _, key in below.get("terms", ())]
    return Draft(
        **named("draft"),
        front=FrontMatter(**named("front")),
        terms=tuple((key.partition(":")[2], value(key, rows[key])) for key in term_keys),
        policies=values("policies"),
        preamble=provisions("preamble"),
        body=provisions("body"),
        waivers=values("waivers"),
        decisions=values("decisions"),
    )


def kind_of(key: str) -> str:
    """What tells the type of a row's value: `provision`, `term`, `draft:title`, `front:symbol`."""
    kind = key.partition(":")[0].partition("@")[0]
    return key if kind in {"draft", "front"} else kind


def read(key: str, text: str) -> Any:
    """What a row of that key holds, from the text of its body."""
    return value_of(text, _TYPES[kind_of(key)])


def changes(old: Rows, new: Rows) -> tuple[Change, ...]:
    """What leads from the old rows to the new ones."""
    gone = (Change(key, row, None) for key, row in old.items() if key not in new)
    come = (Change(key, was, row) for key, row in new.items() if (was := old.get(key)) is not row and was != row)
    return (*gone, *come)


def apply(rows: Rows, changes: Iterable[Change], *, back: bool = False) -> dict[str, Row]:
    """The rows with the changes made, or with `back` unmade."""
    out = dict(rows)
    for key, before, after in changes:
        row = before if back else after
        if row is None:
            out.pop(key, None)
        else:
            out[key] = row
    return out


def dump_rows(rows: Rows) -> str:
    """The rows as JSON, for the table of revisions."""
    return json.dumps(rows, ensure_ascii=True, separators=(",", ":"))


def load_rows(text: str) -> dict[str, Row]:
    """The rows that `dump_rows` wrote."""
    return {key: Row(*row) for key, row in json.loads(text).items()}


def dump_changes(changes: Iterable[Change]) -> str:
    """The changes as JSON, for the table of revisions."""
    return json.dumps(tuple(changes), ensure_ascii=True, separators=(",", ":"))


def load_changes(text: str) -> tuple[Change, ...]:
    """The changes that `dump_changes` wrote."""
    return tuple(
        Change(key, Row(*before) if before else None, Row(*after) if after else None)
        for key, before, after in json.loads(text)
    )


def _positions(old: Rows, keys: Iterable[str], parent: str) -> dict[str, str]:
    return {key: row.position for key in keys if (row := old.get(key)) is not None and row.parent == parent}


def _same_beginning(things: Sequence[object], were: Sequence[object]) -> int:
    if things is were:
        return len(things)
    return next(
        (n for n, (is_, was) in enumerate(zip(things, were, strict=False)) if is_ is not was),
        min(len(things), len(were)),
    )


def _unused(kind: str, names: Iterable[str], used: Container[str]) -> list[str]:
    """A key for each name that is not used yet; a name that comes again is counted, so that nothing is lost."""
    keys: dict[str, None] = {}
    for name in names:
        key, count = f"{kind}:{name}", 1
        while key in keys or key in used:
            count += 1
            key = f"{kind}@{count}:{name}"
        keys[key] = None
    return list(keys)
