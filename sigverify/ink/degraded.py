"""Ink as worse equipment would have captured it, to measure how far a verifier depends on what it is given.

Only what the device tells gets worse: how a hand would move another tool is not imitated. Real ink of a mouse is harder
still, so that what is measured here bounds the error from below.
"""

from dataclasses import replace
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import UsageError
from sigverify.ink.recording import ANGLE_CHANNELS, Floats, Integers, Recording
from sigverify.ink.trajectory import FARTHEST, farthest, surface_times
from sigverify.sentences import said

Ink = Literal["as-recorded", "without-pressure", "60hz", "mouse"]

INKS: tuple[Ink, ...] = get_args(Ink)

INK_WORDS: dict[Ink, str] = {
    "as-recorded": "ink as recorded",
    "without-pressure": "ink without pressure",
    "60hz": "ink read 60 times a second",
    "mouse": "ink as a mouse would give it",
}
"""What a person is told."""

SLOW_RATE_HZ = 60.0
"""The least rate at which quality raises no doubt, and that of a touch screen."""

MOUSE_RATES_HZ = (60.0, 125.0)
"""From one reading for each frame of a usual screen to USB's usual 125 a second."""

MOUSE_DELAYS_S = (0.0, 0.004)
"""How long a reading waits before it is stamped: a host's event loop, not the mouse, reads the clock."""

PIXEL_MM = 25.4 / 96
"""A device-independent pixel at a desk's screen, as CSS has it."""

SIGNATURE_MM = 60.0
"""The larger side of a signature whose unit of length nobody knows."""

_PLAUSIBLE_MM = (5.0, 500.0)
_SMALLEST_SIZE = 1e-9  # in any unit: less is a dot, whatever it is divided by


def degraded(recording: Recording, ink: Ink, rng: np.random.Generator) -> Recording:
    """Return the recording as that equipment would have captured it; the same for the same state of `rng`.

    Raises UsageError for an unknown kind of ink.
    """
    if ink == "as-recorded":
        return recording
    if ink == "without-pressure":
        return without_pressure(recording)
    if ink == "60hz":
        return at_rate(recording, SLOW_RATE_HZ)
    if ink == "mouse":
        return by_mouse(recording, rng)
    raise UsageError(said("Unknown ink '{ink}'. Choose one of {known}.", ink=ink, known=", ".join(INKS)))


def without_pressure(recording: Recording) -> Recording:
    """Return the recording as a device that tells no pressure gives it; all else stays."""
    return replace(recording, pressure=None, capture=replace(recording.capture, pressure_full_scale=None))


def at_rate(recording: Recording, rate_hz: float) -> Recording:
    """Return the recording as a device gives it that reads the pen `rate_hz` times a second.

    The readings are the path at even instants of one clock that runs on through lifts: nothing is averaged, since
    devices read where the pen is; the ends of strokes fall off, and a stroke between two readings leaves one point.
    Slower ink is joined by straight lines. Points in the air and arrival times are left out.

    Ink with coordinates beyond FARTHEST, which nothing compares, comes back as it is.
    Raises UsageError where the rate is not positive.
    """
    if not (np.isfinite(rate_hz) and rate_hz > 0):
        raise UsageError(said("A device reads the pen at a positive rate, found {rate_hz}.", rate_hz=rate_hz))
    if farthest(recording) > FARTHEST:
        return recording
    times, down = surface_times(recording), recording.pen_down
    instants: list[NDArray[np.int64]] = []
    free = 0  # the first instant that no stroke has taken
    for first, last in _spans(times, recording.stroke[down]):
        begin = max(free, int(np.ceil(first * rate_hz - 1e-6)))
        end = int(np.floor(last * rate_hz + 1e-6))
        if end < begin:
            begin = end = max(free, round(first * rate_hz))
        instants.append(np.arange(begin, end + 1))
        free = end + 1
    capture = replace(recording.capture, records_in_air=False, rate_hz=rate_hz, evenly_sampled=False, has_clock=True)
    read = _read_at(recording, times, [taken / rate_hz for taken in instants])
    return replace(read, capture=capture)


def by_mouse(recording: Recording, rng: np.random.Generator) -> Recording:
    """Return the recording as a mouse, or a tablet that passes for one, gives it; the same for the same `rng`.

    No pressure, no angles, nothing in the air; whole pixels of PIXEL_MM; a reading at a rate that is drawn from
    MOUSE_RATES_HZ, and none while the pointer rests; press and release apart; stamps in whole milliseconds, late by
    what is drawn from MOUSE_DELAYS_S.

    Where the unit of length is unknown, or tells a size that no hand writes, the larger side is SIGNATURE_MM.
    Ink with coordinates beyond FARTHEST, which nothing compares, comes back as it is.
    """
    if farthest(recording) > FARTHEST:
        return recording
    times, down = surface_times(recording), recording.pen_down
    rate_hz = float(rng.uniform(*MOUSE_RATES_HZ))
    instants = []
    for first, last in _spans(times, recording.stroke[down]):
        inside = np.arange(int(np.floor(first * rate_hz)) + 1, int(np.ceil(last * rate_hz))) / rate_hz
        inside = inside[(inside > first) & (inside < last)]
        instants.append(np.unique(np.concatenate(([first], inside, [last]))))
    read = _read_at(recording, times, instants)
    scale = _pixels_a_unit(recording)
    grid = rng.uniform(-0.5, 0.5, 2)  # where between two pixels the first point lay
    x = np.round((read.x - read.x[0]) * scale + grid[0])
    y = np.round((read.y - read.y[0]) * scale + grid[1])
    seen = np.maximum.accumulate(read.time_s + rng.uniform(*MOUSE_DELAYS_S, read.time_s.size))
    starts = np.diff(read.stroke, prepend=-1) != 0
    moved = (np.diff(x, prepend=x[0]) != 0) | (np.diff(y, prepend=y[0]) != 0)
    kept = moved | starts | np.append(starts[1:], True)
    return Recording(
        time_s=np.round(seen, 3)[kept],
        x=x[kept],
        y=y[kept],
        stroke=read.stroke[kept],
        capture=replace(
            recording.capture,
            source="mouse",
            length_unit="px",
            mm_per_unit=PIXEL_MM,
            mm_per_unit_y=None,
            pressure_full_scale=None,
            records_in_air=False,
            rate_hz=None,
            evenly_sampled=False,
            has_clock=True,
            dots_per_inch=25.4 / PIXEL_MM,
        ),
    )


def _spans(times: Floats, stroke: Integers) -> list[tuple[float, float]]:
    """Return when each stroke begins and ends, in repaired seconds."""
    begins = np.flatnonzero(np.diff(stroke, prepend=-1))
    ends = np.append(begins[1:], stroke.size) - 1
    return list(zip(times[begins].tolist(), times[ends].tolist(), strict=True))


def _read_at(recording: Recording, times: Floats, instants: list[Floats]) -> Recording:
    """Return the recording's strokes read at other instants, one array each; beyond its ends a stroke stands still.

    times: repaired, of the points on the surface. Angles, which may run round, are those of the nearest point.
    """
    down = recording.pen_down
    stroke = recording.stroke[down]
    straight: list[tuple[str, Floats]] = [("x", recording.x[down]), ("y", recording.y[down])]
    peak = 0.0
    if recording.pressure is not None:
        peak = float(recording.pressure[down].max())
        straight.append(("pressure", recording.pressure[down] / (peak or 1.0)))  # levels may be too large to subtract
    nearest: list[tuple[str, Floats]] = [
        (name, values[down]) for name in ANGLE_CHANNELS if (values := getattr(recording, name)) is not None
    ]
    rows: dict[str, list[Floats]] = {name: [] for name, _ in (*straight, *nearest)}
    for index, at in enumerate(instants):
        own = stroke == index
        clock = times[own]
        for name, values in straight:
            part = values[own]
            rows[name].append(np.clip(np.interp(at, clock, part), part.min(), part.max()))
        close = np.searchsorted((clock[1:] + clock[:-1]) / 2, at)
        for name, values in nearest:
            rows[name].append(values[own][close])
    channels: dict[str, Any] = {name: np.concatenate(parts) for name, parts in rows.items()}
    if "pressure" in channels:
        channels["pressure"] = channels["pressure"] * peak
    return replace(
        recording,
        time_s=np.concatenate(instants),
        stroke=np.repeat(np.arange(len(instants)), [part.size for part in instants]),
        arrival_s=None,
        **channels,
    )


def _pixels_a_unit(recording: Recording) -> float:
    down = recording.pen_down
    capture = recording.capture
    size = float(max(np.ptp(recording.x[down]), np.ptp(recording.y[down])))
    if capture.length_unit == "px" or size < _SMALLEST_SIZE:
        return 1.0
    told_mm = 1.0 if capture.length_unit == "mm" else capture.mm_per_unit
    if told_mm is not None and _PLAUSIBLE_MM[0] <= told_mm * size <= _PLAUSIBLE_MM[1]:
        return told_mm / PIXEL_MM
    return SIGNATURE_MM / size / PIXEL_MM
