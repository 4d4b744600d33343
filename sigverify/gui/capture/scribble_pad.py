"""`ScribblePad`: paper without a line, to try a pen on; a card can be held against an outline on it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sigverify.gui.capture import paper
from sigverify.gui.capture.canvas import PenCanvas
from sigverify.gui.language import tr
from sigverify.gui.theme import Theme


class ScribblePad(PenCanvas):
    """A pad for tests and measurements: whatever touches it next is tried next."""

    tries_tools = True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._outline: tuple[float, float] | None = None
        super().__init__(theme, parent)
        self.setAccessibleName(tr("Test pad: scribble here"))

    @property
    def outline(self) -> tuple[float, float] | None:
        """Width and height in pixels of the outline on the paper."""
        return self._outline

    def show_outline(self, size_px: tuple[float, float] | None) -> None:
        """Draw the outline of something so wide and high in the middle of the paper; None takes it away."""
        self._outline = size_px
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline over the ink."""
        super().paintEvent(event)
        if self._outline is not None:
            width, height = self._outline
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            corner = QRectF(0, 0, width, height)
            corner.moveCenter(QRectF(self.rect()).center())
            paper.paint_outline(painter, corner, self._theme)

    def _paint_paper(self, painter: QPainter, size: QSize) -> None:
        paper.paint_blank(painter, size, self._theme, self._note)
