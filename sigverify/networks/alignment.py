"""Dynamic time warping of many pairs at once, its column recursion written as a prefix scan.

Sakoe & Chiba (1978), symmetric steps with weight 1: D[i, j] = c[i, j] + min(D[i−1, j], D[i, j−1], D[i−1, j−1]).
With m[i] = min(D[i, j−1], D[i−1, j−1]) and C the cumulative sum of column j of c,
D[i, j] = C[i] + min over k ≤ i of (m[k] − C[k−1]), C[−1] = 0: one `minimum.accumulate` a column.
Deviations: no band; the path's cost is divided by n + m. float64 throughout, since C cancels.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sigverify.ink.recording import Floats, Integers

Frames = NDArray[np.floating]

_CELLS_AT_ONCE = 400_000
"""Bound on the cost cells held in memory for one group of pairs."""


def local_costs(left: Frames, right: Frames, metric: str) -> Floats:
    """Return the costs between all frames, float64 (..., n, m), of (..., n, d) and (..., m, d), broadcast.

    metric: 'l1' for the sum of absolute differences, 'l2' for the Euclidean distance.
    """
    if metric == "l1":
        lead = np.broadcast_shapes(left.shape[:-2], right.shape[:-2])
        costs = np.zeros((*lead, left.shape[-2], right.shape[-2]), dtype=np.result_type(left, right))
        gap = np.empty_like(costs)
        for column in range(left.shape[-1]):
            np.subtract(left[..., :, None, column], right[..., None, :, column], out=gap)
            costs += np.abs(gap, out=gap)
        return costs.astype(np.float64)
    a, b = left.astype(np.float64), right.astype(np.float64)
    squared = (a * a).sum(-1)[..., :, None] + (b * b).sum(-1)[..., None, :] - 2.0 * a @ np.swapaxes(b, -1, -2)
    return np.sqrt(np.maximum(squared, 0.0))


def first_column(costs: Floats) -> Floats:
    """Return D[:, 0], float64 (..., n), from the costs of frame 0 of the other side."""
    return np.cumsum(costs, axis=-1)


def next_column(previous: Floats, costs: Floats) -> Floats:
    """Return D[:, j], float64 (..., n), from D[:, j − 1] and the costs of frame j of the other side."""
    entered = previous.copy()
    np.minimum(previous[..., 1:], previous[..., :-1], out=entered[..., 1:])
    total = np.cumsum(costs, axis=-1)
    entered[..., 1:] -= total[..., :-1]
    np.minimum.accumulate(entered, axis=-1, out=entered)
    entered += total
    return entered


def accumulated(costs: Floats) -> Floats:
    """Return the whole of D, float64 (..., n, m)."""
    table = np.empty_like(costs)
    table[..., 0] = first_column(costs[..., 0])
    for column in range(1, costs.shape[-1]):
        table[..., column] = next_column(table[..., column - 1], costs[..., column])
    return table


def best_paths(table: Floats, heights: Integers, widths: Integers) -> NDArray[np.bool_]:
    """Return the cells on each pair's best path, bool (pairs, n, m), found by walking all pairs back at once.

    table: D of each pair, (pairs, n, m); heights, widths: int64 (pairs,), the last cell's row and column plus one.
    Where steps tie, the diagonal is taken first, then the step back in the left sequence.
    """
    pairs, n, m = table.shape
    padded = np.full((pairs, n + 1, m + 1), np.inf)
    padded[:, 1:, 1:] = table
    flat = padded.reshape(pairs, -1)
    on_path = np.zeros((pairs, n, m), dtype=bool)
    pair = np.arange(pairs)
    i, j = heights.copy(), widths.copy()  # one-based, as `padded` is
    while pair.size:
        on_path[pair, i - 1, j - 1] = True
        going = (i > 1) | (j > 1)
        if not going.all():
            pair, i, j = pair[going], i[going], j[going]
        cell = i * (m + 1) + j
        diagonal, up, side = flat[pair, cell - m - 2], flat[pair, cell - m - 1], flat[pair, cell - 1]
        # the table's edges leave one way only; said outright, for costs that are not numbers compare with nothing
        up_best = ((up < diagonal) & (up <= side)) | (j == 1)
        side_best = ((side < diagonal) | (i == 1)) & ~up_best
        i -= ~side_best
        j -= ~up_best
    return on_path


def open_ended(column: Floats, frames: int) -> Floats:
    """Return min over j of D[j, t] / (t + j), float64 (...), for the live value after `frames` = t + 1 frames.

    column: D[:, t], float64 (..., n), of the references' n frames against the frames written so far. Each
    reference is matched as far as it fits best, since the signature is not finished (open-end DTW, Tormene et al.
    2009); t and j count from 1, so that the value of a finished alignment is its path cost over n + m.
    """
    return (column / (frames + np.arange(1, column.shape[-1] + 1))).min(axis=-1)


def open_ended_distances(written: Frames, references: Sequence[Frames], metric: str) -> Floats:
    """Return the open-ended path cost after each frame written, float64 (frames, references), all references at once.

    written: (frames, d); references: (n, d) each.
    """
    heights = np.array([len(frames) for frames in references])
    costs = local_costs(padded(references, int(heights.max())), written[None], metric)
    outside = np.arange(costs.shape[1]) >= heights[:, None]  # below every read cell, so it cannot leak into one
    out = np.empty((len(written), len(references)))
    column = first_column(costs[:, :, 0])
    for t in range(len(written)):
        if t:
            column = next_column(column, costs[:, :, t])
        out[t] = open_ended(np.where(outside, np.inf, column), t + 1)
    return out


def dtw_distances(left: Sequence[Frames], right: Sequence[Frames], metric: str) -> Floats:
    """Return the path cost over n + m of each pair (left[k], right[k]), float64 (pairs,).

    left, right: equally many sequences, (frames, d) each. Pairs of like size are worked side by side; the
    padding that equalises them lies behind the cells that are read, so it never changes a result.
    """
    out = np.empty(len(left))
    order = sorted(range(len(left)), key=lambda k: (len(right[k]), len(left[k])))
    start = 0
    while start < len(order):
        width = len(right[order[start]])
        stop, tall, wide = start, 0, width
        while stop < len(order):
            tall_next = max(tall, len(left[order[stop]]))
            wide_next = len(right[order[stop]])
            if stop > start and (stop + 1 - start) * tall_next * wide_next > _CELLS_AT_ONCE:
                break
            tall, wide, stop = tall_next, wide_next, stop + 1
        group = order[start:stop]
        out[group] = _group_distances([left[k] for k in group], [right[k] for k in group], tall, wide, metric)
        start = stop
    return out


def _group_distances(left: list[Frames], right: list[Frames], tall: int, wide: int, metric: str) -> Floats:
    costs = local_costs(padded(left, tall), padded(right, wide), metric)
    heights = np.array([len(frames) for frames in left])
    widths = np.array([len(frames) for frames in right])
    rows = np.arange(len(left))
    columns = np.ascontiguousarray(np.moveaxis(costs, -1, 0))
    out = np.empty(len(left))
    current = first_column(columns[0])
    for j in range(wide):
        if j:
            current = next_column(current, columns[j])
        done = widths == j + 1
        if done.any():
            out[done] = current[rows[done], heights[done] - 1]
    return out / (heights + widths)


def padded(sequences: Sequence[Frames], length: int) -> Frames:
    """Return sequences (frames, d) one under another, (sequences, length, d), zero behind their ends."""
    out = np.zeros((len(sequences), length, sequences[0].shape[1]), dtype=sequences[0].dtype)
    for row, frames in enumerate(sequences):
        out[row, : len(frames)] = frames
    return out
