"""Losses, one frozen dataclass each, all called in one way.

`loss(genuine, impostor)` takes the network's outputs in groups, (groups, g) of pairs by one hand and (groups, i) of a
signature and an impostor's, and returns one loss for each group, (groups,). Groups never mix, so that a batch may be
split over processes anywhere between them.
"""

from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from sigverify.errors import UsageError

_SMALLEST = 1e-4
"""Distances below this count as this in a logarithm, so that copies do not divide by nothing."""


class Loss(Protocol):
    """What is made small."""

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group, (groups,)."""


@dataclass(frozen=True, kw_only=True)
class RatioTriplet:
    """The triplet loss of Schroff, Kalenichenko & Philbin 2015 (eq. 1) on ratios of distances.

    L = mean over all (genuine, impostor) of a group of softplus(s·(log d_g − log d_i + margin)) / s.

    Deviations: logs of distances stand in place of squared distances, so that the margin is a ratio and the network gains
    nothing by scaling its embeddings; and the hinge is soft.

    margin: how much farther an impostor must lie, as the log of the ratio.
    sharpness: s; at infinity the hinge is hard.
    """

    margin: float = 0.6
    sharpness: float = 8.0

    def __post_init__(self) -> None:
        if self.sharpness <= 0:
            raise UsageError(f"The sharpness of a soft hinge must be above 0, found {self.sharpness:g}.")

    def __call__(self, genuine: Tensor, impostor: Tensor) -> Tensor:
        """Return the loss of each group of distances."""
        near, far = genuine.clamp(min=_SMALLEST).log(), impostor.clamp(min=_SMALLEST).log()
        lacking = near[:, :, None] - far[:, None, :] + self.margin
        return torch.nn.functional.softplus(lacking * self.sharpness).mean((1, 2)) / self.sharpness
