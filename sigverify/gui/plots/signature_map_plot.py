"""A map of signatures while a network learns: each signer's own draw together, forgeries move away."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sigverify.gui.language import tr
from sigverify.gui.plots.plot_files import Curve
from sigverify.gui.plots.styled import dress_plot, make_plot, plot_over_words, show_numbers
from sigverify.gui.retraining import TrainingPicture
from sigverify.gui.theme import Theme
from sigverify.sentences import said

_SYMBOLS = ("o", "s", "t1", "d", "star", "p")
_NOBODY = said("Nobody is set apart: there are too few signers to spare any.")
_WAITING = said("The map comes with the first check on signers set apart.")
_GROWTH = 1.15
"""By how much the axes are wider than the signatures, so that they need not follow every step."""


class SignatureMapPlot(QWidget):
    """Signatures of a few signers set apart as points whose distances are those that the network measures.

    A signer has a symbol; genuine ones are filled, forgeries of that signer hollow. Both axes have one scale.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot = make_plot(tr("distance"), tr("distance"), tr("Map of signatures of signers set apart"), self)
        self._plot.setAspectLocked(True)
        self._plot.setToolTip(
            tr(
                "Points lie as far apart as the network's distances say, as nearly as a plane allows: classical "
                "multidimensional scaling (Torgerson 1952), turned onto the map before (Schönemann 1966)"
            )
        )
        self._words = plot_over_words(self, self._plot)
        self._points = pg.ScatterPlotItem(size=9)
        self._plot.addItem(self._points)
        self._picture: TrainingPicture | None = None
        self._reach, self._waiting = 0.0, tr(_WAITING)
        theme.follow(self, self._retheme)
        self.restart()
        self._retheme()

    @property
    def view(self) -> Any:
        """The pyqtgraph PlotWidget."""
        return self._plot

    def curves(self) -> Sequence[Curve]:
        """Return the signatures of each signer, genuine ones and forgeries apart."""
        picture = self._picture
        found = []
        for signer, forged in sorted(set(zip(picture.signer, picture.forged, strict=True)) if picture else ()):
            assert picture is not None, "it has signers"
            mine = [s == signer and f == forged for s, f in zip(picture.signer, picture.forged, strict=True)]
            number, points = signer + 1, picture.points[np.array(mine)]
            words = (
                tr("signer {number}, forged", number=number)
                if forged
                else tr("signer {number}, genuine", number=number)
            )
            found.append(Curve(words, points[:, 0], points[:, 1]))
        return found

    @property
    def point_count(self) -> int:
        """Number of signatures on the map."""
        return 0 if self._picture is None else len(self._picture.points)

    @property
    def words(self) -> str:
        """What is said under the map."""
        return self._words.text()

    def restart(self) -> None:
        """Empty the map."""
        self._picture, self._reach, self._waiting = None, 0.0, tr(_WAITING)
        self._repaint()

    def show_nobody(self) -> None:
        """Say that nobody is set apart from this training, where nothing is shown yet."""
        self._waiting = tr(_NOBODY)
        self._repaint()

    def show_check(self, picture: TrainingPicture) -> None:
        """Show the signatures as they lie at a check."""
        self._picture = picture
        self._repaint()

    def _repaint(self) -> None:
        picture = self._picture
        self._words.setText(self._waiting if picture is None else _told(picture))
        self._words.show()
        self._points.setVisible(picture is not None)
        show_numbers(self._plot, picture is not None)
        if picture is None:
            return
        reach = max(float(np.abs(picture.points).max(initial=0.0)), 1e-6)
        if not reach <= self._reach <= 2 * reach:  # the axes stay as they are as long as they fit
            self._reach = _GROWTH * reach
            self._plot.setRange(xRange=(-self._reach, self._reach), yRange=(-self._reach, self._reach), padding=0.02)
        genuine, forged = self._theme.colour("accept"), self._theme.colour("reject")
        hollow = self._theme.colour("panel")
        self._points.setData(
            [
                {
                    "pos": (x, y),
                    "symbol": _SYMBOLS[signer % len(_SYMBOLS)],
                    "pen": pg.mkPen(forged if other else genuine, width=1.6),
                    "brush": pg.mkBrush(hollow if other else genuine),
                }
                for (x, y), signer, other in zip(picture.points.tolist(), picture.signer, picture.forged, strict=True)
            ]
        )
        self._plot.setAccessibleDescription(self._words.text())

    @Slot()
    def _retheme(self) -> None:
        dress_plot(self._plot, self._theme)
        self._repaint()


def _told(picture: TrainingPicture) -> str:
    signers = sorted(set(picture.signer))
    signs = " ".join(_SIGN[signer % len(_SIGN)] for signer in signers)
    return tr(
        "{signs}  one a signer; filled: genuine, hollow: forged. Shows {kept:.0f}\N{NARROW NO-BREAK SPACE}% of the "
        "distances.",
        signs=signs,
        kept=100 * picture.kept,
    )


_SIGN: Sequence[str] = ("●", "■", "▲", "◆", "★", "⬟")
"""The symbols as characters, in the same order."""
