"""A comparison on a sheet, always light: as a picture, as a drawing, or as one page with figures and limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from sigverify.errors import ResourceFault
from sigverify.gui.plots.curves_drawing import CurvesDrawing
from sigverify.gui.plots.ink_drawing import InkDrawing
from sigverify.gui.plots.warping_matrix import MatrixDrawing
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import BODY_PX, SMALL_PX, TITLE_PX
from sigverify.shipped import VERSION

_WIDTH, _MARGIN = 1000.0, 48.0
_PICTURE_HEIGHT, _PAGE_HEIGHT = 880.0, 1414.0
"""In units of which a sheet is 1000 wide; the page has the sides of A4."""

_PNG_PIXELS_A_UNIT = 2


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What stands on it.

    inks, curves, matrix: drawings of one comparison. title: of the page; names: what each side is, in words.
    figures: rows of a table, each a name and its values. findings: what the model says, a paragraph each; limits: what
    has to be said with it.
    """

    inks: InkDrawing
    curves: CurvesDrawing
    matrix: MatrixDrawing
    title: str
    names: tuple[str, str]
    figures: Sequence[tuple[str, ...]]
    findings: Sequence[str]
    limits: str

    def to_png(self) -> bytes:
        """Return inks and curves as a picture; raises ResourceFault where it finds no room in memory."""
        image = QImage(_picture_size() * _PNG_PIXELS_A_UNIT, QImage.Format.Format_RGB32)
        if image.isNull():
            raise ResourceFault("There is not enough memory for the picture. Close other programs, then try again.")
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        painter.scale(_PNG_PIXELS_A_UNIT, _PNG_PIXELS_A_UNIT)
        self._paint_picture(painter)
        painter.end()
        with _Bytes() as buffer:
            QImageWriter(buffer, QByteArray(b"png")).write(image)
            return buffer.content()

    def to_svg(self) -> bytes:
        """Return inks and curves as a drawing."""
        with _Bytes() as buffer:
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(_picture_size())
            generator.setViewBox(QRectF(0, 0, _WIDTH, _PICTURE_HEIGHT))
            generator.setTitle(self.title)
            painter = QPainter(generator)
            self._paint_picture(painter)
            painter.end()
            return buffer.content()

    def to_pdf(self) -> bytes:
        """Return one page with inks, curves, matrix, figures, findings and limits."""
        with _Bytes() as buffer:
            writer = QPdfWriter(buffer)
            writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
            writer.setPageMargins(QMarginsF(0, 0, 0, 0))
            writer.setTitle(self.title)
            writer.setCreator(f"sigverify {VERSION}")
            painter = QPainter(writer)
            painter.scale(writer.width() / _WIDTH, writer.width() / _WIDTH)
            self._paint_page(painter)
            painter.end()
            del writer  # it writes the end of the file
            return buffer.content()

    # --- painting -------------------------------------------------------------------------------------------------

    def _paint_picture(self, painter: QPainter) -> None:
        theme = Theme("light")
        y = self._paint_head(painter, theme, 20.0)
        room = _PICTURE_HEIGHT - y - 40
        self.inks.paint(painter, QRectF(_MARGIN, y, _WIDTH - 2 * _MARGIN, room * 0.47), theme)
        self.curves.paint(painter, QRectF(_MARGIN, y + room * 0.49, _WIDTH - 2 * _MARGIN, room * 0.51), theme)
        _write(painter, theme, _footer(), _MARGIN, _PICTURE_HEIGHT - 32, role="muted", pixels=SMALL_PX)

    def _paint_page(self, painter: QPainter) -> None:
        theme = Theme("light")
        width = _WIDTH - 2 * _MARGIN
        y = self._paint_head(painter, theme, _MARGIN)
        self.inks.paint(painter, QRectF(_MARGIN, y, width, 330), theme)
        y += 340
        self.curves.paint(painter, QRectF(_MARGIN, y, width, 400), theme)
        y += 424
        self.matrix.paint(painter, QRectF(_MARGIN, y, 360, 356), theme)
        left = _MARGIN + 400
        for number, (name, *values) in enumerate(self.figures):
            _write(painter, theme, name, left, y, role="muted")
            for column, value in enumerate(values):
                role = "text" if number else "muted"
                _write(painter, theme, value, left + 220 + 120 * column, y, role=role)
            y += 24
        y += 10
        for paragraph in self.findings:
            y += 8 + _write(painter, theme, paragraph, left, y, width=_WIDTH - _MARGIN - left)
        _write(painter, theme, "Limits", _MARGIN, _PAGE_HEIGHT - 140, bold=True)
        _write(painter, theme, self.limits, _MARGIN, _PAGE_HEIGHT - 116, width=width)
        _write(painter, theme, _footer(), _MARGIN, _PAGE_HEIGHT - 54, role="muted", pixels=SMALL_PX)

    def _paint_head(self, painter: QPainter, theme: Theme, y: float) -> float:
        _write(painter, theme, self.title, _MARGIN, y, pixels=TITLE_PX, bold=True)
        y += 34
        for side, name in zip(("Questioned", "Reference"), self.names, strict=True):
            _write(painter, theme, side, _MARGIN, y, role="muted")
            _write(painter, theme, name, _MARGIN + 92, y, width=_WIDTH - 2 * _MARGIN - 92)
            y += 20
        return y + 10


class _Bytes(QBuffer):
    """A buffer in memory, open while it is written."""

    def __init__(self) -> None:
        self._held = QByteArray()
        super().__init__(self._held)

    def __enter__(self) -> "_Bytes":
        self.open(QIODevice.OpenModeFlag.WriteOnly)
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def content(self) -> bytes:
        """Return what was written."""
        return bytes(self._held.data())


def _picture_size() -> QSize:
    return QSizeF(_WIDTH, _PICTURE_HEIGHT).toSize()


def _footer() -> str:
    return f"sigverify {VERSION} · {datetime.now(UTC):%Y-%m-%d %H:%M} UTC · shown for comparison; it decides nothing"


def _write(
    painter: QPainter,
    theme: Theme,
    words: str,
    x: float,
    y: float,
    *,
    width: float = _WIDTH,
    role: str = "text",
    pixels: int = BODY_PX,
    bold: bool = False,
) -> float:
    """Write words from a place on, over as many lines as they take; return how high they are."""
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    room = QRectF(x, y, width, 400)
    taken = painter.boundingRect(room, flags, words)
    painter.drawText(room, flags, words)
    font.setBold(False)
    painter.setFont(font)
    return float(taken.height())
