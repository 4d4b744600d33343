"""`Curtain`: what the window shows, or the lock in front of it; and when it closes by itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sigverify.gui.idle import IdleWatch
from sigverify.gui.keeping import StoreView
from sigverify.gui.panels.lock_page import LockPage
from sigverify.gui.settings import WindowSettings

LOCK_AFTER_MINUTES = 15
"""How long nobody touches the window before it is locked, where a passphrase opens it and nobody chose otherwise."""


class Curtain(QStackedWidget):
    """idle: nobody has touched the window for as long as the settings allow.

    unlock_wanted(str, str): see `LockPage`.
    """

    idle = Signal()
    unlock_wanted = Signal(str, str)

    def __init__(self, whole: QWidget, lock_page: LockPage, settings: WindowSettings) -> None:
        super().__init__()
        self._lock_page, self._settings = lock_page, settings
        self._typed = False
        self.is_drawn = False
        self.watch = IdleWatch(self)
        self.watch.idle.connect(self.idle)
        lock_page.unlock_wanted.connect(self.unlock_wanted)
        self.addWidget(whole)
        self.addWidget(lock_page)

    def draw(self, sentence: str, *, sign_in: bool, typed: bool) -> None:
        """Show nothing but the lock; see `LockPage.show_locked`."""
        self.is_drawn = True
        self.watch.watch(0)
        self.setCurrentWidget(self._lock_page)
        self._lock_page.show_locked(sentence, sign_in=sign_in, typed=typed)

    def raise_again(self) -> None:
        """Show the window."""
        self.is_drawn = False
        self.setCurrentIndex(0)

    def show_store(self, store: StoreView) -> None:
        """Take note whether something must be typed to open the store."""
        self._typed = store.typed
        self.watch_idleness()

    def watch_idleness(self) -> None:
        """Wait from now on as long as the settings say."""
        chosen = self._settings.lock_minutes
        # With nothing to type, unlocking would be a click for everybody: then it is a person's own choice.
        minutes = chosen if chosen is not None else LOCK_AFTER_MINUTES if self._typed else 0
        self.watch.watch(0 if self.is_drawn else minutes)

    def stop_watching(self) -> None:
        """Wait no more; the window closes."""
        self.watch.watch(0)
