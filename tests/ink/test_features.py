"""Time functions: each as its formula says, and free of what a device, a posture or a clock adds."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import butter

from sigverify.errors import InkError
from sigverify.ink.features import (
    FLOOR_FUNCTIONS,
    FUNCTIONS,
    NETWORK_FUNCTIONS,
    FeatureConfig,
    Standard,
    extract,
    time_functions,
)
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import Trajectory

MakeInk = Callable[..., Recording]

ALL = FeatureConfig(functions=tuple(FUNCTIONS))
CONTINUOUS = FeatureConfig(functions=tuple(name for name in FUNCTIONS if name != "direction"))
"""Without θ, whose jump at ±π makes a rounding error a step of 2π."""


def turn(angle: float) -> float:
    """Bring an angle into −π … π."""
    while angle > math.pi:
        angle -= 2 * math.pi
    while angle < -math.pi:
        angle += 2 * math.pi
    return angle


def difference(values: list[float]) -> list[float]:
    inner = [(values[n + 1] - values[n - 1]) / 2 for n in range(1, len(values) - 1)]
    return [inner[0], *inner, inner[-1]]


def less_line(values: list[float]) -> list[float]:
    """Take the line of least squares over the frames away, by its normal equations."""
    count = len(values)
    middle, mean = (count - 1) / 2, sum(values) / count
    slope = sum((n - middle) * v for n, v in enumerate(values)) / sum((n - middle) ** 2 for n in range(count))
    return [v - mean - slope * (n - middle) for n, v in enumerate(values)]


def smoothed(values: list[float], cutoff_hz: float, rate_hz: float) -> list[float]:
    """Run a difference equation forwards, then backwards, over a series extended by odd reflection."""
    b, a = butter(3, cutoff_hz / (rate_hz / 2))
    reach = 3 * len(b)
    front = [2 * values[0] - values[n] for n in range(reach, 0, -1)]
    back = [2 * values[-1] - values[-1 - n] for n in range(1, reach + 1)]
    series = [*front, *values, *back]
    # the filter's state for a constant input of 1, so that neither end rings
    companion = np.array([[-a[1], 1, 0], [-a[2], 0, 1], [-a[3], 0, 0]])
    settled = np.linalg.solve(np.eye(3) - companion, [b[1] - a[1] * b[0], b[2] - a[2] * b[0], b[3] - a[3] * b[0]])
    for _ in range(2):
        state = [float(s) * series[0] for s in settled]
        out = []
        for value in series:
            now = b[0] * value + state[0]
            state = [
                b[1] * value - a[1] * now + state[1],
                b[2] * value - a[2] * now + state[2],
                b[3] * value - a[3] * now,
            ]
            out.append(float(now))
        series = out[::-1]
    return series[reach:-reach]


def slow_functions(path: Trajectory, config: FeatureConfig) -> dict[str, list[float]]:
    """Work out every function frame by frame, from the formulas."""
    size = max(path.x.max() - path.x.min(), path.y.max() - path.y.min())
    middle_x, middle_y = (path.x.max() + path.x.min()) / 2, (path.y.max() + path.y.min()) / 2
    x = smoothed([(v - middle_x) / size for v in path.x.tolist()], config.cutoff_hz, config.rate_hz)
    y = smoothed([(v - middle_y) / size for v in path.y.tolist()], config.cutoff_hz, config.rate_hz)
    dx, dy = difference(x), difference(y)
    v = [math.sqrt(a * a + b * b) for a, b in zip(dx, dy, strict=True)]
    theta = [math.atan2(b, a) for a, b in zip(dx, dy, strict=True)]
    count = len(theta)
    inner = [
        (turn(theta[n + 1] - theta[n]) + turn(theta[n] - theta[n - 1])) / 2 for n in range(1, count - 1)
    ]  # each side wrapped
    turning = [turn(t) for t in [inner[0], *inner, inner[-1]]]
    dtheta = [abs(t) for t in turning]
    dv = difference(v)
    pressure = path.pressure_ratio.tolist()
    return {
        "dx": dx,
        "dy": dy,
        "speed": v,
        "cos_direction": [a / s if s else 1.0 for a, s in zip(dx, v, strict=True)],
        "sin_direction": [b / s if s else 0.0 for b, s in zip(dy, v, strict=True)],
        "direction": theta,
        "log_curvature_radius": [math.log((s + 0.05) / (t + 0.05)) for s, t in zip(v, dtheta, strict=True)],
        "acceleration": [math.sqrt(d * d + (s * t) ** 2) for d, s, t in zip(dv, v, dtheta, strict=True)],
        "dspeed": dv,
        "centripetal": [s * t for s, t in zip(v, dtheta, strict=True)],
        "turning": dtheta,
        "pressure": pressure,
        "dpressure": difference(pressure),
        "pen_down": [float(down) for down in path.pen_down],
        "x_residual": less_line(x),
        "y_residual": less_line(y),
        "cos_curvature": [math.cos(t) for t in turning],
        "sin_curvature": [math.sin(t) for t in turning],
    }


@pytest.mark.parametrize("rate_hz", [100.0, 50.0])
def test_every_function_is_what_its_formula_says(make_ink: MakeInk, rate_hz: float) -> None:
    config = replace(ALL, rate_hz=rate_hz)
    path, table, size = time_functions(make_ink(120.0, strokes=3, seed=4), config)
    assert size == max(np.ptp(path.x), np.ptp(path.y))
    slow = slow_functions(path, config)
    assert set(slow) == set(FUNCTIONS)
    for column, name in enumerate(config.functions):
        np.testing.assert_allclose(table[:, column], slow[name], atol=1e-9, err_msg=name)


def test_a_circle_has_constant_speed_and_turning() -> None:
    """Radius ½ of the size, one turn in 100 frames: v = π/100 and θ' = 2π/100 a frame, but for the filter."""
    angle = 2 * np.pi * np.arange(301) / 100
    ink = Recording(time_s=np.arange(301) / 100, x=np.cos(angle), y=np.sin(angle), stroke=np.zeros(301, dtype=int))
    names = ("speed", "turning", "centripetal", "dspeed", "log_curvature_radius")
    _, table, size = time_functions(ink, FeatureConfig(functions=names))
    assert size == pytest.approx(2.0)
    middle = table[50:250]
    v, w = np.pi / 100, 2 * np.pi / 100
    expected = [v, w, v * w, 0.0, np.log((v + 0.05) / (w + 0.05))]
    np.testing.assert_allclose(middle, np.tile(expected, (200, 1)), rtol=2e-3, atol=1e-4)


def test_a_pen_at_rest_points_nowhere() -> None:
    """Where nothing moves the direction counts as to the right, and no function is undefined."""
    x = np.concatenate((np.zeros(60), np.arange(60.0)))
    ink = Recording(time_s=np.arange(120) / 100, x=x, y=np.zeros(120), stroke=np.zeros(120))
    _, table, _ = time_functions(ink, ALL)
    assert np.isfinite(table).all()
    assert (np.abs(table[:, list(FUNCTIONS).index("sin_direction")]) < 1e-6).all()


def test_values_are_standardised_float32_rows_of_frames(make_ink: MakeInk) -> None:
    features = extract(make_ink(), CONTINUOUS)
    assert features.values.dtype == np.float32
    assert features.values.shape == (len(features), len(CONTINUOUS.functions))
    assert len(features.elapsed_s) == len(features.pen_down) == len(features)
    np.testing.assert_allclose(features.values.mean(axis=0), 0.0, atol=1e-5)
    np.testing.assert_allclose(features.values.std(axis=0), 1.0, atol=1e-4)
    with pytest.raises(ValueError, match="read-only"):
        features.values[0, 0] = 1.0


def test_a_function_that_never_changes_is_zero(make_ink: MakeInk) -> None:
    values = extract(
        make_ink(strokes=1, pressure=False), FeatureConfig(functions=("pressure", "pen_down", "dx"))
    ).values
    assert (values[:, :2] == 0).all()


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5))
def test_where_it_is_written_does_not_matter(make_ink: MakeInk, right: float, up: float) -> None:
    ink = make_ink()
    moved = replace(ink, x=ink.x + right, y=ink.y + up)
    np.testing.assert_allclose(extract(moved, CONTINUOUS).values, extract(ink, CONTINUOUS).values, atol=1e-3)


@given(st.floats(1e-3, 1e4))
def test_size_and_device_units_do_not_matter(make_ink: MakeInk, factor: float) -> None:
    ink = make_ink()
    assert ink.pressure is not None
    scaled = replace(ink, x=ink.x * factor, y=ink.y * factor, pressure=ink.pressure * factor)
    np.testing.assert_allclose(extract(scaled, CONTINUOUS).values, extract(ink, CONTINUOUS).values, atol=1e-4)


@given(st.floats(-1e6, 1e6))
def test_the_origin_of_the_clock_does_not_matter(make_ink: MakeInk, shift_s: float) -> None:
    ink = make_ink()
    later = replace(ink, time_s=ink.time_s + shift_s)
    np.testing.assert_allclose(extract(later, CONTINUOUS).values, extract(ink, CONTINUOUS).values, atol=1e-3)


@given(st.sampled_from([100, 120, 133, 150, 160, 200, 250, 400, 500, 1000]), st.integers(0, 20))
def test_the_sampling_rate_hardly_matters(make_ink: MakeInk, rate_hz: int, seed: int) -> None:
    """From 100 to 1000 Hz a smooth stroke of 2 s, waves of up to 4 Hz, gives nearly the same functions.

    Of functions with standard deviation 1, nine frames in ten differ by less than 0.12, and 0.08 in the root mean
    square; the turning functions, which are sharp where the pen is slow, by less than 0.15. Where the pen turns back
    on itself, left and right are one, so that sine and cosine of the turning are held to the nine frames alone.
    """
    config = replace(CONTINUOUS, functions=tuple(n for n in CONTINUOUS.functions if n != "pen_down"))
    reference = extract(make_ink(1000.0, strokes=1, seed=seed), config).values
    other = extract(make_ink(float(rate_hz), strokes=1, seed=seed), config).values
    assert abs(len(reference) - len(other)) <= 1
    frames = min(len(reference), len(other))
    gap = np.abs(reference[:frames] - other[:frames])[3:-3]
    sharp = [k for k, n in enumerate(config.functions) if n in ("turning", "log_curvature_radius", "centripetal")]
    signed = [k for k, n in enumerate(config.functions) if n in ("cos_curvature", "sin_curvature")]
    rms = np.sqrt((gap**2).mean(axis=0))
    smooth = [k for k in range(gap.shape[1]) if k not in (*sharp, *signed)]
    assert rms[smooth].max() < 0.08
    assert rms[sharp].max() < 0.15
    assert np.quantile(gap, 0.9, axis=0).max() < 0.12


@pytest.mark.parametrize("level", [0.5, 1.0, 1023.0])
def test_constant_pressure_is_no_pressure(make_ink: MakeInk, level: float) -> None:
    ink = make_ink()
    constant = replace(ink, pressure=np.where(ink.pen_down, level, 0.0))
    np.testing.assert_array_equal(extract(constant, ALL).values, extract(replace(ink, pressure=None), ALL).values)


@given(st.integers(1, 4), st.integers(0, 50))
def test_a_hovering_pen_adds_nothing(make_ink: MakeInk, strokes: int, seed: int) -> None:
    seen, unseen = (make_ink(strokes=strokes, seed=seed, in_air=air) for air in (True, False))
    np.testing.assert_array_equal(extract(seen, ALL).values, extract(unseen, ALL).values)


@pytest.mark.parametrize("fault", ["repeated", "backward", "wrapped"])
def test_a_faulty_stamp_changes_little(make_ink: MakeInk, fault: str) -> None:
    """One bad stamp in 200 may move functions near it; the rest stays. Tolerance: 0.1 of a standard deviation."""
    ink = make_ink(100.0, strokes=1)
    time_s = ink.time_s.copy()
    if fault == "repeated":
        time_s[80] = time_s[81]
    elif fault == "backward":
        time_s[80] -= 0.02
    else:
        time_s[80:] += 4295.0
    mended, sound = extract(replace(ink, time_s=time_s), CONTINUOUS).values, extract(ink, CONTINUOUS).values
    assert abs(len(mended) - len(sound)) <= 4
    frames = min(len(mended), len(sound))
    gap = np.abs(mended[:frames] - sound[:frames])
    if fault == "backward":  # one step is mended, the next is longer: from there on all comes two frames late
        for part in (slice(60), slice(-60, None)):
            assert np.sqrt(((mended[part] - sound[part]) ** 2).mean(axis=0)).max() < 0.1
    else:
        assert np.sqrt((gap**2).mean()) < 0.1


def test_a_burst_every_twenty_milliseconds_changes_little(make_ink: MakeInk) -> None:
    """A handler that wakes 50 times a second stamps four points of a 200 Hz pen alike."""
    ink = make_ink(200.0, strokes=1)
    bursts = replace(ink, time_s=np.ceil(np.round(ink.time_s * 50, 6)) / 50)
    left, right = extract(ink, CONTINUOUS).values, extract(bursts, CONTINUOUS).values
    frames = min(len(left), len(right))
    assert abs(len(left) - len(right)) <= 2
    gap = np.abs(left[:frames] - right[:frames])
    assert np.sqrt((gap**2).mean()) < 0.15


def test_too_little_ink_is_refused(make_ink: MakeInk) -> None:
    with pytest.raises(InkError, match="Too short"):
        extract(make_ink(seconds=0.2, strokes=1), ALL)


@pytest.mark.parametrize("rate_hz", [100.0, 1000.0])
def test_ink_on_one_spot_is_refused(make_ink: MakeInk, rate_hz: float) -> None:
    ink = make_ink(rate_hz)
    spot = replace(ink, x=np.full(len(ink), 123.456), y=np.full(len(ink), -0.1))
    with pytest.raises(InkError, match="one spot"):
        extract(spot, ALL)


def test_short_strokes_at_a_low_rate_go_unfiltered() -> None:
    """Fewer frames than the filter reaches: the functions are there all the same."""
    ink = Recording(time_s=[0, 0.1, 0.2, 0.4], x=[0, 1, 2, 3], y=[0, 1, 0, 1], stroke=[0, 0, 0, 0])
    values = extract(ink, FeatureConfig(functions=("dx", "turning"), rate_hz=10.0, cutoff_hz=4.0)).values
    assert values.shape == (5, 2)
    assert np.isfinite(values).all()


def test_two_frames_have_no_derivative() -> None:
    ink = Recording(time_s=[0, 0.3], x=[0, 1], y=[0, 1], stroke=[0, 0])
    _, raw, _ = time_functions(ink, FeatureConfig(functions=("dx", "turning"), rate_hz=4.0, cutoff_hz=1.0))
    assert (raw == 0).all()


def test_a_live_path_is_measured_by_a_given_standard(make_ink: MakeInk) -> None:
    """Against its own standard a signature's functions are its own; against half the size they are twice as far."""
    ink = make_ink()
    own = extract(ink, CONTINUOUS)
    again = extract(ink, CONTINUOUS, own.standard)
    np.testing.assert_array_equal(again.values, own.values)
    assert again.standard is own.standard
    count = len(CONTINUOUS.functions)
    zero = replace(own.standard, mean=np.zeros(count), spread=np.ones(count))
    half = extract(ink, CONTINUOUS, replace(zero, size=own.standard.size / 2))
    whole = extract(ink, CONTINUOUS, zero)
    np.testing.assert_allclose(half.values[:, :3], 2 * whole.values[:, :3], rtol=1e-5)


def test_standards_are_averaged_and_missing_pressure_left_out() -> None:
    parts = [
        Standard(size=2.0, pressure_peak=100.0, mean=np.array([0.0, 2.0]), spread=np.array([1.0, 1.0])),
        Standard(size=4.0, pressure_peak=None, mean=np.array([1.0, 4.0]), spread=np.array([3.0, 2.0])),
        Standard(size=6.0, pressure_peak=300.0, mean=np.array([2.0, 6.0]), spread=np.array([2.0, 3.0])),
    ]
    mean = Standard.average(parts)
    assert (mean.size, mean.pressure_peak) == (4.0, 200.0)
    assert mean.mean.tolist() == [1.0, 4.0]
    assert mean.spread.tolist() == [2.0, 2.0]
    assert Standard.average(parts[1:2]).pressure_peak is None


def test_a_standard_moves_towards_another_by_its_share() -> None:
    near = Standard(size=2.0, pressure_peak=100.0, mean=np.array([0.0, 2.0]), spread=np.array([1.0, 1.0]))
    far = Standard(size=4.0, pressure_peak=300.0, mean=np.array([4.0, 2.0]), spread=np.array([3.0, 2.0]))
    moved = near.towards(far, 0.25)
    assert (moved.size, moved.pressure_peak) == (2.5, 150.0)
    assert moved.mean.tolist() == [1.0, 2.0]
    assert moved.spread.tolist() == [1.5, 1.25]
    assert near.towards(far, 0.0).mean.tolist() == [0.0, 2.0]
    assert near.towards(far, 1.0).size == 4.0
    # a peak that one of them lacks cannot be moved towards
    assert near.towards(replace(far, pressure_peak=None), 0.5).pressure_peak == 100.0
    assert replace(near, pressure_peak=None).towards(far, 0.5).pressure_peak is None


def test_the_floor_has_twelve_functions_and_the_network_thirteen() -> None:
    assert len(FLOOR_FUNCTIONS) == 12
    assert len(NETWORK_FUNCTIONS) == 13
    assert set(NETWORK_FUNCTIONS) == set(FLOOR_FUNCTIONS) - {"direction"} | {"dpressure", "pen_down"}


def test_functions_read_from_a_card_are_a_tuple() -> None:
    assert FeatureConfig(functions=["dx", "dy"]).functions == ("dx", "dy")


@pytest.mark.parametrize("functions", [(), ("dx", "ink")])
def test_unknown_functions_are_refused(functions: tuple[str, ...]) -> None:
    with pytest.raises(InkError, match="known are dx"):
        FeatureConfig(functions=functions)


def test_a_rate_beyond_any_pen_is_refused() -> None:
    with pytest.raises(InkError, match="at most 1000"):
        FeatureConfig(rate_hz=1001.0)


@pytest.mark.parametrize(("cutoff_hz", "rate_hz"), [(0, 100), (50, 100), (-1, 100), (15, 20), (15, float("nan"))])
def test_a_cutoff_out_of_range_is_refused(cutoff_hz: float, rate_hz: float) -> None:
    with pytest.raises(InkError, match="cutoff_hz"):
        FeatureConfig(cutoff_hz=cutoff_hz, rate_hz=rate_hz)
