"""`Erasing`: what is held about a signer goes only at a second word: the signer, a profile, earlier references."""

from typing import Literal

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sigverify.gui.enrolling import ForgedView, SignerView
from sigverify.gui.language import tr
from sigverify.gui.panels.forged_too import ForgedToo
from sigverify.gui.panels.pieces import Button, card, label, rule
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import counted

What = Literal["signer", "profile", "earlier"]


class Erasing(QWidget):
    """erase_wanted(str): a person said twice that the signer, the profile or the earlier references are to go.

    forged_wanted: the question is about the signer; it can be answered once `show_forged` told what they forged.
    """

    erase_wanted = Signal(str)
    forged_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._signer: SignerView | None = None
        self._earlier = 0
        self._asked: What = "signer"
        self._earlier_words = label("", "small", wrap=True)
        self.earlier = Button(
            theme,
            tr("Erase the earlier ones…"),
            "remove",
            role="aside",
            tip=tr("Others took their place"),
            needs="enrol",
        )
        self.profile = Button(
            theme, tr("Erase this profile…"), "remove", role="aside", tip=tr("Erase one way of signing"), needs="erase"
        )
        self.signer = Button(
            theme, tr("Erase this signer…"), "remove", role="aside", tip=tr("Erase all that is held"), needs="erase"
        )
        self.words = label("", wrap=True)
        self.forged = ForgedToo()
        self.now = Button(theme, tr("Erase for good"), "remove", role="danger")
        self.spare = Button(theme, tr("Keep it"), role="quiet")
        self.confirm = card(self.words, self.forged, self.now, self.spare, name="notice")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_WITHIN // 2)
        for widget in (rule(), self._earlier_words, self.earlier, self.profile, self.signer, self.confirm):
            layout.addWidget(widget)
        self.earlier.clicked.connect(lambda: self._ask("earlier"))
        self.profile.clicked.connect(lambda: self._ask("profile"))
        self.signer.clicked.connect(lambda: self._ask("signer"))
        self.now.clicked.connect(self._erase)
        self.spare.clicked.connect(self._spare)
        self.confirm.hide()

    def show_signer(self, signer: SignerView | None, earlier: int) -> None:
        """Show what there is of a signer to be erased; earlier: references that others took the place of."""
        if signer is None or self._signer is None or signer.key != self._signer.key:
            self.confirm.hide()
        self._signer, self._earlier = signer, earlier
        self._earlier_words.setText(
            tr("{references} kept for the record.", references=counted(earlier, "earlier reference"))
        )
        self._show_parts()

    def _show_parts(self) -> None:
        signer, asking = self._signer, not self.confirm.isHidden()
        self.setVisible(signer is not None)
        self._earlier_words.setVisible(self._earlier > 0)
        self.earlier.setVisible(self._earlier > 0 and not asking)
        self.profile.setVisible(signer is not None and len(signer.profiles) > 1 and not asking)
        self.signer.setVisible(not asking)

    def _ask(self, what: What) -> None:
        if self._signer is None:
            return
        self._asked = what
        name, way = self._signer.name, self._signer.profile
        self.words.setText(
            {
                "signer": tr(
                    "Erase everything that is held about {name}: references, signatures, decisions? This "
                    "cannot be undone.",
                    name=name,
                ),
                "profile": tr(
                    "Erase '{way}' of {name}: its references, signatures and decisions? This cannot be undone.",
                    way=way,
                    name=name,
                ),
                "earlier": tr(
                    "Erase {references} of {name}? Decisions that were made against them stay, without "
                    "them. This cannot be undone.",
                    references=counted(self._earlier, "earlier reference"),
                    name=name,
                ),
            }[what]
        )
        self.spare.setText(
            tr("Keep the signer") if what == "signer" else tr("Keep it") if what == "profile" else tr("Keep them")
        )
        self.forged.hide()
        self.now.setEnabled(what != "signer")
        self.confirm.show()
        self._show_parts()
        self.spare.setFocus()
        if what == "signer":
            self.forged_wanted.emit()

    def show_forged(self, signer_id: str, forged: ForgedView) -> None:
        """Show how many forgeries of others' signatures name the signer who is asked about, and let it be answered."""
        if self._asked == "signer" and self._signer is not None and self._signer.signer_id == signer_id:
            self.forged.show_count(forged)
            self.now.setEnabled(True)

    def leave(self) -> None:
        """Take the question back."""
        self.confirm.hide()
        self._show_parts()

    @Slot()
    def _spare(self) -> None:
        self.leave()
        {"signer": self.signer, "profile": self.profile, "earlier": self.earlier}[self._asked].setFocus()

    @Slot()
    def _erase(self) -> None:
        self.leave()
        self.erase_wanted.emit(self._asked)
