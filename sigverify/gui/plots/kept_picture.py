"""`KeptPicture`: what a widget drew last, so that a crosshair that moves over it does not draw it all anew."""

import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

Part = Callable[[QPainter], object]
"""Draws a part of a picture, a millisecond or so of it; it sets what it needs of the painter, antialiasing apart."""

_SLICE_S = 0.004
_APART_MS = 4
"""So long parts are drawn without a break, and so long is from one slice to the next: the window lives between them."""


class KeptPicture(QObject):
    """A picture as large as its widget, in the pixels of the screen that it is on.

    What is long is drawn in slices from the event loop; the picture before stands until then, drawn out to the widget's
    size.
    """

    def __init__(self, widget: QWidget, parts: Callable[[], Iterator[Part]], is_long: Callable[[], bool]) -> None:
        """Keep no picture yet.

        parts: give all that is to be drawn, in the widget's coordinates and font, from the lowest to the topmost.
        is_long: tells whether that takes longer than a frame.
        """
        super().__init__(widget)
        self._widget = widget
        self._all_parts, self._is_long = parts, is_long
        self._picture: QPixmap | None = None
        self._coming: QPixmap | None = None
        """The picture that is being drawn, while that before stands."""
        self._left: Iterator[Part] = iter(())
        self._on_top: deque[Part] = deque()
        self._is_stale = True
        self._timer = QTimer(self, interval=_APART_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_at_work(self) -> bool:
        """Whether a picture is being drawn."""
        return self._timer.isActive()

    def drop(self) -> None:
        """Draw anew, soon; what was being drawn is not wanted any more, and may tell of what is not there any more."""
        self._is_stale, self._left, self._coming = True, iter(()), None
        self._on_top.clear()
        self._timer.stop()
        if not self._is_long():  # where ink was taken away, none may be held
            self._picture = None
        self._widget.update()

    def add(self, parts: Iterable[Part]) -> None:
        """Draw more on top of what there is, or is being drawn."""
        self._on_top.extend(parts)
        if not self._timer.isActive() and not self._is_stale:
            self._coming, self._picture = self._picture, None
            self._finish()
        self._widget.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the picture as it stands on its widget, drawn anew if it was dropped or the screen has other pixels."""
        ratio = self._widget.devicePixelRatioF()
        known = self._coming if self._timer.isActive() else self._picture
        if self._is_stale or known is None or known.devicePixelRatio() != ratio:
            self._begin(ratio)
        shown = self._picture if self._picture is not None else self._coming
        if shown is not None:
            if shown.deviceIndependentSize().toSize() == self._widget.size():
                painter.drawPixmap(QPoint(0, 0), shown)
            else:  # until it is drawn at this size
                painter.drawPixmap(self._widget.rect(), shown)

    def _begin(self, ratio: float) -> None:
        size = self._widget.size()
        self._coming = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
        self._coming.setDevicePixelRatio(ratio)
        self._coming.fill(Qt.GlobalColor.transparent)
        self._left, self._is_stale = self._all_parts(), False
        self._on_top.clear()  # it is among all there is
        if self._is_long():
            self._timer.start()
        else:
            self._finish()

    def _finish(self) -> None:
        """Draw all that is left."""
        self._draw(math.inf)

    @Slot()
    def _go_on(self) -> None:
        if self._is_stale:
            return
        self._draw(time.perf_counter() + _SLICE_S)
        if not self._timer.isActive() or self._picture is None:
            self._widget.update()

    def _draw(self, until: float) -> None:
        """Draw parts until then; once all are drawn, the picture is shown."""
        assert self._coming is not None, "drawn on what was begun"
        painter = QPainter(self._coming)
        painter.setFont(self._widget.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            part = self._next()
            while part is not None:
                part(painter)
                if time.perf_counter() > until:
                    break
                part = self._next()
        finally:
            painter.end()
        if part is None:
            self._picture, self._coming = self._coming, None
            self._timer.stop()

    def _next(self) -> Part | None:
        part = next(self._left, None)
        return part if part is not None or not self._on_top else self._on_top.popleft()
