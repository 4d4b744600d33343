"""`LivePlot`: the distance so far while the pen moves."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.live_curves import LiveCurves
from sigverify.gui.plots.plot_files import Curve
from sigverify.gui.plots.styled import FRAME_MS, dress_plot, line_pen, make_plot
from sigverify.gui.services import LivePoint, LiveView
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Floats

_LEAST_SPAN_S = 1.0
_GROWTH = 1.25
_CEILING = 2.2
"""The y axis reaches this many decision lines at first, and grows for a signature that is farther off."""

_WORD_SHARE = 0.16
"""How much of the y axis a word takes, at the least height of the plot."""

_DENSITY = 1.7
"""How many more numbers than pyqtgraph's stand beside the distances: it would show two, by which nothing is read."""

_WORD_GAP_PX = 8

_SETTLED = 0.3
"""Before this part of the references' length a distance rests on too few points to stretch the axis for it."""


class LivePlot(QWidget):
    """One thin line a reference, one bold combined line, the genuine band shaded, the decision line.

    pointed(float | None): the mouse is over this moment of the curves, in seconds since the first touch.

    Time runs from 0 to the references' length and grows if the signer is slower; it slides nothing and jumps never.
    """

    pointed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(
            tr("time (s)"), tr("distance so far"), tr("Distance to the references while the pen moves"), self
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self._band_low = pg.PlotCurveItem()
        self._band_high = pg.PlotCurveItem()
        self._band = pg.FillBetweenItem(self._band_low, self._band_high)
        self._decision = pg.InfiniteLine(angle=0, movable=False)
        self._decision_word = pg.TextItem(anchor=(1, 1))
        self._band_word = pg.TextItem(anchor=(0, 0))
        self._combined = pg.PlotCurveItem()
        self._combined.setSegmentedLineMode("on")
        self._head = pg.ScatterPlotItem(size=9)
        self._moment = pg.InfiniteLine(angle=90, movable=False)
        self._references: list[Any] = []
        for item in (
            self._band_low,
            self._band_high,
            self._band,
            self._decision,
            self._combined,
            self._head,
            self._decision_word,
            self._band_word,
            self._moment,
        ):
            self._plot.addItem(item)
        self._view: LiveView | None = None
        self._curves = LiveCurves()
        self._changed = False
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._repaint)
        self._plot.scene().sigMouseMoved.connect(self._point)
        self._plot.getPlotItem().getViewBox().sigResized.connect(self._fit)
        theme.follow(self, self._retheme)
        self._retheme()
        self.prepare(None)

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""
        return self._plot

    def curves(self) -> Sequence[Curve]:
        """Return the combined distance, that to each reference, the band and the decision line."""
        rows = self._curves.rows
        names = [tr("all"), *(tr("reference {number}", number=n) for n in range(1, rows.shape[1] - 1))]
        found = [Curve(name, rows[:, 0], values) for name, values in zip(names, rows[:, 1:].T, strict=True)]
        if self._band.isVisible():
            edges = ((tr("genuine band, low"), self._band_low), (tr("genuine band, high"), self._band_high))
            found += [Curve(name, *item.getData()) for name, item in edges]
        if self._decision.isVisible():
            line = np.full(2, float(self._decision.value()))
            found.append(Curve(tr("decision line"), np.array([0.0, self._span_s]), line))
        return found

    @property
    def point_count(self) -> int:
        """Number of scored moments on the plot."""
        return len(self._curves)

    @property
    def time_span_s(self) -> float:
        """Length of the time axis, without the room beside it for a word."""
        return self._span_s

    def prepare(self, view: LiveView | None) -> None:
        """Show band and decision line of a signer before the first touch; None empties the plot."""
        self._view = view
        self._span_s = max(view.duration_s, _LEAST_SPAN_S) if view is not None else _LEAST_SPAN_S
        line = view.decision_line if view is not None else 1.0
        self._top = line * _CEILING
        band = view.band if view is not None else None
        for item in (self._band, self._band_word):
            item.setVisible(band is not None)
        for item in (self._decision, self._decision_word):
            item.setVisible(view is not None)
        if view is not None:
            self._decision.setPos(line)
        if band is not None:
            self._band_low.setData(band.time_s, band.low)
            self._band_high.setData(band.time_s, band.high)
            settled = band.high[band.time_s >= _SETTLED * self._span_s]
            self._top = max(self._top, 1.15 * float(settled.max(initial=0.0)))
        while len(self._references) > (view.reference_count if view is not None else 0):
            self._plot.removeItem(self._references.pop())
        self.restart()
        self._fit()

    def restart(self) -> None:
        """Take the curves away; band and decision line stay."""
        self._curves.clear()
        self._changed = True
        self.show_moment(None)
        self._repaint()

    @Slot(object)
    def show_moment(self, moment_s: float | None) -> None:
        """Mark the moment that is pointed at on the ink; None takes the mark away."""
        self._moment.setVisible(moment_s is not None)
        if moment_s is not None:
            self._moment.setPos(moment_s)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self._tell(None)
        super().leaveEvent(event)

    def _point(self, place: QPointF) -> None:
        box = self._plot.getPlotItem().getViewBox()
        inside = bool(self._curves) and box.sceneBoundingRect().contains(place)
        moment_s = float(box.mapSceneToView(place).x()) if inside else None
        self._tell(min(max(moment_s, 0.0), self._curves.last_s) if moment_s is not None else None)

    def _tell(self, moment_s: float | None) -> None:
        self.show_moment(moment_s)
        self.pointed.emit(moment_s)

    @Slot(object)
    def add(self, point: LivePoint) -> None:
        """Lengthen the curves; they are painted with the next frame."""
        self._curves.add(point)
        self._change()

    def take_back(self, after_s: float) -> None:
        """Take the part of the curves after a moment away: a stroke was taken back."""
        self._curves.take_back(after_s)
        self._change()

    def put_back(self) -> None:
        """Draw the part again that was taken away last: its stroke is there again."""
        if self._curves.put_back():
            self._change()

    def _change(self) -> None:
        self._changed = True
        if not self._frames.isActive():
            self._frames.start()

    @property
    def times_s(self) -> Floats:
        """When the scored moments were, in seconds since the first touch, float64 (moments,)."""
        return self._curves.rows[:, 0]

    @Slot()
    def _repaint(self) -> None:
        if not self._changed:
            self._frames.stop()
            return
        self._changed = False
        drawn = self._curves.drawn(self._span_s / max(self._plot.getPlotItem().getViewBox().width(), 1.0))
        times, values, columns = drawn[:, 0], drawn[:, 1], drawn[:, 2:]
        self._combined.setData(times, values)
        self._head.setData(times[-1:], values[-1:])
        count = columns.shape[1]
        while len(self._references) < count:
            curve = pg.PlotCurveItem(pen=line_pen(self._theme, "reference", 1, 0.55))
            curve.setZValue(-5)
            self._plot.addItem(curve)
            self._references.append(curve)
        for index, curve in enumerate(self._references):
            curve.setData(times, columns[:, index]) if index < count else curve.setData([], [])
        if times.size:
            settled = times >= _SETTLED * self._span_s
            highest = float(max(values[settled].max(initial=0.0), columns[settled].max(initial=0.0)))
            self._grow(float(times[-1]), highest)

    def _grow(self, last_s: float, highest: float) -> None:
        if last_s > self._span_s or 1.05 * highest > self._top:
            while last_s > self._span_s:
                self._span_s *= _GROWTH
            self._top = max(self._top, highest * 1.15)
            self._fit()

    @Slot()
    def _fit(self) -> None:
        whole_s = self._span_s * self._beside_word
        if math.isfinite(self._top):
            self._plot.setRange(xRange=(0, whole_s), yRange=(0, self._top), padding=0)
        self._decision_word.setPos(whole_s, self._decision.value())
        band = self._view.band if self._view is not None else None
        if band is not None:
            # below the band, where there is most room and no line runs through the words; above one that lies too low
            settled = np.flatnonzero((band.time_s >= _SETTLED * self._span_s) & (band.time_s <= 0.8 * self._span_s))
            above = band.low[settled] - self._decision.value()
            clear = settled[(above < 0) | (above > _WORD_SHARE * self._top)]
            among = clear if clear.size else settled
            at = int(among[np.argmax(band.low[among])]) if among.size else -1
            below = float(band.low[at]) > _WORD_SHARE * self._top
            self._band_word.setAnchor((0, 0 if below else 1))
            self._band_word.setPos(float(band.time_s[at]), float(band.low[at] if below else band.high[at]))

    @property
    def _beside_word(self) -> float:
        """By how much the axis is longer than its span, so that the curves end before the decision line's word."""
        width = self._plot.getPlotItem().getViewBox().width()
        word = self._decision_word.boundingRect().width() + _WORD_GAP_PX
        return width / (width - word) if width > 2 * word and self._view is not None else 1.0

    @Slot()
    def _retheme(self) -> None:
        theme = self._theme
        dress_plot(self._plot, theme)
        self._plot.getAxis("left").setTickDensity(_DENSITY)
        self._band_low.setPen(None)
        self._band_high.setPen(None)
        self._band.setBrush(pg.mkBrush(theme.colour("accept", theme.tokens.band_alpha)))
        self._decision.setPen(line_pen(theme, "reject", 1.5, dashed=True))
        self._moment.setPen(line_pen(theme, "accept", 1))
        self._decision_word.setText(tr("decision line"), color=theme.colour("reject"))
        self._band_word.setText(tr("genuine band"), color=theme.colour("accept"))
        self._combined.setPen(line_pen(theme, "ink", 3))
        self._head.setBrush(pg.mkBrush(theme.colour("ink")))
        self._head.setPen(pg.mkPen(theme.colour("panel"), width=1.5))
        for curve in self._references:
            curve.setPen(line_pen(theme, "reference", 1, 0.55))
