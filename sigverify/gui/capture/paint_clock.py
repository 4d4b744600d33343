"""`PaintClock`: how long the ink of a point waits for the screen."""

from collections import deque

import numpy as np

from sigverify.ink.recording import Floats

_MOST = 4000
"""So many delays are kept, the newest."""


class PaintClock:
    """Measures from a point's arrival to the end of painting it, both by the program's own clock.

    What comes before, from the tablet to the program, and after, from the program to the glass, it cannot see.
    """

    def __init__(self) -> None:
        self._waiting: list[int] = []
        self._delays_ms: deque[float] = deque(maxlen=_MOST)

    @property
    def delays_ms(self) -> Floats:
        """The delays, float64 (n,), oldest first."""
        return np.array(self._delays_ms, dtype=np.float64)

    def note(self, arrival_ns: int) -> None:
        """Note that the ink of a point is to be painted."""
        if len(self._waiting) < _MOST:  # nobody paints what is out of sight
            self._waiting.append(arrival_ns)

    def paint(self, now_ns: int) -> None:
        """Note that everything that was waiting has been painted."""
        self._delays_ms.extend((now_ns - arrival_ns) / 1e6 for arrival_ns in self._waiting)
        self._waiting.clear()

    def restart(self) -> None:
        """Forget all delays."""
        self._waiting.clear()
        self._delays_ms.clear()
