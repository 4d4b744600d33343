"""Pens, mice and fingers that send a window system's own events."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtWidgets import QApplication

from sigverify.gui.replay import pen_device
from sigverify.gui.window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Pen:
    """Writes on the pad in front; positions are the pad's own, in pixels from its corner."""

    def __init__(self, window: MainWindow, *, rotates: bool = False) -> None:
        self.window = window
        self.device = rotating_pen() if rotates else pen_device()
        self.rotation = 0.0
        self.stamp_ms = 5000
        self.sent: list[tuple[int, float, float, float]] = []

    def event(
        self, kind: QEvent.Type, x: float, y: float, pressure: float = 0.0, *, tip: bool = False, step_ms: int = 5
    ) -> None:
        pad = self.window.pad
        window = pad.window()  # the signer's, while the pad stands there
        place = QPointF(pad.mapTo(window, QPoint(0, 0))) + QPointF(x, y)
        self.stamp_ms += step_ms
        changes = kind != QEvent.Type.TabletMove
        event = QTabletEvent(
            kind,
            self.device,
            place,
            QPointF(window.mapToGlobal(place)),
            pressure,
            12.0,
            -7.0,
            0.0,
            self.rotation,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            LEFT if changes else NONE,
            LEFT if tip else NONE,
        )
        event.setTimestamp(self.stamp_ms)
        self.sent.append((self.stamp_ms, x, y, pressure))
        QApplication.sendEvent(window.windowHandle(), event)

    def press(self, x: float, y: float, pressure: float = 0.5, **more: int) -> None:
        self.event(QEvent.Type.TabletPress, x, y, pressure, tip=True, **more)

    def move(self, x: float, y: float, pressure: float = 0.5, **more: int) -> None:
        self.event(QEvent.Type.TabletMove, x, y, pressure, tip=True, **more)

    def hover(self, x: float, y: float) -> None:
        self.event(QEvent.Type.TabletMove, x, y)

    def lift(self, x: float, y: float) -> None:
        self.event(QEvent.Type.TabletRelease, x, y)

    def stroke(self, x: float, y: float, points: int = 60) -> None:
        """One stroke of so many points and a lift."""
        self.press(x, y)
        for n in range(1, points):
            self.move(x + 3 * n + 0.25, y + (n % 7) * 2.5, 0.3 + 0.005 * n)
        self.lift(x + 3 * points, y)


def rotating_pen() -> QPointingDevice:
    """A pen that tells how it is turned around its own axis."""
    plain = pen_device()
    return QPointingDevice(
        "Art Pen",
        2,
        plain.type(),
        plain.pointerType(),
        plain.capabilities() | QInputDevice.Capability.Rotation,
        1,
        3,
        "",
        QPointingDeviceUniqueId.fromNumericId(8),
        QApplication.instance(),
    )


def mouse(window: MainWindow, kind: QEvent.Type, x: float, y: float, *, down: bool, stamp_ms: int = 777) -> None:
    pad = window.pad
    place = QPointF(pad.mapTo(window, QPoint(0, 0))) + QPointF(x, y)
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(
        kind, place, QPointF(window.mapToGlobal(place)), button, LEFT if down else NONE, Qt.KeyboardModifier.NoModifier
    )
    event.setTimestamp(stamp_ms)
    QApplication.sendEvent(window.windowHandle(), event)
