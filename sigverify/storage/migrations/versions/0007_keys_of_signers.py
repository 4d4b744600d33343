"""A key for each signer, and several ways in to the store's own.

What was sealed under one key needs that key to be sealed anew, which a migration has not: it is done when the store is
next opened (see `resealing`). Until then its generation is 0.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_wraps",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("public_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
    )
    op.create_table(
        "data_keys",
        sa.Column("owner", sa.String(64), primary_key=True),
        sa.Column("key_sealed", sa.LargeBinary(), nullable=False),
    )
    # The id of the store names its entry in the keyring, so the wrap takes that id.
    op.execute(
        "INSERT INTO key_wraps (id, source, parameters, public_sealed, wrapped, made_at) "
        "SELECT store_id, source, parameters, NULL, wrapped, made_at FROM store_key"
    )
    for column in ("source", "parameters", "wrapped"):
        op.drop_column("store_key", column)
    op.add_column("store_key", sa.Column("generation", sa.Integer(), nullable=False, server_default="0"))
    for table, sealed in (("notes", "note_sealed"), ("attempts", "told_sealed")):
        _refuse_updates(table, sealed)


def _refuse_updates(table: str, sealed: str) -> None:
    """Refuse changes once every signer has a key: until then what was appended must be sealed anew."""
    told = f"'{table} are appended, never changed'"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_refuse_update")
        op.execute(
            f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} "  # noqa: S608 # our own names
            f"WHEN length(OLD.{sealed}) > 0 AND (SELECT generation FROM store_key) > 0 "
            f"BEGIN SELECT RAISE(ABORT, {told}); END"
        )
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION sigverify_refuse_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
        f"IF length(OLD.{sealed}) > 0 AND (SELECT generation FROM store_key) > 0 THEN "
        f"RAISE EXCEPTION {told} USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "RETURN NEW; END $$"
    )
    op.execute(f"DROP TRIGGER {table}_refuse_update ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION sigverify_refuse_{table}()"
    )
