"""`PageSwitch`: a line of words, one for each page of a place; the one that is marked is in front."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from sigverify.gui.panels.pieces import Button
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL


class PageSwitch(QWidget):
    """chosen(int): a person wants this page. pages: words and tip of each."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, pages: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_SMALL)
        for number, (words, tip) in enumerate(pages):
            button = Button(theme, words, role="page", tip=tip)
            button.setCheckable(True)
            self._group.addButton(button, number)
            line.addWidget(button)
        line.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def mark(self, number: int) -> None:
        """Mark the page that is in front."""
        self._group.button(number).setChecked(True)
