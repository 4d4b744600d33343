"""Where a signature departs: five sides, each measured along the warping path of the plain features.

This explains a decision; it does not make it. Each side is a mean difference along the path, so it can be
set against the same number for references among themselves.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.compiled import compiled
from sigverify.ink.features import FeatureConfig, extract
from sigverify.ink.recording import Floats, Integers, Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.networks.alignment import best_paths
from sigverify.verification.grid import on_grid

SIDES = ("shape", "speed", "pressure", "rhythm", "size")

_GROUPS = {
    "shape": ("cos_direction", "sin_direction", "log_curvature_radius"),
    "speed": ("speed", "acceleration", "dspeed"),
    "pressure": ("pressure", "dpressure"),
}
_FUNCTIONS = tuple(name for names in _GROUPS.values() for name in names)
_COLUMNS = {side: [_FUNCTIONS.index(name) for name in names] for side, names in _GROUPS.items()}
_CONFIG = FeatureConfig(functions=_FUNCTIONS, rate_hz=50.0)
_SHARES = 1 << 14
"""Parts of a duration that are told apart, a tenth of a millisecond of a usual signature: templates keep integers."""


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What is needed of one signature to compare its sides.

    values: float64 (frames, functions) at 50 Hz, on a grid; elapsed: float64 (frames,) share of the duration, 0 … 1;
    duration_s; size in the length unit; unit: that unit, since sizes of different ones cannot be compared;
    has_pressure: whether pressure was measured.
    """

    values: Floats
    elapsed: Floats
    duration_s: float
    size: float
    unit: str
    has_pressure: bool


def sides_of(recording: Recording) -> Sides:
    """Return what `differences` needs of a recording."""
    features = extract(recording, _CONFIG)
    duration = total_seconds(recording)
    capture = recording.capture
    scale = capture.mm_per_unit
    return Sides(
        values=on_grid(features.values).astype(np.float64),
        elapsed=np.rint(features.elapsed_s / max(duration, 1e-9) * _SHARES) / _SHARES,
        duration_s=duration,
        size=features.standard.size * (scale or 1.0),
        unit="mm" if scale else f"{capture.length_unit} of {capture.device}",
        has_pressure=features.standard.pressure_peak is not None,
    )


def differences(left: Sides, right: Sequence[Sides]) -> Floats:
    """Return how far a signature differs from each of others on each of SIDES, float64 (others, 5); NaN where unknown.

    shape, speed, pressure: mean absolute difference of the standardised functions along the path; rhythm: mean
    difference of the elapsed share along the path plus |log ratio of durations|; size: |log ratio of sizes|.
    """
    # on their grid values are the same in single precision, and its path is found in half the time
    ours, theirs = left.values.astype(np.float32), [other.values.astype(np.float32) for other in right]
    paths = best_paths([ours] * len(right), theirs, "l1")
    begins: Integers = np.cumsum([0, *map(len, theirs)])[paths.pair]
    elapsed = np.concatenate([other.elapsed for other in right])
    here: Floats = np.concatenate((ours, left.elapsed[:, None]), axis=1)
    there: Floats = np.concatenate((np.concatenate(theirs), elapsed[:, None]), axis=1)
    along = _mean_gaps(paths.pair, paths.left, begins + paths.right, here, there, len(right))
    return np.array([_sides(left, other, means) for other, means in zip(right, along, strict=True)])


@compiled
def _mean_gaps(pair: Integers, left: Integers, right: Integers, here: Floats, there: Floats, count: int) -> Floats:
    """Return the mean absolute difference along each of `count` paths, float64 (paths, columns).

    pair, left, right: int64 (cells,), which path a cell is of, and the rows of here and there that meet in it.
    """
    out, cells = np.zeros((count, here.shape[1])), np.zeros(count)
    for cell in range(pair.size):
        for column in range(here.shape[1]):
            out[pair[cell], column] += abs(here[left[cell], column] - there[right[cell], column])
        cells[pair[cell]] += 1.0
    for path in range(count):
        for column in range(here.shape[1]):
            out[path, column] /= cells[path]
    return out


def _sides(left: Sides, right: Sides, means: Floats) -> list[float]:
    """Return the five sides from the means along the path of all functions' gaps, and of the elapsed share's."""
    out = []
    for side, columns in _COLUMNS.items():
        known = side != "pressure" or (left.has_pressure and right.has_pressure)
        out.append(float(means[columns].mean()) if known else np.nan)
    out.append(float(means[-1]) + abs(math.log(left.duration_s / right.duration_s)))
    out.append(abs(math.log(left.size / right.size)) if left.unit == right.unit else np.nan)
    return out


def own_differences(references: Sequence[Sides], usual: Floats) -> Floats:
    """Return how far references differ among themselves, float64 (5,).

    usual: what genuine pairs of the calibration signers differ by. It stands in where there is one reference or a
    side is unknown, and half of it bounds the result from below: copies differ by nothing.
    """
    if len(references) < 2:
        return usual
    table = np.concatenate([differences(one, references[place:]) for place, one in enumerate(references[:-1], start=1)])
    known = np.isfinite(table).any(axis=0)
    mean = np.where(known, np.nansum(table, axis=0) / np.maximum(np.isfinite(table).sum(axis=0), 1), usual)
    return np.maximum(mean, 0.5 * usual)


def departures(questioned: Sides, references: Sequence[Sides], own: Floats) -> dict[str, float]:
    """Return for each side how many times the references' own differences the questioned one departs.

    own: from `own_differences`. Sides that cannot be told (no pressure, other units) are left out.
    """
    table = differences(questioned, references)
    known = np.atleast_1d(np.isfinite(table).all(axis=0))
    mean = np.where(known, table.mean(axis=0), np.nan)
    return {side: float(mean[k] / own[k]) for k, side in enumerate(SIDES) if known[k]}
