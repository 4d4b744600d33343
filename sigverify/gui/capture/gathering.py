"""`InkGatherer`: keeps every point of a signature as it comes and makes recordings of them. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sigverify.gui.capture.kept_points import COLUMNS, KeptPoints
from sigverify.ink.recording import Capture, Recording

_PRESSURE = COLUMNS.index("pressure")


@dataclass(frozen=True, slots=True)
class PenPoint:
    """One event as it came. `x`, `y` in device-independent pixels with y DOWN; `pressure` 0 … 1; angles in degrees."""

    stamp_ms: int
    arrival_ns: int
    x: float
    y: float
    pressure: float = 0.0
    tilt_x_deg: float = 0.0
    tilt_y_deg: float = 0.0
    rotation_deg: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Channels:
    """Which optional channels the device really has; a channel it lacks is not recorded as a row of zeros."""

    pressure: bool = False
    tilt: bool = False
    rotation: bool = False


class InkGatherer:
    """Gathers one signature: from the first touch to the last lift, with what the pen did in the air between.

    A lift is an event of its own: it is kept as a point in the air, unless it repeats place and time of the point
    before it. Hovering before the first touch and after the last lift is no part of the signature.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all points."""
        self._points = KeptPoints()
        self._sound = 0
        self._last: PenPoint | None = None
        self._pressed = 0
        self._ends: list[int] = []
        self._writing = False
        self._capture = Capture(source="pen")
        self._channels = Channels()

    def begin(self, capture: Capture, channels: Channels) -> None:
        """Note what the signature is written with; before the first touch."""
        self._capture, self._channels = capture, channels

    @property
    def is_empty(self) -> bool:
        """Whether the pen has not touched yet."""
        return not len(self._points)

    @property
    def is_writing(self) -> bool:
        """Whether the tip is down."""
        return self._writing

    @property
    def point_count(self) -> int:
        """Number of points kept."""
        return len(self._points)

    @property
    def source(self) -> str:
        """What the signature is written with: pen, mouse or touch."""
        return self._capture.source

    @property
    def has_pressure(self) -> bool:
        """Whether the device tells pressure."""
        return self._channels.pressure

    def press(self, point: PenPoint) -> None:
        """Begin a stroke."""
        self._pressed += 1
        self._writing = True
        self._keep(point)

    def move(self, point: PenPoint) -> None:
        """Go on: in the stroke while the tip is down, in the air between strokes, nowhere before the first."""
        if not self.is_empty:
            self._keep(point)

    def lift(self, point: PenPoint | None = None) -> Recording | None:
        """End the stroke; return what was written since the last one ended (air before it, stroke, lift)."""
        if not self._writing:
            return None
        self._writing = False
        if point is not None and not self._repeats(point):
            self._keep(point, lift=True)
        part = self._recording(self._told, len(self._points))
        self._ends.append(len(self._points))
        return part

    @property
    def stroke_count(self) -> int:
        """Number of strokes that ended."""
        return len(self._ends)

    @property
    def _told(self) -> int:
        """How many points were handed over with the strokes that ended."""
        return self._ends[-1] if self._ends else 0

    def take_back(self) -> KeptPoints:
        """Take the last stroke out, which must have ended, with the air before it; what the clock says stays as it is.

        What the pen did in the air since stays behind, but for the first stroke, which nothing comes before.
        """
        stop, start = self._ends.pop(), self._told
        taken = self._points.part(start, stop)
        self._put(start, stop if start else len(self._points), KeptPoints())
        self._pressed -= 1
        return taken

    def put_back(self, taken: KeptPoints) -> None:
        """Put a stroke in again that was taken out; none was written since."""
        at = self._told
        self._put(at, at, taken)
        self._pressed += 1
        self._ends.append(at + len(taken))

    def _put(self, start: int, stop: int, others: KeptPoints) -> None:
        self._points.put(start, stop, others, 0, len(others))
        self._sound = min(self._sound, start)

    def so_far(self) -> Recording | None:
        """Return what was written until now, stroke unfinished or not; None before the first touch."""
        return None if self.is_empty else self._recording(0, len(self._points))

    def whole(self) -> Recording | None:
        """Return the signature from the first touch to the last lift; None before the first touch."""
        return None if self.is_empty else self._recording(0, len(self._points) if self._writing else self._told)

    def _keep(self, point: PenPoint, *, lift: bool = False) -> None:
        down = self._writing
        pressure = point.pressure if down else 0.0
        angles = point.tilt_x_deg, point.tilt_y_deg, point.rotation_deg
        values = (point.stamp_ms / 1e3, point.arrival_ns / 1e9, point.x, -point.y, pressure, *angles)
        self._points.add(values, self._pressed - 1 if down else -1, lift=lift)
        self._last = point

    def _repeats(self, point: PenPoint) -> bool:
        last = self._last
        return last is not None and (point.stamp_ms, point.x, point.y) == (last.stamp_ms, last.x, last.y)

    def _recording(self, start: int, stop: int) -> Recording:
        """Return these points as a recording, which shares them."""
        kept, channels = self._points, self._channels
        stroke = kept.stroke(start, stop)
        if start:
            stroke = np.where(stroke < 0, -1, stroke - int(stroke[stroke >= 0][0]))
        names = ["x", "y", "arrival_s"]
        names += ["pressure"] if channels.pressure else []
        names += ["tilt_x_deg", "tilt_y_deg"] if channels.tilt else []
        names += ["rotation_deg"] if channels.rotation else []
        told: dict[str, NDArray[Any]] = {name: kept.column(name, start, stop) for name in names}
        stamps = kept.column("stamp_s", start, stop)
        told |= {"stroke": stroke, "time_s": stamps if np.any(stamps) else told["arrival_s"]}
        hovered = bool(np.any((stroke < 0) & ~kept.lift(start, stop)))
        capture = replace(self._capture, records_in_air=hovered)
        return Recording.of_checked(told, capture) if self._are_sound(stop) else Recording(**told, capture=capture)

    def _are_sound(self, stop: int) -> bool:
        """Return whether all points until there are such as a recording takes; each is looked at once."""
        new = self._points.values(self._sound, stop)
        sound = bool(np.all(np.isfinite(new)) and np.all(new[_PRESSURE] >= 0))
        if sound:
            self._sound = max(self._sound, stop)
        return sound


def join_parts(parts: Sequence[Recording]) -> Recording:
    """Return one recording of consecutive `parts` of the same signature, each with its strokes counted from 0.

    parts: at least one, in the order of writing. An optional channel is kept where every part has it.
    """
    strokes, before = [], 0
    for part in parts:
        strokes.append(np.where(part.stroke >= 0, part.stroke + before, -1))
        before += part.stroke_count
    shared = set.intersection(*(set(part.channels()) for part in parts)) - {"stroke"}
    channels = {name: np.concatenate([part.channels()[name] for part in parts]) for name in shared}
    hovered = any(part.capture.records_in_air for part in parts)
    capture = replace(parts[0].capture, records_in_air=hovered)
    return Recording(stroke=np.concatenate(strokes), capture=capture, **channels)
