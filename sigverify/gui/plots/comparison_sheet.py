"""A comparison on paper, always light: as a picture, as a drawing, or as pages with figures and limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from sigverify.errors import ResourceFault
from sigverify.gui.language import tr
from sigverify.gui.plots.curves_drawing import CurvesDrawing
from sigverify.gui.plots.ink_drawing import InkDrawing
from sigverify.gui.plots.page import MARGIN, PAGE_HEIGHT, WIDTH, Bytes, pdf, write_words
from sigverify.gui.plots.report_flow import Flow
from sigverify.gui.plots.report_model import write_model
from sigverify.gui.plots.warping_matrix import MatrixDrawing
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX, TITLE_PX
from sigverify.sentences import said
from sigverify.shipped import VERSION
from sigverify.verification.decision import Decision

if TYPE_CHECKING:
    from sigverify.verification.model_record import ModelRecord

_PICTURE_HEIGHT = 880.0
"""In units of which a picture is as wide as a page."""

_PNG_PIXELS_A_UNIT = 2


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What stands on it.

    inks, curves, matrix: drawings of one comparison. title: of the page; names: what each side is, in words.
    figures: rows of a table, each a name and its values. findings: what the model says, a paragraph each; limits: what
    has to be said with it. decision, record: what the model weighed, and how often it errs, told on a page of its own;
    None where it weighed nothing.
    """

    inks: InkDrawing
    curves: CurvesDrawing
    matrix: MatrixDrawing
    title: str
    names: tuple[str, str]
    figures: Sequence[tuple[str, ...]]
    findings: Sequence[str]
    limits: str
    decision: Decision | None
    record: "ModelRecord | None"

    def to_png(self) -> bytes:
        """Return inks and curves as a picture; raises ResourceFault where it finds no room in memory."""
        image = QImage(_picture_size() * _PNG_PIXELS_A_UNIT, QImage.Format.Format_RGB32)
        if image.isNull():
            raise ResourceFault(
                said("There is not enough memory for the picture. Close other programs, then try again.")
            )
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        painter.scale(_PNG_PIXELS_A_UNIT, _PNG_PIXELS_A_UNIT)
        self._paint_picture(painter)
        painter.end()
        with Bytes() as buffer:
            QImageWriter(buffer, QByteArray(b"png")).write(image)
            return buffer.content()

    def to_svg(self) -> bytes:
        """Return inks and curves as a drawing."""
        with Bytes() as buffer:
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(_picture_size())
            generator.setViewBox(QRectF(0, 0, WIDTH, _PICTURE_HEIGHT))
            generator.setTitle(self.title)
            painter = QPainter(generator)
            self._paint_picture(painter)
            painter.end()
            return buffer.content()

    def to_pdf(self) -> bytes:
        """Return a page with inks, curves, matrix, figures, findings and limits, and one about the model."""
        return pdf(self.title, self._paint_pages)

    # --- painting -------------------------------------------------------------------------------------------------

    def _paint_picture(self, painter: QPainter) -> None:
        theme = Theme("light")
        y = self._paint_head(painter, theme, 20.0)
        room = _PICTURE_HEIGHT - y - 40
        self.inks.paint(painter, QRectF(MARGIN, y, WIDTH - 2 * MARGIN, room * 0.47), theme)
        self.curves.paint(painter, QRectF(MARGIN, y + room * 0.49, WIDTH - 2 * MARGIN, room * 0.51), theme)
        write_words(painter, theme, _footer(), MARGIN, _PICTURE_HEIGHT - 32, role="muted", pixels=SMALL_PX)

    def _paint_pages(self, painter: QPainter, turn: Callable[[], object]) -> None:
        theme = Theme("light")
        decision = self.decision
        flow = Flow(painter, turn, theme, _footer(), 0 if decision is None else 2)
        self._paint_page(painter, theme)
        if decision is not None:
            flow.room(PAGE_HEIGHT)
            flow.paragraph(self.title, pixels=TITLE_PX, bold=True)
            write_model(
                flow, self.record, decision.model, decision.model_sha256, decision.reference_count, decision.lines
            )
        flow.end()

    def _paint_page(self, painter: QPainter, theme: Theme) -> None:
        width = WIDTH - 2 * MARGIN
        y = self._paint_head(painter, theme, MARGIN)
        self.inks.paint(painter, QRectF(MARGIN, y, width, 290), theme)
        y += 300
        self.curves.paint(painter, QRectF(MARGIN, y, width, 400), theme)
        y += 424
        self.matrix.paint(painter, QRectF(MARGIN, y, 360, 356), theme)
        left = MARGIN + 400
        for number, (name, *values) in enumerate(self.figures):
            write_words(painter, theme, name, left, y, role="muted")
            for column, value in enumerate(values):
                role = "text" if number else "muted"
                write_words(painter, theme, value, left + 220 + 120 * column, y, role=role)
            y += 24
        y += 10
        for paragraph in self.findings:
            y += 8 + write_words(painter, theme, paragraph, left, y, width=WIDTH - MARGIN - left)
        write_words(painter, theme, tr("Limits"), MARGIN, PAGE_HEIGHT - 140, bold=True)
        write_words(painter, theme, self.limits, MARGIN, PAGE_HEIGHT - 116, width=width)

    def _paint_head(self, painter: QPainter, theme: Theme, y: float) -> float:
        write_words(painter, theme, self.title, MARGIN, y, pixels=TITLE_PX, bold=True)
        y += 34
        for side, name in zip((tr("Questioned"), tr("Reference")), self.names, strict=True):
            write_words(painter, theme, side, MARGIN, y, role="muted")
            write_words(painter, theme, name, MARGIN + 92, y, width=WIDTH - 2 * MARGIN - 92)
            y += 20
        return y + 10


def _picture_size() -> QSize:
    return QSizeF(WIDTH, _PICTURE_HEIGHT).toSize()


def _footer() -> str:
    shown = tr("shown for comparison; it decides nothing")
    return f"sigverify {VERSION} · {datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {shown}"
