"""Texts, wordings, drafts and documents for the laws: every character, nesting, and what people do type."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from workbench.compose import compose
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

#: How laws are tried: few examples, each of them rich, and no stop-watch on a shared machine.
law = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])

#: Every character that can be written as UTF-8; half surrogate pairs cannot.
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)

_PIECES = (
    "States", "shall", "rights.", "One. Two; three! Four? Five.", " ", "  ", "\n", "\t", "\r\n", "\x00", "\x1b[31m",
    "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\u202e", "\u200b", "\u00a0", "\U0001f600", "国际", "الحق", "'", '"',
    "\\", "*", "*Recalling*", "[", "]", "[all]", "\\*", "\\[", "{", "}", "{{ holders }}", "{{ bearers }}",
    "{{ nobody }}", '{{ "p2" | ref }}', "{{ 7*7 }}", "{# x #}", "{% raw %}", "- a", "# b", ": ", "key: value",
    "&a", "!t",
    "%", "@", "|", ">-", "---", "...", "null", "yes", "010", "1.0", "2012-06-07", "<b>&amp;", "~",
)  # fmt: skip

#: Texts of what people type, and of what nobody should.
texts = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)
wild = st.one_of(texts, anything)

#: Texts whose every sign is plain: no brackets, stars or blanks that are live.
calm = st.lists(st.sampled_from(("States", " ", "shall", "rights.", "国际", "<b>")), max_size=5).map("".join)

TERMS = {"holders": "peoples [all] *and* {{ bearers }}", "bearers": ""}

_relations = st.sampled_from(Relation)
_citations = st.builds(
    Citation,
    source=st.sampled_from(("report", "charter")),
    paragraphs=st.lists(st.sampled_from(("1", "2", "3", "47", "preamble", "12 bis", "", "-")), max_size=3).map(tuple),
    relation=_relations,
    quote=st.one_of(st.just(""), texts),
)


def _few(strategy: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def items(draw: st.DrawFn, words: st.SearchStrategy[str] = wild, degrees: int = 4) -> tuple[Item, ...]:
    """Sub-paragraphs to the fourth degree, mostly few."""
    count = draw(st.sampled_from((0, 0, 1, 2)))
    return tuple(
        Item(id=f"i{n}", text=draw(words), items=draw(items(words, degrees - 1)) if degrees > 1 else ())
        for n in range(count)
    )


@st.composite
def leaves(draw: st.DrawFn, id: str, words: st.SearchStrategy[str] = wild) -> Provision:
    """A gap, a settled provision or alternatives."""
    options = tuple(
        Option(
            id=f"o{n}",
            text=draw(words),
            items=draw(items(words)),
            origin=draw(st.sampled_from(("", "funds/duty@3f2a"))),
            by=draw(st.sampled_from(("", "Delegation of X"))),
            edited=draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    chosen = tuple(option.id for option in options if draw(st.booleans()))
    return Provision(
        id=id,
        element=draw(st.sampled_from(("", "funds"))),
        options=options,
        chosen=chosen,
        bracketed=draw(st.booleans()),
        status=draw(st.sampled_from(Status)),
        cites=draw(_few(_citations)),
        comments=draw(_few(st.builds(Comment, by=words, at=words, text=words, shared=st.booleans()), 1)),
    )


@st.composite
def drafts(draw: st.DrawFn, words: st.SearchStrategy[str] = wild) -> Draft:
    """Drafts with parts, articles, alternative articles and paragraphs, their ids p1, p2, ... in no order."""
    count = 0

    def fresh() -> str:
        nonlocal count
        count += 1
        return f"p{count}"

    def container(role: Role, *below: Role) -> Provision:
        inner = []
        for _ in range(draw(st.integers(0, 2))):
            kind = draw(st.sampled_from(below))
            inner.append(draw(leaves(fresh(), words)) if kind is Role.PARAGRAPH else container(kind, *_BELOW[kind]))
        bracketed = draw(st.sampled_from((False, False, True)))
        return Provision(id=fresh(), role=role, heading=draw(words), bracketed=bracketed, children=tuple(inner))

    tops = [draw(st.sampled_from((Role.ARTICLE, Role.PART, Role.ALTERNATIVES))) for _ in range(draw(st.integers(0, 3)))]
    return Draft(
        title=draw(words),
        catalogue=draw(st.sampled_from(("", "international-solidarity"))),
        mode=draw(st.sampled_from(Mode)),
        front=FrontMatter(symbol=draw(words), organ=draw(words), formula=draw(words), language=draw(words)),
        terms=tuple(draw(st.dictionaries(st.sampled_from(("holders", "bearers", "a_1")), words)).items()),
        policies=draw(_few(st.sampled_from(("no-negative", "x")))),
        preamble=tuple(draw(leaves(fresh(), words)) for _ in range(draw(st.integers(0, 2)))),
        body=tuple(container(role, *_BELOW[role]) for role in tops),
        waivers=draw(_few(st.builds(Waiver, rule=st.just("L24"), where=words, by=words, reason=_reasons))),
        decisions=draw(_few(st.builds(Decision, at=words, by=words, where=st.just("p1"), did=words, why=words))),
    )


_reasons = wild.map("Because {}".format)

_BELOW = {
    Role.PART: (Role.ARTICLE, Role.ARTICLE, Role.ALTERNATIVES),
    Role.ALTERNATIVES: (Role.ARTICLE,),
    Role.ARTICLE: (Role.PARAGRAPH,),
}

#: Documents as composed, not yet numbered.
documents = drafts().map(compose)
