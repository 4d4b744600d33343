"""`WaitingBar`: how far a long job at the desk is, how long it may still take, and a button that stops it."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, row
from sigverify.gui.services import Services
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import time_left
from sigverify.progress import Progress

T = TypeVar("T")

_SHOWN_AFTER_MS = 700
"""No bar for what is done before; most is. Words stand there for a moment already."""

_TICK_MS = 100
_SURE_SHARE = 0.05
"""Before this share is done nobody can tell how long the rest takes."""

_THOUSAND = 1000


class WaitingBar(QWidget):
    """cancelled: the job was asked to stop; it tells itself when it has."""

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._began = 0.0
        self._bar = QProgressBar(textVisible=False, maximum=_THOUSAND)
        self._bar.setAccessibleName(tr("Progress"))
        self._left = label("", "small")
        self.cancel = Button(theme, tr("Cancel"), "stop", tip=tr("Stop it; nothing is lost (Esc)"), shortcut="Esc")
        self.cancel.clicked.connect(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self._bar)
        column.addWidget(row(self._left, 1, self.cancel))
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._show)
        self._delay = QTimer(self, interval=_SHOWN_AFTER_MS, singleShot=True)
        self._delay.timeout.connect(self._appear)
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Whether a job is watched."""
        return self._progress is not None

    def watch(self, progress: Progress) -> None:
        """Wait for a job; the bar shows after a moment."""
        self.forget()
        self._progress, self._began = progress, time.monotonic()
        self._delay.start()

    def ask(
        self,
        desk: Desk,
        do: Callable[[Services], T],
        then: Callable[[T], None],
        failed: Callable[[str], None],
        stopped: Callable[[], None],
    ) -> None:
        """Have a job done by the desk, and wait for it; see `Desk.ask`."""
        progress = Progress()
        self.watch(progress)

        def ended(answer: Callable[..., None]) -> Callable[..., None]:
            def act(*found: object) -> None:
                if self._progress is progress:  # else a later job is waited for
                    self.forget()
                answer(*found)

            return act

        desk.ask(do, ended(then), ended(failed), progress=progress, stopped=ended(stopped))

    def forget(self) -> None:
        """Wait for nothing any more."""
        self._progress = None
        self._delay.stop()
        self._ticks.stop()
        self.hide()

    @Slot()
    def stop(self) -> None:
        """Ask the job to stop."""
        if self._progress is not None and not self._progress.is_cancelled:
            self._progress.cancel()
            self.cancel.setEnabled(False)
            self._left.setText(tr("Stopping…"))
            self.cancelled.emit()

    @Slot()
    def _appear(self) -> None:
        self.cancel.setEnabled(True)
        self._left.setText("")
        self._show()
        self._ticks.start()
        self.show()

    @Slot()
    def _show(self) -> None:
        progress = self._progress
        if progress is None or progress.is_cancelled:
            return
        done = progress.done
        self._bar.setValue(round(done * _THOUSAND))
        if done >= _SURE_SHARE:
            spent = time.monotonic() - self._began
            self._left.setText(time_left(spent * (1 - done) / done))
