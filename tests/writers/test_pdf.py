"""Pages through LibreOffice: a PDF of a written file, its pages as pictures, and plain words where it is missing."""

from __future__ import annotations

import io
import os
import re
import sys
import time
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.builders import article, draft, settled
from workbench.catalogue import Catalogue
from workbench.compose import compose
from workbench.errors import WorkbenchError
from workbench.numbering import number
from workbench.writers import pdf, write
from workbench.writers.pdf import NoLibreOfficeError, count_pages, libreoffice, pictures, to_pdf

SENTENCE = "States shall act together for the benefit of all peoples. "


def word_file(paragraphs: int = 1) -> bytes:
    leaves = (settled(f"p{n}", SENTENCE * 12) for n in range(paragraphs))
    text = draft(article("first", *leaves, heading="Aims"))
    return write(number(compose(text, Catalogue(id="none", title="None"))), format="docx", layout="declaration")


@pytest.fixture(scope="module")
def made() -> bytes:
    if libreoffice() is None:
        says = "no LibreOffice on this machine; install it with: apt-get install libreoffice-writer"
        if os.environ.get("WORKBENCH_TESTS") == "all":
            pytest.fail(says)
        pytest.skip(says)
    return to_pdf(word_file(20))


@pytest.mark.libreoffice
def test_the_pdf_holds_the_text_of_the_word_file(made: bytes) -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)

    assert " ".join(text.split()).count("for the benefit of all peoples") > 200
    assert "Article 1" in text


@pytest.mark.libreoffice
def test_the_same_word_file_gives_the_same_bytes_without_a_time(made: bytes) -> None:
    assert to_pdf(word_file(20)) == made
    assert not {"/CreationDate", "/ModDate", "/Author"} & set(PdfReader(io.BytesIO(made)).metadata or ())


@pytest.mark.libreoffice
def test_a_pdf_has_its_structure_and_its_language_for_those_who_hear_it_read(made: bytes) -> None:
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert [entry.title for entry in PdfReader(io.BytesIO(made)).outline] == ["Article 1 Aims"]


@pytest.mark.libreoffice
def test_every_page_becomes_a_picture_as_wide_as_asked(made: bytes) -> None:
    many = count_pages(made)
    assert many == len(PdfReader(io.BytesIO(made)).pages) > 1

    found = [Image.open(io.BytesIO(picture)) for picture in pictures(made, width=300)]
    assert len(found) == many
    assert {picture.width for picture in found} == {300}
    assert all(picture.height > picture.width for picture in found)


@pytest.mark.libreoffice
def test_only_the_first_pages_are_pictured_where_a_number_is_given(made: bytes) -> None:
    assert len(pictures(made, width=60, most=1)) == 1
    assert len(pictures(made, width=60, most=999)) == count_pages(made)


@pytest.mark.libreoffice
def test_the_contents_of_a_pdf_name_the_pages_on_which_the_articles_stand(made: bytes) -> None:
    articles = (article(f"a{n}", settled(f"p{n}", SENTENCE * 8 * n), heading=f"Aim {n:02}") for n in range(1, 12))
    document = number(compose(draft(*articles), Catalogue(id="none", title="None")))
    data = write(document, format="docx", layout="declaration", options={"contents": "yes"})

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(data))).pages]

    listed = dict(re.findall(r"Aim (\d\d)[ .]+(\d+)", pages[0]))
    assert listed == {f"{n:02}": str(_page_of(pages, f"Article {n}\nAim {n:02}\n")) for n in range(1, 12)}
    assert len(set(listed.values())) > 2


def _page_of(pages: list[str], heading: str) -> int:
    return next(number for number, text in enumerate(pages, 1) if heading in text.replace(" \n", "\n"))


def test_a_missing_libreoffice_is_told_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())

    assert libreoffice() is None
    with pytest.raises(NoLibreOfficeError, match=r"^PDF needs LibreOffice Writer.*install it, or print from Word$"):
        to_pdf(b"")


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program of the name of LibreOffice's that does something else."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_a_program_that_makes_nothing_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "")

    with pytest.raises(WorkbenchError, match="could not make a PDF of this draft; take the Word file instead"):
        to_pdf(b"no Word file")


#: Where the stand-in is asked to put what it makes.
MAKES = "import pathlib, subprocess, sys\nmade = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]) / 'draft.pdf'\n"


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
@pytest.mark.parametrize("wrong", ["hello", "", "%PDF-1.7 and no end"])
def test_what_is_no_whole_pdf_is_not_taken_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    stand_in(tmp_path, monkeypatch, f"{MAKES}made.write_text({wrong!r})")

    with pytest.raises(WorkbenchError, match="could not make a PDF of this draft"):
        to_pdf(b"no Word file")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_a_program_that_cannot_be_started_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "")
    (tmp_path / "soffice").write_text("#!/no/such/program\n")

    with pytest.raises(WorkbenchError, match=r"soffice cannot be started \(.*\); install LibreOffice Writer anew"):
        to_pdf(b"no Word file")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_what_a_program_leaves_running_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "child"
    stand_in(
        tmp_path,
        monkeypatch,
        f"{MAKES}p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(p.pid))",
    )

    with pytest.raises(WorkbenchError):
        to_pdf(b"no Word file")

    assert soon_ended(note.read_text())


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "child"
    child = "import subprocess, sys, time, pathlib\n" + (
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(p.pid))\ntime.sleep(60)"
    )
    stand_in(tmp_path, monkeypatch, child)
    monkeypatch.setattr(pdf, "TIMEOUT", 1.5)
    with pytest.raises(WorkbenchError, match="did not finish within"):
        to_pdf(b"no Word file")

    assert soon_ended(note.read_text())


def soon_ended(process: str) -> bool:
    """Whether a process that was told to end does; a busy machine takes a moment."""
    for _ in range(100):
        if ended(process):
            return True
        time.sleep(0.1)
    return False


def ended(process: str) -> bool:
    """Whether a process is gone, or only waits for its parent to hear of it."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rpartition(")")[2].split()[0] == "Z"
