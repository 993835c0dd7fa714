"""What is saved is there, is never changed, and never overwrites what its author has not seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.store.builders import AT, Desk, a_draft, added, begun, drafts, edits, paragraph, reworded, wording
from workbench.model import Draft
from workbench.store import Conflict, Saved, Store, StoreError, open_store

any_store = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)


@any_store
@given(st.data())
def test_a_draft_comes_back_as_it_was_saved_revision_by_revision(store: Store, url: str, data: st.DataObject) -> None:
    draft_id = f"d{len(store.drafts())}"
    versions = [data.draw(drafts())]
    store.create(versions[0], author="Amina", at=AT, draft_id=draft_id)
    for n in range(3):
        new = data.draw(edits(versions[-1], f"m{n}"))
        saved = store.save(draft_id, new, base=len(versions), save_id=str(n), author="Amina", at=AT)
        versions += [new] if saved.number > len(versions) else []

    other = open_store(url)

    for each in (store, other):
        assert [each.revision(draft_id, n).draft for n in range(1, len(versions) + 1)] == versions
        assert each.head(draft_id).draft == versions[-1]
    other.close()


def test_a_revision_says_who_saved_it_when_and_why(store: Store) -> None:
    desk = begun(store)

    desk.save(reworded(desk.draft, "a", "New."), at="2026-11-23T10:00:00Z", why="clearer")

    head = store.head("d1")
    assert (head.number, head.parent, head.author, head.at, head.message) == (
        2,
        1,
        "Amina",
        "2026-11-23T10:00:00Z",
        "clearer",
    )
    assert store.head_number("d1") == 2


def test_many_revisions_can_all_be_read_again_by_another_program(store: Store, url: str) -> None:
    desk = begun(store)
    for n in range(2, 48):
        desk.reword("a", f"Wording {n}.")

    other = open_store(url)

    assert [wording(other.revision("d1", n).draft, "a") for n in range(47, 1, -1)] == [
        f"Wording {n}." for n in range(47, 1, -1)
    ]
    other.close()


def test_an_unchanged_draft_makes_no_revision(store: Store) -> None:
    desk = begun(store)

    assert desk.save(a_draft()) == Saved(number=1, draft=a_draft())

    assert store.head_number("d1") == 1


def test_changes_of_different_provisions_merge_and_come_back_together(store: Store) -> None:
    amina = begun(store)
    boris = Desk(store, "Boris")
    amina.reword("a", "Amina's.")

    saved = boris.reword("c", "Boris's.")

    assert (saved.number, saved.merged) == (3, True)
    assert (wording(saved.draft, "a"), wording(saved.draft, "c")) == ("Amina's.", "Boris's.")
    assert store.head("d1").draft == saved.draft
    assert store.head("d1").parent == 1


def test_a_conflict_is_raised_only_when_all_of_my_text_is_kept(store: Store, url: str) -> None:
    amina, boris = begun(store), Desk(store, "Boris")
    amina.reword("a", "Amina's.")
    mine = added(reworded(boris.draft, "a", "Boris's."), paragraph("long"), into="second")

    with pytest.raises(Conflict, match="Someone else changed this too: a; your text is kept on the shelf as number 1"):
        boris.save(mine)

    other = open_store(url)
    (kept,) = other.shelf("d1")
    assert kept.draft == mine
    assert (kept.base, kept.author, kept.provisions) == (1, "Boris", ("a",))
    assert wording(other.head("d1").draft, "a") == "Amina's."
    other.close()


def test_a_save_sent_twice_is_one_save(store: Store) -> None:
    desk = begun(store)
    new = reworded(a_draft(), "a", "New.")

    def send() -> Saved:
        return store.save("d1", new, base=1, save_id="once", author="Amina", at=AT)

    first = send()
    desk.look()
    desk.reword("b", "Later.")

    assert send() == first
    assert store.head_number("d1") == 3


def test_a_conflict_sent_twice_is_one_text_on_the_shelf(store: Store) -> None:
    begun(store).reword("a", "Amina's.")
    mine = reworded(a_draft(), "a", "Boris's.")

    for _ in range(2):
        with pytest.raises(Conflict) as caught:
            store.save("d1", mine, base=1, save_id="once", author="Boris", at=AT)
        assert (caught.value.shelf_id, caught.value.provisions) == (1, ("a",))

    assert len(store.shelf("d1")) == 1


def test_the_same_change_by_two_people_is_no_conflict_and_no_revision(store: Store) -> None:
    amina, boris = begun(store), Desk(store, "Boris")
    amina.reword("a", "New.")

    saved = boris.reword("a", "New.")

    assert (saved.number, saved.merged) == (2, True)
    assert store.head_number("d1") == 2


def test_a_paragraph_put_into_what_became_a_paragraph_is_a_conflict(store: Store) -> None:
    amina, boris = begun(store, a_draft(body=(replace(a_draft().body[0], children=()),))), Desk(store, "Boris")
    amina.save(added(amina.draft, paragraph("new"), into="first"))

    with pytest.raises(Conflict) as caught:
        boris.reword("first", "No article any more.")

    assert caught.value.provisions == ("first",)


def test_a_base_that_is_not_there_is_refused_in_one_line(store: Store) -> None:
    begun(store)

    with pytest.raises(StoreError, match="The draft d1 has no version 7; open it again"):
        store.save("d1", a_draft(title="New"), base=7, save_id="x", author="Amina", at=AT)

    with pytest.raises(StoreError, match="There is no draft nowhere; choose one"):
        store.head("nowhere")


def test_drafts_are_listed_with_their_newest_title_the_last_saved_first(store: Store) -> None:
    begun(store, a_draft(title="Old"), "d1")
    begun(store, a_draft(title="Other"), "d2")

    Desk(store, "Boris").save(a_draft(title="Renamed"), at="2026-11-24T09:00:00Z")

    assert [(line.id, line.title, line.head, line.author) for line in store.drafts()] == [
        ("d1", "Renamed", 2, "Boris"),
        ("d2", "Other", 1, "Amina"),
    ]


def test_a_deleted_draft_leaves_the_list_and_comes_back_whole(store: Store) -> None:
    desk = begun(store)
    desk.reword("a", "New.")

    store.delete("d1", at=AT)

    assert store.drafts() == ()
    assert wording(store.head("d1").draft, "a") == "New."
    store.undelete("d1")
    assert [line.head for line in store.drafts()] == [2]


def test_a_draft_made_twice_is_one_draft_and_another_under_its_id_is_refused(store: Store) -> None:
    begun(store)

    assert store.create(a_draft(), author="Amina", at=AT, draft_id="d1") == Saved(number=1, draft=a_draft())
    with pytest.raises(StoreError, match="There is a draft d1 already"):
        store.create(Draft(title="Another"), author="Amina", at=AT, draft_id="d1")

    assert store.head_number("d1") == 1


def test_names_and_titles_that_a_database_cannot_hold_do_not_stop_a_save(store: Store) -> None:
    store.create(a_draft(title="a\0b"), author="\ud800", at=AT, why="\0", draft_id="d1")

    assert store.head("d1").draft.title == "a\0b"
    assert store.drafts()[0].title == "a\ufffdb"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE revision SET why = 'x'", "DELETE FROM revision", "UPDATE blob SET body = '1'", "DELETE FROM blob"],
)
def test_the_database_itself_refuses_to_change_what_was_saved(store: Store, url: str, statement: str) -> None:
    begun(store)
    engine = create_engine(url)

    with pytest.raises(DBAPIError, match="is never changed"), engine.begin() as connection:
        connection.execute(text(statement))

    engine.dispose()
    assert store.head("d1").draft == a_draft()
