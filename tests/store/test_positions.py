"""Position keys sort as the provisions do, and stay with what is not moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.store.positions import arrange, between

keys = st.text("0123456789abcxyz", min_size=1, max_size=5).filter(lambda key: key[-1] != "0")
orders = st.permutations(list("abcdefgh")).flatmap(lambda order: st.integers(0, 8).map(lambda n: order[:n]))


@given(keys, keys)
def test_a_key_fits_between_any_two_and_so_does_whatever_begins_with_it(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low == high or high.startswith(low):
        low = ""

    key = between(low, high)

    assert low < key < high
    assert key + "zzz" < high
    assert not key.endswith("0")


@given(keys)
def test_there_is_always_room_after_the_last(low: str) -> None:
    assert between(low, "") > low


@given(st.lists(orders, min_size=1, max_size=6))
def test_keys_ascend_through_any_number_of_reorderings(history: list[list[str]]) -> None:
    old: dict[str, str] = {}

    for order in history:
        keys = arrange(order, old)
        assert keys == sorted(set(keys))
        assert arrange(order, dict(zip(order, keys, strict=True))) == keys
        old = dict(zip(order, keys, strict=True))


def test_moving_one_of_a_hundred_changes_one_key() -> None:
    ids = [str(n) for n in range(100)]
    old = dict(zip(ids, arrange(ids, {}), strict=True))

    moved = [*ids[1:60], "0", *ids[60:]]
    new = dict(zip(moved, arrange(moved, old), strict=True))

    assert [id for id in ids if new[id] != old[id]] == ["0"]


def test_a_thousand_additions_at_the_end_one_by_one_keep_keys_short() -> None:
    ids: list[str] = []
    old: dict[str, str] = {}

    for n in range(1000):
        ids.append(str(n))
        old = dict(zip(ids, arrange(ids, old), strict=True))

    assert max(len(key) for key in old.values()) < 80


def test_what_two_people_put_into_one_gap_does_not_interleave() -> None:
    old = dict(zip("az", arrange("az", {}), strict=True))

    mine = dict(zip(["a", "m1", "m2", "m3", "z"], arrange(["a", "m1", "m2", "m3", "z"], old), strict=True))
    theirs = dict(zip(["a", "t1", "t2", "t3", "z"], arrange(["a", "t1", "t2", "t3", "z"], old), strict=True))
    both = {**mine, **theirs}

    order = "".join(id[0] for id in sorted(both, key=lambda id: both[id]))
    assert order in {"ammmtttz", "atttmmmz"}
