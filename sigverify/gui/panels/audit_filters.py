"""`AuditFilters`: which entries of the audit chain are to be seen, by action, signer, operator and days."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sigverify.gui.audit_rows import ERASED, WantedEntries
from sigverify.gui.audit_words import KIND_GROUPS, kind_words
from sigverify.gui.language import tr
from sigverify.gui.panels.day_span import DaySpan, short_choice
from sigverify.gui.panels.pieces import Button, label
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.tables.signer_choices import SignerChoices
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN

_CHOICE_PX = 128
"""So much a choice wants, that its words can be read."""

_INDENT = "\N{EM SPACE}"


class AuditFilters(QWidget):
    """changed(WantedEntries): other entries are to be seen."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._told = WantedEntries()
        self._one_signer = ""
        self.action = short_choice(tr("Action"), tr("Entries that tell of this only"))
        self.action.addItem(tr("Every action"), ())
        for words, kinds in KIND_GROUPS:
            self.action.addItem(tr(words), tuple(kinds))
            for kind in kinds:
                self.action.addItem(_INDENT + kind_words(kind), (kind,))
        self.signer = short_choice(tr("Signer"), tr("Entries about this signer only"))
        self._signers = SignerChoices(tr("All signers"), self, more=((ERASED, tr("Erased signers")),))
        self.signer.setModel(self._signers)
        self.operator = short_choice(tr("Signed in"), tr("What this operator did only"))
        self.operator.hide()
        self.days = DaySpan(tr("Entries of these days only"), self)
        self.clear = Button(theme, "", "clear", tip=tr("Show all entries again"))
        self.clear.setAccessibleName(tr("Show all entries"))
        self.clear.setProperty("compact", True)
        self.clear.setFixedSize(36, 34)
        self._one_words = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        self._choices = (self.action, self.signer, self.operator, self.days.choice)
        self._in_lines, self._offers_operators = 0, False
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_WITHIN)
        self._fit()
        line = QHBoxLayout()
        line.addLayout(self._grid, 1)
        line.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        for part in (self.days.line, self._one_words):
            column.addWidget(part)
        self.action.currentIndexChanged.connect(self._tell)
        self.signer.currentIndexChanged.connect(self._choose_signer)
        self.operator.currentIndexChanged.connect(self._tell)
        self.days.changed.connect(self._tell)
        self.clear.clicked.connect(self.reset)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the choices in two lines where one would cut their words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [choice for choice in self._choices if choice is not self.operator or self._offers_operators]
        a_line = len(shown) if self.width() >= len(shown) * _CHOICE_PX else 2
        if a_line == self._in_lines and self._grid.count() == len(shown):
            return
        self._in_lines = a_line
        for choice in self._choices:
            self._grid.removeWidget(choice)
        for number, choice in enumerate(shown):
            self._grid.addWidget(choice, number // a_line, number % a_line)
        for place in range(len(self._choices)):
            self._grid.setColumnStretch(place, 1 if place < a_line else 0)

    @property
    def wanted(self) -> WantedEntries:
        """Which entries are to be seen."""
        since, until = self.days.range
        return WantedEntries(
            kinds=self.action.currentData(),
            signer_id=self._one_signer or self.signer.currentData() or "",
            operator_id=self.operator.currentData() or "",
            since=since,
            until=until,
        )

    def show_signers(self, signers: SignerRows) -> None:
        """Offer these signers; the one that is chosen stays while it is there."""
        chosen = self.signer.currentData()
        with QSignalBlocker(self.signer):
            if self._signers.show_signers(signers):
                self.signer.setCurrentIndex(self._signers.row_of(chosen))
        self._tell()

    def show_operators(self, ids: Sequence[str], names: Mapping[str, str]) -> None:
        """Offer those who did anything, by name; nobody where nobody ever signed in."""
        chosen = self.operator.currentData()
        with QSignalBlocker(self.operator):
            self.operator.clear()
            self.operator.addItem(tr("Everybody"), "")
            for operator_id in sorted(ids, key=lambda one: names[one].casefold()):
                self.operator.addItem(names[operator_id], operator_id)
            self.operator.setCurrentIndex(max(self.operator.findData(chosen), 0))
        self._offers_operators = bool(ids)
        self.operator.setVisible(self._offers_operators)
        self._fit()
        self._tell()

    def show_one_signer(self, signer_id: str, name: str) -> None:
        """Show entries about one signer; one who is erased is in no list, and is named below."""
        place = self._signers.row_of(signer_id)
        with QSignalBlocker(self.signer):
            self.signer.setCurrentIndex(place)
        self._one_signer = "" if place else signer_id
        self._one_words.setText(tr("Only entries about {name}", name=name))
        self._tell()

    @Slot()
    def reset(self) -> None:
        """Show all entries."""
        self._one_signer = ""
        for choice in (self.action, self.signer, self.operator, self.days.choice):
            choice.setCurrentIndex(0)
        self._tell()

    @Slot()
    def _choose_signer(self) -> None:
        self._one_signer = ""
        self._tell()

    @Slot()
    def _tell(self) -> None:
        wanted = self.wanted
        self.clear.setEnabled(wanted != WantedEntries())
        self.clear.setVisible(wanted != WantedEntries())
        self._one_words.setVisible(bool(self._one_signer))
        if wanted != self._told:
            self._told = wanted
            self.changed.emit(wanted)
