"""Saves pictures of the window as it stands, in both looks."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from sigverify.errors import ResourceFault
from sigverify.gui.window import MainWindow


def save_pictures(window: MainWindow, folder: Path, name: str = "window") -> list[Path]:
    """Save the window as `folder`/`name`-light.png and -dark.png; return both paths. The look is left as it was.

    Raises ResourceFault where a picture cannot be written.
    """
    before = window.theme.choice
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for choice in ("light", "dark"):
            window.theme.choose(choice)
            QApplication.processEvents()
            path = folder / f"{name}-{choice}.png"
            if not window.grab().save(str(path)):
                raise ResourceFault(f"The picture {path} could not be written. Is there room, and may you write there?")
            paths.append(path)
    except OSError as error:
        raise ResourceFault(f"The folder {folder} cannot be written to: {error.strerror}. Choose another.") from error
    finally:
        window.theme.choose(before)
    return paths
