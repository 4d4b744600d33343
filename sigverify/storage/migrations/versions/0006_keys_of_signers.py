"""A key for each signer, and several ways in to the store's own.

What was sealed under one key needs that key to be sealed anew, which a migration has not: it is done when the store is
next opened (see `resealing`). Until then its generation is 0.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
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
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER notes_refuse_update")
        op.execute(
            "CREATE TRIGGER notes_refuse_update BEFORE UPDATE ON notes "
            "WHEN length(OLD.note_sealed) > 0 AND (SELECT generation FROM store_key) > 0 "
            "BEGIN SELECT RAISE(ABORT, 'notes are appended, never changed'); END"
        )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION sigverify_refuse_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF length(OLD.note_sealed) > 0 AND (SELECT generation FROM store_key) > 0 THEN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "RETURN NEW; END $$"
        )
        op.execute("DROP TRIGGER notes_refuse_update ON notes")
        op.execute(
            "CREATE TRIGGER notes_refuse_update BEFORE UPDATE ON notes FOR EACH ROW "
            "EXECUTE FUNCTION sigverify_refuse_note('notes are appended, never changed')"
        )
