"""Notes and overrides, appended to decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("written_at", sa.String(32), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notes_decision_id", "notes", ["decision_id"])
    # A row is there, empty, before its note is sealed to its id. It goes with its signer only, so DELETE is allowed.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER notes_refuse_update BEFORE UPDATE ON notes WHEN length(OLD.note_sealed) > 0 "
            "BEGIN SELECT RAISE(ABORT, 'notes are appended, never changed'); END"
        )
