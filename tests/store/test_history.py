"""The history in steps, and undo, which takes back my own last step and nobody else's."""

from __future__ import annotations

import pytest

from tests.store.builders import Desk, a_draft, added, begun, paragraph, removed, reworded, wording
from workbench.store import Conflict, NothingToUndo, Store


def at(minute: int, second: int = 0) -> str:
    return f"2026-11-23T09:{minute:02}:{second:02}Z"


def test_saves_of_one_provision_with_short_pauses_are_one_step(store: Store) -> None:
    desk = begun(store)
    for second in (0, 30, 59):
        desk.reword("a", f"Typed {second}.", at=at(1, second))
    desk.reword("a", "After a pause.", at=at(4))
    desk.reword("b", "Elsewhere.", at=at(4, 10))

    lines = store.history("d1")

    assert [(line.number, line.first, line.saves, line.provisions, line.deed) for line in lines] == [
        (6, 6, 1, ("b",), "save"),
        (5, 5, 1, ("a",), "save"),
        (4, 2, 3, ("a",), "save"),
        (1, 1, 1, (), "create"),
    ]
    assert (lines[0].author, lines[0].why, lines[0].at) == ("Amina", "reworded b", at(4, 10))


def test_a_colleague_who_writes_elsewhere_does_not_break_a_step(store: Store) -> None:
    amina, boris = begun(store), Desk(store, "Boris")
    amina.reword("a", "One.", at=at(1))
    boris.reword("c", "Boris's.", at=at(1, 10))
    amina.reword("a", "Two.", at=at(1, 20))

    assert [(line.author, line.saves, line.merged) for line in store.history("d1")] == [
        ("Amina", 2, True),
        ("Boris", 1, True),
        ("Amina", 1, False),
    ]


def test_undo_takes_back_my_last_step_and_redo_does_it_again(store: Store) -> None:
    desk = begun(store)
    desk.reword("a", "One.", at=at(1))
    desk.reword("b", "Two.", at=at(2))
    desk.reword("b", "Two and a half.", at=at(2, 30))

    once = desk.undo()
    twice = desk.undo()

    assert (wording(once.draft, "a"), wording(once.draft, "b")) == ("One.", "States shall cooperate.")
    assert twice.draft == a_draft()
    assert wording(desk.redo().draft, "a") == "One."
    assert wording(desk.redo().draft, "b") == "Two and a half."
    with pytest.raises(NothingToUndo, match="Amina has no step in this draft to redo"):
        desk.redo()


def test_undo_leaves_alone_what_a_colleague_wrote_elsewhere(store: Store) -> None:
    amina, boris = begun(store), Desk(store, "Boris")
    amina.reword("a", "Amina's.")
    boris.reword("c", "Boris's.")

    saved = amina.undo()

    assert (wording(saved.draft, "a"), wording(saved.draft, "c")) == ("States shall cooperate.", "Boris's.")
    with pytest.raises(NothingToUndo):
        amina.undo()
    assert wording(boris.undo().draft, "c") == "States shall cooperate."


def test_undo_of_what_a_colleague_has_changed_since_is_a_conflict_that_changes_nothing(store: Store) -> None:
    amina, boris = begun(store), Desk(store, "Boris")
    amina.reword("a", "Amina's.")
    boris.look()
    boris.reword("a", "Boris's.")

    with pytest.raises(Conflict, match="Someone else changed this too: a; nothing was changed") as caught:
        amina.undo()

    assert caught.value.provisions == ("a",)
    assert wording(store.head("d1").draft, "a") == "Boris's."
    assert store.shelf("d1") == ()


def test_two_saves_around_a_colleagues_change_to_the_same_provision_are_two_steps(store: Store) -> None:
    amina, boris = begun(store), Desk(store, "Boris")
    amina.reword("a", "One.", at=at(1))
    amina.reword("a", "States shall cooperate.", at=at(1, 10))
    boris.look()
    boris.reword("a", "Boris's.", at=at(1, 20))
    amina.look()
    amina.reword("a", "Over Boris's.", at=at(1, 30))

    assert wording(amina.undo().draft, "a") == "Boris's."


def test_undo_of_an_article_that_a_colleague_has_written_into_is_a_conflict(store: Store) -> None:
    amina, boris = begun(store, a_draft(body=(a_draft().body[0],))), Desk(store, "Boris")
    amina.save(a_draft())
    boris.look()
    boris.save(added(boris.draft, paragraph("new"), into="second"))

    with pytest.raises(Conflict) as caught:
        amina.undo()

    assert caught.value.provisions == ("second", "new")


def test_a_removed_article_comes_back_where_it_was_with_all_it_holds(store: Store) -> None:
    desk = begun(store)
    desk.save(removed(desk.draft, "first"))

    assert desk.undo().draft == a_draft()


def test_a_new_change_after_undo_ends_what_could_be_redone(store: Store) -> None:
    desk = begun(store)
    desk.reword("a", "One.")
    desk.undo()
    desk.reword("b", "Two.")

    with pytest.raises(NothingToUndo):
        desk.redo()


def test_undo_sent_twice_is_one_undo(store: Store) -> None:
    desk = begun(store)
    desk.reword("a", "One.", at=at(1))
    desk.reword("b", "Two.", at=at(2))

    first = store.undo("d1", author="Amina", at=at(3), save_id="once")

    assert store.undo("d1", author="Amina", at=at(3), save_id="once") == first
    assert store.head_number("d1") == 4


def test_what_undo_and_redo_would_do_can_be_asked(store: Store) -> None:
    desk = begun(store)
    assert store.next_undo_and_redo("d1", author="Amina") == (None, None)
    desk.reword("a", "One.", at=at(1))
    desk.reword("b", "Two.", at=at(2))
    desk.undo()

    undo, redo = store.next_undo_and_redo("d1", author="Amina")

    assert undo is not None
    assert redo is not None
    assert (undo.number, undo.why) == (2, "reworded a")
    assert (redo.deed, redo.provisions) == ("undo", ("b",))
    assert store.next_undo_and_redo("d1", author="Boris") == (None, None)


def test_times_that_are_no_times_are_never_grouped(store: Store) -> None:
    desk = begun(store)
    desk.reword("a", "One.", at="yesterday")
    desk.reword("a", "Two.", at="yesterday")

    assert [line.saves for line in store.history("d1")] == [1, 1, 1]


def test_undo_takes_back_a_citation_and_not_the_choice_made_just_before(store: Store) -> None:
    desk = begun(store)
    chosen = desk.reword("a", "One.", at=at(1))
    desk.save(reworded(desk.draft, "a", "Two."), at=at(1, 10), why="cited a paragraph")

    desk.undo(at=at(1, 20))

    assert desk.draft == chosen.draft
