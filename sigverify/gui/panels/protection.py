"""`Protection`: what opens the store, its recovery key, and after how long it is locked; cards of Settings."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.keeping import StoreView
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, Choice, card, label, row, set_tone
from sigverify.gui.settings import LOCK_MINUTES, WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import HIT_PX
from sigverify.gui.words import counted
from sigverify.sentences import said
from sigverify.storage.recovery import GROUPS, groups_to_ask, new_recovery_key, typed_right

_BACKUPS = said("Backups that were made before stay readable by what opened the store then.")
_WHAT_FOR = said(
    "Eight groups of characters on paper. They open the store, here or on another machine, where passphrase, keyring "
    "and key file are lost. Keep the paper away from this machine."
)
_SHOWN_ONCE = said("Write it down now: it is shown this once. Then type the two groups that are asked for.")


class Protection(QObject):
    """kept(StoreView): something about the store's protection was changed. lock_wanted: it is to be locked now."""

    kept = Signal(object)
    lock_wanted = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__()
        self._desk, self._settings = desk, settings
        self._text = ""
        self._asked = (0, 1)
        self._store: StoreView | None = None
        self._how = label("", wrap=True)
        self.passphrase, self.again = secret_field(tr("New passphrase")), secret_field(tr("New passphrase once more"))
        self.change = Button(theme, tr("Change"), role="primary", needs="administer")
        self.change.setAccessibleName(tr("Change the passphrase"))
        self.remember = Button(
            theme,
            tr("Open here with nothing typed"),
            "store",
            tip=tr("Keep a secret in this machine"),
            needs="administer",
        )
        self.forget = Button(
            theme,
            tr("Always ask"),
            "remove",
            tip=tr("No machine opens the store with nothing typed"),
            needs="administer",
        )
        self._passphrase_row = row(self.passphrase, self.again, self.change)
        self._said = said_label(tr("What came of the change"))
        self._recovery_state = label("", "muted")
        self.make = Button(theme, tr("Make a recovery key"), "add", needs="administer")
        self.shown = _RecoveryText()
        self.copy = Button(
            theme, tr("Copy"), "copy", role="quiet", tip=tr("Copy it, to print it; empty the clipboard after")
        )
        self.first, self.second = QLineEdit(), QLineEdit()
        self.keep = Button(theme, tr("Keep this recovery key"), "done", role="primary")
        self.leave = Button(theme, tr("Cancel"), "close", role="quiet")
        self._instruction = label(tr(_SHOWN_ONCE), wrap=True)
        self._recovery_said = said_label(tr("What came of the recovery key"))
        self._checks = row(self.first, self.second, self.keep, self.leave)
        for field in (self.first, self.second):
            field.setMinimumHeight(HIT_PX)
        self.after = Choice(tr("Lock the store after"), tr("After how long without a touch the store is locked"))
        self.after.addItems([_minutes_words(minutes) for minutes in LOCK_MINUTES])
        self.after.setMinimumHeight(HIT_PX)
        self.lock = Button(theme, tr("Lock now"), "store", tip=tr("Lock the store (Ctrl+L)"), needs="store")
        self.frames: tuple[QFrame, ...] = (
            card(
                label(tr("What opens the store"), "heading"),
                self._how,
                self._passphrase_row,
                label(tr(_BACKUPS), "small", wrap=True),
                row(self.remember, self.forget, 1),
                self._said,
            ),
            card(
                row(label(tr("Recovery key"), "heading"), 1, self._recovery_state),
                label(tr(_WHAT_FOR), "muted", wrap=True),
                self.make,
                self._instruction,
                row(self.shown, 1, self.copy),
                self._checks,
                self._recovery_said,
            ),
            card(
                label(tr("Lock"), "heading"),
                label(
                    tr(
                        "While it is locked, nobody can see or read any signer or signature here. "
                        "What is being written is kept first; a training goes on."
                    ),
                    "muted",
                    wrap=True,
                ),
                row(self.after, 1, self.lock),
            ),
        )
        self._connect()
        self._show_recovery("")

    def _connect(self) -> None:
        self.change.clicked.connect(self._change)
        self.again.returnPressed.connect(self._change)
        self.remember.clicked.connect(partial(self._ask, "remember"))
        self.forget.clicked.connect(partial(self._ask, "forget_machines"))
        self.make.clicked.connect(self.make_recovery_key)
        self.copy.clicked.connect(self._copy)
        self.keep.clicked.connect(self._keep)
        self.second.returnPressed.connect(self._keep)
        self.leave.clicked.connect(lambda: self._show_recovery(""))
        self.after.activated.connect(self._choose_minutes)
        self.lock.clicked.connect(self.lock_wanted)

    def show_store(self, store: StoreView) -> None:
        """Say what opens the store now."""
        self._store = store
        told = [store.key_description]
        if store.operators:
            told.append(tr("{n} operator may sign in.", "{n} operators may sign in.", n=store.operators))
        if store.machines:
            told.append(
                tr(
                    "{n} machine opens it with nothing typed.",
                    "{n} machines open it with nothing typed.",
                    n=store.machines,
                )
            )
        self._how.setText(tr_all(told))
        alone = not store.operators
        self._passphrase_row.setVisible(alone)
        self.remember.setVisible(alone and store.passphrase and not store.machines)
        self.forget.setVisible(store.passphrase and bool(store.machines))
        self._recovery_state.setText(tr("There is one") if store.recovery else tr("There is none"))
        self.make.setText(tr("Make a new one in its place") if store.recovery else tr("Make a recovery key"))
        chosen = self._settings.lock_minutes
        minutes = chosen if chosen is not None else 15 if store.typed else 0
        self.after.setCurrentIndex(LOCK_MINUTES.index(minutes))

    @Slot()
    def make_recovery_key(self) -> None:
        """Show a new recovery key, and ask for two of its groups."""
        self._asked = groups_to_ask()
        for field, place in zip((self.first, self.second), self._asked, strict=True):
            field.clear()
            field.setPlaceholderText(tr("Group {place}", place=place + 1))
            field.setAccessibleName(tr("Group {place} of the recovery key", place=place + 1))
        say(self._recovery_said, "")
        self._show_recovery(new_recovery_key())
        self.first.setFocus()

    def drop(self) -> None:
        """Forget what was typed and shown."""
        self._show_recovery("")
        for field in (self.passphrase, self.again):
            field.clear()

    def _show_recovery(self, text: str) -> None:
        self._text = text
        self.shown.show_key(text)
        for widget in (self._instruction, self.shown, self.copy, self._checks):
            widget.setVisible(bool(text))
        self.make.setVisible(not text)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    @Slot()
    def _keep(self) -> None:
        text = self._text
        typed = (self.first.text(), self.second.text())
        wrong = [place + 1 for place, one in zip(self._asked, typed, strict=True) if not typed_right(text, place, one)]
        if wrong:
            self._say(
                self._recovery_said, tr("Group {place} is another one. Look at the paper.", place=wrong[0]), fault=True
            )
            return
        self._desk.ask(
            lambda s: s.set_recovery_key(text),
            self._take_recovery,
            lambda sentence: self._say(self._recovery_said, sentence, fault=True),
        )

    def _take_recovery(self, store: StoreView) -> None:
        self._show_recovery("")
        self._say(self._recovery_said, tr("It opens the store from now on. It is not shown again."))
        self.kept.emit(store)

    @Slot()
    def _change(self) -> None:
        typed, again = self.passphrase.text(), self.again.text()
        if not typed or typed != again:
            both = tr("Both are not the same. Type them again.") if typed else tr("Type a passphrase, twice.")
            self._say(self._said, both, fault=True)
            return
        self.passphrase.clear()
        self.again.clear()
        self._desk.ask(lambda s: s.change_passphrase(typed), self._take, self._say_fault)

    def _ask(self, what: str) -> None:
        self._desk.ask(lambda s: getattr(s, what)(), self._take, self._say_fault)

    def _take(self, store: StoreView) -> None:
        self._say(self._said, tr("Done."))
        self.kept.emit(store)

    def _say_fault(self, sentence: str) -> None:
        self._say(self._said, sentence, fault=True)

    def _say(self, where: QLabel, sentence: str, *, fault: bool = False) -> None:
        say(where, sentence, fault=fault)

    @Slot(int)
    def _choose_minutes(self, number: int) -> None:
        self._settings.lock_minutes = LOCK_MINUTES[number]
        self.changed.emit()


class _RecoveryText(QLabel):
    """The recovery key in two lines of four groups, in figures that stand under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(tr("Recovery key"))
        self.setStyleSheet("font-family: monospace; font-size: 18px;")  # the window's own would win over a font

    def show_key(self, text: str) -> None:
        groups = text.split("-")
        half = GROUPS // 2
        self.setText("  ".join(groups[:half]) + "\n" + "  ".join(groups[half:]) if text else "")


def said_label(accessible_name: str) -> QLabel:
    """Return where is said what came of something; it takes no room while there is nothing."""
    made = label("", "small", wrap=True)
    made.setAccessibleName(accessible_name)
    made.hide()
    return made


def say(where: QLabel, sentence: str, *, fault: bool = False) -> None:
    """Say what came of something; '' takes it away."""
    where.setText(sentence)
    where.setVisible(bool(sentence))
    set_tone(where, "fault" if fault else "")


def secret_field(words: str) -> QLineEdit:
    """Return a field whose letters are not shown."""
    field = QLineEdit(placeholderText=words)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(words)
    field.setMinimumHeight(HIT_PX)
    return field


def _minutes_words(minutes: int) -> str:
    return (
        tr("After {minutes} without a touch", minutes=counted(minutes, "minute")) if minutes else tr("Never by itself")
    )
