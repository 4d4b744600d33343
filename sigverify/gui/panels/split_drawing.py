"""`SplitDrawing`: the split of a training is drawn on a thread of its own, for whatever was chosen last."""

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.gui.retraining import SplitView, TrainingChoice
from sigverify.gui.services import Services
from sigverify.gui.workers.worker import WorkerThread


class SplitDrawing(QObject):
    """Lives on the window's thread and tells there.

    drawn(TrainingChoice, SplitView): the split of a choice, or why there is none. ended: another can be asked for.
    """

    drawn = Signal(object, object)
    ended = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._choice: TrainingChoice | None = None
        self._thread: WorkerThread | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether a split is being drawn."""
        return self._thread is not None

    def ask(self, choice: TrainingChoice) -> bool:
        """Begin to draw a choice's split; False where another one is still at work, which is asked to stop."""
        if self._thread is not None:
            if self._choice != choice:
                self._thread.cancel()
            return False
        services, self._choice = self._services, choice
        self._thread = WorkerThread("split", lambda cancelled: services.split(choice, cancelled.is_set), self)
        self._thread.worker.finished.connect(self._take)
        self._thread.worker.failed.connect(self._fail)
        self._thread.ended.connect(self._end)
        self._thread.start()
        return True

    def cancel(self) -> None:
        """Ask what is at work to stop. Returns at once."""
        if self._thread is not None:
            self._thread.cancel()

    def wait(self) -> None:
        """Wait for what is at work to end, with nothing told of it."""
        if self._thread is not None:
            self._thread.wait()
            self._thread = None

    @Slot(object)
    def _take(self, split: SplitView | None) -> None:
        if split is not None and self._thread is not None:
            self.drawn.emit(self._choice, split)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._take(SplitView(signers=(), folds=(), obstacle=sentence))

    @Slot()
    def _end(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.wait()
            thread.deleteLater()
            self.ended.emit()
