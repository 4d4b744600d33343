"""`TrainingSigners`: the signers of the store, what each is for in a training, and where the split puts them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sigverify.gui.language import tr, tr_all
from sigverify.gui.retraining import SignerPart, SignerUse
from sigverify.sentences import said

_Index = QModelIndex | QPersistentModelIndex

COLUMNS = (said("Signer"), said("Signatures"), said("For"), said("In the folds"), said("Compared"))
FOLDS = 3
_TIPS = (
    said("Signers of this store who have labelled signatures, as they were added"),
    said(
        "Genuine signatures, references among them, and forgeries; "
        "where there are none, synthetic ones take their place"
    ),
    said("What the signer is for in this training"),
    said(
        "Whose networks are measured on this signer, whom they never see; "
        "in which folds the signer chooses when to stop"
    ),
    said("Whether challenger and model in use are compared on this signer"),
)
USE_WORDS: dict[SignerUse, str] = {
    "learn": said("● learn from"),
    "apart": said("◐ compare only"),
    "out": said("○ leave out"),
}
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
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{column}: {words}", column=tr(COLUMNS[column]), words=_words(row)[column] or tr("nothing"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole and row.why_not and row.use != "out":
            return tr("{name} is not compared on: {reason}", name=row.name, reason=tr(row.why_not))
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(row: SignerPart) -> tuple[str, ...]:
    compared = tr("✔ yes") if row.compared else tr("✖ no") if row.why_not and row.use != "out" else "–"
    folds = [tr("measured in {fold}", fold=row.measured_in)] if row.measured_in else []
    if row.chooses_in:
        folds.append(tr("chooses in {folds}", folds=tr_all(map(str, row.chooses_in), ", ")))
    return (
        row.name,
        tr("{genuine} + {forgeries} forged", genuine=row.genuine, forgeries=row.forgeries)
        if row.forgeries
        else str(row.genuine),
        tr(USE_WORDS[row.use]),
        " · ".join(folds) or "–",
        compared,
    )
