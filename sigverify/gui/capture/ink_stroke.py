"""`InkStroke`: one stroke as it is drawn, and how each of its points adds to the picture."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from sigverify.ink.recording import Floats

THINNEST_PX = 1.1
THICKEST_PX = 4.6
EVEN_PX = 2.3
"""Width of ink by pressure; the even width where the device tells no pressure."""

_GROWTH = 0.8
"""Power by which width grows with pressure."""

WIDER_PX = 4.0
"""By how much ink is wider at the end of its colour scale: nobody has to tell it by colour alone."""


@dataclass
class InkStroke:
    """Points in device-independent pixels, y down; steps of a scale of colours, −1 for the ink's own colour."""

    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)

    @property
    def box(self) -> QRectF:
        """What its ink lies within."""
        left, top = min(self.xs), min(self.ys)
        around = QRectF(left, top, max(self.xs) - left, max(self.ys) - top)
        return _around(around, max(self.widths) + WIDER_PX)

    def add(self, x: float, y: float, pressure: float | None) -> None:
        """Lengthen it by one point."""
        self.xs.append(x)
        self.ys.append(y)
        self.widths.append(ink_width(pressure))
        self.steps.append(-1)

    def draw(self, painter: QPainter, index: int, colour: QColor, scale: Sequence[QColor]) -> QRectF:
        """Draw what point `index` adds: a dot, a line, or a curve from the middle before to the point; return where.

        The curve runs from the midpoint of the segment before through the last point towards this one (quadratic, so
        that corners of a slow device look written) and on in a straight line to the point, so that ink is never late.
        """
        here = QPointF(self.xs[index], self.ys[index])
        width, step = self.widths[index], self.steps[index]
        if step >= 0 and scale:
            width, colour = width + WIDER_PX * step / (len(scale) - 1), scale[step]
        if index == 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(here, width / 2, width / 2)
            return _around(QRectF(here, here), width)
        last = QPointF(self.xs[index - 1], self.ys[index - 1])
        path = QPainterPath(last)
        if index > 1:
            before = QPointF(self.xs[index - 2], self.ys[index - 2])
            path = QPainterPath((before + last) / 2)
            path.quadTo(last, (last + here) / 2)
        path.lineTo(here)
        if step < 0:
            width = (width + self.widths[index - 1]) / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
        return _around(path.controlPointRect(), width)


def ink_width(pressure: float | None) -> float:
    """Return the width of ink in pixels for a pressure of 0 … 1, or None where the device tells none."""
    if pressure is None:
        return EVEN_PX
    return THINNEST_PX + (THICKEST_PX - THINNEST_PX) * min(1.0, max(0.0, pressure)) ** _GROWTH


def ink_widths(pressures: Floats) -> Floats:
    """Return the widths of ink in pixels for pressures of 0 … 1, float64 (n,)."""
    widths: Floats = THINNEST_PX + (THICKEST_PX - THINNEST_PX) * np.clip(pressures, 0.0, 1.0) ** _GROWTH
    return widths


def _around(rect: QRectF, width: float) -> QRectF:
    margin = width / 2 + 2
    return rect.adjusted(-margin, -margin, margin, margin)
