"""Groups revisions into the steps that a drafter remembers, and finds the one that undo inverts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from workbench.store.rows import PROVISION, Change, Row, Rows, apply

PAUSE = timedelta(minutes=2)


class Deed(StrEnum):
    """How a revision came about."""

    CREATE = "create"
    SAVE = "save"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A revision without its draft: who, when and why, and what it changed."""

    number: int
    deed: Deed
    author: str
    at: str
    why: str
    merged: bool
    changes: tuple[Change, ...]

    @property
    def provisions(self) -> tuple[str, ...]:
        """The ids of the provisions that it changed."""
        return tuple(change.key.removeprefix(PROVISION) for change in self.changes if change.key.startswith(PROVISION))


@dataclass(frozen=True, slots=True)
class Step:
    """One or more revisions that a drafter remembers as one; `ends` is each row's first and last state."""

    entries: tuple[Entry, ...]
    ends: Mapping[str, tuple[Row | None, Row | None]]

    @property
    def last(self) -> Entry:
        """The newest revision of the step."""
        return self.entries[-1]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the step changed from its beginning to its end, row by row."""
        return tuple(Change(key, before, after) for key, (before, after) in self.ends.items())


def group(entries: Iterable[Entry]) -> tuple[Step, ...]:
    """The steps, in the order of their newest revisions; one author's like saves of a provision join."""
    steps: list[Step] = []
    latest: dict[str, int] = {}
    for entry in entries:
        place = latest.get(entry.author)
        if place is not None and _continues(steps[place], entry):
            step = _joined(steps.pop(place), entry)
            latest = {author: at - (at > place) for author, at in latest.items()}
        else:
            step = _joined(Step((), {}), entry)
        latest[entry.author] = len(steps)
        steps.append(step)
    return tuple(steps)


def next_undo_and_redo(steps: Sequence[Step]) -> tuple[Step | None, Step | None]:
    """Which of one author's steps undo would invert now, and which redo would."""
    done: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        match step.last.deed:
            case Deed.SAVE:
                done.append(step)
                undone.clear()
            case Deed.UNDO:
                if done:
                    done.pop()
                undone.append(step)
            case Deed.REDO:
                if undone:
                    undone.pop()
                done.append(step)
    return (done[-1] if done else None), (undone[-1] if undone else None)


def inverse(step: Step, head: Rows) -> tuple[Rows, Rows]:
    """The step's end and its beginning, written onto `head`: merged as base and mine, they undo it."""
    return apply(head, step.changes), apply(head, step.changes, back=True)


def _joined(step: Step, entry: Entry) -> Step:
    ends = dict(step.ends)
    for key, before, after in entry.changes:
        ends[key] = (ends[key][0] if key in ends else before, after)
    return Step((*step.entries, entry), ends)


def _continues(step: Step, entry: Entry) -> bool:
    last = step.last
    if not last.deed == entry.deed == Deed.SAVE or len(entry.provisions) != 1 or last.provisions != entry.provisions:
        return False
    if last.why != entry.why:
        return False  # a pause in typing is no step, but a citation after a choice is
    now, then = _time(entry.at), _time(last.at)
    if now is None or then is None or abs(now - then) > PAUSE:
        return False
    # Where a colleague changed the same row in between, going back over both would revert the colleague.
    return all(key not in step.ends or step.ends[key][1] == before for key, before, _ in entry.changes)


def _time(at: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
