"""Indexes that answer by themselves how much there is of each signer, and what waits for a person's word."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    waits = sa.text("role = 'questioned' AND label = 'unknown'")
    op.drop_index("ix_recordings_of_signer", table_name="recordings")
    op.create_index("ix_recordings_of_signer", "recordings", ["signer_id", "role", "label", "taken_at"])
    op.create_index("ix_recordings_waiting", "recordings", ["id"], sqlite_where=waits, postgresql_where=waits)
