"""`SignerModel`: the signers as a list model; search and order by a proxy."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QPainterPath

from sigverify.gui.language import tr
from sigverify.gui.plots.thumbnails import ink_path
from sigverify.gui.services import SignerView
from sigverify.gui.words import ago, counted

_Index = QModelIndex | QPersistentModelIndex

SIGNER_ROLE = Qt.ItemDataRole.UserRole + 1
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 2
INK_ROLE = Qt.ItemDataRole.UserRole + 3
"""The `SignerView` of a row; its second line; its newest reference as a path, or None."""


class SignerModel(QAbstractListModel):
    """Rows of `SignerView`; replaced as a whole, rows that stay keep their selection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SignerView] = []
        self._inks: dict[str, tuple[object, QPainterPath]] = {}

    def show_signers(self, signers: Sequence[SignerView]) -> None:
        """Show these signers."""
        if [s.signer_id for s in signers] == [s.signer_id for s in self._rows]:
            self._rows = list(signers)
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(signers)
        self.endResetModel()

    def row_of(self, signer_id: str) -> int:
        """Return the row of a signer, −1 where there is none."""
        return next((row for row, signer in enumerate(self._rows) if signer.signer_id == signer_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a row."""
        if not index.isValid():
            return None
        signer = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return signer.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{signer.name}, {counted(signer.reference_count, 'reference')}"
        if role == SIGNER_ROLE:
            return signer
        if role == DETAIL_ROLE:
            return _detail(signer)
        if role == INK_ROLE:
            return self._ink(signer)
        return None

    def _ink(self, signer: SignerView) -> QPainterPath | None:
        if signer.thumbnail is None:
            return None
        known = self._inks.get(signer.signer_id)
        if known is None or known[0] is not signer.thumbnail:
            known = self._inks[signer.signer_id] = (signer.thumbnail, ink_path(signer.thumbnail))
        return known[1]


class SignerSearch(QSortFilterProxyModel):
    """Signers whose name holds the words searched for, sorted by name as the person's language sorts."""

    def __init__(self, source: SignerModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(source)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSortLocaleAware(True)
        self.sort(0)


def _detail(signer: SignerView) -> str:
    if signer.reference_count == 0:
        return tr("none yet")
    count = counted(signer.reference_count, "ref.", "refs")
    return f"{count} · {ago(signer.last_at)}" if signer.last_at is not None else count
