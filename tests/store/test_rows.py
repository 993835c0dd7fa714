"""Drafts become rows and come back unchanged; a change touches its own rows only."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.builders import a_draft, added, article, drafts, edits, paragraph, reworded
from workbench.errors import DraftingError
from workbench.model import Decision, Draft, FrontMatter
from workbench.store.bodies import Body, body_of, value_of
from workbench.store.rows import (
    Row,
    State,
    apply,
    changes,
    dump_changes,
    dump_rows,
    join,
    load_changes,
    load_rows,
    read,
    split,
)


def loaded(state: State, bodies: dict[str, str]) -> Draft:
    """The draft as it comes out of a database, which holds nothing but text."""

    def value(key: str, row: Row) -> object:
        return read(key, bodies[row.hash])

    return join(load_rows(dump_rows(state.rows)), value)


def texts_of(fresh: tuple[Body, ...]) -> dict[str, str]:
    return {body.hash: body.text for body in fresh}


@given(drafts())
def test_rows_give_back_the_draft_they_were_made_of(draft: Draft) -> None:
    state, fresh = split(draft)

    assert loaded(state, texts_of(fresh)) == draft


@given(st.data())
def test_saving_against_a_base_writes_only_what_is_new_and_loses_nothing(data: st.DataObject) -> None:
    base, first = split(data.draw(drafts()))
    draft = data.draw(edits(base.draft, "mine"))

    state, fresh = split(draft, base)

    assert loaded(state, {**texts_of(first), **texts_of(fresh)}) == draft
    assert {key: row.hash for key, row in state.rows.items()} == {
        key: row.hash for key, row in split(draft)[0].rows.items()
    }
    assert apply(base.rows, load_changes(dump_changes(changes(base.rows, state.rows)))) == state.rows
    assert apply(state.rows, changes(base.rows, state.rows), back=True) == base.rows


@given(drafts())
def test_an_unchanged_draft_has_the_same_rows_even_when_it_was_built_anew(draft: Draft) -> None:
    base, _ = split(draft)
    built, bodies = split(draft)
    again = loaded(built, texts_of(bodies))

    state, fresh = split(again, base)

    assert state.rows == base.rows
    assert fresh == ()


def test_one_reworded_paragraph_is_one_row() -> None:
    base, _ = split(a_draft())

    state, fresh = split(reworded(base.draft, "c", "States should cooperate."), base)

    assert [change.key for change in changes(base.rows, state.rows)] == ["provision:c"]
    assert len(fresh) == 1


def test_a_paragraph_added_moves_no_other() -> None:
    base, _ = split(a_draft())

    state, _ = split(added(base.draft, paragraph("new"), into="first"), base)

    assert [change.key for change in changes(base.rows, state.rows)] == ["provision:new"]


def test_a_field_of_the_front_matter_is_a_row_of_its_own() -> None:
    base, _ = split(a_draft(front=FrontMatter(symbol="A/HRC/1")))

    state, _ = split(replace(base.draft, front=FrontMatter(symbol="A/HRC/1", session="Fifth")), base)

    assert [change.key for change in changes(base.rows, state.rows)] == ["front:session"]


def test_equal_decisions_and_equal_terms_are_all_kept() -> None:
    decision = Decision(at="", by="", where="", did="chose")
    draft = a_draft(decisions=(decision, decision), terms=(("a:b", "1"), ("a:b", "2")), policies=("p", "p", "p"))

    state, fresh = split(draft)

    assert loaded(state, texts_of(fresh)) == draft


def test_two_provisions_of_one_id_are_refused_by_name() -> None:
    draft = a_draft(body=(article("first", paragraph("a")), paragraph("a")))

    with pytest.raises(DraftingError, match="Two provisions have the id a"):
        split(draft)


def test_every_field_of_a_draft_is_in_its_rows() -> None:
    whole = Draft(
        title="t",
        catalogue="c",
        front=FrontMatter(symbol="s"),
        terms=(("a", "b"),),
        policies=("p",),
        preamble=(paragraph("x"),),
        body=(paragraph("y"),),
        decisions=(Decision(at="", by="", where="", did="d"),),
    )

    state, fresh = split(whole)

    assert {field.name for field in fields(Draft)} == {
        "title", "catalogue", "mode", "front", "terms", "policies", "preamble", "body", "waivers", "decisions",
    }  # fmt: skip
    assert loaded(state, texts_of(fresh)) == whole


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "<b>&amp;", "[brackets]", "التضامن", "团结", "\0", "\ud800", "a\u2028b"])
def test_any_text_comes_back_literally(text: str) -> None:
    provision = paragraph("a", text)

    assert value_of(body_of(provision).text, type(provision)) == provision
