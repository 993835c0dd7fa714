"""Numbers and cross-references: a pass over a document, after any comparison (format.md, Numbers).

Numbering twice gives the same; old and new are counted apart, so that a redline prints the new numbers
and, on what is deleted, the old ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from workbench.document import Block, BlockRole, Document, Mark, Run
from workbench.memory import Memory

Alternatives = Literal["alt", "bis"]

_LATIN = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
#: What a reference prints whose target is not there.
MISSING_REFERENCE = "[missing reference]"

#: What stands before the number of a preambular paragraph; which layouts print the two is for them to say.
PREAMBULAR_SIGN = "PP"


def roman(number: int) -> str:
    """A small number in lower-case Roman numerals.

    >>> roman(4), roman(28)
    ('iv', 'xxviii')
    """
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def letter(number: int) -> str:
    """The letter of a sub-paragraph, doubled after z.

    >>> letter(1), letter(27)
    ('a', 'aa')
    """
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def item_number(level: int, number: int) -> str:
    """The sign of a sub-paragraph by its degree: (a), (i), a., i.

    >>> [item_number(level, 2) for level in (1, 2, 3, 4)]
    ['(b)', '(ii)', 'b.', 'ii.']
    """
    sign = letter(number) if level % 2 else roman(number)
    return f"({sign})" if level <= 2 else f"{sign}."


def alternative_number(number: str, position: int, alternatives: Alternatives) -> str:
    """What marks the alternative at `position` (from 0) of what is numbered `number`.

    >>> alternative_number("3", 1, "alt"), alternative_number("3", 0, "bis"), alternative_number("3", 2, "bis")
    ('Alt. 2', '3', '3 ter')
    """
    if alternatives == "alt":
        return f"Alt. {position + 1}"
    latin = _LATIN[position] if position < len(_LATIN) else f"({position + 1})"
    return f"{number} {latin}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """How a block is referred to: pieces of text, each with the id whose number it is, or nothing.

    `article 7, paragraph 2` is `("article ", ""), ("7", "article-id"), (", paragraph ", ""), ("2", "id")`.
    """

    pieces: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "".join(text for text, _ in self.pieces)


def number(document: Document, *, alternatives: Alternatives = "alt", memory: Memory | None = None) -> Document:
    """The document with its numbers, and the text of its references.

    Articles that a `memory` has seen before are numbered once, as long as they keep their number.
    """
    changes = _has_changes(document)
    blocks = _Counter(alternatives, changes, memory).top(document.blocks)
    if any(map(_refers, blocks)):
        language = document.front.language
        new = labels(blocks, language=language)
        old = labels(blocks, old=True, language=language) if changes else new
        blocks = tuple(_referring(block, new, old) for block in blocks)
    return replace(document, blocks=blocks)


def _has_changes(document: Document) -> bool:
    return document.was is not None


class _Pair:
    """A count of what stands in the new text and one of what stood in the old."""

    __slots__ = ("new", "old")

    def __init__(self) -> None:
        self.new = self.old = 0

    def step(self, block: Block) -> tuple[int, int]:
        """The counts with this block, 0 on a side where it does not stand."""
        new = old = 0
        if Mark.DELETED not in block.marks:
            self.new += 1
            new = self.new
        if Mark.INSERTED not in block.marks:
            self.old += 1
            old = self.old
        return new, old


class _Counter:
    __slots__ = ("alternatives", "articles", "changes", "memory", "parts", "preamble")

    def __init__(self, alternatives: Alternatives, changes: bool, memory: Memory | None) -> None:
        self.memory = memory
        self.alternatives = alternatives
        self.changes = changes
        self.parts = _Pair()
        self.articles = _Pair()
        self.preamble = _Pair()

    def top(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        if block.role is BlockRole.PART:
            new, old = self.parts.step(block)
            children = self.top(block.children)
            return self.numbered(block, roman(new).upper(), roman(old).upper(), children)
        if block.role is BlockRole.ARTICLE:
            return self.whole(self.article, block, *self.articles.step(block))
        if block.role is BlockRole.ALTERNATIVES:
            return self.whole(self.alternative_articles, block, *self.articles.step(block))
        if block.role is BlockRole.PREAMBULAR:
            return self.whole(self.preambular, block, *self.preamble.step(block), PREAMBULAR_SIGN)
        return block

    def whole(self, how: Callable[[Block, str, str], Block], block: Block, new: int, old: int, sign: str = "") -> Block:
        """A block whose own two numbers say all about those inside it."""
        signs = (f"{sign}{new}" if new else "", f"{sign}{old}" if old else "")
        if self.memory is None:
            return how(block, *signs)
        what = ("numbered", self.alternatives, self.changes, *signs)
        return self.memory.made(what, block, lambda: how(block, *signs))

    def preambular(self, block: Block, new: str, old: str) -> Block:
        return self.numbered(block, new, old, self.below(block, new, old))

    def alternative_articles(self, block: Block, new: str, old: str) -> Block:
        total, places = _Pair(), _Pair()
        for child in block.children:
            total.step(child)
        children = []
        for child in block.children:
            new_place, old_place = places.step(child)
            new_number = self.alternative(new, new_place, total.new)
            children.append(self.article(child, new_number, self.alternative(old, old_place, total.old)))
        return self.numbered(block, new, old, tuple(children))

    def alternative(self, number: str, place: int, total: int) -> str:
        if not place or total == 1:
            return number if place else ""
        sign = alternative_number(number, place - 1, self.alternatives)
        return f"{number} {sign}".strip() if self.alternatives == "alt" else sign

    def article(self, block: Block, new: str, old: str) -> Block:
        total = _Pair()
        for child in block.children:
            total.step(child)
        place = _Pair()
        children = []
        for child in block.children:
            new_place, old_place = place.step(child)
            new_number = str(new_place) if new_place and total.new > 1 else ""
            old_number = str(old_place) if old_place and total.old > 1 else ""
            children.append(self.numbered(child, new_number, old_number, self.below(child, new_number, old_number)))
        return self.numbered(block, new, old, tuple(children))

    def below(self, block: Block, new: str, old: str) -> tuple[Block, ...]:
        """What stands below a paragraph; its alternatives count from 1 where it has no number itself."""
        if not block.children:
            return ()
        place = _Pair()
        children = []
        for child in block.children:
            new_place, old_place = place.step(child)
            if child.role is BlockRole.ITEM:
                numbers = (
                    item_number(child.level, new_place) if new_place else "",
                    item_number(child.level, old_place) if old_place else "",
                )
            elif child.role is BlockRole.ALTERNATIVE:
                numbers = (
                    "" if child.alone is Mark.INSERTED else self.place_of(new or "1", new_place),
                    "" if child.alone is Mark.DELETED else self.place_of(old or "1", old_place),
                )
            else:
                numbers = (child.number, child.old_number)
            children.append(self.numbered(child, *numbers, self.below(child, "", "")))
        return tuple(children)

    def place_of(self, number: str, place: int) -> str:
        return alternative_number(number, place - 1, self.alternatives) if place else ""

    def numbered(self, block: Block, new: str, old: str, children: tuple[Block, ...]) -> Block:
        old = old if self.changes else ""
        if block.number == new and block.old_number == old and block.children == children:
            return block
        return block.numbered(new, old, children)


# --- references -------------------------------------------------------------


def labels(blocks: tuple[Block, ...], *, old: bool = False, language: str = "en") -> Mapping[str, Label]:
    """How every numbered block is referred to in a sentence, by id; `old` for the text before a redline.

    A preambular paragraph is 'preambular paragraph 3' in a sentence, whatever stands before it; in another official
    language all are said in its words.
    """
    gone = Mark.INSERTED if old else Mark.DELETED
    out: dict[str, Label] = {}
    preamble = 0
    for block in blocks:
        if gone in block.marks:
            continue
        if block.role is BlockRole.PREAMBULAR:
            preamble += 1
            pieces: tuple[tuple[str, str], ...] = (("preambular paragraph ", ""), (str(preamble), block.id))
            out[block.id] = Label(pieces=pieces)
            _label_items(block, pieces, gone, old, out)
        elif block.role in (BlockRole.PART, BlockRole.ARTICLE, BlockRole.ALTERNATIVES):
            _label(block, gone, old, out)
    if language[:2] == "en":
        return out
    from workbench.languages import language_of  # most documents are in English

    tongue = language_of(language)
    return {id: Label(pieces=tongue.label(label.pieces)) for id, label in out.items()} if tongue else out


def _sign(block: Block, old: bool) -> str:
    return block.old_number if old else block.number


def _label(block: Block, gone: Mark, old: bool, out: dict[str, Label]) -> None:
    if gone in block.marks:
        return
    if block.role is BlockRole.PART:
        out[block.id] = Label(pieces=(("part ", ""), (_sign(block, old), block.id)))
        for child in block.children:
            _label(child, gone, old, out)
        return
    own: tuple[tuple[str, str], ...] = (("article ", ""), (_sign(block, old), block.id))
    if block.role is BlockRole.ALTERNATIVES:
        if block.stands(gone):
            out[block.id] = Label(pieces=own)
        for child in block.children:
            _label(child, gone, old, out)
        return
    out[block.id] = Label(pieces=own)
    for paragraph in block.children:
        if gone in paragraph.marks:
            continue
        sign = _sign(paragraph, old)
        pieces = (*own, (", paragraph ", ""), (sign, paragraph.id)) if sign else own
        out[paragraph.id] = Label(pieces=pieces)
        _label_items(paragraph, pieces, gone, old, out)


def _label_items(
    block: Block, above: tuple[tuple[str, str], ...], gone: Mark, old: bool, out: dict[str, Label]
) -> None:
    for child in block.children:
        if gone in child.marks:
            continue
        sign = _sign(child, old)
        pieces = (*above, (" ", ""), (sign, child.id)) if sign else above
        out[child.id] = Label(pieces=pieces)
        _label_items(child, pieces, gone, old, out)


def _refers(block: Block) -> bool:
    for run in block.runs:
        if Mark.REFERENCE in run.marks:
            return True
    return bool(block.children) and any(map(_refers, block.children))


def _referring(block: Block, new: Mapping[str, Label], old: Mapping[str, Label]) -> Block:
    line = tuple(_referred(block.runs, new, old)) if any(Mark.REFERENCE in r.marks for r in block.runs) else block.runs
    children = block.children
    if children:
        changed = tuple(_referring(child, new, old) for child in children)
        children = children if all(a is b for a, b in zip(changed, children, strict=True)) else changed
    return block if line is block.runs and children is block.children else replace(block, runs=line, children=children)


def _referred(line: tuple[Run, ...], new: Mapping[str, Label], old: Mapping[str, Label]) -> Iterator[Run]:
    for run in line:
        if Mark.REFERENCE not in run.marks:
            yield run
            continue
        label = (old if Mark.DELETED in run.marks else new).get(run.target)
        yield replace(run, text=str(label) if label else MISSING_REFERENCE)
