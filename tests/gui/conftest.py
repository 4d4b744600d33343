"""The window offscreen, with the rooms below played by a fake, its own settings, and a watch on threads."""

import gc
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from fake_services import FakeServices
from pens import Pen
from PySide6.QtCore import QSettings, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sigverify.gui.capture.pen_application import PenApplication
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.window import MainWindow

PATIENCE_MS = 150_000
"""How long anything is waited for: it is told from a window that hangs, also on a machine that others keep busy."""


class PatientBot(QtBot):
    """Waits so long, unless it is told how long."""

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):
        return super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE_MS, **more):
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals, *, timeout=PATIENCE_MS, **more):
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(self, widget, *, timeout=PATIENCE_MS):
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return PenApplication


@pytest.fixture(autouse=True)
def no_collector_meanwhile():
    """Windows of earlier tests go between tests alone.

    A collector that sets in while Qt cuts a connection destroys them under the lock that this takes, and waits for
    ever.
    """
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture(autouse=True)
def no_thread_left(request: pytest.FixtureRequest):
    """Every test must end the threads it began."""
    yield
    left = [t for t in gc.get_objects() if issubclass(type(t), QThread) and _runs(t)]
    names = [t.objectName() for t in left]
    for thread in left:
        thread.quit()
        thread.wait(2000)
    assert not names, f"threads left running: {names}"


def _runs(thread: QThread) -> bool:
    try:
        return thread.isRunning() and thread is not QThread.currentThread()
    except RuntimeError:  # its C++ half is gone
        return False


@pytest.fixture
def settings(tmp_path: Path) -> WindowSettings:
    made = WindowSettings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    made.pause_s = 0.4
    made.recovery_declined = True  # nobody is asked, unless a test is about that
    return made


@pytest.fixture
def fake() -> FakeServices:
    return FakeServices()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


class Opened:
    """A window in use: what a person does with it, and waiting for what follows."""

    def __init__(self, window: MainWindow, fake: FakeServices, qtbot) -> None:
        self.window, self.fake, self.qtbot = window, fake, qtbot
        self.pen = Pen(window)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.desk.waiting == 0)

    def choose(self, signer_id: str, place: str) -> None:
        self.window.go_to(place)
        self.window.signers.choose(signer_id)
        self.settle()


@pytest.fixture
def open_window(qtbot, settings: WindowSettings, qapp: QApplication):
    """Return a function that opens a window over a fake; all are closed at the end."""
    windows: list[MainWindow] = []

    def opened(fake: FakeServices) -> Opened:
        window = MainWindow(fake, settings)
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        use = Opened(window, fake, qtbot)
        qtbot.waitUntil(lambda: "model" in fake.calls or "open" in fake.fail_on)
        use.settle()
        return use

    yield opened
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def use(open_window, fake: FakeServices) -> Opened:
    """A window over a store with one signer of five references, Anna, and one of none, Ben."""
    fake.with_signer("Anna", 5, seed=1)
    fake.with_signer("Ben", 0)
    return open_window(fake)
