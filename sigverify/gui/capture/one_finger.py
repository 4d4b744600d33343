"""`OneFinger`: of all fingers on a touch screen the one that writes."""

from collections.abc import Iterator
from typing import Literal

from PySide6.QtGui import QEventPoint, QTouchEvent

from sigverify.gui.capture import devices
from sigverify.gui.capture.gathering import PenPoint

Act = Literal["press", "move", "release"]


class OneFinger:
    """Follows the finger that touched first, until it is lifted; a palm or a second finger is no ink."""

    def __init__(self) -> None:
        self._finger: int | None = None

    def forget(self) -> None:
        """Wait for another finger."""
        self._finger = None

    def acts(self, event: QTouchEvent, arrival_ns: int, *, writing: bool) -> Iterator[tuple[Act, PenPoint]]:
        """Yield what the finger does by this event. writing: a stroke is being written, by whatever."""
        for place in event.points():
            state = place.state()
            point = devices.touch_point(event, place, arrival_ns)
            if state == QEventPoint.State.Pressed and self._finger is None and not writing:
                yield "press", point
                self._finger = place.id()  # only now: a press may clear the pad, which forgets the finger
            elif place.id() == self._finger:
                if state == QEventPoint.State.Released:
                    self._finger = None
                    yield "release", point
                elif state == QEventPoint.State.Updated:
                    yield "move", point
