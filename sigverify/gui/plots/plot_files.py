"""A plot as a file: picture, drawing, or the numbers of its curves."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from PySide6.QtCore import QByteArray, QRect, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from sigverify.gui.plots.page import Bytes
from sigverify.ink.recording import Floats

_PNG_PIXELS_A_UNIT = 2


@dataclass(frozen=True)
class Curve:
    """One curve, or one kind of points, of a plot, by its name; x, y float64 (n,)."""

    name: str
    x: Floats
    y: Floats

    @property
    def points(self) -> Iterator[tuple[float, float]]:
        """Its points that are numbers; curves of several parts have gaps."""
        known = np.isfinite(self.x) & np.isfinite(self.y)
        return zip(self.x[known].tolist(), self.y[known].tolist(), strict=True)


class DrawnPlot(Protocol):
    """A widget of the window that holds one plot."""

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""

    def curves(self) -> Sequence[Curve]:
        """Return what is drawn, as numbers on its axes; nothing where it is empty."""


def to_png(view: Any) -> bytes:
    """Return a plot as it stands, as a picture of twice its pixels."""
    image = QImage(view.size() * _PNG_PIXELS_A_UNIT, QImage.Format.Format_RGB32)
    with Bytes() as buffer:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view.render(painter, QRectF(image.rect()), view.viewport().rect())
        painter.end()
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return buffer.content()


def to_svg(view: Any) -> bytes:
    """Return a plot as it stands, as a drawing."""
    room = QRect(0, 0, view.width(), view.height())
    with Bytes() as buffer:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(room.size())
        generator.setViewBox(room)
        generator.setTitle(view.accessibleName())
        painter = QPainter(generator)
        view.render(painter, QRectF(room), view.viewport().rect())
        painter.end()
        return buffer.content()


def to_csv(plot: DrawnPlot) -> bytes:
    """Return the numbers of a plot: a row for each point, with the curve that it is of."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(["curve", *(plot.view.getAxis(side).labelText for side in ("bottom", "left"))])
    for curve in plot.curves():
        writer.writerows((curve.name, f"{x:.6g}", f"{y:.6g}") for x, y in curve.points)
    return told.getvalue().encode()
