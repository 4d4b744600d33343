"""Gets the key of a store: makes it for a new one, unwraps it for an existing one, wraps it anew."""

import json
import os
import uuid

from sqlalchemy import Connection, func, insert, select, update

from sigverify.errors import StoreDamagedError, StoreKeyError
from sigverify.storage.cipher import KEY_BYTES, Cipher, Place
from sigverify.storage.database import Address
from sigverify.storage.folders import make_private_folder
from sigverify.storage.keys import (
    KeySource,
    Parameters,
    PassphraseSource,
    choose_key_source,
    recorded_key_source,
)
from sigverify.storage.schema import CaptureRow, SettingRow, SignerRow, StoreKeyRow
from sigverify.storage.transaction import now

_ROW = 1


def has_key(connection: Connection) -> bool:
    """Return whether the store has its key yet."""
    return connection.execute(select(StoreKeyRow.id)).first() is not None


def make_key(connection: Connection, address: Address, passphrase: str | None) -> None:
    """Give a new store its key, wrapped by the best source at hand; does nothing where it has one.

    Raises StoreDamagedError where the store holds sealed rows but its key is gone.
    """
    if has_key(connection):
        return  # another process was faster
    if any(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (SignerRow, CaptureRow, SettingRow)
    ):
        raise StoreDamagedError(f"The store '{address.name}' has lost its own key. Restore it from a copy.")
    make_private_folder(address.folder)  # a server needs none, a key file does
    store_id = str(uuid.uuid4())
    source = choose_key_source(address.folder, passphrase)
    wrapping, parameters = source.create(store_id)
    connection.execute(
        insert(StoreKeyRow).values(
            id=_ROW,
            store_id=store_id,
            source=source.kind,
            parameters=json.dumps(dict(parameters)),
            wrapped=Cipher(wrapping).seal(os.urandom(KEY_BYTES), _place(store_id)),
            made_at=now(),
        )
    )


def unlock(connection: Connection, address: Address, passphrase: str | None) -> tuple[bytes, KeySource]:
    """Return the store's own key and the source that wraps it.

    Raises StoreKeyError where the source lacks the wrapping key or has another one, StoreDamagedError where the
    record of the key makes no sense.
    """
    row = connection.execute(
        select(StoreKeyRow.store_id, StoreKeyRow.source, StoreKeyRow.parameters, StoreKeyRow.wrapped)
    ).first()
    if row is None:
        raise StoreDamagedError(f"The store '{address.name}' has lost its own key. Restore it from a copy.")
    source = recorded_key_source(row.source, address.folder, passphrase)
    wrapping = source.recover(row.store_id, _parameters(row.parameters))
    try:
        key = Cipher(wrapping).open(row.wrapped, _place(row.store_id))
    except StoreDamagedError as error:
        raise StoreKeyError(_WRONG[source.kind]) from error
    if len(key) != KEY_BYTES:
        raise StoreDamagedError(f"The key of the store '{address.name}' is not a key. Restore the store from a copy.")
    return key, source


def rewrap(connection: Connection, key: bytes, passphrase: str) -> KeySource:
    """Wrap the store's own key by a new passphrase, whatever wrapped it before; returns the new source."""
    source = PassphraseSource(passphrase)
    store_id = connection.execute(select(StoreKeyRow.store_id)).scalar_one()
    wrapping, parameters = source.create(store_id)
    connection.execute(
        update(StoreKeyRow)
        .where(StoreKeyRow.id == _ROW)
        .values(
            source=source.kind,
            parameters=json.dumps(dict(parameters)),
            wrapped=Cipher(wrapping).seal(key, _place(store_id)),
        )
    )
    return source


_WRONG = {
    "passphrase": "The passphrase is not the one of this store. Type it again; if it is surely right, the record of "
    "the store's key is damaged: restore the store from a copy.",
    "keyring": "The key in the system's keyring is not the one of this store. Restore the keyring from a copy.",
    "file": "The key file beside the store is not the one of this store. Put the right one back from a copy.",
}


def _place(store_id: str) -> Place:
    return Place("store_key", store_id, "wrapped")


def _parameters(text: str) -> Parameters:
    try:
        parameters = json.loads(text)
    except ValueError:
        parameters = None
    if not isinstance(parameters, dict):
        raise StoreDamagedError("The store's record of its key is no JSON object. Restore the store from a copy.")
    return parameters
