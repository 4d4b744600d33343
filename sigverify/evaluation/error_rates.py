"""Error rates of scores, **larger = more genuine**: FMR and FNMR, equal error rate, DET, Cllr. One definition each.

A signature is accepted when its score is at or above the threshold. FMR (false match rate) is the share of impostors
accepted, FNMR (false non-match rate) the share of genuine signatures rejected: ISO/IEC 19795-1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sigverify.errors import ProtocolError, UsageError

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class ErrorCurve:
    """Both error rates at every threshold that changes them.

    threshold: float64 (n + 1,), each different score in rising order, then infinity (reject all).
    fmr: float64 (n + 1,), from 1 falling to 0.
    fnmr: float64 (n + 1,), from 0 rising to 1.
    """

    threshold: Floats
    fmr: Floats
    fnmr: Floats


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Error rates at one threshold, 0 … 1."""

    threshold: float
    fmr: float
    fnmr: float


def error_curve(genuine: ArrayLike, impostor: ArrayLike) -> ErrorCurve:
    """Return FMR and FNMR at each different score.

    genuine, impostor: scores, any shape, at least one each.

    Raises ProtocolError where there are none, or where one is not a finite number.
    """
    own, other = _scores(genuine, "genuine"), _scores(impostor, "impostor")
    threshold = np.unique(np.concatenate((own, other)))
    below_own = np.searchsorted(np.sort(own), threshold, side="left")
    below_other = np.searchsorted(np.sort(other), threshold, side="left")
    return ErrorCurve(
        threshold=np.append(threshold, np.inf),
        fmr=np.append(1.0 - below_other / other.size, 0.0),
        fnmr=np.append(below_own / own.size, 1.0),
    )


def equal_error_rate(genuine: ArrayLike, impostor: ArrayLike) -> tuple[float, float]:
    """Return the equal error rate, 0 … 1, and a threshold for it.

    Successive (FMR, FNMR) points are joined by straight lines; the rate is read where FMR = FNMR. The threshold is
    finite: where a point lies on FMR = FNMR the middle of the scores between which that point holds, otherwise
    between the two joined points' thresholds in the same proportion as the rate.

    Raises ProtocolError as `error_curve` does.
    """
    curve = error_curve(genuine, impostor)
    # falls strictly from 1 to −1: each different score moves at least one of the two rates
    difference = curve.fmr - curve.fnmr
    after = int(np.argmax(difference <= 0))
    before = after - 1
    share = float(difference[before] / (difference[before] - difference[after]))
    rate = float(curve.fmr[before] + share * (curve.fmr[after] - curve.fmr[before]))
    low, high = float(curve.threshold[before]), float(curve.threshold[after])
    if np.isinf(high):
        return rate, low
    if difference[after] == 0:
        share = 0.5
    threshold = low * (1.0 - share) + high * share
    # two scores next to each other in float64 have no middle; at the upper one the point on the line still holds
    return rate, threshold if low < threshold <= high else high


def signer_equal_error_rate(pairs: Iterable[tuple[ArrayLike, ArrayLike]]) -> float:
    """Return the mean over signers of the equal error rate at each signer's own threshold.

    pairs: (genuine scores, impostor scores) of each signer.

    Raises ProtocolError where there is no signer, or as `error_curve` does.
    """
    rates = [equal_error_rate(genuine, impostor)[0] for genuine, impostor in pairs]
    if not rates:
        raise ProtocolError("No signer has scores, so there is no mean over signers. Score at least one signer.")
    return float(np.mean(rates))


def rates_at(genuine: ArrayLike, impostor: ArrayLike, threshold: float) -> Rates:
    """Return both error rates at one threshold.

    Raises ProtocolError as `error_curve` does, and UsageError where the threshold is not a number.
    """
    if np.isnan(threshold):
        raise UsageError("The threshold is not a number. Give a score.")
    own, other = _scores(genuine, "genuine"), _scores(impostor, "impostor")
    return Rates(
        threshold=float(threshold), fmr=float(np.mean(other >= threshold)), fnmr=float(np.mean(own < threshold))
    )


def rates_at_fmr(genuine: ArrayLike, impostor: ArrayLike, fmr: float) -> Rates:
    """Return the rates at the lowest threshold whose FMR is at most `fmr`, 0 … 1: the smallest FNMR for that FMR.

    The threshold is one of the scores, or infinity where nothing less keeps the FMR.

    Raises ProtocolError as `error_curve` does, and UsageError where `fmr` is out of range.
    """
    if not 0 <= fmr <= 1:
        raise UsageError(f"A false match rate lies between 0 and 1, found {fmr}.")
    curve = error_curve(genuine, impostor)
    at = int(np.argmax(curve.fmr <= fmr))
    return Rates(threshold=float(curve.threshold[at]), fmr=float(curve.fmr[at]), fnmr=float(curve.fnmr[at]))


def det_points(genuine: ArrayLike, impostor: ArrayLike) -> tuple[Floats, Floats]:
    """Return the curve's points as normal deviates, (FMR, FNMR), each float64 (m,); the axes of a DET plot.

    Source: A. Martin et al., 'The DET curve in assessment of detection task performance', Eurospeech 1997. Points
    where a rate is 0 or 1 lie at infinity and are left out, so m may be 0.

    Raises ProtocolError as `error_curve` does.
    """
    curve = error_curve(genuine, impostor)
    inside = (curve.fmr > 0) & (curve.fmr < 1) & (curve.fnmr > 0) & (curve.fnmr < 1)
    return normal_deviate(curve.fmr[inside]), normal_deviate(curve.fnmr[inside])


def normal_deviate(rate: ArrayLike) -> Floats:
    """Return the standard normal quantile of each rate, float64 of the same shape.

    Raises UsageError where a rate does not lie between 0 and 1, both excluded.
    """
    rates = np.asarray(rate, dtype=np.float64)
    if not np.all((rates > 0) & (rates < 1)):
        raise UsageError("Only rates between 0 and 1, both excluded, have a normal deviate. Leave the others out.")
    normal = NormalDist()
    return np.array([normal.inv_cdf(value) for value in rates.ravel().tolist()], dtype=np.float64).reshape(rates.shape)


def cllr(genuine: ArrayLike, impostor: ArrayLike) -> float:
    """Return the cost of likelihood ratios in bits: 0 is perfect, 1 tells nothing, more than 1 misleads.

    genuine, impostor: **log10** likelihood ratios.

    Source: N. Brümmer and J. du Preez, 'Application-independent evaluation of speaker detection', Computer Speech and
    Language 20, 2006, eq. for C_llr: ½ (mean over genuine of log2(1 + 1/LR) + mean over impostors of log2(1 + LR)).

    Raises ProtocolError as `error_curve` does.
    """
    bits_of_10 = np.log2(10.0)
    own, other = _scores(genuine, "genuine"), _scores(impostor, "impostor")
    missed = np.logaddexp2(0.0, -own * bits_of_10)
    fooled = np.logaddexp2(0.0, other * bits_of_10)
    return float(0.5 * (missed.mean() + fooled.mean()))


def minimum_cllr(genuine: ArrayLike, impostor: ArrayLike) -> float:
    """Return the smallest `cllr` that a rising map of these scores could reach, 0 … 1.

    Source: as `cllr`; the best rising map is the isotonic regression of the labels (pool adjacent violators).

    genuine, impostor: scores in any unit. Raises ProtocolError as `error_curve` does.
    """
    own, other = _scores(genuine, "genuine"), _scores(impostor, "impostor")
    scores = np.unique(np.concatenate((own, other)))
    own_here = np.bincount(np.searchsorted(scores, own), minlength=scores.size).astype(np.float64)
    other_here = np.bincount(np.searchsorted(scores, other), minlength=scores.size).astype(np.float64)
    cost = 0.0
    for own_pooled, other_pooled in _pool_adjacent_violators(own_here, other_here):
        # the block's likelihood ratio is its share of all genuine over its share of all impostors
        p, q = own_pooled / own.size, other_pooled / other.size
        if p > 0 and q > 0:  # otherwise the ratio is 0 or infinite, rightly, and costs nothing
            cost += 0.5 * (p * np.log2(1.0 + q / p) + q * np.log2(1.0 + p / q))
    return float(cost)


def mean_and_sd(values: ArrayLike) -> tuple[float, float]:
    """Return mean and standard deviation (ddof 1) over draws; the deviation of one value is nan.

    Raises ProtocolError where there is no value.
    """
    array = np.asarray(values, dtype=np.float64).ravel()
    if array.size == 0:
        raise ProtocolError("There is no value to take a mean of. Make at least one draw.")
    return float(array.mean()), float(array.std(ddof=1)) if array.size > 1 else float("nan")


def _pool_adjacent_violators(own: Floats, other: Floats) -> Sequence[tuple[float, float]]:
    """Merge neighbours, in rising order of score, until the genuine share rises from block to block."""
    blocks: list[tuple[float, float]] = []
    for block in zip(own.tolist(), other.tolist(), strict=True):
        merged = block
        # share of the block before ≥ share of this one, without dividing
        while blocks and blocks[-1][0] * merged[1] >= merged[0] * blocks[-1][1]:
            last = blocks.pop()
            merged = (last[0] + merged[0], last[1] + merged[1])
        blocks.append(merged)
    return blocks


def _scores(values: ArrayLike, which: str) -> Floats:
    array = np.asarray(values, dtype=np.float64).ravel()
    if array.size == 0:
        raise ProtocolError(f"There is no {which} score, so no error rate. Test at least one {which} signature.")
    if not np.all(np.isfinite(array)):
        raise ProtocolError(f"A {which} score is not a finite number. Leave out what could not be scored.")
    return array
