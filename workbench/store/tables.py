"""The tables. Only a line of `draft` is ever updated; `revision` and `blob` refuse it by trigger."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Title, author and time are those of the newest revision; `deleted_at` is empty while the draft is there.
draft = Table(
    "draft",
    metadata,
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("head", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("deleted_at", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("id"),
)

#: One state of a provision or another row: canonical JSON under its SHA-256.
blob = Table(
    "blob",
    metadata,
    Column("hash", Text, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("hash"),
)

#: `changes` leads here from the revision before; every so many revisions `manifest` has all rows.
#: `base` is the revision that the author had seen.
revision = Table(
    "revision",
    metadata,
    Column("draft_id", Text, ForeignKey("draft.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("merged", Boolean, nullable=False),
    Column("deed", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("save_id", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("manifest", Text, nullable=True),
    PrimaryKeyConstraint("draft_id", "number"),
    UniqueConstraint("draft_id", "save_id"),
    CheckConstraint("number > 0", name="counted"),
)

#: A save that could not be merged: kept whole, shown, never dropped.
shelf = Table(
    "shelf",
    metadata,
    Column("draft_id", Text, ForeignKey("draft.id"), nullable=False),
    Column("id", Integer, nullable=False, autoincrement=False),
    Column("base", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("save_id", Text, nullable=False),
    Column("conflicts", Text, nullable=False),
    Column("manifest", Text, nullable=False),
    PrimaryKeyConstraint("draft_id", "id"),
    UniqueConstraint("draft_id", "save_id"),
)

#: How a shelved text came to rest; it stays on record.
settled = Table(
    "settled",
    metadata,
    Column("draft_id", Text, nullable=False),
    Column("shelf_id", Integer, nullable=False, autoincrement=False),
    Column("outcome", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    PrimaryKeyConstraint("draft_id", "shelf_id"),
    ForeignKeyConstraint(["draft_id", "shelf_id"], ["shelf.draft_id", "shelf.id"]),
)

#: A document that a drafter loaded; of one id the newest `loaded` counts, and none if that one was removed.
source = Table(
    "source",
    metadata,
    Column("sha256", Text, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("loaded", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("file", Text, nullable=False, server_default=""),
    Column("author", Text, nullable=False, server_default=""),
    Column("at", Text, nullable=False, server_default=""),
    Column("removed_at", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("sha256"),
)

paragraph = Table(
    "paragraph",
    metadata,
    Column("sha256", Text, ForeignKey("source.sha256"), nullable=False),
    Column("n", Integer, nullable=False, autoincrement=False),
    Column("number", Text, nullable=False),
    Column("body", Text, nullable=False),
    PrimaryKeyConstraint("sha256", "n"),
)
