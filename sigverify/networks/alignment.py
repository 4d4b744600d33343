"""Dynamic time warping of signatures: distances, best paths, and the live value of unfinished ink.

Sakoe & Chiba (1978), symmetric steps with weight 1, many pairs in lockstep. Deviations: no band; the path's cost is
divided by n + m.
"""

from collections.abc import Iterator, Sequence
from math import ceil, log2
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray
from scipy.spatial.distance import cdist

from sigverify.ink.recording import Floats, Integers
from sigverify.networks.lockstep import TABLE_BYTES, Cells, Table, buffers
from sigverify.networks.path_costs import HalfTables

Frames = NDArray[np.floating]

_COSTS_AT_ONCE = 16
"""Pairs whose local costs are worked out before they are laid in the table: a cache line or two of it."""

_PRODUCT = 1 << 18
"""Bound on the multiply-adds of a matrix product. OpenBLAS wakes its threads for a larger one, which gains nothing at
such sizes, and on a busy machine makes a product of a millisecond wait for half a second.
"""


class Paths(NamedTuple):
    """The cells of many best paths, int64 (cells,) each; the cells of one pair come together, in rising order.

    pair: which pair a cell is of; left, right: the frames that meet in it.
    """

    pair: Integers
    left: Integers
    right: Integers


class Warping(NamedTuple):
    """One pair laid along each other, for those who want to look at it.

    local, accumulated: (n, m) costs of all pairs of frames and D; left, right: the cells of the best path, int64
    (cells,) each, in rising order.
    """

    local: Frames
    accumulated: Frames
    left: Integers
    right: Integers


def dtw_distances(left: Sequence[Frames], right: Sequence[Frames], metric: str) -> Floats:
    """Return the path cost over n + m of each pair (left[k], right[k]), float64 (pairs,).

    left, right: equally many sequences, (frames, d) each. metric: 'l1' for the sum of absolute differences, 'l2' for
    the Euclidean distance. Costs and sums are in the frames' own precision, float32 at least, which is exact for sums
    of whole numbers below 2²⁴, such as frames on a grid have.
    """
    out, precision = np.empty(len(left)), _precision(left, right)
    pairs, sizes = _lying(left, right)
    for places in _groups(sizes, precision.itemsize):
        heights, widths = np.array([sizes[k] for k in places]).T
        tables = HalfTables.blank(heights, widths, precision)
        with np.errstate(over="ignore", invalid="ignore"):  # frames that are no numbers give a distance that is none
            for first in range(0, len(places), _COSTS_AT_ONCE):
                rows, columns = zip(*(pairs[k] for k in places[first : first + _COSTS_AT_ONCE]), strict=True)
                for lane, costs in enumerate(local_costs(rows, columns, metric, precision), start=first):
                    tables.lay(lane, costs)
            out[places] = tables.ends() / (heights + widths)
    return out


def best_paths(left: Sequence[Frames], right: Sequence[Frames], metric: str) -> Paths:
    """Return the best path of each pair (left[k], right[k]); arguments as of `dtw_distances`.

    Where steps tie, the diagonal is taken first, then the step back in the left sequence. Costs and sums are in the
    frames' own precision, float32 at least: paths that differ by less than its rounding count as equally good.
    """
    found, precision = [], _precision(left, right)
    pairs, sizes = _lying(left, right)
    for places in _groups(sizes, precision.itemsize):
        table = _accumulated([pairs[k][0] for k in places], [pairs[k][1] for k in places], metric, precision)
        turned = np.array([len(left[k]) > len(right[k]) for k in places])
        heights, widths = np.array([sizes[k] for k in places]).T
        lane, row, column = table.walk_back(heights, widths, turned)
        turned = turned[lane]
        found.append((np.array(places)[lane], np.where(turned, column, row), np.where(turned, row, column)))
    if not found:
        return Paths(*np.empty((3, 0), dtype=np.int64))
    return Paths(*map(np.concatenate, zip(*found, strict=True)))


def warping(left: Frames, right: Frames, metric: str) -> Warping:
    """Return all costs of one pair, left (n, d) and right (m, d), and its best path, which is that of `best_paths`."""
    precision = _precision([left], [right])
    [(rows, columns)], [(height, width)] = _lying([left], [right])
    turned = len(left) > len(right)
    with np.errstate(over="ignore", invalid="ignore"):  # frames that are no numbers give costs that are none
        local = local_costs([rows], [columns], metric, precision)[0].astype(precision)
    table = _accumulated([rows], [columns], metric, precision)
    accumulated = table.cells[:, :, 0].copy()
    _, row, column = table.walk_back(np.array([height]), np.array([width]), np.array([turned]))
    if turned:
        return Warping(local=local.T, accumulated=accumulated.T, left=column, right=row)
    return Warping(local=local, accumulated=accumulated, left=row, right=column)


def open_ended_distances(written: Frames, references: Sequence[Frames], metric: str) -> Floats:
    """Return min over j of D[j, m] / (j + m) of the m frames written, float64 (references,).

    written: (m, d); references: (n, d) each, whose frames j count from 1, so that the value of a finished alignment is
    its path cost over n + m. Each reference is matched as far as it fits best, since the signature is not finished
    (open-end DTW, Tormene et al. 2009).
    """
    out = np.empty(len(references))
    for places in _groups([(len(frames), len(written)) for frames in references], np.dtype(np.float64).itemsize):
        cells = _accumulated([references[k] for k in places], [written] * len(places), metric, np.float64).cells
        for lane, place in enumerate(places):
            ends = cells[: len(references[place]), -1, lane]
            out[place] = (ends / np.arange(len(written) + 1, len(written) + 1 + len(ends))).min()
    return out


def _lying(
    left: Sequence[Frames], right: Sequence[Frames]
) -> tuple[list[tuple[Frames, Frames]], list[tuple[int, int]]]:
    """Return the sequences of each pair, the shorter one first, which lies in rows, and how many frames they have."""
    pairs = [(a, b) if len(a) <= len(b) else (b, a) for a, b in zip(left, right, strict=True)]
    return pairs, [(len(rows), len(columns)) for rows, columns in pairs]


def _precision(left: Sequence[Frames], right: Sequence[Frames]) -> np.dtype[np.floating]:
    return np.result_type(np.float32, *left[:1], *right[:1])


def _groups(sizes: Sequence[tuple[int, int]], cell_bytes: int) -> Iterator[list[int]]:
    """Yield the places of pairs (n, m) in groups of like size whose tables lie within TABLE_BYTES, or one by one."""
    group: list[int] = []
    tall = wide = 0
    for place in sorted(range(len(sizes)), key=lambda place: (round(4 * log2(sizes[place][1])), sizes[place][0])):
        n, m = max(tall, sizes[place][0]), max(wide, sizes[place][1])
        if group and (n + m) * (n + 1) * (len(group) + 1) * cell_bytes > TABLE_BYTES:
            yield group
            group = []
            n, m = sizes[place]
        group.append(place)
        tall, wide = n, m
    if group:
        yield group


def _accumulated(rows: Sequence[Frames], columns: Sequence[Frames], metric: str, precision: DTypeLike) -> Table:
    """Return D of each pair (rows[k], columns[k])."""
    n, m = max(map(len, rows)), max(map(len, columns))
    table = Table.blank(n, m, len(rows), precision)
    with np.errstate(over="ignore", invalid="ignore"):  # frames that are no numbers give a distance that is none
        for first in range(0, len(rows), _COSTS_AT_ONCE):
            block = slice(first, first + _COSTS_AT_ONCE)
            costs = local_costs(rows[block], columns[block], metric, precision)
            _, tall, wide = costs.shape
            table.cells[:tall, :wide, block] = costs.transpose(1, 2, 0)
            table.cells[tall:, :, block] = 0  # behind all cells that are read
            table.cells[:tall, wide:, block] = 0
        table.accumulate()
    return table


def local_costs(left: Sequence[Frames], right: Sequence[Frames], metric: str, precision: DTypeLike) -> Cells:
    """Return the costs between all frames of each pair, (pairs, n, m), in this thread's buffer.

    They are of `precision`, float64 for 'l1'. Pairs are padded to one size by frames of zeros.
    """
    size, n, m = left[0].shape[1], max(map(len, left)), max(map(len, right))
    if metric == "l1":
        costs: Cells = buffers.take("costs", (len(left), n, m), np.float64)
        a, b = _padded("left", left, n, size, np.float64), _padded("right", right, m, size, np.float64)
        for rows, columns, out in zip(a, b, costs, strict=True):
            cdist(rows, columns, "cityblock", out=out)
        return costs
    # |a − b|² = (−2 a, |a|², 1) · (b, 1, |b|²), in products of few rows
    strips = ceil(n / max(1, _PRODUCT // (m * (size + 2))))
    height = ceil(n / strips)
    a = _padded("left", left, strips * height, size + 2, precision)
    b = _padded("right", right, m, size + 2, precision)
    for extended, square, one in ((a, size, size + 1), (b, size + 1, size)):
        values = extended[:, :, :size]
        np.einsum("pfd,pfd->pf", values, values, out=extended[:, :, square])
        extended[:, :, one] = 1
    a[:, :, :size] *= -2
    squared = buffers.take("costs", (len(left), strips, height, m), precision)
    np.matmul(a.reshape(len(left), strips, height, size + 2), b.transpose(0, 2, 1)[:, None], out=squared)
    np.maximum(squared, 0, out=squared)
    return np.sqrt(squared, out=squared).reshape(len(left), strips * height, m)[:, :n]


def _padded(name: str, sequences: Sequence[Frames], length: int, width: int, precision: DTypeLike) -> Frames:
    """Return sequences (frames, d) one under another, (sequences, length, width), zero behind their ends."""
    out: Frames = buffers.take(name, (len(sequences), length, width), precision)
    for row, frames in zip(out, sequences, strict=True):
        row[: len(frames), : frames.shape[1]] = frames
        row[len(frames) :] = 0
    return out
