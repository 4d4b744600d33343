"""`Slices`: what is long, done in steps on the window's thread, a few milliseconds at a time, while nobody writes."""

import time
from collections.abc import Callable, Generator, Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_SLICE_S = 0.002
"""After so long no step is begun; with the longest step it is less than a frame."""

_APART_MS = 12
"""From one slice to the next, in which the window lives."""

_HURRIED_APART_MS = 1
"""The same where a person waits: what the pen and the keys do comes between all the same."""


class Slices(QObject):
    """Does the steps of several things one after the other. done(str): the last step of what bears this name.

    waits: tells whether somebody writes, for ink does not wait.
    """

    done = Signal(str)

    def __init__(self, waits: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._waits = waits
        self._steps: dict[str, Iterator[None]] = {}
        self._hurried = ""
        self._timer = QTimer(self, interval=_APART_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def waiting(self) -> tuple[str, ...]:
        """What is not done yet."""
        return tuple(self._steps)

    def put(self, name: str, steps: Iterator[None]) -> None:
        """Have this done after what was put before."""
        self._steps[name] = steps
        self._timer.start()

    def hurry(self, name: str) -> None:
        """Do this first: somebody waits for it."""
        self._hurried = name
        self._timer.start(_HURRIED_APART_MS)

    def finish(self, name: str) -> None:
        """Do the rest of it now."""
        while self._step(name):
            pass

    def close(self) -> None:
        """Do nothing more."""
        self._timer.stop()
        while self._steps:
            _, steps = self._steps.popitem()
            if isinstance(steps, Generator):
                steps.close()

    @Slot()
    def _go_on(self) -> None:
        if self._waits():
            return
        until = time.perf_counter() + _SLICE_S
        while self._steps and time.perf_counter() < until:
            if not self._step(self._hurried or next(iter(self._steps))):
                return

    def _step(self, name: str) -> bool:
        """Do one step; return whether there is more. What raises is done no further."""
        try:
            next(self._steps[name])
        except StopIteration:
            self._forget(name)
            self.done.emit(name)
            return False
        except BaseException:
            self._forget(name)
            raise
        return True

    def _forget(self, name: str) -> None:
        del self._steps[name]
        if name == self._hurried:
            self._hurried = ""
            self._timer.setInterval(_APART_MS)
        if not self._steps:
            self._timer.stop()
