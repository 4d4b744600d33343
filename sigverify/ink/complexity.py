"""How much there is to a signature: the more movements, the harder it is to imitate, and to write the same twice."""

import numpy as np

from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import trajectory_of

SIMPLE_BELOW = 10
"""Movements below which a signature is simple, as initials and paraphs are: an imitator needs few tries."""

COMPLEX_FROM = 20
"""Movements from which a signature is complex, as full names and flourishes are."""

_SMOOTHED_FRAMES = 5
"""At 100 Hz; shorter hesitations are tremor and the tablet's noise, no movements."""

_DEPTH = 0.1
"""By how much of a stroke's highest speed the pen slows down and speeds up again between two movements."""


def complexity_of(recording: Recording) -> int:
    """Return how many movements a signature is made of: peaks of the pen's speed on the surface.

    Rapid handwriting is planned in single movements, each a peak of speed (Plamondon, 1995, whose model gives each a
    lognormal). Here they are counted and not fitted: smoothed over 50 ms, a peak counts where the speed falls and
    rises again by a tenth of the stroke's highest. Raises InkError where the ink has no path.
    """
    path = trajectory_of(recording)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], path.pen_down.astype(np.int8), [0]])))
    count = 0
    for begin, end in edges.reshape(-1, 2):
        steps = np.hypot(np.diff(path.x[begin:end]), np.diff(path.y[begin:end]))
        if steps.size:
            count += _movements(_smoothed(steps))
    return count


def _smoothed(steps: Floats) -> Floats:
    padded = np.pad(steps, _SMOOTHED_FRAMES // 2, mode="edge")
    return np.convolve(padded, np.full(_SMOOTHED_FRAMES, 1 / _SMOOTHED_FRAMES), mode="valid")


def _movements(speed: Floats) -> int:
    """Return how many peaks there are in the speed of one stroke, at least one."""
    depth = _DEPTH * float(speed.max())
    count, high, low, falls = 1, 0.0, 0.0, False
    for value in speed.tolist():
        if falls:
            low = min(low, value)
            if value > low + depth:
                count, high, falls = count + 1, value, False
        else:
            high = max(high, value)
            if value < high - depth:
                low, falls = value, True
    return count
