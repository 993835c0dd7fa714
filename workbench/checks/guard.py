"""The contradiction guard: what was chosen in one place and excludes what was chosen in another.

Tensions and choice sets are read between different provisions and policies (format.md, Guard).
Two wordings of one provision never clash, nor do two alternative articles of one place.
Each pair of places is reported once, by the gravest rule that it breaks, with all reasons;
the order of the places says nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from workbench.catalogue import Catalogue
from workbench.checks.rule import ERROR, NOTE, WARNING
from workbench.checks.scene import Scene, finding, leaves_of, taken, titles
from workbench.findings import Finding, Severity
from workbench.memory import Memory
from workbench.model import Draft, Provision
from workbench.proposals import ChoiceSet, Formulation, Policy, Rule, Stance

_SEVERITY = {"L20": ERROR, "L22": ERROR, "L21": WARNING}
_GRAVEST = ("L20", "L22", "L21")
_FIX = {
    "L20": "Keep one of the two choices, or give the reason for which both stand.",
    "L22": "Take one of the two out, or give the reason for which both stand.",
    "L21": "Change one of the two, or give the reason for which both stand.",
}


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What one place brings: the views that its chosen wordings, or a policy, rest on; equal to itself alone.

    `choices` are the exclusive choice sets that these views take part in, with the members among them.
    """

    id: str
    views: tuple[str, ...]
    choices: Mapping[str, tuple[ChoiceSet, tuple[str, ...]]]
    settled: bool = True
    policy: bool = False
    branch: tuple[str, str] | None = None
    element: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides that exclude each other, by which rule, and why."""

    rule: str
    a: Side
    b: Side
    reasons: tuple[str, ...]

    @property
    def severity(self) -> Severity:
        """How bad it is: a note while either side is open."""
        return _SEVERITY[self.rule] if self.a.settled and self.b.settled else NOTE


def sides(draft: Draft, catalogue: Catalogue) -> tuple[Side, ...]:
    """The places and policies of a draft that rest on views, in reading order, policies last."""
    places = (_known_side(leaf, branch, catalogue) for leaf, _, _, branch in leaves_of(draft))
    policies = (catalogue.policy.get(id) for id in dict.fromkeys(draft.policies))
    return (
        *filter(None, places),
        *(_policy_side(policy, catalogue) for policy in policies if policy is not None and policy.rests_on),
    )


#: A draft is looked at again after every click, and few of its provisions have changed by then.
_SIDES = Memory()


def _known_side(leaf: Provision, branch: tuple[str, str] | None, catalogue: Catalogue) -> Side | None:
    return _SIDES.made((branch, catalogue), leaf, lambda: _side(leaf, branch, catalogue))


def _side(leaf: Provision, branch: tuple[str, str] | None, catalogue: Catalogue) -> Side | None:
    """What a provision brings, or None if its chosen wordings rest on no view."""
    views = views_of(taken(catalogue, leaf.chosen_options))
    if not views:
        return None
    settled = len(leaf.chosen) == 1 and branch is None
    return Side(leaf.id, views, _choices(views, catalogue), settled, branch=branch, element=leaf.element)


def _policy_side(policy: Policy, catalogue: Catalogue) -> Side:
    return Side(policy.id, policy.rests_on, _choices(policy.rests_on, catalogue), policy=True)


def views_of(formulations: tuple[Formulation, ...]) -> tuple[str, ...]:
    """The views that formulations rest on, each once."""
    return tuple(dict.fromkeys(view for formulation in formulations for view in formulation.rests_on))


def clashes_between(places: tuple[Side, ...], catalogue: Catalogue) -> Iterator[Clash]:
    """Every pair of sides that clash, once each, in the order of the sides."""
    holders = _holders(places)
    for index, side in enumerate(places):
        for other in _facing(side.views, holders, catalogue):
            clash = clash_of(side, places[other], catalogue) if other > index else None
            if clash is not None:
                yield clash


def _holders(places: tuple[Side, ...]) -> Mapping[str, list[int]]:
    """For each view: the indices of the sides that rest on it."""
    found: dict[str, list[int]] = {}
    for index, side in enumerate(places):
        for view in side.views:
            found.setdefault(view, []).append(index)
    return found


def _facing(views: tuple[str, ...], holders: Mapping[str, list[int]], catalogue: Catalogue) -> list[int]:
    """The indices of the sides that may clash with these views."""
    return sorted({i for view in views for other in _opposites(view, catalogue) for i in holders.get(other, ())})


@lru_cache(maxsize=4096)
def _opposites(view: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The views that may not stand beside one, in another place."""
    found = [other for other, _ in catalogue.tensions_of.get(view, ())]
    for choice_set in catalogue.choice_sets_of.get(view, ()):
        if choice_set.rule is Rule.ONE:
            found += choice_set.members
        elif choice_set.rule is Rule.IN_OUT:
            found += choice_set.members if view == choice_set.members[0] else choice_set.members[:1]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def clash_of(a: Side, b: Side, catalogue: Catalogue) -> Clash | None:
    """How two sides clash, or None."""
    if a.id == b.id or (a.branch and b.branch and a.branch[0] == b.branch[0]):
        return None
    rules: set[str] = set()
    reasons: dict[str, None] = {}
    for set_id, (choice_set, ours) in a.choices.items():
        theirs = b.choices[set_id][1] if set_id in b.choices else ()
        # Whoever joins two members in one wording has reconciled them there: only choices that share none differ.
        if theirs and not set(ours) & set(theirs):
            if choice_set.rule is Rule.ONE:
                rules.add("L20")
                reasons[f"{_label(choice_set.label)} allows one choice"] = None
            elif choice_set.members[0] in (*ours, *theirs):
                rules.add("L22")
                reasons[f"{_label(choice_set.label)} is either in or out"] = None
    for view in a.views:
        for other, reason in catalogue.tensions_of.get(view, ()):
            if other in b.views and not (other in a.views and view in b.views):
                opposed = a.policy or b.policy or _is_opposed(view, catalogue) or _is_opposed(other, catalogue)
                rules.add("L22" if opposed else "L21")
                reasons[reason] = None
    rule = next((rule for rule in _GRAVEST if rule in rules), None)
    return Clash(rule, a, b, tuple(reasons)) if rule else None


def _choices(views: tuple[str, ...], catalogue: Catalogue) -> Mapping[str, tuple[ChoiceSet, tuple[str, ...]]]:
    found: dict[str, tuple[ChoiceSet, tuple[str, ...]]] = {}
    for view in views:
        for choice_set in catalogue.choice_sets_of.get(view, ()):
            if choice_set.rule is not Rule.SOME:
                members = found[choice_set.id][1] if choice_set.id in found else ()
                found[choice_set.id] = choice_set, (*members, view)
    return found


def _label(label: str) -> str:
    """What a choice set is about, without the remark in brackets that its label may carry."""
    return f"“{label.partition(' (')[0]}”"


def _is_opposed(view: str, catalogue: Catalogue) -> bool:
    found = catalogue.view.get(view)
    return found is not None and found.stance is Stance.OPPOSED


def guard(draft: Draft, catalogue: Catalogue) -> tuple[Finding, ...]:
    """The findings L20, L21 and L22 of a draft, each naming both places and the reason."""
    found = tuple(clashes_between(sides(draft, catalogue), catalogue))
    names = titles(draft, catalogue) if found else {}
    return tuple(_finding(clash, names, catalogue) for clash in found)


def look(scene: Scene) -> Iterator[Finding]:
    """L20, L21 and L22 in one pass, because a pair is reported by the gravest only."""
    if scene.catalogue is not None:
        for clash in clashes_between(sides(scene.draft, scene.catalogue), scene.catalogue):
            yield _finding(clash, scene.titles, scene.catalogue)


def _finding(clash: Clash, names: Mapping[str, str], catalogue: Catalogue) -> Finding:
    a, b = (_name(side, names, catalogue) for side in (clash.a, clash.b))
    reason = "; ".join(clash.reasons)
    if clash.rule == "L20":
        message = f"{a} and {b} make different choices where only one can stand: {reason}."
    elif clash.rule == "L22":
        message = f"{a} and {b} exclude each other: {reason}."
    else:
        message = f"{a} and {b} pull the text apart: {reason}."
    if clash.severity is NOTE:
        message = f"{message[:-1]} (still open)."
    return finding(clash.rule, clash.severity, clash.a.id, message, _FIX[clash.rule], clash.b.id)


def _name(side: Side, names: Mapping[str, str], catalogue: Catalogue) -> str:
    if side.policy:
        return f"the policy “{catalogue.policy[side.id].label}”"
    element = catalogue.element.get(side.element)
    name = names[side.id]
    return f"{name}, “{element.title}”," if element and element.title not in name else name


def clashes(
    draft: Draft, catalogue: Catalogue, element_id: str, formulation_id: str, at: str = ""
) -> tuple[Finding, ...]:
    """What choosing this formulation would clash with: `where` is the place or policy on the other side.

    `at` is the provision in which it would be chosen; what stands there now does not count.
    """
    return element_clashes(draft, catalogue, element_id, at).get(formulation_id, ())


def element_clashes(
    draft: Draft, catalogue: Catalogue, element_id: str, at: str = ""
) -> Mapping[str, tuple[Finding, ...]]:
    """For each formulation of an element what choosing it would clash with, as `clashes` tells of one."""
    element = catalogue.element.get(element_id)
    if element is None:
        return {}
    branch = next((branch for leaf, _, _, branch in leaves_of(draft) if leaf.id == at), None) if at else None
    facing = _Facing(draft, catalogue)
    return {
        formulation.id: facing.clashes(
            Side(at, formulation.rests_on, _choices(formulation.rests_on, catalogue), branch=branch)
        )
        for formulation in element.formulations
    }


def policy_clashes(draft: Draft, catalogue: Catalogue, policy_id: str) -> tuple[Finding, ...]:
    """What making this policy a choice of the draft would clash with: `where` is the place on the other side."""
    policy = catalogue.policy.get(policy_id)
    return _Facing(draft, catalogue).clashes(_policy_side(policy, catalogue)) if policy else ()


class _Facing:
    """A draft as something that may be chosen would meet it; its sides are worked out once."""

    def __init__(self, draft: Draft, catalogue: Catalogue) -> None:
        self.draft, self.catalogue = draft, catalogue
        self.sides = sides(draft, catalogue)
        self.holders = _holders(self.sides)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What each place is called."""
        return titles(self.draft, self.catalogue)

    def clashes(self, here: Side) -> tuple[Finding, ...]:
        """What a side would clash with."""
        catalogue = self.catalogue
        facing = (self.sides[i] for i in _facing(here.views, self.holders, catalogue))
        found = (clash_of(here, side, catalogue) for side in facing if side.id != here.id)
        return tuple(
            finding(
                clash.rule,
                clash.severity,
                clash.b.id,
                f"would clash with {_name(clash.b, self.titles, catalogue).rstrip(',')}: {'; '.join(clash.reasons)}.",
                _FIX[clash.rule],
                here.id,
            )
            for clash in found
            if clash
        )


def elements_in_tension(
    draft: Draft, catalogue: Catalogue, besides: Collection[str] = ()
) -> Mapping[str, tuple[str, ...]]:
    """The elements of which at least one formulation clashes with the draft, each with the reasons.

    A clash with the element's own provisions does not count: there, its formulations are alternatives.
    `besides` names elements that nobody asks about.
    """
    places = sides(draft, catalogue)
    holders = _holders(places)
    against = {opposite for side in places for view in side.views for opposite in _opposites(view, catalogue)}
    answers = {
        (e.id, f.id): f for view in sorted(against) for e, f in catalogue.answers.get(view, ()) if e.id not in besides
    }
    found: dict[str, dict[str, None]] = {}
    for (element, _), formulation in answers.items():
        views = formulation.rests_on
        here = Side("", views, _choices(views, catalogue), element=element)
        for index in _facing(views, holders, catalogue):
            side = places[index]
            clash = None if side.element == element else clash_of(here, side, catalogue)
            if clash is not None:
                found.setdefault(element, {}).update(dict.fromkeys(clash.reasons))
    return {id: tuple(found[id]) for id in sorted(found)}
