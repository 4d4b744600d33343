"""Gets the key of a store: makes it for a new one, unwraps it for an existing one, wraps it anew."""

import json
import os
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from sigverify.errors import StoreDamagedError, StoreKeyError
from sigverify.sentences import said
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


@dataclass(frozen=True)
class WrappedKey:
    """What a store says of its key: its own id, the source of the wrapping key, what that needs, and the sealed key."""

    store_id: str
    source: str
    parameters: str
    wrapped: bytes


def wrapped_key(connection: Connection) -> WrappedKey:
    """Return what a store says of its key; raises StoreDamagedError where it says nothing."""
    row = connection.execute(
        select(StoreKeyRow.store_id, StoreKeyRow.source, StoreKeyRow.parameters, StoreKeyRow.wrapped)
    ).first()
    if row is None:
        raise StoreDamagedError(said("The store has lost its own key. Restore it from a copy."))
    return WrappedKey(*row)


def keep_wrapped(connection: Connection, key: WrappedKey) -> None:
    """Have a store say of its key what another copy of the same store says."""
    values = {"source": key.source, "parameters": key.parameters, "wrapped": key.wrapped}
    connection.execute(update(StoreKeyRow).where(StoreKeyRow.store_id == key.store_id).values(values))


def has_key(connection: Connection) -> bool:
    """Return whether the store has its key yet."""
    return connection.execute(select(StoreKeyRow.id)).first() is not None


def made_at(connection: Connection) -> datetime:
    """Return when the store got its key."""
    return connection.execute(select(StoreKeyRow.made_at)).scalar_one()


def give_key(connection: Connection, address: Address, key: bytes, source: KeySource) -> None:
    """Give a copy the key of the store that it was made of, wrapped anew under an id of its own by the same source.

    A key file is looked for, or made, in the folder of the copy. Raises StoreKeyError where the source refuses.
    """
    make_private_folder(address.folder)
    if source.kind == "file":
        source = recorded_key_source(source.kind, address.folder)
    store_id = str(uuid.uuid4())
    wrapping, parameters = source.create(store_id)
    _insert(connection, store_id, source.kind, parameters, wrapping, key)


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
        raise StoreDamagedError(
            said("The store '{name}' has lost its own key. Restore it from a copy.", name=address.name)
        )
    make_private_folder(address.folder)  # a server needs none, a key file does
    store_id = str(uuid.uuid4())
    source = choose_key_source(address.folder, passphrase)
    wrapping, parameters = source.create(store_id)
    _insert(connection, store_id, source.kind, parameters, wrapping, os.urandom(KEY_BYTES))


def unlock(connection: Connection, address: Address, passphrase: str | None) -> tuple[bytes, KeySource]:
    """Return the store's own key and the source that wraps it.

    Raises StoreKeyError where the source lacks the wrapping key or has another one, StoreDamagedError where the
    record of the key makes no sense.
    """
    row = wrapped_key(connection)
    source = recorded_key_source(row.source, address.folder, passphrase)
    wrapping = source.recover(row.store_id, _parameters(row.parameters))
    try:
        key = Cipher(wrapping).open(row.wrapped, _place(row.store_id))
    except StoreDamagedError as error:
        raise StoreKeyError(_WRONG[source.kind]) from error
    if len(key) != KEY_BYTES:
        raise StoreDamagedError(
            said("The key of the store '{name}' is not a key. Restore the store from a copy.", name=address.name)
        )
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


def _insert(
    connection: Connection, store_id: str, kind: str, parameters: Parameters, wrapping: bytes, key: bytes
) -> None:
    connection.execute(
        insert(StoreKeyRow).values(
            id=_ROW,
            store_id=store_id,
            source=kind,
            parameters=json.dumps(dict(parameters)),
            wrapped=Cipher(wrapping).seal(key, _place(store_id)),
            made_at=now(),
        )
    )


_WRONG = {
    "passphrase": said(
        "The passphrase is not the one of this store. Type it again; if it is surely right, the record of "
        "the store's key is damaged: restore the store from a copy."
    ),
    "keyring": said("The key in the system's keyring is not the one of this store. Restore the keyring from a copy."),
    "file": said("The key file beside the store is not the one of this store. Put the right one back from a copy."),
}


def _place(store_id: str) -> Place:
    return Place("store_key", store_id, "wrapped")


def _parameters(text: str) -> Parameters:
    try:
        parameters = json.loads(text)
    except ValueError:
        parameters = None
    if not isinstance(parameters, dict):
        raise StoreDamagedError(said("The store's record of its key is no JSON object. Restore the store from a copy."))
    return parameters
