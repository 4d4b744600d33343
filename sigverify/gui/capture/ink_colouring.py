"""`InkColouring`: colours ink that is on the paper, or draws it anew, a little in each frame: no pen waits for it."""

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QColor

from sigverify.gui.capture.ink_surface import MOST_AT_ONCE, InkSurface
from sigverify.ink.recording import Integers

_FRAME_MS = 16
_AT_ONCE = 120
"""Segments drawn in one frame: some milliseconds of it, the rest is the pen's."""

_ANEW_AT_ONCE = 600
"""The same where all is drawn anew: half a frame, so that a minute's ink is there in two seconds."""

_NONE: Integers = np.empty(0, dtype=np.int64)


class InkColouring(QObject):
    """changed(QRectF): this part of the picture is another.

    Steps are of the surface's scale, one a point as it was drawn; −1 stands for the ink's own colour.
    """

    changed = Signal(QRectF)

    def __init__(self, surface: InkSurface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._known, self._known_from = _NONE, 0
        self._marked = 0
        self._repainting: Iterator[bool] | None = None
        self._is_shown = False
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._go_on)

    @property
    def is_at_work(self) -> bool:
        """Whether something is still to be drawn."""
        return self._frames.isActive()

    def take_scale(self, colours: Sequence[QColor]) -> None:
        """Colour by this scale from now on, from the least to the most."""
        self._surface.scale = tuple(colours)
        if self._surface.is_coloured:
            self.redraw()

    def redraw(self) -> None:
        """Draw paper and ink anew: another look or size. Of long ink the paper is there first, the ink soon after."""
        if self._surface.point_count <= MOST_AT_ONCE:
            self._repainting = None
            self._surface.redraw()
            self.changed.emit(QRectF())
        else:
            self._repaint(shown=True)
            self._go_on()

    def catch_up(self) -> None:
        """Draw anew what strokes that came or went have left undone."""
        if self._surface.is_stale:
            self._repaint()

    @property
    def marked(self) -> int:
        """How many points at the beginning of ink that is being written are coloured, and stay as they are."""
        return self._marked

    def mark(self, steps: Integers, first: int) -> None:
        """Colour ink that is being written, from the point `first` on, which is no later than `marked`."""
        self._known, self._known_from = steps, first
        self._frames.start()

    def colour(self, steps: Integers | None) -> None:
        """Colour all ink anew; None gives it its own colour again."""
        self.forget()
        if steps is not None or self._surface.is_stale or self._surface.is_coloured:
            self._surface.set_steps(steps)
            self._repaint()

    def forget(self) -> None:
        """Colour no more of what is being written; what is coloured stays so."""
        self._known, self._known_from, self._marked, self._repainting = _NONE, 0, 0, None
        self._frames.stop()

    def _repaint(self, *, shown: bool = False) -> None:
        self._repainting, self._is_shown = self._surface.repainted(_ANEW_AT_ONCE, shown=shown), shown
        self._frames.start()

    @Slot()
    def _go_on(self) -> None:
        if self._repainting is not None:
            done = next(self._repainting, True)
            if done:
                self._repainting = None
            if done or self._is_shown:
                self.changed.emit(QRectF())
            return
        self._marked = min(self._marked, self._surface.point_count)  # a stroke may have been taken back
        known = self._marked - self._known_from  # below 0 where strokes were taken back since
        steps = self._known[known : known + _AT_ONCE] if known >= 0 else _NONE
        if not steps.size:
            self._frames.stop()
            return
        rect = self._surface.mark(self._marked, steps)
        self._marked += steps.size
        self.changed.emit(rect)
