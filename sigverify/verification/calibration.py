"""From scores to likelihood ratios and thresholds, learnt on signers that the network never saw.

Logistic regression of genuine against skilled forged trials with both classes given equal weight: its log odds
are a calibrated log likelihood ratio for the two propositions 'the claimed signer wrote it' and 'someone imitated
it' (Brümmer & du Preez 2006; Morrison 2013). Weights of several comparators are drawn towards one another: fitted
freely they suit the forgers and the tablets of the calibration, and others less than even ones, which are the sum rule
of Kittler et al. 1998. It works on logs of distances: the tail of forgeries is long, and on a plain scale the farthest
of them, which need no deciding, would dictate the weights.

A second one weighs the claimed signer against a random forgery. Its classes hardly overlap, and between classes that
do not touch a logistic fit grows as steep as its ridge lets it: the edge of the genuine signatures, where no trials
tell anything, would stand as firm as their middle. So it learns the softened targets of Platt 1999 in place of a
ridge: as if one of N + 2 trials had gone the other way. Then the middle of each class lies beyond what N trials can
carry, where the cap limits it, and the ratio falls off gently towards the gap.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import ModelError, ProtocolError
from sigverify.ink.recording import Floats
from sigverify.sentences import joined, said
from sigverify.verification.likelihood_ratio import LikelihoodRatio
from sigverify.verification.lines import OWN_LINES, AskedRates, CarriedLines, LinesUsed, chosen_line, one_in

FEWEST_TRIALS = 20
"""Of either kind: fewer teach no calibration."""

_RIDGE = 1e-3

_APART = 2e-3
"""What it costs that comparators' weights differ: those about as good share evenly, and one that is good for nothing is
still left out. On corpora that were left out, weights fitted freely did worse."""

_LEAST_SPREAD = 1e-9

_SMALLEST = 0.05
"""Combined distances below this, a fortieth of the usual genuine one, count as this: copies have distance 0."""


_DAMAGED = said("The calibration in the model's card is damaged. Train or install the model again.")

_FORGERIES = said("forgeries accepted")


@dataclass(frozen=True, kw_only=True)
class RandomCalibration:
    """The claimed signer against a random forgery, for one number of references.

    weights, bias, cap: as in `Calibration`; genuine, random: trials it was learnt from.
    """

    weights: tuple[float, ...]
    bias: float
    cap: float
    genuine: int
    random: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", _sound(self.weights, self.bias, self.cap))

    def ratio(self, combined: Floats) -> Floats:
        """Return capped log10 likelihood ratios (...) of combined distances (..., comparators)."""
        return np.clip(self.bias - _logs(combined) @ np.array(self.weights), -self.cap, self.cap)


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """For one number of references; the ratio, and what is decided by it, is against a skilled forgery.

    weights: of the log of each comparator's distance, ≥ 0; bias: log10 likelihood ratio at distance 1.
    accept_at: log10 likelihood ratio at or above which a signature is accepted.
    reject_below: log10 likelihood ratio below which it is rejected; between the two lies `refer`.
    cap: largest |log10 likelihood ratio| that this many calibration trials can carry.
    genuine, forged: trials it was learnt from.
    random: against random forgeries; None where the calibration holds none, or learnt nothing from them.
    lines: for chosen error rates; None in cards from before they were kept.
    """

    weights: tuple[float, ...]
    bias: float
    accept_at: float
    reject_below: float
    cap: float
    genuine: int
    forged: int
    random: RandomCalibration | None = None
    lines: CarriedLines | None = None

    def __post_init__(self) -> None:
        weights = _sound(self.weights, self.bias, self.accept_at, self.reject_below, self.cap)
        object.__setattr__(self, "weights", weights)
        if self.random is not None and len(self.random.weights) != len(weights):
            raise ModelError(_DAMAGED)
        if self.reject_below > self.accept_at:
            raise ModelError(said("The model's card rejects above where it accepts. Train or install the model again."))

    def at(self, asked: AskedRates) -> tuple["Calibration", LinesUsed]:
        """Return this calibration with lines for the rates that are asked for, and which they are.

        Each line is that of the largest kept rate not above the one asked for. Where none is carried, the line of the
        smallest rate that is takes its place, else the model's own, and the note says so.
        """
        if asked == OWN_LINES:
            return self, LinesUsed()
        accept, matches, first = self._line(
            asked.false_matches, self.lines.false_matches if self.lines else (), self.accept_at, _FORGERIES
        )
        reject, non_matches, second = self._line(
            asked.false_non_matches,
            self.lines.false_non_matches if self.lines else (),
            self.reject_below,
            said("genuine signatures refused"),
        )
        if reject > accept:  # so well apart that both promises hold anywhere between them
            accept = reject = (accept + reject) / 2
        note: str = joined([first, second])
        if self.lines is None:
            note = said(
                "This model keeps no lines for chosen error rates, for it was calibrated before they were kept: it has "
                "its own two lines only."
            )
        used = LinesUsed(false_matches=matches, false_non_matches=non_matches, note=note)
        return replace(self, accept_at=accept, reject_below=reject), used

    def _line(
        self, asked: float | None, lines: tuple[tuple[float, float], ...], own: float, what: str
    ) -> tuple[float, float | None, str]:
        """Return the line, the rate it keeps (None for the model's own), and '' or why it is not what was asked."""
        if asked is None:
            return own, None, ""
        chosen = chosen_line(lines, asked)
        if chosen is not None:
            return chosen[1], chosen[0], ""
        trials = self.forged if what == _FORGERIES else self.genuine
        if not lines:
            note = said(
                "At most {share} {what} is stricter than the calibration can carry, with {trials} trials of held-out "
                "signers: the model has its own line only.",
                share=one_in(asked),
                what=what,
                trials=trials,
            )
            return own, None, note
        rate, line = lines[0]
        note = said(
            "At most {share} {what} is stricter than the calibration can carry, with {trials} trials of held-out "
            "signers: its strictest line is {strictest}.",
            share=one_in(asked),
            what=what,
            trials=trials,
            strictest=one_in(rate),
        )
        return line, rate, note

    def score(self, combined: Floats) -> Floats:
        """Return log10 likelihood ratios (...), larger is more genuine, of combined distances (..., comparators)."""
        return self.bias - _logs(combined) @ np.array(self.weights)

    def against_skilled(self, combined: Floats) -> LikelihoodRatio:
        """Return the capped ratio against a skilled forgery, of one signature's combined distances (comparators,)."""
        capped = float(np.clip(self.score(combined), -self.cap, self.cap))
        return LikelihoodRatio(against="skilled", log10=capped, cap=self.cap)

    def against_random(self, combined: Floats) -> LikelihoodRatio | None:
        """Return the capped ratio against a random forgery, as `against_skilled`; None where nothing is known."""
        if self.random is None:
            return None
        return LikelihoodRatio(against="random", log10=float(self.random.ratio(combined)), cap=self.random.cap)

    def fused(self, values: Floats) -> Floats:
        """Return the weighted geometric mean (...) over comparators of distances (..., comparators)."""
        return np.exp(_logs(values) @ np.array(self.weights) / sum(self.weights))

    @property
    def decision_distance(self) -> float:
        """The fused distance at which the score meets `accept_at`."""
        return float(np.exp((self.bias - self.accept_at) / sum(self.weights)))

    @property
    def rejection_distance(self) -> float:
        """The fused distance above which the score lies below `reject_below`."""
        return float(np.exp((self.bias - self.reject_below) / sum(self.weights)))


@dataclass(frozen=True, kw_only=True)
class OperatingPoint:
    """What errors the three outcomes may make on held-out signers.

    false_matches: share of skilled forgeries that may be accepted.
    false_non_matches: share of genuine signatures that may be rejected.
    """

    false_matches: float = 0.02
    false_non_matches: float = 0.02


def calibrate(
    genuine: Floats,
    forged: Floats,
    point: OperatingPoint,
    *,
    draws: int = 1,
    weights: tuple[Floats, Floats] | None = None,
) -> Calibration:
    """Learn a calibration from combined distances of genuine and of skilled forged trials, (trials, comparators) each.

    draws: how many times each forgery was tried, against other references: trials that repeat carry no more.
    weights: > 0, of the trials, (trials,) each; alike if left out. Weighted trials carry as much as `carried` says.

    Raises ProtocolError where either has fewer than 20 trials.
    """
    if min(len(genuine), len(forged)) < FEWEST_TRIALS:
        raise ProtocolError(
            said(
                "Calibration needs at least {fewest_trials} genuine and {fewest_trials} forged "
                "trials, found {genuine} and {forged}. Add signers or forgeries to the held-out part.",
                fewest_trials=FEWEST_TRIALS,
                genuine=len(genuine),
                forged=len(forged),
            )
        )
    near, far = _logs(genuine), _logs(forged)
    own, other = weights if weights is not None else (np.ones(len(near)), np.ones(len(far)))
    slopes, bias = _logistic(near, far, ridge=_RIDGE, apart=_APART, counts=(own, other))
    if slopes.sum() <= 0:
        raise ProtocolError(
            said(
                "On the held-out signers, forgeries lie no farther away than genuine signatures: nothing was learnt. "
                "Check the labels, or train longer."
            )
        )
    genuine_score = (bias - near @ slopes) / np.log(10)
    forged_score = (bias - far @ slopes) / np.log(10)
    accept = _quantile(forged_score, 1 - point.false_matches, other)
    reject = _quantile(genuine_score, point.false_non_matches, own)
    if reject > accept:  # so well apart that no zone of doubt is left: one line in the middle
        accept = reject = (accept + reject) / 2
    return Calibration(
        weights=tuple(float(w / np.log(10)) for w in slopes),
        bias=float(bias / np.log(10)),
        accept_at=accept,
        reject_below=reject,
        cap=float(np.log10(min(carried(own), carried(other)) / draws)),
        genuine=len(genuine) // draws,
        forged=len(forged) // draws,
    )


def calibrate_random(genuine: Floats, random: Floats, *, draws: int = 1) -> RandomCalibration | None:
    """Learn a calibration from combined distances of genuine trials and random forgeries, (trials, comparators) each.

    draws: how many times each genuine signature was tried; each random trial is another signature.

    Returns None where there are fewer than FEWEST_TRIALS of either, or where random forgeries lie no farther away than
    genuine signatures: then nothing can be said of them.
    """
    carried = min(len(genuine) / draws, len(random))
    if carried < FEWEST_TRIALS:
        return None
    missed, fooled = 1 / (len(genuine) / draws + 2), 1 / (len(random) + 2)
    weights, bias = _logistic(_logs(genuine), _logs(random), missed=missed, fooled=fooled)
    if weights.sum() <= 0:
        return None
    return RandomCalibration(
        weights=tuple(float(w / np.log(10)) for w in weights),
        bias=float(bias / np.log(10)),
        cap=float(np.log10(carried)),
        genuine=len(genuine) // draws,
        random=len(random),
    )


def carried(weights: Floats) -> float:
    """Return how many trials of one weight say as much as these: (Σw)² / Σw² (Kish 1965, Survey Sampling)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def _quantile(scores: Floats, share: float, weights: Floats) -> float:
    if np.ptp(weights) == 0:
        return float(np.quantile(scores, share))
    return float(np.quantile(scores, share, method="inverted_cdf", weights=weights))


def _logistic(
    genuine: Floats,
    forged: Floats,
    *,
    ridge: float = 0.0,
    apart: float = 0.0,
    missed: float = 0.0,
    fooled: float = 0.0,
    counts: tuple[Floats, Floats] | None = None,
) -> tuple[Floats, float]:
    """Minimise the class-balanced logistic loss over weights ≥ 0 and a bias.

    counts: how much each trial counts in its class, (trials,) each; alike if left out.
    ridge: on standardised weights; apart: on how far the weights, as they are, lie from their mean.
    missed, fooled: the share of each genuine and of each forged trial that counts as one of the other kind.

    Weights of 0 where nothing lies farther away than genuine signatures do.
    """
    from scipy.optimize import minimize  # slow to import, and a decision needs none of it

    columns = genuine.shape[1]
    pooled = np.concatenate((genuine, forged))
    centre, scale = pooled.mean(axis=0), np.maximum(pooled.std(axis=0), _LEAST_SPREAD)
    g, f = (genuine - centre) / scale, (forged - centre) / scale
    own, other = counts if counts is not None else (np.ones(len(g)), np.ones(len(f)))
    own, other = own / own.sum(), other / other.sum()
    even = np.eye(columns) - 1 / columns

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = parameters[:-1], parameters[-1]
        margin_g, margin_f = bias - g @ weights, -(bias - f @ weights)
        # log(1 + e^m) = log(1 + e^−m) + m: what counts as the other class adds its margin
        value = own @ np.logaddexp(0, -margin_g) + other @ np.logaddexp(0, -margin_f) + ridge * (weights**2).sum()
        value += missed * (own @ margin_g) + fooled * (other @ margin_f)
        pull_g, pull_f = (_sigmoid(-margin_g) - missed) * own, (_sigmoid(-margin_f) - fooled) * other
        uneven = even @ (weights / scale)
        value += apart * (uneven**2).sum()
        slope = pull_g @ g - pull_f @ f + 2 * ridge * weights + 2 * apart * (even @ uneven) / scale
        slope = np.concatenate((slope, [pull_f.sum() - pull_g.sum()]))
        return float(value), slope

    # distances that never differ tell nothing
    bounds = [(0.0, None if spread > _LEAST_SPREAD else 0.0) for spread in scale] + [(None, None)]
    found = minimize(loss, np.concatenate((np.ones(columns), [0.0])), jac=True, method="L-BFGS-B", bounds=bounds)
    weights = np.maximum(found.x[:-1], 0.0)
    return weights / scale, float(found.x[-1] + (weights / scale * centre).sum())


def _logs(distances: Floats) -> Floats:
    return np.log(np.maximum(distances, _SMALLEST))


def _sound(weights: tuple[float, ...], *numbers: float) -> tuple[float, ...]:
    """Return weights as a tuple; raises ModelError where one is below 0, all are 0, or a number is not finite."""
    if not np.isfinite([*weights, *numbers]).all() or min(weights, default=-1.0) < 0 or sum(weights) <= 0:
        raise ModelError(_DAMAGED)
    return tuple(weights)


def _sigmoid(values: Floats) -> Floats:
    return 0.5 * (1 + np.tanh(values / 2))
