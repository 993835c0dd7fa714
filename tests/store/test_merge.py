"""Changes to different provisions stand together; two changes to one are for a person to settle."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.store.builders import (
    a_draft,
    added,
    article,
    drafts,
    edits,
    everywhere,
    ids,
    paragraph,
    removed,
    reworded,
    wording,
)
from workbench.model import Decision, Draft
from workbench.store.bodies import body_of
from workbench.store.merge import Merged, adrift, merge
from workbench.store.rows import Rows, join, kind_of, read, split


class Bench:
    """Three states of a draft and their merge."""

    def __init__(self, base: Draft, mine: Draft, theirs: Draft) -> None:
        self.base, first = split(base)
        self.mine, second = split(mine, self.base)
        self.theirs, third = split(theirs, self.base)
        self.texts = {body.hash: body.text for body in (*first, *second, *third)}

    def merge(self, *, mine_wins: bool = False) -> Merged:
        return merge(self.base.rows, self.mine.rows, self.theirs.rows, mine_wins=mine_wins)

    def draft(self, rows: Rows) -> Draft:
        return join(rows, lambda key, row: read(key, self.texts[row.hash]))

    def merged(self) -> Draft:
        result = self.merge()
        assert result.conflicts == ()
        return self.draft(result.rows)


any_bench = drafts().flatmap(lambda base: st.builds(Bench, st.just(base), edits(base, "mine"), edits(base, "theirs")))


def test_two_paragraphs_added_to_one_article_are_both_there() -> None:
    base = a_draft()

    merged = Bench(base, added(base, paragraph("m"), into="first"), added(base, paragraph("t"), into="first")).merged()

    assert sorted(ids(merged)) == sorted([*ids(base), "m", "t"])
    first = merged.provision("first")
    assert first is not None
    assert {child.id for child in first.children} == {"a", "b", "m", "t"}


def test_a_term_and_a_text_changed_at_once_are_both_there() -> None:
    base = a_draft()

    merged = Bench(base, replace(base, terms=(("duty_bearers", "all States"),)), reworded(base, "a", "New.")).merged()

    assert merged.terms == (("duty_bearers", "all States"),)
    assert wording(merged, "a") == "New."


def test_the_same_provision_on_both_sides_is_a_conflict_that_names_it() -> None:
    base = a_draft()

    merged = Bench(base, reworded(base, "a", "Mine."), reworded(base, "a", "Theirs.")).merge()

    assert merged.conflicts == ("provision:a",)


def test_the_same_change_on_both_sides_is_none() -> None:
    base = a_draft()
    change = reworded(replace(base, policies=("no-negative-obligations",)), "a", "New.")

    assert Bench(base, change, change).merged() == change


def test_a_reordered_article_keeps_what_others_write_in_it() -> None:
    base = a_draft()

    merged = Bench(base, replace(base, body=base.body[::-1]), reworded(base, "a", "New.")).merged()

    assert [each.id for each in merged.body] == ["second", "first"]
    assert wording(merged, "a") == "New."


def test_a_paragraph_put_into_an_article_that_was_removed_is_a_conflict_that_names_both() -> None:
    base = a_draft()

    merged = Bench(base, removed(base, "first"), added(base, paragraph("t"), into="first")).merge()

    assert merged.conflicts == ("provision:first", "provision:t")


def test_a_paragraph_reworded_where_its_article_was_removed_is_a_conflict() -> None:
    base = a_draft()

    merged = Bench(base, removed(base, "first"), reworded(base, "a", "New.")).merge()

    assert merged.conflicts == ("provision:a",)


def test_two_articles_moved_into_each_other_are_a_conflict() -> None:
    base = a_draft()
    first, second = base.body
    mine = added(replace(base, body=(second,)), first, into="second")
    theirs = added(replace(base, body=(first,)), second, into="first")

    merged = Bench(base, mine, theirs).merge()

    assert set(merged.conflicts) >= {"provision:first", "provision:second"}


def test_both_logs_of_decisions_are_kept() -> None:
    base = a_draft(decisions=(Decision(at="1", by="x", where="a", did="chose"),))
    mine, theirs = (
        replace(base, decisions=(*base.decisions, Decision(at="2", by=by, where="a", did="d"))) for by in "mt"
    )

    assert {each.by for each in Bench(base, mine, theirs).merged().decisions} == {"x", "m", "t"}


def test_mine_wins_where_both_changed_and_only_there() -> None:
    base = a_draft()
    bench = Bench(base, reworded(base, "a", "Mine."), reworded(reworded(base, "a", "Theirs."), "c", "Theirs."))

    draft = bench.draft(bench.merge(mine_wins=True).rows)

    assert (wording(draft, "a"), wording(draft, "c")) == ("Mine.", "Theirs.")


def test_mine_wins_brings_back_the_article_that_my_text_stands_in() -> None:
    base = a_draft()
    bench = Bench(base, reworded(base, "a", "Mine."), removed(base, "first"))

    draft = bench.draft(bench.merge(mine_wins=True).rows)

    assert wording(draft, "a") == "Mine."
    assert draft.provision("first") is not None


@given(any_bench)
def test_a_side_that_did_nothing_changes_nothing(bench: Bench) -> None:
    base, mine = bench.base.rows, bench.mine.rows

    assert merge(base, mine, base) == Merged(mine)
    assert merge(base, base, mine) == Merged(mine)
    assert merge(base, mine, mine) == Merged(mine)


@given(any_bench)
def test_conflicts_and_merged_rows_do_not_depend_on_who_saves_first(bench: Bench) -> None:
    one, other = bench.merge(), merge(bench.base.rows, bench.theirs.rows, bench.mine.rows)

    assert set(one.conflicts) == set(other.conflicts)
    if not one.conflicts:
        places = [{key: (row.parent, row.hash) for key, row in each.rows.items()} for each in (one, other)]
        assert places[0] == places[1]


@given(any_bench)
def test_every_change_of_either_side_is_in_the_merge_or_named(bench: Bench) -> None:
    base, mine, theirs, merged = bench.base.rows, bench.mine.rows, bench.theirs.rows, bench.merge()

    if not merged.conflicts:
        assert adrift(merged.rows) == set()
        for side in (mine, theirs):
            for key in base.keys() | side.keys():
                if base.get(key) != side.get(key):
                    now, wanted = merged.rows.get(key), side.get(key)
                    assert (now and (now.parent, now.hash)) == (wanted and (wanted.parent, wanted.hash))


@given(any_bench)
def test_mine_wins_always_gives_a_whole_draft_with_all_my_changes(bench: Bench) -> None:
    rows = bench.merge(mine_wins=True).rows

    draft = bench.draft(rows)

    assert len(ids(draft)) == sum(kind_of(key) == "provision" for key in rows)
    for key, row in bench.mine.rows.items():
        if bench.base.rows.get(key) != row:
            assert rows[key].hash == row.hash


def test_a_container_made_a_paragraph_is_seen_in_the_merged_draft() -> None:
    base = a_draft(body=(article("first"),))
    mine = everywhere(base, "first", lambda each: (paragraph("first"),))
    bench = Bench(base, mine, added(base, paragraph("t"), into="first"))

    merged = bench.merged().provision("first")

    assert merged is not None
    assert merged.children
    assert body_of(merged) == body_of(paragraph("first"))
