"""What every source of a store's secret is: the interface, and what a store keeps in clear for one."""

import base64
import binascii
from collections.abc import Mapping
from typing import Literal, Protocol, TypeAlias

from sigverify.errors import StoreKeyError
from sigverify.storage.cipher import KEY_BYTES

PASSPHRASE_VARIABLE = "SIGVERIFY_PASSPHRASE"  # noqa: S105 # the name of a variable

KeyKind = Literal["passphrase", "keyring", "file", "recovery", "operator"]
"""What opens a store; 'operator' is a passphrase that belongs to one person."""

Parameters: TypeAlias = Mapping[str, str | int]
"""What the store keeps in clear for its key source: salt and cost of a passphrase, nothing for the others."""


class KeySource(Protocol):
    """Gives the secret, 32 bytes, that a store's own key is wrapped for.

    store_id: names what belongs together, in a store and in a keyring: the id of the wrap, which in stores of an older
    program is that of the store.
    """

    @property
    def kind(self) -> KeyKind:
        """Return which source it is, as recorded in the store."""
        ...

    @property
    def description(self) -> str:
        """Return where the key is kept, as one plain sentence."""
        ...

    def create(self, store_id: str) -> tuple[bytes, Parameters]:
        """Return the key for a new store, and what the store must keep in clear to get it again."""
        ...

    def recover(self, store_id: str, parameters: Parameters) -> bytes:
        """Return the key of an existing store; raises StoreKeyError where the source does not have it."""
        ...


def decoded(text: str, otherwise: str) -> bytes:
    """Return a key that was kept as text; raises StoreKeyError, saying `otherwise`, where it is none."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise StoreKeyError(otherwise) from error
    if len(key) != KEY_BYTES:
        raise StoreKeyError(otherwise)
    return key
