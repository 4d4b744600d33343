"""What a person is told about references beside the pad: refused, grown old, like another signer's."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sigverify.gui.enrolling import AlikeView, EnrolmentView
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, Sign, card, label, row
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Recording
from sigverify.sentences import said


class RefusalNotice(QWidget):
    """A signature that was refused as a reference, with its reason. kept, left_out: what a person says of it."""

    kept = Signal()
    left_out = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.reason = label("", wrap=True)
        self._title = label("", "heading")
        self._ink = Thumbnail(theme, None, QSize(200, 84))
        self.keep = Button(
            theme,
            tr("Keep it anyway"),
            "done",
            tip=tr("A person says that this is how the signer signs"),
            needs="enrol",
        )
        self.leave = Button(
            theme, tr("Leave it out"), "close", role="quiet", tip=tr("Throw this one away and sign once more")
        )
        self.keep.clicked.connect(self.kept)
        self.leave.clicked.connect(self.left_out)
        head = row(Sign(theme, "warning", "refer", 20), self._title, 1)
        _fill(self, card(head, self._ink, self.reason, self.keep, self.leave, name="notice"))

    def show_refused(self, recording: Recording, reason: str, *, keepable: bool) -> None:
        """Show a signature and why it was refused; keepable: whether a person's word can keep it."""
        self._ink.show_recording(recording)
        self.reason.setText(tr(reason))
        self.keep.setVisible(keepable)
        self._title.setText(tr("Not like the others") if keepable else tr("Cannot be compared"))

    @property
    def keepable(self) -> bool:
        """Whether a person's word can keep what is shown."""
        return not self.keep.isHidden()

    def drop(self) -> None:
        """Forget the signature."""
        self._ink.show_recording(None)
        self.reason.clear()


class AgeNotice(QWidget):
    """References have grown old, or are being renewed. renew_wanted(bool): new ones take their place, or no more."""

    renew_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = label("", wrap=True)
        self._title = label("", "heading")
        self._sign = Sign(theme, "warning", "refer", 20)
        renew_tip = tr("Each new signature takes the place of the oldest one")
        self.renew = Button(theme, tr("Renew them"), "enrol", tip=renew_tip, needs="enrol")
        self.stop = Button(theme, tr("Done renewing"), "done", tip=tr("Further signatures are added to the others"))
        self.renew.clicked.connect(lambda: self.renew_wanted.emit(True))
        self.stop.clicked.connect(lambda: self.renew_wanted.emit(False))
        _fill(self, card(row(self._sign, self._title, 1), self.words, self.renew, self.stop, name="notice"))
        self.show_age(None, None)

    def show_age(self, enrolment: EnrolmentView | None, renewed: int | None) -> None:
        """Show how old references are; renewed: how many were renewed so far, None while nobody renews them."""
        old = enrolment.old_words if enrolment is not None else ""
        renewing = renewed is not None and enrolment is not None
        self.setVisible(bool(old) or renewing)
        self.renew.setVisible(not renewing)
        self.stop.setVisible(renewing)
        self._sign.show_sign(*(("enrol", "accept") if renewing else ("warning", "refer")))
        self._title.setText(tr("Renewing the references") if renewing else tr("References grow old"))
        if renewing and enrolment is not None:
            self.words.setText(
                tr(
                    "{renewed} of {count} renewed. Each new signature takes the place of the oldest "
                    "one, which is kept for the record.",
                    renewed=renewed,
                    count=len(enrolment.references),
                )
            )
        else:
            self.words.setText(tr(old))


class AlikeNotice(QWidget):
    """A fresh reference is like another signer's. kept(int), removed(int): what a person says of the recording."""

    kept = Signal(int)
    removed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._recording_id = 0
        self.words = label("", wrap=True)
        self.keep = Button(theme, "", "done", tip=tr("A person has made sure who writes; this is noted"), needs="enrol")
        self.remove = Button(
            theme, tr("Take it away"), "remove", role="quiet", tip=tr("Erase this reference"), needs="enrol"
        )
        self.keep.clicked.connect(lambda: self.kept.emit(self._recording_id))
        self.remove.clicked.connect(lambda: self.removed.emit(self._recording_id))
        head = row(Sign(theme, "alike", "refer", 20), label(tr("Like another signer's"), "heading"), 1)
        _fill(self, card(head, self.words, self.keep, self.remove, name="notice"))
        self.hide()

    def show_alike(self, alike: AlikeView, name: str) -> None:
        """Show that a reference of somebody would be accepted as another's; that one may not be for telling."""
        self._recording_id = alike.recording_id
        first = (
            said("The last signature would be accepted as {other}'s too.", other=alike.name)
            if alike.name
            else said("The last signature would be accepted as another enrolled signer's too.")
        )
        sure = said("Make sure that it is {name} who writes, and is enrolled here for the first time.", name=name)
        self.words.setText(tr_all((first, sure)))
        self.keep.setText(tr("It is {name} who writes", name=name))
        self.show()

    def drop(self) -> None:
        """Forget both signers."""
        self._recording_id = 0
        self.words.clear()
        self.keep.setText("")
        self.hide()


def _fill(widget: QWidget, content: QWidget) -> None:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(content)
