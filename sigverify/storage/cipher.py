"""Seals single values with AES-256-GCM, each bound to the place where it lies, and makes keyed digests."""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from json.encoder import encode_basestring_ascii
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sigverify.errors import StoreDamagedError
from sigverify.sentences import said

KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
_VERSION = b"\x01"
_START = len(_VERSION) + _NONCE_BYTES


@dataclass(frozen=True)
class Place:
    """Where a sealed value lies; a value copied to another place does not open there.

    table, column: of the database.
    row: primary key of the row, as text.
    owner: id of the signer whom the row belongs to, '' where there is none.
    """

    table: str
    row: str | int
    column: str
    owner: str = ""

    def bound(self) -> bytes:
        """Return the associated data of the cipher: a JSON list, so that no two places look alike."""
        return bound_in(self.table, self.column)(self.row, self.owner)


@cache
def bound_in(table: str, column: str) -> Callable[[str | int, str], bytes]:
    """Return what gives `Place.bound` of row and owner in a column.

    As json.dumps writes it, in a tenth of the time: whoever lists all signers waits for three of each.
    """
    text = encode_basestring_ascii
    begin, middle = f'["sigverify", {text(table)}, ', f", {text(column)}, "
    return lambda row, owner: f"{begin}{text(str(row))}{middle}{text(owner)}]".encode()


class Sealer(Protocol):
    """What seals and opens values, be it with one key or with that of whom each belongs to; see `Cipher`."""

    def seal(self, value: bytes, place: Place) -> bytes:
        """Return `value` sealed, bound to `place`."""

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Return the value that was sealed at `place`."""

    def open_each(self, table: str, column: str, sealed: "Iterable[SealedValue]") -> list[bytes | None]:
        """Return many values of a column, None for each that does not open; `open` says why."""

    def seal_text(self, value: str, place: Place) -> bytes:
        """Return a text sealed."""

    def open_text(self, sealed: bytes, place: Place) -> str:
        """Return the text that was sealed at `place`."""

    def digest(self, value: bytes, purpose: str) -> bytes:
        """Return a keyed digest."""

    def add_owner(self, owner: str) -> None:
        """Be ready to seal what belongs to somebody new."""

    def destroy_owner(self, owner: str) -> None:
        """Open nothing any more that belonged to somebody."""


SealedValue = tuple[str | int, str, bytes]
"""Row and owner of a place, and what is sealed there."""


def new_key() -> bytes:
    """Return a fresh random key."""
    return os.urandom(KEY_BYTES)


class Cipher:
    """Seals and opens values with one key of 32 bytes.

    A sealed value is: version (1 byte, 1), nonce (12 random bytes), cipher text, tag (16 bytes). Random nonces
    of 96 bits are safe for 2³² values under one key (NIST SP 800-38D, 8.3), far more than a store will hold.
    """

    def __init__(self, key: bytes) -> None:
        assert len(key) == KEY_BYTES
        self._aead = AESGCM(key)
        self._key = key
        self._digest_keys: dict[str, bytes] = {}

    def seal(self, value: bytes, place: Place) -> bytes:
        """Return `value` encrypted under a fresh nonce and bound to `place`."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._aead.encrypt(nonce, value, place.bound())

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Return the value that was sealed at `place`.

        Raises StoreDamagedError where a bit was changed, the value was moved here from another place, or it was
        sealed with another key.
        """
        value = self.opened(sealed, place.bound())
        if value is None:
            raise StoreDamagedError(
                said(
                    "The entry '{column}' of row {row} in '{table}' does not check out: it was changed "
                    "or moved outside this program. Restore the store from a copy, or erase that row.",
                    column=place.column,
                    row=place.row,
                    table=place.table,
                )
            )
        return value

    def opened(self, sealed: bytes, bound: bytes) -> bytes | None:
        """Return the value that was sealed at the place of which this is the `bound`, None where it does not open."""
        return _opened(self._aead, sealed, bound)

    def open_each(self, table: str, column: str, sealed: Iterable[SealedValue]) -> list[bytes | None]:
        """Return many values of a column, None for each that does not open."""
        bound = bound_in(table, column)
        return [self.opened(value, bound(row, owner)) for row, owner, value in sealed]

    def digest(self, value: bytes, purpose: str) -> bytes:
        """Return a keyed digest of 32 bytes, HMAC-SHA-256 (RFC 2104): who lacks the key can neither make nor guess one.

        purpose: digests for one purpose say nothing about those for another, each has a key of its own: HKDF
            (RFC 5869) of the store's key.
        """
        if purpose not in self._digest_keys:
            info = json.dumps(["sigverify", "digest", purpose]).encode()
            derived = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info)
            self._digest_keys[purpose] = derived.derive(self._key)
        code = hmac.HMAC(self._digest_keys[purpose], hashes.SHA256())
        code.update(value)
        return code.finalize()

    def seal_text(self, value: str, place: Place) -> bytes:
        """Return `value` sealed as UTF-8."""
        return self.seal(value.encode(), place)

    def open_text(self, sealed: bytes, place: Place) -> str:
        """Return the text that was sealed at `place`; raises as `open` does."""
        return self.open(sealed, place).decode()

    def add_owner(self, owner: str) -> None:
        """Do nothing: one key seals for all."""

    def destroy_owner(self, owner: str) -> None:
        """Do nothing: one key sealed for all."""


def opened_by(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """Return what `Cipher.opened` of this key does: quicker where a key opens one value and is put away again."""
    return _opened(AESGCM(key), sealed, bound)


def _opened(aead: AESGCM, sealed: bytes, bound: bytes) -> bytes | None:
    if sealed[:1] != _VERSION or len(sealed) < _START + _TAG_BYTES:
        return None
    try:
        return aead.decrypt(sealed[1:_START], sealed[_START:], bound)
    except InvalidTag:
        return None
