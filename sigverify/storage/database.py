"""Opens the database behind a URL; all that only SQLite needs is here, what only PostgreSQL needs in `server`."""

import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from sigverify.errors import StoreError, UsageError
from sigverify.sentences import said
from sigverify.storage import server
from sigverify.storage.folders import DATA_VARIABLE, data_folder, make_private_file, make_private_folder

STORE_VARIABLE = "SIGVERIFY_STORE"
"""Names the URL of the store where no command line does."""

WRITES = "sigverify_writes"
"""Execution option of a connection that is about to write."""

ALONE = "sigverify_alone"
"""Execution option of a connection that is about to write what concerns everybody; nobody else writes meanwhile."""

LOGS = ("-wal", "-shm", "-journal")
"""What SQLite lays beside a file: of another file, it would be read as this one's."""

_LOOK_S = 0.01


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
    except (ArgumentError, ValueError) as error:  # a port that is no number is the latter
        raise UsageError(
            said(
                "'{without_password}' is not a database URL. Expected for example "
                "sqlite:////home/me/signers.sqlite or postgresql+psycopg://desk@server/signers.",
                without_password=server.without_password(url),
            )
        ) from error
    backend = parsed.drivername.split("+")[0]
    if backend in ("postgresql", "postgres"):
        parsed = server.tidied(parsed)
        return Address(url=parsed, path=None, folder=data_folder(), name=server.name_of(parsed))
    if backend != "sqlite":
        raise UsageError(
            said(
                "A store lies in a SQLite file or in a PostgreSQL database, not in one of "
                "'{drivername}'. Use a URL such as sqlite:////home/me/signers.sqlite or "
                "postgresql+psycopg://desk@server/signers.",
                drivername=parsed.drivername,
            )
        )
    database = parsed.database or ""
    if database in ("", ":memory:") or database.startswith("file:"):
        raise UsageError(
            said("'{url}' names no file. A store needs one, for example sqlite:////home/me/signers.sqlite.", url=url)
        )
    if "?" in url:  # else the store would be made where the path ends before it, and nobody would look there
        raise UsageError(
            said(
                "'{url}' holds a '?', which the path of a store cannot hold. Name another place, or choose another "
                "data folder through {variable}.",
                url=url,
                variable=DATA_VARIABLE,
            )
        )
    path = Path(database).absolute()
    return Address(url=parsed.set(database=str(path)), path=path, folder=path.parent, name=str(path))


def url_in_the_open(url: str | None) -> str | None:
    """Return a URL that others may read, on a command line or in a setting; raises UsageError for one with a password.

    Every account of a machine can list what programs were started with.
    """
    if url is not None and server.has_password(address_of(url).url):
        raise UsageError(
            said(
                "'{name}' was given with a password, which others on this machine can read here. Leave it "
                "to ~/.pgpass, PGPASSWORD or a service file, or name the whole URL in {variable}.",
                name=address_of(url).name,
                variable=STORE_VARIABLE,
            )
        )
    return url


def url_of(typed: str) -> str:
    """Return the URL that somebody means who typed one, or the path of a file; raises UsageError for a password in it.

    What is no path either is refused by `address_of`.
    """
    typed = typed.strip()
    if "://" not in typed and typed:
        path = str(Path(typed).expanduser().absolute())
        return URL.create("sqlite", database=path).render_as_string()
    return address_of(url_in_the_open(typed) or "").url.render_as_string()


def looked_at(address: Address, patience_s: float) -> Engine:
    """Return an engine that changes nothing, not even how a SQLite file is kept, which need not be a store's.

    Raises StoreError where the driver of a server is not installed.
    """
    if address.path is None:
        return open_engine(address, patience_s)
    where = f"{address.path.as_uri()}?mode=ro"
    return create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(where, uri=True, timeout=patience_s),
        poolclass=NullPool,
        hide_parameters=True,
    )


def make_room(address: Address) -> None:
    """Make the folder and the empty file of a SQLite store, for its owner only; what exists is left as it is."""
    if address.path is not None:
        make_private_folder(address.folder)
        make_private_file(address.path)


def open_engine(address: Address, patience_s: float, *, hold_references: bool = True, with_log: bool = True) -> Engine:
    """Return an engine of one connection, which is opened on first use.

    patience_s: how long to wait for another writer.
    hold_references: whether foreign keys are enforced; off only while tables are rebuilt.
    with_log: whether SQLite keeps a write-ahead log beside the file; off for a copy that must be one file.
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
            connect_args={"timeout": patience_s} if lite else server.connect_args(address.url, patience_s),
        )
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError(
            said(
                "The driver for PostgreSQL is not installed ({error}). Install it: pip install "
                "'sigverify[postgresql]'; or use a sqlite:/// URL.",
                error=error,
            )
        ) from error
    if lite:
        _prepare_sqlite(engine, patience_s, hold_references, with_log)
    else:
        server.prepare(engine, patience_s, WRITES, ALONE)
    return engine


def connected(engine: Engine, *, writes: bool = False, alone: bool = False) -> Connection:
    """Return a connection whose transactions begin as a reader's, a writer's, or one that must be alone."""
    return engine.connect().execution_options(**{WRITES: writes or alone, ALONE: alone})


def require_fit(connection: Connection, name: str) -> None:
    """Raise StoreError where a database server cannot hold a store; a SQLite file can."""
    if connection.dialect.name == "postgresql":
        server.require_fit(connection, name)


def open_to_others(connection: Connection) -> str | None:
    """Return a warning where somebody on the way to a database server could get in between; a file has no way."""
    return server.open_to_others(connection) if connection.dialect.name == "postgresql" else None


def facts_of(connection: Connection, address: Address) -> tuple[str | None, int]:
    """Return which server holds a store, None of a file, and how many bytes it takes."""
    if address.path is None:
        return server.description(connection), server.size(connection)
    return None, address.path.stat().st_size


def stand_alone(connection: Connection) -> None:
    """Wait until nobody else writes, in a transaction that began as a writer's."""
    if connection.dialect.name == "postgresql":
        server.wait_for_turn(connection, alone=True)


def hold_digest(connection: Connection, digest: bytes) -> None:
    """Wait until nobody else stores what has this digest; a writer of a SQLite file is alone anyway."""
    if connection.dialect.name == "postgresql":
        server.hold_digest(connection, digest)


def truncate_log(engine: Engine) -> bool:
    """Move all that was written into the database file and empty SQLite's write-ahead log.

    Returns False where another reader still needs the log. Does nothing on other databases.
    """
    if engine.dialect.name != "sqlite":
        return True
    rows = _outside_transaction(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(rows) and rows[0][0] == 0


def back_up(engine: Engine, target: Path, check: Callable[[Path], None] = lambda _copy: None) -> None:
    """Write a copy of a SQLite database, as it stands, to a file that only its owner can read.

    Others may read and write meanwhile: the copy is of one moment. It is whole or, after a crash, recognisably not
    there: it is made under a passing name, and `check` may refuse it before it gets its own.
    """
    passing = target.with_name(target.name + ".part")
    remove_database(passing)
    make_private_file(passing)  # SQLite fills an empty file and keeps its rights
    try:
        borrowed = engine.raw_connection()
        try:
            source = borrowed.driver_connection
            assert isinstance(source, sqlite3.Connection), "only SQLite stores are copied by pages"
            copy_pages(source, passing)
        finally:
            borrowed.close()
        check(passing)
        put_in_place(passing, target)
    finally:
        remove_database(passing)


def copy_pages(source: sqlite3.Connection, target: Path) -> None:
    """Copy a SQLite database page by page, by SQLite's own interface for backups, into one file without a log."""
    copy = sqlite3.connect(target)
    try:
        copy.execute("PRAGMA journal_mode = MEMORY")  # half a copy is thrown away, never rolled back
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def put_in_place(passing: Path, target: Path) -> None:
    """Give a file its own name once it is on the disk; raises OSError where that cannot be done."""
    with passing.open("rb+") as copy:
        os.fsync(copy.fileno())
    passing.replace(target)
    if os.name == "posix":  # the name must outlive a power cut as well
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def remove_database(path: Path) -> None:
    """Remove a SQLite file, where it is there, with what SQLite laid beside it."""
    for ending in ("", *LOGS):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def counters(connection: Connection) -> dict[str, int]:
    """Return the highest id that each table ever gave."""
    if connection.dialect.name == "postgresql":
        return server.counters(connection)
    return dict(connection.execute(text("SELECT name, seq FROM sqlite_sequence")).tuples().all())


def set_counters(connection: Connection, highest: Mapping[str, int]) -> None:
    """Have the tables go on from these ids, so that none is given twice."""
    if connection.dialect.name == "postgresql":
        server.set_counters(connection, highest)
        return
    for name, number in highest.items():
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
        connection.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"), {"name": name, "number": number}
        )


def _outside_transaction(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    """Run a statement of SQLite that no transaction may hold, past SQLAlchemy, which would begin one."""
    borrowed = engine.raw_connection()
    try:
        cursor = borrowed.cursor()
        try:
            cursor.execute(statement)
            return [tuple(row) for row in cursor.fetchall()]
        finally:
            cursor.close()
    finally:
        borrowed.close()


def _keep_log(cursor: DBAPICursor, with_log: bool, patience_s: float) -> None:
    """Have SQLite keep a log of its own beside the file, or none.

    SQLite waits for nobody with this one: a program that opens the file in the same moment would fail at once.
    """
    mode = "wal" if with_log else "delete"
    until = time.monotonic() + patience_s
    while True:
        try:
            cursor.execute("PRAGMA journal_mode")
            if cursor.fetchall() != [(mode,)]:
                cursor.execute(f"PRAGMA journal_mode = {mode}")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_LOOK_S)


def _prepare_sqlite(engine: Engine, patience_s: float, hold_references: bool, with_log: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # Python's sqlite3 would begin transactions by itself, late and for some statements only.
        connection.isolation_level = None
        cursor = connection.cursor()
        _keep_log(cursor, with_log, patience_s)
        cursor.execute("PRAGMA synchronous = FULL")  # a stroke is on the disk before the next one is written
        cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if hold_references else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turns writer half-way can find its snapshot outdated and fail at once: take the lock first.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
