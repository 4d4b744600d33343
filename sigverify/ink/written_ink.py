"""`WrittenInk`: the points on the surface of ink that is still being written; of each look only the new ones are read.

Recordings are immutable, so that two whose channels begin at the same place in memory begin with the same points, as
those that a pad gives while it is written on. Others are compared point by point.
"""

import numpy as np

from sigverify.compiled import compiled
from sigverify.ink.growing_rows import GrowingRows
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import LONGEST_STEP_S, SMALLEST_STEP_S, USUAL_STEP_S

TIME, X, Y, PRESSURE, STROKE = range(5)
"""Columns of the points."""

_LOWEST, _HIGHEST, _FARTHEST, _STEPS_S, _STEPS = range(5)
"""What is told of all points: of pressure the least and the most, the largest coordinate, the clock's sound steps."""


class WrittenInk:
    """Takes ink as it grows, or as strokes of it are taken back, or another signature.

    points: float64 (points on the surface, 5), by the columns above.
    even_step_s: of `Capture`. changes: how many points stood each time that some of those before did not.
    """

    def __init__(self) -> None:
        self.points = GrowingRows(5)
        self.changes: list[int] = []
        self.even_step_s: float | None = None
        self._before: Recording | None = None
        self._told = _nothing_told()

    def __len__(self) -> int:
        return len(self.points)

    @property
    def farthest(self) -> float:
        """Return the largest coordinate, without its sign."""
        return float(self._told[_FARTHEST])

    @property
    def pressure_peak(self) -> float | None:
        """Return the highest level of pressure; None where there is none, or it is always the same."""
        lowest, highest = self._told[_LOWEST], self._told[_HIGHEST]
        return float(highest) if highest > lowest else None

    @property
    def usual_step_s(self) -> float:
        """Return the usual step of the clock, as of `trajectory.Pace`."""
        if self.even_step_s is not None:
            return self.even_step_s
        total, count = self._told[_STEPS_S], self._told[_STEPS]
        return float(total / count) if total > 0 else USUAL_STEP_S

    def take(self, so_far: Recording) -> None:
        """Take the ink so far."""
        before = self._before
        if so_far is before:
            return
        common = 0 if before is None else _same_until(before, so_far)
        kept = len(self) if before is not None and common == len(before) else _on_surface(so_far, common)
        if kept < len(self):
            self.changes.append(kept)
            self.points.cut(kept)
            self._told = _nothing_told()
            tell_of(self.points.whole, 0, kept, SMALLEST_STEP_S, LONGEST_STEP_S, self._told)
        down = so_far.stroke[common:] >= 0
        channels = (so_far.time_s, so_far.x, so_far.y, so_far.pressure, so_far.stroke)
        new = np.zeros((int(down.sum()), 5))
        for column, channel in enumerate(channels):
            if channel is not None:
                new[:, column] = channel[common:][down]
        self.points.add(new)
        tell_of(self.points.whole, kept, len(self), SMALLEST_STEP_S, LONGEST_STEP_S, self._told)
        self._before, self.even_step_s = so_far, so_far.capture.even_step_s


@compiled
def tell_of(points: Floats, begin: int, until: int, smallest: float, longest: float, told: Floats) -> None:
    """Add to what is told of all points; a sound step is as of `laying_out.usual_step`."""
    for point in range(begin, until):
        told[0], told[1] = min(told[0], points[point, 3]), max(told[1], points[point, 3])
        told[2] = max(told[2], abs(points[point, 1]), abs(points[point, 2]))
        if point > 0 and points[point, 4] == points[point - 1, 4]:
            step = points[point, 0] - points[point - 1, 0]
            if -smallest < step <= longest:
                told[3] += step if step >= smallest else 0.0
                told[4] += 1


def _nothing_told() -> Floats:
    return np.array([np.inf, -np.inf, 0.0, 0.0, 0.0])


def _on_surface(ink: Recording, count: int) -> int:
    """Return how many of its first points lie on the surface."""
    return int(np.count_nonzero(ink.stroke[:count] >= 0))


def _same_until(before: Recording, now: Recording) -> int:
    """Return how many points two recordings begin with that are the same to whom lays them out."""
    if (before.pressure is None) != (now.pressure is None) or before.capture.even_step_s != now.capture.even_step_s:
        return 0
    count = min(len(before), len(now))
    for name in ("time_s", "x", "y", "stroke", "pressure"):
        then, given = getattr(before, name), getattr(now, name)
        if then is None or _begin_at(then) == _begin_at(given):
            continue
        unlike = np.flatnonzero(then[:count] != given[:count])
        count = int(unlike[0]) if unlike.size else count
    return count


def _begin_at(channel: Floats) -> tuple[int, int]:
    """Return where a channel begins in memory, and how far it is from point to point."""
    return channel.ctypes.data, channel.strides[0]
