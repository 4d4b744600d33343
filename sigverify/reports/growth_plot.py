"""How time grows with what there is more of, a panel a curve."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator

from sigverify.reports.look import model_line
from sigverify.reports.plot_files import write_plot
from sigverify.reports.plots import Canvas

_PANEL_INCHES = (3.4, 2.6)
_COLUMNS = 2


@dataclass(frozen=True, kw_only=True)
class GrowthCurve:
    """what: took so long, in words; along: of what there is more; at, median_ms, worked_ms: a point each, rising."""

    what: str
    along: str
    at: Sequence[float]
    median_ms: Sequence[float]
    worked_ms: Sequence[float]


def draw_growth(canvas: Canvas, curves: Sequence[GrowthCurve]) -> None:
    """Draw medians, worked and by the clock, both axes by logarithm: what grows in proportion rises by one for one."""
    rows = -(-len(curves) // _COLUMNS)
    panels = list(canvas.subplots(rows, _COLUMNS, squeeze=False).flat)
    for axes, curve in zip(panels, curves, strict=False):
        for place, (values, label) in enumerate(((curve.worked_ms, "worked on"), (curve.median_ms, "by the clock"))):
            axes.plot(curve.at, values, marker="os"[place], markersize=4, label=label, **model_line(place))
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_title(curve.what.replace(", by", ",\nby"))
        axes.set_xlabel(curve.along)
        axes.set_ylabel("ms")
        axes.set_xticks(list(curve.at), [f"{at:,g}" for at in curve.at])
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:g}"))
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.xaxis.set_minor_locator(NullLocator())
        axes.legend()
    for axes in panels[len(curves) :]:
        axes.set_axis_off()


def write_growth_plot(curves: Sequence[GrowthCurve], path: Path) -> None:
    """Write `draw_growth` to a file; raises as `write_plot` does."""
    width, height = _PANEL_INCHES
    inches = (width * _COLUMNS, height * -(-len(curves) // _COLUMNS))
    write_plot(lambda figure: draw_growth(figure, curves), inches, path, "growth")
