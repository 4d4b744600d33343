"""`InkGatherer`: keeps every point of a signature as it comes and makes recordings of them. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sigverify.ink.recording import Capture, Floats, Recording, number_strokes


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


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken off the end of a signature, as the gatherer kept it: air, one stroke and its lift."""

    points: tuple[PenPoint, ...]
    down: tuple[bool, ...]
    starts: tuple[bool, ...]
    lifts: tuple[bool, ...]


class InkGatherer:
    """Gathers one signature: from the first touch to the last lift, with what the pen did in the air between.

    A lift is an event of its own: it is kept as a point in the air, unless it repeats place and time of the point
    before it. Hovering before the first touch and after the last lift is no part of the signature.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all points."""
        self._points: list[PenPoint] = []
        self._down: list[bool] = []
        self._starts: list[bool] = []
        self._lifts: list[bool] = []
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
        return not self._points

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
        self._keep(point, down=True, start=True)
        self._writing = True

    def move(self, point: PenPoint) -> None:
        """Go on: in the stroke while the tip is down, in the air between strokes, nowhere before the first."""
        if self._writing or self._points:
            self._keep(point, down=self._writing)

    def lift(self, point: PenPoint | None = None) -> Recording | None:
        """End the stroke; return what was written since the last one ended (air before it, stroke, lift)."""
        if not self._writing:
            return None
        self._writing = False
        if point is not None and not self._repeats(point):
            self._keep(replace(point, pressure=0.0), down=False, lift=True)
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

    def take_back(self) -> TakenBack:
        """Take the last stroke out, which must have ended, with the air before it; what the clock says stays as it is.

        What the pen did in the air since stays behind, but for the first stroke, which nothing comes before.
        """
        stop, start = self._ends.pop(), self._told
        taken = TakenBack(*(tuple(kept[start:stop]) for kept in self._channels_kept))
        for kept in self._channels_kept:
            del kept[start : stop if start else len(kept)]
        return taken

    def put_back(self, taken: TakenBack) -> None:
        """Put a stroke in again that was taken out; none was written since."""
        at = self._told
        values = (taken.points, taken.down, taken.starts, taken.lifts)
        for kept, more in zip(self._channels_kept, values, strict=True):
            kept[at:at] = more
        self._ends.append(at + len(taken.points))

    @property
    def _channels_kept(self) -> "tuple[list[Any], ...]":
        return self._points, self._down, self._starts, self._lifts

    def so_far(self) -> Recording | None:
        """Return what was written until now, stroke unfinished or not; None before the first touch."""
        return None if self.is_empty else self._recording(0, len(self._points))

    def whole(self) -> Recording | None:
        """Return the signature from the first touch to the last lift; None before the first touch."""
        return None if self.is_empty else self._recording(0, len(self._points) if self._writing else self._told)

    def _keep(self, point: PenPoint, *, down: bool, start: bool = False, lift: bool = False) -> None:
        self._points.append(point)
        self._down.append(down)
        self._starts.append(start)
        self._lifts.append(lift)

    def _repeats(self, point: PenPoint) -> bool:
        last = self._points[-1]
        return (point.stamp_ms, point.x, point.y) == (last.stamp_ms, last.x, last.y)

    def _recording(self, start: int, stop: int) -> Recording:
        points = self._points[start:stop]
        down = np.array(self._down[start:stop])
        hovered = bool(np.any(~down & ~np.array(self._lifts[start:stop])))
        arrival_s = _column(points, "arrival_ns") / 1e9
        pressed = np.where(down, _column(points, "pressure"), 0.0) if self._channels.pressure else None
        return Recording(
            time_s=_times(points, arrival_s),
            x=_column(points, "x"),
            y=-_column(points, "y"),
            stroke=number_strokes(down, self._starts[start:stop]),
            pressure=pressed,
            tilt_x_deg=_column(points, "tilt_x_deg") if self._channels.tilt else None,
            tilt_y_deg=_column(points, "tilt_y_deg") if self._channels.tilt else None,
            rotation_deg=_column(points, "rotation_deg") if self._channels.rotation else None,
            arrival_s=arrival_s,
            capture=replace(self._capture, records_in_air=hovered),
        )


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


def _column(points: list[PenPoint], name: str) -> Floats:
    return np.array([getattr(point, name) for point in points], dtype=np.float64)


def _times(points: list[PenPoint], arrival_s: Floats) -> Floats:
    """Return the events' own stamps in seconds as they are; the arrival clock where the device gives none at all."""
    stamps = _column(points, "stamp_ms")
    return stamps / 1e3 if np.any(stamps) else arrival_s
