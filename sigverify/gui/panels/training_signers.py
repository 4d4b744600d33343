"""Which signers of the store a training uses, and for what; the split is told in the same rows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, row
from sigverify.gui.retraining import SignerPart, SignerUse
from sigverify.gui.tables.plain_table import set_up_rows
from sigverify.gui.tables.training_signers import FOLDS, SIGNATURES, SIGNER, TrainingSigners
from sigverify.gui.theme import Theme
from sigverify.sentences import said

_EMPTY = said("Signers with labelled signatures stand here. Enrol some, then come back.")
_ROW_PX = 32
_MOST_ROWS = 8
_WIDTHS_PX = {1: 104, 2: 128, 4: 84}
"""The names take what is left."""

_SPARED_PX = {FOLDS: 620, SIGNATURES: 440}
"""Narrower, a column is left out; the folds are told under the table too."""

_USES: tuple[tuple[SignerUse, str, str], ...] = (
    (
        "learn",
        said("Learn from"),
        said("The chosen signers are learnt from, and compared on by networks that never saw them"),
    ),
    (
        "apart",
        said("Compare only"),
        said("Nothing is learnt from the chosen signers: they serve this comparison, and later ones"),
    ),
    ("out", said("Leave out"), said("The chosen signers have no part in the training")),
)


class SignerUses(QWidget):
    """changed: a person uses a signer for something else."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._uses: dict[str, SignerUse] = {}
        self.model = TrainingSigners(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        set_up_rows(self.view, row_px=_ROW_PX, widths=_WIDTHS_PX, stretched=SIGNER, several=True)
        self.view.horizontalHeader().setSectionResizeMode(FOLDS, QHeaderView.ResizeMode.ResizeToContents)
        self.view.setAccessibleName(tr("Signers of the training"))
        self.view.setToolTip(tr("Space changes what the chosen signers are for; Ctrl or Shift chooses several"))
        self.view.installEventFilter(self)
        self.view.doubleClicked.connect(lambda _: self.use(None))
        self.buttons: dict[SignerUse, Button] = {}
        for use, words, tip in _USES:
            button = Button(theme, tr(words), tip=tr(tip))
            button.clicked.connect(lambda _=False, use=use: self.use(use))
            self.buttons[use] = button
        self._empty = label(tr(_EMPTY), "muted", wrap=True)
        self._line = row(*self.buttons.values(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._empty)
        column.addWidget(self.view)
        column.addWidget(self._line)
        self._show()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of the signers that have no part."""
        return tuple(sorted(signer for signer, use in self._uses.items() if use == "out"))

    @property
    def kept_apart(self) -> tuple[str, ...]:
        """Ids of the signers who are compared on only."""
        return tuple(sorted(signer for signer, use in self._uses.items() if use == "apart"))

    def show_uses(self, left_out: Sequence[str], kept_apart: Sequence[str]) -> None:
        """Show uses that were chosen before."""
        self._uses = {}
        self._uses.update((signer, "out") for signer in left_out)
        self._uses.update((signer, "apart") for signer in kept_apart)

    def show_rows(self, rows: Sequence[SignerPart]) -> None:
        """Show the signers and where the split puts them."""
        self.model.show_rows(rows)
        self._show()

    def use(self, use: SignerUse | None) -> None:
        """Use the chosen signers for something else; None takes the next use."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        if not places:
            return
        self.model.use(places, use)
        for place in places:
            part = self.model.rows[place]
            self._uses.pop(part.signer_id, None)
            if part.use != "learn":
                self._uses[part.signer_id] = part.use
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what finds no room beside the names."""
        super().resizeEvent(event)
        for column, needed in _SPARED_PX.items():
            self.view.setColumnHidden(column, self.width() < needed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Space change the use of the chosen signers."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.view and pressed == Qt.Key.Key_Space:
            self.use(None)
            return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        count = len(self.model.rows)
        self._empty.setVisible(not count)
        self.view.setVisible(count > 0)
        self._line.setVisible(count > 0)
        shown = min(max(count, 2), _MOST_ROWS)
        self.view.setFixedHeight(shown * _ROW_PX + 34 + 14)
