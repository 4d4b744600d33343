"""What a device really tells while a pen moves: rate, gaps, bursts, pressure and resolution, measured from its points.

Nothing here believes what a driver promises; only points on the surface count, and only steps within a stroke.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.recording import Floats, Recording, Source
from sigverify.ink.trajectory import FARTHEST, LONGEST_STEP_S

GAP_FACTOR = 2.5
GAP_LEAST_MS = 4.0
"""A step is a gap where it is so many times as long as the usual one, and so much longer, for stamps are often whole
milliseconds."""

TOGETHER_MS = 0.5
"""Points that arrive within so much of each other, or within a quarter of the usual step, were handed over together."""

MOST_LEVELS = 1 << 16
"""No digitiser tells more levels of pressure: a finer step is the arithmetic's."""

_LEVEL_ROUNDING = 1e-6  # Qt keeps pressure in single precision
_SAME_POWER = 0.04  # 1,023 steps, or a few lost to rounding, are still 1,024 levels
_GRIDS = (1.0, 4 / 5, 2 / 3, 4 / 7, 1 / 2, 4 / 9, 2 / 5, 1 / 3, 1 / 4)
"""Device pixels in device-independent ones, for screens scaled by 100 to 400 %."""
_GRID_ROUNDING = 2e-3
_MOVED = 1.5
"""A step of so many usual lengths moved; a shorter one may be a pen that rested."""
_ALIKE_S = 0.25
"""Clocks with one origin differ by less than this: what an event waits before the program has it."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One clock's steps from point to point.

    steps_ms: float64 (steps,), in the order of writing, as they came; not those from stroke to stroke.
    usual_ms: the median of those above 0; 0 where there is none.
    repeated, backward: how many steps are 0, and below it.
    """

    steps_ms: Floats
    usual_ms: float
    repeated: int
    backward: int

    @property
    def stands_still(self) -> bool:
        """Whether no step goes forward."""
        return self.usual_ms == 0.0


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Delays in milliseconds: the middle one, and the one that 95 % keep below."""

    median_ms: float
    high_ms: float


@dataclass(frozen=True, kw_only=True)
class PressureUse:
    """What was pressed.

    lowest, highest, last: as shares of the full scale, 0 … 1, or in device levels where none is known.
    distinct: different values seen. levels: at least so many the device can tell apart, from the smallest difference
    between two values; None where the full scale is unknown or the values are finer than any digitiser's.
    """

    lowest: float
    highest: float
    last: float
    distinct: int
    levels: int | None

    @property
    def constant(self) -> bool:
        """Whether it never changed: then nothing was measured."""
        return self.distinct < 2


@dataclass(frozen=True, kw_only=True)
class AngleUse:
    """What of an angle was seen, in degrees: lowest, highest, and the last one."""

    lowest: float
    highest: float
    last: float


@dataclass(frozen=True, kw_only=True)
class DeviceReport:
    """What was measured of a device.

    source, device, platform: as the recording says; points, strokes, seconds: on the surface.
    clock: the events' own; None where they tell no time. arrivals: the program's clock; None where none was kept.
    rate_hz: points a second, gaps left out; 0 where no clock tells. promised_hz: what the recording says, or None.
    gaps: steps that are too long though the pen moved; longest_gap_ms of them; lost: points that would fill them;
    rests: steps as long in which the pen rested, which some systems report as nothing.
    duplicates: points that repeat the one before in place, pressure and (within half a step) time.
    together: share of points that arrived with the one before, 0 … 1; burst_size: mean points of what arrived at once.
    pressure, tilt_x, tilt_y, rotation: None where the device does not tell.
    grid: coordinates lie on whole multiples of this; None where they are finer. unit: what of; mm_per_unit: of x and y.
    in_air: whether points in the air were seen.
    arrival_delay: from the event's stamp to the program; `delay_known` says whether it is the whole delay, because both
        clocks count from one origin, or only what it varies by above its least. None without both clocks.
    paint_delay: from arrival to the end of painting; None where nobody painted.
    """

    source: Source
    device: str
    platform: str
    points: int
    strokes: int
    seconds: float
    clock: Clock | None
    arrivals: Clock | None
    rate_hz: float
    promised_hz: float | None
    gaps: int
    longest_gap_ms: float
    lost: int
    rests: int
    duplicates: int
    together: float
    burst_size: float
    pressure: PressureUse | None
    tilt_x: AngleUse | None
    tilt_y: AngleUse | None
    rotation: AngleUse | None
    grid: float | None
    unit: str
    mm_per_unit: tuple[float, float] | None
    in_air: bool
    arrival_delay: Spread | None
    delay_known: bool
    paint_delay: Spread | None

    def to_json(self) -> dict[str, Any]:
        """Return plain values; of the clocks the steps are left out, for they are part of the writing."""
        return {name: _plain(value) for name, value in vars(self).items()}


def device_report(recording: Recording, paint_delays_ms: Floats | None = None) -> DeviceReport:
    """Return what the points of a recording tell of the device that gave them; never raises for a valid recording.

    paint_delays_ms: from each point's arrival to the end of painting it; float64 (any number,), None where unknown.
    """
    down = recording.pen_down
    inside = np.diff(recording.stroke[down]) == 0
    arrivals = _clock(recording.arrival_s, down, inside)
    clock = _clock(recording.time_s, down, inside) if _tells_time(recording) else None
    timed = clock if clock is not None and not clock.stands_still else arrivals
    paths = _Path(recording, down, inside)
    gaps = _gaps(timed, paths)
    capture = recording.capture
    together, burst_size = _bursts(arrivals, inside, timed)
    delay, known = _arrival_delay(recording, down) if clock is not None and not clock.stands_still else (None, False)
    return DeviceReport(
        source=capture.source,
        device=capture.device,
        platform=capture.platform,
        points=int(down.sum()),
        strokes=recording.stroke_count,
        seconds=float(timed.steps_ms[_sound(timed)].sum() / 1e3) if timed is not None else 0.0,
        clock=clock,
        arrivals=arrivals,
        rate_hz=gaps.rate_hz,
        promised_hz=capture.rate_hz,
        gaps=int(gaps.moving.sum()),
        longest_gap_ms=gaps.longest_ms,
        lost=gaps.lost,
        rests=int(gaps.resting.sum()),
        duplicates=paths.repeats(timed, gaps.rate_hz),
        together=together,
        burst_size=burst_size,
        pressure=_pressure(recording, down),
        tilt_x=_angle(recording.tilt_x_deg, down),
        tilt_y=_angle(recording.tilt_y_deg, down),
        rotation=_angle(recording.rotation_deg, down),
        grid=_grid(recording, down),
        unit=capture.length_unit,
        mm_per_unit=_millimetres(recording),
        in_air=capture.records_in_air,
        arrival_delay=delay,
        delay_known=known,
        paint_delay=_spread(paint_delays_ms) if paint_delays_ms is not None else None,
    )


def histogram(steps_ms: Floats, edges_ms: Floats) -> Floats:
    """Return the share of steps between successive edges in %, float64 (edges − 1,); longer ones count in the last.

    Steps of 0 and below count in the first. All 0 where there is no step.
    """
    if steps_ms.size == 0:
        return np.zeros(edges_ms.size - 1)
    counts = np.histogram(np.clip(steps_ms, edges_ms[0], edges_ms[-1]), bins=edges_ms)[0]
    shares: Floats = 100.0 * counts / steps_ms.size
    return shares


@dataclass(frozen=True, kw_only=True)
class _Gaps:
    """moving, resting: bool (steps,), steps that are too long and in which the pen moved or did not."""

    moving: NDArray[np.bool_]
    resting: NDArray[np.bool_]
    rate_hz: float
    longest_ms: float
    lost: int


class _Path:
    """Lengths of the steps of a recording, and which of them repeat a point."""

    def __init__(self, recording: Recording, down: NDArray[np.bool_], inside: NDArray[np.bool_]) -> None:
        x, y = _bounded(recording.x[down]), _bounded(recording.y[down])
        self.lengths: Floats = np.hypot(np.diff(x), np.diff(y))[inside]
        same = self.lengths == 0
        for name in ("pressure", "tilt_x_deg", "tilt_y_deg", "rotation_deg"):
            values = getattr(recording, name)
            if values is not None:
                same &= (values[down][1:] == values[down][:-1])[inside]
        self._same = same

    @property
    def moved(self) -> NDArray[np.bool_]:
        """Which steps are longer than a pen's that rested."""
        long = self.lengths[self.lengths > 0]
        return self.lengths > _MOVED * float(np.median(long)) if long.size else np.zeros(self.lengths.size, dtype=bool)

    def repeats(self, timed: Clock | None, rate_hz: float) -> int:
        if timed is None or rate_hz <= 0:
            return int(self._same.sum())
        return int((self._same & (np.abs(timed.steps_ms) < 500.0 / rate_hz)).sum())


def _tells_time(recording: Recording) -> bool:
    """Return whether the stamps are the device's: a gatherer puts the program's clock in where it tells none."""
    stands_in = recording.arrival_s is not None and np.array_equal(recording.time_s, recording.arrival_s)
    return recording.capture.has_clock and not stands_in


def _clock(seconds: Floats | None, down: NDArray[np.bool_], inside: NDArray[np.bool_]) -> Clock | None:
    if seconds is None:
        return None
    # to the nanosecond: what is beyond it comes of how late it was, and would tip counts that lie on an edge
    steps = np.round(np.diff(_bounded(seconds[down]))[inside] * 1e3, 6)
    forward = steps[steps > 0]
    return Clock(
        steps_ms=steps,
        usual_ms=float(np.median(forward)) if forward.size else 0.0,
        repeated=int((steps == 0).sum()),
        backward=int((steps < 0).sum()),
    )


def _sound(clock: Clock) -> NDArray[np.bool_]:
    """Which steps are neither backward nor so long that the clock must have jumped."""
    return (clock.steps_ms >= 0) & (clock.steps_ms <= 1e3 * LONGEST_STEP_S)


def _gaps(timed: Clock | None, paths: _Path) -> _Gaps:
    none = np.zeros(paths.lengths.size, dtype=bool)
    if timed is None or timed.stands_still:
        return _Gaps(moving=none, resting=none, rate_hz=0.0, longest_ms=0.0, lost=0)
    steps, sound = timed.steps_ms, _sound(timed)
    long = sound & (steps > max(GAP_FACTOR * timed.usual_ms, timed.usual_ms + GAP_LEAST_MS))
    usual = sound & ~long
    spent = float(steps[usual].sum())
    rate_hz = 1e3 * int(usual.sum()) / spent if spent > 0 else 0.0
    moving = long & paths.moved
    missing = steps[moving] * rate_hz / 1e3 - 1
    return _Gaps(
        moving=moving,
        resting=long & ~paths.moved,
        rate_hz=rate_hz,
        longest_ms=float(steps[moving].max(initial=0.0)),
        lost=int(np.maximum(np.round(missing), 1).sum()),
    )


def _bursts(arrivals: Clock | None, inside: NDArray[np.bool_], timed: Clock | None) -> tuple[float, float]:
    """Return the share of points that arrived with the one before, and how many points came at once in the mean."""
    if arrivals is None or arrivals.steps_ms.size == 0:
        return 0.0, 1.0
    usual = timed.usual_ms if timed is not None and timed.usual_ms > 0 else 4 * TOGETHER_MS
    close = np.abs(arrivals.steps_ms) < min(TOGETHER_MS, usual / 4)
    points = arrivals.steps_ms.size + 1 + int((~inside).sum())
    return float(close.mean()), points / (points - int(close.sum()))


def _pressure(recording: Recording, down: NDArray[np.bool_]) -> PressureUse | None:
    if recording.pressure is None:
        return None
    full = recording.capture.pressure_full_scale
    with np.errstate(over="ignore"):
        shares = np.nan_to_num(recording.pressure[down] / (full or 1.0))
    values = np.unique(shares)
    with np.errstate(over="ignore"):
        steps = np.diff(values)
    room = _LEVEL_ROUNDING * (1.0 if full is not None else max(float(values[-1]), 1.0))
    steps = steps[steps > room]
    return PressureUse(
        lowest=float(values[0]),
        highest=float(values[-1]),
        last=float(shares[-1]),
        distinct=int(steps.size) + 1,
        levels=_levels(float(steps.min())) if steps.size and full is not None else None,
    )


def _levels(step: float) -> int | None:
    """Return how many levels a smallest step means: a power of two where it is close to one, as digitisers have."""
    count = max(1.0 / step, 1.0)
    power = 2.0 ** round(np.log2(count))
    levels = round(power if abs(count - power) < _SAME_POWER * power else count)
    return max(levels, 2) if levels <= MOST_LEVELS else None


def _angle(values: Floats | None, down: NDArray[np.bool_]) -> AngleUse | None:
    if values is None:
        return None
    seen = values[down]
    return AngleUse(lowest=float(seen.min()), highest=float(seen.max()), last=float(seen[-1]))


def _grid(recording: Recording, down: NDArray[np.bool_]) -> float | None:
    """Return the coarsest grid of pixels that all places lie on, seen from the first; None for finer ones."""
    x, y = _bounded(recording.x[down]), _bounded(recording.y[down])
    places = np.concatenate((x - x[0], y - y[0]))
    if not np.all(np.abs(places) < 1e9):
        return None
    for grid in _GRIDS:
        if np.all(np.abs(places / grid - np.round(places / grid)) < _GRID_ROUNDING):
            return grid
    return None


def _millimetres(recording: Recording) -> tuple[float, float] | None:
    capture = recording.capture
    scale = 1.0 if capture.length_unit == "mm" else capture.mm_per_unit
    return None if scale is None else (scale, capture.mm_per_unit_y or scale)


def _arrival_delay(recording: Recording, down: NDArray[np.bool_]) -> tuple[Spread | None, bool]:
    """Return what passes from an event's stamp to its arrival, and whether that is all of it.

    The two clocks have origins of their own in general: then only what the delay varies by is known, above its least.
    """
    if recording.arrival_s is None:
        return None, False
    late = _bounded(recording.arrival_s[down]) - _bounded(recording.time_s[down])
    known = bool(late.min() >= -1e-3 and np.median(late) < _ALIKE_S)
    return _spread((late if known else late - late.min()) * 1e3), known


def _spread(delays_ms: Floats) -> Spread | None:
    if delays_ms.size == 0:
        return None
    median, high = np.quantile(np.clip(delays_ms, 0.0, 1e12), (0.5, 0.95)).tolist()
    return Spread(median_ms=median, high_ms=high)


def _bounded(values: Floats) -> Floats:
    """Return values that can be subtracted and squared: what lies beyond is damage, whatever it is."""
    return np.clip(values, -FARTHEST, FARTHEST)


def _plain(value: Any) -> Any:
    if isinstance(value, Clock):
        return {"usual_ms": round(value.usual_ms, 3), "repeated": value.repeated, "backward": value.backward}
    if isinstance(value, Spread | PressureUse | AngleUse):
        return {name: _plain(part) for name, part in vars(value).items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return round(value, 6) if isinstance(value, float) else value
