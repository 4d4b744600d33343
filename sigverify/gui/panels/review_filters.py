"""`ReviewFilters`: which decisions are to be seen, by words, signer, outcome, days and overrides."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sigverify.gui.decision_rows import Wanted
from sigverify.gui.language import tr
from sigverify.gui.panels.day_span import DaySpan, short_choice
from sigverify.gui.panels.pieces import Button, row
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.tables.signer_choices import SignerChoices
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import OUTCOME_WORDS

_TYPING_MS = 150
"""A pause in typing before the table follows."""


class ReviewFilters(QWidget):
    """changed(Wanted): other decisions are to be seen."""

    changed = Signal(object)

    def __init__(self, theme: Theme, *tools: QWidget) -> None:
        super().__init__()
        self._told = Wanted()
        self.text = QLineEdit(placeholderText=tr("Search names, models, reasons, notes…"), clearButtonEnabled=True)
        self.text.setAccessibleName(tr("Search decisions"))
        self.text.setToolTip(tr("Decisions that hold all these words, or have this number"))
        self.signer = short_choice(tr("Signer"), tr("Decisions about this signer only"))
        self._signers = SignerChoices(tr("All signers"), self)
        self.signer.setModel(self._signers)
        self.outcome = short_choice(tr("Outcome"), tr("Decisions with this outcome only"))
        self.outcome.addItem(tr("Every outcome"), "")
        for outcome, words in OUTCOME_WORDS.items():
            self.outcome.addItem(tr("Referred") if outcome == "refer" else tr(words), outcome)
        self.days = DaySpan(tr("Decisions of these days only"), self)
        self.overridden = QCheckBox(tr("Overridden"))
        self.overridden.setAccessibleName(tr("Overridden only"))
        self.overridden.setToolTip(tr("Only decisions in whose place a person decided"))
        self.clear = Button(theme, "", "clear", tip=tr("Show all decisions again"))
        self.clear.setAccessibleName(tr("Show all decisions"))
        self.clear.setProperty("compact", True)
        self.clear.setFixedSize(36, 34)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        top = row(self.text, self.overridden, *tools)
        narrow = row(self.signer, self.outcome, self.days.choice, self.clear)
        narrowed = narrow.layout()
        assert isinstance(narrowed, QHBoxLayout)
        for place in range(3):
            narrowed.setStretch(place, 1)
        for part in (top, narrow, self.days.line):
            column.addWidget(part)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._tell)
        self.text.textChanged.connect(self._typing.start)
        for choice in (self.signer, self.outcome):
            choice.currentIndexChanged.connect(self._tell)
        self.days.changed.connect(self._tell)
        self.overridden.toggled.connect(self._tell)
        self.clear.clicked.connect(self.reset)
        self._tell()

    @property
    def wanted(self) -> Wanted:
        """Which decisions are to be seen."""
        since, until = self.days.range
        return Wanted(
            text=self.text.text().strip(),
            signer_id=self.signer.currentData(),
            outcome=self.outcome.currentData(),
            since=since,
            until=until,
            overridden=self.overridden.isChecked(),
        )

    def show_signers(self, signers: SignerRows) -> None:
        """Offer these signers; the one that is chosen stays while it is there."""
        chosen = self.signer.currentData()
        self.signer.blockSignals(True)
        if self._signers.show_signers(signers):
            self.signer.setCurrentIndex(self._signers.row_of(chosen))
        self.signer.blockSignals(False)
        self._tell()

    def show_signer(self, signer_id: str) -> None:
        """Show decisions about one signer, or with '' about all."""
        self.signer.setCurrentIndex(self._signers.row_of(signer_id))

    def leave(self) -> None:
        """Forget what was typed and not told yet; the window closes."""
        self._typing.stop()

    @Slot()
    def reset(self) -> None:
        """Show all decisions."""
        self.text.clear()
        for choice in (self.signer, self.outcome, self.days.choice):
            choice.setCurrentIndex(0)
        self.overridden.setChecked(False)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self._typing.stop()
        wanted = self.wanted
        self.clear.setEnabled(wanted != Wanted())
        self.clear.setVisible(wanted != Wanted())  # the choices want its room in a narrow window
        if wanted != self._told:
            self._told = wanted
            self.changed.emit(wanted)
