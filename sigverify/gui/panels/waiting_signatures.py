"""`WaitingSignatures`: verified signatures of which nobody has said what they are, one after the other."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sigverify.gui.collecting import Said, WaitingView
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, row
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL
from sigverify.gui.words import OUTCOME_SIGNS, OUTCOME_WORDS, counted, moment_words
from sigverify.sentences import said

_NONE = said("Nothing waits for a word. What is verified and not labelled there stands here.")


class WaitingSignatures(QWidget):
    """changed: the store holds something else now. problem(str): why something was not done."""

    changed = Signal()
    problem = Signal(str)

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._after = 0
        self.view: WaitingView | None = None
        self._title = label("", "heading", wrap=True)
        self._detail = label("", "muted", wrap=True)
        self._ink = Thumbnail(theme, None, QSize(240, 60))
        self._ink.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._ink.setAccessibleName(tr("Signature that waits for a word"))
        self.genuine = Button(
            theme, tr("Genuine"), "accept", tip=tr("A person says: the signer wrote it"), needs="train"
        )
        self.forgery = Button(
            theme, tr("Forgery"), "reject", tip=tr("A person says: somebody else wrote it"), needs="train"
        )
        self.later = Button(theme, tr("Later"), role="quiet", tip=tr("Leave it as it is, and go on to the next"))
        self.genuine.clicked.connect(lambda: self._say("genuine"))
        self.forgery.clicked.connect(lambda: self._say("forgery"))
        self.later.clicked.connect(self._go_on)
        self._answers = row(self.genuine, self.forgery, 1, self.later, gap=GAP_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        for widget in (self._title, self._detail):
            column.addWidget(widget)
        column.addWidget(self._ink, 1)
        column.addWidget(self._answers)
        self._show(None)

    def refresh(self) -> None:
        """Ask anew from the first that waits."""
        self._after = 0
        self._ask()

    def drop(self) -> None:
        """Forget the one on show."""
        self._show(None)
        self._ink.show_recording(None)
        self._title.clear()

    def _ask(self) -> None:
        after = self._after
        self._desk.ask(lambda services: services.waiting(after), self._take, self.problem.emit)

    def _take(self, view: WaitingView | None) -> None:
        if view is None and self._after:
            self.refresh()  # from the first again: those that were put off are left
        else:
            self._show(view)

    def _show(self, view: WaitingView | None) -> None:
        self.view = view
        for widget in (self._ink, self._answers, self._title):
            widget.setVisible(view is not None)
        if view is None:
            self._detail.setText(tr(_NONE))
            return
        self._title.setText(tr("What is this signature, verified as {signer_name}'s?", signer_name=view.signer_name))
        decided = (
            f"{OUTCOME_SIGNS[view.outcome]} {tr(OUTCOME_WORDS[view.outcome])}" if view.outcome else tr("Not decided")
        )
        waits = counted(view.left, "waits", "wait")
        self._detail.setText(
            tr(
                "{moment} · {decided} · {waits} in all",
                moment=moment_words(view.taken_at),
                decided=decided,
                waits=waits,
            )
        )
        self._ink.show_recording(view.recording)

    def _say(self, said: Said) -> None:
        view = self.view
        if view is None:
            return
        self._show_busy(True)
        self._desk.ask(
            lambda services: services.label_signature(view.recording_id, said),
            lambda _: self._labelled(view.recording_id),
            self._say_problem,
        )

    def _labelled(self, recording_id: int) -> None:
        self._show_busy(False)
        self._after = recording_id
        self.changed.emit()
        self._ask()

    def _say_problem(self, sentence: str) -> None:
        self._show_busy(False)
        self.problem.emit(sentence)
        self._ask()

    def _show_busy(self, busy: bool) -> None:
        self._answers.setEnabled(not busy)

    @Slot()
    def _go_on(self) -> None:
        if self.view is not None:
            self._after = self.view.recording_id
            self._ask()
