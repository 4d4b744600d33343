"""`Veil`: covers what is new on a panel, and lifts, so that it fades in."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sigverify.gui.theme import Theme


class Veil(QWidget):
    """Lies over its parent in the colour of panels. Takes neither mouse nor keys.

    An effect of Qt's would have all that is hidden in the window laid out with its first picture, for two frames.
    """

    def __init__(self, theme: Theme, covered: QWidget) -> None:
        super().__init__(covered)
        self._theme, self._covered = theme, covered
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._fading = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._fading.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fading.valueChanged.connect(self.update)
        self._fading.finished.connect(self.hide)
        covered.installEventFilter(self)
        self.hide()

    def lift(self, after_ms: int) -> None:
        """Cover everything, and be gone after so long."""
        self._fading.stop()
        self._fading.setDuration(after_ms)
        self._fading.start()
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered; nothing is kept from it."""
        if watched is self._covered and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # the whole of it is of one colour
        """Paint the panel's colour, the thinner the later."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("panel", float(self._fading.currentValue())))
