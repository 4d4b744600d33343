"""Colours and ticks of what Compare draws: numbers that a person reads off."""

import numpy as np
import pytest

from sigverify.gui.plots.colour_scale import _COST as COST_STOPS
from sigverify.gui.plots.colour_scale import _INK as INK_STOPS
from sigverify.gui.plots.colour_scale import STEPS, along, cost_scale, ink_scale, lab_to_rgb, steps_of
from sigverify.gui.plots.curves_drawing import ticks
from sigverify.gui.tokens import DARK, LIGHT, contrast


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_colours_of_ink_are_even_steps_that_stand_out_from_the_paper(tokens):
    for stops, scale in ((INK_STOPS, ink_scale), (COST_STOPS, cost_scale)):
        lab = along(stops[tokens.name])
        steps = np.linalg.norm(np.diff(lab, axis=0), axis=1)
        assert np.abs(steps / np.median(steps) - 1).max() < 0.2, "even, but for the step that cuts a corner"
        lighter = np.diff(lab[:, 0])
        assert (lighter > 0).all() or (lighter < 0).all(), "it holds in grey"
        shown = lab_to_rgb(lab)
        assert shown.min() > -0.001, "a screen can show it"
        assert shown.max() < 1.001
        assert scale(tokens.name).shape == (STEPS, 3)
    named = ["#{:02X}{:02X}{:02X}".format(*row) for row in ink_scale(tokens.name)]
    assert min(contrast(colour, tokens.paper) for colour in named) >= 3


def test_a_colour_conversion_is_the_textbooks():
    np.testing.assert_allclose(lab_to_rgb(np.array([[100.0, 0, 0], [0.0, 0, 0]])), [[1, 1, 1], [0, 0, 0]], atol=1e-3)
    red = lab_to_rgb(np.array([[53.24, 80.09, 67.20]]))
    np.testing.assert_allclose(red, [[1, 0, 0]], atol=2e-3)


def test_what_is_no_number_has_no_colour():
    values = np.array([np.nan, -5.0, 0.0, 1.0, 9.0])
    assert steps_of(values, 0.0, 1.0).tolist() == [-1, 0, 0, STEPS - 1, STEPS - 1]


def test_ticks_are_round_and_few():
    assert ticks(0.0, 1.75, 4) == [0.0, 0.5, 1.0, 1.5]
    assert ticks(-0.4, 0.4, 2) == [0.0]
    assert ticks(0.0, 128.0, 3) == [0.0, 50.0, 100.0]
