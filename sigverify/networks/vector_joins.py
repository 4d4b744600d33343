"""Joining layers of two vectors, one for each signature: the cosine, the energy and the Euclidean distance.

All three are symmetric to the bit, and the distance of a vector from itself is exactly 0.
"""

import torch
from torch import Tensor

from sigverify.errors import ModelError
from sigverify.networks.pair_network import Encoded, Join
from sigverify.sentences import said


class CosineJoin(Join):
    """The cosine of the angle between two vectors (Bromley et al. 1994)."""

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the cosine of each pair, float32 (pairs,), −1 … 1.

        Written as 1 − ‖u − v‖² / 2 of the unit vectors, which is the same number, but exactly 1 for a vector and
        itself where the sum of products may miss it by rounding. A vector of zeros has no angle: any finite value.
        """
        u, v = (torch.nn.functional.normalize(_vectors(side), dim=1) for side in (left, right))
        return (1.0 - (u - v).square().sum(1) / 2.0).clamp(min=-1.0)

    def distance(self, output: Tensor) -> Tensor:
        """Return 1 − cosine, 0 … 2."""
        return 1.0 - output


class EnergyJoin(Join):
    """The energy E = ‖a − b‖₁ (Chopra, Hadsell & LeCun 2005).

    They warn against a squared norm: its gradient vanishes where the two vectors meet, and impostors stay there.
    """

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the energy of each pair, float32 (pairs,), at least 0."""
        return (_vectors(left) - _vectors(right)).abs().sum(1)


class EuclideanJoin(Join):
    """The distance D = ‖a − b‖₂ (Hadsell, Chopra & LeCun 2006, equation 1)."""

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the distance of each pair, float32 (pairs,), at least 0; where it is 0, its gradient is taken as 0."""
        return torch.linalg.vector_norm(_vectors(left) - _vectors(right), dim=1)


def _vectors(encoded: Encoded) -> Tensor:
    """Return the vectors (pairs, d) of what a branch pooled over time."""
    if encoded.frames.shape[1] != 1:
        raise ModelError(
            said(
                "This joining layer compares one vector a signature, found {shape} frames. Use a "
                "branch that pools over time, or a joining layer that aligns frames.",
                shape=encoded.frames.shape[1],
            )
        )
    return encoded.frames[:, 0]
