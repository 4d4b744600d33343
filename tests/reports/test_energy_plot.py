"""The plot of the three conditions says which hold and shows where."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from sigverify.evaluation.energy_conditions import EnergyConditions, energy_conditions
from sigverify.reports.energy_plot import draw_energy_conditions
from sigverify.reports.look import house_look

Q = 4.0


def conditions(reach: float, margin: float) -> EnergyConditions:
    return energy_conditions(
        [0, 1],
        [1, 3],
        genuine_loss=lambda energy: energy**2,
        impostor_loss=lambda energy: np.maximum(reach - energy, 0) ** 2,
        bound=Q,
        margin=margin,
        points=41,
    )


@pytest.mark.parametrize(("reach", "answer"), [(3.0, "yes"), (1.0, "no")])
def test_the_plot_answers_both_questions_and_shows_least_point_and_line(reach: float, answer: str) -> None:
    found = conditions(reach, margin=2.0)
    with house_look():
        figure = Figure(figsize=(7, 4), layout="constrained")
        draw_energy_conditions(figure, found)
        figure.draw_without_rendering()
    plane, line = figure.get_axes()
    for axes in (plane, line):
        assert axes.get_title(loc="left").endswith(answer)
        assert axes.get_xlabel()
        assert axes.get_ylabel()
    (star,) = [mark for mark in plane.get_lines() if mark.get_marker() == "*"]
    assert (star.get_xdata(), star.get_ydata()) == ([found.minimum[0]], [found.minimum[1]])
    np.testing.assert_array_equal(line.get_lines()[1].get_ydata(), found.inward)
    words = [text.get_text() for text in figure.legends[0].get_texts()]
    assert "E_G + m < E_I: 25.0 % of pairs" in words
    assert "margin line, m = 2" in words
