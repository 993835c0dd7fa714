"""The table of rules, by family."""

from __future__ import annotations

from workbench.checks import coherence, export, negotiation, spelling, structure, style, support, terms, wording
from workbench.checks.guard import look
from workbench.checks.rule import ERROR, WARNING, Check, DraftCheck, WordingCheck

_FAMILIES = (structure, negotiation, coherence, support, terms, wording, spelling, style, export)


#: The rules of the guard; the three are found in one pass, because a pair is reported by the gravest only.
GUARD: tuple[DraftCheck, ...] = (
    Check("L20", ERROR, "One choice where only one can stand", look),
    Check("L21", WARNING, "No tension without a justification", look),
    Check("L22", ERROR, "Nothing beside what it opposes", look),
)

#: The rules that read one wording by itself.
WORDING_RULES: tuple[WordingCheck, ...] = tuple(rule for family in _FAMILIES for rule in family.WORDING)

#: The rules that compare places.
DRAFT_RULES: tuple[DraftCheck, ...] = (*(rule for family in _FAMILIES for rule in family.DRAFT), GUARD[0])
