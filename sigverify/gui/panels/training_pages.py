"""`TrainingPages`: the four pages of Train, one in front, and the sentences that stand over them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, ScrolledPage, Sign, label, row, set_tone
from sigverify.gui.panels.training_controls import TrainingControls
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN

PLAN, CURVES, OUTCOME, MODELS = range(4)


class TrainingPages(QWidget):
    """turned(int): another page came to the front."""

    turned = Signal(int)

    def __init__(self, theme: Theme, controls: TrainingControls) -> None:
        super().__init__()
        self._pages = QStackedWidget()
        self._buttons: list[Button] = []
        group = QButtonGroup(self)
        for number, words in enumerate((tr("Plan"), tr("Curves"), tr("Outcome"), tr("Models"))):
            button = Button(theme, words, role="page", tip=tr("Show the {page}", page=words.lower()))
            button.setCheckable(True)
            group.addButton(button, number)
            self._buttons.append(button)
        group.idClicked.connect(self.turn_to)
        self.stopped_words = label("", wrap=True)
        self.ready_words = label("", "muted", wrap=True)
        self._obstacle = Sign(theme, "warning", "refer", 18)
        self._ready = row(self._obstacle, self.ready_words)
        self._ready.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a box layout of ours
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(row(*self._buttons, 1, gap=4))
        column.addWidget(controls)
        column.addWidget(self.stopped_words)
        column.addWidget(self._ready)
        column.addWidget(self._pages, 1)
        self._buttons[PLAN].setChecked(True)
        self.show_stopped("")
        self.show_ready("")

    def add(self, page: QWidget) -> None:
        """Lay a page behind those that are there, in the order of their numbers."""
        self._pages.addWidget(ScrolledPage(page))

    @property
    def front(self) -> int:
        """The number of the page in front."""
        return self._pages.currentIndex()

    @Slot(int)
    def turn_to(self, number: int) -> None:
        """Bring the plan, the curves, the outcome or the models to the front."""
        self._pages.setCurrentIndex(number)
        self._buttons[number].setChecked(True)
        self.turned.emit(number)

    def take_focus(self) -> None:
        """Give the keys to the button of the page in front."""
        self._buttons[self.front].setFocus()

    def show_stopped(self, sentence: str) -> None:
        """Say which training was stopped, and what can be done with it; '' where none was."""
        self.stopped_words.setText(sentence)
        self.stopped_words.setVisible(bool(sentence))

    def show_ready(self, sentence: str, *, obstacle: bool = False) -> None:
        """Say over the plan what would be learnt from, or what stands against it; '' while nobody knows."""
        self.ready_words.setText(sentence)
        set_tone(self.ready_words, "refer" if obstacle else "")
        self._obstacle.setVisible(obstacle)
        self._ready.setVisible(bool(sentence) and self.front == PLAN)
