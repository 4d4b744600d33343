"""`TrainingControls`: the buttons by which a training is started, held and stopped, and how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, row
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import time_left

_THOUSAND = 1000


class TrainingControls(QWidget):
    """Above the pages of Train.

    start_wanted: of what is chosen. resume_wanted: of the training that was stopped. pause_wanted: the training is to
    wait, or to go on. stop_wanted: what runs is to stop.
    """

    start_wanted = Signal()
    resume_wanted = Signal()
    pause_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.go_on = Button(
            theme,
            tr("Go on"),
            "start",
            role="primary",
            tip=tr("Go on with the training that was stopped"),
            needs="train",
        )
        self.begin = Button(theme, tr("Start training"), "start", role="primary", needs="train")
        self.hold = Button(theme, tr("Pause"), "pause", tip=tr("Let the training wait; nothing is lost"))
        self.stop = Button(theme, tr("Cancel"), "stop", tip=tr("Stop; a training can be gone on with later"))
        for button, wanted in (
            (self.go_on, self.resume_wanted),
            (self.begin, self.start_wanted),
            (self.hold, self.pause_wanted),
            (self.stop, self.stop_wanted),
        ):
            button.clicked.connect(wanted)
        self.phase = label("", "heading")
        self._time_left = label("", "muted")
        self.bar = QProgressBar(textVisible=False, maximum=_THOUSAND)
        self.bar.setAccessibleName(tr("Progress"))
        self._phase_line = row(self.phase, 1, self._time_left)
        self._phase_line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        for widget in (row(self.go_on, self.begin, self.hold, self.stop, 1), self._phase_line, self.bar):
            column.addWidget(widget)

    @property
    def have_focus(self) -> bool:
        """Whether a button that goes when nothing runs any more has the keys."""
        return self.stop.hasFocus() or self.hold.hasFocus()

    @property
    def share(self) -> float:
        """How much is done, 0 … 1."""
        return self.bar.value() / _THOUSAND

    def begin_anew(self) -> None:
        """Show that something has begun of which nothing is done."""
        self.show_done(0.0, None)
        self.say(tr("Getting ready"))

    def say(self, phase: str) -> None:
        """Say what is being done, or what came of it."""
        self.phase.setText(phase)
        self._phase_line.setVisible(bool(phase))

    def show_done(self, share: float, seconds_left: float | None) -> None:
        """Show how much is done, 0 … 1, and how long the rest takes, None where nobody knows."""
        self.bar.setValue(round(_THOUSAND * share))
        self._time_left.setText(time_left(seconds_left))

    def show_end(self) -> None:
        """Take the time away that was left."""
        self._time_left.setText("")

    def show_stopping(self) -> None:
        """Show that what runs was asked to stop."""
        self.say(tr("Stopping"))
        self.stop.setEnabled(False)
        self.hold.setEnabled(False)

    @property
    def is_stopping(self) -> bool:
        """Whether what runs was asked to stop."""
        return not self.stop.isEnabled()

    def show_pause(self, *, on: bool) -> None:
        """Show whether the training waits."""
        self.hold.setText(tr("Resume") if on else tr("Pause"))
        self.hold.setAccessibleName(self.hold.text())
        self.hold.show_icon("start" if on else "pause")

    def show_state(
        self, *, training: bool, changing: bool, stopped: bool, resumable: bool, anew: bool, offered: bool
    ) -> None:
        """Show what can be done now.

        training, changing: whether a training runs, or another model is put in use. stopped: whether there is a
        training to go on with; resumable: whether that can be done at once; anew: whether one can be started;
        offered: whether a model waits for a person's word, which is then the next step.
        """
        busy = training or changing
        self.go_on.setVisible(stopped and not busy)
        self.go_on.setEnabled(resumable)
        self.begin.setVisible(not busy)
        self.begin.setEnabled(anew)
        self.begin.set_role("primary" if self.go_on.isHidden() and not offered else "")
        self.hold.setVisible(training)
        self.hold.setEnabled(training)
        self.stop.setVisible(busy)
        self.stop.setEnabled(busy)
        self.bar.setVisible(busy)
