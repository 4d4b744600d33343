"""`KeptPoints`: the points of a signature as they come, a column each, so that one more costs the same however many."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.recording import Floats, Integers

COLUMNS = ("stamp_s", "arrival_s", "x", "y", "pressure", "tilt_x_deg", "tilt_y_deg", "rotation_deg")
"""What is kept of each point, y pointing up; beside these the stroke that it belongs to, and whether it is a lift."""

_ROOM = 1024
"""Points that there is room for at least; whenever it is full it is doubled."""


class KeptPoints:
    """Columns that grow at their end. What was read of them never changes: other points come to lie elsewhere."""

    def __init__(self) -> None:
        self._count = 0
        self._values: Floats = np.empty((len(COLUMNS), 0))
        self._stroke: Integers = np.empty(0, np.int64)
        self._lift: NDArray[np.bool_] = np.empty(0, np.bool_)

    def __len__(self) -> int:
        return self._count

    def add(self, values: tuple[float, ...], stroke: int, *, lift: bool) -> None:
        """Keep one point more. values: in the order of COLUMNS; stroke: −1 in the air."""
        count = self._count
        if count == self._stroke.size:
            room = max(_ROOM, count)
            self._take([np.concatenate((part, _room_beside(part, room)), axis=-1) for part in self._parts(0, count)])
        self._values[:, count] = values
        self._stroke[count] = stroke
        self._lift[count] = lift
        self._count += 1

    def values(self, start: int, stop: int) -> Floats:
        """Return the columns of these points, float64 (columns, points)."""
        return self._values[:, start:stop]

    def column(self, name: str, start: int, stop: int) -> Floats:
        """Return one of COLUMNS, float64 (points,)."""
        return self._values[COLUMNS.index(name), start:stop]

    def stroke(self, start: int, stop: int) -> Integers:
        """Return the strokes that these points belong to, int64 (points,)."""
        return self._stroke[start:stop]

    def lift(self, start: int, stop: int) -> NDArray[np.bool_]:
        """Return which of these points are lifts, bool (points,)."""
        return self._lift[start:stop]

    def part(self, start: int, stop: int) -> "KeptPoints":
        """Return these points alone."""
        taken = KeptPoints()
        taken.put(0, 0, self, start, stop)
        return taken

    def put(self, start: int, stop: int, others: "KeptPoints", first: int, past: int) -> None:
        """Put points of `others`, from `first` until `past`, in the place of those from `start` to `stop`."""
        before, between, behind = self._parts(0, start), others._parts(first, past), self._parts(stop, self._count)
        self._count += past - first - (stop - start)
        self._take([np.concatenate(pieces, axis=-1) for pieces in zip(before, between, behind, strict=True)])

    def _parts(self, start: int, stop: int) -> tuple[NDArray[Any], ...]:
        return self._values[:, start:stop], self._stroke[start:stop], self._lift[start:stop]

    def _take(self, parts: list[NDArray[Any]]) -> None:
        self._values, self._stroke, self._lift = parts


def _room_beside(part: NDArray[Any], points: int) -> NDArray[Any]:
    return np.empty((*part.shape[:-1], points), part.dtype)
