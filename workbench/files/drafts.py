"""Draft files in: YAML in the shape that `workbench.files.written` gives it, read with all faults at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import Fault, FileFaults
from workbench.files import shapes
from workbench.files.door import Seq, parse, read_text
from workbench.files.shapes import Faults, Reader
from workbench.model import (
    RESERVED,
    Comment,
    Decision,
    Draft,
    FrontMatter,
    Mode,
    Option,
    Provision,
    Role,
    Status,
    Waiver,
)

if TYPE_CHECKING:
    from workbench.proposals import Source

#: The format of draft files; a file of another one is refused.
FORMAT = 1


def load_draft(path: Path) -> Draft:
    """The draft in a file; FileFaults names every fault with its line."""
    return load_sourced(path)[0]


def load_sourced(path: Path) -> tuple[Draft, tuple[Source, ...]]:
    """The draft in a file, and what the file carries of the loaded sources that the draft cites."""
    return parse_sourced(read_text(path), str(path))


def parse_draft(text: str, where: str = "draft") -> Draft:
    """The draft in a YAML text; `where` names the text in faults."""
    return parse_sourced(text, where)[0]


def parse_sourced(text: str, where: str = "draft") -> tuple[Draft, tuple[Source, ...]]:
    """The same, with what the text carries of sources."""
    tree = parse(text, where)
    faults = Faults(where)
    reader = Reader(tree, 1, faults, "the draft")
    _known_format(reader)
    draft = Draft(
        title=reader.need("title", shapes.text, ""),
        catalogue=reader.take("catalogue", shapes.text, ""),
        mode=reader.take("mode", shapes.one_of(Mode), Mode.MIXED),
        front=reader.take("front", front_matter, FrontMatter()),
        terms=reader.take("terms", shapes.terms, ()),
        policies=reader.take("policies", shapes.many(shapes.identifier), ()),
        preamble=reader.take("preamble", shapes.many(_leaf), ()),
        body=reader.take("body", shapes.many(_container), ()),
        waivers=reader.take("waivers", shapes.many(_waiver), ()),
        decisions=reader.take("decisions", shapes.many(_decision), ()),
    )
    sources: tuple[Source, ...] = reader.take("sources", _sources, ())
    reader.take("history", _history, None)
    reader.done()
    _unique(tree, faults)
    if faults.found:
        raise FileFaults(faults.found)
    return draft, sources


def _known_format(reader: Reader) -> None:
    """A file of another format is refused before anything else is read in it."""
    before = len(reader.faults.found)
    found = reader.need("format", shapes.whole, FORMAT)
    if found != FORMAT and len(reader.faults.found) == before:
        what = f"is a draft of format {found}; this workbench reads format {FORMAT}: open it with a newer workbench"
        if found < FORMAT:
            what = f"is a draft of format {found}, which never was; this workbench reads format {FORMAT}"
        raise FileFaults([Fault(f"{reader.faults.where}:{reader.line_of('format')}", what)])


def front_matter(value: Any, line: int, faults: Faults, what: str) -> FrontMatter:
    """The front matter of a draft or a catalogue."""
    reader = Reader(value, line, faults, what)
    usual = FrontMatter()
    values = {f.name: reader.take(f.name, shapes.text, getattr(usual, f.name)) for f in fields(FrontMatter)}
    reader.done()
    return FrontMatter(**values)


def _history(value: Any, line: int, faults: Faults, what: str) -> None:
    """The revisions that an exported file may carry are for people to read; a draft begins a history of its own."""
    if not isinstance(value, Seq):
        faults.add(line, f"'{what}' must be a list")


def _sources(value: Any, line: int, faults: Faults, what: str) -> tuple[Source, ...]:
    from workbench.files.carried import carried_sources  # not for the many drafts that cite the catalogue alone

    return carried_sources(value, line, faults, what)


def _leaf(value: Any, line: int, faults: Faults, what: str) -> Provision:
    return _provision(value, line, faults, leaf_only=True)


def _container(value: Any, line: int, faults: Faults, what: str) -> Provision:
    return _provision(value, line, faults, within=None)


#: What each container may hold; None is the body.
_MAY_HOLD: Mapping[Role | None, set[Role]] = {
    None: {Role.PART, Role.ARTICLE, Role.ALTERNATIVES},
    Role.PART: {Role.ARTICLE, Role.ALTERNATIVES},
    Role.ALTERNATIVES: {Role.ARTICLE},
    Role.ARTICLE: {Role.PARAGRAPH},
}


def _provision(
    value: Any, line: int, faults: Faults, *, leaf_only: bool = False, within: Role | None = None
) -> Provision:
    reader = Reader(value, line, faults, "a provision")
    id = reader.need("id", shapes.identifier, "")
    if id in RESERVED:
        faults.add(reader.line_of("id"), f"'{id}' is a name that the document itself uses; give another id")
    role = _role(reader, id, {Role.PARAGRAPH} if leaf_only else _MAY_HOLD[within], within, leaf_only)
    common: dict[str, Any] = {
        "status": reader.take("status", _status, Status.DRAFT),
        "bracketed": reader.take("bracketed", shapes.truth, False),
        "comments": reader.take("comments", _comments, ()),
    }
    if role is not Role.PARAGRAPH:
        children = shapes.many(lambda v, at, f, w: _provision(v, at, f, within=role))
        provision = Provision(
            id=id,
            role=role,
            heading=reader.take("heading", shapes.text, ""),
            children=reader.take("children", children, ()),
            **common,
        )
    else:
        provision = Provision(
            id=id,
            element=reader.take("element", shapes.identifier, ""),
            options=reader.take("options", _options, ()),
            chosen=reader.take("chosen", shapes.texts, ()),
            cites=reader.take("cites", _cites, ()),
            **common,
        )
        _choices(provision, reader, faults)
    reader.done()
    return provision


def _role(reader: Reader, id: str, allowed: set[Role], within: Role | None, leaf_only: bool) -> Role:
    """The role of a provision; for a faulty one the likeliest, so that what stands below is judged fairly."""
    before = len(reader.faults.found)
    role = reader.take("role", _role_of, Role.PARAGRAPH)
    if len(reader.faults.found) > before or not reader.is_mapping:
        return Role.ARTICLE if Role.ARTICLE in allowed else Role.PARAGRAPH
    if role not in allowed:
        place = "the preamble" if leaf_only else within or "the body"
        what = f"{shapes.shown(id)}: a role {role} cannot stand in {place}; there, {_listed(allowed)}"
        reader.faults.add(reader.line_of("role"), what)
    return role


def _listed(roles: set[Role]) -> str:
    return " or ".join(sorted(roles))


def _choices(provision: Provision, reader: Reader, faults: Faults) -> None:
    ids = [option.id for option in provision.options]
    for id in sorted({id for id in ids if ids.count(id) > 1}) if len(set(ids)) < len(ids) else ():
        what = f"{shapes.shown(provision.id)} has two formulations {shapes.shown(id)}; rename one"
        faults.add(reader.line_of("options"), what)
    for id in provision.chosen:
        if id not in ids:
            what = f"{shapes.shown(provision.id)} has no formulation {shapes.shown(id)} to choose"
            faults.add(reader.line_of("chosen"), what)
    if len(set(provision.chosen)) != len(provision.chosen):
        what = f"{shapes.shown(provision.id)} chooses a formulation twice; name it once"
        faults.add(reader.line_of("chosen"), what)


def _option(value: Any, line: int, faults: Faults, what: str) -> Option:
    reader = Reader(value, line, faults, "a formulation")
    out = Option(
        id=reader.need("id", shapes.identifier, ""),
        text=reader.need("text", shapes.text, ""),
        items=reader.take("items", shapes.items, ()),
        origin=reader.take("from", shapes.text, ""),
        by=reader.take("by", shapes.text, ""),
        edited=reader.take("edited", shapes.truth, False),
    )
    reader.done()
    return out


def _comment(value: Any, line: int, faults: Faults, what: str) -> Comment:
    reader = Reader(value, line, faults, "a comment")
    out = Comment(
        by=reader.need("by", shapes.text, ""),
        at=reader.need("at", shapes.text, ""),
        text=reader.need("text", shapes.text, ""),
        shared=reader.take("shared", shapes.truth, False),
    )
    reader.done()
    return out


_options = shapes.many(_option)
_comments = shapes.many(_comment)
_cites = shapes.many(shapes.citation)
_status = shapes.one_of(Status)
_role_of = shapes.one_of(Role)


def _waiver(value: Any, line: int, faults: Faults, what: str) -> Waiver:
    reader = Reader(value, line, faults, "a waiver")
    out = Waiver(
        rule=reader.need("rule", shapes.filled, ""),
        where=reader.take("where", shapes.text, ""),
        by=reader.take("by", shapes.text, ""),
        reason=reader.need("reason", shapes.filled, ""),
    )
    reader.done()
    return out


def _decision(value: Any, line: int, faults: Faults, what: str) -> Decision:
    reader = Reader(value, line, faults, "a decision")
    out = Decision(
        at=reader.need("at", shapes.text, ""),
        by=reader.need("by", shapes.text, ""),
        where=reader.take("where", shapes.text, ""),
        did=reader.need("did", shapes.text, ""),
        why=reader.take("why", shapes.text, ""),
    )
    reader.done()
    return out


def _unique(tree: Any, faults: Faults) -> None:
    """Refuse a provision id that stands twice, at the line of the second."""
    seen: set[str] = set()
    for key in ("preamble", "body"):
        for node in _nodes(tree.get(key) if isinstance(tree, dict) else None):
            id = node.get("id")
            if not isinstance(id, str):
                continue
            if id in seen:
                faults.add(node.lines["id"], f"the provision id {shapes.shown(id)} is there twice; give another")
            seen.add(id)


def _nodes(value: Any) -> Iterator[Any]:
    for node in value if isinstance(value, list) else ():
        if isinstance(node, dict):
            yield node
            yield from _nodes(node.get("children"))
