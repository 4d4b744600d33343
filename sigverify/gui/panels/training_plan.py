"""What is to be trained: from whom, with which networks, for how long; and the split that this makes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from sigverify.gui.panels.corpus_folders import CorpusFolders
from sigverify.gui.panels.network_choice import NetworkChoice
from sigverify.gui.panels.pieces import card, label, row
from sigverify.gui.panels.training_signers import SignerUses
from sigverify.gui.panels.training_split import SplitSummary
from sigverify.gui.retraining import NetworkView, SplitView, TrainingChoice
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN
from sigverify.verification.likelihood_ratio import grouped

_MOST_STEPS = 100_000
_MOST_MINUTES = 24 * 60
_MOST_SEED = 999_999
_READABLE_PX = 900
_SPIN_PX = 132


class TrainingPlan(QWidget):
    """Empty until it is told what can be trained. changed: a person chose something else."""

    changed = Signal()

    def __init__(self, theme: Theme, settings: WindowSettings) -> None:
        super().__init__()
        self.networks = NetworkChoice(theme)
        self.signers = SignerUses(theme)
        self.folders = CorpusFolders(theme, settings)
        self.split = SplitSummary(theme)
        self.by_steps = QRadioButton("Steps")
        self.by_time = QRadioButton("Minutes")
        lasting = QButtonGroup(self)
        for number, button in enumerate((self.by_steps, self.by_time)):
            lasting.addButton(button, number)
            button.setAccessibleName(f"For so many {button.text().lower()}")
        self.by_steps.setChecked(True)
        self.steps = _spin(1, _MOST_STEPS, "Training steps of each network")
        self.minutes = _spin(1, _MOST_MINUTES, "Minutes that learning may take in all")
        self.minutes.setValue(10)
        self.seed = _spin(0, _MOST_SEED, "Seed: the same one draws the same split and the same batches")
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_BETWEEN)
        seed_words = label("Seed")
        seed_words.setBuddy(self.seed)
        for frame in (
            card(label("What is trained", "heading"), self.networks),
            card(
                label("For how long", "heading"),
                _row_of_words(self.by_steps, self.steps, self._recipe),
                _row_of_words(
                    self.by_time, self.minutes, label("in all; the steps are measured as it begins", "muted", wrap=True)
                ),
                row(seed_words, self.seed, 1),
            ),
            card(label("Signers of this store", "heading"), self.signers),
            card(label("What else is learnt from", "heading"), self.folders),
            card(label("The split", "heading"), self.split),
        ):
            frame.setMaximumWidth(_READABLE_PX)
            column.addWidget(frame)
        width = max(widget.sizeHint().width() for widget in (self.by_steps, self.by_time, seed_words))
        for widget in (self.by_steps, self.by_time, seed_words):
            widget.setMinimumWidth(width)
        column.addStretch(1)

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

    def name_of(self, choice: TrainingChoice) -> str:
        """Return a choice in a few words."""
        name = (choice.architecture or "the model in use, going on").replace("+", " + ")
        if choice.minutes is not None:
            return f"{name}, {choice.minutes:g} min"
        return f"{name}, {grouped(choice.steps)} steps" if choice.steps else name

    @Slot(int)
    def _show_usual(self, steps: int) -> None:
        self.steps.setValue(steps)
        words = "its recipe" if self.networks.afresh.isChecked() else "usual"
        self._recipe.setText(f"of each network; {words}: {grouped(steps)}")

    @Slot()
    def _show_lasting(self) -> None:
        self.steps.setEnabled(self.by_steps.isChecked())
        self.minutes.setEnabled(self.by_time.isChecked())
        self.changed.emit()


def _row_of_words(*widgets: QWidget) -> QWidget:
    """Return widgets side by side, the last of them words that take what is left."""
    made = row(*widgets)
    made.layout().setStretch(len(widgets) - 1, 1)  # type: ignore[union-attr]  # a box layout of ours
    return made


def _spin(lowest: int, highest: int, name: str) -> QSpinBox:
    made = QSpinBox(minimum=lowest, maximum=highest)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedWidth(_SPIN_PX)
    made.lineEdit().setTextMargins(6, 0, 0, 0)
    made.setKeyboardTracking(False)
    return made
