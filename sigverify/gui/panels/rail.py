"""`Rail`: the places, by icon and word, one key each."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from sigverify.gui.icons import icon
from sigverify.gui.language import tr
from sigverify.gui.settings import Hand
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import Tokens
from sigverify.sentences import said

RAIL_PX = 76
_ICONS: dict[str, str] = {
    said("Enrol"): "enrol",
    said("Verify"): "verify",
    said("Compare"): "compare",
    said("Collect"): "collect",
    said("Train"): "train",
    said("Review"): "review",
    said("Tablet"): "tablet",
    said("Settings"): "settings",
    said("Help"): "help",
}
"""By the words of the places, in their order."""

_FIRST_BELOW = "Settings"
"""From here on places stand at the rail's foot."""

_KEYS = {"Settings": "Ctrl+,", "Help": "F1"}


class Rail(QWidget):
    """chosen(str): the word of the place that a person went to."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(RAIL_PX)
        self.setAccessibleName(tr("Places"))
        self._theme = theme
        self._buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 8, 3, 8)
        column.setSpacing(4)
        for number, word in enumerate(_ICONS, 1):
            if word == _FIRST_BELOW:
                column.addStretch(1)
            key = _KEYS.get(word, f"Ctrl+{number}")
            button = self._button(word, key)
            button.setCheckable(True)
            button.clicked.connect(partial(self._go, word))
            self._buttons[word] = button
            column.addWidget(button)
        theme.follow(self, self._retheme)
        self._retheme()

    def _button(self, word: str, key: str) -> QToolButton:
        button = QToolButton()
        shown = tr(word)
        button.setText(shown)
        button.setProperty("role", "rail")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(56)
        button.setIconSize(QSize(24, 24))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setShortcut(QKeySequence(key))
        button.setToolTip(f"{shown} ({key})")
        button.setAccessibleName(shown)
        return button

    def show_place(self, word: str) -> None:
        """Mark the place that is in front."""
        for known, button in self._buttons.items():
            button.setChecked(known == word)
        if any(button.hasFocus() for button in self._buttons.values()):
            self._buttons[word].setFocus()  # whoever comes by a key finds the ring where they are

    def show_hand(self, hand: Hand) -> None:
        """Stand at the left of the window, or at its right for a left hand; the line lies between it and the rest."""
        self.setProperty("hand", hand)
        self.style().unpolish(self)
        self.style().polish(self)

    def _go(self, word: str) -> None:
        # No exclusive button group: it would leave all but one of its buttons out of the tab order.
        self.show_place(word)
        self.chosen.emit(word)

    def draw_ahead(self, tokens: Tokens) -> None:
        """Draw the icons in the colours of a look that may come."""
        for word in self._buttons:
            _icon_of(word, tokens)

    @Slot()
    def _retheme(self) -> None:
        for word, button in self._buttons.items():
            button.setIcon(_icon_of(word, self._theme.tokens))


def _icon_of(word: str, tokens: Tokens) -> QIcon:
    return icon(_ICONS[word], tokens, colour=tokens.muted, checked=tokens.accept)
