"""Tablet: a person scribbles, and sees live what the pen, the driver and the system really pass on."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from sigverify.gui.capture.scribble_pad import ScribblePad
from sigverify.gui.desk import Desk
from sigverify.gui.language import tr
from sigverify.gui.panels.card_measure import CardMeasure
from sigverify.gui.panels.device_facts import STATE_ICONS, DeviceFacts
from sigverify.gui.panels.pieces import Button, SidePanel, Sign, label, named, row, set_tone, side_splitter
from sigverify.gui.panels.place import Place
from sigverify.gui.plots.interval_plot import IntervalPlot
from sigverify.gui.plots.pen_gauges import PressureRamp, TiltDial
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_BETWEEN, GAP_WITHIN
from sigverify.ink.device_report import DeviceReport, device_report
from sigverify.ink.device_verdict import DeviceVerdict, State, judge
from sigverify.ink.recording import Recording
from sigverify.sentences import said

TICK_MS = 100
"""Plots follow the pen ten times a second; words that changed more often could not be read."""

_TICKS_A_WORD = 4
TEST_PAUSE_S = 3.0
"""A test is over so long after the last stroke; the next one begins it anew."""

MOST_POINTS = 8_000
"""Forty seconds of a fast pen: more tells nothing new, and counting it would take longer than a frame."""

_HINT = said("Scribble here for some seconds: fast and slow, soft and hard, with lifts.")
_TITLES: dict[State, str] = {
    "good": said("Good"),
    "mind": said("Usable"),
    "bad": said("Poor"),
    "plain": said("Try your pen"),
}
_TONES: dict[State, str] = {"good": "accept", "mind": "refer", "bad": "reject", "plain": ""}
_EMPTY = said(
    "What your pen really tells will stand here: how many points a second, how much pressure, what gets lost."
)


class TabletPlace(Place):
    """The test pad, live plots under it, the verdict on the device beside it.

    scales_changed: a scale was measured or forgotten; the settings know it already.
    """

    word = said("Tablet")
    help_page = "tablet"

    scales_changed = Signal()

    def __init__(self, theme: Theme, desk: Desk, settings: WindowSettings) -> None:
        super().__init__(theme, desk, settings)
        self._counted = 0
        self._ticks = 0
        self._unsaid: DeviceReport | None = None
        self._verdict: DeviceVerdict | None = None

    def build(self) -> Iterator[None]:
        """Make the parts, in steps."""
        theme = self.theme
        self.pad = ScribblePad(theme)
        self.pad.set_hint(tr(_HINT))
        self.pad.set_pause(TEST_PAUSE_S)
        yield
        self.intervals = IntervalPlot(theme)
        yield
        self.pressure, self.tilt = PressureRamp(theme), TiltDial(theme)
        self.facts = DeviceFacts(theme)
        self.measure = CardMeasure(theme, self.settings, self.pad)
        yield
        self._clear = Button(theme, tr("Clear"), "clear", role="quiet", tip=tr("Take the ink away and begin anew"))
        self._clear.clicked.connect(self._clear_pad)
        split = side_splitter()
        split.addWidget(self._middle())
        self.side = self._side()
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([680, 320])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        self.remember_split(split, "side")
        yield
        self._watch = QTimer(self, interval=TICK_MS)
        self._watch.timeout.connect(self._follow)
        self.pad.signature_begun.connect(self._begin)
        self.pad.stroke_finished.connect(self._note_stroke)
        self.pad.signature_finished.connect(self._end)
        self.pad.cleared.connect(self._forget)
        self.pad.pen_lost.connect(self.problem)
        self.measure.measuring.connect(self._lend_pad)
        self.measure.changed.connect(self.scales_changed)
        self._forget()

    def _middle(self) -> QWidget:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        column.addWidget(self.pad, 1)
        below = row(self.measure.start, self._clear)
        layout = below.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(0, label(tr("Nothing written here is kept."), "muted", wrap=True), 1)
        column.addWidget(below)
        lower = QWidget()
        plots = QHBoxLayout(lower)
        plots.setContentsMargins(0, 0, 0, 0)
        plots.setSpacing(GAP_WITHIN)
        for heading, plot, share in (
            (tr("Intervals"), self.intervals, 5),
            (tr("Pressure"), self.pressure, 2),
            (tr("Tilt"), self.tilt, 2),
        ):
            plots.addWidget(_titled(heading, plot), share)
        middle = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        middle.addWidget(upper)
        middle.addWidget(lower)
        middle.setStretchFactor(0, 3)
        middle.setStretchFactor(1, 2)
        middle.setSizes([400, 250])
        self.remember_split(middle, "middle")
        framed = QWidget()
        frame = QVBoxLayout(framed)
        frame.setContentsMargins(GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN, GAP_BETWEEN)
        frame.addWidget(middle)
        return framed

    def _side(self) -> SidePanel:
        theme = self.theme
        side = SidePanel(tr("What the device is good for"))
        self._sign = Sign(theme, "info", "muted", 28)
        self._title = label("", "title", wrap=True)
        self._sentence = label("", wrap=True)
        self._sentence.setAccessibleName(tr("Verdict on the device"))
        self._copy = Button(
            theme, tr("Copy the report"), "copy", tip=tr("As text, for who looks after the tablet; no ink is in it")
        )
        self._copy.clicked.connect(self._copy_report)
        head = row(self._sign, gap=10)
        head.layout().addWidget(self._title, 1)  # type: ignore[call-arg, union-attr]  # a box layout of ours
        self._evidence = QWidget()
        column = QVBoxLayout(self._evidence)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_WITHIN)
        for widget in (head, self._sentence, self.facts, self._copy):
            column.addWidget(widget)
        side.column.addWidget(self._evidence)
        side.column.addWidget(self.measure)
        side.column.addStretch(1)
        self.measure.hide()
        return side

    @property
    def canvas(self) -> ScribblePad:
        """The test pad."""
        return self.pad

    @property
    def verdict(self) -> DeviceVerdict | None:
        """The verdict on show; None before the first scribble."""
        return self._verdict

    @property
    def sentence(self) -> str:
        """The verdict's sentence, or what will stand in its place."""
        return self._sentence.text()

    def drop(self) -> None:
        """Forget the scribble: it may have been a signature."""
        self.pad.set_aside()
        self._forget()

    def interrupt(self) -> None:
        """End a stroke that is being written."""
        self.pad.interrupt()

    # --- while the pen moves --------------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        self._clear.setEnabled(True)
        if self.measure.at_work:
            return
        self.pad.show_outline(None)
        self._counted = self._ticks = 0
        self.intervals.restart()
        self._watch.start()

    @Slot()
    def _follow(self) -> None:
        count = self.pad.point_count
        if count != self._counted:
            self._counted = count
            self._unsaid = self._report(self.pad.so_far())
            if self._unsaid is not None:
                self._show_plots(self._unsaid)
        if self._unsaid is not None and self._ticks % _TICKS_A_WORD == 0:
            self._say(judge(self._unsaid))
            self._unsaid = None
        self._ticks += 1
        if count >= MOST_POINTS:
            self.pad.finish()

    @Slot(object)
    def _note_stroke(self, part: Recording) -> None:
        if not self.measure.at_work:
            self.measure.show_device(self.pad.pad_key)
            self.ink_changed.emit(part)

    @Slot(object)
    def _end(self, recording: Recording) -> None:
        self._watch.stop()
        self._unsaid = None
        if self.measure.at_work:
            return
        report = self._report(recording)
        if report is not None:
            self._show_plots(report)
            self._say(judge(report))
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.sentence))

    def _report(self, recording: Recording | None) -> DeviceReport | None:
        return device_report(recording, self.pad.paint_delays_ms) if recording is not None else None

    def _show_plots(self, report: DeviceReport) -> None:
        self.intervals.show_report(report)
        self.pressure.show_report(report)
        self.tilt.show_report(report)

    # --- what a person does besides -------------------------------------------------------------------------------

    @Slot()
    def _clear_pad(self) -> None:
        self.pad.clear()
        self._forget()
        self.pad.setFocus()

    @Slot()
    def _forget(self) -> None:
        self._watch.stop()
        self._counted, self._unsaid = 0, None
        self._clear.setEnabled(not self.pad.is_empty)
        if not self.measure.at_work:
            self._verdict = None
            self.intervals.restart()
            self.pressure.show_report(None)
            self.tilt.show_report(None)
            self.facts.show_facts(())
            self._copy.hide()
            self._say_state("plain", tr(_EMPTY))

    @Slot(bool)
    def _lend_pad(self, measuring: bool) -> None:
        """Give the pad to the card's edges, without a pause that would take the first one away; or have it back."""
        self._watch.stop()
        self.pad.set_aside()
        self._evidence.setVisible(not measuring)
        self.measure.setVisible(measuring)
        self.pad.set_pause(None if measuring else TEST_PAUSE_S)
        if not measuring:
            self.pad.set_hint(tr(_HINT))
        self._clear.setEnabled(False)

    @Slot()
    def _copy_report(self) -> None:
        if self._verdict is not None:
            QGuiApplication.clipboard().setText(self._verdict.to_text())
            self._copy.setText(tr("Copied"))

    # --- words ----------------------------------------------------------------------------------------------------

    def _say(self, verdict: DeviceVerdict) -> None:
        self._verdict = verdict
        self.facts.show_facts(verdict.facts)
        self._copy.setText(tr("Copy the report"))
        self._copy.setVisible(bool(verdict.facts))
        self._say_state(verdict.state, tr(verdict.sentence))

    def _say_state(self, state: State, sentence: str) -> None:
        self._sign.show_sign(*STATE_ICONS[state])
        self._title.setText(tr(_TITLES[state]))
        set_tone(self._title, _TONES[state])
        self._sentence.setText(sentence)


def _titled(heading: str, plot: QWidget) -> QFrame:
    frame = named(QFrame(), "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 8, 10, 4)
    column.setSpacing(4)
    column.addWidget(label(heading, "heading"))
    column.addWidget(plot, 1)
    return frame
