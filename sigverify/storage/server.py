"""All that only PostgreSQL needs: its URLs, how transactions begin on it, whose turn it is, and its counters of ids.

Writers of one SQLite file stand in a queue from their first statement on. On a server several desks write at once, and
wait for each other only where they must: two that change the same signer (his row is held), two that store the same ink
(its digest is held), and all for the end of the audit chain (the row of the store's key is held, last, until the
transaction ends). What concerns everybody, such as an erasure, a model put to use or a migration, is done alone.
Writers read what is committed, statement by statement, so that whoever waited sees what he waited for; readers see one
moment and change nothing.
"""

import ipaddress
import re
from collections.abc import Mapping

from sqlalchemy import URL, Connection, Engine, event, text

from sigverify.errors import StoreError, UsageError
from sigverify.sentences import said

DRIVER = "postgresql+psycopg"
OLDEST = 13
"""The oldest version of the server that this program was made for."""

_TURN = int.from_bytes(b"sigverif", "big")
"""Key of the lock that writers share and whoever must be alone takes whole."""

_IDLE_S = 300
"""A desk that fell asleep inside a transaction, a laptop that was closed, holds the others up no longer than this."""

_LOCAL = ("/", "@")
"""How the names of sockets begin, which stand in the place of a host's."""

_SECRET = ("password", "sslpassword")
_PASSWORD = re.compile(r"(?<=:)[^:/@\s][^\s]*(?=@)")


def without_password(url: str) -> str:
    """Return a text that may be a URL, fit for a message: what may be a password in it is hidden."""
    hidden = _PASSWORD.sub("***", url)
    return re.sub(rf"(?i)\b({'|'.join(_SECRET)})=[^&]*", r"\1=***", hidden)


def has_password(url: URL) -> bool:
    """Return whether a URL holds a password."""
    return url.password is not None or any(name in url.query for name in _SECRET)


def tidied(url: URL) -> URL:
    """Return a URL of a server by the one driver there is; raises UsageError where it was split in the wrong place."""
    if "@" in f"{url.host}{url.database}" or (url.password is not None and "/" in url.password):
        raise UsageError(
            said(
                "The database URL holds an @ or a / where none belongs, perhaps in the password. Leave the password to "
                "~/.pgpass or PGPASSWORD, or write its special characters as %40 and %2F."
            )
        )
    return url.set(drivername=DRIVER)


def name_of(url: URL) -> str:
    """Return a URL for messages: without what is secret in it."""
    return url.difference_update_query(_SECRET).render_as_string(hide_password=True)


def connect_args(url: URL, patience_s: float) -> dict[str, object]:
    """Return what the driver is told beside the URL; what the URL says goes first."""
    wanted = {
        "application_name": "sigverify",
        "connect_timeout": str(max(2, round(patience_s))),
        "client_encoding": "utf8",  # else a database without an encoding gives bytes for text
    }
    return {name: value for name, value in wanted.items() if name not in url.query}


def prepare(engine: Engine, patience_s: float, writes: str, alone: str) -> None:
    """Have each transaction of an engine begin as a reader's, a writer's, or one that must be alone.

    patience_s: how long to wait for others. writes, alone: names of the execution options that tell which it is.
    """

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get(writes, False):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        # Whatever the server's or the user's own settings are, until the end of this transaction only.
        connection.exec_driver_sql(
            "SELECT set_config('lock_timeout', %s, true), set_config('synchronous_commit', 'on', true), "
            "set_config('idle_in_transaction_session_timeout', %s, true)",
            (f"{max(1, round(1000 * patience_s))}ms", f"{_IDLE_S}s"),
        )
        wait_for_turn(connection, alone=options.get(alone, False))


def wait_for_turn(connection: Connection, *, alone: bool) -> None:
    """Wait until nobody writes who must be alone, or, `alone`, until nobody writes at all; held to the end."""
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    connection.exec_driver_sql(f"SELECT {lock}(%s)", (_TURN,))


def hold_digest(connection: Connection, digest: bytes) -> None:
    """Wait until nobody else stores what has this digest; held to the end."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (int.from_bytes(digest[:8], "big", signed=True),))


def require_fit(connection: Connection, name: str) -> None:
    """Raise StoreError where the server is too old, or the database cannot keep every text."""
    version = connection.dialect.server_version_info or (0,)
    if version[0] < OLDEST:
        raise StoreError(
            said(
                "The server of the store '{name}' is PostgreSQL {join}; {oldest} or newer is needed. "
                "Have the server updated, or use another one.",
                name=name,
                join=".".join(map(str, version)),
                oldest=OLDEST,
            )
        )
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            said(
                "The database of the store '{name}' keeps text as {encoding}; expected UTF8. Make a "
                "new one: createdb --encoding UTF8 --template template0 NAME.",
                name=name,
                encoding=encoding,
            )
        )


def description(connection: Connection) -> str:
    """Return which server it is, by which version, and whether the way to it is encrypted."""
    version = connection.execute(text("SHOW server_version")).scalar_one()
    tls = connection.execute(
        text("SELECT CASE WHEN ssl THEN version END FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    ).scalar()
    local = connection.execute(text("SELECT inet_server_addr() IS NULL")).scalar_one()
    if tls:
        return said("PostgreSQL {version}, reached over {tls}", version=version, tls=tls)
    if local:
        return said("PostgreSQL {version}, reached by a socket of this machine", version=version)
    return said("PostgreSQL {version}, reached without TLS", version=version)


def open_to_others(connection: Connection) -> str | None:
    """Return a warning where somebody between here and a server elsewhere could read along or play the server.

    What counts is what this connection was made by, be it from the URL, the environment or a service file.
    """
    driver = connection.connection.driver_connection
    assert driver is not None, "it is connected"
    host, address, mode = driver.info.host, driver.info.hostaddr, "prefer"
    for option in driver.pgconn.info:
        if option.keyword == b"sslmode" and option.val:
            mode = option.val.decode()
    if mode == "verify-full" or host.startswith(_LOCAL) or host == "localhost" or _is_this_machine(address):
        return None
    return said(
        "The way to the server '{host}' is not safe: with sslmode={mode} nobody makes sure that it is this server that "
        "answers. Add sslmode=verify-full to the store's address, and sslrootcert where its certificate is your own.",
        host=host,
        mode=mode,
    )


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def size(connection: Connection) -> int:
    """Return how many bytes the tables of the store and their indexes take."""
    query = "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
    return int(connection.execute(text(f"{query} current_schema()::regnamespace")).scalar_one())


def counters(connection: Connection) -> dict[str, int]:
    """Return the highest id that each table ever gave."""
    found = {}
    for table, sequence in _sequences(connection).items():
        last, used = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608 # our own name
        if used:
            found[table] = last
    return found


def set_counters(connection: Connection, highest: Mapping[str, int]) -> None:
    """Have the tables go on from these ids, so that none is given twice."""
    for table, sequence in _sequences(connection).items():
        number = highest.get(table, 0)
        connection.execute(
            text("SELECT setval(CAST(:sequence AS regclass), :number, :used)"),
            {"sequence": sequence, "number": max(number, 1), "used": number > 0},
        )


def _sequences(connection: Connection) -> dict[str, str]:
    """Return the sequence behind each table's ids, quoted where it must be, by table."""
    rows = connection.execute(
        text(
            "SELECT table_name, pg_get_serial_sequence(quote_ident(table_name), column_name) "
            "FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'id'"
        )
    ).tuples()
    return {table: sequence for table, sequence in rows if sequence is not None}
