"""From distances to one number: how one comparator's distances to several references make one score.

Each comparator has a rule. `SpreadRule`: with references' mean distance to their nearest fellow d_min and their mean
pairwise distance d_mean, s = min(q) / √d_min + mean(q) / √d_mean for distances q of the questioned signature. The
square root lies between no normalisation, which judges unsteady signers as if they were steady, and full normalisation,
which trusts a spread estimated from few references too much (Fierrez-Aguilar et al. 2005 compare such target-dependent
score normalisations). The fewer references there are, the nearer it comes to none, see `Spread`. What a distance is
measured in, the unit, follows the references too: frames of a busy hand lie farther from their neighbours than those of
a plain one, and so does whatever the hand writes again. So the unit is the usual distance times the root of how much
farther; that is ours, as the shrinkage is. `DensityRule`: the normal density of the references' vectors, see
`normal_density`.

A rule holds what was measured on the calibration signers. Given the references of one template it makes a `Scorer`,
which all that scores asks: verdict, live score, band, standings and trials.
"""

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np

from sigverify.errors import ModelError
from sigverify.ink.recording import Floats
from sigverify.sentences import said
from sigverify.verification.comparators import Frames
from sigverify.verification.normal_density import NormalDensity, variances_within

SPREAD_FLOOR = 0.3
"""Share of the usual genuine distance below which a spread counts as that share: copies have none at all."""

_MOST_BUSY = 4.0
"""Times the usual step, or part of it, that count: the calibration signers do not reach farther."""

_STEP = struct.Struct("<d")

SHRINKAGE = 0.5
"""References' worth of trust in the usual spread rather than in the references' own."""


class Scorer(Protocol):
    """The references of one template in one comparator, ready to judge.

    Scores are pure numbers, smaller is closer; 2 is what genuine signatures usually score.
    """

    @property
    def compact(self) -> bytes:
        """Return what decides, in the form that a template keeps; b'' where the references' distances do."""

    def each_alone(self, distances: Floats) -> Floats:
        """Return what each reference alone would score, float64 (..., N), of distances (..., N)."""

    def combined(self, questioned: Sequence[Frames], distances: Floats) -> Floats:
        """Return the score over all references, float64 (Q,), of Q questioned signatures and distances (Q, N)."""


class Rule(Protocol):
    """How one comparator judges by several references.

    What it holds was measured on the calibration signers.
    """

    @property
    def unit(self) -> float:
        """Return the usual genuine distance, which makes scores pure numbers."""

    @property
    def variances(self) -> tuple[float, ...]:
        """Return the variances within signers, one of each feature; () where distances decide."""

    @property
    def usual_step(self) -> float | None:
        """Return the usual step between neighbouring frames, by `step_of`; None where it does not count."""

    @property
    def shrinkage(self) -> float:
        """Return how far the references' spread is drawn towards the usual one, as of `Spread.of`."""

    def scorer(self, references: Sequence[Frames], distances: Floats, compact: bytes = b"") -> Scorer:
        """Return the scorer of N references.

        distances: symmetric (N, N), between references; compact: what a template kept, b'' works it out anew.
        """

    def levelled(self, folds: Sequence[Self]) -> Self:
        """Return this rule of a network that learnt from all signers, brought to the level of the folds' rules.

        Those were measured on signers whom their networks never saw, so that they are what a new signer will meet.
        """


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far the references of one template lie from one another, in one comparator.

    nearest: mean distance to the nearest fellow; mean: mean pairwise distance. None of them with one reference.
    exponent: by which they divide a distance, together with that of the unit 1.
    """

    nearest: float | None
    mean: float | None
    exponent: float = 0.5

    @staticmethod
    def of(distances: Floats, shrinkage: float = 0.0) -> "Spread":
        """Return the spread of a symmetric matrix (N, N) of distances between references.

        shrinkage: k in the exponent ½ · (N − 1) / (N − 1 + k). The log of the spread, of which N references give N − 1
        looks, is drawn towards that of the unit as if k looks had found the usual one.
        """
        count = len(distances)
        if count < 2:
            return Spread(nearest=None, mean=None)
        off = distances[~np.eye(count, dtype=bool)].reshape(count, count - 1)
        exponent = 0.5 * (count - 1) / (count - 1 + shrinkage)
        return Spread(nearest=float(off.min(axis=1).mean()), mean=float(off.mean()), exponent=exponent)

    def divisors(self, unit: float) -> tuple[float, float] | None:
        """Return what divides the nearest and the mean distance; None with one reference.

        unit: the comparator's usual genuine distance.
        """
        if self.nearest is None or self.mean is None:
            return None
        near, mean = (max(value / unit, SPREAD_FLOOR) ** self.exponent for value in (self.nearest, self.mean))
        return unit * near, unit * mean


def per_reference(distances: Floats, spread: Spread, unit: float) -> Floats:
    """Return what each reference alone would score, float64 (..., N); smaller is closer.

    distances: (..., N); unit: the comparator's usual genuine distance, which makes the result a pure number.

    One reference has no spread: its score is twice the plain distance over the unit, so that numbers of
    references stay roughly on one scale.
    """
    divisors = spread.divisors(unit)
    if divisors is None:
        return 2.0 * distances / unit
    return distances / divisors[0] + distances / divisors[1]


def combined(distances: Floats, spread: Spread, unit: float) -> Floats:
    """Return the score over all references, float64 (...), of distances (..., N); smaller is closer."""
    divisors = spread.divisors(unit)
    if divisors is None:
        return np.asarray(2.0 * distances.mean(axis=-1) / unit)
    return np.asarray(distances.min(axis=-1) / divisors[0] + distances.mean(axis=-1) / divisors[1])


@dataclass(frozen=True, kw_only=True)
class SpreadScorer:
    """Distances set against the references' own spread.

    step: by `step_of`, of the references; None where it does not count.
    """

    spread: Spread
    unit: float
    step: float | None = None

    @property
    def compact(self) -> bytes:
        """Return the step in eight bytes, which all frames are needed to find; b'' where it does not count."""
        return b"" if self.step is None else _STEP.pack(self.step)

    def each_alone(self, distances: Floats) -> Floats:
        """Return `per_reference`."""
        return per_reference(distances, self.spread, self.unit)

    def combined(self, questioned: Sequence[Frames], distances: Floats) -> Floats:
        """Return `combined` of the distances, which say all."""
        del questioned
        return combined(distances, self.spread, self.unit)


@dataclass(frozen=True, kw_only=True)
class SpreadRule:
    """Judges by distances against the references' own spread.

    usual_step: by `step_of`, of the calibration signers; None where frames have no neighbours, or nobody measured it.
    shrinkage: as of `Spread.of`.
    """

    unit: float
    usual_step: float | None = None
    shrinkage: float = 0.0

    @property
    def variances(self) -> tuple[float, ...]:
        """Return (): distances decide."""
        return ()

    def scorer(self, references: Sequence[Frames], distances: Floats, compact: bytes = b"") -> SpreadScorer:
        """Return the scorer of the references: the distances between them count, and the steps between their frames."""
        step = None
        if self.usual_step is not None:
            step = _kept_step(compact) if compact else step_of(references)
        spread = Spread.of(distances, self.shrinkage)
        return SpreadScorer(spread=spread, unit=self.unit * self._busy(step), step=step)

    def levelled(self, folds: Sequence["SpreadRule"]) -> "SpreadRule":
        """Return the rule with the folds' mean unit and step."""
        steps = [fold.usual_step for fold in folds if fold.usual_step is not None]
        return replace(self, unit=_mean_unit(folds), usual_step=float(np.mean(steps)) if steps else None)

    def _busy(self, step: float | None) -> float:
        """Return by what the unit grows for references of this step."""
        if self.usual_step is None or step is None:
            return 1.0
        return math.sqrt(min(max(step / self.usual_step, 1 / _MOST_BUSY), _MOST_BUSY))


def step_of(signatures: Sequence[Frames]) -> float | None:
    """Return the mean Euclidean distance between neighbouring frames, mean over signatures.

    None where no signature has two frames, or all of them are alike.
    """
    means = [np.linalg.norm(np.diff(frames, axis=0), axis=1).mean() for frames in signatures if len(frames) > 1]
    return float(np.mean(means)) if means and max(means) > 0 else None


def _kept_step(compact: bytes) -> float:
    """Return the step that a template kept; raises ModelError where it is damaged."""
    step = float(_STEP.unpack(compact)[0]) if len(compact) == _STEP.size else math.nan
    if not 0 < step < math.inf:
        raise ModelError(said("The compact template is damaged. Make it again from the references."))
    return step


@dataclass(frozen=True, kw_only=True)
class DensityScorer:
    """The normal density of all references together; each alone by its distance, as `alone` does."""

    density: NormalDensity
    alone: SpreadScorer

    @property
    def compact(self) -> bytes:
        """Return means and variances, a byte each."""
        return self.density.to_bytes()

    def each_alone(self, distances: Floats) -> Floats:
        """Return the score of each reference alone, by its distance: one vector makes no density."""
        return self.alone.each_alone(distances)

    def combined(self, questioned: Sequence[Frames], distances: Floats) -> Floats:
        """Return twice the mean squared standardised deviation."""
        del distances  # vectors say all
        return 2.0 * self.density.deviation(_vectors(questioned))


@dataclass(frozen=True, kw_only=True)
class DensityRule:
    """Judges by the normal density of the references' vectors.

    variances: within signers, one of each feature.
    """

    unit: float
    variances: tuple[float, ...]

    @property
    def usual_step(self) -> None:
        """Return None: a vector has no neighbours."""
        return

    @property
    def shrinkage(self) -> float:
        """Return 0: distances decide for each reference alone only, which has no spread."""
        return 0.0

    def scorer(self, references: Sequence[Frames], distances: Floats, compact: bytes = b"") -> DensityScorer:
        """Return the scorer of the references, by what a template kept of them where it did."""
        density = (
            NormalDensity.from_bytes(compact)
            if compact
            else NormalDensity.of(_vectors(references), np.array(self.variances))
        )
        return DensityScorer(density=density, alone=SpreadScorer(spread=Spread.of(distances), unit=self.unit))

    def levelled(self, folds: Sequence["DensityRule"]) -> "DensityRule":
        """Return the rule with the folds' mean unit, its variances scaled to the folds' mean level.

        Features of different networks have nothing to do with each other, so that only the level is theirs.
        """
        level = np.mean([np.mean(rule.variances) for rule in folds]) / np.mean(self.variances)
        scaled = tuple(float(level * variance) for variance in self.variances)
        return replace(self, unit=_mean_unit(folds), variances=scaled)


def measured_rule(references: str, unit: float, signers: Sequence[Sequence[Frames]]) -> Rule:
    """Return the rule that `references` names, 'spread' or 'density', with what it needs to know.

    unit: usual genuine distance; signers: the genuine signatures of each as the comparator represents them, 2 or more.
    """
    if references == "density":
        variances = variances_within([_vectors(frames) for frames in signers])
        return DensityRule(unit=unit, variances=tuple(variances.tolist()))
    steps = [step for frames in signers if (step := step_of(frames)) is not None]
    return SpreadRule(unit=unit, usual_step=float(np.median(steps)) if steps else None, shrinkage=SHRINKAGE)


def each_alone(scorers: Sequence[Scorer], distances: Sequence[Floats]) -> Floats:
    """Return every comparator's scores of each reference alone, float64 (..., N, comparators)."""
    return np.stack([scorer.each_alone(row) for scorer, row in zip(scorers, distances, strict=True)], axis=-1)


def together(scorers: Sequence[Scorer], questioned: Sequence[Sequence[Frames]], distances: Sequence[Floats]) -> Floats:
    """Return every comparator's scores over all references, float64 (Q, comparators).

    questioned, distances: by comparator, Q signatures as it represents them and (Q, N).
    """
    parts = zip(scorers, questioned, distances, strict=True)
    return np.stack([scorer.combined(frames, table) for scorer, frames, table in parts], axis=-1)


def _mean_unit(rules: Sequence[Rule]) -> float:
    return float(np.mean([rule.unit for rule in rules]))


def _vectors(frames: Sequence[Frames]) -> Floats:
    """Return one vector a signature as float64 (signatures, d)."""
    if any(len(rows) != 1 for rows in frames):
        raise ModelError(said("A normal density needs one vector a signature, and this network gives several frames."))
    return np.concatenate(frames).astype(np.float64)
