"""Enrol: a signer writes references; one that differs from the others is refused with its reason."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sigverify.gui.capture.presence import BROKEN_OFF
from sigverify.gui.desk import CaptureTicket, Desk
from sigverify.gui.enrolling import FEWEST_REFERENCES, AlikeView, EnrolmentView, ReferenceOffer, SignerView
from sigverify.gui.language import tr
from sigverify.gui.panels.enrolment_steps import next_step
from sigverify.gui.panels.erasing import Erasing
from sigverify.gui.panels.pieces import Button, SidePanel, label
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.progress_dots import ProgressDots
from sigverify.gui.panels.reference_cards import PadOverCards, ReferenceCards
from sigverify.gui.panels.reference_notices import AgeNotice, AlikeNotice, RefusalNotice
from sigverify.gui.panels.role_notice import RoleNotice
from sigverify.gui.panels.signer_details import SignerDetails
from sigverify.gui.panels.signer_window import PadSeat
from sigverify.gui.panels.signing_pad import SigningPad, whom
from sigverify.gui.panels.waiting_bar import WaitingBar
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.words import counted, erased_words
from sigverify.ink.recording import Recording
from sigverify.sentences import said
from sigverify.storage.rows import Erased

_STOPPED = said(
    "Stopped; nothing was changed. A signature that was offered is in the journal: keep or discard it above."
)
_NO_SIGNER = said("Choose a signer in the list, or add a new one. The references will be written here.")


class EnrolPlace(Place):
    """The pad, the references as cards, progress, and what to do with one that was refused.

    signer_wanted: somebody new is to be enrolled. signer_changed(SignerView): this signer is another than listed.
    """

    word = said("Enrol")
    help_page = "enrol"
    keeps_ink = True

    signer_wanted = Signal()
    signer_changed = Signal(object)

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._signer: SignerView | None = None
        self._enrolment: EnrolmentView | None = None
        self._refused: tuple[CaptureTicket, Recording] | None = None
        self._renewed: int | None = None

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        self.pad = SigningPad(self.theme, self.desk, "reference", self.settings.pause_s)
        self.cards = ReferenceCards(self.theme, self.settings)
        self._middle = middle = PadOverCards(self.cards)
        self.seat = PadSeat(self.theme, self.pad)
        yield
        middle.insertWidget(0, self.seat)
        middle.setStretchFactor(0, 1)
        middle.sized_by_hand = self.lay_out(middle, self._side(), (700, 292))
        self.pad.signature_ready.connect(self._offer)
        self.pad.ink_changed.connect(self.ink_changed)
        self.pad.problem.connect(self.problem)
        self.pad.tablet_wanted.connect(lambda: self.place_wanted.emit("Tablet"))
        self.pad.begun.connect(self._say_signing)
        self.pad.canvas.pen_lost.connect(self._say_broken_off)
        self.pad.cleared.connect(self._say_state)
        self.cards.follow(self.pad.done)
        self.cards.removed.connect(self._remove)
        self.show_signer(None)

    def _side(self) -> QWidget:
        theme = self.theme
        side = SidePanel(tr("Progress of the enrolment"))
        self.details = SignerDetails(theme)
        self._dots = ProgressDots(theme, self.settings.references_wanted)
        self._progress = label("", "figure")
        self._state = label("", wrap=True)
        self._state.setAccessibleName(tr("State of the enrolment"))
        self.bar = WaitingBar(theme)
        self._new = Button(
            theme, tr("New signer"), "add", role="primary", tip=tr("Add a signer (Ctrl+N)"), needs="enrol"
        )
        self._to_verify = Button(theme, tr("Verify a signature"), "verify", role="primary")
        self.refusal = RefusalNotice(theme)
        self.age = AgeNotice(theme)
        self.alike = AlikeNotice(theme)
        renew_tip = tr("New ones take the old ones' place, one by one")
        self.renew = Button(theme, tr("Renew the references"), "enrol", role="aside", tip=renew_tip, needs="enrol")
        self.erasing = Erasing(theme)
        self._new.clicked.connect(self.signer_wanted)
        self._to_verify.clicked.connect(lambda: self.place_wanted.emit("Verify"))
        self.details.saved.connect(self._save_details)
        self.details.profile_wanted.connect(self._add_profile)
        self.refusal.kept.connect(self._keep_refused)
        self.refusal.left_out.connect(self._leave_out)
        self.age.renew_wanted.connect(self._set_renewing)
        self.renew.clicked.connect(lambda: self._set_renewing(True))
        self.alike.kept.connect(self._keep_alike)
        self.alike.removed.connect(self._remove)
        self.erasing.forged_wanted.connect(self._ask_forged)
        self.erasing.erase_wanted.connect(self._erase)
        for widget in (
            RoleNotice(theme, "enrol", self),
            *(self.details, self._progress, self._dots, self._state, self.bar, self._new, self._to_verify),
            *(self.refusal, self.alike, self.age),
        ):
            side.column.addWidget(widget)
        side.column.addStretch(1)
        side.column.addWidget(self.renew)
        side.column.addWidget(self.erasing)
        return side

    # --- the signer -----------------------------------------------------------------------------------------------

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer's references, or to those of another profile."""
        changed = (signer.key if signer else None) != (self._signer.key if self._signer else None)
        set_aside = changed and (self.pad.canvas.is_signing or self._refused is not None)
        self._signer = signer
        self.pad.turn_to(*whom(signer))
        self.pad.canvas.block("" if signer else tr(_NO_SIGNER))
        if changed:
            self._enrolment = None
            self._refused = None
            self._renewed = None
            self.alike.hide()
            self.cards.show_enrolment(None)
        self.cards.setVisible(signer is not None)  # nobody's would be a hole under the pad
        self.details.show_signer(signer)
        self._say_state()
        if signer is not None and changed:
            self._ask_enrolment()
        if set_aside:
            self.journal_changed.emit()

    def take_wanted(self) -> None:
        """Ask for as many references as the settings say now."""
        self.cards.show_enrolment(self._enrolment)
        self._say_state()

    def enter(self) -> None:
        """Fetch the references anew: another place may have changed them."""
        if self._signer is not None:
            self._ask_enrolment()

    def drop(self) -> None:
        """Forget the references, and the signature that was refused."""
        self.show_signer(None)
        self.pad.drop()
        self.details.forget()
        self.refusal.drop()
        self.alike.drop()

    def interrupt(self) -> None:
        """End a stroke that is being written, and keep it."""
        self.pad.canvas.interrupt()

    def _ask_enrolment(self) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.desk.ask(lambda services: services.enrolment(signer_id), self._show_enrolment)

    def _show_enrolment(self, enrolment: EnrolmentView) -> None:
        if self._signer is None or enrolment.signer.key != self._signer.key:
            return
        self._enrolment = enrolment
        self.cards.show_enrolment(enrolment)
        self._middle.fit()
        self._say_state()

    @Slot(str, str, str)
    def _save_details(self, name: str, purpose: str, profile: str) -> None:
        signer = self._signer
        if signer is None:
            return
        ways = {way.profile_id: way.name for way in signer.profiles}
        signer_id, profile_id = signer.key
        for changed, save in (
            (name != signer.name, lambda s: s.rename_signer(signer_id, name)),
            (purpose != signer.purpose, lambda s: s.note_purpose(signer_id, purpose)),
            (
                profile != ways.get(profile_id) and bool(profile),
                lambda s: s.rename_profile(signer_id, profile_id, profile),
            ),
        ):
            if changed:
                self.desk.ask(save, self.signer_changed.emit, self._tell_problem)

    @Slot(str)
    def _add_profile(self, name: str) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.desk.ask(
                lambda services: services.add_profile(signer_id, name), self.signer_changed.emit, self._tell_problem
            )

    # --- a reference ----------------------------------------------------------------------------------------------

    @Slot(object, object)
    def _offer(self, ticket: CaptureTicket, recording: Recording) -> None:
        self._drop_refused()
        self._state.setText(tr("Comparing it with the others…"))
        renew = self._renewed is not None
        self.bar.ask(
            self.desk,
            lambda services: services.offer_reference(ticket.save(services), ticket.signer_id, recording, renew=renew),
            lambda offer: self._take_answer(ticket, recording, offer),
            self._tell_problem,
            self._say_stopped,
        )

    def _say_stopped(self) -> None:
        """Say that nothing was changed; a new signature is offered above, out of the journal."""
        if not self.pad.canvas.is_signing:
            self.pad.canvas.set_aside()
        self._say_state()
        self._state.setText(tr(_STOPPED))
        self.journal_changed.emit()

    def _take_answer(self, ticket: CaptureTicket, recording: Recording, offer: ReferenceOffer) -> None:
        here = self._signer is not None and ticket.signer_id == self._signer.signer_id
        if offer.accepted and offer.enrolment is not None:
            if here and not self.pad.canvas.is_signing:
                self.pad.turn_to(*whom(offer.enrolment.signer))
                self.pad.canvas.set_aside()
            self._kept(offer.enrolment, recording)
        elif here:
            self._refused = (ticket, recording)
            self.refusal.show_refused(recording, offer.reason, keepable=offer.keepable)
            self._say_state()
        else:
            self.journal_changed.emit()

    @Slot()
    def _keep_refused(self) -> None:
        if self._refused is None:
            return
        (ticket, recording), self._refused = self._refused, None
        renew = self._renewed is not None
        self.pad.canvas.set_aside()
        self.bar.ask(
            self.desk,
            lambda services: services.keep_reference(ticket.save(services), ticket.signer_id, recording, renew=renew),
            lambda enrolment: self._kept(enrolment, recording),
            self._tell_problem,
            self._say_stopped,
        )
        self._say_state()

    def _kept(self, enrolment: EnrolmentView, recording: Recording) -> None:
        """Take a reference that was kept into account, and look whether it is like another signer's."""
        if self._renewed is not None:
            self._renewed += 1
            if self._renewed >= len(enrolment.references):
                self._renewed = None
        self.alike.hide()
        self._changed(enrolment)
        self.desk.ask(
            lambda services: services.prepare_alike(), lambda more: self._look_alike(enrolment, recording, more)
        )
        self.pad.offer_next()

    def _look_alike(self, enrolment: EnrolmentView, recording: Recording, more: bool) -> None:
        """Read on in small parts while there is more, so that whoever signs meanwhile does not wait; then compare."""
        signer_id, recording_id = enrolment.signer.signer_id, enrolment.references[-1].recording_id
        if self._signer is None or self._signer.key != enrolment.signer.key:
            return
        if more:
            self.desk.ask(
                lambda services: services.prepare_alike(), lambda left: self._look_alike(enrolment, recording, left)
            )
        else:
            self.desk.ask(lambda services: services.alike(signer_id, recording_id, recording), self._show_alike)

    def _show_alike(self, alike: AlikeView | None) -> None:
        known = self._enrolment.references if self._enrolment is not None else ()
        if alike is not None and any(one.recording_id == alike.recording_id for one in known):
            assert self._signer is not None, "whose references they are"
            self.alike.show_alike(alike, self._signer.name)

    @Slot(int)
    def _keep_alike(self, recording_id: int) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.desk.ask(
                lambda services: services.keep_alike(signer_id, recording_id),
                lambda _: self.alike.hide(),
                self._tell_problem,
            )

    def _changed(self, enrolment: EnrolmentView) -> None:
        self.signers_changed.emit()
        self._show_enrolment(enrolment)

    @Slot()
    def _leave_out(self) -> None:
        self._drop_refused()
        if not self.pad.canvas.is_signing:
            self.pad.canvas.set_aside()
        self._say_state()
        self.pad.canvas.setFocus()
        self.pad.offer_next()

    def _drop_refused(self) -> None:
        if self._refused is not None:
            (ticket, _), self._refused = self._refused, None
            self.desk.ask(ticket.abandon)

    @Slot(int)
    def _remove(self, recording_id: int) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.alike.hide()
            self.bar.ask(
                self.desk,
                lambda services: services.remove_reference(signer_id, recording_id),
                self._changed,
                self._tell_problem,
                self._say_stopped,
            )

    @Slot(bool)
    def _set_renewing(self, renewing: bool) -> None:
        self._renewed = 0 if renewing else None
        self._say_state()
        self.pad.canvas.setFocus()

    def _tell_problem(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self._say_state()

    # --- erasing --------------------------------------------------------------------------------------------------

    @Slot()
    def _ask_forged(self) -> None:
        if self._signer is not None:
            signer_id = self._signer.signer_id
            self.desk.ask(
                lambda services: services.forged_by(signer_id),
                partial(self.erasing.show_forged, signer_id),
                self._leave_erasing,
            )

    def _leave_erasing(self, sentence: str) -> None:
        self.erasing.leave()
        self._tell_problem(sentence)

    @Slot(str)
    def _erase(self, what: str) -> None:
        if self._signer is None:
            return
        signer_id, profile_id = self._signer.key
        if what == "earlier":
            self.desk.ask(lambda services: services.erase_earlier(signer_id), self._changed, self._tell_problem)
            return
        self.pad.canvas.clear()
        self._drop_refused()
        if what == "profile":
            self.desk.ask(
                lambda services: services.erase_profile(signer_id, profile_id),
                self.signer_changed.emit,
                self._tell_problem,
            )
        else:
            forgeries, name = self.erasing.forged.wanted, self._signer.name
            self.desk.ask(
                lambda services: services.erase_signer(signer_id, forgeries=forgeries),
                partial(self._tell_erased, name),
                self._tell_problem,
            )

    def _tell_erased(self, name: str, erased: Erased) -> None:
        self.told.emit(erased_words(name, erased))
        self.signers_changed.emit()

    # --- words ----------------------------------------------------------------------------------------------------

    @Slot()
    def _say_signing(self) -> None:
        if self._refused is None:
            self._state.setText(tr("Signing… Lift the pen and wait, or press Enter."))

    @Slot()
    def _say_broken_off(self) -> None:
        if not self.pad.canvas.is_waiting:
            self._state.setText(tr(BROKEN_OFF))

    @Slot()
    def _say_state(self) -> None:
        signer, enrolment = self._signer, self._enrolment
        self._new.setVisible(signer is None)
        for widget in (self._dots, self._progress):
            widget.setVisible(signer is not None)
        self.erasing.show_signer(signer, enrolment.earlier if enrolment is not None else 0)
        self.refusal.setVisible(self._refused is not None)
        self.age.show_age(enrolment, self._renewed)
        count = len(enrolment.references) if enrolment is not None else 0
        self._to_verify.setVisible(signer is not None and count >= FEWEST_REFERENCES and self._refused is None)
        self.renew.setVisible(count > 0 and self.age.isHidden())
        if signer is None:
            self.details.title.setText(tr("Enrol a signer"))
            self._state.setText(
                tr(
                    "A signer writes a few references here. Each is compared with the others as soon as it is written, "
                    "and kept if it agrees with them."
                )
            )
            return
        wanted = self.settings.references_wanted
        self._dots.show_progress(count, wanted)
        self._progress.setText(
            tr("{count} of {wanted}", count=count, wanted=wanted) if count <= wanted else counted(count, "reference")
        )
        refused, renewing = self._refused is not None, self._renewed is not None
        self._state.setText(
            next_step(count, wanted, refused=refused, keepable=self.refusal.keepable, renewing=renewing)
        )
        self.pad.canvas.set_hint(tr("Sign on the line") if count == 0 else "")
