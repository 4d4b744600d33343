"""`OneJob`: one task after another, each on a thread of its own; what it ends with is told on the window's thread."""

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.gui.workers.worker import Task, Worker, WorkerThread


class OneJob(QObject):
    """Lives on the window's thread. ended: nothing is at work any more; it comes last."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: WorkerThread | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether something is at work."""
        return self._thread is not None

    def cancel(self) -> None:
        """Ask what is at work to stop. Returns at once."""
        if self._thread is not None:
            self._thread.cancel()

    def wait(self) -> None:
        """Wait for what is at work to end, with nothing told of it."""
        if self._thread is not None:
            self._thread.wait()
            self._thread = None

    def _take_up(self, name: str, task: Task) -> Worker:
        """Make a thread for a task, which `_start` starts once its worker is listened to."""
        self._thread = WorkerThread(name, task, self)
        self._thread.ended.connect(self._end)
        return self._thread.worker

    def _start(self) -> None:
        if self._thread is not None:
            self._thread.start()

    @Slot()
    def _end(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:  # else it was waited for, and nothing is to be told of it
            thread.wait()
            thread.deleteLater()
            self.ended.emit()
