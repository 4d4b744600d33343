"""`Theme`: which set of tokens is in force, following the desktop or the person's own choice."""

from string import Template
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from sigverify.gui import tokens as look
from sigverify.gui.tokens import DARK, LIGHT, Tokens
from sigverify.shipped import shipped_folder

ThemeChoice = Literal["system", "light", "dark"]
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

    def dress(self, widget: QWidget) -> None:
        """Give `widget` and all within it the palette and the style sheet of the tokens in force."""
        widget.setPalette(self._palette())
        widget.setStyleSheet(style_sheet(self._tokens))

    @Slot(Qt.ColorScheme)
    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._system = scheme
        self._refresh()

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is not self._tokens:
            self._tokens = wanted
            self.changed.emit()

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


def style_sheet(tokens: Tokens) -> str:
    """Return the window's style sheet: the shipped template filled with the tokens."""
    folder = shipped_folder("resources") / "style"
    template = (folder / "window.qss").read_text(encoding="utf-8")
    sizes = {name.lower(): str(getattr(look, name)) for name in dir(look) if name.isupper()}
    known = {"name": tokens.name, "style_folder": folder.as_posix()}
    return Template(template).substitute(tokens.colours() | sizes | known)
