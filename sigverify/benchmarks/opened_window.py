"""The real window over a store that is thrown away; imported at once, since how soon it is there is measured too."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from sigverify.gui.application import create_application
from sigverify.gui.collector import settle
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.idle_collector import IdleCollector
from sigverify.gui.settings import WindowSettings
from sigverify.gui.window import MainWindow
from sigverify.storage.folders import DATA_VARIABLE

_LOOKS_EVERY_MS = 2

_PASSPHRASE_VARIABLE = "SIGVERIFY_PASSPHRASE"  # noqa: S105 # a name; the store is imported by the desk's thread only


@contextmanager
def opened_window(folder: Path) -> Iterator[MainWindow]:
    """Yield the window as it is shown, over a new store in a folder; nothing of the person's own is touched.

    Without a display it is drawn offscreen.
    """
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ[_PASSPHRASE_VARIABLE] = "one for the benchmark"  # else the key would go to the person's keyring
    os.environ[DATA_VARIABLE] = str(folder)  # where a training of the person's own may lie
    create_application()
    settings = WindowSettings(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    window = MainWindow(DeskServices(f"sqlite:///{folder / 'store.sqlite'}"), settings)
    window.live.ready.connect(settle)  # as `application.run` does
    window.places.imported.connect(settle)
    collector = IdleCollector(window.is_signing, window)
    collector.start()
    window.resize(1280, 800)
    window.show()
    try:
        yield window
    finally:
        collector.stop()
        window.close()
        window.deleteLater()


def pass_until(there: Callable[[], bool]) -> None:
    """Let the window work until something is so; it waits as a program does, and does not spin with Python's lock."""
    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: loop.quit() if there() else None)
    look.start(_LOOKS_EVERY_MS)
    if not there():
        loop.exec()


def painted(window: MainWindow) -> None:
    """Let the window work until the pad in front was painted."""
    pad = window.pad
    assert pad is not None, "the first place has one"
    watch = _Watch(pad)
    pass_until(lambda: watch.painted)


class _Watch(QObject):
    """Sees a widget being painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it, and let it be painted."""
        del watched
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False
