"""`CollectionModel`: how much was collected of each signer, as a table that sorts by any column."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from sigverify.gui.collecting import CollectionRow
from sigverify.gui.language import tr
from sigverify.gui.words import ago, counted, moment_words
from sigverify.sentences import said

_Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
"""The `CollectionRow` of a row; what a column sorts by."""

COLUMNS = (said("Signer"), said("Genuine"), said("By session"), said("Forgeries"), said("Unknown"), said("Last"))
_TIPS = (
    said("Whose signatures they are"),
    said("Genuine signatures, references among them"),
    said("Genuine signatures of each session, as they began"),
    said("Forgeries: practised ones, and verified signatures that a person called forged"),
    said("Collected signatures of which nobody has said what they are"),
    said("When the last one was collected here"),
)
_NAME, _GENUINE, SESSIONS, _LAST = 0, 1, 2, 5
_NEVER = datetime.min.replace(tzinfo=UTC)


class CollectionModel(QAbstractTableModel):
    """Rows of `CollectionRow`; replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CollectionRow] = []

    @property
    def rows(self) -> tuple[CollectionRow, ...]:
        """What is shown, in the order it was given."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[CollectionRow]) -> None:
        """Show these signers; rows that stay keep their selection."""
        if [row.signer_id for row in rows] == [row.signer_id for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signers."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name, what it is, and where it stands."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return tr(COLUMNS[section])
            if role == Qt.ItemDataRole.ToolTipRole:
                return tr(_TIPS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == ROW_ROLE:
            return row
        if role == SORT_ROLE:
            return _sorted_by(row)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(COLUMNS[column])}: {_words(row)[column]}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            if column in (_GENUINE, SESSIONS):
                return "\n".join(f"{session}: {counted(count, 'signature')}" for session, count in row.genuine)
            if column == _LAST and row.last_at is not None:
                return moment_words(row.last_at)
        return None


class SortedCollection(QSortFilterProxyModel):
    """The table as a person sorted it: names as the language sorts, counts and times by their size."""

    def __init__(self, source: CollectionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(source)
        self.setSortRole(SORT_ROLE)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSortLocaleAware(True)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in (_NAME, SESSIONS) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(row: CollectionRow) -> tuple[str, ...]:
    return (
        row.name,
        str(row.genuine_count),
        " + ".join(str(count) for _, count in row.genuine) or "–",
        str(row.forgeries),
        str(row.unknown),
        ago(row.last_at) if row.last_at is not None else "–",
    )


def _sorted_by(row: CollectionRow) -> tuple[str | int | float, ...]:
    last = (row.last_at or _NEVER).timestamp() if row.last_at is not None else 0.0
    return (row.name, row.genuine_count, len(row.genuine), row.forgeries, row.unknown, last)
