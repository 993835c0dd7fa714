"""Drafts with immutable revisions, the shelf, and the documents that drafters load."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables, and the triggers that keep what was saved as it was saved."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("deleted_at", sa.Text, nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_table(
        "blob",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_blob"),
    )
    op.create_table(
        "revision",
        sa.Column("draft_id", sa.Text, sa.ForeignKey("draft.id", name="fk_revision_draft_id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("merged", sa.Boolean, nullable=False),
        sa.Column("deed", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("save_id", sa.Text, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("manifest", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("draft_id", "number", name="pk_revision"),
        sa.UniqueConstraint("draft_id", "save_id", name="uq_revision_draft_id_save_id"),
        sa.CheckConstraint("number > 0", name=op.f("ck_revision_counted")),
    )
    op.create_table(
        "shelf",
        sa.Column("draft_id", sa.Text, sa.ForeignKey("draft.id", name="fk_shelf_draft_id"), nullable=False),
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("save_id", sa.Text, nullable=False),
        sa.Column("conflicts", sa.Text, nullable=False),
        sa.Column("manifest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "id", name="pk_shelf"),
        sa.UniqueConstraint("draft_id", "save_id", name="uq_shelf_draft_id_save_id"),
    )
    op.create_table(
        "settled",
        sa.Column("draft_id", sa.Text, nullable=False),
        sa.Column("shelf_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "shelf_id", name="pk_settled"),
        sa.ForeignKeyConstraint(["draft_id", "shelf_id"], ["shelf.draft_id", "shelf.id"], name="fk_settled_draft_id"),
    )
    op.create_table(
        "source",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("loaded", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_source"),
    )
    op.create_index("ix_source_id", "source", ["id"])
    op.create_table(
        "paragraph",
        sa.Column("sha256", sa.Text, sa.ForeignKey("source.sha256", name="fk_paragraph_sha256"), nullable=False),
        sa.Column("n", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "n", name="pk_paragraph"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _refuse_on_postgresql()
    else:
        _refuse_on_sqlite()


def downgrade() -> None:
    """There is no way back before the first tables."""
    raise NotImplementedError("take a backup instead; going back would drop every draft")


def _refuse_on_sqlite() -> None:
    for table in ("revision", "blob"):
        for verb in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'a saved {table} is never changed'); END"
            )


def _refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a saved % is never changed', TG_TABLE_NAME; END $$"
    )
    for table in ("revision", "blob"):
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
