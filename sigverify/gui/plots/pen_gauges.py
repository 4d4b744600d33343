"""Painted gauges of a pen: how hard it presses, how it leans and turns."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.language import tr
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.gui.words import counted
from sigverify.ink.device_report import AngleUse, DeviceReport, PressureUse

_FLATTEST_DEG = 60.0
"""The dial's rim: pens are not held flatter, and many do not tell more."""


class _Gauge(QWidget):
    """A picture that repaints with the theme, and words under it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._words = ""
        self.setMinimumSize(88, 112)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)
        self._say(tr("no pen yet"))

    @property
    def words(self) -> str:
        """What stands under the picture."""
        return self._words

    def sizeHint(self) -> QSize:
        """Prefer little room; the plot beside it needs more."""
        return QSize(96, 150)

    def _say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(f"{self._name}: {words}")
        self.update()

    def _begin(self) -> tuple[QPainter, QRectF]:
        """Return a painter that has written the words, and the room that is left above them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        room = 34.0
        under = QRectF(0, self.height() - room, self.width(), room)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._words)
        return painter, QRectF(4, 4, self.width() - 8, self.height() - room - 12)


class PressureRamp(_Gauge):
    """A ramp from no pressure to full; what was pressed is filled, and a mark rides on what is pressed now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Pressure"))
        self._pressure: PressureUse | None = None

    def show_report(self, report: DeviceReport | None) -> None:
        """Show what was pressed; None empties the ramp."""
        pressure = report.pressure if report is not None else None
        self._pressure = pressure if pressure is not None and pressure.highest <= 1.0 else None
        if report is None:
            self._say(tr("no pen yet"))
        elif pressure is None:
            self._say(tr("no pressure told"))
        elif pressure.constant:
            self._say(tr("never changes"))
        else:
            used = tr("{lowest:.0f} to {highest:.0f} %", lowest=100 * pressure.lowest, highest=100 * pressure.highest)
            self._say(f"{used}\n{counted(pressure.distinct, 'value')}")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw ramp, what was used, and the mark."""
        painter, room = self._begin()
        left, wide = room.left() + 4, room.width() - 8
        high = min(room.height() - 12, wide * 0.75)
        base = room.center().y() + high / 2

        def ramp(low: float, top: float) -> QPolygonF:
            corners = ((low, 0.0), (top, 0.0), (top, top), (low, low))
            return QPolygonF([QPointF(left + wide * x, base - high * y) for x, y in corners])

        pressure = self._pressure
        if pressure is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accept", 0.35))
            painter.drawPolygon(ramp(pressure.lowest, max(pressure.highest, pressure.lowest + 0.01)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("control_line"), 1))
        painter.drawPolygon(ramp(0.0, 1.0))
        if pressure is not None:
            tip = QPointF(left + wide * pressure.last, base - high * pressure.last)
            painter.setBrush(self._theme.colour("ink"))
            painter.setPen(QPen(self._theme.colour("panel"), 1.5))
            painter.drawEllipse(tip, 5, 5)


class TiltDial(_Gauge):
    """The pen seen from above: a line from the tip to where it leans; on the rim, how it is turned."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Tilt and rotation"))
        self._tilt: tuple[float, float] | None = None
        self._turn: float | None = None

    def show_report(self, report: DeviceReport | None) -> None:
        """Show the last tilt and rotation; None empties the dial."""
        self._tilt = self._turn = None
        if report is None:
            self._say(tr("no pen yet"))
            return
        told = []
        if report.tilt_x is not None and report.tilt_y is not None:
            self._tilt = report.tilt_x.last, report.tilt_y.last
            told.append(tr("tilt {across}, {down}", across=_degrees(report.tilt_x), down=_degrees(report.tilt_y)))
        if report.rotation is not None:
            self._turn = report.rotation.last
            told.append(tr("turned {degrees}", degrees=_degrees(report.rotation)))
        self._say("\n".join(told) or tr("no tilt told"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw rings, cross, and the pen."""
        painter, room = self._begin()
        middle, radius = room.center(), min(room.width(), room.height()) / 2 - 4
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part, token in ((1.0, "control_line"), (0.5, "line")):
            painter.setPen(QPen(self._theme.colour(token), 1))
            painter.drawEllipse(middle, radius * part, radius * part)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(middle - QPointF(radius, 0), middle + QPointF(radius, 0))
        painter.drawLine(middle - QPointF(0, radius), middle + QPointF(0, radius))
        if self._tilt is not None:
            lean = QPointF(*(radius * min(max(tilt / _FLATTEST_DEG, -1), 1) for tilt in self._tilt))
            length = math.hypot(lean.x(), lean.y())
            end = middle + (lean * (radius / length) if length > radius else lean)
            pen = QPen(self._theme.colour("accept"), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(middle, end)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("ink"))
            painter.drawEllipse(middle, 4, 4)
        if self._turn is not None:
            angle = math.radians(self._turn)
            rim = middle + QPointF(radius * math.sin(angle), -radius * math.cos(angle))
            painter.setPen(QPen(self._theme.colour("panel"), 1.5))
            painter.setBrush(self._theme.colour("ink"))
            painter.drawEllipse(rim, 5, 5)


def _degrees(angle: AngleUse) -> str:
    return f"{angle.last:.0f}°".replace("-", "−")
