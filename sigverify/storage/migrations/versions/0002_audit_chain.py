"""The audit chain, and digests of ink by which copies are noticed.

Both need the store's key, which a migration has not: the chain of an existing store begins when it is next opened, and
its recordings get their digests when a signature is first compared with them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("told_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    # Against slips of this program and of its users; whoever means harm drops a trigger, and the hashes tell of him.
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_refuses_{change.lower()} BEFORE {change} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'entries of the audit chain are never changed'); END"
            )
    op.add_column("recordings", sa.Column("trace_digest", sa.LargeBinary(), nullable=True))
    op.create_index("ix_recordings_trace_digest", "recordings", ["trace_digest"])
