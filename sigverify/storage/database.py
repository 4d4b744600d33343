"""Opens the database behind a URL; all that only SQLite needs is here."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from sigverify.errors import StoreError, UsageError
from sigverify.storage.folders import data_folder, make_private_file, make_private_folder

WRITES = "sigverify_writes"
"""Execution option of a connection that is about to write."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a store lies.

    path: of the SQLite file, None for a database server.
    folder: where a key file and backup copies belong.
    name: for messages; holds no password.
    """

    url: URL
    path: Path | None
    folder: Path
    name: str


def address_of(url: str) -> Address:
    """Return where `url` points; raises UsageError where it is no URL of a database that a store can lie in."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageError(
            f"'{url}' is not a database URL. Expected for example sqlite:////home/me/signers.sqlite."
        ) from error
    if parsed.get_backend_name() != "sqlite":
        return Address(url=parsed, path=None, folder=data_folder(), name=parsed.render_as_string())
    database = parsed.database or ""
    if database in ("", ":memory:") or database.startswith("file:"):
        raise UsageError(f"'{url}' names no file. A store needs one, for example sqlite:////home/me/signers.sqlite.")
    path = Path(database).absolute()
    return Address(url=parsed.set(database=str(path)), path=path, folder=path.parent, name=str(path))


def make_room(address: Address) -> None:
    """Make the folder and the empty file of a SQLite store, for its owner only; what exists is left as it is."""
    if address.path is not None:
        make_private_folder(address.folder)
        make_private_file(address.path)


def open_engine(address: Address, patience_s: float, *, hold_references: bool = True) -> Engine:
    """Return an engine of one connection, which is opened on first use.

    patience_s: how long to wait for another writer.
    hold_references: whether foreign keys are enforced; off only while tables are rebuilt.
    Raises StoreError where the driver of the database is not installed.
    """
    lite = address.path is not None
    try:
        engine = create_engine(
            address.url,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_pre_ping=not lite,  # a server may have hung up since
            hide_parameters=True,  # values have no business in messages, sealed as they are
            connect_args={"timeout": patience_s} if lite else {},
        )
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            f"The driver for '{address.url.drivername}' databases is not installed ({error}). "
            "Install it beside sigverify, or use a sqlite:/// URL."
        ) from error
    if lite:
        _prepare_sqlite(engine, hold_references)
    return engine


def truncate_log(engine: Engine) -> bool:
    """Move all that was written into the database file and empty SQLite's write-ahead log.

    Returns False where another reader still needs the log. Does nothing on other databases.
    """
    if engine.dialect.name != "sqlite":
        return True
    rows = _outside_transaction(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(rows) and rows[0][0] == 0


def back_up(engine: Engine, target: Path) -> None:
    """Write a copy of a SQLite database, as it stands, to a file that only its owner can read.

    The copy is whole or, after a crash, recognisably not there: it is made under a passing name.
    """
    passing = target.with_name(target.name + ".part")
    passing.unlink(missing_ok=True)
    make_private_file(passing)  # SQLite fills an empty file and keeps its rights
    try:
        _outside_transaction(engine, "VACUUM INTO ?", str(passing))
        with passing.open("rb+") as copy:
            os.fsync(copy.fileno())
        passing.replace(target)
    finally:
        passing.unlink(missing_ok=True)


def _outside_transaction(engine: Engine, statement: str, *values: str) -> list[tuple[object, ...]]:
    """Run a statement of SQLite that no transaction may hold, past SQLAlchemy, which would begin one."""
    borrowed = engine.raw_connection()
    try:
        cursor = borrowed.cursor()
        try:
            cursor.execute(statement, values)
            return [tuple(row) for row in cursor.fetchall()]
        finally:
            cursor.close()
    finally:
        borrowed.close()


def _prepare_sqlite(engine: Engine, hold_references: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # Python's sqlite3 would begin transactions by itself, late and for some statements only.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # a stroke is on the disk before the next one is written
        cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if hold_references else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turns writer half-way can find its snapshot outdated and fail at once: take the lock first.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
