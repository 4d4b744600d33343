"""A recording keeps what it was given, to the sample, and refuses what is no ink."""

from dataclasses import FrozenInstanceError, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.ink.recording import CAPTURE_NUMBERS, OPTIONAL_CHANNELS, Capture, Recording, number_strokes


def ink(**changes: Any) -> Recording:
    """Two strokes of two points with one point in the air between them."""
    values: dict[str, Any] = {
        "time_s": [0.0, 0.01, 0.02, 0.03, 0.04],
        "x": [0.0, 1.0, 2.0, 3.0, 4.0],
        "y": [0.0, -1.0, 0.5, 1.0, 0.0],
        "stroke": [0, 0, -1, 1, 1],
        "pressure": [10.0, 20.0, 0.0, 30.0, 5.0],
    }
    return Recording(**{**values, **changes})


def test_channels_become_float64_and_strokes_int64() -> None:
    made = ink(azimuth_deg=[1, 2, 3, 4, 5])
    assert made.x.dtype == made.time_s.dtype == made.azimuth_deg.dtype == np.float64
    assert made.stroke.dtype == np.int64
    assert len(made) == 5
    assert list(made.channels()) == ["time_s", "x", "y", "stroke", "pressure", "azimuth_deg"]


def test_clock_is_kept_as_recorded_however_wrong() -> None:
    assert ink(time_s=[5.0, 5.0, 4.9, 4295.0, -3.0]).time_s.tolist() == [5.0, 5.0, 4.9, 4295.0, -3.0]


def test_pen_state_and_strokes_follow_from_the_stroke_channel() -> None:
    made = ink()
    assert made.pen_down.tolist() == [True, True, False, True, True]
    assert made.stroke_count == 2
    assert list(made.strokes()) == [slice(0, 2), slice(3, 5)]


def test_one_point_is_ink() -> None:
    dot = Recording(time_s=[1.0], x=[2.0], y=[3.0], stroke=[0])
    assert (len(dot), dot.stroke_count, dot.pressure) == (1, 1, None)


@pytest.mark.parametrize("name", ["time_s", "x", "y", *OPTIONAL_CHANNELS])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_numbers_are_refused_by_channel_and_point(name: str, bad: float) -> None:
    with pytest.raises(InkError, match=rf"'{name}'.*at point 3 of 5"):
        ink(**{name: [0.0, 0.0, bad, 0.0, 0.0]})


@pytest.mark.parametrize("name", ["x", "y", *OPTIONAL_CHANNELS, "stroke"])
@pytest.mark.parametrize("values", [[0, 0, 0, 0], [0, 0, 0, 0, 0, 0], [[0, 0, 0, 0, 0]], 0])
def test_channels_of_another_shape_are_refused(name: str, values: object) -> None:
    with pytest.raises(InkError, match=rf"'{name}' has shape"):
        ink(**{name: values})


def test_a_table_of_times_is_refused() -> None:
    with pytest.raises(InkError, match="'time_s' has shape"):
        Recording(time_s=np.zeros((2, 2)), x=np.zeros(4), y=np.zeros(4), stroke=np.zeros(4))


def test_nothing_is_no_ink() -> None:
    with pytest.raises(InkError, match="no point"):
        Recording(time_s=[], x=[], y=[], stroke=[])


def test_pressure_below_zero_is_refused() -> None:
    with pytest.raises(InkError, match="below zero"):
        ink(pressure=[10, 20, -1, 30, 5])


def test_a_pen_that_never_touches_is_refused() -> None:
    with pytest.raises(InkError, match="never touches"):
        ink(stroke=[-1] * 5)


@pytest.mark.parametrize(
    "stroke",
    [
        [1, 1, -1, 2, 2],  # begins above zero
        [0, 0, -1, 2, 2],  # leaves one out
        [0, 1, 0, 1, 1],  # goes back
        [0, 0, -2, 1, 1],  # no such state
        [0, 0.5, 1, 1, 1],  # no whole number
        [0, np.nan, 1, 1, 1],
    ],
)
def test_strokes_that_do_not_count_up_are_refused(stroke: list[float]) -> None:
    with pytest.raises(InkError, match="must count"):
        ink(stroke=stroke)


def test_a_stroke_that_goes_on_after_a_lift_is_refused() -> None:
    with pytest.raises(InkError, match="next number"):
        ink(stroke=[0, 0, -1, 0, 1])


def test_points_in_the_air_may_come_first_and_last() -> None:
    assert ink(stroke=[-1, 0, 0, 1, -1]).stroke_count == 2


@pytest.mark.parametrize("name", CAPTURE_NUMBERS)
@pytest.mark.parametrize("value", [0.0, -1.0, np.nan, np.inf])
def test_capture_facts_must_be_positive(name: str, value: float) -> None:
    with pytest.raises(InkError, match=name):
        Capture(**{name: value})


def test_a_scale_of_y_alone_is_refused() -> None:
    with pytest.raises(InkError, match="needs a mm_per_unit"):
        Capture(mm_per_unit_y=0.2)
    assert Capture(mm_per_unit=0.25, mm_per_unit_y=0.2).mm_per_unit_y == 0.2


@pytest.mark.parametrize("rate_hz", [None, 0.9, 1.1e6])
def test_a_device_that_samples_evenly_has_a_rate(rate_hz: float | None) -> None:
    with pytest.raises(InkError, match="evenly_sampled needs a rate_hz from 1 to 1e"):
        Capture(evenly_sampled=True, rate_hz=rate_hz)
    assert Capture(rate_hz=rate_hz).even_step_s is None


def test_the_even_step_comes_from_the_rate() -> None:
    assert Capture(evenly_sampled=True, rate_hz=200.0).even_step_s == 0.005
    assert Capture(rate_hz=200.0).even_step_s is None


def test_a_recording_cannot_be_changed() -> None:
    made = ink()
    for values in made.channels().values():
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1
    with pytest.raises(FrozenInstanceError):
        made.x = np.zeros(5)


def test_a_recording_does_not_follow_the_arrays_it_was_made_from() -> None:
    x = np.arange(5.0)
    made = ink(x=x)
    x[0] = 99.0
    assert made.x[0] == 0.0
    assert x.flags.writeable


def test_a_beginning_is_the_first_points_without_a_copy() -> None:
    whole = ink()
    for count in range(1, 6):
        begun = whole.beginning(count)
        assert begun == Recording(**{n: v[:count] for n, v in whole.channels().items()}, capture=whole.capture)
        assert np.shares_memory(begun.x, whole.x)
        with pytest.raises(ValueError, match="read-only"):
            begun.x[0] = 1


def test_a_beginning_in_the_air_is_refused() -> None:
    with pytest.raises(InkError, match="never touches"):
        ink(stroke=[-1, -1, 0, 0, 0]).beginning(2)


def test_recordings_are_equal_to_the_sample_and_to_the_fact() -> None:
    assert ink() == ink()
    assert ink() != ink(x=[0, 1, 2, 3, 4.0000001])
    assert ink() != ink(pressure=None)
    assert ink(pressure=None) == ink(pressure=None)
    assert ink() != replace(ink(), capture=Capture(rate_hz=100.0))
    assert ink() != replace(ink(), stroke=[0, 0, 1, 1, 1])
    assert ink() != "ink"


def test_a_recording_is_no_key() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(ink())


def test_numbering_counts_landings() -> None:
    assert number_strokes([False, True, True, False, True, False]).tolist() == [-1, 0, 0, -1, 1, -1]


def test_numbering_takes_marked_starts_where_nothing_was_recorded_in_the_air() -> None:
    numbers = number_strokes([True] * 5, [False, False, True, False, True])
    assert numbers.tolist() == [0, 0, 1, 1, 2]


def test_a_start_in_the_air_is_no_stroke() -> None:
    assert number_strokes([True, False, True], [False, True, False]).tolist() == [0, -1, 1]


@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40).filter(lambda s: any(d for d, _ in s))
)
def test_whatever_the_pen_does_numbering_makes_a_valid_stroke_channel(states: list[tuple[bool, bool]]) -> None:
    down, starts = [d for d, _ in states], [s for _, s in states]
    numbers = number_strokes(down, starts)
    count = len(states)
    made = Recording(time_s=np.zeros(count), x=np.zeros(count), y=np.zeros(count), stroke=numbers)
    assert made.pen_down.tolist() == down
    covered = [k for part in made.strokes() for k in range(part.start, part.stop)]
    assert covered == np.flatnonzero(down).tolist()
