"""`InkColouring`: colours ink that is on the paper, a little in each frame, so that the pen never waits for it."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QColor

from sigverify.gui.capture.ink_surface import InkSurface
from sigverify.ink.recording import Integers

_FRAME_MS = 16
_AT_ONCE = 120
"""Segments drawn in one frame: some milliseconds of it, the rest is the pen's."""

_NONE: Integers = np.empty(0, dtype=np.int64)


class InkColouring(QObject):
    """changed(QRectF): this part of the picture is another, coloured over what it was.

    Steps are of the surface's scale, one a point as it was drawn; −1 stands for the ink's own colour.
    """

    changed = Signal(QRectF)

    def __init__(self, surface: InkSurface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._known, self._known_from = _NONE, 0
        self._marked = 0
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._go_on)

    @property
    def is_at_work(self) -> bool:
        """Whether something is still to be drawn."""
        return self._frames.isActive() or self._surface.is_redrawing

    def take_scale(self, colours: Sequence[QColor]) -> None:
        """Colour by this scale from now on, from the least to the most."""
        self._surface.scale = tuple(colours)
        if self._surface.is_coloured:
            self._surface.redraw()

    @property
    def marked(self) -> int:
        """How many points at the beginning of ink that is being written are coloured, and stay as they are."""
        return self._marked

    def mark(self, steps: Integers, first: int) -> None:
        """Colour ink that is being written, from the point `first` on, which is no later than `marked`."""
        self._known, self._known_from = steps, first
        self._frames.start()

    def colour(self, steps: Integers | None, *, hidden: bool = False) -> None:
        """Colour all ink anew; None gives it its own colour again. hidden: the colours before are not seen any more."""
        self.forget()
        if steps is not None or self._surface.is_coloured:
            self._surface.set_steps(steps)
            self._surface.redraw()
        if hidden:
            self._surface.blank()

    def forget(self) -> None:
        """Colour no more of what is being written; what is coloured stays so."""
        self._known, self._known_from, self._marked = _NONE, 0, 0
        self._frames.stop()

    @Slot()
    def _go_on(self) -> None:
        if self._surface.is_redrawing:  # by what is known so far; what comes then is drawn over it
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
