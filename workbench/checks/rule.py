"""What a rule is: an id, how bad a breach is, a title, and one small function that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from workbench.findings import Severity

if TYPE_CHECKING:
    from workbench.checks.scene import Scene
    from workbench.checks.texts import Wording
    from workbench.findings import Finding

S = TypeVar("S")
R = TypeVar("R")

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of one wording; whoever asked knows the place."""

    message: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Check(Generic[S, R]):
    """A rule: `look` reads a subject and yields what is wrong with it, or nothing."""

    id: str
    severity: Severity
    title: str
    look: Callable[[S], Iterator[R]]


#: A rule that reads one wording by itself, and one that compares places of a draft.
WordingCheck: TypeAlias = "Check[Wording, Remark]"
DraftCheck: TypeAlias = "Check[Scene, Finding]"
