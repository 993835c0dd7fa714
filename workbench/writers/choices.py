"""Open choices in a numbered document: where they are, and what is printed if they count as settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.document import Block, BlockRole, Document, Mark, Run, joined
from workbench.errors import OpenChoices
from workbench.numbering import labels

_NAMED = 8


def open_places(document: Document) -> tuple[str, ...]:
    """The ids of the provisions that are still open: alternatives, brackets, gaps and blanks, in reading order."""
    return tuple(dict.fromkeys(_open(document.blocks)))


def _open(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if _is_open(block):
            yield block.id.partition("/")[0]
        # What stands inside articles in competition is open because they are.
        if not (block.role is BlockRole.ALTERNATIVES and _is_open(block)):
            yield from _open(block.children)


def _is_open(block: Block) -> bool:
    if any(Mark.BRACKET in run.marks or Mark.BLANK in run.marks for run in block.runs):
        return True
    alternatives = block.role is BlockRole.ALTERNATIVES or any(
        child.role is BlockRole.ALTERNATIVE for child in block.children
    )
    return alternatives and len(block.children) > 1


def refuse_open(document: Document, layout: str) -> None:
    """Raise OpenChoices with the places, if any provision is open."""
    ids = open_places(document)
    if not ids:
        return
    known = labels(document.blocks)
    named = [f"{known[id]} ({id})" if id in known else id for id in ids]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    raise OpenChoices(
        f"layout '{layout}' prints settled text only, and {len(named)} "
        f"{'provision is' if len(named) == 1 else 'provisions are'} open: {'; '.join(named[:_NAMED])}{more}; "
        "settle them, use layout 'negotiating', or force the first chosen formulation"
    )


def settled(document: Document) -> Document:
    """The document with the first wording of every open choice, and without the brackets that mark them."""
    return replace(document, blocks=tuple(_settled(block) for block in document.blocks))


def _settled(block: Block) -> Block:
    if block.role is BlockRole.ALTERNATIVES and block.children:
        return replace(_settled(block.children[0]), number=block.number)
    if block.children and block.children[0].role is BlockRole.ALTERNATIVE:
        first = block.children[0]
        # The footnote of the provision is called after its last alternative; it belongs to them all.
        notes = tuple(note for last in (*block.walk(),)[-1:] for run in last.runs for note in run.notes)
        runs, children = first.runs, first.children
        if notes and len(block.children) > 1:
            children, runs = _with_notes(children, runs, notes)
        block = replace(block, runs=runs, children=children, attribution=first.attribution)
    return replace(
        block,
        runs=joined(tuple(_unbracketed(run) for run in block.runs)),
        children=tuple(_settled(child) for child in block.children),
    )


def _with_notes(
    children: tuple[Block, ...], runs: tuple[Run, ...], notes: tuple[str, ...]
) -> tuple[tuple[Block, ...], tuple[Run, ...]]:
    if not children:
        return children, (*runs, Run(text="", notes=notes))
    below, own = _with_notes(children[-1].children, children[-1].runs, notes)
    return (*children[:-1], replace(children[-1], runs=own, children=below)), runs


def _unbracketed(run: Run) -> Run:
    if Mark.BRACKET in run.marks or Mark.BLANK in run.marks:
        return replace(run, text=run.text.strip("[]"), marks=run.marks - {Mark.BRACKET, Mark.BLANK})
    return run
