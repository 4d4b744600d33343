"""`SplitDrawing`: the split of a training is drawn on a thread of its own, for whatever was chosen last."""

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.gui.retraining import SplitView, TrainingChoice
from sigverify.gui.services import Services
from sigverify.gui.workers.one_job import OneJob


class SplitDrawing(OneJob):
    """Lives on the window's thread and tells there.

    drawn(TrainingChoice, SplitView): the split of a choice, or why there is none. ended: another can be asked for.
    """

    drawn = Signal(object, object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._choice: TrainingChoice | None = None

    def ask(self, choice: TrainingChoice) -> bool:
        """Begin to draw a choice's split; False where another one is still at work, which is asked to stop."""
        if self._thread is not None:
            if self._choice != choice:
                self._thread.cancel()
            return False
        services, self._choice = self._services, choice
        worker = self._take_up("split", lambda cancelled: services.split(choice, cancelled.is_set))
        worker.finished.connect(self._take)
        worker.failed.connect(self._fail)
        self._start()
        return True

    @Slot(object)
    def _take(self, split: SplitView | None) -> None:
        if split is not None and self._thread is not None:
            self.drawn.emit(self._choice, split)

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._take(SplitView(signers=(), folds=(), obstacle=sentence))
