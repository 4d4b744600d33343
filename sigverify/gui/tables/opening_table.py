"""`OpeningTable`: rows that are opened beside their table, by a click or by the keys."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from sigverify.gui.tables.fitted_columns import FittedColumns
from sigverify.gui.tables.plain_table import Index

_FOLLOW_MS = 150
"""What is open follows the keys through the table after they rest for so long."""


class OpeningTable(QTableView):
    """opened(int): what has this number is to be shown; left: Esc was pressed."""

    opened = Signal(int)
    left = Signal()

    _columns: FittedColumns

    def __init__(self) -> None:
        super().__init__()
        self._open_number: int | None = None
        self._follow = QTimer(self, interval=_FOLLOW_MS, singleShot=True)
        self._follow.timeout.connect(self._open_followed)

    @property
    def open_number(self) -> int | None:
        """The number of what is open beside it, None for nothing."""
        return self._open_number

    def hold_open(self, number: int | None) -> None:
        """Take note of what is open beside it, None for nothing; while something is, it follows the keys."""
        self._follow.stop()
        self._open_number = number

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Follow the keys to another row once they rest there."""
        super().currentChanged(current, previous)
        if self._open_number is not None:
            self._follow.start()

    @Slot()
    def _open_followed(self) -> None:
        number = self.number_at(self.currentIndex())
        if number is not None and number != self._open_number:
            self.opened.emit(number)

    def number_at(self, index: QModelIndex) -> int | None:
        """Return the number by which a row is opened, None where there is no row."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what finds no room."""
        super().resizeEvent(event)
        self._columns.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a row by Enter; Esc goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        number = self.number_at(index)
        if number is not None:
            self.opened.emit(number)
