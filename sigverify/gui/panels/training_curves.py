"""The plots of Train in one grid: loss, distances, held-out error, energies, and the outcome signer by signer."""

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from sigverify.gui.panels.pieces import label, named
from sigverify.gui.plots.energy_plot import EnergyPlot
from sigverify.gui.plots.slope_chart import SlopeChart
from sigverify.gui.plots.training_plots import DistanceHistograms, HeldOutPlot, LossPlot
from sigverify.gui.services import TrainingOutcome, TrainingProgress
from sigverify.gui.theme import Theme
from sigverify.gui.tokens import GAP_WITHIN


class TrainingCurves(QWidget):
    """Shows reports as they come; energies only of networks that have some, the outcome once there is one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.loss = LossPlot(theme)
        self.histograms = DistanceHistograms(theme)
        self.held_out = HeldOutPlot(theme)
        self.energies = EnergyPlot(theme)
        self.slopes = SlopeChart(theme)
        self._energies_card = _plot_card("Energies of pairs", self.energies)
        self._slopes_card = _plot_card("Signer by signer: equal error rate of each model, lower is better", self.slopes)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_WITHIN)
        self._held_out_card = _plot_card("Error on signers set apart", self.held_out)
        self._grid.addWidget(_plot_card("Loss", self.loss), 0, 0)
        self._grid.addWidget(_plot_card("How far pairs are apart", self.histograms), 0, 1)
        self._grid.addWidget(self._slopes_card, 2, 0, 1, 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        for line in (0, 1):
            self._grid.setRowStretch(line, 1)
        self.restart()

    def restart(self) -> None:
        """Empty all plots for another training."""
        for plot in (self.loss, self.histograms, self.held_out, self.energies):
            plot.restart()
        self._slopes_card.hide()
        self._grid.setRowStretch(2, 0)
        self._show_energies(False)

    def show_progress(self, progress: TrainingProgress) -> None:
        """Show one report."""
        if not progress.step:
            return
        self.loss.add(progress.step, progress.steps, progress.loss)
        self.histograms.show_pairs(progress.genuine_distances, progress.impostor_distances)
        self.held_out.show_checks(progress.checks, progress.step, progress.steps)
        margin = progress.energy_margin
        if margin is not None:
            self._show_energies(True)
            self.energies.show_energies(progress.genuine_distances, progress.impostor_distances, margin)

    def show_outcome(self, outcome: TrainingOutcome) -> None:
        """Show champion and challenger beside each other, where they could be compared."""
        if outcome.champion_eer is not None and outcome.challenger_eer is not None:
            self.slopes.show_rows(outcome.per_signer, outcome.champion_eer, outcome.challenger_eer)
            self._slopes_card.show()
            self._grid.setRowStretch(2, 1)

    def _show_energies(self, shown: bool) -> None:
        """Give the energies half of the second row, or all of it to the held-out error."""
        if self._grid.indexOf(self._held_out_card) >= 0 and shown != self._energies_card.isHidden():
            return
        self._energies_card.setVisible(shown)
        self._grid.addWidget(self._held_out_card, 1, 0, 1, 1 if shown else 2)
        self._grid.addWidget(self._energies_card, 1, 1)


def _plot_card(heading: str, plot: QWidget) -> QFrame:
    frame = named(QFrame(), "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(4)
    layout.addWidget(label(heading, "heading", wrap=True))
    layout.addWidget(plot, 1)
    return frame
