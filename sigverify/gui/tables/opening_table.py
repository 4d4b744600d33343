"""`OpeningTable`: rows that are opened beside their table, by a click or by the keys."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView

from sigverify.gui.tables.fitted_columns import FittedColumns


class OpeningTable(QTableView):
    """opened(int): what has this number is to be shown; left: Esc was pressed."""

    opened = Signal(int)
    left = Signal()

    _columns: FittedColumns

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
