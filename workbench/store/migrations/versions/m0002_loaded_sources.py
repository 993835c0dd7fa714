"""Of a loaded source: out of which file, by whom, when, and when it was taken away again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = ("file", "author", "at", "removed_at")


def upgrade() -> None:
    """Adds what is known of the loading; of what was loaded before, nothing is."""
    for name in _COLUMNS:
        op.add_column("source", sa.Column(name, sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Takes the columns away; what had been removed would be there again, so it is dropped with its paragraphs."""
    op.execute("DELETE FROM paragraph WHERE sha256 IN (SELECT sha256 FROM source WHERE removed_at <> '')")
    op.execute("DELETE FROM source WHERE removed_at <> ''")
    with op.batch_alter_table("source") as table:
        for name in _COLUMNS:
            table.drop_column(name)
