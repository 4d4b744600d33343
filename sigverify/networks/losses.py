"""Losses, one frozen dataclass each, all called in one way.

`loss(genuine, impostor)` takes the network's outputs in groups and returns one loss for each group, (groups,). A group
is one signer's. Some of its genuine signatures are anchors, each compared with all others of the group: genuine is
(groups, anchors, others), with the other genuine ones, the other anchors first, in one order for all; impostor is
(groups, anchors, impostors), with those by other hands. So a pair of two anchors comes twice, once for each. Groups
never mix, so that a batch may be split over processes anywhere between them.
"""

import math
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from sigverify.errors import UsageError
from sigverify.sentences import said

_SMALLEST = 1e-4
"""Distances below this count as this in a logarithm, so that copies do not divide by nothing."""


class Loss(Protocol):
    """What is made small."""

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group, (groups,)."""


@dataclass(frozen=True, kw_only=True)
class CosineTargets:
    """Squared error of a cosine to its target (Bromley et al. 1994), mean over all pairs of a group.

    L = (cos − genuine)² for two genuine signatures, (cos − impostor)² for a genuine one and a forgery.

    That the error is squared is ours: the paper gives its targets only.

    genuine, impostor: targets; the paper uses 1 for the one, −0.9 and −1 for the other.
    """

    genuine: float = 1.0
    impostor: float = -0.9

    def __post_init__(self) -> None:
        if not -1 <= self.impostor < self.genuine <= 1:
            raise UsageError(
                said(
                    "Cosine targets must lie within ±1, that of impostors below that of genuine pairs, "
                    "found {impostor:g} and {genuine:g}.",
                    impostor=self.impostor,
                    genuine=self.genuine,
                )
            )

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of cosines."""
        return _mean((genuine - self.genuine).square(), (impostor - self.impostor).square())


@dataclass(frozen=True, kw_only=True)
class ContrastiveChopra:
    """The contrastive loss of Chopra, Hadsell & LeCun 2005, mean over all pairs of a group.

    L = (1 − Y)·(2/Q)·E² + Y·2Q·exp(−2.77·E/Q), Y = 1 for an impostor, E the energy.

    bound: Q, the largest energy that the network can give, not one seen in a batch.
    """

    bound: float

    def __post_init__(self) -> None:
        _check(said("The bound of the energy"), self.bound)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of energies."""
        return _mean(*self.sides(genuine, impostor))

    def sides(self, genuine: Tensor, impostor: Tensor) -> tuple[Tensor, Tensor]:
        """Return the loss of each genuine and of each impostor pair."""
        Q = self.bound
        return (2.0 / Q) * genuine.square(), 2.0 * Q * torch.exp(-2.77 / Q * impostor)


@dataclass(frozen=True, kw_only=True)
class ContrastiveMargin:
    """The contrastive loss of Hadsell, Chopra & LeCun 2006 (equation 4), mean over all pairs of a group.

    L = (1 − Y)·½·D² + Y·½·max(0, m − D)², Y = 1 for an impostor, D the Euclidean distance.

    margin: m, the distance beyond which an impostor pair is let be. That it is 1, about the distance that fresh weights
        of `hadsell-2006` give, is ours.
    """

    margin: float = 1.0

    def __post_init__(self) -> None:
        _check(said("The margin"), self.margin)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        return _mean(*self.sides(genuine, impostor))

    def sides(self, genuine: Tensor, impostor: Tensor) -> tuple[Tensor, Tensor]:
        """Return the loss of each genuine and of each impostor pair."""
        return genuine.square() / 2.0, (self.margin - impostor).clamp(min=0.0).square() / 2.0


@dataclass(frozen=True, kw_only=True)
class Hinge:
    """The hinge of Zagoruyko & Komodakis 2015 (equation 1), mean over all pairs of a group.

    L = max(0, 1 − y·o), o the network's output, y = 1 for two by one hand and −1 for an impostor.

    Deviations: the mean stands in place of their sum; their weight decay (λ/2)‖w‖² is the optimiser's.
    """

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of outputs, larger for closer."""
        return _mean((1.0 - genuine).clamp(min=0.0), (1.0 + impostor).clamp(min=0.0))


@dataclass(frozen=True, kw_only=True)
class TripletMargin:
    """The triplet loss of Schroff, Kalenichenko & Philbin 2015 (section 3.1), used on path costs by Jiang et al. 2022.

    L = mean over all (anchor, genuine, impostor) of a group of max(0, d_g − d_i + m).

    Deviations: distances as they come stand in place of squared ones; all triplets of a group count, none is mined.

    margin: m, how much farther an impostor must lie; 1 as in Jiang et al.
    """

    margin: float = 1.0

    def __post_init__(self) -> None:
        _check(said("The margin"), self.margin)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        return (genuine[:, :, :, None] - impostor[:, :, None, :] + self.margin).clamp(min=0.0).mean((1, 2, 3))


@dataclass(frozen=True, kw_only=True)
class RelativeTriplet:
    """The triplet loss of Schroff, Kalenichenko & Philbin 2015 (section 3.1) in shares of the signer's own spread.

    L = mean over the (anchor, genuine, impostor) of a group that lack the margin, of max(0, (d_g − d_i) / d̄ + m), where
    d̄ is the mean genuine distance of the group; 0 where none lacks it.

    Deviations: distances as they come stand in place of squared ones. They are set against what the signer's own
    signatures keep to, as a verdict sets them, so that an unsteady hand is not asked for what only a steady one gives.
    Triplets that have the margin do not count in the mean: where nearly all of them have it, the few that lack it would
    hardly teach anything.

    margin: m, how much farther an impostor must lie, as a share of d̄.
    """

    margin: float = 0.5

    def __post_init__(self) -> None:
        _check(said("The margin"), self.margin)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        spread = genuine.mean((1, 2), keepdim=True).clamp(min=_SMALLEST)
        near, far = genuine / spread, impostor / spread
        lacking = (near[:, :, :, None] - far[:, :, None, :] + self.margin).clamp(min=0.0)
        return lacking.sum((1, 2, 3)) / (lacking > 0).sum((1, 2, 3)).clamp(min=1)


@dataclass(frozen=True, kw_only=True)
class RatioTriplet:
    """The triplet loss of Schroff, Kalenichenko & Philbin 2015 (section 3.1) on ratios of distances.

    L = mean over all (anchor, genuine, impostor) of a group of softplus(s·(log d_g − log d_i + margin)) / s.

    Deviations: logs of distances stand in place of squared distances, so that the margin is a ratio and the network
    gains nothing by scaling its embeddings; and the hinge is soft.

    margin: how much farther an impostor must lie, as the log of the ratio.
    sharpness: s; at infinity the hinge is hard.
    """

    margin: float = 0.6
    sharpness: float = 8.0

    def __post_init__(self) -> None:
        _check(said("The margin"), self.margin)
        _check(said("The sharpness of a soft hinge"), self.sharpness)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        near, far = genuine.clamp(min=_SMALLEST).log(), impostor.clamp(min=_SMALLEST).log()
        lacking = near[:, :, :, None] - far[:, :, None, :] + self.margin
        return torch.nn.functional.softplus(lacking * self.sharpness).mean((1, 2, 3)) / self.sharpness


def _mean(genuine: Tensor, impostor: Tensor) -> Tensor:
    """Return the mean over all pairs of a group's anchors, (groups,): pairs weigh as they were drawn."""
    return torch.cat((genuine, impostor), dim=2).mean((1, 2))


def _check(name: str, value: float) -> None:
    if not (math.isfinite(value) and value > 0):
        raise UsageError(said("{name} must be above 0 and finite, found {value:g}.", name=name, value=value))


LOSSES: dict[str, type] = {
    "cosine-targets": CosineTargets,
    "contrastive-chopra": ContrastiveChopra,
    "contrastive": ContrastiveMargin,
    "hinge": Hinge,
    "triplet": TripletMargin,
    "relative-triplet": RelativeTriplet,
    "ratio-triplet": RatioTriplet,
}
"""Losses by the names that people choose them by."""

OF_DISTANCES: tuple[Loss, ...] = (RelativeTriplet(), RatioTriplet(), TripletMargin(), ContrastiveMargin())
"""What any network can learn by whose output is a distance of at least 0, smaller for closer."""


def name_of(loss: Loss) -> str:
    """Return the name that a loss is chosen by; its class's, where nobody can choose it."""
    return next((name for name, kind in LOSSES.items() if kind is type(loss)), type(loss).__name__)
