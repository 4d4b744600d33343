"""Verification as one would write it in torch on a first day: right, plain, and the yardstick of `benchmark`.

Every comparison runs both signatures through the network, takes all distances between frames, and walks the table of
soft-DTW (Cuturi & Blondel 2017, algorithm 1) in a Python loop.
"""

import torch
from torch import Tensor

from sigverify.networks.pair_network import PairNetwork

GAMMA = 0.1


def soft_dtw(costs: Tensor, gamma: float = GAMMA) -> Tensor:
    """Return the soft path cost of local costs (n, m), a scalar."""
    n, m = costs.shape
    infinite = costs.new_full((), float("inf"))
    table = [[infinite] * (m + 1) for _ in range(n + 1)]
    table[0][0] = costs.new_zeros(())
    for i in range(n):
        for j in range(m):
            ways = torch.stack((table[i][j], table[i][j + 1], table[i + 1][j]))
            table[i + 1][j + 1] = costs[i, j] - gamma * torch.logsumexp(-ways / gamma, dim=0)
    return table[n][m]


def compared(network: PairNetwork, left: Tensor, right: Tensor) -> Tensor:
    """Return the distance of two signatures' features (frames, functions): soft path cost over n + m."""
    a, b = (network.left(values[None], torch.tensor([len(values)])).frames[0] for values in (left, right))
    return soft_dtw(torch.cdist(a, b)) / (len(a) + len(b))
