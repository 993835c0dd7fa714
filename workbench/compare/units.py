"""The provisions of a draft or of a document as one flat list, each with its place in words.

`article 7, paragraph 2` is counted here as numbering counts it: drafts have no numbers, yet are spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.document import Block, BlockRole, Document, Mark
from workbench.model import Draft, Item, Option, Provision, Role, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A provision as it is compared: a container with its heading, or a leaf with its words.

    `place` is what a chair says ('article 7, paragraph 2'), `parent` the id of the container or empty.
    `compared` is the text with the ids of its references in place of their numbers, so that a number alone
    is no rewording.
    """

    id: str
    role: str
    place: str
    parent: str = ""
    heading: str = ""
    text: str = ""
    compared: str = ""
    status: Status = Status.DRAFT
    is_open: bool = False

    @property
    def is_leaf(self) -> bool:
        """Whether it holds words rather than other provisions."""
        return self.role not in _CONTAINERS


_CONTAINERS = frozenset({BlockRole.PART.value, BlockRole.ARTICLE.value, BlockRole.ALTERNATIVES.value})


def units_of(text: Draft | Document) -> tuple[Unit, ...]:
    """All provisions in reading order, a container before what it holds."""
    if isinstance(text, Draft):
        preamble = tuple(_from_provision(p, "", "preambular") for p in text.preamble)
        body = _provisions(text.body, "")
        return _placed((*preamble, *body))
    return _placed(tuple(_from_blocks(text.blocks, "")))


def wording(option: Option) -> str:
    """The words of an option with its sub-paragraphs, a line each."""
    return "\n".join((option.text, *_items(option.items)))


def _items(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _items(item.items)


def _provisions(provisions: Iterable[Provision], parent: str) -> Iterator[Unit]:
    for provision in provisions:
        yield _from_provision(provision, parent, provision.role.value)
        yield from _provisions(provision.children, provision.id)


def _from_provision(provision: Provision, parent: str, role: str) -> Unit:
    words = "\n".join(map(wording, provision.chosen_options))
    return Unit(
        id=provision.id,
        role=role,
        place="",
        parent=parent,
        heading=provision.heading,
        text=words,
        compared=words,
        status=provision.status,
        is_open=provision.is_open and provision.role is Role.PARAGRAPH,
    )


def _from_blocks(blocks: Iterable[Block], parent: str) -> Iterator[Unit]:
    for block in blocks:
        if block.role is BlockRole.TITLE:
            continue  # the title is a matter of the document as a whole
        if block.role in _CONTAINERS and not _holds_alternative_wordings(block):
            yield Unit(id=block.id, role=block.role, place="", parent=parent, heading=block.text, status=block.status)
            yield from _from_blocks(block.children, block.id)
        else:
            # Sub-paragraphs and alternative wordings are read with the paragraph that they belong to.
            words = "\n".join(part.text for part in block.walk() if part.text)
            role = BlockRole.PARAGRAPH if block.role is BlockRole.ALTERNATIVES else block.role
            yield Unit(
                id=block.id,
                role=role,
                place="",
                parent=parent,
                text=words,
                compared="\n".join(_unnumbered(part) for part in block.walk()),
                status=block.status,
                is_open=_is_open(block),
            )


def _unnumbered(block: Block) -> str:
    return "".join(f"<{run.target}>" if Mark.REFERENCE in run.marks else run.text for run in block.runs)


def _is_open(block: Block) -> bool:
    """Whether the block has alternative wordings, or stands in square brackets as a whole."""
    if any(child.role is BlockRole.ALTERNATIVE for child in block.children):
        return True
    runs = [run for part in block.walk() for run in part.runs if run.text]
    if not runs or not all(Mark.BRACKET in run.marks for run in (runs[0], runs[-1])):
        return False
    return runs[0].text.startswith("[") and runs[-1].text.endswith("]")


def _holds_alternative_wordings(block: Block) -> bool:
    return block.role is BlockRole.ALTERNATIVES and all(b.role is not BlockRole.ARTICLE for b in block.children)


def _placed(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units with their places counted."""
    places: dict[str, str] = {}
    roles = {unit.id: unit.role for unit in units}
    siblings: dict[str, int] = {}
    for unit in units:
        if unit.is_leaf:
            siblings[unit.parent] = siblings.get(unit.parent, 0) + 1
    counts = dict.fromkeys(("part", "article", "preambular"), 0)
    within: dict[str, int] = {}
    out: list[Unit] = []
    for unit in units:
        within[unit.parent] = within.get(unit.parent, 0) + 1
        inside = within[unit.parent]
        above = places.get(unit.parent, "")
        if roles.get(unit.parent) == BlockRole.ALTERNATIVES:
            place = f"{above}, alternative {inside}" if above else f"alternative {inside}"
        elif unit.role in ("part", "preambular"):
            counts[unit.role] += 1
            place = f"{'preambular paragraph' if unit.role == 'preambular' else unit.role} {counts[unit.role]}"
        elif unit.role in ("article", "alternatives"):
            counts["article"] += 1
            place = f"article {counts['article']}"
        elif unit.role in ("organ", "formula"):
            place = "opening" if unit.role == "organ" else "proclaiming formula"
        elif above and siblings.get(unit.parent, 0) == 1:
            place = above
        else:
            place = f"{above}, paragraph {inside}" if above else f"paragraph {inside}"
        places[unit.id] = place
        out.append(replace(unit, place=place))
    return tuple(out)
