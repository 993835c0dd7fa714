"""A draft beside a foreign text."""

from __future__ import annotations

import itertools

from hypothesis import given

from tests.compare.strategies import wild_texts
from workbench.compare.foreign import RUN, correspondences, exact_runs
from workbench.compare.tokens import count_words
from workbench.model import Draft, Option, Provision, Role
from workbench.proposals import Paragraph


def draft(*texts: str) -> Draft:
    children = tuple(
        Provision(id=f"p{n}", options=(Option(id="o", text=text),), chosen=("o",)) for n, text in enumerate(texts, 1)
    )
    return Draft(title="D", body=(Provision(id="a", role=Role.ARTICLE, children=children),))


FOREIGN = (
    Paragraph(number="1", text="All human beings are born free and equal in dignity and rights."),
    Paragraph(
        number="28", text="Everyone is entitled to a social and international order in which rights are realized."
    ),
    Paragraph(number="29", text="Duties to the community are owed by all."),
    Paragraph(number="30", text=""),
)


def test_a_provision_finds_its_paragraph_and_the_exact_run() -> None:
    (found,) = correspondences(
        draft("Every people is entitled to a social and international order of solidarity."), FOREIGN
    )

    assert (found.place, found.paragraph) == ("article 1", "28")
    (run,) = found.runs
    assert found.text[run.start : run.end] == "is entitled to a social and international order"
    assert found.foreign_text[run.there : run.there_end] == "is entitled to a social and international order"
    assert run.words == 8


def test_what_has_nothing_in_common_does_not_correspond() -> None:
    assert correspondences(draft("States shall cooperate in good faith."), FOREIGN) == ()


def test_signs_and_capitals_do_not_break_a_run() -> None:
    assert exact_runs("In all, States SHALL “act” together now.", "in all states shall act together, now")[0].words == 7


def test_five_words_are_no_run() -> None:
    assert exact_runs("one two three four five", "one two three four five") == ()


@given(wild_texts, wild_texts, wild_texts)
def test_an_exact_run_has_the_same_words_on_both_sides(one: str, two: str, shared: str) -> None:
    here, there = f"{one} {shared} a b c d e f", f"{shared} a b c d e f {two}"

    runs = exact_runs(here, there)

    assert runs
    assert all(run.words >= RUN for run in runs)
    assert all(count_words(here[run.start : run.end]) == run.words for run in runs)
    assert all(a.end <= b.start for a, b in itertools.pairwise(runs))
