"""From distances to one number: distances set against the references' own spread.

With references' mean distance to their nearest fellow d_min and their mean pairwise distance d_mean,
s = min(q) / √d_min + mean(q) / √d_mean for distances q of the questioned signature. The square root lies between
no normalisation, which judges unsteady signers as if they were steady, and full normalisation, which trusts a
spread estimated from few references too much (Fierrez-Aguilar et al. 2005 compare such target-dependent score
normalisations).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sigverify.ink.recording import Floats

SPREAD_FLOOR = 0.3
"""Share of the usual genuine distance below which a spread counts as that share: copies have none at all."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far the references of one template lie from one another, in one comparator.

    nearest: mean distance to the nearest fellow; mean: mean pairwise distance. None of them with one reference.
    """

    nearest: float | None
    mean: float | None

    @staticmethod
    def of(distances: Floats) -> "Spread":
        """Return the spread of a symmetric matrix (N, N) of distances between references."""
        count = len(distances)
        if count < 2:
            return Spread(nearest=None, mean=None)
        off = distances[~np.eye(count, dtype=bool)].reshape(count, count - 1)
        return Spread(nearest=float(off.min(axis=1).mean()), mean=float(off.mean()))


def per_reference(distances: Floats, spread: Spread, unit: float) -> Floats:
    """Return what each reference alone would score, float64 (..., N); smaller is closer.

    distances: (..., N); unit: the comparator's usual genuine distance, which makes the result a pure number.

    One reference has no spread: its score is twice the plain distance over the unit, so that numbers of
    references stay roughly on one scale.
    """
    if spread.nearest is None or spread.mean is None:
        return 2.0 * distances / unit
    return distances / _root(spread.nearest, unit) + distances / _root(spread.mean, unit)


def combined(distances: Floats, spread: Spread, unit: float) -> Floats:
    """Return the score over all references, float64 (...), of distances (..., N); smaller is closer."""
    if spread.nearest is None or spread.mean is None:
        return np.asarray(2.0 * distances.mean(axis=-1) / unit)
    return np.asarray(
        distances.min(axis=-1) / _root(spread.nearest, unit) + distances.mean(axis=-1) / _root(spread.mean, unit)
    )


def each_alone(distances: Sequence[Floats], spreads: Sequence[Spread], units: Sequence[float]) -> Floats:
    """Return `per_reference` of every comparator's distances (..., N), float64 (..., N, comparators)."""
    return np.stack([per_reference(*row) for row in zip(distances, spreads, units, strict=True)], axis=-1)


def together(distances: Sequence[Floats], spreads: Sequence[Spread], units: Sequence[float]) -> Floats:
    """Return `combined` of every comparator's distances (..., N), float64 (..., comparators)."""
    return np.stack([combined(*row) for row in zip(distances, spreads, units, strict=True)], axis=-1)


def _root(spread: float, unit: float) -> float:
    return float(np.sqrt(unit * max(spread, SPREAD_FLOOR * unit)))
