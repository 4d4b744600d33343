"""`ReadingPage`: a page of words that ends where the last of them do."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sigverify.gui.panels.pieces import ScrolledPage


class ReadingPage(ScrolledPage):
    """Qt alone reckons with lines as narrow as they may be broken, and would leave the end of the page empty."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._read = page
        page.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the page as high as its lines are at this width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do the same where other words stand there; nothing is kept from where it goes."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._read:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        layout = self._read.layout()
        if layout is not None:
            high = layout.totalHeightForWidth(min(self.viewport().width(), self._read.maximumWidth()))
            if high > 0 and high != self._read.minimumHeight():
                self._read.setMinimumHeight(high)
