"""The inner loops of `features`: a path is smoothed, and its functions are worked along it.

One frame at a time takes a few divisions; as array operations, thirty of them a signature, it took ten times as long.
"""

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.ink.recording import Floats, Integers

_ORDER = 3

REACH = 3 * (_ORDER + 1)
"""Frames by which a path is mirrored at its ends before it is smoothed; shorter ones stay as they are."""

LOOKED_AROUND = 2
"""Frames on either side that a function looks at: a difference of differences."""

_FORGOTTEN = 1e-4


class LowPass(NamedTuple):
    """A digital filter: numerator and denominator, float64 (4,), and its state (3,) after a long constant 1."""

    numerator: Floats
    denominator: Floats
    settled: Floats


@lru_cache(maxsize=8)
def low_pass(cutoff_hz: float, rate_hz: float) -> LowPass:
    """Return the Butterworth low pass of third order with its −3 dB point at `cutoff_hz`, by the bilinear transform.

    With W = tan(π · cutoff / rate): W³ (1 + z⁻¹)³ over ((W + 1) + (W − 1) z⁻¹) ((W² + W + 1) + 2 (W² − 1) z⁻¹ +
    (W² − W + 1) z⁻²).
    """
    w = math.tan(math.pi * cutoff_hz / rate_hz)
    numerator = w**3 * np.array([1.0, 3.0, 3.0, 1.0])
    denominator = np.convolve([w + 1, w - 1], [w * w + w + 1, 2 * (w * w - 1), w * w - w + 1])
    numerator, denominator = numerator / denominator[0], denominator / denominator[0]
    # of a constant 1 comes a constant 1, so that each state is what the ones behind it still owe
    owed = numerator[1:] - denominator[1:]
    return LowPass(numerator, denominator, np.cumsum(owed[::-1])[::-1].copy())


@lru_cache(maxsize=8)
def forgotten_after(cutoff_hz: float, rate_hz: float) -> int:
    """Return how many frames away a frame counts for less than 1e-4 in what `smoothed` makes of another.

    So far the answer to one impulse dies out, by the largest of the filter's poles.
    """
    poles = np.roots(low_pass(cutoff_hz, rate_hz).denominator)
    return math.ceil(math.log(_FORGOTTEN) / math.log(np.abs(poles).max()))


@compiled
def filtered(values: Floats, numerator: Floats, denominator: Floats, settled: Floats, backwards: bool) -> None:
    """Filter values (frames,) in place, from the first on or from the last, as if it had always been like that one.

    Direct form II, transposed.
    """
    count = values.size
    start = values[count - 1] if backwards else values[0]
    s0, s1, s2 = settled[0] * start, settled[1] * start, settled[2] * start
    for frame in range(count):
        at = count - 1 - frame if backwards else frame
        given = values[at]
        found = numerator[0] * given + s0
        s0 = numerator[1] * given - denominator[1] * found + s1
        s1 = numerator[2] * given - denominator[2] * found + s2
        s2 = numerator[3] * given - denominator[3] * found
        values[at] = found


@compiled
def smoothed(values: Floats, numerator: Floats, denominator: Floats, settled: Floats) -> Floats:
    """Return values (frames,), more than REACH, filtered there and back, so that nothing is late.

    They are first turned about both end points by REACH frames, as Gustafsson 1996 names the usual way.
    """
    count = values.size
    wide = np.empty(count + 2 * REACH)
    wide[REACH : REACH + count] = values
    for frame in range(REACH):
        wide[frame] = 2 * values[0] - values[REACH - frame]
        wide[REACH + count + frame] = 2 * values[count - 1] - values[count - 2 - frame]
    filtered(wide, numerator, denominator, settled, False)
    filtered(wide, numerator, denominator, settled, True)
    return wide[REACH : REACH + count]


@compiled
def wrapped(angle: float) -> float:
    """Return an angle within −π … π."""
    return (angle + np.pi) % (2 * np.pi) - np.pi


@compiled
def central_difference(values: Floats, out: Floats) -> None:
    """Write central differences per frame, ends copied; zero for fewer than three frames."""
    out[:] = 0.0
    if values.size >= 3:
        for frame in range(1, values.size - 1):
            out[frame] = (values[frame + 1] - values[frame - 1]) / 2
        out[0], out[-1] = out[1], out[-2]


@compiled
def turning_along(angle: Floats, out: Floats) -> None:
    """Write central differences of an angle: each side step wrapped to ±π before the two are averaged."""
    out[:] = 0.0
    if angle.size >= 3:
        before = wrapped(angle[1] - angle[0])
        for frame in range(1, angle.size - 1):
            behind = wrapped(angle[frame + 1] - angle[frame])
            out[frame] = wrapped((before + behind) / 2)
            before = behind
        out[0], out[-1] = out[1], out[-2]


@compiled
def less_line(values: Floats, out: Floats) -> None:
    """Write values less their least-squares straight line in time."""
    middle, mean = (values.size - 1) / 2, values.mean()
    square, product = 0.0, 0.0
    for frame in range(values.size):
        square += (frame - middle) ** 2
        product += (frame - middle) * values[frame]
    slope = product / square if square > 0 else 0.0
    for frame in range(values.size):
        out[frame] = values[frame] - mean - slope * (frame - middle)


@compiled
def functions_along(x: Floats, y: Floats, pressure_ratio: Floats, pen_down: NDArray[np.bool_]) -> Floats:
    """Return the functions of a path, float64 (functions, frames), in the order of `features.FUNCTIONS`."""
    out = np.empty((18, x.size))
    dx, dy, speed, direction = out[0], out[1], out[2], out[5]
    central_difference(x, dx)
    central_difference(y, dy)
    for frame in range(x.size):
        speed[frame] = np.hypot(dx[frame], dy[frame])
        direction[frame] = np.arctan2(dy[frame], dx[frame])
    signed_turning, dspeed = out[17], out[8]
    turning_along(direction, signed_turning)
    central_difference(speed, dspeed)
    for frame in range(x.size):
        turning = abs(signed_turning[frame])
        centripetal = speed[frame] * turning
        out[3, frame], out[4, frame] = np.cos(direction[frame]), np.sin(direction[frame])
        out[6, frame] = np.log((speed[frame] + 0.05) / (turning + 0.05))
        out[7, frame] = np.hypot(dspeed[frame], centripetal)
        out[9, frame] = centripetal
        out[10, frame] = turning
        out[11, frame] = pressure_ratio[frame]
        out[13, frame] = 1.0 if pen_down[frame] else 0.0
        out[16, frame], out[17, frame] = np.cos(signed_turning[frame]), np.sin(signed_turning[frame])
    central_difference(pressure_ratio, out[12])
    less_line(x, out[14])
    less_line(y, out[15])
    return out


@compiled
def mean_and_spread(functions: Floats, places: Integers) -> tuple[Floats, Floats]:
    """Return mean and standard deviation over the frames of the functions (functions, frames) at these places."""
    means, spreads = np.empty(places.size), np.empty(places.size)
    frames = functions.shape[1]
    for column in range(places.size):
        row = places[column]
        total = 0.0
        for frame in range(frames):
            total += functions[row, frame]
        means[column] = total / frames
        total = 0.0
        for frame in range(frames):
            total += (functions[row, frame] - means[column]) ** 2
        spreads[column] = np.sqrt(total / frames)
    return means, spreads


@compiled
def standardised(functions: Floats, places: Integers, mean: Floats, spread: Floats) -> Floats:
    """Return the functions at these places less their mean over their spread, float64 (frames, places)."""
    out = np.empty((functions.shape[1], places.size))
    for frame in range(functions.shape[1]):
        for column in range(places.size):
            out[frame, column] = (functions[places[column], frame] - mean[column]) / spread[column]
    return out


@compiled
def functions_of_part(
    path: Floats, size: float, numerator: Floats, denominator: Floats, settled: Floats, places: Integers
) -> Floats:
    """Return the functions at these places, float64 (frames, places), of a part of a path, as if that were all.

    path: (channels, frames), x, y, pressure and whether the pen is down; size: by which x and y are divided.
    """
    x, y = path[0] - path[0, 0], path[1] - path[1, 0]
    if x.size > REACH:
        x, y = smoothed(x, numerator, denominator, settled), smoothed(y, numerator, denominator, settled)
    functions = functions_along(x / size, y / size, path[2], path[3] > 0)
    out = np.empty((x.size, places.size))
    for frame in range(x.size):
        for column in range(places.size):
            out[frame, column] = functions[places[column], frame]
    return out
