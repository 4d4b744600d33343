"""`KeptPicture`: what a widget drew last, so that a crosshair that moves over it does not draw it all anew."""

import math
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPicture:
    """A picture as large as its widget, in the pixels of the screen that it is on."""

    def __init__(self, widget: QWidget, paint: Callable[[QPainter], None]) -> None:
        """Keep no picture yet. paint: draws the whole of it in the widget's coordinates and font."""
        self._widget = widget
        self._paint = paint
        self._picture: QPixmap | None = None

    def drop(self) -> None:
        """Draw anew, soon."""
        self._picture = None
        self._widget.update()

    def drawn(self) -> QPixmap:
        """Return the picture, drawn if it was dropped or the screen has other pixels."""
        ratio = self._widget.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            size = self._widget.size()
            picture = QPixmap(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(Qt.GlobalColor.transparent))
            painter = QPainter(picture)
            painter.setFont(self._widget.font())
            self._paint(painter)
            painter.end()
            self._picture = picture
        return self._picture
