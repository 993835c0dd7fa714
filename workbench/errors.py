"""The few exceptions of the workbench: what was wrong, where, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: Characters that reorder or hide text on screen: bidirectional controls, zero width.
HIDDEN = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF)))

_LONGEST = 300


def visible(text: str, most: int = _LONGEST) -> str:
    """What a stranger typed as one line that can be shown: nothing hides, reorders or runs on in it.

    >>> visible("safe\u202etxt\\x1b[31m\\nnext")
    'safetxt[31m next'
    """
    line = "".join(_shown(sign) for sign in text[: 2 * most])
    return line if len(line) <= most and len(text) <= 2 * most else f"{line[:most]}…"


def _shown(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign in HIDDEN or unicodedata.category(sign) == "Cc":
        return ""
    return "\ufffd" if unicodedata.category(sign) == "Cs" else sign


class WorkbenchError(Exception):
    """Something a person can put right; `str()` is one line that they can read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: the place (`file:line` where known), what is wrong, and the cure."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{visible(self.where)}: {visible(self.what)}"


class FileFaults(WorkbenchError):  # noqa: N818 - it is named for what it holds
    """All faults that were found in one reading, so that they can be mended in one sitting."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class WordingError(WorkbenchError):
    """A formulation uses something that the wording language does not have; `line` counts within the text."""

    def __init__(self, what: str, line: int = 1) -> None:
        self.what = what
        self.line = line
        super().__init__(f"line {line}: {what}")


class OpenChoices(WorkbenchError):  # noqa: N818 - likewise
    """A clean text was asked for while provisions are still open; names the places."""


class DraftingError(WorkbenchError):
    """A change that the draft cannot take, such as choosing a wording that is not there."""


class ComparisonError(WorkbenchError):
    """Texts that cannot be compared as they are; says which, and what to do first."""
