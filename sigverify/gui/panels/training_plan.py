"""What is to be trained: from whom, with which networks, for how long; and the split that this makes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sigverify.gui.language import tr
from sigverify.gui.panels.corpus_folders import CorpusFolders
from sigverify.gui.panels.network_choice import NetworkChoice
from sigverify.gui.panels.pieces import card, label
from sigverify.gui.panels.training_signers import SignerUses
from sigverify.gui.panels.training_split import SplitSummary
from sigverify.gui.retraining import NetworkView, SplitView, StoppedTraining, TrainingChoice
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN
from sigverify.gui.words import percent
from sigverify.verification.likelihood_ratio import grouped

_MOST_STEPS = 100_000
_MOST_MINUTES = 24 * 60
_MOST_SEED = 999_999
_READABLE_PX = 900
_TWO_COLUMNS_PX = 1100
_SPIN_PX = 132


class TrainingPlan(QWidget):
    """Empty until it is told what can be trained. changed: a person chose something else."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.networks = NetworkChoice(theme)
        self.signers = SignerUses(theme)
        self.folders = CorpusFolders(theme)
        self.split = SplitSummary(theme)
        self.by_steps = QRadioButton(tr("Steps"))
        self.by_time = QRadioButton(tr("Minutes"))
        lasting = QButtonGroup(self)
        for number, button in enumerate((self.by_steps, self.by_time)):
            lasting.addButton(button, number)
            button.setAccessibleName(tr("For so many {units}", units=button.text().lower()))
        self.by_steps.setChecked(True)
        self.steps = _spin(1, _MOST_STEPS, tr("Training steps of each network"))
        self.minutes = _spin(1, _MOST_MINUTES, tr("Minutes that learning may take in all"))
        self.minutes.setValue(10)
        self.seed = _spin(0, _MOST_SEED, tr("Seed: the same one draws the same split and the same batches"))
        self.seed.setValue(1)
        self._recipe = label("", "muted", wrap=True)
        self._lay_out()
        self.networks.usual.connect(self._show_usual)
        lasting.idToggled.connect(self._show_lasting)
        for signal in (self.networks.changed, self.signers.changed, self.folders.changed):
            signal.connect(self.changed)
        for spin in (self.steps, self.minutes, self.seed):
            spin.valueChanged.connect(self.changed)
        self._show_lasting()
        self.setEnabled(False)

    def _lay_out(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(GAP_BETWEEN)
        seed_words = label(tr("Seed"))
        seed_words.setBuddy(self.seed)
        by_itself = (
            card(label(tr("What is trained"), "heading"), self.networks),
            card(
                label(tr("For how long"), "heading"),
                _in_columns(
                    (self.by_steps, self.steps, self._recipe),
                    (
                        self.by_time,
                        self.minutes,
                        label(tr("in all; the steps are measured as it begins"), "muted", wrap=True),
                    ),
                    (seed_words, self.seed),
                ),
            ),
            card(label(tr("Signers of this store"), "heading"), self.signers),
        )
        beside = (
            card(label(tr("What else is learnt from"), "heading"), self.folders),
            card(label(tr("The split"), "heading"), self.split),
        )
        for frames in (by_itself, beside):
            column = QVBoxLayout()
            column.setSpacing(GAP_BETWEEN)
            for frame in frames:
                frame.setMaximumWidth(_READABLE_PX)
                column.addWidget(frame)
            column.addStretch(1)
            self._columns.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set what else is learnt from, and the split, beside the rest where there is room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = self.width() >= _TWO_COLUMNS_PX
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to choose."""
        return self.networks.is_ready

    @property
    def network(self) -> QComboBox:
        """The first network to train."""
        return self.networks.combos[0]

    @property
    def dtw(self) -> QCheckBox:
        """Whether plain dynamic time warping is joined."""
        return self.networks.floors["dtw"]

    @property
    def about(self) -> str:
        """What is told about the chosen networks, in HTML."""
        return self.networks.about

    @property
    def choice(self) -> TrainingChoice:
        """What a person has chosen."""
        timed = self.by_time.isChecked()
        return TrainingChoice(
            architecture=self.networks.architecture,
            loss=self.networks.loss_name,
            steps=None if timed else self.steps.value(),
            minutes=float(self.minutes.value()) if timed else None,
            seed=self.seed.value(),
            corpora=self.folders.specs,
            left_out=self.signers.left_out,
            kept_apart=self.signers.kept_apart,
        )

    def show_networks(self, networks: Sequence[NetworkView]) -> None:
        """Show what can be trained; what was chosen before stays chosen."""
        fresh = not self.is_ready
        self.networks.show_networks(networks)
        if fresh and networks:
            self._show_usual(networks[0].steps)

    def show_choice(self, choice: TrainingChoice) -> None:
        """Show a choice that was made before, as that of a training that was stopped."""
        self.networks.show_choice(choice)
        self.by_time.setChecked(choice.minutes is not None)
        self.by_steps.setChecked(choice.minutes is None)
        if choice.minutes is not None:
            self.minutes.setValue(max(1, round(choice.minutes)))
        if choice.steps is not None:
            self.steps.setValue(choice.steps)
        self.seed.setValue(choice.seed)
        self.folders.show_specs(choice.corpora)
        self.signers.show_uses(choice.left_out, choice.kept_apart)

    def show_split(self, split: SplitView | None) -> None:
        """Show where the split puts everybody; None while it is being drawn."""
        self.split.show_split(split)
        if split is not None:
            self.signers.show_rows(split.signers)

    def drop(self) -> None:
        """Forget the names of signers, and paths; what each is for stays chosen."""
        self.split.drop()
        self.folders.drop()
        self.signers.show_rows(())

    def name_of(self, choice: TrainingChoice) -> str:
        """Return a choice in a few words."""
        name = (choice.architecture or tr("the model in use, going on")).replace("+", " + ")
        if choice.minutes is not None:
            return tr("{name}, {minutes:g} min", name=name, minutes=choice.minutes)
        return tr("{name}, {steps} steps", name=name, steps=grouped(choice.steps)) if choice.steps else name

    def words_of(self, stopped: StoppedTraining) -> str:
        """Return what is said of a training that did not come to its end."""
        share, training = percent(stopped.done), self.name_of(stopped.choice)
        if stopped.fell:
            return tr("A training broke off at {share}: {training}.", share=share, training=training)
        return tr("A training was stopped at {share}: {training}.", share=share, training=training)

    @Slot(int)
    def _show_usual(self, steps: int) -> None:
        self.steps.setValue(steps)
        words = tr("its recipe") if self.networks.afresh.isChecked() else tr("usual")
        self._recipe.setText(tr("of each network; {words}: {steps}", words=words, steps=grouped(steps)))

    @Slot()
    def _show_lasting(self) -> None:
        self.steps.setEnabled(self.by_steps.isChecked())
        self.minutes.setEnabled(self.by_time.isChecked())
        self.changed.emit()


def _in_columns(*rows: Sequence[QWidget]) -> QWidget:
    """Return rows of widgets in three columns, the last of them words that take what is left."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(GAP_WITHIN)
    grid.setColumnStretch(2, 1)
    for line, widgets in enumerate(rows):
        for column, widget in enumerate(widgets):
            grid.addWidget(widget, line, column)
    return made


def _spin(lowest: int, highest: int, name: str) -> QSpinBox:
    made = QSpinBox(minimum=lowest, maximum=highest)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(_SPIN_PX)
    made.lineEdit().setTextMargins(6, 0, 0, 0)
    made.setKeyboardTracking(False)
    return made
