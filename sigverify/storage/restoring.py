"""Puts a backup in the place of a store: made ready beside it, checked, then renamed, so that it is never half."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select, text

from sigverify.errors import ResourceFault, StoreDamagedError, StoreError, StoreKeyError, UsageError
from sigverify.sentences import joined, said
from sigverify.storage import chain, checking, erasing, events, migrating, operators, resealing, unlocking
from sigverify.storage.database import (
    LOGS,
    Address,
    address_of,
    connected,
    copy_pages,
    open_engine,
    put_in_place,
    remove_database,
)
from sigverify.storage.faults import fault, translated
from sigverify.storage.folders import PUT_ASIDE, free_name, make_private_file, make_private_folder
from sigverify.storage.rows import AuditHead, Restored, StoreCheck
from sigverify.storage.schema import SignerRow
from sigverify.storage.store_keys import StoreKeys
from sigverify.storage.transaction import Transaction

BACKUP_PASSPHRASE_VARIABLE = "SIGVERIFY_BACKUP_PASSPHRASE"  # noqa: S105 # the name of a variable

_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
"""Of a backup they are a reason to refuse it; of the present store perhaps why a backup is restored."""


@dataclass(frozen=True)
class Opening:
    """What opens a store and a backup that is to replace it.

    passphrase, operator: open the present store, and the backup where it was made since they were last changed.
    backup_passphrase: opens a backup from before that: the passphrase, password or recovery key of its time.
    """

    passphrase: unlocking.Secret = None
    operator: str | None = None
    backup_passphrase: str | None = None


@dataclass(frozen=True)
class Present:
    """The store that a backup is to replace: keys, ways in, operators, the end of its chain, and whom it erased."""

    keys: StoreKeys
    wraps: tuple[unlocking.Wrap, ...]
    operators: tuple[tuple[str, bytes, datetime], ...]
    head: AuditHead | None
    erased: Mapping[str, bool]
    """By id; whether forgeries that named them went too."""
    forgers: Mapping[str, bool]
    """The same of forgers, by digests of their names."""


def check_copy(copy: Path, address: Address, keys: StoreKeys, patience_s: float) -> StoreCheck:
    """Check a copy of a store whose keys are at hand; raises StoreDamagedError where its pages are damaged.

    address: of the store that it is a copy of.
    """
    with opened(beside(address, copy, address.name), patience_s) as connection:
        _check_pages(connection, address.name)
        return checking.check(Transaction.of(connection, keys.again()))


def restore(address: Address, backup: Path, opening: Opening, patience_s: float) -> Restored:
    """Put a backup in the place of the store in a file, which need not exist, and tell the audit chain.

    Signers and forgers whom the present store has erased since the backup are erased in it again: who was erased
    stays erased. The present store is put aside under a name of its own, and what protects it protects the restored
    one: a passphrase that was changed since the backup does not come back.

    Raises UsageError where the backup is missing or the store itself;
    StoreDamagedError where the backup is none, is cut short or does not check out; StoreKeyError where its key is not
    at hand; StoreError where it is of another store, or another program has the store open. Nothing is changed then.
    """
    assert address.path is not None, "on a server, see `restoring_server`"
    if not backup.is_file():
        raise UsageError(
            said("There is no backup '{backup}'. Name the file that 'sigverify store backup' wrote.", backup=backup)
        )
    if address.path.exists() and backup.samefile(address.path):
        raise UsageError(said("'{backup}' is the store itself. Name a backup of it.", backup=backup))
    make_private_folder(address.folder)
    passing = address.path.with_name(f"{address.path.name}.restoring")
    remove_database(passing)
    make_private_file(passing)
    try:
        read_pages(backup, passing)
        if address.path.exists():
            _check_alone(address.path, patience_s)
        with translated(address.name):
            present = _present(address, opening, patience_s)
            ready = beside(address, passing, str(backup))
            checked, erased = made_ready(ready, present, opening, patience_s)
        put_aside = _put_aside(address.path, patience_s) if address.path.exists() else None
        try:
            put_in_place(passing, address.path)
        except OSError:
            if put_aside is not None:
                remove_database(put_aside)  # the store still has its own name
            raise
    except OSError as error:
        raise ResourceFault(
            said(
                "'{backup}' could not be put in the place of '{path}' ({strerror}), which is as it "
                "was. Mend the rights of its folder, or make room.",
                backup=backup,
                path=address.path,
                strerror=error.strerror,
            )
        ) from error
    finally:
        remove_database(passing)
    return Restored(check=checked, erased=erased, put_aside=put_aside)


def read_pages(backup: Path, passing: Path) -> None:
    """Copy the pages of a backup to an empty file; raises StoreDamagedError where it is none."""
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as source:
            copy_pages(source, passing)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _DAMAGED:
            raise _no_backup(backup, str(error)) from error
        raise fault(error, str(backup)) from error


def _check_alone(path: Path, patience_s: float) -> None:
    """Take SQLite's log into the file; raises StoreError where another program has the store open."""
    try:
        with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # which needs to be alone
    except sqlite3.DatabaseError as error:
        code = error.sqlite_errorcode & 0xFF  # the low byte is the primary code
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError(
                said("The store '{path}' is open in another window or program. Close it, then restore.", path=path)
            ) from error
        if code not in _DAMAGED:
            raise fault(error, str(path)) from error


def _present(address: Address, opening: Opening, patience_s: float) -> Present | None:
    """Return what is to be known of the present store, None where there is none that can be read."""
    assert address.path is not None, "only files are restored"
    if not address.path.exists() or not address.path.stat().st_size:
        return None
    try:
        with translated(address.name), opened(address, patience_s) as connection:
            found = migrating.current_revision(connection, address.name)
        if found is None:
            return None
        if found != migrating.REVISIONS[-1]:
            migrating.migrate(address, patience_s)
        with translated(address.name), opened(address, patience_s, writes=True) as connection:
            return present_of(connection, address, opening)
    except StoreDamagedError:  # which may be why a backup is restored
        return None


def present_of(connection: Connection, address: Address, opening: Opening) -> Present:
    """Return what is to be known of a store of today's schema; raises NotAllowedError for who may not replace it."""
    keys = unlocking.unlock(connection, address, opening.passphrase, opening.operator).keys
    keys = resealing.give_signers_keys(connection, keys)
    work = Transaction.of(connection, keys)
    operators.require(work, "administer")
    return Present(
        keys=keys.again(),
        wraps=tuple(unlocking.wraps(connection)),
        operators=tuple(operators.rows(connection)),
        head=chain.head(work),
        erased=_erased(work),
        forgers=_erased_forgers(work),
    )


def made_ready(copy: Address, present: Present | None, opening: Opening, patience_s: float) -> tuple[StoreCheck, int]:
    """Check a copy of a backup, bring it up to date, and erase in it whom the present store has erased."""
    with opened(copy, patience_s, hold_references=False) as connection:
        _check_pages(connection, copy.name)
        if migrating.current_revision(connection, copy.name) is None:
            raise _no_backup(Path(copy.name), said("it is empty"))
    engine = open_engine(copy, patience_s, hold_references=False, with_log=False)
    try:
        migrating.upgrade(engine, copy)
    finally:
        engine.dispose()
    with opened(copy, patience_s, writes=True) as connection:
        if present is not None and unlocking.store_id(connection) != present.keys.store_id:
            raise StoreError(
                said(
                    "'{name}' is a backup of another store. Name the store that it belongs to by --store.",
                    name=copy.name,
                )
            )
        keys = resealing.give_signers_keys(connection, _keys_of(connection, copy, present, opening))
        if present is not None:
            present.keys.take_over(connection, keys)
            unlocking.keep_wraps(connection, present.wraps)
            operators.keep_rows(connection, present.operators)
            keys = present.keys
        work = Transaction.of(connection, keys)
        chain.begin(work)
        chain.write(work)
        checked = checking.check(work)
        if checked.faults or checked.head is None:
            raise StoreDamagedError(
                said(
                    "The backup '{name}' does not check out, and was not restored. Name another one. {faults}",
                    name=copy.name,
                    faults=joined(checked.faults[:3]),
                )
            )
        gone = (present.erased if present is not None else {}).keys() - _erased(work).keys()
        again = gone & set(connection.execute(select(SignerRow.id)).scalars())
        for signer_id in sorted(gone):  # those who are not there too, so that no other backup brings them back
            forgeries = present is not None and present.erased[signer_id]
            if signer_id in again:
                erasing.signer(work, signer_id, forgeries=forgeries)
            else:
                work.tell(events.signer_erased(signer_id, forgeries=forgeries))
        forgers = present.forgers if present is not None else {}
        erasing.forgers_again(work, {name: forgers[name] for name in forgers.keys() - _erased_forgers(work).keys()})
        if again:
            keys.replace(connection)
        work.tell(events.restored(checked.head, present.head if present is not None else None))
        chain.write(work)
        checked = replace(checked, rows=checking.count_rows(connection))  # without those who were erased again
    return checked, len(again)


def _keys_of(connection: Connection, copy: Address, present: Present | None, opening: Opening) -> StoreKeys:
    """Open a backup: by what opened the present store, where that opened it then too, else by what was typed."""
    if present is not None:
        with suppress(StoreKeyError):
            return unlocking.unlock(connection, copy, present.keys.way_in).keys
    typed = opening.passphrase if opening.backup_passphrase is None else opening.backup_passphrase
    try:
        return unlocking.unlock(connection, copy, typed, opening.operator).keys
    except StoreKeyError as error:
        if present is None:
            raise
        raise StoreKeyError(
            said(
                "The backup '{name}' is from before the passphrase was changed, and opens by the one "
                "of its time, or by the recovery key of its time. Set {variable}.",
                name=copy.name,
                variable=BACKUP_PASSPHRASE_VARIABLE,
            )
        ) from error


def _erased(work: Transaction) -> dict[str, bool]:
    """Return who was erased, by the audit chain, and whether forgeries that named them went too."""
    told = [entry.event for entry in chain.entries(work, kind="signer-erased")]
    return {event.signer_id: "forgeries" in event.facts for event in told if event.signer_id is not None}


def _erased_forgers(work: Transaction) -> dict[str, bool]:
    """Return which names of forgers were erased, as digests, and whether what they forged went too."""
    found: dict[str, bool] = {}
    for entry in chain.entries(work, kind="forger-erased"):
        names, forgeries = entry.event.facts["names"], bool(entry.event.facts["forgeries"])
        assert isinstance(names, list), "as `events` writes them"
        found |= {name: forgeries or found.get(name, False) for name in names}
    return found


def _put_aside(path: Path, patience_s: float) -> Path:
    """Give the present store a second name, under which it stays; raises StoreError as `_check_alone` does."""
    _check_alone(path, patience_s)
    aside = free_name(path.with_name(f"{path.name}.{PUT_ASIDE}"))
    remove_database(aside)  # its logs
    for ending in LOGS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    try:
        os.link(path, aside)
    except OSError:  # a file system without hard links
        make_private_file(aside)
        shutil.copyfile(path, aside)
    return aside


def _check_pages(connection: Connection, name: str) -> None:
    found = connection.execute(text("PRAGMA integrity_check(1)")).scalars().all()
    if found != ["ok"]:
        raise _no_backup(Path(name), str(found[0]))


def _no_backup(backup: Path, why: str) -> StoreDamagedError:
    return StoreDamagedError(
        said(
            "'{backup}' is no backup of a store, or it is damaged or was cut short ({why}). Name another one.",
            backup=backup,
            why=why,
        )
    )


def beside(address: Address, path: Path, name: str) -> Address:
    """Return the address of a file that needs the key of the store at `address`."""
    return replace(address, url=address_of(f"sqlite:///{path}").url, path=path, name=name)


@contextmanager
def opened(
    address: Address, patience_s: float, *, writes: bool = False, hold_references: bool = True
) -> Iterator[Connection]:
    """Open one transaction on a file that is left without a log, unless another program keeps one."""
    engine = open_engine(address, patience_s, hold_references=hold_references, with_log=False)
    try:
        with connected(engine, writes=writes) as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()
