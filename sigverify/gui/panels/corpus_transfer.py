"""`CorpusTransfer`: signature files come in, and corpus folders leave, file by file and signer by signer.

Each step is a job of its own on the desk, so that ink that is written meanwhile does not wait.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from sigverify.gui.collecting import Collecting, CorpusExport, ImportedView
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, card, label, row
from sigverify.gui.panels.signature_picker import SIGNATURE_FILES
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import counted, fact
from sigverify.ink import quality
from sigverify.ink.recording import Recording
from sigverify.sentences import said

_MOST_NAMED = 8
_WARNING = said(
    "The folder is not encrypted: whoever has it can read and replay these signatures. Signers are named by their "
    "random ids. The audit chain notes the export."
)


class CorpusTransfer(QWidget):
    """Buttons, progress and what came of it.

    changed: the store holds something else now. problem(str): why nothing was done.
    """

    changed = Signal()
    problem = Signal(str)
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._run = 0
        self._export: CorpusExport | None = None
        self._asked: tuple[tuple[str, ...], str] = ((), "")
        self.ask_files: Callable[[], list[str]] = self._ask_files
        self.ask_folder: Callable[[], str] = self._ask_folder
        self.bring = Button(
            theme,
            tr("Import files…"),
            "open",
            tip=tr("Read signature files for this signer, as chosen above"),
            needs="train",
        )
        self.take = Button(
            theme,
            tr("Export corpus…"),
            "export",
            tip=tr("Write labelled signatures into a folder, in the clear"),
            needs="export",
        )
        self.bring.clicked.connect(self.import_wanted)
        self.take.clicked.connect(self.export_wanted)
        self._words = label("", wrap=True)
        self._words.setAccessibleName(tr("What came of it"))
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(tr("Progress of the files"))
        self.cancel = Button(theme, tr("Cancel"), "close", tip=tr("Stop; nothing is kept or written"))
        self.go_on = Button(
            theme,
            tr("Export in the clear"),
            "export",
            role="primary",
            tip=tr("The folder is not encrypted"),
            needs="export",
        )
        self.close_notice = Button(theme, tr("OK"), role="quiet", tip=tr("Close this notice"))
        self.cancel.clicked.connect(self.stop)
        self.go_on.clicked.connect(self._begin_export)
        self.close_notice.clicked.connect(self._close)
        self._notice = card(self._words, self._bar, row(1, self.close_notice, self.cancel), self.go_on, name="notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self._notice)
        column.addWidget(self.bring)
        column.addWidget(self.take)
        self._close()

    @property
    def words(self) -> str:
        """What is told at the moment; '' for nothing."""
        return "" if self._notice.isHidden() else self._words.text()

    @property
    def is_at_work(self) -> bool:
        """Whether files are being read or written."""
        return not self.cancel.isHidden()

    @Slot()
    def stop(self) -> None:
        """Stop what runs; nothing is kept."""
        self._run += 1
        export, self._export = self._export, None
        if export is not None:
            self._desk.ask(lambda _: export.abandon(), failed=self.problem.emit)
        if self.is_at_work:
            self._tell(tr("Stopped; nothing was kept."))

    def drop(self) -> None:
        """Forget files and names, and stop what runs unless it is in its last step, which is whole."""
        if not self.is_at_work:
            self._close()
        elif self.cancel.isEnabled():
            self.stop()

    # --- files come in --------------------------------------------------------------------------------------------

    def import_files(self, paths: Sequence[str], how: Collecting) -> None:
        """Read files, and those in folders, one by one, then keep all that can be compared, in one step."""
        if paths and not self.is_at_work:
            self._run += 1
            run = self._run
            self._show_progress(tr("Looking for files…"), 0, len(paths))
            self._desk.ask(
                lambda services: services.signature_files(paths),
                lambda files: self._read_next(run, list(files), how, [], []),
                lambda sentence: self._fail(run, sentence),
            )

    def _read_next(
        self, run: int, left: list[str], how: Collecting, read: list[tuple[str, Recording]], bad: list[str]
    ) -> None:
        if run != self._run:
            return
        count = len(left) + len(read) + len(bad)
        if not left:
            self._keep(run, how, read, bad)
            return
        self._show_progress(tr("Reading {name}…", name=Path(left[0]).name), len(read) + len(bad), count)
        path, *rest = left

        def take(recording: Recording) -> None:
            name, refusals = Path(path).name, quality.assess(recording).refusals
            if refusals:
                self._read_next(run, rest, how, read, [*bad, fact(name, tr(refusals[0]))])
            else:
                self._read_next(run, rest, how, [*read, (name, recording)], bad)

        def leave(sentence: str) -> None:
            self._read_next(run, rest, how, read, [*bad, sentence.replace(f"{Path(path).parent}/", "")])

        self._desk.ask(lambda services: services.read_signature(path), take, leave)

    def _keep(self, run: int, how: Collecting, read: list[tuple[str, Recording]], bad: list[str]) -> None:
        if not read:
            self._tell(_import_words(ImportedView(kept=0, copies=()), bad))
            return
        self._show_progress(tr("Keeping them…"), 1, 1)
        self.cancel.setEnabled(False)  # one step, whole
        self._desk.ask(
            lambda services: services.import_signatures(read, how),
            lambda view: self._imported(run, view, bad),
            lambda sentence: self._fail(run, sentence),
        )

    def _imported(self, run: int, view: ImportedView, bad: list[str]) -> None:
        if run == self._run:
            self._tell(_import_words(view, bad))
        self.changed.emit()

    # --- a corpus leaves ------------------------------------------------------------------------------------------

    def ask_export(self, signer_ids: Sequence[str], whose: str) -> None:
        """Ask for a folder, and then for a second word, since it leaves encryption."""
        folder = self.ask_folder()
        if folder and not self.is_at_work:
            self._asked = (tuple(signer_ids), folder)
            self._tell(tr("Export {whose} to '{folder}'? {warning}", whose=whose, folder=folder, warning=tr(_WARNING)))
            self.go_on.show()
            self.close_notice.setText(tr("Do not export"))
            self.close_notice.setFocus()

    @Slot()
    def _begin_export(self) -> None:
        (signer_ids, folder), self._asked = self._asked, ((), "")
        if not folder:
            return
        self._run += 1
        run = self._run
        self._show_progress(tr("Writing…"), 0, len(signer_ids))

        def begun(export: CorpusExport) -> None:
            if run != self._run:  # it was stopped before it began
                self._desk.ask(lambda _: export.abandon())
                return
            self._export = export
            self._write_next(run, signer_ids, 0, folder)

        self._desk.ask(
            lambda services: services.begin_export(folder), begun, lambda sentence: self._fail(run, sentence)
        )

    def _write_next(self, run: int, signer_ids: Sequence[str], done: int, folder: str) -> None:
        export = self._export
        if run != self._run or export is None:
            return
        if done == len(signer_ids):
            self._export = None
            self.cancel.setEnabled(False)
            self._desk.ask(
                lambda _: export.finish(),
                lambda written: self._tell(
                    tr(
                        "{signatures} written to '{folder}', in the clear.",
                        signatures=counted(written, "signature"),
                        folder=folder,
                    )
                ),
                lambda sentence: self._fail(run, sentence),
            )
            return
        self._show_progress(tr("Writing…"), done, len(signer_ids))
        self._desk.ask(
            lambda _: export.add(signer_ids[done]),
            lambda _: self._write_next(run, signer_ids, done + 1, folder),
            lambda sentence: self._fail(run, sentence),
        )

    # --- words ----------------------------------------------------------------------------------------------------

    def _fail(self, run: int, sentence: str) -> None:
        if run == self._run:
            self.stop()
            self._close()
            self.problem.emit(sentence)

    def _tell(self, words: str) -> None:
        self._show_parts(words, working=False)

    def _show_progress(self, words: str, done: int, count: int) -> None:
        self._show_parts(words, working=True)
        self._bar.setRange(0, max(count, 1))
        self._bar.setValue(done)

    def _show_parts(self, words: str, *, working: bool) -> None:
        self._words.setText(words)
        self._notice.show()
        self._bar.setVisible(working)
        self.cancel.setVisible(working)
        self.cancel.setEnabled(True)
        self.close_notice.setVisible(not working)
        self.close_notice.setText(tr("OK"))
        self.go_on.hide()
        for button in (self.bring, self.take):
            button.setEnabled(not working)

    @Slot()
    def _close(self) -> None:
        self._asked = ((), "")
        self._show_parts("", working=False)
        self._notice.hide()

    def _ask_files(self) -> list[str]:
        return QFileDialog.getOpenFileNames(self, tr("Import signatures"), str(Path.home()), tr(SIGNATURE_FILES))[0]

    def _ask_folder(self) -> str:
        start = str(Path.home() / "corpus")
        return QFileDialog.getSaveFileName(self, tr("Export corpus to a new folder"), start)[0]


def _import_words(view: ImportedView, bad: Sequence[str]) -> str:
    told = [
        tr("{signatures} imported.", signatures=counted(view.kept, "signature"))
        if view.kept
        else tr("Nothing was imported.")
    ]
    if view.copies:
        named, more = ", ".join(view.copies[:_MOST_NAMED]), len(view.copies) - _MOST_NAMED
        told.append(
            tr("In the store already: {names} and {number} more.", names=named, number=more)
            if more > 0
            else tr("In the store already: {names}.", names=named)
        )
    if bad:
        told.append(
            tr("Left out, with {number} more:", number=len(bad) - _MOST_NAMED)
            if len(bad) > _MOST_NAMED
            else tr("Left out:")
        )
        told += [f"• {sentence}" for sentence in bad[:_MOST_NAMED]]
    return "\n".join(told)
