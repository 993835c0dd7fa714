"""The draft as the tree that the outline shows: what each place is called, and how it stands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from workbench.app.desk import Desk
from workbench.document import Block, Mark
from workbench.drafting import BODY, PREAMBLE
from workbench.findings import Severity
from workbench.memory import Memory
from workbench.model import Provision, Role, Status

#: The place of the title, the terms and the rest that is no provision.
WHOLE = "title"
_LENGTH = 90
_BRACKET = frozenset({Mark.BRACKET})


def tree(desk: Desk) -> str:
    """The title, the preamble and the body as nodes for the component, in JSON."""
    outliner = _Outliner(desk)
    draft = desk.draft
    whole = {
        "id": WHOLE,
        "role": "whole",
        "number": "",
        "text": "Title, terms and masthead",
        "place": "title and terms",
        "marks": [],
    }
    roots = (
        _with_children(_root(PREAMBLE, "Preamble"), map(outliner.node, draft.preamble)),
        _with_children(_root(BODY, "Articles"), map(outliner.node, draft.body)),
    )
    return f"[{_json(whole)},{','.join(roots)}]"


def _json(node: dict[str, Any]) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))


def _with_children(node: dict[str, Any], children: Iterable[str]) -> str:
    return f'{_json(node)[:-1]},"children":[{",".join(children)}]}}'


def _root(id: str, text: str) -> dict[str, Any]:
    return {"id": id, "role": "root", "number": "", "text": text, "place": text, "marks": []}


#: A draft is drawn again after every click, and few of its provisions have changed by then.
_NODES = Memory(most=4_000)


class _Outliner:
    """What every node of one draft is made with."""

    def __init__(self, desk: Desk) -> None:
        self.places = desk.places
        self.blocks = desk.blocks
        self.problems = Counter(f.where for f in desk.findings if f.severity is not Severity.NOTE)

    def node(self, provision: Provision) -> str:
        """A provision with all below it; what is shown of it depends on its numbers, its place and its problems."""
        block = self.blocks[provision.id]
        if provision.role is Role.PART:  # changes with each of its articles, which are remembered
            return self.drawn(provision, block)
        around = tuple((self.places.get(p.id), self.problems.get(p.id)) for p in provision.walk())
        # The block is kept with its node, so that no other can be taken for it.
        node, _ = _NODES.made((id(block), around), provision, lambda: (self.drawn(provision, block), block))
        return node

    def drawn(self, provision: Provision, block: Block) -> str:
        node: dict[str, Any] = {
            "id": provision.id,
            "role": provision.role.value,
            "number": block.number,
            "text": _text(provision, block),
            "place": self.places.get(provision.id, "") or "this provision",
            "marks": list(self.marks(provision)),
        }
        return _with_children(node, map(self.node, provision.children)) if provision.is_container else _json(node)

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
    shown = block if block.runs or not block.children else block.children[0]
    words = [run for run in shown.runs if run.text]
    text = shown.text
    # The pair around the whole says nothing in a list of wholes.
    if words and words[0].marks == words[-1].marks == _BRACKET:
        text = text.removeprefix("[").removesuffix("]")
    return f"{text[:_LENGTH]}…" if len(text) > _LENGTH else text.strip() or "Without words"
