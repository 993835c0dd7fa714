"""Pairs of drafts, an older and a newer, as a negotiation makes them: much stays, some things change, come, go or move.

One generator for both uses: Hypothesis gives it the chances that it can shrink, a seed gives it the same pair for ever.
References stand between ⟨ and ⟩, so that a test can leave out what they print.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from workbench.model import Citation, Comment, Draft, FrontMatter, Item, Option, Provision, Role, Status

_WORDS = (
    *("States", "shall", "should", "cooperate", "with", "peoples", "and", "individuals,", "in", "good", "faith,", "to"),
    *("the", "maximum", "of", "their", "available", "resources;", "debt", "trade", "climate", "relief.", "[all]"),
    *("[urgently]", "“solidarity”", "l’État", "A/HRC/21/44,", "8,500", "per", "cent", "<b>&amp;", "{{ 7*7 }}"),
    *("{{ who }}", "{{ nobody }}", "\\*plain\\*", "one\nline", "a\ttab", "التضامن الدولي", "国际团结", "का अधिकार"),
)  # fmt: skip
_OPENINGS = ("*Recalling* that ", "*Guided by* ", "", "", "", "")


def pair(chance: Random) -> tuple[Draft, Draft]:
    """An older draft and what became of it."""
    old = _Hand(chance).draft()
    new = old
    for _ in range(chance.randint(1, 6)):
        new = chance.choice(_CHANGES)(new, _Hand(chance, new))
    return old, new


class _Hand:
    """What is written at random; the ids that it gives are new to the draft."""

    def __init__(self, chance: Random, draft: Draft | None = None) -> None:
        self.chance = chance
        self.count = 0
        self.taken = {provision.id for provision in draft.walk()} if draft else set()

    def id(self, kind: str) -> str:
        while True:
            self.count += 1
            if (made := f"{kind}{self.count}") not in self.taken:
                self.taken.add(made)
                return made

    def often(self, one_in: int) -> bool:
        return self.chance.randrange(one_in) == 0

    def sentence(self) -> str:
        words = [self.chance.choice(_WORDS) for _ in range(self.chance.randint(1, 12))]
        if self.often(4):
            words.insert(self.chance.randint(0, len(words)), f'⟨{{{{ "{self.chance.choice(_TARGETS)}" | ref }}}}⟩')
        return self.chance.choice(_OPENINGS) + " ".join(words)

    def items(self, degrees: int = 3) -> tuple[Item, ...]:
        if not degrees or not self.often(3):
            return ()
        return tuple(
            Item(id=f"i{n}", text=self.sentence(), items=self.items(degrees - 1))
            for n in range(self.chance.randint(1, 3))
        )

    def option(self, id: str) -> Option:
        by = self.chance.choice(("", "", "Delegation of X"))
        return Option(id=id, text=self.sentence(), items=self.items(), by=by)

    def leaf(self) -> Provision:
        options = tuple(self.option(f"o{n}") for n in range(self.chance.choice((1, 1, 1, 1, 2, 3, 0))))
        comment = Comment(by="Chair", at="2026-11-20T10:00:00Z", text="Why?", shared=True)
        return Provision(
            id=self.id("p"),
            options=options,
            chosen=tuple(option.id for option in options),
            bracketed=self.often(6),
            status=self.chance.choice((Status.DRAFT, Status.DRAFT, Status.PENDING)),
            cites=self.cites(),
            comments=(comment,) if self.often(6) else (),
        )

    def cites(self) -> tuple[Citation, ...]:
        if not self.often(3):
            return ()
        return (Citation(source="A/HRC/21/44/Add.1", paragraphs=(str(self.chance.randint(1, 54)),)),)

    def article(self) -> Provision:
        heading = "" if self.often(3) else self.sentence()
        children = tuple(self.leaf() for _ in range(self.chance.randint(0, 3)))
        return Provision(id=self.id("a"), role=Role.ARTICLE, heading=heading, children=children)

    def top(self) -> Provision:
        kind = self.chance.choice((Role.ARTICLE, Role.ARTICLE, Role.ARTICLE, Role.PART, Role.ALTERNATIVES))
        if kind is Role.ARTICLE:
            return self.article()
        heading = self.sentence() if kind is Role.PART else ""
        children = tuple(self.article() for _ in range(self.chance.randint(1, 2)))
        return Provision(id=self.id("c"), role=kind, heading=heading, children=children)

    def draft(self) -> Draft:
        return Draft(
            title=self.sentence(),
            front=FrontMatter(organ="The General Assembly", formula=self.chance.choice(("", "declares", "adopts"))),
            terms=(("who", "peoples"), ("nobody", "")),
            preamble=tuple(self.leaf() for _ in range(self.chance.randint(0, 3))),
            body=tuple(self.top() for _ in range(self.chance.randint(1, 3))),
        )


#: What references name: often there, sometimes gone.
_TARGETS = ("a1", "a2", "a3", "p1", "p2", "p4", "p5", "c1", "gone")


# --- changes ----------------------------------------------------------------


def _places(provisions: tuple[Provision, ...]) -> list[Provision]:
    return [inner for provision in provisions for inner in provision.walk()]


def _put(draft: Draft, id: str, *instead: Provision) -> Draft:
    """The draft with others in the place of one provision."""

    def among(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
        out: list[Provision] = []
        for provision in provisions:
            out += instead if provision.id == id else (replace(provision, children=among(provision.children)),)
        return tuple(out)

    return replace(draft, preamble=among(draft.preamble), body=among(draft.body))


def _one(draft: Draft, hand: _Hand, wanted: Callable[[Provision], bool]) -> Provision | None:
    found = [provision for provision in draft.walk() if wanted(provision)]
    return hand.chance.choice(found) if found else None


def _reword(draft: Draft, hand: _Hand) -> Draft:
    """A few words of one wording."""
    leaf = _one(draft, hand, lambda p: bool(p.options))
    if leaf is None:
        return draft
    at = hand.chance.randrange(len(leaf.options))
    option = leaf.options[at]
    words = option.text.split(" ")
    start = hand.chance.randrange(len(words))
    words[start : start + hand.chance.randint(0, 2)] = hand.sentence().split(" ")[: hand.chance.randint(0, 3)]
    options = (*leaf.options[:at], replace(option, text=" ".join(words)), *leaf.options[at + 1 :])
    return _put(draft, leaf.id, replace(leaf, options=options))


def _items_anew(draft: Draft, hand: _Hand) -> Draft:
    leaf = _one(draft, hand, lambda p: bool(p.options))
    if leaf is None:
        return draft
    option = leaf.options[0]
    items = tuple(item for item in option.items if not hand.often(2))
    if hand.often(2):
        items = (Item(id=f"n{hand.chance.randrange(10**6)}", text=hand.sentence()), *items)
    return _put(draft, leaf.id, replace(leaf, options=(replace(option, items=items), *leaf.options[1:])))


def _wordings(draft: Draft, hand: _Hand) -> Draft:
    """Another wording beside the others, or one chosen of several."""
    leaf = _one(draft, hand, lambda p: not p.is_container)
    if leaf is None:
        return draft
    if len(leaf.chosen) > 1 and hand.often(2):
        return _put(draft, leaf.id, replace(leaf, chosen=(hand.chance.choice(leaf.chosen),)))
    added = hand.option(f"o{len(leaf.options)}")
    return _put(draft, leaf.id, replace(leaf, options=(*leaf.options, added), chosen=(*leaf.chosen, added.id)))


def _bracket(draft: Draft, hand: _Hand) -> Draft:
    leaf = _one(draft, hand, lambda p: not p.is_container)
    return draft if leaf is None else _put(draft, leaf.id, replace(leaf, bracketed=not leaf.bracketed))


def _status(draft: Draft, hand: _Hand) -> Draft:
    place = _one(draft, hand, lambda p: True)
    return draft if place is None else _put(draft, place.id, replace(place, status=hand.chance.choice(list(Status))))


def _sources(draft: Draft, hand: _Hand) -> Draft:
    leaf = _one(draft, hand, lambda p: not p.is_container)
    return draft if leaf is None else _put(draft, leaf.id, replace(leaf, cites=hand.cites()))


def _heading(draft: Draft, hand: _Hand) -> Draft:
    place = _one(draft, hand, lambda p: p.role in (Role.ARTICLE, Role.PART))
    heading = "" if hand.often(3) else hand.sentence()
    return draft if place is None else _put(draft, place.id, replace(place, heading=heading))


def _title(draft: Draft, hand: _Hand) -> Draft:
    return replace(draft, title=hand.sentence(), front=replace(draft.front, formula="proclaims"))


def _is_sole(draft: Draft, id: str) -> bool:
    """Whether it stands alone in a part or among alternatives, which would be left empty without it."""
    return any(len(p.children) == 1 and p.children[0].id == id and p.role is not Role.ARTICLE for p in draft.walk())


def _remove(draft: Draft, hand: _Hand) -> Draft:
    place = _one(draft, hand, lambda p: not _is_sole(draft, p.id))
    return draft if place is None else _put(draft, place.id)


def _add(draft: Draft, hand: _Hand) -> Draft:
    place = _one(draft, hand, lambda p: p.role in (Role.ARTICLE, Role.PARAGRAPH))
    if place is None:
        return replace(draft, body=(*draft.body, hand.top()))
    made = hand.article() if place.role is Role.ARTICLE else hand.leaf()
    return _put(draft, place.id, *((place, made) if hand.often(2) else (made, place)))


def _move(draft: Draft, hand: _Hand) -> Draft:
    place = _one(draft, hand, lambda p: p.role in (Role.ARTICLE, Role.PARAGRAPH) and not _is_sole(draft, p.id))
    if place is None:
        return draft
    left = _put(draft, place.id)
    target = _one(left, hand, lambda p: p.role is place.role)
    return draft if target is None else _put(left, target.id, target, place)


def _rival(draft: Draft, hand: _Hand) -> Draft:
    """An article that competes with another from now on, or one that is left of several."""
    place = _one(draft, hand, lambda p: p.role is Role.ALTERNATIVES)
    if place is not None and hand.often(2):
        return _put(draft, place.id, hand.chance.choice(place.children))
    competing = {child.id for p in draft.walk() if p.role is Role.ALTERNATIVES for child in p.children}
    article = _one(draft, hand, lambda p: p.role is Role.ARTICLE and p.id not in competing)
    if article is None:
        return draft
    row = (article, hand.article()) if hand.often(2) else (hand.article(), article)
    return _put(draft, article.id, Provision(id=hand.id("c"), role=Role.ALTERNATIVES, children=row))


_CHANGES = (
    _reword,
    _reword,
    _items_anew,
    _wordings,
    _bracket,
    _status,
    _sources,
    _heading,
    _title,
    _remove,
    _add,
    _move,
    _rival,
)
