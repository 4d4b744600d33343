"""`InkSurface`: the picture of paper and ink, added to segment by segment, so that a new point costs one segment."""

import math
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from sigverify.gui.capture.ink_stroke import InkStroke
from sigverify.ink.recording import Integers

AT_ONCE = 400
"""Points that are drawn anew where they are asked for, some five milliseconds of them; longer ink is drawn in parts."""

_PART = 240
"""Points of a part: three milliseconds, the pen's and the window's events come between."""

_APART_MS = 4


class InkSurface(QObject):
    """Ink on a backing picture in device pixels. Points in device-independent pixels, y down.

    redrawn: paper and ink were drawn anew. Long ink is drawn in parts from the event loop, on a picture of its own;
    that before stands until all is there, at another size drawn out to it, and takes what is written meanwhile.
    Segments are drawn one after the other in the order in which they were written, whatever comes between: so the
    picture is, to the pixel, what drawing it at once gives.

    paint_paper(painter, size): draws the empty paper; called whenever the picture is made anew.
    """

    redrawn = Signal()

    def __init__(self, paint_paper: Callable[[QPainter, QSize], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paint_paper = paint_paper
        self._picture = QPixmap()
        self._size = self._picture_size = QSize()
        self._ratio = self._picture_ratio = 1.0
        self._strokes: list[InkStroke] = []
        self._parts: Iterator[None] | None = None
        self._within: QRect | None = None
        """What the parts draw anew, in device pixels; None for all."""
        self._timer = QTimer(self, interval=_APART_MS)
        self._timer.timeout.connect(self._go_on)
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

    @property
    def is_redrawing(self) -> bool:
        """Whether the picture is not yet as it was asked for."""
        return self._parts is not None

    def part_for(self, rect: QRect) -> QRectF:
        """Return which part of the picture, in its own pixels, is seen in a part of the paper."""
        across, down = self._stretch()
        across, down = self._picture_ratio / across, self._picture_ratio / down
        return QRectF(rect.x() * across, rect.y() * down, rect.width() * across, rect.height() * down)

    # --- drawing anew ---------------------------------------------------------------------------------------------

    def resize(self, size: QSize, pixel_ratio: float) -> None:
        """Make the picture anew for another size or screen; the ink stays."""
        self._size, self._ratio = size, pixel_ratio
        self.redraw()

    def redraw(self) -> None:
        """Draw paper and all ink anew: another theme, another colour, a new name under the line."""
        if not self._size.isEmpty():
            self._begin(None, self.point_count)

    def blank(self) -> None:
        """Show empty paper until the ink is there that is drawn anew: nothing of what it was may be seen."""
        if self.is_redrawing and not self._size.isEmpty():
            picture = self._empty_picture()
            painter = self._painter(picture)
            self._paint_paper(painter, self._size)
            painter.end()
            self._show(picture)

    def _redraw_within(self, rect: QRectF) -> None:
        """Draw a part anew; strokes that lie elsewhere cost nothing."""
        if self._parts is not None and self._within is None:  # all is drawn anew already, by what it was
            self.redraw()
            return
        if self._picture.isNull():
            return
        within = _in_device_pixels(rect, self._ratio)
        if self._within is not None:
            within = within.united(self._within)
        near = _in_points(within, self._ratio)
        self._begin(within, sum(len(stroke.xs) for stroke in self._strokes if stroke.box.intersects(near)))

    def _begin(self, within: QRect | None, points: int) -> None:
        """Draw anew at once if these are few points, else in parts, in the place of what was being drawn anew."""
        at_once = points <= AT_ONCE
        self._within, self._parts = within, self._drawn_in_parts(within, AT_ONCE if at_once else _PART)
        if at_once:
            for _ in self._parts:
                pass
        else:
            self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        if self._parts is not None:
            next(self._parts, None)

    def _drawn_in_parts(self, within: QRect | None, at_once: int) -> Iterator[None]:
        """Draw all there is anew, or what lies within these pixels, so many points between two yields; then show it."""
        picture = self._empty_picture() if within is None else self._picture.copy()
        known = self.point_count if within is not None else 0  # on the picture already; but those within
        painter = self._painter(picture, within)
        if within is not None:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(0, 0, self._size.width() + 1, self._size.height() + 1, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint_paper(painter, self._size)
        for drawn, (stroke, index, is_known) in enumerate(self._in_order(within, known), 1):
            if painter.hasClipping() and not is_known:
                painter.setClipping(False)
            stroke.draw(painter, index, self.colour, self.scale)
            if drawn % at_once == 0:
                painter.end()
                yield
                painter = self._painter(picture, within if is_known else None)
        painter.end()
        self._parts = self._within = None
        self._timer.stop()
        self._show(picture)

    def _in_order(self, within: QRect | None, known: int) -> Iterator[tuple[InkStroke, int, bool]]:
        """Yield each point to be drawn, in the order of writing, and whether it is one of those `known`.

        What is written meanwhile comes in its turn.
        """
        near = _in_points(within, self._ratio) if within is not None else None
        passed = 0
        for stroke in self._strokes:
            index = 0
            if near is not None and passed < known and not stroke.box.intersects(near):
                index = min(len(stroke.xs), known - passed)
            while index < len(stroke.xs):
                yield stroke, index, passed + index < known
                index += 1
            passed += index

    def _show(self, picture: QPixmap) -> None:
        self._picture, self._picture_size, self._picture_ratio = picture, self._size, self._ratio
        self.redrawn.emit()

    def _empty_picture(self) -> QPixmap:
        width, height = self._size.width() * self._ratio, self._size.height() * self._ratio
        picture = QPixmap(math.ceil(width), math.ceil(height))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def _painter(self, picture: QPixmap, within: QRect | None = None) -> QPainter:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if within is not None:  # whole pixels: of one that was half drawn anew, half of the old would be left
            painter.scale(1 / self._ratio, 1 / self._ratio)
            painter.setClipRect(within)
            painter.setTransform(QTransform())
        return painter

    def _stretch(self) -> tuple[float, float]:
        """Return by how much wider and higher the paper is than the picture that stands."""
        if self._picture_size == self._size or self._picture_size.isEmpty():
            return 1.0, 1.0
        now, before = QSizeF(self._size), QSizeF(self._picture_size)
        return now.width() / before.width(), now.height() / before.height()

    # --- ink ------------------------------------------------------------------------------------------------------

    def set_steps(self, steps: Integers | None) -> None:
        """Give all points their steps of the scale, −1 for none; None for all; it shows with the next `redraw`."""
        first = 0
        for stroke in self._strokes:
            count = len(stroke.xs)
            given = steps[first : first + count].tolist() if steps is not None else []
            stroke.steps = given + [-1] * (count - len(given))
            first += count

    def mark(self, first: int, steps: Integers) -> QRectF:
        """Draw points from `first` on over themselves by these steps; return what changed. Not while `is_redrawing`."""
        changed, passed = QRectF(), 0
        painter = self._painter(self._picture)
        for stroke in self._strokes:
            for index in range(max(0, first - passed), min(len(stroke.xs), first + steps.size - passed)):
                stroke.steps[index] = int(steps[passed + index - first])
                changed = changed.united(stroke.draw(painter, index, self.colour, self.scale))
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
        if self._strokes:
            self._strokes.clear()
            self.redraw()

    def lay(self, strokes: Sequence[InkStroke]) -> None:
        """Add strokes that were written elsewhere; they show with the next `redraw`."""
        self._strokes.extend(strokes)

    def take_back(self) -> InkStroke:
        """Take the last stroke away."""
        stroke = self._strokes.pop()
        self._redraw_within(stroke.box)
        return stroke

    def put_back(self, stroke: InkStroke) -> None:
        """Draw a stroke again that was taken away."""
        self._strokes.append(stroke)
        self._redraw_within(stroke.box)

    def begin_stroke(self, x: float, y: float, pressure: float | None) -> QRectF:
        """Begin a stroke; return what changed."""
        self._strokes.append(InkStroke())
        return self.extend(x, y, pressure)

    def extend(self, x: float, y: float, pressure: float | None) -> QRectF:
        """Lengthen the last stroke by one point; return what changed."""
        stroke = self._strokes[-1]
        stroke.add(x, y, pressure)
        if self._picture.isNull():
            return QRectF()
        painter = self._painter(self._picture)
        if self._picture_size != self._size:
            across, down = self._stretch()
            painter.scale(1 / across, 1 / down)
        changed = stroke.draw(painter, len(stroke.xs) - 1, self.colour, self.scale)
        painter.end()
        return changed


def _in_device_pixels(rect: QRectF, ratio: float) -> QRect:
    """Return the whole pixels of a screen that a part of the paper touches."""
    return QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio).toAlignedRect()


def _in_points(rect: QRect, ratio: float) -> QRectF:
    return QRectF(rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio)
