"""`CollectionTable`: what is there of each signer; one is opened by a click or Enter, several are chosen to export."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from sigverify.gui.collecting import CollectionRow
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import label
from sigverify.gui.tables.collection_model import LAST, ROW_ROLE, SESSIONS, CollectionModel, SortedCollection
from sigverify.gui.tables.plain_table import set_up_rows
from sigverify.sentences import said

_EMPTY = said("What was collected stands here, signer by signer. Add a signer in the list to begin.")
_ROW_PX = 34
_WIDTHS_PX = {1: 80, SESSIONS: 132, 3: 88, 4: 88, LAST: 76}
"""The names take what is left."""

_SPARED_PX = {SESSIONS: 560, LAST: 470}
"""Narrower, a column is left out; the tip of the genuine ones tells the sessions."""


class CollectionTable(QWidget):
    """opened(str): the signatures of the signer with this id are to be shown."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = CollectionModel(self)
        self.sorted = SortedCollection(self.model, self)
        self.view = QTableView()
        self.view.setModel(self.sorted)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        set_up_rows(self.view, row_px=_ROW_PX, widths=_WIDTHS_PX, stretched=0, several=True)
        self.view.setAccessibleName(tr("What was collected, by signer"))
        self.view.setToolTip(tr("Click opens the signatures; with Ctrl or Shift several signers are chosen, to export"))
        self.view.clicked.connect(self._click)
        self.view.activated.connect(self._open)
        self._empty = label(tr(_EMPTY), "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[CollectionRow]) -> None:
        """Show these signers."""
        self.model.show_rows(rows)
        self._empty.setVisible(not rows)
        self.view.setVisible(bool(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what finds no room beside the names."""
        super().resizeEvent(event)
        for column, needed in _SPARED_PX.items():
            self.view.setColumnHidden(column, self.width() < needed)

    def row_of(self, signer_id: str) -> CollectionRow | None:
        """Return what is there of a signer."""
        return next((row for row in self.model.rows if row.signer_id == signer_id), None)

    @property
    def chosen(self) -> tuple[CollectionRow, ...]:
        """The signers that a person chose; all where none was."""
        picked = self.view.selectionModel().selectedRows()
        return tuple(index.data(ROW_ROLE) for index in picked) or tuple(self.model.rows)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers()
        if not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._open(index)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE).signer_id)
