"""Has memory that a batch freed go back to the system, where the C library would keep it for later.

A batch is worked in tables of megabytes, as long as its signatures happen to be, and all of them are freed at its end.
glibc lays such tables into its heap, between small things that stay, for torch keeps what it prepared for each length
that it had not met; and it returns to the system only what lies at the heap's end. So every batch found holes that did
not fit, and a training grew for hundreds of batches, to twice what it needs.

Large tables are mapped by themselves instead, and are gone once they are freed; a few hundredths of the time go into
clearing them anew. What is left of the heap is given back now and then, which costs nothing that can be measured.
"""

import ctypes
import sys
from functools import cache

EVERY = 10
"""Batches after which it is worth the while to give back what was freed."""

_MAPPED_FROM = 1 << 20
"""Bytes of a table that is mapped by itself. Left to itself, glibc would raise its own limit to 32 MB."""

_M_MMAP_THRESHOLD = -3
"""As `malloc.h` numbers it."""


def map_large_tables() -> None:
    """Have large tables mapped by themselves from now on, where no hole of the heap holds them, in all the process.

    Nothing happens without glibc.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_M_MMAP_THRESHOLD, _MAPPED_FROM)


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
    found.malloc_trim.argtypes, found.mallopt.argtypes = (ctypes.c_size_t,), (ctypes.c_int, ctypes.c_int)
    return found
