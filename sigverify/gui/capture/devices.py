"""What wrote: the device's name and abilities, the screen and the toolkit, as facts for the recording."""

from datetime import UTC, datetime

import numpy as np
from PySide6.QtCore import qVersion
from PySide6.QtGui import (
    QEventPoint,
    QGuiApplication,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QScreen,
    QTabletEvent,
    QTouchEvent,
)

from sigverify.gui.capture.gathering import Channels, PenPoint
from sigverify.gui.language import tr
from sigverify.ink.card_scale import PadScale
from sigverify.ink.recording import Capture, Recording, Source

_Ability = QInputDevice.Capability
_ABILITIES = (
    (_Ability.Position, "position"),
    (_Ability.Pressure, "pressure"),
    (_Ability.XTilt, "x tilt"),
    (_Ability.YTilt, "y tilt"),
    (_Ability.Rotation, "rotation"),
    (_Ability.TangentialPressure, "barrel pressure"),
    (_Ability.ZPosition, "height"),
    (_Ability.Hover, "hover"),
)
_PEN_TYPES = (QInputDevice.DeviceType.Stylus, QInputDevice.DeviceType.Airbrush, QInputDevice.DeviceType.Puck)


def pen_point(event: QTabletEvent, arrival_ns: int) -> PenPoint:
    """Return a tablet event as a point; nothing of it is rounded."""
    place = event.position()
    return PenPoint(
        event.timestamp(),
        arrival_ns,
        place.x(),
        place.y(),
        event.pressure(),
        event.xTilt(),
        event.yTilt(),
        event.rotation(),
    )


def mouse_point(event: QMouseEvent, arrival_ns: int) -> PenPoint:
    """Return a mouse event as a point."""
    place = event.position()
    return PenPoint(event.timestamp(), arrival_ns, place.x(), place.y())


def touch_point(event: QTouchEvent, place: QEventPoint, arrival_ns: int) -> PenPoint:
    """Return one finger of a touch event as a point."""
    return PenPoint(event.timestamp(), arrival_ns, place.position().x(), place.position().y())


def is_pen(device: QInputDevice | None) -> bool:
    """Whether `device` is a pen; mouse events that the system makes of a pen come from one."""
    return device is not None and device.type() in _PEN_TYPES


def channels_of(device: QPointingDevice | None, source: Source) -> Channels:
    """Return which optional channels the device says it has. Only a pen's pressure is taken for a pressure."""
    if device is None or source != "pen":
        return Channels()
    abilities = device.capabilities()
    return Channels(
        pressure=bool(abilities & _Ability.Pressure),
        tilt=bool(abilities & (_Ability.XTilt | _Ability.YTilt)),
        rotation=bool(abilities & _Ability.Rotation),
    )


def pad_key(device: QPointingDevice | None, source: Source, screen: QScreen | None) -> str:
    """Return what a measured scale holds for: this device on this screen at this resolution. No person is in it."""
    name = device.name() if device is not None and device.name() else source
    if screen is None:
        return name
    size = screen.size()
    return f"{name} on {screen.name() or 'screen'} {size.width()} × {size.height()}"


def capture_facts(
    device: QPointingDevice | None, source: Source, screen: QScreen | None, scale: PadScale | None = None
) -> Capture:
    """Return what is known of device, platform and clock at the first touch.

    scale: as it was measured for this device. Qt does not tell one: a tablet without a display maps its surface onto
    the screen as the person set it up, so that without a measurement only the screen's resolution is noted.
    """
    has_pressure = channels_of(device, source).pressure
    dots = screen.physicalDotsPerInch() if screen is not None else 0.0
    return Capture(
        source=source,
        length_unit="px",
        mm_per_unit=scale.across_mm if scale is not None else None,
        mm_per_unit_y=scale.down_mm if scale is not None else None,
        pressure_full_scale=1.0 if has_pressure else None,
        device=device_words(device, source),
        platform=QGuiApplication.platformName(),
        toolkit=f"Qt {qVersion()}",
        dots_per_inch=dots if np.isfinite(dots) and dots > 0 else None,
        captured_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def device_words(device: QPointingDevice | None, source: Source) -> str:
    """Return name and abilities of a device: 'Wacom One (position, pressure, x tilt, y tilt)'."""
    if device is None:
        return source
    abilities = [word for ability, word in _ABILITIES if device.capabilities() & ability]
    name = device.name() or source
    return f"{name} ({', '.join(abilities)})" if abilities else name


def short_device_name(recording: Recording) -> str:
    """Return what a recording was written with, for the status line."""
    if recording.capture.source != "pen":
        return {"mouse": tr("Mouse"), "touch": tr("Finger")}.get(recording.capture.source, tr("File"))
    return recording.capture.device.split(" (")[0] or tr("Pen")
