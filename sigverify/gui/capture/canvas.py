"""`PenCanvas`: paper to sign on. Takes pen, mouse and finger, keeps every point, shows ink at once."""

import time
from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPointingDevice,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from sigverify.gui.capture import devices, paper
from sigverify.gui.capture.gathering import InkGatherer, PenPoint
from sigverify.gui.capture.ink_pointer import InkPointer
from sigverify.gui.capture.ink_sheet import InkSheet
from sigverify.gui.capture.paint_clock import PaintClock
from sigverify.gui.capture.pause import Pause
from sigverify.gui.capture.presence import LOSS_WORDS, Loss, PenPresence
from sigverify.gui.capture.stroke_history import StrokeHistory
from sigverify.gui.language import tr
from sigverify.gui.theme import Theme
from sigverify.ink.card_scale import PadScale
from sigverify.ink.recording import Floats, Recording, Source

RING_PX = 22


class _State(Enum):
    EMPTY = auto()
    SIGNING = auto()
    FINISHED = auto()


class PenCanvas(InkSheet):
    """Paper with a line to sign on.

    stroke_begun: the first stroke of a signature begins (the page of the journal can be opened).
    stroke_finished(Recording): a stroke ended; the part since the one before, to be journalled.
    signature_finished(Recording): the pause after the last stroke ran out, or Enter was pressed.
    cleared: the signature was thrown away before it was finished. refused(str): why the pad takes no ink.
    pen_lost(str): the pen went in the middle of a stroke, which is kept; a sentence that says what to do.
    """

    tries_tools = False
    """Whether another pen, mouse or finger ends what is on the paper and begins anew, rather than being left out."""

    signature_begun = Signal()
    stroke_finished = Signal(object)
    signature_finished = Signal(object)
    cleared = Signal()
    refused = Signal(str)
    pen_lost = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._blocked = ""
        self._gatherer = InkGatherer()
        self._state = _State.EMPTY
        self._paint_clock = PaintClock()
        self._scales: Mapping[str, PadScale] = {}
        self._pad_key = ""
        self.history = StrokeHistory(self._gatherer, self._surface, self)
        self.history.taken_back.connect(self._await_stroke)
        self.history.put_back.connect(self._end_again)
        self._pause = Pause(self)
        self._pause.ended.connect(self.finish)
        self._pause.moved.connect(self._show_ring)
        self._presence = PenPresence(self)
        self._presence.gone.connect(self._lose_pen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Pad: sign here"))

    # --- what the window sets -------------------------------------------------------------------------------------

    def set_pause(self, seconds: float | None) -> None:
        """Take a signature for finished `seconds` after the last stroke; None only when Enter is pressed."""
        self._pause.length_s = seconds

    def set_scales(self, scales: Mapping[str, PadScale]) -> None:
        """Take the scales that were measured, by `pad_key`; they go with what is written from now on."""
        self._scales = scales

    def block(self, reason: str) -> None:
        """Take no ink, and say why; '' takes ink again."""
        if reason != self._blocked:
            if reason:
                self.interrupt()
            self._blocked = reason
            self.setCursor(Qt.CursorShape.ArrowCursor if reason else Qt.CursorShape.CrossCursor)
            self._redraw()

    def set_aside(self) -> None:
        """Take the ink away without throwing it away: what was journalled stays in the journal."""
        self.interrupt()
        self._reset()
        self._await_press = True

    def lay(self, recording: Recording) -> None:
        """Show ink that was written elsewhere, on the line and finished; what lay on the paper is set aside."""
        self.set_aside()
        self._draw_written(recording)
        self._state = _State.FINISHED
        self._redraw()

    # --- what the window asks -------------------------------------------------------------------------------------

    @property
    def blocked_reason(self) -> str:
        """Why no ink is taken; '' where it is."""
        return self._blocked

    @property
    def is_signing(self) -> bool:
        """Whether a signature was begun and is not yet finished."""
        return self._state is _State.SIGNING

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink on the paper."""
        return self._state is _State.EMPTY

    @property
    def is_waiting(self) -> bool:
        """Whether the pause runs after which the signature is taken for finished."""
        return self._pause.is_running

    @property
    def is_writing(self) -> bool:
        """Whether the tip is down."""
        return self._gatherer.is_writing

    @property
    def has_strokes(self) -> bool:
        """Whether a stroke of the signature on the paper has ended, and was not taken back."""
        return self._gatherer.stroke_count > 0

    @property
    def point_count(self) -> int:
        """Points kept of the signature on the paper."""
        return self._gatherer.point_count

    @property
    def pad_key(self) -> str:
        """What a scale measured by the ink on the paper holds for; '' before the first touch."""
        return self._pad_key

    @property
    def paint_delays_ms(self) -> Floats:
        """How long the points of the ink on the paper waited to be painted, float64 (n,)."""
        return self._paint_clock.delays_ms

    def so_far(self) -> Recording | None:
        """Return the ink on the paper, the unfinished stroke included."""
        return self._gatherer.so_far()

    # --- what a person does besides writing -----------------------------------------------------------------------

    @Slot()
    def clear(self) -> None:
        """Take the ink away; a signature that was not finished is thrown away."""
        was_signing = self.is_signing
        self._reset()
        self._await_press = True
        if was_signing:
            self.cleared.emit()

    @Slot()
    def finish(self) -> None:
        """Take the signature for finished."""
        if not self.is_signing:
            return
        self._end_stroke(None)
        self._pause.stop()
        recording = self._gatherer.whole()
        if recording is None:  # every stroke was taken back
            return
        self._state = _State.FINISHED
        self.history.forget()
        self.update()
        self._pointer = InkPointer(recording, recording.x, -recording.y)
        self.signature_finished.emit(recording)

    @Slot()
    def _await_stroke(self) -> None:
        """Wait for the stroke that is to stand in the place of one taken back, however long that takes."""
        # Who takes a stroke back has not finished: a ring that closes meanwhile would decide on half a signature.
        self._pause.stop()
        self.update()

    @Slot()
    def _end_again(self) -> None:
        """Begin the pause anew where the signature is again as it was when the pen was lifted."""
        if not self.history.can_put_back:
            self._pause.start()
        self.update()

    @Slot()
    def interrupt(self) -> None:
        """End the stroke that is being written and keep it: the pen is gone, or nobody looks at the pad."""
        if self._gatherer.is_writing:
            self._end_stroke(None)

    @Slot(object)
    def _lose_pen(self, loss: Loss) -> None:
        if not self._gatherer.is_writing:
            return
        # An unplugged tablet may come back; half a signature is not to be decided on meanwhile.
        self._end_stroke(None, wait=loss is not Loss.UNPLUGGED)
        self.let_go_of_pen()
        self.pen_lost.emit(tr(LOSS_WORDS[loss]))

    # --- events ---------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes, Esc clears."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_signing:
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and not self.is_empty:
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End the stroke when the window loses the person's attention."""
        self.interrupt()
        self.update()
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        self.update()
        super().focusInEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """End the stroke when the pad goes out of sight."""
        self.interrupt()
        super().hideEvent(event)

    # --- ink ------------------------------------------------------------------------------------------------------

    def _press(self, point: PenPoint, source: Source, device: QPointingDevice | None) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._blocked:
            self._await_press = True  # the rest of this stroke is not refused point by point
            self.refused.emit(self._blocked)
            return
        key = devices.pad_key(device, source, self.screen())
        other = source != self._gatherer.source or (self.tries_tools and key != self._pad_key)
        if self.is_signing and other:
            if not self.tries_tools or self._gatherer.is_writing:
                return
            self.finish()
        if self._gatherer.is_writing:
            self._end_stroke(None)
        self._await_press = False
        self._pause.stop()
        if not self.is_signing:
            self._reset()
            self._pad_key = key
            scale = self._scales.get(key)
            facts = devices.capture_facts(device, source, self.screen(), scale)
            self._gatherer.begin(facts, devices.channels_of(device, source))
            self._state = _State.SIGNING
            self._redraw()
            self.signature_begun.emit()
        self._presence.begin_stroke(device)
        self._gatherer.press(point)
        self._paint(self._surface.begin_stroke(point.x, point.y, self._shown_pressure(point)), point)

    def _move(self, point: PenPoint, source: Source) -> None:
        if not self.is_signing or source != self._gatherer.source:
            return
        self._gatherer.move(point)
        if self._gatherer.is_writing:
            self._presence.hear()
            self._paint(self._surface.extend(point.x, point.y, self._shown_pressure(point)), point)

    def _release(self, point: PenPoint, source: Source) -> None:
        if self._gatherer.is_writing and source == self._gatherer.source:
            self._end_stroke(point)

    def _end_stroke(self, point: PenPoint | None, *, wait: bool = True) -> None:
        part = self._gatherer.lift(point)
        self._presence.end_stroke()
        if part is None:
            return
        if wait:
            self._pause.start()
        self.stroke_finished.emit(part)
        self.history.note_stroke()

    def _shown_pressure(self, point: PenPoint) -> float | None:
        return point.pressure if self._gatherer.has_pressure else None

    def _reset(self) -> None:
        self._pause.stop()
        self._presence.end_stroke()
        self._gatherer.clear()
        self.history.forget()
        self.colouring.forget()
        self._finger.forget()
        self._paint_clock.restart()
        self._pad_key = ""
        self._pointer = self._moment = None
        self._state = _State.EMPTY
        self._surface.clear()
        self._redraw()

    # --- painting -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the picture anew; finished ink stays on its line, and as far from the line's middle."""
        before = event.oldSize()
        if self._state is _State.FINISHED and before.isValid():
            down = paper.baseline(self.height()) - paper.baseline(before.height())
            self._move_ink(self.width() // 2 - before.width() // 2, down)
        self._surface.resize(self.size(), self.devicePixelRatioF())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy what changed from the picture; draw ring and focus over it."""
        if self._surface.pixel_ratio != self.devicePixelRatioF():
            self._surface.resize(self.size(), self.devicePixelRatioF())
        painter = QPainter(self)
        rect = event.rect()
        painter.drawPixmap(QRectF(rect), self._surface.picture, self._surface.part_for(rect))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pause.is_running and rect.intersects(self._ring_rect()):
            paper.paint_ring(painter, self._ring_rect(), self._pause.left, self._theme)
        if self._moment is not None:
            paper.paint_moment(painter, self._moment, self._theme)
        if self.hasFocus():
            paper.paint_focus(painter, self.rect(), self._theme)
        self._paint_clock.paint(time.perf_counter_ns())

    def _ring_rect(self) -> QRect:
        return QRect(self.width() - RING_PX - 14, 14, RING_PX, RING_PX)

    @Slot()
    def _show_ring(self) -> None:
        self.update(self._ring_rect())

    def _paint(self, changed: QRectF, point: PenPoint) -> None:
        self._paint_clock.note(point.arrival_ns)
        self.update(changed.toAlignedRect())

    @property
    def _note(self) -> str:
        """What stands quietly on the paper; never across ink."""
        return (self._blocked or self._hint) if self.is_empty else ""
