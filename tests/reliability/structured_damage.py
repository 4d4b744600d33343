"""Damages what a file says and not its letters: JSON, safetensors, and JSON inside the strings of either.

Damaged at random bytes such a file is hardly ever JSON any more, and all that is checked about its content is never
reached.
"""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2, 0.5, 1e308, -1e308, 5e-324, float("nan"), float("inf"), 2**31, 2**63, -(2**63)),
    *("", "a", "nan", "../a", "\0", "\ud800", "0" * 500, "F64", "U8", [], {}, [[]], [0], {"a": 0}, [0, 2**70], 10**400),
)


def damaged(content: bytes, random: Random) -> bytes | None:
    """Return the file with one to three of its values changed, None where it is neither JSON nor safetensors."""
    length = int.from_bytes(content[:8], "little")
    header = 8 < length <= len(content) - 8
    text = content[8 : 8 + length] if header else content
    try:
        value = json.loads(text)
        for _ in range(random.randint(1, 3)):
            value = _changed(value, random)
        found = json.dumps(value).encode()
    except (ValueError, RecursionError, OverflowError):
        return None
    return len(found).to_bytes(8, "little") + found + content[8 + length :] if header else found


def _changed(value: Any, random: Random) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.dumps(_changed(json.loads(value), random))
        except (ValueError, RecursionError, OverflowError):
            return _junk(random)
    if not isinstance(value, dict | list) or not value or random.random() < 0.05:
        return _another(value, random)
    key = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
    changes: list[Callable[[], object]] = [lambda: value.__setitem__(key, _changed(value[key], random))] * 6
    changes += [lambda: value.pop(key), lambda: _put_beside(value, key, random)]
    random.choice(changes)()
    return value


def _another(value: Any, random: Random) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and random.random() < 0.5:
        return random.choice((-value, value + 1, value - 1, value * 2, str(value)))
    return _junk(random)


def _put_beside(value: Any, key: Any, random: Random) -> None:
    if isinstance(value, list):
        value.insert(key, random.choice((copy.deepcopy(value[key]), _junk(random))))
    else:
        value[random.choice(("a", "format", str(key) + "/a"))] = copy.deepcopy(value[key])


def _junk(random: Random) -> Any:
    return copy.deepcopy(random.choice(JUNK))
