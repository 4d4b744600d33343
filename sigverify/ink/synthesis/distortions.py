"""Real ink written again: a mild variation as its signer might write it, or a skilled forgery of it.

After S. Lai, L. Jin, Y. Zhu, Z. Li and L. Lin, 'SynSig2Vec: Forgery-free learning of dynamic signature
representations by sigma-lognormal-based synthesis and 1D CNN', IEEE TPAMI 2021: mild distortions of a genuine
signature stand for genuine ones, strong distortions for forgeries. Deviation: they fit lognormal strokes to the
recording and disturb their parameters. Here the path is disturbed as it lies and its clock runs by another law:
that takes a millisecond, keeps the device's own noise, and works with any ink, where a fit fails on some. The
forger's clock follows the two-thirds power law, speed ∝ radius of curvature^(1/3) (P. Viviani and C. Terzuolo,
Neuroscience 7, 1982): what a hand does that follows a given line instead of throwing learnt strokes.
"""

from dataclasses import dataclass, replace

import numpy as np

from sigverify.errors import UsageError
from sigverify.ink.recording import ANGLE_CHANNELS, Floats, Integers, Recording
from sigverify.ink.synthesis.inking import band_noise
from sigverify.ink.trajectory import repaired_times
from sigverify.sentences import said

_SLOWEST, _FASTEST = 1.8, -1.2
"""Bounds of the local clock's logarithm: between six times slower and three times faster."""
_LONGEST_STEP_S = 0.25
"""What a longer step inside a stroke counts as: it says that the pen rested, not for how long to copy it."""
_LONGEST_LIFT_S = 5.0
_STEPS_S = (0.002, 0.05)
"""Sampling steps that are copied from the recording are kept between these."""
_MOST_POINTS = 20_000


@dataclass(frozen=True, kw_only=True)
class Distortion:
    """How one recording is written again; amounts, not spreads: they are drawn before.

    matrix: linear map of the plane, (2, 2) nested tuples.
    wobble: slow displacement along the path, tremor: at 6 to 12 Hz; both as parts of the signature's size.
    tempo: logarithm of the factor on all times; uneven: standard deviation of a slow noise on that logarithm.
    own_speed: share of the two-thirds power law in the clock, 0 … 1; corner: further slowing at sharp corners.
    hesitations: expected number of short halts a second.
    pause: logarithm of the factor on each lift's time, pause_spread: its standard deviation over lifts.
    own_pressure: share of a pressure course of the writer's own, 0 … 1.
    press: logarithm of the factor on pressure; press_noise: standard deviation of slow noise on that logarithm.
    """

    matrix: tuple[tuple[float, float], tuple[float, float]]
    wobble: float
    tremor: float
    tempo: float
    uneven: float
    own_speed: float
    corner: float
    hesitations: float
    pause: float
    pause_spread: float
    own_pressure: float
    press: float
    press_noise: float


def vary_recording(recording: Recording, rng: np.random.Generator) -> Recording:
    """Return the recording as the same hand might have written it another time: mildly other in everything.

    Any recording will do, with or without pressure, clock or points in the air; the result has source
    'synthetic', the same strokes, no arrival times, and sampling steps like the recording's own.
    """
    return distort(
        recording,
        Distortion(
            matrix=_matrix(rng, size=0.05, aspect=0.04, slant=0.04, angle=0.03),
            wobble=abs(float(rng.normal(0.0, 0.012))),
            tremor=0.0,
            tempo=float(rng.normal(0.0, 0.07)),
            uneven=float(rng.uniform(0.06, 0.16)),
            own_speed=0.0,
            corner=0.0,
            hesitations=0.03,
            pause=float(rng.normal(0.0, 0.1)),
            pause_spread=0.15,
            own_pressure=0.0,
            press=float(rng.normal(0.0, 0.07)),
            press_noise=float(rng.uniform(0.03, 0.1)),
        ),
        rng,
    )


def forge_recording(recording: Recording, rng: np.random.Generator, *, skill: float | None = None) -> Recording:
    """Return a skilled forgery of a genuine recording: its shape, about, by another hand's dynamics.

    skill: 0 (traces) … 1 (practised), drawn where it is None. What the result is like: see `vary_recording`.
    Raises UsageError where skill is out of its range.
    """
    if skill is None:
        skill = float(rng.beta(1.6, 1.5))  # most are middling, some very good
    if not 0.0 <= skill <= 1.0:
        raise UsageError(said("A forger's skill lies between 0 and 1, found {skill}.", skill=skill))
    worse = 1.0 - skill
    return distort(
        recording,
        Distortion(
            matrix=_matrix(
                rng, size=0.05 + 0.06 * worse, aspect=0.06 + 0.06 * worse, slant=0.05 + 0.05 * worse, angle=0.04
            ),
            wobble=0.012 + 0.015 * worse * float(rng.uniform(0.3, 1.0)),
            tremor=0.004 * worse * float(rng.uniform(0.0, 1.0)),
            tempo=float(rng.normal(0.05 + 0.35 * worse, 0.17)),
            uneven=0.21 + 0.15 * worse,
            own_speed=0.25 + 0.5 * worse,
            corner=0.2 + 0.5 * worse,
            hesitations=0.1 + 0.5 * worse,
            pause=float(rng.normal(0.1 + 0.3 * worse, 0.2)),
            pause_spread=0.3,
            own_pressure=float(rng.uniform(0.3, 0.6)) + 0.3 * worse,
            press=float(rng.normal(0.0, 0.15)),
            press_noise=0.15,
        ),
        rng,
    )


def distort(recording: Recording, distortion: Distortion, rng: np.random.Generator) -> Recording:
    """Return the recording written again as `distortion` says; see `vary_recording` for what comes out."""
    run = np.cumsum(np.diff(recording.stroke, prepend=recording.stroke[0]) != 0)
    old_s = repaired_times(recording.time_s, run, recording.capture.even_step_s)
    place = np.stack([recording.x, recording.y])
    slower = _clock(old_s, place, run, recording.pen_down, distortion, rng)
    steps = _usual_steps(old_s, run)
    first = np.flatnonzero(np.diff(run, prepend=-1))
    past = np.append(first[1:], run.size)
    new_s = _written_times(old_s, run, slower, distortion, rng)
    coarse = max(1.0, float(new_s[-1]) / steps.mean() / _MOST_POINTS)
    asked, stamps, owner = [], [], []
    for begin, end in zip(first, past, strict=True):
        span = new_s[end - 1] - new_s[begin]
        ticks = np.cumsum(rng.choice(steps, int(span / steps.mean() / coarse * 1.5) + 8) * coarse)
        ticks = np.concatenate(([0.0], ticks[ticks <= span]))
        stamps.append(new_s[begin] + ticks)
        asked.append(np.interp(stamps[-1], new_s[begin:end], old_s[begin:end]))
        owner.append(np.full(ticks.size, begin))
    time_s, at_s, begins = np.concatenate(stamps), np.concatenate(asked), np.concatenate(owner)
    # The last old point at or before each moment asked for, within the same run.
    left = np.maximum(np.searchsorted(old_s, at_s, side="right") - 1, begins)
    nearest = np.where(_nearer_to_next(old_s, at_s, left, run), np.minimum(left + 1, run.size - 1), left)
    drawn = _moved(_along_path(old_s, place, run, left, at_s), place, time_s, distortion, rng)
    if _whole(place):
        drawn = np.round(drawn)
    if _whole(recording.time_s * 1000.0):
        time_s = np.round(time_s, 3)
    stroke = recording.stroke[left]
    tilts = {name: None if (values := getattr(recording, name)) is None else values[nearest] for name in ANGLE_CHANNELS}
    return Recording(
        time_s=time_s,
        x=drawn[0],
        y=drawn[1],
        stroke=stroke,
        pressure=_pressed(recording, left, at_s, old_s, time_s, distortion, rng),
        capture=replace(recording.capture, source="synthetic", evenly_sampled=False),  # its own stamps are true
        **tilts,
    )


def _matrix(
    rng: np.random.Generator, *, size: float, aspect: float, slant: float, angle: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    log_size, log_aspect, shear, turn = rng.normal(0.0, 1.0, 4) * (size, aspect, slant, angle)
    scale = np.diag([np.exp(log_size + log_aspect / 2), np.exp(log_size - log_aspect / 2)])
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = rotation @ np.array([[1.0, shear], [0.0, 1.0]]) @ scale
    return (float(matrix[0, 0]), float(matrix[0, 1])), (float(matrix[1, 0]), float(matrix[1, 1]))


def _clock(
    old_s: Floats, place: Floats, run: Integers, down: np.ndarray, distortion: Distortion, rng: np.random.Generator
) -> Floats:
    """Return the logarithm of how much slower than before the pen passes each point, (n,)."""
    slower = distortion.tempo + distortion.uneven * band_noise(rng, old_s, low_hz=0.3, high_hz=4.0)[0]
    if distortion.own_speed > 0.0 or distortion.corner > 0.0:
        speed, sharpness = _speed_and_sharpness(old_s, place)
        # Radius of curvature as far as 0.1 s of path tells it: sharpness 0 is straight on, 1 is a reversal.
        law = -np.log(sharpness + 0.03) / 3.0
        difference = np.log(speed) - law
        difference -= np.mean(difference[down])
        slower += distortion.own_speed * difference + distortion.corner * (sharpness - np.mean(sharpness[down]))
    halts = rng.poisson(distortion.hesitations * float(old_s[-1])) if distortion.hesitations > 0.0 else 0
    for moment in rng.uniform(0.0, old_s[-1], min(int(halts), 20)):
        slower += rng.uniform(0.8, 1.6) * np.exp(-(((old_s - moment) / 0.05) ** 2))
    lifts = rng.normal(distortion.pause, distortion.pause_spread, int(run[-1]) + 1)
    return np.clip(np.where(down, slower, lifts[run]), _FASTEST, _SLOWEST)


def _speed_and_sharpness(old_s: Floats, place: Floats) -> tuple[Floats, Floats]:
    """Return speed in mean speeds, floored, and how sharply the path turns, 0 … 1, both over about 50 ms, (n,)."""
    before, after = (np.clip(old_s + shift, 0.0, old_s[-1]) for shift in (-0.05, 0.05))
    back = place - np.stack([np.interp(before, old_s, axis) for axis in place])
    ahead = np.stack([np.interp(after, old_s, axis) for axis in place]) - place
    reach = np.hypot(*back), np.hypot(*ahead)
    speed = (reach[0] + reach[1]) / np.maximum(after - before, 1e-3)
    usual = max(float(speed.mean()), np.finfo(np.float64).tiny)
    cosine = np.sum(back * ahead, axis=0) / np.maximum(reach[0] * reach[1], np.finfo(np.float64).tiny)
    return speed / usual + 0.1, 0.5 * (1.0 - np.clip(cosine, -1.0, 1.0))


def _written_times(
    old_s: Floats, run: Integers, slower: Floats, distortion: Distortion, rng: np.random.Generator
) -> Floats:
    """Return when the pen passes each old point now, (n,), from 0, ascending."""
    steps = np.diff(old_s)
    lift = np.diff(run) != 0
    inside = np.minimum(steps, _LONGEST_STEP_S) * np.exp(0.5 * (slower[1:] + slower[:-1]))
    pauses = np.exp(np.clip(rng.normal(distortion.pause, distortion.pause_spread, steps.size), _FASTEST, _SLOWEST))
    between = np.minimum(steps * pauses, _LONGEST_LIFT_S)
    return np.concatenate(([0.0], np.cumsum(np.where(lift, np.maximum(between, 1e-3), inside))))


def _usual_steps(old_s: Floats, run: Integers) -> Floats:
    """Return the recording's own steps inside strokes, to sample with."""
    steps = np.diff(old_s)[np.diff(run) == 0]
    return np.clip(steps, *_STEPS_S) if steps.size else np.array([0.01])


def _along_path(old_s: Floats, place: Floats, run: Integers, left: Integers, at_s: Floats) -> Floats:
    """Return the path (2, k) at old times by cubic Hermite pieces through its points, none across a lift."""
    right = np.minimum(left + 1, run.size - 1)
    right = np.where(run[right] == run[left], right, left)
    span = np.maximum(old_s[right] - old_s[left], 1e-9)
    u = np.clip((at_s - old_s[left]) / span, 0.0, 1.0)
    slope = _slopes(old_s, place, run)
    path: Floats = (
        (1 + 2 * u) * (1 - u) ** 2 * place[:, left]
        + u * (1 - u) ** 2 * span * slope[:, left]
        + u**2 * (3 - 2 * u) * place[:, right]
        + u**2 * (u - 1) * span * slope[:, right]
    )
    return np.where(right == left, place[:, left], path)


def _slopes(old_s: Floats, place: Floats, run: Integers) -> Floats:
    """Return a slope for each point (2, n) from its neighbours in the stroke, 0 where there is none.

    It is the mean of both sides' slopes, but at most twice the flatter one: where steps are very unequal, as in
    bursts, the curve would otherwise swing far out.
    """
    if run.size < 2:
        return np.zeros_like(place)
    same = np.diff(run) == 0
    side = np.where(same, np.diff(place, axis=1) / np.maximum(np.diff(old_s), 1e-4), np.nan)
    edge = np.full((2, 1), np.nan)
    sides = np.stack([np.concatenate([edge, side], axis=1), np.concatenate([side, edge], axis=1)])
    known = ~np.isnan(sides)
    mean = np.where(known, sides, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    flattest = np.where(known, np.abs(sides), np.inf).min(axis=0)
    return np.asarray(np.clip(mean, -2.0 * flattest, 2.0 * flattest))


def _moved(path: Floats, place: Floats, time_s: Floats, distortion: Distortion, rng: np.random.Generator) -> Floats:
    """Return the path under the linear map, about its middle, with wobble and tremor."""
    low, high = place.min(axis=1, keepdims=True), place.max(axis=1, keepdims=True)
    middle, size = 0.5 * low + 0.5 * high, float(np.max(high - low))
    travelled = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(path, axis=1)))))
    # In signature sizes: a noise of 0.3 to 1.5 cycles a size bends letters and words, not single lines.
    along = travelled / max(size, np.finfo(np.float64).tiny)
    moved = middle + np.array(distortion.matrix) @ (path - middle)
    moved = moved + size * distortion.wobble * band_noise(rng, along, low_hz=0.3, high_hz=1.5, rows=2)
    if distortion.tremor > 0.0:
        moved = moved + size * distortion.tremor * band_noise(rng, time_s, low_hz=6.0, high_hz=12.0, rows=2)
    return moved


def _pressed(
    recording: Recording,
    left: Integers,
    at_s: Floats,
    old_s: Floats,
    time_s: Floats,
    distortion: Distortion,
    rng: np.random.Generator,
) -> Floats | None:
    """Return the new pressure, or None where the recording has none; a constant one stays constant."""
    pressure = recording.pressure
    if pressure is None:
        return None
    down = recording.pen_down
    levels = pressure[down]
    now_down = down[left]
    if np.ptp(levels) == 0.0:
        return np.where(now_down, levels[0], 0.0)
    theirs = np.interp(at_s, old_s[down], levels)
    middle = float(np.median(levels))
    # The envelope of a stroke, rise and fall, belongs to any hand; only its course is the writer's own.
    usual = np.minimum(theirs / max(middle, np.finfo(np.float64).tiny), 1.0)
    own = middle * usual * (1.0 + 0.25 * band_noise(rng, time_s, low_hz=0.5, high_hz=5.0)[0])
    mixed = (1.0 - distortion.own_pressure) * theirs + distortion.own_pressure * own
    noise = distortion.press_noise * band_noise(rng, time_s, low_hz=0.3, high_hz=3.0)[0]
    pressed = mixed * np.exp(distortion.press + noise)
    scale = recording.capture.pressure_full_scale
    pressed = np.clip(pressed, levels.min(), levels.max() if scale is None else max(scale, levels.max()))
    if _whole(pressure):
        pressed = np.round(pressed)
    return np.where(now_down, pressed, 0.0)


def _nearer_to_next(old_s: Floats, at_s: Floats, left: Integers, run: Integers) -> np.ndarray:
    right = np.minimum(left + 1, run.size - 1)
    return (run[right] == run[left]) & (old_s[right] - at_s < at_s - old_s[left])


def _whole(values: Floats) -> bool:
    """Tell whether all values are whole numbers, as device units and milliseconds are."""
    return bool(np.all(np.abs(values - np.round(values)) < 1e-6))
