"""`WarpingMatrix`: what it costs to let each frame of one signature meet each of the other, and the cheapest path."""

import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.colour_scale import STEPS, cost_scale, steps_of
from sigverify.gui.plots.ink_drawing import Moment, brief, small_font
from sigverify.gui.plots.kept_picture import Part
from sigverify.gui.plots.pointed_plot import PointedPlot
from sigverify.gui.theme import Theme

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

Costs = Literal["local", "accumulated"]

_LEFT_PX, _BOTTOM_PX, _BAR_PX = 22.0, 22.0, 30.0


_LONG = 400
"""Cells of a path over a matrix that is drawn in a small part of a frame."""


class MatrixDrawing:
    """The matrix as a picture with the path over it, on any painter."""

    def __init__(self) -> None:
        self.comparison: Comparison | None = None
        self.costs: Costs = "local"
        self._images: dict[tuple[Costs, str], QImage] = {}
        self._highest_costs: dict[Costs, float] = {}

    def take(self, comparison: "Comparison | None") -> None:
        """Draw this comparison's matrix from now on."""
        self.comparison = comparison
        self._images.clear()
        self._highest_costs.clear()

    def frame(self, area: QRectF) -> QRectF:
        """Return where the picture is."""
        return area.adjusted(_LEFT_PX, 2, -2, -_BOTTOM_PX - _BAR_PX)

    def place_of(self, questioned: float, reference: float, area: QRectF) -> QPointF:
        """Return where the middle of a cell is; the reference runs to the right, the questioned signature upwards."""
        assert self.comparison is not None, "asked for while there is none"
        frame = self.frame(area)
        across, up = (
            (reference + 0.5) / len(self.comparison.reference),
            (questioned + 0.5) / len(self.comparison.questioned),
        )
        return QPointF(frame.left() + frame.width() * across, frame.bottom() - frame.height() * up)

    def _path(self, frame: QRectF) -> QPolygonF:
        comparison = self.comparison
        assert comparison is not None, "asked for while there is none"
        xs = frame.left() + frame.width() * (comparison.path_reference + 0.5) / len(comparison.reference)
        ys = frame.bottom() - frame.height() * (comparison.path_questioned + 0.5) / len(comparison.questioned)
        return QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])

    @property
    def is_long(self) -> bool:
        """Whether the matrix takes a good part of a frame to be drawn."""
        return self.comparison is not None and len(self.comparison.path_reference) > _LONG

    def paint(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """Draw picture, path, axes and the bar of costs."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self.parts(area, theme):
            part(painter)

    def parts(self, area: QRectF, theme: Theme) -> Iterator[Part]:
        """Give all that is drawn, in parts of a few milliseconds, from the lowest to the topmost."""
        if self.comparison is None:
            return
        frame = self.frame(area)
        yield lambda _: self._make_image(theme)
        yield lambda painter: self._paint_image(painter, frame, theme)
        for token, width in (("panel", 4.0), ("reject", 2.0)):
            yield partial(self._paint_path, frame=frame, colour=theme.colour(token), width=width)
        yield lambda painter: self._paint_axes(painter, frame, theme)
        yield lambda painter: self._paint_bar(painter, area, theme)

    def _paint_image(self, painter: QPainter, frame: QRectF, theme: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(frame, self._make_image(theme))

    def _paint_path(self, painter: QPainter, frame: QRectF, colour: QColor, width: float) -> None:
        pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(self._path(frame))

    def _paint_axes(self, painter: QPainter, frame: QRectF, theme: Theme) -> None:
        assert self.comparison is not None, "painted only where there is one"
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(frame)
        painter.setFont(small_font(painter))
        painter.setPen(theme.colour("muted"))
        below = QRectF(frame.left(), frame.bottom() + 3, frame.width(), 16)
        words = tr("reference, {seconds:.2f} s →", seconds=self.comparison.reference.duration_s)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextDontClip, words)
        painter.save()
        painter.translate(frame.left() - 12, frame.center().y())
        painter.rotate(-90)
        words = tr("questioned, {seconds:.2f} s →", seconds=self.comparison.questioned.duration_s)
        beside = QRectF(-frame.height() / 2, -8, frame.height(), 16)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
        painter.restore()

    def _paint_bar(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        assert self.comparison is not None, "painted only where there is one"
        painter.setFont(small_font(painter))
        strip = QRectF(area.left(), area.bottom() - _BAR_PX + 10, area.width(), 18)
        name, high = (tr("local cost"), tr("accumulated cost"))[self.costs == "accumulated"], brief(self._highest())
        metrics = painter.fontMetrics()
        before, after = metrics.horizontalAdvance(f"{name}  0 ") + 2, metrics.horizontalAdvance(high) + 8
        bar = QRectF(strip.left() + before + 4, strip.center().y() - 4, strip.width() - before - after - 8, 8)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(strip.left(), strip.top(), before, 18), middle, f"{name}  0")
        painter.drawText(QRectF(bar.right() + 6, strip.top(), after, 18), middle, high)
        gradient, scale = QLinearGradient(bar.topLeft(), bar.topRight()), cost_scale(theme.tokens.name)
        for step in range(0, STEPS, 15):
            gradient.setColorAt(step / (STEPS - 1), theme.colour("panel").fromRgb(*(int(part) for part in scale[step])))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(gradient)
        painter.drawRect(bar)

    def _highest(self) -> float:
        assert self.comparison is not None, "asked for while there is none"
        if self.costs not in self._highest_costs:
            part, values = (98, self.comparison.local) if self.costs == "local" else (100, self.comparison.accumulated)
            self._highest_costs[self.costs] = float(np.percentile(values, part))
        return self._highest_costs[self.costs]

    def _make_image(self, theme: Theme) -> QImage:
        assert self.comparison is not None, "asked for while there is none"
        key = (self.costs, theme.tokens.name)
        if key not in self._images:
            values = self.comparison.local if self.costs == "local" else self.comparison.accumulated
            steps = steps_of(values[::-1].astype(np.float64), 0.0, self._highest())
            pixels = np.ascontiguousarray(cost_scale(theme.tokens.name)[np.maximum(steps, 0)])
            height, width = steps.shape
            image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
            self._images[key] = image.copy()  # its own memory, that outlives the array
        return self._images[key]


class WarpingMatrix(PointedPlot[MatrixDrawing]):
    """The matrix, with the moment that is pointed at.

    pointed(Moment | None): the mouse is over this column, where the path meets it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, MatrixDrawing(), tr("Warping matrix with the path over it"), parent)
        self.setMinimumSize(200, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a square and what stands under it."""
        return QSize(260, 296)

    def show_comparison(self, comparison: "Comparison | None") -> None:
        """Show a comparison's matrix; None takes it away."""
        self.drawing.take(comparison)
        self._moment = None
        self._redraw()

    def show_costs(self, costs: Costs) -> None:
        """Show local or accumulated costs."""
        self.drawing.costs = costs
        self._redraw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is over."""
        comparison, frame, place = self.drawing.comparison, self.drawing.frame(self.area), event.position()
        if comparison is None or not frame.contains(place):
            self.pointed.emit(None)
            return
        count = len(comparison.reference)
        column = min(int((place.x() - frame.left()) / frame.width() * count), count - 1)
        self.pointed.emit(Moment(comparison.questioned_frame(column), column))

    def paint_over(self, painter: QPainter) -> None:
        """Draw the moment."""
        moment = self._moment
        if self.drawing.comparison is None or moment is None:
            return
        frame = self.drawing.frame(self.area)
        painter.setPen(QPen(self._theme.colour("accept"), 1))
        if moment.reference is not None:
            x = self.drawing.place_of(0, moment.reference, self.area).x()
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        if moment.questioned is not None:
            y = self.drawing.place_of(moment.questioned, 0, self.area).y()
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        if math.prod(part is not None for part in moment):
            at = self.drawing.place_of(moment.questioned or 0, moment.reference or 0, self.area)
            painter.setBrush(self._theme.colour("accept"))
            painter.setPen(QPen(self._theme.colour("panel"), 1.5))
            painter.drawEllipse(at, 4, 4)
