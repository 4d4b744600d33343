"""`TrainingSigners`: the signers of the store, what each is for in a training, and where the split puts them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt

from sigverify.gui.language import tr, tr_all
from sigverify.gui.retraining import SignerPart, SignerUse
from sigverify.gui.tables.plain_table import Column, ReplacedTable
from sigverify.sentences import said

SIGNER, SIGNATURES, FOR, FOLDS, COMPARED = range(5)
_COLUMNS = (
    Column(said("Signer"), said("Signers of this store who have labelled signatures, as they were added")),
    Column(
        said("Signatures"),
        said(
            "Genuine signatures, references among them, and forgeries; "
            "where there are none, synthetic ones take their place"
        ),
        right=True,
    ),
    Column(said("For"), said("What the signer is for in this training")),
    Column(
        said("In the folds"),
        said(
            "Whose networks are measured on this signer, whom they never see; "
            "in which folds the signer chooses when to stop"
        ),
    ),
    Column(said("Compared"), said("Whether challenger and model in use are compared on this signer")),
)
USE_WORDS: dict[SignerUse, str] = {
    "learn": said("● learn from"),
    "apart": said("◐ compare only"),
    "out": said("○ leave out"),
}
_NEXT: dict[SignerUse, SignerUse] = {"learn": "apart", "apart": "out", "out": "learn"}


class TrainingSigners(ReplacedTable[SignerPart]):
    """Uses are a person's and stay when the rest is replaced."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, lambda row, column: _words(row)[column], lambda row: row.signer_id, parent)

    def use(self, places: Sequence[int], use: SignerUse | None) -> None:
        """Use the signers in these rows for something else; None takes the next use of the first one."""
        if not places:
            return
        wanted = use or _NEXT[self._rows[places[0]].use]
        for place in places:
            self._rows[place] = replace(
                self._rows[place], use=wanted, measured_in=None, chooses_in=(), compared=False, why_not=""
            )
            self.show_changed(place, place)

    def told(self, row: SignerPart, column: int, role: int) -> Any:  # noqa: ARG002  # of the whole row
        """Return why nothing is compared on a signer, as the tip."""
        if role == Qt.ItemDataRole.ToolTipRole and row.why_not and row.use != "out":
            return tr("{name} is not compared on: {reason}", name=row.name, reason=tr(row.why_not))
        return None


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
