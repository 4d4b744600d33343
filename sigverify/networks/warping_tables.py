"""Dynamic time warping, one anti-diagonal of a table after the other, local costs worked on the way.

Sakoe & Chiba (1978), symmetric steps with weight 1: D[i, j] = c[i, j] + min(D[i−1, j−1], D[i−1, j], D[i, j−1]).
No cell of an anti-diagonal i + j = k needs another cell of it: compiled, a SIMD lane is a cell, and no table of costs
is ever laid. Sequences lie a number a row, the right ones backwards, so that what an anti-diagonal takes from either is
an unbroken stretch of memory, in the costs as in the recursion. Frames of many numbers lie a frame a row, and the
lanes are the numbers of one cell.
"""

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.recording import Integers
from sigverify.networks.compiled import compiled, compiled_sums

Numbers = NDArray[np.floating]

ROLLING = 3
"""Anti-diagonals that the recursion needs: the one it writes and the two before."""

LANES = 32
"""Cells that are worked at a time: what lies outside of a table is worked too, and nobody reads it. What is left over
would go one by one, and take as long as all others. Sequences and tables need so much room behind their ends.
"""


MANHATTAN, EUCLIDEAN, EUCLIDEAN_BY_FRAME = range(3)
"""Kinds of local cost; frames lie a number a row but for the last."""


@compiled_sums
def costs_by_frame(left: Numbers, i: int, right: Numbers, j: int, out: Numbers) -> None:
    """Write Euclidean costs as `costs_along` does, of left and right (frames, d)."""
    for t in range(out.size):
        a, b = left[i + t], right[j + t]
        total = out.dtype.type(0)
        for k in range(a.size):
            gap = a[k] - b[k]
            total += gap * gap
        out[t] = np.sqrt(total)


@compiled
def costs_along(left: Numbers, i: int, right: Numbers, j: int, euclidean: bool, out: Numbers) -> None:
    """Write the costs of `out.size` neighbours on an anti-diagonal, from column i of left and j of right on.

    left: (d, frames) one way; right: (d, frames) backwards. Four numbers of a frame are taken at once, which leaves the
    sums in registers for longer.
    """
    count, d = out.size, left.shape[0]
    out[:] = 0
    whole = d - d % 4
    for k in range(0, whole, 4):
        a, b, c, e = left[k, i:], left[k + 1, i:], left[k + 2, i:], left[k + 3, i:]
        p, q, r, s = right[k, j:], right[k + 1, j:], right[k + 2, j:], right[k + 3, j:]
        if euclidean:
            for t in range(count):
                w, x, y, z = a[t] - p[t], b[t] - q[t], c[t] - r[t], e[t] - s[t]
                out[t] += (w * w + x * x) + (y * y + z * z)
        else:
            for t in range(count):
                out[t] += (abs(a[t] - p[t]) + abs(b[t] - q[t])) + (abs(c[t] - r[t]) + abs(e[t] - s[t]))
    for k in range(whole, d):
        a, p = left[k, i:], right[k, j:]
        for t in range(count):
            w = a[t] - p[t]
            out[t] += w * w if euclidean else abs(w)
    if euclidean:
        for t in range(count):
            out[t] = np.sqrt(out[t])


@compiled
def accumulate(
    left: Numbers, first: int, n: int, right: Numbers, begin: int, m: int, kind: int, table: Numbers, costs: Numbers
) -> None:
    """Write D of n frames of left, from column (or row) `first`, and m of right, from column `begin`.

    left, right: as of `costs_along`, with LANES more columns, or of `costs_by_frame`. kind: of local cost.
    table: (anti-diagonals, n + 2 + LANES at least), the cell (i, j) at [(i + j) % anti-diagonals, i + 1]; with ROLLING
    of them only the last ones stay. What lies just outside is infinite. costs: (n + LANES,) at least, to work in.
    """
    depth = table.shape[0]
    table[depth - 1, :] = np.inf
    table[depth - 2, :] = np.inf
    for k in range(n + m - 1):
        low, past = max(0, k - m + 1), min(n, k + 1)
        count = (past - low + LANES - 1) // LANES * LANES
        if kind == EUCLIDEAN_BY_FRAME:
            costs_by_frame(left, first + low, right, begin + m - 1 - k + low, costs[: past - low])
        else:
            costs_along(left, first + low, right, begin + m - 1 - k + low, kind == EUCLIDEAN, costs[:count])
        here, before, earlier = table[k % depth], table[(k - 1) % depth], table[(k - 2) % depth]
        row, column, aslant, out = before[low:], before[low + 1 :], earlier[low:], here[low + 1 :]
        if k == 0:
            here[1] = costs[0]
        else:
            for t in range(count):
                best = row[t] if row[t] < column[t] else column[t]
                best = aslant[t] if aslant[t] < best else best
                out[t] = costs[t] + best
        here[0] = np.inf
        here[past + 1] = np.inf


@compiled
def path_costs(
    left: Numbers,
    left_spans: Integers,
    right: Numbers,
    right_spans: Integers,
    pairs: Integers,
    kind: int,
) -> NDArray[np.float64]:
    """Return D at the last cell of each pair, float64 (pairs,).

    left, right, kind: as of `accumulate`; spans: int64 (sequences, 2), where each begins, and its
    frames; pairs: int64 (pairs, 2), which sequence of either.
    """
    longest = left_spans[:, 1].max()
    table, costs = np.empty((ROLLING, longest + 2 + LANES), left.dtype), np.empty(longest + LANES, left.dtype)
    out = np.empty(len(pairs), np.float64)
    for pair in range(len(pairs)):
        first, n = left_spans[pairs[pair, 0]]
        begin, m = right_spans[pairs[pair, 1]]
        accumulate(left, first, n, right, begin, m, kind, table, costs)
        out[pair] = table[(n + m - 2) % ROLLING, n]
    return out


@compiled
def walk_back(table: Numbers, n: int, m: int, cells: Integers) -> int:
    """Write the cells (i, j) of the best path, the last one last in `cells`, (n + m − 1, 2); return where it begins.

    table: whole, as `accumulate` wrote it. Where steps tie, the diagonal is taken first, then the step back in the left
    sequence.
    """
    i, j, place = n - 1, m - 1, n + m - 2
    cells[place, 0], cells[place, 1] = i, j
    while i > 0 or j > 0:
        if i == 0:
            j -= 1
        elif j == 0:
            i -= 1
        else:
            aslant, row, column = table[i + j - 2, i], table[i + j - 1, i], table[i + j - 1, i + 1]
            if aslant <= row and aslant <= column:
                i -= 1
                j -= 1
            elif row <= column:
                i -= 1
            else:
                j -= 1
        place -= 1
        cells[place, 0], cells[place, 1] = i, j
    return place


@compiled
def all_paths(
    left: Numbers,
    left_spans: Integers,
    right: Numbers,
    right_spans: Integers,
    pairs: Integers,
    kind: int,
) -> Integers:
    """Return the cells of all pairs' best paths, int64 (cells, 3): pair, frame of left, frame of right.

    Arguments as of `path_costs`.
    """
    tall, wide = left_spans[:, 1].max(), right_spans[:, 1].max()
    table, costs = np.empty((tall + wide + 1, tall + 2 + LANES), left.dtype), np.empty(tall + LANES, left.dtype)
    cells = np.empty((tall + wide, 2), np.int64)
    most = 0
    for pair in range(len(pairs)):
        most += left_spans[pairs[pair, 0], 1] + right_spans[pairs[pair, 1], 1]
    out, count = np.empty((most, 3), np.int64), 0
    for pair in range(len(pairs)):
        first, n = left_spans[pairs[pair, 0]]
        begin, m = right_spans[pairs[pair, 1]]
        accumulate(left, first, n, right, begin, m, kind, table[: n + m + 1], costs)
        for place in range(walk_back(table, n, m, cells), n + m - 1):
            out[count, 0], out[count, 1], out[count, 2] = pair, cells[place, 0], cells[place, 1]
            count += 1
    return out[:count]
