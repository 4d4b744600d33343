"""One signature laid along another, for those who want to look: the warping path, aligned curves, where they part.

This shows what plain dynamic time warping sees and decides nothing. Frames, local cost and distance are those of the
plain DTW comparator: twelve functions at 100 Hz, each standardised over its signature, lifts bridged by straight lines.
"""

import csv
import io
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig, time_functions
from sigverify.ink.recording import Capture, Floats, Integers, Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.networks.alignment import Frames, warping
from sigverify.verification.comparators import AlignedComparator

_Value = TypeVar("_Value", bound=np.generic)

CURVES = ("x", "y", "speed", "pressure")
"""The curves of a trace, in the order in which they are shown."""

MOST_CELLS = 512
"""Rows and columns that are kept of the costs: more than a picture of them shows."""

_PLAIN = AlignedComparator(kind="dtw", features=FeatureConfig(functions=FLOOR_FUNCTIONS), metric="l1")
_SPEED = FeatureConfig(functions=("speed",))


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One signature of a comparison, frame by frame at 100 Hz; float64 (frames,) each, read-only.

    x, y: from the middle of the ink, in shares of its longer side, y up.
    speed: longer sides a second, of the smoothed path; pressure: share of its highest. Both are NaN while the pen is
        lifted, since the path is a bridge there; pressure is NaN throughout where the device told none.
    elapsed_s: the repaired clock, 0 at the first touch, never falling; pen_down: bool (frames,).
    departure: how far the frame is from those that it meets on the path: their mean local cost, over the number of
        functions. In standard deviations of the functions; 0 where nothing differs.
    duration_s: first touch to last. longer_side: how long the longer side of the ink is, in `unit`: 'mm' where the
        device's scale is known, else 'px of' or 'device of' that device, since those of different ones cannot be
        compared.
    """

    x: Floats
    y: Floats
    speed: Floats
    pressure: Floats
    elapsed_s: Floats
    pen_down: NDArray[np.bool_]
    departure: Floats
    duration_s: float
    longer_side: float
    unit: str

    def __len__(self) -> int:
        return int(self.x.size)

    @property
    def mm_per_side(self) -> float | None:
        """How many millimetres the longer side is long; None where the device's scale is not known."""
        return self.longer_side if self.unit == "mm" else None

    @property
    def has_pressure(self) -> bool:
        """Whether the device told pressure."""
        return bool(np.isfinite(self.pressure).any())

    def frame_at(self, time_s: float) -> int:
        """Return the last frame that is not later than a time, the first one before its start."""
        return int(np.clip(np.searchsorted(self.elapsed_s, time_s, side="right") - 1, 0, len(self) - 1))


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A questioned signature of n frames beside a reference of m.

    local, accumulated: float32 (n, m), cost of all pairs of frames and of the best path to each pair, to be looked at:
        of more than MOST_CELLS frames, means over blocks of them.
    path_questioned, path_reference: int64 (cells,), the frames that meet on the best path, never falling.
    distance: the path's cost over n + m, as plain DTW measures it.
    """

    questioned: Trace
    reference: Trace
    local: Frames
    accumulated: Frames
    path_questioned: Integers
    path_reference: Integers
    distance: float

    def reference_frame(self, questioned_frame: int) -> int:
        """Return the frame of the reference that meets a frame of the questioned signature; of several, the middle."""
        return _met(self.path_questioned, self.path_reference, questioned_frame)

    def questioned_frame(self, reference_frame: int) -> int:
        """Return the frame of the questioned signature that meets a frame of the reference; of several, the middle."""
        return _met(self.path_reference, self.path_questioned, reference_frame)

    def aligned(self, curve: str) -> tuple[Floats, Floats]:
        """Return a curve of CURVES of the questioned signature over the reference's frames, and the reference's own.

        float64 (m,) each. The first is the mean over the frames that meet each frame of the reference, NaN where the
        pen is lifted in all of them.
        """
        values = getattr(self.questioned, curve)
        if curve in ("x", "y"):
            values = np.where(self.questioned.pen_down, values, np.nan)
        own = getattr(self.reference, curve)
        known = np.isfinite(values[self.path_questioned])
        at, count = self.path_reference[known], len(self.reference)
        sums = np.bincount(at, values[self.path_questioned][known], count)
        met = np.bincount(at, minlength=count)
        aligned = np.where(met > 0, sums / np.maximum(met, 1), np.nan)
        return aligned, np.where(self.reference.pen_down, own, np.nan)

    def to_csv(self) -> str:
        """Return the aligned curves as CSV, one row a frame of the reference.

        Columns: the time of the reference and that of the questioned frame that meets it, then each curve of both, and
        the local departure. Shares of the longer side and of the highest pressure, as in `Trace`; empty while lifted.
        """
        met = [self.questioned_frame(frame) for frame in range(len(self.reference))]
        columns = {"time_s": self.reference.elapsed_s, "questioned_time_s": self.questioned.elapsed_s[met]}
        for curve in CURVES:
            columns[f"{curve}_questioned"], columns[f"{curve}_reference"] = self.aligned(curve)
        columns["departure_sd"] = self.reference.departure
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        for row in zip(*columns.values(), strict=True):
            writer.writerow([f"{value:.6g}" if np.isfinite(value) else "" for value in row])
        return text.getvalue()


def compare(questioned: Recording, reference: Recording) -> Comparison:
    """Lay one signature along another; raises InkError where there is too little ink in one of them."""
    left, right = (ink.frames for ink in _PLAIN.represent([questioned, reference]))
    found = warping(left, right, _PLAIN.metric)
    costs = found.local[found.left, found.right].astype(np.float64) / len(FLOOR_FUNCTIONS)
    return Comparison(
        questioned=_trace(questioned, _mean_at(found.left, costs)),
        reference=_trace(reference, _mean_at(found.right, costs)),
        local=_read_only(_reduced(found.local)),
        accumulated=_read_only(_reduced(found.accumulated)),
        path_questioned=_read_only(found.left),
        path_reference=_read_only(found.right),
        distance=float(found.accumulated[-1, -1]) / (len(left) + len(right)),
    )


def _reduced(costs: Frames) -> Frames:
    """Return costs of at most MOST_CELLS rows and columns."""
    for axis in (0, 1):
        size = costs.shape[axis]
        if size > MOST_CELLS:
            starts = np.linspace(0, size, MOST_CELLS, endpoint=False).astype(int)
            counts = np.diff(np.append(starts, size)).astype(costs.dtype)
            costs = np.add.reduceat(costs, starts, axis=axis) / (counts[:, None] if axis == 0 else counts)
    return costs


def mm_per_unit(capture: Capture) -> float | None:
    """Return how many millimetres a length unit is; None where nobody knows."""
    return 1.0 if capture.length_unit == "mm" else capture.mm_per_unit


def _trace(recording: Recording, departure: Floats) -> Trace:
    path, speed, size = time_functions(recording, _SPEED)
    capture = recording.capture
    down, scale = path.pen_down, mm_per_unit(capture)
    pressed = down if path.pressure_peak is not None else np.zeros_like(down)
    return Trace(
        x=_read_only((path.x - (path.x.max() + path.x.min()) / 2) / size),
        y=_read_only((path.y - (path.y.max() + path.y.min()) / 2) / size),
        speed=_read_only(np.where(down, speed[:, 0] * path.rate_hz, np.nan)),
        pressure=_read_only(np.where(pressed, path.pressure_ratio, np.nan)),
        elapsed_s=_read_only(np.maximum.accumulate(path.elapsed_s)),
        pen_down=down,
        departure=_read_only(departure),
        duration_s=total_seconds(recording),
        longer_side=size * (scale or 1.0),
        unit="mm" if scale is not None else f"{capture.length_unit} of {capture.device}",
    )


def _mean_at(frames: Integers, costs: Floats) -> Floats:
    """Return the mean cost over the cells of each frame; every frame has one."""
    return np.bincount(frames, costs) / np.bincount(frames)


def _met(frames: Integers, others: Integers, frame: int) -> int:
    first, past = np.searchsorted(frames, [frame, frame + 1])
    return int(others[(first + past - 1) // 2])


def _read_only(values: NDArray[_Value]) -> NDArray[_Value]:
    values.setflags(write=False)
    return values
