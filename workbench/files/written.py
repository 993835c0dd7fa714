"""Draft files out: the same draft always gives the same text.

Keys in a fixed order, one sentence a line, no anchors, no tags; what is empty or usual is left out,
and what would hide on a screen is written out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from workbench.errors import HIDDEN
from workbench.files.drafts import FORMAT
from workbench.model import Citation, Draft, FrontMatter, Item, Option, Provision, Relation, Status

if TYPE_CHECKING:
    from workbench.proposals import Source


def dump_draft(draft: Draft, sources: Iterable[Source] = ()) -> str:
    """A draft as the text of a draft file; the same draft always gives the same text.

    `sources` are those that no catalogue has; the file carries what the draft cites of them.
    """
    plain = _plain(draft)
    if listed := tuple(sources):
        # Few drafts cite what was loaded, and a program that writes the others need not know how.
        from workbench.files.carried import plain_sources
        from workbench.sources import carried

        if cited := carried(draft, listed):
            plain["sources"] = plain_sources(cited)
    return written(plain)


def written(plain: Mapping[str, Any]) -> str:
    """A tree of mappings, lists and strings as YAML."""
    return "\n".join(_lines(plain, 0)) + "\n"


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
_FOLDABLE = re.compile(r"(?![\s#])[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+(?<!\s)")
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
