"""Who vouches for a model: keys to sign cards by, and the folder of the public keys that are trusted here."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from sigverify.errors import ModelError, ResourceFault, UsageError
from sigverify.sentences import said
from sigverify.shipped import shipped_folder
from sigverify.storage.folders import data_folder
from sigverify.verification.model_files import CARD, read_card
from sigverify.verification.model_signature import SIGNATURE, sign_card, signing_key_of

_ENDING = ".pub"


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """Who vouches for a model. signed: whether anybody does; by: the name of the trusted key, '' for a strange one."""

    signed: bool
    by: str


def trusted_keys() -> Path:
    """Return the folder of trusted public keys: one file each, NAME.pub, as PEM."""
    return data_folder() / "trusted"


def make_signing_key(path: Path, passphrase: str) -> Path:
    """Write a new private key, under a passphrase, and beside it the public one, which is returned.

    Raises UsageError where a file is there or the passphrase is empty, ResourceFault where one cannot be written.
    """
    public = path.with_name(path.name + _ENDING)
    for known in (path, public):
        if known.exists():
            raise UsageError(said("'{known}' exists already. Name a new file.", known=known))
    if not passphrase:
        raise UsageError(said("A key to sign by needs a passphrase. Type one."))
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private)
        public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    except OSError as error:
        raise ResourceFault(
            said("'{path}' cannot be written ({strerror}). Name another file.", path=path, strerror=error.strerror)
        ) from error
    return public


def sign_model(folder: Path, key_file: Path, passphrase: str) -> None:
    """Sign the card of the model in a folder, in the place of any signature before.

    Raises UsageError where the key cannot be read, ModelError where the card cannot.
    """
    read_card(folder)  # what cannot be read is signed by nobody
    try:
        key = load_pem_private_key(key_file.read_bytes(), passphrase.encode() if passphrase else None)
    except OSError as error:
        raise UsageError(
            said(
                "'{key_file}' cannot be read ({strerror}). Name the key that signs.",
                key_file=key_file,
                strerror=error.strerror,
            )
        ) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError(
            said(
                "'{key_file}' is no private key, or its passphrase is another one. Type it "
                "again, or name the right key.",
                key_file=key_file,
            )
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(
            said("'{key_file}' is a key of another kind. Make one by 'sigverify models key'.", key_file=key_file)
        )
    signature = sign_card((folder / CARD).read_bytes(), key)
    passing = folder / f".{SIGNATURE}.part"
    try:
        passing.write_bytes(signature)
        passing.replace(folder / SIGNATURE)
    except OSError as error:
        raise ResourceFault(
            said("'{folder}' cannot be written ({strerror}). Mend its rights.", folder=folder, strerror=error.strerror)
        ) from error


def vouched(folder: Path) -> Vouched:
    """Return who vouches for a model; raises ModelError where its signature does not fit."""
    public = signing_key_of(folder, (folder / CARD).read_bytes())
    if public is None:
        return Vouched(signed=False, by="")
    return Vouched(signed=True, by=next((name for name, key in _trusted() if key == public), ""))


def require_vouched(folder: Path) -> None:
    """Raise ModelError where a foreign model is signed by nobody who is trusted; with no trusted key any may be used.

    Foreign is a model that lies neither among the shipped ones nor among one's own.
    """
    own = (data_folder() / "models", shipped_folder("models"))
    if not trusted_keys().is_dir() or folder.resolve().parent in [place.resolve() for place in own]:
        return
    names = [name for name, _ in _trusted()]
    found = vouched(folder) if names else None
    if found is not None and not found.by:
        how = "by a key that is not among them" if found.signed else "by nobody"
        raise ModelError(
            said(
                "The model in '{folder}' is signed {how}; trusted here: {names}. Put the public key "
                "of whoever made it into '{folder_of_keys}' if you trust them.",
                folder=folder,
                how=how,
                names=", ".join(names),
                folder_of_keys=trusted_keys(),
            )
        )


def _trusted() -> list[tuple[str, bytes]]:
    """Return the trusted keys by name; raises ModelError where a file in their folder is none."""
    folder = trusted_keys()
    found = []
    for path in sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else []:
        try:
            key = load_pem_public_key(path.read_bytes())
        except (OSError, ValueError, UnsupportedAlgorithm) as error:
            raise ModelError(
                said("'{path}' is no public key. Take it out of the folder, or put the right one there.", path=path)
            ) from error
        if isinstance(key, Ed25519PublicKey):
            found.append((path.name.removesuffix(_ENDING), key.public_bytes_raw()))
    return found
