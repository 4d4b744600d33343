import numpy as np
import pytest
from fake_services import draw_signature
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.gui.capture.gathering import Channels, InkGatherer, PenPoint, join_parts
from sigverify.ink.recording import Capture, Recording

number = st.floats(-2000, 2000, allow_nan=False)
stamps = st.integers(0, 10_000)


def begun(pressure: bool = True, tilt: bool = True) -> InkGatherer:
    gatherer = InkGatherer()
    gatherer.begin(Capture(source="pen", length_unit="px"), Channels(pressure=pressure, tilt=tilt))
    return gatherer


@st.composite
def signatures(draw):
    """Strokes of points, each followed by points in the air."""
    point = st.builds(
        PenPoint, stamps, st.integers(1, 2**62), number, number, st.floats(0, 1), st.floats(-90, 90), st.floats(-90, 90)
    )
    stroke = st.tuples(st.lists(point, min_size=1, max_size=6), st.lists(point, max_size=4))
    return draw(st.lists(stroke, min_size=1, max_size=4))


@given(signatures())
def test_every_point_is_kept_and_the_parts_make_the_whole(strokes):
    gatherer = begun()
    parts, written = [], []
    for index, (points, air) in enumerate(strokes):
        gatherer.press(points[0])
        for point in points[1:]:
            gatherer.move(point)
        parts.append(gatherer.lift())
        written += points
        for point in air:
            gatherer.move(point)
        if index + 1 < len(strokes):
            written += air
    whole = gatherer.whole()
    assert len(whole) == len(written)
    np.testing.assert_array_equal(whole.x, [p.x for p in written])
    np.testing.assert_array_equal(whole.y, [-p.y for p in written])
    assert whole.stroke_count == len(strokes)
    joined = join_parts(parts)
    np.testing.assert_array_equal(joined.x, whole.x)
    np.testing.assert_array_equal(joined.stroke, whole.stroke)
    np.testing.assert_array_equal(joined.pressure, whole.pressure)
    assert np.all(whole.pressure[~whole.pen_down] == 0)


def test_stamps_are_kept_as_they_are_even_where_they_repeat_or_step_back():
    gatherer = begun()
    for n, stamp in enumerate((40, 40, 35, 60)):
        (gatherer.press if n == 0 else gatherer.move)(PenPoint(stamp, 10 + n, n, n))
    gatherer.lift()
    np.testing.assert_array_equal(gatherer.whole().time_s, [0.040, 0.040, 0.035, 0.060])


def test_the_arrival_clock_stands_in_where_the_device_gives_no_stamps():
    gatherer = begun()
    for n in range(3):
        (gatherer.press if n == 0 else gatherer.move)(PenPoint(0, (n + 1) * 5_000_000, n, n))
    gatherer.lift()
    recording = gatherer.whole()
    np.testing.assert_allclose(recording.time_s, [0.005, 0.010, 0.015])
    np.testing.assert_array_equal(recording.time_s, recording.arrival_s)


def test_a_lift_that_repeats_the_last_point_adds_none_and_another_is_a_point_in_the_air():
    gatherer = begun()
    gatherer.press(PenPoint(1, 1, 5, 5, 0.4))
    gatherer.lift(PenPoint(1, 2, 5, 5, 0.0))
    gatherer.press(PenPoint(9, 3, 6, 6, 0.4))
    gatherer.lift(PenPoint(12, 4, 7, 6, 0.0))
    recording = gatherer.whole()
    assert recording.stroke.tolist() == [0, 1, -1]
    assert recording.pressure.tolist() == [0.4, 0.4, 0.0]


def test_hovering_before_and_after_is_no_part_of_the_signature_and_between_strokes_it_is():
    gatherer = begun()
    gatherer.move(PenPoint(1, 1, 0, 0))
    for start in (10, 30):
        gatherer.press(PenPoint(start, start, 1, 1, 0.5))
        gatherer.move(PenPoint(start + 1, start + 1, 2, 2, 0.5))
        gatherer.lift()
        gatherer.move(PenPoint(start + 5, start + 5, 3, 3))
    recording = gatherer.whole()
    assert recording.stroke.tolist() == [0, 0, -1, 1, 1]
    assert recording.capture.records_in_air


def test_a_channel_that_the_device_lacks_is_absent():
    gatherer = begun(pressure=False, tilt=False)
    gatherer.press(PenPoint(1, 1, 0, 0, 1.0))
    recording = gatherer.so_far()
    assert recording.pressure is None
    assert recording.tilt_x_deg is None
    assert not recording.capture.records_in_air


def test_ink_so_far_costs_no_copy_of_what_was_written_before():
    gatherer = begun()
    gatherer.press(PenPoint(1, 1, 0, 0, 0.5))
    early = gatherer.so_far()
    for n in range(2, 900):
        gatherer.move(PenPoint(n, n, n, n, 0.5))
    late = gatherer.so_far()
    for name, values in late.channels().items():
        assert np.shares_memory(early.channels()[name], values), name
        assert not values.flags.writeable


acts = st.lists(st.sampled_from(["stroke", "hover", "undo", "redo"]), max_size=12)


@given(acts, st.integers(1, 700))
def test_what_was_told_stays_as_it_was_whatever_is_written_or_taken_back_after_it(made, points):
    gatherer, told, taken, now = begun(), [], [], 0
    for act in made:
        if act == "stroke":
            for n in range(points):
                now += 1
                (gatherer.move if n else gatherer.press)(PenPoint(now, now, now % 19, now % 7, 0.5, 3.0, 4.0))
            told.append(gatherer.lift())
            taken.clear()
        elif act == "hover":
            now += 1
            gatherer.move(PenPoint(now, now, 1.0, 1.0))
        elif act == "undo" and gatherer.stroke_count:
            taken.append(gatherer.take_back())
        elif act == "redo" and taken:
            gatherer.put_back(taken.pop())
        if not gatherer.is_empty:
            told.append(gatherer.so_far())
    copies = [(ink, Recording(**ink.channels(), capture=ink.capture)) for ink in told]
    for n in range(3000):
        (gatherer.move if n else gatherer.press)(PenPoint(n, n, -1.0, -1.0))
    for ink, copy in copies:
        assert ink == copy


@pytest.mark.parametrize("point", [PenPoint(2, 2, np.nan, 1.0, 0.5), PenPoint(2, 2, 1.0, 1.0, -0.5)])
def test_a_point_that_no_device_can_mean_is_told_of(point):
    gatherer = begun()
    gatherer.press(PenPoint(1, 1, 0, 0, 0.5))
    gatherer.so_far()
    gatherer.move(point)
    for _ in range(2):
        with pytest.raises(InkError, match=r"not a number|below zero"):
            gatherer.so_far()


def test_joining_one_part_gives_it_back():
    recording = draw_signature()
    assert join_parts([recording]) == recording


def test_nothing_is_told_before_the_first_touch():
    gatherer = begun()
    assert gatherer.so_far() is None
    assert gatherer.whole() is None
    assert gatherer.lift() is None
    assert pytest.approx(gatherer.point_count) == 0
