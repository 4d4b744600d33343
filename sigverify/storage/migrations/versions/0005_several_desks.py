"""Models' files in the store, so that they reach every desk; what SQLite refuses is refused on PostgreSQL too."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_files",
        sa.Column(
            "model_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("models.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION sigverify_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_refuses_{change.lower()} BEFORE {change} ON audit FOR EACH ROW "
                "EXECUTE FUNCTION sigverify_refuse('entries of the audit chain are never changed')"
            )
        op.execute(
            "CREATE TRIGGER notes_refuse_update BEFORE UPDATE ON notes FOR EACH ROW "
            "WHEN (length(OLD.note_sealed) > 0) "
            "EXECUTE FUNCTION sigverify_refuse('notes are appended, never changed')"
        )
