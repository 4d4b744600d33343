"""`Pause`: the moment after the last stroke, until a signature is taken for finished."""

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

DEFAULT_PAUSE_S = 1.2
_FRAME_MS = 16


class Pause(QObject):
    """Runs for `length_s` seconds, None not at all.

    ended: it ran out. moved: the ring that shows it must be drawn anew.
    """

    ended = Signal()
    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.length_s: float | None = DEFAULT_PAUSE_S
        self._began = 0.0
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setTimerType(Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(self._run_out)
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self.moved)

    @property
    def is_running(self) -> bool:
        """Whether it runs."""
        return self._end.isActive()

    @property
    def left(self) -> float:
        """The part that is still to go, 1 … 0."""
        return max(0.0, 1 - (time.perf_counter() - self._began) / max(self.length_s or 0.0, 1e-3))

    def start(self) -> None:
        """Begin, or begin anew."""
        if self.length_s is None:
            return
        self._began = time.perf_counter()
        self._end.start(round(self.length_s * 1000))
        self._frames.start()

    @Slot()
    def _run_out(self) -> None:
        self.stop()
        self.ended.emit()

    def stop(self) -> None:
        """Stop without an end."""
        self._end.stop()
        self._frames.stop()
        self.moved.emit()
