"""`PlainTable`: rows of one kind under columns that have a name, a tip and a side; and how its view is set up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sigverify.gui.language import tr

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column:
    """A column's name and what it means, marked by `said`; numbers stand at the right."""

    name: str
    tip: str
    right: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Where words stand in it."""
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class PlainTable(QAbstractTableModel, Generic[Row]):
    """words: what stands in a row's column. What else a role asks for is told by `told`, which a table overrides."""

    def __init__(
        self, columns: Sequence[Column], words: Callable[[Row, int], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._words = tuple(columns), words
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown, in the order it stands."""
        return self._rows

    def told(self, row: Row, column: int, role: int) -> Any:  # noqa: ARG002  # for those who override it
        """Return what a role asks of a cell beyond its words and where they stand; None where nothing."""
        return None

    def show_changed(self, first: int, last: int) -> None:
        """Have rows painted anew."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name, what it means, and where it stands."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(self._columns[section].name)
            if role == Qt.ItemDataRole.ToolTipRole:
                return tr(self._columns[section].tip)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._columns[section].alignment
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        found = self.told(row, column, role)
        if found is not None:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._words(row, column) or tr("nothing")
            return tr("{column}: {words}", column=tr(self._columns[column].name), words=words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._columns[column].alignment
        return None


class ReplacedTable(PlainTable[Row]):
    """Rows that are replaced as a whole; key: what tells a row from others."""

    def __init__(
        self,
        columns: Sequence[Column],
        words: Callable[[Row, int], str],
        key: Callable[[Row], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, words, parent)
        self._key = key

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; where they are of the same ones as before, what is selected stays so."""
        if [self._key(row) for row in rows] == [self._key(row) for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.show_changed(0, len(rows) - 1)
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()


def set_up_rows(
    view: QTableView, *, row_px: int, widths: Mapping[int, int], stretched: int, several: bool = False
) -> None:
    """Have whole rows chosen in a view, with no grid and no numbers beside them.

    widths: of columns, in pixels; `stretched` takes what is left. several: whether Ctrl and Shift choose several rows.
    """
    modes = QAbstractItemView.SelectionMode
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    side = view.verticalHeader()
    side.hide()
    side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    side.setDefaultSectionSize(row_px)
    heads = view.horizontalHeader()
    heads.setHighlightSections(False)
    for section, width in widths.items():
        heads.resizeSection(section, max(width, heads.sectionSizeHint(section)))
    heads.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
