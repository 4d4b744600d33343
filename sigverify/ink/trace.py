"""The trace of a signature: what a copy of it has in common with it, whatever else was changed about it."""

import numpy as np

from sigverify.ink.recording import Floats, Recording

_DECIMALS = 6
"""Of seconds and of length units: far below what any tablet tells, far above what adding a constant rounds."""


def trace(recording: Recording) -> bytes:
    """Return time, x and y of every point on the surface, and its stroke, as bytes that are equal for copies.

    Time and place count from the first touch, so that a copy that was moved is one too. Pressure, angles, points in
    the air and facts of the capture are left out: they cost nothing to change. No hand gives the same trace twice; of
    a signature of one point there is only one, so a trace says something only of ink that can be compared.
    """
    down = recording.pen_down
    lines = [_from_first(values[down]) for values in (recording.time_s, recording.x, recording.y)]
    return b"".join(line.tobytes() for line in (*lines, recording.stroke[down]))


def _from_first(values: Floats) -> Floats:
    with np.errstate(over="ignore", invalid="ignore"):  # at the end of the range: still the same for the same
        return np.round(values - values[0], _DECIMALS) + 0.0  # no negative zero
