"""`ReviewFilters`: which decisions are to be seen, by words, signer, outcome, days and overrides."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sigverify.gui.decision_rows import Wanted
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Choice, label, row
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.tables.signer_choices import SignerChoices
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import OUTCOME_WORDS
from sigverify.sentences import said

_TYPING_MS = 150
"""A pause in typing before the table follows."""

_SPANS: tuple[tuple[str, int | None], ...] = (
    (said("Any time"), None),
    (said("Today"), 0),
    (said("Last 7 days"), 6),
    (said("Last 30 days"), 29),
    (said("From … to …"), -1),
)


class ReviewFilters(QWidget):
    """changed(Wanted): other decisions are to be seen."""

    changed = Signal(object)

    def __init__(self, theme: Theme, *tools: QWidget) -> None:
        super().__init__()
        self._told = Wanted()
        self.text = QLineEdit(placeholderText=tr("Search names, models, reasons, notes…"), clearButtonEnabled=True)
        self.text.setAccessibleName(tr("Search decisions"))
        self.text.setToolTip(tr("Decisions that hold all these words, or have this number"))
        self.signer = _choice(tr("Signer"), tr("Decisions about this signer only"))
        self._signers = SignerChoices(tr("All signers"), self)
        self.signer.setModel(self._signers)
        self.outcome = _choice(tr("Outcome"), tr("Decisions with this outcome only"))
        self.outcome.addItem(tr("Every outcome"), "")
        for outcome, words in OUTCOME_WORDS.items():
            self.outcome.addItem(tr("Referred") if outcome == "refer" else tr(words), outcome)
        self.span = _choice(tr("Days"), tr("Decisions of these days only"))
        for words, days in _SPANS:
            self.span.addItem(tr(words), days)
        self.overridden = QCheckBox(tr("Overridden"))
        self.overridden.setAccessibleName(tr("Overridden only"))
        self.overridden.setToolTip(tr("Only decisions in whose place a person decided"))
        self.clear = Button(theme, "", "clear", tip=tr("Show all decisions again"))
        self.clear.setAccessibleName(tr("Show all decisions"))
        self.clear.setProperty("compact", True)
        self.clear.setFixedSize(36, 34)
        self.since, self.until = _day(tr("First day")), _day(tr("Last day"))
        self._days = row(
            label(tr("From", meaning="since a day"), "muted"),
            self.since,
            label(tr("to", meaning="until a day"), "muted"),
            self.until,
            1,
        )
        self._days.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        top = row(self.text, self.overridden, *tools)
        narrow = row(self.signer, self.outcome, self.span, self.clear)
        narrowed = narrow.layout()
        assert isinstance(narrowed, QHBoxLayout)
        for place in range(3):
            narrowed.setStretch(place, 1)
        for part in (top, narrow, self._days):
            column.addWidget(part)
        self._typing = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._tell)
        self.text.textChanged.connect(self._typing.start)
        for choice in (self.signer, self.outcome, self.span):
            choice.currentIndexChanged.connect(self._tell)
        for day in (self.since, self.until):
            day.dateChanged.connect(self._tell)
        self.overridden.toggled.connect(self._tell)
        self.clear.clicked.connect(self.reset)
        self._tell()

    @property
    def wanted(self) -> Wanted:
        """Which decisions are to be seen."""
        since, until = self._range()
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
        for choice in (self.signer, self.outcome, self.span):
            choice.setCurrentIndex(0)
        self.overridden.setChecked(False)
        self._tell()

    def _range(self) -> tuple[date | None, date | None]:
        days, today = self.span.currentData(), date.today()
        if days is None:
            return None, None
        if days >= 0:
            return today - timedelta(days=days), None
        return _python(self.since.date()), _python(self.until.date())

    @Slot()
    def _tell(self) -> None:
        self._typing.stop()
        self._days.setVisible(self.span.currentData() == -1)
        wanted = self.wanted
        self.clear.setEnabled(wanted != Wanted())
        self.clear.setVisible(wanted != Wanted())  # the choices want its room in a narrow window
        if wanted != self._told:
            self._told = wanted
            self.changed.emit(wanted)


def _choice(name: str, tip: str) -> Choice:
    made = Choice(name, tip)
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _day(name: str) -> QDateEdit:
    made = QDateEdit(QDate.currentDate())
    made.setCalendarPopup(True)
    made.setDisplayFormat(tr("d MMM yyyy"))
    made.setAccessibleName(name)
    made.setToolTip(tr("{name} whose decisions are shown", name=name))
    return made


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
