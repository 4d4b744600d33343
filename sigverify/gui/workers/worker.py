"""`Worker`: a plain callable on a thread of its own; the one way in which the window does slow work."""

import logging
from collections.abc import Callable, Generator
from threading import Event
from typing import Any, final

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sigverify.errors import Cancelled, SigverifyError
from sigverify.gui.language import tr

_log = logging.getLogger(__name__)

STACK_BYTES = 16 * 1024 * 1024
"""Some systems give a secondary thread half a megabyte; importing torch and walking its graphs needs more."""

Task = Callable[[Event], object]
"""Called on the worker's thread with the event that asks it to stop. It may return a generator."""


@final
class Worker(QObject):
    """Runs one task and tells about it; lives on its thread, never on the window's.

    A plain callable ends with `finished(result)`. Of a generator every item is told by `reported(item)`, its return
    value by `finished(value)`. `failed(sentence)` comes instead of `finished` where it raised. A task that is asked to
    stop ends itself, so that it can keep what it has done, by raising Cancelled; it finishes with None.
    """

    reported = Signal(object)
    finished = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.cancelled = Event()
        self._task = task

    @Slot()
    def run(self) -> None:
        """Run the task to its end."""
        try:
            result = self._task(self.cancelled)
            if isinstance(result, Generator):
                result = self._drain(result)
        except Cancelled:
            self.finished.emit(None)
        except Exception as error:
            self.failed.emit(sentence_for(error))
        else:
            self.finished.emit(result)
        finally:
            self.ended.emit()

    def _drain(self, items: Generator[Any, None, Any]) -> object:
        while True:
            try:
                item = next(items)
            except StopIteration as stop:
                result: object = stop.value
                return result
            self.reported.emit(item)


class WorkerThread(QObject):
    """A worker and its thread, owned by the window's thread. Connect only bound methods of QObjects to `worker`."""

    ended = Signal()

    def __init__(self, name: str, task: Task, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = Worker(task)
        self._thread = QThread(self)
        self._thread.setObjectName(name)
        self._thread.setStackSize(STACK_BYTES)
        self.worker.moveToThread(self._thread)
        self._thread.started.connect(self.worker.run)
        self.worker.ended.connect(self._thread.quit)
        self._thread.finished.connect(self.ended)

    def start(self) -> None:
        """Start the thread and, on it, the task."""
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread.isRunning()

    def cancel(self) -> None:
        """Ask the task to stop; it does at its next check. Returns at once."""
        self.worker.cancelled.set()

    def wait(self) -> None:
        """Wait for the task to return and its thread to end. Ask it to stop before, or this may take long."""
        self._thread.quit()
        self._thread.wait()


def sentence_for(error: Exception) -> str:
    """Return what to tell a person about `error`; one that was not foreseen is written to the log in full."""
    if isinstance(error, SigverifyError):
        return tr(error.sentence)
    _log.error("An error that was not foreseen", exc_info=error)
    return tr(
        "Something went wrong inside the program ({kind}: {error}). "
        "Ink that was written is kept; try again, or start the program anew.",
        kind=type(error).__name__,
        error=error,
    )
