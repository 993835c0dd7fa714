"""The small catalogue that the guide for authors makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.checks import check
from workbench.checks.catalogues import check_catalogue
from workbench.compose import compose
from workbench.files.catalogues import load_catalogue, load_preset, presets
from workbench.places import elements_folder

FOLDER = elements_folder() / "example-catalogue"
GUIDE = Path(__file__).parents[2] / "docs" / "writing-a-catalogue.md"


def test_the_example_has_nothing_that_a_check_would_find() -> None:
    assert check_catalogue(load_catalogue(FOLDER)) == ()


def test_the_example_is_small_and_yet_has_every_part() -> None:
    catalogue = load_catalogue(FOLDER)

    assert 6 <= len(catalogue.elements) <= 8
    assert len(catalogue.sources) == 1
    assert len(catalogue.sources[0].paragraphs) == 5
    assert catalogue.choice_sets
    assert catalogue.tensions
    assert catalogue.policies


def test_its_preset_can_be_printed_clean() -> None:
    catalogue = load_catalogue(FOLDER)
    ((name, _),) = presets(FOLDER)
    draft = load_preset(FOLDER, name)

    assert compose(draft, catalogue).blocks
    assert check(draft, catalogue, clean=True) == ()


def test_its_preset_is_as_good_without_the_hashes_that_nobody_can_write_by_hand(tmp_path: Path) -> None:
    ((name, path),) = presets(FOLDER)
    by_hand = tmp_path / "presets" / f"{name}.yaml"
    by_hand.parent.mkdir()
    by_hand.write_text(re.sub(r"@[0-9a-f]{4}", "", path.read_text(encoding="utf-8")), encoding="utf-8")

    assert check(load_preset(tmp_path, name), load_catalogue(FOLDER), clean=True) == ()


@pytest.mark.skipif(not GUIDE.is_file(), reason="the guide is not part of this copy")
def test_what_the_guide_shows_stands_in_the_example() -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.yaml"))]
    shown = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)

    assert len(shown) >= 8
    assert [block for block in shown if not any(block in text for text in files)] == []
