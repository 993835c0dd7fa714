"""A document before its numbers are understood: its pieces in order, as Word files, PDFs and plain texts have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.errors import HIDDEN

_GONE = {ord(sign): None for sign in (*HIDDEN, "\u00ad", "\u200e", "\u200f")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A paragraph or a line of a file: its words, and what the file itself says of it.

    `depth` is that of a heading, 1 for the highest, 0 where the file does not say that it is one.
    `wraps` says that it goes on from the piece before within one block of lines, unless it turns out to be numbered.
    """

    text: str
    depth: int = 0
    notes: tuple[str, ...] = ()
    wraps: bool = False


def plain(text: str) -> str:
    """Words on one line: without signs that hide or reorder, soft hyphens, and runs of space.

    >>> plain("inter\u00adnational\u202e  solidarity\\n")
    'international solidarity'
    """
    return " ".join(text.translate(_GONE).split())


#: A number at the beginning of a numbered paragraph: `12.`, `12 bis.`
NUMBER = re.compile(r"(\d{1,4}(?:\s?(?:bis|ter|quater|quinquies|sexies))?)\s?\.\s+(?=\S)|(\d{1,4})\.(?=[^\W\d_])")
#: A sub-paragraph: `(a)`, `(iv)`, `“(i)`, or a bullet.
ITEM = re.compile(r"[“\"«]?\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)\s|[•–—-]\s")
