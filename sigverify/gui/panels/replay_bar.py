"""`ReplayBar`: one slider for inks, curves and matrix, played at the pace of the pen or at another."""

import time
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Choice, label
from sigverify.gui.plots.ink_drawing import Moment
from sigverify.gui.plots.styled import FRAME_MS
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.sentences import said

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

Pace = Literal["step", "own", "questioned", "reference"]

PACES: tuple[tuple[Pace, str], ...] = (
    ("step", said("In step")),
    ("own", said("Own pace")),
    ("questioned", said("Questioned")),
    ("reference", said("Reference")),
)
"""In step, the questioned ink is where the path says; at their own pace both begin at once and each takes its time."""

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)

_TIME_FROM_PX = 460
"""In less room the time stands over the curves alone, for the slider to stay long enough to be moved."""

_STEP_MS, _PAGE_MS = 10, 100
"""What an arrow key moves: a frame; what Page Up and Down move."""


class ReplayBar(QWidget):
    """moved(Moment | None): a replay stands at these frames; None while both inks are shown whole."""

    moved = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._comparison: Comparison | None = None
        self._began_s = 0.0
        self._began_ms = 0.0
        self.play = Button(theme, "", "start", tip=tr("Play or pause (Space)"))
        self.play.setAccessibleName(tr("Play"))
        self.play.setFixedSize(36, 34)
        self.play.setProperty("compact", True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Moment of the replay"))
        self.slider.setToolTip(tr("Moment of the replay; arrow keys go on by one frame, Page Up and Down by ten"))
        self.slider.setMinimumSize(56, 32)
        self.slider.setSingleStep(_STEP_MS)
        self.slider.setPageStep(_PAGE_MS)
        self.speed = Choice(tr("Speed of the replay"), tr("How fast the pen is replayed"))
        self.speed.setFixedWidth(76)
        for factor in SPEEDS:
            self.speed.addItem(f"{factor:g}×", factor)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self.pace = Choice(
            tr("What is replayed"),
            tr("In step: as the path aligns them. Own pace: both begin at once, and each takes its own time"),
        )
        for pace, words in PACES:
            self.pace.addItem(tr(words), pace)
        self._time = label("", "small")
        self._time.setMinimumWidth(
            self._time.fontMetrics().horizontalAdvance(tr("{at:.2f} / {whole:.2f} s", at=10.0, whole=10.0))
        )
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN)
        layout.addWidget(self.play)
        layout.addWidget(self.slider, 1)
        for widget in (self._time, self.speed, self.pace):
            layout.addWidget(widget)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._go_on)
        self.play.clicked.connect(self.toggle)
        self.slider.valueChanged.connect(self._tell)
        self.slider.sliderPressed.connect(self.pause)
        self.speed.currentIndexChanged.connect(self._start_counting)
        self.pace.currentIndexChanged.connect(self._restart)
        self.show_comparison(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the slider where there is little."""
        super().resizeEvent(event)
        self._time.setVisible(self.width() >= _TIME_FROM_PX)

    @property
    def is_playing(self) -> bool:
        """Whether the replay runs."""
        return self._frames.isActive()

    @property
    def moment(self) -> Moment | None:
        """The frames where the replay stands; None at either end, where both inks are shown whole."""
        at = self.slider.value()
        comparison = self._comparison
        if comparison is None or not 0 < at < self.slider.maximum():
            return None
        time_s, questioned, reference = at / 1000, comparison.questioned, comparison.reference
        pace = self._pace()
        if pace == "step":
            frame = reference.frame_at(time_s)
            return Moment(comparison.questioned_frame(frame), frame)
        return Moment(
            questioned.frame_at(time_s) if pace != "reference" else None,
            reference.frame_at(time_s) if pace != "questioned" else None,
        )

    def show_comparison(self, comparison: "Comparison | None") -> None:
        """Stand at the beginning of another comparison."""
        self.pause()
        self._comparison = comparison
        self.setEnabled(comparison is not None)
        self._restart()

    @Slot()
    def toggle(self) -> None:
        """Play, or pause; from the end on play from the beginning."""
        if self.is_playing:
            self.pause()
        elif self._comparison is not None:
            if self.slider.value() >= self.slider.maximum():
                self.slider.setValue(0)
            self._start_counting()
            self._frames.start()
            self._say_playing()

    @Slot()
    def pause(self) -> None:
        """Stay where the replay is."""
        self._frames.stop()
        self._say_playing()

    def step(self, frames: int) -> None:
        """Go on or back by so many frames."""
        self.pause()
        self.slider.setValue(self.slider.value() + frames * _STEP_MS)

    @Slot()
    def _start_counting(self) -> None:
        self._began_s, self._began_ms = time.perf_counter(), float(self.slider.value())

    @Slot()
    def _go_on(self) -> None:
        elapsed_ms = (time.perf_counter() - self._began_s) * 1000 * float(self.speed.currentData())
        at = round(self._began_ms + elapsed_ms)
        self.slider.setValue(at)
        if at >= self.slider.maximum():
            self.pause()

    @Slot()
    def _restart(self) -> None:
        self.pause()
        comparison = self._comparison
        length_s = 0.0
        if comparison is not None:
            questioned, reference = comparison.questioned.duration_s, comparison.reference.duration_s
            length_s = {
                "step": reference,
                "own": max(questioned, reference),
                "questioned": questioned,
                "reference": reference,
            }[self._pace()]
        self.slider.setRange(0, max(1, round(length_s * 1000)))
        self.slider.setValue(0)
        self._tell()

    def _pace(self) -> Pace:
        pace: Pace = self.pace.currentData()
        return pace

    @Slot()
    def _tell(self) -> None:
        at, whole = self.slider.value() / 1000, self.slider.maximum() / 1000
        self._time.setText(tr("{at:.2f} / {whole:.2f} s", at=at, whole=whole) if self._comparison is not None else "")
        self.moved.emit(self.moment)

    def _say_playing(self) -> None:
        self.play.show_icon("pause" if self.is_playing else "start")
        self.play.setAccessibleName(tr("Pause") if self.is_playing else tr("Play"))
