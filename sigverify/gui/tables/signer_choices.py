"""`SignerChoices`: signers to choose one from, replaced at once however many they are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sigverify.gui.enrolling import SignerView

_Index = QModelIndex | QPersistentModelIndex


class SignerChoices(QAbstractListModel):
    """Rows of a name, with the signer's id as data; the first one stands for all signers, with ''."""

    def __init__(self, everybody: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._everybody = everybody
        self._rows = [(everybody, "")]
        self._at = {"": 0}

    def show_signers(self, signers: Sequence[SignerView]) -> bool:
        """Offer these signers by name; return whether anything is another than before."""
        named = sorted((signer.name.casefold(), signer.name, signer.signer_id) for signer in signers)
        rows = [(self._everybody, ""), *((name, signer_id) for _, name, signer_id in named)]
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows, self._at = rows, {signer_id: row for row, (_, signer_id) in enumerate(rows)}
        self.endResetModel()
        return True

    def row_of(self, signer_id: str) -> int:
        """Return the row of a signer, 0 where there is none."""
        return self._at.get(signer_id, 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signers, and one for all."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name or the id of a row."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole):
            return None
        return self._rows[index.row()][role == Qt.ItemDataRole.UserRole]
