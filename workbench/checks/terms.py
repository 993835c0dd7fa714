"""Terms that are defined, preferred, or at odds with each other: L50, L51, L57, L58, L61, L62."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.facts import Actor, actors_in
from workbench.checks.rule import ERROR, WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.scene import Leaf, Scene, finding
from workbench.checks.texts import Wording, listed, remembered
from workbench.findings import Finding

#: Words for which the United Nations have a preferred one.
VARIANTS: tuple[tuple[str, str], ...] = (
    ("trans-national", "transnational"),
    ("non governmental", "non-governmental"),
    ("developing nations", "developing countries"),
    ("underdeveloped countries", "developing countries"),
    ("human-rights", "human rights"),
    ("inter-governmental", "intergovernmental"),
)

_LADDER = {
    "obligation": re.compile(r"\bobligations?\b", re.IGNORECASE),
    "duty": re.compile(r"\bdut(?:y|ies)\b", re.IGNORECASE),
    "responsibility": re.compile(r"\bresponsibilit(?:y|ies)\b", re.IGNORECASE),
}
_PRINCIPLE = re.compile(
    r"[^,.;:]{1,80} (?:is|remains|constitutes) (?:\w+ly |only )?an? (?:\w+ )?principle\b(?![^.]*\bright\b)"
)
_HIERARCHY = re.compile(
    r"\b(?:superior|paramount|supreme|prevails? over|takes? precedence over|primacy)\b"
    r"(?! (?:court|consideration|interest))",
    re.IGNORECASE,
)
_NO_HIERARCHY = re.compile(
    r"\bno hierarchy\b|\bhierarchy (?:of|among|between)\b|\bequal (?:footing|rank)\b|\bindivisible\b", re.IGNORECASE
)
_STATE_CENTRED = re.compile(
    r"\b[Ss]olidarity (?:among|between|of) (?:States|nations)\b|\binterests of States\b|\bunion of interests\b"
    r"|\bStates represent\b|\bsovereign (?:interests|prerogatives)\b|\bStates as (?:the )?(?:holders|subjects)\b"
)
_PEOPLE_CENTRED = re.compile(
    r"\bpeople-centred\b|\bcentred on (?:people|persons|the human person)\b|\bcentral subjects?\b", re.IGNORECASE
)
_principle, _ranks, _equal = remembered(_PRINCIPLE), remembered(_HIERARCHY), remembered(_NO_HIERARCHY)
_state_centred, _people_centred = remembered(_STATE_CENTRED), remembered(_PEOPLE_CENTRED)
_PEOPLE = (Actor.PEOPLES, Actor.INDIVIDUALS)


def definitions(scene: Scene) -> Iterator[Finding]:
    """L50."""
    first: dict[str, Leaf] = {}
    for leaf in scene.body:
        for term in leaf.first.facts.defined if leaf.first else ():
            key = term.casefold()
            if key in first and first[key].id != leaf.id:
                message = (
                    f"{scene.title(leaf.id)} defines “{term}”, which {scene.title(first[key].id)} defines already."
                )
                yield finding("L50", WARNING, leaf.id, message, "Keep one definition.", first[key].id)
                continue
            first[key] = leaf
    for key, leaf in first.items():
        text = leaf.first.text.casefold() if leaf.first else ""
        if _circular(text, key):
            message = f"{scene.title(leaf.id)} explains “{key}” by itself."
            yield finding("L50", WARNING, leaf.id, message, "Explain it in other words.")
        elif not any(key in r.text.casefold() for other in scene.leaves if other.id != leaf.id for r in other.readings):
            message = f"{scene.title(leaf.id)} defines “{key}”, and no other provision uses it."
            yield finding("L50", WARNING, leaf.id, message, "Use the term, or drop the definition.")


def _circular(text: str, key: str) -> bool:
    """Whether a term stands again in the sentence that defines it, after the verb."""
    after = re.split(r"\b(?:means?|refers? to|denotes?|understood as|includes)\b", text, maxsplit=1)
    sentence = re.split(r"[.;]", after[1])[0] if len(after) > 1 else ""
    return re.search(rf"\b{re.escape(key)}\b", sentence) is not None


def variants(wording: Wording) -> Iterator[Remark]:
    """L51."""
    for variant, preferred in variants_of(wording.terms):
        pattern = re.compile(rf"\b{re.escape(variant)}\b", re.IGNORECASE)
        if wording.found(pattern):
            yield Remark(f"“{variant}” is a variant of “{preferred}”.", f"Write “{preferred}”.")


def variants_of(terms: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Variants with the words preferred to them: the usual ones, and terms of two parts turned round.

    >>> list(variants_of((("rights_holders", "peoples and individuals"),)))[-1]
    ('individuals and peoples', 'peoples and individuals')
    """
    yield from VARIANTS
    for _, value in terms:
        parts = value.split(" and ")
        if len(parts) == 2 and "," not in value and all(parts):
            yield f"{parts[1]} and {parts[0]}", value


def ladder(scene: Scene) -> Iterator[Finding]:
    """L57: obligation, duty and responsibility mixed."""
    for article in scene.articles:
        inside = [leaf.first.text for leaf in scene.by_article.get(article.id, ()) if leaf.first]
        above = [word for word, pattern in _LADDER.items() if pattern.search(article.heading)]
        if len(above) != 1 or not inside or any(_LADDER[above[0]].search(text) for text in inside):
            continue
        below = [word for word, pattern in _LADDER.items() if any(pattern.search(text) for text in inside)]
        if below:
            message = f"The heading of {scene.title(article.id)} says {above[0]}, its text {listed(below)}."
            yield finding("L57", WARNING, article.id, message, "Use one word in both.")
    used: dict[Actor, tuple[str, Leaf]] = {}
    told: set[Actor] = set()
    for leaf in scene.body:
        for actor, word in leaf.first.facts.owed if leaf.first else ():
            before, where = used.setdefault(actor, (word, leaf))
            if word != before and actor not in told:
                told.add(actor)
                message = f"{scene.title(leaf.id)} gives {actor} a {word}, {scene.title(where.id)} a {before}."
                message = message.replace(" a obligation", " an obligation")
                yield finding("L57", WARNING, leaf.id, message, "Use one word for one actor, or say why they differ.")


def right_or_principle(scene: Scene) -> Iterator[Finding]:
    """L58."""
    if not scene.subject:
        return
    nature = next((leaf for leaf in scene.body if leaf.settled and _is_principle(scene, leaf)), None)
    if nature is None:
        return
    for leaf in scene.body:
        if leaf.id == nature.id or not leaf.settled or leaf.first is None:
            continue
        if any(right.what.casefold().startswith(scene.subject) for right in leaf.first.facts.rights):
            message = (
                f"{scene.title(leaf.id)} speaks of a right to {scene.subject}, "
                f"{scene.title(nature.id)} calls it a principle."
            )
            yield finding(
                "L58", ERROR, leaf.id, message, "Choose one nature, and word both provisions by it.", nature.id
            )


def _is_principle(scene: Scene, leaf: Leaf) -> bool:
    return f"{scene.subject} " in (_principle(leaf.first.text).casefold() if leaf.first else "")


def hierarchy(scene: Scene) -> Iterator[Finding]:
    """L61: only against a draft that elsewhere refuses a hierarchy."""
    ranking = [(leaf, hit) for leaf in scene.leaves if leaf.first and (hit := _ranks(leaf.first.text))]
    if not ranking:
        return
    for leaf, hit in ranking:
        equal = next((o for o in scene.leaves if o.id != leaf.id and _refuses_hierarchy(scene, o)), None)
        if equal is not None:
            message = (
                f"{scene.title(leaf.id)} says “{hit}”, while {scene.title(equal.id)} refuses a hierarchy of rights."
            )
            yield finding("L61", WARNING, leaf.id, message, "Say it without ranking rights.", equal.id)


def _refuses_hierarchy(scene: Scene, leaf: Leaf) -> bool:
    if leaf.first and _equal(leaf.first.text):
        return True
    views = (scene.catalogue.view.get(id) for f in leaf.taken for id in f.rests_on) if scene.catalogue else ()
    return any(view is not None and "no hierarchy" in view.label.lower() for view in views)


def centre(scene: Scene) -> Iterator[Finding]:
    """L62: the holders of the right say what a draft is centred on."""
    actors = actors_in(scene.terms.get("rights_holders", ""))
    if any(actor in actors for actor in _PEOPLE) and Actor.STATES not in actors:
        phrase, profile, centred = _state_centred, "people", "State-centred"
    elif actors == (Actor.STATES,):
        phrase, profile, centred = _people_centred, "States", "people-centred"
    else:
        return
    for leaf in scene.body:
        hit = phrase(leaf.first.text) if leaf.first and leaf.settled else ""
        if hit:
            message = f"{scene.title(leaf.id)} says “{hit}”, which is {centred}, in a draft centred on {profile}."
            yield finding("L62", WARNING, leaf.id, message, "Word it by the holders of the right.")


WORDING: tuple[WordingCheck, ...] = (Check("L51", WARNING, "No variant of a preferred term", variants),)

DRAFT: tuple[DraftCheck, ...] = (
    Check("L50", WARNING, "Defined terms are used, and defined once", definitions),
    Check("L57", WARNING, "Obligation, duty or responsibility: one word", ladder),
    Check("L58", ERROR, "Right or principle: one nature", right_or_principle),
    Check("L61", WARNING, "No hierarchy where none is wanted", hierarchy),
    Check("L62", WARNING, "Phrases fit what the draft is centred on", centre),
)
