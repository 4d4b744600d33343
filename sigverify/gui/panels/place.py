"""`Place`: what the rail leads to. A new place is a subclass, a property and a line of `Places`, a line in the rail."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import side_splitter
from sigverify.gui.panels.signer_window import PadSeat
from sigverify.gui.services import ModelView, SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN


class Place(QWidget):
    """A page of the window with a middle and a right side.

    word: on the rail; it is marked by `said`, and it names the place in the settings too.
    help_page: its page of the help, without '.md'. seat: of its pad, None without. keeps_ink: whether what is written
    goes to the store.
    problem(str): a sentence for the banner; told(str): one of what was done, to be read and put away.
    signers_changed: names or references are not as listed.
    ink_changed(Recording): ink was written; for the status line. help_wanted: the person asks what this place is.
    """

    word = ""
    help_page = "index"
    seat: PadSeat | None = None
    keeps_ink = False

    problem = Signal(str)
    told = Signal(str)
    signers_changed = Signal()
    journal_changed = Signal()
    ink_changed = Signal(object)
    place_wanted = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("place")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme, self.desk, self.settings = theme, desk, settings
        self.setAccessibleName(tr(self.word))

    def build(self) -> Iterator[None]:
        """Make the parts, in steps of a few milliseconds, between which the window lives. Nobody knows it before.

        What has many parts is laid out before them: each is dressed in its style once it lies in the place.
        """
        yield from ()

    @property
    def canvas(self) -> PenCanvas | None:
        """The paper of this place, None without."""
        return self.seat.pad.canvas if self.seat is not None else None

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer, or to none."""

    def show_model(self, model: ModelView) -> None:
        """Take note of the model in use."""

    def enter(self) -> None:
        """Come to the front."""

    def interrupt(self) -> None:
        """End a stroke that is being written, and keep it."""

    def drop(self) -> None:
        """Forget ink, names, words and what could be undone of any signer: the store is locked."""
        self.show_signer(None)

    def close_down(self) -> None:
        """End what the place runs; the window closes."""

    def lay_out(self, middle: QSplitter, side: QWidget, sizes: tuple[int, int]) -> bool:
        """Set the middle, with room around it, beside the side, at the sizes that a person gave them last.

        sizes: of both where nobody did, in pixels. Returns whether somebody sized the parts of the middle.
        """
        framed = QWidget()
        frame = QVBoxLayout(framed)
        frame.setContentsMargins(GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN)
        frame.addWidget(middle)
        split = side_splitter()
        split.addWidget(framed)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes(list(sizes))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        sized_by_hand = self.remember_split(middle, "middle")
        self.remember_split(split, "side")
        return sized_by_hand

    def remember_split(self, splitter: QSplitter, name: str) -> bool:
        """Keep the sizes that a person gives the parts of this place; tell whether any were known."""
        key = f"split/{self.word}/{name}"
        splitter.splitterMoved.connect(lambda *_: self.settings.save_splitter(key, splitter))
        return self.settings.restore_splitter(key, splitter)
