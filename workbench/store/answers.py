"""What the store answers, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.errors import WorkbenchError
from workbench.model import Draft
from workbench.proposals import Source
from workbench.store.rows import PROVISION, name_of


class StoreError(WorkbenchError):
    """The database cannot do what was asked; says why, and what to do."""


class NothingToUndo(WorkbenchError):  # noqa: N818 - it is named for what a person reads
    """The author has no step in this draft that could be undone, or done again."""


class Conflict(WorkbenchError):  # noqa: N818 - likewise
    """A colleague changed the same rows; nothing was overwritten.

    `shelf_id` says where the whole of my text is kept; it is None for an undo, which holds no new text.
    `provisions` are the ids of the provisions in conflict, `rows` the keys of all rows in conflict.
    """

    def __init__(self, *, draft_id: str, shelf_id: int | None, rows: tuple[str, ...]) -> None:
        self.draft_id = draft_id
        self.shelf_id = shelf_id
        self.rows = rows
        self.provisions = provisions_of(rows)
        names = ", ".join(name_of(key) for key in rows)
        kept = "nothing was changed" if shelf_id is None else f"your text is kept on the shelf as number {shelf_id}"
        super().__init__(f"Someone else changed this too: {names}; {kept}.")


def provisions_of(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the provisions among the keys of rows."""
    return tuple(key.removeprefix(PROVISION) for key in rows if key.startswith(PROVISION))


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """What a save came to: the draft as it stands now, with what others changed meanwhile if `merged`."""

    number: int
    draft: Draft
    merged: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A document that a drafter loaded: the file it came out of, by whom and when."""

    source: Source
    file: str = ""
    author: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftLine:
    """A draft in the list of drafts; `head` is its newest revision, `author` and `at` are who saved it and when."""

    id: str
    title: str
    head: int
    author: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryLine:
    """A step in the history: the revisions of one author that belong together, `first` to `number`.

    `deed` is create, save, undo, redo or restore; `provisions` are the ids of those changed.
    """

    number: int
    first: int
    saves: int
    author: str
    at: str
    why: str
    deed: str
    merged: bool
    provisions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelved:
    """A text that could not be merged and waits for a decision: all of it, and where it was in conflict."""

    id: int
    base: int
    author: str
    at: str
    why: str
    provisions: tuple[str, ...]
    rows: tuple[str, ...]
    draft: Draft
