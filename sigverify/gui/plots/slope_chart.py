"""Champion against challenger, signer by signer."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.language import tr
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.gui.words import percent

_SCALE_PX = 44
_MEAN_PX = 76
"""Room for the scale on the left, and for both means beside the lines."""

_TICK_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
_MOST_TICKS = 5


class SlopeChart(QWidget):
    """Champion against challenger, signer by signer: one line each from the one error rate to the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[tuple[str, float, float]] = ()
        self._means = (0.0, 0.0)
        self.setMinimumHeight(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_rows(self, rows: Sequence[tuple[str, float, float]], champion: float, challenger: float) -> None:
        """Show (signer, champion's EER, challenger's EER) as ratios, and the means as a bold line."""
        self._rows, self._means = rows, (champion, challenger)
        better = sum(after < before for _, before, after in rows)
        worse = sum(after > before for _, before, after in rows)
        self.setAccessibleName(
            tr(
                "Equal error rate by signer: model in use {champion}, challenger {challenger}; "
                "better for {better}, worse for {worse} of {all} signers",
                champion=percent(champion),
                challenger=percent(challenger),
                better=better,
                worse=worse,
                all=len(rows),
            )
        )
        self.setToolTip("\n".join(f"{name}: {percent(a)} → {percent(b)}" for name, a, b in list(rows)[:30]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # painted whole, once an outcome
        """Draw the lines; the lower the better."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        theme = self._theme
        box = QRectF(self.rect()).adjusted(_SCALE_PX + _MEAN_PX, 28, -_MEAN_PX, -30)
        highest = max([*self._means, *(value for row in self._rows for value in row[1:]), 0.01]) * 1.1

        def at(side: int, rate: float) -> QPointF:
            return QPointF(box.left() if side == 0 else box.right(), box.bottom() - rate / highest * box.height())

        for rate in _ticks(highest):
            y = at(0, rate).y()
            painter.setPen(QPen(theme.colour("text", 0.1), 1))
            painter.drawLine(QPointF(_SCALE_PX, y), QPointF(box.right(), y))
            painter.setPen(theme.colour("muted"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 10, _SCALE_PX - 6, 20), right, f"{100 * rate:.0f}\N{NARROW NO-BREAK SPACE}%")
        painter.setPen(QPen(theme.colour("line"), 1))
        for x in (box.left(), box.right()):
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        for _, before, after in self._rows:
            token = "reference" if after == before else "accept" if after < before else "reject"
            painter.setPen(QPen(theme.colour(token, 0.55), 1.2))
            painter.drawLine(at(0, before), at(1, after))
        painter.setPen(QPen(theme.colour("ink"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(at(0, self._means[0]), at(1, self._means[1]))
        painter.setPen(theme.colour("muted"))
        for x, words in ((box.left(), tr("in use")), (box.right(), tr("challenger"))):
            painter.drawText(QRectF(x - 70, 2, 140, 20), Qt.AlignmentFlag.AlignCenter, words)
        foot = QRectF(0, self.height() - 20, self.width(), 18)
        told = tr("thin: each signer · bold: the mean")
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)
        painter.setPen(theme.colour("ink"))
        for side, align in ((0, Qt.AlignmentFlag.AlignRight), (1, Qt.AlignmentFlag.AlignLeft)):
            place = at(side, self._means[side])
            left = place.x() - 80 if side == 0 else place.x() + 8
            rect = QRectF(left, place.y() - 10, 72, 20)
            painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, percent(self._means[side]))


def _ticks(highest: float) -> list[float]:
    """Return round error rates from 0 to at most `highest`."""
    step = next((step for step in _TICK_STEPS if highest / step <= _MOST_TICKS), _TICK_STEPS[-1])
    return [number * step for number in range(int(highest / step) + 1)]
