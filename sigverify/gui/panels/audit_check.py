"""`AuditCheckCard`: checks the audit chain, tells how far it is, and says what was found and what to do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sigverify.gui.audits import AuditCheck
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, Sign, card, label, row
from sigverify.gui.panels.waiting_bar import WaitingBar
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.progress import Progress
from sigverify.sentences import said
from sigverify.storage.rows import AuditHead, AuditReport
from sigverify.verification.likelihood_ratio import grouped

_MOST_TOLD = 4
"""Findings that are listed: a chain that was replaced gives one for each entry."""

_WHAT_TO_DO = said(
    "Somebody changed the store from outside. Decide nothing more by it. Put a copy of it aside for whoever looks into "
    "it, then restore the last backup whose chain is whole: 'sigverify store restore' checks it first."
)
_END_NOT_SHOWN = said(
    "Whether its end was cut off shows only against an end that was kept elsewhere: keep it now, and check against it "
    "later."
)


class AuditCheckCard(QWidget):
    """Owns the buttons `check` and `ends`, the bar, and the words of what was found.

    entry_wanted(int): the entry of this number, or what stands in its place, is to be shown. done: a check is through.
    problem(str): why there is no answer; written(str): a file that was written.
    """

    entry_wanted = Signal(int)
    done = Signal()
    problem = Signal(str)
    written = Signal(str)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._run = 0
        self._known: AuditHead | None = None
        self._broken_at: int | None = None
        self.ask_new: Callable[[], str] = self._ask_new
        self.ask_kept: Callable[[], str] = self._ask_kept
        self.check = Button(
            theme,
            tr("Check the chain"),
            "verify",
            role="primary",
            tip=tr("Look whether any entry was changed, removed, put in or moved"),
            needs="store",
        )
        self.ends = Button(
            theme,
            tr("End of the chain"),
            "store",
            tip=tr("Keep the end of the chain elsewhere, and check by it later"),
            needs="store",
        )
        self.ends.setAccessibleName(tr("The end of the chain"))
        menu = QMenu(self.ends)
        menu.addAction(tr("Keep the end of the chain…")).triggered.connect(self.keep_end)
        menu.addAction(tr("Check against an end that was kept…")).triggered.connect(self.check_by_kept)
        self.ends.setMenu(menu)
        self.bar = WaitingBar(theme)
        self._sign = Sign(theme, "accept", "accept", 20)
        self._verdict = label("", "heading", wrap=True)
        self._verdict.setAccessibleName(tr("What the check found"))
        self._findings, self._to_do = label("", wrap=True), label("", wrap=True)
        self._remarks = label("", "small", wrap=True)
        self.show_entry = Button(theme, "", "search", tip=tr("Show where the chain breaks"))
        self.close_button = Button(theme, "", "close", role="quiet", tip=tr("Close what the check found"))
        self.close_button.setAccessibleName(tr("Close what the check found"))
        self.close_button.setFixedSize(32, 32)
        self.close_button.setProperty("compact", True)
        head = row(self._sign, self._verdict, self.close_button)
        layout = head.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretchFactor(self._verdict, 1)
        parts = (head, self._findings, self._to_do, row(self.show_entry, 1), self._remarks)
        self._card = card(*parts, name="notice", gap=GAP_WITHIN // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self._card)
        column.addWidget(self.bar)
        self.check.clicked.connect(lambda: self.begin(None))
        self.show_entry.clicked.connect(self._want_entry)
        self.close_button.clicked.connect(self.forget)
        self.forget()

    @property
    def words(self) -> str:
        """What was found, in words; '' while nothing is known."""
        shown = (self._verdict, self._findings, self._to_do, self._remarks)
        return "" if self._card.isHidden() else "\n".join(part.text() for part in shown if part.text())

    @property
    def is_at_work(self) -> bool:
        """Whether the chain is being checked."""
        return self.bar.is_waiting

    def begin(self, known: AuditHead | None) -> None:
        """Check the chain, also against an end that was kept elsewhere."""
        if self.is_at_work:
            return
        self.forget()
        self._known = known
        self._run += 1
        run, progress = self._run, Progress()
        self.bar.watch(progress)
        self.check.setEnabled(False)
        self.ends.setEnabled(False)
        self._desk.ask(
            lambda services: services.begin_audit_check(known),
            lambda check: self._go_on(run, progress, check),
            lambda sentence: self._fail(run, sentence),
        )

    def drop(self) -> None:
        """Check no further, and forget what was found."""
        self._run += 1
        self.bar.stop()
        self._rest()
        self.forget()

    @Slot()
    def forget(self) -> None:
        """Take away what was found."""
        for part in (self._verdict, self._findings, self._to_do, self._remarks):
            part.clear()
        self._broken_at = None
        self._card.hide()

    @Slot()
    def keep_end(self) -> None:
        """Write the end of the chain into a file, to be kept elsewhere."""
        path = self.ask_new()
        if path:
            self._desk.ask(
                lambda services: services.keep_audit_head(path), lambda _: self.written.emit(path), self.problem.emit
            )

    @Slot()
    def check_by_kept(self) -> None:
        """Check the chain against an end that was kept elsewhere."""
        path = self.ask_kept()
        if path:
            self._desk.ask(lambda services: services.read_audit_head(path), self.begin, self.problem.emit)

    def _go_on(self, run: int, progress: Progress, check: AuditCheck, found: AuditReport | None = None) -> None:
        if run != self._run:
            return
        if found is not None:
            self._rest()
            self._show(found)
            self.done.emit()
            return
        self._desk.ask(
            lambda _: check.go_on(),
            lambda report: self._go_on(run, progress, check, report),
            lambda sentence: self._fail(run, sentence),
            progress=progress,
            stopped=lambda: self._stop(run),
        )

    def _stop(self, run: int) -> None:
        if run == self._run:
            self._rest()

    def _fail(self, run: int, sentence: str) -> None:
        if run == self._run:
            self._rest()
            self.problem.emit(sentence)

    def _rest(self) -> None:
        self.bar.forget()
        self.check.setEnabled(True)
        self.ends.setEnabled(True)

    def _show(self, report: AuditReport) -> None:
        self._broken_at = report.broken_at
        whole = report.sound
        self._sign.show_sign("accept" if whole else "reject", "accept" if whole else "reject")
        self._verdict.setText(_verdict_words(report))
        listed = [f"• {tr(fault)}" for fault in report.faults[:_MOST_TOLD]]
        more = len(report.faults) - _MOST_TOLD
        if more > 0:
            listed.append(tr("There is {n} more such finding.", "There are {n} more such findings.", n=more))
        self._findings.setText("\n".join(listed))
        self._findings.setVisible(bool(listed))
        self._to_do.setText("" if whole else tr(_WHAT_TO_DO))
        self._to_do.setVisible(not whole)
        against = (
            tr("It holds the end that was kept elsewhere, entry {number}.", number=grouped(self._known.sequence))
            if whole and self._known is not None
            else tr(_END_NOT_SHOWN)
            if whole
            else ""
        )
        self._remarks.setText(tr_all((*report.remarks[:_MOST_TOLD], against)))
        self._remarks.setVisible(bool(self._remarks.text()))
        self.show_entry.setText(tr("Show entry {number}", number=grouped(report.broken_at or 0)))
        self.show_entry.setVisible(report.broken_at is not None)
        self._card.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._card, self._verdict.text()))

    @Slot()
    def _want_entry(self) -> None:
        if self._broken_at is not None:
            self.entry_wanted.emit(self._broken_at)

    def _ask_new(self) -> str:
        start = str(Path.home() / "audit-chain-end.json")
        return QFileDialog.getSaveFileName(self, tr("Keep the end of the chain"), start, "*.json")[0]

    def _ask_kept(self) -> str:
        return QFileDialog.getOpenFileName(self, tr("An end that was kept"), str(Path.home()), "*.json")[0]


def _verdict_words(report: AuditReport) -> str:
    if report.sound:
        return tr(
            "The chain is whole: {n} entry, bound to its beginning.",
            "The chain is whole: {n} entries, each bound to the one before.",
            n=report.entries,
        )
    if report.broken_at is not None:
        return tr("The chain is broken at entry {number}.", number=grouped(report.broken_at))
    return tr("The chain is whole, but the store does not hold what it tells of.")
