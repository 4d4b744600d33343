"""Review: all decisions that were made, each to be opened as it was, annotated, overridden and reported.

Beside them lies the audit chain: what was done, and by whom.
"""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.decision_rows import Wanted
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.audit import AuditPage
from sigverify.gui.panels.decided import DecidedPanel
from sigverify.gui.panels.page_switch import PageSwitch
from sigverify.gui.panels.pieces import Button, label, row, side_splitter
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.review_export import ReviewExport
from sigverify.gui.panels.review_filters import ReviewFilters
from sigverify.gui.reviews import PAGE, DecidedView, DecisionView
from sigverify.gui.services import SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.signer_rows import SignerRows
from sigverify.gui.tables.decision_model import DecisionModel
from sigverify.gui.tables.decision_table import DecisionTable
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN
from sigverify.gui.words import counted
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.storage.rows import Ruling
from sigverify.verification.likelihood_ratio import grouped

_NONE_YET = said("Here will stand every decision that was made, with its ink, its score and what people said of it.")
_NONE_FITS = said("No decision fits what is asked for above.")
_ERASED = said("The decision that was open is gone: it was erased with its signer.")


DECISIONS, AUDIT = range(2)
"""The pages."""


class ReviewPlace(Place):
    """The table, and beside it the decision that is open; on another page the audit chain.

    compare_wanted(str, int, object): the signature of this signer and id is to be laid beside a reference, of this id
    or any.
    """

    word = said("Review")
    help_page = "review"

    compare_wanted = Signal(str, int, object)

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._signer_id = ""
        self._offered = SignerRows()
        self._number = 0
        self._loaded = False

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        theme = self.theme
        self.model = DecisionModel(self)
        self.table = DecisionTable(theme, self.model, self.settings)
        self.export = ReviewExport(theme, self.desk, self.model)
        yield
        self.filters = ReviewFilters(theme, self.export.button)
        yield
        self.decided = DecidedPanel(theme)
        yield
        self.counts = label("", "small", wrap=True)
        self._words = label("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._verify = Button(
            theme, tr("Go to Verify"), "verify", role="primary", tip=tr("Let a signature be verified")
        )
        self._all = Button(theme, tr("Show all"), "clear", tip=tr("Show all decisions again"))
        self._lay_out()
        yield
        self.audit = AuditPage(theme, self.desk, self.settings)
        self._pages.addWidget(self.audit)
        self.remember_split(self.audit.split, "audit")
        yield
        self._connect()
        self._tell_count()

    def _lay_out(self) -> None:
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.addStretch(1)
        words.addWidget(self._words)
        words.addWidget(row(1, self._verify, self._all, 1))
        words.addStretch(2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(GAP_BETWEEN, GAP_WITHIN, GAP_BETWEEN, GAP_WITHIN)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self.counts)
        column.addWidget(self.export.bar)
        split = side_splitter()
        split.addWidget(middle)
        split.addWidget(self.decided)
        split.setStretchFactor(0, 1)
        split.setSizes([600, 360])
        self._pages = QStackedWidget()
        self._pages.addWidget(split)
        self.switch = PageSwitch(
            self.theme,
            (
                (tr("Decisions"), tr("What was decided about signatures")),
                (tr("Audit chain"), tr("Everything that was done in the store: what, when, by whom")),
            ),
        )
        self.switch.mark(DECISIONS)
        head = row(self.switch)
        head.setContentsMargins(GAP_BETWEEN, GAP_WITHIN, GAP_BETWEEN, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._pages, 1)
        self.remember_split(split, "side")
        self.decided.hide()

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.model.shown_anew.connect(self._tell_shown)
        self.table.opened.connect(self.open_decision)
        self.table.left.connect(self.close_decision)
        self.model.inks_wanted.connect(self._ask_inks)
        self.decided.closed.connect(self.close_decision)
        self.decided.noted.connect(self._note)
        self.decided.compare_wanted.connect(self._compare)
        self.decided.report_wanted.connect(self._report)
        self.export.begun.connect(self._tell_count)
        self.export.failed.connect(self._say_unwritten)
        self.export.written.connect(self._say_written)
        self.export.stopped.connect(self._say_stopped)
        self._verify.clicked.connect(lambda: self.place_wanted.emit("Verify"))
        self._all.clicked.connect(self.filters.reset)
        self.switch.chosen.connect(self.turn_to)
        self.audit.problem.connect(self.problem)
        self.audit.decision_wanted.connect(self._open_from_chain)

    # --- the place ------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Come to the front with the decisions and signers that there are now."""
        self.filters.show_signers(self._offered)
        self._load()
        self.turn_to(self._pages.currentIndex())

    @Slot(int)
    def turn_to(self, page: int) -> None:
        """Bring the decisions or the audit chain to the front."""
        self._pages.setCurrentIndex(page)
        self.switch.mark(page)
        if page == AUDIT:
            self.audit.show_signers(self._offered)
            self.audit.load()
            self.audit.table.setFocus()
        else:
            self.table.setFocus()

    @Slot(int)
    def _open_from_chain(self, decision_id: int) -> None:
        """Open a decision that the chain tells of, also one that is filtered out of the table."""
        self.turn_to(DECISIONS)
        self.table.mark(decision_id)
        self.open_decision(decision_id)

    def show_signer(self, signer: SignerView | None) -> None:
        """Narrow to a signer who is chosen while this place is in front."""
        chosen = signer.signer_id if signer is not None else ""
        if self.isVisible() and chosen != self._signer_id:
            self.filters.show_signer(chosen)
        self._signer_id = chosen

    def show_signers(self, signers: SignerRows) -> None:
        """Take note of who is there: decisions about others were erased with them, and go at once."""
        self._offered = signers
        narrowed = self.filters.signer.currentData()
        if self.isVisible() or (narrowed and signers.signer(narrowed) is None):
            self.filters.show_signers(signers)
        ids = signers.ids
        gone = [one for one in self.model.signer_ids if one not in ids]
        if gone:
            self.model.drop_signers(gone)
            self._tell_gone()
        if self.isVisible():
            self._load()
            if self._pages.currentIndex() == AUDIT:
                self.audit.show_signers(signers)
                self.audit.load()

    def drop(self) -> None:
        """Forget all decisions and their ink, who could be chosen, and what was searched for."""
        self.close_down()
        self.close_decision()
        self.decided.drop()
        self._offered, self._loaded, self._signer_id = SignerRows(), False, ""
        self.filters.reset()
        self.filters.show_signers(self._offered)
        self.model.drop()
        self.audit.drop()

    def close_down(self) -> None:
        """Show nothing more of what was asked."""
        self._number += 1
        self.table.hold_open(None)
        self.filters.leave()
        self.export.stop()
        self.audit.close_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the open decision by Esc, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() == DECISIONS and not self.decided.isHidden():
            self.close_decision()
        else:
            super().keyPressEvent(event)

    # --- rows -----------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Ask for all decisions page by page; rows that are known stay meanwhile."""
        self._number += 1
        self.model.start_round()
        self._ask_page(self._number, None)

    def _ask_page(self, number: int, before: int | None) -> None:
        self.desk.ask(
            lambda services: services.decisions(before, PAGE),
            lambda rows: self._take_page(number, rows),
            self.problem.emit,
        )

    def _take_page(self, number: int, rows: Sequence[DecisionView]) -> None:
        if number != self._number:
            return
        self.model.take(rows)
        if len(rows) == PAGE:
            self._ask_page(number, rows[-1].decision_id)
            self._tell_count()
            return
        self._loaded = True
        self.model.settle()
        self._tell_gone()

    def _tell_gone(self) -> None:
        """Close the open decision if it is not there any more, and tell how many are."""
        open_id = self.table.open_number
        if open_id is not None and not self.model.holds(open_id):
            self.close_decision()
            self.problem.emit(tr(_ERASED))
        self._tell_count()

    @Slot(object)
    def _narrow(self, wanted: Wanted) -> None:
        self.model.want(wanted)

    @Slot()
    def _tell_shown(self) -> None:
        """Tell how many are shown; an open decision that had been left out is marked where it stands now."""
        self._tell_count()
        if self.table.open_number is not None and self.table.current is None:
            self.table.mark(self.table.open_number)

    def _tell_count(self) -> None:
        there, shown = self.model.total, self.model.rowCount()
        told = counted(there, "decision")
        self.counts.setText(told if shown == there else tr("{shown} of {told}", shown=grouped(shown), told=told))
        self.counts.setVisible(there > 0)
        self.export.button.setEnabled(shown > 0 and not self.export.is_at_work)
        self._stack.setCurrentIndex(0 if shown else 1)
        self._words.setText((tr(_NONE_FITS) if there else tr(_NONE_YET)) if self._loaded else "")
        self._verify.setVisible(not there and self._loaded)
        self._all.setVisible(there > 0)

    @Slot(list)
    def _ask_inks(self, recording_ids: list[int]) -> None:
        self.desk.ask(lambda services: services.decision_inks(recording_ids), self._take_inks, self._miss_inks)

    def _take_inks(self, inks: Mapping[int, Recording]) -> None:
        self.model.take_inks(inks)

    def _miss_inks(self, sentence: str) -> None:
        self.model.take_inks({})
        self.problem.emit(sentence)

    # --- the open decision ----------------------------------------------------------------------------------------

    @property
    def view(self) -> DecidedView | None:
        """The decision on show."""
        return self.decided.view

    @Slot(int)
    def open_decision(self, decision_id: int) -> None:
        """Show a decision as it was made."""
        self.table.hold_open(decision_id)
        self.desk.ask(
            lambda services: services.decided(decision_id),
            lambda view: self._take_decided(decision_id, view),
            lambda sentence: self._miss_decided(decision_id, sentence),
        )

    def _take_decided(self, decision_id: int, view: DecidedView) -> None:
        if decision_id == self.table.open_number:
            self.decided.show_decision(view)
            self.decided.show()

    def _miss_decided(self, decision_id: int, sentence: str) -> None:
        if decision_id == self.table.open_number:
            self.close_decision()
        self.problem.emit(sentence)

    @Slot()
    def close_decision(self) -> None:
        """Give the table all the room again."""
        self.table.hold_open(None)
        self.decided.forget()
        self.decided.hide()
        if self.isVisible():
            self.table.setFocus()

    @Slot(str, object)
    def _note(self, text: str, ruling: Ruling | None) -> None:
        decision_id = self.table.open_number
        if decision_id is not None:
            self.desk.ask(
                lambda services: services.add_note(decision_id, text, ruling),
                self._take_noted,
                self._miss_noted,
            )

    def _take_noted(self, view: DecidedView) -> None:
        self.model.take([view.row])
        self.decided.forget_draft(view.row.decision_id)
        if view.row.decision_id == self.table.open_number:
            self.decided.show_decision(view)
        self._tell_count()

    def _miss_noted(self, sentence: str) -> None:
        """Say why; what was typed stays. Perhaps the decision is not there any more."""
        self.problem.emit(sentence)
        self._load()

    @Slot()
    def _compare(self) -> None:
        view = self.view
        if view is not None and view.row.recording_id is not None:
            closest = view.closest
            reference_id = closest.recording_id if closest is not None else None
            self.compare_wanted.emit(view.row.signer_id, view.row.recording_id, reference_id)

    @Slot()
    def _report(self) -> None:
        if self.view is not None:
            self.export.save_report(self.view)

    @Slot(str)
    def _say_unwritten(self, sentence: str) -> None:
        self._tell_count()
        self.problem.emit(sentence)

    @Slot()
    def _say_stopped(self) -> None:
        self._tell_count()
        self.counts.setText(tr("Stopped; nothing was written."))

    @Slot(str)
    def _say_written(self, path: str) -> None:
        self._tell_count()
        self.counts.setText(
            tr("Written: {path}. It holds personal data in the clear: keep it as you keep the case file.", path=path)
        )
        self.counts.show()
