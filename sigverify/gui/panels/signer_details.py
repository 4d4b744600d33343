"""`SignerDetails`: who signs, for what, and in which ways; each can be changed where it stands."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from sigverify.gui.enrolling import SignerView
from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, Title, card, even_row, label, row
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import counted


class SignerDetails(QWidget):
    """saved(str, str, str): name, purpose and profile as they are to be called. profile_wanted(str): another."""

    saved = Signal(str, str, str)
    profile_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._signer: SignerView | None = None
        self.title = Title()
        edit_tip = tr("Change the name, the purpose or the profile's name")
        self.edit = Button(theme, "", "note", role="quiet", tip=edit_tip, needs="enrol")
        self.edit.setAccessibleName(tr("Change the signer's name or purpose"))
        head = row(self.title, self.edit)
        head.layout().setStretch(0, 1)  # type: ignore[union-attr]  # a box layout of ours
        self._purpose = label("", "muted", wrap=True)
        self._ways = label("", "muted", wrap=True)
        add_tip = tr("Another way of signing, such as initials")
        self.add = Button(theme, tr("Add a profile"), "add", role="aside", tip=add_tip, needs="enrol")
        self.name = self._field(tr("Name"), 120)
        self.purpose = self._field(tr("For what, for example: cheques up to 5 000"), 300)
        self.profile = self._field(tr("Profile, for example: full name"), 60)
        self.save = Button(theme, tr("Save"), "done", role="primary")
        self.leave = Button(theme, tr("Cancel"), "close", role="quiet")
        self._form = card(
            label(tr("Name"), "small"),
            self.name,
            label(tr("Enrolled for"), "small"),
            self.purpose,
            label(tr("Profile"), "small"),
            self.profile,
            even_row(self.leave, self.save),
            name="notice",
        )
        self.new_profile = self._field(tr("Initials, paraph, full name…"), 60)
        self.make = Button(theme, tr("Add"), "add", role="primary")
        self.drop = Button(theme, tr("Cancel"), "close", role="quiet")
        self._new = card(
            label(tr("What is the other way of signing called?"), wrap=True),
            self.new_profile,
            even_row(self.drop, self.make),
            name="notice",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN // 2)
        for widget in (head, self._purpose, self._ways, self._form, self._new, self.add):
            layout.addWidget(widget)
        self.edit.clicked.connect(self._ask)
        self.add.clicked.connect(self._ask_profile)
        self.save.clicked.connect(self._save)
        self.make.clicked.connect(self._make)
        for field in (self.name, self.purpose, self.profile):
            field.returnPressed.connect(self._save)
        self.new_profile.returnPressed.connect(self._make)
        self.leave.clicked.connect(self._close_forms)
        self.drop.clicked.connect(self._close_forms)
        for form in (self._form, self._new):
            QShortcut(
                QKeySequence("Esc"), form, self._close_forms, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
        self.show_signer(None)

    def show_signer(self, signer: SignerView | None) -> None:
        """Show a signer; None for nobody, under a title of the place's own."""
        if self._signer is None or signer is None or signer.key != self._signer.key:
            self._form.hide()
            self._new.hide()
        self._signer = signer
        if signer is not None:
            self.title.setText(signer.name)
            self._purpose.setText(signer.purpose)
            others = len(signer.profiles) - 1
            more = (
                tr(
                    "Signs as '{profile}'; {others}",
                    profile=signer.profile,
                    others=counted(others, "other profile"),
                )
                if others > 0
                else ""
            )
            self._ways.setText(more)
        self._show_parts()

    def forget(self) -> None:
        """Forget who was shown and what was typed."""
        self.show_signer(None)
        self._close_forms()
        for words in (self._purpose, self._ways, self.name, self.purpose, self.profile, self.new_profile):
            words.clear()

    def _show_parts(self) -> None:
        signer = self._signer
        forms = not (self._form.isHidden() and self._new.isHidden())
        self.edit.setVisible(signer is not None)
        self._purpose.setVisible(signer is not None and bool(signer.purpose))
        self._ways.setVisible(signer is not None and len(signer.profiles) > 1)
        self.add.setVisible(signer is not None and not forms)

    def _field(self, hint: str, longest: int) -> QLineEdit:
        field = QLineEdit(placeholderText=hint, maxLength=longest)
        field.setAccessibleName(hint)
        return field

    @Slot()
    def _ask(self) -> None:
        if self._signer is None:
            return
        ways = {way.profile_id: way.name for way in self._signer.profiles}
        self.name.setText(self._signer.name)
        self.purpose.setText(self._signer.purpose)
        self.profile.setText(ways.get(self._signer.profile_id, ""))
        self._new.hide()
        self._form.show()
        self._show_parts()
        self.name.setFocus()
        self.name.selectAll()

    @Slot()
    def _ask_profile(self) -> None:
        self.new_profile.clear()
        self._form.hide()
        self._new.show()
        self._show_parts()
        self.new_profile.setFocus()

    @Slot()
    def _save(self) -> None:
        name = self.name.text().strip()
        if self._signer is not None and name:
            self._close_forms()
            self.saved.emit(name, self.purpose.text().strip(), self.profile.text().strip())

    @Slot()
    def _make(self) -> None:
        name = self.new_profile.text().strip()
        if name:
            self._close_forms()
            self.profile_wanted.emit(name)

    @Slot()
    def _close_forms(self) -> None:
        self._form.hide()
        self._new.hide()
        self._show_parts()
