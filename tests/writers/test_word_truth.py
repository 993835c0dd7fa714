"""Law 1 through Word: a redline accepted is the new draft provision by provision, rejected it is the old one.

What is expected comes from the drafts themselves, never from another file; it is read back by our own reader
and by LibreOffice. Numbers and the results of fields are left out: they are computed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.builders import draft, settled
from tests.strategies import law
from tests.writers import libreoffice_changes
from tests.writers.pairs import pair
from tests.writers.reading import W, part
from workbench.anchors import bookmark_of
from workbench.compare.redline import redline
from workbench.compose import compose
from workbench.document import Block, BlockRole, Document, Mark
from workbench.model import Draft
from workbench.numbering import number
from workbench.readers.word_text import Side, word_text
from workbench.writers import write
from workbench.writers.lint import lint
from workbench.writers.pdf import libreoffice

SEEDS = range(30)
#: The pair in which changes touch on both sides of the end of a paragraph.
TOUCHING = 10
_REFERENCE = re.compile("⟨[^⟨⟩]*⟩")


@dataclass(frozen=True)
class Said:
    """A provision as it is said: its words, its footnotes, and the bookmarks it stands under."""

    words: str
    notes: tuple[str, ...]
    anchors: tuple[str, ...]


def said(words: str) -> str:
    """Words without what references print, and without the space around them."""
    return _REFERENCE.sub("⟨⟩", words).strip()


def expected(draft: Draft) -> list[Said]:
    """What the draft says, provision by provision, in the order of reading."""
    return [provision for block in compose(draft).blocks for provision in _printed(block)]


def _printed(block: Block) -> Iterator[Said]:
    """Every block prints one paragraph, but those that only hold alternatives."""
    holds_alternatives = any(child.role is BlockRole.ALTERNATIVE for child in block.children)
    if not holds_alternatives and block.role is not BlockRole.ALTERNATIVES:
        words = "".join("" if Mark.REFERENCE in run.marks else run.text for run in block.runs)
        notes = tuple(note for run in block.runs for note in run.notes)
        yield Said(said(words), notes, (bookmark_of(block.id),))
    for child in block.children:
        yield from _printed(child)


def redlined(old: Draft, new: Draft, at: str = "2026-11-21T10:00:00Z") -> bytes:
    marked = redline(compose(old), compose(new), by="Delegation of X", at=at)
    return write(number(marked), format="docx", layout="redline", style="plain")


def check(found: list[Said], draft: Draft) -> None:
    """What was read is what the draft says; what has a bookmark that the draft knows stands under its own."""
    title = next(index for index, provision in enumerate(found) if "p_title" in provision.anchors)
    read = [provision for provision in found[title:] if provision.words or provision.notes]
    wanted = [provision for provision in expected(draft) if provision.words or provision.notes]

    assert [(p.words, p.notes) for p in read] == [(p.words, p.notes) for p in wanted]
    known = named(wanted)
    for there, here in zip(wanted, read, strict=True):
        assert not known & set(here.anchors) or there.anchors[0] in here.anchors


def named(found: list[Said]) -> set[str]:
    """All bookmarks."""
    return {anchor for provision in found for anchor in provision.anchors}


def with_words(draft: Draft) -> set[str]:
    """The bookmarks of all provisions that say something."""
    return named([provision for provision in expected(draft) if provision.words])


# --- by our own reader ------------------------------------------------------


def own(data: bytes, side: Side) -> list[Said]:
    return [Said(said(p.text), p.notes, p.anchors) for p in word_text(data, side)]


@law
@given(st.randoms(use_true_random=False))
def test_our_own_reader_finds_the_new_draft_when_it_accepts_and_the_old_one_when_it_rejects(chance):
    old, new = pair(chance)

    data = redlined(old, new)

    assert lint(data) == ()
    check(own(data, "new"), new)
    check(own(data, "old"), old)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pairs_for_libreoffice_hold_by_our_own_reader(seed):
    old, new = pair(Random(seed))

    data = redlined(old, new)

    check(own(data, "new"), new)
    check(own(data, "old"), old)


def test_every_provision_of_the_new_draft_stands_under_its_own_bookmark():
    for seed in SEEDS:
        old, new = pair(Random(seed))

        found = own(redlined(old, new), "new")

        assert named(found) >= with_words(new), seed


# --- by LibreOffice ---------------------------------------------------------


@cache
def python_with_uno() -> str:
    """A Python that can talk to LibreOffice, or nothing."""
    for program in ("/usr/bin/python3", shutil.which("python3") or "", "/usr/lib/libreoffice/program/python"):
        if program and Path(program).exists():
            tried = subprocess.run([program, "-c", "import uno"], capture_output=True, check=False)
            if not tried.returncode:
                return program
    return ""


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory) -> dict[str, dict[Side, list[Said]]]:
    """All pairs, accepted and rejected by LibreOffice in one process."""
    soffice, python = libreoffice(), python_with_uno()
    if soffice is None or not python:
        reason = "needs LibreOffice Writer and its Python: apt-get install libreoffice-writer python3-uno"
        if os.environ.get("WORKBENCH_TESTS") == "all":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("changes")
    for seed in SEEDS:
        (folder / f"{seed}.docx").write_bytes(redlined(*pair(Random(seed))))
    (folder / "undated.docx").write_bytes(redlined(*pair(Random(TOUCHING)), at=""))
    script = Path(libreoffice_changes.__file__)
    subprocess.run([python, str(script), str(soffice), str(folder)], check=True, timeout=300, capture_output=True)
    read = json.loads((folder / "read.json").read_text(encoding="utf-8"))
    return {
        name: {side: [their(*paragraph) for paragraph in paragraphs] for side, paragraphs in sides.items()}
        for name, sides in read.items()
    }


def their(anchors: list[str], words: str, notes: list[str]) -> Said:
    """A paragraph as LibreOffice read it."""
    return Said(said(words), tuple(notes), tuple(anchors))


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", SEEDS)
def test_libreoffice_finds_the_new_draft_when_it_accepts_and_the_old_one_when_it_rejects(seed, by_libreoffice):
    old, new = pair(Random(seed))

    check(by_libreoffice[str(seed)]["new"], new)
    check(by_libreoffice[str(seed)]["old"], old)
    assert named(by_libreoffice[str(seed)]["new"]) >= with_words(new)


@pytest.mark.libreoffice
def test_libreoffice_keeps_paragraphs_apart_where_no_date_is_known(by_libreoffice):
    old, new = pair(Random(TOUCHING))

    check(by_libreoffice["undated"]["new"], new)
    check(by_libreoffice["undated"]["old"], old)


# --- what LibreOffice would run together -------------------------------------


def dates(data: bytes, provision: str) -> set[str]:
    """When the changes in one paragraph, and of its end, were made."""
    paragraph = next(p for p in part(data).iter(f"{W}p") if bookmark_of(provision) in names(p))
    return {change.get(f"{W}date") for change in paragraph.iter(f"{W}ins", f"{W}del")}


def names(paragraph: etree._Element) -> list[str]:
    return [mark.get(f"{W}name") for mark in paragraph.iter(f"{W}bookmarkStart")]


def test_changes_on_both_sides_of_the_end_of_a_paragraph_are_two_minutes_apart():
    old = draft(settled("a", "One."))
    new = draft(settled("a", "One. And more."), settled("b", "Two."), settled("c", "Three."))

    data = redlined(old, new)

    assert dates(data, "a") == {"2026-11-21T10:00:00Z"}
    assert dates(data, "b") == {"2026-11-21T10:02:00Z"}
    assert dates(data, "c") == {"2026-11-21T10:00:00Z"}


def test_without_a_date_none_is_made_up():
    old = draft(settled("a", "One."))
    new = draft(settled("a", "One. And more."), settled("b", "Two."), settled("c", "Three."))

    data = redlined(old, new, at="")

    assert {change.get(f"{W}date") for change in part(data).iter(f"{W}ins", f"{W}del")} == {None}
    assert {change.get(f"{W}author").strip() for change in part(data).iter(f"{W}ins")} == {"Delegation of X"}


def test_changes_that_only_stand_near_one_another_keep_their_time():
    old = draft(settled("a", "One and more."), settled("b", "Two."))
    new = draft(settled("a", "One, more."), settled("b", "Not two."))

    data = redlined(old, new)

    assert dates(data, "a") | dates(data, "b") == {"2026-11-21T10:00:00Z"}


# --- the pairs themselves ---------------------------------------------------


def test_the_pairs_have_everything_that_a_redline_must_carry():
    marked = [number(redline(compose(old), compose(new))) for old, new in (pair(Random(seed)) for seed in SEEDS)]

    assert has(marked, lambda b: Mark.DELETED in b.marks and b.role is BlockRole.ARTICLE)
    assert has(marked, lambda b: Mark.INSERTED in b.marks and b.role is BlockRole.ITEM)
    assert has(marked, lambda b: any(Mark.DELETED in run.marks and run.notes for run in b.runs))
    assert has(marked, lambda b: any(Mark.DELETED in r.marks and Mark.REFERENCE in r.marks for r in b.runs))
    assert has(marked, lambda b: not b.marks and any(Mark.INSERTED in run.marks for run in b.runs))
    assert any(len({b.id for b in d.walk()}) < len(list(d.walk())) for d in marked), "something moves"


def has(documents: list[Document], wanted) -> bool:
    return any(wanted(block) for document in documents for block in document.walk())
