"""The drafts that the catalogue offers to start from pass the checks in their own mode."""

from __future__ import annotations

import pytest

from workbench.checks import check
from workbench.coverage import compare_choices, coverage
from workbench.files.catalogues import load_catalogue, load_preset, presets
from workbench.findings import Severity
from workbench.places import elements_folder

FOLDER = elements_folder() / "international-solidarity"
CATALOGUE = load_catalogue(FOLDER)
NAMES = [name for name, _ in presets(FOLDER)]


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_has_no_error(name: str) -> None:
    found = check(load_preset(FOLDER, name), CATALOGUE)

    assert [f for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "comprehensive"])
def test_a_preset_without_open_places_can_be_printed_clean(name: str) -> None:
    found = check(load_preset(FOLDER, name), CATALOGUE, clean=True)

    assert [f for f in found if f.severity is Severity.ERROR] == []


def test_people_and_states_choose_different_holders() -> None:
    people, states = (load_preset(FOLDER, name) for name in ("people-centred", "state-centred"))

    rows = {row.choice_set: row for row in compare_choices(people, states, CATALOGUE)}

    assert rows["rights-holder"].only_here
    assert rows["rights-holder"].only_there
    assert not rows["rights-holder"].both


def test_everything_in_the_comprehensive_preset_is_counted() -> None:
    figures = coverage(load_preset(FOLDER, "comprehensive"), CATALOGUE)

    assert len(figures.views) == 299
    assert figures.used == sum(count.used for count in figures.kinds) == sum(count.used for count in figures.stances)
    assert figures.used == sum(paragraph.used for paragraph in figures.paragraphs)
