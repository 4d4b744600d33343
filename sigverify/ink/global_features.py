"""Global features: single numbers for a whole signature, beside the time functions that are aligned.

After the sets of Lee, Berger & Aviczer 1996, Fierrez-Aguilar et al. 2005 (100 features) and Sae-Bae & Memon 2014
(histograms). Deviations: what hangs on the tablet (size in its unit, pressure levels, the clock at lifts) is left out,
so that a metric learnt on some tablets holds on others, and so are features that no metric learnt on any of the
training corpora gave weight. Times and ratios are taken by their logarithm, shares of a histogram by their root; paths
are smoothed as in `features`.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.features import FeatureConfig, time_functions
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.trajectory import Trajectory

_RATE_HZ = 100.0
_CONFIG = FeatureConfig(functions=("dx", "dy", "speed", "direction"), rate_hz=_RATE_HZ)

_END_FRAMES = 12
"""The first and the last direction are read from 0.12 s each."""

_OCTANTS = 8

_TURNS = (-0.35, -0.15, -0.05, 0.05, 0.15, 0.35)
"""Bounds between classes of turning, in radians a frame, left positive."""

_GAINS = (-0.2, -0.07, 0.0, 0.07, 0.2)
"""Bounds between classes of what the log of the speed gains a frame."""

_BANDS_HZ = {"slow": (0.0, 3.0), "quick": (6.0, 10.0), "tremor": (10.0, 20.0)}

_LEAST = 1e-6
"""Added where the logarithm of 0 could be taken: a millionth of the size, or of that a second."""

GLOBAL_FEATURES: dict[str, str] = {
    "strokes": "log of the number of strokes",
    "aspect": "log of width over height",
    "y_deviation": "log of the standard deviation of y over the height",
    "x_skewness": "third standardised moment of x",
    "y_skewness": "third standardised moment of y",
    "xy_correlation": "correlation of x and y",
    "end_x": "from start to end, over the width",
    "end_y": "from start to end, over the height",
    "x_max_at": "where in time x is largest, 0 … 1",
    "y_min_at": "where in time y is smallest, 0 … 1",
    "start_cos": "cosine of the first direction",
    "start_sin": "sine of the first direction",
    "end_cos": "cosine of the last direction",
    "end_sin": "sine of the last direction",
    "length": "log of the length written, in sizes",
    "air_length": "log of 0.05 + the length of the straight lines of the lifts, in sizes",
    **{f"direction_{k}": f"root of the share of the length in octant {k} of the direction, from −π" for k in range(8)},
    **{f"turn_{k}": f"root of the share of the length in class {k} of turning, right to left" for k in range(7)},
    "curvature_deviation": "log of 0.01 + the standard deviation of the log curvature radius",
    "fast_speed": "log of the speed, in sizes a second, that 5 % of the frames exceed",
    "speed_deviation": "log of the standard deviation of the speed",
    "speed_variation": "log of the same over the mean",
    "x_speed": "log of the standard deviation of x'",
    "y_speed": "log of the standard deviation of y'",
    "x_turns": "log of 1 + how often x' changes its sign",
    "x_forward": "share of the frames in which x grows",
    "x_balance": "log of the mean of x' while x grows over that of −x' while it shrinks, 0.01 added to each",
    "y_balance": "the same of y",
    "speed_peaks": "log of 1 + the number of maxima of the speed",
    "peak_rate": "log of the same a second written",
    "acceleration": "log of mean acceleration over mean speed: how fast the pen changes its course",
    "jerk": "log of root mean square jerk over mean acceleration",
    **{f"gain_{k}": f"root of the share of frames in class {k} of the gain in log speed, rising" for k in range(6)},
    "fastest_at": "where in time the speed is largest, 0 … 1",
    "slow": "log of 0.01 + the share of frames below 0.15 of the mean speed",
    **{
        f"{name}_power": f"log of 0.001 + the share of the speed's power from {low:g} to {high:g} Hz"
        for name, (low, high) in _BANDS_HZ.items()
    },
    "light_pressure": "the share of the highest pressure that three quarters of the frames exceed",
    "pressure_max_at": "where in time pressure is highest, 0 … 1",
    "pressure_speed": "correlation of pressure and speed",
    "pressure_change": "log of 0.001 + the mean change of pressure a frame",
}
"""Name and meaning of each, of the frames at 100 Hz in which the pen is down; those of pressure are 0 without any."""


def global_features(recording: Recording) -> Floats:
    """Return GLOBAL_FEATURES of a recording, float64 (features,), in order; all of them finite.

    Raises InkError where there is too little ink or all of it lies on one spot.
    """
    path, columns, size = time_functions(recording, _CONFIG)
    down = path.pen_down
    dx, dy, speed, direction = (columns[down] * (_RATE_HZ, _RATE_HZ, _RATE_HZ, 1.0)).T
    found = {
        "strokes": np.log(1 + np.count_nonzero(down[1:] & ~down[:-1])),
        **_places((path.x[down] - path.x[0]) / size, (path.y[down] - path.y[0]) / size),
        **_ends(path.x, path.y),
        "length": np.log(speed.sum() / _RATE_HZ + _LEAST),
        "air_length": np.log(columns[~down, 2].sum() + 0.05),
        **_course(direction, speed),
        **_speeds(speed, dx, dy),
        **_changes(columns[:, :2], down, speed),
        **_powers(speed),
        **_pressure(path, speed),
    }
    return np.array([found[name] for name in GLOBAL_FEATURES])


def _places(x: Floats, y: Floats) -> dict[str, float]:
    found = {
        "aspect": np.log((np.ptp(x) + _LEAST) / (np.ptp(y) + _LEAST)),
        "y_deviation": np.log(_ratio(y.std(), np.ptp(y)) + _LEAST),
        "xy_correlation": _correlation(x, y),
        "x_max_at": _place(np.argmax, x),
        "y_min_at": _place(np.argmin, y),
    }
    for name, values in (("x", x), ("y", y)):
        found[f"{name}_skewness"] = _ratio(((values - values.mean()) ** 3).mean(), values.std() ** 3)
        found[f"end_{name}"] = _ratio(values[-1] - values[0], np.ptp(values))
    return found


def _ends(x: Floats, y: Floats) -> dict[str, float]:
    found = {}
    for name, part in (("start", slice(0, _END_FRAMES)), ("end", slice(-_END_FRAMES, None))):
        across, up = x[part][-1] - x[part][0], y[part][-1] - y[part][0]
        angle = np.arctan2(up, across)
        found[f"{name}_cos"], found[f"{name}_sin"] = np.cos(angle), np.sin(angle)
    return found


def _course(direction: Floats, speed: Floats) -> dict[str, float]:
    """Return the histograms of direction and turning, and how the curvature varies.

    Strokes are taken one behind another, as if the pen turned from the end of one to the start of the next.
    """
    octant = np.minimum((direction + np.pi) / (2 * np.pi) * _OCTANTS, _OCTANTS - 1).astype(np.int64)
    turning = _gradient(np.unwrap(direction))
    turned = np.abs(np.diff(np.unwrap(direction)))
    radius = np.log((speed[1:] + 0.05) / (turned * _RATE_HZ + 0.5))
    return {
        **_shares("direction", octant, _OCTANTS, speed),
        **_shares("turn", np.digitize(turning, _TURNS), len(_TURNS) + 1, speed),
        "curvature_deviation": np.log(radius.std() + 0.01) if radius.size else np.log(0.01),
    }


def _speeds(speed: Floats, dx: Floats, dy: Floats) -> dict[str, float]:
    mean, deviation = speed.mean() + _LEAST, speed.std() + _LEAST
    peaks = np.count_nonzero((speed[1:-1] > speed[:-2]) & (speed[1:-1] >= speed[2:]))
    gain = _gradient(np.log(speed + 0.05))
    found = {
        "fast_speed": np.log(np.quantile(speed, 0.95) + _LEAST),
        "speed_deviation": np.log(deviation),
        "speed_variation": np.log(deviation / mean),
        "speed_peaks": np.log(1 + peaks),
        "peak_rate": np.log((1 + peaks) * _RATE_HZ / speed.size),
        "fastest_at": _place(np.argmax, speed),
        "slow": np.log(np.mean(speed < 0.15 * mean) + 0.01),
        "x_turns": np.log(1 + np.count_nonzero(np.diff(np.sign(dx)))),
        "x_forward": np.mean(dx > 0),
        **_shares("gain", np.digitize(gain, _GAINS), len(_GAINS) + 1, np.ones(speed.size)),
    }
    for name, values in (("x", dx), ("y", dy)):
        found[f"{name}_speed"] = np.log(values.std() + _LEAST)
        found[f"{name}_balance"] = np.log((_mean(values[values > 0]) + 0.01) / (0.01 - _mean(values[values < 0])))
    return found


def _changes(steps: Floats, down: NDArray[np.bool_], speed: Floats) -> dict[str, float]:
    """Return acceleration and jerk, of steps (frames, 2) over the whole path, read where the pen is down."""
    second = _gradient(steps)
    acceleration = np.hypot(*second[down].T) * _RATE_HZ**2
    jerk = np.hypot(*_gradient(second)[down].T) * _RATE_HZ**3
    mean = acceleration.mean() + _LEAST
    return {
        "acceleration": np.log(mean / (speed.mean() + _LEAST)),
        "jerk": np.log((np.sqrt((jerk**2).mean()) + _LEAST) / mean),
    }


def _powers(speed: Floats) -> dict[str, float]:
    power = np.abs(np.fft.rfft((speed - speed.mean()) * np.hanning(speed.size))) ** 2
    hertz = np.fft.rfftfreq(speed.size, 1 / _RATE_HZ)
    return {
        f"{name}_power": np.log(_ratio(power[(hertz >= low) & (hertz < high)].sum(), power.sum()) + 1e-3)
        for name, (low, high) in _BANDS_HZ.items()
    }


def _pressure(path: Trajectory, speed: Floats) -> dict[str, float]:
    if path.pressure_peak is None:
        return dict.fromkeys(("light_pressure", "pressure_max_at", "pressure_speed", "pressure_change"), 0.0)
    share = path.pressure_ratio[path.pen_down]
    return {
        "light_pressure": np.quantile(share, 0.25),
        "pressure_max_at": _place(np.argmax, share),
        "pressure_speed": _correlation(share, speed),
        "pressure_change": np.log(_mean(np.abs(np.diff(share))) + 1e-3),
    }


def _shares(name: str, classes: NDArray[np.int64], count: int, weights: Floats) -> dict[str, float]:
    """Return the root of each class's share of the weights, 0 where they are all 0."""
    found = np.bincount(classes, weights, count)
    return {f"{name}_{k}": np.sqrt(_ratio(part, found.sum())) for k, part in enumerate(found)}


def _gradient(values: Floats) -> Floats:
    """Return central differences along the first axis, one-sided at the ends; 0 for a single frame."""
    return np.gradient(values, axis=0) if len(values) > 1 else np.zeros_like(values)


def _place(where: Callable[[Floats], np.intp], values: Floats) -> float:
    return float(where(values)) / values.size


def _mean(values: Floats) -> float:
    return float(values.mean()) if values.size else 0.0


def _ratio(part: float, whole: float) -> float:
    """Return part over whole, 0 where the whole is 0 or too small to divide by."""
    return float(part / whole) if abs(whole) > np.finfo(float).tiny * 1e20 else 0.0


def _correlation(a: Floats, b: Floats) -> float:
    """Return the correlation, 0 where either does not change."""
    a, b = a - a.mean(), b - b.mean()
    return _ratio(float(a @ b), float(np.sqrt((a @ a) * (b @ b))))
