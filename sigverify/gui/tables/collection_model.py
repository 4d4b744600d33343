"""`CollectionModel`: how much was collected of each signer, as a table that sorts by any column."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from sigverify.gui.collecting import CollectionRow
from sigverify.gui.tables.plain_table import Column, ReplacedTable
from sigverify.gui.words import ago, counted, moment_words
from sigverify.sentences import said

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
SORT_ROLE = Qt.ItemDataRole.UserRole + 2
"""The `CollectionRow` of a row; what a column sorts by."""

_COLUMNS = (
    Column(said("Signer"), said("Whose signatures they are")),
    Column(said("Genuine"), said("Genuine signatures, references among them"), right=True),
    Column(said("By session"), said("Genuine signatures of each session, as they began")),
    Column(
        said("Forgeries"),
        said("Forgeries: practised ones, and verified signatures that a person called forged"),
        right=True,
    ),
    Column(said("Unknown"), said("Collected signatures of which nobody has said what they are"), right=True),
    Column(said("Last"), said("When the last one was collected here"), right=True),
)
_GENUINE, SESSIONS, LAST = 1, 2, 5
_NEVER = datetime.min.replace(tzinfo=UTC)


class CollectionModel(ReplacedTable[CollectionRow]):
    """What there is of each signer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, lambda row, column: _words(row)[column], lambda row: row.signer_id, parent)

    def told(self, row: CollectionRow, column: int, role: int) -> Any:
        """Return the row itself, what its column sorts by, and what its tip says."""
        if role == ROW_ROLE:
            return row
        if role == SORT_ROLE:
            return _sorted_by(row)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            if column in (_GENUINE, SESSIONS):
                return "\n".join(f"{session}: {counted(count, 'signature')}" for session, count in row.genuine)
            if column == LAST and row.last_at is not None:
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
