"""Draws the program's own vector icons in any colour and size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
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


def icon_pixmap(name: str, colour: str, side_px: int, pixel_ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` in `colour` as a square of `side_px` device-independent pixels."""
    pixmap = QPixmap(round(side_px * pixel_ratio), round(side_px * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_icon(painter, name, colour, QRectF(0, 0, side_px, side_px))
    painter.end()
    return pixmap


def icon(name: str, tokens: Tokens, *, colour: str | None = None, checked: str | None = None) -> QIcon:
    """Return the icon `name` for a button: in the text's colour or `colour`, in `checked` while the button is on."""
    made = QIcon()
    for side in (16, 20, 24):
        for ratio in (1.0, 2.0):
            made.addPixmap(icon_pixmap(name, colour or tokens.text, side, ratio), QIcon.Mode.Normal, QIcon.State.Off)
            made.addPixmap(icon_pixmap(name, tokens.muted, side, ratio), QIcon.Mode.Disabled, QIcon.State.Off)
            if checked is not None:
                made.addPixmap(icon_pixmap(name, checked, side, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made
