"""Puts a backup in the place of a store on a server, in one transaction there, while no other desk writes."""

from pathlib import Path

from sqlalchemy import Connection, text

from sigverify.errors import StoreDamagedError, UsageError
from sigverify.sentences import said
from sigverify.storage import copying, migrating, restoring, unlocking
from sigverify.storage.database import Address, connected, counters, open_engine, remove_database, set_counters
from sigverify.storage.faults import translated
from sigverify.storage.folders import (
    PUT_ASIDE,
    free_name,
    machine_file,
    make_private_file,
    make_private_folder,
    restoring_file,
)
from sigverify.storage.restoring import Opening, Present
from sigverify.storage.rows import Restored
from sigverify.storage.schema import Base
from sigverify.storage.transaction import Transaction


def restore(address: Address, backup: Path, opening: Opening, patience_s: float) -> Restored:
    """Put a backup in the place of the store at `address`; see `restoring.restore`, whose rules hold here too.

    The present store is first written to a backup on this machine. Desks that have the store open go on with what was
    restored.
    """
    if not backup.is_file():
        raise UsageError(
            said("There is no backup '{backup}'. Name the file that 'sigverify store backup' wrote.", backup=backup)
        )
    with translated(address.name):
        migrating.migrate(address, patience_s)
        engine = open_engine(address, patience_s)
        try:
            with connected(engine, alone=True) as target, target.begin():
                passing = restoring_file(address.name)  # nobody else's: whoever else restores there waits for its turn
                try:
                    return _replaced(target, address, passing, backup, opening, patience_s)
                finally:
                    remove_database(passing)
        finally:
            engine.dispose()


def _replaced(
    target: Connection, address: Address, passing: Path, backup: Path, opening: Opening, patience_s: float
) -> Restored:
    make_private_folder(passing.parent)
    remove_database(passing)
    make_private_file(passing)
    restoring.read_pages(backup, passing)
    present = _present(target, address, opening)
    ready = restoring.beside(address, passing, str(backup))
    checked, erased = restoring.made_ready(ready, present, opening, patience_s)
    put_aside = None
    if present is not None:
        put_aside = free_name(machine_file(present.keys.store_id, PUT_ASIDE))
        make_private_folder(put_aside.parent)
        work = Transaction.of(target, present.keys.again())
        copying.back_up(work, present.keys, address, put_aside, patience_s, lambda _done, _all: None)
    given = counters(target)
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    target.execute(text(f"TRUNCATE {names}"))  # which no trigger refuses, unlike DELETE
    with restoring.opened(ready, patience_s) as source:
        copying.copy_rows(source, target)
        copying.copy_keys(source, target)
    restored = counters(target)
    set_counters(target, {name: max(given.get(name, 0), restored.get(name, 0)) for name in given | restored})
    return Restored(check=checked, erased=erased, put_aside=put_aside)


def _present(target: Connection, address: Address, opening: Opening) -> Present | None:
    """Return what is to be known of the store that is there, None where there is none that can be read."""
    if not unlocking.has_key(target):
        return None
    try:
        return restoring.present_of(target, address, opening)
    except StoreDamagedError:  # which may be why a backup is restored
        return None
