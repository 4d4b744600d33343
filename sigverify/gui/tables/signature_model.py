"""`SignatureModel`: a signer's signatures as small pictures with what a person said of each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sigverify.gui.collecting import SAID_ICONS, SAID_WORDS, Said
from sigverify.gui.icons import icon_pixmap
from sigverify.gui.language import tr
from sigverify.gui.plots.thumbnails import draw_ink, ink_path
from sigverify.gui.services import SignatureView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import SMALL_PX
from sigverify.gui.words import LABEL_SAID, counted, moment_words

_Index = QModelIndex | QPersistentModelIndex

VIEW_ROLE = Qt.ItemDataRole.UserRole + 1
INK_ROLE = Qt.ItemDataRole.UserRole + 2
"""The `SignatureView` of a row; its ink as a path."""

CARD = QSize(148, 112)
_PICTURE_PX = 64


class SignatureModel(QAbstractListModel):
    """Signatures in the order they were written; a label changes at once, one that is taken out may be put back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SignatureView] = []
        self._inks: dict[int, QPainterPath] = {}

    @property
    def signatures(self) -> tuple[SignatureView, ...]:
        """What is shown."""
        return tuple(self._rows)

    def show_signatures(self, signatures: Sequence[SignatureView]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._rows = list(signatures)
        self._inks = {}
        self.endResetModel()

    def set_label(self, recording_id: int, label: Said) -> None:
        """Show another label."""
        for row, view in enumerate(self._rows):
            if view.recording_id == recording_id:
                self._rows[row] = replace(view, label=label)
                self.dataChanged.emit(self.index(row), self.index(row))

    def take_out(self, recording_id: int) -> None:
        """Show a signature no longer."""
        for row, view in enumerate(self._rows):
            if view.recording_id == recording_id:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
                return

    def put_back(self, view: SignatureView) -> None:
        """Show a signature again, in its place."""
        row = sum(known.recording_id < view.recording_id for known in self._rows)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, view)
        self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return the number of signatures."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role asks of a row."""
        if not index.isValid():
            return None
        view = self._rows[index.row()]
        if role == VIEW_ROLE:
            return view
        if role == INK_ROLE:
            return self._inks.setdefault(view.recording_id, ink_path(view.recording))
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(SAID_WORDS[view.label] if view.forger or view.label != "forgery" else LABEL_SAID["forgery"])
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return told(view)
        return None


def told(view: SignatureView) -> str:
    """Return what is known of a signature, in a line or two."""
    lines = [f"{tr(view.label)}, {view.session or tr('no session')}, {moment_words(view.taken_at)}"]
    if view.role == "questioned":
        lines.append(tr("Verified, not collected."))
    if view.recording.capture.device:
        lines.append(tr("Written with {device}.", device=view.recording.capture.device))
    if view.forger is not None and view.label == "forgery":
        who = view.forger.name or tr("An anonymous forger")
        tries = tr(
            "replayed {replayed}, practised {practised}",
            replayed=counted(view.forger.replays, "time"),
            practised=counted(view.forger.practised, "time"),
        )
        lines.append(f"{who}: {tries}." + (f" {view.forger.skill}" if view.forger.skill else ""))
    return "\n".join(lines)


class SignatureCards(QStyledItemDelegate):
    """Draws each signature on a small piece of paper, with icon and word of its label under it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Give every card one size."""
        return CARD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one card."""
        theme, view = self._theme, index.data(VIEW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(3.5, 3.5, -3.5, -3.5)
        state = option.state
        selected, focused = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_HasFocus
        painter.setBrush(theme.colour("selected" if selected else "panel"))
        painter.setPen(QPen(theme.colour("accept" if selected or focused else "line"), 2 if focused else 1))
        painter.drawRoundedRect(card, 8, 8)
        paper = QRectF(card.left() + 7, card.top() + 7, card.width() - 14, _PICTURE_PX)
        painter.setBrush(theme.colour("paper"))
        painter.setPen(theme.colour("line"))
        painter.drawRoundedRect(paper, 4, 4)
        draw_ink(painter, index.data(INK_ROLE), paper.adjusted(6, 5, -6, -5), theme.colour("ink"), 1.3)
        icon_name, token = SAID_ICONS[view.label]
        colour = theme.colour(token)
        below = paper.bottom() + 6
        pixmap = icon_pixmap(icon_name, colour.name(), 16, painter.device().devicePixelRatio())
        painter.drawPixmap(int(paper.left()), int(below), pixmap)
        font = QFont(option.font)
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(colour)
        words = QRectF(paper.left() + 21, below - 2, paper.width() - 21, 20)
        shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
