"""`SignerRow`: draws one row of the signer list: ink, name, references, and whether these are due."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sigverify.gui.given_names import unmarked
from sigverify.gui.icons import icon_pixmap
from sigverify.gui.language import tr
from sigverify.gui.plots.thumbnails import draw_ink
from sigverify.gui.tables.signer_model import DETAIL_ROLE, INK_ROLE, SIGNER_ROLE
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX

_ROW_PX = 60
_INK_WIDTH_PX = 60
_NARROW_PX, _NARROW_INK_PX = 200, 42
"""A row that is narrower than the first draws its ink so wide: the name tells more."""

_SIGN_PX = 14


class SignerRow(QStyledItemDelegate):
    """The delegate of the signer list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """Ask for a row of ink and two lines."""
        return QSize(160, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state, rect, font = option.state, QRectF(option.rect), QFont(option.font)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        row = rect.adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(row, 6, 6)
        if selected:
            painter.setBrush(theme.colour("accept"))
            painter.drawRoundedRect(QRectF(row.left(), row.top() + 10, 3, row.height() - 20), 1.5, 1.5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accept"), 1.5))
            painter.drawRoundedRect(row.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)
        wide = _INK_WIDTH_PX if rect.width() >= _NARROW_PX else _NARROW_INK_PX
        paper = QRectF(row.left() + 9, row.top() + 8, wide, row.height() - 16)
        painter.setBrush(theme.colour("paper"))
        painter.setPen(theme.colour("line"))
        painter.drawRoundedRect(paper, 4, 4)
        path = index.data(INK_ROLE)
        if path is not None:
            draw_ink(painter, path, paper.adjusted(5, 4, -5, -4), theme.colour("ink"), 1.2)
        left = paper.right() + 9
        words = QRectF(left, row.top() + 9, row.right() - left - 6, 20)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        signer = index.data(SIGNER_ROLE)
        _elided(painter, words, unmarked(signer.name) if signer.sample else signer.name)
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        below = words.translated(0, 19)
        if signer.grown_old:  # the icon and a word, never the colour alone
            ratio = painter.device().devicePixelRatioF()
            sign = icon_pixmap("warning", theme.tokens.refer, _SIGN_PX, ratio)
            painter.drawPixmap(QRectF(below.left(), below.top() + 3, _SIGN_PX, _SIGN_PX), sign, QRectF(sign.rect()))
            painter.setPen(theme.colour("refer"))
            below.setLeft(below.left() + _SIGN_PX + 4)
            _elided(painter, below, f"{tr('Renew')} · {index.data(DETAIL_ROLE)}")
        else:
            painter.setPen(theme.colour("muted"))
            _elided(painter, below, str(index.data(DETAIL_ROLE)))
        painter.restore()


def _elided(painter: QPainter, rect: QRectF, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
