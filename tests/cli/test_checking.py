"""`workbench check` and `workbench coverage` as scripts call them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workbench.cli import main
from workbench.drafting import add_option, choose, new_draft, pick
from workbench.files.catalogues import load_catalogue
from workbench.files.written import dump_draft
from workbench.model import Draft
from workbench.places import elements_folder


@pytest.fixture(scope="module")
def draft() -> Draft:
    """A draft with a rights holder and an own wording in American spelling."""
    catalogue = load_catalogue(elements_folder() / "international-solidarity")
    made = new_draft(catalogue, "Draft declaration on the right to international solidarity")
    made, _ = pick(made, catalogue, "rights-holder", catalogue.element["rights-holder"].formulations[0].id)
    made, own = add_option(made, "rights-holder", "Peoples and individuals run programs.")
    return choose(made, catalogue, "rights-holder", [own])


def kept(draft: Draft, folder: Path) -> str:
    path = folder / "draft.yaml"
    path.write_text(dump_draft(draft), encoding="utf-8")
    return str(path)


def json_of(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_findings_as_json_have_the_five_keys(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", kept(draft, tmp_path), "--json", "--rule", "L70"])
    found = json_of(capsys)

    assert code == 0
    assert [(f["rule"], f["severity"], f["where"]) for f in found] == [("L70", "warning", "rights-holder")]
    assert set(found[0]) == {"rule", "severity", "where", "message", "fix"}


def test_an_error_gives_exit_code_1_and_the_place_in_words(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["check", kept(replace(draft, title="Draft declaration of TBD"), tmp_path)])
    lines = capsys.readouterr().out.splitlines()

    assert code == 1
    assert any(line.startswith("error    L12  In the title, “TBD”") for line in lines)
    assert any(line.startswith("warning  L70  Article 1") for line in lines)


def test_the_clean_layout_refuses_what_is_open(
    draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = choose(draft, None, "rights-holder", [option.id for option in next(draft.leaves()).options])
    file = kept(both, tmp_path)

    relaxed = main(["check", file, "--json", "--rule", "L11"])
    capsys.readouterr()
    strict = main(["check", file, "--json", "--rule", "L11", "--layout", "declaration"])

    assert (relaxed, strict) == (0, 1)
    assert [f["where"] for f in json_of(capsys)] == ["rights-holder"]


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert len(lines) > 55
    assert lines[0].startswith("L01  error")


@pytest.mark.parametrize("words", [["check"], ["check", "missing.yaml"], ["check", "x.yaml", "--rule", "L999"]])
def test_a_call_that_cannot_be_used_gives_exit_code_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("workbench: ")


def test_the_catalogue_that_is_shipped_has_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--catalogue", "international-solidarity", "--json"])

    assert (code, [f for f in json_of(capsys) if f["severity"] == "error"]) == (0, [])


def test_faults_of_a_catalogue_are_findings_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "catalogue.yaml").write_text("title: T\nskeleton: {}\nodd: 1\n", encoding="utf-8")

    code = main(["check", "--catalogue", str(tmp_path), "--json"])
    found = json_of(capsys)

    assert code == 1
    assert [f["where"] for f in found] == ["catalogue.yaml:3"]


def test_coverage_as_json_adds_up(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["coverage", kept(draft, tmp_path), "--json"])
    figures = json_of(capsys)

    assert code == 0
    assert figures["used"] + figures["unused"] == len(figures["views"]) == 299
    assert sum(count["used"] for count in figures["per_kind"].values()) == figures["used"]


def test_coverage_is_written_as_csv_and_xlsx(draft: Draft, tmp_path: Path) -> None:
    file = kept(draft, tmp_path)

    assert main(["coverage", file, "-o", str(tmp_path / "views.csv")]) == 0
    assert main(["coverage", file, "-o", str(tmp_path / "all.xlsx")]) == 0
    assert main(["coverage", file, "-o", str(tmp_path / "all.doc")]) == 2

    table = list(csv.reader(io.StringIO((tmp_path / "views.csv").read_text(encoding="utf-8"))))
    assert len(table) == 300
    assert (tmp_path / "all.xlsx").read_bytes()[:2] == b"PK"
