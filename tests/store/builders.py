"""Small drafts by hand, and any draft by Hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from workbench.model import (
    Citation,
    Comment,
    Decision,
    Draft,
    FrontMatter,
    Item,
    Mode,
    Option,
    Provision,
    Relation,
    Role,
    Status,
    Waiver,
)
from workbench.store import Saved, Store

AT = "2026-11-23T09:00:00Z"


def paragraph(id: str, text: str = "States shall cooperate.") -> Provision:
    return Provision(id=id, options=(Option(id="own-1", text=text),), chosen=("own-1",))


def article(id: str, *children: Provision) -> Provision:
    return Provision(id=id, role=Role.ARTICLE, heading=id.capitalize(), children=children)


def a_draft(**changes: object) -> Draft:
    body = (article("first", paragraph("a"), paragraph("b")), article("second", paragraph("c"), paragraph("d")))
    draft = Draft(title="Draft declaration", terms=(("duty_bearers", "States"),), body=body)
    return replace(draft, **changes)  # type: ignore[arg-type]


def everywhere(draft: Draft, id: str, change: Callable[[Provision], tuple[Provision, ...]]) -> Draft:
    """The draft with the provision of that id replaced by what `change` makes of it."""

    def within(provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
        out: list[Provision] = []
        for each in provisions:
            if each.id == id:
                out += change(each)
            else:
                children = within(each.children)
                out.append(each if children == each.children else replace(each, children=children))
        return tuple(out)

    return replace(draft, preamble=within(draft.preamble), body=within(draft.body))


def reworded(draft: Draft, id: str, text: str) -> Draft:
    return everywhere(draft, id, lambda each: (paragraph(each.id, text),))


def removed(draft: Draft, id: str) -> Draft:
    return everywhere(draft, id, lambda each: ())


def added(draft: Draft, new: Provision, *, into: str) -> Draft:
    return everywhere(draft, into, lambda each: (replace(each, children=(*each.children, new)),))


def wording(draft: Draft, id: str) -> str:
    provision = draft.provision(id)
    assert provision is not None
    return provision.options[0].text


def ids(draft: Draft) -> list[str]:
    return [provision.id for provision in draft.walk()]


class Desk:
    """One drafter at work on a draft: knows the revision that they have seen, as a browser does."""

    def __init__(self, store: Store, author: str, draft_id: str = "d1") -> None:
        self.store, self.author, self.draft_id = store, author, draft_id
        self.saves = 0
        self.look()

    def look(self) -> Draft:
        revision = self.store.head(self.draft_id)
        self.base, self.draft = revision.number, revision.draft
        return self.draft

    def save(self, draft: Draft, *, at: str = AT, why: str = "worked on it") -> Saved:
        saved = self.store.save(
            self.draft_id, draft, base=self.base, save_id=self._next(), author=self.author, at=at, why=why
        )
        self.base, self.draft = saved.number, saved.draft
        return saved

    def reword(self, id: str, text: str, *, at: str = AT) -> Saved:
        return self.save(reworded(self.draft, id, text), at=at, why=f"reworded {id}")

    def undo(self, *, at: str = AT) -> Saved:
        saved = self.store.undo(self.draft_id, author=self.author, at=at, save_id=self._next())
        self.base, self.draft = saved.number, saved.draft
        return saved

    def redo(self, *, at: str = AT) -> Saved:
        saved = self.store.redo(self.draft_id, author=self.author, at=at, save_id=self._next())
        self.base, self.draft = saved.number, saved.draft
        return saved

    def _next(self) -> str:
        self.saves += 1
        return f"{self.author}-{self.saves}"


def begun(store: Store, draft: Draft | None = None, draft_id: str = "d1") -> Desk:
    """A draft that is in the store, and its author's desk."""
    store.create(draft or a_draft(), author="Amina", at=AT, why="began", draft_id=draft_id)
    return Desk(store, "Amina", draft_id)


# --- any draft --------------------------------------------------------------

texts = st.text(max_size=12)
names = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)
items = st.recursive(
    st.builds(Item, id=names, text=texts),
    lambda below: st.builds(Item, id=names, text=texts, items=st.tuples(below) | st.just(())),
    max_leaves=3,
)
options = st.builds(
    Option, id=names, text=texts, items=st.lists(items, max_size=1).map(tuple), origin=texts, edited=st.booleans()
)
citations = st.builds(
    Citation,
    source=names,
    paragraphs=st.lists(texts, max_size=2).map(tuple),
    relation=st.sampled_from(Relation),
    quote=texts,
)
comments = st.builds(Comment, by=texts, at=texts, text=texts, shared=st.booleans())
leaves = st.builds(
    Provision,
    id=st.just(""),
    options=st.lists(options, max_size=2).map(tuple),
    chosen=st.lists(names, max_size=2).map(tuple),
    bracketed=st.booleans(),
    status=st.sampled_from(Status),
    cites=st.lists(citations, max_size=1).map(tuple),
    comments=st.lists(comments, max_size=1).map(tuple),
)
trees = st.recursive(
    leaves,
    lambda below: st.builds(
        Provision,
        id=st.just(""),
        role=st.sampled_from([Role.PART, Role.ARTICLE, Role.ALTERNATIVES]),
        heading=texts,
        children=st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=6,
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    numbers = iter(range(1000))

    def numbered(each: Provision) -> Provision:
        return replace(each, id=f"p{next(numbers)}", children=tuple(numbered(child) for child in each.children))

    def forest() -> tuple[Provision, ...]:
        return tuple(numbered(each) for each in draw(st.lists(trees, max_size=3)))

    return Draft(
        title=draw(texts),
        catalogue=draw(texts),
        mode=draw(st.sampled_from(Mode)),
        front=draw(st.builds(FrontMatter, symbol=texts, language=texts, formula=texts)),
        terms=tuple(draw(st.lists(st.tuples(texts, texts), max_size=3))),
        policies=tuple(draw(st.lists(texts, max_size=3))),
        preamble=forest(),
        body=forest(),
        waivers=tuple(draw(st.lists(st.builds(Waiver, rule=names, where=texts, by=texts, reason=texts), max_size=3))),
        decisions=tuple(draw(st.lists(st.builds(Decision, at=texts, by=texts, where=texts, did=texts), max_size=3))),
    )


@st.composite
def edits(draw: st.DrawFn, draft: Draft, mark: str) -> Draft:
    """The draft after a few changes by one person, whose new provisions and words carry the mark."""
    for n in range(draw(st.integers(0, 3))):
        present = [provision.id for provision in draft.walk()]
        holders = [provision.id for provision in draft.walk() if provision.is_container]
        deed = draw(st.sampled_from(["reword", "remove", "add", "move", "term", "title", "decide"]))
        if deed == "term":
            draft = replace(draft, terms=(*draft.terms, (f"{mark}{n}", draw(texts))))
        elif deed == "title":
            draft = replace(draft, title=draw(st.sampled_from([draft.title, mark])))
        elif deed == "decide":
            draft = replace(draft, decisions=(*draft.decisions, Decision(at=AT, by=mark, where="", did=str(n))))
        elif deed == "add":
            new = paragraph(f"{mark}-{n}")
            into = draw(st.sampled_from(["", *holders]))
            draft = added(draft, new, into=into) if into else replace(draft, body=(*draft.body, new))
        elif present:
            id = draw(st.sampled_from(present))
            found = draft.provision(id)
            assert found is not None
            if deed == "reword" and not found.is_container:
                draft = reworded(draft, id, draw(st.sampled_from(["same words", mark])))
            elif deed == "remove":
                draft = removed(draft, id)
            elif deed == "move":
                draft = replace(removed(draft, id), preamble=(found, *removed(draft, id).preamble))
    return draft
