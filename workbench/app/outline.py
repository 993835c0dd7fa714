"""The draft as the tree that the outline shows: what each place is called, and how it stands."""

from __future__ import annotations

from collections import Counter
from typing import Any

from workbench.app.desk import Desk
from workbench.document import Block
from workbench.drafting import BODY, PREAMBLE
from workbench.findings import Severity
from workbench.model import Provision, Status

#: The place of the title, the terms and the rest that is no provision.
WHOLE = "title"
_LENGTH = 90


def tree(desk: Desk) -> list[dict[str, Any]]:
    """The title, the preamble and the body as nodes for the component."""
    outliner = _Outliner(desk)
    draft = desk.draft
    return [
        {
            "id": WHOLE,
            "role": "whole",
            "number": "",
            "text": "Title, terms and masthead",
            "place": "title and terms",
            "marks": [],
        },
        _root(PREAMBLE, "Preamble", [outliner.node(provision) for provision in draft.preamble]),
        _root(BODY, "Articles", [outliner.node(provision) for provision in draft.body]),
    ]


def _root(id: str, text: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id, "role": "root", "number": "", "text": text, "place": text, "marks": [], "children": children}


class _Outliner:
    """What every node of one draft is made with."""

    def __init__(self, desk: Desk) -> None:
        self.places = desk.places
        self.blocks = desk.blocks
        self.problems = Counter(f.where for f in desk.findings if f.severity is not Severity.NOTE)

    def node(self, provision: Provision) -> dict[str, Any]:
        block = self.blocks[provision.id]
        node: dict[str, Any] = {
            "id": provision.id,
            "role": provision.role.value,
            "number": block.number,
            "text": _text(provision, block),
            "place": self.places.get(provision.id, "") or "this provision",
            "marks": list(self.marks(provision)),
        }
        if provision.is_container:
            node["children"] = [self.node(child) for child in provision.children]
        return node

    def marks(self, provision: Provision) -> list[tuple[str, str, str]]:
        marks = []
        if provision.is_gap:
            marks.append(("gap", "…", "No formulation is chosen"))
        if len(provision.chosen) > 1:
            marks.append(("open", str(len(provision.chosen)), f"{len(provision.chosen)} alternatives are open"))
        if provision.bracketed:
            marks.append(("open", "[ ]", "In brackets: not agreed"))
        if provision.status in (Status.AGREED, Status.AD_REFERENDUM):
            marks.append(("agreed", "✓", str(provision.status).capitalize()))
        elif provision.status is Status.PENDING:
            marks.append(("pending", "–", "Pending"))
        count = self.problems.get(provision.id, 0)
        if count:
            marks.append(("problem", "!", f"{count} problem{'s' * (count > 1)}"))
        return marks


def _text(provision: Provision, block: Block) -> str:
    if provision.is_container:
        return block.text or "Without a heading"
    if provision.is_gap:
        return "No formulation chosen"
    text = (block.text or block.children[0].text).removeprefix("[").removesuffix("]")
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…"
