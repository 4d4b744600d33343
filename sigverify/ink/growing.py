"""`GrowingFeatures`: the functions of ink that is still being written; only those of its last frames are worked anew.

They are those that `extract` gives of the ink so far, by a standard and a pace that stay. What was written changes only
what is near it: the low pass looks both ways, and what it forgot counts for less than a ten-thousandth.
"""

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.features import FUNCTIONS, SMALLEST_SPREAD, FeatureConfig, Standard, places_of
from sigverify.ink.growing_path import GrowingPath
from sigverify.ink.growing_rows import GrowingRows
from sigverify.ink.recording import Floats
from sigverify.ink.trajectory import Pace
from sigverify.ink.written_ink import WrittenInk

GROWING = tuple(name for name in FUNCTIONS if name not in ("x_residual", "y_residual"))
"""Functions that a frame's neighbours tell; a straight line through all of the signature moves with each frame."""


class GrowingFunctions:
    """The functions before they are standardised.

    config: of functions out of GROWING, without a fixed number of frames; size, pressure_peak, pace: as of `extract`.
    path: that they are worked along; rows: float64 (frames, functions), of the ink that was taken last.
    """

    def __init__(self, config: FeatureConfig, size: float, pressure_peak: float | None, pace: Pace) -> None:
        from sigverify.ink.path_functions import LOOKED_AROUND, forgotten_after, low_pass  # slow to import

        assert config.frames is None
        assert set(config.functions) <= set(GROWING)
        self.config, self.size = config, size
        self.path = GrowingPath(config.rate_hz, pace, pressure_peak)
        self.rows = GrowingRows(len(config.functions))
        self._places = places_of(config.functions)
        self._low_pass = low_pass(config.cutoff_hz, config.rate_hz)
        self._reach = forgotten_after(config.cutoff_hz, config.rate_hz) + LOOKED_AROUND

    @property
    def settled(self) -> int:
        """Return how many frames at the beginning stay as they are, whatever is written next."""
        return max(0, self.path.settled - self._reach)

    def take(self, ink: WrittenInk, most: int | None = None) -> int:
        """Take the ink so far, at most so many points more; return the first frame whose functions are others now.

        Raises InkError where there is too little ink.
        """
        from sigverify.ink.path_functions import functions_of_part  # slow to import

        changed = max(0, self.path.take(ink, most) - self._reach)
        begin = max(0, changed - self._reach)
        path = np.ascontiguousarray(self.path.rows.values[begin:].T)
        found = functions_of_part(path, self.size, *self._low_pass, self._places)
        self.rows.cut(changed)
        self.rows.add(found[changed - begin :])
        return changed


class GrowingFeatures:
    """The functions by a standard.

    functions: what is standardised; the other arguments are as of `GrowingFunctions`.
    """

    def __init__(self, config: FeatureConfig, standard: Standard, pace: Pace) -> None:
        self.config, self.standard, self.pace = config, standard, pace
        self.functions = GrowingFunctions(config, standard.size, standard.pressure_peak, pace)

    def __len__(self) -> int:
        return len(self.functions.rows)

    def between(self, begin: int, until: int) -> NDArray[np.float32]:
        """Return the features of these frames, float32 (frames, functions)."""
        functions = self.functions.rows.values[begin:until]
        return ((functions - self.standard.mean) / self.standard.spread).astype(np.float32)


class GrowingStandard:
    """What `extract` measures ink by, from portions of it.

    size, pressure_peak and pace are held as they were known at the beginning.
    """

    def __init__(self, config: FeatureConfig, size: float, pressure_peak: float | None, pace: Pace) -> None:
        self.functions = GrowingFunctions(config, size, pressure_peak, pace)
        self.pressure_peak = pressure_peak
        self._sums: Floats = np.zeros((2, len(config.functions)))
        self._summed = 0

    def take(self, ink: WrittenInk, most: int) -> Standard | None:
        """Take at most so many points more of the ink so far; return its standard when that was the rest."""
        functions = self.functions
        if functions.take(ink, most) < self._summed:
            self._sums, self._summed = np.zeros_like(self._sums), 0
        self._sums = self._sums + _summed(functions.rows.values[self._summed : functions.settled])
        self._summed = functions.settled
        if functions.path.taken < len(ink):
            return None
        count = len(functions.rows)
        mean, square = (self._sums + _summed(functions.rows.values[self._summed :])) / count
        spread = np.sqrt(np.maximum(square - mean**2, 0.0))
        return Standard(
            size=functions.size, pressure_peak=self.pressure_peak, mean=mean, spread=np.maximum(spread, SMALLEST_SPREAD)
        )


def _summed(rows: Floats) -> Floats:
    """Return the sums of rows (n, d) and of their squares, (2, d)."""
    return np.stack((rows.sum(axis=0), np.einsum("ij,ij->j", rows, rows)))
