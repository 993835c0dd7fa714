"""Wordings of one place: how they are laid side by side, collated, and typed back into a draft."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import items
from workbench.bracketing import Bracket, CollatedLine, Step, collated, pieces, plain, resolved, text_of, typed
from workbench.compare.collate import bracketed, open_places, reading
from workbench.comparison import MOST, Comparison, Wording, compared, compared_texts, printed, profiles, redlined
from workbench.errors import ComparisonError
from workbench.model import Item, Option
from workbench.wording import plain as printed_plain

TERMS = {"holders": "peoples and individuals", "bearers": "States", "empty": ""}


def wording(key: str, text: str, *below: str) -> Wording:
    return Wording(key=key, name=key.capitalize(), option=Option(id=key, text=text, items=items(*below)))


def of(*texts: str, base: str = "") -> Comparison:
    return compared("Place", [wording(f"w{n}", text) for n, text in enumerate(texts)], TERMS, base=base)


SAMPLES = "States|shall|should|{{ holders }}|{{ bearers }}|{{ empty }}|peoples and individuals|act|,|[all]|*Recalling*"
WORDS = st.sampled_from([*SAMPLES.split("|"), r"\*", "{{ 7*7 }}", "国际", "التضامن", "(a)", "help.", "not", "élan"])
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


# --- reading ----------------------------------------------------------------


def test_wordings_are_compared_as_they_print() -> None:
    made = of("{{ holders }} have rights.", "Peoples and individuals have duties.")

    assert made.texts == ("Peoples and individuals have rights.", "Peoples and individuals have duties.")
    assert text_of(collated(made)) == "Peoples and individuals have [rights/duties]."


def test_a_blank_and_the_same_words_written_out_are_no_difference() -> None:
    made = of("All {{ holders }} act.", "All peoples and individuals act.")

    assert not any(edit.is_change for edits in redlined(made, 1) for edit in edits)
    assert typed(collated(made))[0] == "All {{ holders }} act."


def test_a_blank_is_one_word_and_never_cut_by_a_bracket() -> None:
    made = collated(of("All {{ holders }} act.", "All individuals act."))

    assert text_of(made) == "All [peoples and individuals/individuals] act."
    assert typed(made)[0] == "All [{{ holders }}/individuals] act."


def test_sub_paragraphs_are_compared_with_those_that_are_like_them() -> None:
    long = wording("long", "States shall:", "Respect the right;", "Protect the right;", "Fulfil the right.")
    short = wording("short", "States should:", "Respect the right;", "Fulfil the right.")

    made = collated(compared("Duties", [long, short], TERMS))

    assert text_of(made).splitlines() == [
        "States [shall/should]:",
        "Respect the right;",
        "[Protect the right;]",
        "Fulfil the right.",
    ]
    assert [item.text for item in typed(made)[1]] == ["Respect the right;", "[Protect the right;]", "Fulfil the right."]


def test_sub_paragraphs_keep_their_depth_on_the_way_into_a_draft() -> None:
    below = (
        Item(
            id="a",
            text="Act;",
            items=(Item(id="b", text="At home;"), Item(id="c", text="Abroad.")),
        ),
    )
    both = [
        Wording(key=key, name=key, option=Option(id=key, text=f"States {verb}:", items=below))
        for key, verb in (("x", "shall"), ("y", "should"))
    ]

    text, made = typed(collated(compared("Duties", both, TERMS)))

    assert text == "States [shall/should]:"
    assert [(item.text, [inner.text for inner in item.items]) for item in made] == [("Act;", ["At home;", "Abroad."])]


def test_a_lead_phrase_is_a_lead_phrase_again_in_the_draft() -> None:
    made = collated(of("*Recalling also* the Charter,", "*Recalling* the Charter,"))

    assert text_of(made) == "Recalling [also] the Charter,"
    assert typed(made)[0] == "*Recalling* [*also*] the Charter,"


# --- laws -------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_what_goes_into_the_draft_prints_what_was_shown(texts: list[str]) -> None:
    made = collated(of(*texts))

    shown = text_of(made)
    text, below = typed(made)

    assert not below
    # The first letter is a capital on the page, whatever is typed.
    assert printed_plain(text, TERMS).casefold().split() == shown.casefold().split()


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=5), st.booleans())
def test_the_pieces_of_a_collation_are_its_bracketed_text(texts: list[str], named: bool) -> None:
    made = collated(of(*texts))

    for line in made.lines:
        found = plain(pieces(line, made.names if named else ()))

        assert found == printed(bracketed(line.shown, attribution=named))


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4), st.data())
def test_resolving_every_bracket_for_one_wording_gives_that_wording(texts: list[str], data: st.DataObject) -> None:
    comparison = of(*texts)
    made = collated(comparison)
    number = data.draw(st.integers(0, len(texts) - 1))

    while places := open_places(made.lines[0].shown):
        choice = next(p for p in _brackets(made.lines[0]) if p.place == places[0])
        variant = next(a.number for a in choice.alternatives if number in a.holders)
        made = resolved(made, [Step(0, places[0], variant)])

    assert reading(made.lines[0].shown, number) == comparison.rows[0][number].text
    assert text_of(made).split() == comparison.texts[number].split()


def _brackets(line: CollatedLine) -> list[Bracket]:
    return [piece for piece in pieces(line) if isinstance(piece, Bracket)]


# --- bad input --------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (("One.",), "one text only"),
        (("One.", "  "), "has no words"),
        (tuple(f"Text {n}." for n in range(MOST + 1)), "13 texts: at most 12"),
        (("One.", "word " * 1_000_000), "at most 200,000 fit"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(texts: tuple[str, ...], says: str) -> None:
    for compare in (lambda: of(*texts), lambda: compared_texts("Texts", [(text[:5], text) for text in texts])):
        with pytest.raises(ComparisonError, match=says) as error:
            compare()

        assert "\n" not in str(error.value)


def test_paragraphs_of_plain_texts_are_compared_with_those_that_are_like_them() -> None:
    made = collated(compared_texts("Texts", [("a", "Title\n\nStates shall act."), ("b", "Title\nStates should act.")]))

    assert text_of(made) == "Title\nStates [shall/should] act."


def test_the_profile_reads_blanks_as_they_print() -> None:
    (one, other) = profiles(of("{{ bearers }} shall act.", "{{ holders }} should act."))

    assert one.duty_bearers == ("States",)
    assert other.strength is not None
    assert one.strength is not None
    assert one.strength > other.strength
