"""`LockPage`: what the window shows while the store is locked: nothing of it, and where to type what opens it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Sign, card, label, named, row
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import HIT_PX
from sigverify.sentences import said

_WIDTH_PX = 420

_CLOSED = said("Until then nobody can see or read any signer or signature here.")
_LOCKED_HERE = {
    "sign in": said("The window was locked. Sign in to go on."),
    "typed": said("The window was locked. Type the passphrase to go on."),
    "pressed": said("The window was locked. Unlock it to go on."),
}


class LockPage(QWidget):
    """unlock_wanted(str, str): a name, '' where none is asked for, and what was typed, '' where nothing has to be."""

    unlock_wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("place")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = label("", "title")
        self._why = label("", wrap=True)
        self.name = _field(tr("Name"), tr("Name that you sign in by"))
        self.secret = _field(tr("Passphrase or recovery key"), tr("Passphrase, password or recovery key"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.unlock = Button(theme, tr("Unlock"), "store", role="primary", tip=tr("Show the window again (Enter)"))
        self.unlock.setMinimumHeight(HIT_PX)
        self._training = label("", "small", wrap=True)
        self._frame = frame = card(
            row(Sign(theme, "store", "accept", 28), self._title, 1),
            self._why,
            self.name,
            self.secret,
            row(1, self.unlock),
            label(tr(_CLOSED), "small", wrap=True),
            self._training,
            gap=12,
        )
        frame.setFixedWidth(_WIDTH_PX)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(row(1, frame, 1))  # an alignment would cut off what is said in several lines
        column.addStretch(3)
        self.name.returnPressed.connect(self.secret.setFocus)
        self.secret.returnPressed.connect(self._ask)
        self.unlock.clicked.connect(self._ask)
        named(self, "lock")

    @property
    def sentence(self) -> str:
        """What it says must be done."""
        return self._why.text()

    def show_locked(self, sentence: str = "", *, sign_in: bool = False, typed: bool = False) -> None:
        """Ask for what opens the store.

        sentence: why, '' after it was locked here. sign_in: a name is asked for too. typed: something must be typed.
        """
        self._title.setText(tr("Sign in") if sign_in else tr("Locked"))
        self.unlock.setText(tr("Sign in") if sign_in else tr("Unlock"))
        self.unlock.setAccessibleName(self.unlock.text())
        by = "sign in" if sign_in else "typed" if typed else "pressed"
        self._why.setText(sentence or tr(_LOCKED_HERE[by]))
        self._why.setAccessibleName(self._why.text())
        self.name.setVisible(sign_in)
        self.secret.setVisible(typed)
        self.secret.setPlaceholderText(
            tr("Password, or the recovery key") if sign_in else tr("Passphrase or recovery key")
        )
        self.secret.clear()
        self.unlock.setEnabled(True)
        self._fit()
        wanted = self.name if sign_in and not self.name.text() else self.secret if typed else self.unlock
        wanted.setFocus()

    def show_training(self, running: bool) -> None:
        """Say whether a training goes on meanwhile."""
        self._training.setText(
            tr("A training goes on meanwhile, and keeps in memory what it learns from.") if running else ""
        )
        self._training.setVisible(running)
        self._fit()

    def _fit(self) -> None:
        """Make the card as high as its lines are at its width; Qt reckons with narrower ones."""
        layout = self._frame.layout()
        assert layout is not None, "a card has one"
        self._frame.setFixedHeight(layout.totalHeightForWidth(_WIDTH_PX))

    @Slot()
    def _ask(self) -> None:
        secret = self.secret.text()
        if self.secret.isVisibleTo(self) and not secret:
            self.secret.setFocus()
            return
        self.unlock.setEnabled(False)  # until it is answered: opening takes a moment, and twice is no faster
        self.secret.clear()
        self.unlock_wanted.emit(self.name.text().strip() if self.name.isVisibleTo(self) else "", secret)


def _field(placeholder: str, accessible_name: str) -> QLineEdit:
    field = QLineEdit(placeholderText=placeholder)
    field.setAccessibleName(accessible_name)
    field.setMinimumHeight(HIT_PX)
    return field
