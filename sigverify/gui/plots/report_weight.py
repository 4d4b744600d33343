"""What a report shows of the weight of findings: where the score lies, and the verbal scale with the level reached."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from sigverify.gui.language import tr
from sigverify.gui.plots.bars import ScoreScale, draw_score, place_of_score, zones_of_score
from sigverify.gui.plots.report_flow import Flow
from sigverify.gui.tokens import SMALL_PX
from sigverify.gui.words import OUTCOME_WORDS
from sigverify.sentences import said
from sigverify.verification.likelihood_ratio import SUPPORT, LikelihoodRatio, grouped

BAR_HEIGHT, SCALE_HEIGHT = 74.0, 46.0
_BAR = 22.0


def draw_score_bar(flow: Flow, scale: ScoreScale, room: QRectF) -> None:
    """Draw a score between the lines of decision; each zone bears its word."""
    painter, theme = flow.painter, flow.theme
    bar = QRectF(room.left(), room.top() + 16, room.width(), _BAR)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_score(painter, theme, scale, bar, 8)
    words = {**OUTCOME_WORDS, "refer": said("Referred")}
    _small(painter)
    for outcome, (left, right) in zones_of_score(scale, bar).items():
        painter.setPen(theme.colour("text"))
        zone = QRectF(left + 4, bar.top(), right - left - 8, bar.height())
        painter.drawText(zone, Qt.AlignmentFlag.AlignCenter, _fitting(painter, tr(words[outcome]), zone.width()))
    for power, figure in ((-4, "1 : 10 000"), (-2, "1 : 100"), (0, "1 : 1"), (2, "100 : 1"), (4, "10 000 : 1")):
        x = place_of_score(power, bar)
        painter.setPen(QPen(theme.colour("control_line"), 1))
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x, bar.bottom() + 5))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(x - 50, bar.bottom() + 6, 100, 18), Qt.AlignmentFlag.AlignCenter, figure)


def draw_verbal_scale(flow: Flow, ratio: LikelihoodRatio, room: QRectF) -> None:
    """Draw the six levels with their ratios, the weakest first; the one that a ratio reaches stands out."""
    painter, theme = flow.painter, flow.theme
    levels = tuple(reversed(SUPPORT))
    _small(painter, bold=True)
    needed = [painter.fontMetrics().horizontalAdvance(tr(words)) for _, words in levels]
    spare = max(0.0, room.width() - sum(needed)) / len(levels)
    x = room.left()
    for number, (least, words) in enumerate(levels):
        cell = QRectF(x, room.top(), needed[number] + spare - 4, room.height() - 4)
        x += needed[number] + spare
        marked = number + 1 == ratio.level
        painter.setPen(QPen(theme.colour("text" if marked else "line"), 1.6 if marked else 1))
        painter.setBrush(theme.colour("selected") if marked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        upper, lower = cell.adjusted(4, 3, -4, -cell.height() / 2), cell.adjusted(4, cell.height() / 2 - 1, -4, -3)
        _small(painter, bold=marked)
        painter.setPen(theme.colour("text"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, _fitting(painter, tr(words), upper.width()))
        _small(painter)
        painter.setPen(theme.colour("text" if marked else "muted"))
        most = levels[number + 1][0] if number + 1 < len(levels) else None
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, _ratios(least, most))


def _ratios(least: int, most: int | None) -> str:
    low = grouped(least)
    return tr("{low} and more", low=low) if most is None else f"{low} – {grouped(most)}"


def _small(painter: QPainter, *, bold: bool = False) -> None:
    font = QFont(painter.font())
    font.setPixelSize(SMALL_PX)
    font.setBold(bold)
    painter.setFont(font)


def _fitting(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
