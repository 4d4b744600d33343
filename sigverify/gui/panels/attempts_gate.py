"""`AttemptsGate`: whether a signer may try once more, asked anew when an attempt becomes free."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sigverify.gui.desk import Desk
from sigverify.gui.panels.attempts_notice import AttemptsNotice
from sigverify.gui.services import SignerView
from sigverify.gui.words import used_words
from sigverify.verification.attempts import AttemptStanding

_LONGEST_TIMER_MS = 24 * 3600 * 1000
"""Timers count in 31 bits; a later moment is looked at again before."""


class AttemptsGate(QObject):
    """Keeps where the signer in front stands, and shows it by a notice.

    changed: the signer may, or may not, try once more. problem(str): a lift could not be stored.
    lost(str): nobody knows the signer any more.
    """

    changed = Signal()
    problem = Signal(str)
    lost = Signal(str)

    def __init__(self, desk: Desk, notice: AttemptsNotice, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._notice = desk, notice
        self._signer_id, self._name = "", ""
        self._standing: AttemptStanding | None = None
        self._free_again = QTimer(self, singleShot=True)
        self._free_again.timeout.connect(self.ask)
        notice.lifted.connect(self._lift)

    @property
    def is_shut(self) -> bool:
        """Whether no attempt is left."""
        return self._standing is not None and self._standing.used_up

    @property
    def words(self) -> str:
        """How many attempts are used, '' where none is or none is left."""
        return used_words(self._standing) if self._standing is not None and not self.is_shut else ""

    def turn_to(self, signer: SignerView | None) -> None:
        """Turn to another signer; of one without references nothing is asked."""
        known = signer is not None and signer.reference_count > 0
        signer_id = signer.signer_id if known and signer is not None else ""
        self._name = signer.name if signer is not None else ""
        if signer_id != self._signer_id:
            self._signer_id = signer_id
            self._take(signer_id, None)
            self.ask()

    @Slot()
    def ask(self) -> None:
        """Ask where the signer stands now."""
        known = self._signer_id
        if known:
            self._desk.ask(
                lambda services: services.attempts(known), lambda found: self._take(known, found), self.lost.emit
            )

    def count_cleared(self) -> None:
        """Count one more attempt of the signer in front: ink was thrown away of which too much had been seen."""
        known = self._signer_id
        if known:
            self._desk.ask(
                lambda services: services.note_cleared(known), lambda found: self._take(known, found), self.lost.emit
            )

    def _take(self, signer_id: str, standing: AttemptStanding | None) -> None:
        if signer_id != self._signer_id:
            return
        self._standing = standing
        self._free_again.stop()
        again_at = standing.again_at if standing is not None else None
        if again_at is not None:
            left_ms = round((again_at - datetime.now(UTC)).total_seconds() * 1000)
            self._free_again.start(min(max(left_ms, 0) + 50, _LONGEST_TIMER_MS))
        self._notice.show_standing(standing, self._name)
        self.changed.emit()

    @Slot(str)
    def _lift(self, reason: str) -> None:
        known = self._signer_id
        if known:
            self._desk.ask(
                lambda services: services.lift_attempts(known, reason),
                lambda found: self._take(known, found),
                self.problem.emit,
            )
