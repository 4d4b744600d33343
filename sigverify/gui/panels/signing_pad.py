"""`SigningPad`: the paper, the buttons under it, and the journal that each stroke goes to as it ends."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.desk import CaptureTicket, Desk
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, row
from sigverify.gui.services import Purpose
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.ink.recording import Recording
from sigverify.sentences import said

_APART = said("Signer's window")
_APART_TIP = said("The signer gets a window with the pad alone, on the second screen if there is one (Ctrl+Shift+S)")


class SigningPad(QWidget):
    """Paper of one signer for one purpose.

    begun: the first stroke of a signature begins. signature_ready(CaptureTicket, Recording): a signature is finished;
    its strokes are with the desk. ink_changed(Recording): the part that was just written. problem(str): a stroke
    could not be saved, and is kept and saved with the next one; or the pen went in the middle of one.
    window_wanted: the pad is to stand in a window of its own. tablet_wanted: the device is to be looked at.
    """

    begun = Signal()
    signature_ready = Signal(object, object)
    ink_changed = Signal(object)
    cleared = Signal()
    problem = Signal(str)
    window_wanted = Signal()
    tablet_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, purpose: Purpose, pause_s: float) -> None:
        super().__init__()
        self._desk, self._purpose = desk, purpose
        self._signer_id = ""
        self._ticket: CaptureTicket | None = None
        self.canvas = PenCanvas(theme)
        self.canvas.set_pause(pause_s)
        self._clear = Button(theme, tr("Clear"), "clear", role="quiet", tip=tr("Take the ink away (Esc)"))
        self._done = Button(theme, tr("Done"), "done", tip=tr("The signature is finished (Enter)"))
        self._apart = Button(theme, tr(_APART), "window", role="quiet", tip=tr(_APART_TIP))
        self._apart.clicked.connect(self.window_wanted)
        self._poor = Button(theme, tr("Poor capture"), "warning", role="caution")
        self._poor.clicked.connect(self.tablet_wanted)
        self._problems: tuple[str, ...] = ()
        self._is_apart = False
        self._clear.clicked.connect(self._clear_pad)
        self._done.clicked.connect(self.canvas.finish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(row(self._apart, 1, self._poor, self._clear, self._done))
        self.canvas.signature_begun.connect(self._open_page)
        self.canvas.stroke_finished.connect(self._keep_stroke)
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

    def turn_to(self, signer_id: str, name: str) -> None:
        """Turn to another signer. An unfinished signature stays in the journal, for a person to keep or discard."""
        if signer_id != self._signer_id:
            self.canvas.set_aside()
            self._ticket = None
            self._signer_id = signer_id
        self.canvas.set_signer(name)
        self._show_buttons()

    def set_apart(self, apart: bool) -> None:
        """Show what a person who signs needs, and no more, while the pad stands in a window of its own."""
        self._is_apart = apart
        self._apart.setVisible(not apart)
        self.show_quality(self._problems)
        self._done.setText(tr("OK") if apart else tr("Done"))
        self._done.setAccessibleName(self._done.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the button of the signer's window without its words where the row is too narrow for all."""
        self._apart.setText(tr(_APART))
        shown = [button for button in (self._apart, self._poor, self._clear, self._done) if not button.isHidden()]
        wanted = sum(button.sizeHint().width() + GAP_WITHIN for button in shown)
        if wanted > self.width():
            self._apart.setText("")

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

    def _show_buttons(self) -> None:
        self._done.setEnabled(self.canvas.is_signing)
        self._apart.setEnabled(not self.canvas.is_signing)  # the paper changes its size on the way
        self._clear.setEnabled(not self.canvas.is_empty)
