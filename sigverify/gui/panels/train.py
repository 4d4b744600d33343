"""Train: a challenger learns from signatures that a person has labelled, and must prove itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.panels.pieces import Button, ScrolledPage, label, row, side_splitter
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.training_curves import TrainingCurves
from sigverify.gui.panels.training_outcome import TrainingSide
from sigverify.gui.panels.training_plan import TrainingPlan
from sigverify.gui.services import (
    ModelView,
    NetworkView,
    Services,
    StoppedTraining,
    TrainingChoice,
    TrainingMaterial,
    TrainingOutcome,
    TrainingProgress,
)
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN
from sigverify.gui.words import percent, time_left
from sigverify.gui.workers.worker import WorkerThread


class TrainPlace(Place):
    """Two pages, plan and curves, over which a training is started, stopped and gone on with; the outcome beside them.

    The one decision, to promote or not, is taken at the side.
    """

    word = "Train"
    icon_name = "train"
    help_page = "train"

    model_changed = Signal(object)

    def __init__(self, theme: Theme, desk: Desk, services: Services, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._services = services
        self._material: TrainingMaterial | None = None
        self._model: ModelView | None = None
        self._outcome: TrainingOutcome | None = None
        self._thread: WorkerThread | None = None
        self._absent = ""
        self._offered: StoppedTraining | None = None
        self.plan = TrainingPlan(theme, settings)
        self.curves = TrainingCurves(theme)
        self.side = TrainingSide(theme)
        self.side.promotion_wanted.connect(self._promote_challenger)
        self.side.return_wanted.connect(self._bring_back)
        split = side_splitter()
        split.addWidget(self._middle())
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([680, 320])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.remember_split(split, "side")
        self._say_state()

    def _middle(self) -> QWidget:
        theme = self.theme
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN)
        column.setSpacing(GAP_WITHIN)
        self.go_on = Button(
            theme, "Go on", "start", role="primary", tip="Go on with the training that was stopped", needs="train"
        )
        self.begin = Button(theme, "Start training", "start", role="primary", needs="train")
        self.stop = Button(theme, "Cancel", "stop", tip="Stop the training; it can be gone on with later")
        self.go_on.clicked.connect(self._resume)
        self.begin.clicked.connect(self.start)
        self.stop.clicked.connect(self.cancel)
        self.phase = label("", "heading")
        self._time_left = label("", "muted")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setAccessibleName("Progress of the training")
        self._pages = QStackedWidget()
        pages = QButtonGroup(self)
        self._page_buttons = []
        for number, (words, page) in enumerate((("Plan", self.plan), ("Curves", self.curves))):
            self._pages.addWidget(ScrolledPage(page))
            button = Button(theme, words, role="page", tip=f"Show the {words.lower()}")
            button.setCheckable(True)
            pages.addButton(button, number)
            self._page_buttons.append(button)
        pages.idClicked.connect(self.show_page)
        self.show_page(0)
        self.stopped_words = label("", wrap=True)
        column.addWidget(row(self.go_on, self.begin, self.stop, 1, *self._page_buttons))
        column.addWidget(row(self.phase, 1, self._time_left))
        column.addWidget(self._bar)
        column.addWidget(self.stopped_words)
        column.addWidget(self._pages, 1)
        return body

    @property
    def is_training(self) -> bool:
        """Whether a training runs."""
        return self._thread is not None

    @property
    def outcome(self) -> TrainingOutcome | None:
        """The outcome on show."""
        return self._outcome

    @property
    def material(self) -> TrainingMaterial | None:
        """What there is to learn from, as it was counted last."""
        return self._material

    @Slot(int)
    def show_page(self, number: int) -> None:
        """Show the plan (0) or the curves (1)."""
        self._pages.setCurrentIndex(number)
        self._page_buttons[number].setChecked(True)

    def show_model(self, model: ModelView) -> None:
        """Show which model is in use; what can be trained depends on it."""
        self._model, self._absent = model, ""
        self._say_state()
        self.desk.ask(lambda services: services.networks(), self._show_networks)

    def show_absent(self, sentence: str) -> None:
        """Say why neither store nor model is there; '' while they are on their way."""
        self._absent = sentence
        self._say_state()

    def enter(self) -> None:
        """Count anew what there is to learn from, once a model is there: what counts is slow to import before."""
        if self._model is not None:
            self.desk.ask(lambda services: services.training_material(), self._show_material)

    def close_down(self) -> None:
        """Stop a training and wait for it; nothing stays half-written."""
        if self._thread is not None:
            self._thread.cancel()
            self._thread.wait()
            self._thread = None

    def _show_networks(self, networks: Sequence[NetworkView]) -> None:
        self.plan.show_networks(networks)
        self._offer_stopped()
        self._say_state()

    def _show_material(self, material: TrainingMaterial) -> None:
        self._material = material
        self._offer_stopped()
        self._say_state()

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

    # --- training -------------------------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Start a training of what is chosen; one that was stopped is forgotten."""
        self._train(self.plan.choice)

    @Slot()
    def _resume(self) -> None:
        stopped = self._material.stopped if self._material is not None else None
        if stopped is not None:
            self._train(stopped.choice)

    def _train(self, choice: TrainingChoice) -> None:
        material = self._material
        if self._thread is not None or material is None or material.obstacle or not self.plan.is_ready:
            return
        self._outcome = None
        self.curves.restart()
        self._bar.setValue(0)
        services = self._services
        self._thread = WorkerThread("training", lambda cancelled: services.retrain(choice, cancelled.is_set), self)
        self._thread.worker.reported.connect(self._show_progress)
        self._thread.worker.finished.connect(self._finish)
        self._thread.worker.failed.connect(self._fail)
        self._thread.ended.connect(self._end)
        self._thread.start()
        self.show_page(1)
        self._say_state()
        self.phase.setText("Getting ready")
        self.stop.setFocus()

    @Slot()
    def cancel(self) -> None:
        """Ask the training to stop."""
        if self._thread is not None:
            self._thread.cancel()
            self.phase.setText("Stopping")
            self.stop.setEnabled(False)

    @Slot(object)
    def _show_progress(self, progress: TrainingProgress) -> None:
        if self._thread is not None and self.stop.isEnabled():
            self.phase.setText(progress.phase)
        self._bar.setValue(round(1000 * progress.done))
        self._time_left.setText(time_left(progress.seconds_left))
        self.curves.show_progress(progress)

    @Slot(object)
    def _finish(self, outcome: TrainingOutcome | None) -> None:
        self._outcome = outcome
        if outcome is None:
            self.phase.setText("Cancelled; nothing was changed")
        else:
            self.phase.setText("Finished")
            self.curves.show_outcome(outcome)
        self._time_left.setText("")

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self.phase.setText("Stopped by an error; nothing was changed")
        self._time_left.setText("")
        self.problem.emit(sentence)

    @Slot()
    def _end(self) -> None:
        had_focus = self.stop.hasFocus()
        if self._thread is not None:
            self._thread.wait()
            self._thread.deleteLater()
            self._thread = None
        self._say_state()
        if had_focus:
            self.begin.setFocus()
        self.enter()

    # --- which model ----------------------------------------------------------------------------------------------

    @Slot()
    def _promote_challenger(self) -> None:
        outcome = self._outcome
        if outcome is not None and outcome.promotable:
            self.desk.ask(lambda services: services.promote(outcome), self._take_promoted, self._tell_problem)

    def _take_promoted(self, model: ModelView) -> None:
        self._outcome = None
        self.model_changed.emit(model)

    @Slot()
    def _bring_back(self) -> None:
        self.desk.ask(lambda services: services.roll_back(), self._take_promoted, self._tell_problem)

    def _tell_problem(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self._say_state()

    # --- words ----------------------------------------------------------------------------------------------------

    def _say_state(self) -> None:
        running, material = self._thread is not None, self._material
        stopped = material.stopped if material is not None and not running else None
        ready = material is not None and not material.obstacle and self.plan.is_ready and not self._absent
        self.go_on.setVisible(stopped is not None and not stopped.obstacle)
        self.go_on.setEnabled(ready)
        self.begin.setVisible(not running)
        self.begin.setEnabled(ready)
        self.begin.setText("Start training" if stopped is None else "Begin anew")
        self.begin.set_role("primary" if self.go_on.isHidden() else "")
        self.stop.setVisible(running)
        self.stop.setEnabled(running)
        self._bar.setVisible(running)
        self.plan.setEnabled(self.plan.is_ready and not running)
        self.stopped_words.setVisible(stopped is not None)
        if stopped is not None:
            self.stopped_words.setText(
                f"A training was stopped at {percent(stopped.done)}: {self.plan.name_of(stopped.choice)}. "
                + (stopped.obstacle or "Go on with it, or begin anew with the plan below.")
            )
        self.side.show_state(
            running=running, outcome=self._outcome, material=material, model=self._model, absent=self._absent
        )
