"""The fields of Word style files: `{{ symbol }}` and its like, filled from the front matter.

The language is that of wordings (conditions, a few filters, nothing else); here an empty field prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from workbench.document import Document
from workbench.errors import WordingError, WorkbenchError
from workbench.wording import prepared
from workbench.writers.escaping import legible
from workbench.writers.laid_out import long_date

#: What fills a text with the values of its fields.
Filler = Callable[[Mapping[str, str]], str]

FIELDS: Mapping[str, str] = {
    "symbol": "the document symbol, A/HRC/35/35",
    "symbol_first": "what stands before the first stroke of the symbol: A",
    "symbol_rest": "the rest of the symbol: /HRC/35/35",
    "distribution": "General, Limited or Restricted",
    "date": "the date in words: 23 November 2026",
    "original": "the language of the original: English",
    "language": "its code: en",
    "principal_organ": "the organ whose series the symbol belongs to: General Assembly",
    "body": "the body that negotiates, where it is another: Human Rights Council",
    "session": "Thirty-fifth session",
    "agenda_item": "the number of the agenda item",
    "agenda_title": "its title",
    "title": "the title of the declaration",
    "organ": "the proclaiming organ",
    "kind": "what the paper is: Negotiating text; empty for the declaration itself",
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


def values(document: Document, kind: str = "") -> dict[str, str]:
    """The value of every field for a document."""
    front = document.front
    first, stroke, rest = front.symbol.partition("/")
    organ = _ORGANS.get(first, "") if stroke else ""
    said = {
        "symbol": front.symbol,
        "symbol_first": first,
        "symbol_rest": stroke + rest,
        "distribution": front.distribution,
        "date": long_date(front.date),
        "original": LANGUAGES.get(front.language[:2], front.language),
        "language": front.language,
        "principal_organ": organ or front.body,
        "body": front.body if organ and organ != front.body else "",
        "session": front.session,
        "agenda_item": front.agenda_item,
        "agenda_title": front.agenda_title,
        "title": document.title,
        "organ": front.organ,
        "kind": kind,
    }
    return {name: legible(value) for name, value in said.items()}


def _filled(pieces: Sequence[str], values: Mapping[str, str]) -> str:
    """Words and names of fields in turn, with the fields filled."""
    return "".join(values[piece] if at % 2 else piece for at, piece in enumerate(pieces))


_FIELD = re.compile(rf"\{{\{{ *({'|'.join(FIELDS)}) *\}}\}}")


def compiled(text: str, where: str) -> Filler:
    """A text with fields, ready to be filled; an unknown field or a broken tag is named with its place."""
    pieces = _FIELD.split(text)
    if not any("{" in words for words in pieces[::2]):  # most have no condition
        return partial(_filled, pieces)
    try:
        return prepared(text, frozenset(FIELDS))
    except WordingError as error:
        raise WorkbenchError(f"{where}: '{' '.join(text.split())}': {error.what}") from error
