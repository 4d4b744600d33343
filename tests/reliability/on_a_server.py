"""The databases that jobs on a server work in: one for each folder, made from that of the folder it is a copy of."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from killing import STORE_URL
from postgresql_server import MISSING, PostgresqlServer, running

TARGET_URL = "target-url"
"""File that names the database which a store is copied to."""

_SETTLED_S = 30.0
_started: list[PostgresqlServer] = []


@contextmanager
def started() -> Iterator[None]:
    """Run the one server; ends the program where none is installed."""
    with running() as server:
        if server is None:
            sys.exit(f"There is {MISSING}.")
        _started.append(server)
        yield
        _started.clear()


def make(folder: Path, kind: str = STORE_URL) -> str:
    """Make an empty database for a folder, note its URL there in the file `kind`, and return it."""
    _server().sql(f'CREATE DATABASE "{folder.name}"')
    return _noted(folder, kind)


def copy(template: Path, folder: Path) -> None:
    """Copy a folder, and the database that belongs to it."""
    shutil.copytree(template, folder)
    (kind,) = [kind for kind in (STORE_URL, TARGET_URL) if (template / kind).exists()]
    settle(template)
    # The copy of a sequence does not know what the log promises of the one that it is a copy of: without a checkpoint a
    # server that stops at once would give its numbers twice.
    _server().sql(f'CREATE DATABASE "{folder.name}" TEMPLATE "{template.name}"', "CHECKPOINT")
    _noted(folder, kind)


def remove(folder: Path) -> None:
    """Drop a folder and its database."""
    _server().sql(f'DROP DATABASE "{folder.name}" WITH (FORCE)')
    shutil.rmtree(folder)


def settle(folder: Path) -> None:
    """Wait until the server has noticed that nobody is there any more, as it has long before anybody starts anew."""
    until = time.monotonic() + _SETTLED_S
    while _server().rows(f"{_SESSIONS} '{folder.name}'"):
        assert time.monotonic() < until, "a session outlives its program"
        time.sleep(0.005)


def hang_up(folder: Path) -> None:
    """End the connections of the program that works in a folder, as whoever keeps the server may."""
    _server().rows(f"SELECT pg_terminate_backend(pid) FROM ({_SESSIONS} '{folder.name}') AS these")


def stop_and_start(folder: Path) -> None:
    """Stop the server as a power cut does, and start it again."""
    del folder
    _server().stop()
    _server().start()


def run(folder: Path, statements: str) -> None:
    """Run statements past the program in the database of a folder."""
    _server().sql(statements, database=folder.name)


def rows_of(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Return what a query past the program gives in the database of a folder."""
    return _server().rows(query, folder.name)


_SESSIONS = "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname ="


def _noted(folder: Path, kind: str) -> str:
    url = _server().url(database=folder.name)
    (folder / kind).write_text(url, encoding="utf-8")
    return url


def _server() -> PostgresqlServer:
    (server,) = _started
    return server
