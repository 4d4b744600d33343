"""Tries at the pad by signer, and strokes in the journal that were taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "attempts",
        sa.Column("id", number, primary_key=True),
        sa.Column("signer_id", sa.String(36), nullable=False),
        sa.Column("decision_id", number, nullable=True),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["signer_id"], ["signers.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attempts_of_signer", "attempts", ["signer_id", "made_at"])
    op.create_index("ix_attempts_decision_id", "attempts", ["decision_id"])
    op.add_column("strokes", sa.Column("undone", sa.Boolean(), nullable=False, server_default=sa.false()))
    # A row is there, empty, before what it tells is sealed to its id. It goes with its signer, so DELETE is allowed.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER attempts_refuse_update BEFORE UPDATE ON attempts WHEN length(OLD.told_sealed) > 0 "
            "BEGIN SELECT RAISE(ABORT, 'attempts are appended, never changed'); END"
        )
    else:
        op.execute(
            "CREATE TRIGGER attempts_refuse_update BEFORE UPDATE ON attempts FOR EACH ROW "
            "WHEN (length(OLD.told_sealed) > 0) "
            "EXECUTE FUNCTION sigverify_refuse('attempts are appended, never changed')"
        )
