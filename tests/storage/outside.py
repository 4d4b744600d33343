"""The database of a store in the hands of whoever has it: past the program, without the key."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, CursorResult, NullPool, create_engine

from sigverify.storage.schema import Base

ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""Of a test that looks at what only a SQLite file has: its pages, its log, the copies beside it."""

ON_SERVER = pytest.mark.parametrize("url", [pytest.param("postgresql", marks=pytest.mark.server)], indirect=True)
"""Of a test that needs a server."""


_OF_PROFILES = ("recordings", "templates", "decisions", "captures")

BEFORE_COUNTING = (
    "DROP INDEX ix_recordings_waiting",
    "DROP INDEX ix_recordings_of_signer",
    "CREATE INDEX ix_recordings_of_signer ON recordings (signer_id, role, taken_at)",
)
"""What takes a store back to what it was before indexes answered how much there is of each signer."""

BEFORE_FORGERS_ARE_FOUND = ("DROP INDEX ix_recordings_of_forgers", "DROP INDEX ix_recordings_false")
"""What takes a store back to what it was before its forgers were found by an index."""

BEFORE_PROFILES = (
    "DROP INDEX ix_recordings_of_profile",
    *(f"DROP INDEX ix_{table}_profile_id" for table in _OF_PROFILES[1:]),
    *(f"ALTER TABLE {table} DROP COLUMN profile_id" for table in _OF_PROFILES),
    "ALTER TABLE recordings DROP COLUMN reference_until",
    "DROP TABLE profiles",
    "ALTER TABLE signers DROP COLUMN sample",
)
"""What takes a store back to what it was before its signers had profiles."""


def differences(url: str) -> list[object]:
    """Return what sets the tables of a store apart from those of the code's schema.

    What becomes of rows when a profile goes is told of no column that was added to a table: that is tested by itself.
    """
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [step for step in compare_metadata(context, Base.metadata) if not _of_a_profile(step)]


def _of_a_profile(step: object) -> bool:
    if not isinstance(step, tuple) or step[0] not in ("remove_fk", "add_fk"):
        return False
    return [column.name for column in step[1].columns] == ["profile_id"]


class Outside:
    """Runs statements, each committed at once; they are written as for SQLite."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.server = connection.dialect.name == "postgresql"

    def execute(self, statement: str, values: Sequence[object] = ()) -> CursorResult[tuple[object, ...]]:
        if self.server:
            statement = statement.replace("?", "%s").replace("rowid", "ctid")
            statement = re.sub(r"x'([0-9a-f]*)'", r"'\\x\1'::bytea", statement)
        return self._connection.exec_driver_sql(statement, tuple(values))

    def drop_trigger(self, name: str, table: str) -> None:
        self.execute(f"DROP TRIGGER {name}{f' ON {table}' if self.server else ''}")


@contextmanager
def outside(url: str) -> Iterator[Outside]:
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield Outside(connection)
    engine.dispose()
