"""Every layout in every house style, on every kind of content, is valid and opens with our text in it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.writers import samples
from tests.writers.reading import W, line, lines, part
from workbench.document import Document
from workbench.errors import WorkbenchError
from workbench.places import templates_folder
from workbench.writers import layouts, styles, write
from workbench.writers.choices import settled
from workbench.writers.escaping import legible
from workbench.writers.lint import lint
from workbench.writers.pdf import libreoffice
from workbench.writers.template_check import check_template

CONTENT = {
    "plain": samples.plain(),
    "open": samples.opened(),
    "redline": samples.redline_document(),
    "hostile": samples.hostile(),
}
CASES = [f"{info.name} {style} {content}" for info, style, content in product(layouts(), styles(), CONTENT)]


def written(case: str) -> bytes:
    """The Word file of a case, or nothing where the layout does not take that content."""
    layout, style, content = case.split()
    document: Document = CONTENT[content]
    info = next(info for info in layouts() if info.name == layout)
    options = {"contents": "yes", "lines": "yes"} if content == "open" else {}
    if info.open_choices == "refused" and content != "plain":
        options["force"] = "yes"
    try:
        return write(document, format="docx", layout=layout, style=style, options=options, draft_id="d", revision=1)
    except WorkbenchError as error:
        assert "older text" in str(error) or "shows no changes" in str(error)  # noqa: PT017 - what cannot be is said
        return b""


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_valid(case, tmp_path):
    data = written(case)
    if not data:
        return
    path = tmp_path / "file.docx"
    path.write_bytes(data)

    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert lint(data) == ()


def office() -> str:
    """The program of LibreOffice; without it the test is skipped, or fails where all are asked for."""
    program = libreoffice()
    if program is None:
        reason = "needs LibreOffice Writer: apt-get install libreoffice-writer"
        if os.environ.get("WORKBENCH_TESTS") == "all":
            pytest.fail(reason)
        pytest.skip(reason)
    return str(program)


def convert(folder: Path, files: Iterable[Path], kind: str) -> None:
    """Files converted into the folder, all of them in one call."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [office(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*call, *map(str, files)], check=True, capture_output=True, timeout=600)


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> dict[str, str]:
    """The text of every file as LibreOffice reads it."""
    office()
    folder = tmp_path_factory.mktemp("libreoffice")
    sent = {case: data for case in CASES if (data := written(case))}
    for case, data in sent.items():
        (folder / f"{case.replace(' ', '.')}.docx").write_bytes(data)
    convert(folder, sorted(folder.glob("*.docx")), "txt:Text (encoded):UTF8")
    return {case: (folder / f"{case.replace(' ', '.')}.txt").read_text("utf-8-sig") for case in sent}


@pytest.mark.libreoffice
def test_house_styles_that_libreoffice_saved_are_house_styles_still(tmp_path):
    shipped = templates_folder() / "styles"
    convert(tmp_path, sorted(shipped.glob("*.docx")), "docx:MS Word 2007 XML")

    for name in styles():
        saved = tmp_path / f"{name}.docx"
        printed = write(samples.opened(), format="docx", layout="negotiating", style=saved)
        assert check_template(saved) == ()
        assert lint(printed) == ()
        assert lines(printed) == lines(write(samples.opened(), format="docx", layout="negotiating", style=name))


def bare(text: str) -> str:
    """Words without space and figures: a text file prints the calls of footnotes into the line."""
    return re.sub(r"[\s\d*]", "", text)


def told(case: str) -> Iterator[str]:
    """The words of each provision that a file has to tell, without brackets, behind which may stand whose they are."""
    layout, _, content = case.split()
    info = next(info for info in layouts() if info.name == layout)
    document = CONTENT[content]
    document = settled(document) if info.open_choices == "refused" and content != "plain" else document
    for block in document.walk():
        if block.role not in info.leaves_out.split():
            words = bare(legible(block.text)).translate({ord("["): None, ord("]"): None})
            if layout == "correspondence":  # by their first words
                words = words[:6]
            # What is adopted is no draft any more, but the Declaration.
            yield words.removeprefix("Draftd") if layout == "resolution" and block.id == "title" else words


@pytest.mark.libreoffice
def test_libreoffice_reads_our_text_in_every_file(converted):
    for case, text in converted.items():
        read, at = bare(text), 0
        for paragraph in part(written(case)).iter(f"{W}p"):
            words = bare(line(paragraph))
            found = read.find(words, at)
            assert found >= 0, f"{case}: LibreOffice does not read, in this order: {line(paragraph)}"
            at = found + len(words)


@pytest.mark.libreoffice
def test_libreoffice_reads_the_words_of_every_provision(converted):
    for case, text in converted.items():
        read = bare(text).translate({ord("["): None, ord("]"): None})
        for words in told(case):
            assert words in read, f"{case}: LibreOffice does not read {words}"
