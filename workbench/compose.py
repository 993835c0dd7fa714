"""From a draft to the document that readers see: the bridge between the two trees.

Each provision becomes its own blocks, and nothing of one provision enters another's (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench import citing
from workbench.document import (
    Block,
    BlockRole,
    CitationRow,
    CitedParagraph,
    DecisionRow,
    Document,
    Margin,
    Mark,
    OptionRow,
    Run,
    Tables,
    ViewRow,
    called_before_stops,
    joined,
)
from workbench.model import Citation, Comment, Draft, Item, Option, Provision, Relation, Role
from workbench.wording import plain_text, runs

if TYPE_CHECKING:
    from workbench.catalogue import Catalogue
    from workbench.languages import Language
    from workbench.proposals import Source

#: What the proclaiming formula prints for the keys that a draft's front matter may name.
FORMULAS: Mapping[str, str] = {
    "proclaims": "*Proclaims* the following Declaration:",
    "solemnly-proclaims": "*Solemnly proclaims* the following Declaration:",
    "declares": "*Declares* the following:",
    "adopts": "*Adopts* the following Declaration:",
}

_OPEN = Run(text="[", marks=frozenset({Mark.BRACKET}))
_CLOSE = Run(text="]", marks=frozenset({Mark.BRACKET}))
_GAP = Run(text="[…]", marks=frozenset({Mark.BRACKET, Mark.BLANK}))
_LEAD = frozenset({Mark.LEAD})


def compose(draft: Draft, catalogue: Catalogue | None = None, *, footnotes: bool = True) -> Document:
    """The document of a draft, not yet numbered; `footnotes` says whether supporting paragraphs are cited.

    The catalogue gives sources and views their printed names; a source that it does not hold is printed as it is
    called, and as missing if that is an id.
    """
    terms = live_terms(draft, catalogue)
    sources: Mapping[str, Source] = catalogue.source if catalogue else {}
    tongue = None
    if draft.front.language[:2] != "en":
        from workbench.languages import language_of  # most drafts are in English

        tongue = language_of(draft.front.language)
    composer = _Composer(terms, sources, footnotes, catalogue, tongue)
    blocks = [Block(id="title", role=BlockRole.TITLE, runs=composer.words(draft.title))]
    if draft.front.organ:
        organ = Run(text=f"{draft.front.organ.rstrip(',،，')}{tongue.comma if tongue else ','}", marks=_LEAD)
        blocks.append(Block(id="organ", role=BlockRole.ORGAN, runs=(organ,)))
    blocks += [composer.leaf(provision, BlockRole.PREAMBULAR) for provision in draft.preamble]
    if draft.front.formula:
        formula = (tongue.formulas if tongue else FORMULAS).get(draft.front.formula, draft.front.formula)
        blocks.append(Block(id="formula", role=BlockRole.FORMULA, runs=composer.words(formula)))
    blocks += [composer.block(provision) for provision in draft.body]
    if tongue and tongue.note_before_stop:
        blocks = [called_before_stops(block) for block in blocks]
    return Document(margin=_margin(draft, catalogue, composer), blocks=tuple(blocks))


def live_terms(draft: Draft, catalogue: Catalogue | None) -> dict[str, str]:
    """All terms that are live in the draft's texts, with their values (empty for none)."""
    known = {name: "" for name, _ in catalogue.terms} if catalogue else {}
    return known | dict(draft.terms)


#: A draft is composed again after every click, and few of its texts have changed by then.
_MOST_PARSED = 20_000


_Parsed = dict[str, tuple[Run, ...]]


@lru_cache(maxsize=8)
def _parsed(terms: tuple[tuple[str, str], ...]) -> tuple[_Parsed, _Parsed]:
    """The texts that were parsed with these terms so far: as they are, and as sentences."""
    return {}, {}


class _Composer:
    """What every provision of one draft is composed with."""

    __slots__ = ("catalogue", "footnotes", "parsed", "sentences", "sources", "terms", "tongue")

    def __init__(
        self,
        terms: Mapping[str, str],
        sources: Mapping[str, Source],
        footnotes: bool,
        catalogue: Catalogue | None,
        tongue: Language | None,
    ) -> None:
        self.terms = terms
        self.parsed, self.sentences = _parsed(tuple(terms.items()))
        self.sources = sources
        self.footnotes = footnotes
        self.catalogue = catalogue
        self.tongue = tongue

    def words(self, text: str) -> tuple[Run, ...]:
        """The runs of a text, parsed once."""
        known = self.parsed.get(text)
        if known is None:
            if len(self.parsed) >= _MOST_PARSED:
                self.parsed.clear()
            known = self.parsed[text] = runs(text, self.terms)
        return known

    def sentence(self, text: str) -> tuple[Run, ...]:
        """The runs of a text that begins with a capital."""
        known = self.sentences.get(text)
        if known is None:
            if len(self.sentences) >= _MOST_PARSED:
                self.sentences.clear()
            known = self.sentences[text] = _capitalized(self.words(text))
        return known

    def part_of_sentence(self, text: str) -> tuple[Run, ...]:
        """The runs of a preambular paragraph or a sub-paragraph, which begin with a capital in most languages."""
        return self.words(text) if self.tongue and self.tongue.small_openings else self.sentence(text)

    def plain(self, text: str) -> str:
        """The words of a text without its marks."""
        return plain_text(self.words(text))

    def block(self, provision: Provision, bracketed: bool = False) -> Block:
        """A provision of the body; `bracketed` if something that it stands in is open as a whole."""
        if not provision.is_container:
            return self.leaf(provision, BlockRole.PARAGRAPH, bracketed)
        # A pair that crosses the ends of paragraphs is read wrongly: each paragraph gets a pair of its own.
        rivals = provision.role is Role.ALTERNATIVES and len(provision.children) > 1
        bracketed = bracketed or provision.bracketed or rivals
        children = tuple(self.block(child, bracketed) for child in provision.children)
        comments = _shared(provision)
        # Alternatives of an article print their articles only: what marks the whole of them stands on these.
        only_children = provision.role is Role.ALTERNATIVES and bool(children)
        if only_children:
            first = children[0]
            children = (replace(first, comments=(*comments, *first.comments)), *children[1:]) if comments else children
        block = Block(
            id=provision.id,
            role=BlockRole(provision.role.value),
            runs=self.words(provision.heading),
            children=children,
            status=provision.status,
            comments=() if only_children else comments,
        )
        return _bracketed(block) if bracketed and not children else block

    def leaf(self, provision: Provision, role: BlockRole, bracketed: bool = False) -> Block:
        options = provision.chosen_options
        begin = self.part_of_sentence if role is BlockRole.PREAMBULAR else self.sentence
        if len(options) > 1:
            each = self.notes_by_option(provision)
            children = tuple(
                _bracketed(
                    self.wording(
                        option, f"{provision.id}/{option.id}", BlockRole.ALTERNATIVE, begin, each.get(option.id, ())
                    )
                )
                for option in options
            )
            block = Block(id=provision.id, role=role, children=children)
        elif options:
            block = self.wording(options[0], provision.id, role, begin, self.notes(provision.cites))
            block = _bracketed(block) if bracketed or provision.bracketed else block
        else:
            block = Block(id=provision.id, role=role, runs=(_GAP,))
        if provision.status is block.status and not provision.comments:
            return block
        return replace(block, status=provision.status, comments=_shared(provision))

    def notes(self, cites: tuple[Citation, ...]) -> tuple[str, ...]:
        """The footnote that cites these, or none."""
        note = citing.note(cites, self.sources, self.tongue) if self.footnotes and cites else ""
        return (note,) if note else ()

    def notes_by_option(self, provision: Provision) -> Mapping[str, tuple[str, ...]]:
        """The footnote of each open formulation: what it rests on, and what the whole provision rests on.

        A single footnote after the last of them would read as if it supported that one alone.
        """
        if not self.footnotes or not provision.cites:
            return {}
        brought = dict(_by_option(provision, self.catalogue))
        shared = brought.pop("", ())
        return {id: self.notes((*own, *shared)) for id, own in (dict.fromkeys(provision.chosen, ()) | brought).items()}

    def wording(
        self,
        option: Option,
        id: str,
        role: BlockRole,
        begin: Callable[[str], tuple[Run, ...]],
        notes: tuple[str, ...] = (),
    ) -> Block:
        line = begin(option.text)
        if not option.items:
            line = (*line, Run(text="", notes=notes)) if notes else line
            return Block(id=id, role=role, runs=line, attribution=option.by)
        below = id if role is BlockRole.ALTERNATIVE else f"{id}/{option.id}"
        items = self.items(option.items, below, 1)
        return _with_notes(Block(id=id, role=role, runs=line, children=items, attribution=option.by), notes)

    def items(self, items: tuple[Item, ...], above: str, level: int) -> tuple[Block, ...]:
        return tuple(
            Block(
                id=f"{above}/{item.id}",
                role=BlockRole.ITEM,
                level=level,
                runs=self.part_of_sentence(item.text),
                children=self.items(item.items, f"{above}/{item.id}", level + 1) if item.items else (),
            )
            for item in items
        )


def _shared(provision: Provision) -> tuple[Comment, ...]:
    return tuple(comment for comment in provision.comments if comment.shared)


#: What may stand before the first word of a sentence; after anything else a text is left as it was typed.
_OPENING = frozenset("\"'“‘«„[¿¡")


def _capitalized(line: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs with the first letter of the sentence as a capital."""
    for index, run in enumerate(line):
        if Mark.BLANK in run.marks or Mark.REFERENCE in run.marks:
            return line
        for at, letter in enumerate(run.text):
            if letter in _OPENING or letter.isspace():
                continue
            upper = letter.upper()
            if upper == letter or len(upper) != 1:
                return line
            text = run.text[:at] + upper + run.text[at + 1 :]
            return (*line[:index], replace(run, text=text), *line[index + 1 :])
    return line


def _bracketed(block: Block) -> Block:
    """The block with a bracket before its first and after its last word, wherever that stands."""
    return _closed(replace(block, runs=joined((_OPEN, *block.runs))))


def _closed(block: Block) -> Block:
    if block.children:
        return replace(block, children=(*block.children[:-1], _closed(block.children[-1])))
    if block.runs and block.runs[-1].notes:
        # The closing bracket stands before the call of the footnote, which follows the whole.
        last = block.runs[-1]
        head = (*block.runs[:-1], replace(last, notes=()), _CLOSE)
        return replace(block, runs=(*joined(head), Run(text="", notes=last.notes)))
    return replace(block, runs=joined((*block.runs, _CLOSE)))


def _with_notes(block: Block, notes: tuple[str, ...]) -> Block:
    """The block with footnotes called after its last word, in its last sub-paragraph if it has any."""
    if not notes:
        return block
    if block.children:
        return replace(block, children=(*block.children[:-1], _with_notes(block.children[-1], notes)))
    return replace(block, runs=(*block.runs, Run(text="", notes=notes)))


# --- the tables beside the text ---------------------------------------------


def _margin(draft: Draft, catalogue: Catalogue | None, composer: _Composer) -> Margin:
    tables = Tables(
        views=tuple(_views(draft, catalogue, composer.tongue)) if catalogue else (),
        citations=tuple(_citations(draft, catalogue, composer.tongue)),
        decisions=tuple(
            DecisionRow(provision=d.where, at=d.at, by=d.by, did=d.did, why=d.why) for d in draft.decisions
        ),
        options=tuple(_options(draft, composer)),
    )
    return Margin(title=composer.plain(draft.title), front=draft.front, tables=tables)


def _views(draft: Draft, catalogue: Catalogue, tongue: Language | None) -> Iterator[ViewRow]:
    for provision in draft.leaves():
        is_open = len(provision.chosen) > 1
        for option in provision.chosen_options:
            taken = catalogue.taken(option.origin) if option.origin else None
            for id in dict.fromkeys(taken[1].rests_on) if taken else ():
                view = catalogue.view.get(id)
                if view is None:
                    continue
                citation = Citation(source=view.source, paragraphs=view.paragraphs)
                yield ViewRow(
                    provision=provision.id,
                    view=view.id,
                    kind=str(view.kind),
                    label=view.label,
                    stance=view.stance,
                    attribution=citing.attribution(view.attribution),
                    place=citing.place(catalogue.source.get(view.source), citation, tongue),
                    option=option.id if is_open else "",
                )


def _citations(draft: Draft, catalogue: Catalogue | None, tongue: Language | None) -> Iterator[CitationRow]:
    known: dict[tuple[str, str], CitedParagraph] = {}  # the same few paragraphs support many provisions
    for provision in draft.leaves():
        if not provision.cites:
            continue
        alone = len(provision.chosen) < 2  # as most are
        for option, cites in (("", provision.cites),) if alone else _by_option(provision, catalogue):
            for citation in citing.merged(citing.distinct(cites)):
                source = catalogue.source.get(citation.source) if catalogue else None
                place = citing.place(source, citation, tongue)
                paragraphs = []
                for number in citation.paragraphs if source else ():
                    key = (citation.source, number)
                    if key not in known:
                        known[key] = _cited(source, number, tongue)
                    paragraphs.append(known[key])
                yield CitationRow(
                    provision=provision.id,
                    source=citation.source,
                    place=place,
                    relation=citation.relation,
                    quote=citation.quote,
                    digest=" ".join(paragraph.digest for paragraph in paragraphs if paragraph.digest),
                    paragraphs=tuple(paragraphs) or (CitedParagraph(place=place),),
                    option=option,
                )


def _cited(source: Source | None, number: str, tongue: Language | None) -> CitedParagraph:
    found = source.paragraph(number) if source else None
    place = citing.place(source, Citation(source=source.id if source else "", paragraphs=(number,)), tongue)
    return CitedParagraph(place=place, digest=found.digest if found else "")


def _by_option(provision: Provision, catalogue: Catalogue | None) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """The citations of a provision by the open formulation that they support; what supports none is for them all."""
    if catalogue is None or len(provision.chosen) < 2:
        yield "", provision.cites
        return
    known: set[_Ground] = set()
    for option in provision.chosen_options:
        grounds = _grounds(option, catalogue)
        known |= grounds
        yield option.id, _among(provision.cites, grounds.__contains__)
    yield "", _among(provision.cites, lambda ground: ground not in known)


#: A source, what it does for a provision, and one of its paragraphs, or nothing for the whole.
_Ground = tuple[str, Relation, str]


def _grounds(option: Option, catalogue: Catalogue) -> set[_Ground]:
    """What the formulation that an option was taken from rests on."""
    taken = catalogue.taken(option.origin) if option.origin else None
    if taken is None:
        return set()
    formulation = taken[1]
    out = {(c.source, c.relation, number) for c in formulation.cites for number in c.paragraphs or ("",)}
    for id in formulation.rests_on:
        view = catalogue.view.get(id)
        if view is not None and view.stance in ("proposed", "general agreement"):
            out.update((view.source, Relation.SUPPORTS, number) for number in view.paragraphs)
    return out


def _among(citations: tuple[Citation, ...], wanted: Callable[[_Ground], bool]) -> tuple[Citation, ...]:
    """The citations with the paragraphs that are wanted, without those of which none is."""
    found = []
    for citation in citations:
        numbers = [n for n in citation.paragraphs or ("",) if wanted((citation.source, citation.relation, n))]
        if numbers:
            found.append(replace(citation, paragraphs=tuple(filter(None, numbers))))
    return tuple(found)


def _options(draft: Draft, composer: _Composer) -> Iterator[OptionRow]:
    for provision in draft.leaves():
        for option in provision.options:
            yield OptionRow(
                provision=provision.id,
                option=option.id,
                text=" ".join([composer.plain(option.text), *_item_texts(option.items, composer)]),
                by=option.by,
                origin=option.origin,
                chosen=option.id in provision.chosen,
            )


def _item_texts(items: tuple[Item, ...], composer: _Composer) -> Iterator[str]:
    for item in items:
        yield composer.plain(item.text)
        yield from _item_texts(item.items, composer)
