"""Gives memory that was freed back to the system, where the C library would keep it for later.

A batch is worked in tables of megabytes, as long as its signatures happen to be, and all of them are freed at its end.
glibc lays such tables into its heap, between small things that stay, for torch keeps what it prepared for each length
that it had not met; and it returns to the system only what lies at the heap's end. So every batch finds holes that do
not fit, and a training holds twice what it needs.

Whole pages of holes are given back after every tenth batch, which costs nothing that can be measured. Refused: large
tables mapped by themselves (`mallopt`). A third less is held then, but the system clears each table anew, which takes a
quarter of the time.
"""

import ctypes
import sys
from functools import cache

EVERY = 10
"""Batches after which it is worth the while."""


def give_back_freed() -> None:
    """Give whole pages that nothing uses any more back to the system; nothing happens without glibc."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    found = ctypes.CDLL(None)
    if not hasattr(found, "malloc_trim"):  # musl
        return None
    found.malloc_trim.argtypes = (ctypes.c_size_t,)
    return found
