"""`ComingPlace`: stands where a place is being made: its name, and where its parts will be."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout

from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import label
from sigverify.gui.panels.place import Place
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_AROUND, GAP_BETWEEN, RADIUS

_TITLE_ROOM_PX = 64
_SIDE_PX = 300
_UPPER_SHARE = 0.6


class ComingPlace(Place):
    """Shown for a few frames where a person is sooner at a place than it was made; it takes nothing."""

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._title = label("", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_AROUND, GAP_BETWEEN, GAP_AROUND, GAP_BETWEEN)
        column.addWidget(self._title)
        column.addStretch(1)
        theme.changed.connect(self.update)

    def await_place(self, word: str) -> None:
        """Stand for the place of this word."""
        self.word = word
        self._title.setText(tr(word))
        self.setAccessibleName(tr("{place} opens", place=tr(word)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw where the parts will be."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("panel"))
        room = QRectF(self.rect()).adjusted(GAP_BETWEEN, _TITLE_ROOM_PX, -GAP_BETWEEN, -GAP_BETWEEN)
        wide, high = room.width() - _SIDE_PX - GAP_BETWEEN, room.height()
        upper = QRectF(room.left(), room.top(), wide, _UPPER_SHARE * high)
        lower = QRectF(room.left(), upper.bottom() + GAP_BETWEEN, wide, high - upper.height() - GAP_BETWEEN)
        side = QRectF(room.right() - _SIDE_PX, room.top(), _SIDE_PX, high)
        for part in (upper, lower, side):
            painter.drawRoundedRect(part, RADIUS, RADIUS)
