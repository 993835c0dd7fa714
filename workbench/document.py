"""What readers see: a document of blocks, of flat runs with marks, as in Word.

`compose` makes it from a draft, `number` labels it, `redline` marks changes in it, writers print it.
A document prints itself, one line a block, so that it can be read in a test:

>>> str(Block(id="a", role=BlockRole.PARAGRAPH, runs=(Run(text="States", marks=frozenset({Mark.INSERTED})),)))
'paragraph#a {+States+}'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.model import Comment, FrontMatter, Relation, Status

if TYPE_CHECKING:
    from workbench.proposals import Stance


class Mark(StrEnum):
    """The closed set of marks that a run may carry."""

    LEAD = "lead"
    BRACKET = "bracket"
    BLANK = "blank"
    INSERTED = "inserted"
    DELETED = "deleted"
    REFERENCE = "reference"


class BlockRole(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    ORGAN = "organ"
    PREAMBULAR = "preambular"
    FORMULA = "formula"
    PART = "part"
    ARTICLE = "article"
    ALTERNATIVES = "alternatives"
    PARAGRAPH = "paragraph"
    ALTERNATIVE = "alternative"
    ITEM = "item"


NO_MARKS: frozenset[Mark] = frozenset()
CHANGES: frozenset[Mark] = frozenset({Mark.INSERTED, Mark.DELETED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Who made an insertion or deletion, and when (ISO 8601)."""

    by: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A stretch of text with the same marks.

    `target` is the provision that a REFERENCE points to; `notes` are the texts of the footnotes
    that are called after the text; `change` says whose insertion or deletion it is.
    """

    text: str
    marks: frozenset[Mark] = NO_MARKS
    target: str = ""
    notes: tuple[str, ...] = ()
    change: Change | None = None

    def __str__(self) -> str:
        text = self.text
        if Mark.REFERENCE in self.marks:
            text = f"<{text}->{self.target}>"
        if Mark.LEAD in self.marks:
            text = f"*{text}*"
        text += "".join(f"^({note})" for note in self.notes)
        if Mark.INSERTED in self.marks:
            text = f"{{+{text}+}}"
        if Mark.DELETED in self.marks:
            text = f"{{-{text}-}}"
        return text


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A paragraph on the page with the blocks that belong to it.

    `number` is computed by `numbering.number` and empty before; `marks` holds INSERTED or DELETED
    where the block as a whole came or went; `old_number` is printed on what is deleted.
    In a redline `was` is the older head (without runs and children) where more than the words changed, else None;
    `alone` is INSERTED on the alternative that is all that the new text has of its place, and DELETED on the one
    that was all that the old text had of it: its words stay, brackets and other alternatives go or come.
    `level` is the depth of an item (1 for (a)). `status` and `attribution` are printed by layouts that show them.
    """

    id: str
    role: BlockRole
    runs: tuple[Run, ...] = ()
    children: tuple[Block, ...] = ()
    level: int = 0
    number: str = ""
    old_number: str = ""
    marks: frozenset[Mark] = NO_MARKS
    change: Change | None = None
    status: Status = Status.DRAFT
    attribution: str = ""
    comments: tuple[Comment, ...] = ()
    was: Block | None = None
    alone: Mark | None = None

    @property
    def text(self) -> str:
        """The words of this block alone, without its children."""
        return "".join(run.text for run in self.runs)

    def numbered(self, number: str, old_number: str, children: tuple[Block, ...]) -> Block:
        """The same block with its numbers and with these children; half the work of `replace`, which is most of it."""
        return Block(
            id=self.id,
            role=self.role,
            runs=self.runs,
            children=children,
            level=self.level,
            number=number,
            old_number=old_number,
            marks=self.marks,
            change=self.change,
            status=self.status,
            attribution=self.attribution,
            comments=self.comments,
            was=self.was,
            alone=self.alone,
        )

    def stands(self, gone: Mark) -> bool:
        """Whether the text that leaves out `gone` has it; of a place for rivals it has none where one is alone."""
        if gone in self.marks:
            return False
        return self.role is not BlockRole.ALTERNATIVES or all(child.alone in (None, gone) for child in self.children)

    def walk(self) -> Iterator[Block]:
        """This block and all below it, in reading order."""
        return walk((self,))

    def __str__(self) -> str:
        number = f" {self.number}" if self.number else ""
        change = "".join(f" ({mark})" for mark in sorted(self.marks))
        words = "".join(str(run) for run in self.runs)
        head = f"{self.role}#{self.id}{number}{change} {words}".rstrip()
        lines = [head, *(f"  {line}" for child in self.children for line in str(child).splitlines())]
        return "\n".join(lines)


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks and all below them, in reading order."""
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        yield block
        if block.children:
            waiting.extend(reversed(block.children))


@dataclass(frozen=True, kw_only=True, slots=True)
class ViewRow:
    """A view that a provision rests on, for the layouts that print views.

    Where several formulations are open, `option` is the one that rests on it.
    """

    provision: str
    view: str
    kind: str
    label: str
    stance: Stance
    attribution: str
    place: str
    option: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedParagraph:
    """One of the paragraphs that a citation names, with where it stands and what it says in our words."""

    place: str
    digest: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CitationRow:
    """Supporting paragraphs of a provision in one source, in printed form; `paragraphs` are the same one by one.

    Where several formulations are open, `option` is the one that they support, or nothing if they support them all.
    """

    provision: str
    source: str
    place: str
    relation: Relation
    quote: str
    digest: str
    paragraphs: tuple[CitedParagraph, ...] = ()
    option: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionRow:
    """An entry of the decision log."""

    provision: str
    at: str
    by: str
    did: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionRow:
    """An alternative wording of a provision that the draft holds, chosen or not."""

    provision: str
    option: str
    text: str
    by: str
    origin: str
    chosen: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Tables:
    """The plain typed tables beside the text, in reading order of their provisions."""

    views: tuple[ViewRow, ...] = ()
    citations: tuple[CitationRow, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()
    options: tuple[OptionRow, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Margin:
    """All of a document that is not its blocks: title, front matter and tables."""

    title: str = ""
    front: FrontMatter = field(default_factory=FrontMatter)
    tables: Tables = field(default_factory=Tables)


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A declaration as it is read.

    In a redline `was` is the margin of the older text, and `change` is whose the changes are that nobody signed.
    """

    margin: Margin
    blocks: tuple[Block, ...]
    was: Margin | None = None
    change: Change | None = None

    @property
    def title(self) -> str:
        """The title of the declaration."""
        return self.margin.title

    @property
    def front(self) -> FrontMatter:
        """The front matter."""
        return self.margin.front

    @property
    def tables(self) -> Tables:
        """The tables beside the text."""
        return self.margin.tables

    def walk(self) -> Iterator[Block]:
        """All blocks in reading order."""
        return walk(self.blocks)

    def __str__(self) -> str:
        return "\n".join(str(block) for block in self.blocks)


def joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The same runs with neighbours of equal marks joined and empty ones dropped.

    >>> [run.text for run in joined((Run(text="a"), Run(text=""), Run(text="b")))]
    ['ab']
    """
    out: list[Run] = []
    for run in runs:
        if not run.text and not run.notes and Mark.REFERENCE not in run.marks:
            continue
        last = out[-1] if out else None
        if (
            last is not None
            and not last.notes
            and last.marks == run.marks
            and last.target == run.target
            and last.change == run.change
            and Mark.REFERENCE not in run.marks
        ):
            out[-1] = Run(
                text=last.text + run.text, marks=run.marks, target=run.target, notes=run.notes, change=run.change
            )
        else:
            out.append(run)
    return tuple(out)


def called_before_stops(block: Block) -> Block:
    """The block with its footnotes called before the comma or full stop that they stand behind, as in French."""
    line = block.runs
    if line and line[-1].notes:
        call = replace(line[-1], text="")
        words = (*line[:-1], replace(line[-1], notes=())) if line[-1].text else line[:-1]
        bare = words[-1].text.rstrip(" \u00a0\u202f,;.:!?…") if words and not words[-1].notes else ""
        if bare and bare != words[-1].text:
            stop = replace(words[-1], text=words[-1].text[len(bare) :])
            line = (*words[:-1], replace(words[-1], text=bare), call, stop)
    return replace(block, runs=line, children=tuple(called_before_stops(child) for child in block.children))
