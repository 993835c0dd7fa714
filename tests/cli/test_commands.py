"""The command line: exit codes, one clear line where a call or its input can't be used, and files as promised."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import FUNDS, catalogue_folder
from tests.files.test_drafts import FILE
from workbench.cli import COMMANDS, main, parser
from workbench.files.drafts import load_draft

SETTLED = """\
format: 1
title: Draft declaration
body:
  - id: funds
    role: article
    children:
      - id: pay
        options:
          - {id: one, text: "States shall <pay> & [1] {{ 7*7 }} العدالة 国际."}
        chosen: [one]
"""


class Called:
    """What one call of the command line left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Called]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, and the test's folder as the place to be."""
    folder = tmp_path / "data"
    monkeypatch.setenv("WORKBENCH_DATA", str(folder))
    monkeypatch.delenv("WORKBENCH_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> Called:
        capsys.readouterr()
        code = main(words)
        told = capsys.readouterr()
        return Called(code, told.out, told.err)

    return call


@pytest.fixture
def refused(run: Run, tmp_path: Path) -> Callable[..., str]:
    """The one line that a call is refused with; it leaves every file as it was."""

    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def call(*words: str) -> str:
        before = files()
        called = run(*words)
        assert called.code == 2
        assert called.out == ""
        assert called.err.startswith("workbench: ")
        assert called.err.count("\n") == 1
        assert called.err.endswith("\n")
        assert "Traceback" not in called.err
        assert files() == before
        return called.err.strip()

    return call


# --- help -------------------------------------------------------------------


def commands(called: str = "") -> dict[str, argparse.ArgumentParser]:
    (action,) = (a for a in parser(called)._actions if isinstance(a, argparse._SubParsersAction))
    return dict(action.choices)


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_help_of_every_command_has_an_example_that_can_be_called(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])

    shown = capsys.readouterr().out
    assert left.value.code == 0
    (example,) = (line for line in shown.splitlines() if line.startswith("example: "))
    words = shlex.split(example.removeprefix("example: workbench "))
    assert words[0] == name
    assert parser().parse_args(words).run


def test_the_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    shown = capsys.readouterr().out
    assert all(f"\n    {name}" in shown for name in ("app", "catalogue", "new", "render", "import", "export", "backup"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nosuch"], "nosuch"),
        (["render"], "required"),
        (["render", "x.yaml"], "-o"),
        (["render", "x.yaml", "-o", "x.md", "--as-of", "two"], "two"),
        (["catalogue", "--colour"], "--colour"),
        (["--jsn"], "required"),
    ],
)
def test_a_call_that_cannot_be_understood_is_one_line(refused: Callable[..., str], words: list[str], said: str) -> None:
    line = refused(*words)

    assert said in line
    assert "--help" in line


# --- catalogue --------------------------------------------------------------


def test_catalogue_tells_what_it_holds(run: Run, tmp_path: Path) -> None:
    folder = str(catalogue_folder(tmp_path / "small"))

    told, figures = run("catalogue", "--catalogue", folder), run("catalogue", "--catalogue", folder, "--json")

    assert told.code == figures.code == 0
    assert "A small catalogue" in told.out
    assert json.loads(figures.out)["per_kind"]["elements"] == {"positive-obligation": 1, "legal-basis": 1}


def test_the_catalogue_that_is_shipped_is_found_from_any_folder(run: Run) -> None:
    found = json.loads(run("catalogue", "--json").out)

    assert set(found) == {"elements", "formulations", "views", "tensions", "choice_sets", "sources", "per_kind"}
    assert found["elements"] >= 30
    assert found["formulations"] >= 80


def test_a_broken_catalogue_is_a_line_a_fault(run: Run, tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path / "bad", positive_obligation__solidarity_funds=FUNDS.replace("gist", "jist"))

    called = run("catalogue", "--catalogue", str(folder))

    assert (called.code, called.out) == (2, "")
    assert called.err.splitlines() == [
        "workbench: positive-obligation/solidarity-funds.yaml:1: an element lacks 'gist'; add it",
        "workbench: positive-obligation/solidarity-funds.yaml:2: unknown key 'jist' in an element; "
        "known are formulations, gist, title",
    ]


@pytest.mark.parametrize("name", ["gone", "../gone", "a\nb", "x" * 300, "CON", "😀", "\u202etxt", "a\x00b"])
def test_a_catalogue_that_is_not_there_is_named(refused: Callable[..., str], name: str) -> None:
    refused("catalogue", "--catalogue", name)
    refused("new", "x.yaml", "--preset", "empty", "--catalogue", name)
    refused("new", "--list", "--catalogue", name)


# --- new --------------------------------------------------------------------


def test_new_writes_a_preset_with_its_title(run: Run, tmp_path: Path) -> None:
    folder = str(catalogue_folder(tmp_path / "small"))

    called = run("new", "d.yaml", "--preset", "small", "--title", "العدالة: [1] & 'x'", "--catalogue", folder)

    assert (called.code, called.out) == (0, "")
    assert load_draft(Path("d.yaml")).title == "العدالة: [1] & 'x'"
    assert run("new", "--list", "--catalogue", folder).out == "small  Draft declaration on funds\n"


def test_new_begins_empty_with_the_terms_of_the_catalogue(run: Run, tmp_path: Path) -> None:
    folder = str(catalogue_folder(tmp_path / "small"))

    assert run("new", "d.yaml", "--preset", "empty", "--catalogue", folder).code == 0
    assert load_draft(Path("d.yaml")).terms == (("duty_bearers", "States"),)


def test_new_does_not_overwrite_unless_forced(run: Run, refused: Callable[..., str], tmp_path: Path) -> None:
    Path("d.yaml").write_text("mine")

    assert "--force" in refused("new", "d.yaml", "--preset", "people-centred")
    assert run("new", "d.yaml", "--preset", "people-centred", "--force").code == 0
    assert load_draft(Path("d.yaml")).body


def test_new_writes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["new", "-", "--preset", "empty"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"format: 1\n")
    assert not Path("-").exists()


def test_new_says_what_it_cannot_use(refused: Callable[..., str]) -> None:
    assert "there are:" in refused("new", "d.yaml", "--preset", "nosuch")
    assert "--preset" in refused("new", "d.yaml")
    assert "gone does not exist" in refused("new", "gone/d.yaml", "--preset", "empty")
    assert "is a folder" in refused("new", ".", "--preset", "empty", "--force")
    assert "UTF-8" in refused("new", "d.yaml", "--preset", "empty", "--title", "x\udcff")
    refused("new", "x" * 300 + ".yaml", "--preset", "empty")
    refused("new", "a\x00b.yaml", "--preset", "empty")


# --- render -----------------------------------------------------------------


def test_a_small_draft_of_ones_own_is_rendered_in_every_format(run: Run) -> None:
    Path("d.yaml").write_text(SETTLED.replace("[1]", r"\\[1\\]"), encoding="utf-8")

    for name in ("d.docx", "d.html", "d.md"):
        assert run("render", "d.yaml", "-o", name).code == 0, name
        first = Path(name).read_bytes()
        assert run("render", "d.yaml", "-o", name).code == 0
        assert Path(name).read_bytes() == first

    with zipfile.ZipFile("d.docx") as word:
        text = word.read("word/document.xml").decode()
    assert "{{ 7*7 }}" in text
    assert "&lt;pay&gt; &amp; [1]" in text
    html = Path("d.html").read_text(encoding="utf-8")
    assert "&lt;pay&gt; &amp; [1] {{ 7*7 }} العدالة 国际." in html


def test_render_prints_html_on_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")

    assert main(["render", "d.yaml", "-o", "-"]) == 0
    assert b"{{ 7*7 }}" in capfdbinary.readouterr().out
    assert not Path("-").exists()


def test_what_a_call_reads_is_never_written_over(refused: Callable[..., str]) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")
    main(["render", "d.yaml", "-o", "house.docx"])
    before = Path("house.docx").read_bytes()

    assert "is read here, and would be lost" in refused("render", "d.yaml", "-o", "house.docx", "--style", "house.docx")
    assert "is read here, and would be lost" in refused("compare", "d.yaml", "house.docx", "-o", "./house.docx")
    assert "is read here, and would be lost" in refused("collate", "house.docx", "d.yaml", "-o", "house.docx")
    assert Path("house.docx").read_bytes() == before


def test_names_that_are_none_are_told_with_what_is_wrong_in_sight(refused: Callable[..., str]) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")
    long = "x" * 5000

    assert "'' is no name of a file" in refused("render", "d.yaml", "-o", "")
    assert "is a folder; name a file in it" in refused("render", "d.yaml", "-o", "d.docx/")
    assert "x…: cannot be written: File name too long" in refused("render", "d.yaml", "-o", f"{long}.docx")
    assert "x… does not exist; make it first" in refused("render", "d.yaml", "-o", f"{long}/d.docx")
    assert "x…'; there are geneva" in refused("render", "d.yaml", "-o", "d.docx", "--style", f"{long}.docx")
    assert "x…'; there are commentary" in refused("render", "d.yaml", "-o", "d.docx", "--layout", f"{long}.xml.j2")


def test_check_refuses_a_layout_that_there_is_not(run: Run, refused: Callable[..., str]) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")

    assert "no layout 'declration'; there are commentary" in refused("check", "d.yaml", "--layout", "declration")
    assert run("check", "d.yaml", "--layout", "negotiating").code in (0, 1)


def test_render_says_what_it_cannot_use(refused: Callable[..., str]) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")
    Path("newer.yaml").write_text(SETTLED.replace("format: 1", "format: 2"))
    Path("far.yaml").write_text(SETTLED.replace("body:", "catalogue: ../../etc\nbody:"))

    assert "gone does not exist" in refused("render", "d.yaml", "-o", "gone/d.docx")
    assert "nosuch" in refused("render", "d.yaml", "-o", "d.docx", "--style", "nosuch")
    assert "nosuch.docx" in refused("render", "d.yaml", "-o", "d.docx", "--style", "nosuch.docx")
    assert "nosuch" in refused("render", "d.yaml", "-o", "d.docx", "--layout", "nosuch")
    assert "no format 'odt'; there are .docx, .html, .md, .xml, .pdf" in refused("render", "d.yaml", "-o", "d.odt")
    assert "d: give the file an ending: .docx, .html, .md, .xml, .pdf" in refused("render", "d.yaml", "-o", "d")
    assert "is a folder" in refused("render", "d.yaml", "-o", ".")
    assert "NAME=VALUE" in refused("render", "d.yaml", "-o", "d.md", "--option", "x")
    assert "no versions" in refused("render", "d.yaml", "-o", "d.md", "--as-of", "3")
    assert "no such file" in refused("render", "gone.yaml", "-o", "d.md")
    assert "no such file" in refused("render", "Gone", "-o", "d.md")
    assert "newer.yaml:1" in refused("render", "newer.yaml", "-o", "d.md")
    assert "'../../etc'" in refused("render", "far.yaml", "-o", "d.md")


def test_render_refuses_options_and_values_that_there_are_not_and_says_those_that_there_are(
    refused: Callable[..., str],
) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")

    def said(option: str) -> str:
        return refused("render", "d.yaml", "-o", "d.md", "--option", option)

    assert "option 'alternatives' is alt or bis, not 'foo'" in said("alternatives=foo")
    assert "option 'sources' is yes or no, not 'maybe'" in said("sources=maybe")
    assert "option 'status' is yes or no, not 'maybe'" in said("status=maybe")
    assert "there are alternatives, sources, force, attribution, status, comments, contents" in said("colour=red")


def test_render_takes_yes_and_no_in_any_case(run: Run) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")
    given = ("sources=No", "contents=YES", "alternatives=BIS")

    assert run("render", "d.yaml", "-o", "d.md", *(word for option in given for word in ("--option", option))).code == 0
    assert "Contents" in Path("d.md").read_text(encoding="utf-8")


def test_a_clean_layout_refuses_open_places_and_prints_the_first_when_forced(
    run: Run, refused: Callable[..., str]
) -> None:
    Path("d.yaml").write_text(SETTLED.replace("[1] ", "[all] "), encoding="utf-8")

    assert "pay" in refused("render", "d.yaml", "-o", "d.md", "--layout", "declaration")
    assert run("render", "d.yaml", "-o", "d.md", "--layout", "declaration", "--force").code == 0


def test_a_faulty_draft_is_a_line_a_fault(run: Run) -> None:
    Path("d.yaml").write_text(FILE.replace("mode: mixed", "mode: x").replace("status: pending", "status: y"))

    called = run("render", "d.yaml", "-o", "d.md")

    assert called.code == 2
    assert [line.split(":")[2] for line in called.err.splitlines()] == ["4", "40"]
    assert not Path("d.md").exists()


# --- the store --------------------------------------------------------------


def test_a_draft_goes_into_the_store_and_comes_out_the_same(run: Run) -> None:
    Path("d.yaml").write_text(FILE, encoding="utf-8")

    imported = run("import", "d.yaml")
    id, title = imported.out.strip().split("  ")
    by_id, by_title = run("export", id, "-o", "a.yaml"), run("export", title, "-o", "b.yaml")

    assert (imported.code, by_id.code, by_title.code) == (0, 0, 0)
    assert Path("a.yaml").read_text(encoding="utf-8") == Path("b.yaml").read_text(encoding="utf-8") == FILE
    assert run("render", id, "-o", "d.md").code == 0


def test_two_drafts_of_one_title_are_told_apart_by_id(run: Run, refused: Callable[..., str]) -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")
    run("import", "d.yaml")
    run("import", "d.yaml")

    assert "several drafts" in refused("export", "Draft declaration", "-o", "x.yaml")


def test_a_backup_brings_the_store_back(run: Run, data: Path) -> None:
    Path("d.yaml").write_text(FILE, encoding="utf-8")
    id = run("import", "d.yaml").out.split()[0]

    assert run("backup", "monday.db").code == 0
    for file in data.iterdir():
        file.unlink()
    assert run("restore", "monday.db").code == 0

    assert run("export", id, "-o", "back.yaml").code == 0
    assert Path("back.yaml").read_text(encoding="utf-8") == FILE


def test_keeping_says_what_it_cannot_use(run: Run, refused: Callable[..., str]) -> None:
    Path("d.yaml").write_text(FILE, encoding="utf-8")
    Path("text.db").write_text("no database")

    assert "no drafts" in refused("backup", "x.db")
    assert "no such file, and no draft" in refused("export", "Gone", "-o", "x.yaml")
    assert "gone.db" in refused("restore", "gone.db")
    assert "no such file" in refused("import", "gone.yaml")
    assert "database" in refused("import", "d.yaml", "--database", "nonsense").lower()
    assert "database" in refused("import", "d.yaml", "--database", "oracle://x/y").lower()

    run("import", "d.yaml")
    before = run("export", FILE.splitlines()[1].removeprefix("title: "), "-o", "-")
    assert run("restore", "text.db").code == 2
    assert "gone does not exist" in refused("export", "Gone", "-o", "gone/x.yaml")
    assert run("export", FILE.splitlines()[1].removeprefix("title: "), "-o", "-").code == before.code == 0


def test_a_title_cannot_write_on_the_terminal(run: Run) -> None:
    Path("d.yaml").write_text('format: 1\ntitle: "a\\u001b[31m\\nb\\u202ec"\n')

    called = run("import", "d.yaml")

    assert called.out.split("  ")[1] == "a[31m bc\n"


# --- as a program -----------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_known_to_the_module_that_the_table_names(name: str) -> None:
    assert sorted(commands()) == sorted(COMMANDS)
    assert name in commands(name)


def test_rendering_imports_only_what_it_needs() -> None:
    Path("d.yaml").write_text(SETTLED, encoding="utf-8")
    script = (
        "import sys\n"
        "from workbench.cli import main\n"
        "assert main(['render', 'd.yaml', '-o', 'd.docx']) == 0\n"
        "heavy = {'streamlit', 'pandas', 'openpyxl', 'sqlalchemy', 'alembic', 'rapidfuzz', 'subprocess'}\n"
        "print(sorted((heavy | {'workbench.checks', 'workbench.compare'}) & set(sys.modules)))\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
    assert done.stderr == ""


def test_a_refusal_of_the_program_is_one_line_without_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "render", "gone.yaml", "-o", "x.docx"], capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "workbench: gone.yaml: there is no such file\n"


def test_what_was_said_before_a_fault_is_said() -> None:
    Path("d.yaml").write_text(SETTLED.replace("States shall", "The Peoples’ States shall"), encoding="utf-8")
    quiet = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "check", "d.yaml"],
        capture_output=True,
        text=True,
        env=quiet | {"PYTHONIOENCODING": "ascii"},
    )

    assert done.returncode == 2
    assert "cannot be written as ASCII text" in done.stderr
    assert done.stdout


def test_a_reader_that_stops_early_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -m workbench catalogue --json | head -c 1"],
        capture_output=True,
        text=True,
    )

    assert (done.stdout, done.stderr) == ("{", "")
