"""What readers see: a document prints itself, and neighbouring runs of equal marks are one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from tests.compare.strategies import runs
from tests.strategies import documents, law
from workbench.document import Block, BlockRole, Change, Document, Margin, Mark, Run, joined
from workbench.model import FrontMatter


def test_a_document_prints_one_line_a_block() -> None:
    gone = Run(text="should", marks=frozenset({Mark.DELETED}), change=Change(by="A", at="2026"))
    come = Run(text="shall", marks=frozenset({Mark.INSERTED}))
    reference = Run(text="article 2", marks=frozenset({Mark.REFERENCE}), target="b")
    lead = Run(text="Recalling", marks=frozenset({Mark.LEAD}), notes=("See para. 1.",))
    item = Block(id="p/a", role=BlockRole.ITEM, level=1, number="(a)", runs=(reference,))
    block = Block(
        id="p", role=BlockRole.PARAGRAPH, number="1", runs=(gone, come, lead), children=(item,), marks=come.marks
    )

    assert str(Document(margin=Margin(), blocks=(block,))) == (
        "paragraph#p 1 (inserted) {-should-}{+shall+}*Recalling*^(See para. 1.)\n  item#p/a (a) <article 2->b>"
    )


def test_the_margin_is_at_hand() -> None:
    document = Document(margin=Margin(title="T", front=FrontMatter(symbol="A/1")), blocks=())

    assert (document.title, document.front.symbol, document.tables.views) == ("T", "A/1", ())


@law
@given(documents)
def test_numbers_and_children_are_all_that_a_numbered_block_has_of_its_own(document: Document) -> None:
    was = Block(id="was", role=BlockRole.TITLE)
    change = Change(by="A", at="2026")
    for block in document.walk():
        marked = replace(block, was=was, alone=Mark.INSERTED, change=change, marks=frozenset({Mark.DELETED}))

        assert marked.numbered("2", "1", (was,)) == replace(marked, number="2", old_number="1", children=(was,))


@law
@given(runs)
def test_joining_keeps_every_word_and_note_and_is_done_once(line: tuple[Run, ...]) -> None:
    made = joined(line)

    assert "".join(run.text for run in made) == "".join(run.text for run in line)
    assert [note for run in made for note in run.notes] == [note for run in line for note in run.notes]
    assert joined(made) == made


@law
@given(documents)
def test_a_document_can_be_read_as_text(document: Document) -> None:
    printed = str(document)

    assert all(f"#{block.id}" in printed for block in document.walk())
