"""The demo's pictures of what the window asks and offers beside the straight path, and of what leaves it on paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from sigverify.gui.language import tr
from sigverify.gui.window import MainWindow
from sigverify.ink.recording import Recording

EMPTY_PLACES = ("Verify", "Compare", "Collect", "Train", "Review", "Tablet")
"""What these say before there is anything to show."""


class Questions:
    """write, save, settle: as the demo does: ink on the pad in front, a picture by its name, until all is answered."""

    def __init__(
        self,
        window: MainWindow,
        write: Callable[[Recording], None],
        save: Callable[[str], None],
        settle: Callable[[], None],
    ) -> None:
        self._window, self._write, self._save, self._settle = window, write, save, settle

    def look_at_empty_places(self) -> None:
        """Look at each place before there is anybody."""
        for word in EMPTY_PLACES:
            self._window.go_to(word)
            self._settle()
            self._save(f"empty-{word.lower()}")
        self._window.go_to("Enrol")
        self._settle()

    def ask_at_enrolment(self, signer_id: str, another: Recording) -> None:
        """Have somebody else's signature refused, and nearly change the signer's name and erase the signer."""
        window, place = self._window, self._window.enrol
        window.go_to("Enrol")
        window.signers.choose(signer_id)
        self._settle()
        self._write(another)
        self._save("enrol-refused")
        press(place, tr("Leave it out"))
        self._settle()
        place.details.edit.click()
        self._save("enrol-details")
        place.details.leave.click()
        place.erasing.signer.click()
        self._settle()
        self._save("enrol-erase")
        press(place, tr("Keep the signer"))
        self._settle()

    def ask_whose_it_is(self, recording: Recording) -> None:
        """Ask whose signature it is, and throw it away."""
        window = self._window
        window.go_to("Verify")
        window.signers.choose("")
        self._settle()
        self._write(recording)
        self._save("verify-whose")
        press(window.verify, tr("Discard"))
        self._settle()

    def write_report(self, folder: Path) -> None:
        """Write the report of the decision that is open in Review."""
        self._window.review.export.ask_path = lambda name, ending: str(folder / f"{name}.{ending}")
        self._window.review.decided.report.click()
        self._settle()

    def write_comparison(self, folder: Path) -> None:
        """Write the comparison that is open in Compare."""
        export = self._window.compare.export
        export.ask_path = lambda ending: str(folder / f"comparison.{ending}")
        export.save("pdf")
        self._settle()


def press(place: QWidget, words: str) -> bool:
    """Click the button with these words if it can be seen; return whether it was there."""
    for button in place.findChildren(QAbstractButton):
        if button.text() == words and button.isVisible() and button.isEnabled():
            button.click()
            return True
    return False
