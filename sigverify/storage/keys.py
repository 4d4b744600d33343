"""Where the secrets come from that a store's own key is wrapped by.

The store's key lies in the store, wrapped for the holders of secrets from one or several of these sources: a
passphrase, the system's keyring, a file beside the database, a recovery key on paper. So another passphrase means
small values written anew, and the database alone, copied away, says nothing.
"""

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from sigverify.errors import StoreDamagedError, StoreKeyError, StoreLockedError, UsageError
from sigverify.sentences import said
from sigverify.storage.cipher import KEY_BYTES
from sigverify.storage.key_file import FileSource
from sigverify.storage.key_sources import PASSPHRASE_VARIABLE, KeyKind, KeySource, Parameters, decoded
from sigverify.storage.passphrase import PassphraseSource, given_passphrase
from sigverify.storage.recovery import recovery_secret

OPERATOR_VARIABLE = "SIGVERIFY_OPERATOR"

_KEYRING_SERVICE = "sigverify"


def choose_key_source(database_folder: Path, passphrase: str | None = None) -> KeySource:
    """Return the best source for a new store.

    A passphrase that was asked for, as argument or through SIGVERIFY_PASSPHRASE, goes first; then the system's
    keyring where one works; then a key file in `database_folder`.
    """
    if given_passphrase(passphrase) is not None:
        return PassphraseSource(passphrase)
    return machine_source(database_folder)


def machine_source(database_folder: Path) -> KeySource:
    """Return what opens a store here with nothing typed: the keyring, else a key file in `database_folder`."""
    keyring = KeyringSource()
    return keyring if keyring.works() else FileSource(database_folder)


def recorded_key_source(kind: str, database_folder: Path, passphrase: str | None = None) -> KeySource:
    """Return the source that an existing store names; raises StoreDamagedError for a name that is none."""
    if kind == "passphrase":
        return PassphraseSource(passphrase)
    if kind == "keyring":
        return KeyringSource()
    if kind == "file":
        return FileSource(database_folder)
    if kind == "recovery":
        return RecoverySource(passphrase or "")
    raise unknown_source(kind)


def unknown_source(kind: str) -> StoreDamagedError:
    """Return what to raise where a store names a source that is none."""
    return StoreDamagedError(
        said(
            "The store says that its key comes from {kind!r}; expected one of {known}.",
            kind=kind,
            known=", ".join(get_args(KeyKind)),
        )
    )


@dataclass(frozen=True)
class RecoverySource:
    """A recovery key, as a person typed it from paper."""

    text: str
    kind: KeyKind = "recovery"
    description: str = said("The store was opened by its recovery key.")

    def create(self, store_id: str) -> tuple[bytes, Parameters]:
        """Return the secret of the recovery key, which was made before; nothing is kept in clear."""
        return self.recover(store_id, {}), {}

    def recover(self, store_id: str, parameters: Parameters) -> bytes:
        """Return the secret of the recovery key; raises StoreLockedError where it has a slip."""
        del store_id, parameters
        try:
            return recovery_secret(self.text)
        except UsageError as error:
            raise StoreLockedError(error.sentence) from error


@dataclass(frozen=True)
class KeyringSource:
    """The keyring of the person who is logged in: Keychain, Credential Locker, Secret Service, KWallet."""

    kind: KeyKind = "keyring"
    description: str = said("The store's key is kept in the keyring of your login.")

    def works(self) -> bool:
        """Return whether a keyring is there that keeps secrets; nothing is written to find out."""
        import keyring.backends.fail
        import keyring.backends.null
        from keyring.core import recommended

        try:
            backend = keyring.get_keyring()
            hollow = isinstance(backend, keyring.backends.fail.Keyring | keyring.backends.null.Keyring)
            if hollow or not recommended(backend):
                return False
            backend.get_password(_KEYRING_SERVICE, "probe")
        except Exception:  # back ends are plug-ins: beside KeyringError they let their transport's own errors through
            return False
        return True

    def create(self, store_id: str) -> tuple[bytes, Parameters]:
        """Return a new random key, kept in the keyring under the store's id."""
        import keyring

        key = os.urandom(KEY_BYTES)
        text = base64.b64encode(key).decode()
        try:
            keyring.set_password(_KEYRING_SERVICE, store_id, text)
            kept = keyring.get_password(_KEYRING_SERVICE, store_id) == text
        except Exception as error:  # as in works()
            raise StoreKeyError(_keyring_refused(error)) from error
        if not kept:
            raise StoreKeyError(
                said(
                    "The system's keyring took the store's key but does not give it back. Set "
                    "{passphrase_variable} to protect the store by a passphrase instead.",
                    passphrase_variable=PASSPHRASE_VARIABLE,
                )
            )
        return key, {}

    def recover(self, store_id: str, parameters: Parameters) -> bytes:
        """Return the key kept under the store's id; raises StoreKeyError where the keyring is locked or lacks it."""
        del parameters
        import keyring

        try:
            text = keyring.get_password(_KEYRING_SERVICE, store_id)
        except Exception as error:  # as in works()
            raise StoreKeyError(_keyring_refused(error)) from error
        if text is None:
            raise StoreKeyError(
                said(
                    "The key of this store is not in the system's keyring (service '{keyring_service}', "
                    "entry '{store_id}'). Log in as the person who made the store, or restore that "
                    "keyring.",
                    keyring_service=_KEYRING_SERVICE,
                    store_id=store_id,
                )
            )
        return decoded(
            text, said("The store's key in the system's keyring is damaged. Restore that keyring from a copy.")
        )


def _keyring_refused(error: Exception) -> str:
    return said(
        "The system's keyring could not be used ({kind}: {error}). Unlock it and try again.",
        kind=type(error).__name__,
        error=error,
    )
