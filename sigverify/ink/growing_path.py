"""`GrowingPath`: the path of ink that is still being written; only what the last points change is laid out anew."""

from dataclasses import dataclass, field

import numpy as np

from sigverify.ink.growing_rows import GrowingRows
from sigverify.ink.recording import Floats, Integers
from sigverify.ink.trajectory import LONGEST_LIFT_S, LONGEST_STEP_S, SMALLEST_STEP_S, Pace, check_extent
from sigverify.ink.written_ink import STROKE, WrittenInk

_ROOM = 204
"""Frames that there is room for beside those of a stroke: its bridge, and ends that are counted twice."""

_LIMITS = np.array([SMALLEST_STEP_S, LONGEST_STEP_S, LONGEST_LIFT_S])


@dataclass
class _Stroke:
    """A stroke that is laid out.

    first: its first point; sure: from which on their times may change; past: where those that were laid out end.
    ends: as of `laying_on.timed_on`; state: of `laying_on`. down_s: for how long the pen was down before.
    """

    first: int
    sure: int
    past: int
    ends: Floats
    down_s: float
    state: Integers = field(default_factory=lambda: np.array([0, 0, 0, -1, 0, 0]))


class GrowingPath:
    """The path that `trajectory_of` gives of the ink so far, by a rate, a pace and a peak of pressure that stay.

    rows: float64 (frames, 4), x, y, pressure and whether the pen is down; settled: how many of the first frames stay as
    they are, whatever is written next.
    taken: how many of the ink's points are laid out.
    """

    def __init__(self, rate_hz: float, pace: Pace, pressure_peak: float | None) -> None:
        self.rate_hz, self.pace = rate_hz, pace
        self.rows = GrowingRows(4)
        self.settled = self.taken = 0
        self._given_peak, self._peak = pressure_peak, 0.0
        self._work = GrowingRows(8)
        self._seen = 0
        self._strokes: list[_Stroke] = []
        self._changed = 0
        self._told, self._told_of = _nothing_told(), 0

    @property
    def seconds(self) -> float:
        """Return the time from the first touch to the last point, lifts included."""
        return float(self._work.whole[self.taken - 1, 1] - self._work.whole[0, 1])

    @property
    def extent(self) -> tuple[float, float]:
        """Return the larger of width and height, and how far the pen moves from frame to frame, as of `Pace`."""
        from sigverify.ink.laying_on import spanned_on  # slow to import

        told = self._told.copy()
        spanned_on(self.rows.whole, self._told_of, len(self.rows), told)
        size = max(told[1] - told[0], told[3] - told[2])
        return float(size), float(told[4] / told[5]) if told[5] else 0.0

    def take(self, ink: WrittenInk, most: int | None = None) -> int:
        """Lay out the ink so far, at most so many points more; return the first frame that is not what it was.

        Raises InkError where all of it is too little, or too much.
        """
        self._go_back(ink)
        until = len(ink) if most is None else min(len(ink), self.taken + most)
        begin = self._strokes[-1].first if self._strokes else 0
        while begin < until:
            begin = self._stroke_on(ink, begin, until)
        self.taken = until
        self._tell()
        if until == len(ink):
            last = self._strokes[-1]
            down_s = last.down_s + float(self._work.whole[last.past - 1, 1] - self._work.whole[last.first, 1])
            check_extent(down_s, ink.farthest)
        changed, self._changed = self._changed, self.settled
        return min(changed, len(self.rows))

    def _go_back(self, ink: WrittenInk) -> None:
        """Forget what was laid out of points that are others now."""
        kept, self._seen = min(ink.changes[self._seen :], default=len(ink)), len(ink.changes)
        own = ink.pressure_peak
        peak = 0.0 if own is None else own if self._given_peak is None else self._given_peak
        if peak != self._peak:
            kept, self._peak = 0, peak
        if kept >= self.taken:
            return
        while self._strokes and self._strokes[-1].first >= kept:
            self._strokes.pop()
        if self._strokes:
            stroke = self._strokes[-1]
            begins = int(stroke.state[0])
            stroke.sure, stroke.state = stroke.first, np.array([begins, 0, 0, -1, stroke.first, stroke.first])
        self.taken = min(self.taken, kept)
        self._settle(int(self._strokes[-1].state[0]) if self._strokes else 0)

    def _stroke_on(self, ink: WrittenInk, begin: int, until: int) -> int:
        """Lay out what is new of the stroke that begins there; return where the next one begins."""
        from sigverify.ink.laying_on import laid_on, summed_on, timed_on  # slow to import

        points = ink.points.whole
        if not self._strokes or self._strokes[-1].first != begin:
            self._strokes.append(self._next(begin))
        stroke = self._strokes[-1]
        look_from = max(begin, min(stroke.past, until) - 1)
        others = np.flatnonzero(points[look_from:until, STROKE] != points[begin, STROKE])
        past = look_from + int(others[0]) if others.size else until
        ended = past < until
        self._work.provide(past)
        work, sure = self._work.whole, stroke.sure
        stroke.sure = timed_on(
            points, work, begin, sure, past, ended, self.pace.usual_step_s, ink.even_step_s or 0.0, _LIMITS, stroke.ends
        )
        summed_on(points, work, begin, sure, past, self._peak)
        stroke.past = past
        self._work.stretch(past)
        state, span = stroke.state, float(work[past - 1, 1] - work[begin, 1])
        self.rows.provide(int(state[0]) + _ROOM + int(span * self.rate_hz))
        begins, averaged = int(state[0]), state[3]
        before = int(begins + (state[1] + state[2] if state[2] else 0))
        frames = laid_on(
            points, work, begin, stroke.sure, past, ended, self._peak, self.rate_hz, self.pace.frame_length, state,
            self.rows.whole,
        )  # fmt: skip
        self.rows.stretch(frames)
        self._changed = min(self._changed, before)
        if state[3] != averaged:  # all of the stroke is laid out in another way than it was
            self._settle(begins)
        self._settle(int(state[0] + (state[1] + state[2] if state[2] else 0)))
        return past

    def _next(self, begin: int) -> _Stroke:
        """Return a stroke that begins at a point, behind all that is laid out."""
        if not self._strokes:
            return _Stroke(first=begin, sure=begin, past=begin, ends=np.array([-np.inf, 0.0]), down_s=0.0)
        before, work = self._strokes[-1], self._work.whole
        end = float(work[begin - 1, 1])
        return _Stroke(
            first=begin, sure=begin, past=begin, ends=np.array([end, 0.0]),
            down_s=before.down_s + end - float(work[before.first, 1]),
            state=np.array([len(self.rows), 0, 0, -1, begin, begin]),
        )  # fmt: skip

    def _settle(self, frames: int) -> None:
        """Note how many frames are settled; fewer than before where what they were made from is not what it was."""
        self.settled, self._changed = frames, min(self._changed, frames)
        if frames < self._told_of:
            self._told, self._told_of = _nothing_told(), 0

    def _tell(self) -> None:
        """Add what was settled since to what is told of all frames."""
        from sigverify.ink.laying_on import spanned_on  # slow to import

        spanned_on(self.rows.whole, self._told_of, self.settled, self._told)
        self._told_of = self.settled


def _nothing_told() -> Floats:
    return np.array([np.inf, -np.inf, np.inf, -np.inf, 0.0, 0.0])
