"""Runs the migrations on the connection that `workbench.store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from workbench.store.tables import metadata


def run() -> None:
    """Migrates in the transaction that is open on the connection, so that a failure leaves nothing behind."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


# Alembic runs this file under that name; anyone else only imports it.
if __name__ == "env_py":
    run()
