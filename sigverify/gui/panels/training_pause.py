"""Pausing a training: its thread waits where it would ask whether to stop."""

from threading import Event

_LOOK_S = 0.05
"""So often a paused training looks whether it is to stop for good."""


class Pause:
    """Set from the window's thread, waited for on the training's."""

    def __init__(self) -> None:
        self._going = Event()
        self._going.set()

    @property
    def is_on(self) -> bool:
        """Whether the training is to wait."""
        return not self._going.is_set()

    def begin(self) -> None:
        """Let the training wait from its next look on, in the middle of a batch too."""
        self._going.clear()

    def end(self) -> None:
        """Let it go on."""
        self._going.set()

    def passed(self, cancelled: Event) -> bool:
        """Return whether to stop, after any pause has ended; on the training's thread."""
        while not self._going.wait(_LOOK_S):
            if cancelled.is_set():
                return True
        return cancelled.is_set()
