"""The small pieces that every place is made of: words, buttons, cards."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QKeySequence, QPaintEvent, QPixmap, QResizeEvent, QShortcutEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from sigverify.gui.icons import icon, icon_pixmap
from sigverify.gui.language import isolated
from sigverify.gui.rights import Need, Rights
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN, ICON_BUTTON_PX, Tokens

_TITLE_LETTERS = 40
"""As many as fill two lines of a side panel."""

W = TypeVar("W", bound=QWidget)


def label(words: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label in one of the style sheet's roles: title, heading, muted, small, verdict, figure."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


class Title(QLabel):
    """A title that may be somebody's name; a long one is written smaller, for it would push all else down."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setProperty("role", "title")

    def setText(self, words: str) -> None:
        """Show other words."""
        super().setText(isolated(words))
        role = "title" if len(words) <= _TITLE_LETTERS else "longTitle"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget the style sheet's tone: accept, refer, reject, news, fault or ''."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Button(QPushButton):
    """A button with a word, an icon of the program's own, a tip that tells the key, and a name for screen readers.

    needs: what somebody must be allowed to do who presses it, or only that the store is open; else it is disabled, and
    its tip says why.
    """

    def __init__(
        self,
        theme: Theme,
        words: str,
        icon_name: str = "",
        *,
        role: str = "",
        tip: str = "",
        shortcut: str = "",
        needs: Need | None = None,
    ) -> None:
        super().__init__(words)
        self._needs, self._wanted, self._tip = needs, True, tip
        self._rights: Rights | None = None
        self._theme, self._icon_name, self._role = theme, icon_name, role
        if role:
            self.setProperty("role", role)
        if tip:
            self.setToolTip(tip)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        self.setAccessibleName(words)
        self.setAutoDefault(True)
        self._make_room()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.follow(self, self._retheme)
        self._retheme()

    def event(self, event: QEvent) -> bool:
        """Answer to the button's key at once: Qt would show it pressed for a tenth of a second first.

        What is typed in that time, as a name after Ctrl+N, would go where the focus was before.
        """
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def setText(self, words: str) -> None:
        """Show other words, a step away from the icon; alone, it stands in the middle."""
        super().setText(words)
        self._make_room()
        self._retheme()

    def _make_room(self) -> None:
        self.setIconSize(QSize(24, 18) if self.text() else QSize(18, 18))

    def set_role(self, role: str) -> None:
        """Give the button another role of the style sheet: primary, danger, caution, quiet, aside, page or ''."""
        if role != self._role:
            self._role = role
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
            self._retheme()

    def shorten(self, words: str = "") -> None:
        """Show the icon alone, no wider than it is; with `words` show these beside it again."""
        self.setText(words)
        if self.property("compact") is not (not words):
            self.setProperty("compact", not words)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setMinimumWidth(0 if words else ICON_BUTTON_PX)

    def setEnabled(self, wanted: bool) -> None:
        """Enable it, unless whoever is signed in may not press it."""
        self._wanted = wanted
        self._weigh()

    def setToolTip(self, tip: str) -> None:
        """Set its tip, which a refusal covers."""
        self._tip = tip
        self._weigh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the window that it is shown in what may be done there."""
        if self._needs is not None and self._rights is None:
            rights = self.window().property("rights")
            if isinstance(rights, Rights):
                self._rights = rights
                rights.changed.connect(self._weigh)
                self._weigh()
        super().showEvent(event)

    @Slot()
    def _weigh(self) -> None:
        refused = self._rights.refusal(self._needs) if self._rights is not None and self._needs is not None else ""
        super().setEnabled(self._wanted and not refused)
        super().setToolTip(refused or self._tip)
        self.setAccessibleDescription(refused or self._tip)

    def show_icon(self, icon_name: str) -> None:
        """Give the button another icon."""
        self._icon_name = icon_name
        self._retheme()

    def draw_ahead(self, tokens: Tokens) -> None:
        """Draw its icon in the colours of a look that may come."""
        if self._icon_name:
            self._icon_in(tokens)

    @Slot()
    def _retheme(self) -> None:
        if self._icon_name:
            self.setIcon(self._icon_in(self._theme.tokens))

    def _icon_in(self, tokens: Tokens) -> QIcon:
        colour = {"primary": tokens.on_accent, "danger": tokens.reject, "caution": tokens.refer}.get(self._role)
        room = self.iconSize().width() - self.iconSize().height()
        return icon(self._icon_name, tokens, colour=colour, side_px=18, room_px=room)


class Choice(QComboBox):
    """A list to choose from, whose choice is shortened where there is little room; its own list shows it whole."""

    def __init__(self, accessible_name: str, tip: str) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.setToolTip(tip)
        self.view().setTextElideMode(Qt.TextElideMode.ElideNone)

    def sizeHint(self) -> QSize:
        """Ask for room for the longest choice."""
        return super().sizeHint() + QSize(12, 0)

    def showPopup(self) -> None:
        """Open the list, as wide as its words."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # small enough to be painted whole
        """Draw the choice; a style sheet's own drawing would cut it off in the middle of a letter."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        if not option.currentText and self.placeholderText():
            option.currentText = self.placeholderText()
        icon_px = 0 if option.currentIcon.isNull() else option.iconSize.width() + 4
        if icon_px and self.fontMetrics().horizontalAdvance(option.currentText) > room.width() - icon_px - 4:
            option.currentIcon, icon_px = QIcon(), 0  # the words tell more
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - icon_px - 4
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class Sign(QLabel):
    """An icon that is no button, in a colour of the theme."""

    def __init__(self, theme: Theme, icon_name: str, token: str, side_px: int) -> None:
        super().__init__()
        self._theme, self._icon_name, self._token, self._side_px = theme, icon_name, token, side_px
        self.setFixedSize(side_px, side_px)
        theme.follow(self, self._retheme)
        self._retheme()

    def show_sign(self, icon_name: str, token: str) -> None:
        """Show another icon in another colour."""
        self._icon_name, self._token = icon_name, token
        self._retheme()

    def draw_ahead(self, tokens: Tokens) -> None:
        """Draw it in the colours of a look that may come."""
        self._picture_in(tokens)

    @Slot()
    def _retheme(self) -> None:
        self.setPixmap(self._picture_in(self._theme.tokens))

    def _picture_in(self, tokens: Tokens) -> QPixmap:
        colour = str(getattr(tokens, self._token))
        return icon_pixmap(self._icon_name, colour, self._side_px, self.devicePixelRatioF())


def named(widget: W, name: str) -> W:
    """Return `widget` under the name that the style sheet knows it by."""
    widget.setObjectName(name)
    return widget


def card(*widgets: QWidget, name: str = "card", gap: int = GAP_WITHIN) -> QFrame:
    """Return widgets one under the other in a frame."""
    frame = named(QFrame(), name)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(GAP_BETWEEN - 4, GAP_BETWEEN - 4, GAP_BETWEEN - 4, GAP_BETWEEN - 4)
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget)
    return frame


def row(*widgets: QWidget | int, gap: int = GAP_WITHIN) -> QWidget:
    """Return widgets side by side; a number stands for stretch."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        else:
            layout.addWidget(widget)
    return made


class SparingRow(QWidget):
    """Widgets side by side, of which some show less where there is little room for all.

    less: what is done for more room, one after the other, and undone where there is room again; each takes whether to
    show less. The first is done first.
    """

    def __init__(self, *widgets: QWidget | int, less: Sequence[Callable[[bool], None]], gap: int = GAP_WITHIN) -> None:
        super().__init__()
        self._less = less
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._row = row(*widgets, gap=gap)
        layout.addWidget(self._row)
        self.setMinimumWidth(0)

    def minimumSizeHint(self) -> QSize:
        """Leave the width to whoever lays it out."""
        return QSize(0, self._row.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        for act in self._less:
            act(False)
        for act in self._less:
            if self._row.layout().totalSizeHint().width() > self.width():  # type: ignore[union-attr]  # a layout of ours
                act(True)
                self._row.layout().invalidate()  # type: ignore[union-attr]


def without_words(button: QPushButton) -> Callable[[bool], None]:
    """Return what shows a button by its icon alone, or with its words again."""
    words = button.text()
    return lambda less: button.setText("" if less else words)


def even_row(*widgets: QWidget) -> QWidget:
    """Return widgets side by side, each as wide as the others."""
    made = row(*widgets)
    layout = made.layout()
    assert isinstance(layout, QHBoxLayout)
    for index in range(len(widgets)):
        layout.setStretch(index, 1)
    return made


def rule() -> QFrame:
    """Return a thin line between parts of a panel."""
    return named(QFrame(), "rule")


def side_splitter() -> QSplitter:
    """Return a splitter whose parts lie side by side with a thin line between them."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    return made


class ScrolledPage(QScrollArea):
    """A page as wide as there is room, scrolled where the window is low."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)


class SidePanel(QScrollArea):
    """The right side of a place: parts one under the other, scrolled where the window is low."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(accessible_name)
        self.setMinimumWidth(280)
        body = named(QWidget(), "sideBody")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN)
        self.column.setSpacing(GAP_WITHIN)
        self.setWidget(body)
        self._foot: QWidget | None = None

    def keep_in_sight(self, foot: QWidget) -> None:
        """Have a part stand under the others, however far these are scrolled: what a person is to do now."""
        self._foot = foot
        foot.setParent(self)
        self._place_foot()

    def _place_foot(self) -> None:
        foot = self._foot
        if foot is None:
            return
        high = 0 if foot.isHidden() else max(foot.heightForWidth(self.width()), foot.sizeHint().height())
        self.setViewportMargins(0, 0, 0, high)
        foot.setGeometry(0, self.height() - high, self.width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the foot at the foot."""
        super().resizeEvent(event)
        self._place_foot()

    def event(self, event: QEvent) -> bool:
        """Give the foot as much room as it needs now."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_foot()
        return super().event(event)
