"""Ink that was written elsewhere, laid on the line of a pad."""

import numpy as np
from PySide6.QtCore import QPointF, QSizeF

from sigverify.gui.capture.ink_stroke import EVEN_PX, InkStroke, ink_widths
from sigverify.ink.recording import Floats, Recording

PX_PER_MM = 7.0
"""Such ink is as long on every pad, so that its size can be compared; smaller where it would not fit."""


def on_line(recording: Recording, line: QPointF, box: QSizeF) -> tuple[Floats, Floats]:
    """Return x and y (down) of all points, scaled into `box`, shape kept, lowest ink at `line`, which is its middle.

    A length that is known in millimetres keeps its size unless it is larger than the box; others fill the box.
    """
    down = recording.pen_down
    x, y = recording.x, -recording.y
    wide, high = max(float(np.ptp(x[down])), 1e-9), max(float(np.ptp(y[down])), 1e-9)
    scale = min(box.width() / wide, box.height() / high)
    capture = recording.capture
    mm_per_unit = 1.0 if capture.length_unit == "mm" else capture.mm_per_unit
    if mm_per_unit is not None:
        scale = min(scale, mm_per_unit * PX_PER_MM)
    elif capture.length_unit == "px":
        scale = min(scale, 1.0)
    middle = (x[down].max() + x[down].min()) / 2
    return line.x() + (x - middle) * scale, line.y() + (y - y[down].max()) * scale


def laid_strokes(recording: Recording, xs: Floats, ys: Floats) -> list[InkStroke]:
    """Return its strokes to be drawn with each point where `xs` and `ys` say; points in the air are left out."""
    down = recording.pen_down
    pressures = pressure_ratios(recording)
    widths = ink_widths(pressures[down]) if pressures is not None else np.full(np.count_nonzero(down), EVEN_PX)
    begins = np.flatnonzero(np.diff(recording.stroke[down])) + 1
    parts = (np.split(values, begins) for values in (xs[down], ys[down], widths))
    return [
        InkStroke(x.tolist(), y.tolist(), width.tolist(), [-1] * x.size) for x, y, width in zip(*parts, strict=True)
    ]


def pressure_ratios(recording: Recording) -> Floats | None:
    """Return the pressure of all points, 0 … 1, of the highest where the full scale is not known; None without any."""
    if recording.pressure is None:
        return None
    full = recording.capture.pressure_full_scale or max(float(recording.pressure.max()), 1e-9)
    ratios: Floats = np.clip(recording.pressure / full, 0.0, 1.0)
    return ratios
