"""Operators, who sign in; what the signatures of each signer are kept for, and until when."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operators",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("operator_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
    )
    op.add_column("signers", sa.Column("retention_sealed", sa.LargeBinary(), nullable=True))
