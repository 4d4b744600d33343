"""The figures of one kind of impostor, from scores over several draws of references."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sigverify.errors import ProtocolError
from sigverify.evaluation.bootstrap import Interval
from sigverify.evaluation.error_rates import (
    cllr,
    equal_error_rate,
    fmr_at_recall,
    mean_and_sd,
    minimum_cllr,
    rates_at,
    rates_at_fmr,
)
from sigverify.evaluation.repeated_draws import (
    Draws,
    Floats,
    common_difference,
    common_interval,
    joined,
    signer_equal_error_rates,
    signer_mean_interval,
    signers_of,
)

RECALL = 0.95
FMR = 0.01

_RATES = ("common_eer_percent", "signer_eer_percent", "fmr_at_95_recall_percent", "fnmr_at_1_fmr_percent")
_INTERVALS = ("common_eer_percent_interval", "signer_eer_percent_interval")
_POOLED = (
    "cllr",
    "minimum_cllr",
    "forgeries_accepted_percent",
    "forgeries_referred_percent",
    "forgeries_rejected_percent",
    "genuine_accepted_percent",
    "genuine_referred_percent",
    "genuine_rejected_percent",
    "forgeries_misleading_percent",
    "genuine_misleading_percent",
)


@dataclass(frozen=True, kw_only=True)
class Lines:
    """A model's own two lines, log10 likelihood ratios: accepted from the one, rejected below the other."""

    accept_at: float
    reject_below: float


def rates_over_draws(by_draw: Draws, lines: Lines | None, *, ratios: bool = True) -> dict[str, Any]:
    """Return the figures for one kind of impostor, in per cent but for the costs and the numbers of trials.

    Equal error rates, with their intervals over signers, the FMR at 95 % recall and the FNMR at an FMR of at most 1 %
    are means over draws, with the sd over draws; the costs of the ratios, what the model's own two lines do and whom
    the ratio misleads (forgeries from a ratio of 1 upwards, genuine signatures below it) are of all draws' trials.

    lines: None where there are none. ratios: whether scores are log10 likelihood ratios; else only the least cost is
    told. What cannot be told is None.
    """
    used = [draw for draw in by_draw if draw]
    figures: dict[str, Any] = {"signers": len(signers_of(used)), "genuine_trials": 0, "forgery_trials": 0}
    figures |= dict.fromkeys((*_RATES, *(f"{name}_sd" for name in _RATES), *_INTERVALS, *_POOLED))
    if not used:
        return figures
    pooled = [joined(draw) for draw in used]
    over_draws = (
        [equal_error_rate(*pair)[0] for pair in pooled],
        np.nanmean(signer_equal_error_rates(used), axis=1),
        [fmr_at_recall(*pair, recall=RECALL) for pair in pooled],
        [rates_at_fmr(*pair, FMR).fnmr for pair in pooled],
    )
    for name, values in zip(_RATES, over_draws, strict=True):
        mean, sd = mean_and_sd(100 * np.array(values))
        figures |= {name: mean, f"{name}_sd": None if np.isnan(sd) else sd}
    enough = figures["signers"] > 1
    intervals = (common_interval(used), signer_mean_interval(used)) if enough else (None, None)
    genuine, forged = (np.concatenate(side) for side in zip(*pooled, strict=True))
    figures |= dict(zip(_INTERVALS, map(_percent_bounds, intervals), strict=True))
    figures |= {"genuine_trials": int(genuine.size), "forgery_trials": int(forged.size)}
    figures["minimum_cllr"] = minimum_cllr(genuine, forged)
    if ratios:
        at_one = rates_at(genuine, forged, 0.0)
        figures["cllr"] = cllr(genuine, forged)
        figures |= {"forgeries_misleading_percent": 100 * at_one.fmr, "genuine_misleading_percent": 100 * at_one.fnmr}
    return figures if lines is None else figures | _at_lines(genuine, forged, lines)


def difference_between(ours: Draws, theirs: Draws) -> Interval | None:
    """Return the common equal error rate of ours less that of theirs, 0 … 1, with its interval over signers.

    None where they were not tested in the same trials, or of fewer than two signers.
    """
    used = [(mine, other) for mine, other in zip(ours, theirs, strict=False) if mine or other]
    same = len(ours) == len(theirs) and all(
        mine.keys() == other.keys()
        and all(len(mine[name][side]) == len(other[name][side]) for name in mine for side in (0, 1))
        for mine, other in used
    )
    if not same:
        return None
    try:
        return common_difference([mine for mine, _ in used], [other for _, other in used])
    except ProtocolError:  # a signer alone
        return None


def _at_lines(genuine: Floats, forged: Floats, lines: Lines) -> dict[str, float]:
    at_accept, at_reject = (rates_at(genuine, forged, line) for line in (lines.accept_at, lines.reject_below))
    return {
        "forgeries_accepted_percent": 100 * at_accept.fmr,
        "forgeries_referred_percent": 100 * (at_reject.fmr - at_accept.fmr),
        "forgeries_rejected_percent": 100 * (1.0 - at_reject.fmr),
        "genuine_accepted_percent": 100 * (1.0 - at_accept.fnmr),
        "genuine_referred_percent": 100 * (at_accept.fnmr - at_reject.fnmr),
        "genuine_rejected_percent": 100 * at_reject.fnmr,
    }


def _percent_bounds(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [100 * interval.low, 100 * interval.high]
