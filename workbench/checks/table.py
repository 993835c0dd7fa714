"""The table of rules, by family."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks import negotiation, structure, support
from workbench.checks.guard import guard
from workbench.checks.rule import ERROR, WARNING, Check, DraftCheck, WordingCheck
from workbench.checks.scene import Scene
from workbench.model import Finding

_FAMILIES = (structure, negotiation, support)


def _guarded(scene: Scene) -> Iterator[Finding]:
    if scene.catalogue is not None:
        yield from guard(scene.draft, scene.catalogue)


#: The rules of the guard; the three are found in one pass, because a pair is reported by the gravest only.
GUARD: tuple[DraftCheck, ...] = (
    Check("L20", ERROR, "One choice where only one can stand", _guarded),
    Check("L21", WARNING, "No tension without a justification", _guarded),
    Check("L22", ERROR, "Nothing beside what it opposes", _guarded),
)

#: The rules that read one wording by itself.
WORDING_RULES: tuple[WordingCheck, ...] = tuple(rule for family in _FAMILIES for rule in family.WORDING)

#: The rules that compare places.
DRAFT_RULES: tuple[DraftCheck, ...] = (*(rule for family in _FAMILIES for rule in family.DRAFT), GUARD[0])
