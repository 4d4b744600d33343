"""What finds a template among many; made from the templates there are when they are next compared with."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "sketches",
        sa.Column("template_id", number, primary_key=True, autoincrement=False),
        sa.Column("signer_id", sa.String(36), nullable=False),
        sa.Column("profile_id", number, nullable=False),
        sa.Column("model_sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sketch_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["template_id"], ["templates.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["signer_id"], ["signers.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_sketches_signer_id", "sketches", ["signer_id"])
    op.create_index("ix_sketches_profile_id", "sketches", ["profile_id"])
