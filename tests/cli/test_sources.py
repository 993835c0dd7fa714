"""`workbench read` and `source`: a report as numbered paragraphs, kept as a source that drafts of the store cite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import draft, settled
from workbench.cli import main
from workbench.files.drafts import parse_sourced
from workbench.files.shapes import Faults
from workbench.files.sources import read_source
from workbench.files.written import dump_draft
from workbench.model import Citation

TEXT = "A/HRC/15/99\n\nReport of the expert\n\n1. The Council met.\n\n2. All agreed.\n"
CITING = draft(settled("p", cites=(Citation(source="a-hrc-15-99", paragraphs=("2",)),)), title="Citing")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("WORKBENCH_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_report_is_read_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "report.txt", "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert (found["symbol"], found["title"], found["language"]) == ("A/HRC/15/99", "Report of the expert", "en")
    assert found["paragraphs"][1] == {"number": "2", "section": [], "text": "All agreed.", "footnotes": []}


def test_a_report_is_written_as_a_source_file_of_a_catalogue() -> None:
    assert main(["read", "report.txt", "-o", "a-hrc-15-99.yaml"]) == 0

    from workbench.files.door import parse

    faults = Faults("x")
    source, views = read_source("a-hrc-15-99", parse(Path("a-hrc-15-99.yaml").read_text(encoding="utf-8"), "x"), faults)
    assert faults.found == []
    assert views == []
    assert [paragraph.text for paragraph in source.paragraphs] == ["The Council met.", "All agreed."]


def test_a_source_is_kept_listed_and_printed_with_the_draft_that_cites_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.yaml").write_text(dump_draft(CITING), encoding="utf-8")
    assert main(["source", "add", "report.txt"]) == 0
    assert main(["import", "draft.yaml"]) == 0
    assert main(["source", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out.partition("\n[")[2].join(["[", ""]))
    assert [(source["id"], source["paragraphs"]) for source in listed] == [("a-hrc-15-99", 2)]

    assert main(["render", "Citing", "-o", "x.md"]) == 0
    assert main(["export", "Citing", "-o", "out.yaml"]) == 0
    assert main(["render", "out.yaml", "-o", "y.md"]) == 0

    assert "A/HRC/15/99, para. 2" in Path("x.md").read_text(encoding="utf-8")
    assert Path("y.md").read_text(encoding="utf-8") == Path("x.md").read_text(encoding="utf-8")
    _, carried = parse_sourced(Path("out.yaml").read_text(encoding="utf-8"))
    assert [(source.symbol, [p.number for p in source.paragraphs]) for source in carried] == [("A/HRC/15/99", ["2"])]


def test_a_draft_file_that_is_imported_brings_its_sources(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["source", "add", "report.txt"]) == 0
    Path("draft.yaml").write_text(dump_draft(CITING), encoding="utf-8")
    main(["import", "draft.yaml"])
    main(["export", "Citing", "-o", "out.yaml"])
    other = ["--data", str(here / "other")]
    capsys.readouterr()

    assert main(["import", "out.yaml", *other]) == 0
    assert main(["source", "list", *other]) == 0

    assert "a-hrc-15-99  A/HRC/15/99  1 paragraph" in capsys.readouterr().out


def test_the_same_symbol_again_says_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["source", "add", "report.txt"])
    Path("report.txt").write_text(TEXT.replace("All agreed", "None agreed"), encoding="utf-8")
    capsys.readouterr()

    assert main(["source", "add", "report.txt"]) == 0

    assert capsys.readouterr().out == "a-hrc-15-99  2 paragraphs; changed: 1 reworded (2)\n"


def test_a_source_that_is_cited_is_not_removed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["source", "add", "report.txt"])
    Path("draft.yaml").write_text(dump_draft(CITING), encoding="utf-8")
    main(["import", "draft.yaml"])
    capsys.readouterr()

    assert main(["source", "remove", "a-hrc-15-99"]) == 2

    assert capsys.readouterr().err == (
        "workbench: a-hrc-15-99 is cited in the draft 'Citing'; remove those supporting paragraphs first\n"
    )


def test_a_source_that_nothing_cites_is_removed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["source", "add", "report.txt"])

    assert main(["source", "remove", "a-hrc-15-99"]) == 0
    assert main(["source", "remove", "a-hrc-15-99"]) == 2
    capsys.readouterr()
    assert main(["source", "list"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "words",
    [
        ["source", "add"],
        ["source", "remove"],
        ["source", "add", "gone.docx"],
        ["source", "remove", "gone"],
        ["read", "gone.pdf"],
        ["source", "add", "report.txt", "--title", " "],
        ["source", "add", "report.txt", "--symbol", "", "--title", "the Charter of the United Nations"],
    ],
)
def test_what_cannot_be_done_is_one_clear_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2

    error = capsys.readouterr().err.strip().split("\n")
    assert len(error) == 1
    assert error[0].startswith("workbench: ")
