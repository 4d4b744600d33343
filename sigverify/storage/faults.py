"""Turns a database's own errors into this program's, in words for a person."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from sigverify.errors import ResourceFault, SigverifyError, StoreAwayError, StoreDamagedError, StoreError
from sigverify.sentences import said

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT}
_NO_RIGHT = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


@contextmanager
def translated(where: str, *, copy: str | None = None) -> Iterator[None]:
    """Raise errors of the database as errors of this program; `where` names the store in them.

    copy: what a copy is called that is written meanwhile, of a store that is only read: it is its disk that is full.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        raise fault(error, copy if full and copy is not None else where) from error


def fault(error: SQLAlchemyError | sqlite3.Error, where: str) -> SigverifyError:
    """Return what to raise for an error of the database: whose fault it is and what to do."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(error, DBAPIError) and type(cause).__module__.startswith("psycopg"):
        return _of_server(error, where)
    extended: int | None = getattr(cause, "sqlite_errorcode", None)
    code = None if extended is None else extended & 0xFF  # the low byte is the primary code
    if code in _BUSY:
        return StoreError(
            said(
                "The store '{where}' is busy: another window or program is writing to it. Try again "
                "in a moment, or close the other one.",
                where=where,
            )
        )
    if code == sqlite3.SQLITE_FULL:
        return ResourceFault(
            said(
                "There is no room left on the disk of the store '{where}'. Nothing was changed; make "
                "room and try again.",
                where=where,
            )
        )
    if code in _NO_RIGHT:
        return ResourceFault(
            said(
                "The store '{where}' can be read but not written. Mend the rights of the file and of its folder.",
                where=where,
            )
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return ResourceFault(
            said(
                "The store '{where}' cannot be opened: expected a file in a folder that may be "
                "written. Check the path and its rights.",
                where=where,
            )
        )
    if code == sqlite3.SQLITE_IOERR:
        return ResourceFault(
            said(
                "The disk of the store '{where}' failed to read or write ({cause}). Check the disk, "
                "and whether there is room on it for you.",
                where=where,
                cause=cause,
            )
        )
    if code == sqlite3.SQLITE_NOTADB:
        return StoreDamagedError(
            said(
                "'{where}' is not a database, or its head is damaged. Choose another file, or restore it from a copy.",
                where=where,
            )
        )
    if code in _DAMAGED:
        return StoreDamagedError(
            said("The store '{where}' is damaged ({cause}). Restore it from a copy.", where=where, cause=cause)
        )
    return _refused(error, cause, where)


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
            said(
                "The store '{where}' is busy: another desk is writing what this one needs. Nothing "
                "was changed; try again in a moment.",
                where=where,
            )
        )
    if _AWAY.fullmatch(state):
        return _away(cause, where)
    if state == "53100":
        return ResourceFault(
            said(
                "There is no room left on the disk of the server of the store '{where}'. Nothing was "
                "changed; have room made and try again.",
                where=where,
            )
        )
    if state.startswith("53"):
        return StoreAwayError(
            said(
                "The server of the store '{where}' has too much to do ({cause}). Try again later.",
                where=where,
                cause=cause,
            )
        )
    if state == "42501":
        return ResourceFault(
            said(
                "The server of the store '{where}' does not let this user do that ({cause}). Have "
                "the user made the owner of the database.",
                where=where,
                cause=cause,
            )
        )
    if state == "25006":
        return ResourceFault(
            said(
                "The store '{where}' can be read but not written: its server is a standby, or its "
                "database is read-only.",
                where=where,
            )
        )
    if state.startswith(("XX", "58")):
        return StoreDamagedError(
            said(
                "The server of the store '{where}' reports damage ({cause}). Restore it from a copy.",
                where=where,
                cause=cause,
            )
        )
    return _refused(error, cause, where)


def _refused(error: Exception, cause: object, where: str) -> StoreError:
    """Return what is said of an error that nothing above knows, of either database."""
    if isinstance(error, IntegrityError):
        return StoreError(
            said(
                "The store '{where}' refused a change that contradicts what it holds ({cause}).",
                where=where,
                cause=cause,
            )
        )
    return StoreError(said("The database of the store '{where}' refused to work: {cause}", where=where, cause=cause))


def _not_connected(cause: str, where: str) -> SigverifyError:
    if re.search("password authentication failed|no password supplied", cause):
        return StoreError(
            said(
                "The server of the store '{where}' refused the password, or was given none. Put the "
                "right one into ~/.pgpass, PGPASSWORD or the service file.",
                where=where,
            )
        )
    if re.search('database ".*" does not exist', cause):
        return StoreError(
            said("There is no such database on the server of '{where}'. Make it: createdb NAME.", where=where)
        )
    if re.search('role ".*" does not exist|authentication failed|no pg_hba.conf entry', cause):
        return StoreError(
            said(
                "The server of the store '{where}' does not let this user in ({cause}). Name another user.",
                where=where,
                cause=cause,
            )
        )
    if re.search("(?i)certificate|SSL", cause):
        return StoreError(
            said(
                "The way to the server of the store '{where}' cannot be encrypted as asked "
                "({cause}). Mend sslmode, sslrootcert or the server's certificate.",
                where=where,
                cause=cause,
            )
        )
    if re.search("definition of service|service file", cause):
        return StoreError(
            said(
                "The service of '{where}' is not known here ({cause}). Mend pg_service.conf.", where=where, cause=cause
            )
        )
    return _away(cause, where)


def _away(cause: str, where: str) -> SigverifyError:
    return StoreAwayError(
        said(
            "The server of the store '{where}' cannot be reached, or the connection broke "
            "({cause}). What was not stored yet stays undone; see to the network and the server, "
            "then try again.",
            where=where,
            cause=cause,
        )
    )
