"""The ways in to a store: its key lies in it, wrapped for each of them.

- a passphrase, and with operators one of each instead (see `operators`);
- the keyring of a machine, which keeps a secret of its own as a cache: whoever is logged in there types nothing;
- a key file beside the database, where there is neither keyring nor passphrase;
- the recovery key on paper, which opens the store wherever the others are lost.

Any of them opens the store; each can be added, replaced and taken away without touching what is sealed.
"""

import json
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from sqlalchemy import Connection, delete, func, insert, select

from sigverify.errors import StoreDamagedError, StoreKeyError, StoreLockedError, UsageError
from sigverify.sentences import said
from sigverify.storage.cipher import Cipher, Place, new_key
from sigverify.storage.database import Address
from sigverify.storage.folders import make_private_folder
from sigverify.storage.key_sources import KeyKind, KeySource, Parameters
from sigverify.storage.keys import (
    OPERATOR_VARIABLE,
    RecoverySource,
    choose_key_source,
    recorded_key_source,
    unknown_source,
)
from sigverify.storage.passphrase import NO_PASSPHRASE, PassphraseSource, given_passphrase
from sigverify.storage.recovery import looks_like_recovery_key
from sigverify.storage.schema import CaptureRow, KeyWrapRow, SettingRow, SignerRow, StoreKeyRow
from sigverify.storage.store_keys import THE_STORE, StoreKeys, WayIn, check_length
from sigverify.storage.transaction import now
from sigverify.storage.wrapping import public_half, unwrap

_ROW = 1

SHORTEST = 8
"""Characters of a passphrase or password that somebody chooses: fewer are found by trying."""

Secret = str | WayIn | None
"""A passphrase, password or recovery key; what opened the store in another thread; None for what is at hand."""


@dataclass(frozen=True)
class Wrap:
    """The store's key, wrapped for one way in, as it lies in the store."""

    id: str
    source: str
    parameters: str
    public_sealed: bytes | None
    wrapped: bytes
    made_at: datetime


@dataclass(frozen=True)
class Unlocked:
    """An unlocked store: its keys and, for a person, what opened it."""

    keys: StoreKeys
    source: KeySource


def wraps(connection: Connection) -> list[Wrap]:
    """Return every way in, in the order they were made."""
    columns = (
        *(KeyWrapRow.id, KeyWrapRow.source, KeyWrapRow.parameters),
        *(KeyWrapRow.public_sealed, KeyWrapRow.wrapped, KeyWrapRow.made_at),
    )
    rows = connection.execute(select(*columns).order_by(KeyWrapRow.made_at, KeyWrapRow.id)).tuples()
    return [Wrap(*row) for row in rows]


def keep_wraps(connection: Connection, kept: Sequence[Wrap]) -> None:
    """Have a store know the ways in of another state of it, and no others."""
    connection.execute(delete(KeyWrapRow))
    if kept:
        connection.execute(insert(KeyWrapRow), [vars(one) for one in kept])


def has_key(connection: Connection) -> bool:
    """Return whether the store has its key yet."""
    return connection.execute(select(StoreKeyRow.id)).first() is not None


def store_id(connection: Connection) -> str:
    """Return the store's own id, the same in all its backups; raises StoreDamagedError where it has lost its key."""
    found = connection.execute(select(StoreKeyRow.store_id)).scalar()
    if found is None:
        raise StoreDamagedError(said("The store has lost its own key. Restore it from a copy."))
    return found


def made_at(connection: Connection) -> datetime:
    """Return when the store got its key."""
    return connection.execute(select(StoreKeyRow.made_at)).scalar_one()


def make_key(connection: Connection, address: Address, passphrase: Secret) -> WayIn | None:
    """Give a new store its key, wrapped for the best source at hand; does nothing where it has one.

    Returns the way in by a passphrase, which takes long on purpose and need not be found a second time; None where the
    store opens otherwise, for what a keyring or a file keeps is to be read back at once.

    Raises StoreDamagedError where the store holds sealed rows but its key is gone.
    """
    if has_key(connection):
        return None  # another process was faster
    if any(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (SignerRow, CaptureRow, SettingRow)
    ):
        raise StoreDamagedError(
            said("The store '{name}' has lost its own key. Restore it from a copy.", name=address.name)
        )
    make_private_folder(address.folder)  # a server needs none, a key file does
    source = choose_key_source(address.folder, passphrase if isinstance(passphrase, str) else None)
    wrap_id, made = str(uuid.uuid4()), now()
    secret, parameters = source.create(wrap_id)
    way_in = WayIn(wrap_id, source.kind, secret)
    keys = _begin(connection, way_in, made)
    keys.add_way_in(connection, wrap_id, source.kind, json.dumps(dict(parameters)), public_half(secret), made)
    keys.add(connection, THE_STORE)
    return way_in if source.kind == "passphrase" else None


def give_key(connection: Connection, address: Address, source: StoreKeys, of: Connection) -> StoreKeys:
    """Give a copy of a store a key and an id of its own, and the ways in of the store that hold anywhere.

    connection: to the copy, whose rows hold everyone's key as the store's do. source, of: the store's keys and
    database. A passphrase, operators' passwords and the recovery key open the copy too; of keyrings and key files the
    one that opened the store gets another secret for the copy, in the folder of the copy. Raises StoreKeyError where
    it refuses.
    """
    make_private_folder(address.folder)
    publics = source.public_halves(of)
    ways: list[tuple[str, KeyKind, str, bytes]] = []
    way_in = source.way_in
    for one in wraps(of):
        kind, wrap_id = kind_of(one), str(uuid.uuid4())
        mine = one.id == source.way_in.wrap_id
        if kind in ("keyring", "file"):
            if mine:
                secret, parameters = recorded_key_source(kind, address.folder).create(wrap_id)
                ways.append((wrap_id, kind, json.dumps(dict(parameters)), public_half(secret)))
                way_in = replace(source.way_in, wrap_id=wrap_id, secret=secret)
            continue
        ways.append((wrap_id, kind, one.parameters, publics[one.id]))
        if mine:
            way_in = replace(source.way_in, wrap_id=wrap_id)
    given_id, made = str(uuid.uuid4()), now()
    connection.execute(insert(StoreKeyRow).values(id=_ROW, store_id=given_id, made_at=made, generation=1))
    keys = source.give_to(connection, given_id, way_in)
    for wrap_id, kind, text, public in ways:
        keys.add_way_in(connection, wrap_id, kind, text, public, made)
    return keys


def unlock(connection: Connection, address: Address, secret: Secret, operator: str | None = None) -> Unlocked:
    """Return the store's keys and the source that opened it.

    operator: the name by which somebody signs in; None takes SIGVERIFY_OPERATOR. Raises StoreLockedError where
    something must be typed that was not, or is wrong; StoreKeyError where a keyring or key file lacks the key or has
    another one; StoreDamagedError where the record of the key makes no sense.
    """
    known = wraps(connection)
    if not known:
        raise StoreDamagedError(
            said("The store '{name}' has lost its own key. Restore it from a copy.", name=address.name)
        )
    for one in known:
        kind_of(one), parameters_of(one)  # none of them may make no sense
    if isinstance(secret, WayIn):
        for one in known:
            if one.id == secret.wrap_id:
                return _opened(connection, address, one, _source(one, address, None), secret.secret, secret.operator_id)
        raise StoreLockedError(said("What opened this store opens it no more. Type the passphrase."))
    typed = given_passphrase(secret)
    if typed is not None and looks_like_recovery_key(typed):
        for one in known:
            if one.source == "recovery":
                return _by(connection, address, one, typed)
    if any(one.source == "operator" for one in known):
        return _signed_in(connection, address, known, operator, typed)
    for one in known:
        if one.source == "passphrase" and typed is not None:
            return _by(connection, address, one, typed)
    return _by_itself(connection, address, known)


def change_passphrase(connection: Connection, keys: StoreKeys, passphrase: str) -> WayIn:
    """Have a new passphrase in the place of the old one, of keyrings and of a key file; the recovery key stays.

    The store's key is replaced too, so that the old passphrase, with an old copy of the store, opens nothing of this
    one. Returns the way in by the new passphrase, to be taken once the transaction is done.

    Raises UsageError for one of fewer than SHORTEST characters.
    """
    if len(passphrase) < SHORTEST:
        raise UsageError(said("A passphrase needs at least {fewest} characters.", fewest=SHORTEST))
    way_in = add_passphrase(connection, keys, "passphrase", passphrase)
    gone = KeyWrapRow.source.in_(("passphrase", "keyring", "file")) & (KeyWrapRow.id != way_in.wrap_id)
    connection.execute(delete(KeyWrapRow).where(gone))
    keys.replace(connection)
    return way_in


def add_passphrase(
    connection: Connection, keys: StoreKeys, kind: KeyKind, passphrase: str, more: Parameters | None = None
) -> WayIn:
    """Wrap the store's key for a passphrase; more: what else is kept with it in clear."""
    wrap_id = str(uuid.uuid4())
    secret, parameters = PassphraseSource(passphrase).create(wrap_id)
    text = json.dumps({**parameters, **(more or {})})
    keys.add_way_in(connection, wrap_id, kind, text, public_half(secret), now())
    return WayIn(wrap_id, kind, secret)


def set_recovery_key(connection: Connection, keys: StoreKeys, text: str) -> None:
    """Have a recovery key in the place of the one before; raises UsageError where it has a slip."""
    wrap_id = str(uuid.uuid4())
    secret = RecoverySource(text).recover(wrap_id, {})
    connection.execute(delete(KeyWrapRow).where(KeyWrapRow.source == "recovery"))
    keys.add_way_in(connection, wrap_id, "recovery", "{}", public_half(secret), now())
    keys.replace(connection)


def remember(connection: Connection, keys: StoreKeys, source: KeySource) -> None:
    """Have this machine open the store by itself: its keyring, or a key file, gets a secret of its own."""
    wrap_id = str(uuid.uuid4())
    secret, parameters = source.create(wrap_id)
    keys.add_way_in(connection, wrap_id, source.kind, json.dumps(dict(parameters)), public_half(secret), now())


def forget_machines(connection: Connection, keys: StoreKeys) -> int:
    """Have no keyring and no key file open the store; returns how many did.

    Raises UsageError where there is no other way in.
    """
    by_itself = KeyWrapRow.source.in_(("keyring", "file"))
    others = select(func.count()).select_from(KeyWrapRow).where(KeyWrapRow.source.in_(("passphrase", "operator")))
    if not connection.execute(others).scalar_one():
        raise UsageError(said("Nothing else opens this store. Set a passphrase instead; keyring and key file go then."))
    gone = connection.execute(delete(KeyWrapRow).where(by_itself)).rowcount
    keys.replace(connection)
    return gone


def kind_of(one: Wrap) -> KeyKind:
    """Return the kind of a way in; raises StoreDamagedError for a name that is none."""
    if one.source not in get_args(KeyKind):
        raise unknown_source(one.source)
    return one.source  # type: ignore[return-value]  # one of them


def parameters_of(one: Wrap) -> Parameters:
    """Return what a way in keeps in clear; raises StoreDamagedError where it makes no sense."""
    try:
        parameters = json.loads(one.parameters)
    except ValueError:
        parameters = None
    if not isinstance(parameters, dict):
        raise StoreDamagedError(said("The store's record of its key is no JSON object. Restore the store from a copy."))
    return parameters


def _begin(connection: Connection, way_in: WayIn, made: datetime) -> StoreKeys:
    new_id = str(uuid.uuid4())
    connection.execute(insert(StoreKeyRow).values(id=_ROW, store_id=new_id, made_at=made, generation=1))
    return StoreKeys(new_id, way_in, new_key(), 1)


def _signed_in(
    connection: Connection, address: Address, known: Sequence[Wrap], operator: str | None, typed: str | None
) -> Unlocked:
    name = operator or os.environ.get(OPERATOR_VARIABLE) or None
    if name is None or typed is None:
        raise StoreLockedError(
            said(
                "This store has operators: say who you are (--operator or {variable}) and type your password.",
                variable=OPERATOR_VARIABLE,
            ),
            operators=True,
            only_asked=typed is None,
        )
    for one in known:
        parameters = parameters_of(one)
        if one.source == "operator" and str(parameters.get("name")).casefold() == name.strip().casefold():
            try:
                return _by(connection, address, one, typed, str(parameters.get("operator")))
            except StoreLockedError:
                break
    raise StoreLockedError(said("Nobody signs in here by that name and password. Type both again."), operators=True)


def _by(
    connection: Connection, address: Address, one: Wrap, typed: str | None, operator_id: str | None = None
) -> Unlocked:
    source = _source(one, address, typed)
    return _opened(connection, address, one, source, source.recover(one.id, parameters_of(one)), operator_id)


def _by_itself(connection: Connection, address: Address, known: Sequence[Wrap]) -> Unlocked:
    """Open a store by a keyring or a key file, whichever has the key."""
    refusals: list[StoreKeyError] = []
    for one in known:
        if one.source in ("keyring", "file"):
            try:
                return _by(connection, address, one, None)
            except StoreKeyError as error:
                refusals.append(error)
    kinds = {one.source for one in known}
    if "passphrase" in kinds:
        raise StoreLockedError(NO_PASSPHRASE, only_asked=True)
    if not refusals:
        raise StoreLockedError(said("Only its recovery key opens this store any more. Type the recovery key."))
    if "recovery" in kinds:
        raise StoreLockedError(
            said("{refusal} Or type the store's recovery key.", refusal=refusals[-1].sentence)
        ) from refusals[-1]
    raise refusals[-1]


def _opened(
    connection: Connection, address: Address, one: Wrap, source: KeySource, secret: bytes, operator_id: str | None
) -> Unlocked:
    own_id, generation = connection.execute(select(StoreKeyRow.store_id, StoreKeyRow.generation)).tuples().one()
    try:
        if one.public_sealed is None:  # as an older program wrapped it
            key = Cipher(secret).open(one.wrapped, Place("store_key", own_id, "wrapped"))
        else:
            key = unwrap(one.wrapped, secret, own_id, one.id)
    except (StoreDamagedError, StoreKeyError) as error:
        kind = StoreLockedError if one.source in ("passphrase", "operator", "recovery") else StoreKeyError
        raise kind(_WRONG[kind_of(one)]) from error
    check_length(key, address.name)
    way_in = WayIn(one.id, kind_of(one), secret, operator_id)
    return Unlocked(keys=StoreKeys(own_id, way_in, key, generation), source=source)


def rewrap_old(connection: Connection, keys: StoreKeys, old_key: bytes) -> None:
    """Wrap the new key of a store of an older program for the one way in that it had."""
    way_in = keys.way_in
    (one,) = wraps(connection)
    connection.execute(delete(KeyWrapRow))
    keys.add_way_in(connection, one.id, way_in.kind, one.parameters, public_half(way_in.secret), one.made_at)
    keys.add(connection, THE_STORE, old_key)


def _source(one: Wrap, address: Address, typed: str | None) -> KeySource:
    return recorded_key_source("passphrase" if one.source == "operator" else one.source, address.folder, typed)


_WRONG: dict[KeyKind, str] = {
    "passphrase": said(
        "The passphrase is not the one of this store. Type it again. If it is surely right, the store is damaged: ask "
        "whoever looks after it to restore it from a copy."
    ),
    "operator": said("The password is not the one of this operator. Type it again."),
    "recovery": said("The recovery key is not the one of this store, or a newer one was made since. Look for that."),
    "keyring": said("The key in the system's keyring is not the one of this store. Restore the keyring from a copy."),
    "file": said("The key file beside the store is not the one of this store. Put the right one back from a copy."),
}
