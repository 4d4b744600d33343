"""`ForgeryTarget`: the signature that a forger imitates, large, and replayed at its own pace as often as wished."""

import time
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sigverify.gui.capture.ink_stroke import ink_width
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Choice, label
from sigverify.gui.plots.styled import FRAME_MS
from sigverify.gui.services import SignatureView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL, GAP_WITHIN
from sigverify.gui.words import moment_words
from sigverify.ink.recording import Recording


class ForgeryTarget(QWidget):
    """A list of a signer's genuine signatures, the chosen one on paper, and its replay.

    replayed: a replay was begun.
    """

    replayed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._views: list[SignatureView] = []
        self.paper = _TargetPaper(theme)
        self.choice = Choice(tr("Signature to imitate"), tr("Which of the signer's genuine signatures is imitated"))
        self.replay = Button(
            theme, tr("Replay"), "start", tip=tr("Write it again before your eyes, as fast as it was written (Ctrl+R)")
        )
        self.replay.setShortcut("Ctrl+R")
        self.replay.clicked.connect(self._play)
        head = QHBoxLayout()
        head.setSpacing(GAP_WITHIN)
        head.addWidget(label(tr("To imitate"), "heading"))
        head.addWidget(self.choice, 1)
        head.addWidget(self.replay)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(head)
        column.addWidget(self.paper, 1)
        self.choice.currentIndexChanged.connect(self._show)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to imitate."""
        return not self._views

    @property
    def target(self) -> SignatureView | None:
        """What is imitated."""
        index = self.choice.currentIndex()
        return self._views[index] if 0 <= index < len(self._views) else None

    def show_genuine(self, signatures: Sequence[SignatureView]) -> None:
        """List genuine signatures, the newest first; what was chosen stays chosen while it is there."""
        before = self.target
        self._views = list(reversed(signatures))
        ids = [view.recording_id for view in self._views]
        index = ids.index(before.recording_id) if before is not None and before.recording_id in ids else 0
        blocked = self.choice.blockSignals(True)
        self.choice.clear()
        for view in self._views:
            role = tr("Reference") if view.role == "reference" else tr("Genuine")
            self.choice.addItem(f"{moment_words(view.taken_at, short=True)} · {role}")
        self.choice.setCurrentIndex(index if self._views else -1)
        self.choice.blockSignals(blocked)
        for widget in (self.choice, self.replay):
            widget.setEnabled(bool(self._views))
        after = self.target
        if after is None or before is None or after.recording_id != before.recording_id:
            self._show()

    @Slot()
    def _show(self) -> None:
        self.paper.show_recording(self.target.recording if self.target is not None else None)

    @Slot()
    def _play(self) -> None:
        self.paper.play()
        self.replayed.emit()


class _TargetPaper(QWidget):
    """Ink as wide as its pressure, whole or as far as a replay has come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._recording: Recording | None = None
        self._began_s = 0.0
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._go_on)
        self.setMinimumSize(240, 84)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Signature to imitate, large"))
        theme.changed.connect(self.update)

    @property
    def is_playing(self) -> bool:
        """Whether a replay runs."""
        return self._frames.isActive()

    def sizeHint(self) -> QSize:
        """Prefer the shape of a signing line."""
        return QSize(640, 180)

    def show_recording(self, recording: Recording | None) -> None:
        """Show another signature, whole."""
        self._frames.stop()
        self._recording = recording
        self.update()

    def play(self) -> None:
        """Write it again, from its beginning, at its own pace."""
        if self._recording is not None:
            self._began_s = time.perf_counter()
            self._frames.start()

    @Slot()
    def _go_on(self) -> None:
        recording = self._recording
        if recording is None or self._moment_s() > float(np.ptp(recording.time_s)):
            self._frames.stop()
        self.update()

    def _moment_s(self) -> float:
        return time.perf_counter() - self._began_s

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # painted whole
        """Draw paper and ink, in grey what a replay has yet to write."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("paper"))
        painter.setPen(self._theme.colour("line"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)
        recording = self._recording
        if recording is None:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("No genuine signature to imitate yet."))
            return
        down = recording.pen_down
        x, y = recording.x, -recording.y
        wide, high = max(float(np.ptp(x[down])), 1e-9), max(float(np.ptp(y[down])), 1e-9)
        scale = min((box.width() - 32) / wide, (box.height() - 24) / high)
        xs = box.center().x() + (x - (x[down].max() + x[down].min()) / 2) * scale
        ys = box.center().y() + (y - (y[down].max() + y[down].min()) / 2) * scale
        full = recording.capture.pressure_full_scale or 0.0
        pressure = recording.pressure / full if recording.pressure is not None and full > 0 else None
        upto_s = self._moment_s() if self.is_playing else np.inf
        written = recording.time_s - recording.time_s.min() <= upto_s
        ink, due = self._theme.colour("ink"), self._theme.colour("line")
        for stroke in recording.strokes():
            for index in range(stroke.start + 1, stroke.stop):
                width = ink_width(None if pressure is None else float(pressure[index]))
                colour = ink if written[index] else due
                painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(QPointF(xs[index - 1], ys[index - 1]), QPointF(xs[index], ys[index]))
