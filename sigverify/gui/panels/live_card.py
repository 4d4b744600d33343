"""`LiveCard`: how far a signature is from the references while it is written, followed frame by frame."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from sigverify.gui.language import tr
from sigverify.gui.live_scoring import LiveScoring
from sigverify.gui.panels.departure_ink import DepartureInk
from sigverify.gui.panels.pieces import Button, SparingRow, label, named, row, without_words
from sigverify.gui.panels.plot_export import PlotExport
from sigverify.gui.panels.signing_pad import SigningPad
from sigverify.gui.plots.live_plot import LivePlot
from sigverify.gui.plots.styled import FRAME_MS
from sigverify.gui.services import LivePoint, LiveView, VerdictView
from sigverify.gui.settings import WindowSettings
from sigverify.gui.theme import Theme
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.sentences import said

_TRIFLE_S = 0.5
"""Ink that was cleared sooner was a slip; after that the curve has begun to tell."""

_LEGEND = said("bold: all · thin: each reference")
_HIDE_TIP = said("Who signs should not see how close they are: show the curve only with the verdict (Ctrl+H)")


class LiveCard(QFrame):
    """The plot under a pad, what hides it from who signs, and the ink that is coloured by it."""

    def __init__(
        self, theme: Theme, live: LiveScoring, pad: SigningPad, plot: LivePlot, settings: WindowSettings
    ) -> None:
        super().__init__()
        named(self, "card")
        self._live, self._pad, self._settings = live, pad, settings
        self._view: LiveView | None = None
        self._verdict: VerdictView | None = None
        self._asked_points = 0
        self._seen = False
        self._laid: Recording | None = None
        self.plot = plot
        self.departure = DepartureInk(theme, pad, settings)
        self._legend = label("", "small")
        self._hide = Button(
            theme, tr("Hide until the verdict"), "hide", role="quiet", tip=tr(_HIDE_TIP), shortcut="Ctrl+H"
        )
        self._hide.setCheckable(True)
        self._hide.setChecked(settings.live_hidden)
        self._hide.toggled.connect(self._choose_hidden)
        self._hidden = label(tr("Hidden until the verdict."), "muted")
        self._hidden.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.export = PlotExport(theme, "distance", lambda: self.plot, self)
        tools = (self.departure.switch, self._hide)
        heading = label(tr("While the pen moves"), "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 4)
        column.setSpacing(4)
        column.addWidget(
            SparingRow(
                *(heading, self._hide, self.departure.switch, 1, self.export.button),
                less=[without_words(tool) for tool in tools],
            )
        )
        column.addWidget(row(self.departure.scale, self._legend))
        column.addWidget(self.plot, 1)
        column.addWidget(self._hidden, 1)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._ask)
        self.plot.pointed.connect(self._show_moment)
        pad.canvas.pointed.connect(self.plot.show_moment)
        live.scored.connect(self._show_point)
        live.followed.connect(self._show_course)
        live.departed.connect(self.departure.mark)
        self.show_verdict(None)

    @property
    def view(self) -> LiveView | None:
        """What the next signature is held against, None where that is not known yet."""
        return self._view

    def take_view(self, view: LiveView | None) -> None:
        """Hold what is written from now on against `view`; a finished curve stays in sight beside its verdict."""
        if self._pad.canvas.is_signing or not self.plot.point_count:
            self.show_view(view)
            self._follow_laid()
        else:
            self._view = view

    def show_view(self, view: LiveView | None) -> None:
        """Hold what is written against `view`, and show its lines; None takes all away."""
        self._view = view
        self.plot.prepare(view)
        self._legend.setText(tr(_LEGEND) if view is not None else "")

    def forget_view(self) -> None:
        """Know no more what the next signature is held against; what is in sight stays."""
        self._view = None

    def show_verdict(self, verdict: VerdictView | None) -> None:
        """Keep the curve from who is signing, and may be forging, if that is wished; with the verdict it is shown."""
        self._verdict = verdict
        hidden = self._settings.live_hidden and verdict is None
        self.plot.setHidden(hidden)
        self._legend.setHidden(hidden)
        self._hidden.setHidden(not hidden)
        self.export.button.setHidden(hidden)
        self.departure.show_verdict(verdict.departure if verdict is not None else None, hidden=hidden)

    # --- while the pen moves --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Follow a signature that begins."""
        self._live.begin_signature()
        self._asked_points = 0
        self._seen = False
        self._laid = None
        self.plot.prepare(self._view)
        self.show_verdict(None)
        self._frames.start()

    def end(self, recording: Recording) -> None:
        """Ask for the last point of a signature that is finished; the decision on it counts as seen.

        Of one that was laid here from a file all points are asked for, and shown beside its verdict.
        """
        self._ask()
        if not self._asked_points and not self._pad.canvas.point_count:
            self._laid = recording
            self._follow_laid()
        self._frames.stop()
        self._seen = False

    def _follow_laid(self) -> None:
        if self._laid is not None and self._view is not None:
            self._live.follow(self._view.scorer, self._laid)
            self._laid = None

    def stop(self) -> None:
        """Follow nothing any more; an answer on its way is dropped."""
        self._laid = None
        self._frames.stop()
        self._live.begin_signature()

    def take_back(self) -> bool:
        """Shorten the curves to the ink that is left; tell whether any is."""
        left = self._pad.canvas.so_far()
        self._live.begin_signature()  # an answer on its way is of the ink before
        self.plot.take_back(total_seconds(left) if left is not None else -1.0)
        self._asked_points = 0
        return left is not None

    def put_back(self) -> None:
        """Lengthen the curves by the stroke that is there again."""
        self._live.begin_signature()
        self.plot.put_back()
        self._asked_points = 0

    def was_seen(self) -> bool:
        """Tell once whether whoever signs has seen by the curve how close the ink on the pad is."""
        seen, self._seen = self._seen, False
        return seen

    @Slot()
    def _ask(self) -> None:
        count = self._pad.canvas.point_count
        recording = self._pad.canvas.so_far() if self._view is not None and count != self._asked_points else None
        if recording is not None and self._view is not None:
            self._asked_points = count
            self._live.request(self._view.scorer, recording, self._view.departing if self.departure.is_shown else None)

    @Slot(object)
    def _show_point(self, point: LivePoint) -> None:
        self.plot.add(point)
        in_sight = not (self._settings.live_hidden or self._pad.is_apart)  # the signer's window shows no curve
        if in_sight and point.time_s >= _TRIFLE_S:
            self._seen = True

    @Slot(object)
    def _show_course(self, points: Sequence[LivePoint]) -> None:
        for point in points:
            self.plot.add(point)

    @Slot(object)
    def _show_moment(self, moment_s: float | None) -> None:
        if not self._pad.is_apart:  # the signer's window shows nothing of the evidence
            self._pad.canvas.show_moment(moment_s)

    @Slot(bool)
    def _choose_hidden(self, hidden: bool) -> None:
        self._settings.live_hidden = hidden
        self.show_verdict(self._verdict)
