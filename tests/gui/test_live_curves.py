"""The numbers of the live plot, however many there are, and what of them is drawn."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sigverify.gui.plots.live_curves import LiveCurves
from sigverify.verification.live import LivePoint


def scored(curves: LiveCurves, times: list[float]) -> None:
    for time_s in times:
        curves.add(LivePoint(time_s=time_s, distances=(time_s + 1, time_s + 2), combined=time_s / 2))


def test_all_moments_are_kept_past_any_room():
    curves = LiveCurves()
    scored(curves, np.arange(2000).tolist())
    assert len(curves) == 2000
    np.testing.assert_array_equal(curves.rows, [(t, t / 2, t + 1, t + 2) for t in range(2000)])


@given(st.lists(st.integers(1, 400), min_size=1, max_size=300), st.floats(0.001, 0.5))
def test_no_more_is_drawn_than_there_are_pixels_and_what_is_drawn_stays(steps, least_s):
    curves, times = LiveCurves(), np.cumsum(steps) / 1000
    before: set[float] = set()
    for time_s in times:
        scored(curves, [float(time_s)])
        drawn = curves.drawn(least_s)[:, 0].tolist()
        assert drawn[-1] == time_s
        assert len(drawn) <= time_s / least_s + 1
        assert before <= set(drawn)
        before = set(drawn[:-1])


def test_moments_of_a_stroke_are_taken_out_and_put_back():
    curves = LiveCurves()
    assert not curves.put_back()
    scored(curves, [0.1, 0.2, 0.3, 0.4])
    whole = curves.rows.copy()
    curves.take_back(0.25)
    assert curves.last_s == 0.2
    curves.take_back(-1.0)
    assert len(curves) == 0
    assert curves.last_s == 0.0
    assert curves.put_back()
    assert curves.put_back()
    np.testing.assert_array_equal(curves.rows, whole)
    curves.take_back(0.25)
    scored(curves, [0.5])
    assert curves.rows[:, 0].tolist() == [0.1, 0.2, 0.5]


def test_a_stroke_that_went_before_its_first_moment_was_told_comes_back_without_any():
    """Who takes a stroke back at once is quicker than its score."""
    curves = LiveCurves()
    curves.take_back(0.0)
    scored(curves, [0.1, 0.2])
    assert curves.put_back()
    assert curves.rows[:, 0].tolist() == [0.1, 0.2]
