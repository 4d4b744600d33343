"""The plot of the three conditions of a contrastive loss: Chopra, Hadsell and LeCun 2005, section 2.2."""

from pathlib import Path

from sigverify.evaluation.energy_conditions import EnergyConditions
from sigverify.ink.recording import Floats
from sigverify.reports.look import BLUE, MUTED, ORANGE, TEXT
from sigverify.reports.plot_files import write_plot
from sigverify.reports.plots import Canvas

_LEVELS = 12


def draw_energy_conditions(canvas: Canvas, conditions: EnergyConditions, pairs: Floats | None = None) -> None:
    """Draw H over the square of both energies with its least point, and how steeply H falls across the margin line.

    pairs: measured (E_G, E_I), float64 (n, 2), drawn as points.

    Left: contours of H; the half plane E_G + m < E_I lies above the line. Right: −∇H · [−1, 1] along that line, which
    has to stay above 0. To be drawn inside `house_look`.
    """
    plane, line = canvas.subplots(1, 2)
    bound, margin, share = conditions.bound, conditions.margin, 100 * conditions.share
    plane.set_title(f"Minima of H inside the half plane: {_yes_no(conditions.minima_inside)}")
    contours = plane.contour(
        conditions.energy, conditions.energy, conditions.total.T, levels=_LEVELS, colors=MUTED, linewidths=0.7
    )
    plane.clabel(contours, fontsize=6.5, colors=MUTED)
    edge = [0.0, bound - margin], [margin, bound]
    plane.fill_between(
        *edge, bound, color=BLUE, alpha=0.15, linewidth=0, label=f"E_G + m < E_I: {share:.1f} % of pairs"
    )
    plane.plot(*edge, color=BLUE, label=f"margin line, m = {margin:g}")
    if pairs is not None:
        plane.plot(*pairs.T, color=ORANGE, marker=".", markersize=2.5, alpha=0.35, linestyle="none", label="pairs")
    least = conditions.minimum
    plane.plot(*least, color=ORANGE, marker="*", markersize=12, linestyle="none", clip_on=False, label="least H")
    plane.set(xlim=(0, bound), ylim=(0, bound), xlabel="E_G, genuine", ylabel="E_I, impostor", aspect="equal")
    plane.grid(visible=False)
    line.set_title(f"Positive all along the line: {_yes_no(conditions.gradient_inward)}")
    line.axhline(0.0, color=TEXT, linewidth=0.8)
    line.plot(conditions.line, conditions.inward, color=BLUE)
    line.set(xlim=(0, bound - margin), xlabel="E_G on the margin line", ylabel="−∇H · [−1, 1]")
    canvas.legend(loc="outside lower center", ncols=3)


def write_energy_plot(conditions: EnergyConditions, pairs: Floats, path: Path) -> None:
    """Write the plot as .svg, .pdf or .png; raises UsageError for another ending, ResourceFault where it cannot."""
    write_plot(lambda figure: draw_energy_conditions(figure, conditions, pairs), (8.4, 4.6), path, "energies")


def _yes_no(holds: bool) -> str:
    return "yes" if holds else "no"
