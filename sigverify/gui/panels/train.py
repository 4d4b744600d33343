"""Train: a challenger learns from signatures that a person has labelled, and must prove itself."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.panels.pieces import Button, SidePanel, Sign, label, named, row, rule, set_tone, side_splitter
from sigverify.gui.panels.place import Place
from sigverify.gui.plots.training_plots import DistanceHistograms, LossPlot, SlopeChart
from sigverify.gui.services import ModelView, Services, TrainingMaterial, TrainingOutcome, TrainingProgress
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN
from sigverify.gui.words import counted, percent, time_left
from sigverify.gui.workers.worker import WorkerThread


class TrainPlace(Place):
    """What will be used, start and cancel, two live plots, and the outcome with its one decision: promote or not."""

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
        self._begun = False
        split = side_splitter()
        split.addWidget(self._middle())
        split.addWidget(self._side())
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
        self._start = Button(theme, "Start training", "start", role="primary")
        self._cancel = Button(theme, "Cancel", "stop", tip="Stop the training; nothing is changed")
        self._start.clicked.connect(self.start)
        self._cancel.clicked.connect(self.cancel)
        self._phase = label("", "heading")
        self._time_left = label("", "muted")
        self._bar = QProgressBar(textVisible=False, maximum=1000)
        self._bar.setAccessibleName("Progress of the training")
        self.loss = LossPlot(theme)
        self.histograms = DistanceHistograms(theme)
        self.slopes = SlopeChart(theme)
        self._slopes_card = _plot_card("Signer by signer: error rate of each model, lower is better", self.slopes)
        plots = QGridLayout()
        plots.setSpacing(GAP_WITHIN)
        plots.addWidget(_plot_card("Loss", self.loss), 0, 0)
        plots.addWidget(_plot_card("How far pairs are apart", self.histograms), 0, 1)
        plots.addWidget(self._slopes_card, 1, 0, 1, 2)
        plots.setColumnStretch(0, 1)
        plots.setColumnStretch(1, 1)
        column.addWidget(row(self._start, self._cancel, self._phase, 1, self._time_left, gap=12))
        column.addWidget(self._bar)
        column.addLayout(plots, 1)
        return body

    def _side(self) -> QWidget:
        theme = self.theme
        side = SidePanel("What is used, and the outcome")
        self._sign = Sign(theme, "info", "muted", 28)
        self._title = label("", "title", wrap=True)
        self._words = label("", wrap=True)
        self._figures = QLabel()
        self._figures.setTextFormat(Qt.TextFormat.RichText)
        self._figures.setWordWrap(True)
        self._promote = Button(theme, "Use the new model", "promote", role="primary")
        self._promote.setToolTip("Put the challenger in use; all templates are made anew")
        self._promote.clicked.connect(self._promote_challenger)
        self._material_words = label("", wrap=True)
        self._in_use = label("", wrap=True)
        self._back = Button(theme, "Bring back the previous model", "back")
        self._back.setToolTip("Put the model that was in use before in use again; all templates are made anew")
        self._back.clicked.connect(self._bring_back)
        head = row(self._sign, gap=10)
        head.layout().addWidget(self._title, 1)  # type: ignore[call-arg, union-attr]  # a box layout of ours
        for widget in (
            head,
            self._words,
            self._figures,
            self._promote,
            rule(),
            label("What is learnt from", "heading"),
            self._material_words,
            rule(),
            label("In use", "heading"),
            self._in_use,
            self._back,
        ):
            side.column.addWidget(widget)
        side.column.addStretch(1)
        return side

    @property
    def is_training(self) -> bool:
        """Whether a training runs."""
        return self._thread is not None

    @property
    def outcome(self) -> TrainingOutcome | None:
        """The outcome on show."""
        return self._outcome

    def show_model(self, model: ModelView) -> None:
        """Show which model is in use."""
        self._model = model
        self._say_state()

    def enter(self) -> None:
        """Count anew what there is to learn from."""
        self.desk.ask(lambda services: services.training_material(), self._show_material)

    def close_down(self) -> None:
        """Stop a training and wait for it; nothing stays half-written."""
        if self._thread is not None:
            self._thread.cancel()
            self._thread.wait()
            self._thread = None

    def _show_material(self, material: TrainingMaterial) -> None:
        self._material = material
        self._say_state()

    # --- training -------------------------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Start a training."""
        material = self._material
        if self._thread is not None or material is None or material.obstacle:
            return
        self._outcome = None
        self._begun = False
        self.loss.restart()
        self.histograms.restart()
        services = self._services
        self._thread = WorkerThread("training", lambda cancelled: services.retrain(cancelled.is_set), self)
        self._thread.worker.reported.connect(self._show_progress)
        self._thread.worker.finished.connect(self._finish)
        self._thread.worker.failed.connect(self._fail)
        self._thread.ended.connect(self._end)
        self._thread.start()
        self._say_state()
        self._phase.setText("Getting ready")
        self._cancel.setFocus()

    @Slot()
    def cancel(self) -> None:
        """Ask the training to stop."""
        if self._thread is not None:
            self._thread.cancel()
            self._phase.setText("Stopping")
            self._cancel.setEnabled(False)

    @Slot(object)
    def _show_progress(self, progress: TrainingProgress) -> None:
        self._begun = True
        if self._thread is not None and self._cancel.isEnabled():
            self._phase.setText(progress.phase)
        self._bar.setValue(round(1000 * progress.done))
        self._time_left.setText(time_left(progress.seconds_left))
        if progress.step:
            self.loss.add(progress.step, progress.steps, progress.loss)
        self.histograms.show_pairs(progress.genuine_distances, progress.impostor_distances)

    @Slot(object)
    def _finish(self, outcome: TrainingOutcome | None) -> None:
        self._outcome = outcome
        if outcome is None:
            self._phase.setText("Cancelled; nothing was changed")
        else:
            self._phase.setText("Finished")
            if outcome.champion_eer is not None and outcome.challenger_eer is not None:
                self.slopes.show_rows(outcome.per_signer, outcome.champion_eer, outcome.challenger_eer)
        self._time_left.setText("")

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._phase.setText("Stopped by an error; nothing was changed")
        self._time_left.setText("")
        self.problem.emit(sentence)

    @Slot()
    def _end(self) -> None:
        had_focus = self._cancel.hasFocus()
        if self._thread is not None:
            self._thread.wait()
            self._thread.deleteLater()
            self._thread = None
        self._say_state()
        if had_focus:
            self._start.setFocus()

    # --- which model ----------------------------------------------------------------------------------------------

    @Slot()
    def _promote_challenger(self) -> None:
        outcome = self._outcome
        if outcome is not None and outcome.promotable:
            self._promote.setEnabled(False)
            self._promote.setText("Making all templates anew…")
            self.desk.ask(lambda services: services.promote(outcome), self._take_promoted, self._tell_problem)

    def _take_promoted(self, model: ModelView) -> None:
        self._outcome = None
        self.model_changed.emit(model)

    @Slot()
    def _bring_back(self) -> None:
        self._back.setEnabled(False)
        self.desk.ask(lambda services: services.roll_back(), self._take_promoted, self._tell_problem)

    def _tell_problem(self, sentence: str) -> None:
        self.problem.emit(sentence)
        self._say_state()

    # --- words ----------------------------------------------------------------------------------------------------

    def _say_state(self) -> None:
        running, outcome, material, model = self._thread is not None, self._outcome, self._material, self._model
        self._start.setVisible(not running)
        self._start.setEnabled(material is not None and not material.obstacle)
        self._cancel.setVisible(running)
        self._cancel.setEnabled(running)
        self._bar.setVisible(running)
        self._slopes_card.setVisible(outcome is not None and outcome.champion_eer is not None)
        self._promote.setVisible(outcome is not None and outcome.promotable)
        self._promote.setEnabled(True)
        self._promote.setText("Use the new model")
        self._figures.setVisible(outcome is not None and outcome.champion_eer is not None)
        self._back.setVisible(model is not None and model.can_roll_back)
        self._back.setEnabled(not running)
        self._in_use.setText(f"{model.name}, {model.sha256[:8]}" if model is not None else "The model is being loaded.")
        self._material_words.setText(_material_words(material))
        if outcome is not None:
            self._say_outcome(outcome)
        elif running:
            self._sign.show_sign("train", "accept")
            self._title.setText("Training")
            set_tone(self._title, "")
            self._words.setText(
                "A challenger learns; the model in use stays as it is. Signing and verifying go on meanwhile."
            )
        else:
            obstacle = material.obstacle if material is not None else ""
            self._sign.show_sign("warning" if obstacle else "info", "refer" if obstacle else "muted")
            self._title.setText("Retrain the model")
            set_tone(self._title, "")
            caution = material.caution if material is not None else ""
            self._words.setText(
                obstacle
                or caution
                or "A challenger learns from your labelled signatures and is compared with the model in use on signers "
                "that neither learnt from. It is offered only if it is no worse."
            )

    def _say_outcome(self, outcome: TrainingOutcome) -> None:
        token = _verdict_token(outcome)
        self._sign.show_sign(token, token)
        head, _, rest = outcome.verdict.partition(":")
        self._title.setText(head[:1].upper() + head[1:])
        set_tone(self._title, token)
        self._words.setText(_sentence(rest))
        if outcome.champion_eer is None or outcome.challenger_eer is None:
            return
        rows = [("Model in use", percent(outcome.champion_eer)), ("Challenger", percent(outcome.challenger_eer))]
        if outcome.interval is not None:
            low, high = outcome.interval
            rows.append(("Difference", f"{_signed(low)} … {_signed(high)}"))
        cells = "".join(f"<tr><td style='padding-right:16px'>{a}</td><td align='right'>{b}</td></tr>" for a, b in rows)
        self._figures.setText(
            f"<p>Equal error rate, {counted(len(outcome.per_signer), 'signer')}</p><table>{cells}</table>"
        )


def _plot_card(heading: str, plot: QWidget) -> QFrame:
    frame = named(QFrame(), "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 8, 12, 4)
    layout.setSpacing(4)
    layout.addWidget(label(heading, "heading", wrap=True))
    layout.addWidget(plot, 1)
    return frame


def _material_words(material: TrainingMaterial | None) -> str:
    if material is None:
        return "Being counted…"
    lines = [
        f"{counted(material.genuine, 'genuine signature')} of {counted(material.signers, 'signer')}",
        counted(material.forgeries, "labelled forgery", "labelled forgeries"),
        counted(material.synthetic_signers, "synthetic signer"),
    ]
    if material.unlabelled:
        lines.append(f"{counted(material.unlabelled, 'signature')} without a person's word: not used")
    return "\n".join(lines)


def _verdict_token(outcome: TrainingOutcome) -> str:
    if outcome.promotable:
        return "accept"
    return "reject" if outcome.verdict.lower().startswith("worse") else "refer"


def _sentence(words: str) -> str:
    words = words.strip()
    return words[:1].upper() + words[1:]


def _signed(difference: float) -> str:
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{percent(abs(difference))}"
