"""Brings a store whose program sealed everything under one key to a key for each signer; once in a store's life.

The one key goes on as the key of the store's own records, so that the audit chain, heads of it that were exported,
settings and digests stay as they are. All that is held of signers is sealed anew, in the one transaction that does all
of it.
"""

from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, LargeBinary, Select, Table, select, update

from sigverify.errors import StoreDamagedError
from sigverify.storage import journal, unlocking
from sigverify.storage.cipher import Cipher, Place, new_key
from sigverify.storage.paging import pages
from sigverify.storage.schema import (
    AttemptRow,
    Base,
    CaptureRow,
    DecisionRow,
    NoteRow,
    ProfileRow,
    RecordingRow,
    SignerRow,
    StoreKeyRow,
    StrokeRow,
    TemplateRow,
)
from sigverify.storage.store_keys import StoreKeys

_AT_ONCE = 100
_SEALED = "_sealed"


def needed(connection: Connection) -> bool:
    """Return whether everything is sealed under one key still."""
    return connection.execute(select(StoreKeyRow.generation)).scalar_one() == 0


def give_signers_keys(connection: Connection, keys: StoreKeys) -> StoreKeys:
    """Give every signer a key and seal anew what is held of them; returns the store's keys from now on.

    keys: with the one key there was. Does nothing where another process was faster. What does not open stays as it is.
    """
    if not needed(connection):
        return keys
    old_key = keys.one_key_for_all()
    old = Cipher(old_key)
    made = StoreKeys(keys.store_id, keys.way_in, new_key(), 0)
    unlocking.rewrap_old(connection, made, old_key)
    for signer_id in connection.execute(select(SignerRow.id)).scalars().all():
        made.add(connection, signer_id)
    for capture_id in connection.execute(select(CaptureRow.id).where(CaptureRow.signer_id.is_(None))).scalars().all():
        made.add(connection, journal.nobodys(capture_id))
    _reseal(connection, old, made, SignerRow, select(SignerRow.id.label("of"), SignerRow.__table__))
    for table in (ProfileRow, RecordingRow, TemplateRow, DecisionRow, AttemptRow):
        _reseal(connection, old, made, table, select(table.signer_id.label("of"), table.__table__))
    _reseal(
        connection,
        old,
        made,
        NoteRow,
        select(DecisionRow.signer_id.label("of"), NoteRow.__table__).join(
            DecisionRow, DecisionRow.id == NoteRow.decision_id
        ),
    )
    _reseal(
        connection,
        old,
        made,
        StrokeRow,
        select(CaptureRow.signer_id.label("of"), StrokeRow.__table__).join(
            CaptureRow, CaptureRow.id == StrokeRow.capture_id
        ),
    )
    made.begin_to_count(connection)
    return made


def _reseal(
    connection: Connection, old: Cipher, keys: StoreKeys, mapped: type[Base], query: Select[tuple[Any, ...]]
) -> None:
    """Seal every sealed column of a table anew; query: its rows, and whom each belongs to as 'of'."""
    table = mapped.__table__
    assert isinstance(table, Table), "every class is mapped to a table of its own"
    for page in pages(connection, query, list(table.primary_key), _AT_ONCE):  # long with ink
        for row in page:
            was, owner = row.of or "", row.of or journal.nobodys(row._mapping["capture_id"])
            name = "/".join(str(row._mapping[column.name]) for column in table.primary_key)
            values: dict[str, bytes] = {}
            for column in table.columns:
                sealed = row._mapping[column.name]
                if isinstance(column.type, LargeBinary) and column.name.endswith(_SEALED) and sealed is not None:
                    short = column.name.removesuffix(_SEALED)
                    with suppress(StoreDamagedError):  # it opened for nobody, and does not now; the others must
                        value = old.open(sealed, Place(table.name, name, short, was))
                        place = Place(table.name, name, short, owner)
                        values[column.name] = keys.cipher_of(connection, owner).seal(value, place)
            if values:
                this = [column == row._mapping[column.name] for column in table.primary_key]
                connection.execute(update(table).where(*this).values(values))
