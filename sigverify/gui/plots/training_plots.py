"""The plots of a training that runs: loss, distances of genuine and impostor pairs, error on signers set apart."""

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.plot_files import Curve
from sigverify.gui.plots.styled import (
    FRAME_MS,
    dress_plot,
    line_pen,
    make_plot,
    plot_over_words,
    show_numbers,
    show_steps,
)
from sigverify.gui.theme import Theme
from sigverify.gui.words import percent
from sigverify.ink.recording import Floats
from sigverify.sentences import said

_BINS = 28
_WORD_BINS = 3
"""A word covers so many bins to either side."""

_BATCHES = 16
"""One batch holds a few dozen pairs; so many of them make a shape."""

_SMOOTHED = 10
"""The bold loss is a running mean over about so many steps."""


_WAITING_LOSS = said("The loss comes with the first steps.")
_WAITING_PAIRS = said("Distances come with the first steps: of two genuine signatures, and of one and a forgery.")
_NOBODY = said("Nobody is set apart: there are too few signers to spare any, so there is no error to show.")
_NOBODY_NOW = said("From the network that is kept nobody is set apart: it learns from all signers.")


class LossPlot(QWidget):
    """Loss against training step; thin as it comes, bold smoothed by a running mean."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(tr("training step"), tr("loss"), tr("Loss against training step"), self)
        self._words = plot_over_words(self, self._plot)
        self._words.setText(tr(_WAITING_LOSS))
        self._raw = pg.PlotCurveItem()
        self._smooth = pg.PlotCurveItem()
        self._smooth.setSegmentedLineMode("on")
        self._plot.addItem(self._raw)
        self._plot.addItem(self._smooth)
        self._steps: list[int] = []
        self._losses: list[float] = []
        self._means: list[float] = []
        self._span = 0
        self._timer = QTimer(self, interval=FRAME_MS, singleShot=True)
        self._timer.timeout.connect(self._repaint)
        theme.follow(self, self._retheme)
        self._retheme()
        self._repaint()

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""
        return self._plot

    def curves(self) -> Sequence[Curve]:
        """Return the loss of each step, and its running mean."""
        steps = np.array(self._steps, dtype=np.float64)
        return (
            Curve(tr("loss"), steps, np.array(self._losses)),
            Curve(tr("running mean"), steps, np.array(self._means)),
        )

    @property
    def point_count(self) -> int:
        """Number of losses on the plot."""
        return len(self._steps)

    def restart(self) -> None:
        """Empty the plot."""
        for values in (self._steps, self._losses, self._means):
            values.clear()
        self._repaint()

    def add(self, step: int, steps: int, loss: float) -> None:
        """Add one loss of a training of so many steps; it is painted with the next frame.

        A step back, or the same one again, means that another network is being trained: the curve starts anew.
        """
        if steps != self._span:
            self._span = steps
            show_steps(self._plot, steps)
        if self._steps and step <= self._steps[-1]:
            self._steps, self._losses, self._means = [], [], []
        self._steps.append(step)
        self._losses.append(loss)
        before = self._means[-1] if self._means else loss
        self._means.append(before + (loss - before) / min(len(self._losses), _SMOOTHED))
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _repaint(self) -> None:
        steps = np.array(self._steps, dtype=np.float64)
        self._raw.setData(steps, np.array(self._losses))
        self._smooth.setData(steps, np.array(self._means))
        show_numbers(self._plot, bool(self._losses))
        self._words.setText(tr("thin: each step · bold: running mean") if self._losses else tr(_WAITING_LOSS))
        self._words.show()
        if self._losses:
            self._plot.setYRange(0, 1.05 * max(self._losses), padding=0)

    @Slot()
    def _retheme(self) -> None:
        dress_plot(self._plot, self._theme)
        self._raw.setPen(line_pen(self._theme, "reference", 1, 0.5))
        self._smooth.setPen(line_pen(self._theme, "ink", 2.5))


class DistanceHistograms(QWidget):
    """Distances of genuine and of impostor pairs as two histograms on one axis; they part as the net learns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(
            tr("distance of a pair"), tr("pairs (%)"), tr("Distances of genuine and impostor pairs"), self
        )
        self._words_below = plot_over_words(self, self._plot)
        self._words_below.setText(tr(_WAITING_PAIRS))
        self._curves = {
            token: pg.PlotCurveItem(stepMode="center", fillLevel=0, x=[0, 1], y=[0]) for token in ("accept", "reject")
        }
        self._words = {"accept": pg.TextItem(anchor=(0.5, 1)), "reject": pg.TextItem(anchor=(0.5, 1))}
        for item in (*self._curves.values(), *self._words.values()):
            self._plot.addItem(item)
        self._batches: deque[tuple[Floats, Floats]] = deque(maxlen=_BATCHES)
        self._timer = QTimer(self, interval=FRAME_MS, singleShot=True)
        self._timer.timeout.connect(self._repaint)
        theme.follow(self, self._retheme)
        self._retheme()
        self.restart()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown."""
        return not self._batches

    def restart(self) -> None:
        """Empty the plot."""
        self._batches.clear()
        self._show_drawn(False)

    def _show_drawn(self, drawn: bool) -> None:
        for item in (*self._curves.values(), *self._words.values()):
            item.setVisible(drawn)
        show_numbers(self._plot, drawn)
        self._words_below.setHidden(drawn)

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""
        return self._plot

    def curves(self) -> Sequence[Curve]:
        """Return both histograms: the middle of each bin, and the share of pairs in it."""
        found = []
        for token, word in (("accept", tr("genuine")), ("reject", tr("impostor"))):
            edges, share = self._curves[token].getData()
            if self._batches and edges is not None:
                found.append(Curve(word, (edges[1:] + edges[:-1]) / 2, share))
        return found

    def show_pairs(self, genuine: Floats, impostor: Floats) -> None:
        """Show distances of genuine and of impostor pairs, each float64 (n,), beside those of the batches before."""
        if genuine.size == 0 or impostor.size == 0:
            return
        self._batches.append((genuine, impostor))
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _repaint(self) -> None:
        if not self._batches:
            return
        genuine = np.concatenate([pairs[0] for pairs in self._batches])
        impostor = np.concatenate([pairs[1] for pairs in self._batches])
        top = float(np.quantile(np.concatenate([genuine, impostor]), 0.995)) * 1.05
        edges = np.linspace(0, max(top, 1e-6), _BINS + 1)
        accept, reject = (
            100 * np.histogram(np.clip(values, 0, edges[-1]), bins=edges)[0] / values.size
            for values in (genuine, impostor)
        )
        over = np.maximum(accept, reject)
        for token, share, other in (("accept", accept, reject), ("reject", reject, accept)):
            self._curves[token].setData(x=edges, y=share)
            peak = int(np.argmax(share - other))  # where it stands most by itself
            self._words[token].setAnchor((0 if peak < _BINS // 5 else 1 if peak > _BINS - _BINS // 5 else 0.5, 1))
            beside = over[max(peak - _WORD_BINS, 0) : peak + _WORD_BINS + 1]
            self._words[token].setPos((edges[peak] + edges[peak + 1]) / 2, float(beside.max()))
        highest = float(over.max())
        self._show_drawn(True)
        self._plot.setRange(xRange=(0, edges[-1]), yRange=(0, 1.25 * highest), padding=0)

    @Slot()
    def _retheme(self) -> None:
        dress_plot(self._plot, self._theme)
        for token, word in (("accept", tr("genuine")), ("reject", tr("impostor"))):
            self._curves[token].setPen(line_pen(self._theme, token, 1.5))
            self._curves[token].setBrush(pg.mkBrush(self._theme.colour(token, 0.22)))
            self._words[token].setText(word, color=self._theme.colour(token))


class HeldOutPlot(QWidget):
    """Error on signers set apart against training step: bold for the network that learns, thin for those before it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(tr("training step"), tr("equal error rate (%)"), tr("Error on signers set apart"), self)
        self._words = plot_over_words(self, self._plot)
        self._before = pg.PlotCurveItem(connect="finite")
        self._curve = pg.PlotDataItem(symbol="o", symbolSize=6, connect="finite")
        self._lowest = pg.TextItem(anchor=(0.5, 0))
        for item in (self._before, self._curve, self._lowest):
            self._plot.addItem(item)
        self._past: list[Floats] = []
        self._points = np.empty((0, 2))
        self._last_step = self._checks = 0
        theme.follow(self, self._retheme)
        self._retheme()
        self.restart()

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""
        return self._plot

    def curves(self) -> Sequence[Curve]:
        """Return the errors of the network that learns, and of those before it."""
        shown = [*self._past, self._points]
        return [Curve(tr("network {number}", number=n), part[:, 0], part[:, 1]) for n, part in enumerate(shown, 1)]

    @property
    def point_count(self) -> int:
        """Number of errors on the bold curve."""
        return len(self._points)

    @property
    def words(self) -> str:
        """What is said in place of a curve; '' where there is one or none is due yet."""
        return self._words.text()

    def restart(self) -> None:
        """Empty the plot."""
        self._past, self._points, self._last_step, self._checks = [], np.empty((0, 2)), 0, 0
        self._words.setText("")
        self._repaint()

    def show_checks(self, checks: Sequence[tuple[int, float | None]], step: int, steps: int) -> None:
        """Show (step, equal error rate 0 … 1 or None) of a training that is at `step` of `steps`.

        A step back means that another network is being trained: the curve before it grows thin.
        """
        begins = step < self._last_step or self._last_step == 0
        if step < self._last_step:
            self._past.append(self._points)
        self._last_step = step
        known = np.array([(at, 100 * rate) for at, rate in checks if rate is not None]).reshape(-1, 2)
        if not begins and len(checks) == self._checks:
            return
        self._checks, self._points = len(checks), known
        before = any(len(past) for past in self._past)
        self._words.setText("" if len(known) or not checks else tr(_NOBODY_NOW) if before else tr(_NOBODY))
        # the network that is kept may learn for fewer steps than those whose curves stand beside it
        furthest = max((int(past[-1, 0]) for past in self._past if len(past)), default=0)
        show_steps(self._plot, max(steps, furthest))
        self._repaint()

    def _repaint(self) -> None:
        points = self._points
        self._curve.setData(points[:, 0], points[:, 1])
        gap = np.full((1, 2), np.nan)
        before = np.concatenate([part for past in self._past for part in (past, gap)] or [gap])
        self._before.setData(before[:, 0], before[:, 1])
        self._lowest.setVisible(len(points) > 0)
        self._words.setVisible(bool(self._words.text()))
        self._plot.setVisible(self._words.text() != tr(_NOBODY))
        shown = np.concatenate([points, *self._past])
        if len(shown):
            self._plot.setYRange(0, max(1.2 * float(shown[:, 1].max()), 1.0), padding=0)
        if len(points):
            at, rate = points[int(np.argmin(points[:, 1]))]
            self._lowest.setText(tr("lowest {rate}", rate=percent(rate / 100)), color=self._theme.colour("text"))
            share = at / max(self._plot.viewRange()[0][1], 1)
            self._lowest.setAnchor((1 if share > 0.8 else 0 if share < 0.2 else 0.5, 1.2 if rate < 3 else -0.1))
            self._lowest.setPos(at, rate)

    @Slot()
    def _retheme(self) -> None:
        dress_plot(self._plot, self._theme)
        self._before.setPen(line_pen(self._theme, "reference", 1, 0.6))
        self._curve.setPen(line_pen(self._theme, "ink", 2))
        self._curve.setSymbolBrush(self._theme.colour("ink"))
        self._curve.setSymbolPen(None)
        self._repaint()
