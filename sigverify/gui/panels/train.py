"""Train: a challenger learns from signatures that a person has labelled, and must prove itself."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout

from sigverify.gui.desk import Desk
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.model_changing import ModelChanging
from sigverify.gui.panels.model_list import ModelList
from sigverify.gui.panels.pieces import side_splitter
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.split_drawing import SplitDrawing
from sigverify.gui.panels.training_controls import TrainingControls
from sigverify.gui.panels.training_curves import TrainingCurves
from sigverify.gui.panels.training_outcome import TrainingSide
from sigverify.gui.panels.training_pages import CURVES, MODELS, OUTCOME, TrainingPages
from sigverify.gui.panels.training_plan import TrainingPlan
from sigverify.gui.panels.training_result import TrainingResult
from sigverify.gui.panels.training_split import split_words
from sigverify.gui.panels.training_thread import TrainingThread
from sigverify.gui.retraining import (
    NetworkView,
    SplitView,
    StoppedTraining,
    TrainingChoice,
    TrainingMaterial,
    TrainingOutcome,
    TrainingProgress,
)
from sigverify.gui.services import ModelView, Services
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.sentences import said

_DRAW_AFTER_MS = 150
"""A split is drawn when nothing was changed for so long."""

_GO_ON = said("Go on with it, or begin anew by the plan.")


class TrainPlace(Place):
    """Four pages, over which a training is started, paused, stopped and gone on with; what came of it beside them.

    The one decision, which model is in use, is a person's. model_changed(ModelView): it was taken.
    training_found(str): a training is there that did not come to its end; told once. imported: torch was, by the desk.
    """

    word = said("Train")
    help_page = "train"

    model_changed = Signal(object)
    training_found = Signal(str)
    imported = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings, services: Services) -> None:
        super().__init__(theme, desk, settings)
        self._material: TrainingMaterial | None = None
        self._silent = False
        self._model: ModelView | None = None
        self._outcome: TrainingOutcome | None = None
        self._work = TrainingThread(services, self)
        self._drawing = SplitDrawing(services, self)
        self._drawn: tuple[TrainingChoice, SplitView] | None = None
        self._last_split: SplitView | None = None
        self._closed = False
        self._absent = ""
        self._offered: StoppedTraining | None = None
        self._told = self._remembered = False

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        theme = self.theme
        self.controls = TrainingControls(theme)
        self.pages = TrainingPages(theme, self.controls)
        self.side = TrainingSide(theme, self)
        split = side_splitter()
        split.addWidget(self.pages)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([680, 320])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.remember_split(split, "side")
        yield
        self.plan = TrainingPlan(theme)
        yield
        self.pages.add(self.plan)
        yield
        self.curves = TrainingCurves(theme)
        self.pages.add(self.curves)
        yield from self.curves.build()
        self.result = TrainingResult(theme)
        self.pages.add(self.result)
        yield
        self.models = ModelList(theme)
        self.pages.add(self.models)
        yield
        self._changing = ModelChanging(self.desk, self._work, self.controls, self)
        self._later = QTimer(self, interval=_DRAW_AFTER_MS, singleShot=True)
        self._connect()
        self._say_state()

    def _connect(self) -> None:
        self.controls.start_wanted.connect(self.start)
        self.controls.resume_wanted.connect(self._resume)
        self.controls.pause_wanted.connect(self.pause)
        self.controls.stop_wanted.connect(self.cancel)
        self.side.promotion_wanted.connect(lambda: self._changing.promote(self._outcome))
        self.side.return_wanted.connect(self._changing.bring_back_last)
        self.models.return_wanted.connect(self._changing.bring_back)
        self._changing.begun.connect(self._say_state)
        self._changing.changed.connect(self.model_changed)
        self._changing.problem.connect(self._tell_problem)
        self.pages.turned.connect(self._turn)
        self.models.card_wanted.connect(self._ask_card)
        self.plan.changed.connect(self._plan_changed)
        self.plan.folders.kept.connect(self._keep_folders)
        self.curves.problem.connect(self.problem)
        self._later.timeout.connect(self._draw_split)
        self._drawing.drawn.connect(self._take_split)
        self._drawing.ended.connect(self._draw_split)
        self._work.progressed.connect(self._show_progress)
        self._work.trained.connect(self._finish)
        self._work.changed.connect(self._forget_outcome)
        self._work.failed.connect(self._fail)
        self._work.ended.connect(self._end)

    @property
    def is_training(self) -> bool:
        """Whether a training runs."""
        return self._work.is_training

    @property
    def is_changing(self) -> bool:
        """Whether another model is being put in use."""
        return self._work.is_changing

    @property
    def is_paused(self) -> bool:
        """Whether the training waits, or is about to."""
        return self._work.is_paused

    @property
    def can_start(self) -> bool:
        """Whether a training of what is chosen can be started: its split was seen, and nothing stands against it."""
        drawn = self._drawn is not None and self._drawn[0] == self.plan.choice and not self._drawn[1].obstacle
        return self._is_ready and drawn

    @property
    def outcome(self) -> TrainingOutcome | None:
        """The outcome on show."""
        return self._outcome

    @property
    def material(self) -> TrainingMaterial | None:
        """What there is to learn from, as it was counted last."""
        return self._material

    @property
    def split(self) -> SplitView | None:
        """The split on show."""
        return self._drawn[1] if self._drawn is not None else None

    @Slot(int)
    def _turn(self, number: int) -> None:
        self._say_state()
        if number == MODELS:
            self._ask_models()

    def show_model(self, model: ModelView) -> None:
        """Show which model is in use; what can be trained depends on it."""
        self._model, self._absent = model, ""
        self._silent = False
        self._drawn = None
        self._say_state()
        self.desk.ask(lambda services: services.networks(), self._show_networks)
        if not self._told:
            self.desk.ask(lambda services: services.training_material(), self._show_material)
        if self.pages.front == MODELS:
            self._ask_models()

    def show_absent(self, sentence: str) -> None:
        """Say why neither store nor model is there; '' while they are on their way."""
        self._absent = sentence
        self._say_state()

    def enter(self) -> None:
        """Count anew what there is to learn from, once a model is there: what counts is slow to import before."""
        if self._model is not None:
            self._drawn = None
            self._say_state()
            self.desk.ask(lambda services: services.training_material(), self._show_material)
            if self.pages.front == MODELS:
                self._ask_models()

    def drop(self) -> None:
        """Forget who is learnt from. A training goes on, and its outcome waits for the person who started it."""
        self._silent = True  # till a model is shown again: a split that comes late names signers
        self._drawing.cancel()
        self._drawn = self._last_split = None
        self.plan.drop()
        self._remembered = False
        self._say_state()

    @Slot(tuple)
    def _keep_folders(self, specs: tuple[str, ...]) -> None:
        self.desk.ask(lambda services: services.keep_training_folders(specs), failed=self.problem.emit)

    def close_down(self) -> None:
        """Stop what runs and wait for it; nothing stays half-written, and a training's checkpoints are kept."""
        self._closed = True
        self._later.stop()
        for work in (self._work, self._drawing):
            work.cancel()
        for work in (self._work, self._drawing):
            work.wait()

    def _show_networks(self, networks: Sequence[NetworkView]) -> None:
        self.imported.emit()
        self.plan.show_networks(networks)
        self._offer_stopped()
        self._say_state()

    def _show_material(self, material: TrainingMaterial) -> None:
        self._material = material
        if not self._remembered:
            self._remembered = True
            self.plan.folders.show_specs(material.folders)
        self._offer_stopped()
        if not self._told:
            self._told = True
            if material.stopped is not None and not self.is_training:
                self.training_found.emit(self.plan.words_of(material.stopped))
        self._plan_changed()

    def _offer_stopped(self) -> None:
        """Show the plan of a training that was stopped, once: a person may choose another one after."""
        stopped = self._material.stopped if self._material is not None else None
        if (
            stopped is not None
            and self.plan.is_ready
            and (self._offered is None or self._offered.choice != stopped.choice)
        ):
            self._offered = stopped
            self.plan.show_choice(stopped.choice)

    # --- the split ------------------------------------------------------------------------------------------------

    @Slot()
    def _plan_changed(self) -> None:
        self._later.start()
        self._say_state()

    @Slot()
    def _draw_split(self) -> None:
        """Have the split drawn for what is chosen now, on a thread of its own."""
        choice = self.plan.choice
        if self._closed or self._silent or not self._is_ready or (self._drawn is not None and self._drawn[0] == choice):
            return
        if self.window().isVisible() and not self.isVisible() and not self._drawing.is_at_work:
            return  # it is drawn when a person comes here
        if self._drawing.ask(choice):
            self.plan.show_split(None)

    @Slot(object, object)
    def _take_split(self, choice: TrainingChoice, split: SplitView) -> None:
        if not (self._closed or self._silent):
            self._drawn, self._last_split = (choice, split), split
            if choice == self.plan.choice:
                self.plan.show_split(split)
            self._say_state()

    # --- training -------------------------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Start a training of what is chosen; one that was stopped is forgotten."""
        if self.can_start:
            self._train(self.plan.choice)

    @Slot()
    def _resume(self) -> None:
        stopped = self._material.stopped if self._material is not None else None
        if stopped is not None and self._is_ready:
            self._train(stopped.choice)

    def _train(self, choice: TrainingChoice) -> None:
        if self._work.is_at_work:
            return
        self._outcome = None
        self._changing.forget()
        self.curves.restart()
        self.result.restart()
        self.controls.begin_anew()
        self._work.train(choice)
        self.pages.turn_to(CURVES)
        self.controls.stop.setFocus()

    @Slot()
    def pause(self) -> None:
        """Let the training wait, or go on."""
        if self.is_training:
            self._work.pause()
            self.controls.say(tr("Paused; 'Resume' goes on") if self.is_paused else tr("Going on"))
            self.controls.show_pause(on=self.is_paused)

    @Slot()
    def cancel(self) -> None:
        """Ask what runs to stop."""
        if self._work.is_at_work:
            self._work.cancel()
            self.controls.show_stopping()

    @Slot(object)
    def _show_progress(self, progress: TrainingProgress) -> None:
        if not self.controls.is_stopping and not self.is_paused:
            self.controls.say(tr(progress.phase))
        self.controls.show_done(progress.done, progress.seconds_left)
        if progress.notice:
            self.problem.emit(tr(progress.notice))
        self.curves.show_progress(progress)

    @Slot(object)
    def _finish(self, outcome: TrainingOutcome | None) -> None:
        self._outcome = outcome
        if outcome is None:
            self.controls.say(tr("Cancelled; nothing was changed"))
        else:
            self.controls.say(tr("Finished"))
            self.result.show_outcome(outcome)
            self.pages.turn_to(OUTCOME)
        self.controls.show_end()

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self.controls.say(tr("Stopped by an error; nothing was changed"))
        self.controls.show_end()
        self.problem.emit(sentence)

    @Slot()
    def _end(self) -> None:
        had_focus = self.controls.have_focus
        self._say_state()
        if had_focus:
            if self.side.promote.isVisible():
                self.side.promote.setFocus()
            else:  # what can be done next is known only once all was counted anew
                self.pages.take_focus()
        self.enter()

    # --- which model ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _forget_outcome(self, changed: bool | None) -> None:
        if changed:
            self._outcome = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave off saying that the model was changed, once a person goes elsewhere."""
        super().hideEvent(event)
        if not event.spontaneous() and self._changing.forget():
            self._say_state()

    @Slot(str)
    def _tell_problem(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self._say_state()

    @Slot()
    def _ask_models(self) -> None:
        if self._model is not None:
            self.desk.ask(lambda services: services.models(), self.models.show_models)

    @Slot(str)
    def _ask_card(self, key: str) -> None:
        self.desk.ask(lambda services: services.model_card(key), self.models.show_card, self.models.show_fault)

    # --- words ----------------------------------------------------------------------------------------------------

    @property
    def _is_ready(self) -> bool:
        material = self._material
        return (
            material is not None
            and not material.obstacle
            and self.plan.is_ready
            and not self._absent
            and not self._work.is_at_work
        )

    def _say_state(self) -> None:
        busy, material = self._work.is_at_work, self._material
        stopped = material.stopped if material is not None and not busy else None
        gone = tr(material.gone) if material is not None and not busy else ""
        self.controls.show_state(
            training=self.is_training,
            changing=self.is_changing,
            stopped=stopped is not None and not stopped.obstacle,
            resumable=self._is_ready,
            anew=self.can_start,
            offered=self._outcome is not None and self._outcome.promotable,
        )
        self.controls.show_pause(on=self.is_paused)
        self.controls.begin.setText(tr("Start training") if stopped is None else tr("Begin anew"))
        self.plan.setEnabled(self.plan.is_ready and not busy)
        self.plan.split.expect(not self._absent and not (material is not None and material.obstacle))
        self.models.allow_change(not busy)
        split = self._drawn[1] if self._drawn is not None and self._is_ready else None
        obstacle = tr(split.obstacle) if split is not None else ""
        ready = obstacle or (split_words(split) if split is not None else "")
        self.pages.show_ready(ready, obstacle=bool(obstacle))
        advice = (stopped.obstacle if stopped is not None else "") or _GO_ON
        self.pages.show_stopped(tr_all((self.plan.words_of(stopped), advice)) if stopped is not None else gone)
        self.side.show_state(
            running=self.is_training,
            outcome=self._outcome,
            material=material,
            model=self._model,
            absent=self._absent,
            changing=self.is_changing,
            changed=self._changing.made(self._model),
            split=self._last_split,
        )
