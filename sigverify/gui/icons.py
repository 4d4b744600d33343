"""Draws the program's own vector icons in any colour and size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from sigverify.gui.tokens import Tokens
from sigverify.shipped import shipped_folder


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (shipped_folder("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def draw_icon(painter: QPainter, name: str, colour: str, target: QRectF) -> None:
    """Draw the icon `name` in `colour` ('#RRGGBB') into `target`."""
    svg = _drawing(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, target)


def icon_pixmap(name: str, colour: str, side_px: int, pixel_ratio: float = 1.0, room_px: int = 0) -> QPixmap:
    """Return the icon `name` in `colour`, a square of `side_px` with `room_px` at its right, in logical pixels.

    Each is drawn once: places have many in common.
    """
    key, pixmap = f"icon {name} {colour} {side_px} {pixel_ratio} {room_px}", QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    pixmap = QPixmap(round((side_px + room_px) * pixel_ratio), round(side_px * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_icon(painter, name, colour, QRectF(0, 0, side_px, side_px))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def icon(
    name: str,
    tokens: Tokens,
    *,
    colour: str | None = None,
    checked: str | None = None,
    side_px: int = 24,
    room_px: int = 0,
) -> QIcon:
    """Return the icon `name` for a button: in the text's colour or `colour`, in `checked` while the button is on.

    room_px: empty room at its right, which keeps a button's word off its icon.
    """
    made = QIcon()
    for ratio in (1.0, 2.0):
        for tint, mode, state in (
            (colour or tokens.text, QIcon.Mode.Normal, QIcon.State.Off),
            (tokens.muted, QIcon.Mode.Disabled, QIcon.State.Off),
            (checked, QIcon.Mode.Normal, QIcon.State.On),
        ):
            if tint is not None:
                made.addPixmap(icon_pixmap(name, tint, side_px, ratio, room_px), mode, state)
    return made
