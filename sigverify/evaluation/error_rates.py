"""Error rates of scores, **larger = more genuine**: FMR and FNMR, equal error rate, ROC, DET, Cllr, Tippett curves.

One definition each.

A signature is accepted when its score is at or above the threshold. FMR (false match rate) is the share of impostors
accepted, FNMR (false non-match rate) the share of genuine signatures rejected: ISO/IEC 19795-1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sigverify.errors import ProtocolError, UsageError
from sigverify.sentences import said

Floats = NDArray[np.float64]

_NUMBERS_AT_ONCE = 2_000_000  # of rates at all thresholds, to bound memory


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
    own, other = _scores(genuine, said("genuine")), _scores(impostor, said("impostor"))
    threshold = np.unique(np.concatenate((own, other)))
    below_own = np.searchsorted(np.sort(own), threshold, side="left")
    below_other = np.searchsorted(np.sort(other), threshold, side="left")
    return ErrorCurve(
        threshold=np.append(threshold, np.inf),
        # a quotient, not 1 − a quotient: rates that are equal as fractions are equal as numbers
        fmr=np.append((other.size - below_other) / other.size, 0.0),
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
    rates, places, shares = _where_equal(curve.fmr[np.newaxis], curve.fnmr[np.newaxis])
    rate, after, share = float(rates[0]), int(places[0]), float(shares[0])
    low, high = float(curve.threshold[after - 1]), float(curve.threshold[after])
    if np.isinf(high):
        return rate, low
    if share == 1:  # the point itself lies on the line
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
        raise ProtocolError(said("No signer has scores, so there is no mean over signers. Score at least one signer."))
    return float(np.mean(rates))


def resampled_equal_error_rates(pairs: Sequence[tuple[ArrayLike, ArrayLike]], times: ArrayLike) -> Floats:
    """Return the equal error rate at a common threshold for signers drawn again, float64 (resamples,).

    pairs: (genuine scores, impostor scores) of each signer, none of them empty.
    times: how often each signer was drawn, whole numbers from 0, (resamples, signers).

    Each rate is what `equal_error_rate` gives for all scores of the drawn signers, a signer's as often as he was
    drawn; nan where nobody was. The scores are sorted once, whatever the number of resamples.

    Raises ProtocolError as `error_curve` does.
    """
    own, own_signer = _in_order([_scores(genuine, said("genuine")) for genuine, _ in pairs])
    other, other_signer = _in_order([_scores(impostor, said("impostor")) for _, impostor in pairs])
    threshold = np.unique(np.concatenate((own, other)))
    own_place, other_place = np.searchsorted(own, threshold), np.searchsorted(other, threshold)
    drawn = np.asarray(times, dtype=np.float64)
    rates = np.full(len(drawn), np.nan)
    rows = np.flatnonzero(drawn.any(axis=1))
    batch = max(1, _NUMBERS_AT_ONCE // threshold.size)
    for start in range(0, rows.size, batch):
        part = rows[start : start + batch]
        # how many drawn scores lie below each score, and below infinity
        own_below = np.pad(np.cumsum(drawn[part][:, own_signer], axis=1), ((0, 0), (1, 0)))
        other_below = np.pad(np.cumsum(drawn[part][:, other_signer], axis=1), ((0, 0), (1, 0)))
        own_size, other_size = own_below[:, -1:], other_below[:, -1:]
        fmr = (other_size - other_below[:, np.append(other_place, -1)]) / other_size
        fnmr = own_below[:, np.append(own_place, -1)] / own_size
        rates[part] = _where_equal(fmr, fnmr)[0]
    return rates


def rates_at(genuine: ArrayLike, impostor: ArrayLike, threshold: float) -> Rates:
    """Return both error rates at one threshold.

    Raises ProtocolError as `error_curve` does, and UsageError where the threshold is not a number.
    """
    if np.isnan(threshold):
        raise UsageError(said("The threshold is not a number. Give a score."))
    own, other = _scores(genuine, said("genuine")), _scores(impostor, said("impostor"))
    return Rates(
        threshold=float(threshold), fmr=float(np.mean(other >= threshold)), fnmr=float(np.mean(own < threshold))
    )


def rates_at_fmr(genuine: ArrayLike, impostor: ArrayLike, fmr: float) -> Rates:
    """Return the rates at the lowest threshold whose FMR is at most `fmr`, 0 … 1: the smallest FNMR for that FMR.

    The threshold is one of the scores, or infinity where nothing less keeps the FMR.

    Raises ProtocolError as `error_curve` does, and UsageError where `fmr` is out of range.
    """
    if not 0 <= fmr <= 1:
        raise UsageError(said("A false match rate lies between 0 and 1, found {fmr}.", fmr=fmr))
    curve = error_curve(genuine, impostor)
    at = int(np.argmax(curve.fmr <= fmr))
    return Rates(threshold=float(curve.threshold[at]), fmr=float(curve.fmr[at]), fnmr=float(curve.fnmr[at]))


def fmr_at_recall(genuine: ArrayLike, impostor: ArrayLike, recall: float = 0.95) -> float:
    """Return the FMR, 0 … 1, at the highest threshold that accepts at least the share `recall` of genuine scores.

    At 0.95 this is the 'error at 95 % recall' (FPR95) by which S. Zagoruyko and N. Komodakis, 'Learning to compare
    image patches via convolutional neural networks', CVPR 2015, compare networks. Nothing is interpolated: the
    threshold is a genuine score, and impostors that tie with it count as accepted.

    Raises ProtocolError as `error_curve` does, and UsageError where `recall` is out of range.
    """
    if not 0 < recall <= 1:
        raise UsageError(said("A recall lies above 0 and is at most 1, found {recall}.", recall=recall))
    own, other = np.sort(_scores(genuine, said("genuine"))), _scores(impostor, said("impostor"))
    # how many genuine scores may be missed; the hair mends (1 − 0.93) · 100, which rounding leaves below 7
    missed = min(int((1.0 - recall) * own.size + 1e-9), own.size - 1)
    return float(np.mean(other >= own[missed]))


def roc_points(genuine: ArrayLike, impostor: ArrayLike) -> tuple[Floats, Floats]:
    """Return the ROC's points (FMR, recall) from (0, 0) to (1, 1), each float64 (n + 1,); recall = 1 − FNMR.

    Raises ProtocolError as `error_curve` does.
    """
    curve = error_curve(genuine, impostor)
    return curve.fmr[::-1], 1.0 - curve.fnmr[::-1]


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
        raise UsageError(
            said("Only rates between 0 and 1, both excluded, have a normal deviate. Leave the others out.")
        )
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
    own, other = _scores(genuine, said("genuine")), _scores(impostor, said("impostor"))
    missed = np.logaddexp2(0.0, -own * bits_of_10)
    fooled = np.logaddexp2(0.0, other * bits_of_10)
    return float(0.5 * (missed.mean() + fooled.mean()))


@dataclass(frozen=True, kw_only=True, eq=False)
class TippettCurves:
    """Shares of trials whose likelihood ratio is at least so large.

    log10_ratio: float64 (n,), each different value in rising order.
    genuine, impostor: float64 (n,), share of each with a ratio ≥ that, falling from 1. Between two values the share
        is that of the upper one; beyond the last it is 0.
    """

    log10_ratio: Floats
    genuine: Floats
    impostor: Floats


def tippett_curves(genuine: ArrayLike, impostor: ArrayLike) -> TippettCurves:
    """Return the Tippett curves of **log10** likelihood ratios.

    Source: C. F. Tippett et al., 'The evidential value of the comparison of paint flakes', Journal of the Forensic
    Science Society 8, 1968; in this form D. Meuwly, 2001. Where the impostors' curve stands at 0 is the share of
    impostors for whom the ratio misleads; 1 minus the genuine curve there, that of genuine signatures.

    Raises ProtocolError as `error_curve` does.
    """
    curve = error_curve(genuine, impostor)
    return TippettCurves(log10_ratio=curve.threshold[:-1], genuine=1.0 - curve.fnmr[:-1], impostor=curve.fmr[:-1])


def minimum_cllr(genuine: ArrayLike, impostor: ArrayLike) -> float:
    """Return the smallest `cllr` that a rising map of these scores could reach, 0 … 1.

    Source: as `cllr`; the best rising map is the isotonic regression of the labels (pool adjacent violators).

    genuine, impostor: scores in any unit. Raises ProtocolError as `error_curve` does.
    """
    own, other = _scores(genuine, said("genuine")), _scores(impostor, said("impostor"))
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
        raise ProtocolError(said("There is no value to take a mean of. Make at least one draw."))
    return float(array.mean()), float(array.std(ddof=1)) if array.size > 1 else float("nan")


def points(difference: float) -> str:
    """Return a difference of two error rates, −1 … 1, in points of a per cent, with its sign: '−0.4'."""
    rounded = round(100 * difference, 1)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded):.1f}"


def _in_order(scores: Sequence[Floats]) -> tuple[Floats, NDArray[np.intp]]:
    """Return the scores of all signers in rising order, and each one's signer."""
    signer = np.repeat(np.arange(len(scores)), [part.size for part in scores])
    together = np.concatenate(scores)
    order = np.argsort(together, kind="stable")
    return together[order], signer[order]


def _where_equal(fmr: Floats, fnmr: Floats) -> tuple[Floats, NDArray[np.intp], Floats]:
    """Return where straight lines between successive points, (curves, n) each, first meet FMR = FNMR.

    Returns the rate there, the place of the point at or after it, and the share of the way to that point from the one
    before, each (curves,). FMR falls from 1 to 0 and FNMR rises from 0 to 1.
    """
    difference = fmr - fnmr
    curves = np.arange(len(difference))
    after = np.argmax(difference <= 0, axis=1)
    at, before = (curves, after), (curves, after - 1)
    share = difference[before] / (difference[before] - difference[at])
    return fmr[before] + share * (fmr[at] - fmr[before]), after, share


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
        raise ProtocolError(
            said("There is no {which} score, so no error rate. Test at least one {which} signature.", which=which)
        )
    if not np.all(np.isfinite(array)):
        raise ProtocolError(
            said("A {which} score is not a finite number. Leave out what could not be scored.", which=which)
        )
    return array
