"""Verify: a signature is written, its distance is drawn while the pen moves, and a verdict stands beside it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget

from sigverify.gui.capture.presence import BROKEN_OFF
from sigverify.gui.desk import CaptureTicket, Desk
from sigverify.gui.language import tr, tr_all
from sigverify.gui.live_scoring import LiveScoring
from sigverify.gui.panels.attempts_gate import AttemptsGate
from sigverify.gui.panels.candidates import CandidatesPanel
from sigverify.gui.panels.live_card import LiveCard
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.signer_window import PadSeat
from sigverify.gui.panels.signing_pad import SigningPad, whom
from sigverify.gui.panels.verdict import VerdictPanel
from sigverify.gui.plots.live_plot import LivePlot
from sigverify.gui.services import IdentificationView, LiveView, ModelView, SignerView, VerdictView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Recording
from sigverify.progress import Progress
from sigverify.sentences import said

PATIENCE_MS = 300
"""No word of waiting before this; most decisions are there sooner."""

_NO_SIGNER = said("Choose a signer in the list whose signature is to be verified.")
_WHOSE = said("Whose is it?")
_WHOSE_WORDS = said(
    "Sign, and all signers with references are compared: the likeliest will stand here. Or choose in the list whose "
    "signature it is claimed to be."
)
_SIGNING = said("Signing… The answer comes when the pen has been lifted for a moment.")
_UNDONE = said(
    "The last stroke was taken back. Write it anew, put it back (Ctrl+Shift+Z), or press Enter if that is all."
)
_ALL_UNDONE = said(
    "All strokes were taken back. Sign anew, put them back (Ctrl+Shift+Z), or press Esc to begin from nothing."
)
_STOPPED = said("Nothing was decided. The signature is in the journal: keep or discard it above, or sign anew.")
_USED_UP = said("No further signature is taken at the moment. A person decides.")
_NO_REFERENCE = said("This signer has no references to compare with yet.")


class VerifyPlace(Place):
    """The pad, the live plot under it, the verdict beside it; without a signer, whose signature it may be.

    nobody_wanted: no signer is to be chosen, so that the program looks whose signature it is.
    """

    word = said("Verify")
    help_page = "verify"
    keeps_ink = True

    nobody_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings, live: LiveScoring) -> None:
        super().__init__(theme, desk, settings)
        self._scoring = live
        self._signer: SignerView | None = None
        self._rates = settings.rates
        self._verification = 0
        self._enrolled = 0
        self._progress = Progress()
        self._unclaimed: tuple[int, Recording, int] | None = None

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        theme, desk, settings = self.theme, self.desk, self.settings
        self.pad = SigningPad(theme, desk, "questioned", settings.pause_s)
        yield
        plot = LivePlot(theme)
        yield
        self.live = LiveCard(theme, self._scoring, self.pad, plot, settings)
        yield
        self.verdict = VerdictPanel(theme)
        yield
        self.candidates = CandidatesPanel(theme)
        yield
        self._beside = QStackedWidget()
        self._beside.addWidget(self.verdict)
        self._beside.addWidget(self.candidates)
        middle = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.seat = PadSeat(theme, self.pad)
        middle.addWidget(self.seat)
        middle.addWidget(self.live)
        middle.setStretchFactor(0, 3)
        middle.setStretchFactor(1, 2)
        middle.setSizes([400, 260])
        self.lay_out(middle, self._beside, (680, 320))
        yield
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._say_comparing)
        self.pad.begun.connect(self._begin)
        self.pad.canvas.pen_lost.connect(self._say_broken_off)
        self.pad.stroke_undone.connect(self._follow_undo)
        self.pad.stroke_redone.connect(self._follow_redo)
        self.pad.signature_ready.connect(self._decide)
        self.pad.cleared.connect(self._forget)
        self.pad.ink_changed.connect(self.ink_changed)
        self.pad.problem.connect(self.problem)
        self.live.export.failed.connect(self.problem)
        self.pad.tablet_wanted.connect(lambda: self.place_wanted.emit("Tablet"))
        self._gate = AttemptsGate(desk, self.verdict.attempts, self)
        self._gate.changed.connect(self._show_gate)
        self._gate.problem.connect(self.problem)
        self._gate.lost.connect(self._lose_signer)
        self.verdict.attempts.compare_wanted.connect(lambda: self.place_wanted.emit("Compare"))
        self.verdict.labelled.connect(self._label)
        self.verdict.action.clicked.connect(lambda: self.place_wanted.emit("Enrol"))
        self.verdict.whose.clicked.connect(self.nobody_wanted)
        self.candidates.claimed.connect(self._claim)
        self.candidates.discarded.connect(self._discard_unclaimed)
        self.show_signer(None)

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer."""
        before = self._signer
        self._signer = signer
        changed = (signer.key if signer else None) != (before.key if before else None)
        set_aside = changed and self.pad.canvas.is_signing
        if set_aside:
            self._count_seen()  # of the signer before
        self.pad.turn_to(*whom(signer))
        self._gate.turn_to(signer)
        counted_anew = signer is not None and before is not None and signer.reference_count != before.reference_count
        if changed:
            self._verification += 1
            if before is None:
                self._progress.cancel()  # whose it is, nobody asks any more
            self._patience.stop()
            self.live.stop()
            self.live.show_view(None)
            self.live.show_verdict(None)
            set_aside = self._leave_unclaimed() or set_aside
        if changed or counted_anew:
            if self.verdict.verdict is None or changed:
                self._say_ready()
            self._ask_view()
        if set_aside:
            self.journal_changed.emit()

    def show_model(self, model: ModelView) -> None:  # noqa: ARG002  # any model makes the old live score stale
        """Fetch the live score of the model that is now in use."""
        self._ask_view()

    def show_enrolled(self, count: int) -> None:
        """Take note how many signers have references: with none it cannot be told whose a signature is."""
        if count != self._enrolled:
            self._enrolled = count
            if self._signer is None and self.pad.canvas.is_empty and self._unclaimed is None:
                self._say_ready()

    def take_rates(self) -> None:
        """Draw the decision line anew where other error rates were chosen."""
        if self.settings.rates != self._rates:
            self._rates = self.settings.rates
            self._ask_view()

    def enter(self) -> None:
        """Come to the front ready to sign."""
        if self.verdict.verdict is None:
            self._say_ready()
        if self.live.view is None:
            self._ask_view()
        self._gate.ask()

    def drop(self) -> None:
        """Forget ink, curves and verdict. A signature that nobody was said to have written stays in the journal."""
        self._progress.cancel()
        self._verification += 1
        self._patience.stop()
        self._leave_unclaimed()
        self.show_signer(None)
        self.live.stop()
        self.live.show_view(None)
        self.pad.drop()
        self.live.show_verdict(None)
        self.candidates.drop()
        self.verdict.drop()
        self._say_ready()

    def interrupt(self) -> None:
        """End a stroke that is being written, and keep it."""
        self.pad.canvas.interrupt()

    # --- while the pen moves --------------------------------------------------------------------------------------

    def _ask_view(self) -> None:
        signer = self._signer
        if signer is not None and signer.reference_count:
            known = signer.key
            rates = self.settings.rates
            self.desk.ask(
                lambda services: services.live(known[0], rates),
                lambda view: self._take_view(known, view),
                progress=Progress(),  # a template that has to be made must not keep a window from closing
            )

    def _take_view(self, known: tuple[str, int], view: LiveView | None) -> None:
        if self._signer is not None and self._signer.key == known:
            self.live.take_view(view)

    @Slot()
    def _begin(self) -> None:
        self._verification += 1
        if self._leave_unclaimed():
            self.journal_changed.emit()
        self.live.begin()
        self.verdict.say(self._name or tr(_WHOSE), tr(_SIGNING))

    def _count_seen(self) -> None:
        """Count as an attempt what is thrown away undecided: who may look, clear and try again is being taught."""
        if self.live.was_seen():
            self._gate.count_cleared()

    @Slot()
    def _say_broken_off(self) -> None:
        """Say how it goes on where no pause runs that would end the signature."""
        if not self.pad.canvas.is_waiting:
            self.verdict.say(self._name or tr(_WHOSE), tr(BROKEN_OFF))

    @Slot()
    def _follow_undo(self) -> None:
        left = self.live.take_back()
        self.verdict.say(self._name or tr(_WHOSE), tr(_UNDONE) if left else tr(_ALL_UNDONE))

    @Slot()
    def _follow_redo(self) -> None:
        self.live.put_back()
        self.verdict.say(self._name or tr(_WHOSE), tr(_SIGNING))

    @Slot()
    def _forget(self) -> None:
        self._count_seen()
        self.live.stop()
        self.live.plot.restart()
        self.live.show_verdict(None)
        self.live.forget_view()
        self._ask_view()
        self._say_ready()

    # --- the verdict ----------------------------------------------------------------------------------------------

    @Slot(object, object)
    def _decide(self, ticket: CaptureTicket, recording: Recording) -> None:
        self.live.end(recording)
        self._verification += 1
        number, rates = self._verification, self.settings.rates
        self._progress = Progress()
        self._patience.start()
        if not ticket.signer_id:
            self.desk.ask(
                lambda services: services.identify(ticket.save(services), recording),
                lambda view: self._show_candidates(number, view, recording, ticket.undone_count),
                lambda sentence: self._tell_problem(number, sentence),
                progress=self._progress,
                stopped=lambda: self._say_stopped(number),
            )
            return
        self.desk.ask(
            lambda services: services.verify(
                ticket.save(services), ticket.signer_id, recording, rates, ticket.undone_count
            ),
            lambda verdict: self._show_verdict(number, verdict),
            lambda sentence: self._tell_problem(number, sentence),
            progress=self._progress,
            stopped=lambda: self._say_stopped(number),
        )
        self.live.forget_view()
        self._ask_view()

    def _show_verdict(self, number: int, verdict: VerdictView) -> None:
        if number == self._verification:
            self._patience.stop()
            self.verdict.show_verdict(verdict)
            self.live.show_verdict(verdict)
        self._gate.ask()

    def _show_candidates(self, number: int, view: IdentificationView, recording: Recording, undone: int) -> None:
        if number == self._verification:
            self._patience.stop()
            self._unclaimed = (view.capture_id, recording, undone)
            self.candidates.show_candidates(view)
            self._beside.setCurrentWidget(self.candidates)
        else:
            self.journal_changed.emit()

    @Slot(str)
    def _claim(self, signer_id: str) -> None:
        """Verify the signature on the pad against the signer whom somebody says it is of."""
        if self._unclaimed is None:
            return
        (capture_id, recording, undone), self._unclaimed = self._unclaimed, None
        number, rates = self._verification, self.settings.rates
        self._beside.setCurrentWidget(self.verdict)
        self._progress = Progress()
        self._say_comparing()
        self.desk.ask(
            lambda services: services.verify(capture_id, signer_id, recording, rates, undone),
            lambda verdict: self._show_verdict(number, verdict),
            lambda sentence: self._tell_problem(number, sentence),
            progress=self._progress,
            stopped=lambda: self._say_stopped(number),
        )

    @Slot()
    def _discard_unclaimed(self) -> None:
        if self._unclaimed is not None:
            (capture_id, *_), self._unclaimed = self._unclaimed, None
            self.desk.ask(lambda services: services.abandon_capture(capture_id), failed=self.problem.emit)
        self.pad.canvas.set_aside()
        self._say_ready()

    def _leave_unclaimed(self) -> bool:
        """Leave a signature that nobody was said to have written to the journal; tell whether there was one."""
        there, self._unclaimed = self._unclaimed is not None, None
        self._beside.setCurrentWidget(self.verdict)
        return there

    def _tell_problem(self, number: int, sentence: str) -> None:
        self.problem.emit(sentence)
        self.journal_changed.emit()
        self._gate.ask()
        if number == self._verification:
            self._patience.stop()
            self.verdict.say(tr("No decision"), sentence)

    def _say_stopped(self, number: int) -> None:
        self.journal_changed.emit()
        if number == self._verification:
            self._patience.stop()
            self.verdict.say(tr("Stopped"), tr(_STOPPED))

    @Slot()
    def _say_comparing(self) -> None:
        words = tr("Comparing with the references…") if self._name else tr("Comparing with all signers…")
        self.verdict.wait(self._name or tr(_WHOSE), words, self._progress)

    @Slot(str)
    def _label(self, said: str) -> None:
        verdict = self.verdict.verdict
        if verdict is None:
            return
        known = verdict.recording_id
        if said == "discard":
            self.desk.ask(lambda services: services.discard_signature(known), failed=self.problem.emit)
            self.pad.canvas.set_aside()
            self.live.plot.restart()
            self.live.show_verdict(None)
            self._say_ready()
            self.pad.turn_to(*whom(self._signer))
        else:
            label_ = "genuine" if said == "genuine" else "forgery"
            self.desk.ask(
                lambda services: services.label_signature(known, label_),  # type: ignore[arg-type]  # narrowed above
                lambda _: self.verdict.show_label(said),
                self._lose_signer,
            )

    @Slot()
    def _show_gate(self) -> None:
        """Take no ink while no attempt is left, and take it again when one is free."""
        if self.verdict.verdict is None and self.pad.canvas.is_empty:
            self._say_ready()
        elif self._gate.is_shut:
            self.pad.canvas.block(tr(_USED_UP))
        elif self.pad.canvas.blocked_reason == tr(_USED_UP):
            self.pad.canvas.block("")

    @Slot(str)
    def _lose_signer(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self.signers_changed.emit()  # erased by another window, perhaps

    # --- words ----------------------------------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        return self._signer.name if self._signer is not None else ""

    def _say_ready(self) -> None:
        signer = self._signer
        self._beside.setCurrentWidget(self.verdict)
        self.verdict.whose.setVisible(signer is not None and self._enrolled > 1)
        if signer is None and not self._enrolled:
            self.pad.canvas.block(tr(_NO_SIGNER))
            self.verdict.say(tr("Verify a signature"), tr("The verdict will stand here, with the reasons for it."))
        elif signer is None:
            self.pad.canvas.block("")
            self.pad.canvas.set_hint(tr("Sign on the line"))
            self.verdict.say(tr(_WHOSE), tr(_WHOSE_WORDS))
        elif signer.reference_count == 0:
            self.pad.canvas.block(tr(_NO_REFERENCE))
            self.verdict.say(
                signer.name, tr_all((_NO_REFERENCE, said("Let the signer write some first."))), tr("Enrol references")
            )
        else:
            self.pad.canvas.block(tr(_USED_UP) if self._gate.is_shut else "")
            self.pad.canvas.set_hint(tr("Sign on the line"))
            words = tr_all((said("The verdict will stand here, with the reasons for it."), self._gate.words))
            self.verdict.say(signer.name, words)
