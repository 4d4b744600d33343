"""Where along its ink a signature departs from one reference, point by point: also while it is written.

The measure is that of `comparison`: the local cost of plain dynamic time warping over the number of functions, in
standard deviations. Unfinished ink is laid along as much of the reference as fits best, against the standard that
`live` measures by, so that what is told of its beginning is much what the finished signature will show.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.errors import InkError
from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig, Features, extract
from sigverify.ink.recording import Floats, Integers, Recording
from sigverify.ink.trajectory import surface_times, total_seconds
from sigverify.networks.alignment import Frames, best_paths, open_ended_path
from sigverify.verification.grid import on_grid

_CONFIG = FeatureConfig(functions=FLOOR_FUNCTIONS)
_METRIC = "l1"

_UNSETTLED_S = 0.15
"""So much of unfinished ink may be laid elsewhere by what comes next."""

_MOST_CELLS_LIVE = 1 << 20
"""Ten seconds along ten: beyond it the pen would be far ahead of its colour."""

_MOST_CELLS = 1 << 23
"""Half a minute along half a minute; longer ink is left plain."""


@dataclass(frozen=True, kw_only=True)
class LocalDeparture:
    """Measures ink against the references of one template. features: of each reference; duration_s: their mean."""

    features: tuple[Features, ...]
    duration_s: float

    def so_far(self, written: Recording, closest: int) -> Floats | None:
        """Return how far the points on the surface depart from a reference, float64 (points,), but for the last ones.

        closest: which reference. What was written last may yet be laid elsewhere. None while there is too little ink,
        or too much to keep up with the pen.
        """
        reference = self.features[closest]
        try:
            share = min(1.0, total_seconds(written) / self.duration_s)
            standard = reference.standard.towards(extract(written, _CONFIG).standard, share)
            features = extract(written, _CONFIG, standard)
        except InkError:
            return None
        if len(features) * len(reference) > _MOST_CELLS_LIVE:
            return None
        ours, theirs = on_grid(features.values), on_grid(reference.values)
        here, there = open_ended_path(ours, theirs, _METRIC)
        found = _at_points(written, features, _mean_cost(ours, theirs, here, there))
        times = surface_times(written)
        return found[: int(np.searchsorted(times, times[-1] - _UNSETTLED_S))]


def local_departure_of(references: Sequence[Recording]) -> LocalDeparture:
    """Return what measures ink against these references."""
    return LocalDeparture(
        features=tuple(extract(reference, _CONFIG) for reference in references),
        duration_s=float(np.mean([total_seconds(reference) for reference in references])),
    )


def departing_points(questioned: Recording, reference: Recording) -> Floats | None:
    """Return how far each point on the surface departs, float64 (points on the surface,); None of very long ink.

    Each point has the departure that `comparison.Trace` shows at its time. Raises InkError where there is too little
    ink.
    """
    ours, theirs = (extract(ink, _CONFIG) for ink in (questioned, reference))
    if len(ours) * len(theirs) > _MOST_CELLS:
        return None
    left, right = on_grid(ours.values), on_grid(theirs.values)
    path = best_paths([left], [right], _METRIC)
    return _at_points(questioned, ours, _mean_cost(left, right, path.left, path.right))


def _mean_cost(ours: Frames, theirs: Frames, here: Integers, there: Integers) -> Floats:
    """Return the mean local cost of each frame of ours over the cells in which it meets theirs."""
    costs = np.abs(ours[here].astype(np.float64) - theirs[there]).sum(axis=1) / len(FLOOR_FUNCTIONS)
    return np.bincount(here, costs) / np.bincount(here)


def _at_points(recording: Recording, features: Features, departure: Floats) -> Floats:
    """Return the values of the frames at the times of the points on the surface; bridges of lifts count for none."""
    down = np.flatnonzero(features.pen_down)
    times = np.maximum.accumulate(features.elapsed_s[down])
    frame = np.searchsorted(times, surface_times(recording), side="right") - 1
    return departure[down[np.clip(frame, 0, down.size - 1)]]
