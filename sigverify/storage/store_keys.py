"""The keys of an open store: its own, and those of the people whose values it seals.

Three layers. Each signer has a key of their own, under which all is sealed that is held of them; so has each signature
that is written before anybody said whose it is, and the store itself, for what is nobody's: settings, the audit chain.
These keys lie in the store, each sealed under the store's key. The store's key lies there too, wrapped for every way
in (`unlocking`).

So a signer whose key is destroyed is gone, whatever is left of the rows, and the store's key can be replaced at the
cost of a small value for each signer: that happens whenever a signer is erased, so that a key which an older copy of
the file gives away opens nothing of the store as it is now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from sigverify.errors import StoreDamagedError, StoreError, StoreKeyError
from sigverify.sentences import said
from sigverify.storage.cipher import KEY_BYTES, Cipher, Place, SealedValue, bound_in, new_key, opened_by
from sigverify.storage.key_sources import KeyKind
from sigverify.storage.schema import DataKeyRow, KeyWrapRow, StoreKeyRow
from sigverify.storage.wrapping import unwrap, wrap

THE_STORE = "store"
"""Stands in the place of a signer for what is nobody's in particular."""

_KEYS = ("data_keys", "key")


@dataclass(frozen=True)
class WayIn:
    """What a store was opened by, so that another thread can open it too; lives in memory only.

    operator_id: who signed in by it, None where nobody did.
    """

    wrap_id: str
    kind: KeyKind
    secret: bytes = field(repr=False)
    operator_id: str | None = None


class StoreKeys:
    """The store's key, and everyone's under it as far as they were needed; of one thread.

    Another window may replace the store's key at any time. The store counts how often that was done; a key that is
    behind is fetched anew, by the way in, whenever it is needed.
    """

    def __init__(self, store_id: str, way_in: WayIn, key: bytes, generation: int) -> None:
        self.store_id, self.way_in = store_id, way_in
        self._key, self._generation = key, generation
        self._own: Cipher | None = None
        """What seals the store's own records; it makes digests too, and derives keys for them once."""
        self._keys: dict[str, bytes] = {}
        """By owner, the keys that were opened. What seals by one is made when it is needed: it takes 2.4 KB."""
        self._sealed: dict[str, bytes] = {}
        """By owner, keys that were fetched and not opened yet."""
        self._fetched = False

    def cipher_of(self, connection: Connection, owner: str) -> Cipher:
        """Return what seals the values of a signer, or of the store; raises StoreDamagedError where the key is gone."""
        if owner == THE_STORE and self._own is not None:
            return self._own
        found = self._keys.get(owner)
        if found is None:
            # Whoever reads one signer's values often reads the next one's: the first time all keys are fetched.
            key = self._fresh(connection) if owner == THE_STORE else self._fetch(connection)
            sealed = self._sealed.pop(owner, b"") or self._added(connection, owner)
            if not sealed:
                whose = (
                    said("The store's own records") if owner == THE_STORE else said("What is held of '{id}'", id=owner)
                )
                raise StoreDamagedError(
                    said("{whose} cannot be opened: the key is gone. Restore the store from a copy.", whose=whose)
                )
            found = self._keys[owner] = key.open(sealed, _place(owner))
        cipher = Cipher(found)
        if owner == THE_STORE:
            self._own = cipher
        return cipher

    def open_each(
        self, connection: Connection, table: str, column: str, sealed: Iterable[SealedValue]
    ) -> list[bytes | None]:
        """Return many values of a column, None for each that does not open, or whose owner's key does not."""
        bound, of_key, keys = bound_in(table, column), bound_in(*_KEYS), self._keys
        opens: Cipher | None = None
        opened: list[bytes | None] = []
        for row, owner, value in sealed:
            key = keys.get(owner)
            if key is None:
                opens = opens or self._fetch(connection)
                key = opens.opened(self._sealed.pop(owner, b"") or self._added(connection, owner), of_key(owner, ""))
                if key is not None:
                    keys[owner] = key
            opened.append(opened_by(key, value, bound(row, owner)) if key is not None else None)
        return opened

    def _fetch(self, connection: Connection) -> Cipher:
        """Fetch everybody's key, still sealed, where that was not done; return what opens them."""
        key = self._fresh(connection)
        if not self._fetched:
            rows = connection.execute(select(DataKeyRow.owner, DataKeyRow.key_sealed)).tuples()
            self._sealed = {owner: sealed for owner, sealed in rows if owner not in self._keys}
            self._fetched = True
        return key

    def _added(self, connection: Connection, owner: str) -> bytes:
        """Return the sealed key of somebody who was added since all were fetched; empty where there is none."""
        return connection.execute(select(DataKeyRow.key_sealed).where(DataKeyRow.owner == owner)).scalar() or b""

    def add(self, connection: Connection, owner: str, key: bytes | None = None) -> None:
        """Make a key for a new signer, or keep the one given, sealed under the store's key as it is now."""
        key = key or new_key()
        cipher = self._fresh(connection)
        connection.execute(insert(DataKeyRow).values(owner=owner, key_sealed=cipher.seal(key, _place(owner))))
        self._keys[owner] = key

    def destroy(self, connection: Connection, owner: str) -> None:
        """Destroy a key: whatever it sealed is gone."""
        connection.execute(delete(DataKeyRow).where(DataKeyRow.owner == owner))
        self._keys.pop(owner, None)
        self._sealed.pop(owner, None)

    def put_away(self, owners: Iterable[str] | None) -> None:
        """Forget the keys of these, None for all, who may be erased by now; whoever is not has it fetched anew."""
        for owner in list(self._keys) if owners is None else owners:
            self._keys.pop(owner, None)
            self._sealed.pop(owner, None)

    def add_way_in(
        self, connection: Connection, wrap_id: str, kind: KeyKind, parameters: str, public: bytes, made_at: object
    ) -> None:
        """Wrap the store's key for the holder of one more secret."""
        cipher = self._fresh(connection)
        connection.execute(
            insert(KeyWrapRow).values(
                id=wrap_id,
                source=kind,
                parameters=parameters,
                # Sealed, lest somebody put a public half of their own there and wait for the key to be replaced.
                public_sealed=cipher.seal(public, _public_place(wrap_id)),
                wrapped=wrap(self._key, public, self.store_id, wrap_id),
                made_at=made_at,
            )
        )

    def replace(self, connection: Connection, key: bytes | None = None) -> None:
        """Put another key in the place of the store's: seal everyone's key under it, wrap it for every way in.

        In the caller's transaction: all of it happens, or nothing. key: None makes a new one.
        """
        old = self._fresh(connection)
        key = key or new_key()
        new = Cipher(key)
        sealed = connection.execute(select(DataKeyRow.owner, DataKeyRow.key_sealed)).tuples().all()
        if sealed:
            connection.execute(
                update(DataKeyRow)
                .where(DataKeyRow.owner == bindparam("of"))
                .values(key_sealed=bindparam("anew"))
                .execution_options(synchronize_session=None),
                [
                    {"of": owner, "anew": new.seal(old.open(value, _place(owner)), _place(owner))}
                    for owner, value in sealed
                ],
            )
        for wrap_id, public_sealed in (
            connection.execute(select(KeyWrapRow.id, KeyWrapRow.public_sealed)).tuples().all()
        ):
            public = old.open(public_sealed or b"", _public_place(wrap_id))
            connection.execute(
                update(KeyWrapRow)
                .where(KeyWrapRow.id == wrap_id)
                .values(
                    public_sealed=new.seal(public, _public_place(wrap_id)),
                    wrapped=wrap(key, public, self.store_id, wrap_id),
                )
            )
        self._generation += 1
        connection.execute(update(StoreKeyRow).values(generation=self._generation))
        self._take(key)

    def begin_to_count(self, connection: Connection) -> None:
        """Note that a store of an older program has this key, and keys for its signers, from now on."""
        self._generation = 1
        connection.execute(update(StoreKeyRow).values(generation=self._generation))

    def take_over(self, connection: Connection, other: "StoreKeys") -> None:
        """Seal everyone's key of another state of this store under this key; `other` is what opened that state."""
        old, new = other._fresh(connection), Cipher(self._key)
        for owner, value in connection.execute(select(DataKeyRow.owner, DataKeyRow.key_sealed)).tuples().all():
            anew = new.seal(old.open(value, _place(owner)), _place(owner))
            connection.execute(update(DataKeyRow).where(DataKeyRow.owner == owner).values(key_sealed=anew))
        connection.execute(update(StoreKeyRow).values(generation=self._generation))

    def give_to(self, target: Connection, store_id: str, way_in: WayIn) -> "StoreKeys":
        """Return the keys of a copy that has another id, and seal everyone's key that it took over under a new one."""
        given = StoreKeys(store_id, way_in, new_key(), 1)
        cipher = Cipher(given._key)
        old = Cipher(self._key)
        for owner, value in target.execute(select(DataKeyRow.owner, DataKeyRow.key_sealed)).tuples().all():
            anew = cipher.seal(old.open(value, _place(owner)), _place(owner))
            target.execute(update(DataKeyRow).where(DataKeyRow.owner == owner).values(key_sealed=anew))
        return given

    def public_halves(self, connection: Connection) -> dict[str, bytes]:
        """Return the public half of every way in, by the id of its wrap."""
        cipher = self._fresh(connection)
        rows = connection.execute(select(KeyWrapRow.id, KeyWrapRow.public_sealed)).tuples()
        return {wrap_id: cipher.open(sealed or b"", _public_place(wrap_id)) for wrap_id, sealed in rows}

    def check(self, connection: Connection) -> None:
        """Open everyone's key; raises StoreDamagedError at the first that does not open."""
        cipher = self._fresh(connection)
        for owner, sealed in connection.execute(select(DataKeyRow.owner, DataKeyRow.key_sealed)).tuples():
            cipher.open(sealed, _place(owner))
        self.public_halves(connection)

    def one_key_for_all(self) -> bytes:
        """Return the key of a store of an older program, which sealed everything under it."""
        return self._key

    def come_in_by(self, way_in: WayIn) -> None:
        """Fetch the store's key by another way in from now on."""
        self.way_in = way_in

    def again(self) -> "StoreKeys":
        """Return these keys for another connection, with nobody's fetched yet."""
        return StoreKeys(self.store_id, self.way_in, self._key, self._generation)

    def forget(self) -> None:
        """Drop all keys.

        Python may keep copies of them in memory that it has not given away yet, and so may the library that seals.
        """
        self._own = None
        self._keys.clear()
        self._take(b"")

    def _take(self, key: bytes) -> None:
        """Go on with another key; what was fetched under the one before is fetched again."""
        self._key = key
        self._sealed, self._fetched = {}, False

    def _fresh(self, connection: Connection) -> Cipher:
        """Return what seals under the store's key as it is in this transaction.

        It is not replaced before a transaction that writes is done: whoever replaces it writes alone.
        """
        generation = connection.execute(select(StoreKeyRow.generation)).scalar()
        if generation is None:
            raise StoreDamagedError(said("The store has lost its own key. Restore it from a copy."))
        if not self._key:
            raise StoreError(said("The store is closed. Open it again."))
        if generation != self._generation:
            found = connection.execute(select(KeyWrapRow.wrapped).where(KeyWrapRow.id == self.way_in.wrap_id)).scalar()
            if found is None:
                raise StoreKeyError(
                    said(
                        "What opened this store opens it no more: another window or program changed the passphrase, or "
                        "took away the right to sign in. Close the store and open it anew."
                    )
                )
            self._take(unwrap(found, self.way_in.secret, self.store_id, self.way_in.wrap_id))
            self._generation = generation
        return Cipher(self._key)


class OwnersCipher:
    """Seals and opens each value under the key of whom its place belongs to; see `Cipher` for the rest."""

    def __init__(self, keys: StoreKeys, connection: Connection) -> None:
        self.keys = keys
        self._connection = connection

    def seal(self, value: bytes, place: Place) -> bytes:
        """Return `value` sealed, bound to `place`."""
        return self._of(place).seal(value, place)

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Return the value that was sealed at `place`; raises StoreDamagedError as `Cipher.open` does."""
        return self._of(place).open(sealed, place)

    def open_each(self, table: str, column: str, sealed: Iterable[SealedValue]) -> list[bytes | None]:
        """Return many values of a column, None for each that does not open: in a fraction of the time of `open`."""
        return self.keys.open_each(self._connection, table, column, sealed)

    def seal_text(self, value: str, place: Place) -> bytes:
        """Return `value` sealed as UTF-8."""
        return self._of(place).seal_text(value, place)

    def open_text(self, sealed: bytes, place: Place) -> str:
        """Return the text that was sealed at `place`; raises as `open` does."""
        return self._of(place).open_text(sealed, place)

    def digest(self, value: bytes, purpose: str) -> bytes:
        """Return a keyed digest under the store's own records' key: it must be the same whoever wrote the ink."""
        return self.keys.cipher_of(self._connection, THE_STORE).digest(value, purpose)

    def add_owner(self, owner: str) -> None:
        """Make a key for a new signer, or for a signature that is nobody's yet."""
        self.keys.add(self._connection, owner)

    def destroy_owner(self, owner: str) -> None:
        """Destroy the key of a signer, or of a signature that was nobody's."""
        self.keys.destroy(self._connection, owner)

    def _of(self, place: Place) -> Cipher:
        return self.keys.cipher_of(self._connection, place.owner or THE_STORE)


def check_length(key: bytes, name: str) -> None:
    """Raise StoreDamagedError where what was unwrapped is no key; name: of the store."""
    if len(key) != KEY_BYTES:
        raise StoreDamagedError(
            said("The key of the store '{name}' is not a key. Restore the store from a copy.", name=name)
        )


def _place(owner: str) -> Place:
    return Place(_KEYS[0], owner, _KEYS[1])


def _public_place(wrap_id: str) -> Place:
    return Place("key_wraps", wrap_id, "public")
