"""What the plots show is what was measured; every panel says what it shows, and says so where there is nothing."""

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sigverify.evaluation.error_rates import det_points, equal_error_rate, fmr_at_recall, normal_deviate, roc_points
from sigverify.evaluation.repeated_draws import joined, signer_equal_error_rates, signer_errors_at_common, signers_of
from sigverify.reports import plots
from sigverify.reports.look import KINDS, house_look, model_line
from sigverify.reports.plots import PLOTS, Plot
from sigverify.workflows.evaluating import Evaluation

Measured = Callable[..., list[Evaluation]]


def drawn(name: str, evaluations: list[Evaluation]) -> list[Axes]:
    """Draw one plot and return its panels."""
    (plot,) = [plot for plot in PLOTS if plot.name == name]
    with house_look():
        figure = Figure(figsize=(7, plot.inches(len(evaluations))), layout="constrained")
        plot.draw(figure, evaluations)
    return figure.get_axes()


def pooled(evaluation: Evaluation, kind: str = "skilled") -> tuple[np.ndarray, np.ndarray]:
    pairs = [joined(draw) for draw in evaluation.trials(kind)]  # type: ignore[arg-type]
    genuine, impostor = zip(*pairs, strict=True)
    return np.concatenate(genuine), np.concatenate(impostor)


def curve(axes: Axes, label: str) -> tuple[np.ndarray, np.ndarray]:
    (line,) = [line for line in axes.get_lines() if line.get_label() == label]
    return np.asarray(line.get_xdata()), np.asarray(line.get_ydata())


def share_at(axes: Axes, label: str, score: float) -> float:
    """Read a curve of steps, each of which holds from the point before to its own."""
    x, y = curve(axes, label)
    return float(y[np.searchsorted(x, score)])


def words(axes: Axes) -> str:
    return " ".join(text.get_text() for text in axes.texts)


@pytest.mark.parametrize("plot", PLOTS, ids=[plot.name for plot in PLOTS])
@pytest.mark.parametrize("models", [1, 3])
def test_every_panel_has_a_title_named_axes_and_the_plot_a_legend(plot: Plot, models: int, measured: Measured) -> None:
    panels = drawn(plot.name, measured(*[f"model {n}" for n in range(models)]))
    assert len(panels) == (2 if plot.name in ("det", "roc") else models)
    for axes in panels:
        assert axes.get_title(loc="left")
        assert axes.get_ylabel()
    assert panels[-1].get_xlabel()
    figure = panels[0].get_figure()
    assert figure is not None
    (legend,) = figure.legends
    assert legend.get_texts()
    assert plot.title
    assert plot.caption.endswith(".")


def test_det_curves_are_the_normal_deviates_and_their_dots_the_equal_error_rates(two: list[Evaluation]) -> None:
    skilled, random = drawn("det", two)
    for place, evaluation in enumerate(two):
        pair = pooled(evaluation)
        np.testing.assert_allclose(skilled.get_lines()[2 * place].get_data(), det_points(*pair))
        at = normal_deviate(equal_error_rate(*pair)[0])
        assert any(
            line.get_xdata() == at and line.get_ydata() == at
            for line in skilled.get_lines()
            if line.get_marker() == "o"
        )
    # four signers 40 apart: nobody is taken for another
    assert "no error seen: sharp, blurred" in random.get_xlabel()


def test_where_many_models_err_nowhere_they_are_counted(measured: Measured) -> None:
    names = [f"a model with a name {place}" for place in range(3)]
    assert drawn("det", measured(*names))[1].get_xlabel().endswith("no error seen: 3 models")


def test_det_ticks_are_per_cent_at_their_normal_deviates(two: list[Evaluation]) -> None:
    axes = drawn("det", two)[0]
    labels = [float(label.get_text()) for label in axes.get_xticklabels()]
    np.testing.assert_allclose(axes.get_xticks(), normal_deviate(np.array(labels) / 100))
    for evaluation in two:
        low, high = axes.get_xlim()
        assert low < normal_deviate(equal_error_rate(*pooled(evaluation))[0]) < high


def test_roc_curves_carry_the_error_at_95_percent_recall(two: list[Evaluation]) -> None:
    axes = drawn("roc", two)[0]
    marks = [(line.get_xdata(), line.get_ydata()) for line in axes.get_lines() if line.get_marker() == "o"]
    for place, (evaluation, (error, recall)) in enumerate(zip(two, marks, strict=True)):
        pair = pooled(evaluation)
        np.testing.assert_allclose(axes.get_lines()[2 * place].get_data(), roc_points(*pair))
        assert (error, recall) == ([fmr_at_recall(*pair)], [0.95])
        assert axes.get_xlim()[1] > error[0]


def test_rates_at_the_models_own_lines_are_the_figures(two: list[Evaluation]) -> None:
    for axes, evaluation in zip(drawn("rates", two), two, strict=True):
        skilled, lines = evaluation.figures["skilled"], evaluation.figures["thresholds"]
        accepted = share_at(axes, "FMR, skilled forgeries", lines["accept_at"])
        assert 100 * accepted == pytest.approx(skilled["forgeries_accepted_percent"])
        rejected = share_at(axes, "FNMR, genuine", lines["reject_below"])
        assert 100 * rejected == pytest.approx(skilled["genuine_rejected_percent"])
        assert share_at(axes, "FMR, random forgeries", 0.0) == 0
        assert "rejected below −0.50, accepted from 0.50" in axes.get_xlabel()


def test_tippett_curves_show_whom_the_ratio_misleads(two: list[Evaluation]) -> None:
    for axes, evaluation in zip(drawn("tippett", two), two, strict=True):
        skilled = evaluation.figures["skilled"]
        assert 100 * share_at(axes, "skilled forgeries", 0.0) == pytest.approx(skilled["forgeries_misleading_percent"])
        assert 100 * (1 - share_at(axes, "genuine", 0.0)) == pytest.approx(skilled["genuine_misleading_percent"])
        assert share_at(axes, "genuine", -100.0) == 1
        assert share_at(axes, "genuine", 100.0) == 0


def test_histograms_hold_every_trial(two: list[Evaluation]) -> None:
    for axes in drawn("scores", two):
        outlines = [patch for patch in axes.patches if getattr(patch, "get_data", None) and not patch.get_fill()]
        assert len(outlines) == len(KINDS)
        for outline in outlines:
            assert outline.get_data().values.sum() == pytest.approx(1)


def test_bars_are_the_signers_own_rates_and_the_first_models_worst_come_first(two: list[Evaluation]) -> None:
    panels = drawn("signers", two)
    names = [label.get_text() for label in panels[-1].get_xticklabels()]
    for place, (axes, evaluation) in enumerate(zip(panels, two, strict=True)):
        draws = evaluation.trials("skilled")
        order = [signers_of(draws).index(name) for name in names]
        heights = [patch.get_height() for patch in axes.patches]
        np.testing.assert_allclose(heights, signer_equal_error_rates(draws).mean(axis=0)[order])
        _, diamonds = curve(axes, "mean of FMR and FNMR at one threshold for all")
        np.testing.assert_allclose(diamonds, signer_errors_at_common(draws).mean(axis=0)[order])
        if place == 0:
            assert heights == sorted(heights, reverse=True)
        assert max(*heights, *diamonds) <= axes.get_ylim()[1]


def test_of_many_signers_the_worst_are_shown(measured: Measured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plots, "MOST_BARS", 3)
    (evaluation,) = measured("blurred", signers=[f"U{n}" for n in range(6)])
    (axes,) = drawn("signers", [evaluation])
    rates = sorted(signer_equal_error_rates(evaluation.trials("skilled")).mean(axis=0), reverse=True)
    np.testing.assert_allclose([patch.get_height() for patch in axes.patches], rates[:3])


def test_without_skilled_forgeries_the_plots_say_so_and_show_the_random_ones(measured: Measured) -> None:
    genuine = measured("sharp", forgeries=0)
    for name in ("det", "roc"):
        skilled, random = drawn(name, genuine)
        assert "No skilled forgeries were tested." in words(skilled)
        assert random.get_lines()
    (bars,) = drawn("signers", genuine)
    assert "random forgeries" in bars.get_title(loc="left")
    for name in ("rates", "tippett", "scores"):
        (axes,) = drawn(name, genuine)
        labels = axes.get_legend_handles_labels()[1]
        assert any("random" in label for label in labels)
        assert not any("skilled" in label for label in labels)


def test_without_any_forgery_the_plots_say_so(two: list[Evaluation]) -> None:
    nothing = [Evaluation(figures=evaluation.figures, scores=()) for evaluation in two]
    for name in ("det", "roc"):
        assert "No random forgeries were tested." in words(drawn(name, nothing)[1])
    for axes in drawn("signers", nothing):
        assert words(axes) == "No forgeries were tested."


def test_names_stay_as_they_are(measured: Measured) -> None:
    """No mathematics between dollar signs, no legend that leaves out names with an underscore, nothing cut in two."""
    strange = measured("_a $b$ model", "second", signers=["$x$", "山田", "a very long name of a signer", "U4"])
    bars = drawn("signers", strange)[-1]
    labels = {label.get_text() for label in bars.get_xticklabels()}
    assert labels == {"$x$", "山田", "a very long nam…", "U4"}
    figure = drawn("det", strange)[0].get_figure()
    assert figure is not None
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["_a $b$ model", "second"]


def test_twenty_models_have_twenty_lines() -> None:
    assert len({tuple(model_line(place).values()) for place in range(20)}) == 20


def test_no_two_kinds_share_a_line_style() -> None:
    assert len({kind["linestyle"] for kind in KINDS.values()}) == len(KINDS)
