"""The plots of Train in one grid: loss, distances, errors on signers set apart, and a map of their signatures."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from sigverify.gui.panels.pieces import Button, label, named, row
from sigverify.gui.plots.det_plot import DetPlot
from sigverify.gui.plots.energy_plot import EnergyPlot
from sigverify.gui.plots.signature_map_plot import SignatureMapPlot
from sigverify.gui.plots.training_plots import DistanceHistograms, HeldOutPlot, LossPlot
from sigverify.gui.retraining import TrainingProgress
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN


class TrainingCurves(QWidget):
    """Shows reports as they come, two plots beside two others; what else there is to see lies behind two of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.loss = LossPlot(theme)
        self.histograms = DistanceHistograms(theme)
        self.energies = EnergyPlot(theme)
        self.det = DetPlot(theme)
        self.held_out = HeldOutPlot(theme)
        self.map = SignatureMapPlot(theme)
        self.pairs_card = PlotCard(
            theme, "How far pairs are apart", (("Histograms", self.histograms), ("Energies", self.energies))
        )
        self.errors_card = PlotCard(theme, "Errors", (("DET", self.det), ("Steps", self.held_out)))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP_WITHIN)
        grid.addWidget(PlotCard(theme, "Loss", (("", self.loss),)), 0, 0)
        grid.addWidget(self.pairs_card, 0, 1)
        grid.addWidget(self.errors_card, 1, 0)
        grid.addWidget(PlotCard(theme, "Map of signatures", (("", self.map),)), 1, 1)
        for place in (0, 1):
            grid.setColumnStretch(place, 1)
            grid.setRowStretch(place, 1)
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
    """A heading over a plot, or over several of which one is shown; a button for each leads there."""

    def __init__(self, theme: Theme, heading: str, plots: Sequence[tuple[str, QWidget]]) -> None:
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
                button = Button(theme, words, role="page", tip=f"{heading}: {words}")
                button.setCheckable(True)
                self._group.addButton(button, number)
                self.buttons.append(button)
        self._group.idClicked.connect(self.show_plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        head = row(label(heading, "heading", wrap=True), *self.buttons, gap=4)
        head.layout().setStretch(0, 1)  # type: ignore[union-attr]  # a box layout of ours
        head.setMinimumHeight(32)
        layout.addWidget(head)
        layout.addWidget(self._stack, 1)
        self.show_plot(0)

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
