"""The recovery key: 160 random bits that a person keeps on paper, in groups that each notice a slip of the pen.

Eight groups of five characters, of Crockford's base 32 (no I, L, O, U; I and L are read as 1, O as 0): four carry 20
bits, the fifth checks them and the group's place. The check is a polynomial over GF(32), as in bech32: in a group it
notices every single wrong character and every two neighbours that changed places, and it notices every group put in
another's place.
"""

import secrets
from collections.abc import Sequence

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sigverify.errors import UsageError

GROUPS = 8
_DATA = 4
_SIZE = _DATA + 1
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILO", "110")
_POLYNOMIAL = 0b100101  # x⁵ + x² + 1, primitive over GF(2)


def new_recovery_key() -> str:
    """Return a fresh recovery key, as it is shown and printed: eight groups of five, with hyphens between."""
    values = [secrets.randbelow(32) for _ in range(GROUPS * _DATA)]
    return "-".join(_group(values[place * _DATA : (place + 1) * _DATA], place) for place in range(GROUPS))


def looks_like_recovery_key(text: str) -> bool:
    """Return whether this is meant for a recovery key: of its length and alphabet, whatever its checks say."""
    letters = _letters(text)
    return len(letters) == GROUPS * _SIZE and all(letter in _ALPHABET for letter in letters)


def recovery_secret(text: str) -> bytes:
    """Return the secret of 32 bytes that a recovery key stands for, by HKDF (RFC 5869).

    Raises UsageError, naming the groups to look at, where characters are wrong or missing.
    """
    letters = _letters(text)
    if len(letters) != GROUPS * _SIZE:
        raise UsageError(
            f"A recovery key has {GROUPS} groups of {_SIZE} characters; found {len(letters)} characters in all."
        )
    groups = [letters[place * _SIZE : (place + 1) * _SIZE] for place in range(GROUPS)]
    wrong = [str(place + 1) for place, group in enumerate(groups) if not _fits(group, place)]
    if wrong:
        named = f"group {wrong[0]}" if len(wrong) == 1 else f"groups {', '.join(wrong)}"
        raise UsageError(f"The recovery key has a slip in {named}. Compare it with the paper.")
    number = 0
    for group in groups:
        for letter in group[:_DATA]:
            number = number << 5 | _ALPHABET.index(letter)
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"sigverify recovery key 1")
    return derive.derive(number.to_bytes(GROUPS * _DATA * 5 // 8, "big"))


def groups_to_ask() -> tuple[int, int]:
    """Return two places of groups, from 0, for a person to type as a proof that the key was written down."""
    first, second = sorted(secrets.SystemRandom().sample(range(GROUPS), 2))
    return first, second


def typed_right(text: str, place: int, typed: str) -> bool:
    """Return whether a person typed the group at this place of the recovery key."""
    return _letters(typed) == _letters(text)[place * _SIZE : (place + 1) * _SIZE]


def _letters(text: str) -> str:
    return "".join(text.split()).replace("-", "").upper().translate(_READ_AS)


def _group(values: Sequence[int], place: int) -> str:
    return "".join(_ALPHABET[value] for value in (*values, _check(values, place)))


def _fits(group: str, place: int) -> bool:
    if any(letter not in _ALPHABET for letter in group):
        return False
    *values, check = (_ALPHABET.index(letter) for letter in group)
    return check == _check(values, place)


def _check(values: Sequence[int], place: int) -> int:
    check = place
    for value in values:
        check = _times_x(check ^ value)
    return check


def _times_x(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 32 else value
