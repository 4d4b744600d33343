"""Soft-DTW and its derivative as a loop over cells: see `soft_alignment`, which learns by it.

Algorithms 1 and 2 of Cuturi & Blondel 2017. The weights by which a cell takes the three before it are at hand once its
soft minimum is worked; kept for one pair at a time, they make of the derivative a few products a cell.
"""

import math

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.ink.recording import Floats, Integers

_ASLANT, _ABOVE, _LEFT = 0, 1, 2


@compiled
def soft_paths(costs: Floats, heights: Integers, widths: Integers, gamma: float) -> tuple[Floats, Floats]:
    """Return R[n, m] of each pair, float64 (pairs,), and its derivative by each local cost, float64 (pairs, n, m).

    costs: float64 (pairs, n, m), of each pair up to its height and width, int64 (pairs,); what lies behind is 0 in the
    derivative. gamma: above 0.
    """
    totals, shares = np.empty(len(costs)), np.zeros(costs.shape)
    row, ways = np.empty(costs.shape[2]), np.empty((costs.shape[1], costs.shape[2], 3))
    for pair in range(len(costs)):
        height, width = heights[pair], widths[pair]
        _accumulate(costs[pair, :height, :width], gamma, row, ways)
        totals[pair] = row[width - 1]
        share = shares[pair]
        share[height - 1, width - 1] = 1.0
        for i in range(height - 1, -1, -1):
            for j in range(width - 1, -1, -1):
                here = share[i, j]
                if i > 0 and j > 0:
                    share[i - 1, j - 1] += here * ways[i, j, _ASLANT]
                    share[i - 1, j] += here * ways[i, j, _ABOVE]
                    share[i, j - 1] += here * ways[i, j, _LEFT]
                elif i > 0:
                    share[i - 1, j] += here
                elif j > 0:
                    share[i, j - 1] += here
    return totals, shares


@compiled
def _accumulate(costs: Floats, gamma: float, row: Floats, ways: NDArray[np.float64]) -> None:
    """Leave the last row of R in `row`, and in `ways` the weight of each of the three cells before a cell."""
    for i in range(costs.shape[0]):
        aslant, left = 0.0, 0.0
        for j in range(costs.shape[1]):
            above = row[j]
            if i == 0:
                left += costs[i, j]
            elif j == 0:
                left = above + costs[i, j]
            else:
                least = min(aslant, above, left)
                a, b, c = (
                    math.exp((least - aslant) / gamma),
                    math.exp((least - above) / gamma),
                    math.exp((least - left) / gamma),
                )
                total = a + b + c
                ways[i, j, _ASLANT], ways[i, j, _ABOVE], ways[i, j, _LEFT] = a / total, b / total, c / total
                left = costs[i, j] + least - gamma * math.log(total)
            aslant, row[j] = above, left
