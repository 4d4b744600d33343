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

_SMALLEST = 1e-4
"""Distances below this count as this in a logarithm, so that copies do not divide by nothing."""

_SPREAD_FLOOR = 0.3
"""That of `verification.scoring`, a room above this one."""


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
                "Cosine targets must lie within ±1, that of impostors below that of genuine pairs, found "
                f"{self.impostor:g} and {self.genuine:g}."
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
        _check("The bound of the energy", self.bound)

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
        _check("The margin", self.margin)

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
        _check("The margin", self.margin)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        return (genuine[:, :, :, None] - impostor[:, :, None, :] + self.margin).clamp(min=0.0).mean((1, 2, 3))


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
        _check("The margin", self.margin)
        _check("The sharpness of a soft hinge", self.sharpness)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        near, far = genuine.clamp(min=_SMALLEST).log(), impostor.clamp(min=_SMALLEST).log()
        lacking = near[:, :, :, None] - far[:, :, None, :] + self.margin
        return torch.nn.functional.softplus(lacking * self.sharpness).mean((1, 2, 3)) / self.sharpness


@dataclass(frozen=True, kw_only=True)
class ScoreLogistic:
    """The logistic loss of the score of a questioned signature over references, as a verdict scores it.

    The first k anchors of a group are references, its other genuine signatures and its impostors are questioned, and
    S is their score by `verification.scoring.SpreadRule`: of one reference S = 2·q / u, of several

    S = min(q) / √(u·d_min) + mean(q) / √(u·d_mean),

    q the distances of the questioned signature, d_min and d_mean the references' mean distances to their nearest fellow
    and to all fellows, 0.3·u at least. With x = κ·log(S / 2ρ),

    L = mean over k of (mean softplus(x) over genuine + mean softplus(−x) over impostors) / κ.

    This is Cllr (Brümmer & du Preez 2006, 'Application-independent evaluation of speaker detection') of −x as the
    log-likelihood ratio, up to a factor. Losses of pairs and triplets order the distances of one signer; this one sets
    the scores of all signers against one threshold, as verdicts do. Learning by the score over enrolled references is
    that of speaker verification: Heigold et al. 2016 ('End-to-end text-dependent speaker verification') and, for a
    whole batch at once, Wan et al. 2018 ('Generalized end-to-end loss for speaker verification').

    Deviations: a verdict's score stands in place of the cosine to the references' mean, and its logarithm makes κ and ρ
    pure numbers. Scale and threshold, w and b of both papers, are fixed: a cosine has no scale of its own, but here the
    network is free to scale its distances. The unit then brings all numbers of references to one threshold, as in a
    verdict. Sought for each number on unseen signers of four corpora, ρ differed less between one and five references
    than between corpora, by a tenth in most; and thresholds that were learnt for each number did no better.

    references: numbers k of references; a group with fewer anchors, or with no more genuine signatures, serves with as
        many as leave one to question.
    unit: u, the distance between genuine signatures to which the network is held. 0.16 is a third of what fresh weights
        of `aligned-tdnn` give; it did better than 0.45, which is about that.
    ratio: ρ, how far a questioned signature lies at the threshold, in distances of the references from each other.
    sharpness: κ; at infinity errors alone count.
    """

    references: tuple[int, ...] = (1, 3, 5)
    unit: float = 0.16
    ratio: float = 1.4
    sharpness: float = 4.0

    def __post_init__(self) -> None:
        if min(self.references, default=0) < 1:
            raise UsageError(f"The numbers of references must be one at least, found {self.references}.")
        _check("The unit of distances", self.unit)
        _check("The ratio at the threshold", self.ratio)
        _check("The sharpness of the logistic loss", self.sharpness)

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        most = min(genuine.shape[1:])
        counts = sorted({min(count, most) for count in self.references})
        return torch.stack([self._with(count, genuine, impostor) for count in counts]).mean(0)

    def _with(self, count: int, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group with its first `count` anchors as references."""
        among, own = genuine[:, :count].tensor_split((count - 1,), dim=2)
        questioned = torch.cat((own, impostor[:, :count]), dim=2)
        scores = self._scores(among, questioned).clamp(min=_SMALLEST)
        beyond = self.sharpness * (scores / (2.0 * self.ratio)).log()
        accepted, refused = beyond.split((own.shape[2], impostor.shape[2]), dim=1)
        softplus = torch.nn.functional.softplus
        return (softplus(accepted).mean(1) + softplus(-refused).mean(1)) / self.sharpness

    def _scores(self, among: Tensor, questioned: Tensor) -> Tensor:
        """Return scores (groups, Q) of distances between references (groups, k, k − 1) and to them (groups, k, Q)."""
        if among.shape[1] == 1:
            return 2.0 * questioned[:, 0] / self.unit
        spreads = torch.stack((among.amin(2).mean(1), among.mean((1, 2))), dim=1)
        roots = (self.unit * spreads.clamp(min=_SPREAD_FLOOR * self.unit)).sqrt()
        return questioned.amin(1) / roots[:, :1] + questioned.mean(1) / roots[:, 1:]


def _mean(genuine: Tensor, impostor: Tensor) -> Tensor:
    """Return the mean over all pairs of a group's anchors, (groups,): pairs weigh as they were drawn."""
    return torch.cat((genuine, impostor), dim=2).mean((1, 2))


def _check(name: str, value: float) -> None:
    if not (math.isfinite(value) and value > 0):
        raise UsageError(f"{name} must be above 0 and finite, found {value:g}.")
