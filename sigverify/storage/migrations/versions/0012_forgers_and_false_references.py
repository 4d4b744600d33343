"""What finds recordings that name a forger, and references that are called forgeries.

Earlier programs let a reference be called a forgery and went on comparing with it. The audit chain has to be told of
each that is one no more, which takes a key, and a migration has none: it is done when the store is next opened.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, condition in (
        ("ix_recordings_of_forgers", "forger_sealed IS NOT NULL"),
        ("ix_recordings_false", "role = 'reference' AND label = 'forgery'"),
    ):
        where = sa.text(condition)
        op.create_index(name, "recordings", ["id"], sqlite_where=where, postgresql_where=where)
