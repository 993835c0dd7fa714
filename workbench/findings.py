"""What checks report: findings, each with how bad it is and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a check reports; `where` is a provision id or empty, `fix` a plain word on what would mend it.

    `other` is the second place of a finding about two: a provision or a policy (two policies: `where` is one too).
    """

    rule: str
    severity: Severity
    where: str
    message: str
    fix: str = ""
    other: str = ""
