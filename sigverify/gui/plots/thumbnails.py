"""Small pictures of ink."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.theme import Theme
from sigverify.ink.recording import Recording

_MOST_POINTS = 160
"""A small picture shows no more; drawing every point of a long list would be felt."""


def ink_path(recording: Recording) -> QPainterPath:
    """Return the strokes as a path with y down, moved to the origin; its larger side is 1."""
    x, y = recording.x, -recording.y
    down = recording.pen_down
    low_x, low_y = float(x[down].min()), float(y[down].min())
    span = max(float(np.ptp(x[down])), float(np.ptp(y[down])), 1e-9)
    step = max(1, len(recording) // _MOST_POINTS)
    path = QPainterPath()
    for stroke in recording.strokes():
        xs, ys = (x[stroke] - low_x) / span, (y[stroke] - low_y) / span
        picked = np.unique(np.append(np.arange(0, xs.size, step), xs.size - 1))
        points = [QPointF(float(xs[i]), float(ys[i])) for i in picked]
        path.addPolygon(QPolygonF(points if len(points) > 1 else [points[0], points[0] + QPointF(1e-3, 0)]))
    return path


def draw_ink(painter: QPainter, path: QPainterPath, target: QRectF, colour: QColor, width: float = 1.4) -> None:
    """Draw a path of `ink_path` as large as fits in the middle of `target`."""
    bounds = path.boundingRect()
    scale = min(target.width() / max(bounds.width(), 1e-6), target.height() / max(bounds.height(), 1e-6))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A cosmetic pen is not scaled with the path, nor by the screen: its width counts device pixels.
    width *= painter.device().devicePixelRatio()
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(target.center())
    painter.scale(scale, scale)
    painter.translate(-bounds.center())
    painter.drawPath(path)
    painter.restore()


class Thumbnail(QWidget):
    """A signature on a small piece of paper."""

    def __init__(self, theme: Theme, recording: Recording | None, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._path = ink_path(recording) if recording is not None else None
        self._size = size
        self.setMinimumSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_recording(self, recording: Recording | None) -> None:
        """Show another signature, or none."""
        self._path = ink_path(recording) if recording is not None else None
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the size it was made with."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw paper and ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("paper"))
        painter.setPen(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._path is not None:
            draw_ink(painter, self._path, QRectF(self.rect()).adjusted(6, 5, -6, -5), self._theme.colour("ink"))
