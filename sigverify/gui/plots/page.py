"""Paper: pages of A4 as PDF, and words on them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

from sigverify.gui.theme import Theme
from sigverify.gui.tokens import BODY_PX
from sigverify.shipped import VERSION

WIDTH, MARGIN, PAGE_HEIGHT = 1000.0, 48.0, 1414.0
"""In units of which a page is 1000 wide; it has the sides of A4."""


class Attachment(NamedTuple):
    """A file that rides in a PDF."""

    name: str
    content: bytes
    mime_type: str


class Bytes(QBuffer):
    """A buffer in memory, open while it is written."""

    def __init__(self) -> None:
        self._held = QByteArray()
        super().__init__(self._held)

    def __enter__(self) -> "Bytes":
        self.open(QIODevice.OpenModeFlag.WriteOnly)
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def content(self) -> bytes:
        """Return what was written."""
        return bytes(self._held.data())


def pdf(
    title: str, paint: Callable[[QPainter, Callable[[], object]], None], attachments: Sequence[Attachment] = ()
) -> bytes:
    """Return a PDF.

    paint: is given a painter in units of WIDTH × PAGE_HEIGHT, and a call that begins the next page.
    """
    with Bytes() as buffer:
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setTitle(title)
        writer.setCreator(f"sigverify {VERSION}")
        for attachment in attachments:
            writer.addFileAttachment(attachment.name, QByteArray(attachment.content), attachment.mime_type)
        painter = QPainter(writer)
        painter.scale(writer.width() / WIDTH, writer.width() / WIDTH)
        paint(painter, writer.newPage)
        painter.end()
        del writer  # it writes the end of the file
        return buffer.content()


def write_words(
    painter: QPainter,
    theme: Theme,
    words: str,
    x: float,
    y: float,
    *,
    width: float = WIDTH,
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
