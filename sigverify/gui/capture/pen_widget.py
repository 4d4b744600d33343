"""`PenWidget`: makes presses, moves and releases of the events of pens, mice and fingers."""

import time

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from sigverify.gui.capture import devices
from sigverify.gui.capture.gathering import PenPoint
from sigverify.gui.capture.one_finger import OneFinger
from sigverify.ink.recording import Source


class PenWidget(QWidget):
    """What a pen can write on. A subclass says what becomes of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finger = OneFinger()
        self._await_press = False
        """Whether a pen that is already down, and whose press was not seen or not taken, begins no stroke."""
        self.setTabletTracking(True)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    # --- what a subclass does -------------------------------------------------------------------------------------

    @property
    def is_writing(self) -> bool:
        """Whether the tip is down."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """End the stroke that is being written."""
        raise NotImplementedError

    def _press(self, point: PenPoint, source: Source, device: QPointingDevice | None) -> None:
        raise NotImplementedError

    def _move(self, point: PenPoint, source: Source) -> None:
        raise NotImplementedError

    def _release(self, point: PenPoint, source: Source) -> None:
        raise NotImplementedError

    def _point_at(self, place: QPointF) -> None:
        """Take note of where the mouse is."""

    # --- events ---------------------------------------------------------------------------------------------------

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Take a pen event. It is always accepted, else Qt would make a mouse event of it and draw twice."""
        arrival_ns = time.perf_counter_ns()
        event.accept()
        point = devices.pen_point(event, arrival_ns)
        tip = bool(event.buttons() & Qt.MouseButton.LeftButton)
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            if event.button() == Qt.MouseButton.LeftButton:
                self._press(point, "pen", event.pointingDevice())
        elif kind == QEvent.Type.TabletRelease:
            if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton):
                self._release(point, "pen")
        elif tip and event.pressure() > 0 and not self.is_writing and not self._await_press:
            self._press(point, "pen", event.pointingDevice())
        elif self.is_writing and not tip and event.pressure() == 0:
            self._release(point, "pen")
        else:
            self._move(point, "pen")

    def let_go_of_pen(self) -> None:
        """Have the next pen's events go to where it points.

        Qt sends all of them to where the tip was put down until it is lifted. A pen that is gone never is, and the
        first stroke of the next one would be written here, however far away and out of sight this is.
        """
        window = self.window().windowHandle()
        if window is not None:
            nowhere, kind = QPointF(), QEvent.Type.TabletRelease
            device, left = QPointingDevice.primaryPointingDevice(), Qt.MouseButton.LeftButton
            QApplication.sendEvent(
                window,
                QTabletEvent(
                    *(kind, device, nowhere, nowhere, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
                    *(Qt.KeyboardModifier.NoModifier, left, Qt.MouseButton.NoButton),
                ),
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a mouse as a pen, unless a pen is at work."""
        if event.button() == Qt.MouseButton.LeftButton and not devices.is_pen(event.device()):
            self._press(devices.mouse_point(event, time.perf_counter_ns()), "mouse", event.pointingDevice())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take a mouse's move."""
        self._point_at(event.position())
        if not devices.is_pen(event.device()):
            self._move(devices.mouse_point(event, time.perf_counter_ns()), "mouse")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a mouse's stroke."""
        if event.button() == Qt.MouseButton.LeftButton and not devices.is_pen(event.device()):
            self._release(devices.mouse_point(event, time.perf_counter_ns()), "mouse")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click for what it is on paper: a press."""
        self.mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take touch events; Qt has no handler of their own for them."""
        kinds = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
        if isinstance(event, QTouchEvent) and event.type() in kinds:
            self._touch(event, time.perf_counter_ns())
            event.accept()
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent, arrival_ns: int) -> None:
        if event.type() == QEvent.Type.TouchCancel:
            self._finger.forget()
            self.interrupt()
            return
        for act, point in self._finger.acts(event, arrival_ns, writing=self.is_writing):
            if act == "press":
                self._press(point, "touch", event.pointingDevice())
            elif act == "move":
                self._move(point, "touch")
            else:
                self._release(point, "touch")
