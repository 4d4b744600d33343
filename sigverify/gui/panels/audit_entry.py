"""`AuditEntryPanel`: one entry of the audit chain beside the table, with all that it tells."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from sigverify.gui.audit_rows import AuditLine
from sigverify.gui.audit_words import kind_words, tells_words
from sigverify.gui.language import tr
from sigverify.gui.panels.decided import broken
from sigverify.gui.panels.pieces import Button, SidePanel, label, row, rule
from sigverify.gui.tables.audit_model import AuditModel
from sigverify.gui.theme import Theme
from sigverify.gui.words import moment_words
from sigverify.storage.rows import AuditEntry
from sigverify.verification.likelihood_ratio import grouped


class AuditEntryPanel(SidePanel):
    """closed: the person is done with it. signer_wanted(str): only entries about this signer are to be seen.

    decision_wanted(int): the decision of this id is to be opened.
    """

    closed = Signal()
    signer_wanted = Signal(str)
    decision_wanted = Signal(int)

    def __init__(self, theme: Theme, model: AuditModel) -> None:
        super().__init__(tr("One entry of the audit chain"))
        self._model = model
        self._line: AuditLine | None = None
        self._decision_id: int | None = None
        self.setMinimumWidth(300)
        self.close_button = Button(theme, "", "close", role="quiet", tip=tr("Close this entry (Esc)"))
        self.close_button.setAccessibleName(tr("Close this entry"))
        self.close_button.setFixedSize(32, 32)
        self.close_button.setProperty("compact", True)
        self._number = label("", "small", wrap=True)
        self._action = label("", "title", wrap=True)
        self._when = label("", wrap=True)
        self._tells = label("", wrap=True)
        self._about = label("", wrap=True)
        self._about_id = label("", "small", wrap=True)
        self._by = label("", wrap=True)
        self._by_id = label("", "small", wrap=True)
        self._hash, self._before = label("", "small", wrap=True), label("", "small", wrap=True)
        for told in (self._tells, self._about_id, self._by_id, self._hash, self._before):
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.only = Button(
            theme, tr("Only this signer"), "search", tip=tr("Show the entries about this signer and no others")
        )
        self.decision = Button(theme, tr("Open the decision"), "review", tip=tr("Show this decision as it was made"))
        top = row(self._number, self.close_button)
        layout = top.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretchFactor(self._number, 1)
        self._about_head, self._by_head = label(tr("About"), "heading"), label(tr("By"), "heading")
        for part in (
            *(top, self._action, self._when, self._tells, self.decision, rule()),
            *(self._about_head, self._about, self._about_id, self.only),
            *(self._by_head, self._by, self._by_id, rule()),
            *(label(tr("Hash"), "heading"), self._hash, label(tr("Hash of the entry before"), "heading"), self._before),
        ):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.close_button.clicked.connect(self.closed)
        self.only.clicked.connect(self._want_signer)
        self.decision.clicked.connect(self._want_decision)

    @property
    def line(self) -> AuditLine | None:
        """The entry on show."""
        return self._line

    def show_line(self, line: AuditLine, entry: AuditEntry | None) -> None:
        """Show an entry; entry: what it tells, None where that cannot be read."""
        self._line = line
        facts = entry.event.facts if entry is not None else {}
        number = facts.get("decision")
        self._decision_id = number if isinstance(number, int) else None
        self._number.setText(tr("Entry {number} of the audit chain", number=grouped(line.sequence)))
        self._action.setText(kind_words(line.kind))
        self._when.setText(moment_words(line.at))
        tells = (
            tells_words(entry, self._model.operator_name)
            if entry is not None
            else tr("It cannot be read: it was changed from outside.")
        )
        self._tells.setText(tells)
        self._tells.setVisible(bool(tells))
        self.decision.setVisible(self._decision_id is not None and self._model.is_there(line.signer_id))
        for part in (self._about_head, self._about, self._about_id, self.only):
            part.setVisible(bool(line.signer_id))
        self._about.setText(self._model.signer_name(line.signer_id) if line.signer_id else "")
        self._about_id.setText(line.signer_id)
        self._by.setText(
            self._model.operator_name(line.operator_id) if line.operator_id else tr("Nobody had to sign in.")
        )
        self._by_id.setText(line.operator_id)
        self._by_id.setVisible(bool(line.operator_id))
        # Hashes have no blanks: without room to break a line they would push the panel wide.
        self._hash.setText(broken(entry.hash) if entry is not None else "–")
        self._before.setText(broken(entry.previous) if entry is not None else "–")

    def forget(self) -> None:
        """Let go of the entry."""
        self._line, self._decision_id = None, None
        for words in (self._tells, self._about, self._about_id, self._by, self._by_id):
            words.clear()

    def _want_signer(self) -> None:
        if self._line is not None:
            self.signer_wanted.emit(self._line.signer_id)

    def _want_decision(self) -> None:
        if self._decision_id is not None:
            self.decision_wanted.emit(self._decision_id)
