"""Says how sure a figure is, or a difference between two models: signers are drawn again, not samples.

Samples of one signer hang together, so signers are what is drawn again (ISO/IEC 19795-1). Source: B. Efron and
R. Tibshirani, 'An introduction to the bootstrap', 1993, section 13.3 (percentile interval).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sigverify.errors import ProtocolError, UsageError
from sigverify.sentences import said

Floats = NDArray[np.float64]
Times = NDArray[np.int64]

_BATCH = 1_000_000  # numbers drawn at a time, to bound memory


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A mean, or another figure, with its confidence interval, low ≤ high, in the figure's unit."""

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

    Raises ProtocolError where the signers do not match, there are none or a value is not finite; UsageError for
    arguments out of range.
    """
    ours, theirs = np.asarray(challenger, dtype=np.float64), np.asarray(champion, dtype=np.float64)
    if ours.ndim != 1 or ours.shape != theirs.shape or ours.size == 0:
        raise ProtocolError(
            said(
                "Expected one value a signer from both models, found shapes {ours} and {theirs}. "
                "Score the same signers with both.",
                ours=ours.shape,
                theirs=theirs.shape,
            )
        )
    if not (np.all(np.isfinite(ours)) and np.all(np.isfinite(theirs))):
        raise ProtocolError(said("A signer's value is not a finite number. Leave that signer out of both models."))
    _check(draws, seed, confidence)
    difference = ours - theirs
    generator = np.random.default_rng(seed)
    means = np.empty(draws)
    batch = max(1, _BATCH // difference.size)
    for start in range(0, draws, batch):
        count = min(batch, draws - start)
        chosen = generator.integers(difference.size, size=(count, difference.size))
        means[start : start + count] = difference[chosen].mean(axis=1)
    return _interval(float(difference.mean()), means, confidence)


def signer_interval(
    figure: Callable[[Times], Floats], signers: int, *, draws: int = 1000, seed: int = 0, confidence: float = 0.95
) -> Interval:
    """Return a figure of all signers, and its percentile bootstrap interval over signers.

    figure: takes how often each signer was drawn, int64 (resamples, signers), and returns the figure of each resample,
        float64 (resamples,); nan where it has none, as where a resample holds nobody who could be tested.
    signers: how many there are, at least 2.
    draws: how often as many signers are drawn again with replacement.
    confidence: share of the draws inside the interval, between 0 and 1, both excluded.

    The interval covers the choice of signers alone. Resamples without a figure are left out.

    Raises ProtocolError where there are fewer than two signers or they have no figure together; UsageError for
    arguments out of range.
    """
    _check(draws, seed, confidence)
    if signers < 2:
        raise ProtocolError(
            said(
                "An interval over signers needs two signers or more, found {signers}. Test more signers.",
                signers=signers,
            )
        )
    whole = float(figure(np.ones((1, signers), dtype=np.int64))[0])
    if not np.isfinite(whole):
        raise ProtocolError(
            said("The signers have no figure to give an interval for. Test signers that can be compared.")
        )
    times = np.random.default_rng(seed).multinomial(signers, np.full(signers, 1.0 / signers), size=draws)
    found = figure(times)
    return _interval(whole, found[np.isfinite(found)], confidence)


def _interval(mean: float, resampled: Floats, confidence: float) -> Interval:
    tail = (1.0 - confidence) / 2.0
    low, high = np.quantile(resampled, [tail, 1.0 - tail]).tolist()
    return Interval(mean=mean, low=low, high=high)


def _check(draws: int, seed: int, confidence: float) -> None:
    if draws < 1 or seed < 0 or not 0 < confidence < 1:
        raise UsageError(
            said(
                "Expected draws from 1, a seed from 0 and a confidence between 0 and 1, found "
                "{draws}, {seed} and {confidence}.",
                draws=draws,
                seed=seed,
                confidence=confidence,
            )
        )
