"""The joining layer that aligns frames softly: soft-DTW, and the time-delay network that learns by it.

Cuturi & Blondel 2017 ('Soft-DTW: a differentiable loss function for time-series', ICML), equation 1:
softmin_γ(a) = −γ log Σ exp(−a / γ), the minimum where γ = 0; equation 2 and algorithm 1, its forward recursion:
R[i, j] = c[i, j] + softmin_γ(R[i − 1, j − 1], R[i − 1, j], R[i, j − 1]).

On a processor a loop works cell after cell; see `soft_paths`. On a GPU a column of R is a prefix scan. With m[i] =
softmin_γ(R[i, j − 1], R[i − 1, j − 1]) and C the cumulative sum of column j of c, R[i, j] = C[i] + softmin_γ over k ≤ i
of (m[k] − C[k − 1]), C[−1] = 0: one `logcumsumexp` a column for many pairs at once. The first row and column have one
way in, and are written so, without infinities for the missing ones.
float64 throughout, since C grows with the length and cancels.

The derivative with respect to a local cost is E of their algorithm 2. On a GPU, instead of its backward recursion:
paths weigh exp(−cost / γ), E is the share of that weight that goes through a cell, and with R' the same table worked
from the end, E[i, j] = exp((R[n, m] − R[i, j] − R'[i, j] + c[i, j]) / γ). Both tables are scanned side by side.

`soft-aligned-tdnn` learns by it as Jiang, Lai, Jin & Zhu 2022 do ('DsDTW: local representation learning with deep
soft-DTW for dynamic signature verification', IEEE TIFS). Deviations: the branch is that of `aligned_tdnn`; Euclidean
local costs, as in the verdict; no Sakoe–Chiba band, since the verdict knows none and whole columns are worked at once.
A verdict takes hard DTW of the frames: a soft cost may be below 0, and is not the least for a signature and itself.
"""

from typing import Any

import torch
from torch import Tensor

from sigverify.ink.features import FeatureConfig
from sigverify.networks.aligned_distance import SMALLEST_SQUARE
from sigverify.networks.aligned_tdnn import AlignedTdnn
from sigverify.networks.architecture import Architecture
from sigverify.networks.losses import TripletMargin
from sigverify.networks.pair_network import Encoded, Join, PairNetwork
from sigverify.networks.soft_paths import soft_paths
from sigverify.networks.tdnn_sizes import FRAME_WISE, SoftAlignedTdnnSizes
from sigverify.sentences import said


class SoftAlignedJoin(Join):
    """Soft-DTW of Euclidean costs over n + m.

    gamma: γ > 0, how many paths count beside the best; in the unit of a local cost.
    """

    aligns = True

    def __init__(self, gamma: float) -> None:
        super().__init__()
        self.gamma = gamma

    def forward(self, left: Encoded, right: Encoded) -> Tensor:
        """Return the soft path cost of each pair, float32 (pairs,); it may be below 0."""
        costs = euclidean_costs(left, right).double()
        soft = soft_path_costs(costs, left.lengths, right.lengths, self.gamma)
        return (soft / (left.lengths + right.lengths)).to(left.frames.dtype)

    def distance(self, output: Tensor) -> Tensor:
        """Return softplus(output), in the same order and at least 0; a verdict takes hard DTW of the frames instead."""
        return torch.nn.functional.softplus(output)


def euclidean_costs(left: Encoded, right: Encoded) -> Tensor:
    """Return the local costs between all frames of each pair, (pairs, n, m), padding among them."""
    squared = (
        (left.frames * left.frames).sum(2)[:, :, None]
        + (right.frames * right.frames).sum(2)[:, None, :]
        - 2.0 * torch.bmm(left.frames, right.frames.transpose(1, 2))
    )
    return torch.sqrt(squared.clamp(min=0.0) + SMALLEST_SQUARE)


def soft_path_costs(costs: Tensor, heights: Tensor, widths: Tensor, gamma: float) -> Tensor:
    """Return soft-DTW of each pair, float64 (pairs,), of local costs (pairs, n, m), float64, up to heights × widths.

    What lies behind a pair's height and width takes no part, whatever finite value it has.
    """
    total: Tensor = _SoftPathCost.apply(costs, heights, widths, gamma)  # type: ignore[no-untyped-call]  # torch's own
    return total


def soft_accumulated(costs: Tensor, gamma: float) -> Tensor:
    """Return the whole of R, (pairs, n, m), of local costs (pairs, n, m)."""
    table = costs.new_empty((costs.shape[2], *costs.shape[:2]))
    torch.div(costs.movedim(2, 0), -gamma, out=table)
    table.cumsum_(2)
    column = table[0]  # −R / γ, the log of a weight, all the way
    for total in table[1:]:  # each becomes the column it is of: two hundred kept aside would tear memory to pieces
        entered = torch.logaddexp(column[:, 1:], column[:, :-1]).sub_(total[:, :-1])
        total += torch.logcumsumexp(torch.cat((column[:, :1], entered), dim=1), dim=1)
        column = total
    return table.mul_(-gamma).movedim(0, 2).contiguous()


def scanned(costs: Tensor, heights: Tensor, widths: Tensor, gamma: float) -> tuple[Tensor, Tensor]:
    """Return soft path costs, (pairs,), and their derivative by local costs, (pairs, n, m), as of `soft_path_costs`."""
    pair = torch.arange(len(costs), device=costs.device)
    at_row, at_column = (torch.arange(size, device=costs.device) for size in costs.shape[1:])
    rows, columns = (
        (heights[:, None] - 1 - at_row) % len(at_row),
        (widths[:, None] - 1 - at_column) % len(at_column),
    )

    def turned(table: Tensor) -> Tensor:
        """Turn each pair's cells about, last to first; twice is as before."""
        return table[pair[:, None, None], rows[:, :, None], columns[:, None, :]]

    ahead, back = soft_accumulated(torch.cat((costs, turned(costs))), gamma).chunk(2)
    total = ahead[pair, heights - 1, widths - 1]
    inside = (at_row < heights[:, None])[:, :, None] & (at_column < widths[:, None])[:, None, :]
    excess = (ahead + turned(back) - costs - total[:, None, None]) / gamma
    return total, torch.exp(-excess.clamp(min=0.0)) * inside


class _SoftPathCost(torch.autograd.Function):
    """Soft minimum of the costs of all paths of each pair."""

    @staticmethod
    def forward(ctx: Any, costs: Tensor, heights: Tensor, widths: Tensor, gamma: float) -> Tensor:
        """Return (pairs,) soft path costs of (pairs, n, m) local costs read up to heights × widths."""
        if costs.device.type == "cpu":
            sizes = heights.numpy(), widths.numpy()
            totals, shares = soft_paths(costs.detach().contiguous().numpy(), *sizes, gamma)
            ctx.save_for_backward(torch.from_numpy(shares))
            return torch.from_numpy(totals)
        total, share = scanned(costs, heights, widths, gamma)
        ctx.save_for_backward(share)
        return total

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None, None]:
        """Spread each pair's gradient over its cells, as much as goes through each."""
        (share,) = ctx.saved_tensors
        return gradients[0][:, None, None] * share, None, None, None


class SoftAlignedTdnnConfig(SoftAlignedTdnnSizes):
    """Sizes of the network, and the network itself."""

    def build(self) -> PairNetwork:
        """Return the network with new weights."""
        return PairNetwork(AlignedTdnn(self), SoftAlignedJoin(self.gamma))


ARCHITECTURES = (
    Architecture(
        name="soft-aligned-tdnn",
        title=said("Frame-wise siamese time-delay network, learnt by soft-DTW"),
        paper=said("ours, after Cuturi & Blondel 2017 and Jiang et al. 2022"),
        source=said(
            "Cuturi & Blondel 2017, equations 1 and 2; Jiang et al. 2022 (DsDTW) for γ = 5 and the margin of 1"
        ),
        branch=said("conv 7, average 2, three residual dilated convs 5, a vector each 20 ms"),
        join=said("Euclidean soft-DTW to learn, DTW for a verdict"),
        carried_over=(
            said("time-delay layers stand in place of their convolutional-recurrent branch"),
            said("no band around the diagonal, since the verdict knows none"),
            said("a verdict takes hard DTW of the frames, since a soft path cost may be below 0"),
        ),
        features=FeatureConfig(),
        config=SoftAlignedTdnnConfig(**vars(FRAME_WISE["soft-aligned-tdnn"])),
        loss=TripletMargin(),
    ),
)
