"""Errors on signers set apart, as a detection error trade-off on normal-deviate axes."""

from collections import deque
from collections.abc import Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from sigverify.gui.language import tr, tr_all
from sigverify.gui.plots.plot_files import Curve
from sigverify.gui.plots.styled import dress_plot, line_pen, make_plot, plot_over_words
from sigverify.gui.retraining import TrainingPicture
from sigverify.gui.theme import Theme
from sigverify.gui.words import percent
from sigverify.ink.recording import Floats
from sigverify.sentences import said

_TICKS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95)
_LOWEST, _HIGHEST = 0.005, 0.6
"""The rates that are shown at first; the axes grow where curves go beyond, and never shrink while one trains."""

_ALL_TICKS_PX = 300
_ALL_WORDS_PX = 220

_NAMES = (said("forgeries accepted (%)"), said("genuine rejected (%)"))
_SHORT_NAMES = (said("false accept (%)"), said("false reject (%)"))
"""Of the axes, from the bottom."""

_EARLIER = 4
"""Curves of earlier checks that stay, thin."""

_NOBODY = said("Nobody is set apart: there are too few signers to spare any.")
_WAITING = said("The curve comes with the first check on signers set apart.")
_PERFECT = said("No error on the signers set apart: there is no curve to draw.")


class DetPlot(QWidget):
    """The newest check bold, earlier ones thin, the equal error rate as a point where both errors are the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(
            tr(_NAMES[0]),
            tr(_NAMES[1]),
            tr("Errors on signers set apart, normal-deviate axes"),
            self,
        )
        self._words = plot_over_words(self, self._plot)
        self._before = pg.PlotCurveItem(connect="finite")
        self._curve = pg.PlotCurveItem()
        self._curve.setSegmentedLineMode("on")
        self._diagonal = pg.PlotCurveItem()
        self._point = pg.ScatterPlotItem(size=9)
        for item in (self._diagonal, self._before, self._curve, self._point):
            self._plot.addItem(item)
        self._past: deque[tuple[Floats, Floats]] = deque(maxlen=_EARLIER)
        self._picture: TrainingPicture | None = None
        self._waiting = tr(_WAITING)
        self._span = (0.0, 0.0)
        theme.follow(self, self._retheme)
        self.restart()
        self._retheme()

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""
        return self._plot

    def curves(self) -> Sequence[Curve]:
        """Return the rates of the newest check and of those before it, in per cent."""
        shown = [*self._past, *([self._picture.det] if self._picture is not None else ())]
        return [
            Curve(tr("check {number}", number=n), *(100 * _rates(side) for side in curve))
            for n, curve in enumerate(shown, 1)
        ]

    @property
    def point_count(self) -> int:
        """Number of points on the bold curve."""
        return 0 if self._picture is None else len(self._picture.det[0])

    @property
    def words(self) -> str:
        """What is said under the curve."""
        return self._words.text()

    def restart(self) -> None:
        """Empty the plot."""
        self._past.clear()
        self._picture, self._waiting = None, tr(_WAITING)
        self._span = (_deviate(_LOWEST), _deviate(_HIGHEST))
        self._repaint()

    def show_nobody(self) -> None:
        """Say that nobody is set apart from this training, where nothing is shown yet."""
        self._waiting = tr(_NOBODY)
        self._repaint()

    def show_check(self, picture: TrainingPicture) -> None:
        """Show a check; the one before grows thin."""
        if self._picture is not None and len(self._picture.det[0]):
            self._past.append(self._picture.det)
        self._picture = picture
        seen = [*picture.det[0].tolist(), *picture.det[1].tolist()]
        self._span = (
            max(min([self._span[0], *seen]), _deviate(_TICKS[0])),
            min(max([self._span[1], *seen]), _deviate(_TICKS[-1])),
        )
        self._repaint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave every other number out where there is no room for all, and half of the axes' words."""
        super().resizeEvent(event)
        for side, words, few in zip(("bottom", "left"), _NAMES, _SHORT_NAMES, strict=True):
            self._plot.getAxis(side).setLabel(tr(words if self.width() >= _ALL_WORDS_PX else few))
        self._repaint()

    def _repaint(self) -> None:
        low, high = self._span
        rates = _TICKS if self.width() >= _ALL_TICKS_PX else _TICKS[::2]
        ticks = [(_deviate(rate), f"{100 * rate:g}") for rate in rates if low - 0.01 <= _deviate(rate) <= high + 0.01]
        for side in ("bottom", "left"):
            self._plot.getAxis(side).setTicks([ticks, []])
        self._plot.setRange(xRange=(low, high), yRange=(low, high), padding=0.02)
        self._diagonal.setData([low, high], [low, high])
        gap = np.full(1, np.nan)
        lines = [[np.concatenate([curve[side], gap]) for curve in self._past] or [gap] for side in (0, 1)]
        self._before.setData(np.concatenate(lines[0]), np.concatenate(lines[1]))
        picture = self._picture
        self._point.setVisible(picture is not None and 0 < picture.equal_error_rate < 1)
        self._curve.setVisible(picture is not None)
        earlier = tr("Thin: earlier checks.") if self._past else ""
        self._words.setText(self._waiting if picture is None else tr_all((_told(picture), earlier)))
        self._words.show()
        if picture is None:
            return
        self._curve.setData(*picture.det)
        self._plot.setAccessibleDescription(self._words.text())
        place = min(max(_deviate(min(max(picture.equal_error_rate, 1e-4), 0.9)), low), high)
        self._point.setData([place], [place])

    @Slot()
    def _retheme(self) -> None:
        dress_plot(self._plot, self._theme)
        self._diagonal.setPen(line_pen(self._theme, "line", 1, dashed=True))
        self._before.setPen(line_pen(self._theme, "reference", 1, 0.5))
        self._curve.setPen(line_pen(self._theme, "ink", 2.5))
        self._point.setBrush(self._theme.colour("ink"))
        self._point.setPen(None)
        self._repaint()


def _told(picture: TrainingPicture) -> str:
    if not len(picture.det[0]):
        return tr(_PERFECT)
    return tr("Equal error rate {rate} (dot).", rate=percent(picture.equal_error_rate))


def _rates(deviates: Floats) -> Floats:
    return np.array([NormalDist().cdf(deviate) for deviate in deviates.tolist()])


def _deviate(rate: float) -> float:
    return NormalDist().inv_cdf(rate)
