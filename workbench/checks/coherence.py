"""Whether the choices of a draft fit each other: L23 to L31 (the guard has L20 to L22)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from workbench.checks.facts import Actor, Right, actors_in
from workbench.checks.guard import clash_of, sides
from workbench.checks.rule import ERROR, NOTE, WARNING, Check, DraftCheck, WordingCheck
from workbench.checks.scene import Leaf, Scene, finding
from workbench.checks.texts import any_of, shortened
from workbench.compare.pairing import likeness
from workbench.findings import Finding
from workbench.proposals import Kind, Stance

#: Two obligations that agree in at least this share of their letters say the same.
SAME = 0.85

_HEART = (Kind.SUBJECT, Kind.OBJECT, Kind.SCOPE, Kind.ENFORCEMENT)
_DUTIES = (Kind.POSITIVE_OBLIGATION, Kind.NEGATIVE_OBLIGATION)
_SPEAKS_OF_ACTORS = (Kind.DEFINITION, Kind.SUBJECT, Kind.ENFORCEMENT)
_SOMEBODY = any_of(
    [
        *("actors?", "authorit(?:y|ies)", "bod(?:y|ies)", "countries", "everyone", "institutions?", "members?"),
        *("mechanisms?", "no one", "nobody", "organizations?", "organs?", "others?", "parties", "parliaments?"),
        *("United Nations", "whoever", "those who", "each", "all", "they", "it"),
    ]
)
_AGREEING = re.compile(r"^(?:Recognizing|Acknowledging|Affirming|Reaffirming|Welcoming)\b", re.IGNORECASE)
_NOT_AGREED = (Stance.QUESTIONED, Stance.OPPOSED)


def _rights_to_it(scene: Scene, leaf: Leaf) -> Iterator[Right]:
    """What a settled article says on who holds the right that the declaration is about."""
    if leaf.first is None or not leaf.first.facts.rights or not leaf.settled or not scene.subject:
        return
    for right in leaf.first.facts.rights:
        if right.what.casefold().startswith(scene.subject) and right.actors and len(right.who) < 100:
            yield right


def holders(scene: Scene) -> Iterator[Finding]:
    """L23."""
    said = [(leaf, right) for leaf in scene.body for right in _rights_to_it(scene, leaf)]
    term = scene.terms.get("rights_holders", "")
    main = frozenset(actors_in(term)) or (said[0][1].actors if said else frozenset())
    name = term or (said[0][1].who if said else "")
    for leaf, right in said:
        if right.actors != main:
            message = f"{scene.title(leaf.id)} gives the right to “{right.who}”, the draft elsewhere to “{name}”."
            yield finding("L23", ERROR, leaf.id, message, "Name the same holders throughout.")


def bearers(scene: Scene) -> Iterator[Finding]:
    """L24."""
    for leaf in scene.of_kind(*_DUTIES):
        facts = leaf.first.facts if leaf.first else None
        if facts and facts.bound and not facts.actors and not _SOMEBODY.search(leaf.first.text if leaf.first else ""):
            message = f"{scene.title(leaf.id)} lays down an obligation, and names nobody who owes it."
            yield finding("L24", WARNING, leaf.id, message, "Say who is to act, in the active voice.")
    rights = [leaf for leaf in scene.body if leaf.first and leaf.first.facts.rights]
    owed = any(
        leaf.kind in _DUTIES or r.facts.owed or any(actors for actors, _ in r.facts.bound)
        for leaf in scene.body
        for r in leaf.readings
    )
    if rights and not owed:
        message = f"{scene.title(rights[0].id)} gives a right, and no article says who owes anything for it."
        yield finding("L24", WARNING, rights[0].id, message, "Add an obligation with its bearer.")


def bound_but_absent(scene: Scene) -> Iterator[Finding]:
    """L25."""
    speaking = [leaf for leaf in scene.body if leaf.kind in _SPEAKS_OF_ACTORS]
    named = {actor for leaf in speaking for reading in leaf.readings for actor in reading.facts.actors}
    told: set[Actor] = set()
    for leaf in scene.body if speaking else ():
        for reading in leaf.readings[:1]:
            for actors, _ in reading.facts.bound:
                for actor in (Actor.ENTERPRISES, Actor.ORGANIZATIONS):
                    if actor in actors and actor not in named | told:
                        told.add(actor)
                        message = (
                            f"{scene.title(leaf.id)} binds {actor}, and neither the definitions, "
                            "the subjects nor the implementation speak of them."
                        )
                        yield finding("L25", WARNING, leaf.id, message, "Name them there too, or bind States instead.")


def holder_and_bearer(scene: Scene) -> Iterator[Finding]:
    """L26."""
    for actor in (Actor.STATES, Actor.ORGANIZATIONS, Actor.ENTERPRISES):
        holding = next(
            (leaf for leaf in scene.body if any(actor in r.actors for r in _rights_to_it(scene, leaf))), None
        )
        if holding is None:
            continue
        bound = next((leaf for leaf in scene.body if leaf.id != holding.id and _binds(leaf, actor)), None)
        if bound is None or _guarded(scene, holding, bound):
            continue
        message = (
            f"{scene.title(holding.id)} makes {actor} holders of the right, "
            f"and {scene.title(bound.id)} makes them owe it, without saying how the two go together."
        )
        yield finding("L26", WARNING, holding.id, message, "Explain the two roles, or keep one.", bound.id)


def _binds(leaf: Leaf, actor: Actor) -> bool:
    facts = leaf.first.facts if leaf.first and leaf.settled else None
    return bool(facts) and any(actor in actors for actors, _ in facts.bound) if facts else False


def _guarded(scene: Scene, a: Leaf, b: Leaf) -> bool:
    """Whether the guard reports these two places already."""
    if scene.catalogue is None:
        return False
    by_id = {side.id: side for side in sides(scene.draft, scene.catalogue)}
    return a.id in by_id and b.id in by_id and clash_of(by_id[a.id], by_id[b.id], scene.catalogue) is not None


def duplicates(scene: Scene) -> Iterator[Finding]:
    """L27."""
    binding = [(leaf, leaf.first) for leaf in scene.body if leaf.first and len(leaf.first.facts.grams) > 2]
    told: set[str] = set()
    for earlier, later in _overlapping(tuple(reading.facts.grams for _, reading in binding)):
        (a, one), (b, two) = binding[earlier], binding[later]
        competing = a.branch is not None and b.branch is not None and a.branch[0] == b.branch[0]
        if b.id not in told and not competing and _near(one.text, two.text):
            told.add(b.id)
            message = f"{scene.title(b.id)} says nearly the same as {scene.title(a.id)}."
            yield finding("L27", WARNING, b.id, message, "Join the two, or let them differ.", a.id)


@lru_cache(maxsize=8)
def _overlapping(grams: tuple[frozenset[str], ...]) -> tuple[tuple[int, int], ...]:
    """Pairs (earlier, later) of which the later shares at least half of its word triples."""
    found: list[tuple[int, int]] = []
    holding: dict[str, list[int]] = {}
    for index, own in enumerate(grams):
        shared = Counter(other for gram in own for other in holding.get(gram, ()))
        found += [(other, index) for other, count in sorted(shared.items()) if count * 2 >= len(own)]
        for gram in own:
            holding.setdefault(gram, []).append(index)
    return tuple(found)


def _near(a: str, b: str) -> bool:
    return likeness(a.replace(" not ", " "), b.replace(" not ", " "), at_least=SAME) >= SAME


def heart(scene: Scene) -> Iterator[Finding]:
    """L28: only where the catalogue knows what the provisions are."""
    kinds = {leaf.kind for leaf in scene.leaves if leaf.kind}
    missing = [str(kind) for kind in _HEART if kind not in kinds]
    if kinds and missing:
        named = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        message = (
            f"Of the four parts that the report asks for (subject, object, scope, enforcement), {named} is missing."
        )
        if len(missing) > 1:
            message = message.replace(" is missing", " are missing")
        yield finding("L28", WARNING, "", message, "Pick an element of each.")


def mechanisms(scene: Scene) -> Iterator[Finding]:
    """L29."""
    created = {name for leaf in scene.body for reading in leaf.readings for name in reading.facts.created}
    for leaf in scene.body:
        for reading in leaf.readings[:1]:
            missing = [name for name in reading.facts.named if name not in created]
            if missing:
                message = f"{scene.title(leaf.id)} speaks of the {missing[0]}, which no article establishes."
                yield finding("L29", WARNING, leaf.id, message, "Establish it in an article, or name it in full.")


def balance(scene: Scene) -> Iterator[Finding]:
    """L30."""
    kinds = Counter(leaf.kind for leaf in scene.body if not leaf.provision.is_gap)
    positive, negative = kinds[Kind.POSITIVE_OBLIGATION], kinds[Kind.NEGATIVE_OBLIGATION]
    if positive and not negative and not _refuses_negative(scene):
        yield finding(
            "L30",
            NOTE,
            "",
            "All obligations are positive; nothing says what is to be refrained from.",
            "Add one, if that is wanted.",
        )
    elif negative and not positive:
        yield finding(
            "L30",
            NOTE,
            "",
            "All obligations are negative; nothing says what is to be done.",
            "Add one, if that is wanted.",
        )


def _refuses_negative(scene: Scene) -> bool:
    if scene.catalogue is None:
        return False
    policies = (scene.catalogue.policy.get(id) for id in scene.draft.policies)
    views = (scene.catalogue.view.get(view) for policy in policies if policy for view in policy.rests_on)
    return any(view and view.kind is Kind.NEGATIVE_OBLIGATION and view.stance is Stance.OPPOSED for view in views)


def presented_as_agreed(scene: Scene) -> Iterator[Finding]:
    """L31."""
    if scene.catalogue is None:
        return
    for leaf in scene.leaves:
        if not leaf.settled or not leaf.first or not leaf.taken or not _AGREEING.match(leaf.first.text):
            continue
        views = [scene.catalogue.view[id] for id in leaf.taken[0].rests_on if id in scene.catalogue.view]
        if views and all(view.stance in _NOT_AGREED for view in views):
            word = leaf.first.text.split()[0].rstrip(",")
            message = (
                f"{scene.title(leaf.id)} opens with “{word}”, but what it rests on was {views[0].stance}, "
                f"not proposed: “{shortened(views[0].label, 14)}” ({views[0].attribution})."
            )
            yield finding("L31", WARNING, leaf.id, message, "Take a neutral opening, such as “Noting”.")


WORDING: tuple[WordingCheck, ...] = ()

DRAFT: tuple[DraftCheck, ...] = (
    Check("L23", ERROR, "One formula for the rights holders", holders),
    Check("L24", WARNING, "Rights have duty bearers, obligations name who owes them", bearers),
    Check("L25", WARNING, "Whoever is bound is named in definitions or implementation", bound_but_absent),
    Check("L26", WARNING, "Nobody is holder and bearer without explanation", holder_and_bearer),
    Check("L27", WARNING, "No obligation twice", duplicates),
    Check("L28", WARNING, "Subject, object, scope and enforcement are present", heart),
    Check("L29", WARNING, "Mechanisms that are named are established", mechanisms),
    Check("L30", NOTE, "Positive and negative obligations", balance),
    Check("L31", WARNING, "A doubted or opposed view is not presented as agreed", presented_as_agreed),
)
