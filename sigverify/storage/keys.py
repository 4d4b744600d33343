"""Where the secrets come from that a store's own key is wrapped by.

The store's key lies in the store, wrapped for the holders of secrets from one or several of these sources: a
passphrase, the system's keyring, a file beside the database, a recovery key on paper. So another passphrase means
small values written anew, and the database alone, copied away, says nothing.
"""

import base64
import binascii
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, get_args

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sigverify.errors import ResourceFault, StoreDamagedError, StoreKeyError, StoreLockedError, UsageError
from sigverify.sentences import joined, said
from sigverify.storage.cipher import KEY_BYTES
from sigverify.storage.recovery import recovery_secret

PASSPHRASE_VARIABLE = "SIGVERIFY_PASSPHRASE"  # noqa: S105 # the name of a variable
OPERATOR_VARIABLE = "SIGVERIFY_OPERATOR"
KEY_FILE = "store.key"

KeyKind = Literal["passphrase", "keyring", "file", "recovery", "operator"]
"""What opens a store; 'operator' is a passphrase that belongs to one person."""

Parameters: TypeAlias = Mapping[str, str | int]
"""What the store keeps in clear for its key source: salt and cost of a passphrase, nothing for the others."""

NO_PASSPHRASE = said(
    "This store is protected by a passphrase, and none was given. Give it, or set {variable}.",
    variable=PASSPHRASE_VARIABLE,
)

_KEYRING_SERVICE = "sigverify"
_KEY_FILE_HEADING = (
    "# Key of the sigverify store in this folder. Without it nothing in the store can be read. Keep a copy."
)

# RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4 lanes.
_ARGON2ID: Parameters = {"function": "argon2id", "memory_kib": 65536, "passes": 3, "lanes": 4}
# Where OpenSSL lacks Argon2id: 128 MiB, the interactive setting of RFC 7914 made eight times dearer.
_SCRYPT: Parameters = {"function": "scrypt", "n": 2**17, "r": 8, "p": 1}
# Costs are read before anything is authenticated: bounded, so that a doctored store cannot eat the machine.
_LARGEST = {"memory_kib": 2**21, "passes": 100, "lanes": 64, "n": 2**21, "r": 32, "p": 16}


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
            raise StoreLockedError(NO_PASSPHRASE)
        # The same letters can reach us composed or decomposed: one keyboard's é is another's e + accent.
        secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
        try:
            salt = base64.b64decode(str(parameters["salt"]), validate=True)
            if parameters["function"] == "argon2id":
                memory, passes, lanes = (_cost(parameters, name) for name in ("memory_kib", "passes", "lanes"))
                argon = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory)
                return argon.derive(secret)
            if parameters["function"] == "scrypt":
                n, r, p = (_cost(parameters, name) for name in ("n", "r", "p"))
                return Scrypt(salt=salt, length=KEY_BYTES, n=n, r=r, p=p).derive(secret)
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
        return _decoded(
            text, said("The store's key in the system's keyring is damaged. Restore that keyring from a copy.")
        )


@dataclass(frozen=True)
class FileSource:
    """A file beside the database that only its owner may read; as safe as the account and the disk are."""

    folder: Path
    kind: KeyKind = "file"

    @property
    def path(self) -> Path:
        """Return where the key file lies."""
        return self.folder / KEY_FILE

    @property
    def description(self) -> str:
        """Return where the key is kept, and who else can read it."""
        told = said(
            "The store's key is kept in the file '{path}': whoever copies that file and the store can read it. "
            "Set a passphrase, in Settings or by 'sigverify store passphrase', to protect it better.",
            path=self.path,
        )
        if os.name == "posix" and self.path.exists() and self.path.stat().st_mode & 0o077:
            open_to = said("Other accounts of this machine can read it now: run chmod 600 '{path}'.", path=self.path)
            return joined([told, open_to])
        return told

    def create(self, store_id: str) -> tuple[bytes, Parameters]:
        """Return a new random key after writing it to the file; a key already there is used again.

        Raises ResourceFault where the file cannot be written.
        """
        key = os.urandom(KEY_BYTES)
        try:
            _write_once(self.path, f"{_KEY_FILE_HEADING}\n{base64.b64encode(key).decode()}\n".encode("ascii"))
        except FileExistsError:  # of another store in this folder, or of a process that was faster
            return self.recover(store_id, {}), {}
        except OSError as error:
            raise ResourceFault(
                said(
                    "The key file '{path}' could not be written ({strerror}). Mend the rights of its "
                    "folder, or set {passphrase_variable}.",
                    path=self.path,
                    strerror=error.strerror,
                    passphrase_variable=PASSPHRASE_VARIABLE,
                )
            ) from error
        return key, {}

    def recover(self, store_id: str, parameters: Parameters) -> bytes:
        """Return the key in the file; raises StoreKeyError where the file is missing, locked or damaged."""
        del store_id, parameters
        try:
            lines = self.path.read_text(encoding="ascii").splitlines()
        except FileNotFoundError as error:
            raise StoreKeyError(
                said(
                    "The key file '{path}' of this store is missing. Put it back from a copy; without it "
                    "nothing in the store can be read.",
                    path=self.path,
                )
            ) from error
        except OSError as error:
            raise StoreKeyError(
                said(
                    "The key file '{path}' cannot be read ({strerror}). Mend its rights.",
                    path=self.path,
                    strerror=error.strerror,
                )
            ) from error
        except ValueError:
            lines = []
        text = "".join(line for line in lines if not line.startswith("#"))
        return _decoded(text, said("The key file '{path}' is damaged. Put it back from a copy.", path=self.path))


def given_passphrase(given: str | None) -> str | None:
    """Return the passphrase to use, None where none was given; an empty one protects nothing and counts as none."""
    return given or os.environ.get(PASSPHRASE_VARIABLE) or None


def _cost(parameters: Parameters, name: str) -> int:
    value = int(parameters[name])
    if not 1 <= value <= _LARGEST[name]:
        raise ValueError(name)
    return value


def _decoded(text: str, otherwise: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise StoreKeyError(otherwise) from error
    if len(key) != KEY_BYTES:
        raise StoreKeyError(otherwise)
    return key


def _keyring_refused(error: Exception) -> str:
    return said(
        "The system's keyring could not be used ({kind}: {error}). Unlock it and try again.",
        kind=type(error).__name__,
        error=error,
    )


def _write_once(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only; raises FileExistsError where it exists.

    It is written under a passing name and then linked, so that neither a crash nor a second process can
    leave or see half a key.
    """
    for left in path.parent.glob(f".{path.name}.*"):  # by a program that was killed; one at work writes its own again
        left.unlink(missing_ok=True)
    while True:
        passing = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
        _write_new(passing, content)
        try:
            os.link(passing, path)
        except FileExistsError:
            raise
        except FileNotFoundError:  # taken for what was left behind
            continue
        except OSError:  # a file system without hard links
            _write_new(path, content)
        finally:
            passing.unlink(missing_ok=True)
        break
    if os.name == "posix":  # the name must outlive a power cut as well
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
