"""Two wordings beside each other, as layouts print them: what differs, and what is the same word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.document import Block, BlockRole, Mark
from workbench.writers.escaping import escape

#: So many words in the same order are taken over, fewer may be chance.
VERBATIM_WORDS = 6

#: What holds provisions and has a heading of its own.
CONTAINERS = frozenset({BlockRole.PART, BlockRole.ARTICLE, BlockRole.ALTERNATIVES})

_OPENING_WORDS = 8
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def widths(columns: int, line: int = 100) -> str:
    """The widths of so many columns that fill a line together, so that all tables end at one edge.

    >>> widths(3), widths(2, 84)
    ('33 34 33', '42 42')
    """
    edges = [round(line * column / columns) for column in range(columns + 1)]
    return " ".join(str(right - left) for left, right in pairwise(edges))


def whole(block: Block) -> str:
    """All words of a block and of what is below it, a line each, without the brackets around them.

    In a redline these are the new words, or the old ones of what is gone.
    """
    return "\n".join(line for below in block.walk() if (line := own(below)))


def own(block: Block) -> str:
    """The words of a block alone, the sign of a sub-paragraph before them."""
    gone = frozenset({Mark.BRACKET}) if Mark.DELETED in block.marks else frozenset({Mark.BRACKET, Mark.DELETED})
    sign = f"{block.number} " if block.role is BlockRole.ITEM else ""
    return f"{sign}{''.join(run.text for run in block.runs if not run.marks & gone)}".strip()


def opening(block: Block) -> str:
    """The first words of a provision as they print, with an ellipsis where there are more, or the whole of a heading.

    In a redline these are the new words, or the old ones of what is gone.
    """
    if block.role in CONTAINERS:
        return _printed(block)
    return first_words(" ".join(map(_printed, block.walk())))


def first_words(text: str) -> str:
    """The first words of a text with an ellipsis where there are more, on the line of the last of them.

    A bracket that closes behind them does not open.

    >>> first_words("[One [two] three four five six seven eight nine]"), first_words("[One two]")
    ('One [two] three four five six seven eight\\xa0…', '[One two]')
    """
    words = text.split()
    if len(words) <= _OPENING_WORDS:
        return " ".join(words)
    return f"{_closed(' '.join(words[:_OPENING_WORDS]))}\u00a0…"


def _closed(text: str) -> str:
    open_at: list[int] = []
    for at, sign in enumerate(text):
        if sign == "[":
            open_at.append(at)
        elif sign == "]" and open_at:
            open_at.pop()
    return "".join(sign for at, sign in enumerate(text) if at not in open_at)


def _printed(block: Block) -> str:
    gone = Mark.INSERTED if Mark.DELETED in block.marks else Mark.DELETED
    words = "".join(run.text for run in block.runs if gone not in run.marks)
    return f"{block.number or block.old_number} {words}" if block.role is BlockRole.ITEM and words else words


def verbatim(block: Block, quote: str) -> str:
    """A quotation in laid-out form; the words that the block has in the same order are marked as verbatim."""
    known = set(_runs_of_words(whole(block)))
    found = list(_WORD.finditer(quote))
    same = [False] * len(found)
    for start in range(len(found) - VERBATIM_WORDS + 1):
        if tuple(word[0].lower() for word in found[start : start + VERBATIM_WORDS]) in known:
            same[start : start + VERBATIM_WORDS] = [True] * VERBATIM_WORDS
    out, at = ["“"], 0
    for index, word in enumerate(found):
        if same[index] and (index == 0 or not same[index - 1]):
            out.append(_quoted(quote[at : word.start()]))
            at = word.start()
        if same[index] and (index + 1 == len(found) or not same[index + 1]):
            out.append(f'<r m="verbatim">{escape(quote[at : word.end()])}</r>')
            at = word.end()
    out.append(_quoted(quote[at:]))
    return "".join((*out, "”"))


def _quoted(text: str) -> str:
    return f'<r m="quote">{escape(text)}</r>' if text else ""


def _runs_of_words(text: str) -> Iterator[tuple[str, ...]]:
    words = [word[0].lower() for word in _WORD.finditer(text)]
    for start in range(len(words) - VERBATIM_WORDS + 1):
        yield tuple(words[start : start + VERBATIM_WORDS])
