"""The numbered paragraphs of a report, a resolution or a treaty, out of the pieces of its file.

Pure: no file, no clock. What is found is told, and so is what is not: gaps, numbers that begin anew, what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.proposals import Paragraph
from workbench.readers.pieces import ITEM, NUMBER, Piece
from workbench.readers.sections import Sections, annex_of, is_contents, roman
from workbench.readers.series import LISTED, QUOTED, Candidate, series

_ENDS = re.compile(r"[.!?:;…。؟][”’\"')\]»]*$|[”\"»]$")
_ARTICLE = re.compile(
    r"(Article|Artículo|Principle|Principe|Principio|Rule|Guideline|Draft article)\s+(\d{1,3}|premier|1er|[IVXLC]+)"
    r"(?:\s*[.:–—-]\s*|\s*$|\s+(?=\[|[“\"A-Z]))(.*)",
    re.DOTALL,
)
_UNITS = {"principe": "principle", "principio": "principle", "artículo": "article"}
_PREAMBLE = re.compile(
    r"(?i)(preamble|préambule|preámbulo|the (?:general assembly|human rights council|states? part|parties|peoples|"
    r"contracting|high contracting|heads of state|member states)|we,? |recalling|considering|whereas|reaffirming)"
)
_UNFINISHED = re.compile(r"(?:[:;,]|\b(?:and|or|et|ou|y|o))$")
_NAMED = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """The paragraphs that were found, what they are called in the document, and what has to be said of them.

    `counted` says that the document has no numbers, so that they are ours.
    """

    paragraphs: tuple[Paragraph, ...]
    unit: str = "paragraph"
    counted: bool = False
    notices: tuple[str, ...] = ()


@dataclass
class _Growing:
    number: str
    section: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, piece: Piece, text: str) -> None:
        """Adds words: to the line before if they go on in it, else as a line of their own."""
        self.notes += piece.notes
        if not text:
            return
        before = self.lines[-1] if self.lines else ""
        goes_on = piece.wraps or not _ENDS.search(before) or text[:1].islower()
        if before and goes_on and not ITEM.match(text):
            self.lines[-1] = before + text if before.endswith("-") and text[:1].islower() else f"{before} {text}"
        else:
            self.lines.append(text)

    def paragraph(self) -> Paragraph:
        return Paragraph(
            number=self.number, section=self.section, text="\n".join(self.lines), footnotes=tuple(self.notes)
        )


def numbered(pieces: Sequence[Piece]) -> Numbered:
    """The numbered paragraphs among the pieces; where there is no number, the paragraphs are counted."""
    pieces = [piece for piece in pieces if piece.text]
    articles = _articles(pieces)
    candidates = tuple(_candidates(pieces))
    chains = series(candidates)
    if _is_treaty(articles, chains):
        return _by_article(pieces, articles)
    if not chains or (len(chains) == 1 and len(chains[0]) == 1 and chains[0][0].number != 1):
        return _counted(pieces)
    return _by_number(pieces, candidates, chains)


# --- by number ----------------------------------------------------------------


def _candidates(pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """The pieces that begin with a number, and how likely each is to number a paragraph."""
    opened, annex = False, ""
    before = Candidate(at=-1, number=0)
    for at, piece in enumerate(pieces):
        annex = annex_of(piece) or annex
        found = NUMBER.match(piece.text)
        if found and not piece.depth and not is_contents(piece.text):
            number, suffix = _split(found)
            weight = QUOTED if opened else LISTED if at and _UNFINISHED.search(pieces[at - 1].text) else 1.0
            if number == before.number + 1:  # of a list that was begun
                weight = min(weight, before.weight)
            before = Candidate(at=at, number=number, suffix=suffix, weight=weight, annex=annex)
            yield before
        for sign in piece.text:
            if sign in "“”":
                opened = sign == "“"


def _split(found: re.Match[str]) -> tuple[int, str]:
    digits = re.match(r"\d+", found[0])
    assert digits
    return int(digits[0]), (found[1] or "")[len(digits[0]) :].strip()


def _by_number(
    pieces: Sequence[Piece], candidates: Sequence[Candidate], chains: tuple[tuple[Candidate, ...], ...]
) -> Numbered:
    first = _plain_series(chains)
    names = _names(chains, first)
    numbers = {c.at: f"{c.number} {c.suffix}".strip() + names[id(chain)] for chain in chains for c in chain}
    grown, left_before, left_out = _gathered(pieces, numbers)
    if len({each.section[:1] for each in grown}) == 1 and first[0].annex:
        for each in grown:  # a report that is annexed to its own summary says so once
            each.section = each.section[1:]
    notices = [*_gaps(chains, names), *_repeated(pieces, candidates, chains), *_anew(chains, names)]
    if left_before > _NAMED:
        notices.append("What stands before the first number (cover, summary, contents) is left out.")
    if left_out:
        words = sum(len(text.split()) for text in left_out)
        notices.append(f"{words} words that follow a heading without a number are left out: “{_short(left_out[0])}”")
    return Numbered(paragraphs=tuple(each.paragraph() for each in grown), notices=tuple(notices))


def _gathered(pieces: Sequence[Piece], numbers: dict[int, str]) -> tuple[list[_Growing], int, list[str]]:
    """The paragraphs with their words, how many pieces stand before them, and the words that belong to none."""
    sections = Sections()
    grown: list[_Growing] = []
    open_: _Growing | None = None
    before, left_out = 0, []
    for at, piece in enumerate(pieces):
        if at in numbers:
            open_ = _Growing(numbers[at], sections.path)
            grown.append(open_)
            found = NUMBER.match(piece.text)
            open_.add(piece, piece.text[found.end() :] if found else piece.text)
        elif not is_contents(piece.text) and sections.enter(piece):
            open_ = None
        elif open_ is not None:
            open_.add(piece, piece.text)
        elif grown and len(piece.text) > 1:
            left_out.append(piece.text)
        else:
            before += 1
    return grown, before, left_out


def _plain_series(chains: tuple[tuple[Candidate, ...], ...]) -> tuple[Candidate, ...]:
    """The series whose numbers are printed as they are: the longest, unless it is annexed to another."""
    longest = max(chains, key=len)
    above = [chain for chain in chains if not chain[0].annex and len(chain) > 1]
    return max(above, key=len) if longest[0].annex and above else longest


def _names(chains: tuple[tuple[Candidate, ...], ...], first: tuple[Candidate, ...]) -> dict[int, str]:
    """What is said after the numbers of each series, so that no number is there twice."""
    names: dict[int, str] = {}
    for place, chain in enumerate(chains, 1):
        annex = f" of {chain[0].annex}" if chain[0].annex else ""
        plain = "" if chain is first else annex if annex and annex not in names.values() else f" (series {place})"
        names[id(chain)] = plain
    return names


def _gaps(chains: tuple[tuple[Candidate, ...], ...], names: dict[int, str]) -> Iterator[str]:
    missing = []
    for chain in chains:
        for earlier, later in pairwise(chain):
            missing += [f"{number}{names[id(chain)]}" for number in range(earlier.number + 1, later.number)]
        if chain[0].number > 1:
            yield f"The first number that was found is {chain[0].number}{names[id(chain)]}."
    if missing:
        yield f"Not found: {_listed(missing)}. The words may stand at the end of the paragraph before."


def _repeated(
    pieces: Sequence[Piece], candidates: Sequence[Candidate], chains: tuple[tuple[Candidate, ...], ...]
) -> Iterator[str]:
    """Numbers that stand a second time beside the one that counts, as a slip of the document would have it."""
    taken = {c.at for chain in chains for c in chain}
    passed = {c.at: c for c in candidates if c.at not in taken and c.weight == 1 and not pieces[c.at].wraps}
    found = []
    for chain in chains:
        for earlier, later in pairwise(chain):
            between = next((passed[at] for at in range(earlier.at + 1, later.at) if at in passed), None)
            if between and between.number in (earlier.number, later.number):
                found.append(str(between.number))
    if found:
        yield f"Twice there: {_listed(found)}. One of the two is read as words of the paragraph before."


def _anew(chains: tuple[tuple[Candidate, ...], ...], names: dict[int, str]) -> Iterator[str]:
    for chain in chains:
        if name := names[id(chain)]:
            begin, end = chain[0].number, chain[-1].number
            yield f"The numbers begin anew: {begin} to {end} there are called “{begin}{name}” to “{end}{name}”."


# --- by article ---------------------------------------------------------------


def _articles(pieces: Sequence[Piece]) -> tuple[Candidate, ...]:
    found = []
    for at, piece in enumerate(pieces):
        match = _ARTICLE.match(piece.text)
        if match and not is_contents(piece.text):
            found.append(Candidate(at=at, number=_number(match[2])))
    return max(series(found), key=len, default=())


def _number(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return 1 if printed in ("premier", "1er") else roman(printed)


def _is_treaty(articles: tuple[Candidate, ...], chains: tuple[tuple[Candidate, ...], ...]) -> bool:
    """Whether articles, not numbers, make up the document: no series of numbers runs on across them."""
    if len(articles) < 2:
        return False
    longest = max(chains, key=len, default=())
    before = sum(candidate.at < articles[0].at for candidate in longest)
    after = len(longest) - before
    most = max((sum(c.at < articles[0].at for c in chain) for chain in chains), default=0)
    return most < len(articles) and not (before and after > before)


def _by_article(pieces: Sequence[Piece], articles: tuple[Candidate, ...]) -> Numbered:
    begin = {candidate.at: str(candidate.number) for candidate in articles}
    sections = Sections()
    grown: list[_Growing] = []
    open_: _Growing | None = None
    for at, piece in enumerate(pieces):
        if at in begin:
            match = _ARTICLE.match(piece.text)
            assert match
            open_ = _Growing(begin[at], sections.path)
            grown.append(open_)
            open_.add(piece, match[3].strip())
            if open_.lines and not _ENDS.search(match[3]):
                open_.lines.append("")  # a heading of its own
        elif at < articles[0].at:
            if not grown and _PREAMBLE.match(piece.text) and not is_contents(piece.text):
                open_ = _Growing("preamble", ())
                grown.append(open_)
                open_.add(piece, piece.text)
            elif sections.enter(piece):
                open_ = None
            elif open_ is not None:
                open_.add(piece, piece.text)
        elif at > articles[-1].at and annex_of(piece):
            open_ = None
        elif not sections.enter(piece) and open_ is not None:
            _into(open_, piece)
    paragraphs = tuple(_tidy(each.paragraph()) for each in grown)
    match = _ARTICLE.match(pieces[articles[0].at].text)
    assert match
    unit = match[1].lower()
    names = {id(articles): ""}
    return Numbered(
        paragraphs=paragraphs,
        unit=_UNITS.get(unit, unit),
        notices=tuple(notice.replace("paragraph", "article") for notice in _gaps((articles,), names)),
    )


def _into(article: _Growing, piece: Piece) -> None:
    """Numbered paragraphs of an article are lines of their own."""
    if NUMBER.match(piece.text) and not (piece.wraps and article.lines and not _ENDS.search(article.lines[-1])):
        article.lines.append("")
    if article.lines and not article.lines[-1]:
        article.lines.pop()
        article.lines.append(piece.text)
        article.notes += piece.notes
    else:
        article.add(piece, piece.text)


def _tidy(paragraph: Paragraph) -> Paragraph:
    lines = "\n".join(line for line in paragraph.text.split("\n") if line)
    return Paragraph(number=paragraph.number, section=paragraph.section, text=lines, footnotes=paragraph.footnotes)


# --- counted ------------------------------------------------------------------


def _counted(pieces: Sequence[Piece]) -> Numbered:
    sections = Sections()
    grown: list[_Growing] = []
    for piece in pieces:
        if is_contents(piece.text) or sections.enter(piece):
            continue
        if grown and (piece.wraps or ITEM.match(piece.text) or not _ENDS.search(grown[-1].lines[-1])):
            grown[-1].add(piece, piece.text)
            continue
        grown.append(_Growing(str(len(grown) + 1), sections.path))
        grown[-1].add(piece, piece.text)
    notice = "No numbers were found, so the paragraphs are counted. Cite them only where readers can count them, too."
    return Numbered(paragraphs=tuple(each.paragraph() for each in grown), counted=True, notices=(notice,))


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"
