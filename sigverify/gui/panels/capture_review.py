"""`CaptureReview`: a signature that was just written, its quality, and whether it is kept."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, Sign, card, even_row, label, row, set_tone
from sigverify.gui.plots.thumbnails import Thumbnail
from sigverify.gui.theme import Theme
from sigverify.gui.words import counted
from sigverify.ink import quality
from sigverify.ink.recording import Recording
from sigverify.sentences import said


class CaptureReview(QWidget):
    """kept, discarded: what a person says of the signature on show."""

    kept = Signal()
    discarded = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._keepable = False
        self._sign = Sign(theme, "accept", "accept", 20)
        self._title = label("", "heading", wrap=True)
        self._ink = Thumbnail(theme, None, QSize(200, 84))
        self._facts = label("", "small", wrap=True)
        self._words = label("", wrap=True)
        self._words.setAccessibleName(tr("Quality of the signature"))
        self.keep = Button(
            theme,
            tr("Keep"),
            "done",
            role="primary",
            tip=tr("Keep it for the corpus (Enter, on the pad)"),
            needs="train",
        )
        self.discard = Button(theme, tr("Discard"), "remove", tip=tr("Throw it away (Esc, on the pad)"))
        self.keep.clicked.connect(self._keep)
        self.discard.clicked.connect(self.discarded)
        head = row(self._sign)
        head.layout().addWidget(self._title, 1)  # type: ignore[call-arg, union-attr]  # a box layout of ours
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            card(head, self._ink, self._facts, self._words, even_row(self.discard, self.keep), name="notice")
        )

    @property
    def is_keepable(self) -> bool:
        """Whether the signature on show can be learnt from at all."""
        return self._keepable

    def show_signature(self, recording: Recording, *, practice: bool) -> None:
        """Show a signature; practice: it is thrown away with the next stroke unless it is kept."""
        found = quality.assess(recording)
        self._keepable = found.usable
        title = (tr("Practice") if practice else tr("Good capture")) if found.usable else tr("Cannot be compared")
        if found.usable and found.problems:
            title = tr("Practice, poorly captured") if practice else tr("Poor capture")
        sound = found.usable and not found.problems
        self._sign.show_sign(*(("accept", "accept") if sound else ("warning", "refer" if found.usable else "reject")))
        set_tone(self._title, "" if sound else "refer" if found.usable else "reject")
        self._title.setText(title)
        self._ink.show_recording(recording)
        self._facts.setText(
            tr(
                "{duration_s:.1f} s · {strokes} · {rate_hz:.0f} points a second",
                duration_s=found.duration_s,
                strokes=counted(found.stroke_count, "stroke"),
                rate_hz=found.rate_hz,
            )
        )
        words: list[str] = [*found.refusals, *found.problems]
        if practice:
            words.append(said("It is thrown away when you write on, unless you keep it."))
        self._words.setText(tr_all(words))
        self._words.setVisible(bool(words))
        self.keep.setVisible(self._keepable)

    def drop(self) -> None:
        """Forget the signature."""
        self._keepable = False
        self._ink.show_recording(None)
        self._facts.clear()
        self._words.clear()

    @Slot()
    def _keep(self) -> None:
        if self._keepable:
            self.kept.emit()
