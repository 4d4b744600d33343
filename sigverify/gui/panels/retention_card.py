"""`RetentionCard`: what the signatures of each signer are kept for and until when, and whose day has come."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.enrolling import ForgedView
from sigverify.gui.language import tr
from sigverify.gui.panels.forged_too import ForgedToo
from sigverify.gui.panels.pieces import Button, card, label, row, rule
from sigverify.gui.panels.protection import said_label, say
from sigverify.gui.services import SignerView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN, HIT_PX
from sigverify.gui.words import erased_words
from sigverify.sentences import said
from sigverify.storage.rows import LONGEST_PURPOSE, Erased

_WHAT_FOR = said(
    "What signatures are kept for, and until when. Nobody is erased by itself: a person erases whoever is due."
)
_YEARS = 3


class RetentionCard(QObject):
    """changed: a signer was erased, or something else is known of one."""

    changed = Signal()

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._signer: SignerView | None = None
        self._count = label("", "muted")
        self._whose = label("", wrap=True)
        self.purpose = QLineEdit(placeholderText=tr("What they are kept for"), maxLength=LONGEST_PURPOSE)
        self.purpose.setAccessibleName(tr("What the signatures are kept for"))
        self.purpose.setMinimumHeight(HIT_PX)
        self.ends = QCheckBox(tr("Until"))
        self.ends.setAccessibleName(tr("They are kept until a day"))
        self.ends.setMinimumHeight(HIT_PX)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(tr("Day from which they are due to be erased"))
        self.day.setMinimumHeight(HIT_PX)
        self.keep = Button(theme, tr("Note it"), "done", role="primary", needs="enrol")
        self._fields = row(self.ends, self.day, 1, self.keep)
        self._said = said_label(tr("What came of it"))
        self._due_below = rule()
        self._due_below.hide()
        self.rows: dict[str, _DueRow] = {}
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.frame = card(
            row(label(tr("Kept until"), "heading"), 1, self._count),
            label(tr(_WHAT_FOR), "muted", wrap=True),
            self._whose,
            self.purpose,
            self._fields,
            self._due_below,
            holder,
            self._said,
        )
        self.ends.toggled.connect(self.day.setEnabled)
        self.keep.clicked.connect(self._note)
        self.purpose.returnPressed.connect(self._note)
        self.show_signer(None)

    def show_signer(self, signer: SignerView | None) -> None:
        """Show what is noted of a signer."""
        if signer is not None and signer == self._signer:
            return
        self._signer = signer
        self._whose.setText(signer.name if signer is not None else tr("Choose a signer in the list to note it."))
        for widget in (self.purpose, self._fields):
            widget.setVisible(signer is not None)
        if signer is not None:
            today = date.today()
            until = signer.keep_until or today.replace(year=today.year + _YEARS, day=min(today.day, 28))
            self.purpose.setText(signer.purpose)
            self.ends.setChecked(signer.keep_until is not None)
            self.day.setDate(QDate(until.year, until.month, until.day))
            self.day.setEnabled(signer.keep_until is not None)

    def refresh(self) -> None:
        """Look whose day has come."""
        self._desk.ask(lambda s: s.due(date.today()), self._show_due, self._say_fault)

    def drop(self) -> None:
        """Forget who was shown."""
        self.show_signer(None)
        self._show_due(())
        say(self._said, "")

    def _show_due(self, due: Sequence[SignerView]) -> None:
        self._count.setText(tr("{n} due", n=len(due)))
        self._due_below.setVisible(bool(due))
        for shown in self.rows.values():
            self._column.removeWidget(shown)
            shown.deleteLater()
        self.rows = {}
        for signer in due:
            made = _DueRow(self._theme, signer)
            made.forged_wanted.connect(partial(self._ask_forged, signer.signer_id))
            made.erase_wanted.connect(partial(self._erase, signer))
            self.rows[signer.signer_id] = made
            self._column.addWidget(made)

    @Slot()
    def _note(self) -> None:
        if self._signer is None:
            return
        signer_id, purpose, day = self._signer.signer_id, self.purpose.text(), self.day.date()
        until = date(day.year(), day.month(), day.day()) if self.ends.isChecked() else None
        self._desk.ask(lambda s: s.set_retention(signer_id, purpose, until), self._take, self._say_fault)

    def _take(self, signer: SignerView) -> None:
        self._signer = signer
        say(self._said, tr("Noted."))
        self.refresh()
        self.changed.emit()

    def _ask_forged(self, signer_id: str) -> None:
        self._desk.ask(lambda s: s.forged_by(signer_id), partial(self._show_forged, signer_id), self._say_fault)

    def _show_forged(self, signer_id: str, forged: ForgedView) -> None:
        if signer_id in self.rows:
            self.rows[signer_id].show_forged(forged)

    def _erase(self, signer: SignerView) -> None:
        forgeries = self.rows[signer.signer_id].forged.wanted
        self._desk.ask(
            lambda s: s.erase_signer(signer.signer_id, forgeries=forgeries),
            partial(self._take_erased, signer.name),
            self._say_fault,
        )

    def _take_erased(self, name: str, erased: Erased) -> None:
        say(self._said, erased_words(name, erased))
        self.refresh()
        self.changed.emit()

    def _say_fault(self, sentence: str) -> None:
        say(self._said, sentence, fault=True)


class _DueRow(QWidget):
    """A signer who is due: since when, what for; erased by a second press, once `show_forged` told what they forged.

    forged_wanted: it was pressed once.
    """

    erase_wanted = Signal()
    forged_wanted = Signal()

    def __init__(self, theme: Theme, signer: SignerView) -> None:
        super().__init__()
        since = signer.keep_until.isoformat() if signer.keep_until is not None else ""
        words = label(
            " · ".join(part for part in (signer.name, tr("since {day}", day=since), signer.purpose) if part), wrap=True
        )
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.erase = Button(
            theme, tr("Erase…"), "remove", tip=tr("Erase all that is held of {name}", name=signer.name), needs="erase"
        )
        self.sure = Button(theme, tr("Erase for good"), "remove", role="danger", needs="erase")
        self.forged = ForgedToo()
        self.spare = Button(theme, tr("Keep"), role="quiet", tip=tr("Keep the signer"))
        for button in (self.sure, self.spare):
            button.hide()
        line = QHBoxLayout()
        line.setSpacing(GAP_WITHIN)
        line.addWidget(words, 1)
        for button in (self.erase, self.sure, self.spare):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN // 2)
        layout.addLayout(line)
        layout.addWidget(self.forged)
        self.erase.clicked.connect(lambda: self._ask(True))
        self.spare.clicked.connect(lambda: self._ask(False))
        self.sure.clicked.connect(self.erase_wanted)

    def _ask(self, asking: bool) -> None:
        self.erase.setVisible(not asking)
        self.sure.setVisible(asking)
        self.sure.setEnabled(False)
        self.forged.hide()
        self.spare.setVisible(asking)
        if asking:
            self.forged_wanted.emit()

    def show_forged(self, forged: ForgedView) -> None:
        """Show how many forgeries of others' signatures name the signer, and let the question be answered."""
        self.sure.setEnabled(True)
        self.forged.show_count(forged)
