"""Looks at a database where somebody wants to keep signers, before it is taken: nothing is made or changed there."""

import os
from collections.abc import Sequence

from sqlalchemy import Connection, inspect, text

from sigverify.errors import ResourceFault
from sigverify.sentences import said
from sigverify.storage import migrating
from sigverify.storage.database import Address, address_of, connected, looked_at, open_to_others, require_fit, url_of
from sigverify.storage.faults import translated
from sigverify.storage.rows import FoundStore


def look(typed: str, patience_s: float) -> FoundStore:
    """Return what is where a URL or a path leads.

    Raises UsageError where it leads nowhere or holds a password, StoreVersionError where a newer program wrote the
    store, StoreDamagedError where it is no store, StoreAwayError where its server is away, ResourceFault where a file
    could not be made or read.
    """
    address = address_of(url_of(typed))
    url = address.url.render_as_string()
    if address.path is not None and not address.path.exists():
        _require_room(address)
        return FoundStore(url=url, name=address.name, is_new=True)
    with translated(address.name):
        engine = looked_at(address, patience_s)
        try:
            with connected(engine) as connection, connection.begin():
                require_fit(connection, address.name)
                revision = migrating.current_revision(connection, address.name)
                return FoundStore(
                    url=url,
                    name=address.name,
                    is_new=revision is None or not _count(connection, "store_key"),
                    is_older=revision not in (None, migrating.REVISIONS[-1]),
                    signers=_count(connection, "signers"),
                    ways_in=_ways_in(connection),
                    warning=open_to_others(connection) or "",
                )
        finally:
            engine.dispose()


def _require_room(address: Address) -> None:
    """Raise ResourceFault where no file can be made."""
    assert address.path is not None, "a server makes its own room"
    folder = next(folder for folder in address.path.parents if folder.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise ResourceFault(
            said(
                "No file can be made at '{name}': '{folder}' may not be written. Choose another place.",
                name=address.name,
                folder=folder,
            )
        )


def _count(connection: Connection, table: str) -> int:
    if table not in inspect(connection).get_table_names():
        return 0
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 # our own name


def _ways_in(connection: Connection) -> Sequence[str]:
    """Return by what a store opens; of one that an older program wrote, by the one thing there was."""
    there = inspect(connection).get_table_names()
    if not there:
        return ()
    table = "key_wraps" if "key_wraps" in there else "store_key"
    return tuple(connection.execute(text(f"SELECT DISTINCT source FROM {table}")).scalars())  # noqa: S608 # our own names
