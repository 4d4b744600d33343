"""The pen's path laid out uniformly in time, whatever clock, rate and lifts the device had.

Four steps, each a function: repair the clock, resample each stroke, bridge each lift, and hand over one
`Trajectory`. Points recorded in the air are left out and every lift is bridged the same way, so that a tablet
that sees the hovering pen and one that does not give the same path.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import InkError
from sigverify.ink.recording import Floats, Integers, Recording
from sigverify.ink.remembered import remembered
from sigverify.sentences import said

LONGEST_STEP_S = 1.0
"""A longer step inside one stroke is a fault of the clock (timer wrap), not a resting pen."""

LONGEST_LIFT_S = 30.0
"""A longer lift is a fault of the clock; SVC2004 holds true ones of 27 s."""

SMALLEST_STEP_S = 1e-6
"""A shorter step counts as none: no pen is read a million times a second, and rounding would swallow it."""

USUAL_STEP_S = 0.01
"""Taken where a recording gives no usable step at all."""

SHORTEST_S = 0.3
"""Less pen-down time than this cannot be compared: a dot, a tick, a slip of the pen."""

LONGEST_S = 60.0
"""More pen-down time than this is no signature."""

FARTHEST = 1e12
"""Bound on coordinates, in any length unit: beyond it a file is damaged, and sums lose all detail."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """What the whole of a recording says of each part of its path.

    usual_step_s: of its clock, taken where a stamp is at fault; frame_length: how far the pen moves from frame to
    frame, on the mean, by which lifts are bridged.
    """

    usual_step_s: float
    frame_length: float


@dataclass(frozen=True, kw_only=True)
class Trajectory:
    """A path of n frames at a fixed rate.

    x, y: float64 (n,), in the recording's length unit, y up.
    pressure_ratio: float64 (n,), 0 … 1 of `pressure_peak`; 1 while down where the device has no pressure; 0
        while lifted.
    pen_down: bool (n,), False on frames that bridge a lift.
    elapsed_s: float64 (n,), the repaired clock at each frame, 0 at the first.
    rate_hz: frames a second while the pen is down (bridges are laid out by length, not by time).
    pressure_peak: the level that became 1; None where pressure is absent or constant.
    pace: what it was laid out by.
    """

    x: Floats
    y: Floats
    pressure_ratio: Floats
    pen_down: NDArray[np.bool_]
    elapsed_s: Floats
    rate_hz: float
    pressure_peak: float | None
    pace: Pace

    def __len__(self) -> int:
        return int(self.x.size)


@remembered
def surface_times(recording: Recording, usual_step_s: float | None = None) -> Floats:
    """Return the repaired times of a recording's points on the surface, float64 (points,), 0 at the first; read-only.

    They are asked for by the path, the duration and the rate of one signature. usual_step_s: as of `repaired_times`.
    """
    down = recording.pen_down
    even_step_s = recording.capture.even_step_s
    times = repaired_times(recording.time_s[down], recording.stroke[down], even_step_s, usual_step_s)
    times.setflags(write=False)
    return times


def repaired_times(
    time_s: Floats, stroke: Integers, even_step_s: float | None = None, usual_step_s: float | None = None
) -> Floats:
    """Return strictly increasing times, float64 (n,), 0 at the first point, for points on the surface.

    time_s, stroke: the channels of a recording with its points in the air removed, (n,) each.
    even_step_s: the step of a device that samples evenly; None for any other.
    usual_step_s: taken as the usual step; None finds it in these points.

    Points of one stroke that share a stamp, to SMALLEST_STEP_S, came in a burst: they are spread evenly since the
    stamp before. A backward step, or one longer than LONGEST_STEP_S, is replaced by the recording's usual step; a
    lift that goes backwards or lasts longer than LONGEST_LIFT_S likewise.

    With `even_step_s`, each step inside a stroke is that, whatever the stamps say, and each lift as many whole ones as
    come nearest to its stamps, one at least: the device goes on sampling while the pen is lifted.
    """
    from sigverify.ink.laying_out import evenly_sampled_times, steps_repaired, strokes_spread  # slow to import

    usual = usual_step_s if usual_step_s is not None else _usual_step_s(time_s, stroke, even_step_s)
    limits = SMALLEST_STEP_S, LONGEST_STEP_S, LONGEST_LIFT_S
    steps = steps_repaired(time_s, stroke, usual, *limits)
    if even_step_s is not None:
        return evenly_sampled_times(steps, stroke, even_step_s)
    return strokes_spread(steps, stroke, usual, SMALLEST_STEP_S)


def _usual_step_s(time_s: Floats, stroke: Integers, even_step_s: float | None) -> float:
    """Return the mean step inside strokes, those of a burst counted; what the device says if it samples evenly."""
    from sigverify.ink.laying_out import usual_step  # slow to import

    if even_step_s is not None:
        return even_step_s
    found = usual_step(time_s, stroke, SMALLEST_STEP_S, LONGEST_STEP_S)
    return found if found > 0 else USUAL_STEP_S


def trajectory_of(
    recording: Recording, *, rate_hz: float = 100.0, pressure_peak: float | None = None, pace: Pace | None = None
) -> Trajectory:
    """Lay a recording out uniformly in time.

    rate_hz: frames a second. Faster recordings are averaged over each frame before they are sampled, slower
        ones are joined by straight lines.
    pressure_peak: level to divide pressure by; None takes the recording's own highest. A live path takes the
        references' peak, since its own is not known yet.
    pace: what lifts are bridged and clocks repaired by; None takes the recording's own. A live path takes what it was
        some moments before, so that what is laid out stays.

    Raises InkError where the pen was down for less than SHORTEST_S or more than LONGEST_S, or coordinates lie
    beyond FARTHEST.

    Lifts follow the 'virtual pen-up' idea: an even straight line with pressure 0, as many frames as the mean
    pen speed needs for its length, at least one.
    """
    from sigverify.ink.laying_out import bridged, frame_length, resampled  # slow to import; the window is there first

    down = recording.pen_down
    times, stroke = surface_times(recording, pace.usual_step_s if pace is not None else None), recording.stroke[down]
    check_extent(_pen_down_time(times, stroke), farthest(recording))
    pressure, peak = _pressure_ratio(recording, down, pressure_peak)
    values = np.stack((recording.x[down], recording.y[down], pressure, times))
    strokes, begins = resampled(values, _bounds(stroke), rate_hz)
    if pace is None:
        usual = _usual_step_s(recording.time_s[down], stroke, recording.capture.even_step_s)
        pace = Pace(usual_step_s=usual, frame_length=frame_length(strokes, begins))
    path, pen_down = bridged(strokes, begins, pace.frame_length)
    return Trajectory(
        x=path[0],
        y=path[1],
        pressure_ratio=np.where(pen_down, path[2], 0.0),
        pen_down=pen_down,
        elapsed_s=path[3] - path[3][0],
        rate_hz=rate_hz,
        pressure_peak=peak,
        pace=pace,
    )


def check_extent(down_s: float, far: float) -> None:
    """Raise InkError for ink that no signature has: seconds with the pen down, and the largest coordinate."""
    if down_s < SHORTEST_S:
        raise InkError(
            said(
                "Too short to compare: {spans:.1f} s of ink; {shortest_s} s is the least. Sign once more.",
                spans=down_s,
                shortest_s=SHORTEST_S,
            )
        )
    if down_s > LONGEST_S:
        raise InkError(
            said(
                "Too long for a signature: {spans:.0f} s of ink, at most {longest_s:.0f} s. Sign once more.",
                spans=down_s,
                longest_s=LONGEST_S,
            )
        )
    if far > FARTHEST:
        raise InkError(
            said("A coordinate of {far:.0e} lies beyond any tablet. Mend the file, or sign once more.", far=far)
        )


def _bounds(stroke: Integers) -> Integers:
    """Return where each stroke begins among points on the surface, and their number, int64 (strokes + 1,)."""
    return np.searchsorted(stroke, np.arange(int(stroke[-1]) + 2))


def pen_down_seconds(recording: Recording) -> float:
    """Return how long the tip was on the surface, in repaired seconds."""
    return _pen_down_time(surface_times(recording), recording.stroke[recording.pen_down])


def total_seconds(recording: Recording) -> float:
    """Return the repaired time from the first touch to the last, lifts included."""
    return float(surface_times(recording)[-1])


def farthest(recording: Recording) -> float:
    """Return the largest coordinate on the surface, without its sign."""
    down = recording.pen_down
    return float(max(np.abs(recording.x[down]).max(), np.abs(recording.y[down]).max()))


def _pen_down_time(times: Floats, stroke: Integers) -> float:
    return float(np.diff(times)[stroke[1:] == stroke[:-1]].sum())


def _pressure_ratio(
    recording: Recording, down: NDArray[np.bool_], given_peak: float | None
) -> tuple[Floats, float | None]:
    """Return pressure over its peak; a constant one, as Windows gives a pen without a sensor, counts as none."""
    if recording.pressure is None or np.ptp(recording.pressure[down]) == 0.0:
        return np.ones(int(down.sum())), None
    levels = recording.pressure[down]
    peak = given_peak if given_peak is not None else float(levels.max())
    return np.minimum(levels / peak, 1.0), peak
