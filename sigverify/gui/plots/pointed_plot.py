"""`PointedPlot`: a drawing of a comparison, kept as a picture, over which a moment is marked and pointed at."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sigverify.gui.plots.ink_drawing import Moment
from sigverify.gui.plots.kept_picture import KeptPicture, Part
from sigverify.gui.theme import Theme


class PartedDrawing(Protocol):
    """What is drawn part by part, on any painter."""

    @property
    def is_long(self) -> bool:
        """Whether it takes longer than a frame."""

    def parts(self, area: QRectF, theme: Theme) -> Iterator[Part]:
        """Yield what draws it, from the lowest to the topmost."""


Drawing = TypeVar("Drawing", bound=PartedDrawing)


class PointedPlot(QWidget, Generic[Drawing]):
    """pointed(Moment | None): the mouse is over this moment, as `mouseMoveEvent` of the plot tells it."""

    pointed = Signal(object)

    def __init__(self, theme: Theme, drawing: Drawing, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.drawing = theme, drawing
        self._moment: Moment | None = None
        self._picture = KeptPicture(self, self._parts, lambda: self.drawing.is_long)
        self.setMouseTracking(True)
        self.setAccessibleName(accessible_name)
        theme.follow(self, self._redraw)

    @property
    def area(self) -> QRectF:
        """Where all of it is drawn."""
        return QRectF(self.rect())

    @property
    def moment(self) -> Moment | None:
        """The frames that are marked."""
        return self._moment

    @Slot(object)
    def show_moment(self, moment: Moment | None) -> None:
        """Mark a moment; None takes the mark away."""
        self._moment = moment
        self.update()

    def paint_over(self, painter: QPainter) -> None:
        """Draw what changes with each move of the mouse over the picture, which is kept."""
        raise NotImplementedError

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self.pointed.emit(None)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for another size."""
        self._redraw()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # the picture is kept
        """Draw the picture, and what stands over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._picture.paint(painter)
        self.paint_over(painter)

    @Slot()
    def _redraw(self) -> None:
        self._picture.drop()

    def _parts(self) -> Iterator[Part]:
        return self.drawing.parts(self.area, self._theme)
