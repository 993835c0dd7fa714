"""Supporting paragraphs in print, in United Nations form (format.md, Citations in print)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.model import Citation, Relation, is_id

if TYPE_CHECKING:
    from workbench.languages import Language
    from workbench.proposals import Source

#: What is printed of a source that is named by its id and is not there: an id means nothing to a reader.
MISSING_SOURCE = "[missing source]"

_NUMBER = re.compile(r"\d{1,6}(?!\d)")
_BEFORE = {Relation.SUPPORTS: "", Relation.INSPIRES: "See also ", Relation.OPPOSES: "But see "}


def numbers(paragraphs: Iterable[str]) -> str:
    """Paragraph numbers in order, runs of three or more with an en dash.

    >>> numbers(["12", "13"]), numbers(["46", "42", "43", "44", "45"]), numbers(["1", "55", "56"])
    ('12 and 13', '42–46', '1, 55 and 56')
    """
    return _numbers(tuple(paragraphs))


@lru_cache(maxsize=4096)  # the same few in notes and tables, and again after every click
def _numbers(paragraphs: tuple[str, ...]) -> str:
    distinct = sorted(dict.fromkeys(paragraphs), key=_rank)
    if len(distinct) < 2:
        return "".join(distinct)
    groups = _groups(distinct)
    parts = [part for group in groups for part in ([f"{group[0]}–{group[-1]}"] if len(group) > 2 else group)]
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _groups(numbers: Iterable[str]) -> list[list[str]]:
    """Numbers in order, those together that follow one another."""
    groups: list[list[str]] = []
    for number in numbers:
        if groups and _is_plain(number) and _is_plain(groups[-1][-1]) and int(number) == int(groups[-1][-1]) + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_plain(number: str) -> bool:
    # What `isdigit` takes for digits, `int` may not; and nothing has paragraphs by the million.
    return number.isdecimal() and len(number) < 7


def _rank(number: str) -> tuple[int, int, str]:
    """The place of a number: what is none, such as the preamble, comes first, and 12 bis after 12."""
    found = _NUMBER.match(number)
    return (1, int(found[0]), number[found.end() :]) if found else (0, 0, number)


def is_missing(citation: Citation, source: Source | None) -> bool:
    """Whether a citation names a source by an id and there is none of that id; a symbol speaks for itself."""
    return source is None and is_id(citation.source)


def place(source: Source | None, citation: Citation, tongue: Language | None = None) -> str:
    """One source with its paragraphs; `tongue` gives the words of another language than English.

    >>> from workbench.proposals import Source
    >>> report = Source(id="r", symbol="A/HRC/21/44/Add.1", title="Summary")
    >>> place(report, Citation(source="r", paragraphs=("43", "47")))
    'A/HRC/21/44/Add.1, paras. 43 and 47'
    >>> charter = Source(id="charter", title="Charter", short="the Charter", unit="Article")
    >>> place(charter, Citation(source="charter", paragraphs=("preamble", "55", "56")))
    'the Preamble to and Articles 55 and 56 of the Charter'
    >>> place(None, Citation(source="a-report", paragraphs=("4",))), place(None, Citation(source="A/HRC/21/66"))
    ('[missing source], para. 4', 'A/HRC/21/66')
    """
    if source is None:
        name, unit = (MISSING_SOURCE if is_missing(citation, source) else citation.source), "paragraph"
    else:
        name, unit = source.symbol or source.title, source.unit
    if tongue is not None:
        return _in_another_tongue(name, unit, source, citation, tongue)
    if unit == "paragraph":
        if not citation.paragraphs:
            return name
        word = "para." if len(set(citation.paragraphs)) == 1 else "paras."
        return f"{name}, {word} {numbers(citation.paragraphs)}"
    assert source is not None
    name = source.short or source.title
    numbered = [number for number in citation.paragraphs if number != "preamble"]
    # What has Articles, as the Charter of the United Nations has, has a Preamble.
    preamble = "Preamble" if unit[:1].isupper() else "preamble"
    parts = [f"the {preamble} to"] if len(numbered) < len(citation.paragraphs) else []
    if numbered:
        parts.append(f"{unit}{'s' if len(set(numbered)) > 1 else ''} {numbers(numbered)} of")
    return f"{' and '.join(parts)} {name}" if parts else name


def _in_another_tongue(name: str, unit: str, source: Source | None, citation: Citation, tongue: Language) -> str:
    numbered = sorted({number for number in citation.paragraphs if number != "preamble"}, key=_rank)
    preamble = "preamble" in citation.paragraphs
    name = name if unit == "paragraph" or source is None else source.title
    return tongue.place(name, unit, _groups(numbered), preamble=preamble)


def note(citations: Iterable[Citation], sources: Mapping[str, Source], tongue: Language | None = None) -> str:
    """The text of the footnote that cites these, or nothing; sources that are missing come last.

    >>> from workbench.proposals import Source
    >>> sources = {"r": Source(id="r", symbol="A/HRC/21/44/Add.1", title="Summary")}
    >>> opposed = Citation(source="r", paragraphs=("34",), relation=Relation.OPPOSES)
    >>> note([opposed, Citation(source="r", paragraphs=("47",))], sources)
    'A/HRC/21/44/Add.1, para. 47. But see A/HRC/21/44/Add.1, para. 34.'
    """
    return (tongue.space if tongue else " ").join(_sentences(distinct(citations), sources, tongue))


def without_missing(note: str) -> str:
    """What a footnote says of the sources that are there.

    >>> without_missing("A/HRC/21/66, para. 4. [missing source], para. 1."), without_missing("[missing source].")
    ('A/HRC/21/66, para. 4.', '')
    """
    return note.partition(MISSING_SOURCE)[0].rstrip()


def _sentences(
    citations: tuple[Citation, ...], sources: Mapping[str, Source], tongue: Language | None
) -> Iterator[str]:
    quoted, semicolon, end = (tongue.quoted, tongue.semicolon, tongue.stop) if tongue else ("{}: “{}”", "; ", ".")
    missing = []
    for relation, before in _BEFORE.items():
        cited = [citation for citation in citations if citation.relation is relation]
        if not cited:
            continue
        places = []
        for citation in merged(cited):
            source = sources.get(citation.source)
            printed = place(source, citation, tongue)
            if source is None and is_missing(citation, source):
                missing.append(printed)
                continue
            places.append(quoted.format(printed, citation.quote) if citation.quote else printed)
        if places:
            before = tongue.before.get(relation, "") if tongue else before
            sentence = f"{before}{semicolon.join(places)}"
            stop = "" if sentence.endswith(".”") else end
            yield f"{sentence[:1].upper()}{sentence[1:]}{stop}"
    if missing:
        yield f"{'; '.join(missing)}."


def distinct(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The citations without what would be said twice: nobody is told to see also what supports already.

    >>> also = Citation(source="r", paragraphs=("4", "5"), relation=Relation.INSPIRES)
    >>> [one.paragraphs for one in distinct([Citation(source="r", paragraphs=("4",)), also])]
    [('4',), ('5',)]
    """
    listed = tuple(citations)
    if len(listed) < 2 or all(citation.relation is not Relation.INSPIRES for citation in listed):
        return listed
    supports = {(c.source, n) for c in listed if c.relation is Relation.SUPPORTS for n in c.paragraphs or ("",)}
    out = []
    for citation in listed:
        if citation.relation is Relation.INSPIRES and not citation.quote:
            left = tuple(n for n in citation.paragraphs or ("",) if (citation.source, n) not in supports)
            if not left:
                continue
            citation = replace(citation, paragraphs=left if citation.paragraphs else ())
        out.append(citation)
    return tuple(out)


def merged(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Unquoted citations of one source and relation as one, the paragraphs of each in order and named once.

    >>> [one.paragraphs for one in merged([Citation(source="r", paragraphs=("33", "25", "33"))])]
    [('25', '33')]
    """
    out: dict[object, Citation] = {}
    for citation in citations:
        key: object = (citation.source, citation.relation) if not citation.quote else citation
        earlier = out.get(key)
        paragraphs = (*earlier.paragraphs, *citation.paragraphs) if earlier else citation.paragraphs
        ordered = _ordered(paragraphs)
        out[key] = citation if ordered == citation.paragraphs else replace(citation, paragraphs=ordered)
    return tuple(out.values())


@lru_cache(maxsize=4096)  # the same few in notes and tables, and again after every click
def _ordered(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(paragraphs), key=_rank))


@lru_cache(maxsize=1024)
def attribution(said: str) -> str:
    """To whom a source ascribes a view, as it is printed: what the source says itself is not attributed.

    >>> attribution("many participants"), attribution("report (no attribution)")
    ('many participants', 'not attributed')
    >>> attribution("report (possibly continuing one participant's suggestion)")
    'possibly one participant'
    >>> attribution('report ("one effective way forward", third area)'), attribution('"it was said" (as a question)')
    ('not attributed', '“it was said” (as a question)')
    """
    report = re.fullmatch(r"report(?: \((.*)\))?", said)
    if report:
        continued = re.search(r"(possibly )?continuing (.*)", report[1] or "")
        if not continued:
            return "not attributed"
        said = f"{continued[1] or ''}{continued[2]}".removesuffix("'s suggestion")
    return re.sub(r'"([^"]*)"', r"“\1”", said).replace("'", "’")
