"""From scores to a likelihood ratio and thresholds, learnt on signers that the network never saw.

Logistic regression of genuine against skilled forged trials with both classes given equal weight: its log odds
are a calibrated log likelihood ratio for the two propositions 'the claimed signer wrote it' and 'someone imitated
it' (Brümmer & du Preez 2006; Morrison 2013). It works on logs of distances: the tail of forgeries is long, and on a
plain scale the farthest of them, which need no deciding, would dictate the weights.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sigverify.errors import ModelError, ProtocolError
from sigverify.ink.recording import Floats

MOST_REFERENCES = 12
"""A template holds at most this many references."""

_RIDGE = 1e-3

_SMALLEST = 0.05
"""Combined distances below this, a fortieth of the usual genuine one, count as this: copies have distance 0."""


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """For one number of references.

    weights: of the log of each comparator's distance, ≥ 0; bias: log10 likelihood ratio at distance 1.
    accept_at: log10 likelihood ratio at or above which a signature is accepted.
    reject_below: log10 likelihood ratio below which it is rejected; between the two lies `refer`.
    cap: largest |log10 likelihood ratio| that this many calibration trials can carry.
    genuine, forged: trials it was learnt from.
    """

    weights: tuple[float, ...]
    bias: float
    accept_at: float
    reject_below: float
    cap: float
    genuine: int
    forged: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", tuple(self.weights))
        numbers = np.array([*self.weights, self.bias, self.accept_at, self.reject_below, self.cap])
        if not np.isfinite(numbers).all() or min(self.weights, default=-1.0) < 0 or sum(self.weights) <= 0:
            raise ModelError("The calibration in the model's card is damaged. Train or install the model again.")
        if self.reject_below > self.accept_at:
            raise ModelError("The model's card rejects above where it accepts. Train or install the model again.")

    def score(self, combined: Floats) -> Floats:
        """Return log10 likelihood ratios (...), larger is more genuine, of combined distances (..., comparators)."""
        return self.bias - _logs(combined) @ np.array(self.weights)

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


def calibrate(genuine: Floats, forged: Floats, point: OperatingPoint, *, draws: int = 1) -> Calibration:
    """Learn a calibration from combined distances of genuine and of skilled forged trials, (trials, comparators) each.

    draws: how many times each forgery was tried, against other references: trials that repeat carry no more.

    Raises ProtocolError where either has fewer than 20 trials.
    """
    if min(len(genuine), len(forged)) < 20:
        raise ProtocolError(
            f"Calibration needs at least 20 genuine and 20 forged trials, found {len(genuine)} and {len(forged)}. "
            "Add signers or forgeries to the held-out part."
        )
    near, far = _logs(genuine), _logs(forged)
    weights, bias = _logistic(near, far)
    genuine_score = (bias - near @ weights) / np.log(10)
    forged_score = (bias - far @ weights) / np.log(10)
    accept = float(np.quantile(forged_score, 1 - point.false_matches))
    reject = float(np.quantile(genuine_score, point.false_non_matches))
    if reject > accept:  # so well apart that no zone of doubt is left: one line in the middle
        accept = reject = (accept + reject) / 2
    return Calibration(
        weights=tuple(float(w / np.log(10)) for w in weights),
        bias=float(bias / np.log(10)),
        accept_at=accept,
        reject_below=reject,
        cap=float(np.log10(min(len(genuine), len(forged)) / draws)),
        genuine=len(genuine) // draws,
        forged=len(forged) // draws,
    )


def _logistic(genuine: Floats, forged: Floats) -> tuple[Floats, float]:
    """Minimise the class-balanced logistic loss over weights ≥ 0 and a bias, with a faint ridge."""
    columns = genuine.shape[1]
    pooled = np.concatenate((genuine, forged))
    centre, scale = pooled.mean(axis=0), np.maximum(pooled.std(axis=0), 1e-9)
    g, f = (genuine - centre) / scale, (forged - centre) / scale

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = parameters[:-1], parameters[-1]
        margin_g, margin_f = bias - g @ weights, -(bias - f @ weights)
        value = np.logaddexp(0, -margin_g).mean() + np.logaddexp(0, -margin_f).mean() + _RIDGE * (weights**2).sum()
        pull_g, pull_f = _sigmoid(-margin_g) / len(g), _sigmoid(-margin_f) / len(f)
        slope = np.concatenate((pull_g @ g - pull_f @ f + 2 * _RIDGE * weights, [pull_f.sum() - pull_g.sum()]))
        return float(value), slope

    bounds = [(0.0, None)] * columns + [(None, None)]
    found = minimize(loss, np.concatenate((np.ones(columns), [0.0])), jac=True, method="L-BFGS-B", bounds=bounds)
    weights = np.maximum(found.x[:-1], 0.0)
    if weights.sum() <= 0:
        raise ProtocolError(
            "On the held-out signers, forgeries lie no farther away than genuine signatures: nothing was learnt. "
            "Check the labels, or train longer."
        )
    return weights / scale, float(found.x[-1] + (weights / scale * centre).sum())


def _logs(distances: Floats) -> Floats:
    return np.log(np.maximum(distances, _SMALLEST))


def _sigmoid(values: Floats) -> Floats:
    return 0.5 * (1 + np.tanh(values / 2))
