"""Looks at everything in a store: whether it opens, and whether the audit chain is sound."""

from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection, func, select

from sigverify.errors import StoreDamagedError
from sigverify.storage import (
    attempts,
    chain_check,
    decisions,
    journal,
    models,
    notes,
    operators,
    recordings,
    settings,
    signers,
    templates,
)
from sigverify.storage.rows import StoreCheck
from sigverify.storage.schema import Base, RecordingRow, SettingRow, SignerRow
from sigverify.storage.transaction import Transaction


def check(work: Transaction) -> StoreCheck:
    """Open every sealed value and check every entry of the audit chain."""
    faults: list[str] = []
    for look in _looks(work):
        try:
            look()
        except StoreDamagedError as error:
            faults.append(error.sentence)
    report = chain_check.verify(work)
    return StoreCheck(rows=count_rows(work.connection), head=report.head, faults=(*faults, *report.faults))


def count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in Base.metadata.sorted_tables
    }


def _looks(work: Transaction) -> Iterator[Callable[[], object]]:
    """Yield what opens each thing in the store, ink one by one since there may be much of it."""
    yield partial(work.keys.check, work.connection)
    for signer_id in work.connection.execute(select(SignerRow.id)).scalars().all():
        yield partial(signers.one, work, signer_id)
        yield partial(templates.in_force, work, signer_id)
        yield partial(templates.open_sketches, work, signer_id)
        yield partial(decisions.find, work, signer_id)
        yield partial(notes.of_signer, work, signer_id)
        yield partial(attempts.find, work, signer_id)
    for recording_id in work.connection.execute(select(RecordingRow.id)).scalars().all():
        yield partial(recordings.find, work, recording_id=recording_id)
    yield partial(_open_captures, work)
    yield partial(operators.find, work)
    yield partial(models.find, work)
    for name in work.connection.execute(select(SettingRow.name)).scalars().all():
        yield partial(settings.get, work, name)


def _open_captures(work: Transaction) -> None:
    """Raise StoreDamagedError where a stroke of the journal does not open."""
    for capture in journal.unfinished(work):
        if capture.fault:
            raise StoreDamagedError(capture.fault)
