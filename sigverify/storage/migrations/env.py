"""Alembic runs this for every migration: on the connection, and in the transaction, that `migrating` opened."""

from alembic import context

from sigverify.storage.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # Alembic believes that SQLite cannot roll back a CREATE TABLE; under an explicit BEGIN it can.
    transactional_ddl=True,
    # SQLite can hardly alter a table: Alembic then copies it.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
