"""Gives memory that was freed back to the system, where the C library would keep it for later.

A batch is worked in tables of megabytes, as long as its signatures happen to be, and all of them are freed at its end.
glibc returns to the system only what lies at the end of its heap, and there something small always stays: torch keeps
what it prepared for each length that it had not met. So every batch finds holes that do not fit, and a training grows
for a hundred batches, to twice what it needs.

Refused alternatives, both measured. Blocks of their own for large tables (`mallopt`) cost 7 % of the time, since the
system clears each anew; given back after every batch it costs 3 %, after every tenth nothing that can be measured.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache

EVERY = 10
"""Batches after which it is worth the while."""


def give_back_freed() -> None:
    """Give whole pages that nothing uses any more back to the system; does nothing where the C library is not glibc."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    found = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
    if found is not None:
        found.argtypes, found.restype = (ctypes.c_size_t,), ctypes.c_int
    return found
