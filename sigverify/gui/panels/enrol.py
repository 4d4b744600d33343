"""Enrol: a signer writes references; one that differs from the others is refused with its reason."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from sigverify.gui.desk import CaptureTicket, Desk
from sigverify.gui.panels.pieces import Button, SidePanel, Sign, card, label, row, rule
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.progress_dots import ProgressDots
from sigverify.gui.panels.reference_cards import ReferenceCards
from sigverify.gui.panels.signer_window import PadSeat
from sigverify.gui.panels.signing_pad import SigningPad
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.services import REFERENCES_WANTED, EnrolmentView, ReferenceOffer, SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.words import counted
from sigverify.ink.recording import Recording

_NO_SIGNER = "Choose a signer on the left, or add a new one. The references will be written here."


class EnrolPlace(Place):
    """The pad, the references as cards, progress, and what to do with one that was refused."""

    word = "Enrol"
    icon_name = "enrol"
    help_page = "enrol"

    signer_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._signer: SignerView | None = None
        self._enrolment: EnrolmentView | None = None
        self._refused: tuple[CaptureTicket, Recording] | None = None
        self.pad = SigningPad(theme, desk, "reference", settings.pause_s)
        self.cards = ReferenceCards(theme)
        middle = _PadOverCards(self.cards)
        self.seat = PadSeat(theme, self.pad)
        middle.insertWidget(0, self.seat)
        middle.setStretchFactor(0, 1)
        middle.sized_by_hand = self.lay_out(middle, self._side(), (700, 292))
        self.pad.signature_ready.connect(self._offer)
        self.pad.ink_changed.connect(self.ink_changed)
        self.pad.problem.connect(self.problem)
        self.pad.tablet_wanted.connect(lambda: self.place_wanted.emit("Tablet"))
        self.pad.begun.connect(self._say_signing)
        self.pad.cleared.connect(self._say_state)
        self.cards.removed.connect(self._remove)
        self.show_signer(None)

    def _side(self) -> QWidget:
        theme = self.theme
        side = SidePanel("Progress of the enrolment")
        self._title = label("", "title", wrap=True)
        self._dots = ProgressDots(theme, REFERENCES_WANTED)
        self._progress = label("", "figure")
        self._state = label("", wrap=True)
        self._state.setAccessibleName("State of the enrolment")
        self._new = Button(theme, "New signer", "add", role="primary", tip="Add a signer (Ctrl+N)", needs="enrol")
        self._new.clicked.connect(self.signer_wanted)
        self._to_verify = Button(theme, "Verify a signature", "verify", role="primary")
        self._to_verify.clicked.connect(lambda: self.place_wanted.emit("Verify"))
        self._reason = label("", wrap=True)
        self._refused_ink = Thumbnail(theme, None, QSize(200, 84))
        self._keep = Button(
            theme, "Keep it anyway", "done", tip="A person says that this is how the signer signs", needs="enrol"
        )
        self._leave = Button(theme, "Leave it out", "close", role="quiet", tip="Throw this one away and sign once more")
        self._keep.clicked.connect(self._keep_refused)
        self._leave.clicked.connect(self._leave_out)
        self._refusal_title = label("", "heading")
        head = row(Sign(theme, "warning", "refer", 20), self._refusal_title, 1)
        self._refusal = card(head, self._refused_ink, self._reason, self._keep, self._leave, name="notice")
        self._erase = Button(
            theme, "Erase this signer…", "remove", role="quiet", tip="Erase all that is held", needs="erase"
        )
        self._erase_words = label("", wrap=True)
        self._erase_now = Button(theme, "Erase for good", "remove", role="danger", needs="erase")
        self._spare = Button(theme, "Keep the signer", role="quiet")
        self._confirm = card(self._erase_words, self._erase_now, self._spare, name="notice")
        self._erase.clicked.connect(self._ask_erase)
        self._erase_now.clicked.connect(self._erase_signer)
        self._spare.clicked.connect(self._spare_signer)
        for widget in (self._title, self._progress, self._dots, self._state, self._new, self._to_verify, self._refusal):
            side.column.addWidget(widget)
        side.column.addStretch(1)
        self._rule = rule()
        for widget in (self._rule, self._erase, self._confirm):
            side.column.addWidget(widget)
        return side

    # --- the signer -----------------------------------------------------------------------------------------------

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer's references."""
        changed = (signer.signer_id if signer else "") != (self._signer.signer_id if self._signer else "")
        set_aside = changed and (self.pad.canvas.is_signing or self._refused is not None)
        self._signer = signer
        self.pad.turn_to(signer.signer_id if signer else "", signer.name if signer else "")
        self.pad.canvas.block("" if signer else _NO_SIGNER)
        if changed:
            self._enrolment = None
            self._refused = None
            self.cards.show_enrolment(None)
        self._confirm.hide()
        self._say_state()
        if signer is not None and changed:
            self._ask_enrolment()
        if set_aside:
            self.journal_changed.emit()

    def enter(self) -> None:
        """Fetch the references anew: another place may have changed them."""
        if self._signer is not None:
            self._ask_enrolment()

    def interrupt(self) -> None:
        """End a stroke that is being written, and keep it."""
        self.pad.canvas.interrupt()

    def _ask_enrolment(self) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.desk.ask(lambda services: services.enrolment(signer_id), self._show_enrolment)

    def _show_enrolment(self, enrolment: EnrolmentView) -> None:
        if self._signer is None or enrolment.signer.signer_id != self._signer.signer_id:
            return
        self._enrolment = enrolment
        self.cards.show_enrolment(enrolment)
        self._say_state()

    # --- a reference ----------------------------------------------------------------------------------------------

    @Slot(object, object)
    def _offer(self, ticket: CaptureTicket, recording: Recording) -> None:
        self._drop_refused()
        self._state.setText("Comparing it with the others…")
        self.desk.ask(
            lambda services: services.offer_reference(ticket.save(services), ticket.signer_id, recording),
            lambda offer: self._take_answer(ticket, recording, offer),
            self._tell_problem,
        )

    def _take_answer(self, ticket: CaptureTicket, recording: Recording, offer: ReferenceOffer) -> None:
        here = self._signer is not None and ticket.signer_id == self._signer.signer_id
        if offer.accepted and offer.enrolment is not None:
            self.signers_changed.emit()
            if here and not self.pad.canvas.is_signing:
                self.pad.turn_to(ticket.signer_id, offer.enrolment.signer.name)
                self.pad.canvas.set_aside()
            self._show_enrolment(offer.enrolment)
        elif here:
            self._refused = (ticket, recording)
            self._refused_ink.show_recording(recording)
            self._reason.setText(offer.reason)
            self._keep.setVisible(offer.keepable)
            self._refusal_title.setText("Not like the others" if offer.keepable else "Cannot be compared")
            self._say_state()
        else:
            self.journal_changed.emit()

    @Slot()
    def _keep_refused(self) -> None:
        if self._refused is None:
            return
        (ticket, recording), self._refused = self._refused, None
        self.pad.canvas.set_aside()
        self.desk.ask(
            lambda services: services.keep_reference(ticket.save(services), ticket.signer_id, recording),
            self._kept,
            self._tell_problem,
        )
        self._say_state()

    def _kept(self, enrolment: EnrolmentView) -> None:
        self.signers_changed.emit()
        self._show_enrolment(enrolment)

    @Slot()
    def _leave_out(self) -> None:
        self._drop_refused()
        if not self.pad.canvas.is_signing:
            self.pad.canvas.set_aside()
        self._say_state()
        self.pad.canvas.setFocus()

    def _drop_refused(self) -> None:
        if self._refused is not None:
            (ticket, _), self._refused = self._refused, None
            self.desk.ask(ticket.abandon)

    @Slot(int)
    def _remove(self, recording_id: int) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.desk.ask(
                lambda services: services.remove_reference(signer_id, recording_id), self._kept, self._tell_problem
            )

    def _tell_problem(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self._say_state()

    # --- erasing --------------------------------------------------------------------------------------------------

    @Slot()
    def _ask_erase(self) -> None:
        if self._signer is not None:
            self._erase_words.setText(
                f"Erase everything that is held about {self._signer.name}: references, signatures, decisions? "
                "This cannot be undone."
            )
            self._confirm.show()
            self._erase.hide()
            self._spare.setFocus()

    @Slot()
    def _spare_signer(self) -> None:
        self._confirm.hide()
        self._erase.show()
        self._erase.setFocus()

    @Slot()
    def _erase_signer(self) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.pad.canvas.clear()
            self._drop_refused()
            self.desk.ask(
                lambda services: services.erase_signer(signer_id),
                lambda _: self.signers_changed.emit(),
                self._tell_problem,
            )

    # --- words ----------------------------------------------------------------------------------------------------

    @Slot()
    def _say_signing(self) -> None:
        if self._refused is None:
            self._state.setText("Signing… Lift the pen and wait, or press Enter.")

    @Slot()
    def _say_state(self) -> None:
        signer, enrolment = self._signer, self._enrolment
        self._new.setVisible(signer is None)
        for widget in (self._dots, self._progress, self._rule):
            widget.setVisible(signer is not None)
        self._erase.setVisible(signer is not None and self._confirm.isHidden())
        self._refusal.setVisible(self._refused is not None)
        count = len(enrolment.references) if enrolment is not None else 0
        self._to_verify.setVisible(signer is not None and count >= REFERENCES_WANTED and self._refused is None)
        if signer is None:
            self._title.setText("Enrol a signer")
            self._state.setText(
                "A signer writes a few references here. Each is compared with the others as soon as it is written, and "
                "kept if it agrees with them."
            )
            return
        self._title.setText(signer.name)
        self._dots.show_progress(count)
        self._progress.setText(
            f"{count} of {REFERENCES_WANTED}" if count <= REFERENCES_WANTED else counted(count, "reference")
        )
        self._state.setText(self._next_step(count))
        self.pad.canvas.set_hint("Sign on the line" if count == 0 else "")

    def _next_step(self, count: int) -> str:
        if self._refused is not None:
            return "Keep the last one, leave it out, or simply sign once more in its place."
        if count == 0:
            return "Sign as you always do. The first one is kept as it is; the next ones are compared with it."
        if count < REFERENCES_WANTED:
            left = counted(REFERENCES_WANTED - count, "more", "more")
            return f"Good. {left} to go; references of another day help most."
        return "Enough to compare with. Further ones make the comparison surer, above all on another day."


class _PadOverCards(QSplitter):
    """Gives the cards the height they need, until a person chooses another."""

    def __init__(self, cards: ReferenceCards) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        self.sized_by_hand = False
        self._cards = cards
        self.addWidget(cards)
        self.splitterMoved.connect(self._note_hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.sized_by_hand:
            wanted = min(self._cards.height_for(self.width()), self.height() // 2)
            self.setSizes([self.height() - wanted - self.handleWidth(), wanted])

    @Slot()
    def _note_hand(self) -> None:
        self.sized_by_hand = True
