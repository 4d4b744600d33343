"""Turns a database's own errors into this program's, in words for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from sigverify.errors import ResourceFault, SigverifyError, StoreDamagedError, StoreError

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
        return ResourceFault(f"The disk of the store '{where}' failed to read or write ({cause}). Check the disk.")
    if code == sqlite3.SQLITE_NOTADB:
        return StoreDamagedError(
            f"'{where}' is not a database, or its head is damaged. Choose another file, or restore it from a copy."
        )
    if code in _DAMAGED:
        return StoreDamagedError(f"The store '{where}' is damaged ({cause}). Restore it from a copy.")
    if isinstance(error, IntegrityError):
        return StoreError(f"The store '{where}' refused a change that contradicts what it holds ({cause}).")
    return StoreError(f"The database of the store '{where}' refused to work: {cause}")
