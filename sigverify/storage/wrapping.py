"""Wraps a store's key for whoever holds a secret, by that secret's public half.

A secret of 32 bytes (from a passphrase, a keyring, a key file, a recovery key) is taken for a private key of X25519.
What wraps needs the public half only, so that the store's key can be replaced while nobody types a passphrase; what
unwraps needs the secret. The scheme is HPKE (RFC 9180) in its base mode: X25519, HKDF-SHA-256, AES-256-GCM.
"""

import json

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sigverify.errors import StoreKeyError

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def public_half(secret: bytes) -> bytes:
    """Return what wraps keys for the holder of `secret`; it opens nothing."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def wrap(key: bytes, public: bytes, store_id: str, wrap_id: str) -> bytes:
    """Return `key` wrapped for the holder of the secret that `public` belongs to, bound to its place in its store."""
    return _SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public), info=_bound(store_id, wrap_id))


def unwrap(wrapped: bytes, secret: bytes, store_id: str, wrap_id: str) -> bytes:
    """Return the key; raises StoreKeyError where the secret is another one, or what is wrapped was changed or moved."""
    try:
        return _SUITE.decrypt(wrapped, X25519PrivateKey.from_private_bytes(secret), info=_bound(store_id, wrap_id))
    except InvalidTag as error:
        raise StoreKeyError("This does not open the store's key.") from error


def _bound(store_id: str, wrap_id: str) -> bytes:
    return json.dumps(["sigverify", "store key", store_id, wrap_id]).encode()
