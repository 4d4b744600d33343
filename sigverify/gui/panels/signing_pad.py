"""`SigningPad`: the paper, the buttons under it, and the journal that each stroke goes to as it ends."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.desk import CaptureTicket, Desk
from sigverify.gui.enrolling import SignerView
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, row
from sigverify.gui.services import Purpose
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN, ICON_BUTTON_PX
from sigverify.ink.recording import Recording
from sigverify.sentences import said

_APART = said("Signer's window")
_CLEAR = said("Clear")
_OPEN = said("Open files…")
_APART_TIP = said("The signer gets a window with the pad alone, on the second screen if there is one (Ctrl+Shift+S)")


class SigningPad(QWidget):
    """Paper of one signer for one purpose.

    Files of signatures that are opened or dropped on it are laid on the paper and handed over as if they were written
    here.

    begun: the first stroke of a signature begins. signature_ready(CaptureTicket, Recording): a signature is finished;
    its strokes are with the desk. ink_changed(Recording): the part that was just written. problem(str): a stroke
    could not be saved, and is kept and saved with the next one; or the pen went in the middle of one.
    stroke_undone, stroke_redone: the last stroke was taken back, or is there again; the journal keeps it marked.
    window_wanted: the pad is to stand in a window of its own. set_elsewhere: it came to stand there, or here again.
    tablet_wanted: the device is to be looked at.
    """

    begun = Signal()
    signature_ready = Signal(object, object)
    ink_changed = Signal(object)
    stroke_undone = Signal()
    stroke_redone = Signal()
    cleared = Signal()
    problem = Signal(str)
    set_elsewhere = Signal()
    window_wanted = Signal()
    tablet_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, purpose: Purpose, pause_s: float) -> None:
        super().__init__()
        self._desk, self._purpose = desk, purpose
        self._signer_id = ""
        self._profile_id = 0
        self._files: list[str] = []
        self.setAcceptDrops(purpose != "collected")  # Collect has a page of its own for files
        self._ticket: CaptureTicket | None = None
        self.canvas = PenCanvas(theme)
        self.canvas.set_pause(pause_s)
        self._clear = Button(theme, tr(_CLEAR), "clear", role="quiet", tip=tr("Take the ink away (Esc)"))
        self.done = Button(theme, tr("Done"), "done", tip=tr("The signature is finished (Enter)"))
        self._undo = Button(theme, "", "undo", role="quiet", tip=tr("Take the last stroke back (Ctrl+Z)"))
        self._redo = Button(theme, "", "redo", role="quiet", tip=tr("Put the stroke back (Ctrl+Shift+Z)"))
        self.open = Button(
            theme,
            tr(_OPEN),
            "open",
            role="quiet",
            tip=tr("Take signatures from files (Ctrl+O); they can be dropped on the pad too"),
            shortcut="Ctrl+O",
            needs="store",
        )
        self.ask_files: Callable[[], Sequence[str]] = self._ask_files
        for button, words in (
            (self._undo, tr("Undo the last stroke")),
            (self._redo, tr("Put the stroke back")),
        ):
            button.setAccessibleName(words)
            button.setProperty("compact", True)
            button.setFixedSize(ICON_BUTTON_PX, 34)
        self.open.setAccessibleName(tr("Open files of signatures"))
        self._apart = Button(theme, tr(_APART), "window", role="quiet", tip=tr(_APART_TIP), needs="store")
        self._apart.clicked.connect(self.window_wanted)
        self.open.clicked.connect(self._open_files)
        if not self.acceptDrops():
            self.open.hide()
        self._poor = Button(theme, tr("Poor capture"), "warning", role="caution")
        self._poor.clicked.connect(self.tablet_wanted)
        self._problems: tuple[str, ...] = ()
        self._is_apart = False
        self._clear.clicked.connect(self._clear_pad)
        self.done.clicked.connect(self.canvas.finish)
        history = self.canvas.history
        self._undo.clicked.connect(history.take_back)
        self._redo.clicked.connect(history.put_again)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._undo_keys = [QShortcut(QKeySequence("Ctrl+Z"), self, history.take_back, context=here)]
        self._redo_keys = [
            QShortcut(QKeySequence(keys), self, history.put_again, context=here) for keys in ("Ctrl+Shift+Z", "Ctrl+Y")
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(row(self._apart, self.open, 1, self._poor, self._undo, self._redo, self._clear, self.done))
        self.canvas.signature_begun.connect(self._open_page)
        self.canvas.stroke_finished.connect(self._keep_stroke)
        history.taken_back.connect(self._take_stroke_back)
        history.put_back.connect(self._put_stroke_back)
        history.changed.connect(self._show_buttons)
        self.canvas.signature_finished.connect(self._hand_over)
        self.canvas.cleared.connect(self._throw_away)
        self.canvas.pen_lost.connect(self.problem)
        self._show_buttons()
        self.show_quality(())

    @property
    def capture_problems(self) -> str:
        """What is wrong with how the last ink was captured, as the badge's tip says it; '' without a badge."""
        return self._poor.toolTip() if not self._poor.isHidden() else ""

    def show_quality(self, problems: Sequence[str]) -> None:
        """Show a badge where the last ink was captured poorly, with the reasons in its tip; it leads to the tablet."""
        self._problems = tuple(problems)
        tip = tr_all((*problems, said("See Tablet for what to do.")))
        self._poor.setToolTip(tip)
        self._poor.setAccessibleDescription(tip)
        # Who signs in a window of their own has nothing to do with it.
        self._poor.setVisible(bool(problems) and not self._is_apart)
        self._fit()

    def turn_to(self, signer_id: str, name: str, profile_id: int = 0) -> None:
        """Turn to another signer or profile.

        An unfinished signature stays in the journal, for a person to keep or discard.
        """
        if (signer_id, profile_id) != (self._signer_id, self._profile_id):
            self.canvas.set_aside()
            self._ticket = None
            self._signer_id, self._profile_id = signer_id, profile_id
            self._files = []
        self.canvas.set_signer(name)
        self._show_buttons()

    def drop(self) -> None:
        """Forget ink and signer; what was journalled stays there, for a person to keep or discard."""
        self.canvas.set_aside()
        self._ticket, self._files = None, []
        self._signer_id, self._profile_id = "", 0
        self.canvas.set_signer("")
        self.show_quality(())
        self._show_buttons()

    def offer_next(self) -> None:
        """Read the next one of the files that were dropped, and hand it over as if it were written here."""
        if self._files and not self.canvas.blocked_reason:
            path, whose = self._files.pop(0), (self._signer_id, self._profile_id)
            self._desk.ask(
                lambda services: services.read_signature(path),
                lambda recording: self._take_file(whose, recording),
                self._tell_unread,
            )

    def _take_file(self, whose: tuple[str, int], recording: Recording) -> None:
        if whose != (self._signer_id, self._profile_id) or self.canvas.is_signing:
            return
        self.canvas.lay(recording)
        self._ticket = None
        self._show_buttons()
        self.begun.emit()
        ticket = CaptureTicket(self._signer_id, self._purpose)
        ticket.add(recording)
        self.signature_ready.emit(ticket, recording)

    def _tell_unread(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self.offer_next()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of signatures where one may sign; the signer's own window takes none."""
        files = any(url.isLocalFile() for url in event.mimeData().urls())
        if files and not self._is_apart and not self.canvas.blocked_reason and not self.canvas.is_signing:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped, one after the other; a question is asked about one signature at a time."""
        event.acceptProposedAction()
        self._take_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    @Slot()
    def _open_files(self) -> None:
        if self.canvas.blocked_reason:
            self.problem.emit(self.canvas.blocked_reason)
        elif paths := self.ask_files():
            self._take_files(paths)

    def _ask_files(self) -> Sequence[str]:
        return QFileDialog.getOpenFileNames(self, tr("Files of signatures"), str(Path.home()))[0]

    def _take_files(self, paths: Sequence[str]) -> None:
        self._files = list(paths)
        if self._purpose == "questioned" and len(self._files) > 1:
            self._files = []
            self.problem.emit(tr("Choose one file: signatures are verified one by one."))
        self.offer_next()

    def set_apart(self, apart: bool) -> None:
        """Show what a person who signs needs, and no more, while the pad stands in a window of its own."""
        self._is_apart = apart
        for button in (self._apart, self._undo, self._redo):
            button.setVisible(not apart)
        self.open.setVisible(not apart and self.acceptDrops())
        self.done.setAccessibleName(tr("OK") if apart else tr("Done"))
        self.show_quality(self._problems)
        self.set_elsewhere.emit()

    @property
    def is_apart(self) -> bool:
        """Whether it stands in a window of its own, where nothing may coach who signs."""
        return self._is_apart

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show buttons without their words where the row is too narrow for all, one after the other."""
        row_of = (self._apart, self.open, self._poor, self._undo, self._redo, self._clear, self.done)
        shown = [button for button in row_of if not button.isHidden()]
        words = {
            self.open: tr(_OPEN),
            self._apart: tr(_APART),
            self._clear: tr(_CLEAR),
            self.done: self.done.accessibleName(),
        }
        for button, word in words.items():
            button.shorten(word)
        for button in words:
            # A button of a fixed size asks for less than it takes.
            if sum(max(one.sizeHint().width(), one.minimumWidth()) + GAP_WITHIN for one in shown) > self.width():
                button.shorten()

    @Slot()
    def _clear_pad(self) -> None:
        self.canvas.clear()
        self._show_buttons()
        self.canvas.setFocus()

    @Slot()
    def _open_page(self) -> None:
        self._ticket = CaptureTicket(self._signer_id, self._purpose)
        self._show_buttons()
        self.begun.emit()

    @Slot(object)
    def _keep_stroke(self, part: Recording) -> None:
        ticket = self._ticket
        if ticket is not None:
            ticket.add(part)
            self._desk.ask(ticket.save, failed=self.problem.emit)
        self.ink_changed.emit(part)

    @Slot()
    def _take_stroke_back(self) -> None:
        ticket = self._ticket
        if ticket is not None:
            ticket.take_back()
            self._desk.ask(ticket.save, failed=self.problem.emit)
        self._show_buttons()
        self.canvas.setFocus()  # a button that has nothing left to undo would lose it
        self.stroke_undone.emit()

    @Slot()
    def _put_stroke_back(self) -> None:
        ticket = self._ticket
        if ticket is not None:
            ticket.put_back()
            self._desk.ask(ticket.save, failed=self.problem.emit)
        self._show_buttons()
        self.canvas.setFocus()
        self.stroke_redone.emit()

    @Slot(object)
    def _hand_over(self, recording: Recording) -> None:
        ticket, self._ticket = self._ticket, None
        self._show_buttons()
        if ticket is not None:
            self.signature_ready.emit(ticket, recording)

    @Slot()
    def _throw_away(self) -> None:
        ticket, self._ticket = self._ticket, None
        if ticket is not None:
            self._desk.ask(ticket.abandon)
        self._show_buttons()
        self.cleared.emit()

    @Slot()
    def _show_buttons(self) -> None:
        history = self.canvas.history
        for button, shortcuts, can in (
            (self._undo, self._undo_keys, history.can_take_back),
            (self._redo, self._redo_keys, history.can_put_back),
        ):
            button.setEnabled(can)
            for shortcut in shortcuts:
                shortcut.setEnabled(can)  # else nothing else could be undone by these keys
        all_undone = history.can_put_back and not self.canvas.has_strokes
        self.done.setEnabled(self.canvas.is_signing and not all_undone)
        self.open.setEnabled(not self.canvas.is_signing)
        self._apart.setEnabled(not self.canvas.is_signing)  # the paper changes its size on the way
        self._clear.setEnabled(not self.canvas.is_empty)


def whom(signer: SignerView | None) -> tuple[str, str, int]:
    """Return whom a pad turns to: the id, what stands under the line, and the profile."""
    if signer is None:
        return "", "", 0
    return signer.signer_id, f"{signer.name} · {signer.profile}" if signer.profile else signer.name, signer.profile_id
