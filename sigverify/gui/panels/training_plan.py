"""What is to be trained: a network, for how long, and on which folders beside what was collected."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from sigverify.gui.panels.corpus_folders import CorpusFolders
from sigverify.gui.panels.pieces import card, label, row
from sigverify.gui.services import NetworkView, TrainingChoice
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, HIT_PX
from sigverify.verification.likelihood_ratio import grouped

_MOST_STEPS = 100_000
_READABLE_PX = 760
_STEPS_PX = 110
_DTW = "+dtw"
_LIST = "<ul style='margin:0 0 0 18px; -qt-list-indent:0'>"


class TrainingPlan(QWidget):
    """Empty until it is told what can be trained."""

    def __init__(self, theme: Theme, settings: WindowSettings) -> None:
        super().__init__()
        self._networks: Sequence[NetworkView] = ()
        self.network = QComboBox()
        self.network.setAccessibleName("Network to train")
        self.network.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.network.setMaxVisibleItems(20)
        self.dtw = QCheckBox("+ DTW")
        self.dtw.setAccessibleName("Join plain dynamic time warping")
        self.dtw.setChecked(True)
        self.dtw.setToolTip("Plain dynamic time warping compares beside the network; both scores are made one")
        self.dtw.setAccessibleDescription(self.dtw.toolTip())
        self.steps = QSpinBox(minimum=1, maximum=_MOST_STEPS)
        self.steps.setAccessibleName("Training steps of each network")
        self._recipe = label("", "muted")
        steps_words = label("Steps")
        steps_words.setBuddy(self.steps)
        self.dtw.setMinimumHeight(HIT_PX)
        self.steps.setMinimumWidth(_STEPS_PX)
        self.steps.lineEdit().setTextMargins(6, 0, 0, 0)
        self._about = QLabel()
        self._about.setTextFormat(Qt.TextFormat.RichText)
        self._about.setWordWrap(True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._about.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._about.setAccessibleName("About this network")
        self.folders = CorpusFolders(theme, settings)
        self.network.currentIndexChanged.connect(self._show_network)
        self._lay_out(steps_words)
        self.setEnabled(False)

    def _lay_out(self, steps_words: QLabel) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_BETWEEN)
        options = row(self.dtw, steps_words, self.steps, self._recipe, 1)
        options.layout().insertSpacing(1, GAP_BETWEEN)  # type: ignore[union-attr]  # a box layout of ours
        for frame in (
            card(label("What is trained", "heading"), self.network, options, self._about, gap=12),
            card(label("What else is learnt from", "heading"), self.folders),
        ):
            frame.setMaximumWidth(_READABLE_PX)
            column.addWidget(frame)
        column.addStretch(1)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to choose."""
        return bool(self._networks)

    @property
    def about(self) -> str:
        """What is told about the chosen network, in HTML."""
        return self._about.text()

    @property
    def choice(self) -> TrainingChoice:
        """What a person has chosen."""
        name = str(self.network.currentData() or "")
        joined = _DTW if name and self.dtw.isChecked() else ""
        return TrainingChoice(architecture=name + joined, steps=self.steps.value(), corpora=self.folders.specs)

    def show_networks(self, networks: Sequence[NetworkView]) -> None:
        """Show what can be trained; what was chosen before stays chosen."""
        before, steps = self.network.currentData(), self.steps.value()
        self._networks = networks
        self.network.blockSignals(True)
        self.network.clear()
        for view in networks:
            self.network.addItem(f"{view.title} · {view.paper}" if view.paper else view.title, view.architecture)
        self.network.setCurrentIndex(max(self.network.findData(before), 0))
        self.network.blockSignals(False)
        self._show_network()
        if before is not None:
            self.steps.setValue(steps)

    def show_choice(self, choice: TrainingChoice) -> None:
        """Show a choice that was made before, as that of a training that was stopped."""
        name = choice.architecture.removesuffix(_DTW)
        place = self.network.findData(name)
        if place < 0:
            return
        self.network.setCurrentIndex(place)
        self.dtw.setChecked(choice.architecture.endswith(_DTW) or not name)
        if choice.steps is not None:
            self.steps.setValue(choice.steps)
        self.folders.show_specs(choice.corpora)

    def name_of(self, choice: TrainingChoice) -> str:
        """Return a choice in a few words."""
        name = choice.architecture or "the model in use, going on"
        return f"{name.replace('+', ' + ')}, {grouped(choice.steps)} steps" if choice.steps else name

    @Slot()
    def _show_network(self) -> None:
        index = self.network.currentIndex()
        if not 0 <= index < len(self._networks):
            return
        view = self._networks[index]
        self.steps.setValue(view.steps)
        self._recipe.setText(
            f"its recipe: {grouped(view.steps)}" if view.architecture else f"usual: {grouped(view.steps)}"
        )
        self.dtw.setEnabled(bool(view.architecture))
        self._about.setText(_about(view))


def _about(view: NetworkView) -> str:
    """Return what is told about a network, in HTML."""
    parts = [f"<b>{escape(view.title)}</b>"]
    if view.paper:
        parts.append(f"{escape(view.architecture)}, after {escape(view.paper)}: {escape(view.source)}")
    parts.append(_sentence(view.description))
    text = "".join(f"<p style='margin:0 0 6px 0'>{part}</p>" for part in parts)
    if view.carried_over:
        items = "".join(f"<li>{_sentence(item)}</li>" for item in view.carried_over)
        text += f"<p style='margin:6px 0 2px 0'>Changed for pen signatures:</p>{_LIST}{items}</ul>"
    return text


def _sentence(words: str) -> str:
    return escape(words[:1].upper() + words[1:] + ("" if words.endswith(".") else "."))
