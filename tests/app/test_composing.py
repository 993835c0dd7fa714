"""Composing piece by piece gives the document that composing the whole gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import alternatives, article, catalogue, cited, draft, either, part, settled
from tests.strategies import drafts
from workbench.app.composing import Composer
from workbench.compose import compose
from workbench.drafting import choose, move, remove, set_bracketed, uncite
from workbench.model import Draft, FrontMatter
from workbench.numbering import number
from workbench.writers import layout, preview

CATALOGUE = catalogue()


@given(drafts())
def test_piece_by_piece_is_the_same_as_the_whole(any_draft: Draft) -> None:
    composer = Composer(CATALOGUE)
    assert composer.compose(any_draft) == compose(any_draft, CATALOGUE)
    assert composer.compose(any_draft) == compose(any_draft, CATALOGUE)


def test_it_is_the_same_after_one_provision_changed() -> None:
    composer = Composer(CATALOGUE)
    before = draft(
        part("one", article("a", settled("p"), alternatives("q", "One.", "Two.")), bracketed=True),
        part("two", article("b", settled("r")), either("c", article("d", settled("s")), article("e", settled("t")))),
        preamble=(settled("x", "*Recalling* the Charter,"),),
        front=FrontMatter(organ="The General Assembly", formula="proclaims"),
    )
    composer.compose(before)
    after = set_bracketed(before, "r", True)

    assert composer.compose(after) == compose(after, CATALOGUE)


def test_a_term_that_changed_is_printed_everywhere() -> None:
    composer = Composer(CATALOGUE)
    before = draft(settled("p", "{{ duty_bearers }} shall act."), terms=(("duty_bearers", "States"),))
    composer.compose(before)
    after = replace(before, terms=(("duty_bearers", "States and peoples"),))

    assert composer.compose(after) == compose(after, CATALOGUE)


@given(st.lists(drafts(), min_size=1, max_size=3))
def test_texts_one_after_another_are_numbered_and_previewed_as_each_alone(several: list[Draft]) -> None:
    composer = Composer(CATALOGUE)
    for any_draft in (*several, *several):
        document = composer.numbered(any_draft)
        assert document == number(compose(any_draft, CATALOGUE))
        assert composer.preview(document) == preview(document)


def test_a_preview_follows_what_changed_elsewhere() -> None:
    composer = Composer(CATALOGUE)
    held = cited("3")
    before = draft(
        article("a", settled("p", cites=(held,)), settled("p2", 'As in {{ "r" | ref }}.')),
        article("b", settled("q", cites=(held,)), alternatives("q2", "One.", "Two.")),
        article("c", settled("r", cites=(held,))),
        preamble=(
            alternatives("x", "*Recalling* the Charter,", "*Guided by* the Charter,"),
            settled("y", "*Noting* it,"),
        ),
    )
    composer.preview(composer.numbered(before))
    changes: tuple[Callable[[Draft], Draft], ...] = (
        lambda d: uncite(d, "p", held),  # the notes of what follows are called otherwise
        lambda d: move(d, "c", "body", 0),  # articles and references are numbered otherwise
        lambda d: remove(d, "r", by="", at=""),  # the reference leads nowhere
        lambda d: choose(d, CATALOGUE, "x", ["o1"]),  # nothing competes in the preamble
        lambda d: replace(d, front=FrontMatter(language="fr")),
    )
    for change in changes:
        document = composer.numbered(change(before))
        assert document == number(compose(change(before), CATALOGUE))
        assert composer.preview(document) == preview(document)


def test_what_did_not_change_is_the_same_object() -> None:
    composer = Composer(CATALOGUE)
    before = draft(part("i", article("a", settled("p"), settled("p2")), article("b", settled("q"), settled("q2"))))
    first, then = (composer.numbered(each).blocks[1] for each in (before, set_bracketed(before, "q", True)))

    assert [a is b for a, b in zip(first.children, then.children, strict=True)] == [True, False]


def test_a_click_leaves_little_in_the_memory() -> None:
    composer = Composer(CATALOGUE)
    articles = [article(f"a{n}", settled(f"p{n}"), settled(f"q{n}", 'As in {{ "p1" | ref }}.')) for n in range(9)]
    text = draft(
        part("i", *articles[:4]),
        part("ii", *articles[4:], heading="Means"),
        preamble=(settled("x", "*Recalling* the Charter,"),),
        front=FrontMatter(organ="The General Assembly", formula="proclaims"),
    )
    composer.preview(composer.numbered(text))
    known = len(composer._memory._known)
    for turn in range(10):
        text = set_bracketed(text, "p1", turn % 2 == 0)
        composer.preview(composer.numbered(text))

    assert len(composer._memory._known) - known <= 10 * 5


def test_a_layout_that_prints_more_than_blocks_is_previewed_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "layouts"
    shutil.copytree(layout.layouts_folder(), folder)
    changed = folder / "negotiating.xml.j2"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("<section>", '<section><p style="text">Once.</p>'), encoding="utf-8")
    monkeypatch.setattr(layout, "layouts_folder", lambda: folder)
    composer = Composer(CATALOGUE)
    document = composer.numbered(draft(article("a", settled("p"), settled("q"))))

    assert composer.preview(document) == preview(document)
    assert composer.preview(document).count("Once.") == 1
