"""Painted bars and strips of the verdict: score against thresholds, departures, distances."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.language import tr, tr_all
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.gui.words import SIDE_WORDS, score_figures
from sigverify.verification.decision import Outcome

_SCORE_SPAN = 4.5
"""The score bar shows likelihood ratios of 1 : 30 000 to 30 000 : 1; stronger ones stand at its end."""

_FAR = 2.0
"""A departure of more spreads than this is far; up to it, it is more than the references show, but not by much."""


class _Painted(QWidget):
    """A strip of fixed height that repaints with the theme."""

    def __init__(self, theme: Theme, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self.setMinimumSize(120, height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ask for its own height."""
        return QSize(220, self._height)

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        return painter

    def _word(self, painter: QPainter, x: float, y: float, words: str, colour: str, side: str = "middle") -> None:
        width = painter.fontMetrics().horizontalAdvance(words) + 2
        left = {"left": x, "middle": x - width / 2, "right": x - width}[side]
        left = min(max(left, 0.0), self.width() - width)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(QRectF(left, y, width, 18), Qt.AlignmentFlag.AlignCenter, words)


class ScoreBar(_Painted):
    """The likelihood ratio on a logarithmic axis with the zones of rejection, referral and acceptance."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 62, parent)
        self._scale: ScoreScale | None = None

    def show_score(self, outcome: Outcome, score: float, threshold: float, reject_below: float) -> None:
        """Show where a score lies; all are log10 likelihood ratios."""
        self._scale = ScoreScale(outcome=outcome, score=score, threshold=threshold, reject_below=reject_below)
        told, accepted, rejected = score_figures(score, threshold, reject_below)
        self.setAccessibleName(
            tr(
                "Score {score}, accepted from {threshold}, rejected below {reject_below}",
                score=told,
                threshold=accepted,
                reject_below=rejected,
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw zones, thresholds and marker."""
        if self._scale is None:
            return
        painter = self._painter()
        room, theme = QRectF(9, 20, self.width() - 18, 12), self._theme
        for power, words in ((-4, "1 : 10 000"), (0, "1 : 1"), (4, "10 000 : 1")):
            x = place_of_score(power, room)
            painter.setPen(QPen(theme.colour("control_line"), 1))
            painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() + 4))
            self._word(painter, x, room.bottom() + 5, words, "muted")
        draw_score(painter, theme, self._scale, room, 8)


@dataclass(frozen=True, kw_only=True)
class ScoreScale:
    """A score with its two lines, log10 likelihood ratios, and what was decided by them."""

    outcome: Outcome
    score: float
    threshold: float
    reject_below: float


def place_of_score(score: float, room: QRectF) -> float:
    """Return where on a bar a score stands; those beyond its ends stand there."""
    part = (min(max(score, -_SCORE_SPAN), _SCORE_SPAN) + _SCORE_SPAN) / (2 * _SCORE_SPAN)
    return room.left() + part * room.width()


def zones_of_score(scale: ScoreScale, room: QRectF) -> dict[Outcome, tuple[float, float]]:
    """Return where each outcome begins and ends on a bar, from the left."""
    cuts = [place_of_score(at, room) for at in (-_SCORE_SPAN, scale.reject_below, scale.threshold, _SCORE_SPAN)]
    return {"reject": (cuts[0], cuts[1]), "refer": (cuts[1], cuts[2]), "accept": (cuts[2], cuts[3])}


def draw_score(painter: QPainter, theme: Theme, scale: ScoreScale, room: QRectF, marker_px: float) -> None:
    """Draw the zones of rejection, referral and acceptance, their lines, and a marker of this size at the score."""
    painter.setPen(Qt.PenStyle.NoPen)
    for outcome, (left, right) in zones_of_score(scale, room).items():
        painter.setBrush(theme.colour(outcome, 0.30))
        painter.drawRect(QRectF(left, room.top(), max(0.0, right - left - 1.5), room.height()))
    painter.setPen(QPen(theme.colour("text"), 1.5))
    for line in (scale.reject_below, scale.threshold):
        x, beyond = place_of_score(line, room), room.height() / 4
        painter.drawLine(QPointF(x, room.top() - beyond), QPointF(x, room.bottom() + beyond))
    x = place_of_score(scale.score, room)
    painter.setBrush(theme.colour(scale.outcome))
    painter.setPen(QPen(theme.colour("panel"), 1.5))
    low, high = room.top() + 0.875 * marker_px, room.top() - 1.25 * marker_px
    painter.drawPolygon(QPolygonF([QPointF(x, low), QPointF(x - marker_px, high), QPointF(x + marker_px, high)]))


class DeparturesChart(_Painted):
    """How far the signature departs in shape, speed, …, in times of the references' own spread; the most in bold."""

    _ROW = 24
    _NAME_PX = 68
    _FIGURE_PX = 44

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 5 * self._ROW + 18, parent)
        self._departures: Sequence[tuple[str, float]] = ()
        self._measure = tr("references' own spread")

    def show_departures(self, departures: Sequence[tuple[str, float]], measure: str = "") -> None:
        """Show these departures, each a name and a number of spreads; `measure` names other spreads than theirs."""
        self._departures, self._measure = departures, measure or tr("references' own spread")
        self._height = len(departures) * self._ROW + 18
        self.setFixedHeight(self._height)
        self.setAccessibleName(
            tr(
                "Departures in times of the {measure}: {departures}",
                measure=self._measure,
                departures=tr_all((f"{tr(SIDE_WORDS[name])} {value:.1f}" for name, value in departures), ", "),
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw one bar a departure, and the line of the references' own spread."""
        if not self._departures:
            return
        painter = self._painter()
        widest = max(painter.fontMetrics().horizontalAdvance(tr(SIDE_WORDS[name])) for name, _ in self._departures)
        left = float(min(max(self._NAME_PX, widest + 10), self.width() // 2))
        most = max(value for _, value in self._departures)
        font = painter.font()
        font.setBold(True)  # as the widest figure is written
        figure_px = max(self._FIGURE_PX, QFontMetrics(font).horizontalAdvance(f"{most:.1f} ×") + 6)
        right = float(self.width() - figure_px)
        span = max(3.0, most)
        own = left + (right - left) / span
        for row, (name, value) in enumerate(self._departures):
            top = row * self._ROW
            font.setBold(value == most)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(QRectF(0, top, left, self._ROW), Qt.AlignmentFlag.AlignVCenter, tr(SIDE_WORDS[name]))
            end = left + (right - left) * max(value, 0.02) / span
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("reference", 0.75))
            painter.drawRect(QRectF(left, top + 6, min(end, own) - left, self._ROW - 12))
            far = left + _FAR * (own - left)
            for token, start, stop in (("refer", own, min(end, far)), ("reject", far, end)):
                if stop > start:
                    painter.setBrush(self._theme.colour(token))
                    painter.drawRect(QRectF(start, top + 6, stop - start, self._ROW - 12))
            painter.setPen(self._theme.colour("text"))
            figure = QRectF(right + 4, top, figure_px - 4, self._ROW)
            painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{value:.1f} ×")
        font.setBold(False)
        painter.setFont(font)
        base = len(self._departures) * self._ROW
        painter.setPen(QPen(self._theme.colour("control_line"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(own, 0), QPointF(own, base))
        self._word(painter, own, base, self._measure, "muted")


class DistanceStrip(_Painted):
    """Distances of one reference to the others as ticks on a line, and the limit where there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 14, parent)
        self.setMinimumWidth(60)
        self._distances: Sequence[float] = ()
        self._limit: float | None = None
        self._span = 1.0
        self._odd = False

    def show_distances(self, distances: Sequence[float], limit: float | None, span: float, *, odd: bool) -> None:
        """Show distances on an axis of 0 … span; `odd` marks one that stands apart."""
        self._distances, self._limit, self._span, self._odd = distances, limit, max(span, 1e-9), odd
        shown = ", ".join(f"{value:.2f}" for value in distances)
        self.setAccessibleName(tr("Distances to the other references: {shown}", shown=shown))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw axis, limit and ticks."""
        painter = self._painter()
        middle = self.height() / 2
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(QPointF(2, middle), QPointF(self.width() - 2, middle))
        if self._limit is not None:
            x = self._at(self._limit)
            painter.setPen(QPen(self._theme.colour("control_line"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("reject" if self._odd else "accept", 0.85))
        for distance in self._distances:
            painter.drawEllipse(QPointF(self._at(distance), middle), 3, 3)

    def _at(self, distance: float) -> float:
        return 5 + min(distance / self._span, 1.0) * (self.width() - 10)
