"""`CandidatesPanel`: whose signature it may be, the likeliest first, and which of them is to be verified."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sigverify.gui.language import isolated, tr
from sigverify.gui.panels.pieces import Button, SidePanel, Sign, card, label, row, rule
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.services import CandidateView, IdentificationView
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_SMALL, GAP_WITHIN
from sigverify.gui.words import OUTCOME_SIGNS, counted, left_out_words

_THUMBNAIL = QSize(84, 44)


class CandidatesPanel(SidePanel):
    """claimed(str): the signature is claimed to be of this signer and is to be verified. discarded: it is to go."""

    claimed = Signal(str)
    discarded = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(tr("Whose signature it may be"))
        self._theme = theme
        self._view: IdentificationView | None = None
        self._title = label("", "title", wrap=True)
        self._caution = label("", "small", wrap=True)
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(GAP_WITHIN)
        self._discard = Button(theme, tr("Discard"), "remove", tip=tr("Throw the signature away"))
        self._discard.clicked.connect(self.discarded)
        self._left_out = label("", wrap=True)
        self._left_out_note = QWidget()
        beside = QHBoxLayout(self._left_out_note)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(Sign(theme, "warning", "refer", 20), 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self._left_out, 1)
        for widget in (self._title, self._rows, self._left_out_note, rule(), self._caution, self._discard):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    @property
    def view(self) -> IdentificationView | None:
        """What is on show."""
        return self._view

    def show_candidates(self, view: IdentificationView) -> None:
        """Show the likeliest signers, each with a button that claims the signature for them, and speak the first."""
        self.drop()
        self._view = view
        for place, candidate in enumerate(view.candidates, 1):
            self._list.addWidget(self._row(place, candidate))
        best = view.candidates[0]
        self._title.setText(
            tr("Most like {name}", name=best.name) if best.outcome == "accept" else tr("Nobody stands out")
        )
        self._caution.setText(
            tr(
                "Compared with {signers}. The more there are, the likelier somebody is close by "
                "chance: a rank is no verdict. Verify the signature against the signer whom it is "
                "claimed to be of.",
                signers=counted(view.compared, "signer"),
            )
        )
        self._left_out.setText(left_out_words(view.left_out))
        self._left_out_note.setVisible(bool(view.left_out))
        self.verticalScrollBar().setValue(0)
        if QAccessible.isActive():
            words = f"{self._title.text()}. {best.name}: {tr(best.figure)}. {self._left_out.text()}".rstrip()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def drop(self) -> None:
        """Forget whom it showed."""
        self._view = None
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for words in (self._title, self._left_out):
            words.clear()

    def _row(self, place: int, candidate: CandidateView) -> QWidget:
        words = label(f"{place}  {isolated(candidate.name)}", "heading", wrap=True)
        figure = label(f"{OUTCOME_SIGNS[candidate.outcome]} {tr(candidate.figure)}", "small", wrap=True)
        figure.setToolTip(tr(candidate.sentence))
        claim = Button(
            self._theme,
            tr("Verify"),
            "verify",
            tip=tr("Verify it as a signature of {name}", name=candidate.name),
            needs="decide",
        )
        claim.setAccessibleName(tr("Verify as {name}", name=candidate.name))
        claim.clicked.connect(partial(self.claimed.emit, candidate.signer_id))
        picture = Thumbnail(self._theme, candidate.thumbnail, _THUMBNAIL)
        picture.setFixedWidth(_THUMBNAIL.width())
        return card(words, figure, row(picture, 1, claim), gap=GAP_SMALL)
