"""`IdleCollector`: looks for garbage on the window's thread, between two events, and nowhere else.

Python's own collector sets in wherever an object is made: on the desk's thread, where it destroys widgets of the
window's, or on the window's own in the middle of a call of Qt. Qt cuts a connection under a lock, and lets the slot go
there; where that sets the collector in, and this destroys another object of Qt's, that one waits for the same lock for
ever. Such locks are few and shared, so that two objects that have nothing to do with each other may have one.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

_MOST_LOOKED_AT = 30_000
"""Objects that a collection looks at within half a frame."""

_LOOKS_EVERY_MS = 100


class IdleCollector(QObject):
    """Collects on the window's thread, between events, what Python's own collector would, in its generations.

    No collection looks at more than fits half a frame: where more was made since, as a hundred thousand decisions that
    are read, it stays without a look, as what was imported does. What is in no circle goes at once all the same.
    waits: tells whether somebody writes, for ink does not wait.
    """

    def __init__(self, waits: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waits = waits
        self._was_enabled = False
        self._timer = QTimer(self, interval=_LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take the place of Python's own collector."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Let Python's own collector work again."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, if any is."""
        due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if not any(due) or self._waits():
            return
        oldest = max(generation for generation, is_due in enumerate(due) if is_due)
        if sum(len(gc.get_objects(generation=one)) for one in range(oldest + 1)) > _MOST_LOOKED_AT:
            gc.freeze()
        else:
            gc.collect(oldest)
