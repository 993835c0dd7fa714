"""Every golden file comes out as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compare.golden_files import examples, formulations, rendered


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_an_example_comes_out_as_written(path: Path) -> None:
    example = path.read_text(encoding="utf-8")

    assert rendered(example) == example


def test_there_are_at_least_forty_examples_of_two_to_six_formulations() -> None:
    counts = [len(formulations(path.read_text(encoding="utf-8"))) for path in examples()]

    assert len(counts) >= 40
    assert all(2 <= count <= 6 for count in counts)
