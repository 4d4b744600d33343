"""Global features: single numbers for a whole signature, beside the time functions that are aligned.

After the sets of Lee, Berger & Aviczer 1996, Fierrez-Aguilar et al. 2005 (100 features) and Sae-Bae & Memon 2014
(histograms). Deviations: what hangs on the tablet (size in its unit, pressure levels, the clock at lifts) is left out,
so that a metric learnt on some tablets holds on others, and so are features that no metric learnt on any of the
training corpora gave weight. Times and ratios are taken by their logarithm, shares of a histogram by their root; paths
are smoothed as in `features`.
"""

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.ink.features import FeatureConfig, time_functions
from sigverify.ink.recording import Floats, Recording
from sigverify.ink.remembered import remembered

_RATE_HZ = 100.0
_CONFIG = FeatureConfig(functions=("dx", "dy", "speed", "direction"), rate_hz=_RATE_HZ)

_A_SECOND = np.array([[_RATE_HZ], [_RATE_HZ], [_RATE_HZ], [1.0]])
"""What makes these a second of them, but for the direction."""

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

_SMALLEST = float(np.finfo(float).tiny) * 1e20
"""To divide by."""

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


_PLACES = (
    "aspect", "y_deviation", "xy_correlation", "x_max_at", "y_min_at", "x_skewness", "end_x", "y_skewness", "end_y",
)  # fmt: skip
_SPEEDS = (
    "fast_speed", "speed_deviation", "speed_variation", "speed_peaks", "peak_rate", "fastest_at", "slow", "x_turns",
    "x_forward", *(f"gain_{k}" for k in range(len(_GAINS) + 1)), "x_speed", "x_balance", "y_speed", "y_balance",
)  # fmt: skip
_COURSE = (
    *(f"direction_{k}" for k in range(_OCTANTS)),
    *(f"turn_{k}" for k in range(len(_TURNS) + 1)),
    "curvature_deviation",
)
_PRESSURE = ("light_pressure", "pressure_max_at", "pressure_speed", "pressure_change")


@remembered
def global_features(recording: Recording) -> Floats:
    """Return GLOBAL_FEATURES of a recording, float64 (features,), in order; all of them finite, read-only.

    Raises InkError where there is too little ink or all of it lies on one spot.
    """
    path, columns, size = time_functions(recording, _CONFIG)
    down = path.pen_down
    dx, dy, speed, direction = columns.T[:, down] * _A_SECOND
    pressed = path.pressure_ratio[down]
    found = {
        "strokes": np.log(1 + np.count_nonzero(down[1:] & ~down[:-1])),
        **_named(_PLACES, _places((path.x[down] - path.x[0]) / size, (path.y[down] - path.y[0]) / size)),
        **_ends(path.x, path.y),
        "length": np.log(speed.sum() / _RATE_HZ + _LEAST),
        "air_length": np.log(columns[~down, 2].sum() + 0.05),
        **_named(_COURSE, _course(direction, speed)),
        **_named(_SPEEDS, _speeds(speed, np.sort(speed), dx, dy)),
        **_named(("acceleration", "jerk"), _changes(columns[:, 0].copy(), columns[:, 1].copy(), down, speed)),
        **_powers(speed),
        **_named(_PRESSURE, np.zeros(4) if path.pressure_peak is None else _pressure(pressed, np.sort(pressed), speed)),
    }
    values = np.array([found[name] for name in GLOBAL_FEATURES])
    values.setflags(write=False)
    return values


def _named(names: tuple[str, ...], values: Floats) -> dict[str, float]:
    return dict(zip(names, values.tolist(), strict=True))


@compiled
def _ratio(part: float, whole: float) -> float:
    """Return part over whole, 0 where the whole is 0 or too small to divide by."""
    return part / whole if abs(whole) > _SMALLEST else 0.0


@compiled
def _correlation(a: Floats, b: Floats) -> float:
    """Return the correlation, 0 where either does not change."""
    a, b = a - a.mean(), b - b.mean()
    return _ratio((a * b).sum(), np.sqrt((a * a).sum() * (b * b).sum()))


@compiled
def _quantile(rising: Floats, share: float) -> float:
    """Return the value that this share of sorted values does not exceed, between two of them linearly."""
    at = share * (rising.size - 1)
    low = int(at)
    if low + 1 >= rising.size:
        return rising[-1]
    return rising[low] + (at - low) * (rising[low + 1] - rising[low])


@compiled
def _gradient(values: Floats) -> Floats:
    """Return central differences, one-sided at the ends; 0 for a single frame."""
    out = np.zeros(values.size)
    if values.size > 1:
        out[0], out[-1] = values[1] - values[0], values[-1] - values[-2]
    for frame in range(1, values.size - 1):
        out[frame] = (values[frame + 1] - values[frame - 1]) / 2
    return out


@compiled
def _class_of(value: float, bounds: tuple[float, ...]) -> int:
    """Return how many of the rising bounds do not exceed the value."""
    place = 0
    for bound in bounds:
        if value >= bound:
            place += 1
    return place


@compiled
def _write_shares(weights: Floats, out: Floats) -> None:
    """Write the root of each class's share of the weights, 0 where they are all 0."""
    whole = weights.sum()
    for place in range(weights.size):
        out[place] = np.sqrt(_ratio(weights[place], whole))


@compiled
def _skewness(values: Floats) -> float:
    return _ratio(((values - values.mean()) ** 3).mean(), values.std() ** 3)


@compiled
def _places(x: Floats, y: Floats) -> Floats:
    """Return _PLACES, of frames in which the pen is down."""
    width, height = x.max() - x.min(), y.max() - y.min()
    return np.array(
        [
            np.log((width + _LEAST) / (height + _LEAST)),
            np.log(_ratio(y.std(), height) + _LEAST),
            _correlation(x, y),
            np.argmax(x) / x.size,
            np.argmin(y) / y.size,
            _skewness(x),
            _ratio(x[-1] - x[0], width),
            _skewness(y),
            _ratio(y[-1] - y[0], height),
        ]
    )


def _ends(x: Floats, y: Floats) -> dict[str, float]:
    found = {}
    for name, part in (("start", slice(0, _END_FRAMES)), ("end", slice(-_END_FRAMES, None))):
        across, up = x[part][-1] - x[part][0], y[part][-1] - y[part][0]
        angle = np.arctan2(up, across)
        found[f"{name}_cos"], found[f"{name}_sin"] = np.cos(angle), np.sin(angle)
    return found


@compiled
def _course(direction: Floats, speed: Floats) -> Floats:
    """Return _COURSE: the histograms of direction and turning, and how the curvature varies.

    Strokes are taken one behind another, as if the pen turned from the end of one to the start of the next.
    """
    octants, turns, unwrapped = np.zeros(_OCTANTS), np.zeros(len(_TURNS) + 1), direction.copy()
    for frame in range(direction.size):
        octants[min(int((direction[frame] + np.pi) / (2 * np.pi) * _OCTANTS), _OCTANTS - 1)] += speed[frame]
        if frame > 0:
            step = direction[frame] - direction[frame - 1]
            around = (step + np.pi) % (2 * np.pi) - np.pi
            if around == -np.pi and step > 0:
                around = np.pi
            unwrapped[frame] = unwrapped[frame - 1] + around
    turning = _gradient(unwrapped)
    for frame in range(direction.size):
        turns[_class_of(turning[frame], _TURNS)] += speed[frame]
    turned = np.abs(unwrapped[1:] - unwrapped[:-1])
    radius = np.log((speed[1:] + 0.05) / (turned * _RATE_HZ + 0.5))
    out = np.empty(_OCTANTS + len(_TURNS) + 2)
    _write_shares(octants, out)
    _write_shares(turns, out[_OCTANTS:])
    out[-1] = np.log((radius.std() if radius.size else 0.0) + 0.01)
    return out


@compiled
def _balance(steps: Floats) -> float:
    """Return the log of the mean step forwards over the mean step back, 0.01 added to each."""
    forward, back = steps[steps > 0], -steps[steps < 0]
    there = forward.mean() if forward.size else 0.0
    again = back.mean() if back.size else 0.0
    return np.log((there + 0.01) / (again + 0.01))


@compiled
def _speeds(speed: Floats, rising: Floats, dx: Floats, dy: Floats) -> Floats:
    """Return _SPEEDS, of frames in which the pen is down, a second; rising: the speed, sorted."""
    mean, deviation = speed.mean() + _LEAST, speed.std() + _LEAST
    peaks, slow, turns, forward = 0, 0, 0, 0
    for frame in range(speed.size):
        if 0 < frame < speed.size - 1 and speed[frame - 1] < speed[frame] >= speed[frame + 1]:
            peaks += 1
        if frame > 0 and np.sign(dx[frame]) != np.sign(dx[frame - 1]):
            turns += 1
        slow += speed[frame] < 0.15 * mean
        forward += dx[frame] > 0
    gains = np.zeros(len(_GAINS) + 1)
    for gain in _gradient(np.log(speed + 0.05)):
        gains[_class_of(gain, _GAINS)] += 1.0
    classes = len(_GAINS) + 1
    out = np.empty(13 + classes)
    out[0] = np.log(_quantile(rising, 0.95) + _LEAST)
    out[1] = np.log(deviation)
    out[2] = np.log(deviation / mean)
    out[3] = np.log(1.0 + peaks)
    out[4] = np.log((1 + peaks) * _RATE_HZ / speed.size)
    out[5] = np.argmax(speed) / speed.size
    out[6] = np.log(slow / speed.size + 0.01)
    out[7] = np.log(1.0 + turns)
    out[8] = forward / speed.size
    _write_shares(gains, out[9 : 9 + classes])
    out[9 + classes] = np.log(dx.std() + _LEAST)
    out[10 + classes] = _balance(dx)
    out[11 + classes] = np.log(dy.std() + _LEAST)
    out[12 + classes] = _balance(dy)
    return out


@compiled
def _changes(dx: Floats, dy: Floats, down: NDArray[np.bool_], speed: Floats) -> Floats:
    """Return acceleration and jerk, of steps over the whole path, read where the pen is down."""
    across, up = _gradient(dx), _gradient(dy)
    acceleration = np.hypot(across, up)[down] * _RATE_HZ**2
    jerk = np.hypot(_gradient(across), _gradient(up))[down] * _RATE_HZ**3
    mean = acceleration.mean() + _LEAST
    return np.array([np.log(mean / (speed.mean() + _LEAST)), np.log((np.sqrt((jerk * jerk).mean()) + _LEAST) / mean)])


def _powers(speed: Floats) -> dict[str, float]:
    power = np.abs(np.fft.rfft((speed - speed.mean()) * np.hanning(speed.size))) ** 2
    hertz, whole = np.fft.rfftfreq(speed.size, 1 / _RATE_HZ), float(power.sum())
    return {
        f"{name}_power": np.log(_ratio(float(power[(hertz >= low) & (hertz < high)].sum()), whole) + 1e-3)
        for name, (low, high) in _BANDS_HZ.items()
    }


@compiled
def _pressure(share: Floats, rising: Floats, speed: Floats) -> Floats:
    """Return _PRESSURE, of frames in which the pen is down; rising: the pressure, sorted."""
    change = np.abs(share[1:] - share[:-1])
    return np.array(
        [
            _quantile(rising, 0.25),
            np.argmax(share) / share.size,
            _correlation(share, speed),
            np.log((change.mean() if change.size else 0.0) + 1e-3),
        ]
    )
