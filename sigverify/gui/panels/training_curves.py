"""The plots of Train in one grid: loss, distances, errors on signers set apart, and a map of their signatures."""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.language import tr
from sigverify.gui.panels.pieces import Button, label, named, row
from sigverify.gui.panels.plot_export import PlotExport
from sigverify.gui.plots.det_plot import DetPlot
from sigverify.gui.plots.energy_plot import EnergyPlot
from sigverify.gui.plots.plot_files import DrawnPlot
from sigverify.gui.plots.signature_map_plot import SignatureMapPlot
from sigverify.gui.plots.training_plots import DistanceHistograms, HeldOutPlot, LossPlot
from sigverify.gui.retraining import TrainingProgress
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN
from sigverify.gui.words import fact


class TrainingCurves(QWidget):
    """Shows reports as they come, two plots beside two others; what else there is to see lies behind two of them.

    problem(str): a plot could not be written into a file.
    """

    problem = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def build(self) -> Iterator[None]:
        """Make the plots, in steps: each takes a good part of a frame."""
        theme, grid = self._theme, QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP_WITHIN)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
            grid.setRowStretch(place, 1)
        self.loss = LossPlot(theme)
        yield
        self.loss_card = PlotCard(theme, tr("Loss"), (("", self.loss),), "loss")
        grid.addWidget(self.loss_card, 0, 0)
        yield
        self.histograms = DistanceHistograms(theme)
        yield
        self.energies = EnergyPlot(theme)
        yield
        self.pairs_card = PlotCard(
            theme,
            tr("How far pairs are apart"),
            ((tr("Histograms"), self.histograms), (tr("Energies"), self.energies)),
            "distances",
        )
        grid.addWidget(self.pairs_card, 0, 1)
        yield
        self.det = DetPlot(theme)
        yield
        self.held_out = HeldOutPlot(theme)
        yield
        self.errors_card = PlotCard(theme, tr("Errors"), (("DET", self.det), (tr("Steps"), self.held_out)), "errors")
        grid.addWidget(self.errors_card, 1, 0)
        yield
        self.map = SignatureMapPlot(theme)
        yield
        self.map_card = PlotCard(theme, tr("Map of signatures"), (("", self.map),), "map")
        grid.addWidget(self.map_card, 1, 1)
        yield
        for card in (self.loss_card, self.pairs_card, self.errors_card, self.map_card):
            card.export.failed.connect(self.problem)
        self.restart()

    def restart(self) -> None:
        """Empty all plots for another training."""
        for plot in (self.loss, self.histograms, self.det, self.held_out, self.map, self.energies):
            plot.restart()
        self.pairs_card.offer(1, False)

    def show_progress(self, progress: TrainingProgress) -> None:
        """Show one report."""
        if not progress.step:
            return
        self.loss.add(progress.step, progress.steps, progress.loss)
        self.histograms.show_pairs(progress.genuine_distances, progress.impostor_distances)
        self.held_out.show_checks(progress.checks, progress.step, progress.steps)
        if progress.picture is not None:
            self.det.show_check(progress.picture)
            self.map.show_check(progress.picture)
        elif progress.checks and all(rate is None for _, rate in progress.checks):
            self.det.show_nobody()
            self.map.show_nobody()
        margin = progress.energy_margin
        if margin is not None:
            self.pairs_card.offer(1, True)
            self.energies.show_energies(progress.genuine_distances, progress.impostor_distances, margin)


class PlotCard(QFrame):
    """A heading over a plot, or over several of which one is shown; a button for each leads there.

    name: of the files that it is written into, '' where it is written into none.
    """

    def __init__(self, theme: Theme, heading: str, plots: Sequence[tuple[str, QWidget]], name: str = "") -> None:
        super().__init__()
        named(self, "card")
        # as wide as its neighbours, whatever its heading asks for
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._stack = named(QStackedWidget(), "plots")
        self._group = QButtonGroup(self)
        self.buttons: list[Button] = []
        for number, (words, plot) in enumerate(plots):
            self._stack.addWidget(plot)
            if len(plots) > 1:
                button = Button(theme, words, role="page", tip=fact(heading, words))
                button.setCheckable(True)
                self._group.addButton(button, number)
                self.buttons.append(button)
        self._group.idClicked.connect(self.show_plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        self.export = PlotExport(theme, name, self._front, self)
        self._heading = label(heading, "heading", wrap=True)
        head = row(self._heading, *self.buttons, self.export.button, gap=4)
        head.layout().setStretch(0, 1)  # type: ignore[union-attr]  # a box layout of ours
        self.export.button.setVisible(bool(name))
        head.setMinimumHeight(32)
        layout.addWidget(head)
        layout.addWidget(self._stack, 1)
        self.show_plot(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the heading out where no word of it has room beside the buttons, which tell it too."""
        super().resizeEvent(event)
        self._fit_heading()

    def _fit_heading(self) -> None:
        beside = [button for button in (*self.buttons, self.export.button) if not button.isHidden()]
        taken = sum(button.sizeHint().width() + 4 for button in beside) + 24
        words = self._heading.text().split()
        longest = max(self._heading.fontMetrics().horizontalAdvance(word) for word in words)
        self._heading.setVisible(len(beside) < 2 or self.width() - taken >= longest)

    def _front(self) -> DrawnPlot:
        return cast(DrawnPlot, self._stack.currentWidget())

    @Slot(int)
    def show_plot(self, number: int) -> None:
        """Show one of the plots."""
        self._stack.setCurrentIndex(number)
        if self.buttons:
            self.buttons[number].setChecked(True)

    def offer(self, number: int, offered: bool) -> None:
        """Offer a plot beside the first, or hide the buttons where there is nothing to choose."""
        if not offered and self._stack.currentIndex() == number:
            self.show_plot(0)
        self.buttons[number].setVisible(offered)
        if len(self.buttons) == 2:
            self.buttons[1 - number].setVisible(offered)
        self._fit_heading()
