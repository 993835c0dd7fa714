"""Compares two drafts, revisions or documents, provision by provision: what happened to each.

Provisions are matched by id, and by likeness where ids were lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.compare.align import matches
from workbench.compare.pairing import ALIKE, in_order, likeness
from workbench.compare.units import Unit, units_of
from workbench.compare.words import Nature, nature
from workbench.document import Document
from workbench.model import Draft

# A provision was split or merged if the pieces together are so much like the whole, and more so than any one of them.
_WHOLE = 0.8
_MORE = 0.1
_PIECES = 4


class Happened(StrEnum):
    """What happened to a provision between two drafts."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    RETITLED = "retitled"
    SPLIT = "split"
    MERGED = "merged"
    REWORDED = "reworded"
    OPENED = "opened"
    SETTLED = "settled"
    STATUS = "status"
    TERM = "term"


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One thing that happened to one provision; a provision may have several.

    `provision` is its id in the new draft (in the old one if it was removed), empty for the draft as a whole;
    `old_place` and `new_place` are as a chair says them, several for a split or merger; `old` and `new` are
    the words, the headings, the terms or the status, as the case may be. `inside` is the id of the container.
    """

    happened: Happened
    provision: str
    old_place: str = ""
    new_place: str = ""
    old: str = ""
    new: str = ""
    nature: Nature = Nature.SUBSTANCE
    inside: str = ""


@dataclass(slots=True)
class _Matching:
    """Who is who: old id to new id, and the splits and mergers that were found on the way."""

    pairs: dict[str, str] = field(default_factory=dict)
    split: dict[str, tuple[str, ...]] = field(default_factory=dict)  # old id: new ids
    merged: dict[str, tuple[str, ...]] = field(default_factory=dict)  # new id: old ids


def differences(old: Draft | Document, new: Draft | Document) -> tuple[Difference, ...]:
    """All that happened from the old draft to the new one, in the reading order of the new one."""
    before, after = units_of(old), units_of(new)
    found = _matched(before, after)
    return (*_as_a_whole(old, new), *_listed(before, after, found))


# --- matching -----------------------------------------------------------------


def _matched(before: Sequence[Unit], after: Sequence[Unit]) -> _Matching:
    known = {unit.id: unit for unit in after}
    made = _Matching()
    for unit in before:
        other = known.get(unit.id)
        if other is not None and other.is_leaf == unit.is_leaf:
            made.pairs[unit.id] = unit.id
    _pair_unchanged(before, after, made.pairs)
    made.split = _torn(before, after, made.pairs)
    taken_new = set(made.pairs.values()) | {id for ids in made.split.values() for id in ids}
    back = {new: old for old, new in made.pairs.items()}
    # A merger is a split, read backwards.
    free_before = [unit for unit in before if unit.id not in made.split]
    made.merged = _torn([u for u in after if u.id not in taken_new or u.id in back], free_before, back)
    for id in (*made.split, *(id for group in made.merged.values() for id in group)):
        made.pairs.pop(id, None)
    lost = [u for u in before if u.id not in made.pairs and u.id not in made.split and not _within(u, made.merged)]
    fresh = [u for u in after if u.id not in taken_new and u.id not in made.merged]
    for i, j in _alike(lost, fresh):
        made.pairs[lost[i].id] = fresh[j].id
    _pair_containers(before, after, made.pairs)
    return made


def _pair_unchanged(before: Sequence[Unit], after: Sequence[Unit], pairs: dict[str, str]) -> None:
    """Pairs provisions that lost their ids and kept their words, where these words stand once in each draft."""
    old_counts, new_counts = Counter(u.text for u in before), Counter(u.text for u in after)
    taken = set(pairs.values())
    fresh = {u.text: u.id for u in after if u.is_leaf and u.id not in taken and new_counts[u.text] == 1}
    for unit in before:
        if unit.is_leaf and unit.text and unit.id not in pairs and old_counts[unit.text] == 1 and unit.text in fresh:
            pairs[unit.id] = fresh[unit.text]


def _pair_containers(before: Sequence[Unit], after: Sequence[Unit], pairs: dict[str, str]) -> None:
    """Pairs containers that lost their ids and headings by what they hold, from the inside outwards."""
    taken = set(pairs.values())
    new_parent = {unit.id: unit.parent for unit in after}
    roles = {unit.id: unit.role for unit in after}
    for unit in reversed(before):
        if unit.is_leaf or unit.id in pairs:
            continue
        held = Counter(new_parent[pairs[child.id]] for child in before if child.parent == unit.id and child.id in pairs)
        best = next((id for id, _ in held.most_common() if id not in taken and roles.get(id) == unit.role), "")
        if best:
            pairs[unit.id] = best
            taken.add(best)


def _within(unit: Unit, groups: Mapping[str, tuple[str, ...]]) -> bool:
    return any(unit.id in ids for ids in groups.values())


def _alike(lost: Sequence[Unit], fresh: Sequence[Unit]) -> list[tuple[int, int]]:
    """Pairs of provisions whose ids were lost: first those in the same order, then those that moved as well."""
    left = [(_sort(unit), unit.text or unit.heading) for unit in lost]
    right = [(_sort(unit), unit.text or unit.heading) for unit in fresh]
    pairs = in_order(left, right)
    old_free = [i for i in range(len(left)) if i not in {a for a, _ in pairs} and left[i][1]]
    new_free = [j for j in range(len(right)) if j not in {b for _, b in pairs} and right[j][1]]
    scored = sorted(
        (-score, i, j)
        for i in old_free
        for j in new_free
        if left[i][0] == right[j][0] and (score := likeness(left[i][1], right[j][1], at_least=ALIKE))
    )
    for _, i, j in scored:
        if i in old_free and j in new_free:
            old_free.remove(i)
            new_free.remove(j)
            pairs.append((i, j))
    return pairs


def _sort(unit: Unit) -> str:
    return "words" if unit.is_leaf else unit.role


def _torn(whole: Sequence[Unit], pieces: Sequence[Unit], pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Provisions that were torn into neighbouring ones: id of the whole, ids of the pieces."""
    taken = set(pairs.values())
    leaves = [unit for unit in pieces if unit.is_leaf and unit.text]
    found: dict[str, tuple[str, ...]] = {}
    used: set[str] = set()
    for unit in whole:
        partner = pairs.get(unit.id)
        if not unit.is_leaf or not unit.text:
            continue
        alone = next((likeness(unit.text, piece.text) for piece in leaves if piece.id == partner), 0.0)
        if alone >= 1.0 - _MORE:
            continue
        best: tuple[float, tuple[str, ...]] = (max(_WHOLE, alone + _MORE), ())
        # Only what has no other partner can be a piece.
        fits = [p.id == partner or (p.id not in taken and p.id not in used) for p in leaves]
        for start in range(len(leaves)):
            size = 0
            while size < _PIECES and start + size < len(leaves) and fits[start + size]:
                size += 1
                run = leaves[start : start + size]
                if size < 2 or any(piece.parent != run[0].parent for piece in run):
                    continue
                score = likeness(unit.text, " ".join(piece.text for piece in run), at_least=best[0])
                if score > best[0]:
                    best = (score, tuple(piece.id for piece in run))
        if best[1]:
            found[unit.id] = best[1]
            used.update(best[1])
    return found


# --- listing ------------------------------------------------------------------


def _as_a_whole(old: Draft | Document, new: Draft | Document) -> Iterable[Difference]:
    if old.title != new.title:
        yield Difference(happened=Happened.RETITLED, provision="", old=old.title, new=new.title)
    if isinstance(old, Draft) and isinstance(new, Draft):
        before, after = dict(old.terms), dict(new.terms)
        for name in sorted(before.keys() | after.keys()):
            if before.get(name, "") != after.get(name, ""):
                place = name.replace("_", " ")
                yield Difference(
                    happened=Happened.TERM,
                    provision="",
                    old_place=place,
                    new_place=place,
                    old=before.get(name, ""),
                    new=after.get(name, ""),
                )


def _listed(before: Sequence[Unit], after: Sequence[Unit], found: _Matching) -> list[Difference]:
    old_of = {new: old for old, new in found.pairs.items()}
    by_id, new_by_id = {unit.id: unit for unit in before}, {unit.id: unit for unit in after}
    gone_into = {id for ids in found.merged.values() for id in ids}
    come_from = {id for ids in found.split.values() for id in ids}
    moved = _moved(before, after, found.pairs)
    removed: dict[str, list[Difference]] = {}
    last = ""  # the provision of the new draft after which a removed one stood
    for unit in before:
        if unit.id in found.pairs or unit.id in found.split or unit.id in gone_into:
            last = found.pairs.get(unit.id, last)
            continue
        removed.setdefault(last, []).append(
            Difference(
                happened=Happened.REMOVED,
                provision=unit.id,
                old_place=unit.place,
                old=unit.text or unit.heading,
                inside=unit.parent,
            )
        )
    out = removed.get("", [])
    for unit in after:
        whole = next((old for old, ids in found.split.items() if ids[0] == unit.id), None)
        if whole is not None:
            out.append(_joined(Happened.SPLIT, unit.id, [by_id[whole]], [new_by_id[n] for n in found.split[whole]]))
        elif unit.id in found.merged:
            out.append(_joined(Happened.MERGED, unit.id, [by_id[n] for n in found.merged[unit.id]], [unit]))
        elif unit.id in old_of:
            out.extend(_between(by_id[old_of[unit.id]], unit, moved=unit.id in moved))
        elif unit.id not in come_from:
            out.append(
                Difference(
                    happened=Happened.ADDED,
                    provision=unit.id,
                    new_place=unit.place,
                    new=unit.text or unit.heading,
                    inside=unit.parent,
                )
            )
        out.extend(removed.get(unit.id, []))
    return out


def _joined(happened: Happened, id: str, old: Sequence[Unit], new: Sequence[Unit]) -> Difference:
    return Difference(
        happened=happened,
        provision=id,
        old_place=" and ".join(unit.place for unit in old),
        new_place=" and ".join(unit.place for unit in new),
        old="\n".join(unit.text for unit in old),
        new="\n".join(unit.text for unit in new),
        inside=new[0].parent,
    )


def _between(old: Unit, new: Unit, *, moved: bool) -> Iterable[Difference]:
    """What happened to one provision that both drafts have."""

    def said(happened: Happened, before: str, after: str, kind: Nature = Nature.SUBSTANCE) -> Difference:
        return Difference(
            happened=happened,
            provision=new.id,
            old_place=old.place,
            new_place=new.place,
            old=before,
            new=after,
            nature=kind,
            inside=new.parent,
        )

    if moved:
        yield said(Happened.MOVED, old.text or old.heading, new.text or new.heading)
    elif old.place != new.place and not new.is_leaf:
        yield said(Happened.RENUMBERED, old.place, new.place)
    if old.heading != new.heading:
        yield said(Happened.RETITLED, old.heading, new.heading, nature(old.heading, new.heading))
    if old.is_open != new.is_open:
        yield said(Happened.OPENED if new.is_open else Happened.SETTLED, old.text, new.text)
    elif old.compared != new.compared:
        yield said(Happened.REWORDED, old.text, new.text, nature(old.text, new.text))
    if old.status != new.status:
        yield said(Happened.STATUS, old.status, new.status)


def _moved(before: Sequence[Unit], after: Sequence[Unit], pairs: Mapping[str, str]) -> set[str]:
    """New ids of provisions that stand in another container, or in another order among their siblings."""
    # A container that is gone is no container of the new draft: what is left of it has moved.
    known = {"": ""} | dict(pairs)
    old_parent = {pairs[unit.id]: known.get(unit.parent, None) for unit in before if unit.id in pairs}
    moved = {unit.id for unit in after if unit.id in old_parent and old_parent[unit.id] != unit.parent}
    old_row: dict[str | None, list[str]] = {}
    new_row: dict[str, list[str]] = {}
    for unit in before:
        if unit.id in pairs and pairs[unit.id] not in moved:
            old_row.setdefault(old_parent[pairs[unit.id]], []).append(pairs[unit.id])
    for unit in after:
        if unit.id in old_parent and unit.id not in moved:
            new_row.setdefault(unit.parent, []).append(unit.id)
    for parent, row in new_row.items():
        was = old_row.get(parent, [])
        kept = {row[match.new + n] for match in matches(was, row) for n in range(match.size)}
        moved.update(id for id in row if id not in kept)
    return moved
