"""Texts to compare with: what is read of them, and one clear line for each that can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import article, draft, settled
from workbench.compare.drafts import differences
from workbench.compare.redline import redline
from workbench.compose import compose
from workbench.document import Document
from workbench.errors import WorkbenchError
from workbench.model import Draft
from workbench.numbering import number
from workbench.readers.texts import ACCEPTED, as_document, as_paragraphs, read_text
from workbench.writers import write


def one(*texts: str) -> Draft:
    return draft(article("aims", *(settled(f"p{n}", text) for n, text in enumerate(texts)), heading="Aims"))


def word(document: Document, layout: str = "negotiating") -> bytes:
    return write(number(document), format="docx", layout=layout)


def test_a_word_file_of_ours_is_the_draft_again() -> None:
    composed = compose(one("States shall act.", "Peoples shall gain."))

    read = as_document(read_text(word(composed), "ours.docx"))

    assert differences(composed, read) == ()


def test_tracked_changes_are_read_as_accepted_and_that_is_said() -> None:
    old, new = compose(one("States should act.")), compose(one("States shall act."))

    text = read_text(word(redline(old, new), "redline"), "changes.docx")

    assert text.notices == (ACCEPTED,)
    assert differences(new, as_document(text)) == ()


def test_a_plain_text_is_a_paragraph_a_line() -> None:
    text = read_text("\ufeffStates shall act.\r\n\r\nPeoples gain.\n".encode(), "plain.txt")

    assert text.plain == "States shall act.\nPeoples gain."
    assert [(p.number, p.text) for p in as_paragraphs(text)] == [("1", "States shall act."), ("2", "Peoples gain.")]
    assert not text.notices


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "empty.txt", "no text"),
        (b" \n\n", "blank.md", "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "locked.docx", "password"),
        (b"%PDF-1.7 ...", "report.docx", "PDF"),
        (b"%PDF-1.7 ...", "report.txt", "PDF"),
        (b"PK\x03\x04 and nothing", "cut.docx", "damaged"),
        (b"<html></html>", "page.docx", "page.docx"),
        (b"\x00\x01\xfe\xff\x80", "noise.txt", "neither"),
        (b"word " * 1_000_000, "long.txt", "at most 500,000"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(data: bytes, name: str, says: str) -> None:
    with pytest.raises(WorkbenchError, match=says) as error:
        read_text(data, name)

    assert str(error.value).startswith(name)
    assert "\n" not in str(error.value)


def test_a_word_file_without_words_has_no_text(tmp_path: Path) -> None:
    from docx import Document as WordDocument

    path = tmp_path / "blank.docx"
    WordDocument().save(str(path))

    with pytest.raises(WorkbenchError, match="no text"):
        read_text(path.read_bytes(), path.name)
