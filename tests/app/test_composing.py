"""Composing piece by piece gives the document that composing the whole gives."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from tests.builders import alternatives, article, catalogue, draft, either, part, settled
from tests.strategies import drafts
from workbench.app.composing import Composer
from workbench.compose import compose
from workbench.drafting import set_bracketed
from workbench.model import Draft, FrontMatter

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
