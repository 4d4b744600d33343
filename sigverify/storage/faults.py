"""Turns a database's own errors into this program's, in words for a person."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from sigverify.errors import ResourceFault, SigverifyError, StoreAwayError, StoreDamagedError, StoreError

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT}
_NO_RIGHT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise errors of the database as errors of this program; `where` names the store in them."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise fault(error, where) from error


def fault(error: SQLAlchemyError | sqlite3.Error, where: str) -> SigverifyError:
    """Return what to raise for an error of the database: whose fault it is and what to do."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, DBAPIError) and type(cause).__module__.startswith("psycopg"):
        return _of_server(error, where)
    extended: int | None = getattr(cause, "sqlite_errorcode", None)
    code = None if extended is None else extended & 0xFF  # the low byte is the primary code
    if code in _BUSY:
        return StoreError(
            f"The store '{where}' is busy: another window or program is writing to it. Try again in a moment, "
            "or close the other one."
        )
    if code == sqlite3.SQLITE_FULL:
        return ResourceFault(
            f"There is no room left on the disk of the store '{where}'. Nothing was changed; make room and try again."
        )
    if code in _NO_RIGHT:
        return ResourceFault(
            f"The store '{where}' can be read but not written. Mend the rights of the file and of its folder."
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return ResourceFault(
            f"The store '{where}' cannot be opened: expected a file in a folder that may be written. "
            "Check the path and its rights."
        )
    if code == sqlite3.SQLITE_IOERR:
        return ResourceFault(
            f"The disk of the store '{where}' failed to read or write ({cause}). Check the disk, and whether there is "
            "room on it for you."
        )
    if code == sqlite3.SQLITE_NOTADB:
        return StoreDamagedError(
            f"'{where}' is not a database, or its head is damaged. Choose another file, or restore it from a copy."
        )
    if code in _DAMAGED:
        return StoreDamagedError(f"The store '{where}' is damaged ({cause}). Restore it from a copy.")
    if isinstance(error, IntegrityError):
        return StoreError(f"The store '{where}' refused a change that contradicts what it holds ({cause}).")
    return StoreError(f"The database of the store '{where}' refused to work: {cause}")


_AWAY = re.compile("08...|57P0.|25P03")
"""Connection exceptions, a server that stops, starts or hung up on a transaction that stood still."""

_TURN_LOST = ("55P03", "40P01", "40001")
"""Waited too long for a lock; a deadlock that the server ended; a moment that was overtaken."""


def _of_server(error: DBAPIError, where: str) -> SigverifyError:
    """Return what to raise for an error of PostgreSQL, by its SQLSTATE (appendix A of its manual).

    Where a connection is refused the library hands no SQLSTATE on: then its English words tell.
    """
    state = str(getattr(error.orig, "sqlstate", None) or "")
    cause = " ".join(str(error.orig).split())
    if not state and isinstance(error, OperationalError):
        return _not_connected(cause, where)
    if state in _TURN_LOST:
        return StoreError(
            f"The store '{where}' is busy: another desk is writing what this one needs. Nothing was changed; try again "
            "in a moment."
        )
    if _AWAY.fullmatch(state):
        return _away(cause, where)
    if state == "53100":
        return ResourceFault(
            f"There is no room left on the disk of the server of the store '{where}'. Nothing was changed; have room "
            "made and try again."
        )
    if state.startswith("53"):
        return StoreAwayError(f"The server of the store '{where}' has too much to do ({cause}). Try again later.")
    if state == "42501":
        return ResourceFault(
            f"The server of the store '{where}' does not let this user do that ({cause}). Have the user made the owner "
            "of the database."
        )
    if state == "25006":
        return ResourceFault(
            f"The store '{where}' can be read but not written: its server is a standby, or its database is read-only."
        )
    if state.startswith(("XX", "58")):
        return StoreDamagedError(f"The server of the store '{where}' reports damage ({cause}). Restore it from a copy.")
    if isinstance(error, IntegrityError):
        return StoreError(f"The store '{where}' refused a change that contradicts what it holds ({cause}).")
    return StoreError(f"The database of the store '{where}' refused to work: {cause}")


def _not_connected(cause: str, where: str) -> SigverifyError:
    if re.search("password authentication failed|no password supplied", cause):
        return StoreError(
            f"The server of the store '{where}' refused the password, or was given none. Put the right one into "
            "~/.pgpass, PGPASSWORD or the service file."
        )
    if re.search('database ".*" does not exist', cause):
        return StoreError(f"There is no such database on the server of '{where}'. Make it: createdb NAME.")
    if re.search('role ".*" does not exist|authentication failed|no pg_hba.conf entry', cause):
        return StoreError(f"The server of the store '{where}' does not let this user in ({cause}). Name another user.")
    if re.search("(?i)certificate|SSL", cause):
        return StoreError(
            f"The way to the server of the store '{where}' cannot be encrypted as asked ({cause}). Mend sslmode, "
            "sslrootcert or the server's certificate."
        )
    if re.search("definition of service|service file", cause):
        return StoreError(f"The service of '{where}' is not known here ({cause}). Mend pg_service.conf.")
    return _away(cause, where)


def _away(cause: str, where: str) -> SigverifyError:
    return StoreAwayError(
        f"The server of the store '{where}' cannot be reached, or the connection broke ({cause}). What was not stored "
        "yet stays undone; see to the network and the server, then try again."
    )
