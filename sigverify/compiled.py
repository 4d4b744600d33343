"""Loops that are compiled when they are first called, and kept on disk for the next start."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from numba import njit

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def compiled(loop: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Return a loop over numpy arrays as machine code, which lets other threads run meanwhile.

    It is kept beside the source, or in the user's cache folder; where neither can be written, it is compiled again at
    each start, which takes seconds.
    """
    try:
        made: Callable[_Given, _Made] = njit(nogil=True, cache=True)(loop)
    except RuntimeError:  # numba finds no folder to keep it in
        made = njit(nogil=True)(loop)
    return made
