"""The fields of Word style files: `{{ symbol }}` and its like, filled from the front matter.

The language is that of wordings (conditions, a few filters, nothing else); here an empty field prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from workbench.document import Document
from workbench.errors import Fault, visible
from workbench.model import FrontMatter
from workbench.wording import check, prepared
from workbench.writers.escaping import legible
from workbench.writers.laid_out import long_date

if TYPE_CHECKING:
    from workbench.languages import Language

#: What fills a text with the values of its fields.
Filler = Callable[[Mapping[str, str]], str]

FIELDS: Mapping[str, str] = {
    "nations": "United Nations, in the language of the document as all fixed words",
    "symbol": "the document symbol, A/HRC/35/35; A/HRC/…/L.… before there is one",
    "symbol_first": "what stands before the first stroke of the symbol: A",
    "symbol_rest": "the rest of the symbol: /HRC/35/35",
    "distribution": "General, Limited or Restricted",
    "distr": "the same as a line: Distr.: General",
    "date": "the date in words: 23 November 2026",
    "original": "the language of the original: English",
    "original_in": "the same as a line: Original: English",
    "language": "its code: en",
    "principal_organ": "the organ whose series the symbol, or the body, belongs to: General Assembly",
    "body": "the body that negotiates, where it is another: Human Rights Council",
    "session": "Thirty-fifth session",
    "agenda_item": "the number of the agenda item",
    "item": "the same as a line: Agenda item 3",
    "agenda_title": "its title",
    "title": "the title of the declaration",
    "organ": "the proclaiming organ",
    "kind": "what the paper is: Negotiating text; empty for the declaration itself",
    "kind_of_date": "the same with a date: Negotiating text of 23 November 2026, Changes with respect to A/HRC/35/L.12",
}

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}

_ORGANS: Mapping[str, str] = {
    "A": "General Assembly",
    "E": "Economic and Social Council",
    "S": "Security Council",
    "T": "Trusteeship Council",
}


#: Bodies with the series of their documents, by the name without article and in small letters.
_SERIES: Mapping[str, str] = {
    "general assembly": "A",
    "first committee": "A/C.1",
    "second committee": "A/C.2",
    "third committee": "A/C.3",
    "special political and decolonization committee (fourth committee)": "A/C.4",
    "fourth committee": "A/C.4",
    "fifth committee": "A/C.5",
    "sixth committee": "A/C.6",
    "human rights council": "A/HRC",
    "human rights council advisory committee": "A/HRC/AC",
    "economic and social council": "E",
    "commission on human rights": "E/CN.4",
    "commission for social development": "E/CN.5",
    "commission on the status of women": "E/CN.6",
    "permanent forum on indigenous issues": "E/C.19",
}

#: What stands for a number that is not known yet.
_NOT_YET = "…"

_LEFT_TO_RIGHT = "\u200e"


def values(document: Document, kind: str = "", *, working: bool = False) -> dict[str, str]:
    """The value of every field for a document; a `working` paper shows what its masthead still lacks."""
    front = document.front
    series = _SERIES.get(front.body.casefold().removeprefix("the "), "")
    symbol = front.symbol or (f"{series}/{_NOT_YET}/L.{_NOT_YET}" if working and series else "")
    first, stroke, rest = symbol.partition("/")
    date, said_kind = long_date(front.date, front.language), _compared(kind, document)
    organ = _ORGANS.get(first if stroke else series.partition("/")[0], "")
    original = LANGUAGES.get(front.language[:2], front.language)
    said = {
        "nations": "United Nations",
        "symbol": symbol,
        "symbol_first": first or (_NOT_YET if working else ""),
        "symbol_rest": stroke + rest,
        "distribution": front.distribution,
        "distr": f"Distr.: {front.distribution}" if front.distribution else "",
        "date": date,
        "original": original,
        "original_in": f"Original: {original}" if original else "",
        "language": front.language,
        "principal_organ": organ or front.body,
        "body": front.body if organ and organ != front.body else "",
        "session": front.session or (f"{_NOT_YET} session" if working and series else ""),
        "agenda_item": front.agenda_item,
        "item": f"Agenda item {front.agenda_item}" if front.agenda_item else "",
        "agenda_title": front.agenda_title,
        "title": document.title,
        "organ": front.organ,
        "kind": said_kind,
        "kind_of_date": f"{said_kind} of {date}" if kind and date and document.was is None else said_kind,
    }
    if front.language[:2] != "en":
        from workbench.languages import language_of  # most documents are in English

        tongue = language_of(front.language)
        if tongue is not None:
            said |= _in_another_tongue(said, front, kind, tongue)
    return {name: legible(value) for name, value in said.items()}


def _in_another_tongue(said: Mapping[str, str], front: FrontMatter, kind: str, tongue: Language) -> dict[str, str]:
    """The fixed words of the masthead in another official language; some print a part of it in English."""
    date = long_date(front.date) if tongue.english_masthead else said["date"]
    # Figures in front of Latin words would change sides where the rest runs from right to left.
    date = f"{_LEFT_TO_RIGHT}{date}" if date and front.language[:2] == "ar" else date
    named = tongue.said(kind)
    return {
        "nations": tongue.said(said["nations"]),
        "distr": tongue.distributed(front.distribution),
        "date": date,
        "original_in": tongue.original or said["original_in"],
        "principal_organ": tongue.said(said["principal_organ"]),
        "body": tongue.said(said["body"]),
        "item": tongue.agenda.format(front.agenda_item) if front.agenda_item else "",
        "kind": named,
        "kind_of_date": f"{named} ({long_date(front.date, front.language)})" if kind and front.date else named,
    }


def plain_masthead(said: Mapping[str, str]) -> dict[str, str]:
    """What stands above the title in the plain style, which has no masthead of the United Nations: a line each."""
    return {
        "body": said["body"] or said["principal_organ"],
        "session": said["session"],
        "issue": " · ".join(filter(None, (said["symbol"], said["date"]))),
        "kind": said["kind"],
    }


def _compared(kind: str, document: Document) -> str:
    """What a paper is that tells changes, and from which text it tells them."""
    if not kind or document.was is None:
        return kind
    older, newer = document.was.front, document.front
    if (older.symbol, older.date) == (newer.symbol, newer.date):
        other = document.was.title and document.was.title != document.title
        return f"{kind} with respect to {f'“{document.was.title}”' if other else 'an earlier version'}"
    named = older.symbol or "the text"
    return f"{kind} with respect to {named}{f' of {long_date(older.date)}' if older.date else ''}"


def _filled(pieces: Sequence[str], values: Mapping[str, str]) -> str:
    """Words and names of fields in turn, with the fields filled."""
    return "".join(values[piece] if at % 2 else piece for at, piece in enumerate(pieces))


_FIELD = re.compile(rf"\{{\{{ *({'|'.join(FIELDS)}) *\}}\}}")


def compiled(text: str, where: str, faults: list[Fault]) -> Filler:
    """A text with fields, ready to be filled; unknown fields and broken tags go to the faults, each with its place."""
    pieces = _FIELD.split(text)
    if not any("{" in words for words in pieces[::2]):  # most have no condition
        return partial(_filled, pieces)
    found = check(text, frozenset(FIELDS))
    if found:
        faults += (Fault(where, f"'{visible(text, 60)}': {_of_fields(what)}") for _, what in found)
        return partial(_filled, ())
    return prepared(text, frozenset(FIELDS))


def _of_fields(what: str) -> str:
    """A fault in the words of those who write fields, not formulations."""
    what = (
        what.partition("; ")[0]
        .replace("unknown term", "unknown field")
        .replace("the wording language", "what fields can say")
    )
    return f"{what}; write {{{{ symbol }}}}, or another of {', '.join(FIELDS)}"
