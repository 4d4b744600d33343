"""`StoreDoor`: the store as it is opened, locked and opened again, and what the status line says of it meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from sigverify.gui.curtain import Curtain
from sigverify.gui.desk import Desk
from sigverify.gui.desk_news import DeskNews
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import tr
from sigverify.gui.panels.banner import Banners
from sigverify.gui.panels.status_line import StatusLine
from sigverify.gui.rights import Rights
from sigverify.gui.services import NewsView
from sigverify.sentences import said

_LOCKED = said("The store is locked.")


class StoreDoor(QObject):
    """signing: tells whether somebody writes.

    opened: it can be worked with. kept(StoreView): how it is kept, at first or changed. refused: it does not open.
    tried: it is to be opened once more. closing: it is about to be locked, and what is being written is to be kept.
    closed: nothing of any signer may be shown from now on. told(NewsView): what other desks changed. back: the server
    answers again.
    """

    opened = Signal()
    kept = Signal(object)
    refused = Signal()
    tried = Signal()
    closing = Signal()
    closed = Signal()
    told = Signal(object)
    back = Signal()

    def __init__(
        self,
        desk: Desk,
        curtain: Curtain,
        status: StatusLine,
        banners: Banners,
        rights: Rights,
        signing: Callable[[], bool],
        seen: Callable[[], int],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._curtain, self._status, self._banners = desk, curtain, status, banners
        self._rights = rights
        self._kept = StoreView(key_description="")
        self._news = DeskNews(desk, signing, seen, self)
        self._news.told.connect(self._take_news)
        self._news.away.connect(self._say_no_news)
        self._news.back.connect(self.back)
        curtain.idle.connect(self.lock)
        curtain.unlock_wanted.connect(self._unlock)

    @property
    def is_locked(self) -> bool:
        """Whether nothing is shown but the lock."""
        return self._curtain.is_drawn

    def open(self) -> None:
        """Open the store by what is at hand."""
        self._rights.close(tr("The store is being opened."))
        self._desk.ask(lambda s: s.open(), self._take, self._say_refused)

    @Slot()
    def lock(self) -> None:
        """Show nothing of any signer and drop the keys."""
        if self.is_locked or not self._status.store_is_open:
            return
        self.closing.emit()
        self._rights.close(tr(_LOCKED))
        self._news.stop()
        self._curtain.draw("", sign_in=self._kept.operator is not None, typed=self._kept.typed)
        self.closed.emit()
        self._banners.clear()
        self._desk.ask(lambda s: s.lock(), self._forget_late)

    def _forget_late(self, _nothing: None) -> None:
        """Have forgotten too what was asked before the lock and answered after it; by now all of that is answered."""
        if self.is_locked:
            self.closed.emit()

    @Slot(object)
    def take_kept(self, store: StoreView) -> None:
        """Take note of how the store is kept, and by whom it is opened."""
        self._kept = store
        self._rights.give(store.operator, store.may)
        self._say_kept()
        self._curtain.show_store(store)
        self.kept.emit(store)

    def close_down(self) -> None:
        """Watch for nothing any more; the window closes."""
        self._curtain.stop_watching()
        self._news.stop()

    @Slot(str, str)
    def _unlock(self, name: str, secret: str) -> None:
        self._desk.ask(lambda s: s.open(secret, name), self._take, self._say_refused)

    def _take(self, store: StoreView) -> None:
        if store.locked:
            self._rights.close(tr(_LOCKED))
            self._curtain.draw(tr(store.locked), sign_in=store.sign_in, typed=store.typed)
            return
        self._curtain.raise_again()
        self.take_kept(store)
        if store.shared:
            self._news.start()
        self.opened.emit()

    def _say_refused(self, sentence: str) -> None:
        self._curtain.raise_again()
        self._rights.close(tr("The store is not open. The notice above says why."))
        self._status.show_store(tr("The store is not open"))
        self.refused.emit()
        self._banners.show_question(sentence, [(tr("Try again"), self._open_again)], fault=True)

    def _open_again(self) -> None:
        self._status.show_store(tr("Opening the store…"))
        self.tried.emit()
        self.open()

    def _say_kept(self) -> None:
        kept = self._kept
        name = kept.operator.name if kept.operator is not None else ""
        self._status.show_store(tr(kept.key_description), kept.due, name)

    @Slot(object)
    def _take_news(self, news: NewsView) -> None:
        if not self.is_locked:  # else it was asked for before
            self._say_kept()
            self.told.emit(news)

    @Slot(str)
    def _say_no_news(self, sentence: str) -> None:
        if not self.is_locked:
            self._status.show_store(sentence, self._kept.due)
