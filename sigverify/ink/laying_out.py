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

FASTER = 1.5
"""Times the rate of the frames from which on a stroke's points are averaged over each frame."""


@compiled
def usual_step(time_s: Floats, stroke: Integers, smallest: float, longest: float) -> float:
    """Return the mean of a clock's steps inside strokes that are no fault; 0 where there is none.

    A step below `smallest` counts as one of no time: the points of a burst took theirs all the same.
    """
    total, count = 0.0, 0
    for point in range(1, time_s.size):
        step = time_s[point] - time_s[point - 1]
        if stroke[point] == stroke[point - 1] and -smallest < step <= longest:
            total += step if step >= smallest else 0.0
            count += 1
    return total / count if count else 0.0


@compiled
def steps_repaired(
    time_s: Floats, stroke: Integers, usual: float, smallest: float, longest: float, longest_lift: float
) -> Floats:
    """Return the steps of a clock, float64 (points − 1,), `usual` in the place of its faults."""
    out = np.empty(time_s.size - 1)
    for point in range(out.size):
        step = time_s[point + 1] - time_s[point]
        if abs(step) < smallest:
            step = 0.0
        if stroke[point + 1] == stroke[point]:
            out[point] = usual if step < 0.0 or step > longest else step
        else:
            out[point] = usual if step <= 0.0 or step > longest_lift else step
    return out


@compiled
def evenly_sampled_times(steps: Floats, stroke: Integers, even: float) -> Floats:
    """Return times, float64 (points,), of a device that samples each `even` seconds, also while the pen is lifted."""
    out = np.zeros(stroke.size)
    samples = 0.0
    for point in range(steps.size):
        same = stroke[point + 1] == stroke[point]
        samples += 1.0 if same else max(np.rint(steps[point] / even), 1.0)
        out[point + 1] = samples * even
    return out


@compiled
def strokes_spread(steps: Floats, stroke: Integers, usual: float, smallest: float) -> Floats:
    """Return times, float64 (points,), 0 at the first: points of a stroke without a step between them are spread.

    They are spread since the stamp before, of which the last keeps its own; at the beginning of a stroke backwards, a
    usual step each, after the end of the stroke before.
    """
    count = stroke.size
    clock = np.zeros(count)
    for point in range(steps.size):
        clock[point + 1] = clock[point] + steps[point]
    out = np.empty(count)
    first, end_before = 0, -np.inf
    while first < count:
        past, last = first, -1  # last: of the group before, in this stroke
        while past < count and stroke[past] == stroke[first]:
            if past + 1 == count or stroke[past + 1] != stroke[first] or clock[past + 1] > clock[past]:
                if last < 0:
                    for point in range(first, past):
                        out[point] = clock[past] - usual * (past - point)
                else:
                    slope = (clock[past] - clock[last]) / (past - last)
                    for point in range(last + 1, past):
                        out[point] = slope * (point - last) + clock[last]
                out[past], last = clock[past], past
            past += 1
        shift = out[first] - end_before
        if shift < smallest:  # spreading the first burst backwards ran into the stroke before
            for point in range(first, past):
                out[point] = out[point] - shift + usual
        end_before, first = out[past - 1], past
    origin = out[0]
    for point in range(count):
        out[point] -= origin
    return out


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
        elif times.size / span > FASTER * rate_hz:
            averaged(times, values, rate_hz, here[:channels])
        else:
            joined(times, values, rate_hz, here[:channels])
    return out, begins


@compiled
def frame_length(strokes: Floats, begins: Integers) -> float:
    """Return how far the pen moves from frame to frame inside strokes, on the mean; arguments as of `bridged`."""
    length, steps = 0.0, 0
    for stroke in range(len(begins) - 1):
        for frame in range(begins[stroke] + 1, begins[stroke + 1]):
            length += np.hypot(strokes[0, frame] - strokes[0, frame - 1], strokes[1, frame] - strokes[1, frame - 1])
            steps += 1
    return length / steps if steps else 0.0


@compiled
def bridged(strokes: Floats, begins: Integers, step: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Return strokes joined by straight lines, (channels, frames), and whether the pen is down.

    strokes, begins: as of `resampled`, x and y in the first rows; step: how far it is from frame to frame of a line.
    """
    count = len(begins) - 1
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
