"""`InkPointer`: which moment of the writing a place on the paper belongs to, and the other way round."""

import numpy as np
from PySide6.QtCore import QPointF

from sigverify.ink.recording import Floats, Recording

REACH_PX = 14.0
"""A pointer farther from all ink than this points at none."""


class InkPointer:
    """Finds points of one finished signature as it lies on the paper; pixels, y down."""

    def __init__(self, recording: Recording, xs: Floats, ys: Floats) -> None:
        """xs, ys: where each of its points lies on the paper."""
        down = recording.pen_down
        self._x, self._y = xs[down], ys[down]
        self._time_s = (recording.time_s - recording.time_s[0])[down]

    def move(self, across: float, down: float) -> None:
        """Note that the ink was moved."""
        self._x, self._y = self._x + across, self._y + down

    def moment_at(self, place: QPointF) -> float | None:
        """Return when the ink nearest to `place` was written, in seconds since the first touch; None far from ink."""
        away = np.hypot(self._x - place.x(), self._y - place.y())
        nearest = int(np.argmin(away))
        return float(self._time_s[nearest]) if away[nearest] <= REACH_PX else None

    def place_of(self, moment_s: float) -> QPointF:
        """Return where the pen was at a moment."""
        nearest = int(np.argmin(np.abs(self._time_s - moment_s)))
        return QPointF(float(self._x[nearest]), float(self._y[nearest]))
