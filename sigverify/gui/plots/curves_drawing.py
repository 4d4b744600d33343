"""`CurvesDrawing`: the aligned curves of a comparison with axes and shaded departures, on any painter."""

import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QPainter,
    QPen,
    QPolygonF,
)

from sigverify.gui.language import tr
from sigverify.gui.plots.colour_scale import ink_colours, steps_of
from sigverify.gui.plots.ink_drawing import small_font, speed_unit
from sigverify.gui.plots.kept_picture import Part
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Floats

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 88.0, 10.0, 20.0, 34.0
"""Room around the curves; names and figures of the axes stand at their left."""

_NAMES_PX = 58.0
STRIP_PX = 8.0
"""Height of the strip of departures over the curves."""

_ROW_GAP_PX = 8.0
_SHADE = 0.24
_MOST_POINTS = 1600
"""Longer curves are drawn by every other frame, or every third: there are no more pixels."""

_LONG = 250
"""Frames whose curves are drawn within a frame of the screen."""

_CELLS_AT_ONCE = 1000
_POINTS_AT_ONCE = 250
"""Of the strip of departures and of a curve that are a part: a few milliseconds."""

_LEAST_SPAN_S = 0.05
_TICKS, _TICK_PX = 4, 17.0
"""So many values an axis names, if they lie so far apart."""


class Curve(NamedTuple):
    """One row: its name with its unit, both curves over the reference's frames, float64 (frames,), NaN while lifted.

    signed: whether its values lie on both sides of 0, else its axis begins there.
    """

    words: str
    questioned: Floats
    reference: Floats
    signed: bool


class CurvesDrawing:
    """What is drawn of a comparison's curves, on any painter; the window and what is exported are drawn by it."""

    def __init__(self) -> None:
        self.curves: tuple[Curve, ...] = ()
        self.time_s: Floats = np.zeros(0)
        self.departure: Floats = np.zeros(0)
        self._spans: list[tuple[float, float]] = []

    def take(self, comparison: "Comparison | None") -> None:
        """Draw the curves of this comparison from now on."""
        if comparison is None:
            self.curves, self.time_s, self.departure = (), np.zeros(0), np.zeros(0)
            return
        self.time_s, self.departure = comparison.reference.elapsed_s, comparison.reference.departure
        known = [trace.mm_per_side for trace in (comparison.questioned, comparison.reference)]
        in_mm = None not in known
        found = []
        length = "mm" if in_mm else tr("sides")
        for name, words in (
            ("x", f"x ({length})"),
            ("y", f"y ({length})"),
            ("speed", tr("speed ({unit})", unit=speed_unit(in_mm))),
            ("pressure", tr("pressure")),
        ):
            pair = list(comparison.aligned(name))
            if name != "pressure" and in_mm:
                pair = [curve * scale for curve, scale in zip(pair, known, strict=True) if scale is not None]
            found.append(Curve(words, pair[0], pair[1], name in ("x", "y")))
        self.curves = tuple(found)
        self._spans = [_span(curve) for curve in found]

    # --- where things are -----------------------------------------------------------------------------------------

    def rows(self, area: QRectF) -> list[QRectF]:
        """Return where each curve is drawn."""
        room = area.adjusted(LEFT_PX, TOP_PX + STRIP_PX + 4, -RIGHT_PX, -BOTTOM_PX)
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
        low, high = self._spans[row]
        place = self.rows(area)[row]
        return place.bottom() - place.height() * (value - low) / (high - low)

    def _places(self, row: int, values: Floats, area: QRectF) -> Floats:
        """Return where the values of a row are, float64 (2, frames); those that are no numbers are anywhere."""
        (low, high), place = self._spans[row], self.rows(area)[row]
        xs = place.left() + place.width() * self.time_s / self.span_s
        return np.stack((xs, place.bottom() - place.height() * (np.nan_to_num(values) - low) / (high - low)))

    # --- painting -------------------------------------------------------------------------------------------------

    @property
    def is_long(self) -> bool:
        """Whether the curves take longer than a frame to be drawn."""
        return self.time_s.size > _LONG

    def paint(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """Draw axes, departures and curves."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self.parts(area, theme):
            part(painter)

    def parts(self, area: QRectF, theme: Theme) -> Iterator[Part]:
        """Give all that is drawn, in parts of a millisecond or so, from the lowest to the topmost."""
        if not self.curves:
            return
        yield lambda painter: self._paint_legend(painter, area, theme)
        yield from self._strip_parts(area, theme)
        for number, (curve, row) in enumerate(zip(self.curves, self.rows(area), strict=True)):
            yield partial(self._paint_axis, number=number, row=row, area=area, theme=theme)
            yield from self._row_parts(number, curve, area, theme)
            yield partial(self._paint_name, curve=curve, row=row, area=area, theme=theme)
        yield lambda painter: self._paint_time(painter, area, theme)

    def _paint_name(self, painter: QPainter, curve: Curve, row: QRectF, area: QRectF, theme: Theme) -> None:
        painter.setFont(small_font(painter))
        painter.setPen(theme.colour("text"))
        box = QRectF(area.left(), row.top() - 4, _NAMES_PX, row.height() + 8)
        name = curve.words.replace(" (", "\n(")
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        if not (_known(curve.questioned) and _known(curve.reference)):
            painter.setPen(theme.colour("muted"))
            painter.drawText(row.adjusted(6, 1, -6, 0), Qt.AlignmentFlag.AlignLeft, _missing(curve))

    def _paint_legend(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        painter.setFont(small_font(painter))
        x, y = area.left() + LEFT_PX, area.top() + TOP_PX / 2
        metrics = painter.fontMetrics()
        told = (
            (tr("questioned"), _questioned_pen(theme)),
            (tr("reference"), _reference_pen(theme)),
            (tr("departure"), None),
        )
        widths = [metrics.horizontalAdvance(words) + 27 for words, _ in told]
        gap = min(18.0, max(6.0, (area.right() - x - sum(widths)) / 2))
        for words, pen in told:
            if pen is not None:
                painter.setPen(pen)
                painter.drawLine(QPointF(x, y), QPointF(x + 22, y))
            else:
                painter.fillRect(QRectF(x, y - 4, 22, 8), theme.colour("reject", _SHADE))
            width = metrics.horizontalAdvance(words)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(x + 27, y - 9, width + 4, 18), Qt.AlignmentFlag.AlignVCenter, words)
            x += width + 27 + gap

    def _strip_parts(self, area: QRectF, theme: Theme) -> Iterator[Part]:
        """Give the local departure as a strip of colour, that of the inks."""
        row = self.rows(area)[0]
        strip = QRectF(row.left(), area.top() + TOP_PX, row.width(), STRIP_PX)
        scale = ink_colours(theme.tokens.name)
        high = max(float(np.percentile(self.departure, 98)), 1.0)
        edges = (row.left() + row.width() * self.time_s / self.span_s).tolist()
        cells = list(zip(steps_of(self.departure, 0.0, high).tolist(), edges, edges[1:], strict=False))

        def name(painter: QPainter) -> None:
            painter.setFont(small_font(painter))
            painter.setPen(theme.colour("text"))
            box = QRectF(area.left(), strip.center().y() - 8, LEFT_PX, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tr("departure"))

        def draw(painter: QPainter, part: list[tuple[int, float, float]]) -> None:
            for step, left, right in part:
                if right > left:
                    painter.fillRect(QRectF(left, strip.top(), right - left + 0.6, strip.height()), scale[step])

        yield name
        for first in range(0, len(cells), _CELLS_AT_ONCE):
            yield partial(draw, part=cells[first : first + _CELLS_AT_ONCE])

    def _paint_axis(self, painter: QPainter, number: int, row: QRectF, area: QRectF, theme: Theme) -> None:
        painter.setFont(small_font(painter))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.drawLine(row.topLeft(), row.bottomLeft())
        taken = QRectF()
        for tick in self._ticks(number, row):
            y = self.y_of(number, tick, area)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(row.left() - 4, y), QPointF(row.left(), y))
            painter.setPen(theme.colour("muted"))
            top = min(max(y - 8, row.top() - 3), row.bottom() - 11)  # not into the figures of the rows beside
            box = QRectF(area.left() + _NAMES_PX - 20, top, LEFT_PX - _NAMES_PX + 13, 16)
            if not taken.intersects(box.adjusted(0, 2, 0, -2)):
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _tick_words(tick))
                taken = box.adjusted(0, 2, 0, -2)

    def _ticks(self, number: int, row: QRectF) -> list[float]:
        """Return the values that an axis names: as many as four, or one where there is no room for more."""
        low, high = self._spans[number]
        found: list[float] = []
        for most in range(max(_TICKS, int(row.height() // 30)), 1, -1):
            found = ticks(low, high, most)
            if len(found) < 2 or row.height() * (found[1] - found[0]) / (high - low) >= _TICK_PX:
                break
        return found

    def _row_parts(self, number: int, curve: Curve, area: QRectF, theme: Theme) -> Iterator[Part]:
        """Give the shade between both curves of a row, and the curves, a stretch without a lift at a time."""
        questioned, reference = (self._places(number, values, area) for values in (curve.questioned, curve.reference))
        clip = self.rows(area)[number].adjusted(0, -1, 0, 1)
        step = 1 + self.time_s.size // _MOST_POINTS

        def draw(painter: QPainter, places: Floats, pen: QPen | None) -> None:
            points = QPolygonF([QPointF(x, y) for x, y in zip(*places.tolist(), strict=True)])
            painter.save()
            painter.setClipRect(clip)
            if pen is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("reject", _SHADE))
                painter.drawPolygon(points, Qt.FillRule.WindingFill)
            else:
                painter.setPen(pen)
                painter.drawPolyline(points)
            painter.restore()

        for first, past in _runs(np.isfinite(curve.questioned) & np.isfinite(curve.reference)):
            there, back = questioned[:, first:past:step], reference[:, first:past:step]
            for part in _few_by_few(there.shape[1]):
                yield partial(draw, places=np.concatenate((there[:, part], back[:, part][:, ::-1]), axis=1), pen=None)
        for values, places, pen in (
            (curve.reference, reference, _reference_pen(theme)),
            (curve.questioned, questioned, _questioned_pen(theme)),
        ):
            for first, past in _runs(np.isfinite(values)):
                run = places[:, first:past:step]
                for part in _few_by_few(run.shape[1]):
                    yield partial(draw, places=run[:, part], pen=pen)

    def _paint_time(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        painter.setFont(small_font(painter))
        row = self.rows(area)[-1]
        for tick in ticks(0.0, self.span_s, max(2, int(row.width() // 90))):
            x = self.x_of(tick, area)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(x, row.bottom()), QPointF(x, row.bottom() + 4))
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(x - 24, row.bottom() + 4, 48, 14), Qt.AlignmentFlag.AlignCenter, _tick_words(tick))
        box = QRectF(row.left(), row.bottom() + 17, row.width(), 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("time of the reference (s)"))


def _span(curve: Curve) -> tuple[float, float]:
    """Return the lowest and the highest value of a row, with a margin."""
    both = np.concatenate((curve.questioned, curve.reference))
    both = both[np.isfinite(both)]
    if not both.size:
        return 0.0, 1.0
    low, high = float(both.min()), float(both.max())
    if not curve.signed:
        low = min(low, 0.0)
    margin = 0.06 * max(high - low, 1e-3)
    return low - (margin if low < 0 else 0.0), high + margin


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
    if len(sides) > 1:
        return tr("told by neither device")
    if sides[0] == "questioned":
        return tr("not told by the questioned one's device")
    return tr("not told by the reference one's device")


def _runs(known: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the unbroken stretches of True, each as first and past its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], known, [False])).astype(np.int8)))
    return [(int(first), int(past)) for first, past in edges.reshape(-1, 2)]


def _few_by_few(count: int) -> Iterator[slice]:
    """Give stretches of so many points, each from the last one of that before: a dash may begin anew there."""
    for first in range(0, max(count - 1, 1), _POINTS_AT_ONCE):
        yield slice(first, first + _POINTS_AT_ONCE + 1)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return at most so many round numbers from low to high, evenly apart."""
    span = max(high - low, 1e-9)
    unit = 10.0 ** math.floor(math.log10(span / most))
    step = next(unit * factor for factor in (1, 2, 5, 10) if span / (unit * factor) <= most)
    first = math.ceil(low / step - 1e-9)
    return [round(k * step, 10) for k in range(first, math.floor(high / step + 1e-9) + 1)]


def _tick_words(value: float) -> str:
    return f"{value:g}".replace("-", "−")
