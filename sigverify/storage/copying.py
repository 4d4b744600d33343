"""Copies a store to another database at the level of rows: what is sealed stays sealed, signer by signer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, insert, select

from sigverify.errors import ResourceFault, StoreDamagedError, UsageError
from sigverify.sentences import joined, said
from sigverify.storage import chain, checking, events, migrating, unlocking
from sigverify.storage.database import (
    Address,
    address_of,
    connected,
    counters,
    make_room,
    open_engine,
    put_in_place,
    remove_database,
    set_counters,
)
from sigverify.storage.faults import translated
from sigverify.storage.paging import pages
from sigverify.storage.rows import StoreCheck
from sigverify.storage.schema import Base, KeyWrapRow, StoreKeyRow
from sigverify.storage.store_keys import StoreKeys
from sigverify.storage.transaction import Transaction

_ITS_OWN = (StoreKeyRow.__tablename__, KeyWrapRow.__tablename__)
"""What a copy does not take over unless it is the same store: it has a key of its own, wrapped for itself."""

_AT_ONCE = 100
"""Rows that are held in memory at a time: they are long with ink."""

Progress = Callable[[int, int], None]
"""Is told how many rows of how many were copied."""


def copy(
    work: Transaction,
    url: str,
    patience_s: float,
    progress: Progress = lambda _done, _all: None,
) -> StoreCheck:
    """Copy what a transaction sees to the database at `url`, in one transaction there; returns the check of the copy.

    The copy has a key of its own, and the ways in that `unlocking.give_key` names. A SQLite file is made where there is
    none, under a passing name until it is whole: half a copy would pass for a store that holds little.

    Raises UsageError where there is a store already, StoreDamagedError where what was copied does not check out;
    nothing is left at the target then. What `progress` raises stops it in the same way.
    """
    address = address_of(url)
    if address.path is None or address.path.exists():
        return _copy_to(address, work, patience_s, progress, with_log=True)
    passing = address.path.with_name(address.path.name + ".part")
    remove_database(passing)
    beside = replace(address, url=address.url.set(database=str(passing)), path=passing)
    try:
        checked = _copy_to(beside, work, patience_s, progress, with_log=False)
        if address.path.exists():
            raise UsageError(said("'{name}' was made meanwhile. Name a new database.", name=address.name))
        put_in_place(passing, address.path)
    except OSError as error:
        raise ResourceFault(
            said(
                "The copy could not be put at '{name}' ({strerror}). Mend the rights of its folder, or make room.",
                name=address.name,
                strerror=error.strerror,
            )
        ) from error
    finally:
        remove_database(passing)
    return checked


def _copy_to(
    address: Address,
    work: Transaction,
    patience_s: float,
    progress: Progress,
    *,
    with_log: bool,
) -> StoreCheck:
    make_room(address)
    with translated(address.name):
        migrating.migrate(address, patience_s)
        engine = open_engine(address, patience_s, with_log=with_log)
        try:
            with connected(engine, alone=True) as target, target.begin():
                if any(checking.count_rows(target).values()):
                    raise UsageError(said("'{name}' holds a store already. Name a new database.", name=address.name))
                copy_rows(work.connection, target, progress)
                keys = unlocking.give_key(target, address, work.keys, work.connection)
                return _checked(work, Transaction.of(target, keys), address.name)
        finally:
            engine.dispose()


def back_up(
    work: Transaction, keys: StoreKeys, address: Address, target: Path, patience_s: float, progress: Progress
) -> StoreCheck:
    """Write what a transaction on a server sees to a SQLite file, which can be restored anywhere; returns its check.

    address: of the store. The file is the same store, by the same id, keys and ways in, faults included. It is made
    under a passing name: whole, or not there.
    """
    passing = target.with_name(target.name + ".part")
    remove_database(passing)
    file = replace(address, url=address_of(f"sqlite:///{passing.absolute()}").url, path=passing, name=str(target))
    try:
        make_room(file)
        with translated(file.name):
            engine = open_engine(file, patience_s, hold_references=False, with_log=False)
            try:
                migrating.upgrade(engine, file)
                with connected(engine, writes=True) as copied, copied.begin():
                    copy_rows(work.connection, copied, progress)
                    copy_keys(work.connection, copied)
                with connected(engine) as copied, copied.begin():
                    checked = checking.check(Transaction.of(copied, keys.again()))
            finally:
                engine.dispose()
        if checked.rows != checking.count_rows(work.connection):
            raise StoreDamagedError(
                said(
                    "'{target}' does not hold as many rows as the store, so it was not kept. Check its disk, "
                    "then copy again.",
                    target=target,
                )
            )
        put_in_place(passing, target)
    finally:
        remove_database(passing)
    return checked


def copy_rows(source: Connection, target: Connection, progress: Progress = lambda _done, _all: None) -> None:
    """Copy the rows of every table but the store's key and its ways in, and have ids go on from where they were."""
    whole = sum(checking.count_rows(source).values())
    done = 0
    progress(0, whole)
    for table in Base.metadata.sorted_tables:  # what is pointed to comes first
        if table.name not in _ITS_OWN:
            for count in _copied(source, target, table.name):
                done += count
                progress(done, whole)
    set_counters(target, counters(source))


def copy_keys(source: Connection, target: Connection) -> None:
    """Copy the store's id and the ways in to its key: the copy is the same store."""
    for name in _ITS_OWN:
        for _ in _copied(source, target, name):
            pass


def _copied(source: Connection, target: Connection, name: str) -> Iterator[int]:
    """Copy the rows of a table; yields how many, part by part."""
    table = Base.metadata.tables[name]
    for page in pages(source, select(table), list(table.primary_key), _AT_ONCE):
        target.execute(insert(table), [dict(row._mapping) for row in page])
        yield len(page)


def _checked(work: Transaction, copied: Transaction, name: str) -> StoreCheck:
    """Compare counts, open every value, and let the copy's chain go on; raises StoreDamagedError at a difference."""
    expected, checked = checking.count_rows(work.connection), checking.check(copied)
    if any(checked.rows[table] != count for table, count in expected.items() if table not in _ITS_OWN):
        raise StoreDamagedError(
            said(
                "The copy '{name}' does not hold as many rows as the store, so it was not kept. "
                "Check its disk, then copy again.",
                name=name,
            )
        )
    if checked.faults:
        raise StoreDamagedError(
            said(
                "The store does not check out, and so does no copy of it: none was kept. {faults}",
                faults=joined(checked.faults[:3]),
            )
        )
    copied.tell(events.copied(sum(expected.values())))
    chain.write(copied)
    return checked
