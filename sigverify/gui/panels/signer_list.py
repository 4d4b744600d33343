"""`SignerList`: search, the signers by ink and name, and a line to add a new one."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label
from sigverify.gui.plots.thumbnails import draw_ink
from sigverify.gui.services import SignerView
from sigverify.gui.tables.signer_model import DETAIL_ROLE, INK_ROLE, SIGNER_ROLE, SignerModel, SignerSearch
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN, SMALL_PX

_ROW_PX = 60
_INK_WIDTH_PX = 60


class _SignerDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(160, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
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
        paper = QRectF(row.left() + 9, row.top() + 8, _INK_WIDTH_PX, row.height() - 16)
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
        _elided(painter, words, str(index.data()))
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        _elided(painter, words.translated(0, 19), str(index.data(DETAIL_ROLE)))
        painter.restore()


class SignerList(QWidget):
    """chosen(SignerView | None): another signer was chosen. wanted(str): a new signer of that name is asked for."""

    chosen = Signal(object)
    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signers")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._chosen_id = ""
        self._model = SignerModel(self)
        self._search = SignerSearch(self._model, self)
        self._field = QLineEdit(placeholderText=tr("Search signers…"), clearButtonEnabled=True)
        self._field.setAccessibleName(tr("Search signers"))
        self._field.setToolTip(tr("Search signers by name (Ctrl+F)"))
        self._field.textChanged.connect(self._narrow)
        self._view = QListView()
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._view.setModel(self._search)
        self._view.setItemDelegate(_SignerDelegate(theme, self._view))
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setAccessibleName(tr("Signers"))
        self._view.selectionModel().currentChanged.connect(self._choose_current)
        self._empty: QLabel = label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._add = Button(
            theme, tr("New signer"), "add", tip=tr("Add a signer (Ctrl+N)"), shortcut="Ctrl+N", needs="enrol"
        )
        self._name = QLineEdit(placeholderText=tr("Name, then Enter"), maxLength=120)
        self._name.setAccessibleName(tr("Name of the new signer"))
        self._name.hide()
        self._add.clicked.connect(self.ask_name)
        self._name.returnPressed.connect(self._take_name)
        self._name.editingFinished.connect(self._leave_name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP_WITHIN, GAP_WITHIN, GAP_WITHIN, GAP_WITHIN)
        layout.setSpacing(GAP_WITHIN)
        layout.addWidget(self._field)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._name)
        layout.addWidget(self._add)
        QShortcut(QKeySequence("Ctrl+F"), self, self._field.setFocus)
        QShortcut(QKeySequence("Esc"), self._name, self._drop_name, context=Qt.ShortcutContext.WidgetShortcut)
        theme.changed.connect(self._view.viewport().update)
        self.setMinimumWidth(188)
        self._show_emptiness()

    @property
    def current(self) -> SignerView | None:
        """The signer that is chosen."""
        row = self._model.row_of(self._chosen_id)
        return self._model.index(row).data(SIGNER_ROLE) if row >= 0 else None

    @property
    def shown_names(self) -> list[str]:
        """Names as listed, top to bottom."""
        return [str(self._search.index(row, 0).data()) for row in range(self._search.rowCount())]

    def show_signers(self, signers: Sequence[SignerView]) -> None:
        """Show these signers; the one that is chosen stays so, if it is still among them."""
        self._model.show_signers(signers)
        if self._chosen_id and self._model.row_of(self._chosen_id) < 0:
            self._chosen_id = ""
            self.chosen.emit(None)
        self._mark_chosen()
        self._show_emptiness()

    def choose(self, signer_id: str) -> None:
        """Choose a signer."""
        self._chosen_id = signer_id
        self._field.clear()
        self._mark_chosen()
        self.chosen.emit(self.current)

    def _mark_chosen(self) -> None:
        row = self._model.row_of(self._chosen_id)
        index = self._search.mapFromSource(self._model.index(row)) if row >= 0 else QModelIndex()
        blocked = self._view.selectionModel().blockSignals(True)
        self._view.setCurrentIndex(index)
        self._view.selectionModel().blockSignals(blocked)
        self._view.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _choose_current(self, index: QModelIndex, before: QModelIndex) -> None:  # noqa: ARG002  # Qt's signature
        signer = index.data(SIGNER_ROLE) if index.isValid() else None
        if signer is not None and signer.signer_id != self._chosen_id:
            self._chosen_id = signer.signer_id
            self.chosen.emit(signer)

    @Slot(str)
    def _narrow(self, words: str) -> None:
        self._search.setFilterFixedString(words.strip())
        self._mark_chosen()
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self._search.rowCount() == 0
        searching = bool(self._field.text().strip())
        self._empty.setText(
            tr("No signer has that name.")
            if searching
            else tr(
                "Signers will be listed here, each with a small picture of the signature.\n\nAdd the first one below."
            )
        )
        self._empty.setVisible(empty)
        self._view.setVisible(not empty)

    @Slot()
    def ask_name(self) -> None:
        """Ask for the name of a new signer."""
        self._name.show()
        self._name.setFocus()
        self._add.hide()

    @Slot()
    def _take_name(self) -> None:
        name = self._name.text().strip()
        self._drop_name()
        if name:
            self.wanted.emit(name)

    @Slot()
    def _leave_name(self) -> None:
        if not self._name.text().strip():
            self._drop_name()

    @Slot()
    def _drop_name(self) -> None:
        self._name.clear()
        self._name.hide()
        self._add.show()


def _elided(painter: QPainter, rect: QRectF, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
