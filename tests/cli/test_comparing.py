"""`workbench compare`, `alternatives`, `collate` and `render --against` as scripts call them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.builders import article, draft, settled
from workbench.cli import main
from workbench.files.written import dump_draft
from workbench.model import Draft
from workbench.readers.word_text import word_text
from workbench.store import open_store

OLD = draft(article("aims", settled("p", "States should act."), settled("q", "Peoples gain."), heading="Aims"))
NEW = draft(article("aims", settled("p", "All States shall act."), heading="Purposes"))


def kept(folder: Path, name: str, of: Draft) -> str:
    path = folder / name
    path.write_text(dump_draft(of), encoding="utf-8")
    return str(path)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    return kept(tmp_path, "old.yaml", OLD), kept(tmp_path, "new.yaml", NEW)


def texts(folder: Path, *words: str) -> list[str]:
    paths = [folder / f"{n}.txt" for n in range(len(words))]
    for path, text in zip(paths, words, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


# --- compare ----------------------------------------------------------------


def test_two_drafts_are_summed_up_in_sentences(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *pair]) == 0

    said = capsys.readouterr().out
    assert "The heading of article 1 is now “Purposes”; it was “Aims”." in said
    assert "What was article 1, paragraph 2 is removed." in said


def test_the_exit_code_says_whether_there_are_differences(pair: tuple[str, str]) -> None:
    old, new = pair

    assert main(["compare", old, new, "--exit-code"]) == 1
    assert main(["compare", old, old, "--exit-code"]) == 0


def test_changes_as_json_are_one_list(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", *pair, "--json"])

    found = json.loads(capsys.readouterr().out)
    assert {"provision": "p", "change": "reworded"}.items() <= found[1].items()
    assert (found[1]["old"], found[1]["new"]) == ("States should act.", "All States shall act.")


def test_a_redline_in_word_is_accepted_to_the_new_text_and_rejected_to_the_old(
    pair: tuple[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "changes.docx"
    main(["compare", *pair, "-o", str(target)])

    data = target.read_bytes()
    new = "\n".join(p.text for p in word_text(data, "new"))
    old = "\n".join(p.text for p in word_text(data, "old"))
    assert "All States shall act." in new
    assert "Peoples gain." not in new
    assert "States should act." in old
    assert "Peoples gain." in old


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_redline_marks_what_came_and_went(ending: str, pair: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / f"changes.{ending}"
    main(["compare", *pair, "-o", str(target)])

    text = target.read_text(encoding="utf-8")
    assert "<ins" in text
    assert "<del" in text


def test_render_against_an_older_draft_is_the_same_redline(pair: tuple[str, str], tmp_path: Path) -> None:
    old, new = pair
    rendered, redlined = tmp_path / "rendered.docx", tmp_path / "redlined.docx"

    assert main(["render", new, "--against", old, "-o", str(rendered)]) == 0
    assert main(["compare", old, new, "-o", str(redlined)]) == 0

    assert rendered.read_bytes() == redlined.read_bytes()


def test_a_word_file_with_tracked_changes_is_compared_as_accepted_and_that_is_said(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "changes.docx"
    main(["compare", *pair, "-o", str(target)])
    capsys.readouterr()

    assert main(["compare", pair[1], str(target), "--exit-code"]) == 0

    assert "tracked changes" in capsys.readouterr().err


def test_revisions_of_the_store_are_named_with_their_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'workbench.db'}")
    store.create(OLD, author="A", at="2026-11-23T09:00:00+00:00", draft_id="d1")
    store.save("d1", NEW, base=1, save_id="s", author="A", at="2026-11-23T10:00:00+00:00")
    store.close()

    assert main(["compare", "d1@1", "d1", "--exit-code", "--data", str(tmp_path)]) == 1

    assert "Purposes" in capsys.readouterr().out


# --- alternatives and collate -----------------------------------------------


def test_the_formulations_of_an_element_are_set_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alternatives", "rights-holder", "--json"]) == 0

    made = json.loads(capsys.readouterr().out)
    count = len(made["formulations"])
    assert count > 2
    for n, formulation in enumerate(made["formulations"]):
        assert "".join(row["cells"][n]["text"] for row in made["rows"]).strip() == formulation["text"]
    assert made["collated"].count("[") == made["collated"].count("]") > 0
    assert all(len(row["values"]) == count for row in made["substance"])


@pytest.mark.parametrize("ending", ["docx", "html", "md", "csv", "xlsx"])
def test_the_formulations_of_an_element_go_into_a_file(ending: str, tmp_path: Path) -> None:
    target, again = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"

    assert main(["alternatives", "rights-holder", "-o", str(target)]) == 0
    assert main(["alternatives", "rights-holder", "-o", str(again)]) == 0

    assert target.stat().st_size > 200
    if ending != "xlsx":  # a spreadsheet says when it was made
        assert target.read_bytes() == again.read_bytes()


def test_texts_are_collated_into_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = texts(tmp_path, "States shall act.", "States should act.", "All States shall act.")

    assert main(["collate", *files, "-o", "-"]) == 0

    assert capsys.readouterr().out == "[All] States [shall/should] act.\n"


def test_a_cell_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    files = texts(tmp_path, '=HYPERLINK("x") act', '=HYPERLINK("y") act')
    for ending in ("csv", "xlsx"):
        main(["collate", *files, "-o", str(tmp_path / f"t.{ending}")])

    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8-sig"))))
    sheets = load_workbook(tmp_path / "t.xlsx")
    cells = [cell for row in rows for cell in row]
    cells += [str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


# --- bad input --------------------------------------------------------------


def test_what_cannot_be_used_is_said_in_one_line(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, empty, long = texts(tmp_path, "States act.", "", "word " * 1_000_000)
    locked = tmp_path / "locked.docx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    calls = [
        (["collate", one], "one text only"),
        (["collate", one, empty], "no text"),
        (["collate", *[one] * 13], "13 texts: at most 12"),
        (["collate", one, long], "at most 500,000"),
        (["collate", one, str(locked)], "password"),
        (["collate", one, one, "-o", str(tmp_path / "x.pdf")], "name a file that ends in"),
        (["compare", pair[0], str(locked)], "password"),
        (["compare", pair[0], str(tmp_path / "none.docx")], "No such file"),
        (["compare", pair[0], "no such draft", "--data", str(tmp_path)], "no such file, and no draft"),
        (["compare", *pair, "-o", str(tmp_path / "x.csv")], "name a file that ends in"),
        (["alternatives", "nothing-like-it"], "no such element"),
        (["render", pair[1], "--against", "gone.yaml", "-o", str(tmp_path / "x.docx")], "gone.yaml"),
    ]

    for call, says in calls:
        assert main(call) == 2, call
        captured = capsys.readouterr()
        assert says in captured.err, call
        assert captured.err.count("\n") == 1, captured.err
        assert not captured.out


def test_equal_drafts_have_nothing_to_tell(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", pair[0], pair[0]]) == 0

    assert capsys.readouterr().out == "Nothing has changed.\n"


def test_a_title_is_compared_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = kept(tmp_path, "old.yaml", OLD)
    new = kept(tmp_path, "new.yaml", replace(OLD, title="Another title"))

    main(["compare", old, new])

    assert "The title is now “Another title”" in capsys.readouterr().out
