"""`AlignedCurves`: x, y, speed and pressure of both signatures over the reference's time, with a crosshair."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.curves_drawing import RIGHT_PX, STRIP_PX, TOP_PX, CurvesDrawing
from sigverify.gui.plots.ink_drawing import Moment, brief
from sigverify.gui.plots.pointed_plot import PointedPlot
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.sentences import said

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison


_EMPTY = said("x, y, speed and pressure of both signatures will stand here, one laid along the other.")


class AlignedCurves(PointedPlot[CurvesDrawing]):
    """The curves, with a crosshair.

    pointed(Moment | None): the mouse is over this frame of the reference and the questioned one's that meets it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            CurvesDrawing(),
            tr("Aligned curves: x, y, speed and pressure over the time of the reference"),
            parent,
        )
        self._comparison: Comparison | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 220)

    def sizeHint(self) -> QSize:
        """Ask for room for four curves."""
        return QSize(660, 320)

    def show_comparison(self, comparison: "Comparison | None") -> None:
        """Show the curves of a comparison; None takes them away."""
        self._comparison = comparison
        self._moment = None
        self.drawing.take(comparison)
        self._redraw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is over."""
        comparison, place = self._comparison, event.position()
        rows = self.drawing.rows(self.area)
        inside = rows[0].left() <= place.x() <= rows[0].right() and place.y() <= rows[-1].bottom()
        if comparison is None or not inside:
            self.pointed.emit(None)
            return
        frame = comparison.reference.frame_at(self.drawing.time_at(place.x(), self.area))
        self.pointed.emit(Moment(comparison.questioned_frame(frame), frame))

    def paint_over(self, painter: QPainter) -> None:
        """Draw the crosshair, and what will stand here while there is no curve."""
        if not self.drawing.curves:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, tr(_EMPTY))
        if self._moment is None or self._comparison is None or not self.drawing.curves:
            return
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        reference = self._moment.reference
        questioned = self._moment.questioned
        met = self._comparison.reference_frame(questioned) if questioned is not None else None
        if (
            questioned is not None
            and reference is not None
            and self._comparison.questioned_frame(reference) == questioned
        ):
            met = reference  # one line where both stand at the same place
        for frame, dashed in ((reference, False), (met, met != reference)):
            if frame is not None:
                self._paint_crosshair(painter, frame, dashed=dashed)
        shown = reference if reference is not None else met
        if shown is not None:
            self._paint_figures(painter, shown)

    def _paint_crosshair(self, painter: QPainter, frame: int, *, dashed: bool) -> None:
        theme, rows = self._theme, self.drawing.rows(self.area)
        x = self.drawing.x_of(float(self.drawing.time_s[frame]), self.area)
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("accept"), 1, style))
        painter.drawLine(QLineF(x, rows[0].top() - STRIP_PX - 4, x, rows[-1].bottom()))
        for number, curve in enumerate(self.drawing.curves):
            for values, token in ((curve.reference, "reference"), (curve.questioned, "ink")):
                if math.isfinite(values[frame]):
                    painter.setPen(QPen(theme.colour("panel"), 1))
                    painter.setBrush(theme.colour(token))
                    painter.drawEllipse(
                        QPointF(x, self.drawing.y_of(number, float(values[frame]), self.area)), 3.5, 3.5
                    )

    def _paint_figures(self, painter: QPainter, frame: int) -> None:
        """Write what both curves are at a frame, and how far the frame departs."""
        for curve, row in zip(self.drawing.curves, self.drawing.rows(self.area), strict=True):
            both = (curve.questioned[frame], curve.reference[frame])
            if not any(map(math.isfinite, both)):
                continue
            words = " · ".join(_figure(value) for value in both)
            self._badge(painter, row.right(), row.top() + 1, words)
        top = self.area.top() + TOP_PX / 2
        lifted = self._comparison is not None and not self._comparison.reference.pen_down[frame]
        time_s, departure = self.drawing.time_s[frame], self.drawing.departure[frame]
        words = (
            tr("{seconds:.2f} s · lifted · departs {departure:.2f}", seconds=time_s, departure=departure)
            if lifted
            else tr("{seconds:.2f} s · departs {departure:.2f}", seconds=time_s, departure=departure)
        )
        self._badge(painter, self.area.right() - RIGHT_PX, top - 8, words)

    def _badge(self, painter: QPainter, right: float, top: float, words: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(words) + 8
        box = QRectF(right - width, top, width, 16)
        painter.fillRect(box, self._theme.colour("panel", 0.85))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _figure(value: float) -> str:
    return brief(value).replace("-", "−") if math.isfinite(value) else "–"
