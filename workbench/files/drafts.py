"""Draft files: YAML in the shape of format.md, read with all faults at once, written always the same.

Keys in a fixed order, one sentence a line, no anchors, no tags; what is empty or usual is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from workbench.drafting import RESERVED
from workbench.errors import HIDDEN, Fault, FileFaults
from workbench.files import shapes
from workbench.files.door import Seq, parse, read_text
from workbench.files.shapes import Faults, Reader
from workbench.model import (
    Citation,
    Comment,
    Decision,
    Draft,
    FrontMatter,
    Item,
    Mode,
    Option,
    Provision,
    Relation,
    Role,
    Status,
    Waiver,
)

FORMAT = 1


# --- reading ----------------------------------------------------------------


def load_draft(path: Path) -> Draft:
    """The draft in a file; FileFaults names every fault with its line."""
    return parse_draft(read_text(path), str(path))


def parse_draft(text: str, where: str = "draft") -> Draft:
    """The draft in a YAML text; `where` names the text in faults."""
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
    reader.take("history", _history, None)
    reader.done()
    _unique(tree, faults)
    if faults.found:
        raise FileFaults(faults.found)
    return draft


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
        "status": reader.take("status", shapes.one_of(Status), Status.DRAFT),
        "bracketed": reader.take("bracketed", shapes.truth, False),
        "comments": reader.take("comments", shapes.many(_comment), ()),
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
            options=reader.take("options", shapes.many(_option), ()),
            chosen=reader.take("chosen", shapes.texts, ()),
            cites=reader.take("cites", shapes.many(shapes.citation), ()),
            **common,
        )
        _choices(provision, reader, faults)
    reader.done()
    return provision


def _role(reader: Reader, id: str, allowed: set[Role], within: Role | None, leaf_only: bool) -> Role:
    """The role of a provision; for a faulty one the likeliest, so that what stands below is judged fairly."""
    before = len(reader.faults.found)
    role = reader.take("role", shapes.one_of(Role), Role.PARAGRAPH)
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
    name = shapes.shown(provision.id)
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        faults.add(reader.line_of("options"), f"{name} has two options {shapes.shown(id)}; rename one")
    for id in provision.chosen:
        if id not in ids:
            faults.add(reader.line_of("chosen"), f"{name} has no option {shapes.shown(id)} to choose")
    if len(set(provision.chosen)) != len(provision.chosen):
        faults.add(reader.line_of("chosen"), f"{name} chooses an option twice; name it once")


def _option(value: Any, line: int, faults: Faults, what: str) -> Option:
    reader = Reader(value, line, faults, "an option")
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


# --- writing ----------------------------------------------------------------


def dump_draft(draft: Draft) -> str:
    """A draft as the text of a draft file; the same draft always gives the same text."""
    return "\n".join(_lines(_plain(draft), 0)) + "\n"


def _plain(draft: Draft) -> dict[str, Any]:
    front = {f.name: getattr(draft.front, f.name) for f in fields(FrontMatter)}
    return {
        "format": str(FORMAT),
        "title": draft.title,
        "catalogue": draft.catalogue,
        "mode": str(draft.mode),
        # A language that is left out is English, so that an empty one is said.
        "front": {key: value for key, value in front.items() if value or key == "language"},
        "terms": dict(draft.terms),
        "policies": list(draft.policies),
        "preamble": [_plain_provision(p) for p in draft.preamble],
        "body": [_plain_provision(p) for p in draft.body],
        "waivers": [
            _without_empty({"rule": w.rule, "where": w.where, "by": w.by, "reason": w.reason}) for w in draft.waivers
        ],
        "decisions": [
            {"at": d.at, "by": d.by}
            | _without_empty({"where": d.where})
            | {"did": d.did}
            | _without_empty({"why": d.why})
            for d in draft.decisions
        ],
    }


def _plain_provision(provision: Provision) -> dict[str, Any]:
    out: dict[str, Any] = {"id": provision.id}
    if provision.is_container:
        out |= {"role": str(provision.role)}
    out |= _without_empty({"heading": provision.heading, "element": provision.element})
    if provision.options:
        out["options"] = [_plain_option(option) for option in provision.options]
    if provision.chosen:
        out["chosen"] = list(provision.chosen)
    if provision.bracketed:
        out["bracketed"] = "true"
    if provision.status is not Status.DRAFT:
        out["status"] = str(provision.status)
    if provision.cites:
        out["cites"] = [_plain_citation(c) for c in provision.cites]
    if provision.comments:
        out["comments"] = [
            {"by": c.by, "at": c.at, "text": c.text} | ({"shared": "true"} if c.shared else {})
            for c in provision.comments
        ]
    if provision.children:
        out["children"] = [_plain_provision(child) for child in provision.children]
    return out


def _plain_option(option: Option) -> dict[str, Any]:
    out: dict[str, Any] = {"id": option.id, "text": option.text}
    if option.items:
        out["items"] = [_plain_item(item) for item in option.items]
    out |= _without_empty({"from": option.origin, "by": option.by})
    return out | ({"edited": "true"} if option.edited else {})


def _plain_item(item: Item) -> dict[str, Any]:
    out: dict[str, Any] = {"id": item.id, "text": item.text}
    return out | ({"items": [_plain_item(below) for below in item.items]} if item.items else {})


def _plain_citation(citation: Citation) -> dict[str, Any]:
    out: dict[str, Any] = {"source": citation.source}
    if citation.paragraphs:
        out["paragraphs"] = list(citation.paragraphs)
    if citation.relation is not Relation.SUPPORTS:
        out["relation"] = str(citation.relation)
    return out | _without_empty({"quote": citation.quote})


def _without_empty(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _./()%’“”–-]|,(?= )|:(?=[A-Za-z0-9/]))*")
_SENTENCES = re.compile(r"(?<=[.;!?]) (?=[^ ])")
_FOLDABLE = re.compile(r"[^\s#](?:[^\t\n\r\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*[^\s])?")
_HIDING = "".join(sorted(HIDDEN))
_UNPRINTABLE = re.compile(rf"[\x7f-\x9f\u2028\u2029\ufffe\uffff{_HIDING}]")


def _scalar(value: str) -> str:
    if _SAFE.fullmatch(value) and not value.endswith(" "):
        return value
    return _quoted(value)


def _lines(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, entry in value.items():
        name = _scalar(key)
        if isinstance(entry, str):
            sentences = _SENTENCES.split(entry)
            if len(sentences) > 1 and "  " not in entry and _FOLDABLE.fullmatch(entry) and HIDDEN.isdisjoint(entry):
                yield f"{pad}{name}: >-"
                yield from (f"{pad}  {sentence}" for sentence in sentences)
            else:
                yield f"{pad}{name}: {_scalar(entry)}"
        elif isinstance(entry, Mapping):
            if entry:
                yield f"{pad}{name}:"
                yield from _lines(entry, depth + 1)
            else:
                yield f"{pad}{name}: {{}}"
        elif not entry:
            yield f"{pad}{name}: []"
        elif isinstance(entry[0], str):
            yield f"{pad}{name}: [{', '.join(_flow(e) for e in entry)}]"
        else:
            yield f"{pad}{name}:"
            yield from _entries(entry, depth + 1)


def _flow(value: str) -> str:
    return value if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", value) else _quoted(value)


def _quoted(value: str) -> str:
    """A string in double quotes, with every character that YAML could misread escaped."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _entries(entries: Sequence[Mapping[str, Any]], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for entry in entries:
        inner = list(_lines(entry, depth + 1))
        yield f"{pad}- {inner[0].lstrip(' ')}"
        yield from inner[1:]
