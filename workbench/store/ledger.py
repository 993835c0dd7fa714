"""Reads and appends revisions on an open connection; remembers the last ones, which never change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, literal, select, union_all, update
from sqlalchemy import Row as Record
from sqlalchemy.dialects import postgresql, sqlite

from workbench.model import Draft
from workbench.store.answers import StoreError
from workbench.store.bodies import Body
from workbench.store.recent import Recent
from workbench.store.rows import (
    Row,
    Rows,
    State,
    apply,
    changes,
    dump_changes,
    dump_rows,
    join,
    kind_of,
    load_changes,
    load_rows,
    read,
)
from workbench.store.steps import Deed, Entry
from workbench.store.tables import blob, revision, settled, shelf
from workbench.store.tables import draft as drafts

#: All rows are written out with every so many revisions; the ones between hold what changed.
FULL_EVERY = 20
#: Undo looks back over so many revisions of its author.
STEPS_BACK = 300
_AT_ONCE = 500
_ENTRIES = select(
    revision.c.number,
    revision.c.deed,
    revision.c.author,
    revision.c.at,
    revision.c.why,
    revision.c.merged,
    revision.c.changes,
)


class Sign(NamedTuple):
    """Who saves, when and why; the same `save_id` is one save, however often it is sent."""

    author: str
    at: str
    why: str
    save_id: str


class Kept(NamedTuple):
    """A revision beside its rows."""

    revision: Revision
    state: State


class Earlier(NamedTuple):
    """What a save_id came to when it was first sent: a revision, or a place on the shelf."""

    number: int | None
    merged: bool
    shelf_id: int | None
    conflicts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """A saved draft, never changed; `parent` is the number of the revision it was made from, 0 for none."""

    draft_id: str
    number: int
    parent: int
    author: str
    at: str
    message: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Ledger:
    """The revisions of all drafts, and what of them was used last."""

    kept: Recent[tuple[str, int], Kept] = field(default_factory=lambda: Recent(64))
    values: Recent[tuple[str, str], Any] = field(default_factory=lambda: Recent(20_000))
    own: Recent[tuple[str, str], tuple[Entry, ...]] = field(default_factory=lambda: Recent(64))

    def forget(self) -> None:
        """Forgets everything that was read, after the database was put back to a backup."""
        self.kept.clear()
        self.own.clear()

    def head_number(self, connection: Connection, draft_id: str, *, lock: bool = False) -> int:
        """The newest revision of the draft; with `lock` nobody else appends until this transaction ends."""
        query = select(drafts.c.head).where(drafts.c.id == draft_id)
        head = connection.scalar(query.with_for_update() if lock else query)
        if head is None:
            raise StoreError(f"There is no draft {draft_id}; choose one from the list of drafts.")
        return int(head)

    def state(self, connection: Connection, draft_id: str, number: int) -> Kept:
        """The revision of that number, from memory or from the nearest one that is remembered or written out."""
        kept = self.kept.get((draft_id, number))
        if kept is None:
            kept = self._read(connection, draft_id, number)
            self.kept.put((draft_id, number), kept)
        return kept

    def nearest(self, connection: Connection, draft_id: str, number: int) -> int:
        """That revision, or the one before the gap that a restored backup leaves in the numbers."""
        if self.kept.get((draft_id, number)):
            return number
        query = (
            select(func.max(revision.c.number), func.max(drafts.c.head))
            .join_from(revision, drafts)
            .where(revision.c.draft_id == draft_id, revision.c.number <= number)
        )
        found, head = connection.execute(query).one()
        if found is None or number > head:
            raise StoreError(f"The draft {draft_id} has no version {number}; open it again.")
        return int(found)

    def append(
        self,
        connection: Connection,
        draft_id: str,
        *,
        head: int,
        number: int,
        base: int,
        sign: Sign,
        deed: Deed,
        new: State,
    ) -> Kept:
        """Writes the revision and makes it the head; its bodies are there already."""
        old = self.state(connection, draft_id, head).state.rows if head else {}
        merged = base != head
        connection.execute(
            revision.insert(),
            {
                "draft_id": draft_id,
                "number": number,
                "base": base,
                "merged": merged,
                "deed": deed.value,
                **_signed(sign),
                "changes": dump_changes(changes(old, new.rows) if head else ()),
                "manifest": dump_rows(new.rows) if number % FULL_EVERY == 1 or number != head + 1 else None,
            },
        )
        connection.execute(
            update(drafts).where(drafts.c.id == draft_id),
            {"head": number, "title": plain(new.draft.title), "author": plain(sign.author), "at": plain(sign.at)},
        )
        return Kept(_revision(draft_id, number, base, sign, new.draft), new)

    def remember(self, kept: Kept) -> None:
        """Keeps in memory what a transaction has committed."""
        self.kept.put((kept.revision.draft_id, kept.revision.number), kept)

    def shelve(
        self, connection: Connection, draft_id: str, base: int, sign: Sign, mine: Rows, conflicts: Sequence[str]
    ) -> int:
        """Keeps the whole of a text that could not be merged; gives its number on the shelf of the draft."""
        newest = connection.scalar(select(func.max(shelf.c.id)).where(shelf.c.draft_id == draft_id))
        number = int(newest or 0) + 1
        connection.execute(
            shelf.insert(),
            {
                "draft_id": draft_id,
                "id": number,
                "base": base,
                **_signed(sign),
                "conflicts": json.dumps(conflicts),
                "manifest": dump_rows(mine),
            },
        )
        return number

    def settle(self, connection: Connection, draft_id: str, shelf_id: int, outcome: str, author: str, at: str) -> None:
        """Records that a shelved text needs no decision any more; the first record stands."""
        row = {"draft_id": draft_id, "shelf_id": shelf_id, "outcome": outcome, "author": plain(author), "at": plain(at)}
        connection.execute(insert_missing(connection, settled), row)

    def shelved(self, connection: Connection, draft_id: str) -> list[Record[Any]]:
        """The lines of the shelf that wait for a decision, oldest first."""
        query = (
            select(shelf)
            .outerjoin(settled, (settled.c.draft_id == shelf.c.draft_id) & (settled.c.shelf_id == shelf.c.id))
            .where(shelf.c.draft_id == draft_id, settled.c.shelf_id.is_(None))
            .order_by(shelf.c.id)
        )
        return list(connection.execute(query).all())

    def earlier(self, connection: Connection, draft_id: str, save_id: str) -> Earlier | None:
        """What this save came to when it was first sent, if it was."""
        mine = (revision.c.draft_id == draft_id) & (revision.c.save_id == plain(save_id))
        stood = (shelf.c.draft_id == draft_id) & (shelf.c.save_id == plain(save_id))
        found = connection.execute(
            union_all(
                select(literal(False), revision.c.number, revision.c.merged, literal("[]")).where(mine),
                select(literal(True), shelf.c.id, literal(False), shelf.c.conflicts).where(stood),
            )
        ).first()
        if found is None:
            return None
        on_shelf, number, merged, conflicts = found
        if on_shelf:
            return Earlier(None, False, number, tuple(json.loads(conflicts)))
        return Earlier(number, bool(merged), None, ())

    def entries(self, connection: Connection, draft_id: str) -> Iterator[Entry]:
        """All revisions without their drafts, oldest first."""
        query = _ENTRIES.where(revision.c.draft_id == draft_id).order_by(revision.c.number)
        return (_entry(record) for record in connection.execute(query))

    def entries_of(self, connection: Connection, draft_id: str, author: str) -> tuple[Entry, ...]:
        """The newest revisions of one author, oldest first; only those not remembered are read."""
        known = self.own.get((draft_id, author)) or ()
        query = (
            _ENTRIES.where(revision.c.draft_id == draft_id, revision.c.author == plain(author))
            .where(revision.c.number > (known[-1].number if known else 0))
            .order_by(revision.c.number.desc())
            .limit(STEPS_BACK)
        )
        new = [_entry(record) for record in connection.execute(query)]
        entries = (*known, *reversed(new))[-STEPS_BACK:]
        self.own.put((draft_id, author), entries)
        return entries

    def join(self, connection: Connection, rows: Rows) -> State:
        """The rows with their draft; what is not remembered of it is read from the database."""
        wanted = {(kind_of(key), row.hash): key for key, row in rows.items()}
        found = {what: value for what in wanted if (value := self.values.get(what)) is not None}
        missing = [what for what in wanted if what not in found]
        texts = _bodies(connection, {hash for _, hash in missing})
        for what in missing:
            if what[1] not in texts:
                raise StoreError(f"The database lacks the text {what[1][:12]} of a version; put back a backup.")
            found[what] = read(wanted[what], texts[what[1]])
            self.values.put(what, found[what])
        return State(join(rows, lambda key, row: found[kind_of(key), row.hash]), rows)

    def _read(self, connection: Connection, draft_id: str, number: int) -> Kept:
        columns = revision.c
        full = (
            select(func.max(columns.number))
            .where(columns.draft_id == draft_id, columns.number <= number, columns.manifest.is_not(None))
            .scalar_subquery()
        )
        query = (
            select(revision)
            .where(columns.draft_id == draft_id, columns.number <= number, columns.number >= full)
            .order_by(columns.number)
        )
        records = connection.execute(query).all()
        if not records or records[-1].number != number:
            raise StoreError(f"The draft {draft_id} has no version {number}; open it again.")
        rows: dict[str, Row] = {}
        for record in records:
            rows = load_rows(record.manifest) if record.manifest else apply(rows, load_changes(record.changes))
        last = records[-1]
        state = self.join(connection, rows)
        sign = Sign(last.author, last.at, last.why, last.save_id)
        return Kept(_revision(draft_id, number, last.base, sign, state.draft), state)


def write_bodies(connection: Connection, bodies: Sequence[Body]) -> None:
    """Writes the bodies that are not there yet; in the order of their hashes, so that two writers cannot deadlock."""
    if bodies:
        connection.execute(
            insert_missing(connection, blob), [{"hash": body.hash, "body": body.text} for body in bodies]
        )


def insert_missing(connection: Connection, table: Table) -> Any:
    """An insert that leaves alone what is there already."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


def insert_new(connection: Connection, table: Table, row: dict[str, object]) -> bool:
    """Inserts the row unless it is there already; whether it was new."""
    (first, *_) = table.primary_key.columns
    return connection.execute(insert_missing(connection, table).returning(first), row).first() is not None


def plain(text: str) -> str:
    """The text without the two things that PostgreSQL does not take: NUL and half surrogate pairs."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _bodies(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = sorted(hashes)
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(blob.c.hash, blob.c.body).where(blob.c.hash.in_(wanted[start : start + _AT_ONCE]))
        found.update((hash, body) for hash, body in connection.execute(query))
    return found


def _entry(record: Any) -> Entry:
    number, deed, author, at, why, merged, changed = record
    return Entry(
        number=number, deed=Deed(deed), author=author, at=at, why=why, merged=merged, changes=load_changes(changed)
    )


def _signed(sign: Sign) -> dict[str, str]:
    return {name: plain(value) for name, value in sign._asdict().items()}


def _revision(draft_id: str, number: int, base: int, sign: Sign, draft: Draft) -> Revision:
    return Revision(
        draft_id=draft_id, number=number, parent=base, author=sign.author, at=sign.at, message=sign.why, draft=draft
    )
