"""`InkSurface`: the picture of paper and ink, added to segment by segment, so that a new point costs one segment."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from sigverify.ink.recording import Integers

THINNEST_PX = 1.1
THICKEST_PX = 4.6
EVEN_PX = 2.3
"""Width of ink by pressure; the even width where the device tells no pressure."""

WIDER_PX = 4.0
"""By how much ink is wider at the end of its colour scale: nobody has to tell it by colour alone."""


@dataclass
class InkStroke:
    """One stroke as it is drawn."""

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


class InkSurface:
    """Ink on a backing picture in device pixels. Points in device-independent pixels, y down.

    paint_paper(painter, size): draws the empty paper; called whenever the picture is made anew.
    """

    def __init__(self, paint_paper: Callable[[QPainter, QSize], None]) -> None:
        self._paint_paper = paint_paper
        self._picture = QPixmap()
        self._size = QSize()
        self._ratio = 1.0
        self._strokes: list[InkStroke] = []
        self._version = 0
        self.colour = QColor("black")
        self.scale: Sequence[QColor] = ()

    @property
    def picture(self) -> QPixmap:
        """The picture as it stands."""
        return self._picture

    @property
    def pixel_ratio(self) -> float:
        """Device pixels in one device-independent pixel."""
        return self._ratio

    @property
    def point_count(self) -> int:
        """Points drawn."""
        return sum(len(stroke.xs) for stroke in self._strokes)

    @property
    def is_coloured(self) -> bool:
        """Whether any ink has another colour than its own."""
        return any(step >= 0 for stroke in self._strokes for step in stroke.steps)

    def resize(self, size: QSize, pixel_ratio: float) -> None:
        """Make the picture anew for another size or screen; the ink stays."""
        self._size, self._ratio = size, pixel_ratio
        self.redraw()

    def redraw(self) -> None:
        """Draw paper and all ink anew: another theme, another colour, a new name under the line."""
        if self._size.isEmpty():
            return
        for _ in self.repainted(self.point_count + 1):
            pass

    def repainted(self, at_once: int) -> Iterator[bool]:
        """Draw paper and all ink anew, so many points at a time; yields whether all is done, and shown.

        The picture before stands until then. Ends early where ink or paper changed meanwhile, which draws all of it.
        """
        self._version += 1
        version = self._version
        picture = QPixmap(math.ceil(self._size.width() * self._ratio), math.ceil(self._size.height() * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = self._painter(picture)
        self._paint_paper(painter, self._size)
        drawn = 0
        for stroke in list(self._strokes):
            for index in range(len(stroke.xs)):
                self._segment(painter, stroke, index)
                drawn += 1
                if drawn % at_once == 0:
                    painter.end()
                    yield False
                    if version != self._version:
                        return
                    painter = self._painter(picture)
        painter.end()
        self._picture = picture
        yield True

    def _painter(self, picture: QPixmap) -> QPainter:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def set_steps(self, steps: Integers | None) -> None:
        """Give all points their steps of the scale, −1 for none; None for all; it shows with the next `repainted`."""
        first = 0
        for stroke in self._strokes:
            count = len(stroke.xs)
            given = steps[first : first + count].tolist() if steps is not None else []
            stroke.steps = given + [-1] * (count - len(given))
            first += count

    def mark(self, first: int, steps: Integers) -> QRectF:
        """Draw points from `first` on over themselves by these steps; return what changed."""
        changed, passed = QRectF(), 0
        painter = self._painter(self._picture)
        for stroke in self._strokes:
            for index in range(max(0, first - passed), min(len(stroke.xs), first + steps.size - passed)):
                stroke.steps[index] = int(steps[passed + index - first])
                changed = changed.united(self._segment(painter, stroke, index))
            passed += len(stroke.xs)
        painter.end()
        return changed

    def move(self, across: float, down: float) -> None:
        """Move all ink; it shows with the next `redraw`."""
        for stroke in self._strokes:
            stroke.xs = [x + across for x in stroke.xs]
            stroke.ys = [y + down for y in stroke.ys]

    def clear(self) -> None:
        """Take all ink away."""
        self._version += 1
        if self._strokes:
            self._strokes.clear()
            self.redraw()

    def take_back(self) -> InkStroke:
        """Take the last stroke away."""
        stroke = self._strokes.pop()
        self._redraw_within(stroke.box)
        return stroke

    def put_back(self, stroke: InkStroke) -> None:
        """Draw a stroke again that was taken away."""
        self._strokes.append(stroke)
        self._redraw_within(stroke.box)

    def _redraw_within(self, rect: QRectF) -> None:
        """Draw a part anew; strokes that lie elsewhere cost nothing."""
        if self._picture.isNull():
            return
        self._version += 1
        rect = QRectF(rect.toAlignedRect())
        painter = self._painter(self._picture)
        painter.setClipRect(rect)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(rect, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint_paper(painter, self._size)
        for stroke in self._strokes:
            if stroke.box.intersects(rect):
                for index in range(len(stroke.xs)):
                    self._segment(painter, stroke, index)
        painter.end()

    def begin_stroke(self, x: float, y: float, pressure: float | None) -> QRectF:
        """Begin a stroke; return what changed."""
        self._strokes.append(InkStroke())
        return self.extend(x, y, pressure)

    def extend(self, x: float, y: float, pressure: float | None) -> QRectF:
        """Lengthen the last stroke by one point; return what changed."""
        stroke = self._strokes[-1]
        stroke.xs.append(x)
        stroke.ys.append(y)
        stroke.widths.append(ink_width(pressure))
        stroke.steps.append(-1)
        self._version += 1
        if self._picture.isNull():
            return QRectF()
        painter = self._painter(self._picture)
        changed = self._segment(painter, stroke, len(stroke.xs) - 1)
        painter.end()
        return changed

    def _segment(self, painter: QPainter, stroke: InkStroke, index: int) -> QRectF:
        """Draw what point `index` adds: a dot, a line, or a curve from the middle before to the point.

        The curve runs from the midpoint of the segment before through the last point towards this one (quadratic, so
        that corners of a slow device look written) and on in a straight line to the point, so that ink is never late.
        """
        here = QPointF(stroke.xs[index], stroke.ys[index])
        width, colour = stroke.widths[index], self.colour
        step = stroke.steps[index]
        if step >= 0 and self.scale:
            width, colour = width + WIDER_PX * step / (len(self.scale) - 1), self.scale[step]
        if index == 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(here, width / 2, width / 2)
            return _around(QRectF(here, here), width)
        last = QPointF(stroke.xs[index - 1], stroke.ys[index - 1])
        path = QPainterPath(last)
        if index > 1:
            before = QPointF(stroke.xs[index - 2], stroke.ys[index - 2])
            path = QPainterPath((before + last) / 2)
            path.quadTo(last, (last + here) / 2)
        path.lineTo(here)
        if step < 0:
            width = (width + stroke.widths[index - 1]) / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
        return _around(path.controlPointRect(), width)


def ink_width(pressure: float | None) -> float:
    """Return the width of ink in pixels for a pressure of 0 … 1, or None where the device tells none."""
    if pressure is None:
        return EVEN_PX
    return THINNEST_PX + (THICKEST_PX - THINNEST_PX) * min(1.0, max(0.0, pressure)) ** 0.8


def _around(rect: QRectF, width: float) -> QRectF:
    margin = width / 2 + 2
    return rect.adjusted(-margin, -margin, margin, margin)
