"""What a finished text cannot print: where it stands in a numbered document, and what is printed of it by force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

from workbench.citing import MISSING_SOURCE, without_missing
from workbench.document import Block, BlockRole, Document, Mark, Run, Tables, called_before_stops, joined
from workbench.errors import OpenChoices
from workbench.numbering import MISSING_REFERENCE, labels, number

_NAMED = 8


class Hindrance(StrEnum):
    """What keeps a provision out of a finished text."""

    OPEN = "open"
    EMPTY = "empty"
    BLANK = "blank"
    REFERENCE = "reference"
    SOURCE = "source"

    def said(self, many: int = 1) -> str:
        """What is said of one provision, or of so many.

        >>> Hindrance.EMPTY.said(), Hindrance.EMPTY.said(3)
        ('has no text', 'have no text')
        """
        return _TOLD[self][min(many, 2) - 1]

    @property
    def cure(self) -> str:
        """What to do about it.

        >>> Hindrance.BLANK.cure
        'give the term a value'
        """
        return _TOLD[self][2]


#: What is said of one provision and of several, and the cure.
_TOLD: Mapping[Hindrance, tuple[str, str, str]] = {
    Hindrance.OPEN: ("is open", "are open", "settle what is open"),
    Hindrance.EMPTY: ("has no text", "have no text", "choose a formulation, or remove the provision"),
    Hindrance.BLANK: ("has a blank", "have blanks", "give the term a value"),
    Hindrance.REFERENCE: (
        "refers to a provision that is not there",
        "refer to provisions that are not there",
        "insert the reference again",
    ),
    Hindrance.SOURCE: (
        "cites a source that is not there",
        "cite sources that are not there",
        "load the source, or remove the supporting paragraph",
    ),
}

#: What has words of its own or holds what has; a title or a formula may be left out.
_PROVISIONS = frozenset(
    {
        *(BlockRole.PREAMBULAR, BlockRole.PART, BlockRole.ARTICLE, BlockRole.ALTERNATIVES),
        *(BlockRole.PARAGRAPH, BlockRole.ALTERNATIVE, BlockRole.ITEM),
    }
)
_CONTAINERS = frozenset({BlockRole.PART, BlockRole.ARTICLE, BlockRole.ALTERNATIVES})
_HEADINGS = frozenset({BlockRole.TITLE, BlockRole.PART, BlockRole.ARTICLE, BlockRole.ALTERNATIVES})

#: What a reference that leads nowhere prints by force.
_ELSEWHERE = "another provision of the present Declaration"


def open_places(document: Document) -> tuple[str, ...]:
    """The ids of the provisions that no finished text can print, in reading order."""
    return tuple(dict.fromkeys(id for id, _ in hindrances(document)))


def hindrances(document: Document) -> tuple[tuple[str, Hindrance], ...]:
    """What stands in the way of a finished text, in reading order: alternatives and brackets, empty places,
    blanks, references and citations that lead nowhere.
    """
    return tuple(dict.fromkeys(_hindrances(document.blocks)))


def _hindrances(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Hindrance]]:
    for block in blocks:
        id = block.id.partition("/")[0]
        is_open = False
        for hindrance in _of(block):
            is_open = is_open or hindrance is Hindrance.OPEN
            yield id, hindrance
        # What stands inside articles in competition is open because they are.
        if not (block.role is BlockRole.ALTERNATIVES and is_open):
            yield from _hindrances(block.children)


def _of(block: Block) -> Iterator[Hindrance]:
    if _is_empty(block):
        yield Hindrance.EMPTY
        return
    alternatives = block.role is BlockRole.ALTERNATIVES or any(
        child.role is BlockRole.ALTERNATIVE for child in block.children
    )
    if alternatives and len(block.children) > 1:
        yield Hindrance.OPEN
    for run in block.runs:
        if Mark.BRACKET in run.marks:
            yield Hindrance.OPEN
        if Mark.BLANK in run.marks:
            yield Hindrance.BLANK
        if _leads_nowhere(run):
            yield Hindrance.REFERENCE
        if any(MISSING_SOURCE in note for note in run.notes):
            yield Hindrance.SOURCE


def _is_empty(block: Block) -> bool:
    """Whether a provision says nothing: a gap, no words, or an article without paragraphs."""
    if block.children or block.role not in _PROVISIONS:
        return False
    return block.role in _CONTAINERS or all(_is_gap(run) or not run.text.strip() for run in block.runs)


def _is_gap(run: Run) -> bool:
    return Mark.BRACKET in run.marks and Mark.BLANK in run.marks


def _leads_nowhere(run: Run) -> bool:
    return Mark.REFERENCE in run.marks and run.text == MISSING_REFERENCE


def refuse_open(document: Document, layout: str) -> None:
    """Raise OpenChoices with the places and the cures, if anything stands in the way of a finished text."""
    found = hindrances(document)
    if not found:
        return
    known = labels(document.blocks)
    lines = [f"layout '{layout}' prints finished text only"]
    for hindrance in Hindrance:
        ids = [id for id, what in found if what is hindrance]
        if ids:
            named = [f"{known[id]} ({id})" if id in known else id for id in ids]
            more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
            what = f"{len(ids)} provision{'s' * (len(ids) > 1)} {hindrance.said(len(ids))}"
            lines.append(f"{what}: {'; '.join(named[:_NAMED])}{more}; {hindrance.cure}")
    raise OpenChoices(f"{'. '.join(lines)}. Or use layout 'negotiating', or force what there is")


def settled(document: Document) -> Document:
    """The document as far as it goes: the first wording of every open choice, without a bracket, a gap or a blank.

    What says nothing is left out and not counted, and what referred to it refers to another provision.
    """
    firsts = {
        block.id: block.children[0].id.removeprefix(f"{block.id}/")
        for block in document.walk()
        if block.children and block.children[0].role is BlockRole.ALTERNATIVE
    }
    margin = replace(document.margin, tables=_tables(document.tables, firsts)) if firsts else document.margin
    blocks = tuple(_said(_settled(block) for block in document.blocks))
    numbered = number(replace(document, margin=margin, blocks=blocks))
    blocks = tuple(_readable(block) for block in numbered.blocks)
    if document.front.language[:2] != "en":
        from workbench.languages import language_of  # most documents are in English

        tongue = language_of(document.front.language)
        if tongue and tongue.note_before_stop:  # a bracket that is gone stood between
            blocks = tuple(map(called_before_stops, blocks))
    return replace(numbered, blocks=blocks)


def _tables(tables: Tables, firsts: Mapping[str, str]) -> Tables:
    """The tables with what the first alternatives rest on as what their provisions rest on."""
    return replace(
        tables,
        views=tuple(replace(row, option="") for row in tables.views if row.option in ("", firsts.get(row.provision))),
        citations=tuple(
            replace(row, option="") for row in tables.citations if row.option in ("", firsts.get(row.provision))
        ),
    )


def _said(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that say something, or hold what does."""
    for block in blocks:
        block = replace(block, children=tuple(_said(block.children))) if block.children else block
        if not _is_empty(block):
            yield block


def _readable(block: Block) -> Block:
    """The block with words for blanks and for what leads nowhere, a capital where they open it."""
    runs = tuple(map(_in_words, block.runs))
    opens = next((index for index, run in enumerate(runs) if run.text.strip()), None)
    if opens is not None and runs[opens] is not block.runs[opens] and block.role not in _HEADINGS:
        text = runs[opens].text
        runs = (*runs[:opens], replace(runs[opens], text=text[:1].upper() + text[1:]), *runs[opens + 1 :])
    return replace(block, runs=joined(runs), children=tuple(map(_readable, block.children)))


def _in_words(run: Run) -> Run:
    if _leads_nowhere(run):
        return replace(run, text=_ELSEWHERE, marks=run.marks - {Mark.REFERENCE}, target="")
    if Mark.BLANK in run.marks:
        return replace(run, text=run.text.strip("[]"), marks=run.marks - {Mark.BLANK})
    return run


def _settled(block: Block) -> Block:
    if block.role is BlockRole.ALTERNATIVES and block.children:
        return replace(_settled(block.children[0]), number=block.number)
    if block.children and block.children[0].role is BlockRole.ALTERNATIVE:
        first = block.children[0]
        block = replace(block, runs=first.runs, children=first.children, attribution=first.attribution)
    return replace(
        block,
        runs=joined(tuple(_unbracketed(run) for run in block.runs)),
        children=tuple(_settled(child) for child in block.children),
    )


def _unbracketed(run: Run) -> Run:
    if run.notes:
        run = replace(run, notes=tuple(filter(None, map(without_missing, run.notes))))
    if Mark.BRACKET in run.marks and not _is_gap(run):
        return replace(run, text=run.text.strip("[]"), marks=run.marks - {Mark.BRACKET})
    return run
