"""Replays a recording through the window, pen event by pen event, as a tablet would."""

import time

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from sigverify.errors import UsageError
from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.capture.laid_ink import on_line, pressure_ratios
from sigverify.gui.capture.paper import baseline
from sigverify.gui.language import tr
from sigverify.gui.window import MainWindow
from sigverify.ink.recording import Recording
from sigverify.sentences import said

_FIRST_STAMP_MS = 1000
"""Replayed stamps begin here: a stamp of 0 would mean that the device tells no time."""

_WIDEST, _HIGHEST = 0.36, 0.24
"""The box that replayed ink fits into, as part of the window's sides: one for all pads, but those with less above the
line."""

_Ability = QInputDevice.Capability


def replay_recording(
    window: MainWindow, recording: Recording, speed: float | None = None, *, finish: bool = True
) -> None:
    """Write `recording` on the pad in front, through the window system's own events.

    The ink is laid on the line with its shape kept, at one scale for all pads where its millimetres are known. Stamps
    are the recording's own in whole milliseconds, so points that are closer in time share one.

    speed: times as fast as it was written; None sends all events at once. finish: press Enter at the end; else the
    pause after the last stroke finishes the signature.

    Raises UsageError where no pad is in front or the pad takes no ink.
    """
    pad = _pad_of(window)
    pen = ReplayedPen(pad, recording)
    began, first_s = time.perf_counter(), float(recording.time_s.min())
    for index in range(len(recording)):
        if speed is not None:
            _wait_until(began + (float(recording.time_s[index]) - first_s) / speed)
        pen.send(index)
    if finish:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(pad, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))


def break_off(window: MainWindow, recording: Recording) -> None:
    """Write half of `recording` on the pad in front, then unplug the tablet in the middle of a stroke.

    Raises UsageError as `replay_recording` does.
    """
    pad = _pad_of(window)
    pen, stroke = ReplayedPen(pad, recording), recording.stroke
    goes_on = (stroke[:-1] >= 0) & (stroke[:-1] == stroke[1:])
    middle = len(recording) // 2
    last = middle + int(np.argmax(goes_on[middle:]))
    for index in range(last + 1):
        pen.send(index)
    pen.unplug()


def _pad_of(window: MainWindow) -> PenCanvas:
    pad = window.pad
    if pad is None:
        raise UsageError(said("There is no pad in front. Go to Enrol or Verify first."))
    if pad.blocked_reason:
        raise UsageError(said("The pad takes no ink now: {reason}", reason=pad.blocked_reason))
    return pad


def pen_device(recording: Recording | None = None) -> QPointingDevice:
    """Return a pen with the channels of a recording (all but rotation, without one), owned by the application."""
    abilities = _Ability.Position | _Ability.Hover
    if recording is None or recording.pressure is not None:
        abilities |= _Ability.Pressure
    if recording is None or recording.tilt_x_deg is not None:
        abilities |= _Ability.XTilt | _Ability.YTilt
    if recording is not None and recording.rotation_deg is not None:
        abilities |= _Ability.Rotation
    name = (
        tr("Replayed pen")
        if recording is None
        else tr("Replay of {device}", device=recording.capture.device or tr("a recording"))
    )
    return QPointingDevice(
        name,
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        abilities,
        1,
        3,
        "",
        QPointingDeviceUniqueId.fromNumericId(7),
        QApplication.instance(),
    )


class ReplayedPen:
    """Sends the points of one recording as events of one pen."""

    def __init__(self, pad: PenCanvas, recording: Recording) -> None:
        window = pad.window()  # the pad may stand in the signer's
        self._window, self._recording = window, recording
        self._device = pen_device(recording)
        corner = QPointF(pad.mapTo(window, pad.rect().topLeft()))
        line = corner + QPointF(pad.width() / 2, baseline(pad.height()) + 8)
        box = QSizeF(window.width() * _WIDEST, min(window.height() * _HIGHEST, baseline(pad.height())))
        self._xs, self._ys = on_line(recording, line, box)
        self._stamps = _FIRST_STAMP_MS + np.round((recording.time_s - recording.time_s.min()) * 1000).astype(np.int64)
        ratios = pressure_ratios(recording)
        self._pressures = ratios if ratios is not None else np.where(recording.pen_down, 1.0, 0.0)

    def send(self, index: int) -> None:
        """Send one point; a release follows the last point of a stroke at its very place and time."""
        stroke = self._recording.stroke
        down = stroke[index] >= 0
        begins = down and (index == 0 or stroke[index - 1] != stroke[index])
        ends = down and (index + 1 == len(stroke) or stroke[index + 1] != stroke[index])
        self._event(QEvent.Type.TabletPress if begins else QEvent.Type.TabletMove, index, down=bool(down))
        if ends:
            self._event(QEvent.Type.TabletRelease, index, down=False)

    def unplug(self) -> None:
        """Have the window system lose the pen; nothing can be sent any more."""
        delete(self._device)

    def _event(self, kind: QEvent.Type, index: int, *, down: bool) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        moves = kind == QEvent.Type.TabletMove
        place = QPointF(float(self._xs[index]), float(self._ys[index]))
        angles = self._recording.tilt_x_deg, self._recording.tilt_y_deg, self._recording.rotation_deg
        tilt_x, tilt_y, rotation = (float(angle[index]) if angle is not None else 0.0 for angle in angles)
        event = QTabletEvent(
            kind,
            self._device,
            place,
            QPointF(self._window.mapToGlobal(place)),
            float(self._pressures[index]) if down else 0.0,
            tilt_x,
            tilt_y,
            0.0,
            rotation,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            none if moves else left,
            left if down else none,
        )
        event.setTimestamp(int(self._stamps[index]))
        QApplication.sendEvent(self._window.windowHandle(), event)


def _wait_until(moment: float) -> None:
    """Let the window live until `moment` of the performance counter."""
    while True:
        QApplication.processEvents()
        left = moment - time.perf_counter()
        if left <= 0:
            return
        time.sleep(min(left, 0.004))
