"""The few exceptions of the workbench: what was wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class WorkbenchError(Exception):
    """Something a person can put right; `str()` is one line that they can read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file: the place (`file:line` where known), what is wrong, and the cure."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class FileFaults(WorkbenchError):
    """All faults that were found in one reading, so that they can be mended in one sitting."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class WordingError(WorkbenchError):
    """A formulation uses something that the wording language does not have; names the line."""


class OpenChoices(WorkbenchError):
    """A clean text was asked for while provisions are still open; names the places."""


class DraftingError(WorkbenchError):
    """A change that the draft cannot take, such as choosing a wording that is not there."""
