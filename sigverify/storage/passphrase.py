"""A passphrase as a source of a store's secret: how it is turned into a key, and what that costs."""

import base64
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sigverify.errors import StoreDamagedError, StoreKeyError, StoreLockedError
from sigverify.progress import aside
from sigverify.sentences import said
from sigverify.storage.cipher import KEY_BYTES
from sigverify.storage.key_sources import PASSPHRASE_VARIABLE, KeyKind, Parameters

NO_PASSPHRASE = said(
    "This store is protected by a passphrase, and none was given. Give it, or set {variable}.",
    variable=PASSPHRASE_VARIABLE,
)

# RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4 lanes.
_ARGON2ID: Parameters = {"function": "argon2id", "memory_kib": 65536, "passes": 3, "lanes": 4}
# Where OpenSSL lacks Argon2id: 128 MiB, the interactive setting of RFC 7914 made eight times dearer.
_SCRYPT: Parameters = {"function": "scrypt", "n": 2**17, "r": 8, "p": 1}
# Costs are read before anything is authenticated: bounded, so that a doctored store cannot eat the machine.
_LARGEST = {"memory_kib": 2**21, "passes": 100, "lanes": 64, "n": 2**21, "r": 32, "p": 16}


_one_at_a_time = Lock()
"""Two hashes by Argon2id at once wait for each other's threads for ever in OpenSSL (seen with 4.0)."""


def _alone(hashed: Callable[[], bytes]) -> bytes:
    """Return a hash, which takes most of a second and cannot look up whether to stop."""

    def work() -> bytes:
        with _one_at_a_time:
            return hashed()

    return aside(work)


@dataclass(frozen=True)
class PassphraseSource:
    """A passphrase that a person knows, turned into a key by Argon2id, or by scrypt where OpenSSL lacks that.

    passphrase: None takes SIGVERIFY_PASSPHRASE.
    """

    passphrase: str | None = None
    kind: KeyKind = "passphrase"
    description: str = said("The store is protected by your passphrase.")

    def create(self, store_id: str) -> tuple[bytes, Parameters]:
        """Return a key from a fresh salt, with salt and costs."""
        del store_id
        salt = base64.b64encode(os.urandom(16)).decode()
        try:
            parameters = {**_ARGON2ID, "salt": salt}
            return self._derive(parameters), parameters
        except UnsupportedAlgorithm:
            parameters = {**_SCRYPT, "salt": salt}
            return self._derive(parameters), parameters

    def recover(self, store_id: str, parameters: Parameters) -> bytes:
        """Return the key that the passphrase gives with the recorded salt; whether it is right shows on unwrapping.

        Raises StoreKeyError where no passphrase was given.
        """
        del store_id
        try:
            return self._derive(parameters)
        except UnsupportedAlgorithm as error:
            raise StoreKeyError(
                said(
                    "The store's passphrase was hashed with Argon2id, which the OpenSSL of this machine lacks. "
                    "Install a 'cryptography' package built with OpenSSL 3.2 or newer."
                )
            ) from error

    def _derive(self, parameters: Parameters) -> bytes:
        passphrase = given_passphrase(self.passphrase)
        if passphrase is None:
            raise StoreLockedError(NO_PASSPHRASE, only_asked=True)
        # The same letters can reach us composed or decomposed: one keyboard's é is another's e + accent.
        secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
        try:
            salt = base64.b64decode(str(parameters["salt"]), validate=True)
            if parameters["function"] == "argon2id":
                memory, passes, lanes = (_cost(parameters, name) for name in ("memory_kib", "passes", "lanes"))
                argon = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory)
                return _alone(lambda: argon.derive(secret))
            if parameters["function"] == "scrypt":
                n, r, p = (_cost(parameters, name) for name in ("n", "r", "p"))
                scrypt = Scrypt(salt=salt, length=KEY_BYTES, n=n, r=r, p=p)
                return _alone(lambda: scrypt.derive(secret))
        except (KeyError, ValueError, TypeError) as error:
            raise StoreDamagedError(
                said(
                    "The store's record of how its passphrase is hashed makes no sense. Restore the store from a copy."
                )
            ) from error
        raise StoreKeyError(
            said(
                "The store's passphrase was hashed with {parameters!r}, which this program does not "
                "know. Update the program.",
                parameters=parameters["function"],
            )
        )


def given_passphrase(given: str | None) -> str | None:
    """Return the passphrase to use, None where none was given; an empty one protects nothing and counts as none."""
    return given or os.environ.get(PASSPHRASE_VARIABLE) or None


def _cost(parameters: Parameters, name: str) -> int:
    value = int(parameters[name])
    if not 1 <= value <= _LARGEST[name]:
        raise ValueError(name)
    return value
