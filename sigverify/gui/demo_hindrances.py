"""The demo's pictures of what goes wrong or is refused: an unplugged tablet, a lock, a role, a closed store."""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from sigverify.gui.desk_services import DeskServices
from sigverify.gui.pictures import save_pictures
from sigverify.gui.replay import break_off
from sigverify.gui.settings import WindowSettings
from sigverify.gui.window import MainWindow
from sigverify.ink.recording import Recording

WRITTEN_PLACES = ("Enrol", "Verify", "Collect")
"""Where a tablet may be unplugged in the middle of a signature that is kept."""

_NO_DATABASE = b"This is no database. " * 200


class Hindrances:
    """pictures: their folder; sizes: (width, height) in pixels of each.

    settle, until: as the demo does: until all is answered, until something is so.
    """

    def __init__(
        self,
        window: MainWindow,
        pictures: Path,
        sizes: Sequence[tuple[int, int]],
        settle: Callable[[], None],
        until: Callable[[Callable[[], bool], str], None],
    ) -> None:
        self._window, self._pictures, self._sizes = window, pictures, sizes
        self._settle, self._until = settle, until

    def unplug(self, recording: Recording) -> None:
        """Unplug the tablet in the middle of a signature, at each place that keeps what is written.

        Anew at each size: ink that waits for its rest stays where it was written.
        """
        before = self._window.size()
        for width, height in self._sizes:
            self._window.resize(width, height)
            self._unplug(recording, f"-{width}x{height}" if len(self._sizes) > 1 else "")
        self._window.resize(before)

    def _unplug(self, recording: Recording, told: str) -> None:
        window = self._window
        for word in WRITTEN_PLACES:
            window.go_to(word)
            self._settle()
            pad = window.pad
            assert pad is not None, "these places have one"
            break_off(window, recording)
            self._settle()
            if word == "Verify":
                self._until(lambda: window.verify.live.plot.point_count > 0, "draw what was written so far")
            save_pictures(window, window.theme, self._pictures, f"{word.lower()}-unplugged{told}")
            pad.clear()
            self._settle()

    def _save(self, window: MainWindow, name: str) -> None:
        save_pictures(window, window.theme, self._pictures, name, self._sizes)

    def lock(self) -> None:
        """Lock the window as somebody who goes to lunch does; then as where operators sign in, of whom one does."""
        window, password = self._window, secrets.token_hex(8)
        window.lock()
        self._settle()
        self._save(window, "locked")
        window.lock_page.unlock_wanted.emit("", "")  # the demo's own passphrase is at hand
        self._settle()
        window.desk.ask(lambda services: services.add_operator("Ada Boss", password, ["administrator"]))
        window.desk.ask(lambda services: services.add_operator("Carl Desk", password, ["clerk"]))
        window.desk.ask(lambda services: services.keeping(), window.door.take_kept)
        self._settle()
        window.lock()
        self._settle()
        self._save(window, "sign-in")
        window.lock_page.unlock_wanted.emit("Carl Desk", password)
        self._until(lambda: not window.is_locked and window.desk.waiting == 0, "sign in")
        window.go_to("Train")
        self._settle()
        self._save(window, "role-refused")

    def find_closed(self, place: Path, settings: WindowSettings) -> None:
        """Open another window on a file in this folder that is no store."""
        file = place / "no-store.sqlite"
        file.write_bytes(_NO_DATABASE)
        window = MainWindow(DeskServices(f"sqlite:///{file}"), settings)
        window.resize(self._window.size())
        window.show()
        self._until(lambda: bool(window.banners.sentences) and window.desk.waiting == 0, "find the store closed")
        self._save(window, "store-closed")
        window.close()
