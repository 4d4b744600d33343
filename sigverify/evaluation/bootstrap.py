"""Says how sure a difference between two models is: signers are drawn again, not samples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sigverify.errors import ProtocolError, UsageError

_BATCH = 1_000_000  # numbers drawn at a time, to bound memory


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A mean with its confidence interval, low ≤ high, in the unit of what was compared."""

    mean: float
    low: float
    high: float


def paired_difference(
    challenger: ArrayLike, champion: ArrayLike, *, draws: int = 10_000, seed: int = 0, confidence: float = 0.95
) -> Interval:
    """Return the mean of challenger − champion over signers, and its percentile bootstrap interval.

    challenger, champion: one value a signer, the same signers in the same order, for example equal error rates.
    draws: how often as many signers are drawn again with replacement.
    confidence: share of the draws inside the interval, between 0 and 1, both excluded.

    Samples of one signer hang together, so signers are what is drawn again (ISO/IEC 19795-1). Source: B. Efron and
    R. Tibshirani, 'An introduction to the bootstrap', 1993, section 13.3 (percentile interval).

    Raises ProtocolError where the signers do not match, there are none or a value is not finite; UsageError for
    arguments out of range.
    """
    ours, theirs = np.asarray(challenger, dtype=np.float64), np.asarray(champion, dtype=np.float64)
    if ours.ndim != 1 or ours.shape != theirs.shape or ours.size == 0:
        raise ProtocolError(
            f"Expected one value a signer from both models, found shapes {ours.shape} and {theirs.shape}. "
            "Score the same signers with both."
        )
    if not (np.all(np.isfinite(ours)) and np.all(np.isfinite(theirs))):
        raise ProtocolError("A signer's value is not a finite number. Leave that signer out of both models.")
    if draws < 1 or seed < 0 or not 0 < confidence < 1:
        raise UsageError(
            f"Expected draws from 1, a seed from 0 and a confidence between 0 and 1, found {draws}, {seed} and "
            f"{confidence}."
        )
    difference = ours - theirs
    generator = np.random.default_rng(seed)
    means = np.empty(draws)
    batch = max(1, _BATCH // difference.size)
    for start in range(0, draws, batch):
        count = min(batch, draws - start)
        chosen = generator.integers(difference.size, size=(count, difference.size))
        means[start : start + count] = difference[chosen].mean(axis=1)
    tail = (1.0 - confidence) / 2.0
    low, high = np.quantile(means, [tail, 1.0 - tail]).tolist()
    return Interval(mean=float(difference.mean()), low=low, high=high)
