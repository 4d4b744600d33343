"""`DeskNews`: what other desks change in a store that is shared, asked for every few seconds."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sigverify.gui.desk import Desk
from sigverify.gui.services import NewsView

_EVERY_MS = 2000
"""One look at the end of the store's audit chain."""


class DeskNews(QObject):
    """signing: tells whether somebody writes; nothing changes under the pen. seen: up to what signers are known.

    told(NewsView): what has changed, also where that is nothing. away(str): the server does not answer, and why;
    whoever needs it is told by what they do. back: it answers again.
    """

    told = Signal(object)
    away = Signal(str)
    back = Signal()

    def __init__(self, desk: Desk, signing: Callable[[], bool], seen: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._signing, self._seen = desk, signing, seen
        self._is_away = False
        self._ticks = QTimer(self, interval=_EVERY_MS)
        self._ticks.timeout.connect(self._ask)

    def start(self) -> None:
        """Ask from now on."""
        self._ticks.start()

    def stop(self) -> None:
        """Ask no more."""
        self._ticks.stop()

    @Slot()
    def _ask(self) -> None:
        if self._desk.waiting == 0 and not self._signing():  # nothing piles up
            seen = self._seen()
            self._desk.ask(lambda s: s.news(seen), self._tell, self._miss)

    def _tell(self, news: NewsView) -> None:
        if self._is_away:
            self._is_away = False
            self.back.emit()
        self.told.emit(news)

    def _miss(self, sentence: str) -> None:
        self._is_away = True
        self.away.emit(sentence)
