"""Supervectors as a comparator: which short movements a hand makes, how often and how, whatever their order.

A mixture of Gaussians describes the short movements of everybody, the universal background model. A signature draws its
means towards its own movements, by their posteriors and a relevance (Reynolds, Quatieri & Dunn 2000, adaptation of the
means), and what each mean moved by, over its deviation and times the root of its share, is its vector: the Euclidean
distance of two then bounds how far the two mixtures diverge (Campbell, Sturim & Reynolds 2006). For signatures,
background models were used by Richiardi & Drygajlo 2003 and Martinez-Diaz et al. 2007, who compare likelihoods.

Deviations: a movement is a window of standardised time functions on fewer axes, not a single frame; the roots of the
shares that the movements fall into stand beside the means; numbers are weighed by a metric learnt from pairs; shares
and deviations of the mixture stay as they are, as in the paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sigverify.errors import ModelError
from sigverify.ink.features import FUNCTIONS, FeatureConfig, Standard, extract
from sigverify.ink.recording import Floats, Recording
from sigverify.sentences import said
from sigverify.verification.comparators import Frames, Represented, Standards
from sigverify.verification.whole_distance import whole_distances

MOVEMENT = FeatureConfig(functions=tuple(name for name in FUNCTIONS if name not in ("pressure", "dpressure")))
"""What a movement is read from: all but pressure, which is the tablet's."""

_REACH = np.array([-8, -4, 0, 4, 8])
"""Frames of a movement, from its middle: 0.16 s."""

WINDOW = len(_REACH) * len(MOVEMENT.functions)
"""Numbers of a movement."""

_EVERY = 2
"""Frames from one movement to the next."""

_RELEVANCE = 4.0
"""Movements that draw a mean halfway to their own."""

_MIXTURE = ("centre", "axes", "means", "variances", "shares")

_ARRAYS = {"centre": 1, "axes": 2, "means": 2, "variances": 2, "shares": 1, "deviations": 1, "weights": 1}
"""How many dimensions each part of the payload has."""


def movements_of(recording: Recording) -> NDArray[np.float32]:
    """Return the windows of a recording's standardised functions, float32 (movements, WINDOW).

    Raises InkError where there is too little ink.
    """
    return windows(extract(recording, MOVEMENT).values)


def windows(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the windows (movements, 5 · functions) of functions (frames, functions), the ends repeated."""
    middles = np.arange(0, len(values), _EVERY)
    frames = np.clip(middles[:, None] + _REACH, 0, len(values) - 1)
    return values[frames].reshape(len(middles), -1)


@dataclass(frozen=True, kw_only=True, eq=False)
class BackgroundModel:
    """A mixture of K Gaussians with diagonal covariances over the movements of everybody, on d axes.

    centre: float64 (WINDOW,); axes: (WINDOW, d), what of a window is looked at.
    means, variances: (K, d); shares: (K,), > 0, of sum 1.
    """

    centre: Floats
    axes: Floats
    means: Floats
    variances: Floats
    shares: Floats

    def supervector(self, movements: NDArray[np.float32]) -> Floats:
        """Return the vector of these movements, float64 (K · d + K,): means that moved, then roots of shares."""
        placed = (movements - self.centre) @ self.axes
        mine = self.posteriors(placed)[0]
        count = mine.sum(axis=0)
        moved = (mine.T @ placed - count[:, None] * self.means) / (count + _RELEVANCE)[:, None]
        scaled = np.sqrt(self.shares)[:, None] * moved / np.sqrt(self.variances)
        return np.concatenate((scaled.ravel(), np.sqrt(count / count.sum())))

    def posteriors(self, placed: Floats) -> tuple[Floats, Floats]:
        """Return P(k | movement) (movements, K) and the log density of each movement (movements,)."""
        inverse = 1.0 / self.variances
        own = np.log(self.shares) - 0.5 * (np.log(2 * np.pi * self.variances) + self.means**2 * inverse).sum(axis=1)
        logs = own - 0.5 * placed**2 @ inverse.T + placed @ (self.means * inverse).T
        top = logs.max(axis=1, keepdims=True)
        likelihoods = np.exp(logs - top)
        total = likelihoods.sum(axis=1, keepdims=True)
        return likelihoods / total, (top + np.log(total))[:, 0]


@dataclass(frozen=True, kw_only=True, eq=False)
class SupervectorComparator:
    """Compares by the supervectors of a background model.

    deviations: > 0, within signers; weights: ≥ 0, of sum 1; float64 (K · d + K,) each.
    """

    background: BackgroundModel
    deviations: Floats
    all_weights: Floats
    kind: str = "supervector"
    features: FeatureConfig = field(default=MOVEMENT, repr=False)

    @property
    def weights(self) -> Floats:
        """Return how much each number of a frame counts; all of them do."""
        return self.all_weights[self.all_weights > 0]

    def represent(self, recordings: Sequence[Recording], standards: Standards = None) -> list[Represented]:
        """Return one frame each: the supervector over its deviations, numbers without a weight left out."""
        del standards  # what a movement is does not depend on whom it is compared with
        kept = self.all_weights > 0
        out = []
        for recording in recordings:
            vector = self.background.supervector(movements_of(recording))
            out.append(Represented(frames=(vector / self.deviations)[kept][None].astype(np.float32), standard=None))
        return out

    def standard_of(self, recording: Recording) -> Standard | None:
        """Return None."""
        extract(recording, MOVEMENT)  # what raises InkError, and is remembered
        return None

    def distances(self, left: Sequence[Frames], right: Sequence[Frames]) -> Floats:
        """Return the weighed distance of each pair."""
        if not left:
            return np.empty(0)
        return whole_distances(
            np.concatenate(left).astype(np.float64), np.concatenate(right).astype(np.float64), self.weights
        )

    def distances_so_far(self, written: Frames, references: Sequence[Frames]) -> Floats:
        """Return the distances of the ink so far as if it were the whole."""
        return self.distances([written] * len(references), references)

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return all that makes this comparator, by name, in single precision."""
        model = self.background
        mixture = (model.centre, model.axes, model.means, model.variances, model.shares)
        parts = zip(_ARRAYS, (*mixture, self.deviations, self.all_weights), strict=True)
        return {name: np.ascontiguousarray(part, np.float32) for name, part in parts}

    @staticmethod
    def of(arrays: Mapping[str, NDArray[Any]]) -> "SupervectorComparator":
        """Return the comparator that `arrays` told of; raises ModelError where they fit none."""
        if {name: values.ndim for name, values in arrays.items()} != _ARRAYS:
            raise _damaged()
        parts = {name: values.astype(np.float64) for name, values in arrays.items()}
        mixtures, axes = parts["means"].shape
        numbers = mixtures * axes + mixtures
        shapes = {
            "centre": (WINDOW,), "axes": (WINDOW, axes), "variances": (mixtures, axes), "shares": (mixtures,),
            "deviations": (numbers,), "weights": (numbers,),
        }  # fmt: skip
        positive = ("variances", "shares", "deviations")
        if (
            not numbers
            or any(parts[name].shape != shape for name, shape in shapes.items())
            or not all(np.isfinite(values).all() for values in parts.values())
            or min(parts[name].min() for name in positive) <= 0
            or parts["weights"].min() < 0
            or not np.isclose(parts["weights"].sum(), 1.0, atol=1e-4)
        ):
            raise _damaged()
        return SupervectorComparator(
            background=BackgroundModel(**{name: parts[name] for name in _MIXTURE}),
            deviations=parts["deviations"],
            all_weights=parts["weights"],
        )


def _damaged() -> ModelError:
    return ModelError(said("The model's background of movements is damaged. Train or install it again."))
