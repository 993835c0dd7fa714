"""A document before its numbers are understood: its pieces in order, as Word files, PDFs and plain texts have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.errors import HIDDEN

# Signs that hide or reorder, and those that are none: controls, half characters.
_NO_SIGNS = (*range(9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_GONE = dict.fromkeys((*map(ord, HIDDEN), 0xAD, 0x200E, 0x200F, *_NO_SIGNS))


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
