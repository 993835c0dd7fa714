"""Sources that drafters load, beside those of the catalogue: one view of both, and what happens when one comes again.

A catalogue is never changed. What was loaded is laid over it at the edge: a document that the catalogue knows by its
digests gets its words, any other is one source more.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from workbench.catalogue import Catalogue
from workbench.errors import WorkbenchError
from workbench.model import MAX_ID_LENGTH, Draft
from workbench.proposals import Paragraph, Source

_LISTED = 6


class UnfitSourceError(WorkbenchError):
    """A document that cannot be kept as this source; says why, and what to do."""


def with_sources(catalogue: Catalogue, loaded: Iterable[Source]) -> Catalogue:
    """The catalogue with what drafters have loaded: known documents with their words, others after them."""
    listed = tuple(loaded)
    if not listed:
        return catalogue
    by_id = {source.id: source for source in listed}
    known = tuple(
        filled(source, by_id.pop(source.id)) if source.id in by_id else source for source in catalogue.sources
    )
    return replace(catalogue, sources=(*known, *by_id.values()))


def filled(known: Source, loaded: Source) -> Source:
    """A source with the words of the same document: its own digests and sections stay, and no paragraph is lost."""
    if not fits(known, loaded):
        return known
    words = {paragraph.number: paragraph for paragraph in loaded.paragraphs}
    own = {paragraph.number: paragraph for paragraph in known.paragraphs}
    first = [number for number in own if number == "preamble" and number not in words]
    last = [number for number in own if number not in words and number not in first]
    paragraphs = tuple(_laid(own.get(number), words.get(number)) for number in (*first, *words, *last))
    return replace(known, paragraphs=paragraphs)


def _laid(own: Paragraph | None, words: Paragraph | None) -> Paragraph:
    if own is None or words is None:
        found = own or words
        assert found is not None
        return found
    return replace(
        own,
        section=own.section or words.section,
        text=words.text or own.text,
        footnotes=words.footnotes or own.footnotes,
    )


def fits(known: Source, loaded: Source) -> bool:
    """Whether both are counted in the same way, so that the number 5 is the same place in both."""
    return known.unit.lower().split()[-1:] == loaded.unit.lower().split()[-1:]


# --- which document it is ---------------------------------------------------------


def id_for(symbol: str, title: str, sources: Iterable[Source]) -> str:
    """The id of the document of that symbol or title: of the one that is there already, or a new one."""
    listed = tuple(sources)
    by_title = [source for source in listed if _named(source, title)]
    by_symbol = [source for source in listed if symbol and _alike(source.symbol, symbol)]
    # One resolution may adopt two covenants: then the title has to tell which.
    found = by_symbol if len(by_symbol) == 1 else [source for source in by_symbol if source in by_title]
    if not symbol:
        found = by_title
    if len(found) == 1:
        return found[0].id
    taken = {source.id for source in listed}
    id = source_id(symbol, title)
    return id if id not in taken else source_id("", f"{symbol} {title}")


def _alike(one: str, other: str) -> bool:
    return re.sub(r"\s", "", one).casefold() == re.sub(r"\s", "", other).casefold()


def _named(source: Source, title: str) -> bool:
    wanted = _bare(title)
    return bool(wanted) and wanted in (_bare(source.title), _bare(source.short))


def _bare(title: str) -> str:
    return " ".join(title.split()).casefold().removeprefix("the ")


def source_id(symbol: str, title: str) -> str:
    """The id of a source: its symbol, or its title, in small letters and hyphens; the same has always the same.

    >>> source_id("A/HRC/21/44/Add.1", "Summary"), source_id("", "Vienna Convention on the Law of Treaties, 1969")
    ('a-hrc-21-44-add-1', 'vienna-convention-on-the-1036')
    """
    name = symbol.strip() or title.strip()
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")
    if not id[:1].isalpha():
        id = f"source-{id}".rstrip("-")
    if len(id) <= MAX_ID_LENGTH and len(ascii_name) >= len(name) > 0:
        return id
    return f"{id[: MAX_ID_LENGTH - 5].strip('-')}-{hashlib.sha256(name.casefold().encode()).hexdigest()[:4]}"


# --- when it comes again -----------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What a new reading of a document changes, by numbers; kept are those that are gone but cited."""

    new: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [
            f"{len(numbers)} {words} ({_some(numbers)})"
            for numbers, words in (
                (self.reworded, "reworded"),
                (self.new, "new"),
                (self.gone, "no longer there"),
                (self.kept, "no longer there but cited, and so kept"),
            )
            if numbers
        ]
        return "; ".join(parts) or "nothing"


def replaced(old: Source, new: Source, cited: Iterable[str] = ()) -> tuple[Source, Change]:
    """The new reading in the place of the old one, with the paragraphs kept that are cited and that it lacks."""
    before = {paragraph.number: paragraph for paragraph in old.paragraphs}
    after = {paragraph.number: paragraph for paragraph in new.paragraphs}
    needed = dict.fromkeys(cited)
    lacking = [number for number in before if number not in after]
    kept = tuple(number for number in lacking if number in needed)
    change = Change(
        new=tuple(number for number in after if number not in before),
        reworded=tuple(n for n in after if n in before and after[n].text.split() != before[n].text.split()),
        gone=tuple(number for number in lacking if number not in needed),
        kept=kept,
    )
    paragraphs = (*new.paragraphs, *(before[number] for number in kept))
    return replace(new, id=old.id, paragraphs=paragraphs), change


def incoming(
    new: Source, *, counted: bool, known: Source | None, before: Source | None, cited: Iterable[str]
) -> tuple[Source, Change | None]:
    """What is kept when a document is loaded, and what that changes if it was loaded before.

    `known` is what the catalogue has of it, `before` what was loaded; `cited` are the numbers that drafts cite.
    Raises UnfitSourceError where the numbers of the new reading are not those that are cited.
    """
    if known is not None and (counted or not fits(known, new)):
        raise UnfitSourceError(
            f"{known.symbol or known.title} is cited by {known.unit.lower()} here, and none were recognised in this "
            "file. Load another edition of it, or give this one a title and a symbol of its own."
        )
    if before is None:
        return new, None
    needed = tuple(cited)
    if needed and not fits(before, new):
        raise UnfitSourceError(
            f"{before.symbol or before.title} is cited by {before.unit} in a draft, and has {new.unit}s here. "
            "Load another edition of it, or give this one a symbol of its own."
        )
    return replaced(before, new, needed)


def completed(ours: Source, theirs: Source) -> Source:
    """Our reading with the paragraphs that only theirs has, as a draft file brings them."""
    have = {paragraph.number for paragraph in ours.paragraphs}
    more = tuple(p for p in theirs.paragraphs if p.number not in have) if fits(ours, theirs) else ()
    return replace(ours, paragraphs=_in_order((*ours.paragraphs, *more))) if more else ours


def _in_order(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """By number, where all are plain numbers; else as they come."""
    if all(paragraph.number.isdecimal() for paragraph in paragraphs):
        return tuple(sorted(paragraphs, key=lambda paragraph: int(paragraph.number)))
    return paragraphs


# --- what a draft cites -------------------------------------------------------------


def cited_numbers(draft: Draft, source_id: str) -> tuple[str, ...]:
    """The paragraphs of a source that a draft cites, each once."""
    cites = (citation for leaf in draft.leaves() for citation in leaf.cites if citation.source == source_id)
    return tuple(dict.fromkeys(chain.from_iterable(citation.paragraphs for citation in cites)))


def cites(draft: Draft, source_id: str) -> bool:
    """Whether a draft cites a source, be it as a whole."""
    return any(citation.source == source_id for leaf in draft.leaves() for citation in leaf.cites)


def carried(draft: Draft, loaded: Iterable[Source]) -> tuple[Source, ...]:
    """Of the loaded sources, what the draft cites: what a draft file has to carry for its citations to be read."""
    out = []
    for source in sorted(loaded, key=lambda each: each.id):
        if cites(draft, source.id):
            numbers = set(cited_numbers(draft, source.id))
            out.append(replace(source, paragraphs=tuple(p for p in source.paragraphs if p.number in numbers)))
    return tuple(out)


def _some(numbers: tuple[str, ...]) -> str:
    more = ", …" if len(numbers) > _LISTED else ""
    return f"{', '.join(numbers[:_LISTED])}{more}"
