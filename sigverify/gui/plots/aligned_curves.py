"""`AlignedCurves`: x, y, speed and pressure of both signatures over the reference's time, and where they part."""

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.plots.colour_scale import ink_colours, steps_of
from sigverify.gui.plots.ink_drawing import Moment, brief, speed_unit
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.ink.recording import Floats

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

_LEFT_PX, _RIGHT_PX, _TOP_PX, _BOTTOM_PX = 88.0, 10.0, 20.0, 34.0
_NAMES_PX = 58.0
_STRIP_PX = 8.0
"""Height of the strip of departures over the curves."""

_ROW_GAP_PX = 8.0
_SHADE = 0.24
_LEAST_SPAN_S = 0.05


class Curve(NamedTuple):
    """One row: its name with its unit, both curves over the reference's frames, float64 (frames,), NaN while lifted."""

    words: str
    questioned: Floats
    reference: Floats


class CurvesDrawing:
    """What is drawn of a comparison's curves, on any painter; the window and what is exported are drawn by it."""

    def __init__(self) -> None:
        self.curves: tuple[Curve, ...] = ()
        self.time_s: Floats = np.zeros(0)
        self.departure: Floats = np.zeros(0)

    def take(self, comparison: "Comparison | None") -> None:
        """Draw the curves of this comparison from now on."""
        if comparison is None:
            self.curves = ()
            return
        self.time_s, self.departure = comparison.reference.elapsed_s, comparison.reference.departure
        known = [trace.mm_per_side for trace in (comparison.questioned, comparison.reference)]
        in_mm = None not in known
        found = []
        for name, words in (
            ("x", "x"),
            ("y", "y"),
            ("speed", f"speed ({speed_unit(in_mm)})"),
            ("pressure", "pressure"),
        ):
            pair = list(comparison.aligned(name))
            if name == "speed" and in_mm:
                pair = [curve * scale for curve, scale in zip(pair, known, strict=True) if scale is not None]
            found.append(Curve(words, *pair))
        self.curves = tuple(found)

    # --- where things are -----------------------------------------------------------------------------------------

    def rows(self, area: QRectF) -> list[QRectF]:
        """Return where each curve is drawn."""
        room = area.adjusted(_LEFT_PX, _TOP_PX + _STRIP_PX + 4, -_RIGHT_PX, -_BOTTOM_PX)
        count = max(len(self.curves), 1)
        height = (room.height() - _ROW_GAP_PX * (count - 1)) / count
        return [
            QRectF(room.left(), room.top() + k * (height + _ROW_GAP_PX), room.width(), height) for k in range(count)
        ]

    @property
    def span_s(self) -> float:
        """Length of the time axis."""
        return max(float(self.time_s[-1]), _LEAST_SPAN_S) if self.time_s.size else _LEAST_SPAN_S

    def x_of(self, time_s: float, area: QRectF) -> float:
        """Return where a moment of the reference is."""
        row = self.rows(area)[0]
        return row.left() + row.width() * time_s / self.span_s

    def time_at(self, x: float, area: QRectF) -> float:
        """Return the moment of the reference at a place, within its length."""
        row = self.rows(area)[0]
        return min(max((x - row.left()) / row.width(), 0.0), 1.0) * self.span_s

    def y_of(self, row: int, value: float, area: QRectF) -> float:
        """Return the height of a value of a row."""
        low, high = self._span(self.curves[row])
        place = self.rows(area)[row]
        return place.bottom() - place.height() * (value - low) / (high - low)

    def _span(self, curve: Curve) -> tuple[float, float]:
        both = np.concatenate((curve.questioned, curve.reference))
        both = both[np.isfinite(both)]
        if not both.size:
            return 0.0, 1.0
        low, high = float(both.min()), float(both.max())
        if curve.words not in ("x", "y"):
            low = min(low, 0.0)
        margin = 0.06 * max(high - low, 1e-3)
        return low - (margin if low < 0 else 0.0), high + margin

    # --- painting -------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """Draw axes, departures and curves."""
        if not self.curves:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        self._paint_legend(painter, area, theme)
        self._paint_strip(painter, area, theme)
        for number, (curve, row) in enumerate(zip(self.curves, self.rows(area), strict=True)):
            self._paint_axis(painter, number, row, area, theme)
            self._paint_row(painter, number, curve, area, theme)
            painter.setPen(theme.colour("text"))
            box = QRectF(area.left(), row.top() - 4, _NAMES_PX, row.height() + 8)
            name = curve.words.replace(" (", "\n(")
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            if not (_known(curve.questioned) and _known(curve.reference)):
                painter.setPen(theme.colour("muted"))
                painter.drawText(row.adjusted(6, 1, -6, 0), Qt.AlignmentFlag.AlignLeft, _missing(curve))
        self._paint_time(painter, area, theme)

    def _paint_legend(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        x, y = area.left() + _LEFT_PX, area.top() + _TOP_PX / 2
        metrics = painter.fontMetrics()
        for words, pen in (
            ("questioned", _questioned_pen(theme)),
            ("reference", _reference_pen(theme)),
            ("departure", None),
        ):
            if pen is not None:
                painter.setPen(pen)
                painter.drawLine(QPointF(x, y), QPointF(x + 22, y))
            else:
                painter.fillRect(QRectF(x, y - 4, 22, 8), theme.colour("reject", _SHADE))
            width = metrics.horizontalAdvance(words)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(x + 27, y - 9, width + 4, 18), Qt.AlignmentFlag.AlignVCenter, words)
            x += width + 45

    def _paint_strip(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """Draw the local departure as a strip of colour, that of the inks."""
        row = self.rows(area)[0]
        strip = QRectF(row.left(), area.top() + _TOP_PX, row.width(), _STRIP_PX)
        painter.setPen(theme.colour("text"))
        name = QRectF(area.left(), strip.center().y() - 8, _LEFT_PX, 16)
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "departure")
        scale = ink_colours(theme.tokens.name)
        high = max(float(np.percentile(self.departure, 98)), 1.0)
        steps = steps_of(self.departure, 0.0, high)
        for frame, (start, end) in enumerate(pairwise(self.time_s)):
            if end > start:
                left, right = self.x_of(start, area), self.x_of(end, area)
                painter.fillRect(QRectF(left, strip.top(), right - left + 0.6, strip.height()), scale[steps[frame]])

    def _paint_axis(self, painter: QPainter, number: int, row: QRectF, area: QRectF, theme: Theme) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.drawLine(row.topLeft(), row.bottomLeft())
        low, high = self._span(self.curves[number])
        most = max(2, int(row.height() // 30))
        taken = QRectF()
        for tick in _ticks(low, high, most):
            y = self.y_of(number, tick, area)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(row.left() - 4, y), QPointF(row.left(), y))
            painter.setPen(theme.colour("muted"))
            top = min(max(y - 8, row.top() - 3), row.bottom() - 13)  # not into the figures of the rows beside
            box = QRectF(area.left() + _NAMES_PX - 20, top, _LEFT_PX - _NAMES_PX + 13, 16)
            if not taken.intersects(box):
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _tick_words(tick))
                taken = box

    def _paint_row(self, painter: QPainter, number: int, curve: Curve, area: QRectF, theme: Theme) -> None:
        xs = [self.x_of(float(t), area) for t in self.time_s]
        painter.save()
        painter.setClipRect(self.rows(area)[number].adjusted(0, -1, 0, 1))
        for first, past in _runs(np.isfinite(curve.questioned) & np.isfinite(curve.reference)):
            there = [QPointF(xs[k], self.y_of(number, float(curve.questioned[k]), area)) for k in range(first, past)]
            back = [
                QPointF(xs[k], self.y_of(number, float(curve.reference[k]), area))
                for k in range(past - 1, first - 1, -1)
            ]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("reject", _SHADE))
            painter.drawPolygon(QPolygonF([*there, *back]), Qt.FillRule.WindingFill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for values, pen in ((curve.reference, _reference_pen(theme)), (curve.questioned, _questioned_pen(theme))):
            path = QPainterPath()
            for first, past in _runs(np.isfinite(values)):
                points = [QPointF(xs[k], self.y_of(number, float(values[k]), area)) for k in range(first, past)]
                path.addPolygon(QPolygonF(points))
            painter.setPen(pen)
            painter.drawPath(path)
        painter.restore()

    def _paint_time(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        row = self.rows(area)[-1]
        for tick in _ticks(0.0, self.span_s, max(2, int(row.width() // 90))):
            x = self.x_of(tick, area)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(x, row.bottom()), QPointF(x, row.bottom() + 4))
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(x - 24, row.bottom() + 4, 48, 14), Qt.AlignmentFlag.AlignCenter, _tick_words(tick))
        box = QRectF(row.left(), row.bottom() + 17, row.width(), 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "time of the reference (s)")


class AlignedCurves(QWidget):
    """The curves, with a crosshair.

    pointed(Moment | None): the mouse is over this frame of the reference and the questioned one's that meets it.
    """

    pointed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.drawing = CurvesDrawing()
        self._comparison: Comparison | None = None
        self._moment: Moment | None = None
        self._picture: QPixmap | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 220)
        self.setAccessibleName("Aligned curves: x, y, speed and pressure over the time of the reference")
        theme.changed.connect(self._redraw)

    @property
    def moment(self) -> Moment | None:
        """The frames that the crosshair stands at."""
        return self._moment

    @property
    def area(self) -> QRectF:
        """Where the curves are drawn."""
        return QRectF(self.rect())

    def sizeHint(self) -> QSize:
        """Ask for room for four curves."""
        return QSize(660, 320)

    def show_comparison(self, comparison: "Comparison | None") -> None:
        """Show the curves of a comparison; None takes them away."""
        self._comparison = comparison
        self._moment = None
        self.drawing.take(comparison)
        self._redraw()

    @Slot(object)
    def show_moment(self, moment: Moment | None) -> None:
        """Set the crosshair; None takes it away."""
        self._moment = moment
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is over."""
        comparison, place = self._comparison, event.position()
        rows = self.drawing.rows(self.area)
        inside = rows[0].left() <= place.x() <= rows[0].right() and place.y() <= rows[-1].bottom()
        if comparison is None or not inside:
            self.pointed.emit(None)
            return
        frame = comparison.reference.frame_at(self.drawing.time_at(place.x(), self.area))
        self.pointed.emit(Moment(comparison.questioned_frame(frame), frame))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self.pointed.emit(None)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for another size."""
        self._redraw()
        super().resizeEvent(event)

    @Slot()
    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            size = self.size()
            picture = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(Qt.GlobalColor.transparent))
            painter = QPainter(picture)
            painter.setFont(self.font())
            self.drawing.paint(painter, self.area, self._theme)
            painter.end()
            self._picture = picture
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # the curves come from a picture
        """Draw the curves and the crosshair."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(QPoint(0, 0), self._drawn())
        if self._moment is None or self._comparison is None or not self.drawing.curves:
            return
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        reference = self._moment.reference
        questioned = self._moment.questioned
        met = self._comparison.reference_frame(questioned) if questioned is not None else None
        if (
            questioned is not None
            and reference is not None
            and self._comparison.questioned_frame(reference) == questioned
        ):
            met = reference  # one line where both stand at the same place
        for frame, dashed in ((reference, False), (met, met != reference)):
            if frame is not None:
                self._paint_crosshair(painter, frame, dashed=dashed)
        shown = reference if reference is not None else met
        if shown is not None:
            self._paint_figures(painter, shown)

    def _paint_crosshair(self, painter: QPainter, frame: int, *, dashed: bool) -> None:
        theme, rows = self._theme, self.drawing.rows(self.area)
        x = self.drawing.x_of(float(self.drawing.time_s[frame]), self.area)
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("accept"), 1, style))
        painter.drawLine(QLineF(x, rows[0].top() - _STRIP_PX - 4, x, rows[-1].bottom()))
        for number, curve in enumerate(self.drawing.curves):
            for values, token in ((curve.reference, "reference"), (curve.questioned, "ink")):
                if math.isfinite(values[frame]):
                    painter.setPen(QPen(theme.colour("panel"), 1))
                    painter.setBrush(theme.colour(token))
                    painter.drawEllipse(
                        QPointF(x, self.drawing.y_of(number, float(values[frame]), self.area)), 3.5, 3.5
                    )

    def _paint_figures(self, painter: QPainter, frame: int) -> None:
        """Write what both curves are at a frame, and how far the frame departs."""
        theme = self._theme
        for curve, row in zip(self.drawing.curves, self.drawing.rows(self.area), strict=True):
            words = " · ".join(_figure(values[frame]) for values in (curve.questioned, curve.reference))
            self._badge(painter, row.right(), row.top() + 1, words)
        top = self.area.top() + _TOP_PX / 2
        time_s, departure = self.drawing.time_s[frame], self.drawing.departure[frame]
        painter.setPen(theme.colour("text"))
        self._badge(painter, self.area.right() - _RIGHT_PX, top - 8, f"{time_s:.2f} s · departs {departure:.2f}")

    def _badge(self, painter: QPainter, right: float, top: float, words: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(words) + 8
        box = QRectF(right - width, top, width, 16)
        painter.fillRect(box, self._theme.colour("panel", 0.85))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _questioned_pen(theme: Theme) -> QPen:
    return QPen(theme.colour("ink"), 1.8)


def _reference_pen(theme: Theme) -> QPen:
    pen = QPen(theme.colour("reference"), 1.3)
    pen.setDashPattern([5, 3])
    return pen


def _known(values: Floats) -> bool:
    return bool(np.isfinite(values).any())


def _missing(curve: Curve) -> str:
    sides = [side for side in ("questioned", "reference") if not _known(getattr(curve, side))]
    return f"not told by the {sides[0]} one's device" if len(sides) == 1 else "told by neither device"


def _figure(value: float) -> str:
    return brief(value).replace("-", "−") if math.isfinite(value) else "–"


def _runs(known: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the unbroken stretches of True, each as first and past its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], known, [False])).astype(np.int8)))
    return [(int(first), int(past)) for first, past in edges.reshape(-1, 2)]


def _ticks(low: float, high: float, most: int) -> list[float]:
    """Return at most so many round numbers from low to high, evenly apart."""
    span = max(high - low, 1e-9)
    unit = 10.0 ** math.floor(math.log10(span / most))
    step = next(unit * factor for factor in (1, 2, 5, 10) if span / (unit * factor) <= most)
    first = math.ceil(low / step - 1e-9)
    return [round(k * step, 10) for k in range(first, math.floor(high / step + 1e-9) + 1)]


def _tick_words(value: float) -> str:
    return f"{value:g}".replace("-", "−")
