"""`ProgressDots`: how many of the wanted references are there."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.language import tr
from sigverify.gui.theme import Theme

_STEP_PX = 22


class ProgressDots(QWidget):
    """One dot for each wanted reference, filled once it is there."""

    def __init__(self, theme: Theme, wanted: int) -> None:
        super().__init__()
        self._theme, self._wanted, self._done = theme, wanted, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_progress(self, done: int, wanted: int) -> None:
        """Fill so many of so many dots."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.updateGeometry()
        self._done = done
        self.setAccessibleName(tr("{done} of {wanted} references", done=done, wanted=self._wanted))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all dots."""
        return QSize(self._wanted * _STEP_PX, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self._wanted):
            filled = index < self._done
            painter.setPen(QPen(self._theme.colour("accept" if filled else "control_line"), 1.5))
            painter.setBrush(self._theme.colour("accept" if filled else "panel"))
            painter.drawEllipse(QPointF(7 + index * _STEP_PX, 10), 6, 6)
