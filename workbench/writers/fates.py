"""What became of each provision in a redline, for tables of old and new numbers: one answer for one provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from workbench.document import CHANGES, Block, Document, Mark
from workbench.numbering import Label
from workbench.writers.comparing import CONTAINERS


class _Place(NamedTuple):
    """Where a provision stands in one of the two texts: its block, and what holds it."""

    block: Block
    parent: Block | None


class Fates:
    """The fate of every provision of a redline, in words."""

    def __init__(self, document: Document, old: Mapping[str, Label], new: Mapping[str, Label]) -> None:
        self.old_labels, self.new_labels = old, new
        self.before: dict[str, _Place] = {}
        self.after: dict[str, _Place] = {}
        for block, parent in _placed(document.blocks, None):
            if Mark.INSERTED not in block.marks:
                self.before.setdefault(block.id, _Place(block, parent))
            if Mark.DELETED not in block.marks:
                self.after.setdefault(block.id, _Place(block, parent))

    def fate(self, block: Block) -> str:
        """New, Deleted, Unchanged, or what of moved, renumbered and amended; nothing where what moved has stood."""
        before, after = self.before.get(block.id), self.after.get(block.id)
        if after is None:
            return "Deleted"
        if before is None:
            return "New"
        if after.block is not block:
            return ""
        said = [self._placed_anew(before, after)] if before.block is not block else [self._numbered_anew(block)]
        said.append("amended" if _is_amended(before.block, block) else "")
        words = " and ".join(word for word in said if word)
        return words[:1].upper() + words[1:] or "Unchanged"

    def _placed_anew(self, before: _Place, after: _Place) -> str:
        """What moved has moved by itself, or with what holds it."""
        with_parent = (
            before.parent is not None
            and after.parent is not None
            and before.parent.id == after.parent.id
            and before.parent is not after.parent
        )
        return self._numbered_anew(after.block) if with_parent else "moved"

    def _numbered_anew(self, block: Block) -> str:
        same = str(self.old_labels.get(block.id, "")) == str(self.new_labels.get(block.id, ""))
        return "" if same else "renumbered"


def _placed(blocks: Iterable[Block], parent: Block | None) -> Iterator[tuple[Block, Block | None]]:
    for block in blocks:
        yield block, parent
        yield from _placed(block.children, block)


def _is_amended(before: Block, after: Block) -> bool:
    if before is after:
        return any(run.marks & CHANGES for block in _own(after) for run in block.runs)
    return _said(before) != _said(after)


def _own(block: Block) -> Iterator[Block]:
    """The blocks whose words are the provision's: its heading alone where it holds others."""
    return iter((block,)) if block.role in CONTAINERS else block.walk()


def _said(block: Block) -> list[object]:
    """What a provision says, whatever numbers its references print."""
    return [(run.target or run.text, run.marks - CHANGES, run.notes) for part in _own(block) for run in part.runs]
