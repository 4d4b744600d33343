"""Copies a store to another database at the level of rows: what is sealed stays sealed, signer by signer."""

from sqlalchemy import Connection, insert, select

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.storage import chain, checking, events, migrating, unlocking
from sigverify.storage.database import WRITES, address_of, counters, make_room, open_engine, set_counters
from sigverify.storage.faults import translated
from sigverify.storage.rows import StoreCheck
from sigverify.storage.schema import Base, KeyWrapRow, StoreKeyRow
from sigverify.storage.transaction import Transaction

_ITS_OWN = (StoreKeyRow.__tablename__, KeyWrapRow.__tablename__)
"""What a copy does not take over: it has a key of its own, wrapped for itself."""

_AT_ONCE = 100
"""Rows that are held in memory at a time: they are long with ink."""


def copy(work: Transaction, url: str, patience_s: float) -> StoreCheck:
    """Copy what a transaction sees to the database at `url`, in one transaction there; returns the check of the copy.

    The copy has a key of its own, and the ways in that `unlocking.give_key` names. A SQLite file is made where there is
    none.

    Raises UsageError where there is a store already, StoreDamagedError where what was copied does not check out;
    nothing is left at the target then.
    """
    address = address_of(url)
    fresh = address.path is not None and not address.path.exists()
    make_room(address)
    try:
        with translated(address.name):
            migrating.migrate(address, patience_s)
            engine = open_engine(address, patience_s)
            try:
                with engine.connect().execution_options(**{WRITES: True}) as target, target.begin():
                    if any(checking.count_rows(target).values()):
                        raise UsageError(f"'{address.name}' holds a store already. Name a new database.")
                    _copy_rows(work.connection, target)
                    keys = unlocking.give_key(target, address, work.cipher.keys, work.connection)
                    return _checked(work, Transaction.of(target, keys), address.name)
            finally:
                engine.dispose()
    except BaseException:
        if fresh and address.path is not None:
            for ending in ("", "-wal", "-shm"):
                address.path.with_name(address.path.name + ending).unlink(missing_ok=True)
        raise


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in Base.metadata.sorted_tables:  # what is pointed to comes first
        if table.name in _ITS_OWN:
            continue
        rows = source.execute(select(table).execution_options(yield_per=_AT_ONCE))
        for part in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in part])
    set_counters(target, counters(source))


def _checked(work: Transaction, copied: Transaction, name: str) -> StoreCheck:
    """Compare counts, open every value, and let the copy's chain go on; raises StoreDamagedError at a difference."""
    expected, checked = checking.count_rows(work.connection), checking.check(copied)
    if any(checked.rows[table] != count for table, count in expected.items() if table not in _ITS_OWN):
        raise StoreDamagedError(f"The copy '{name}' does not hold as many rows as the store, so it was not kept.")
    if checked.faults:
        raise StoreDamagedError(
            f"The store does not check out, and so does no copy of it: none was kept. {' '.join(checked.faults[:3])}"
        )
    copied.tell(events.copied(sum(expected.values())))
    chain.write(copied)
    return checked
