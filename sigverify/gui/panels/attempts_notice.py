"""`AttemptsNotice`: no attempt is left for this signer, what to do now, and the reason for allowing more."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Sign, card, label, row
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import HIT_PX
from sigverify.verification.attempts import AttemptStanding


class AttemptsNotice(QWidget):
    """lifted(str): a person lets the signer try anew, for this reason. compare_wanted: to look at what was written."""

    lifted = Signal(str)
    compare_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = label("", wrap=True)
        self._words.setAccessibleName(tr("Why no further signature is taken"))
        self.compare = Button(
            theme, tr("Look at it in Compare"), "compare", tip=tr("Lay it beside the references (Ctrl+3)")
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Reason, for the record"))
        self.reason.setAccessibleName(tr("Reason for allowing further attempts"))
        self.reason.setMinimumHeight(HIT_PX)
        self.allow = Button(
            theme, tr("Allow further attempts"), "done", tip=tr("Recorded with the reason (Enter)"), needs="override"
        )
        self.compare.clicked.connect(self.compare_wanted)
        self.reason.textChanged.connect(self._show_allowed)
        self.reason.returnPressed.connect(self._allow)
        self.allow.clicked.connect(self._allow)
        head = row(Sign(theme, "warning", "refer", 20), label(tr("No attempt left"), "heading"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card(head, self._words, self.compare, self.reason, self.allow, name="notice"))
        self._show_allowed()
        self.hide()

    @property
    def words(self) -> str:
        """What the notice says, '' while it is not shown."""
        return self._words.text() if not self.isHidden() else ""

    def show_standing(self, standing: AttemptStanding | None, name: str) -> None:
        """Show the notice where no attempt is left; None hides it."""
        again_at = standing.again_at if standing is not None else None
        if standing is not None and again_at is not None:
            self._words.setText(
                tr(
                    "{used} signatures within {minutes} minutes were not accepted. A person decides now: "
                    "ask {name} for another proof of identity. The next attempt is free at "
                    "{moment}.",
                    used=standing.used,
                    minutes=standing.limit.minutes,
                    name=name,
                    moment=f"{again_at.astimezone():%H:%M}",
                )
            )
        else:
            self.reason.clear()
            self._words.clear()
        self.setVisible(again_at is not None)

    @Slot()
    def _show_allowed(self) -> None:
        self.allow.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _allow(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.lifted.emit(reason)
