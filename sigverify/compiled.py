"""Loops that are compiled when they are first called, and kept on disk for the next start."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from numba import njit
from numba.np import linalg

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def _spare_scipy() -> None:
    """Have numba's array functions loaded without scipy's linear algebra, a sixth of what the first loop waits for.

    numba asks for it only to see whether it is there. It is, as we need scipy; whatever uses it imports it then.
    """
    there = getattr(linalg, "ensure_blas", None)
    if there is None:  # another release of numba, which does it otherwise
        return
    linalg.ensure_blas = lambda: None
    try:
        import numba.np.arraymath  # noqa: F401  # it looks as it is imported
    finally:
        linalg.ensure_blas = there


_spare_scipy()


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
