"""The journal of one machine, beside a store on a server: a pen must not wait for a network, nor lose ink to it.

It is a SQLite file with the journal's own two tables. What lies in it is sealed under a key of its own, which the store
keeps, sealed, so that a machine that was stolen holds ink that nobody can read without the store's key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    false,
    insert,
    inspect,
    select,
    text,
)

from sigverify.storage import journal
from sigverify.storage.cipher import Cipher
from sigverify.storage.database import address_of, connected, make_room, open_engine, set_counters, truncate_log
from sigverify.storage.faults import translated
from sigverify.storage.schema import CaptureRow, UtcTime
from sigverify.storage.transaction import Transaction

FIRST = 2**40
"""Captures of this file have higher numbers, those in the store's own tables, which came with a copy, lower ones."""

# Spelled out as in a migration; no references to signers and profiles, who are elsewhere.
_tables = MetaData()
Table(
    "captures",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("signer_id", String(36), nullable=True, index=True),
    Column("profile_id", Integer, nullable=True),
    Column("purpose", String(40), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)
Table(
    "strokes",
    _tables,
    Column("capture_id", Integer, ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("part_sealed", LargeBinary, nullable=False),
    Column("undone", Boolean, nullable=False, server_default=false()),
)
_finishing = Table(
    "finishing_as",
    _tables,
    Column("capture_id", Integer, ForeignKey("captures.id", ondelete="CASCADE"), primary_key=True),
    Column("recording_id", Integer, nullable=False),
)


class LocalJournal:
    """The journal of this machine for one store, open in one thread; other windows here may have it open too."""

    def __init__(self, path: Path, key: bytes, patience_s: float) -> None:
        self._address = address_of(f"sqlite:///{path}")
        make_room(self._address)
        self._cipher = Cipher(key)
        self._engine: Engine = open_engine(self._address, patience_s)
        with translated(self._address.name), connected(self._engine, writes=True) as connection, connection.begin():
            fresh = not connection.dialect.has_table(connection, "captures")
            _tables.create_all(connection)
            if fresh:
                set_counters(connection, {"captures": FIRST})
            else:
                _bring_forward(Transaction(connection, self._cipher))

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    @contextmanager
    def opened(self, *, writes: bool = False) -> Iterator[Transaction]:
        """Begin a transaction, on the disk when it ends."""
        with (
            translated(self._address.name),
            connected(self._engine, writes=writes) as connection,
            connection.begin(),
        ):
            yield Transaction(connection, self._cipher)

    def clear_log(self) -> None:
        """Overwrite in SQLite's log what was just deleted, unless another window still reads it."""
        with translated(self._address.name):
            truncate_log(self._engine)


def _bring_forward(work: Transaction) -> None:
    """Give a journal of an earlier program what it lacks; what lies in it is ink that is nowhere else."""
    lacks = inspect(work.connection)
    work.connection.execute(text("DROP TABLE IF EXISTS finishing"))  # it told captures by their ink, which may be twice
    if "undone" not in (column["name"] for column in lacks.get_columns("strokes")):
        work.connection.execute(text("ALTER TABLE strokes ADD COLUMN undone BOOLEAN NOT NULL DEFAULT 0"))
    if "profile_id" not in (column["name"] for column in lacks.get_columns("captures")):
        work.connection.execute(text("ALTER TABLE captures ADD COLUMN profile_id INTEGER"))
        journal.bind_to_nobody(work)


def note_finishing(work: Transaction, capture_id: int, recording_id: int) -> None:
    """Note as which recording a capture is about to be stored, which is a number that no other ever bears.

    Where the connection breaks, or the power fails, just when the server has stored it, this tells.
    """
    work.connection.execute(delete(_finishing).where(_finishing.c.capture_id == capture_id))
    work.connection.execute(insert(_finishing).values(capture_id=capture_id, recording_id=recording_id))


def finishing(work: Transaction) -> dict[int, int]:
    """Return as which recordings captures were about to be stored, by capture."""
    return dict(work.connection.execute(select(_finishing.c.capture_id, _finishing.c.recording_id)).tuples().all())


def owners(work: Transaction) -> dict[int, tuple[str | None, int | None]]:
    """Return whose each capture is and of which profile, None where that was not known when it was begun."""
    rows = work.connection.execute(select(CaptureRow.id, CaptureRow.signer_id, CaptureRow.profile_id)).tuples()
    return {capture_id: (signer_id, profile_id) for capture_id, signer_id, profile_id in rows}


def forget(work: Transaction, capture_ids: list[int]) -> None:
    """Delete captures with their strokes."""
    work.connection.execute(delete(CaptureRow).where(CaptureRow.id.in_(capture_ids)))
