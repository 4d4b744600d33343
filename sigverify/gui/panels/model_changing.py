"""`ModelChanging`: another model comes into use, a challenger or an earlier one, because a person said so."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.training_controls import TrainingControls
from sigverify.gui.panels.training_thread import TrainingThread
from sigverify.gui.retraining import ChangeProgress, ModelRow, TrainingOutcome
from sigverify.gui.services import ModelView
from sigverify.gui.words import counted


class ModelChanging(QObject):
    """begun: a change is at work. changed(ModelView): it was made. problem(str): it was made, and cannot be shown."""

    begun = Signal()
    changed = Signal(object)
    problem = Signal(str)

    def __init__(self, desk: Desk, work: TrainingThread, controls: TrainingControls, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._work, self._controls = desk, work, controls
        self._made = ""
        work.templates_made.connect(self._show)
        work.changed.connect(self._finish)

    @Slot(object)
    def promote(self, outcome: TrainingOutcome | None) -> None:
        """Put the challenger of a training in use, where it may be."""
        if outcome is not None and outcome.promotable:
            self._begin(outcome)

    @Slot(int)
    def bring_back(self, model_id: int) -> None:
        """Put an earlier model in use again."""
        self._begin(model_id)

    @Slot()
    def bring_back_last(self) -> None:
        """Put that one in use again which was so before the present one."""
        self._desk.ask(lambda services: services.models(), self._bring_back_newest)

    def _bring_back_newest(self, models: Sequence[ModelRow]) -> None:
        """Bring back the one that was in use last; they come in that order."""
        found = next((model.model_id for model in models if model.model_id is not None), None)
        if found is not None:
            self._begin(found)

    def _begin(self, to: TrainingOutcome | int) -> None:
        if not self._work.is_at_work:
            self._controls.begin_anew()
            self._work.change(to)
            self.begun.emit()
            self._controls.stop.setFocus()

    @Slot(object)
    def _show(self, progress: ChangeProgress) -> None:
        self._controls.show_done(progress.done / max(progress.signers, 1), None)
        if not self._controls.is_stopping:
            self._controls.say(
                tr("Templates: {done} of {signers}", done=progress.done, signers=counted(progress.signers, "signer"))
            )

    @Slot(object)
    def _finish(self, changed: bool | None) -> None:
        if not changed:  # it was stopped in time
            self._controls.say(tr("Cancelled; nothing was changed"))
            return
        self._controls.say(tr("The other model is in use"))
        self._desk.ask(lambda services: services.take_model(), self._take, self.problem.emit)

    def _take(self, model: ModelView) -> None:
        self._made = model.sha256
        self._controls.say(tr("In use now: {name}", name=model.name))
        self.changed.emit(model)

    def made(self, model: ModelView | None) -> bool:
        """Return whether this model was put in use here just now."""
        return model is not None and model.sha256 == self._made

    def forget(self) -> bool:
        """Leave off saying that a model was put in use; return whether that was said."""
        was_said, self._made = bool(self._made), ""
        if was_said:
            self._controls.say("")
        return was_said
