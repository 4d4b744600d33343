"""Wires the window: the application, the services, and the end."""

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from sigverify.errors import ResourceFault
from sigverify.gui.capture.pen_application import PenApplication
from sigverify.gui.collector import settle
from sigverify.gui.desk_services import DeskServices
from sigverify.gui.idle_collector import IdleCollector
from sigverify.gui.language import speak
from sigverify.gui.settings import WindowSettings
from sigverify.gui.window import MainWindow
from sigverify.sentences import said
from sigverify.shipped import shipped_folder

__all__ = ["MainWindow", "create_application", "run", "work_without_display"]


def create_application(argv: Sequence[str] = ("sigverify",)) -> QApplication:
    """Return the application, ready for pens.

    Raises ResourceFault where there is no display: Qt itself would end the process.
    """
    known = QApplication.instance()
    if isinstance(known, QApplication):
        application = known
    else:
        check_display()
        application = PenApplication(list(argv))
    # Set back to true when the application is created on X11 and Wayland, so it must be cleared after.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)
    application.setApplicationName("sigverify")
    application.setApplicationDisplayName("sigverify")
    application.setDesktopFileName("sigverify")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(shipped_folder("resources") / "icons" / "sigverify.svg")))
    return application


def check_display() -> None:
    """Raise ResourceFault on a system where a window needs a display and none is named."""
    needs_none = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in (
        "offscreen",
        "minimal",
        "vnc",
        "linuxfb",
        "eglfs",
    )
    if sys.platform.startswith(("win", "darwin")) or needs_none:
        return
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise ResourceFault(
            said(
                "There is no display to show the window on (neither DISPLAY nor WAYLAND_DISPLAY is "
                "set). Start sigverify from a desktop session; the other commands work without one."
            )
        )


def work_without_display(*, unseen: bool = False) -> None:
    """Let Qt draw into memory where there is no display; unseen: where there is one too, which may not answer."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and (unseen or not named):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def run(argv: Sequence[str] = ("sigverify",), store_url: str | None = None) -> int:
    """Show the window and return the exit code once it is closed; one that asks for it is opened anew.

    store_url: database of signers; None for the one that was chosen in the window, or the default one. Raises
    ResourceFault where there is no display.
    """
    application = create_application(argv)
    settings = WindowSettings()
    while True:
        speak(settings.language)
        chosen = store_url if store_url is not None else settings.store_url or None
        window = MainWindow(DeskServices(chosen, named=store_url is not None), settings)
        window.live.ready.connect(settle)
        window.places.imported.connect(settle)
        collector = IdleCollector(window.is_signing, window)
        collector.start()
        window.show()
        try:
            code = application.exec()
        finally:
            collector.stop()
        if not window.opens_again:
            return code
        window.deleteLater()
