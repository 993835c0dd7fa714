"""The names of bookmarks: short enough for Word, and never the same for two provisions."""

from __future__ import annotations

from itertools import product

from workbench.anchors import MAX_BOOKMARK, bookmark_of, id_of
from workbench.model import is_id

IDS = [id for size in range(1, 6) for signs in product("ab-", repeat=size) if is_id(id := "".join(signs))]


def test_no_two_provisions_alternatives_or_items_have_one_bookmark():
    short = [id for id in IDS if len(id) < 4]
    ids = [*IDS, *(f"{owner}/{option}" for owner in short for option in short)]
    long = [f"{id}{'x' * (30 - len(id))}/{'y' * 28}{end}" for id in short for end in ("1", "-1")]

    names = [bookmark_of(id) for id in (*ids, *long)]

    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= MAX_BOOKMARK


def test_the_id_behind_a_bookmark_is_that_of_its_provision_or_none():
    for id in (*IDS, *(f"{id}/{id}" for id in IDS)):
        assert id_of(bookmark_of(id)) in (id, "")
        assert id_of(bookmark_of(id)) == id or "--" in id or id.endswith("-") or "-/" in id
