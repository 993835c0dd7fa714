"""What a draft still needs: one small function a rule, in modules by family, and a guard against contradictions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workbench.catalogue import Catalogue
from workbench.checks.guard import clashes, element_clashes, elements_in_tension, guard, policy_clashes
from workbench.checks.mend import mend
from workbench.checks.reading import READABLE, scene_of
from workbench.checks.scene import Scene, finding, selected, titles
from workbench.checks.table import DRAFT_RULES, GUARD, WORDING_RULES
from workbench.findings import Finding, Severity
from workbench.model import Draft, Waiver

__all__ = [
    "Review",
    "RuleLine",
    "check",
    "clashes",
    "concerns",
    "element_clashes",
    "elements_in_tension",
    "guard",
    "mend",
    "policy_clashes",
    "review",
    "rules",
    "titles",
    "waiver_place",
]

#: What a waiver names to switch a rule off for the whole draft.
EVERYWHERE = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleLine:
    """A rule as a list shows it."""

    id: str
    severity: Severity
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """What was found in a draft, and what was found but is justified."""

    findings: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...]


def rules() -> tuple[RuleLine, ...]:
    """All rules by id: what is checked, and how bad a breach is."""
    found = {rule.id: RuleLine(id=rule.id, severity=rule.severity, title=rule.title) for rule in GUARD}
    for wording_rule in WORDING_RULES:
        line = RuleLine(id=wording_rule.id, severity=wording_rule.severity, title=wording_rule.title)
        found.setdefault(line.id, line)
    for draft_rule in DRAFT_RULES:
        line = RuleLine(id=draft_rule.id, severity=draft_rule.severity, title=draft_rule.title)
        found.setdefault(line.id, line)
    return tuple(found[id] for id in sorted(found))


_SEVERITY = {line.id: line.severity for line in rules()}


def check(
    draft: Draft, catalogue: Catalogue | None = None, *, clean: bool = False, rules: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The findings of a draft in reading order, those about the whole first; justified ones are left out.

    `clean` asks for a text without open places; `rules` names the rules to run, none for all.
    """
    return review(draft, catalogue, clean=clean, rules=rules).findings


def review(
    draft: Draft, catalogue: Catalogue | None = None, *, clean: bool = False, rules: Collection[str] = ()
) -> Review:
    """The findings of a draft, and apart from them those that a waiver keeps quiet."""
    scene = scene_of(draft, catalogue, clean)
    places = {id: index for index, id in enumerate(scene.titles, start=1)}
    found = dict.fromkeys(f for f in _all(scene, rules) if selected(f.rule, rules))
    ordered = sorted(found, key=lambda f: (places.get(f.where, 0), f.rule))
    if not draft.waivers:
        return Review(findings=tuple(ordered), waived=())
    judged = [(f, _waiver_of(f, draft.waivers)) for f in ordered]
    return Review(
        findings=tuple(f for f, waiver in judged if waiver is None),
        waived=tuple((f, waiver) for f, waiver in judged if waiver is not None),
    )


def _all(scene: Scene, wanted: Collection[str]) -> Iterator[Finding]:
    if scene.draft.front.language in READABLE:
        for leaf in scene.leaves:
            for reading in leaf.readings:
                for rule, remark in reading.remarks:
                    yield finding(rule, _SEVERITY[rule], leaf.id, remark.message, remark.fix)
    for draft_rule in DRAFT_RULES:
        if draft_rule in GUARD or selected(draft_rule.id, wanted):
            yield from draft_rule.look(scene)


def waiver_place(finding: Finding) -> str:
    """What a waiver of this finding names as its place: one id, or the two ids of a finding about two places."""
    return f"{finding.where} {finding.other}".strip()


def concerns(finding: Finding, id: str) -> bool:
    """Whether a finding is about this place or policy, from either side."""
    return id in (finding.where, finding.other)


def _waiver_of(finding: Finding, waivers: tuple[Waiver, ...]) -> Waiver | None:
    return next((waiver for waiver in waivers if waiver.rule == finding.rule and _covers(waiver.where, finding)), None)


def _covers(where: str, finding: Finding) -> bool:
    """Whether a waiver's place is the finding's: both its ids in either order, or one of them, or everywhere."""
    if where == EVERYWHERE or where == finding.where:
        return True
    named = where.split()
    if len(named) == 1:
        return named[0] == finding.other
    return bool(named) and sorted(named) == sorted((finding.where, finding.other))
