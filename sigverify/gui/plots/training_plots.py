"""The plots of a training: loss, distances of genuine and impostor pairs, champion against challenger."""

from collections import deque
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from sigverify.gui.plots.styled import FRAME_MS, dress_plot, line_pen, make_plot
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.gui.words import percent
from sigverify.ink.recording import Floats

_BINS = 28
_BATCHES = 16
"""One batch holds a few dozen pairs; so many of them make a shape."""

_SMOOTHED = 10
"""The bold loss is a running mean over about so many steps."""


class LossPlot(QWidget):
    """Loss against training step; thin as it comes, bold smoothed by a running mean."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot("training step", "loss", "Loss against training step", self)
        _fill(self, self._plot)
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
        theme.changed.connect(self._retheme)
        self._retheme()

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

        A step back means that another network is being trained: the curve starts anew.
        """
        if steps != self._span:
            self._span = steps
            self._plot.setXRange(0, max(steps, 1), padding=0.01)
        if self._steps and step < self._steps[-1]:
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
        self._plot = make_plot("distance of a pair", "pairs (%)", "Distances of genuine and impostor pairs", self)
        _fill(self, self._plot)
        self._curves = {
            token: pg.PlotCurveItem(stepMode="center", fillLevel=0, x=[0, 1], y=[0]) for token in ("accept", "reject")
        }
        self._words = {"accept": pg.TextItem(anchor=(0.5, 1)), "reject": pg.TextItem(anchor=(0.5, 1))}
        for item in (*self._curves.values(), *self._words.values()):
            self._plot.addItem(item)
        self._batches: deque[tuple[Floats, Floats]] = deque(maxlen=_BATCHES)
        theme.changed.connect(self._retheme)
        self._retheme()
        self.restart()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown."""
        return not self._batches

    def restart(self) -> None:
        """Empty the plot."""
        self._batches.clear()
        for item in (*self._curves.values(), *self._words.values()):
            item.setVisible(False)

    def show_pairs(self, genuine: Floats, impostor: Floats) -> None:
        """Show distances of genuine and of impostor pairs, each float64 (n,), beside those of the batches before."""
        if genuine.size == 0 or impostor.size == 0:
            return
        self._batches.append((genuine, impostor))
        genuine = np.concatenate([pairs[0] for pairs in self._batches])
        impostor = np.concatenate([pairs[1] for pairs in self._batches])
        top = float(np.quantile(np.concatenate([genuine, impostor]), 0.995)) * 1.05
        edges = np.linspace(0, max(top, 1e-6), _BINS + 1)
        highest = 0.0
        for token, values in (("accept", genuine), ("reject", impostor)):
            share = 100 * np.histogram(np.clip(values, 0, edges[-1]), bins=edges)[0] / values.size
            self._curves[token].setData(x=edges, y=share)
            peak = int(np.argmax(share))
            self._words[token].setAnchor((0 if peak < _BINS // 5 else 0.5, 1))
            self._words[token].setPos((edges[peak] + edges[peak + 1]) / 2, float(share[peak]))
            highest = max(highest, float(share.max()))
        for item in (*self._curves.values(), *self._words.values()):
            item.setVisible(True)
        self._plot.setRange(xRange=(0, edges[-1]), yRange=(0, 1.25 * highest), padding=0)

    @Slot()
    def _retheme(self) -> None:
        dress_plot(self._plot, self._theme)
        for token, word in (("accept", "genuine"), ("reject", "impostor")):
            self._curves[token].setPen(line_pen(self._theme, token, 1.5))
            self._curves[token].setBrush(pg.mkBrush(self._theme.colour(token, 0.22)))
            self._words[token].setText(word, color=self._theme.colour(token))


class SlopeChart(QWidget):
    """Champion against challenger, signer by signer: one line each from the one error rate to the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[tuple[str, float, float]] = ()
        self._means = (0.0, 0.0)
        self.setMinimumHeight(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_rows(self, rows: Sequence[tuple[str, float, float]], champion: float, challenger: float) -> None:
        """Show (signer, champion's EER, challenger's EER) as ratios, and the means as a bold line."""
        self._rows, self._means = rows, (champion, challenger)
        better = sum(after < before for _, before, after in rows)
        worse = sum(after > before for _, before, after in rows)
        self.setAccessibleName(
            f"Equal error rate by signer: model in use {percent(champion)}, challenger {percent(challenger)}; "
            f"better for {better}, worse for {worse} of {len(rows)} signers"
        )
        self.setToolTip("\n".join(f"{name}: {percent(a)} → {percent(b)}" for name, a, b in list(rows)[:30]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # painted whole, once an outcome
        """Draw the lines; the lower the better."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        theme = self._theme
        box = QRectF(self.rect()).adjusted(86, 28, -86, -12)
        highest = max([*self._means, *(value for row in self._rows for value in row[1:]), 0.01]) * 1.1

        def at(side: int, rate: float) -> QPointF:
            return QPointF(box.left() if side == 0 else box.right(), box.bottom() - rate / highest * box.height())

        painter.setPen(QPen(theme.colour("line"), 1))
        for x in (box.left(), box.right()):
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        for _, before, after in self._rows:
            token = "reference" if after == before else "accept" if after < before else "reject"
            painter.setPen(QPen(theme.colour(token, 0.55), 1.2))
            painter.drawLine(at(0, before), at(1, after))
        painter.setPen(QPen(theme.colour("ink"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(at(0, self._means[0]), at(1, self._means[1]))
        painter.setPen(theme.colour("muted"))
        for x, words in ((box.left(), "in use"), (box.right(), "challenger")):
            painter.drawText(QRectF(x - 70, 2, 140, 20), Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(theme.colour("ink"))
        for side, align in ((0, Qt.AlignmentFlag.AlignRight), (1, Qt.AlignmentFlag.AlignLeft)):
            place = at(side, self._means[side])
            left = place.x() - 80 if side == 0 else place.x() + 8
            rect = QRectF(left, place.y() - 10, 72, 20)
            painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, percent(self._means[side]))


def _fill(widget: QWidget, plot: QWidget) -> None:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(plot)
    widget.setMinimumHeight(140)
