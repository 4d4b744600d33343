"""Convolutions over frames for rows that are frames: eight rows and sixteen outputs at a time.

A product of matrices whose left one is never written out: the rows that meet the taps of an output lie in the input as
they are. Eight sums of sixteen outputs stay in registers while all taps and channels are gone through; what a layer
does with its outputs is done before they leave them. One thread: a network of this size is not faster by more, and the
pen wants the other cores.
"""

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.networks.lanes import LANES, everywhere, gelu, load, plus, plus_product, store

Singles = NDArray[np.float32]

PLAIN, SQUASHED, SQUASHED_AND_ADDED = 0, 1, 2
"""What becomes of an output: nothing, GELU, or GELU added to the input row in the middle of its taps."""

ROWS = 8
"""Worked together: as many sums as keep both multipliers of a processor busy, and as few as all have registers for."""


@compiled
def convolve(
    rows: Singles, stride: int, count: int, weight: Singles, bias: Singles, channels: int, taps: int, dilation: int,
    finish: int, out: Singles,
) -> None:  # fmt: skip
    """Write `count` rows of outputs, the first of them of the taps that begin with the first row.

    rows: flat, `stride` numbers a frame, of which `channels` count; count + (taps − 1) · dilation frames, count ≥ 1.
    weight: flat, for each sixteen outputs (taps, channels, 16); bias: (outputs,), a multiple of sixteen.
    finish: as above; added rows have as many numbers as there are outputs. out: flat, count · outputs.
    """
    width, last = len(bias), count - 1
    middle = taps // 2 * dilation * stride
    for column in range(0, width, LANES):
        for i in range(0, count, ROWS):
            # Behind the last row comes the last one again: the same is written twice.
            r0, r1, r2, r3 = i, min(i + 1, last), min(i + 2, last), min(i + 3, last)
            r4, r5, r6, r7 = min(i + 4, last), min(i + 5, last), min(i + 6, last), min(i + 7, last)
            p0, p1, p2, p3 = r0 * stride, r1 * stride, r2 * stride, r3 * stride
            p4, p5, p6, p7 = r4 * stride, r5 * stride, r6 * stride, r7 * stride
            c0 = load(bias, column)
            c1, c2, c3, c4, c5, c6, c7 = c0, c0, c0, c0, c0, c0, c0
            at = column * taps * channels
            for tap in range(taps):
                begin = tap * dilation * stride
                for k in range(begin, begin + channels):
                    ours = load(weight, at)
                    c0 = plus_product(c0, ours, everywhere(rows, p0 + k))
                    c1 = plus_product(c1, ours, everywhere(rows, p1 + k))
                    c2 = plus_product(c2, ours, everywhere(rows, p2 + k))
                    c3 = plus_product(c3, ours, everywhere(rows, p3 + k))
                    c4 = plus_product(c4, ours, everywhere(rows, p4 + k))
                    c5 = plus_product(c5, ours, everywhere(rows, p5 + k))
                    c6 = plus_product(c6, ours, everywhere(rows, p6 + k))
                    c7 = plus_product(c7, ours, everywhere(rows, p7 + k))
                    at += LANES
            if finish != PLAIN:
                c0, c1, c2, c3 = gelu(c0), gelu(c1), gelu(c2), gelu(c3)
                c4, c5, c6, c7 = gelu(c4), gelu(c5), gelu(c6), gelu(c7)
            if finish == SQUASHED_AND_ADDED:
                here = middle + column
                c0, c1 = plus(c0, load(rows, p0 + here)), plus(c1, load(rows, p1 + here))
                c2, c3 = plus(c2, load(rows, p2 + here)), plus(c3, load(rows, p3 + here))
                c4, c5 = plus(c4, load(rows, p4 + here)), plus(c5, load(rows, p5 + here))
                c6, c7 = plus(c6, load(rows, p6 + here)), plus(c7, load(rows, p7 + here))
            store(out, r0 * width + column, c0)
            store(out, r1 * width + column, c1)
            store(out, r2 * width + column, c2)
            store(out, r3 * width + column, c3)
            store(out, r4 * width + column, c4)
            store(out, r5 * width + column, c5)
            store(out, r6 * width + column, c6)
            store(out, r7 * width + column, c7)
