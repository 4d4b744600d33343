"""`CardMeasure`: how large a pixel is on this tablet, measured by tracing two edges of a bank card."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sigverify.errors import InkError
from sigverify.gui.capture.scribble_pad import ScribblePad
from sigverify.gui.language import tr, tr_all
from sigverify.gui.panels.pieces import Button, Sign, label, row, rule, set_tone
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.ink.card_scale import PadScale, card_outline, card_scale
from sigverify.ink.recording import Recording
from sigverify.sentences import said

_WHY = said(
    "A card of 85.60 × 53.98 mm tells how many millimetres a pixel is on your tablet, across and down, which the "
    "system does not say. Sizes of signatures from different devices can then be compared."
)
_FIRST = said("1 of 2: lay a bank card on the pad, hold it down, and draw along one edge, from corner to corner.")
_SECOND = said("2 of 2: leave the card where it is, and draw along an edge that meets the first.")
_FITS = said("A card laid on the dashed outline should fit it. Does it?")
_HINT = said("Lay the card here and draw along two edges that meet")


class CardMeasure(QWidget):
    """measuring(bool): the pad is wanted for a card's edges, or is free again. changed: a scale was kept or forgotten.

    A scale holds for one device on one screen. The card lies on the tablet, or on the screen if the pen writes there.
    start: the button that begins, to stand beside the pad.
    """

    measuring = Signal(bool)
    changed = Signal()

    def __init__(self, theme: Theme, settings: WindowSettings, pad: ScribblePad) -> None:
        super().__init__()
        self._settings, self._pad = settings, pad
        self._edges: list[Recording] = []
        self._at_work = False
        self._found: PadScale | None = None
        self._key = ""
        self._fault = label("", wrap=True)
        set_tone(self._fault, "reject")
        self._words = label("", wrap=True)
        self._words.setAccessibleName(tr("What to do to measure the tablet"))
        self._known = label("", "muted", wrap=True)
        self.start = Button(
            theme, tr("Measure with a card"), "card", role="quiet", tip=tr("Find the tablet's millimetres")
        )
        self.keep = Button(theme, tr("Keep this scale"), "done", role="primary")
        self.again = Button(theme, tr("Again"), "back", tip=tr("Measure once more"))
        self.leave = Button(theme, tr("Cancel"), "close", tip=tr("Leave the scale as it was"))
        self.forget = Button(
            theme, tr("Forget the scale"), "remove", role="quiet", tip=tr("Forget what was measured before")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        head = row(Sign(theme, "card", "muted", 28), label(tr("Scale"), "title"), 1, gap=10)
        why = label(tr(_WHY), "muted", wrap=True)
        choice = row(self.again, self.leave, 1)
        for widget in (head, why, self._fault, self._words, self.keep, choice, rule(), self._known, self.forget):
            column.addWidget(widget)
        self.start.clicked.connect(self._begin)
        self.again.clicked.connect(self._begin)
        self.leave.clicked.connect(self.stop)
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)
        pad.stroke_finished.connect(self._take_edge)
        pad.cleared.connect(self._restart)
        self._show()

    @property
    def at_work(self) -> bool:
        """Whether the pad's strokes are edges of a card."""
        return self._at_work

    @property
    def words(self) -> str:
        """What is said."""
        return " ".join(part for part in (self._fault.text(), self._words.text(), self._known.text()) if part)

    def show_device(self, key: str) -> None:
        """Turn to the device whose scale is asked for, by the pad's key."""
        if key and key != self._key and not self._at_work:
            self._key = key
            self._show()

    @Slot()
    def stop(self) -> None:
        """Leave the scale as it was, and the pad free."""
        if self._at_work:
            self._at_work = False
            self._found = None
            self._pad.show_outline(None)
            self.measuring.emit(False)
            self._show()

    @Slot()
    def _begin(self) -> None:
        self.measuring.emit(True)  # first, so that a stroke that this ends is no edge
        self._at_work = True
        self._found = None
        self._edges = []
        self._pad.show_outline(None)
        self._pad.set_hint(tr(_HINT))
        self._show()
        self._pad.setFocus()

    @Slot()
    def _restart(self) -> None:
        """Begin with the first edge: the ink was taken away."""
        if self._at_work and self._found is None:
            self._edges = []
            self._show()

    @Slot(object)
    def _take_edge(self, stroke: Recording) -> None:
        if not self._at_work or self._found is not None:
            return
        if self._pad.pad_key != self._key:
            self._edges = []  # what another device traced is of another scale
            self._key = self._pad.pad_key
        self._edges.append(stroke)
        if len(self._edges) == 2:
            edges, self._edges = self._edges, []
            try:
                self._found = card_scale(edges)
            except InkError as fault:
                self._pad.clear()
                self._show(str(fault))
                return
            self._pad.clear()
            self._pad.set_hint("")
            self._pad.show_outline(card_outline(self._found))
        self._show()

    @Slot()
    def _keep(self) -> None:
        if self._found is not None:
            self._settings.set_scale(self._key, self._found)
            self.changed.emit()
        self.stop()

    @Slot()
    def _forget(self) -> None:
        self._settings.set_scale(self._key, None)
        self.changed.emit()
        self._show()

    def _show(self, fault: str = "") -> None:
        known = self._settings.scales.get(self._key)
        self.start.setEnabled(not self._at_work)
        self.keep.setVisible(self._found is not None)
        self.again.setVisible(self._found is not None)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        step = tr(_SECOND) if self._edges else tr(_FIRST)
        self._words.setText(tr_all((_told(self._found), _FITS)) if self._found is not None else step)
        self.forget.setVisible(known is not None)
        self._known.setText(
            tr("Kept for {key}: {told}", key=self._key, told=_told(known))
            if known is not None
            else tr("No scale is kept yet.")
        )


def _told(scale: PadScale) -> str:
    """Return a scale in words, and how the screen stretches what was written: larger pixels squeeze it."""
    words = tr(
        "{across_mm:.3f} mm a pixel across, {down_mm:.3f} mm down.", across_mm=scale.across_mm, down_mm=scale.down_mm
    )
    if abs(scale.aspect - 1) < 0.01:
        return words
    if scale.aspect > 1:
        shown = tr("Ink is shown {percent:.0f} % narrower than it is written.", percent=100 * (1 - 1 / scale.aspect))
    else:
        shown = tr("Ink is shown {percent:.0f} % wider than it is written.", percent=100 * (1 / scale.aspect - 1))
    return tr_all((words, shown))
