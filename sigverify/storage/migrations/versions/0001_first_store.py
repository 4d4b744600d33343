"""First store: keys, signers, recordings, journal, templates, decisions, models, settings.

Types are spelled out here rather than taken from `schema`: a migration must go on making what it made on its day.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_time = sa.String(32)
_sealed = sa.LargeBinary()


def _to(target: str, on_delete: str = "CASCADE") -> sa.ForeignKey:
    return sa.ForeignKey(target, ondelete=on_delete)


def upgrade() -> None:
    op.create_table(
        "store_key",
        sa.Column("id", sa.Integer(), sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
        sa.Column("store_id", sa.String(36), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("wrapped", _sealed, nullable=False),
        sa.Column("made_at", _time, nullable=False),
    )
    op.create_table(
        "signers",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name_sealed", _sealed, nullable=False),
        sa.Column("created_at", _time, nullable=False),
    )
    op.create_table(
        "recordings",
        sa.Column("id", _number, primary_key=True),
        sa.Column("signer_id", sa.String(36), _to("signers.id"), nullable=False),
        sa.Column(
            "role",
            sa.String(16),
            sa.CheckConstraint("role IN ('reference', 'questioned', 'collected')"),
            nullable=False,
        ),
        sa.Column(
            "label", sa.String(16), sa.CheckConstraint("label IN ('genuine', 'forgery', 'unknown')"), nullable=False
        ),
        sa.Column("taken_at", _time, nullable=False),
        sa.Column("session_sealed", _sealed, nullable=False),
        sa.Column("ink_sealed", _sealed, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_recordings_of_signer", "recordings", ["signer_id", "role", "taken_at"])
    op.create_table(
        "captures",
        sa.Column("id", _number, primary_key=True),
        sa.Column("signer_id", sa.String(36), _to("signers.id"), nullable=True),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("started_at", _time, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_captures_signer_id", "captures", ["signer_id"])
    op.create_table(
        "strokes",
        sa.Column("capture_id", _number, _to("captures.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("part_sealed", _sealed, nullable=False),
    )
    op.create_table(
        "templates",
        sa.Column("id", _number, primary_key=True),
        sa.Column("signer_id", sa.String(36), _to("signers.id"), nullable=False),
        sa.Column("model_sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", _time, nullable=False),
        sa.Column("payload_sealed", _sealed, nullable=True),
        sa.UniqueConstraint("signer_id", "model_sha256", "version", name="uq_templates_version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "template_references",
        sa.Column("template_id", _number, _to("templates.id"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("recording_id", _number, _to("recordings.id"), nullable=False),
    )
    op.create_index("ix_template_references_recording_id", "template_references", ["recording_id"])
    op.create_table(
        "decisions",
        sa.Column("id", _number, primary_key=True),
        sa.Column("signer_id", sa.String(36), _to("signers.id"), nullable=False),
        sa.Column("recording_id", _number, _to("recordings.id", "SET NULL"), nullable=True),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("decided_at", _time, nullable=False),
        sa.Column("decision_sealed", _sealed, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_of_signer", "decisions", ["signer_id", "decided_at"])
    op.create_index("ix_decisions_recording_id", "decisions", ["recording_id"])
    op.create_table(
        "models",
        sa.Column("id", _number, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("parent_sha256", sa.String(64), nullable=True),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("added_at", _time, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "model_uses",
        sa.Column("id", _number, primary_key=True),
        sa.Column("model_id", _number, sa.ForeignKey("models.id"), nullable=False),
        sa.Column("since", _time, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(100), primary_key=True),
        sa.Column("value_sealed", _sealed, nullable=False),
    )
