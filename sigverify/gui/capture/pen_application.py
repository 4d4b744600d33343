"""`PenApplication`: the application, which alone hears that a pen has left."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class PenApplication(QApplication):
    """pen_left: a pen left the tablet's reach, or the tablet is gone. Qt tells the application only."""

    pen_left = Signal()

    def event(self, event: QEvent) -> bool:
        """Pass on that a pen has left."""
        if event.type() == QEvent.Type.TabletLeaveProximity:
            self.pen_left.emit()
        return super().event(event)
