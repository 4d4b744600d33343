"""How every plot of the window looks: axes with names and units, quiet grid, colours of the theme."""

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX

GRID_ALPHA = 0.08
FRAME_MS = 33
"""Plots are repainted 30 times a second with the newest data, never once an event."""


class _Axis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph tells no types
    """An axis whose numbers have a true minus, as all others of the window."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [words.replace("-", "−") for words in super().tickStrings(values, scale, spacing)]


def make_plot(x_name: str, y_name: str, accessible_name: str, parent: QWidget | None = None) -> Any:
    """Return an empty pyqtgraph PlotWidget with named axes; nobody drags or zooms it by accident."""
    axes = {side: _Axis(side) for side in ("bottom", "left")}
    plot = pg.PlotWidget(parent, enableMenu=False, axisItems=axes)  # its menu takes a third of the time to make it
    plot.setAntialiasing(True)
    for side in ("bottom", "left"):
        # Units stand in the names; pyqtgraph would scale the numbers by a thousand on its own.
        plot.getAxis(side).enableAutoSIPrefix(False)
    plot.setLabel("bottom", x_name)
    plot.setLabel("left", y_name)
    plot.setMouseEnabled(False, False)
    plot.hideButtons()
    plot.setFrameShape(plot.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAccessibleName(accessible_name)
    plot.getPlotItem().getViewBox().setDefaultPadding(0.02)
    return plot


def plot_over_words(widget: QWidget, plot: QWidget) -> QLabel:
    """Fill `widget` with a plot and a quiet line of words under it; return the line, which is hidden while empty."""
    words = QLabel()
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setProperty("role", "muted")
    words.setWordWrap(True)
    words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    words.hide()
    # a plot asks for the height that it has, so that rows of plots would never become even again
    plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    layout.addWidget(plot, 1)
    layout.addWidget(words)
    widget.setMinimumHeight(140)
    return words


def dress_plot(plot: Any, theme: Theme, background: str = "panel") -> None:
    """Give a plot the colours in force."""
    plot.setBackground(theme.colour(background))
    font = QFont(plot.font())
    font.setPixelSize(SMALL_PX)
    for side in ("bottom", "left"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(theme.colour("line")))
        axis.setTextPen(pg.mkPen(theme.colour("muted")))
        axis.setTickFont(font)
        axis.setStyle(tickLength=-4, maxTickLevel=1, maxTextLevel=0)
        axis.labelStyle = {"color": theme.tokens.muted, "font-size": f"{SMALL_PX}px"}
        axis.setLabel(axis.labelText)
    plot.showGrid(x=True, y=True, alpha=GRID_ALPHA)


def show_numbers(plot: Any, shown: bool) -> None:
    """Show the numbers on both axes, or none where there is nothing to read by them."""
    for side in ("bottom", "left"):
        plot.getAxis(side).setStyle(showValues=shown)


def show_steps(plot: Any, steps: int) -> None:
    """Show steps 0 … `steps` on the axis at the bottom, with at most five round numbers: a plot may be narrow."""
    span = max(steps, 1)
    unit = 10.0 ** math.floor(math.log10(span / 4))
    spacing = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= span / 4)
    plot.getAxis("bottom").setTickSpacing(max(spacing, 1.0), max(spacing, 1.0))
    plot.setXRange(0, span, padding=0.02)


def line_pen(theme: Theme, token: str, width: float, alpha: float = 1.0, *, dashed: bool = False) -> QPen:
    """Return the pen of a curve, `width` logical pixels wide: pyqtgraph counts device pixels."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    pen: QPen = pg.mkPen(theme.colour(token, alpha), width=width * ratio, style=style)
    return pen
