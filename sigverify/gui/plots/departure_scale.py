"""`DepartureScale`: what colour and width of ink mean that is drawn by how far it departs from a reference."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.colour_scale import STEPS, ink_colours, steps_of
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.ink.recording import Floats, Integers
from sigverify.sentences import said

FULL_SCALE_SD = 1.5
"""Where the scale ends, always: so that one signature's colours can be set beside another's. Farther looks the same."""

_HEIGHT = 20
_WEDGE_PX = 104
_LEAST_WEDGE_PX, _GAPS_PX = 48, 28
_THIN, _THICK = 1.5, 5.0
_WORDS = said("Ink by departure from the closest reference")
_SHORT_WORDS = said("Departure")
_END = said("{deviations:g} sd", deviations=FULL_SCALE_SD)
_TOLD = (
    (_WORDS, said("{end} and more", end=_END)),
    (_SHORT_WORDS, said("{end} and more", end=_END)),
    (_SHORT_WORDS, _END),
)


def departure_steps(departure: Floats) -> Integers:
    """Return which step of the scale of inks each departure takes, in standard deviations; −1 for what is no number."""
    return steps_of(departure, 0.0, FULL_SCALE_SD)


class DepartureScale(QWidget):
    """A wedge in the colours of the ink, from thin to thick, with numbers at its ends."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(
            tr(
                "{words}: thin is like it, thick departs by {deviations:g} standard deviations",
                words=tr(_WORDS),
                deviations=FULL_SCALE_SD,
            )
        )
        self.setToolTip(
            tr(
                "Thin and blue: like the closest reference. Thick and orange: far from it. In standard deviations, as "
                "in Compare; while the pen moves it is a first guess"
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self, self._retheme)

    @Slot()
    def _retheme(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """One line of small words."""
        return QSize(360, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for the wedge and its numbers."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, wedge and ends."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        metrics, middle = painter.fontMetrics(), self.height() / 2
        for words, end in (
            (tr(words), tr(end)) for words, end in _TOLD
        ):  # the first that there is room for, else the shortest
            taken = sum(metrics.horizontalAdvance(told) for told in (words, "0", end))
            if taken + _WEDGE_PX + _GAPS_PX <= self.width():
                break
        long = max(_LEAST_WEDGE_PX, min(_WEDGE_PX, self.width() - taken - _GAPS_PX))
        left = 0.0
        for told in (words, "0"):
            wide = metrics.horizontalAdvance(told)
            painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, told)
            left += wide + 8
        wedge = QRectF(left, middle - _THICK, long, 2 * _THICK)
        painter.drawText(
            QRectF(wedge.right() + 8, 0, metrics.horizontalAdvance(end) + 2, self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            end,
        )
        gradient = QLinearGradient(wedge.topLeft(), wedge.topRight())
        for step in range(0, STEPS, 15):
            gradient.setColorAt(step / (STEPS - 1), ink_colours(self._theme.tokens.name)[step])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        corners = ((wedge.left(), _THIN), (wedge.right(), _THICK), (wedge.right(), -_THICK), (wedge.left(), -_THIN))
        painter.drawPolygon(QPolygonF([QPointF(x, middle + up) for x, up in corners]))
