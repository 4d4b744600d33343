"""A file beside the database as a source of a store's secret, written whole or not at all."""

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from sigverify.errors import ResourceFault, StoreKeyError
from sigverify.sentences import joined, said
from sigverify.storage.cipher import KEY_BYTES
from sigverify.storage.key_sources import PASSPHRASE_VARIABLE, KeyKind, Parameters, decoded

KEY_FILE = "store.key"

_KEY_FILE_HEADING = (
    "# Key of the sigverify store in this folder. Without it nothing in the store can be read. Keep a copy."
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
        return decoded(text, said("The key file '{path}' is damaged. Put it back from a copy.", path=self.path))


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
