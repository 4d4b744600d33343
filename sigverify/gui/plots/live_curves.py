"""`LiveCurves`: the numbers of a live plot, which grow point by point, and what of them has to be drawn."""

import numpy as np

from sigverify.gui.services import LivePoint
from sigverify.ink.recording import Floats

_ROOM = 256
"""Moments that there is room for at first; whenever it is full it is doubled."""


class LiveCurves:
    """A row for each moment that was scored: its time, the distance over all references, and that to each alone."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all moments."""
        self._count = 0
        self._rows: Floats = np.empty((_ROOM, 2))
        self._taken_back: list[Floats] = []

    def __len__(self) -> int:
        return self._count

    @property
    def rows(self) -> Floats:
        """All moments, float64 (moments, 2 + references)."""
        return self._rows[: self._count]

    @property
    def last_s(self) -> float:
        """The time of the last moment; 0 where there is none."""
        return float(self._rows[self._count - 1, 0]) if self._count else 0.0

    def add(self, point: LivePoint) -> None:
        """Take one moment more; of the first one it is known how many references there are."""
        row = (point.time_s, point.combined, *point.distances)
        if not self._count:
            self._rows = np.empty((_ROOM, len(row)))
        elif self._count == len(self._rows):
            self._rows = np.concatenate((self._rows, np.empty_like(self._rows)))
        self._rows[self._count] = row
        self._count += 1

    def take_back(self, after_s: float) -> None:
        """Take what came after a moment out, until it is put back."""
        rows = self.rows
        late = rows[:, 0] > after_s
        self._taken_back.append(rows[late])
        self._hold(rows[~late])

    def put_back(self) -> bool:
        """Put in what was taken out last; return whether there was anything."""
        if not self._taken_back:
            return False
        again = self._taken_back.pop()
        if len(again):  # none, and of no width, where a stroke went before its first moment was told
            self._hold(np.concatenate((self.rows, again)) if self._count else again)
        return True

    def drawn(self, least_s: float) -> Floats:
        """Return the rows to be drawn where `least_s` is a pixel: the last one of each pixel, and the newest.

        Which they are does not change by what comes later, so that a curve stands still.
        """
        rows = self.rows
        pixels = np.floor(rows[:, 0] / least_s)
        return rows[np.flatnonzero(np.diff(pixels, append=np.inf))]

    def _hold(self, rows: Floats) -> None:
        self._count = len(rows)
        self._rows = np.concatenate((rows, np.empty((_ROOM, rows.shape[1]))))
