"""`TrainingSigners`: the signers of the store, what each is for in a training, and where the split puts them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sigverify.gui.retraining import SignerPart, SignerUse

_Index = QModelIndex | QPersistentModelIndex

COLUMNS = ("Signer", "Signatures", "For", "In the folds", "Compared")
FOLDS = 3
_TIPS = (
    "Signers of this store who have labelled signatures, as they were added",
    "Genuine signatures, references among them, and forgeries; where there are none, synthetic ones take their place",
    "What the signer is for in this training",
    "Whose networks are measured on this signer, whom they never see; in which folds the signer chooses when to stop",
    "Whether challenger and model in use are compared on this signer",
)
USE_WORDS: dict[SignerUse, str] = {"learn": "● learn from", "apart": "◐ compare only", "out": "○ leave out"}
_NEXT: dict[SignerUse, SignerUse] = {"learn": "apart", "apart": "out", "out": "learn"}


class TrainingSigners(QAbstractTableModel):
    """Rows of `SignerPart`; uses are a person's and stay when the rest is replaced."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SignerPart] = []

    @property
    def rows(self) -> tuple[SignerPart, ...]:
        """What is shown."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[SignerPart]) -> None:
        """Show these signers; the same ones keep their selection."""
        if [row.signer_id for row in rows] == [row.signer_id for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def use(self, places: Sequence[int], use: SignerUse | None) -> None:
        """Use the signers in these rows for something else; None takes the next use of the first one."""
        if not places:
            return
        wanted = use or _NEXT[self._rows[places[0]].use]
        for place in places:
            self._rows[place] = replace(
                self._rows[place], use=wanted, measured_in=None, chooses_in=(), compared=False, why_not=""
            )
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

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
                return COLUMNS[section]
            if role == Qt.ItemDataRole.ToolTipRole:
                return _TIPS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[column]}: {_words(row)[column] or 'nothing'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and row.why_not and row.use != "out":
            return f"{row.name} is not compared on: {row.why_not}"
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(row: SignerPart) -> tuple[str, ...]:
    compared = "✔ yes" if row.compared else "✖ no" if row.why_not and row.use != "out" else "–"
    folds = [f"measured in {row.measured_in}"] if row.measured_in else []
    if row.chooses_in:
        folds.append(f"chooses in {', '.join(str(fold) for fold in row.chooses_in)}")
    return (
        row.name,
        f"{row.genuine} + {row.forgeries} forged" if row.forgeries else str(row.genuine),
        USE_WORDS[row.use],
        " · ".join(folds) or "–",
        compared,
    )
