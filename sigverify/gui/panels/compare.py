"""Compare: a questioned signature is laid beside a reference, and it is shown where it departs."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.comparison_export import ComparisonExport
from sigverify.gui.panels.comparison_figures import ComparisonFigures
from sigverify.gui.panels.pieces import Button, Choice, SparingRow, card, even_row, side_splitter, without_words
from sigverify.gui.panels.place import Place
from sigverify.gui.panels.replay_bar import ReplayBar
from sigverify.gui.panels.signature_picker import SignaturePicker
from sigverify.gui.plots.aligned_curves import AlignedCurves
from sigverify.gui.plots.compared_inks import ComparedInks
from sigverify.gui.plots.ink_drawing import SIDES, Colouring, Moment, Side, View
from sigverify.gui.services import ComparisonView, ModelView, SignatureView, SignerView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_SMALL, GAP_WITHIN
from sigverify.ink.recording import Recording
from sigverify.progress import Progress
from sigverify.sentences import said

PATIENCE_MS = 300
"""No word of waiting before this; most comparisons are there sooner."""

COLOURINGS: tuple[tuple[Colouring, str], ...] = (
    ("departure", said("Departure")),
    ("speed", said("Speed")),
    ("pressure", said("Pressure")),
    ("time", said("Time")),
    ("plain", said("Plain ink")),
)

_CHOOSE = said("Choose a signer in the list, or drop a signature file here.")
_NO_INK = said("This signer has no signatures yet. Let some be written, or drop a signature file here.")
_PICK = said("Choose both signatures above, or drop a file on either side.")
_STOPPED = said("The comparison was stopped. Choose a signature again to compare anew.")
_WHAT = said("A questioned signature is laid beside a reference. Here will stand how they align, and where they part.")


class ComparePlace(Place):
    """Both inks, their curves under them, the matrix and figures beside them, one slider for all."""

    word = said("Compare")
    help_page = "compare"

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._signer: SignerView | None = None
        self._view: ComparisonView | None = None
        self._number = 0
        self._progress = Progress()
        self._laid: tuple[str, int, int | None] | None = None

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        theme = self.theme
        self.swap = _tool(theme, "swap", tr("Exchange both signatures"), "")
        self.pickers: dict[Side, SignaturePicker] = {
            "questioned": SignaturePicker(theme, "questioned"),
            "reference": SignaturePicker(theme, "reference", self.swap),
        }
        yield
        self.inks = ComparedInks(theme)
        self.curves = AlignedCurves(theme)
        yield
        self.figures = ComparisonFigures(theme)
        self.replay = ReplayBar(theme)
        yield
        self.export = ComparisonExport(theme, self.desk)
        self._make_tools()
        self._lay_out()
        yield
        self._connect()
        self._show_nothing()

    def _make_tools(self) -> None:
        theme = self.theme
        self.views: dict[View, Button] = {
            "beside": _tool(theme, "beside", tr("Side by side"), "Ctrl+B"),
            "over": _tool(theme, "over", tr("Laid over each other"), "Ctrl+Shift+B"),
        }
        self.links = _tool(theme, "links", tr("The path as links between the inks"), "")
        self.alike = _tool(theme, "alike", tr("Both as long; off, each as large as it is"), "")
        self.measure = _tool(theme, "measure", tr("Measure: drag a line for its length and angle"), "Ctrl+M")
        for button in (*self.views.values(), self.links, self.alike, self.measure):
            button.setCheckable(True)
        self.views["beside"].setChecked(True)
        self.links.setChecked(True)
        self.alike.setChecked(True)
        self.colouring = Choice(
            tr("What colours the ink"), tr("What colours the ink; the bar below says what the colours stand for")
        )
        for name, words in COLOURINGS:
            self.colouring.addItem(tr(words), name)

    def _lay_out(self) -> None:
        picks = even_row(*self.pickers.values())
        tools = SparingRow(
            *self.views.values(),
            self.links,
            self.alike,
            self.measure,
            self.colouring,
            1,
            self.export.button,
            less=[without_words(self.export.button)],
            gap=GAP_SMALL // 2,
        )
        inks = card(tools, self.inks)
        inks_layout = inks.layout()
        assert isinstance(inks_layout, QVBoxLayout)
        inks_layout.setStretch(1, 1)
        curves = card(self.curves, self.replay)
        curves_layout = curves.layout()
        assert isinstance(curves_layout, QVBoxLayout)
        curves_layout.setStretch(0, 1)
        parts = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        parts.addWidget(inks)
        parts.addWidget(curves)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        parts.setSizes([325, 335])
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(GAP_BETWEEN, GAP_WITHIN + 4, GAP_BETWEEN, GAP_BETWEEN)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(picks)
        column.addWidget(parts, 1)
        split = side_splitter()
        split.addWidget(middle)
        split.addWidget(self.figures)
        split.setStretchFactor(0, 1)
        split.setSizes([660, 320])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        self.remember_split(parts, "middle")
        self.remember_split(split, "side")

    def _connect(self) -> None:
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._say_comparing)
        for side, picker in self.pickers.items():
            picker.changed.connect(self._compare)
            picker.file_wanted.connect(partial(self.open_file, side))
        self.swap.clicked.connect(self._exchange)
        for view, button in self.views.items():
            button.clicked.connect(partial(self.show_view, view))
        self.links.toggled.connect(self.inks.show_links)
        self.alike.toggled.connect(self.inks.show_alike)
        self.measure.toggled.connect(self.inks.measure)
        self.colouring.currentIndexChanged.connect(self._colour)
        self.inks.dropped.connect(self._take_drop)
        for pointing in (self.inks, self.curves, self.figures):
            pointing.pointed.connect(self._point)
        self.replay.moved.connect(self._show_replay)
        self.export.failed.connect(self.problem)

    # --- signer and signatures ------------------------------------------------------------------------------------

    @property
    def view(self) -> ComparisonView | None:
        """The comparison on show."""
        return self._view

    def show_signer(self, signer: SignerView | None) -> None:
        """Turn to another signer or profile. What was opened from files stays; the rest goes at once."""
        before = self._signer.key if self._signer is not None else None
        self._signer = signer
        if (signer.key if signer is not None else None) != before:
            for picker in self.pickers.values():
                picker.show_signatures((), None)
            self._show_nothing()
            self._compare()
        if self.isVisible():
            self._ask_signatures()

    def show_model(self, model: ModelView) -> None:  # noqa: ARG002  # any model makes the figures stale
        """Compare anew by the model that is now in use."""
        if self._view is not None:
            self._compare()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys, so that Space plays at once."""
        super().showEvent(event)
        self.inks.setFocus()

    def enter(self) -> None:
        """Come to the front with the signatures that there are now."""
        self._ask_signatures()

    def drop(self) -> None:
        """Forget both signatures, those of files too."""
        self._number += 1
        self._progress.cancel()
        self._patience.stop()
        self._signer, self._laid = None, None
        for picker in self.pickers.values():
            picker.drop()
        self.figures.drop()
        self._show_nothing()

    def interrupt(self) -> None:
        """Let a replay stand while another place is in front."""
        self.replay.pause()

    def close_down(self) -> None:
        """End the replay; nothing that was asked is shown any more."""
        self._number += 1
        self._progress.cancel()
        self._patience.stop()
        self.replay.pause()

    def _ask_signatures(self) -> None:
        signer = self._signer
        if signer is not None:
            known = signer.key
            self.desk.ask(
                lambda services: services.signatures(known[0]), lambda found: self._take_signatures(known, found)
            )

    def lay(self, signer_id: str, questioned_id: int, reference_id: int | None) -> None:
        """Lay a stored signature beside a reference, or the usual one, as soon as the signer's signatures are there."""
        self._laid = (signer_id, questioned_id, reference_id)

    def _take_signatures(self, known: tuple[str, int], signatures: Sequence[SignatureView]) -> None:
        if self._signer is None or self._signer.key != known:
            return
        questioned, reference = preferred(signatures)
        self.pickers["questioned"].show_signatures(signatures, questioned)
        self.pickers["reference"].show_signatures(signatures, reference)
        if self._laid is not None and self._laid[0] == known[0]:
            _, questioned_id, reference_id = self._laid
            self._laid = None
            self.pickers["questioned"].pick(questioned_id)
            if reference_id is not None:
                self.pickers["reference"].pick(reference_id)
        if any(picker.picked is None for picker in self.pickers.values()):
            self._show_nothing()

    @Slot()
    def _exchange(self) -> None:
        questioned, reference = (self.pickers[side].picked for side in SIDES)
        self.pickers["questioned"].show_picked(reference)
        self.pickers["reference"].show_picked(questioned)

    # --- files ----------------------------------------------------------------------------------------------------

    def open_file(self, side: Side, path: str) -> None:
        """Read a signature file and lay it on a side."""
        name = Path(path).name
        self.desk.ask(
            lambda services: services.read_signature(path),
            lambda recording: self._take_file(side, name, recording),
            self.problem.emit,
        )

    def _take_file(self, side: Side, name: str, recording: Recording) -> None:
        self.pickers[side].show_file(name, recording)

    @Slot(str, list)
    def _take_drop(self, side: Side, paths: list[str]) -> None:
        if len(paths) != 1 or not paths[0]:
            self.problem.emit(tr("Drop one signature file from this machine at a time, on the side where it belongs."))
        else:
            self.open_file(side, paths[0])

    # --- the comparison -------------------------------------------------------------------------------------------

    @Slot()
    def _compare(self) -> None:
        """Ask for the comparison of what is chosen; the one before stays until it is there, or it takes long."""
        self._number += 1
        self._patience.stop()
        questioned, reference = (self.pickers[side].picked for side in SIDES)
        if questioned is None or reference is None:
            self._show_nothing()
            return
        self._progress.cancel()  # of what nobody asks for any more
        self._progress = Progress()
        number, signer_id = self._number, self._signer.signer_id if self._signer is not None else ""
        ours, theirs, known = questioned.recording, reference.recording, questioned.recording_id
        self._patience.start()
        self.desk.ask(
            lambda services: services.compare(ours, theirs, signer_id, known),
            lambda view: self._take_comparison(number, view),
            lambda sentence: self._tell_problem(number, sentence),
            progress=self._progress,
            stopped=lambda: self._tell_problem(number, _STOPPED),
        )

    def _take_comparison(self, number: int, view: ComparisonView) -> None:
        if number != self._number:
            return
        self._patience.stop()
        self._view = view
        self.inks.show_comparison(view.comparison)
        self.curves.show_comparison(view.comparison)
        self.figures.show_comparison(view, self._signer.name if self._signer is not None else "")
        self.replay.show_comparison(view.comparison)
        self.alike.setEnabled(self.inks.drawing.sizes_comparable)
        self._give_export()

    def _tell_problem(self, number: int, sentence: str) -> None:
        if number == self._number:
            self._patience.stop()
            self._show_nothing(sentence)

    def _show_nothing(self, words: str = "") -> None:
        self._view = None
        signer, chosen = self._signer, [picker.picked for picker in self.pickers.values()]
        told = words or tr(_WHAT)
        if not words:
            nobody, empty = signer is None, all(picker.list.count() == 0 for picker in self.pickers.values())
            words = "" if None not in chosen else (tr(_CHOOSE) if nobody else tr(_NO_INK) if empty else tr(_PICK))
        self.inks.show_comparison(None, words)
        self.curves.show_comparison(None)
        self.figures.say(signer.name if signer is not None else tr("Compare two signatures"), told)
        self.replay.show_comparison(None)
        self.alike.setEnabled(False)
        self._give_export()

    @Slot()
    def _say_comparing(self) -> None:
        self._show_nothing(tr("Comparing…"))
        self.figures.bar.watch(self._progress)

    def _give_export(self) -> None:
        words = {side: picker.picked.words if picker.picked else "" for side, picker in self.pickers.items()}
        name = self._signer.name if self._signer is not None else ""
        self.export.take(self._view, self.inks.drawing, words, name)

    # --- how it is shown ------------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show the inks beside each other, or one over the other."""
        for known, button in self.views.items():
            button.setChecked(known == view)
        self.inks.show_view(view)

    @Slot()
    def _colour(self) -> None:
        self.inks.show_colouring(self.colouring.currentData())

    @Slot(object)
    def _point(self, moment: Moment | None) -> None:
        self._mark(moment if moment is not None else self.replay.moment)

    @Slot(object)
    def _show_replay(self, moment: Moment | None) -> None:
        self.inks.show_written(moment)
        self._mark(moment)

    def _mark(self, moment: Moment | None) -> None:
        for part in (self.inks, self.curves, self.figures):
            part.show_moment(moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play or pause by Space, go on or back by the arrow keys, wherever the focus is."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        key = Qt.Key(event.key())
        if self._view is None:
            event.ignore()
        elif key == Qt.Key.Key_Space:
            self.replay.toggle()
        elif key in steps:
            self.replay.step(steps[key])
        else:
            event.ignore()


def preferred(signatures: Sequence[SignatureView]) -> tuple[int | None, int | None]:
    """Return what is laid beside what at first: the newest questioned signature, and the newest other reference."""
    newest = list(reversed(signatures))
    questioned = next((view for view in newest if view.role == "questioned"), newest[0] if newest else None)
    if questioned is None:
        return None, None
    others = [view for view in newest if view is not questioned]
    reference = next((view for view in others if view.role == "reference"), others[0] if others else None)
    return questioned.recording_id, reference.recording_id if reference is not None else None


def _tool(theme: Theme, icon_name: str, words: str, key: str) -> Button:
    made = Button(theme, "", icon_name, tip=f"{words} ({key})" if key else words, shortcut=key)
    made.setAccessibleName(words)
    made.setProperty("compact", True)
    made.setFixedSize(34, 34)
    return made
