"""`IntervalPlot`: how long it takes from each point to the next, by the pen's own clock and by the program's."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.styled import dress_plot, line_pen, make_plot, plot_over_words
from sigverify.gui.theme import Theme
from sigverify.gui.words import percent
from sigverify.ink.device_report import Clock, DeviceReport, histogram
from sigverify.ink.recording import Floats
from sigverify.sentences import said

_BARS = 20
_SPANS_MS = (20.0, 40.0, 80.0, 160.0)
"""Lengths of the time axis. It grows with the usual step and never shrinks while one pen is tried."""

_USUAL_STEPS = 3.5
"""So many usual steps are on the axis, so that a dropped point shows beside what is usual."""

_NOTHING = said("The time from each point to the next will be drawn here.")


class IntervalPlot(QWidget):
    """The pen's own clock as bars, the arrival at the program as a line; whatever is longer stands in the last bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(tr("interval (ms)"), tr("points (%)"), tr("Time from each point to the next"), self)
        self._words = plot_over_words(self, self._plot)
        self._own = pg.PlotCurveItem(stepMode="center", fillLevel=0, x=[0, 1], y=[0])
        self._arrival = pg.PlotCurveItem(stepMode="center", x=[0, 1], y=[0])
        for item in (self._own, self._arrival):
            self._plot.addItem(item)
        self._span_ms = _SPANS_MS[0]
        theme.follow(self, self._retheme)
        self._retheme()
        self.restart()

    @property
    def span_ms(self) -> float:
        """Length of the time axis."""
        return self._span_ms

    @property
    def words(self) -> str:
        """What stands under the plot."""
        return self._words.text()

    def restart(self) -> None:
        """Empty the plot for another pen."""
        self._span_ms = _SPANS_MS[0]
        for item in (self._own, self._arrival):
            item.setVisible(False)
        self._say(tr(_NOTHING))
        self._fit(1.0)

    def show_report(self, report: DeviceReport) -> None:
        """Show the steps of both clocks, as far as they are known."""
        clocks = [clock for clock in (report.clock, report.arrivals) if clock is not None and clock.steps_ms.size]
        if not clocks:
            self.restart()
            return
        wanted = _USUAL_STEPS * max(clock.usual_ms for clock in clocks)
        while self._span_ms < min(wanted, _SPANS_MS[-1]):
            self._span_ms = next(span for span in _SPANS_MS if span > self._span_ms)
        # bars stand around whole milliseconds, which is what most stamps are
        width = self._span_ms / _BARS
        edges = -width / 2 + width * np.arange(_BARS + 2, dtype=np.float64)
        highest = max(self._draw(self._own, report.clock, edges), self._draw(self._arrival, report.arrivals, edges))
        beyond = max(float(np.mean(clock.steps_ms > edges[-1])) for clock in clocks)
        own = tr("bars: device clock") if report.clock is not None else tr("the pen tells no time")
        parts = [own] + ([tr("line: arrival")] if report.arrivals is not None else [])
        if beyond > 0:
            parts.append(tr("{percent} beyond", percent=percent(beyond)))
        self._say(" · ".join(parts))
        self._fit(highest)

    def _draw(self, curve: pg.PlotCurveItem, clock: Clock | None, edges: Floats) -> float:
        known = clock is not None and clock.steps_ms.size > 0
        curve.setVisible(known)
        if clock is None or not known:
            return 0.0
        shares = histogram(clock.steps_ms, edges)
        curve.setData(x=edges, y=shares)
        return float(shares.max())

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _fit(self, highest: float) -> None:
        top = min(25.0 * math.ceil(max(highest, 1.0) * 1.04 / 25.0), 105.0)
        self._plot.setRange(xRange=(-0.5 * self._span_ms / _BARS, self._span_ms * 1.025), yRange=(0, top), padding=0)

    @Slot()
    def _retheme(self) -> None:
        theme = self._theme
        dress_plot(self._plot, theme)
        self._own.setPen(line_pen(theme, "accept", 1))
        self._own.setBrush(pg.mkBrush(theme.colour("accept", 0.35)))
        self._arrival.setPen(line_pen(theme, "ink", 1.5))
