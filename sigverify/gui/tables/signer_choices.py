"""`SignerChoices`: signers to choose one from, however many they are: no name is looked at before it is shown."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sigverify.gui.signer_rows import SignerRows

_Index = QModelIndex | QPersistentModelIndex


class SignerChoices(QAbstractListModel):
    """Rows of a name, with the signer's id as data; the first one stands for all signers, with ''.

    more: (data, words) of what can be chosen beside all and each.
    """

    def __init__(
        self, everybody: str, parent: QObject | None = None, *, more: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(parent)
        self._first = (("", everybody), *more)
        self._signers = SignerRows()
        self._shown = (0, 0)
        """How many there were, and how often a name had changed, when they were last shown."""

    def show_signers(self, signers: SignerRows) -> bool:
        """Offer these signers by name; return whether any of them is another than before."""
        shown = (len(signers), signers.names)
        if signers is self._signers and shown == self._shown:
            return False
        self.beginResetModel()
        self._signers, self._shown = signers, shown
        self.endResetModel()
        return True

    def row_of(self, signer_id: str) -> int:
        """Return the row of a signer or of what else can be chosen, 0 where there is none."""
        number = self._signers.number_of(signer_id)
        if number is not None:
            return number + len(self._first)
        return next((row for row, (data, _) in enumerate(self._first) if data == signer_id), 0)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signers, and of what stands above them."""
        return 0 if parent.isValid() else self._shown[0] + len(self._first)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name or the id of a row."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole):
            return None
        wants_id = role == Qt.ItemDataRole.UserRole
        number = index.row() - len(self._first)
        if number < 0:
            return self._first[index.row()][0 if wants_id else 1]
        if number >= len(self._signers):  # who went is told of next
            return None
        signer = self._signers.named(number)
        return signer.signer_id if wants_id else signer.name
