"""Two changes to one provision at the same time: neither is lost, and only what clashes stands in brackets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compare.tokens import tokens
from workbench.model import Citation, Comment, Item, Option, Provision, Status
from workbench.settling import besides, both
from workbench.wording import terms_in


def paragraph(text: str, *items: str, **more: object) -> Provision:
    below = tuple(Item(id=f"i{n}", text=item) for n, item in enumerate(items))
    option = Option(id="one", text=text, items=below)
    return replace(Provision(id="p", options=(option,), chosen=("one",)), **more)  # type: ignore[arg-type]


def texts(provision: Provision) -> list[str]:
    return [option.text for option in provision.chosen_options]


BASE = paragraph("States should act.")

# --- laws ---------------------------------------------------------------------

words = st.lists(st.sampled_from(["States", "peoples", "shall", "act,", "{{ groups }}", "at home"]), max_size=6)
sentences = words.map(" ".join)


@st.composite
def changed(draw: st.DrawFn, of: Provision) -> Provision:
    """The provision as somebody leaves it: words changed, a formulation added or chosen, support, status."""
    made = of
    if draw(st.booleans()):
        one = replace(made.options[0], text=draw(sentences))
        made = replace(made, options=(one, *made.options[1:]))
    if draw(st.booleans()):
        new = Option(id=draw(st.sampled_from(["own-1", "own-2"])), text=draw(sentences))
        made = replace(made, options=(*made.options, new), chosen=draw(st.sampled_from([("one", new.id), (new.id,)])))
    if draw(st.booleans()):
        made = replace(made, cites=(*made.cites, Citation(source=draw(st.sampled_from(["a", "b"])))))
    return replace(made, bracketed=draw(st.booleans()), status=draw(st.sampled_from(Status)))


provisions = sentences.map(paragraph)
three = provisions.flatmap(lambda base: st.tuples(st.just(base), changed(base), changed(base)))


@given(three)
def test_what_one_side_alone_did_is_taken_over_as_it_is(of: tuple[Provision, Provision, Provision]) -> None:
    base, mine, _ = of

    for here, there in ((mine, base), (base, mine), (mine, mine)):
        made = both(base, here, there)
        assert made.provision == mine
        assert not made.clashes


@given(three)
def test_no_word_that_anybody_wrote_is_lost(of: tuple[Provision, Provision, Provision]) -> None:
    base, mine, theirs = of
    kept = {word.strip() for option in both(*of).provision.options for word in tokens(option.text)}
    old = {word.strip() for option in base.options for word in tokens(option.text)}

    for side in (mine, theirs):
        written = {word.strip() for option in side.options for word in tokens(option.text)}
        assert written - old <= kept


@given(three)
def test_blanks_stay_whole(of: tuple[Provision, Provision, Provision]) -> None:
    for option in both(*of).provision.options:
        assert option.text.count("{{") == option.text.count("{{ groups }}") == option.text.count("}}")


# --- examples -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "theirs", "says", "clashes"),
    [
        ("States shall act.", "All States should act.", "All States shall act.", False),
        ("States shall act.", "States must act.", "States [shall/must] act.", True),
        ("{{ holders }} should act.", "{{ groups }} should act.", "[{{ holders }}/{{ groups }}] should act.", True),
    ],
)
def test_brackets_stand_where_both_changed_the_same_words(mine: str, theirs: str, says: str, clashes: bool) -> None:
    made = both(BASE, paragraph(mine), paragraph(theirs))

    assert texts(made.provision) == [says]
    assert made.clashes is clashes
    assert set(terms_in(says)) == set(terms_in(mine)) | set(terms_in(theirs))


def test_sub_paragraphs_are_joined_one_by_one() -> None:
    base = paragraph("States shall:", "pay;", "report.")
    made = both(base, paragraph("States shall:", "pay fairly;", "report."), paragraph("States must:", "pay;", "tell."))

    (option,) = made.provision.chosen_options
    assert (option.text, [item.text for item in option.items]) == ("States must:", ["pay fairly;", "tell."])


def test_sub_paragraphs_that_both_added_or_removed_make_alternatives() -> None:
    base = paragraph("States shall:", "pay.")
    made = both(base, paragraph("States shall:", "pay;", "report."), paragraph("States shall act."))

    assert texts(made.provision) == ["States shall act.", "States shall:"]
    assert made.provision.chosen == ("one", "own-1")
    assert made.clashes


def test_two_formulations_that_were_written_at_once_are_both_kept() -> None:
    def with_own(text: str) -> Provision:
        return replace(BASE, options=(*BASE.options, Option(id="own-1", text=text)), chosen=("own-1",))

    made = both(BASE, with_own("Mine."), with_own("Theirs."))

    assert texts(made.provision) == ["Theirs.", "Mine."]
    assert made.clashes


def test_what_is_beside_the_words_is_joined_too() -> None:
    said = Comment(by="Boris", at="2026-11-23T09:00:00Z", text="Why?")
    before = replace(BASE, cites=(Citation(source="charter"), Citation(source="covenant")))
    mine = replace(before, cites=(*before.cites, Citation(source="report")), comments=(said,))
    theirs = replace(before, cites=before.cites[1:], status=Status.PENDING)

    made = both(before, mine, theirs).provision

    assert [citation.source for citation in made.cites] == ["covenant", "report"]
    assert (made.comments, made.status) == ((said,), Status.PENDING)
    assert besides(before, mine) == ("supporting paragraphs changed", "comments changed")
    assert besides(before, theirs) == ("marked as pending", "supporting paragraphs changed")
