"""`SideBySide`: widgets beside each other where there is room, else one under the other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from sigverify.gui.tokens import GAP_WITHIN


class SideBySide(QWidget):
    """widgets: from the left, or from the top, each as large as it asks to be. gap: between those beside each other."""

    def __init__(self, *widgets: QWidget, gap: int = GAP_WITHIN) -> None:
        super().__init__()
        self._widgets, self._gap = widgets, gap
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for widget in widgets:
            self._layout.addWidget(widget)
        self._layout.addStretch(1)

    @property
    def is_wide(self) -> bool:
        """Whether they stand beside each other."""
        return self._layout.direction() == QBoxLayout.Direction.LeftToRight

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the widest of them needs."""
        asked = super().minimumSizeHint()
        return QSize(max(widget.minimumSizeHint().width() for widget in self._widgets), asked.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay them out as there is room."""
        hints = [widget.sizeHint().width() for widget in self._widgets]
        wide = self.width() >= sum(hints) + self._gap * (len(hints) - 1)
        if wide != self.is_wide:
            directions = QBoxLayout.Direction
            self._layout.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
            self._layout.setSpacing(self._gap if wide else 0)
        super().resizeEvent(event)
