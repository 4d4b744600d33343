"""The joining layer that aligns frames in time: dynamic time warping of two batches of embeddings, with gradients.

The path cost is a minimum over paths of sums of local costs, so its derivative with respect to a local cost is
1 on the best path and 0 elsewhere (Danskin's theorem; a subgradient where two paths tie). Learning along this
hard path worked as well as soft-DTW (Cuturi & Blondel 2017) and gives exactly the distance that a verdict uses.

The path is chosen without gradients; only the frames that meet on it, n + m at most of the n · m pairs of frames, are
then compared with gradients.
"""

import torch
from torch import Tensor

from sigverify.networks.alignment import Frames, best_paths
from sigverify.networks.pair_network import Encoded, Join

SMALLEST_SQUARE = 1e-8
"""Keeps the square root's gradient finite where two frames coincide."""


class AlignedJoin(Join):
    """Euclidean path cost over n + m, along the best path."""

    aligns = True

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the path cost of each pair, float32 (pairs,)."""
        device = left.frames.device
        pair, *cells = (
            torch.from_numpy(places).to(device) for places in best_paths(_unpadded(left), _unpadded(right), "l2")
        )
        a, b = (
            side.frames.flatten(0, 1).index_select(0, pair * side.frames.shape[1] + at)
            for side, at in zip((left, right), cells, strict=True)
        )
        costs = torch.sqrt((a - b).square().sum(1) + SMALLEST_SQUARE)
        total = costs.new_zeros(len(left.lengths)).index_add(0, pair, costs)
        return total / (left.lengths + right.lengths)


def _unpadded(encoded: Encoded) -> list[Frames]:
    """Return the frames of each signature."""
    values = encoded.frames.detach().cpu().numpy()
    return [frames[:length] for frames, length in zip(values, encoded.lengths.tolist(), strict=True)]
