"""Draws the empty paper: a line with ×, whose line it is, a quiet word, the ring of the pause."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from sigverify.gui.theme import Theme
from sigverify.gui.tokens import BODY_PX, RADIUS, TITLE_PX

BASELINE = 0.70
"""Height of the line from the top, as part of the paper's height."""

_SIDE = 0.07
_CROSS_PX = 5
_WORDS_SHARE = 0.022
_NARROWER_PX = 6.0


def baseline(height: int) -> int:
    """Return how far from the top the line is on paper of that height."""
    return round(height * BASELINE)


def paint_blank(painter: QPainter, size: QSize, theme: Theme, note: str) -> None:
    """Draw rounded paper without a line, and `note` in its middle."""
    width, height = size.width(), size.height()
    painter.fillRect(QRect(0, 0, width, height), theme.colour("surface"))
    painter.setBrush(theme.colour("paper"))
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), RADIUS, RADIUS)
    if note:
        _set_size(painter, height)
        painter.setPen(theme.colour("muted"))
        _paint_note(painter, QRectF(width * _SIDE, 0, width * (1 - 2 * _SIDE), height), note)


def paint_outline(painter: QPainter, outline: QRectF, theme: Theme) -> None:
    """Draw the outline of a card to be laid on it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accept"), 1.6, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(outline, 0.037 * outline.width(), 0.037 * outline.width())  # corners of 3.18 mm of 85.60


def paint_paper(painter: QPainter, size: QSize, theme: Theme, *, name: str, note: str, mirrored: bool) -> None:
    """Draw rounded paper with a line, × at its left (`mirrored`: right), `name` under it, and `note` above it."""
    width, height = size.width(), size.height()
    paint_blank(painter, size, theme, "")
    left, right, base = width * _SIDE, width * (1 - _SIDE), baseline(height) + 0.5
    painter.setPen(QPen(theme.colour("control_line"), 1))
    painter.drawLine(QPointF(left, base), QPointF(right, base))
    cross = QPointF(right - _CROSS_PX if mirrored else left + _CROSS_PX, base - _CROSS_PX - 7)
    painter.setPen(QPen(theme.colour("muted"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for dx, dy in ((1, 1), (1, -1)):
        step = QPointF(_CROSS_PX * dx, _CROSS_PX * dy)
        painter.drawLine(cross - step, cross + step)
    _set_size(painter, height)
    painter.setPen(theme.colour("muted"))
    under = QRectF(left, base + 8, right - left, 32)
    shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(under.width()))
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(under, side | Qt.AlignmentFlag.AlignTop, shown)
    if note:
        above = QRectF(left + 24, height * 0.12, right - left - 48, base - 24 - height * 0.12)
        _paint_note(painter, above, note)


def _set_size(painter: QPainter, height: int) -> None:
    """Choose how large words are: on paper that fills a screen they are read from further away."""
    font = painter.font()
    font.setPixelSize(min(max(BODY_PX, round(height * _WORDS_SHARE)), TITLE_PX))
    painter.setFont(font)


def _paint_note(painter: QPainter, room: QRectF, note: str) -> None:
    """Write a note in the middle, its lines about as long as each other: no word stands alone on the last."""
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    high = painter.boundingRect(room, flags, note).height()
    narrow, wide = 0.0, room.width()
    while high > 1.5 * painter.fontMetrics().height() and wide - narrow > _NARROWER_PX:
        width = (narrow + wide) / 2
        taken = painter.boundingRect(QRectF(room.left(), room.top(), width, room.height()), flags, note)
        narrow, wide = (narrow, width) if taken.height() <= high and taken.width() <= width else (width, wide)
    margin = (room.width() - wide) / 2
    painter.drawText(room.adjusted(margin, 0, -margin, 0), flags, note)


def paint_ring(painter: QPainter, rect: QRect, left: float, theme: Theme) -> None:
    """Draw the thin ring that closes while the pause runs; `left` is the part of the pause still to go, 1 … 0."""
    box = QRectF(rect).adjusted(2, 2, -2, -2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("line"), 2))
    painter.drawEllipse(box)
    painter.setPen(QPen(theme.colour("accept"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(box, 90 * 16, -round(360 * 16 * (1 - left)))


def paint_moment(painter: QPainter, place: QPointF, theme: Theme) -> None:
    """Draw a ring around the point of the ink that is pointed at on a curve."""
    painter.setBrush(theme.colour("accept", 0.25))
    painter.setPen(QPen(theme.colour("accept"), 2))
    painter.drawEllipse(place, 8, 8)


def paint_focus(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Draw the focus ring around the paper."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accept"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
