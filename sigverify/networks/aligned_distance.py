"""The joining layer that aligns frames in time: dynamic time warping of two batches of embeddings, with gradients.

The path cost is a minimum over paths of sums of local costs, so its derivative with respect to a local cost is
1 on the best path and 0 elsewhere (Danskin's theorem; a subgradient where two paths tie). Learning along this
hard path worked as well as soft-DTW (Cuturi & Blondel 2017) and gives exactly the distance that a verdict uses.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from sigverify.networks.alignment import accumulated, best_paths
from sigverify.networks.pair_network import Encoded, Join

_SMALLEST_SQUARE = 1e-8
"""Keeps the square root's gradient finite where two frames coincide."""


class AlignedJoin(Join):
    """Euclidean path cost over n + m, along the best path."""

    aligns = True

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the path cost of each pair, float32 (pairs,)."""
        total: Tensor = _PathCost.apply(euclidean_costs(left, right), left.lengths, right.lengths)  # type: ignore[no-untyped-call]  # torch's own
        return total / (left.lengths + right.lengths)


def euclidean_costs(left: Encoded, right: Encoded) -> Tensor:
    """Return the local costs between all frames of each pair, (pairs, n, m), padding among them."""
    squared = (
        (left.frames * left.frames).sum(2)[:, :, None]
        + (right.frames * right.frames).sum(2)[:, None, :]
        - 2.0 * torch.bmm(left.frames, right.frames.transpose(1, 2))
    )
    return torch.sqrt(squared.clamp(min=0.0) + _SMALLEST_SQUARE)


class _PathCost(torch.autograd.Function):
    """Sum of local costs on the best path of each pair."""

    @staticmethod
    def forward(ctx: Any, costs: Tensor, heights: Tensor, widths: Tensor) -> Tensor:
        """Return (pairs,) path costs of (pairs, n, m) local costs read up to heights × widths."""
        table = accumulated(costs.detach().cpu().numpy().astype(np.float64))
        on_path = best_paths(table, heights.cpu().numpy(), widths.cpu().numpy())
        mask = torch.from_numpy(on_path).to(costs.device)
        ctx.save_for_backward(mask)
        return (costs * mask).sum((1, 2))

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        """Spread each pair's gradient over its path."""
        (mask,) = ctx.saved_tensors
        return gradients[0][:, None, None] * mask, None, None
