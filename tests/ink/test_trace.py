"""Two recordings have one trace where one is a copy of the other, however it was dressed up; never by chance."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.ink.recording import Capture, Recording
from sigverify.ink.trace import trace

steps = st.floats(-1e3, 1e3).map(lambda value: round(value, 3))


@given(st.integers(0, 50), steps, steps, steps)
def test_a_copy_that_was_moved_is_a_copy(make_ink, seed: int, later: float, right: float, up: float) -> None:
    ink = make_ink(seed=seed)
    ink = replace(ink, time_s=ink.time_s.round(3), x=ink.x.round(3), y=ink.y.round(3))  # as tablets tell
    moved = replace(ink, time_s=ink.time_s + later, x=ink.x + right, y=ink.y + up)
    assert trace(moved) == trace(ink)


@given(st.integers(0, 50), st.sampled_from(["time_s", "x", "y"]), st.integers(1, 150), st.sampled_from([-0.01, 0.001]))
def test_one_sample_off_is_another_trace(make_ink, seed: int, channel: str, point: int, by: float) -> None:
    ink = make_ink(seed=seed)
    values = getattr(ink, channel).copy()
    values[point] += by
    assert trace(replace(ink, **{channel: values})) != trace(ink)


def test_what_costs_nothing_to_change_is_no_part_of_it(make_ink: Callable[..., Recording]) -> None:
    ink, in_air = make_ink(), make_ink(in_air=True)
    assert trace(in_air) == trace(ink)
    dressed = replace(ink, pressure=None, tilt_x_deg=np.zeros(len(ink)), capture=Capture(source="pen", device="mine"))
    assert trace(dressed) == trace(ink)


def test_a_lift_is_part_of_it() -> None:
    line = np.arange(8.0)
    one, two = (Recording(time_s=line, x=line, y=line, stroke=line >= 8 - k) for k in (0, 4))
    assert trace(one) != trace(two)


@pytest.mark.parametrize("far", [1e300, -1.7e308])
def test_numbers_at_the_end_of_the_range_break_nothing(far: float) -> None:
    line = np.arange(4.0)
    ink = Recording(time_s=line, x=np.array([-far, 0.0, 1.0, far]), y=line, stroke=np.zeros(4))
    assert trace(ink) == trace(replace(ink, pressure=line))
