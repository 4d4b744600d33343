"""The joining layer: dynamic time warping of two batches of embeddings, with gradients.

The path cost is a minimum over paths of sums of local costs, so its derivative with respect to a local cost is
1 on the best path and 0 elsewhere (Danskin's theorem; a subgradient where two paths tie). Learning along this
hard path worked as well as soft-DTW (Cuturi & Blondel 2017) and gives exactly the distance that a verdict uses.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from sigverify.networks.alignment import accumulated, best_paths

_SMALLEST_SQUARE = 1e-8
"""Keeps the square root's gradient finite where two frames coincide."""


def aligned_distances(left: Tensor, left_lengths: Tensor, right: Tensor, right_lengths: Tensor) -> Tensor:
    """Return the Euclidean path cost over n + m of each pair, float32 (pairs,).

    left, right: float32 (pairs, frames, d), padded; *_lengths: int64 (pairs,).
    """
    squared = (
        (left * left).sum(2)[:, :, None]
        + (right * right).sum(2)[:, None, :]
        - 2.0 * torch.bmm(left, right.transpose(1, 2))
    )
    costs = torch.sqrt(squared.clamp(min=0.0) + _SMALLEST_SQUARE)
    total: Tensor = _PathCost.apply(costs, left_lengths, right_lengths)  # type: ignore[no-untyped-call]  # torch's own
    return total / (left_lengths + right_lengths)


class _PathCost(torch.autograd.Function):
    """Sum of local costs on the best path of each pair."""

    @staticmethod
    def forward(ctx: Any, costs: Tensor, heights: Tensor, widths: Tensor) -> Tensor:
        """Return (pairs,) path costs of (pairs, n, m) local costs read up to heights × widths."""
        table = accumulated(costs.detach().numpy().astype(np.float64))
        on_path = best_paths(table, heights.numpy(), widths.numpy())
        mask = torch.from_numpy(on_path)
        ctx.save_for_backward(mask)
        return (costs * mask).sum((1, 2))

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        """Spread each pair's gradient over its path."""
        (mask,) = ctx.saved_tensors
        return gradients[0][:, None, None] * mask, None, None
