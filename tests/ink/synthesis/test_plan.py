"""What a hand means to write: timing, lifts and linear maps of a plan."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import UsageError
from sigverify.ink.synthesis.plan import AIR, WritingPlan
from sigverify.ink.synthesis.signers import draw_signer


def two_strokes_with_a_lift() -> WritingPlan:
    return WritingPlan(
        lag_s=[0.0, 0.1, 0.2],
        duration_s=[0.2, 0.2, 0.2],
        sigma=[0.2, 0.2, 0.2],
        length_mm=[5.0, 4.0, 3.0],
        start_rad=[0.0, np.pi / 2, 0.0],
        end_rad=[0.0, np.pi / 2, 0.0],
        effort=[0.5, 0.5, 0.5],
        component=[0, AIR, 1],
        wavering=[0.0, 0.0, 0.0],
    )


def test_effective_stroke_lies_between_three_deviations_of_its_lognormal() -> None:
    strokes = two_strokes_with_a_lift().strokes()
    begin = strokes.onset_s + np.exp(strokes.mu - 3 * strokes.sigma)
    end = strokes.onset_s + np.exp(strokes.mu + 3 * strokes.sigma)
    np.testing.assert_allclose(begin, [0.0, 0.1, 0.3], atol=1e-12)
    np.testing.assert_allclose(end, [0.2, 0.3, 0.5], atol=1e-12)


def test_pen_lifts_early_in_the_air_stroke_and_lands_early_in_the_next() -> None:
    touches = two_strokes_with_a_lift().touches()
    np.testing.assert_allclose(touches, [[0.024, 0.13], [0.324, 0.5]], atol=1e-12)


def test_chords_point_where_straight_strokes_go() -> None:
    np.testing.assert_allclose(two_strokes_with_a_lift().chords, [[5, 0, 3], [0, 4, 0]], atol=1e-12)


def test_linear_map_moves_the_end_of_the_path_as_it_moves_the_plane() -> None:
    plan = two_strokes_with_a_lift()
    matrix = np.array([[2.0, 0.5], [0.0, 3.0]])
    end = plan.strokes().positions([10.0])
    np.testing.assert_allclose(plan.transformed(matrix).strokes().positions([10.0]), matrix @ end, atol=1e-9)


def test_lifted_strokes_are_in_the_air_and_runs_are_counted_anew() -> None:
    plan = two_strokes_with_a_lift()
    assert plan.lifted(np.zeros(3, dtype=bool)).component.tolist() == [0, 0, 0]
    assert plan.lifted(np.array([False, True, False])).component.tolist() == [0, AIR, 1]


def test_first_and_last_stroke_are_drawn_whatever_is_asked_for() -> None:
    assert two_strokes_with_a_lift().lifted(np.ones(3, dtype=bool)).component.tolist() == [0, AIR, 1]


def test_pace_stretches_time_and_leaves_the_path() -> None:
    plan = two_strokes_with_a_lift()
    slow = plan.paced(1.5)
    np.testing.assert_allclose(slow.touches(), 1.5 * plan.touches())
    times = np.linspace(0.0, 1.0, 50)
    np.testing.assert_allclose(slow.strokes().positions(1.5 * times), plan.strokes().positions(times), atol=1e-4)


@given(seed=st.integers(0, 2**32 - 1))
def test_touches_of_any_signer_ascend_without_overlap(seed: int) -> None:
    touches = draw_signer(np.random.default_rng(seed)).plan.touches()
    assert np.all(np.diff(touches.ravel()) >= 0)
    assert np.all(touches[1:, 0] - touches[:-1, 1] > 0.01)


def test_plan_that_begins_in_the_air_is_refused() -> None:
    with pytest.raises(UsageError, match="air"):
        replace(two_strokes_with_a_lift(), component=np.array([AIR, 0, 0]))


def test_plan_with_a_value_too_few_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="sigma"):
        replace(two_strokes_with_a_lift(), sigma=np.array([0.2, 0.2]))
