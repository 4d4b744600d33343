"""Saves pictures of the window, or of the signer's, as it stands, in both looks."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from sigverify.errors import ResourceFault
from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.plots.kept_picture import KeptPicture
from sigverify.gui.theme import Theme
from sigverify.sentences import said


def save_pictures(
    window: QWidget, theme: Theme, folder: Path, name: str = "window", sizes: Sequence[tuple[int, int]] = ()
) -> list[Path]:
    """Save a window as `folder`/`name`-light.png and -dark.png; return the paths. Look and size stay as they were.

    theme: that the window wears. sizes: (width, height) in pixels, each with its words in the names where there are
    several; the window's if empty.

    Raises ResourceFault where a picture cannot be written.
    """
    look, size = theme.choice, window.size()
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for width, height in sizes or [(size.width(), size.height())]:
            window.resize(width, height)
            told = f"-{width}x{height}" if len(sizes) > 1 else ""
            for choice in ("light", "dark"):
                theme.choose(choice)
                QApplication.processEvents()
                QApplication.processEvents()  # what is laid out anew tells what lies in it one round later
                while theme.is_changing:
                    QApplication.processEvents()
                path = folder / f"{name}{told}-{choice}.png"
                if not _grabbed(window).save(str(path)):
                    raise ResourceFault(
                        said(
                            "The picture {path} could not be written. Is there room, and may you write there?",
                            path=path,
                        )
                    )
                paths.append(path)
    except OSError as error:
        raise ResourceFault(
            said(
                "The folder {folder} cannot be written to: {strerror}. Choose another.",
                folder=folder,
                strerror=error.strerror,
            )
        ) from error
    finally:
        window.resize(size)
        theme.choose(look)
    return paths


def _grabbed(window: QWidget) -> QPixmap:
    """Return a window as it looks once all is drawn: what is long is drawn in parts."""
    picture = window.grab()
    if _is_drawing(window):
        while _is_drawing(window):
            QApplication.processEvents()
        picture = window.grab()
    return picture


def _is_drawing(window: QWidget) -> bool:
    pads, kept = window.findChildren(PenCanvas), window.findChildren(KeptPicture)
    return any(pad.colouring.is_at_work for pad in pads) or any(picture.is_at_work for picture in kept)
