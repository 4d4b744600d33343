"""Draws a line that measures ink, with its length and angle beside it."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX

_WORDS_HIGH_PX = 22


def paint_measured(painter: QPainter, line: tuple[QPointF, QPointF], words: str, room: QRect, theme: Theme) -> None:
    """Draw a line and its words, above it where that lies in the room, else below."""
    start, end = line
    painter.setPen(QPen(theme.colour("accept"), 1.6))
    painter.drawLine(start, end)
    painter.setBrush(theme.colour("accept"))
    for place in (start, end):
        painter.drawEllipse(place, 2.5, 2.5)
    font = painter.font()
    font.setPixelSize(SMALL_PX)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(words) + 14
    above = min(start.y(), end.y()) - 30
    box = QRectF((start.x() + end.x()) / 2 - width / 2, above, width, _WORDS_HIGH_PX)
    box.moveLeft(min(max(box.left(), 2.0), room.width() - width - 2))
    if above < 2:
        box.moveTop(max(start.y(), end.y()) + 8)
    painter.setPen(QPen(theme.colour("accept"), 1))
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
