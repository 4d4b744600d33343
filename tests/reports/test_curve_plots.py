"""Both plots show the means and the spreads that were measured, a panel for each draw and threshold."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure

from sigverify.errors import ResourceFault, UsageError
from sigverify.reports.curve_plots import (
    draw_capture,
    draw_reference_curves,
    write_capture_plot,
    write_reference_plot,
)
from sigverify.reports.look import house_look
from sigverify.workflows.curves import CurvePlan, ModelCurves

PLAN = CurvePlan(references=(1, 5), inks=("as-recorded", "60hz", "mouse"), count=3)
DRAWS: Any = ("any", "first-session")


def rates(level: float | None, sd: float | None = 0.5) -> dict[str, Any]:
    own = None if level is None else level / 2
    known = {"common_eer_percent": level, "common_eer_percent_sd": sd, "signer_eer_percent": own}
    return {"signers": 0 if level is None else 7, "signer_eer_percent_sd": sd, **known}


def made(name: str, level: float, *, draws: Any = DRAWS, kind: str = "skilled", sd: float | None = 0.5) -> ModelCurves:
    def figures(part: float) -> dict[str, Any]:
        return {"skilled": rates(None), "random": rates(None), kind: rates(part, sd)}

    return ModelCurves(
        name=name,
        corpus="people",
        plan=PLAN,
        by_references={(count, draw): figures(level / count) for count in PLAN.references for draw in draws},
        by_ink={(ink, draw): figures(level + place) for place, ink in enumerate(PLAN.inks) for draw in draws},
    )


def drawn(draw: Any, *found: ModelCurves) -> Figure:
    with house_look():
        figure = Figure(figsize=(7, 5), layout="constrained")
        draw(figure, found)
        figure.draw_without_rendering()
    return figure


def test_points_are_the_means_and_their_bars_the_spreads() -> None:
    figure = drawn(draw_reference_curves, made("ours", 20.0), made("floor", 30.0))
    panels = figure.get_axes()
    assert len(panels) == 4
    for axes, half in zip(panels, (1, 1, 2, 2), strict=True):
        bars = [part for part in axes.containers if isinstance(part, ErrorbarContainer)]
        for part, level in zip(bars, (20.0, 30.0), strict=True):
            line, _, (spread,) = part.lines
            np.testing.assert_allclose(np.asarray(line.get_ydata(), dtype=float), [level / half, level / half / 5])
            ends = np.array([segment[:, 1] for segment in spread.get_segments()])
            np.testing.assert_allclose(np.ptp(ends, axis=1), 1.0)
        assert axes.get_yscale() == "log"
    assert [panel.get_title(loc="left") for panel in panels[:2]] == [
        "References of any session",
        "References of the first session",
    ]
    assert panels[0].get_ylabel().endswith("one threshold for all")
    assert panels[2].get_ylabel().endswith("each signer's own threshold")
    assert [label.get_text() for label in panels[2].get_xticklabels()] == ["1", "5"]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["ours", "floor"]
    (heading,) = [text.get_text() for text in figure.texts]
    assert heading == "people, 7 signers, skilled forgeries\nmean ± sd over 3 draws; lower is better"


def test_kinds_of_ink_stand_beside_each_other() -> None:
    figure = drawn(draw_capture, made("ours", 2.0), made("middle", 4.0), made("floor", 20.0))
    panel = figure.get_axes()[2]
    assert [label.get_text() for label in panel.get_xticklabels()] == ["as recorded", "60 Hz", "mouse"]
    assert panel.get_xlabel() == "What captured the ink, 5 references a signer"
    for number, part in enumerate(panel.containers):
        x = np.asarray(part.lines[0].get_xdata(), dtype=float)
        np.testing.assert_array_equal(np.round(x), [0, 1, 2])
        assert x[0] == pytest.approx(0.36 * (number - 1))
        assert part.lines[0].get_linestyle() == "None"


def test_one_draw_and_one_model_and_no_skilled_forgery() -> None:
    """A corpus without sessions has a column less; without skilled forgeries random ones are shown."""
    for draw in (draw_reference_curves, draw_capture):
        figure = drawn(draw, made("ours", 0.0, draws=("any",), kind="random", sd=None))
        assert len(figure.get_axes()) == 2
        assert figure.get_axes()[0].get_yscale() == "linear"
        assert "random forgeries" in figure.texts[0].get_text()


def test_a_setting_that_one_model_lacks_is_no_point() -> None:
    short = made("short", 9.0)
    del short.by_references[5, "any"]
    figure = drawn(draw_reference_curves, made("ours", 8.0), short)
    counts = [len(part.lines[0].get_xdata()) for part in figure.get_axes()[0].containers]
    assert counts == [2, 1]


@pytest.mark.parametrize("write", [write_reference_plot, write_capture_plot])
def test_a_plot_is_written_as_its_ending_says(write: Any, tmp_path: Path) -> None:
    found = [made("ours", 2.0)]
    for ending, begins in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        path = tmp_path / f"plot{ending}"
        write(found, path)
        assert path.read_bytes().startswith(begins)
    with pytest.raises(UsageError, match=r"\.svg, \.pdf, \.png"):
        write(found, tmp_path / "plot.txt")
    with pytest.raises(ResourceFault, match="cannot be written"):
        write(found, tmp_path / "nowhere" / "plot.svg")
