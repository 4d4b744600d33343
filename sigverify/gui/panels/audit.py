"""`AuditPage`: the audit chain, entry by entry: who did what when, whether it is whole, and a table of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.audit_rows import WantedEntries
from sigverify.gui.audits import AUDIT_PAGE
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.audit_check import AuditCheckCard
from sigverify.gui.panels.audit_entry import AuditEntryPanel
from sigverify.gui.panels.audit_export import AuditExport
from sigverify.gui.panels.audit_filters import AuditFilters
from sigverify.gui.panels.pieces import Button, SparingRow, label, row, side_splitter, without_words
from sigverify.gui.settings import WindowSettings
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.tables.audit_model import AuditModel
from sigverify.gui.tables.audit_table import AuditTable
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN
from sigverify.gui.words import counted
from sigverify.sentences import said
from sigverify.storage.rows import AuditEntry, Operator
from sigverify.verification.likelihood_ratio import grouped

_NONE_FITS = said("No entry fits what is asked for above.")
_PUT_BACK = said("The chain is another one than before: the store was restored. It is read anew.")
_LAST_NUMBER = 2**31 - 1
_GO_TO_PX = (180, 84)
"""Where there is room, and where there is not."""


class AuditPage(QWidget):
    """The table of entries, and beside it the entry that is open.

    decision_wanted(int): a decision is to be opened. problem(str): a sentence for the banner. split: of table and
    entry, whose sizes somebody may want to remember.
    """

    decision_wanted = Signal(int)
    problem = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__()
        self._desk = desk
        self._number = 0
        self._is_loading = self._load_again = False
        self._known: tuple[int, str] | None = None
        """Number and hash of the last entry that was known when others were asked for."""
        self.model = AuditModel(self)
        self.table = AuditTable(self.model, settings)
        self.filters = AuditFilters(theme)
        self.check = AuditCheckCard(theme, desk)
        self.export = AuditExport(theme, desk, self.model)
        self.entry = AuditEntryPanel(theme, self.model)
        self.go_to = QLineEdit(clearButtonEnabled=True)
        self.go_to.setAccessibleName(tr("Go to entry"))
        self.go_to.setToolTip(tr("The number of an entry, then Enter"))
        self.go_to.setValidator(QIntValidator(1, _LAST_NUMBER, self))
        self._narrow_go_to(False)
        self.counts = label("", "small", wrap=True)
        self._words = label("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._all = Button(theme, tr("Show all"), "clear", tip=tr("Show all entries again"))
        self.split: QSplitter = side_splitter()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.addStretch(1)
        words.addWidget(self._words)
        words.addWidget(row(1, self._all, 1))
        words.addStretch(2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(GAP_BETWEEN, GAP_WITHIN, GAP_BETWEEN, GAP_WITHIN)
        column.setSpacing(GAP_WITHIN)
        check, ends, export = self.check.check, self.check.ends, self.export.button
        column.addWidget(
            SparingRow(
                self.go_to,
                1,
                check,
                ends,
                export,
                less=(without_words(ends), without_words(export), self._narrow_go_to),
            )
        )
        column.addWidget(self.filters)
        column.addWidget(self.check)
        column.addWidget(self._stack, 1)
        column.addWidget(self.counts)
        column.addWidget(self.export.bar)
        self.split.addWidget(middle)
        self.split.addWidget(self.entry)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([600, 320])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        self.entry.hide()

    def _narrow_go_to(self, less: bool) -> None:
        self.go_to.setFixedWidth(_GO_TO_PX[less])
        self.go_to.setPlaceholderText(tr("Entry…") if less else tr("Go to entry…"))

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.model.shown_anew.connect(self._tell_count)
        self.model.told_wanted.connect(self._ask_told)
        self.table.opened.connect(self.open_entry)
        self.table.left.connect(self.close_entry)
        self.entry.closed.connect(self.close_entry)
        self.entry.signer_wanted.connect(self._narrow_to)
        self.entry.decision_wanted.connect(self.decision_wanted)
        self.go_to.returnPressed.connect(self._go_to)
        self.check.entry_wanted.connect(self.show_entry)
        self.check.problem.connect(self.problem)
        self.check.written.connect(self._say_end_kept)
        self.check.done.connect(self.load)
        self.export.begun.connect(self._tell_count)
        self.export.written.connect(self._say_written)
        self.export.failed.connect(self._say_unwritten)
        self.export.stopped.connect(self._say_stopped)
        self._all.clicked.connect(self.filters.reset)

    # --- entries --------------------------------------------------------------------------------------------------

    @Slot()
    def load(self) -> None:
        """Read entries that are not known yet, page by page, the last ones first."""
        self._desk.ask(lambda services: services.operators(), self._take_operators, lambda _: None)
        if self._is_loading:
            self._load_again = True
            return
        self._is_loading, self._load_again, self._known = True, False, self.model.newest
        # The last one that is known is asked for too: in a store that was restored it is another.
        self._ask_page(self._number, None, self._known[0] - 1 if self._known is not None else 0)

    def show_signers(self, signers: SignerRows) -> None:
        """Name these signers; entries about others tell of who is erased."""
        self.filters.show_signers(signers)
        self.model.show_signers(signers)

    def drop(self) -> None:
        """Forget all entries, and what was found about them."""
        self.close_down()
        self.close_entry()
        self.check.drop()
        self.filters.reset()
        self.show_signers(SignerRows())
        self.filters.show_operators((), {})
        self.model.show_operators({})
        self.go_to.clear()
        self.counts.clear()
        self.model.drop()

    def close_down(self) -> None:
        """Wait for nothing more that was asked."""
        self._number += 1
        self._is_loading = False
        self.table.hold_open(None)
        self.export.stop()
        self.check.bar.stop()

    def _ask_page(self, number: int, before: int | None, after: int) -> None:
        self._desk.ask(
            lambda services: services.audit_page(before, after),
            lambda entries: self._take_page(number, entries, after),
            self._miss_page,
        )

    def _take_page(self, number: int, entries: Sequence[AuditEntry], after: int) -> None:
        if number != self._number:
            return
        is_last, known = len(entries) < AUDIT_PAGE, self._known
        if known is not None and (is_last or entries[-1].sequence <= known[0]):
            if not entries or (entries[-1].sequence, entries[-1].hash) != known:
                self._begin_anew()
                return
            is_last, entries = True, entries[:-1]
        self.model.take(entries)
        if not is_last:
            self._ask_page(number, entries[-1].sequence, after)
            self._tell_count()
            return
        self._is_loading = False
        self._offer_operators()
        self._tell_count()
        if self._load_again:
            self.load()

    def _miss_page(self, sentence: str) -> None:
        self._is_loading = False
        self._tell_count()
        self.problem.emit(sentence)

    def _begin_anew(self) -> None:
        """Read another chain than the one that is known."""
        self._is_loading = False
        self.close_entry()
        self.check.forget()
        self.model.drop()
        self.problem.emit(tr(_PUT_BACK))
        self.load()

    def _take_operators(self, operators: Sequence[Operator]) -> None:
        self.model.show_operators({operator.id: operator.name for operator in operators})
        self._offer_operators()

    def _offer_operators(self) -> None:
        ids = self.model.operator_ids
        self.filters.show_operators(ids, {one: self.model.operator_name(one) for one in ids})
        self.table.show_operators(bool(ids))

    @Slot(list)
    def _ask_told(self, sequences: list[int]) -> None:
        self._desk.ask(lambda services: services.audit_numbered(sequences), self.model.take_told, self._miss_told)

    def _miss_told(self, sentence: str) -> None:
        self.model.take_told(())
        self.problem.emit(sentence)

    @Slot(object)
    def _narrow(self, wanted: WantedEntries) -> None:
        self.model.want(wanted)

    @Slot(str)
    def _narrow_to(self, signer_id: str) -> None:
        self.filters.show_one_signer(signer_id, self.model.signer_name(signer_id))

    @Slot()
    def _tell_count(self) -> None:
        there, shown = self.model.total, self.model.rowCount()
        told = counted(there, "entry", "entries")
        if self._is_loading and there:
            told = tr("{told} so far, reading on…", told=told)
        self.counts.setText(told if shown == there else tr("{shown} of {told}", shown=grouped(shown), told=told))
        self.counts.setVisible(there > 0)
        self.export.button.setEnabled(shown > 0 and not self.export.is_at_work)
        self._stack.setCurrentIndex(0 if shown or not there else 1)
        self._words.setText(tr(_NONE_FITS))

    # --- the open entry -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the open entry by Esc, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape and not self.entry.isHidden():
            self.close_entry()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def show_entry(self, sequence: int) -> None:
        """Go to an entry and open it; where it is missing, to the one after it."""
        found = self.table.mark(sequence) or (self.check.words != "" and self.table.mark(sequence + 1))
        if found:
            self.table.setFocus()
            current = self.table.current
            assert current is not None, "it was marked"
            self.open_entry(current.sequence)
        else:
            self.problem.emit(
                tr(
                    "Entry {number} is not among those that are listed: it is not there, or it is filtered out.",
                    number=grouped(sequence),
                )
            )

    @Slot(int)
    def open_entry(self, sequence: int) -> None:
        """Show an entry with all that it tells."""
        self.table.hold_open(sequence)
        self._desk.ask(
            lambda services: services.audit_numbered([sequence]),
            lambda found: self._take_entry(sequence, found),
            self.problem.emit,
        )

    def _take_entry(self, sequence: int, found: Sequence[AuditEntry]) -> None:
        line = self.table.current
        if sequence == self.table.open_number and line is not None and line.sequence == sequence:
            self.entry.show_line(line, found[0] if found else None)
            self.entry.show()

    @Slot()
    def close_entry(self) -> None:
        """Give the table all the room again."""
        self.table.hold_open(None)
        self.entry.forget()
        self.entry.hide()
        if self.isVisible():
            self.table.setFocus()

    @Slot()
    def _go_to(self) -> None:
        if self.go_to.hasAcceptableInput():
            self.show_entry(int(self.go_to.text()))

    # --- what leaves ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _say_written(self, path: str) -> None:
        self._say(tr("Written: {path}. Signers and operators stand in it by their random ids.", path=path))
        self.load()

    @Slot(str)
    def _say_end_kept(self, path: str) -> None:
        self._say(tr("Written: {path}. Keep it elsewhere: on another machine, in a mail, on paper.", path=path))

    @Slot(str)
    def _say_unwritten(self, sentence: str) -> None:
        self._tell_count()
        self.problem.emit(sentence)

    @Slot()
    def _say_stopped(self) -> None:
        self._say(tr("Stopped; nothing was written."))

    def _say(self, words: str) -> None:
        self._tell_count()
        self.counts.setText(words)
        self.counts.show()
