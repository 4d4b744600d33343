"""`Theme`: which set of tokens is in force, following the desktop or the person's own choice."""

import re
from collections.abc import Callable
from string import Template
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from sigverify.gui import tokens as look
from sigverify.gui.dressing import Dressing
from sigverify.gui.tokens import DARK, LIGHT, Tokens
from sigverify.shipped import shipped_folder

ThemeChoice = Literal["system", "light", "dark"]
_ROLES = {
    "surface": QPalette.ColorRole.Window,
    "panel": QPalette.ColorRole.Base,
    "text": QPalette.ColorRole.Text,
    "muted": QPalette.ColorRole.PlaceholderText,
    "line": QPalette.ColorRole.Mid,
    "accept": QPalette.ColorRole.Highlight,
    "on_accent": QPalette.ColorRole.HighlightedText,
    # These have no role of their own; Qt draws nothing of ours by them.
    "refer": QPalette.ColorRole.ToolTipText,
    "reject": QPalette.ColorRole.BrightText,
    "accent_hover": QPalette.ColorRole.LinkVisited,
    "hover": QPalette.ColorRole.ToolTipBase,
    "selected": QPalette.ColorRole.Midlight,
    "control_line": QPalette.ColorRole.Shadow,
}
"""By which role of the application's palette the style sheet finds a token."""

THEME_CHOICES: tuple[ThemeChoice, ...] = get_args(ThemeChoice)


class Theme(QObject):
    """The tokens in force; tells by `changed` when they change."""

    changed = Signal()

    def __init__(self, choice: ThemeChoice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: ThemeChoice = choice
        hints = QGuiApplication.styleHints()
        self._system = hints.colorScheme()
        self._tokens = self._wanted()
        hints.colorSchemeChanged.connect(self._follow)
        self._dressing = Dressing(self)

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return self._tokens

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose: to follow the desktop, or always light or dark."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the desktop, or stay light or dark."""
        self._choice = choice
        self._refresh()

    def colour(self, name: str, alpha: float = 1.0) -> QColor:
        """Return the token `name` as a colour of opacity `alpha` (0 … 1)."""
        colour = QColor(str(getattr(self._tokens, name)))
        colour.setAlphaF(alpha)
        return colour

    def dress(self, window: QWidget) -> None:
        """Give `window` and all within it the look in force, from now on."""
        if window not in self._dressing.windows:
            self._dressing.take(window)
            self._paint()
            window.setStyleSheet(style_sheet())

    def follow(self, widget: QWidget, slot: Callable[[], object]) -> None:
        """Have a bound method called when the look changes: at once where `widget` is seen, else before it is."""
        self._dressing.follow(widget, slot)

    @property
    def is_changing(self) -> bool:
        """Whether something hidden still wears the look before."""
        return self._dressing.is_at_work

    @Slot()
    def prepare(self) -> None:
        """Have the first change to the other look take no longer than later ones, now that there is time."""
        self._dressing.prepare(LIGHT if self._tokens is DARK else DARK)

    @Slot(Qt.ColorScheme)
    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        self._refresh()

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is not self._tokens:
            self._tokens = wanted
            self._paint()
            self._dressing.change()
            self.changed.emit()

    def _paint(self) -> None:
        """Give the windows their palette, and the application that by which their style sheet looks colours up."""
        if not self._dressing.windows:
            return
        palette, sheets = self._palette(), self._palette()
        for token, role in _ROLES.items():
            sheets.setColor(role, self.colour(token))
        if QApplication.palette() != sheets:
            QApplication.setPalette(sheets)
        for window in self._dressing.windows:
            window.setProperty("look", self._tokens.name)
            window.setPalette(palette)

    def _wanted(self) -> Tokens:
        if self._choice == "system":
            return DARK if self._system == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for names, token in (
            ((role.Window,), "surface"),
            ((role.Base, role.Button, role.AlternateBase, role.ToolTipBase), "panel"),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), "text"),
            ((role.PlaceholderText,), "muted"),
            ((role.Highlight, role.Link, role.LinkVisited), "accept"),
            ((role.HighlightedText,), "on_accent"),
            ((role.Mid, role.Midlight), "line"),
        ):
            for name in names:
                palette.setColor(name, self.colour(token))
        disabled = QPalette.ColorGroup.Disabled
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(disabled, name, self.colour("muted"))
        return palette


def style_sheet() -> str:
    """Return the windows' style sheet: the shipped template, whose colours are roles of the application's palette."""
    folder = shipped_folder("resources") / "style"
    template = (folder / "window.qss").read_text(encoding="utf-8")
    sizes = {name.lower(): str(getattr(look, name)) for name in dir(look) if name.isupper()}
    roles = {token: f"palette({_in_sheets(role)})" for token, role in _ROLES.items()}
    return Template(template).substitute(roles | sizes | {"style_folder": folder.as_posix()})


def _in_sheets(role: QPalette.ColorRole) -> str:
    """Return what a role of the palette is called in style sheets."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "-", role.name.replace("ToolTip", "Tooltip")).lower()
