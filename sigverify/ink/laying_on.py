"""The inner loops of `GrowingPath`: one stroke of ink goes on, and so does its path.

What is worked is that of `laying_out`, which works all of the ink at once. A row of `work` belongs to a point: what the
clock said, the repaired time, by how much x, y and pressure differ from the first point of the stroke, and the
integrals of these until the point. `state` holds where the stroke's path begins and how far it is settled.
"""

import numpy as np

from sigverify.compiled import compiled
from sigverify.ink.laying_out import FASTER, MOST_BRIDGE_FRAMES, frames_of
from sigverify.ink.recording import Floats, Integers

BEGINS, BRIDGE, SETTLED, AVERAGED, LOW_AT, HIGH_AT = range(6)
"""Of `state`: frames before the stroke's bridge, frames of that, frames of the stroke that stay as they are, whether
points are averaged (−1: nobody knows), and the points that the last of those frames lies between."""


@compiled
def timed_on(
    points: Floats, work: Floats, first: int, sure: int, past: int, ended: bool, usual: float, even: float,
    limits: Floats, ends: Floats,
) -> int:  # fmt: skip
    """Write the times of a stroke's points from `sure` on, and return from which on they may change.

    first, past: where the stroke begins, and where its points so far end; ended: whether another one was begun.
    even: step of a device that samples evenly, 0 for any other. limits: SMALLEST_STEP_S, LONGEST_STEP_S and
    LONGEST_LIFT_S. ends: when the stroke before ended, and what is added to the times of this one.
    """
    for point in range(sure, past):
        if point == 0:
            work[0, 0] = 0.0
            continue
        step = points[point, 0] - points[point - 1, 0]
        if abs(step) < limits[0]:
            step = 0.0
        same = points[point, 4] == points[point - 1, 4]
        if same:
            step = usual if step < 0.0 or step > limits[1] else step
        else:
            step = usual if step <= 0.0 or step > limits[2] else step
        if even > 0:
            step = 1.0 if same else max(np.rint(step / even), 1.0)
        work[point, 0] = work[point - 1, 0] + step
    if even > 0:
        for point in range(sure, past):
            work[point, 1] = work[point, 0] * even
        return past
    last, open_from = sure - 1 if sure > first else -1, sure  # last: of the group before, in this stroke
    for point in range(sure, past):
        if point + 1 == past or work[point + 1, 0] > work[point, 0]:
            if last < 0:
                for other in range(first, point):
                    work[other, 1] = work[point, 0] - usual * (point - other)
            else:
                slope = (work[point, 0] - work[last, 0]) / (point - last)
                for other in range(last + 1, point):
                    work[other, 1] = slope * (other - last) + work[last, 0]
            work[point, 1], last = work[point, 0], point
            open_from = point + 1 if point + 1 < past else open_from
    if sure == first:
        gap = work[first, 1] - ends[0]
        ends[1] = usual - gap if gap < limits[0] else 0.0
    for point in range(sure, past):
        work[point, 1] += ends[1]
    return past if ended else open_from


@compiled
def summed_on(points: Floats, work: Floats, first: int, begin: int, past: int, peak: float) -> None:
    """Write differences and integrals of a stroke's points from `begin` on; peak: of pressure, 0 for none."""
    for point in range(begin, past):
        for channel in range(3):
            value, origin = points[point, 1 + channel], points[first, 1 + channel]
            if channel == 2:
                value = min(value / peak, 1.0) if peak > 0 else 1.0
                origin = min(origin / peak, 1.0) if peak > 0 else 1.0
            work[point, 2 + channel] = value - origin
            area = 0.0
            if point > first:
                step = work[point, 1] - work[point - 1, 1]
                area = work[point - 1, 5 + channel]
                area += step * (work[point, 2 + channel] + work[point - 1, 2 + channel]) / 2
            work[point, 5 + channel] = area


@compiled
def step_at(work: Floats, at: int, past: int, time: float) -> int:
    """Return the point from which a straight line leads over `time`; at: one that does not lie behind it."""
    while at < past - 2 and work[at + 1, 1] <= time:
        at += 1
    return at


@compiled
def integral(work: Floats, at: int, channel: int, edge: float) -> float:
    """Return the integral of a channel until `edge`, which lies behind the point `at`."""
    inside, here = edge - work[at, 1], work[at, 2 + channel]
    slope = (work[at + 1, 2 + channel] - here) / (work[at + 1, 1] - work[at, 1])
    return work[at, 5 + channel] + inside * (here + slope * inside / 2)


@compiled
def frame_at(
    points: Floats, work: Floats, first: int, past: int, peak: float, rate_hz: float, frame: int, state: Integers,
    at: Integers, out: Floats,
) -> None:  # fmt: skip
    """Write x, y and pressure of a stroke's frame; at: points that its edges lie behind, which are moved on to them."""
    begin, end = work[first, 1], work[past - 1, 1]
    out[0], out[1] = points[first, 1], points[first, 2]
    out[2] = min(points[first, 3] / peak, 1.0) if peak > 0 else 1.0
    if end <= begin:
        return
    middle, half = begin + frame / rate_hz, 0.5 / rate_hz
    if state[AVERAGED] == 1:
        low, high = max(middle - half, begin), min(middle + half, end)
        at[0], at[1] = step_at(work, at[0], past, low), step_at(work, at[1], past, high)
        for channel in range(3):
            area = integral(work, at[1], channel, high) - integral(work, at[0], channel, low)
            out[channel] += area / (high - low)
        return
    at[0] = step_at(work, at[0], past, middle)
    at[1] = at[0]
    low, high = work[at[0], 1], work[at[0] + 1, 1]
    share = min((middle - low) / (high - low), 1.0)
    for channel in range(3):
        before, behind = work[at[0], 2 + channel], work[at[0] + 1, 2 + channel]
        out[channel] += before + (behind - before) * share


@compiled
def laid_on(
    points: Floats, work: Floats, first: int, sure: int, past: int, ended: bool, peak: float, rate_hz: float,
    length: float, state: Integers, path: Floats,
) -> int:  # fmt: skip
    """Write the path of a stroke behind what is settled of it, with the bridge before it; return where the path ends.

    sure: from which point on times may change. length: of a bridge's steps. path: float64 (frames, 4), x, y, pressure
    and whether the pen is down.
    """
    size, span = past - first, work[past - 1, 1] - work[first, 1]
    frames = frames_of(span, rate_hz)
    averaged = span > 0 and size / span > FASTER * rate_hz
    steady = ended or (span > 0 and averaged == ((size - 1) / span > FASTER * rate_hz))
    if state[AVERAGED] != averaged:
        state[AVERAGED], state[SETTLED], state[LOW_AT], state[HIGH_AT] = averaged, 0, first, first
    at, found = state[LOW_AT : HIGH_AT + 1].copy(), np.empty(3)
    if state[SETTLED] == 0:
        state[BRIDGE], begins = 0, state[BEGINS]
        if begins > 0:
            frame_at(points, work, first, past, peak, rate_hz, 0, state, at, found)
            gap = np.hypot(found[0] - path[begins - 1, 0], found[1] - path[begins - 1, 1])
            line = int(min(gap / length, float(MOST_BRIDGE_FRAMES))) + 1 if length > 0 else 1
            state[BRIDGE] = max(line - 2, 1)
            for frame in range(state[BRIDGE]):
                share = (frame + 1) / (state[BRIDGE] + 1)
                for channel in range(2):
                    end = path[begins - 1, channel]
                    path[begins + frame, channel] = end + (found[channel] - end) * share
                path[begins + frame, 2], path[begins + frame, 3] = 0.0, 0.0
    begin, half = state[BEGINS] + state[BRIDGE], 0.5 / rate_hz if averaged else 0.0
    for frame in range(state[SETTLED], frames):
        frame_at(points, work, first, past, peak, rate_hz, frame, state, at, found)
        path[begin + frame, :3], path[begin + frame, 3] = found, 1.0
        is_sure = sure > first and work[first, 1] + frame / rate_hz + half <= work[sure - 1, 1]
        if steady and frame == state[SETTLED] and (ended or is_sure):
            state[SETTLED], state[LOW_AT], state[HIGH_AT] = frame + 1, at[0], at[1]
    return int(begin + frames)


@compiled
def spanned_on(path: Floats, begin: int, until: int, told: Floats) -> None:
    """Add frames of a path to what is told of it: least and largest x and y, its length on the surface, its steps."""
    for frame in range(begin, until):
        x, y = path[frame, 0], path[frame, 1]
        told[0], told[1] = min(told[0], x), max(told[1], x)
        told[2], told[3] = min(told[2], y), max(told[3], y)
        if frame > 0 and path[frame, 3] > 0 and path[frame - 1, 3] > 0:  # between strokes there is a bridge
            told[4] += np.hypot(x - path[frame - 1, 0], y - path[frame - 1, 1])
            told[5] += 1
