"""Law 1 through Word: a redline accepted is the new text, rejected it is the old one."""

from __future__ import annotations

from hypothesis import given

from tests.strategies import documents, law
from tests.writers import samples
from workbench.compare.redline import redline
from workbench.document import Document
from workbench.numbering import number
from workbench.readers.word_text import Side, word_text
from workbench.writers import write
from workbench.writers.lint import lint


def told(data: bytes, side: Side = "new") -> list[tuple[str, tuple[str, ...]]]:
    """What the text of a Word file says on one side, below the masthead: words and footnotes of each paragraph."""
    below = (p for p in word_text(data, side) if p.style != "SMG")
    return [(p.text.strip(), p.notes) for p in below if p.text.strip() or p.notes]


def plain(document: Document) -> bytes:
    return write(number(document), format="docx", layout="negotiating", options={"status": "no", "attribution": "no"})


def changed(old: Document, new: Document) -> bytes:
    document = number(redline(old, new, by="Delegation of X", at="2026-11-21T10:00:00Z"))
    return write(document, format="docx", layout="redline", options={"status": "no"})


@law
@given(documents, documents)
def test_accepting_a_redline_gives_the_new_text_and_rejecting_it_the_old(old, new):
    data = changed(old, new)

    assert told(data, "new") == told(plain(new))
    assert told(data, "old") == told(plain(old))


@law
@given(documents, documents)
def test_a_redline_has_none_of_the_faults_that_validators_miss(old, new):
    assert lint(changed(old, new)) == ()


@law
@given(documents)
def test_any_document_reads_back_provision_by_provision(document):
    data = plain(document)

    read = [p.anchors[0] for p in word_text(data) if p.anchors]

    assert len(read) == len(set(read))
    assert lint(data) == ()


def test_numbers_remarks_and_fields_are_no_part_of_the_text():
    text = [p.text for p in word_text(write(samples.opened(), format="docx"))]

    assert "They enjoy it [fully] without distinction." in text
    assert "\nObligations of States" in text
    assert "[States shall cooperate ().]" in text


def test_a_deleted_footnote_goes_with_its_words():
    data = write(samples.redline_document(), format="docx", layout="redline")

    new = [note for p in word_text(data, "new") for note in p.notes]
    old = [note for p in word_text(data, "old") for note in p.notes]

    assert new == ["A/HRC/21/44/Add.1, para. 47.", "Come."]
    assert old == ["A/HRC/21/44/Add.1, para. 47.", "Gone."]
