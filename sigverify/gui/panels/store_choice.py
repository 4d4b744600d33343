"""`StoreChoice`: in which database this window keeps signers, and another one, looked at before it is taken; a card."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit

from sigverify.gui.desk import Desk
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, card, label, row, set_tone
from sigverify.gui.panels.protection import said_label, say
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import HIT_PX
from sigverify.gui.words import counted
from sigverify.sentences import said
from sigverify.storage.rows import FoundStore

_NAMED = said("This window was started with the store's address, so another one is chosen there: by --store.")
_FILES = said("Stores (*.sqlite);;All files (*)")


class StoreChoice(QObject):
    """opening_again_wanted: the window is to be opened on the store that was chosen."""

    opening_again_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__()
        self._desk, self._settings = desk, settings
        self._found: FoundStore | None = None
        self._fixed = False
        self._name = label("", wrap=True)
        self._warning = label("", "small", wrap=True)
        set_tone(self._warning, "fault")
        self.typed = QLineEdit(placeholderText=tr("A file, or postgresql+psycopg://user@server/name"))
        self.typed.setAccessibleName(tr("File or address of another store"))
        self.typed.setMinimumHeight(HIT_PX)
        self.file = Button(theme, tr("File…"), "open", tip=tr("Choose a file, or name a new one"))
        self.look = Button(theme, tr("Look"), "search", tip=tr("See what is there; nothing is made or changed"))
        self._said = said_label(tr("What is there"))
        self.use = Button(theme, tr("Use it"), "done", role="primary", tip=tr("Keep signers there from the next start"))
        self.leave = Button(
            theme, tr("This machine's own"), "back", role="quiet", tip=tr("Keep signers in the data folder again")
        )
        self._later = label("", "muted", wrap=True)
        self.again = Button(theme, tr("Open the window again"), role="primary")
        self.frame: QFrame = card(
            label(tr("Where signers are kept"), "heading"),
            self._name,
            self._warning,
            row(self.typed, self.file, self.look),
            self._said,
            row(self.use, self.leave, 1),
            self._later,
            row(self.again, 1),
        )
        self.file.clicked.connect(self._choose_file)
        self.look.clicked.connect(self._look)
        self.typed.returnPressed.connect(self._look)
        self.typed.textEdited.connect(self._forget_found)
        self.use.clicked.connect(self._use)
        self.leave.clicked.connect(self._leave)
        self.again.clicked.connect(self.opening_again_wanted)
        self._opened_as = settings.store_url
        self._tell()

    def show_store(self, store: StoreView) -> None:
        """Say where signers are kept now."""
        self._name.setText(tr("Now in {place}", place=store.name) if store.name else "")
        self._warning.setText(tr(store.warning))
        self._fixed = store.named
        self._tell()

    @Slot()
    def _choose_file(self) -> None:
        options = QFileDialog.Option.DontConfirmOverwrite  # one that is there is opened, not replaced
        name, _ = QFileDialog.getSaveFileName(
            self.frame, tr("Where signers are kept"), self.typed.text(), tr(_FILES), options=options
        )
        if name:
            self.typed.setText(name)
            self._look()

    @Slot()
    def _look(self) -> None:
        typed = self.typed.text()
        self._forget_found()
        say(self._said, tr("Looking…"))
        self._desk.ask(lambda s: s.look_at_store(typed), self._show_found, self._say_none)

    @Slot()
    def _forget_found(self) -> None:
        self._found = None
        say(self._said, "")
        self._tell()

    def _show_found(self, found: FoundStore) -> None:
        self.typed.setText(found.url if not found.url.startswith("sqlite:") else found.name)
        self._found = found
        say(self._said, tr_all(_words(found)), fault=bool(found.warning))
        self._tell()

    def _say_none(self, sentence: str) -> None:
        from sigverify.storage.server import without_password  # its library is imported where the store is opened

        if without_password(self.typed.text()) != self.typed.text():
            self.typed.clear()
        say(self._said, sentence, fault=True)

    @Slot()
    def _use(self) -> None:
        if self._found is not None:
            self._settings.store_url = self._found.url
            self._forget_found()

    @Slot()
    def _leave(self) -> None:
        self._settings.store_url = ""
        self._forget_found()

    def _tell(self) -> None:
        """Offer what can be done now, and say what waits for the window to be opened again."""
        for widget in (self.typed, self.file, self.look):
            widget.setEnabled(not self._fixed)
        self.use.setVisible(self._found is not None)
        self.leave.setVisible(bool(self._settings.store_url) and not self._fixed)
        waits = self._settings.store_url != self._opened_as
        self._warning.setVisible(bool(self._warning.text()))
        self._later.setText(
            tr(_NAMED)
            if self._fixed
            else tr("Signers are kept in {place} when the window is opened again.", place=self._chosen())
            if waits
            else ""
        )
        self._later.setVisible(bool(self._later.text()))
        self.again.setVisible(waits and not self._fixed)

    def _chosen(self) -> str:
        return self._settings.store_url.removeprefix("sqlite:///") or tr("this machine's data folder")


def _words(found: FoundStore) -> list[str]:
    """Say what was found, and what opens it."""
    if found.is_new:
        told = [tr("There is no store yet: one is made there.")]
    else:
        told = [tr("It holds {signers}.", signers=counted(found.signers, "signer"))]
        if "operator" in found.ways_in:
            told.append(tr("It asks who you are."))
        elif "passphrase" in found.ways_in:
            told.append(tr("It asks for its passphrase."))
        else:
            told.append(tr("It opens where its keyring or key file is, and by its recovery key."))
    if found.is_older:
        told.append(tr("It is of an earlier sigverify, which cannot open it any more once it was opened here."))
    if found.warning:
        told.append(tr(found.warning))
    return told
