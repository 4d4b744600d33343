"""Who imitated a signature for the corpus: a person's name, so sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("recordings", sa.Column("forger_sealed", sa.LargeBinary(), nullable=True))
