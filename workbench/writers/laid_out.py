"""The laid-out form: what layouts print and writers read, and how words come into it.

A small XML without a namespace.

    sheet      lang title                                    the whole
      section  orientation (portrait, landscape)             pages of one kind
        p      style anchor within change by at              a paragraph; text is a plain run
          label                                              in front, never compared; ins, del in a redline
            no   of                                          the number itself, which references point to
          aside                                              attribution, status: beside the text, never compared
          r    m                                             a run with marks: lead bracket blank strong quote ...
          ref  to                                            a cross-reference; the numbers inside are <at of>
          note                                               a footnote that is called here
          ins  by at, del by at                              a tracked change around runs
          tab, br, comment by at
        table  widths                                        widths in hundredths of the line
          row  head, cell span > p
        toc                                                  table of contents
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from lxml import etree
from markupsafe import Markup

from workbench import citing
from workbench.document import (
    CHANGES,
    Block,
    BlockRole,
    Change,
    CitationRow,
    DecisionRow,
    Document,
    Mark,
    OptionRow,
    Run,
    ViewRow,
)
from workbench.numbering import PREAMBULAR_SIGN, Label, labels
from workbench.writers import comparing
from workbench.writers.choices import open_places
from workbench.writers.escaping import escape as escape

if TYPE_CHECKING:
    from workbench.languages import Language
    from workbench.writers.fates import Fates

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
#: The headings that a table of contents lists, by style, each with its level.
OUTLINE: Mapping[str, int] = {"annex": 1, "part": 1, "article": 2}

_BREAK = Markup("<br/>")
_RUN_MARKS = (Mark.LEAD, Mark.BRACKET, Mark.BLANK)
_Row = TypeVar("_Row", ViewRow, CitationRow, DecisionRow, OptionRow)


def heading_words(p: etree._Element) -> str:
    """A heading on one line, 'Article 2. Obligations of States', without notes and what was deleted."""
    out: list[str] = []
    for element in p.iter():
        if element.tag == "br":
            out.append(". ")
        if element.tag not in ("note", "comment", "aside") and not any(
            above.tag == "del" for above in (element, *element.iterancestors())
        ):
            out.append(element.text or "")
        if element is not p:
            out.append(element.tail or "")
    return "".join(out).strip()


def long_date(iso: str, language: str = "en") -> str:
    """An ISO date or time as it is printed; anything else as it is.

    >>> long_date("2026-11-23"), long_date("soon"), long_date("2026-11-01", "fr")
    ('23 November 2026', 'soon', '1er novembre 2026')
    """
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", iso)
    if not found or not 1 <= int(found[2]) <= 12:
        return iso
    if language[:2] != "en":
        from workbench.languages import language_of  # most documents are in English

        tongue = language_of(language)
        if tongue is not None:
            return tongue.long_date(int(found[1]), int(found[2]), int(found[3]))
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Show:
    """What a layout was asked to show; layouts read it as `show`."""

    attribution: bool = False
    status: bool = False
    comments: bool = False
    contents: bool = False
    preamble_numbers: bool = False
    footnotes: bool = True


class Page:
    """One document on its way through a layout: the functions that layouts may call."""

    def __init__(self, document: Document, show: Show) -> None:
        self.document = _spread(document) if _has_changes(document.blocks) else document
        self.show = show
        self._known_labels: dict[bool, Mapping[str, Label]] = {}
        self._compared: set[str] = set()
        self._rows: dict[str, dict[str, list[Any]]] = {}
        self._fates: Fates | None = None
        self._tongue: Language | None = None
        if document.front.language[:2] != "en":
            from workbench.languages import language_of  # most documents are in English

            self._tongue = language_of(document.front.language)

    def names(self) -> dict[str, object]:
        """Everything that a layout may name; its functions find their page by the last of these."""
        return {"document": self.document, "show": self.show, "page": self}

    def number(self, block: Block, old: bool = False) -> Markup:
        """The number of a block, so that references can point to it; the old one on what is deleted, or if asked."""
        number = block.old_number if old or (not block.number and block.marks) else block.number
        if not number:
            return Markup("")
        sign = PREAMBULAR_SIGN if number.startswith(PREAMBULAR_SIGN) else ""
        bare = escape(number.removeprefix(sign))
        return Markup(f'{sign}<no of="{escape(block.id)}">{bare}</no>')  # noqa: S704

    def date(self, iso: str) -> str:
        """An ISO date in words."""
        return long_date(iso, self.document.front.language)

    def place(self, block: Block) -> Markup:
        """The attributes of the paragraph that prints this block: its anchor, and whether it came or went."""
        anchor = f' anchor="{escape(block.id)}"'
        marks, change = block.marks, block.change
        if not marks:
            # The own words of a block that was settled and is open now, or the reverse, come and go as a paragraph.
            if not block.children or not _holds_alternatives(block):
                return Markup(anchor)  # noqa: S704
            if block.runs:
                marks = frozenset.intersection(*(run.marks for run in block.runs))
                change = block.runs[0].change
            elif self.has_line(block):
                marks = frozenset(mark for mark in CHANGES if not _has_line(block, mark))
        kind = "del" if Mark.DELETED in marks else "ins" if Mark.INSERTED in marks else ""
        return Markup(f'{anchor} change="{kind}"{_who(change)}' if kind else anchor)  # noqa: S704

    def tracked(self, block: Block, before: str, after: str) -> Markup:
        """What is printed beside the words of a block, and in a redline what was: both, as changes of each other."""
        if self.document.was is None or block.marks:
            return Markup(before if Mark.DELETED in block.marks else after)  # noqa: S704 - what a layout gives is escaped
        from workbench.writers.beside import tracked  # not for what tells no changes

        change = _who(block.change or self.document.change)
        return Markup(tracked(before.strip(), after.strip(), change))  # noqa: S704 - likewise

    def broken(self, block: Block) -> Markup:
        """The line break between the number of a heading and its words, which comes and goes with them."""
        if not block.runs:
            return Markup("")
        if self.document.was is None:
            return _BREAK
        stands, stood = (not all(gone in run.marks for run in block.runs) for gone in (Mark.DELETED, Mark.INSERTED))
        return self.tracked(block, _BREAK if stood else "", _BREAK if stands else "")

    def has_line(self, block: Block) -> bool:
        """Whether the words of a block have a paragraph of their own, which those of alternatives take the place of."""
        if block.runs or not block.children or not _holds_alternatives(block):
            return True
        return not block.marks and any(_has_line(block, mark) for mark in CHANGES)

    def begins(self, block: Block, owner: Block, old: bool = False) -> bool:
        """Whether an alternative is the first of its provision, or was; what is gone is told from the old text."""
        gone = Mark.INSERTED if old or Mark.DELETED in block.marks else Mark.DELETED
        return next((child for child in owner.children if gone not in child.marks), None) is block

    def ends(self, block: Block, owner: Block | None, last: bool = True, side: str = "") -> bool:
        """Whether this is the last paragraph of its provision; in a redline of the side that is asked for, or of one.

        The sides are `new` and, where more than the words changed, `old`.
        """
        if owner is None or self.document.was is None:
            return last and not block.children
        if side != "old" and _end(owner, Mark.DELETED) is block:
            return True
        return side != "new" and owner.was is not None and _end(owner, Mark.INSERTED) is block

    def words(self, block: Block, by: str = "") -> Markup:
        """The runs of a block with their marks, footnotes and references; inside its bracket whose words they are."""
        out: list[str] = []
        line = block.runs
        if by:
            # In a redline what was typed before may stand in front of the bracket.
            gone = 0 if block.marks else next((n for n, r in enumerate(line) if Mark.DELETED not in r.marks), 0)
            for run in line[:gone]:
                self._run(run, out)
            line = line[gone:]
            if line and Mark.BRACKET in line[0].marks and line[0].text.startswith("["):
                self._run(replace(line[0], text="["), out)
                line = (replace(line[0], text=line[0].text[1:]), *line[1:]) if len(line[0].text) > 1 else line[1:]
            out.append(f"<aside>{escape(by)}: </aside>")
        for run in line:
            if not run.marks and not run.notes:
                out.append(escape(run.text))
            else:
                self._run(run, out)
        return Markup("".join(out))  # noqa: S704

    def _run(self, run: Run, out: list[str]) -> None:
        change = "del" if Mark.DELETED in run.marks else "ins" if Mark.INSERTED in run.marks else ""
        if change:
            out.append(f"<{change}{_who(run.change)}>")
        if Mark.REFERENCE in run.marks:
            out.append(f'<ref to="{escape(run.target)}">{self._reference(run)}</ref>')
        elif run.text:
            marks = " ".join(mark for mark in _RUN_MARKS if mark in run.marks)
            out.append(f'<r m="{marks}">{escape(run.text)}</r>' if marks else escape(run.text))
        if run.notes and self.show.footnotes:
            out.extend(f"<note>{escape(note)}</note>" for note in run.notes)
        if change:
            out.append(f"</{change}>")

    def _reference(self, run: Run) -> str:
        """The words of a reference with its numbers tied to the blocks that carry them."""
        if False not in self._known_labels:
            self._known_labels[False] = labels(self.document.blocks, language=self.document.front.language)
        label = self._known_labels[False].get(run.target)
        if label is None or str(label) != run.text:  # a missing target, or the old words of a redline
            return escape(run.text)
        return "".join(
            f'<at of="{escape(id)}">{escape(text)}</at>' if id else escape(text) for text, id in label.pieces
        )

    @staticmethod
    def is_open(document: Document) -> bool:
        """Whether anything in the text is still open: alternatives, brackets, gaps and blanks."""
        return bool(open_places(document))

    # --- labels and comparisons, for layouts that are tables

    def label(self, block: Block) -> str:
        """How a block is referred to at the start of a cell: 'Article 7, paragraph 2'; empty if it is gone."""
        return self._label(block, old=False)

    def old_label(self, block: Block) -> str:
        """How it was referred to in the older text of a redline."""
        return self._label(block, old=True)

    def _label(self, block: Block, *, old: bool) -> str:
        if old not in self._known_labels:
            self._known_labels[old] = labels(self.document.blocks, old=old, language=self.document.front.language)
        label = str(self._known_labels[old].get(block.id, ""))
        return label[:1].upper() + label[1:]

    def fate(self, block: Block) -> str:
        """What became of a provision in a redline, 'Moved and amended'; nothing where it stood before it moved."""
        if self._fates is None:
            # Only the table of old and new numbers asks.
            from workbench.writers.fates import Fates

            blocks = self.document.blocks
            self._fates = Fates(self.document, labels(blocks, old=True), labels(blocks))
        return self._fates.fate(block)

    @staticmethod
    def opening(block: Block) -> str:
        """The first words of a provision."""
        return comparing.opening(block)

    def compared(self, first: Block, other: Block) -> Markup:
        """The paragraphs of a formulation, what differs from the first marked."""
        # Only one layout compares, and the engine takes a while to load.
        from workbench.writers.side_by_side import compared

        # The first formulation stands in each table that continues the one before, and is in its place in one.
        is_again = other.id in self._compared
        self._compared.add(other.id)
        return Markup(compared(first, other, "" if is_again else self.place(other)))  # noqa: S704

    @staticmethod
    def alike(first: Block, other: Block) -> bool:
        """Whether two formulations share enough words for their differences to be read."""
        from workbench.writers.side_by_side import alike

        return alike(first, other)

    @staticmethod
    def verbatim(block: Block, quote: str) -> Markup:
        """A quotation in double quotation marks, the words that the block takes over marked."""
        return Markup(comparing.verbatim(block, quote))  # noqa: S704

    @staticmethod
    def equal_widths(columns: Sequence[object]) -> str:
        """The widths of so many columns, as equal as hundredths of the line can be."""
        return comparing.widths(len(columns))

    def together(self, places: Sequence[str]) -> str:
        """Several places of one article as a phrase that begins with a capital, in the language of the document."""
        phrase = _together(places)
        return self._tongue.places(phrase) if self._tongue and phrase else phrase

    def say(self, *english: str) -> Markup:
        """What a layout says of its own, sentences after one another, in the language of the document.

        What a drafter typed goes another way, and is printed as it is in any language.
        """
        tongue = self._tongue
        if tongue is None:
            return Markup(escape(" ".join(english)))  # noqa: S704
        return Markup(escape(tongue.space.join(map(tongue.say, english))))  # noqa: S704

    # --- what belongs to a provision

    def remarks(self, block: Block, at: Block | None = None) -> Markup:
        """The shared comments on a block, where the layout shows comments.

        `at` is the alternative whose paragraph asks: they are printed once, where the new text has what they are about.
        """
        if not self.show.comments or not block.comments or self._stays(block):
            return Markup("")
        if (at is not None or block.runs) and bearer(block) is not (at or block):
            return Markup("")
        return Markup(  # noqa: S704
            "".join(
                f"<comment{_who(Change(by=comment.by, at=comment.at))}>{escape(comment.text)}</comment>"
                for comment in block.comments
                if comment.shared
            )
        )

    def _stays(self, block: Block) -> bool:
        """Whether a block that is deleted here stands elsewhere in the new text: it has moved."""
        if Mark.DELETED not in block.marks:
            return False
        return any(other.id == block.id and Mark.DELETED not in other.marks for other in self.document.walk())

    def views(self, block: Block) -> Iterable[ViewRow]:
        """The views that a provision rests on, or those of one of its alternatives."""
        return self._of("views", self.document.tables.views, block)

    def proponents(self, block: Block) -> tuple[str, ...]:
        """Whose formulation it is; else whose views it rests on, each as firmly as the source records it."""
        if block.attribution:
            return (block.attribution,)
        said = {
            row.attribution if row.stance == "proposed" else f"{row.attribution} ({row.stance})": None
            for row in self.views(block)
            if row.attribution and row.attribution != "not attributed"
        }
        return tuple(said)

    def citations(self, block: Block) -> Iterable[CitationRow]:
        """The supporting paragraphs of a provision, or those of one of its alternatives."""
        return self._of("citations", self.document.tables.citations, block)

    def decisions(self, block: Block) -> Iterable[DecisionRow]:
        """The decision log of a provision, formulations named by their words instead of their ids."""
        return [
            replace(row, did=_told(row.did, self.wordings(block)))
            for row in self._of("decisions", self.document.tables.decisions, block)
        ]

    def wordings(self, block: Block) -> Iterable[OptionRow]:
        """The wordings that the draft holds for a provision, chosen or not."""
        return self._of("options", self.document.tables.options, block)

    def _of(self, table: str, rows: Iterable[_Row], block: Block) -> Iterable[_Row]:
        if table not in self._rows:
            index: dict[str, list[Any]] = {}
            for row in rows:
                option = row.option if isinstance(row, (ViewRow, CitationRow)) else ""
                index.setdefault(f"{row.provision}/{option}" if option else row.provision, []).append(row)
            self._rows[table] = index
        return self._rows[table].get(block.id, [])


def bearer(block: Block) -> Block:
    """The block whose paragraph bears the comments on a provision: the first of it that stands in the new text."""
    if not block.children or not _holds_alternatives(block):
        return block
    if block.runs and not all(Mark.DELETED in run.marks for run in block.runs):
        return block
    alternatives = [child for child in block.children if child.role is BlockRole.ALTERNATIVE]
    return next((child for child in alternatives if Mark.DELETED not in child.marks), alternatives[0])


def _told(did: str, wordings: Iterable[OptionRow]) -> str:
    """What was decided, in words for readers."""
    status = did.removeprefix("status: ")
    if status != did:
        return f"set the status to “{status}”"
    named = {row.option: row.text for row in wordings}
    chosen = [id for id in re.split(r", | and ", did.removeprefix("chose ")) if did.startswith("chose ")]
    if not chosen or not set(chosen) <= named.keys():
        return did
    openings = [comparing.first_words(named[id]) for id in chosen]
    return f"chose {' and '.join(f'“{opening[:1].upper()}{opening[1:]}”' for opening in openings)}"


def _end(block: Block, gone: Mark) -> Block:
    """The last block of a provision in one of the two texts; in the other of what is gone as a whole."""
    while standing := [child for child in block.children if gone not in child.marks or gone in block.marks]:
        block = standing[-1]
    return block


def _together(places: Sequence[str]) -> str:
    """Places as one phrase.

    >>> _together(["para. 3", "para. 4", "para. 5"]), _together(["para. 1", "para. 2, Alt. 1"])
    ('Paras. 3–5', 'Para. 1; para. 2, Alt. 1')
    """
    numbers = [place.removeprefix("para. ") for place in places if re.fullmatch(r"para\. [^,]+", place)]
    if 1 < len(numbers) == len(places):
        return f"Paras. {citing.numbers(numbers)}"
    phrase = "; ".join(places)
    return phrase[:1].upper() + phrase[1:]


def _holds_alternatives(block: Block) -> bool:
    return any(child.role is BlockRole.ALTERNATIVE for child in block.children)


def _has_line(block: Block, gone: Mark) -> bool:
    """Whether the text that leaves out `gone` has no alternatives of the block."""
    return not any(child.role is BlockRole.ALTERNATIVE and gone not in child.marks for child in block.children)


def _who(change: Change | None) -> str:
    if change is None:
        return ""
    return f' by="{escape(change.by)}" at="{escape(change.at)}"'


def _has_changes(blocks: tuple[Block, ...]) -> bool:
    return any(block.marks or (block.children and _has_changes(block.children)) for block in blocks)


def _spread(document: Document) -> Document:
    """The same document with the mark of a whole block on its runs and on all that it holds."""
    return replace(
        document, blocks=tuple(_marked(block, block.marks & CHANGES, block.change) for block in document.blocks)
    )


def _marked(block: Block, marks: frozenset[Mark], change: Change | None) -> Block:
    if block.marks & CHANGES:
        marks, change = block.marks & CHANGES, block.change or change
    if not marks:
        return replace(block, children=tuple(_marked(child, marks, change) for child in block.children))
    return replace(
        block,
        marks=block.marks | marks,
        change=block.change or change,
        runs=tuple(
            run if run.marks & CHANGES else replace(run, marks=run.marks | marks, change=run.change or change)
            for run in block.runs
        ),
        children=tuple(_marked(child, marks, change) for child in block.children),
    )


#: What layouts may call, beside their own macros; the layout language knows no other call.
CALLS: frozenset[str] = frozenset(
    {
        *("words", "place", "number", "label", "old_label", "date", "remarks", "is_open"),
        *("tracked", "begins", "ends", "broken", "has_line"),
        *("views", "proponents", "citations", "decisions", "wordings"),
        *("compared", "alike", "verbatim", "opening", "fate", "equal_widths", "together", "say"),
    }
)
