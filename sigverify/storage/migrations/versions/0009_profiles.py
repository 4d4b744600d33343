"""Several profiles a signer, renewed references and sample signers.

Every signer of an existing store gets one profile, which all that is there becomes part of. It has no name, since a
migration lacks the key to seal one: it is called 'signature' until somebody gives it another.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("signers", sa.Column("sample", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "profiles",
        sa.Column("id", _number, primary_key=True),
        sa.Column("signer_id", sa.String(36), sa.ForeignKey("signers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.String(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_profiles_signer_id", "profiles", ["signer_id"])
    op.execute(
        "INSERT INTO profiles (signer_id, created_at) SELECT id, created_at FROM signers ORDER BY created_at, id"
    )
    # Spelled out, for Alembic adds no column with a reference to a table of SQLite. It may be null there, too: SQLite
    # adds no other to a table with rows, and rebuilding one would forget which ids it ever gave.
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for table in ("recordings", "templates", "decisions", "captures"):
        op.execute(f"ALTER TABLE {table} ADD COLUMN profile_id {number} REFERENCES profiles (id) ON DELETE CASCADE")
        op.execute(
            f"UPDATE {table} SET profile_id = (SELECT id FROM profiles WHERE profiles.signer_id = {table}.signer_id)"  # noqa: S608 # our own names
        )
    op.add_column("recordings", sa.Column("reference_until", sa.String(32), nullable=True))
    op.create_index("ix_recordings_of_profile", "recordings", ["profile_id", "role", "taken_at"])
    for table in ("templates", "decisions", "captures"):
        op.create_index(f"ix_{table}_profile_id", table, ["profile_id"])
