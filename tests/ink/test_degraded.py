"""Ink of worse equipment: only what that equipment tells is worse, whatever the ink, and the hand stays as it was."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import UsageError
from sigverify.ink.degraded import (
    INK_WORDS,
    INKS,
    MOUSE_DELAYS_S,
    PIXEL_MM,
    SIGNATURE_MM,
    at_rate,
    by_mouse,
    degraded,
    without_pressure,
)
from sigverify.ink.features import FeatureConfig, extract
from sigverify.ink.quality import assess
from sigverify.ink.recording import ANGLE_CHANNELS, OPTIONAL_CHANNELS, Capture, Recording, number_strokes
from sigverify.ink.trajectory import FARTHEST, pen_down_seconds, surface_times, total_seconds, trajectory_of

MakeInk = Callable[..., Recording]

times_of_all_sizes = (
    st.floats(-1e3, 1e3)
    | st.sampled_from([0.0, 4295.0, -4295.0, 1e-300, 1e308, -1e308])
    | st.integers(-50, 50).map(lambda n: n / 100)
)
coordinates = st.floats(-1e4, 1e4) | st.sampled_from([0.0, 5e-324, 1e-310, 1e-17, 1e308, -1e308, 1e12])
levels = st.floats(0, 1e4) | st.sampled_from([0.0, 5e-324, 1e308])
angles = st.floats(-360, 360)
captures = st.builds(
    Capture,
    length_unit=st.sampled_from(["mm", "px", "device"]),
    mm_per_unit=st.none() | st.sampled_from([5e-324, 0.01, 1.0, 1e300]),
    rate_hz=st.sampled_from([1.0, 80.0, 1e6]),
    evenly_sampled=st.booleans(),
    records_in_air=st.booleans(),
)


@st.composite
def any_ink(draw: st.DrawFn) -> Recording:
    """Ink without sense: wild clocks, coordinates of any size, lifts anywhere, any channels."""
    count = draw(st.integers(1, 40))

    def values(source: st.SearchStrategy[float]) -> np.ndarray:
        return np.resize(np.array(draw(st.lists(source, min_size=1, max_size=8))), count)

    down = draw(st.lists(st.booleans(), min_size=count, max_size=count).filter(any))
    starts = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    optional = {
        name: values(levels if name == "pressure" else angles) for name in OPTIONAL_CHANNELS if draw(st.booleans())
    }
    return Recording(
        time_s=draw(st.sampled_from([np.arange(count) / 50, values(times_of_all_sizes)])),
        x=values(coordinates),
        y=values(coordinates),
        stroke=number_strokes(down, starts),
        capture=draw(captures),
        **optional,
    )


def spans(ink: Recording) -> np.ndarray:
    """How long each stroke lasts, in repaired seconds."""
    times, stroke = surface_times(ink), ink.stroke[ink.pen_down]
    return np.array([np.ptp(times[stroke == index]) for index in range(ink.stroke_count)])


@given(any_ink(), st.sampled_from(INKS), st.integers(0, 9))
@settings(max_examples=300)
def test_any_ink_stays_ink_of_as_many_strokes(ink: Recording, kind: str, seed: int) -> None:
    """No warning and no error, and the same for the same seed."""
    made = degraded(ink, kind, np.random.default_rng(seed))  # type: ignore[arg-type]  # one of them
    assert made.stroke_count == ink.stroke_count
    assert made == degraded(ink, kind, np.random.default_rng(seed))  # type: ignore[arg-type]  # one of them
    assert kind in INK_WORDS


@given(any_ink())
def test_without_pressure_nothing_else_is_missing(ink: Recording) -> None:
    made = without_pressure(ink)
    assert made.pressure is None
    assert made.capture.pressure_full_scale is None
    assert replace(made, pressure=ink.pressure, capture=ink.capture) == ink


@given(any_ink(), st.sampled_from([25.0, 60.0, 1000.0]))
def test_at_a_rate_each_stroke_is_read_at_even_instants_of_one_clock(ink: Recording, rate_hz: float) -> None:
    far = bool(np.abs([ink.x[ink.pen_down], ink.y[ink.pen_down]]).max() > FARTHEST)
    made = at_rate(ink, rate_hz)
    if far:
        assert made is ink
        return
    instants = made.time_s * rate_hz
    np.testing.assert_allclose(instants, np.round(instants), atol=1e-6)
    assert (np.diff(np.round(instants)) >= 1).all()
    assert (np.diff(np.round(instants))[np.diff(made.stroke) == 0] == 1).all()
    assert (spans(made) <= spans(ink) + 1e-6).all()
    for name in ("x", "y", "pressure"):
        before, after = getattr(ink, name), getattr(made, name)
        if before is None:
            assert after is None
            continue
        for index in range(ink.stroke_count):
            own, read = before[ink.stroke == index], after[made.stroke == index]
            room = 1e-12 * np.abs(before).max()
            assert own.min() - room <= read.min()
            assert read.max() <= own.max() + room
    assert made.arrival_s is None
    for name in ANGLE_CHANNELS:
        given_angles = getattr(ink, name)
        assert (getattr(made, name) is None) == (given_angles is None)
        if given_angles is not None:
            assert set(getattr(made, name)) <= set(given_angles)


@given(any_ink(), st.integers(0, 9))
def test_a_mouse_gives_whole_pixels_and_nothing_but_the_path(ink: Recording, seed: int) -> None:
    made = by_mouse(ink, np.random.default_rng(seed))
    if made is ink:
        assert np.abs([ink.x[ink.pen_down], ink.y[ink.pen_down]]).max() > FARTHEST
        return
    assert set(made.channels()) == {"time_s", "x", "y", "stroke"}
    assert made.pen_down.all()
    for values in (made.x, made.y):
        np.testing.assert_array_equal(values, np.round(values))
    assert (np.diff(made.time_s) >= 0).all()
    assert made.capture.source == "mouse"
    assert made.capture.length_unit == "px"
    # nothing is told while the pointer rests: only press and release may repeat a place
    for index in range(made.stroke_count):
        own = made.stroke == index
        still = (np.diff(made.x[own]) == 0) & (np.diff(made.y[own]) == 0)
        assert not still[:-1].any()
    room = MOUSE_DELAYS_S[1] + 0.0011
    assert abs(np.ptp(made.time_s) - total_seconds(ink)) <= room


def test_readings_of_a_straight_stroke_lie_on_it() -> None:
    """100 points a second become 60: hand-worked."""
    time_s = np.arange(11) / 100
    ink = Recording(time_s=time_s, x=1000 * time_s, y=np.zeros(11), stroke=np.zeros(11), pressure=100 * time_s)
    made = at_rate(ink, 60.0)
    expected = np.arange(7) / 60  # 0.1 s hold 6 whole steps
    np.testing.assert_allclose(made.time_s, expected)
    np.testing.assert_allclose(made.x, 1000 * expected)
    np.testing.assert_allclose(made.pressure, 100 * expected)
    assert made.capture.rate_hz == 60


def test_the_clock_runs_on_through_a_lift_and_a_short_stroke_keeps_a_point() -> None:
    """At 10 a second: a stroke of 0.25 s is read at 0, 0.1 and 0.2; one from 0.32 to 0.36 between two readings."""
    time_s = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.32, 0.36, 0.45, 0.5, 0.55]
    stroke = [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 2]
    ink = Recording(time_s=time_s, x=np.arange(11.0), y=np.zeros(11), stroke=stroke)
    made = at_rate(ink, 10.0)
    np.testing.assert_allclose(made.time_s, [0.0, 0.1, 0.2, 0.3, 0.5])
    assert made.stroke.tolist() == [0, 0, 0, 1, 2]
    np.testing.assert_allclose(made.x, [0, 2, 4, 6, 9])


def test_points_in_the_air_are_no_readings(make_ink: MakeInk) -> None:
    ink = make_ink(200.0, in_air=True, strokes=3)
    made = at_rate(ink, 60.0)
    assert made.pen_down.all()
    assert made.capture.records_in_air is False
    assert pen_down_seconds(made) == pytest.approx(pen_down_seconds(ink), abs=3 / 60)


def test_slow_smooth_ink_is_the_same_path_at_60_a_second(make_ink: MakeInk) -> None:
    ink = make_ink(200.0, strokes=1)
    fine, slow = trajectory_of(ink), trajectory_of(at_rate(ink, 60.0))
    assert len(slow) == pytest.approx(len(fine), abs=2)
    count = min(len(fine), len(slow))
    np.testing.assert_allclose(slow.x[:count], fine.x[:count], atol=0.1)
    np.testing.assert_allclose(slow.y[:count], fine.y[:count], atol=0.2)


def test_angles_are_those_of_the_nearest_point() -> None:
    """Halfway between 359° and 1° lies 0°, not 180°."""
    ink = Recording(time_s=[0.0, 0.1, 0.2], x=[0, 1, 2], y=[0, 0, 0], stroke=[0, 0, 0], azimuth_deg=[359.0, 1.0, 3.0])
    assert at_rate(ink, 25.0).azimuth_deg.tolist() == [359.0, 359.0, 1.0, 1.0, 3.0, 3.0]


def test_without_pressure_a_feature_is_the_pen_state(make_ink: MakeInk) -> None:
    """As for ink that never had any."""
    config = FeatureConfig()
    np.testing.assert_array_equal(
        extract(without_pressure(make_ink()), config).values, extract(make_ink(pressure=False), config).values
    )


@pytest.mark.parametrize(
    ("capture", "unit", "side_px"),
    [
        (Capture(length_unit="mm"), 1.0, 40.0 / PIXEL_MM),
        (Capture(length_unit="device", mm_per_unit=0.01), 100.0, 40.0 / PIXEL_MM),
        (Capture(length_unit="px"), 1.0, 40.0),
        (Capture(length_unit="device"), 1.0, SIGNATURE_MM / PIXEL_MM),
        (Capture(length_unit="device", mm_per_unit=1000.0), 1.0, SIGNATURE_MM / PIXEL_MM),
    ],
)
def test_a_signature_is_as_large_on_the_screen_as_it_was_written(capture: Capture, unit: float, side_px: float) -> None:
    """40 mm where the unit is known; of usual size where it is not, or cannot be true."""
    time_s = np.linspace(0, 1, 101)
    ink = Recording(time_s=time_s, x=40 * unit * time_s, y=10 * unit * time_s**2, stroke=np.zeros(101), capture=capture)
    made = by_mouse(ink, np.random.default_rng(3))
    assert np.ptp(made.x) == pytest.approx(side_px, abs=1.01)


def test_a_mouse_that_rests_tells_only_press_and_release() -> None:
    ink = Recording(time_s=np.arange(100) / 100, x=np.full(100, 7.0), y=np.full(100, 8.0), stroke=np.zeros(100))
    made = by_mouse(ink, np.random.default_rng(1))
    assert len(made) == 2
    assert np.ptp(made.time_s) == pytest.approx(0.99, abs=0.0051)


def test_rates_and_stamps_of_a_mouse_vary_and_its_ink_can_be_compared(make_ink: MakeInk) -> None:
    inks = [by_mouse(make_ink(200.0, seconds=3.0), np.random.default_rng(seed)) for seed in range(20)]
    rates = [(len(ink) - ink.stroke_count) / pen_down_seconds(ink) for ink in inks]
    assert min(rates) < 75
    assert 100 < max(rates) < 130
    for ink in inks:
        quality = assess(ink)
        assert quality.usable
        assert quality.problems[0] == "No pressure was measured."
        assert len(np.unique(np.round(1000 * np.diff(ink.time_s)))) > 3
        assert np.isfinite(extract(ink, FeatureConfig()).values).all()


@pytest.mark.parametrize("rate_hz", [0.0, -1.0, np.nan, np.inf])
def test_a_rate_is_positive(make_ink: MakeInk, rate_hz: float) -> None:
    with pytest.raises(UsageError, match="positive rate"):
        at_rate(make_ink(), rate_hz)


def test_unknown_ink_is_refused(make_ink: MakeInk) -> None:
    with pytest.raises(UsageError, match="without-pressure, 60hz, mouse"):
        degraded(make_ink(), "quill", np.random.default_rng(0))  # type: ignore[arg-type]  # what a person may type
