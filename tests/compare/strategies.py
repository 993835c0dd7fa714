"""Texts and nested documents for the laws: brackets, quotation marks, several scripts, empty parts."""

from __future__ import annotations

from hypothesis import strategies as st

from workbench.document import Block, BlockRole, Document, Margin, Mark, Run, joined
from workbench.model import Comment, Status

WORDS = (
    "States", "states", "shall", "should", "not", "and", "the", "rights", "of", "peoples,", "individuals", ".", ";",
    "[shall]", "[", "]", "]]", "“solidarity”", '"', "(a)", "A/HRC/21/44/Add.1", "8,500", "l’État", "e\u0301tat", "état",
    "国际团结", "权利。", "الحق", "التَّضامن", "अधिकार", "สิทธิ", "/", "—", "<b>&", "{{ x }}", "*", "\u00a0", "\U000f0000",
)  # fmt: skip
SPACES = ("", " ", " ", " ", "  ", "\n", "\u2028", "\x1c")

texts = st.lists(
    st.sampled_from(WORDS).flatmap(lambda w: st.sampled_from(SPACES).map(lambda s: w + s)), max_size=14
).map("".join)
wild_texts = st.one_of(texts, st.text(max_size=12))

_marks = st.sampled_from(
    [frozenset(), frozenset(), frozenset(), frozenset({Mark.LEAD}), frozenset({Mark.BRACKET}), frozenset({Mark.BLANK})]
)
_notes = st.sampled_from([(), (), (), ("note one",), ("note one", "note two")])


@st.composite
def _run(draw: st.DrawFn) -> Run:
    if draw(st.integers(0, 5)) == 0:
        words = draw(st.sampled_from(["article 7", ""]))
        return Run(text=words, marks=frozenset({Mark.REFERENCE}), target=draw(st.sampled_from("abc")))
    return Run(text=draw(texts), marks=draw(_marks), notes=draw(_notes))


_joined_runs = st.lists(_run(), max_size=4).map(lambda found: joined(tuple(found)))
# A composed provision ends in the call of its footnote, as a run by itself.
runs = st.one_of(_joined_runs, _joined_runs.map(lambda found: (*found, Run(text="", notes=("note one",)))))
_ids = st.sampled_from("abcdefgh")
_comments = st.sampled_from([(), (), (Comment(by="A", at="2026-11-23T09:00:00Z", text="why"),)])


def _block(children: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[Block]:
    return st.builds(
        Block,
        id=_ids,
        role=st.sampled_from(
            (
                *(BlockRole.ARTICLE, BlockRole.ARTICLE, BlockRole.PARAGRAPH, BlockRole.PARAGRAPH, BlockRole.ITEM),
                *(BlockRole.ALTERNATIVES, BlockRole.ALTERNATIVE),
            )
        ),
        runs=runs,
        children=children,
        level=st.integers(0, 1),
        status=st.sampled_from([Status.DRAFT, Status.AGREED]),
        attribution=st.sampled_from(["", "State A"]),
        comments=_comments,
    )


_leaves = _block(st.just(()))
_nested = st.recursive(_leaves, lambda below: _block(st.lists(below, max_size=3).map(tuple)), max_leaves=6)
_margins = st.sampled_from([Margin(title="Draft"), Margin(title="Revised draft")])

documents = st.builds(Document, margin=_margins, blocks=st.lists(_nested, max_size=4).map(tuple))
