"""A redline is a document that holds two: accept it and the new one is back, reject it and the old one is.

It is made before numbering. Blocks are matched among siblings by id, and by likeness where ids are lost;
a block that moved is a deletion and an insertion with the same id.
What was settled and is open now, or the reverse, keeps its words (see `opened`).
Words are compared inside a block; a reference or a footnote is kept, deleted or inserted whole.

Whose a change is, the new text says itself (see `_Signer`): no clock, and nobody unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workbench.compare.opened import kept_alternative, stand_ins
from workbench.compare.pairing import pair_blocks
from workbench.compare.words import diff
from workbench.document import CHANGES, Block, BlockRole, Change, DecisionRow, Document, Mark, Run, joined
from workbench.errors import ComparisonError

# What cannot be cut stands for one word while words are compared: a sign that is cut off from its neighbours.
_SIGN = "\U00020000"


#: Who changes a text that names nobody, no body of negotiation either.
NEUTRAL = "Drafters"


def redline(old: Document, new: Document, *, by: str = "", at: str = "", saved: Mapping[str, Change] = {}) -> Document:
    """The new document with all changes from the old one marked, each with its author and its time.

    They come from the decisions that only the new text has, then from whose wording it is, then from `saved`
    (who saved a provision, by its id); `by` and `at` stand where these say nothing, else the front matter does.
    """
    for document in (old, new):
        if has_changes(document):
            raise ComparisonError(
                f"'{document.title}': has marked changes already; accept or reject them before comparing"
            )
    before = {block.id for block in old.walk()}
    after = {block.id for block in new.walk()}
    signer = _Signer(old, new, by, at, saved)
    pen = _Pen(signer, frozenset(before - after), frozenset(after - before))
    blocks = pen.blocks(old.blocks, new.blocks)
    return Document(margin=new.margin, blocks=blocks, was=old.margin, change=signer.neutral)


def accept(document: Document) -> Document:
    """The new text of a redline, without marks of change."""
    return Document(margin=document.margin, blocks=_side(document.blocks, Mark.INSERTED, Mark.DELETED))


def reject(document: Document) -> Document:
    """The old text of a redline, without marks of change."""
    margin = document.margin if document.was is None else document.was
    return Document(margin=margin, blocks=_side(document.blocks, Mark.DELETED, Mark.INSERTED))


def has_changes(document: Document) -> bool:
    """Whether anything in the document is marked as changed."""
    return document.was is not None or any(
        block.was is not None or block.marks & CHANGES or any(run.marks & CHANGES for run in block.runs)
        for block in document.walk()
    )


def _side(blocks: Iterable[Block], kept: Mark, dropped: Mark) -> tuple[Block, ...]:
    return tuple(_one_side(block, kept, dropped) for block in blocks if dropped not in block.marks)


def _one_side(block: Block, kept: Mark, dropped: Mark) -> Block:
    head = block if dropped is Mark.DELETED or block.was is None else block.was
    # Where the place had no alternatives, what is one of them now was the place itself, or stood in it.
    alone = next((child for child in block.children if child.alone is kept), None)
    if alone is not None and block.role is BlockRole.ALTERNATIVES:
        return _one_side(alone, kept, dropped)
    words = block if alone is None else alone
    return replace(
        head,
        runs=_rejoined(_plain(run) for run in words.runs if dropped not in run.marks),
        children=_side(words.children, kept, dropped),
        marks=head.marks - CHANGES,
        change=None,
        was=None,
        alone=None,
    )


def _plain(run: Run) -> Run:
    if not run.marks & CHANGES:
        return run
    return Run(text=run.text, marks=run.marks - CHANGES, target=run.target, notes=run.notes)


def _rejoined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with what was cut put together again; a footnote call that stood by itself does so again."""
    out: list[Run] = []
    words: list[Run] = []
    for run in runs:
        if run.text:
            words.append(run)
        else:
            out.extend((*joined(tuple(words)), run))
            words = []
    return (*out, *joined(tuple(words)))


class _Signer:
    """Says who made the changes in a provision, and when."""

    __slots__ = ("decided", "neutral", "saved")

    def __init__(self, old: Document, new: Document, by: str, at: str, saved: Mapping[str, Change]) -> None:
        known = set(old.tables.decisions)
        news = [row for row in new.tables.decisions if row not in known]
        self.decided: dict[str, DecisionRow] = {row.provision: row for row in news}  # the last one counts
        self.saved = saved
        at = at or new.front.date or max((row.at for row in new.tables.decisions), default="") or old.front.date
        self.neutral = Change(by=by or new.front.body or NEUTRAL, at=at)

    def change(self, id: str, wording_of: str) -> Change:
        """Who changed the block of that id; `wording_of` is whose wording it now has, if that is known."""
        provision = id.partition("/")[0]
        decided, saved = self.decided.get(provision), self.saved.get(provision)
        if decided is None and saved is None and not wording_of:
            return self.neutral
        last = saved or self.neutral
        if decided is None:
            return Change(by=wording_of or last.by, at=last.at)
        return Change(by=decided.by or wording_of or last.by, at=decided.at or last.at)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Who signs the marks, and which ids only one of the two texts has."""

    signer: _Signer
    lost: frozenset[str]
    fresh: frozenset[str]

    def blocks(self, old: tuple[Block, ...], new: tuple[Block, ...], wording_of: str = "") -> tuple[Block, ...]:
        """The siblings of both texts: in each gap between matched ones first what is gone, then what came."""
        if old == new:
            return new
        marked: list[Block] = []
        i = j = 0
        left, right = stand_ins(old, new, self.lost), stand_ins(new, old, self.fresh)
        for i2, j2 in [*pair_blocks(left, right, self.lost, self.fresh), (len(old), len(new))]:
            marked.extend(self.whole(block, Mark.DELETED) for block in old[i:i2])
            marked.extend(self.whole(block, Mark.INSERTED, wording_of) for block in new[j:j2])
            if i2 < len(old) and j2 < len(new):
                if left[i2] is old[i2] and right[j2] is new[j2]:
                    marked.append(self.block(old[i2], new[j2], wording_of))
                else:
                    marked.append(self.articles(old[i2], new[j2], left[i2], right[j2]))
            i, j = i2 + 1, j2 + 1
        return tuple(marked)

    def block(self, old: Block, new: Block, wording_of: str) -> Block:
        """The new block with the changes inside it marked."""
        if old == new:
            return new
        head = replace(old, runs=(), children=())
        was = None if head == replace(new, runs=(), children=()) else head
        if (at := kept_alternative(old, new)) is not None:
            alternative = new.children[at]
            row = self.around(new.children, alternative, Mark.INSERTED, self.kept(old, alternative, alternative))
            return replace(new, children=row, was=was, change=self.signer.change(new.id, ""))
        if (at := kept_alternative(new, old)) is not None:
            alternative = old.children[at]
            row = self.around(old.children, alternative, Mark.DELETED, self.kept(alternative, new, alternative))
            return replace(new, runs=(), children=row, was=was, change=self.signer.change(new.id, ""))
        wording_of = new.attribution or wording_of
        change = self.signer.change(new.id, wording_of)
        return replace(
            new,
            runs=self.runs(old.runs, new.runs, change),
            children=self.blocks(old.children, new.children, wording_of),
            change=change,
            was=was,
        )

    def kept(self, old: Block, new: Block, alternative: Block) -> Block:
        """The alternative whose words are the whole provision in the other text, with what changed in them."""
        # Whose wording it was all along says nothing of who puts it in brackets.
        wording_of = new.attribution if new.attribution != old.attribution else ""
        change = self.signer.change(new.id, wording_of)
        return replace(
            alternative,
            runs=self.runs(old.runs, new.runs, change),
            children=self.blocks(old.children, new.children, wording_of),
            change=change,
            alone=Mark.DELETED if alternative is new else Mark.INSERTED,
        )

    def articles(self, old: Block, new: Block, before: Block, after: Block) -> Block:
        """An article that competes with others now and stood by itself, or the reverse."""
        inside = self.block(before, after, "")
        if before is old:
            row = self.around(new.children, after, Mark.INSERTED, replace(inside, alone=Mark.DELETED))
            return replace(new, children=row)
        if after is new:
            row = self.around(old.children, before, Mark.DELETED, replace(inside, alone=Mark.INSERTED))
            return replace(old, children=row)
        return self.block(old, new, "")

    def around(self, blocks: tuple[Block, ...], kept: Block, mark: Mark, instead: Block) -> tuple[Block, ...]:
        """Alternatives that came or went around the one that is kept."""
        return tuple(instead if block is kept else self.whole(block, mark) for block in blocks)

    def whole(self, block: Block, mark: Mark, wording_of: str = "") -> Block:
        """A block that came or went with all that is in it; whose wording it was says nothing of who struck it."""
        if mark is Mark.INSERTED:
            wording_of = block.attribution or wording_of
        change = self.signer.change(block.id, wording_of)
        return replace(
            block,
            runs=tuple(_marked(run, mark, change) for run in block.runs),
            children=tuple(self.whole(child, mark, wording_of) for child in block.children),
            marks=block.marks | {mark},
            change=change,
        )

    def runs(self, old: tuple[Run, ...], new: tuple[Run, ...], change: Change) -> tuple[Run, ...]:
        """The runs of both texts in one row."""
        if old == new:
            return new
        before, after = _Cutter(old), _Cutter(new)
        out: list[Run] = []
        gone: list[Run] = []
        come: list[Run] = []

        def turn() -> None:
            out.extend(_marked(run, Mark.DELETED, change) for run in gone)
            out.extend(_marked(run, Mark.INSERTED, change) for run in come)
            gone.clear()
            come.clear()

        for edit in diff(before.text, after.text):
            if edit.is_change:
                gone.extend(before.take(len(edit.old)))
                come.extend(after.take(len(edit.new)))
                continue
            left = len(edit.old)
            while left:
                size = min(left, before.reach(), after.reach())
                mine, theirs = before.piece(size), after.piece(size)
                if mine == theirs:
                    turn()
                    out.append(theirs)
                else:
                    gone.append(mine)
                    come.append(theirs)
                left -= size
        turn()
        return _rejoined(out)


def _marked(run: Run, mark: Mark, change: Change) -> Run:
    return Run(text=run.text, marks=run.marks | {mark}, target=run.target, notes=run.notes, change=change)


class _Cutter:
    """The runs of a block as one text, from which pieces are taken from the left."""

    __slots__ = ("_at", "_pieces", "_within", "text")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._pieces = [piece for run in runs for piece in _cut_for_notes(run)]
        self._at = 0
        self._within = 0
        self.text = "".join(_SIGN if _is_atom(run) else run.text for run in self._pieces)

    def reach(self) -> int:
        """How many characters are left of the run at the current place."""
        run = self._pieces[self._at]
        return 1 if _is_atom(run) else len(run.text) - self._within

    def piece(self, size: int) -> Run:
        """The next `size` characters, within one run; footnotes stay with the last of them."""
        run = self._pieces[self._at]
        start, end = self._within, self._within + size
        if size == self.reach():
            self._at += 1
            self._within = 0
            return run if not start else replace(run, text=run.text[start:])
        self._within = end
        return replace(run, text=run.text[start:end], notes=())

    def take(self, size: int) -> Iterator[Run]:
        """The runs of the next `size` characters."""
        while size:
            length = min(size, self.reach())
            size -= length
            yield self.piece(length)


def _is_atom(run: Run) -> bool:
    """Whether the run is never cut: a reference, or a footnote call without words."""
    return Mark.REFERENCE in run.marks or not run.text


def _cut_for_notes(run: Run) -> tuple[Run, ...]:
    """A run with footnotes as two: its last word carries them, so that a new note marks that word alone."""
    if not run.notes or _is_atom(run):
        return (run,)
    at = len(run.text.rstrip())
    while at and not run.text[at - 1].isspace():
        at -= 1
    if not at:
        return (run,)
    return replace(run, text=run.text[:at], notes=()), replace(run, text=run.text[at:])
