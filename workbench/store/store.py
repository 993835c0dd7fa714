"""The store: drafts with their revisions, the shelf, and loaded documents, on SQLite or PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, select, update

from workbench.model import Draft
from workbench.proposals import Source
from workbench.sources import completed
from workbench.store import backup, documents
from workbench.store.answers import (
    Conflict,
    DraftLine,
    HistoryLine,
    Loaded,
    NothingToUndo,
    Saved,
    Shelved,
    StoreError,
    provisions_of,
)
from workbench.store.engine import make_engine, read_url, told
from workbench.store.ledger import Earlier, Kept, Ledger, Revision, Sign, insert_new, plain, write_bodies
from workbench.store.merge import merge
from workbench.store.migrate import examine, migrate
from workbench.store.recent import Recent
from workbench.store.rows import Rows, State, key_of, load_rows, split
from workbench.store.steps import Deed, Step, group, inverse, next_undo_and_redo
from workbench.store.tables import draft as drafts


def open_store(url: str) -> Store:
    """Opens the database at `sqlite:///FILE` or `postgresql://...`, and brings its tables up to date."""
    parts = read_url(url)
    where = parts.database if parts.get_backend_name() == "sqlite" else parts.render_as_string(hide_password=True)
    if parts.get_backend_name() == "sqlite":
        examine(Path(parts.database or ""))
    engine = make_engine(parts)
    store = Store(engine, str(where))
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """One open database; several threads may share it. Every save is one transaction, durable when it returns."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._writer = engine.execution_options(write=True)
        self._where = where
        self._on_sqlite = engine.dialect.name == "sqlite"
        # SQLite lets one write at a time; waiting here is fair, its own waiting is not.
        self._turn: AbstractContextManager[object] = Lock() if self._on_sqlite else nullcontext()
        self._ledger = Ledger()
        self._documents: Recent[str, Source] = Recent(256)

    def prepare(self) -> None:
        """Brings the tables up to date; of several programs that start at once, one does it."""
        with told(f"The database {self._where}"):
            migrate(self._engine, self._writer, self._where)

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    # --- drafts ---------------------------------------------------------------

    def create(self, draft: Draft, *, author: str, at: str, why: str = "", draft_id: str) -> Saved:
        """Keeps a new draft as its first revision; the same once more is no mistake."""
        new, bodies = split(draft)
        with self._writing() as connection:
            line: dict[str, object] = {"id": draft_id, "title": "", "head": 0, "author": "", "at": ""}
            if not insert_new(connection, drafts, line):
                first = self._ledger.state(connection, draft_id, 1)
                if first.state.rows != new.rows:
                    raise StoreError(f"There is a draft {draft_id} already; give the new one another id.")
                return Saved(number=1, draft=first.state.draft)
            write_bodies(connection, bodies)
            sign = Sign(author, at, why, "create")
            kept = self._ledger.append(
                connection, draft_id, head=0, number=1, base=0, sign=sign, deed=Deed.CREATE, new=new
            )
        self._ledger.remember(kept)
        return Saved(number=1, draft=draft)

    def drafts(self) -> tuple[DraftLine, ...]:
        """The drafts that are not deleted, the one saved last first."""
        columns = drafts.c
        query = select(columns.id, columns.title, columns.head, columns.author, columns.at)
        query = query.where(columns.deleted_at == "").order_by(columns.at.desc(), columns.id)
        with self._reading() as connection:
            return tuple(DraftLine(**record._mapping) for record in connection.execute(query))

    def delete(self, draft_id: str, *, at: str) -> None:
        """Takes the draft out of the list; all of it stays, for `undelete`."""
        self._flag(draft_id, plain(at) or "deleted")

    def undelete(self, draft_id: str) -> None:
        """Puts a deleted draft back into the list."""
        self._flag(draft_id, "")

    def head_number(self, draft_id: str) -> int:
        """The number of the newest revision; cheap enough to ask at every click."""
        with self._reading() as connection:
            return self._ledger.head_number(connection, draft_id)

    def head(self, draft_id: str) -> Revision:
        """The newest revision."""
        with self._reading() as connection:
            number = self._ledger.head_number(connection, draft_id)
            return self._ledger.state(connection, draft_id, number).revision

    def revision(self, draft_id: str, number: int) -> Revision:
        """The revision of that number, as it was saved."""
        with self._reading() as connection:
            return self._ledger.state(connection, draft_id, number).revision

    # --- saving ---------------------------------------------------------------

    def save(
        self, draft_id: str, draft: Draft, *, base: int, save_id: str, author: str, at: str, why: str = ""
    ) -> Saved:
        """Saves a draft that was made from revision `base`; what others changed elsewhere meanwhile is merged in.

        Where others changed the same rows, the whole of this draft is kept on the shelf, and Conflict is raised.
        The same save_id again gives the same answer again; an unchanged draft makes no revision.
        """
        return self._save(draft_id, draft, base, Sign(author, at, why, save_id))

    def undo(self, draft_id: str, *, author: str, at: str, save_id: str) -> Saved:
        """Inverts the author's own last step; what a colleague has changed since is a Conflict, never reverted."""
        return self._invert(draft_id, Deed.UNDO, author, at, save_id)

    def redo(self, draft_id: str, *, author: str, at: str, save_id: str) -> Saved:
        """Does again what the author's last undo took back, on the same terms."""
        return self._invert(draft_id, Deed.REDO, author, at, save_id)

    def next_undo_and_redo(self, draft_id: str, *, author: str) -> tuple[HistoryLine | None, HistoryLine | None]:
        """The steps that undo and redo would invert for this author now."""
        with self._reading() as connection:
            steps = next_undo_and_redo(group(self._ledger.entries_of(connection, draft_id, author)))
        undo, redo = (_line(step) if step else None for step in steps)
        return undo, redo

    def history(self, draft_id: str) -> tuple[HistoryLine, ...]:
        """The steps of all authors, newest first."""
        with self._reading() as connection:
            self._ledger.head_number(connection, draft_id)
            return tuple(_line(step) for step in reversed(group(self._ledger.entries(connection, draft_id))))

    # --- the shelf ------------------------------------------------------------

    def shelf(self, draft_id: str) -> tuple[Shelved, ...]:
        """The texts of this draft that could not be merged and wait for a decision, oldest first."""
        with self._reading() as connection:
            return tuple(
                Shelved(
                    id=record.id,
                    base=record.base,
                    author=record.author,
                    at=record.at,
                    why=record.why,
                    provisions=provisions_of(tuple(json.loads(record.conflicts))),
                    rows=tuple(json.loads(record.conflicts)),
                    draft=self._ledger.join(connection, load_rows(record.manifest)).draft,
                )
                for record in self._ledger.shelved(connection, draft_id)
            )

    def take_from_shelf(
        self,
        draft_id: str,
        shelf_id: int,
        *,
        base: int,
        author: str,
        at: str,
        save_id: str,
        why: str = "",
        left: Container[str] = (),
        settle: Callable[[Draft], Draft] | None = None,
    ) -> Saved:
        """Saves the shelved text over what `base`, the revision that was looked at, has in the same rows.

        The rows in `left` stay as they are in the draft, and `settle` says what else becomes of the text, such as
        both texts in brackets. What others changed elsewhere stays. What changed after `base` in the same rows is
        a Conflict again, and the text stays on the shelf under its number.
        """
        with self._reading() as connection:
            if (done := self._ledger.earlier(connection, draft_id, save_id)) and done.number:
                return self._again(connection, draft_id, done)
            record = next((r for r in self._ledger.shelved(connection, draft_id) if r.id == shelf_id), None)
            if record is None:
                raise StoreError(f"Number {shelf_id} is no longer on the shelf of {draft_id}; someone settled it.")
            before = self._ledger.state(connection, draft_id, record.base).state
            seen = self._ledger.state(connection, draft_id, self._ledger.nearest(connection, draft_id, base)).state
            rows = merge(before.rows, load_rows(record.manifest), seen.rows, mine_wins=True, left=left).rows
            draft = self._ledger.join(connection, rows).draft
        draft = settle(draft) if settle else draft
        sign = Sign(author, at, why or record.why, save_id)
        return self._save(draft_id, draft, base, sign, shelf_id=shelf_id)

    def close_shelf(self, draft_id: str, shelf_id: int, *, author: str, at: str) -> None:
        """Takes a text off the shelf because the draft as it stands is preferred; it stays on record."""
        with self._writing() as connection:
            if any(record.id == shelf_id for record in self._ledger.shelved(connection, draft_id)):
                self._ledger.settle(connection, draft_id, shelf_id, "closed", author, at)

    # --- documents ------------------------------------------------------------

    def put_source(self, source: Source, *, file: str = "", author: str = "", at: str = "") -> str:
        """Keeps a document that a drafter loaded and gives its SHA-256; of one id the last one put counts."""
        with self._writing() as connection:
            return documents.put_source(connection, source, file, author, at)

    def add_sources(self, sources: Iterable[Source], *, file: str = "", author: str = "", at: str = "") -> int:
        """Keeps what a draft file brought of sources, beside what is here already; how many there was something new in.

        Nothing that is here is replaced: a file may carry a few paragraphs of a document that is here as a whole.
        """
        new = 0
        for theirs in sources:
            with self._writing() as connection:
                found = documents.read_sources(connection, self._documents, theirs.id)
                source = completed(found[0].source, theirs) if found else theirs
                if not found or source is not found[0].source:
                    documents.put_source(connection, source, file, author, at)
                    new += 1
        return new

    def remove_source(self, id: str, *, at: str) -> None:
        """Takes a loaded document away; whoever asks has seen that no draft cites it."""
        with self._writing() as connection:
            documents.remove_source(connection, id, at)

    def loaded(self) -> tuple[Loaded, ...]:
        """The loaded documents with their paragraphs, by id, and where each came from."""
        with self._reading() as connection:
            return documents.read_sources(connection, self._documents)

    def sources(self) -> tuple[Source, ...]:
        """The loaded documents with their paragraphs, by id."""
        return tuple(loaded.source for loaded in self.loaded())

    def source(self, id: str) -> Source | None:
        """The loaded document of that id, or None."""
        with self._reading() as connection:
            return next((found.source for found in documents.read_sources(connection, self._documents, id)), None)

    def sources_turn(self) -> int:
        """A number that is another one after every change of the loaded documents; cheap to ask at every click."""
        with self._reading() as connection:
            return documents.turn(connection)

    # --- copies ---------------------------------------------------------------

    def backup(self, path: Path | str) -> None:
        """Writes a copy of the database to a new file, while everyone goes on working."""
        self._need_sqlite()
        backup.backup(self._engine, Path(path))

    def restore(self, path: Path | str, *, at: str) -> None:
        """Puts a backup in the place of all that the database holds; what was saved since is gone."""
        self._need_sqlite()
        with told(f"The database {self._where}"), self._turn:
            with self._engine.begin() as connection:
                heads = {line.id: line.head for line in connection.execute(select(drafts.c.id, drafts.c.head))}
            backup.restore(self._engine, Path(path), heads, at)
            self._ledger.forget()

    # --- how ------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(f"The database {self._where}"), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with told(f"The database {self._where}"), self._turn, self._writer.begin() as connection:
            yield connection

    def _need_sqlite(self) -> None:
        if not self._on_sqlite:
            raise StoreError("A PostgreSQL database is backed up with pg_dump and put back with pg_restore.")

    def _flag(self, draft_id: str, deleted_at: str) -> None:
        with self._writing() as connection:
            self._ledger.head_number(connection, draft_id, lock=True)
            connection.execute(update(drafts).where(drafts.c.id == draft_id), {"deleted_at": deleted_at})

    def _save(self, draft_id: str, draft: Draft, base: int, sign: Sign, shelf_id: int | None = None) -> Saved:
        base, seen = self._seen(draft_id, base)
        mine, bodies = split(draft, seen)
        if mine.rows == seen.rows and shelf_id is None:
            return self._unchanged(draft_id, base)
        conflicts: tuple[str, ...] = ()
        kept: Kept | None = None
        with self._writing() as connection:
            head = self._ledger.head_number(connection, draft_id, lock=True)
            if done := self._ledger.earlier(connection, draft_id, sign.save_id):
                return self._again(connection, draft_id, done)
            write_bodies(connection, bodies)
            new, theirs = mine, seen
            if head != base:
                theirs = self._ledger.state(connection, draft_id, head).state
                new, conflicts = self._merged(connection, seen.rows, mine.rows, theirs)
            if conflicts:
                number = shelf_id or self._ledger.shelve(connection, draft_id, base, sign, mine.rows, conflicts)
            else:
                if new.rows != theirs.rows:
                    kept = self._ledger.append(
                        connection, draft_id, head=head, number=head + 1, base=base, sign=sign, deed=Deed.SAVE, new=new
                    )
                if shelf_id is not None:
                    self._ledger.settle(connection, draft_id, shelf_id, "taken", sign.author, sign.at)
        # Only now, with my text committed, is anyone told that it was in conflict.
        if conflicts:
            raise Conflict(draft_id=draft_id, shelf_id=number, rows=conflicts)
        if kept is None:
            return Saved(number=head, draft=theirs.draft, merged=head != base)
        self._ledger.remember(kept)
        return Saved(number=head + 1, draft=new.draft, merged=head != base)

    def _seen(self, draft_id: str, base: int) -> tuple[int, State]:
        kept = self._ledger.kept.get((draft_id, base))
        if kept is not None:
            return base, kept.state
        with self._reading() as connection:
            base = self._ledger.nearest(connection, draft_id, base)
            return base, self._ledger.state(connection, draft_id, base).state

    def _unchanged(self, draft_id: str, base: int) -> Saved:
        head = self.head(draft_id)
        return Saved(number=head.number, draft=head.draft, merged=head.number != base)

    def _again(self, connection: Connection, draft_id: str, done: Earlier) -> Saved:
        if done.number is None:
            raise Conflict(draft_id=draft_id, shelf_id=done.shelf_id, rows=done.conflicts)
        kept = self._ledger.state(connection, draft_id, done.number)
        return Saved(number=done.number, draft=kept.state.draft, merged=done.merged)

    def _merged(self, connection: Connection, base: Rows, mine: Rows, theirs: State) -> tuple[State, tuple[str, ...]]:
        merged = merge(base, mine, theirs.rows)
        if merged.conflicts:
            return theirs, merged.conflicts
        state = self._ledger.join(connection, merged.rows)
        # One side made a paragraph of a container, the other put something into it.
        crowded = tuple(key_of(each.id) for each in state.draft.walk() if each.children and not each.is_container)
        return (theirs, crowded) if crowded else (state, ())

    def _invert(self, draft_id: str, deed: Deed, author: str, at: str, save_id: str) -> Saved:
        with self._writing() as connection:
            head = self._ledger.head_number(connection, draft_id, lock=True)
            if done := self._ledger.earlier(connection, draft_id, save_id):
                return self._again(connection, draft_id, done)
            undo, redo = next_undo_and_redo(group(self._ledger.entries_of(connection, draft_id, author)))
            step = undo if deed is Deed.UNDO else redo
            if step is None:
                raise NothingToUndo(f"{author} has no step in this draft to {deed}.")
            theirs = self._ledger.state(connection, draft_id, head).state
            ended, begun = inverse(step, theirs.rows)
            new, conflicts = self._merged(connection, ended, begun, theirs)
            if conflicts:
                raise Conflict(draft_id=draft_id, shelf_id=None, rows=conflicts)
            sign = Sign(author, at, f"{deed}: {step.last.why}", save_id)
            kept = self._ledger.append(
                connection, draft_id, head=head, number=head + 1, base=head, sign=sign, deed=deed, new=new
            )
        self._ledger.remember(kept)
        return Saved(number=head + 1, draft=new.draft)


def _line(step: Step) -> HistoryLine:
    last = step.last
    touched = [id for entry in step.entries for id in entry.provisions]
    return HistoryLine(
        number=last.number,
        first=step.entries[0].number,
        saves=len(step.entries),
        author=last.author,
        at=last.at,
        why=last.why,
        deed=last.deed.value,
        merged=any(entry.merged for entry in step.entries),
        provisions=tuple(dict.fromkeys(touched)),
    )
