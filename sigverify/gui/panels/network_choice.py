"""With what a training begins: the model in use, or networks of the literature from scratch, joined with floors."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.loss_words import LOSS_WORDS
from sigverify.gui.panels.pieces import Button, Choice, label, row
from sigverify.gui.panels.side_by_side import SideBySide
from sigverify.gui.retraining import NetworkView, TrainingChoice
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_AROUND, GAP_BETWEEN, GAP_WITHIN, HIT_PX
from sigverify.sentences import said

FLOORS = {
    "dtw": ("+ DTW", said("Plain dynamic time warping compares beside the networks; all scores are made one")),
    "global-features": (
        said("+ global features"),
        said("Some fifty numbers of the whole signature compare beside the networks"),
    ),
    "directed-features": (
        said("+ directed features"),
        said(
            "Which way a signature departs, slower or quicker, with more lifts or fewer, compares beside the networks"
        ),
    ),
    "supervector": (
        said("+ supervectors"),
        said("Which short movements a hand makes, and how often, compare beside the networks"),
    ),
    "duration": (said("+ duration"), said("How long a signature takes compares beside the networks")),
}
"""What may be joined with networks and learns no network, as `workflows.architectures` calls it, and for people."""

_MOST_NETWORKS = 4
_LIST = "<ul style='margin:0 0 0 18px; -qt-list-indent:0'>"


class NetworkChoice(QWidget):
    """changed: a person chose another network, floor or loss; usual(int): the steps that the choice usually takes."""

    changed = Signal()
    usual = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._networks: Sequence[NetworkView] = ()
        self.going_on = QRadioButton(tr("Go on from the model in use"))
        self.afresh = QRadioButton(tr("Start from scratch"))
        start = QButtonGroup(self)
        for number, button in enumerate((self.going_on, self.afresh)):
            start.addButton(button, number)
            button.setAccessibleName(button.text())
        self.going_on.setChecked(True)
        start.idToggled.connect(self._start_chosen)
        self.combos: list[Choice] = []
        self._lines: list[QWidget] = []
        self._removes: list[Button] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.join = Button(
            theme, tr("Join another network"), "add", tip=tr("The scores of several networks are made one")
        )
        self.join.clicked.connect(self._join_one)
        self.floors = {name: QCheckBox(tr(words)) for name, (words, _) in FLOORS.items()}
        for name, box in self.floors.items():
            box.setAccessibleName(tr("Join {part}", part=box.text().removeprefix("+ ")))
            box.setToolTip(tr(FLOORS[name][1]))
            box.setAccessibleDescription(tr(FLOORS[name][1]))
            box.setMinimumHeight(HIT_PX)
            box.toggled.connect(self._chosen)
        self.floors["dtw"].setChecked(True)
        self.loss = Choice(tr("Loss by which the networks learn"), tr("By what the networks learn; each has its own"))
        self.loss.currentIndexChanged.connect(self._chosen)
        self._loss_words = label(tr("Loss"))
        self._loss_words.setBuddy(self.loss)
        self._about = QLabel()
        self._about.setTextFormat(Qt.TextFormat.RichText)
        self._about.setWordWrap(True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._about.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._about.setAccessibleName(tr("About what is trained"))
        self._fresh = QWidget()
        fresh = QVBoxLayout(self._fresh)
        fresh.setContentsMargins(0, 0, 0, 0)
        fresh.setSpacing(GAP_WITHIN)
        fresh.addLayout(self._rows)
        fresh.addWidget(row(self.join, 1))
        fresh.addWidget(SideBySide(*self.floors.values(), gap=GAP_BETWEEN))
        losses = row(self._loss_words, self.loss)
        losses.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a box layout of ours
        fresh.addWidget(losses)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(SideBySide(self.going_on, self.afresh, gap=GAP_AROUND))
        column.addWidget(self._fresh)
        column.addWidget(self._about)
        self._add_combo()
        self._show()

    @property
    def is_ready(self) -> bool:
        """Whether there is something to choose."""
        return bool(self._networks)

    @property
    def about(self) -> str:
        """What is told about the choice, in HTML."""
        return self._about.text()

    @property
    def architecture(self) -> str:
        """The names that are joined; '' to go on from the model in use."""
        if not self.afresh.isChecked():
            return ""
        names = [str(combo.currentData() or "") for combo in self.combos]
        floors = [name for name, box in self.floors.items() if box.isChecked()]
        return "+".join(name for name in (*names, *floors) if name)

    @property
    def loss_name(self) -> str:
        """The loss that was chosen; '' for each network's own."""
        return str(self.loss.currentData() or "") if self.afresh.isChecked() else ""

    def show_networks(self, networks: Sequence[NetworkView]) -> None:
        """Show what can be trained; what was chosen before stays chosen."""
        self._networks = networks
        for combo in self.combos:
            self._fill(combo)
        self._show()

    def show_choice(self, choice: TrainingChoice) -> None:
        """Show a choice that was made before."""
        names = choice.architecture.split("+") if choice.architecture else []
        known = {view.architecture for view in self._networks}
        networks = [name for name in names if name in known]
        self.afresh.setChecked(bool(networks))
        self.going_on.setChecked(not networks)
        while len(self.combos) > max(len(networks), 1):
            self._remove(len(self.combos) - 1)
        while len(self.combos) < len(networks):
            self._add_combo()
        for combo, name in zip(self.combos, networks, strict=False):
            combo.setCurrentIndex(combo.findData(name))
        if networks:
            for name, box in self.floors.items():
                box.setChecked(name in names)
            self.loss.setCurrentIndex(max(self.loss.findData(choice.loss), 0))
        self._show()

    def _views(self) -> list[NetworkView]:
        wanted = [combo.currentData() for combo in self.combos] if self.afresh.isChecked() else [""]
        known = {view.architecture: view for view in self._networks}
        return [known[name] for name in wanted if name in known]

    def _add_combo(self) -> None:
        place = len(self.combos)
        combo = Choice(
            tr("Network to train") if not place else tr("Network to join, number {place}", place=place + 1),
            tr("A network to train"),
        )
        combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        combo.setMaxVisibleItems(20)
        self._fill(combo)
        if place and combo.count() > place:
            combo.setCurrentIndex(place)
        combo.currentIndexChanged.connect(self._network_chosen)
        remove = Button(self._theme, "", "close", role="quiet", tip=tr("Leave this network out"))
        remove.setAccessibleName(tr("Leave network number {place} out", place=place + 1))
        remove.setVisible(place > 0)
        remove.clicked.connect(self._remove_sender)
        self.combos.append(combo)
        self._removes.append(remove)
        line = row(combo, remove, gap=4)
        line.layout().setStretch(0, 1)  # type: ignore[union-attr]  # a box layout of ours
        self._lines.append(line)
        self._rows.addWidget(line)

    def _fill(self, combo: Choice) -> None:
        before = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        for view in self._networks:
            if view.architecture:
                title = tr(view.title)
                combo.addItem(f"{title} · {tr(view.paper)}" if view.paper else title, view.architecture)
        combo.setCurrentIndex(max(combo.findData(before), 0))
        combo.blockSignals(False)

    @Slot()
    def _join_one(self) -> None:
        self._add_combo()
        self._network_chosen()
        self.combos[-1].setFocus()

    @Slot()
    def _remove_sender(self) -> None:
        self._remove(self._removes.index(self.sender()))  # type: ignore[arg-type]  # one of the buttons
        self._network_chosen()
        self.join.setFocus()

    def _remove(self, place: int) -> None:
        line = self._lines.pop(place)
        for known in (self.combos, self._removes):
            known.pop(place)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()

    @Slot(int, bool)
    def _start_chosen(self, _number: int, checked: bool) -> None:
        if checked:
            self._network_chosen()

    @Slot()
    def _network_chosen(self) -> None:
        self._show()
        steps = [view.steps for view in self._views()]
        if steps:
            self.usual.emit(max(steps))
        self.changed.emit()

    @Slot()
    def _chosen(self) -> None:
        self.changed.emit()

    def _show(self) -> None:
        """Show what belongs to the choice: losses that all networks allow, and what is told of them."""
        fresh = self.afresh.isChecked()
        self._fresh.setVisible(fresh)
        self.join.setEnabled(len(self.combos) < _MOST_NETWORKS)
        views = self._views()
        if fresh and views:
            shared = [name for name in views[0].losses if all(name in view.losses for view in views)]
            own = {view.losses[0] for view in views if view.losses}
            before = self.loss.currentData()
            self.loss.blockSignals(True)
            self.loss.clear()
            words = tr(LOSS_WORDS.get(own.pop(), "")) if len(own) == 1 else ""
            self.loss.addItem(tr("its own: {words}", words=words) if words else tr("each network's own"), "")
            for name in shared:
                if name != views[0].losses[0] or len({view.losses[0] for view in views}) > 1:
                    self.loss.addItem(tr(LOSS_WORDS.get(name, name)), name)
            self.loss.setCurrentIndex(max(self.loss.findData(before), 0))
            self.loss.blockSignals(False)
        self.loss.setEnabled(self.loss.count() > 1)
        self._about.setText("".join(_about(view) for view in views))


def _about(view: NetworkView) -> str:
    """Return what is told about a network, in HTML."""
    parts = [f"<b>{escape(tr(view.title))}</b>"] if view.architecture else []
    if view.paper:
        parts.append(
            tr(
                "{network}, after {paper}: {source}",
                network=escape(view.architecture),
                paper=escape(tr(view.paper)),
                source=escape(tr(view.source)),
            )
        )
    parts.append(_sentence(view.description))
    text = "".join(f"<p style='margin:0 0 6px 0'>{part}</p>" for part in parts)
    if view.carried_over:
        items = "".join(f"<li>{_sentence(item)}</li>" for item in view.carried_over)
        text += f"<p style='margin:6px 0 2px 0'>{tr('Changed for pen signatures:')}</p>{_LIST}{items}</ul><p></p>"
    return text


def _sentence(words: str) -> str:
    shown = tr(words)
    begun = shown[:1].upper() + shown[1:]
    return escape(begun if begun.endswith((".", "。")) else tr("{sentence}.", meaning="full stop", sentence=begun))
