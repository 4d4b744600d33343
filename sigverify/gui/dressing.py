"""`Dressing`: gives windows another look: what is seen at once, what is hidden soon, or when it is first shown."""

from collections.abc import Callable, Iterator
from typing import Protocol, runtime_checkable
from weakref import WeakKeyDictionary, WeakMethod, WeakSet

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from sigverify.gui.slices import Slices
from sigverify.gui.tokens import Tokens

Slot = Callable[[], object]


@runtime_checkable
class DrawnAhead(Protocol):
    """A widget whose pictures are kept once they are drawn."""

    def draw_ahead(self, tokens: Tokens) -> None:
        """Draw them in the colours of a look that may come."""


class Dressing(QObject):
    """Knows the windows that wear the look, and who in them has to do something when it changes.

    Another style sheet would be worked out anew for every widget of a window at once, seen or not. So the sheet stays:
    its colours are roles of the application's palette, and each widget looks them up when it is polished.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._windows: WeakSet[QWidget] = WeakSet()
        self._followers: WeakKeyDictionary[QWidget, list[WeakMethod[Slot]]] = WeakKeyDictionary()
        self._waiting: dict[QWidget, None] = {}
        self._met: dict[QWidget, None] = {}
        """Of those that wait, the ones that a person sees by now: they were scrolled to."""
        self._slices = Slices(lambda: False, self)

    @property
    def is_at_work(self) -> bool:
        """Whether something hidden still wears the look before."""
        return bool(self._waiting)

    @property
    def windows(self) -> list[QWidget]:
        """The windows that wear the look."""
        return [window for window in self._windows if isValid(window)]

    def take(self, window: QWidget) -> None:
        """Count a window among those that wear the look."""
        self._windows.add(window)

    def follow(self, widget: QWidget, slot: Slot) -> None:
        """Have a bound method called whenever this widget is given another look."""
        self._followers.setdefault(widget, []).append(WeakMethod(slot))

    def change(self) -> None:
        """Give all windows the look that is in force now."""
        windows = self.windows
        worn = [widget for window in windows for widget in (window, *window.findChildren(QWidget))]
        self._waiting = dict.fromkeys(worn)
        self._met.clear()
        for window in windows:
            if window.isVisible():
                for widget in list(_seen(window, window.rect())):
                    self._dress(widget)
        for widget in list(self._followers):
            if isValid(widget) and widget not in self._waiting and widget.window() not in windows:
                self._tell(widget)
        if self._waiting:
            application = QApplication.instance()
            assert application is not None, "there is a window"
            application.installEventFilter(self)
            self._slices.put("look", self._rest())

    def prepare(self, tokens: Tokens) -> None:
        """Have drawn bit by bit, now that there is time, what the first change to this look would have to draw."""
        self._slices.put("ahead", self._ahead(tokens))

    def _ahead(self, tokens: Tokens) -> Iterator[None]:
        for window in self.windows:
            drawn = window.findChildren(QWidget)  # Python's half of each is made here too
            yield
            for widget in drawn:
                if isinstance(widget, DrawnAhead) and isValid(widget):
                    widget.draw_ahead(tokens)
                    yield

    def _rest(self) -> Iterator[None]:
        while self._waiting:
            self._dress(next(iter(self._met or self._waiting)))
            yield
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def _dress(self, widget: QWidget) -> None:
        self._waiting.pop(widget, None)
        self._met.pop(widget, None)
        if isValid(widget):
            widget.style().polish(widget)
            widget.update()
            self._tell(widget)

    def _tell(self, widget: QWidget) -> None:
        for follower in self._followers.get(widget, ()):
            slot = follower()
            if slot is not None:
                slot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Dress what is shown before its turn, and soon what is painted; nothing is kept from where it goes."""
        kind = event.type()
        if kind == QEvent.Type.Show and watched in self._waiting:
            self._dress(watched)
        elif kind == QEvent.Type.Paint and watched in self._waiting:
            self._met[watched] = None  # not at once: it is being painted
            self._slices.hurry("look")
        return False


def _seen(widget: QWidget, area: QRect) -> Iterator[QWidget]:
    """Yield a widget that is seen in this part of its own, and all within it that are; not what is scrolled away."""
    yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible():
            if child.isWindow():
                yield from _seen(child, child.rect())
                continue
            part = area.translated(-child.pos()).intersected(child.rect())
            if not part.isEmpty():
                yield from _seen(child, part)
