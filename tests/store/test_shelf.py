"""A text that could not be merged waits on the shelf until somebody settles it."""

from __future__ import annotations

import pytest

from tests.store.builders import AT, Desk, begun, removed, reworded, wording
from workbench.store import Conflict, Store, StoreError


def in_conflict(store: Store) -> tuple[Desk, Desk]:
    """Amina's wording of a and c is in the draft; Boris's of a and d is on the shelf."""
    amina, boris = begun(store), Desk(store, "Boris")
    amina.save(reworded(reworded(amina.draft, "a", "Amina's."), "c", "Amina's."))
    with pytest.raises(Conflict):
        boris.save(reworded(reworded(boris.draft, "a", "Boris's."), "d", "Boris's."))
    boris.look()
    return amina, boris


def take(store: Store, desk: Desk, save_id: str = "take") -> str:
    saved = store.take_from_shelf("d1", 1, base=desk.base, author=desk.author, at=AT, save_id=save_id)
    return " ".join(wording(saved.draft, id) for id in "acd")


def test_taking_my_text_keeps_what_others_changed_elsewhere(store: Store) -> None:
    _, boris = in_conflict(store)

    assert take(store, boris) == "Boris's. Amina's. Boris's."

    assert store.shelf("d1") == ()
    assert store.head_number("d1") == 3


def test_taking_a_text_sent_twice_is_one_save(store: Store) -> None:
    _, boris = in_conflict(store)

    assert take(store, boris) == take(store, boris)

    assert store.head_number("d1") == 3


def test_what_changed_after_the_revision_that_was_looked_at_is_a_conflict_again(store: Store) -> None:
    amina, boris = in_conflict(store)
    amina.reword("a", "Amina's second thought.")

    with pytest.raises(Conflict) as caught:
        take(store, boris)

    assert (caught.value.shelf_id, caught.value.provisions) == (1, ("a",))
    assert [kept.id for kept in store.shelf("d1")] == [1]
    boris.look()
    assert take(store, boris, "again") == "Boris's. Amina's. Boris's."


def test_closing_keeps_the_draft_as_it_stands(store: Store) -> None:
    _, boris = in_conflict(store)

    store.close_shelf("d1", 1, author="Boris", at=AT)
    store.close_shelf("d1", 1, author="Boris", at=AT)

    assert store.shelf("d1") == ()
    assert wording(store.head("d1").draft, "a") == "Amina's."
    with pytest.raises(StoreError, match="Number 1 is no longer on the shelf of d1"):
        take(store, boris)


def test_a_text_whose_article_was_removed_brings_the_article_back(store: Store) -> None:
    amina, boris = begun(store), Desk(store, "Boris")
    amina.save(removed(amina.draft, "first"))
    with pytest.raises(Conflict):
        boris.reword("a", "Boris's.")
    boris.look()

    assert take(store, boris) == "Boris's. States shall cooperate. States shall cooperate."


def test_what_is_left_stays_as_it_is_in_the_draft_and_the_rest_is_taken(store: Store) -> None:
    _, boris = in_conflict(store)

    saved = store.take_from_shelf(
        "d1", 1, base=boris.base, author="Boris", at=AT, save_id="take", left=["provision:a", "provision:d"]
    )

    assert [wording(saved.draft, id) for id in "acd"] == ["Amina's.", "Amina's.", "States shall cooperate."]
    assert store.shelf("d1") == ()


def test_what_is_settled_otherwise_is_saved_in_the_same_step(store: Store) -> None:
    _, boris = in_conflict(store)

    store.take_from_shelf(
        "d1",
        1,
        base=boris.base,
        author="Boris",
        at=AT,
        save_id="take",
        settle=lambda draft: reworded(draft, "a", "[Amina's/Boris's]."),
    )

    assert (store.head_number("d1"), wording(store.head("d1").draft, "a")) == (3, "[Amina's/Boris's].")
