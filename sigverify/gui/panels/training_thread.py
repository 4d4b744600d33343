"""`TrainingThread`: a training, or a change of the model in use, on a thread of its own; one at a time."""

from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from sigverify.gui.panels.training_pause import Pause
from sigverify.gui.retraining import TrainingChoice, TrainingOutcome
from sigverify.gui.services import Services
from sigverify.gui.workers.one_job import OneJob
from sigverify.gui.workers.worker import Task


class TrainingThread(OneJob):
    """Lives on the window's thread and tells there.

    progressed(TrainingProgress), trained(TrainingOutcome | None): of a training; None where it was stopped.
    templates_made(ChangeProgress), changed(bool | None): of a change; None where it was stopped in time.
    failed(str): why either ended. ended: neither runs any more; it comes last.
    """

    progressed = Signal(object)
    trained = Signal(object)
    templates_made = Signal(object)
    changed = Signal(object)
    failed = Signal(str)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._pause = Pause()
        self.is_training = False
        self.is_changing = False

    @property
    def is_paused(self) -> bool:
        """Whether a training waits, or is about to."""
        return self.is_training and self._pause.is_on

    def train(self, choice: TrainingChoice) -> None:
        """Begin a training, where nothing runs."""
        services, passed = self._services, self._pause.passed
        self._pause.end()
        self.is_training = True
        self._begin(
            "training",
            lambda cancelled: services.retrain(choice, partial(passed, cancelled)),
            self.progressed,
            self.trained,
        )

    def change(self, to: TrainingOutcome | int) -> None:
        """Begin to put another model in use, where nothing runs."""
        services = self._services
        self.is_changing = True
        self._begin(
            "model change",
            lambda cancelled: services.change_model(to, cancelled.is_set),
            self.templates_made,
            self.changed,
        )

    def pause(self) -> None:
        """Let the training wait from its next look on, or go on."""
        if self._pause.is_on:
            self._pause.end()
        else:
            self._pause.begin()

    def _begin(self, name: str, task: Task, reported: SignalInstance, finished: SignalInstance) -> None:
        worker = self._take_up(name, task)
        worker.reported.connect(reported)
        worker.finished.connect(finished)
        worker.failed.connect(self.failed)
        self._start()

    @Slot()
    def _end(self) -> None:
        self._pause.end()
        self.is_training = self.is_changing = False
        super()._end()
