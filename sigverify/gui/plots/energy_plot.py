"""Energies of genuine and impostor pairs against each other, after Chopra, Hadsell & LeCun 2005."""

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.plot_files import Curve
from sigverify.gui.plots.styled import FRAME_MS, dress_plot, line_pen, make_plot, plot_over_words
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Floats

_BATCHES = 16
_SPARE = 1.15


class EnergyPlot(QWidget):
    """Pairs (E_G, E_I) of the last batches, and the line E_G + m = E_I above which they should lie.

    That is condition 1 of Chopra, Hadsell & LeCun 2005 (section 2.2): E_G + m < E_I, where E_G is the energy of a
    genuine pair, E_I that of an impostor pair that shares a signature with it, and m a margin.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(tr("E_G, genuine pair"), tr("E_I, impostor pair"), tr("Energies of pairs"), self)
        self._words = plot_over_words(self, self._plot)
        self._line = pg.PlotCurveItem()
        self._inside = pg.FillBetweenItem(self._line, pg.PlotCurveItem())
        self._pairs = {
            token: pg.ScatterPlotItem(size=5, pxMode=True, pen=None, symbol=symbol)
            for token, symbol in (("accept", "o"), ("reject", "x"))
        }
        for item in (self._inside, self._line, *self._pairs.values()):
            self._plot.addItem(item)
        self._batches: deque[Floats] = deque(maxlen=_BATCHES)
        self._margin = 0.0
        self._timer = QTimer(self, interval=FRAME_MS, singleShot=True)
        self._timer.timeout.connect(self._repaint)
        theme.follow(self, self._retheme)
        self._retheme()

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""
        return self._plot

    def curves(self) -> Sequence[Curve]:
        """Return the pairs, those apart that meet the condition."""
        pairs = np.concatenate(self._batches) if self._batches else np.empty((0, 2))
        meeting = self._meeting(pairs)
        return [
            Curve(words, part[:, 0], part[:, 1])
            for words, part in ((tr("meets it"), pairs[meeting]), (tr("does not"), pairs[~meeting]))
        ]

    @property
    def pair_count(self) -> int:
        """Number of pairs on the plot."""
        return sum(len(batch) for batch in self._batches)

    @property
    def share(self) -> float | None:
        """Share of the pairs shown that meet condition 1, 0 … 1; None without any."""
        if not self._batches:
            return None
        return float(np.mean(self._meeting(np.concatenate(self._batches))))

    @property
    def words(self) -> str:
        """What is said under the plot."""
        return self._words.text()

    def restart(self) -> None:
        """Empty the plot."""
        self._batches.clear()
        self._words.setText("")
        self._words.hide()
        for item in self._pairs.values():
            item.setData([], [])

    def show_energies(self, genuine: Floats, impostor: Floats, margin: float) -> None:
        """Show a batch: energies of genuine and of impostor pairs, each float64 (n,), by groups around one signature.

        Each genuine pair is set beside one impostor pair of its group.
        """
        if genuine.size == 0 or impostor.size == 0:
            return
        self._margin = margin
        # every group has as many pairs as the others, so that the same share of the way is the same group
        beside = np.arange(genuine.size) * impostor.size // genuine.size
        self._batches.append(np.column_stack([genuine, impostor[beside]]))
        if not self._timer.isActive():
            self._timer.start()

    def _meeting(self, pairs: Floats) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        meeting: np.ndarray[tuple[int], np.dtype[np.bool_]] = pairs[:, 0] + self._margin < pairs[:, 1]
        return meeting

    @Slot()
    def _repaint(self) -> None:
        share = self.share
        if share is None:
            return
        pairs = np.concatenate(self._batches)
        meeting = self._meeting(pairs)
        for token, part in (("accept", pairs[meeting]), ("reject", pairs[~meeting])):
            self._pairs[token].setData(part[:, 0], part[:, 1])
        top = _SPARE * max(float(np.quantile(pairs, 0.995)), self._margin, 1e-6)
        edge = np.array([0.0, top])
        self._line.setData(edge, edge + self._margin)
        self._inside.setCurves(self._line, pg.PlotCurveItem(edge, np.full(2, 2 * top + self._margin)))
        self._plot.setRange(xRange=(0, top), yRange=(0, top), padding=0)
        self._words.show()
        self._words.setText(
            tr(
                "E_G + {margin:g} < E_I holds for {share:.0f} % of the last {count} pairs.",
                margin=self._margin,
                share=100 * share,
                count=len(pairs),
            )
        )

    @Slot()
    def _retheme(self) -> None:
        dress_plot(self._plot, self._theme)
        self._line.setPen(line_pen(self._theme, "text", 1.5, dashed=True))
        self._inside.setBrush(self._theme.colour("accept", self._theme.tokens.band_alpha))
        self._pairs["accept"].setBrush(self._theme.colour("accept", 0.7))
        self._pairs["reject"].setBrush(self._theme.colour("reject", 0.7))
