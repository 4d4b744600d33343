"""How accuracy depends on the number of references and on what captured the ink, drawn for models side by side.

A panel for each way of drawing references and each threshold. A mark is the mean over draws, its bar one standard
deviation to either side. Skilled forgeries; random ones where a corpus has no skilled.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, NullLocator

from sigverify.corpora.protocol import DrawKind
from sigverify.ink.degraded import Ink
from sigverify.reports.look import LINE, MUTED, model_line
from sigverify.reports.plot_files import write_plot
from sigverify.reports.plots import Canvas
from sigverify.workflows.curves import ModelCurves
from sigverify.workflows.evaluating import ImpostorKind

DRAW_WORDS: dict[DrawKind, str] = {
    "any": "references of any session",
    "first-session": "references of the first session",
}

INK_LABELS: dict[Ink, str] = {
    "as-recorded": "as recorded",
    "without-pressure": "without\npressure",
    "60hz": "60 Hz",
    "mouse": "mouse",
}
"""Kinds of ink, as short as a tick."""

_THRESHOLDS = (
    ("common_eer_percent", "one threshold for all"),
    ("signer_eer_percent", "each signer's own threshold"),
)
_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)
_MARKS = ("o", "s", "^", "D", "v")
_SPREAD = 0.36  # of the room between two kinds of ink, that all models share
_PANEL_INCHES = (3.6, 2.5)

_Figures = dict[tuple[Any, DrawKind], dict[str, Any]]


def draw_reference_curves(canvas: Canvas, found: Sequence[ModelCurves]) -> None:
    """Draw the equal error rate against the number of references, on ink as recorded."""
    counts = found[0].plan.references

    def place(count: int, model: int) -> float:
        step = 0.012 * (model - (len(found) - 1) / 2)  # apart by a hair, so that bars do not cover each other
        return float(np.log(count) + step)

    ticks = {count: str(count) for count in counts}
    _draw(
        canvas,
        found,
        [curves.by_references for curves in found],
        ticks,
        place,
        words="References a signer, ink as recorded",
        joined=True,
    )


def draw_capture(canvas: Canvas, found: Sequence[ModelCurves]) -> None:
    """Draw the equal error rate for each kind of ink, with one number of references."""
    inks = found[0].plan.inks

    def place(ink: Ink, model: int) -> float:
        middle = (len(found) - 1) / 2
        return inks.index(ink) + _SPREAD * (model - middle) / max(middle, 1)

    count = found[0].plan.ink_references
    _draw(
        canvas,
        found,
        [curves.by_ink for curves in found],
        {ink: INK_LABELS[ink] for ink in inks},
        place,
        words=f"What captured the ink, {count} reference{'' if count == 1 else 's'} a signer",
        joined=False,
    )


def write_reference_plot(found: Sequence[ModelCurves], path: Path) -> None:
    """Write `draw_reference_curves` to a file; raises as `write_plot` does."""
    write_plot(lambda figure: draw_reference_curves(figure, found), _inches(found), path, "references")


def write_capture_plot(found: Sequence[ModelCurves], path: Path) -> None:
    """Write `draw_capture` to a file; raises as `write_plot` does."""
    write_plot(lambda figure: draw_capture(figure, found), _inches(found), path, "capture")


def _inches(found: Sequence[ModelCurves]) -> tuple[float, float]:
    width, height = _PANEL_INCHES
    columns = len(found[0].draws)
    return width * columns + (1.2 if columns == 1 else 0.0), height * len(_THRESHOLDS) + 0.6


def _draw(
    canvas: Canvas,
    found: Sequence[ModelCurves],
    figures: Sequence[_Figures],
    ticks: dict[Any, str],
    place: Callable[[Any, int], float],
    *,
    words: str,
    joined: bool,
) -> None:
    kind: ImpostorKind = "skilled" if any(_of(part, "skilled") for part in figures) else "random"
    draws = found[0].draws
    panels = canvas.subplots(len(_THRESHOLDS), len(draws), sharex=True, sharey=True, squeeze=False)
    handles: dict[str, Line2D] = {}
    for axes, draw in zip(panels[0], draws, strict=True):
        axes.set_title(DRAW_WORDS[draw].capitalize())
    for row, (rate, _) in zip(panels, _THRESHOLDS, strict=True):
        for axes, draw in zip(row, draws, strict=True):
            for model, (curves, part) in enumerate(zip(found, figures, strict=True)):
                keys = [key for key in ticks if part.get((key, draw), {}).get(kind, {}).get(rate) is not None]
                if keys:
                    rates = [part[key, draw][kind] for key in keys]
                    x = [place(key, model) for key in keys]
                    handles.setdefault(curves.name, _points(axes, x, rates, rate, model, joined=joined))
    _rate_axis(panels[0][0], [part[key][kind] for part in figures for key in part])
    places = [place(key, 0) - (place(key, 0) - place(key, len(found) - 1)) / 2 for key in ticks]
    for axes in panels.flat:
        axes.set_xticks(places, list(ticks.values()))
        axes.xaxis.set_minor_locator(NullLocator())
        if not joined:  # kinds of ink have no order between them: a line parts them
            axes.grid(visible=False, axis="x")
            for left, right in pairwise(places):
                axes.axvline((left + right) / 2, color=LINE, linewidth=0.8)
            axes.set_xlim(places[0] - 0.5, places[-1] + 0.5)
    for axes, (_, threshold) in zip(panels[:, 0], _THRESHOLDS, strict=True):
        axes.set_ylabel(f"EER in %\n{threshold}")
    for axes in panels[-1]:
        axes.set_xlabel(words)
    canvas.suptitle(_heading(found[0], figures[0], kind), x=0.01, ha="left", fontsize=8, color=MUTED)
    canvas.legend(list(handles.values()), list(handles), loc="outside lower center", ncols=min(len(handles), 4))


def _points(
    axes: Axes, x: Sequence[float], rates: Sequence[dict[str, Any]], rate: str, model: int, *, joined: bool
) -> Line2D:
    line = model_line(model)
    means = [part[rate] for part in rates]
    spreads = [part[f"{rate}_sd"] or 0.0 for part in rates]
    bars = axes.errorbar(
        x,
        means,
        yerr=spreads,
        color=line["color"],
        linestyle=line["linestyle"] if joined else "none",
        marker=_MARKS[model % len(_MARKS)],
        markersize=4.5,
        elinewidth=0.9,
        capsize=2,
        capthick=0.9,
    )
    mark: Line2D = bars.lines[0]
    return mark


def _rate_axis(axes: Axes, figures: Sequence[dict[str, Any]]) -> None:
    """Scale the axis of rates by logarithm where the best and the worst model lie far apart and no rate is 0."""
    known = [(part[rate], part[f"{rate}_sd"] or 0.0) for part in figures for rate, _ in _THRESHOLDS if part["signers"]]
    low, high = min(mean for mean, _ in known), max(mean for mean, _ in known)
    top = max(mean + sd for mean, sd in known)
    if low > 0 and high > 5 * low:
        feet = [mean - sd for mean, sd in known if mean - sd > low / 3]  # a longer bar may leave below
        axes.set_yscale("log")
        axes.set_ylim(0.85 * min(low, *feet), 1.2 * top)
        axes.yaxis.set_major_locator(FixedLocator(_TICKS))
        axes.yaxis.set_major_formatter(lambda value, _place: f"{value:g}")
        axes.yaxis.set_minor_locator(NullLocator())
    else:
        axes.set_ylim(0, 1.1 * top or 1.0)


def _heading(curves: ModelCurves, figures: _Figures, kind: ImpostorKind) -> str:
    counts = sorted({part[kind]["signers"] for part in figures.values()})
    signers = f"{counts[0]}" if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    count = curves.plan.count
    drawn = "one draw" if count == 1 else f"mean ± sd over {count} draws"
    return f"{curves.corpus}, {signers} signers, {kind} forgeries\n{drawn}; lower is better"


def _of(figures: _Figures, kind: ImpostorKind) -> bool:
    return any(part[kind]["common_eer_percent"] is not None for part in figures.values())
