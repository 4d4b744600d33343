"""The pages of a report: headings, sentences, facts, tables and pictures, one under the other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextOption

from sigverify.gui.icons import draw_icon
from sigverify.gui.language import tr
from sigverify.gui.plots.page import MARGIN, PAGE_HEIGHT, WIDTH, write_words
from sigverify.gui.plots.thumbnails import draw_ink, ink_path
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import BODY_PX, SMALL_PX
from sigverify.ink.recording import Recording

NAME_WIDTH = 190.0
"""Room for the name of a fact, at its left."""

_FOOT = 72.0
_ROW = 22.0
_BLANK = 17.0


class Flow:
    """Parts one under the other, over as many pages as they take. number: of the page that is being painted."""

    def __init__(self, painter: QPainter, turn: Callable[[], object], theme: Theme, foot: str, total: int) -> None:
        self.painter, self.theme = painter, theme
        self.number = 1
        self._turn, self._foot, self._total = turn, foot, total
        self._y = MARGIN

    def room(self, height: float) -> None:
        """Go on to the next page where this one has no such room."""
        if self._y + height > PAGE_HEIGHT - _FOOT:
            self.end()
            self._turn()
            self.number += 1
            self._y = MARGIN

    def end(self) -> None:
        """Write the foot of a page."""
        y = PAGE_HEIGHT - 48
        write_words(self.painter, self.theme, self._foot, MARGIN, y, role="muted", pixels=SMALL_PX)
        told = tr("Page {number} of {total}", number=self.number, total=self._total) if self._total else ""
        self._at_right(told, y)

    def _at_right(self, words: str, y: float) -> None:
        font = QFont(self.painter.font())
        font.setPixelSize(SMALL_PX)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour("muted"))
        self.painter.drawText(QRectF(MARGIN, y, WIDTH - 2 * MARGIN, 20), Qt.AlignmentFlag.AlignRight, words)

    def heading(self, words: str, least: float = 90) -> None:
        """Write a heading, with so much room below it at least."""
        self.room(least)
        if self._y > MARGIN:
            self._y += 12
            self.painter.setPen(QPen(self.theme.colour("line"), 1))
            self.painter.drawLine(QPointF(MARGIN, self._y), QPointF(WIDTH - MARGIN, self._y))
            self._y += 8
        self.paragraph(words, pixels=BODY_PX + 2, bold=True)

    def paragraph(
        self,
        words: str,
        *,
        left: float = MARGIN,
        role: str = "text",
        pixels: int = BODY_PX,
        bold: bool = False,
    ) -> None:
        """Write words line by line, so that even long ones go over pages."""
        font = QFont(self.painter.font())
        font.setPixelSize(pixels)
        font.setBold(bold)
        for part in words.splitlines() or [""]:
            layout = QTextLayout(part, font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            lines = []
            while (line := layout.createLine()).isValid():
                line.setLineWidth(WIDTH - MARGIN - left)
                line.setPosition(QPointF(0, 0))
                lines.append(line)
            layout.endLayout()
            for line in lines:
                self.room(line.height())
                self.painter.setPen(self.theme.colour(role))
                line.draw(self.painter, QPointF(left, self._y))
                self._y += line.height()
        self._y += 6

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Write names and what they are."""
        for name, value in rows:
            self.room(24)
            write_words(self.painter, self.theme, name, MARGIN, self._y, role="muted")
            self.paragraph(value, left=MARGIN + NAME_WIDTH)

    def table(
        self,
        widths: Sequence[float],
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        marked: int | None = None,
    ) -> None:
        """Write columns of these widths under their names; what is too long for its column is cut short.

        marked: the row that stands out, None for none.
        """
        self._row_of(widths, head, "muted")
        for number, row in enumerate(rows):
            self._row_of(widths, row, "text", marked=number == marked)
        self._y += 8

    def _row_of(self, widths: Sequence[float], values: Sequence[str], role: str, *, marked: bool = False) -> None:
        self.room(_ROW)
        font = QFont(self.painter.font())
        font.setPixelSize(SMALL_PX)
        font.setBold(marked)
        self.painter.setFont(font)
        if marked:
            room = QRectF(MARGIN - 8, self._y, sum(widths) + 16, _ROW)
            self.painter.fillRect(room, self.theme.colour("selected"))
        x = MARGIN
        for width, value in zip(widths, values, strict=True):
            shown = self.painter.fontMetrics().elidedText(value, Qt.TextElideMode.ElideRight, int(width) - 8)
            self.painter.setPen(self.theme.colour(role))
            self.painter.drawText(QRectF(x, self._y, width, _ROW), Qt.AlignmentFlag.AlignVCenter, shown)
            x += width
        font.setBold(False)
        self.painter.setFont(font)
        self._y += _ROW
        self.painter.setPen(QPen(self.theme.colour("line"), 1))
        self.painter.drawLine(QPointF(MARGIN, self._y), QPointF(MARGIN + sum(widths), self._y))

    def blanks(self, names: Sequence[str]) -> None:
        """Leave lines for a pen to fill in, each after its name."""
        self.room(2 * _BLANK * len(names))
        for name in names:
            self._y += _BLANK
            write_words(self.painter, self.theme, name, MARGIN, self._y, role="muted")
            self.painter.setPen(QPen(self.theme.colour("muted"), 1))
            line = self._y + 17
            self.painter.drawLine(QPointF(MARGIN + NAME_WIDTH, line), QPointF(WIDTH - MARGIN - 240, line))
            self._y += _BLANK

    def sign(self, outcome: str, words: str) -> None:
        """Write an outcome by icon and word."""
        self.room(34)
        draw_icon(self.painter, outcome, self.theme.colour(outcome).name(), QRectF(MARGIN, self._y, 22, 22))
        self.paragraph(words, left=MARGIN + 32, role=outcome, pixels=BODY_PX + 3, bold=True)

    def drawing(self, height: float, paint: Callable[[QRectF], None]) -> None:
        """Draw something as wide as the page."""
        self.room(height)
        paint(QRectF(MARGIN, self._y, WIDTH - 2 * MARGIN, height))
        self._y += height + 8

    def row_of_inks(self, inks: Sequence[tuple[str, Recording | None]], height: float, in_a_row: int) -> None:
        """Draw signatures side by side, each on paper with its name beneath; dashed paper where the ink is gone."""
        gap = 12.0
        width = (WIDTH - 2 * MARGIN - gap * (in_a_row - 1)) / in_a_row
        for first in range(0, len(inks), in_a_row):
            self.room(height + 24)
            for column, (words, recording) in enumerate(inks[first : first + in_a_row]):
                paper = QRectF(MARGIN + column * (width + gap), self._y, width, height)
                style = Qt.PenStyle.SolidLine if recording is not None else Qt.PenStyle.DashLine
                self.painter.setBrush(Qt.BrushStyle.NoBrush)
                self.painter.setPen(QPen(self.theme.colour("line"), 1, style))
                self.painter.drawRoundedRect(paper, 4, 4)
                if recording is not None:
                    # A cosmetic pen counts device pixels, of which a page has many.
                    pen = 1.2 * self.painter.transform().m11()
                    draw_ink(
                        self.painter, ink_path(recording), paper.adjusted(10, 8, -10, -8), self.theme.colour("ink"), pen
                    )
                told = words if recording is not None else tr("{words} (removed)", words=words)
                write_words(self.painter, self.theme, told, paper.left(), paper.bottom() + 4, pixels=SMALL_PX)
            self._y += height + 28
