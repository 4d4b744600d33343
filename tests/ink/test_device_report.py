"""What the points tell of a device: worked by hand, and for any ink without an error."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.ink.device_report import MOST_LEVELS, DeviceReport, device_report, histogram
from sigverify.ink.recording import OPTIONAL_CHANNELS, Capture, Recording, number_strokes

MakeInk = Callable[..., Recording]


def line(times_ms: list[float], *, x: list[float] | None = None, **more: Any) -> Recording:
    """One stroke with a point at each of these milliseconds, a unit to the right of the one before."""
    count = len(times_ms)
    capture = more.pop("capture", Capture(source="pen", length_unit="px", pressure_full_scale=1.0))
    return Recording(
        time_s=np.array(times_ms) / 1e3,
        x=np.arange(count) * 1.5 if x is None else x,
        y=np.zeros(count),
        stroke=np.zeros(count),
        capture=capture,
        **more,
    )


def test_rate_and_steps_of_an_even_clock() -> None:
    report = device_report(line([0, 5, 10, 15, 20]))
    assert report.clock is not None
    assert report.clock.steps_ms.tolist() == pytest.approx([5, 5, 5, 5])
    assert (report.clock.usual_ms, report.clock.repeated, report.clock.backward) == (pytest.approx(5.0), 0, 0)
    assert report.rate_hz == pytest.approx(200.0)
    assert (report.points, report.strokes, report.seconds) == (5, 1, pytest.approx(0.020))
    assert (report.gaps, report.lost, report.rests, report.duplicates) == (0, 0, 0, 0)
    assert report.arrivals is None
    assert report.arrival_delay is None


def test_steps_from_stroke_to_stroke_are_no_intervals() -> None:
    ink = Recording(time_s=[0, 0.01, 0.9, 0.91], x=[0, 1, 5, 6], y=[0, 0, 0, 0], stroke=[0, 0, 1, 1])
    report = device_report(ink)
    assert report.clock is not None
    assert report.clock.steps_ms.tolist() == pytest.approx([10, 10])
    assert report.gaps == 0


def test_a_gap_in_which_the_pen_moved_lost_points_and_does_not_lower_the_rate() -> None:
    times = [0, 5, 10, 15, 40, 45, 50]  # four points are missing, and the pen went on
    report = device_report(line(times, x=[0, 1, 2, 3, 8, 9, 10]))
    assert (report.gaps, report.lost, report.rests) == (1, 4, 0)
    assert report.longest_gap_ms == pytest.approx(25.0)
    assert report.rate_hz == pytest.approx(200.0)


def test_a_silent_rest_lost_nothing() -> None:
    report = device_report(line([0, 5, 10, 15, 400, 405, 410], x=[0, 1, 2, 3, 4, 5, 6]))
    assert (report.gaps, report.lost, report.rests) == (0, 0, 1)
    assert report.rate_hz == pytest.approx(200.0)


def test_whole_milliseconds_of_a_fast_device_are_no_gaps() -> None:
    report = device_report(line([0, 1, 2, 3, 6, 7, 8], x=[0, 1, 2, 3, 6, 7, 8]))
    assert report.gaps == 0


def test_bursts_that_share_one_time_have_the_rate_of_their_points() -> None:
    report = device_report(line([0, 0, 0, 15, 15, 15, 30, 30, 30, 45]))
    assert report.clock is not None
    assert report.clock.repeated == 6
    assert report.clock.usual_ms == pytest.approx(15.0)
    assert report.rate_hz == pytest.approx(200.0)
    assert report.gaps == 0


def test_backward_and_constant_stamps_are_told() -> None:
    report = device_report(line([0, 5, 3, 8, 13]))
    assert report.clock is not None
    assert report.clock.backward == 1
    still = device_report(line([7, 7, 7, 7]))
    assert still.clock is not None
    assert still.clock.stands_still
    assert still.rate_hz == 0.0


def test_the_arrival_clock_serves_where_the_device_tells_no_time() -> None:
    arrival = np.array([0, 0.004, 0.008, 0.012])
    report = device_report(line([0, 4, 8, 12], arrival_s=arrival))
    assert report.clock is None, "a gatherer put the program's clock in"
    assert report.arrivals is not None
    assert report.rate_hz == pytest.approx(250.0)
    constant = device_report(line([7, 7, 7, 7], arrival_s=arrival))
    assert constant.rate_hz == pytest.approx(250.0)


def test_a_file_without_times_has_no_rate_but_the_one_it_says() -> None:
    report = device_report(line([0, 5, 10], capture=Capture(has_clock=False, rate_hz=200.0)))
    assert report.clock is None
    assert (report.rate_hz, report.promised_hz) == (0.0, 200.0)


def test_points_that_arrive_at_once_are_bursts_though_each_has_its_own_time() -> None:
    arrival = np.array([0.0100, 0.0101, 0.0102, 0.0300, 0.0301, 0.0302])
    report = device_report(line([0, 5, 10, 15, 20, 25], arrival_s=arrival))
    assert report.together == pytest.approx(4 / 5)
    assert report.burst_size == pytest.approx(3.0)
    one_by_one = device_report(line([0, 5, 10], arrival_s=np.array([0.001, 0.006, 0.011])))
    assert (one_by_one.together, one_by_one.burst_size) == (0.0, 1.0)


def test_a_point_that_repeats_the_one_before_at_once_is_a_duplicate_and_a_resting_pen_is_none() -> None:
    report = device_report(line([0, 5, 6, 10, 15, 20], x=[0, 1, 1, 2, 3, 3]))
    assert report.duplicates == 1
    pressed = line([0, 5, 6, 10, 15], x=[0, 1, 1, 2, 3], pressure=np.array([0.1, 0.2, 0.3, 0.3, 0.3]))
    assert device_report(pressed).duplicates == 0, "its pressure had changed"


@pytest.mark.parametrize(
    ("steps", "levels"), [(255, 256), (1023, 1024), (1024, 1024), (2047, 2048), (8191, 8192), (100, 100)]
)
def test_levels_of_pressure_are_told_from_the_smallest_difference(steps: int, levels: int) -> None:
    pressed = np.array([20, 21, 40, 60, 90]) / steps
    report = device_report(line([0, 5, 10, 15, 20], pressure=pressed.astype(np.float32)))
    assert report.pressure is not None
    assert (report.pressure.levels, report.pressure.distinct) == (levels, 5)
    assert report.pressure.lowest == pytest.approx(20 / steps)
    assert report.pressure.highest == pytest.approx(90 / steps)
    assert not report.pressure.constant


def test_pressure_in_device_levels_needs_a_full_scale_to_be_counted() -> None:
    pressed = np.array([300.0, 301.0, 350.0, 900.0])
    known = Capture(pressure_full_scale=1023.0)
    counted = device_report(line([0, 5, 10, 15], pressure=pressed, capture=known)).pressure
    assert counted is not None
    assert counted.levels == 1024
    unknown = device_report(line([0, 5, 10, 15], pressure=pressed, capture=Capture())).pressure
    assert unknown is not None
    assert (unknown.levels, unknown.distinct, unknown.highest) == (None, 4, 900.0)


def test_constant_and_too_fine_pressure() -> None:
    constant = device_report(line([0, 5, 10], pressure=np.full(3, 0.5))).pressure
    assert constant is not None
    assert constant.constant
    assert constant.levels is None
    fine = device_report(line([0, 5, 10], pressure=np.array([0.5, 0.5 + 0.4 / MOST_LEVELS, 0.6]))).pressure
    assert fine is not None
    assert fine.levels is None


def test_points_in_the_air_do_not_count_as_pressure() -> None:
    ink = Recording(
        time_s=[0, 0.005, 0.01, 0.015],
        x=[0, 1, 2, 3],
        y=[0, 0, 0, 0],
        stroke=[0, 0, -1, 1],
        pressure=[0.25, 0.25, 0.0, 0.25],
        capture=Capture(pressure_full_scale=1.0, records_in_air=True),
    )
    report = device_report(ink)
    assert report.pressure is not None
    assert report.pressure.constant
    assert report.in_air


def test_angles_are_told_where_the_device_tells_them() -> None:
    tilted = line([0, 5, 10], tilt_x_deg=np.array([-3.0, 10.0, 4.0]), rotation_deg=np.array([0.0, 359.0, 12.0]))
    report = device_report(tilted)
    assert report.tilt_x is not None
    assert (report.tilt_x.lowest, report.tilt_x.highest, report.tilt_x.last) == (-3.0, 10.0, 4.0)
    assert report.rotation is not None
    assert report.rotation.last == 12.0
    assert report.tilt_y is None


@pytest.mark.parametrize(("step", "grid"), [(1.0, 1.0), (0.5, 0.5), (2 / 3, 2 / 3), (0.8, 0.8), (0.013, None)])
def test_the_grid_of_coordinates_is_that_of_the_screen_or_finer(step: float, grid: float | None) -> None:
    ink = line([0, 5, 10, 15, 20], x=list(0.3 + step * np.array([0, 7, 8, 11, 30])))
    assert device_report(ink).grid == (None if grid is None else pytest.approx(grid))


def test_clocks_of_one_origin_tell_the_whole_delay_and_others_what_it_varies_by() -> None:
    stamps = [1000.0, 1005.0, 1010.0]
    same = device_report(line(stamps, arrival_s=np.array([1.004, 1.009, 1.018])))
    assert same.delay_known
    assert same.arrival_delay is not None
    assert same.arrival_delay.median_ms == pytest.approx(4.0)
    other = device_report(line(stamps, arrival_s=np.array([901.004, 901.009, 901.018])))
    assert not other.delay_known
    assert other.arrival_delay is not None
    assert other.arrival_delay.median_ms == pytest.approx(0.0)
    assert other.arrival_delay.high_ms == pytest.approx(3.6)  # nine tenths of the way from 0 to 4


def test_delays_of_painting_are_those_given() -> None:
    report = device_report(line([0, 5, 10]), np.array([4.0, 6.0, 20.0]))
    assert report.paint_delay is not None
    assert report.paint_delay.median_ms == pytest.approx(6.0)
    assert device_report(line([0, 5]), np.zeros(0)).paint_delay is None


def test_a_scale_is_told_in_millimetres_for_both_sides() -> None:
    px = Capture(length_unit="px", mm_per_unit=0.25, mm_per_unit_y=0.2)
    assert device_report(line([0, 5], capture=px)).mm_per_unit == (0.25, 0.2)
    assert device_report(line([0, 5], capture=Capture(length_unit="mm"))).mm_per_unit == (1.0, 1.0)
    assert device_report(line([0, 5], capture=Capture(length_unit="px"))).mm_per_unit is None


def test_a_histogram_keeps_what_lies_beyond_its_ends() -> None:
    edges = np.array([0.0, 4.0, 8.0, 12.0])
    assert histogram(np.array([-5.0, 0.0, 5.0, 6.0, 99.0]), edges).tolist() == [40.0, 40.0, 20.0]
    assert histogram(np.zeros(0), edges).tolist() == [0.0, 0.0, 0.0]


def test_plain_values_hold_no_point_of_the_writing(make_ink: MakeInk) -> None:
    ink = make_ink(200.0)
    told = device_report(replace(ink, arrival_s=ink.time_s + 0.002)).to_json()
    assert told["clock"] == {"usual_ms": 5.0, "repeated": 0, "backward": 0}
    assert told["rate_hz"] == pytest.approx(200.0, abs=0.01)

    def leaves(value: object) -> int:
        if isinstance(value, dict):
            return sum(leaves(part) for part in value.values())
        return sum(leaves(part) for part in value) if isinstance(value, list) else 1

    assert leaves(told) < 60


finite = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def any_ink(draw: st.DrawFn) -> Recording:
    count = draw(st.integers(1, 20))

    def channel(values: st.SearchStrategy[float]) -> np.ndarray:
        return np.array(draw(st.lists(values, min_size=count, max_size=count)))

    down = channel(st.booleans()).astype(bool)
    down[draw(st.integers(0, count - 1))] = True
    optional = {name: channel(finite) for name in OPTIONAL_CHANNELS if draw(st.booleans())}
    if "pressure" in optional:
        optional["pressure"] = np.abs(optional["pressure"])
    full = draw(st.sampled_from([None, 5e-324, 1.0, 1e300]))
    return Recording(
        time_s=channel(finite),
        x=channel(finite),
        y=channel(finite),
        stroke=number_strokes(down),
        capture=Capture(pressure_full_scale=full, length_unit="px"),
        **optional,
    )


def numbers(report: DeviceReport) -> list[float]:
    return [value for value in vars(report).values() if isinstance(value, float)]


@given(any_ink())
def test_any_ink_has_a_report_of_finite_numbers(ink: Recording) -> None:
    report = device_report(ink)
    assert report.points == int(ink.pen_down.sum())
    assert np.all(np.isfinite(numbers(report)))
    assert 0 <= report.together <= 1
    assert report.gaps + report.rests <= max(report.points - 1, 0)
    assert report.burst_size >= 1
    json.dumps(report.to_json(), allow_nan=False)


@given(st.integers(2, 40), st.floats(-1e4, 1e4), st.floats(-1e3, 1e3), st.floats(0.1, 50))
def test_where_and_when_it_was_written_does_not_matter(count: int, later_s: float, right: float, size: float) -> None:
    rng = np.random.default_rng(count)
    ink = line(list(np.cumsum(rng.choice([5.0, 6.0, 30.0], count))), x=list(np.cumsum(rng.uniform(1, 3, count))))
    moved = replace(ink, time_s=ink.time_s + later_s, x=size * ink.x + right)
    first, second = device_report(ink), device_report(moved)
    assert second.rate_hz == pytest.approx(first.rate_hz, rel=1e-6)
    assert (second.gaps, second.rests, second.lost) == (first.gaps, first.rests, first.lost)
