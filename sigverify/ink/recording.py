"""`Recording`: what a pen wrote, exactly as the device gave it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sigverify.errors import InkError
from sigverify.sentences import said

_NEVER_TOUCHES = said("The pen never touches the surface in this recording. Sign again, or choose another file.")

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LengthUnit = Literal["mm", "px", "device"]
Source = Literal["pen", "mouse", "touch", "file", "synthetic"]

ANGLE_CHANNELS = (
    "azimuth_deg",
    "altitude_deg",
    "tilt_x_deg",
    "tilt_y_deg",
    "rotation_deg",
)
"""Channels in degrees, which may run round: they are never averaged."""

OPTIONAL_CHANNELS = ("pressure", *ANGLE_CHANNELS, "arrival_s")
"""Channels that a device may lack; None where it does."""

CAPTURE_NUMBERS = ("mm_per_unit", "mm_per_unit_y", "pressure_full_scale", "rate_hz", "dots_per_inch")
"""Facts of `Capture` that are a positive number or None."""

EVEN_RATES_HZ = (1.0, 1e6)
"""Least and highest rate of a device that samples evenly: a longer step would be no writing, no pen is read faster."""


@dataclass(frozen=True, kw_only=True)
class Capture:
    """Facts about the device and the clock that made a recording.

    source: what held the tip; 'file' where a file does not say.
    length_unit: unit of x and y; 'px' is a device-independent pixel, 'device' an unknown digitiser unit.
    mm_per_unit: millimetres in one length unit; None where unknown.
    mm_per_unit_y: millimetres in one length unit of y where they were measured apart from those of x, which are then
        `mm_per_unit`; None where they are the same or unknown. A tablet is often stretched onto a screen.
    pressure_full_scale: device level that means full pressure; None where unknown.
    records_in_air: whether points with the pen lifted were recorded.
    rate_hz: the rate the device promises; None where unknown (the true one is measured from the points).
    evenly_sampled: whether the device samples evenly at `rate_hz` whatever its stamps say, because a host's timer made
        them: a point then comes 1 / rate_hz after the one before it in the stroke. Needs a rate within EVEN_RATES_HZ.
    has_clock: False where the format stores no times and `time_s` was laid out at `rate_hz`.
    device, platform, toolkit: names for the record ('Wacom One', 'linux xcb', 'Qt 6.11.3').
    dots_per_inch: of the screen that was written on; None where unknown.
    captured_at: ISO 8601 date and time; '' where unknown.

    Raises InkError where a number is not positive, y has a scale and x has none, or devices that sample evenly have no
    such rate.
    """

    source: Source = "file"
    length_unit: LengthUnit = "device"
    mm_per_unit: float | None = None
    mm_per_unit_y: float | None = None
    pressure_full_scale: float | None = None
    records_in_air: bool = False
    rate_hz: float | None = None
    evenly_sampled: bool = False
    has_clock: bool = True
    device: str = ""
    platform: str = ""
    toolkit: str = ""
    dots_per_inch: float | None = None
    captured_at: str = ""

    def __post_init__(self) -> None:
        for name in CAPTURE_NUMBERS:
            value = getattr(self, name)
            if value is not None and not (np.isfinite(value) and value > 0):
                raise InkError(
                    said("Capture.{name} must be a positive number or None, found {value!r}.", name=name, value=value)
                )
        least, highest = EVEN_RATES_HZ
        if self.mm_per_unit_y is not None and self.mm_per_unit is None:
            raise InkError(
                said("Capture.mm_per_unit_y needs a mm_per_unit, which tells x. Give both, or leave both out.")
            )
        if self.evenly_sampled and not (self.rate_hz is not None and least <= self.rate_hz <= highest):
            raise InkError(
                said(
                    "Capture.evenly_sampled needs a rate_hz from {least:g} to {highest:g}, found "
                    "{rate_hz!r}. Give the device's rate, or leave the fact out.",
                    least=least,
                    highest=highest,
                    rate_hz=self.rate_hz,
                )
            )

    @property
    def even_step_s(self) -> float | None:
        """Seconds from a point of a stroke to the next, where the device samples evenly; None where stamps tell."""
        return 1.0 / self.rate_hz if self.evenly_sampled and self.rate_hz is not None else None


@dataclass(frozen=True, kw_only=True, eq=False)
class Recording:
    """One signature as a time series of n ≥ 1 points; immutable, arrays read-only.

    time_s: float64 (n,), seconds from any origin. As recorded: stamps may repeat or step backwards.
    x, y: float64 (n,), in `capture.length_unit`; **y points up** (readers of y-down devices negate it).
    stroke: int64 (n,), index of the stroke a point belongs to, 0, 1, 2 … without holes in the order of
        writing, or −1 for a point in the air. Two strokes may touch with no point in the air between
        them: many devices record nothing while the pen is lifted.
    pressure: float64 (n,) in device levels ≥ 0, or None; 0 in the air.
    azimuth_deg, altitude_deg: float64 (n,) or None, pen direction (clockwise from +y seen from above as the device
        says) and elevation above the surface.
    tilt_x_deg, tilt_y_deg: float64 (n,) or None, Qt's tilts from the vertical, −90 … 90.
    rotation_deg: float64 (n,) or None, of the pen around its own axis, as the device gives it.
    arrival_s: float64 (n,) or None, the program's own monotonic clock when the point arrived.
    capture: facts about device and clock.

    Raises InkError where lengths differ, a value is not finite, or `stroke` is not as described.
    """

    time_s: Floats
    x: Floats
    y: Floats
    stroke: Integers
    pressure: Floats | None = None
    azimuth_deg: Floats | None = None
    altitude_deg: Floats | None = None
    tilt_x_deg: Floats | None = None
    tilt_y_deg: Floats | None = None
    rotation_deg: Floats | None = None
    arrival_s: Floats | None = None
    capture: Capture = field(default_factory=Capture)

    def __post_init__(self) -> None:
        count = np.asarray(self.time_s).size
        if count == 0:
            raise InkError(said("The recording holds no point. Sign again, or choose another file."))
        for name in ("time_s", "x", "y", *OPTIONAL_CHANNELS):
            values = getattr(self, name)
            if values is not None:
                object.__setattr__(self, name, _checked(name, values, count))
        object.__setattr__(self, "stroke", _checked_strokes(self.stroke, count))
        if self.pressure is not None and float(self.pressure.min()) < 0:
            raise InkError(said("Pressure below zero was found; a reader must map points in the air to pressure 0."))

    @classmethod
    def of_checked(cls, channels: Mapping[str, NDArray[Any]], capture: Capture) -> "Recording":
        """Return a recording of points that are known to be sound, without a look at them or a copy.

        channels: by name and of the types that `channels` tells, in arrays where nobody changes these points any more.
        """
        made = object.__new__(cls)
        for name in ("time_s", "x", "y", "stroke", *OPTIONAL_CHANNELS):
            values = channels.get(name)
            if values is not None:
                values = values.view()
                values.setflags(write=False)
            object.__setattr__(made, name, values)
        object.__setattr__(made, "capture", capture)
        return made

    def beginning(self, count: int) -> "Recording":
        """Return its first `count` points; raises InkError where the tip has not touched the surface by then."""
        if not np.any(self.stroke[:count] >= 0):
            raise InkError(_NEVER_TOUCHES)
        return self.of_checked({name: values[:count] for name, values in self.channels().items()}, self.capture)

    def __len__(self) -> int:
        return int(self.time_s.size)

    def __eq__(self, other: object) -> bool:
        """Equal to the sample: every channel and every capture fact."""
        if not isinstance(other, Recording):
            return NotImplemented
        if self.capture != other.capture:
            return False
        return all(_same(getattr(self, f.name), getattr(other, f.name)) for f in fields(self) if f.name != "capture")

    __hash__ = None  # type: ignore[assignment]  # equality over arrays: not meant as a key

    @property
    def pen_down(self) -> NDArray[np.bool_]:
        """Whether the tip touches the surface, bool (n,)."""
        return self.stroke >= 0

    @property
    def stroke_count(self) -> int:
        """Number of strokes, pen down to pen up."""
        return int(self.stroke.max()) + 1

    def strokes(self) -> Iterator[slice]:
        """Yield the points of each stroke as a slice, in the order of writing."""
        for index in range(self.stroke_count):
            points = np.flatnonzero(self.stroke == index)
            yield slice(int(points[0]), int(points[-1]) + 1)

    def channels(self) -> dict[str, NDArray[Any]]:
        """Return the channels that are present, by name, in a fixed order."""
        names = ("time_s", "x", "y", "stroke", *OPTIONAL_CHANNELS)
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}


def number_strokes(pen_down: ArrayLike, starts: ArrayLike | None = None) -> Integers:
    """Return the `stroke` channel, int64 (n,), from a pen state.

    pen_down: bool (n,), tip on the surface.
    starts: bool (n,), True where a new stroke begins although the point before it is down too (devices that
        record nothing in the air); None where lifts always leave a point in the air.
    """
    down = np.asarray(pen_down, dtype=bool)
    begins = down & ~np.concatenate(([False], down[:-1]))
    if starts is not None:
        begins |= down & np.asarray(starts, dtype=bool)
    return np.where(down, np.cumsum(begins) - 1, -1).astype(np.int64)


def _checked(name: str, values: ArrayLike, count: int) -> Floats:
    array = np.array(values, dtype=np.float64)
    if array.shape != (count,):
        raise InkError(
            said(
                "Channel '{name}' has shape {shape}, expected ({count},) as time has.",
                name=name,
                shape=array.shape,
                count=count,
            )
        )
    bad = np.flatnonzero(~np.isfinite(array))
    if bad.size:
        raise InkError(
            said(
                "Channel '{name}' holds a value that is not a number at point {bad} of {count}. Mend "
                "or remove that point.",
                name=name,
                bad=bad[0] + 1,
                count=count,
            )
        )
    array.setflags(write=False)
    return array


def _checked_strokes(values: ArrayLike, count: int) -> Integers:
    given = np.asarray(values)
    if given.shape != (count,):
        raise InkError(
            said("Channel 'stroke' has shape {shape}, expected ({count},) as time has.", shape=given.shape, count=count)
        )
    with np.errstate(invalid="ignore"):  # what is no whole number shows in the comparison
        stroke = given.astype(np.int64)
    if not np.array_equal(stroke, given):
        raise InkError(said("Channel 'stroke' must count 0, 1, 2 … in whole numbers."))
    down = stroke[stroke >= 0]
    if down.size == 0:
        raise InkError(_NEVER_TOUCHES)
    steps = np.diff(down)
    if stroke.min() < -1 or down[0] != 0 or np.any((steps != 0) & (steps != 1)):
        raise InkError(said("Channel 'stroke' must count 0, 1, 2 … in the order of writing, and be −1 in the air."))
    inside = np.flatnonzero((stroke[1:] == -1) & (stroke[:-1] >= 0))
    after = np.flatnonzero((stroke[1:] >= 0) & (stroke[:-1] == -1))
    for lift in inside:
        later = after[after > lift]
        if later.size and stroke[later[0] + 1] == stroke[lift]:
            raise InkError(said("A stroke goes on after a point in the air; a new stroke must take the next number."))
    stroke.setflags(write=False)
    return stroke


def _same(left: NDArray[Any] | None, right: NDArray[Any] | None) -> bool:
    if left is None or right is None:
        return left is right
    return np.array_equal(left, right)
