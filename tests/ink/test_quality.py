"""What is told of a capture: facts, what lessens trust, and why it cannot be compared."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.ink.quality import FEWEST_POINTS, LONGEST_GAP_S, LOWEST_RATE_HZ, assess
from sigverify.ink.recording import Capture, Recording, number_strokes
from sigverify.ink.trajectory import trajectory_of

MakeInk = Callable[..., Recording]


def test_a_good_capture_has_facts_and_no_problem(make_ink: MakeInk) -> None:
    quality = assess(make_ink(200.0, seconds=2.0, strokes=2, in_air=True))
    assert quality.usable
    assert quality.refusals == quality.problems == ()
    assert quality.duration_s == pytest.approx(2.0, abs=0.006)
    assert quality.pen_down_s == pytest.approx(1.9, abs=0.011)
    assert quality.rate_hz == pytest.approx(200.0, rel=1e-6)
    assert quality.stroke_count == 2
    assert quality.points == pytest.approx(382, abs=2)  # those in the air do not count


def test_rate_is_measured_not_believed(make_ink: MakeInk) -> None:
    ink = replace(make_ink(100.0), capture=Capture(rate_hz=999.0))
    assert assess(ink).rate_hz == pytest.approx(100.0)


def test_too_little_ink_is_refused() -> None:
    dot = Recording(time_s=[0.0], x=[1.0], y=[1.0], stroke=[0])
    quality = assess(dot)
    assert not quality.usable
    assert quality.rate_hz == 0.0
    assert "Too short to compare: 0.0 s of ink" in quality.refusals[0]
    assert "All points lie on one spot" in quality.refusals[1]


def test_too_much_ink_is_refused(make_ink: MakeInk) -> None:
    assert "Too long for a signature: 61 s" in assess(make_ink(50.0, seconds=61.0, strokes=1)).refusals[0]


def test_too_few_points_are_refused(make_ink: MakeInk) -> None:
    count = FEWEST_POINTS - 1
    ink = Recording(time_s=np.arange(count) / 20, x=np.arange(count), y=np.zeros(count), stroke=np.zeros(count))
    assert assess(ink).refusals == (
        "Too few points to compare: 19. Check the tablet's connection, then sign once more.",
    )


def test_ink_on_one_spot_is_refused(make_ink: MakeInk) -> None:
    ink = make_ink()
    spot = replace(ink, x=np.full(len(ink), 3.3), y=np.full(len(ink), 0.1))
    assert assess(spot).refusals == ("All points lie on one spot. Sign once more.",)


def test_coordinates_beyond_any_tablet_are_refused(make_ink: MakeInk) -> None:
    ink = make_ink()
    wild = replace(ink, x=np.where(np.arange(len(ink)) % 2, 1e308, -1e308))
    assert "beyond any tablet" in assess(wild).refusals[0]


@pytest.mark.parametrize("level", [None, 0.5])
def test_missing_pressure_is_told(make_ink: MakeInk, level: float | None) -> None:
    ink = make_ink()
    pressure = None if level is None else np.where(ink.pen_down, level, 0.0)
    quality = assess(replace(ink, pressure=pressure))
    assert quality.problems == ("No pressure was measured.",)
    assert quality.usable


def test_a_slow_device_is_told(make_ink: MakeInk) -> None:
    assert assess(make_ink(LOWEST_RATE_HZ - 10)).problems == ("Only 50 points a second.",)
    assert assess(make_ink(LOWEST_RATE_HZ)).problems == ()


def without(ink: Recording, first: int, past: int) -> Recording:
    """Return the ink as it comes where these points got lost."""
    kept = np.ones(len(ink), dtype=bool)
    kept[first:past] = False
    return Recording(
        **{name: values[kept] for name, values in ink.channels().items()},
        capture=ink.capture,
    )


def test_lost_points_are_told_by_place(make_ink: MakeInk) -> None:
    ink = make_ink(100.0, strokes=1)
    assert assess(without(without(ink, 120, 130), 30, 40)).problems == ("Points were lost at 2 places.",)
    lost = int(LONGEST_GAP_S * 100) - 1
    assert assess(without(ink, 30, 30 + lost)).problems == ()


def test_a_pen_that_rests_lost_no_point(make_ink: MakeInk) -> None:
    ink = make_ink(100.0, strokes=1)
    waits = np.where(np.arange(len(ink)) > 50, 0.5, 0.0)
    x = np.where(np.arange(len(ink)) > 50, ink.x - (ink.x[51] - ink.x[50]), ink.x)
    y = np.where(np.arange(len(ink)) > 50, ink.y - (ink.y[51] - ink.y[50]), ink.y)
    assert assess(replace(ink, time_s=ink.time_s + waits, x=x, y=y)).problems == ()


def test_a_timer_that_wraps_lost_no_point(make_ink: MakeInk) -> None:
    ink = make_ink(30.0, strokes=1)  # slow, so that each step moves far
    wrapped = replace(ink, time_s=ink.time_s + np.where(np.arange(len(ink)) > 40, 4295.0, 0.0))
    assert assess(wrapped).problems == assess(ink).problems == ("Only 30 points a second.",)


def test_bursts_are_told(make_ink: MakeInk) -> None:
    ink = make_ink(200.0)
    bursts = replace(ink, time_s=np.ceil(ink.time_s * 50) / 50)
    assert assess(bursts).problems == ("Points arrive in bursts that share one time.",)
    # where a format stores no times, equal ones say nothing of the device
    assert assess(replace(bursts, capture=Capture(has_clock=False))).problems == ()


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(st.data())
def test_any_ink_is_assessed_without_an_error(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 30))

    def channel(values: st.SearchStrategy[float]) -> np.ndarray:
        return np.array(data.draw(st.lists(values, min_size=count, max_size=count)))

    starts = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    ink = Recording(
        time_s=channel(finite),
        x=channel(finite),
        y=channel(finite),
        stroke=number_strokes([True] * count, starts),
        pressure=channel(st.floats(0, allow_infinity=False)),
    )
    quality = assess(ink)
    assert quality.points == count
    if quality.usable:
        trajectory_of(ink)  # what is called usable can be laid out


def test_refusals_are_those_of_the_path(make_ink: MakeInk) -> None:
    for seconds in (0.2, 0.29, 0.31, 1.0):
        ink = make_ink(200.0, seconds=seconds, strokes=1)
        if assess(ink).usable:
            trajectory_of(ink)
        else:
            with pytest.raises(InkError, match="Too short"):
                trajectory_of(ink)
