"""`SignaturePicker`: which signature is laid on one side, of those that a signer has or from a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Choice, label, row
from sigverify.gui.plots.ink_drawing import Side
from sigverify.gui.plots.thumbnails import draw_ink, ink_path
from sigverify.gui.services import SignatureView
from sigverify.gui.slices import Slices
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL
from sigverify.gui.words import LABEL_SAID, moment_words
from sigverify.ink.formats import FORMATS
from sigverify.ink.recording import Recording
from sigverify.sentences import said

_THUMBNAIL = QSize(52, 26)
_ENDINGS = dict.fromkeys(ending for format_ in FORMATS for ending in format_.suffixes)
SIGNATURE_FILES = said(
    "Signatures ({patterns});;All files (*)", patterns=" ".join(f"*{ending} *{ending.upper()}" for ending in _ENDINGS)
)

ROLE_WORDS = {"reference": said("Reference"), "questioned": said("Questioned"), "collected": said("Collected")}


@dataclass(frozen=True, kw_only=True, eq=False)
class Picked:
    """A signature that was chosen. recording_id: of a stored one, None from a file. words: what it is, for people."""

    recording: Recording
    recording_id: int | None
    words: str


class SignaturePicker(QWidget):
    """A list with small pictures, and a button that opens a file.

    tools: further buttons at its head.

    changed: another signature was chosen. file_wanted(str): this file is to be read.
    """

    changed = Signal()
    file_wanted = Signal(str)

    def __init__(self, theme: Theme, side: Side, *tools: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._entries: list[Picked] = []
        self._file: Picked | None = None
        self.ask_file: Callable[[], str] = self._ask_file
        questioned = side == "questioned"
        title = tr("Questioned") if questioned else tr("Reference")
        self._side = side
        self.list = Choice(
            tr("Questioned signature") if questioned else tr("Reference signature"),
            tr("The questioned signature: one of the signer's, by role and date")
            if questioned
            else tr("The reference signature: one of the signer's, by role and date"),
        )
        self.list.setIconSize(_THUMBNAIL)
        self.list.setMinimumContentsLength(8)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setPlaceholderText(tr("Choose a signature"))
        self.open = Button(
            theme,
            "",
            "open",
            tip=tr("Open a file as the questioned signature…")
            if questioned
            else tr("Open a file as the reference signature…"),
            needs="store",
        )
        self.open.setAccessibleName(tr("Open file as questioned") if questioned else tr("Open file as reference"))
        self.open.setFixedSize(36, 34)
        self.open.setProperty("compact", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addWidget(row(label(title, "heading"), 1, *tools, self.open, gap=GAP_SMALL))
        column.addWidget(self.list)
        self.list.currentIndexChanged.connect(self._tell)
        self.open.clicked.connect(self._open)
        self._drawing = Slices(lambda: False, self)
        theme.follow(self, self._retheme)

    @property
    def picked(self) -> Picked | None:
        """The signature on this side."""
        index = self.list.currentIndex()
        return self._entries[index] if 0 <= index < len(self._entries) else None

    @property
    def has_file(self) -> bool:
        """Whether the signature on this side is from a file."""
        return self._file is not None and self.picked is self._file

    def show_signatures(self, signatures: Sequence[SignatureView], preferred: int | None) -> None:
        """List a signer's signatures, the newest first, below a file that was opened.

        What was chosen stays chosen while it is there; else `preferred` is, by its recording's id.
        """
        before = self.picked
        listed = [_entry(view, self._side) for view in reversed(signatures)]
        self._entries = ([self._file] if self._file is not None else []) + listed
        if before is not None and before is self._file:
            index = 0
        else:
            wanted = before.recording_id if before is not None else None
            ids = [entry.recording_id for entry in self._entries]
            index = next((ids.index(known) for known in (wanted, preferred) if known is not None and known in ids), -1)
        self._fill(index)
        after = self.picked
        if (before.recording if before else None) is not (after.recording if after else None):
            self.changed.emit()

    def show_file(self, name: str, recording: Recording) -> None:
        """Lay a signature from a file on this side."""
        opened = Picked(recording=recording, recording_id=None, words=name)
        self._entries = [opened, *[entry for entry in self._entries if entry is not self._file]]
        self._file = opened
        self._fill(0)
        self.changed.emit()

    def drop(self) -> None:
        """Forget all signatures, that of a file too."""
        self._file, self._entries = None, []
        self._fill(-1)

    def pick(self, recording_id: int) -> None:
        """Choose a stored signature by its id."""
        ids = [entry.recording_id for entry in self._entries]
        if recording_id in ids:
            self.list.setCurrentIndex(ids.index(recording_id))

    def show_picked(self, picked: Picked | None) -> None:
        """Lay what another picker had on this side."""
        if picked is None:
            self.list.setCurrentIndex(-1)
        elif picked.recording_id is None:
            self.show_file(picked.words, picked.recording)
        else:
            self.pick(picked.recording_id)

    def _fill(self, index: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        paper = QIcon(self._paper())
        for entry in self._entries:
            self.list.addItem(paper, entry.words)
            self.list.setItemData(self.list.count() - 1, entry.words, Qt.ItemDataRole.ToolTipRole)
        self.list.setCurrentIndex(index)
        self.list.blockSignals(blocked)
        self.list.setEnabled(bool(self._entries))
        self._draw()

    def _draw(self) -> None:
        """Draw the chosen signature, and the others soon after: there may be hundreds."""
        chosen = self.list.currentIndex()
        if chosen >= 0:
            self.list.setItemIcon(chosen, self._icon(self._entries[chosen].recording))
        self._drawing.put("icons", self._drawn(tuple(self._entries)))

    def _drawn(self, entries: Sequence[Picked]) -> Iterator[None]:
        for index, entry in enumerate(entries):
            self.list.setItemIcon(index, self._icon(entry.recording))
            yield

    def _paper(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(_THUMBNAIL * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.colour("paper"))
        return picture

    def _icon(self, recording: Recording) -> QIcon:
        picture = self._paper()
        painter = QPainter(picture)
        box = QRectF(0, 0, _THUMBNAIL.width(), _THUMBNAIL.height()).adjusted(3, 2, -3, -2)
        draw_ink(painter, ink_path(recording), box, self._theme.colour("ink"), 1.2)
        painter.end()
        return QIcon(picture)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    @Slot()
    def _open(self) -> None:
        path = self.ask_file()
        if path:
            self.file_wanted.emit(path)

    def _ask_file(self) -> str:
        return QFileDialog.getOpenFileName(self, tr("Open a signature"), str(Path.home()), tr(SIGNATURE_FILES))[0]

    @Slot()
    def _retheme(self) -> None:
        self._draw()


def _entry(view: SignatureView, side: Side) -> Picked:
    known = LABEL_SAID[view.label] if view.role != "reference" else ""
    role = tr(ROLE_WORDS[view.role]) if view.role != side else ""  # else the heading tells it
    told = ", ".join(part for part in (role, tr(known) if known else "") if part)
    return Picked(
        recording=view.recording,
        recording_id=view.recording_id,
        # the moment first: where there is little room, it tells them apart
        words=" · ".join(part for part in (moment_words(view.taken_at, short=True), told) if part),
    )
