"""What a formulation says in substance, on labelled examples of our own."""

from __future__ import annotations

import pytest

from workbench.compare.profile import NOT_STATED, profile, rows
from workbench.model import Citation
from workbench.proposals import Kind, Stance, View

# text, rights holders, duty bearers, strength, polarity
LABELLED = [
    ("Peoples and individuals have the right to international solidarity.", "peoples individuals", "", 5, "positive"),
    ("Everyone is entitled to a just international order.", "individuals", "", 5, "positive"),
    ("Each individual and every people has the right to enjoy peace.", "individuals peoples", "", 5, "positive"),
    ("The right to international solidarity belongs to peoples.", "peoples", "", None, ""),
    ("States shall respect the right of peoples to development.", "peoples", "States", 5, "positive"),
    ("States should respect the right of peoples to development.", "peoples", "States", 3, "positive"),
    ("States shall not impede the work of civil society.", "", "States", 5, "negative"),
    ("States shall refrain from measures that do harm.", "", "States", 5, "negative"),
    ("No State shall adopt laws that do harm.", "", "States", 5, "negative"),
    ("The rights of peoples shall be respected by States.", "peoples", "States", 5, "positive"),
    ("States, as appropriate, shall progressively provide relief.", "", "States", 4, "positive"),
    ("States should endeavour to cooperate.", "", "States", 2.5, "positive"),
    ("States have the primary responsibility to act.", "", "States", 3, "positive"),
    ("Developed States have the duty to help developing countries.", "", "developed States", 4, "positive"),
    ("International organizations may, upon request, assist.", "", "international organizations", 0.5, "positive"),
    ("All States, together with civil society, must act.", "", "States|civil society", 5, "positive"),
    ("Business enterprises are encouraged to help.", "", "business enterprises", 2, "positive"),
    ("States shall act; business enterprises should not do harm.", "", "States|business enterprises", 5,
     "positive and negative"),
    ("{{ duty_bearers }} shall act.", "", "duty bearers (a term of the draft)", 5, "positive"),
    ("International solidarity is a principle of international law.", "", "", None, ""),
    ("La solidarité internationale est un principe.", "", "", None, ""),
    ("", "", "", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holders", "bearers", "strength", "polarity"), LABELLED)
def test_a_profile_names_who_what_and_how_strongly(
    text: str, holders: str, bearers: str, strength: float | None, polarity: str
) -> None:
    found = profile(text)

    assert found.rights_holders == tuple(holders.split())
    assert found.duty_bearers == tuple(filter(None, bearers.split("|")))
    assert found.strength == strength
    assert found.polarity == polarity


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("States shall act within and outside their territories.", "at home and abroad"),
        ("States shall act at the national and international levels.", "at home and abroad"),
        ("States shall do no harm beyond their borders.", "beyond the territory"),
        ("States have extraterritorial obligations.", "beyond the territory"),
        ("Each State shall act within its jurisdiction.", "within the territory"),
        ("States shall engage in international cooperation.", "between States"),
        ("States shall act.", ""),
    ],
)
def test_the_territorial_reach_is_read_from_its_words(text: str, reach: str) -> None:
    assert profile(text).reach == reach


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("where appropriate", "as appropriate"),
        ("to the maximum of available resources", "within available resources"),
        ("to the maximum of their available resources", "within available resources"),
        ("in accordance with national law", "subject to national law"),
        ("progressively", "progressively"),
        ("as far as possible", "where possible"),
        ("on mutually agreed terms", "voluntarily"),
        ("in accordance with their capacities", "according to capacity"),
    ],
)
def test_each_qualifier_takes_off_half_a_step(words: str, qualifier: str) -> None:
    found = profile(f"States shall act, {words}.")

    assert found.qualifiers == (qualifier,)
    assert found.strength == 4.5


def test_subjects_add_to_the_breadth() -> None:
    narrow, broad = profile("States shall act."), profile("States shall act on trade, health and climate abroad.")

    assert broad.subjects == ("environment and climate", "trade, finance and debt", "health")
    assert broad.breadth == narrow.breadth + 4


def test_the_table_marks_what_differs_and_says_what_is_not_stated() -> None:
    view = View(id="PO-1", source="report", paragraphs=("47",), kind=Kind.POSITIVE_OBLIGATION, label="to act",
                stance=Stance.PROPOSED, attribution="", anchor="")  # fmt: skip
    one = profile("States shall act.", "A", views=(view,), cites=(Citation(source="charter", paragraphs=("55",)),))
    two = profile("Solidarity is a principle.", "B")

    table = {row.feature: row for row in rows([one, two])}

    assert table["Duty bearer"].values == ("States", NOT_STATED)
    assert table["Duty bearer"].differs
    assert not table["Rights holder"].differs
    assert table["Views"].values == ("to act (proposed)", "none")
    assert table["Supporting paragraphs"].values == ("report, 47", "none")
    assert table["Legal bases"].values == ("charter, 55", "none")
