"""Equal error rates over several draws of references, and how sure they are.

A protocol draws references several times. Here a draw is a mapping from signer to (genuine scores, impostor scores),
larger = more genuine, that holds only signers with both; what a signer is called does not matter.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import ProtocolError
from sigverify.evaluation.bootstrap import Interval, Times, signer_interval
from sigverify.evaluation.error_rates import equal_error_rate, rates_at, resampled_equal_error_rates
from sigverify.sentences import said

Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]
Draws = Sequence[Mapping[str, Pair]]

RESAMPLES, CONFIDENCE = 1000, 0.95
"""Behind every interval: how often signers are drawn again, and the share of those that it holds."""


def signers_of(draws: Draws) -> tuple[str, ...]:
    """Return the signers that were tested in any of the draws, sorted."""
    return tuple(sorted({signer for draw in draws for signer in draw}))


def joined(draw: Mapping[str, Pair]) -> Pair:
    """Return the genuine and the impostor scores of all signers of a draw.

    Raises ProtocolError where there is none.
    """
    if not draw:
        raise ProtocolError(said("No signer was tested in this draw. Use references that can be compared."))
    genuine, impostor = zip(*draw.values(), strict=True)
    return np.concatenate(genuine), np.concatenate(impostor)


def signer_equal_error_rates(draws: Draws) -> Floats:
    """Return each signer's equal error rate at his own threshold, 0 … 1, float64 (draws, signers).

    Signers in the order of `signers_of`; nan where a signer was not tested in a draw.
    """
    signers = signers_of(draws)
    return np.array(
        [[equal_error_rate(*draw[name])[0] if name in draw else np.nan for name in signers] for draw in draws]
    ).reshape(len(draws), len(signers))


def signer_errors_at_common(draws: Draws) -> Floats:
    """Return each signer's mean of FMR and FNMR, 0 … 1, at the threshold of the draw's common equal error rate.

    float64 (draws, signers), signers in the order of `signers_of`; nan where a signer was not tested in a draw.
    """
    signers = signers_of(draws)
    errors = np.full((len(draws), len(signers)), np.nan)
    for row, draw in zip(errors, draws, strict=True):
        if draw:
            threshold = equal_error_rate(*joined(draw))[1]
            for name, pair in draw.items():
                at = rates_at(*pair, threshold)
                row[signers.index(name)] = (at.fmr + at.fnmr) / 2
    return errors


def common_interval(draws: Draws) -> Interval:
    """Return the equal error rate at a common threshold, 0 … 1, mean over draws, with its interval over signers.

    Draws in which nobody was tested do not count. Raises ProtocolError as `signer_interval` does.
    """
    return signer_interval(_common(draws), len(signers_of(draws)), draws=RESAMPLES, confidence=CONFIDENCE)


def common_difference(ours: Draws, theirs: Draws) -> Interval:
    """Return the equal error rate at a common threshold of ours less that of theirs, -1 … 1, with its interval.

    Means over draws, of both in the same draws and for the same signers, who are drawn again for both together: what
    makes a signer hard makes him so for both, and does not blur the difference. Raises ProtocolError as
    `signer_interval` does, and ValueError where not the same signers were tested.
    """
    if [draw.keys() for draw in ours] != [draw.keys() for draw in theirs]:
        raise ValueError("expected the same signers in the same draws")
    mine, other = _common(ours), _common(theirs)

    def figure(times: Times) -> Floats:
        return mine(times) - other(times)

    return signer_interval(figure, len(signers_of(ours)), draws=RESAMPLES, confidence=CONFIDENCE)


def _common(draws: Draws) -> Callable[[Times], Floats]:
    """Return what gives the common equal error rate of each resample, mean over draws."""
    signers = signers_of(draws)
    parts = [(list(draw.values()), [signers.index(name) for name in draw]) for draw in draws if draw]

    def figure(times: Times) -> Floats:
        return _over_draws([resampled_equal_error_rates(pairs, times[:, places]) for pairs, places in parts])

    return figure


def signer_mean_interval(draws: Draws) -> Interval:
    """Return the mean over signers of their own equal error rates, 0 … 1, mean over draws, with its interval.

    Draws in which nobody was tested do not count. Raises ProtocolError as `signer_interval` does.
    """
    rates = signer_equal_error_rates([draw for draw in draws if draw])
    tested = np.isfinite(rates)

    def figure(times: Times) -> Floats:
        with np.errstate(invalid="ignore"):  # 0 / 0 where a resample holds nobody who was tested in that draw
            return _over_draws(list((np.nan_to_num(rates) @ times.T) / (tested @ times.T)))

    return signer_interval(figure, rates.shape[1], draws=RESAMPLES, confidence=CONFIDENCE)


def _over_draws(rates: Sequence[Floats]) -> Floats:
    """Return the mean over draws of each resample, (resamples,), leaving out nan; nan where there is nothing else."""
    table = np.array(rates)
    counted = np.isfinite(table)
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(table).sum(axis=0) / counted.sum(axis=0)
