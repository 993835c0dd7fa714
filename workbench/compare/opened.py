"""A provision that was settled and is open now, or the reverse: which of its alternatives holds the other text.

The words stay where they are; what comes or goes are the brackets, the label and the other alternatives.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workbench.compare.pairing import ALIKE, full_text, likeness
from workbench.document import Block, BlockRole, Mark


def kept_alternative(settled: Block, opened: Block) -> int | None:
    """Which alternative of `opened` has the words of `settled`, or is nearest to them; None if none is near."""
    if opened.runs or not opened.children or any(b.role is not BlockRole.ALTERNATIVE for b in opened.children):
        return None
    if not settled.runs or any(child.role is BlockRole.ALTERNATIVE for child in settled.children):
        return None
    words = _words(settled)
    alike = [likeness(words, _words(child), at_least=ALIKE) for child in opened.children]
    best = max(alike)
    return alike.index(best) if best else None


def kept_article(opened: Block, among: Collection[str], unknown: Collection[str]) -> int | None:
    """Which of articles in competition stands among its siblings by itself in the other text, which has no such place.

    `among` are the ids of the siblings there, `unknown` the ids that this text alone has.
    """
    if opened.role is not BlockRole.ALTERNATIVES or opened.id not in unknown:
        return None
    return next((n for n, child in enumerate(opened.children) if child.id in among), None)


def stand_ins(blocks: Sequence[Block], others: Sequence[Block], unknown: Collection[str]) -> list[Block]:
    """The blocks with, for articles in competition, the one that stands among the others by itself."""
    own = {block.id for block in blocks}
    among = {block.id for block in others if block.role is BlockRole.ARTICLE} - own
    out = []
    for block in blocks:
        at = kept_article(block, among, unknown) if among else None
        out.append(block if at is None else block.children[at])
    return out


def _words(block: Block) -> str:
    """The words without the brackets and the blanks."""
    if not any(Mark.BRACKET in run.marks for part in block.walk() for run in part.runs):
        return full_text(block)
    return "\n".join(
        line for part in block.walk() if (line := "".join(r.text for r in part.runs if Mark.BRACKET not in r.marks))
    )
