"""`card.sig` beside a model's card: somebody vouches for the card, and through its hashes for the weights.

Ed25519 (RFC 8032) over a heading and the card's own bytes. The file is JSON: `key` and `signature`, base64. Whose key
it is says nothing by itself: who trusts it keeps it in a folder of trusted keys (see `workflows.vouching`).
"""

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sigverify.errors import ModelError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNATURE = "card.sig"

_HEADING = b"sigverify model card 1\n"
_LARGEST = 10_000


def sign_card(card: bytes, key: "Ed25519PrivateKey") -> bytes:
    """Return the content of `card.sig` for the bytes of a card."""
    public, signature = key.public_key().public_bytes_raw(), key.sign(_HEADING + card)
    told = {name: base64.b64encode(value).decode() for name, value in (("key", public), ("signature", signature))}
    return (json.dumps(told, indent=1) + "\n").encode()


def signing_key_of(folder: Path, card: bytes) -> bytes | None:
    """Return the public key, 32 bytes, that a model's card was signed by; None where it was not signed.

    card: the bytes of the card. Raises ModelError where the signature is not one of this card.
    """
    path = folder / SIGNATURE
    try:
        payload = path.read_bytes()[: _LARGEST + 1]
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise ModelError(f"'{path}' cannot be read ({fault.strerror}). Mend its rights.") from fault
    # Imported here: most models are not signed, and need not wait for it.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        told = json.loads(payload)
        public, signature = (base64.b64decode(told[name], validate=True) for name in ("key", "signature"))
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _HEADING + card)
    except (ValueError, TypeError, LookupError, InvalidSignature) as fault:
        raise ModelError(
            f"The signature of the model in '{folder}' does not fit its card: one of them was changed. Get the "
            f"model anew from where it came, or delete '{path.name}' if it is your own."
        ) from fault
    return public
