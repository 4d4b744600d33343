"""`DecisionNotes`: what people wrote about a decision, and the field to add to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Sign, card, label, row, set_tone
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL, GAP_WITHIN
from sigverify.gui.words import OUTCOME_WORDS, RULE_WORDS, moment_words
from sigverify.sentences import said
from sigverify.storage.rows import Ruling, StoredNote
from sigverify.verification.decision import Outcome

_NO_REASON = said("An override needs a reason: write it above, then press the button again.")
_NO_NOTE = said("Write what is to be noted, then press the button again.")
_FIELD_PX = 76


class DecisionNotes(QWidget):
    """noted(str, Ruling | None): what a person wrote, and what they decide in the decision's place."""

    noted = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[QWidget] = []
        self._listed = QVBoxLayout()
        self._listed.setSpacing(GAP_WITHIN)
        self.field = QPlainTextEdit(
            placeholderText=tr("What should be known of this decision, or why you decide otherwise")
        )
        self.field.setAccessibleName(tr("Note or reason"))
        self.field.setToolTip(tr("It is stored encrypted and stays: a later note adds to it, nothing changes it"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_FIELD_PX)
        self.add = Button(theme, tr("Add note"), "note", tip=tr("Keep what is written above beside the decision"))
        self.rulings: dict[Ruling, Button] = {
            ruling: Button(
                theme,
                tr(words),
                ruling,
                tip=tr("Decide otherwise; what is written above is the reason"),
                needs="override",
            )
            for ruling, words in RULE_WORDS.items()
        }
        self._hint = label("", wrap=True)
        set_tone(self._hint, "reject")
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(label(tr("Notes"), "heading"))
        column.addLayout(self._listed)
        column.addWidget(self.field)
        column.addWidget(self._hint)
        column.addWidget(self.add)
        for ruling, button in self.rulings.items():
            column.addWidget(button)
            button.clicked.connect(lambda _=False, word=ruling: self._send(word))
        told = tr(
            "The decision itself never changes. Notes and overrides go into the audit chain, without their words."
        )
        column.addWidget(label(told, "small", wrap=True))
        self.add.clicked.connect(lambda: self._send(None))
        self.field.textChanged.connect(self._hint.hide)

    @property
    def hint(self) -> str:
        """What is asked of the person, '' for nothing."""
        return "" if self._hint.isHidden() else self._hint.text()

    @property
    def words(self) -> list[str]:
        """The notes as they stand, each with its head."""
        return [widget.accessibleName() for widget in self._shown]

    def begin_anew(self, draft: str = "") -> None:
        """Show what was typed before, in place of what is typed now."""
        self.field.setPlainText(draft)
        self._hint.hide()

    def show_notes(self, notes: Sequence[StoredNote], now: Outcome | None) -> None:
        """Show what was written. now: what is decided as it stands; a person can only decide otherwise."""
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = [self._card(note) for note in notes]
        for widget in self._shown:
            self._listed.addWidget(widget)
        for ruling, button in self.rulings.items():
            button.setVisible(ruling != now)

    def _card(self, note: StoredNote) -> QWidget:
        moment = moment_words(note.written_at, short=True)
        told = (
            tr("Overridden: {outcome}", outcome=tr(OUTCOME_WORDS[note.ruling]).lower())
            if note.ruling is not None
            else tr("Note")
        )
        sign = Sign(self._theme, note.ruling or "note", note.ruling or "muted", 16)
        words = label(note.text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = row(sign, label(f"{told} · {moment}", "small", wrap=True), gap=GAP_SMALL)
        head.layout().setStretch(1, 1)  # type: ignore[union-attr]  # a box layout of ours
        made = card(head, words, name="notice", gap=GAP_SMALL)
        made.setAccessibleName(f"{told} · {moment}: {note.text}")
        return made

    @Slot(object)
    def _send(self, ruling: Ruling | None) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.noted.emit(text, ruling)
            return
        self._hint.setText(tr(_NO_NOTE) if ruling is None else tr(_NO_REASON))
        self._hint.show()
        self.field.setFocus()
