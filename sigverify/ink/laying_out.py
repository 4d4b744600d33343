"""The inner loops of a path that is laid out uniformly in time: strokes resampled, lifts bridged.

A signature has some hundred points in a few strokes: array operations stroke by stroke take longest to begin. What is
worked here is described in `trajectory`.
"""

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.ink.recording import Floats, Integers

MOST_BRIDGE_FRAMES = 200
"""Bound on the frames that bridge one lift, for ink that hardly moves."""

_FASTER = 1.5
"""Times the rate of the frames from which on a stroke's points are averaged over each frame."""


@compiled
def frames_of(span: float, rate_hz: float) -> int:
    """Return how many frames a stroke of `span` seconds takes."""
    return int(span * rate_hz + 1e-6) + 1 if span > 0.0 else 1


@compiled
def mean_until(edge: float, at: int, times: Floats, values: Floats, area: Floats, out: Floats) -> int:
    """Write the integrals of the piecewise linear curves through (times, values) until `edge`; return its step.

    at: a step that does not lie behind it; values, area: (channels, points), area being the integrals until each point.
    """
    while at < times.size - 2 and times[at + 1] <= edge:
        at += 1
    inside = edge - times[at]
    for channel in range(len(values)):
        slope = (values[channel, at + 1] - values[channel, at]) / (times[at + 1] - times[at])
        out[channel] = area[channel, at] + inside * (values[channel, at] + slope * inside / 2)
    return at


@compiled
def averaged(times: Floats, values: Floats, rate_hz: float, out: Floats) -> None:
    """Write the means of the curves over each frame, (channels, frames), cut off at the ends of the stroke.

    They are worked from the stroke's first point, so that a pen at rest stays at rest to the last bit.
    """
    channels, half = len(values), 0.5 / rate_hz
    centred, area = np.empty((channels, times.size)), np.zeros((channels, times.size))
    for channel in range(channels):
        for point in range(times.size):
            centred[channel, point] = values[channel, point] - values[channel, 0]
        for point in range(1, times.size):
            step = times[point] - times[point - 1]
            mean = (centred[channel, point] + centred[channel, point - 1]) / 2
            area[channel, point] = area[channel, point - 1] + step * mean
    low_at, high_at = 0, 0
    until_low, until_high = np.empty(channels), np.empty(channels)
    for frame in range(out.shape[1]):
        middle = times[0] + frame / rate_hz
        low, high = max(middle - half, times[0]), min(middle + half, times[-1])
        low_at = mean_until(low, low_at, times, centred, area, until_low)
        high_at = mean_until(high, high_at, times, centred, area, until_high)
        for channel in range(channels):
            out[channel, frame] = values[channel, 0] + (until_high[channel] - until_low[channel]) / (high - low)


@compiled
def joined(times: Floats, values: Floats, rate_hz: float, out: Floats) -> None:
    """Write the values of straight lines between the points at each frame, (channels, frames)."""
    at = 0
    for frame in range(out.shape[1]):
        time = times[0] + frame / rate_hz
        while at < times.size - 2 and times[at + 1] <= time:
            at += 1
        for channel in range(len(values)):
            if time >= times[at + 1]:
                out[channel, frame] = values[channel, at + 1]
            else:
                slope = (values[channel, at + 1] - values[channel, at]) / (times[at + 1] - times[at])
                out[channel, frame] = values[channel, at] + slope * (time - times[at])


@compiled
def resampled(points: Floats, bounds: Integers, rate_hz: float) -> tuple[Floats, Integers]:
    """Return all strokes at a fixed rate, one behind another, (channels, frames), and where each begins.

    points: (channels, points), times in the last row; bounds: int64 (strokes + 1,), where each stroke begins, and the
    number of points. The result's bounds are such too.
    """
    channels, strokes = len(points) - 1, len(bounds) - 1
    begins = np.zeros(strokes + 1, np.int64)
    for stroke in range(strokes):
        times = points[channels, bounds[stroke] : bounds[stroke + 1]]
        begins[stroke + 1] = begins[stroke] + frames_of(times[-1] - times[0], rate_hz)
    out = np.empty((channels + 1, begins[strokes]))
    for stroke in range(strokes):
        part = slice(bounds[stroke], bounds[stroke + 1])
        times, values = points[channels, part], points[:channels, part]
        here = out[:, begins[stroke] : begins[stroke + 1]]
        span = times[-1] - times[0]
        for frame in range(here.shape[1]):
            here[channels, frame] = times[0] + frame / rate_hz
        if span <= 0.0:
            for channel in range(channels):
                here[channel, 0] = values[channel, 0]
        elif times.size / span > _FASTER * rate_hz:
            averaged(times, values, rate_hz, here[:channels])
        else:
            joined(times, values, rate_hz, here[:channels])
    return out, begins


@compiled
def bridged(strokes: Floats, begins: Integers) -> tuple[Floats, NDArray[np.bool_]]:
    """Return strokes joined by straight lines at the mean pen speed, (channels, frames), and whether the pen is down.

    strokes, begins: as of `resampled`, x and y in the first rows.
    """
    count = len(begins) - 1
    length, steps = 0.0, 0
    for stroke in range(count):
        for frame in range(begins[stroke] + 1, begins[stroke + 1]):
            length += np.hypot(strokes[0, frame] - strokes[0, frame - 1], strokes[1, frame] - strokes[1, frame - 1])
            steps += 1
    step = length / steps if steps else 0.0
    between, frames = np.zeros(count, np.int64), begins[count]
    for stroke in range(count - 1):
        end, start = begins[stroke + 1] - 1, begins[stroke + 1]
        gap = np.hypot(strokes[0, start] - strokes[0, end], strokes[1, start] - strokes[1, end])
        line = int(min(gap / step, float(MOST_BRIDGE_FRAMES))) + 1 if step > 0 else 1
        between[stroke] = max(line - 2, 1)
        frames += between[stroke]
    out, down = np.empty((len(strokes), frames)), np.ones(frames, np.bool_)
    at = 0
    for stroke in range(count):
        past = begins[stroke + 1]
        for frame in range(begins[stroke], past):
            for channel in range(len(strokes)):
                out[channel, at] = strokes[channel, frame]
            at += 1
        for frame in range(between[stroke]):
            share = (frame + 1) / (between[stroke] + 1)
            for channel in range(len(strokes)):
                end, start = strokes[channel, past - 1], strokes[channel, past]
                out[channel, at] = end + (start - end) * share
            down[at] = False
            at += 1
    return out, down
