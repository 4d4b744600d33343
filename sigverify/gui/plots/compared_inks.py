"""`ComparedInks`: both inks of a comparison, to be magnified, moved, measured and pointed at."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sigverify.gui.capture.paper import paint_focus, paint_moment
from sigverify.gui.language import tr
from sigverify.gui.plots.ink_drawing import SIDES, WHOLE, Colouring, InkDrawing, Moment, Side, View, Viewpoint
from sigverify.gui.plots.kept_picture import KeptPicture, Part
from sigverify.gui.plots.measured_line import paint_measured
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX

if TYPE_CHECKING:
    from sigverify.verification.comparison import Comparison

_ZOOMS = (0.5, 40.0)
_ZOOM_STEP = 1.25
_NEAR_PX = 40.0
"""Farther from the ink than this the mouse points at nothing."""


class ComparedInks(QWidget):
    """Two inks on paper.

    pointed(Moment | None): the mouse is over this frame of one ink, with the frame of the other that meets it.
    dropped(str, list): files were dropped on the paper of a side, by their paths.
    """

    pointed = Signal(object)
    dropped = Signal(str, list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.drawing = InkDrawing()
        self._look = WHOLE
        self._words = ""
        self._moment: Moment | None = None
        self._written: Moment | None = None
        self._measuring = False
        self._line: tuple[QPointF, QPointF] | None = None
        self._held: QPointF | None = None
        self._picture = KeptPicture(self, self._parts, lambda: self.drawing.is_long)
        self._drop_side: Side | None = None
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 190)
        self.setAccessibleName(tr("Both inks"))
        theme.follow(self, self._redraw)

    @property
    def look(self) -> Viewpoint:
        """How the inks are looked at."""
        return self._look

    @property
    def moment(self) -> Moment | None:
        """The frames that are marked."""
        return self._moment

    @property
    def written(self) -> Moment | None:
        """How far a replay has come; None while both inks are shown whole."""
        return self._written

    @property
    def measured(self) -> str:
        """Length and angle of the measuring line in words, '' without one."""
        if self._line is None or self.drawing.comparison is None:
            return ""
        sides: tuple[Side, ...] = SIDES if self.drawing.view == "over" else (self.side_at(self._line[0]),)
        return self.drawing.measured(*self._line, sides, self.area, self._look)

    @property
    def words(self) -> str:
        """What stands in place of the inks."""
        return self._words

    def sizeHint(self) -> QSize:
        """Ask for a wide piece of paper."""
        return QSize(660, 320)

    def show_comparison(self, comparison: "Comparison | None", words: str = "") -> None:
        """Show a comparison, or words in its place."""
        self.drawing.comparison = comparison
        self._words = words
        self._moment = self._written = None
        self._line = None
        self.reset_look()
        self.setAccessibleDescription(_told(comparison) if comparison is not None else words)

    def show_view(self, view: View) -> None:
        """Show the inks beside each other, or one over the other."""
        self.drawing.view = view
        self._line = None
        self.reset_look()

    def show_colouring(self, colouring: Colouring) -> None:
        """Colour the inks by another property."""
        self.drawing.colouring = colouring
        self._redraw()

    @Slot(bool)
    def show_links(self, shown: bool) -> None:
        """Show or hide the path between the inks."""
        self.drawing.links = shown
        self._redraw()

    @Slot(bool)
    def show_alike(self, alike: bool) -> None:
        """Show both inks as long, or each as large as it is."""
        self.drawing.alike = alike
        self._line = None
        self._redraw()

    @Slot(bool)
    def measure(self, measuring: bool) -> None:
        """Let a drag lay the measuring line, or move the paper."""
        self._measuring = measuring
        self._line = None
        self.setCursor(Qt.CursorShape.CrossCursor if measuring else Qt.CursorShape.ArrowCursor)
        self.update()

    @Slot(object)
    def show_moment(self, moment: Moment | None) -> None:
        """Mark a frame of each ink; None takes the marks away."""
        self._moment = moment
        self.update()

    def show_written(self, written: Moment | None) -> None:
        """Show how far a replay has come; None shows both inks whole."""
        before, self._written = self._written, written
        if written == before:
            return
        if self.drawing.is_long and before is not None and written is not None and _goes_on(before, written):
            self._picture.add(self.drawing.written_parts(self.area, self._theme, self._look, before, written))
        else:
            self._redraw()

    @Slot()
    def reset_look(self) -> None:
        """Show both inks whole again."""
        self._look = WHOLE
        self._redraw()

    # --- where things are -----------------------------------------------------------------------------------------

    @property
    def area(self) -> QRectF:
        """Where the inks and their legend are drawn."""
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def place_of(self, side: Side, frame: int) -> QPointF:
        """Return where a frame of an ink is."""
        x, y = self.drawing.points(side, self.area, self._look)[:, frame]
        return QPointF(float(x), float(y))

    def side_at(self, place: QPointF) -> Side:
        """Return on whose paper a place is; where both lie on one, the upper half is the questioned one's."""
        papers = self.drawing.papers(self.area)
        if self.drawing.view == "over":
            return "questioned" if place.y() < papers["questioned"].center().y() else "reference"
        return "questioned" if place.x() < papers["reference"].left() else "reference"

    def _nearest(self, place: QPointF) -> Moment | None:
        comparison = self.drawing.comparison
        if comparison is None:
            return None
        found: tuple[float, Side, int] | None = None
        for side in SIDES:
            if self.drawing.papers(self.area)[side].contains(place):
                xs, ys = self.drawing.points(side, self.area, self._look)
                away = np.hypot(xs - place.x(), ys - place.y())
                frame = int(away.argmin())
                if away[frame] < _NEAR_PX and (found is None or away[frame] < found[0]):
                    found = float(away[frame]), side, frame
        if found is None:
            return None
        _, side, frame = found
        if side == "questioned":
            return Moment(frame, comparison.reference_frame(frame))
        return Moment(comparison.questioned_frame(frame), frame)

    # --- the mouse ------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Magnify about the mouse."""
        turns = event.angleDelta().y() / 120
        if turns and self.drawing.comparison is not None:
            self._zoom(_ZOOM_STEP**turns, event.position())
        event.accept()

    def _zoom(self, factor: float, place: QPointF) -> None:
        before = self._look.zoom
        zoom = min(max(before * factor, _ZOOMS[0]), _ZOOMS[1])
        middle = self.drawing.papers(self.area)[self.side_at(place)].center()
        ratio = zoom / before
        from_middle = (place.x() - middle.x(), place.y() - middle.y() - 11)
        shift = tuple(at - ratio * (at - moved) for at, moved in zip(from_middle, self._look.shift, strict=True))
        self._look = Viewpoint(zoom=zoom, shift=(shift[0], shift[1]))
        self._line = None
        self._redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to move the paper, or to measure."""
        if event.button() == Qt.MouseButton.LeftButton and self.drawing.comparison is not None:
            self._held = event.position()
            if self._measuring:
                self._line = (event.position(), event.position())
                self.update()
            else:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the paper, lay the line, or point at ink."""
        place = event.position()
        if self._held is None:
            self.pointed.emit(self._nearest(place))
        elif self._measuring and self._line is not None:
            self._line = (self._line[0], place)
            self.update()
        else:
            step = place - self._held
            self._held = place
            x, y = self._look.shift
            self._look = Viewpoint(zoom=self._look.zoom, shift=(x + step.x(), y + step.y()))
            self._redraw()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave the paper, or the line, where it is."""
        self._held = None
        self.setCursor(Qt.CursorShape.CrossCursor if self._measuring else Qt.CursorShape.ArrowCursor)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show both inks whole again."""
        self._line = None
        self.reset_look()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self.pointed.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Magnify by + and −, show all by 0; other keys are the place's."""
        middle = QPointF(self.drawing.papers(self.area)["questioned"].center())
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(_ZOOM_STEP, middle)
        elif event.key() == Qt.Key.Key_Minus:
            self._zoom(1 / _ZOOM_STEP, middle)
        elif event.key() == Qt.Key.Key_0:
            self.reset_look()
        else:
            event.ignore()

    # --- files ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._show_drop(event.position())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show on whose paper a file would land."""
        event.acceptProposedAction()
        self._show_drop(event.position())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        self._drop_side = None
        self.update()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self._drop_side = None
        self.update()
        event.acceptProposedAction()
        paths = [url.toLocalFile() for url in event.mimeData().urls()]
        self.dropped.emit(self.side_at(event.position()), paths)

    def _show_drop(self, place: QPointF) -> None:
        self._drop_side = self.side_at(place)
        self.update()

    # --- painting -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for another size."""
        self._line = None
        self._redraw()
        super().resizeEvent(event)

    @Slot()
    def _redraw(self) -> None:
        self._picture.drop()

    def _parts(self) -> Iterator[Part]:
        return self.drawing.parts(self.area, self._theme, self._look, self._written)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # the inks come from a picture
        """Draw the inks, and over them what is pointed at and measured."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._picture.paint(painter)
        theme, papers = self._theme, self.drawing.papers(self.area)
        if self.drawing.comparison is None:
            self._paint_words(painter)
        elif self._moment is not None:
            for side in SIDES:
                frame = getattr(self._moment, side)
                place = self.place_of(side, frame) if frame is not None else None
                if place is not None and papers[side].contains(place):
                    paint_moment(painter, place, theme)
        if self._line is not None and self.measured:
            paint_measured(painter, self._line, self.measured, self.rect(), self._theme)
        if self._drop_side is not None:
            painter.setBrush(theme.colour("accept", 0.10))
            painter.setPen(QPen(theme.colour("accept"), 2))
            painter.drawRoundedRect(self._drop_paper(self._drop_side).adjusted(1, 1, -1, -1), 8, 8)
        if self.hasFocus():
            paint_focus(painter, papers["questioned"].united(papers["reference"]).toAlignedRect(), theme)
        self._paint_hint(painter, papers["reference"])

    def _paint_hint(self, painter: QPainter, paper: QRectF) -> None:
        """Say what the mouse does now, where it does something else than at first."""
        words = ""
        if self.drawing.comparison is not None and self._measuring and self._line is None:
            words = tr("drag a line to measure")
        elif self._look != WHOLE:
            words = tr("{zoom:.1f}× · double click shows all", zoom=self._look.zoom)
        font = self.font()
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(paper.adjusted(0, 0, -10, -6), right, words)

    def _drop_paper(self, side: Side) -> QRectF:
        paper = self.drawing.papers(self.area)[side]
        if self.drawing.view == "over":
            half = paper.height() / 2
            paper = paper.adjusted(0, 0, 0, -half) if side == "questioned" else paper.adjusted(0, half, 0, 0)
        return paper

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(self._theme.colour("muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        for side, paper in self.drawing.papers(self.area).items():
            room = paper.adjusted(24, 12, -24, -12)
            if self.drawing.view == "over":
                painter.drawText(room, flags, self._words)
                return
            painter.drawText(room, flags, self._words if side == "questioned" else "")


def _told(comparison: "Comparison") -> str:
    """Return what a comparison shows, for those who do not see it."""
    questioned, reference = comparison.questioned, comparison.reference
    at = int(reference.departure.argmax())
    return tr(
        "Questioned signature of {questioned_s:.1f} s beside a reference of {reference_s:.1f} s. "
        "They part most {parting_s:.1f} s after the reference began.",
        questioned_s=questioned.duration_s,
        reference_s=reference.duration_s,
        parting_s=reference.elapsed_s[at],
    )


def _goes_on(before: Moment, now: Moment) -> bool:
    """Return whether a replay went on, rather than back or to an ink that has nothing written."""
    return all(old is None or (new is not None and new >= old) for old, new in zip(before, now, strict=True))
