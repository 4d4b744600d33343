"""`GrowingFeatures`: the functions of ink that is still being written; only those of its last frames are worked anew.

They are those that `extract` gives of the ink so far, by a standard and a pace that stay. What was written changes only
what is near it: the low pass looks both ways, and what it forgot counts for less than a ten-thousandth.
"""

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.features import FUNCTIONS, FeatureConfig, Standard, places_of
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import Pace, trajectory_of

GROWING = tuple(name for name in FUNCTIONS if name not in ("x_residual", "y_residual"))
"""Functions that a frame's neighbours tell; a straight line through all of the signature moves with each frame."""

_LAST_FRAMES = 3
"""Of the path, which are still averaged over points to come, or spread in a burst; and so is the lift that they end."""


class GrowingFeatures:
    """Takes ink as it grows, or as strokes of it are taken back.

    config: of functions out of GROWING, without a fixed number of frames; standard, pace: as of `extract`.
    values: float32 (frames, functions), of the ink that was taken last.
    """

    def __init__(self, config: FeatureConfig, standard: Standard, pace: Pace) -> None:
        from sigverify.ink.path_functions import LOOKED_AROUND, forgotten_after, low_pass  # slow to import

        assert config.frames is None
        assert set(config.functions) <= set(GROWING)
        self.config, self.standard, self.pace = config, standard, pace
        self.values: NDArray[np.float32] = np.empty((0, len(config.functions)), np.float32)
        self._path: Floats = np.empty((4, 0))
        self._places = places_of(config.functions)
        self._low_pass = low_pass(config.cutoff_hz, config.rate_hz)
        self._reach = forgotten_after(config.cutoff_hz, config.rate_hz) + LOOKED_AROUND

    @property
    def settled(self) -> int:
        """Return how many frames at the beginning stay as they are, whatever is written next."""
        end = max(0, len(self.values) - _LAST_FRAMES)
        on_surface = np.flatnonzero(self._path[3, : end + 1])
        return max(0, min(end, int(on_surface[-1]) + 1) - self._reach) if on_surface.size else 0

    def take(self, so_far: Recording) -> int:
        """Take the ink so far; return the first frame whose functions are not what they were.

        Raises InkError where there is too little ink.
        """
        from sigverify.ink.path_functions import first_difference, functions_behind  # slow to import

        peak = self.standard.pressure_peak
        laid = trajectory_of(so_far, rate_hz=self.config.rate_hz, pressure_peak=peak, pace=self.pace)
        path: Floats = np.stack((laid.x, laid.y, laid.pressure_ratio, laid.pen_down))
        changed = max(0, first_difference(self._path, path) - self._reach)
        begin = max(0, changed - self._reach)
        standard = self.standard
        found = functions_behind(
            path, begin, standard.size, *self._low_pass, self._places, standard.mean, standard.spread
        )
        new = found[changed - begin :].astype(np.float32)
        self.values, self._path = np.concatenate((self.values[:changed], new)), path
        return changed
