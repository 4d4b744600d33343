"""Settings: the pause after the last stroke, the look, the hand that writes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSlider, QVBoxLayout

from sigverify.gui.desk import Desk
from sigverify.gui.panels.pieces import card, label, row
from sigverify.gui.panels.place import Place
from sigverify.gui.settings import PAUSE_RANGE_S, Hand, WindowSettings
from sigverify.gui.theme import Theme, ThemeChoice
from sigverify.gui.tokens import GAP_AROUND, GAP_BETWEEN, HIT_PX

_STEPS_A_SECOND = 10
_READABLE_PX = 640

_LOOKS: dict[ThemeChoice, str] = {"system": "As the desktop is", "light": "Light", "dark": "Dark"}
_HANDS: dict[Hand, str] = {"right": "Right", "left": "Left: the window is mirrored"}


class SettingsPlace(Place):
    """changed: something was set; it is remembered already."""

    word = "Settings"
    icon_name = "settings"
    help_page = "settings"

    changed = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._pause_words = label("", "muted")
        self.pause = QSlider(Qt.Orientation.Horizontal)
        self.pause.setRange(*(round(limit * _STEPS_A_SECOND) for limit in PAUSE_RANGE_S))
        self.pause.setPageStep(5)
        self.pause.setMinimumHeight(HIT_PX)
        self.pause.setAccessibleName("Pause after the last stroke, in tenths of a second")
        self.pause.valueChanged.connect(self._set_pause)
        self.pause.setValue(round(settings.pause_s * _STEPS_A_SECOND))
        self._looks = self._choices(list(_LOOKS.values()), list(_LOOKS).index(settings.theme), self._set_look)
        self._hands = self._choices(list(_HANDS.values()), list(_HANDS).index(settings.hand), self._set_hand)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_AROUND, GAP_AROUND, GAP_AROUND, GAP_AROUND)
        column.setSpacing(GAP_BETWEEN)
        column.addWidget(label("Settings", "title"))
        for frame in (
            card(
                row(label("Pause", "heading"), 1, self._pause_words),
                label("A signature is taken for finished so long after the pen was lifted.", "muted", wrap=True),
                self.pause,
            ),
            card(label("Look", "heading"), *self._looks),
            card(label("Hand that writes", "heading"), *self._hands),
        ):
            frame.setMaximumWidth(_READABLE_PX)
            column.addWidget(frame)
        column.addStretch(1)

    def show_look(self, choice: ThemeChoice) -> None:
        """Mark the look that was chosen elsewhere."""
        self._looks[list(_LOOKS).index(choice)].setChecked(True)

    def _choices(self, words: list[str], chosen: int, take: Callable[[int], None]) -> list[QRadioButton]:
        group = QButtonGroup(self)
        buttons = []
        for number, shown in enumerate(words):
            button = QRadioButton(shown)
            button.setMinimumHeight(HIT_PX)
            button.setChecked(number == chosen)
            button.setAccessibleName(shown)
            group.addButton(button, number)
            buttons.append(button)
        group.idClicked.connect(take)
        return buttons

    @Slot(int)
    def _set_pause(self, tenths: int) -> None:
        self.settings.pause_s = tenths / _STEPS_A_SECOND
        self._pause_words.setText(f"{tenths / _STEPS_A_SECOND:.1f} s")
        self.changed.emit()

    @Slot(int)
    def _set_look(self, number: int) -> None:
        self.settings.theme = list(_LOOKS)[number]
        self.changed.emit()

    @Slot(int)
    def _set_hand(self, number: int) -> None:
        self.settings.hand = list(_HANDS)[number]
        self.changed.emit()
