"""`GrowingRows`: rows of numbers that grow at their end, so that some more cost the same however many there are."""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_ROOM = 1024
"""Rows that there is room for at least; whenever it is full it is doubled."""


class GrowingRows:
    """Rows (n, width) of one type.

    whole: all there is room for, which compiled loops write to; what lies behind the last row means nothing.
    """

    def __init__(self, width: int, kind: DTypeLike = np.float64) -> None:
        self.whole: NDArray[Any] = np.empty((_ROOM, width), kind)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def values(self) -> NDArray[Any]:
        """Return the rows, (n, width): a view, which tells of others once some were cut."""
        return self.whole[: self._count]

    def cut(self, count: int) -> None:
        """Keep so many of the first rows."""
        self._count = min(self._count, count)

    def add(self, rows: NDArray[Any]) -> None:
        """Put some behind the last one."""
        begin = self._count
        self.stretch(begin + len(rows))
        self.whole[begin : self._count] = rows

    def stretch(self, count: int) -> None:
        """Have so many rows; those that were not there are for the caller to write."""
        self.provide(count)
        self._count = count

    def provide(self, count: int) -> None:
        """Have room for so many."""
        if count > len(self.whole):
            wider = np.empty((max(count, 2 * len(self.whole)), self.whole.shape[1]), self.whole.dtype)
            wider[: self._count] = self.values
            self.whole = wider
