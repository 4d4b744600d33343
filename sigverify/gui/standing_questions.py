"""`StandingQuestions`: what the window asks over and over until somebody answers, in its banners.

Signatures that were begun and not finished are to be kept or discarded; a store without a recovery key wants one.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.gui.desk import Desk
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import tr
from sigverify.gui.panels.banner import Banners
from sigverify.gui.rights import Rights
from sigverify.gui.services import SignerView, UnfinishedView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.words import counted, moment_words


class StandingQuestions(QObject):
    """chosen: tells who is chosen in the list, to whom a signature of nobody is kept.

    holds_signers: tells whether anybody's signatures would be lost with the store; samples are nobody's.
    signers_changed: a signature was kept. recovery_wanted: a recovery key is to be made.
    """

    signers_changed = Signal()
    recovery_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        banners: Banners,
        settings: WindowSettings,
        rights: Rights,
        chosen: Callable[[], SignerView | None],
        holds_signers: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._banners, self._settings, self._rights = desk, banners, settings, rights
        self._chosen, self._holds_signers = chosen, holds_signers
        self._recoverable = True
        self._put_off = False
        self._silent = False

    def show_store(self, store: StoreView) -> None:
        """Take note whether there is a recovery key."""
        self._recoverable = store.recovery

    def fall_silent(self) -> None:
        """Ask nothing until `ask` is called: the window is locked, and answers that come late are dropped."""
        self._silent = True

    @Slot()
    def ask(self) -> None:
        """Ask what stands open now."""
        self._silent = False
        self._look()

    @Slot()
    def look_again(self) -> None:
        """Ask anew where it is asked at all: something was written or answered."""
        if not self._silent:
            self._look()

    def _look(self) -> None:
        self._desk.ask(lambda s: s.unfinished(), self._take)

    def _take(self, unfinished: Sequence[UnfinishedView]) -> None:
        if self._silent:
            return
        self._banners.clear_questions()
        self._offer_recovery_key()
        for view in unfinished:
            self._ask_about(view)

    # --- unfinished signatures ------------------------------------------------------------------------------------

    def _ask_about(self, view: UnfinishedView) -> None:
        moment = moment_words(view.started_at)
        strokes = counted(view.stroke_count, "stroke")
        if view.damaged:
            strokes = tr("{strokes}; others are damaged", strokes=strokes)
        keep = (tr("Keep it"), partial(self._keep, view.capture_id))
        discard = (tr("Discard"), partial(self._discard, view.capture_id))
        self._banners.show_question(
            tr(
                "A signature of {signer} was not finished on {moment} ({strokes}).",
                signer=view.signer_name,
                moment=moment,
                strokes=strokes,
            )
            if view.signer_name
            else tr("A signature was not finished on {moment} ({strokes}).", moment=moment, strokes=strokes),
            [keep, discard] if view.stroke_count else [discard],
        )

    def _keep(self, capture_id: int) -> None:
        signer = self._chosen()
        known = signer.signer_id if signer is not None else ""
        self._desk.ask(
            lambda s: s.keep_unfinished(capture_id, known), lambda _: self.signers_changed.emit(), self._say_unkept
        )

    def _say_unkept(self, sentence: str) -> None:
        self._banners.show_fault(sentence)
        self.look_again()

    def _discard(self, capture_id: int) -> None:
        self._desk.ask(lambda s: s.abandon_capture(capture_id))

    # --- the recovery key -----------------------------------------------------------------------------------------

    def _offer_recovery_key(self) -> None:
        wanted = not (self._recoverable or self._put_off or self._settings.recovery_declined)
        if wanted and self._holds_signers() and not self._rights.refusal("administer"):
            self._banners.show_question(
                tr(
                    "There is no recovery key yet. "
                    "It opens the store where its passphrase, keyring or key file is lost."
                ),
                [
                    (tr("Make one"), self._make_recovery_key),
                    (tr("Not now"), self._put_recovery_key_off),
                    (tr("Never"), self._decline_recovery_key),
                ],
            )

    def _put_recovery_key_off(self) -> None:
        self._put_off = True

    def _make_recovery_key(self) -> None:
        self._put_off = True
        self.recovery_wanted.emit()

    def _decline_recovery_key(self) -> None:
        self._settings.recovery_declined = True
