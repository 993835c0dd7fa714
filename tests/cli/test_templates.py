"""`workbench template check`: faults with the place, and nothing where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.cli import main
from workbench.places import templates_folder


@pytest.mark.parametrize("name", ["styles/geneva.docx", "layouts/negotiating.xml.j2"])
def test_what_is_shipped_has_no_fault(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "check", str(templates_folder() / name)]) == 0
    assert "no fault found" in capsys.readouterr().out


def test_a_layout_that_reads_what_it_should_not_is_told_with_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = tmp_path / "own.xml.j2"
    layout.write_text("<sheet>\n{{ document.__class__ }}\n</sheet>", encoding="utf-8")

    assert main(["template", "check", str(layout)]) == 1
    assert "own.xml.j2:2" in capsys.readouterr().out


def test_a_file_of_another_kind_cannot_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Notes", encoding="utf-8")

    assert main(["template", "check", str(other)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_cannot_be_checked_and_a_name_that_is_too_long_is_said_in_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", "check", str(tmp_path)]) == 2
    assert "is a folder; name a file in it" in capsys.readouterr().err
    assert main(["template", "check", "x" * 5000]) == 2
    assert "there is no such file" in capsys.readouterr().err
