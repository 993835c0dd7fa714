"""Supporting paragraphs in print, in United Nations form (format.md, Citations in print)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.model import Citation, Relation

if TYPE_CHECKING:
    from workbench.proposals import Source

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
    groups: list[list[str]] = []
    for number in distinct:
        if groups and _is_plain(number) and _is_plain(groups[-1][-1]) and int(number) == int(groups[-1][-1]) + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    parts = [part for group in groups for part in ([f"{group[0]}–{group[-1]}"] if len(group) > 2 else group)]
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]


def _is_plain(number: str) -> bool:
    # What `isdigit` takes for digits, `int` may not; and nothing has paragraphs by the million.
    return number.isdecimal() and len(number) < 7


def _rank(number: str) -> tuple[int, int, str]:
    return (1, int(number), "") if _is_plain(number) else (0, 0, number)


def place(source: Source | None, citation: Citation) -> str:
    """One source with its paragraphs.

    >>> from workbench.proposals import Source
    >>> report = Source(id="r", symbol="A/HRC/21/44/Add.1", title="Summary")
    >>> place(report, Citation(source="r", paragraphs=("43", "47")))
    'A/HRC/21/44/Add.1, paras. 43 and 47'
    >>> charter = Source(id="charter", title="Charter", short="the Charter", unit="Article")
    >>> place(charter, Citation(source="charter", paragraphs=("preamble", "55", "56")))
    'the preamble to and Articles 55 and 56 of the Charter'
    """
    if source is None:
        name, unit = citation.source, "paragraph"
    else:
        name, unit = source.symbol or source.title, source.unit
    if unit == "paragraph":
        if not citation.paragraphs:
            return name
        word = "para." if len(set(citation.paragraphs)) == 1 else "paras."
        return f"{name}, {word} {numbers(citation.paragraphs)}"
    assert source is not None
    name = source.short or source.title
    numbered = [number for number in citation.paragraphs if number != "preamble"]
    parts = ["the preamble to"] if len(numbered) < len(citation.paragraphs) else []
    if numbered:
        parts.append(f"{unit}{'s' if len(set(numbered)) > 1 else ''} {numbers(numbered)} of")
    return f"{' and '.join(parts)} {name}" if parts else name


def note(citations: Iterable[Citation], sources: Mapping[str, Source]) -> str:
    """The text of the footnote that cites these, or nothing.

    >>> from workbench.proposals import Source
    >>> sources = {"r": Source(id="r", symbol="A/HRC/21/44/Add.1", title="Summary")}
    >>> opposed = Citation(source="r", paragraphs=("34",), relation=Relation.OPPOSES)
    >>> note([opposed, Citation(source="r", paragraphs=("47",))], sources)
    'A/HRC/21/44/Add.1, para. 47. But see A/HRC/21/44/Add.1, para. 34.'
    """
    listed = tuple(citations)
    return " ".join(_sentences(listed, sources))


def _sentences(citations: tuple[Citation, ...], sources: Mapping[str, Source]) -> Iterator[str]:
    for relation, before in _BEFORE.items():
        places = []
        for citation in _merged(c for c in citations if c.relation is relation):
            printed = place(sources.get(citation.source), citation)
            places.append(f"{printed}: “{citation.quote}”" if citation.quote else printed)
        if places:
            sentence = f"{before}{'; '.join(places)}"
            stop = "" if sentence.endswith(".”") else "."
            yield f"{sentence[:1].upper()}{sentence[1:]}{stop}"


def _merged(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Unquoted citations of one source and relation as one."""
    out: dict[object, Citation] = {}
    for citation in citations:
        key: object = (citation.source, "") if not citation.quote else citation
        earlier = out.get(key)
        paragraphs = (*(earlier.paragraphs if earlier else ()), *citation.paragraphs)
        out[key] = Citation(
            source=citation.source, paragraphs=paragraphs, relation=citation.relation, quote=citation.quote
        )
    return tuple(out.values())
