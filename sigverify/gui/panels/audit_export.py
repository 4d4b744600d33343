"""`AuditExport`: the entries that are listed as a table for a spreadsheet, by portions, whole or not at all."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from sigverify.gui.audits import AUDIT_PAGE, AuditTable
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button
from sigverify.gui.panels.waiting_bar import WaitingBar
from sigverify.gui.services import Services
from sigverify.gui.tables.audit_model import AuditModel
from sigverify.gui.theme import Theme
from sigverify.progress import Progress, tell


class AuditExport(QObject):
    """Owns the button, and the bar that tells how far a file is.

    begun: a file is being written. Then one of written(str): its path; failed(str): why it was not written; stopped:
    somebody did not want it any more.
    """

    begun = Signal()
    written = Signal(str)
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, theme: Theme, desk: Desk, model: AuditModel) -> None:
        super().__init__()
        self._desk, self._model = desk, model
        self._run = 0
        self.ask_path: Callable[[], str] = self._ask_path
        self.button = Button(
            theme,
            tr("Export"),
            "export",
            tip=tr("Write the entries that are listed into a table (CSV)"),
            needs="export",
        )
        self.button.clicked.connect(self.save)
        self.bar = WaitingBar(theme)

    @property
    def is_at_work(self) -> bool:
        """Whether a file is being written."""
        return self.bar.is_waiting

    @Slot()
    def save(self) -> None:
        """Ask for a file, and write what is listed, as it stands now."""
        path = self.ask_path()
        if not path or self.is_at_work:
            return
        path += "" if path.lower().endswith(".csv") else ".csv"
        self._run += 1
        run, progress, wanted = self._run, Progress(), self._model.sequences()
        self.bar.watch(progress)
        self.begun.emit()
        self._desk.ask(
            lambda services: services.begin_audit_table(path),
            lambda table: self._go_on(run, progress, table, wanted, 0, path),
            lambda sentence: self._end(run, partial(self.failed.emit, sentence)),
        )

    @Slot()
    def stop(self) -> None:
        """Write no file; nothing is left of it."""
        self.bar.stop()

    def _go_on(
        self, run: int, progress: Progress, table: AuditTable, wanted: Sequence[int], done: int, path: str
    ) -> None:
        more = done < len(wanted)

        def write(_: Services) -> None:
            tell(done / max(len(wanted), 1))
            if more:
                table.add(wanted[done : done + AUDIT_PAGE])
            else:
                table.finish()

        def written(_: None) -> None:
            if more:
                self._go_on(run, progress, table, wanted, done + AUDIT_PAGE, path)
            else:
                self._end(run, partial(self.written.emit, path))

        def unwritten(answer: Callable[[], None]) -> None:
            self._desk.ask(lambda _: table.abandon())
            self._end(run, answer)

        self._desk.ask(
            write,
            written,
            lambda sentence: unwritten(partial(self.failed.emit, sentence)),
            progress=progress,
            stopped=lambda: unwritten(self.stopped.emit),
        )

    def _end(self, run: int, answer: Callable[[], None]) -> None:
        if run == self._run:
            self.bar.forget()
            answer()

    def _ask_path(self) -> str:
        start = str(Path.home() / "audit-chain.csv")
        return QFileDialog.getSaveFileName(self.button, tr("Write the audit chain"), start, "*.csv")[0]
