"""`InkSheet`: how a sheet of paper looks that a pen writes on: its line, its words, its ink, and what is pointed at."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from sigverify.gui.capture import paper
from sigverify.gui.capture.ink_colouring import InkColouring
from sigverify.gui.capture.ink_pointer import InkPointer
from sigverify.gui.capture.ink_surface import InkSurface
from sigverify.gui.capture.laid_ink import laid_strokes, on_line
from sigverify.gui.capture.pen_widget import PenWidget
from sigverify.gui.language import tr
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Recording

_WIDEST, _HIGHEST = 0.76, 0.5
"""The box that ink from elsewhere fits into, as part of the paper's sides."""


class InkSheet(PenWidget):
    """Paper with a line, and ink on it.

    pointed(float | None): the mouse is over finished ink that was written so many seconds after the first touch.
    """

    pointed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._hint = ""
        self._mirrored = False
        self._pointer: InkPointer | None = None
        self._moment: QPointF | None = None
        self._surface = InkSurface(self._paint_paper, self)
        self._surface.redrawn.connect(self.update)
        self._surface.colour = theme.colour("ink")
        self.colouring = InkColouring(self._surface, self)
        self.colouring.changed.connect(self._show_coloured)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 160)
        theme.follow(self, self._retheme)

    @property
    def _note(self) -> str:
        """What stands quietly on the paper."""
        return self._hint

    def set_hand(self, hand: str) -> None:
        """Put the × where the hand that writes begins to cover least: at the right for 'left'."""
        self._mirrored = hand == "left"
        self._redraw()

    def set_signer(self, name: str) -> None:
        """Show whose line it is."""
        self._name = name
        self.setAccessibleDescription(tr("Line of {name}", name=name) if name else tr("No signer chosen"))
        self._redraw()

    def set_hint(self, hint: str) -> None:
        """Show a quiet word above the line while the paper is empty."""
        if hint != self._hint:
            self._hint = hint
            self._redraw()

    @Slot(object)
    def show_moment(self, moment_s: float | None) -> None:
        """Ring the point of the finished ink that was written at this moment; None takes the ring away."""
        pointer = self._pointer
        self._moment = None if pointer is None or moment_s is None else pointer.place_of(moment_s)
        self.update()

    @property
    def picture(self) -> QPixmap:
        """Paper and ink as they stand, without ring and focus."""
        return self._surface.picture

    def sizeHint(self) -> QSize:
        """Prefer the shape of a signing line."""
        return QSize(640, 320)

    def _draw_written(self, recording: Recording) -> None:
        """Lay ink that was written elsewhere on the line; it shows with the next `_redraw`."""
        line = QPointF(self.width() / 2, paper.baseline(self.height()) + 8)
        xs, ys = on_line(recording, line, QSizeF(self.width() * _WIDEST, self.height() * _HIGHEST))
        self._surface.lay(laid_strokes(recording, xs, ys))
        self._pointer = InkPointer(recording, xs, ys)

    def _point_at(self, place: QPointF) -> None:
        if self._pointer is not None:
            self.pointed.emit(self._pointer.moment_at(place))

    def _move_ink(self, across: int, down: int) -> None:
        self._surface.move(across, down)
        self._moment = None
        if self._pointer is not None:
            self._pointer.move(across, down)

    @Slot(QRectF)
    def _show_coloured(self, changed: QRectF) -> None:
        self.update(changed.toAlignedRect())

    def _paint_paper(self, painter: QPainter, size: QSize) -> None:
        paper.paint_paper(painter, size, self._theme, name=self._name, note=self._note, mirrored=self._mirrored)

    @Slot()
    def _retheme(self) -> None:
        self._surface.colour = self._theme.colour("ink")
        self._redraw()

    def _redraw(self) -> None:
        self._surface.redraw()
