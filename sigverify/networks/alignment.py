"""Dynamic time warping of signatures: distances, best paths, and the live value of unfinished ink.

Sakoe & Chiba (1978), symmetric steps with weight 1; see `warping_tables`. Deviations: no band; the path's cost is
divided by n + m.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sigverify.ink.recording import Floats, Integers
from sigverify.networks.grid_tables import step_of_whole, whole_path_costs
from sigverify.networks.lanes import LANES
from sigverify.networks.warping_tables import (
    GAPS,
    ROWS,
    SQUARES,
    all_paths,
    open_ended_costs,
    path_costs,
    steps_of,
    walk_back,
    whole_table,
)
from sigverify.progress import aside, steps, tell

Frames = NDArray[np.floating]


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


_CELLS_AT_ONCE = 1 << 24
"""Of the tables that are worked without a look up: some hundredths of a second. Signatures come by the hundred."""

_NUMBERS_AT_ONCE = 1 << 20
"""Of the pictures of a table that are filled without a look up."""


class _Lying(NamedTuple):
    """Sequences one behind another, each once, as the loops of `warping_tables` want them.

    values: (frames, d); spans: (sequences, 2), where each begins, and its frames; places: which of them each of the
    sequences given is, int64.
    """

    values: Frames
    spans: Integers
    places: Integers


def dtw_distances(left: Sequence[Frames], right: Sequence[Frames], metric: str) -> Floats:
    """Return the path cost over n + m of each pair (left[k], right[k]), float64 (pairs,).

    left, right: equally many sequences, (frames, d) each. metric: 'l1' for the sum of absolute differences, 'l2' for
    the Euclidean distance. Costs and sums are in the frames' own precision, float32 at least, which is exact for sums
    of whole numbers below 2²⁴, such as frames on a grid have.
    """
    out = np.empty(len(left))
    for portion in steps(_portions(left, right)):
        (a, b), pairs = _meeting(left[portion], right[portion])
        frames = a.spans[a.places, 1] + b.spans[b.places, 1]
        work = _costs_of(a, b, pairs, metric)
        out[portion] = (aside(work) if _is_long(a, b, pairs) else work()) / frames
    return out


def _costs_of(a: _Lying, b: _Lying, pairs: Integers, metric: str) -> Callable[[], Floats]:
    """Return what works the path costs of these pairs; on a grid one signature goes along all that it meets."""
    step = step_of_whole(a.values, b.values) if metric == "l2" else 0.0
    if step == 0.0:
        return partial(path_costs, a.values, a.spans, b.values, b.spans, pairs, _cost(metric))
    if len(a.spans) > len(b.spans):
        a, b, pairs = b, a, np.ascontiguousarray(pairs[:, ::-1])
    return partial(whole_path_costs, a.values, a.spans, b.values, b.spans, pairs, step)


def best_paths(left: Sequence[Frames], right: Sequence[Frames], metric: str) -> Paths:
    """Return the best path of each pair (left[k], right[k]); arguments as of `dtw_distances`.

    Where steps tie, the diagonal is taken first, then the step back in the left sequence. Costs and sums are in the
    frames' own precision, float32 at least: paths that differ by less than its rounding count as equally good.
    """
    found = [np.empty((0, 3), dtype=np.int64)]
    for portion in steps(_portions(left, right)):
        (a, b), pairs = _meeting(left[portion], right[portion])
        work = partial(all_paths, a.values, a.spans, b.values, b.spans, pairs, _cost(metric))
        paths = aside(work) if _is_long(a, b, pairs) else work()
        paths[:, 0] += portion.start
        found.append(paths)
    return Paths(*(found[1] if len(found) == 2 else np.concatenate(found)).T)


def warping(left: Frames, right: Frames, metric: str) -> Warping:
    """Return all costs of one pair, left (n, d) and right (m, d), and its best path, which is that of `best_paths`."""
    from scipy.spatial.distance import cdist  # slow to import, and a decision needs none of it

    tell(0.0)
    table = _table(left, right, metric)
    n, m = len(left), len(right)
    cells = np.empty((n + m, 2), dtype=np.int64)
    path = cells[walk_back(table, n, m, cells) : n + m - 1]
    local, accumulated = np.empty((n, m), table.dtype), np.empty((n, m), table.dtype)
    strip, columns = max(1, _NUMBERS_AT_ONCE // m), np.arange(m)
    for first in range(0, n, strip):
        tell(0.3 + 0.7 * first / n)
        part, rows = slice(first, first + strip), np.arange(first, min(first + strip, n))[:, None]
        local[part] = cdist(left[part], right, "cityblock" if metric == "l1" else "euclidean")
        accumulated[part] = _cells(table, rows, columns, m)
    return Warping(local=local, accumulated=accumulated, left=path[:, 0], right=path[:, 1])


def open_ended_distances(written: Frames, references: Sequence[Frames], metric: str) -> Floats:
    """Return min over j of D[j, m] / (j + m) of the m frames written, float64 (references,).

    written: (m, d); references: (n, d) each, whose frames j count from 1, so that the value of a finished alignment is
    its path cost over n + m. Each reference is matched as far as it fits best, since the signature is not finished
    (open-end DTW, Tormene et al. 2009).
    """
    precision = _precision([written], references)
    given = _laid(references, precision)
    tell(0.0)
    found = open_ended_costs(given.values, given.spans, np.array(written, precision, order="C"), _cost(metric))
    return found[given.places]


def open_ended_path(written: Frames, reference: Frames, metric: str) -> tuple[Integers, Integers]:
    """Return which frames meet on the best path of unfinished ink, int64 (cells,) each, in rising order.

    written: (m, d); reference: (n, d), matched as far as `open_ended_distances` says that it fits best.
    """
    table, m = _table(reference, written, metric), len(written)
    rows = np.arange(len(reference))
    ends = _cells(table, rows, m - 1, m).astype(np.float64)
    n = int(np.argmin(ends / (rows + 1 + m))) + 1
    cells = np.empty((n + m, 2), dtype=np.int64)
    path = cells[walk_back(table, n, m, cells) : n + m - 1]
    return path[:, 1], path[:, 0]


def _portions(left: Sequence[Frames], right: Sequence[Frames]) -> list[slice]:
    """Return pairs one after another in portions of few cells, between which one can look whether to stop."""
    portions, first, cells = [], 0, 0
    for place, (a, b) in enumerate(zip(left, right, strict=True)):
        size = len(a) * len(b)
        if place > first and cells + size > _CELLS_AT_ONCE:
            portions.append(slice(first, place))
            first, cells = place, 0
        cells += size
    return [*portions, slice(first, len(left))] if len(left) else []


def _is_long(a: _Lying, b: _Lying, pairs: Integers) -> bool:
    """Whether one pair alone, of signatures of minutes, is more than is worked without a look up."""
    return len(pairs) == 1 and bool(a.spans[0, 1] * b.spans[0, 1] > _CELLS_AT_ONCE)


def _table(left: Frames, right: Frames, metric: str) -> Frames:
    """Return D of one pair, as of `warping_tables.whole_table`."""
    precision = _precision([left], [right])
    a, b = (np.array(side, precision, order="C") for side in (left, right))  # a copy: features are read-only
    return whole_table(a, b, _cost(metric))


def _cells(table: Frames, rows: Integers, columns: Integers | int, width: int) -> Frames:
    """Return D at these rows and columns of what `_table` gave; width: columns of all of it."""
    lane = rows % ROWS // 2
    return table[rows // ROWS * (steps_of(width) * ROWS) + (columns + lane) * ROWS + rows % 2 * LANES + lane]


def _meeting(left: Sequence[Frames], right: Sequence[Frames]) -> tuple[list[_Lying], Integers]:
    """Return both sides laid out, and which sequences meet, int64 (pairs, 2)."""
    precision = _precision(left, right)
    sides = [_laid(side, precision) for side in (left, right)]
    return sides, np.stack([side.places for side in sides], axis=1)


def _laid(sequences: Sequence[Frames], precision: DTypeLike) -> _Lying:
    """Return sequences laid out; one that is given twice lies once."""
    kept: dict[int, int] = {}
    places = [kept.setdefault(id(frames), len(kept)) for frames in sequences]
    once = list({id(frames): frames for frames in sequences}.values())
    counts = np.array([len(frames) for frames in once])
    spans = np.stack((np.cumsum(counts) - counts, counts), axis=1)
    return _Lying(np.concatenate(once, dtype=precision), spans, np.array(places))


def _cost(metric: str) -> int:
    return SQUARES if metric == "l2" else GAPS


def _precision(left: Sequence[Frames], right: Sequence[Frames]) -> np.dtype[np.floating]:
    return np.result_type(np.float32, *left[:1], *right[:1])
