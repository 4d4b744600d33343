"""Dynamic time warping, thirty-two rows of a table at a time, local costs worked on the way.

Sakoe & Chiba (1978), symmetric steps with weight 1: D[i, j] = c[i, j] + min(D[i−1, j−1], D[i−1, j], D[i, j−1]).
A lane is two rows, one below the other, and each lane is a column behind the one above it, so that no lane needs
another one of the same step: in step s lane r is at column s − r, with rows 2r and 2r + 1. The cells before lie in
registers, two of them a lane up; memory holds what goes from the last row of a strip to the next strip. Costs take the
frames of the strip, the same in each step, and a window of the other sequence, which lies backwards and a number a row,
so that the window is an unbroken stretch. It nearly always crosses a line of the cache, and is read once for both rows.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.ink.recording import Integers
from sigverify.networks.lanes import (
    LANES,
    filled,
    least,
    load,
    moved_up,
    plus,
    plus_gap,
    plus_square,
    roots,
    store,
)

Numbers = NDArray[np.floating]
_Kind = TypeVar("_Kind", bound=np.generic)

ROWS = 2 * LANES
"""Of a strip."""

AT_ONCE = 2
"""Steps worked together, for which the frames of a strip are read once. What is worked beyond the last nobody reads.

Refused: four. Eight square roots then come at once, and are no longer worked beside the sums: a tenth slower. With an
estimate of the root and a Newton step in their place it was hardly quicker, and less exact."""

LINE_BYTES = 64
"""Of a line of the cache, and of the widest register: what begins within a line is read in two."""

GAPS, SQUARES = 0, 1
"""Ways to a local cost: the sum of absolute differences; the root of summed squares."""

_MARGIN = LANES + 3 * AT_ONCE
"""Zeros on either side of a sequence that lies backwards, for lanes before the first column or behind the last."""


@compiled
def steps_of(m: int) -> int:
    """Return how many steps a strip takes over m columns."""
    return (m + LANES - 1 + AT_ONCE - 1) // AT_ONCE * AT_ONCE


@compiled
def room(m: int, strips: int) -> int:
    """Return how many numbers a table of m columns needs, with a strip of infinity above the first one."""
    return ((strips + 1) * steps_of(m) + LANES) * ROWS


@compiled
def cell(i: int, j: int, apart: int) -> int:
    """Return where D[i, j] lies behind the beginning of the first strip; apart: as of `accumulate`."""
    lane = i % ROWS // 2
    return i // ROWS * apart + (j + lane) * ROWS + i % 2 * LANES + lane


@compiled
def aligned(count: int, like: NDArray[_Kind]) -> NDArray[_Kind]:
    """Return so many zeros of the kind of `like`, the first at the beginning of a line of the cache."""
    given = np.zeros(count + LINE_BYTES // like.itemsize, like.dtype)
    spare = -given.ctypes.data % LINE_BYTES // like.itemsize
    return given[spare : spare + count]


@compiled
def laid_in_strips(frames: Numbers, spans: Integers) -> tuple[Numbers, Integers]:
    """Return sequences in strips of 32 frames, each a number a row, and where each begins, int64 (sequences,).

    In a row lie the first, third, fifth … frame of a strip, and behind them the second, fourth ….
    frames: (all frames, d), one sequence behind another; spans: int64 (sequences, 2), where each begins, its frames.
    """
    d, begins, size = frames.shape[1], np.empty(len(spans), np.int64), 0
    for place in range(len(spans)):
        begins[place] = size
        size += (spans[place, 1] + ROWS - 1) // ROWS * ROWS * d
    out = aligned(size, frames)
    for place in range(len(spans)):
        first, n = spans[place]
        for i in range(n):
            at = begins[place] + i // ROWS * ROWS * d + i % 2 * LANES + i % ROWS // 2
            for k in range(d):
                out[at + k * ROWS] = frames[first + i, k]
    return out, begins


@compiled
def laid_backwards(frames: Numbers, spans: Integers) -> tuple[Numbers, Integers]:
    """Return sequences backwards, each a number a row, and where the first frame of each lies, int64 (sequences,).

    Arguments as of `laid_in_strips`. Rows have _MARGIN zeros on either side.
    """
    d, begins, size = frames.shape[1], np.empty(len(spans), np.int64), 0
    for place in range(len(spans)):
        m = spans[place, 1]
        begins[place] = size + _MARGIN + m - 1
        size += (m + 2 * _MARGIN) * d
    out = np.zeros(size, frames.dtype)
    for place in range(len(spans)):
        first, m = spans[place]
        for k in range(d):
            at = begins[place] + k * (m + 2 * _MARGIN)
            for j in range(m):
                out[at - j] = frames[first + j, k]
    return out, begins


@compiled
def strip_of_table(
    left: Numbers, at: int, right: Numbers, first: int, m: int, d: int, cost: int, table: Numbers, above: int,
    here: int, corner: float,
) -> None:  # fmt: skip
    """Write D of 32 frames of left and all m of right.

    left, right: as `laid_in_strips` and `laid_backwards` lay them; at: where the strip begins;
    first: where the first frame of right lies. table: flat; a strip has ROWS numbers for each of its steps, from `here`
    on; above: where the strip above begins, which may be the same place. corner: D above and before the first cell.
    """
    row = m + 2 * _MARGIN
    nothing, odd, even = filled(left, 0.0), filled(left, np.inf), filled(left, np.inf)
    aslant = moved_up(odd, corner)
    for s in range(0, m + LANES - 1, AT_ONCE):
        window = first - s
        e0, e1 = nothing, nothing
        o0, o1 = nothing, nothing
        if cost == SQUARES:
            for place in range(at, at + d * ROWS, ROWS):
                ours, below = load(left, place), load(left, place + LANES)
                other = load(right, window)
                e0, o0 = plus_square(e0, ours, other), plus_square(o0, below, other)
                other = load(right, window - 1)
                e1, o1 = plus_square(e1, ours, other), plus_square(o1, below, other)
                window += row
            e0, e1 = roots(e0), roots(e1)
            o0, o1 = roots(o0), roots(o1)
        else:
            for place in range(at, at + d * ROWS, ROWS):
                ours, below = load(left, place), load(left, place + LANES)
                other = load(right, window)
                e0, o0 = plus_gap(e0, ours, other), plus_gap(o0, below, other)
                other = load(right, window - 1)
                e1, o1 = plus_gap(e1, ours, other), plus_gap(o1, below, other)
                window += row
        last = above + (s + LANES) * ROWS - 1  # of the row above, which was in its last lane at this column
        u0, u1 = table[last], table[last + ROWS]
        out = here + s * ROWS
        up = moved_up(odd, u0)
        before, even = even, plus(e0, least(least(even, aslant), up))
        odd = plus(o0, least(least(odd, before), even))
        store(table, out, even)
        store(table, out + LANES, odd)
        aslant = moved_up(odd, u1)
        before, even = even, plus(e1, least(least(even, up), aslant))
        odd = plus(o1, least(least(odd, before), even))
        store(table, out + ROWS, even)
        store(table, out + ROWS + LANES, odd)


@compiled
def accumulate(
    left: Numbers, at: int, n: int, right: Numbers, first: int, m: int, d: int, cost: int, table: Numbers,
    apart: int, ends: Numbers,
) -> None:  # fmt: skip
    """Write D of n frames of left and m of right.

    table: flat, of as many numbers as `room` says. The first strip begins at `room(m, 0)`; apart: numbers from one
    strip to the next, all of a strip where they are to stay, 0 where each takes the place of the one before.
    ends: (n,) at least, for D of all rows at the last column. Other arguments as of `strip_of_table`.
    """
    here = room(m, 0)
    table[:here] = np.inf
    accumulate_below(left, at, n, right, first, m, d, cost, table, apart, ends, 0.0)


@compiled
def accumulate_below(
    left: Numbers, at: int, n: int, right: Numbers, first: int, m: int, d: int, cost: int, table: Numbers,
    apart: int, ends: Numbers, corner: float,
) -> None:  # fmt: skip
    """Write D of n frames of left and all m of right, below the row that the table begins with.

    corner: D above and before the first cell. Other arguments as of `accumulate`.
    """
    above, here = 0, room(m, 0)
    for i in range(0, n, ROWS):
        strip_of_table(left, at + i * d, right, first, m, d, cost, table, above, here, corner)
        for row in range(min(ROWS, n - i)):
            ends[i + row] = table[here + cell(row, m - 1, 0)]
        above, here, corner = here, here + apart, np.inf


@compiled
def path_costs(
    left: Numbers, left_spans: Integers, right: Numbers, right_spans: Integers, pairs: Integers, cost: int
) -> NDArray[np.float64]:
    """Return D at the last cell of each pair, float64 (pairs,).

    left, right, spans: as of `laid_in_strips`; pairs: int64 (pairs, 2), which sequence of either; cost: GAPS or
    SQUARES.
    """
    d = left.shape[1]
    strips, begins = laid_in_strips(left, left_spans)
    backwards, firsts = laid_backwards(right, right_spans)
    table = aligned(room(right_spans[:, 1].max(), 1) + LANES * ROWS, left)
    out, ends = np.empty(len(pairs), np.float64), np.empty(left_spans[:, 1].max(), left.dtype)
    for pair in range(len(pairs)):
        a, b = pairs[pair]
        n, m = left_spans[a, 1], right_spans[b, 1]
        accumulate(strips, begins[a], n, backwards, firsts[b], m, d, cost, table, 0, ends)
        out[pair] = ends[n - 1]
    return out


@compiled
def open_ended_costs(left: Numbers, spans: Integers, right: Numbers, cost: int) -> NDArray[np.float64]:
    """Return min over j of D[j, m] / (j + m), float64 (sequences of left,), of right (m, d), rows and columns from 1.

    left, spans, cost: as of `path_costs`.
    """
    m, d = right.shape
    strips, begins = laid_in_strips(left, spans)
    backwards, firsts = laid_backwards(right, np.array([[0, m]]))
    table = np.empty(room(m, 1) + LANES * ROWS, left.dtype)
    out, ends = np.full(len(spans), np.inf), np.empty(spans[:, 1].max(), left.dtype)
    for place in range(len(spans)):
        n = spans[place, 1]
        accumulate(strips, begins[place], n, backwards, firsts[0], m, d, cost, table, 0, ends)
        for row in range(n):
            out[place] = min(out[place], np.float64(ends[row]) / (row + 1 + m))
    return out


@compiled
def open_ended_rows(
    written: Numbers, kept: int, right: Numbers, firsts: Integers, spans: Integers, cost: int, rows: Numbers,
    before: int,
) -> NDArray[np.float64]:  # fmt: skip
    """Return min over j of D[t, j] / (t + j), float64 (references,), of t frames of which n are given.

    written: (n, d), the frames behind the first `before`, n ≥ 1; right, firsts: the references as `laid_backwards` lays
    them, spans as given to it. rows: D at the last of the frames before, all references one behind another; it is
    replaced by D behind `kept` more of them, 0 ≤ kept ≤ n.
    """
    n, d = written.shape
    strips, _ = laid_in_strips(written, np.array([[0, n]]))
    count, widest = (n + ROWS - 1) // ROWS, spans[:, 1].max()
    table = np.empty(room(widest, count) + LANES * ROWS, written.dtype)
    out, ends = np.full(len(spans), np.inf), np.empty(n, written.dtype)
    for place in range(len(spans)):
        begin, m = spans[place]
        here, apart = room(m, 0), steps_of(m) * ROWS
        table[:here] = np.inf
        if before > 0:
            for j in range(m):
                table[(j + LANES) * ROWS - 1] = rows[begin + j]  # where the last lane of a strip above would have it
        corner = np.inf if before > 0 else 0.0
        accumulate_below(strips, 0, n, right, firsts[place], m, d, cost, table, apart, ends, corner)
        for j in range(m):
            last = table[here + cell(n - 1, j, apart)]
            out[place] = min(out[place], np.float64(last) / (before + n + j + 1))
        if kept > 0:
            for j in range(m):
                rows[begin + j] = table[here + cell(kept - 1, j, apart)]
    return out


@compiled
def walk_back(table: Numbers, n: int, m: int, cells: Integers) -> int:
    """Write the cells (i, j) of the best path, the last one last in `cells`, (n + m − 1, 2); return where it begins.

    table: as of `whole_table`. Where steps tie, the diagonal is taken first, then the step back in the left sequence.
    """
    apart = steps_of(m) * ROWS
    i, j, place = n - 1, m - 1, n + m - 2
    cells[place, 0], cells[place, 1] = i, j
    while i > 0 or j > 0:
        if i == 0:
            j -= 1
        elif j == 0:
            i -= 1
        else:
            aslant, row = table[cell(i - 1, j - 1, apart)], table[cell(i - 1, j, apart)]
            column = table[cell(i, j - 1, apart)]
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
def whole_table(left: Numbers, right: Numbers, cost: int) -> Numbers:
    """Return D of left (n, d) and right (m, d), flat, the cell (i, j) where `cell` says.

    All other cells mean nothing.
    """
    (n, d), m = left.shape, len(right)
    strips, _ = laid_in_strips(left, np.array([[0, n]]))
    backwards, firsts = laid_backwards(right, np.array([[0, m]]))
    table = np.empty(room(m, (n + ROWS - 1) // ROWS), left.dtype)
    accumulate(strips, 0, n, backwards, firsts[0], m, d, cost, table, steps_of(m) * ROWS, np.empty(n, left.dtype))
    return table[room(m, 0) :]


@compiled
def all_paths(
    left: Numbers, left_spans: Integers, right: Numbers, right_spans: Integers, pairs: Integers, cost: int
) -> Integers:
    """Return the cells of all pairs' best paths, int64 (cells, 3): pair, frame of left, frame of right.

    Arguments as of `path_costs`.
    """
    d = left.shape[1]
    strips, begins = laid_in_strips(left, left_spans)
    backwards, firsts = laid_backwards(right, right_spans)
    tall, wide = left_spans[:, 1].max(), right_spans[:, 1].max()
    memory = np.empty(room(wide, (tall + ROWS - 1) // ROWS), left.dtype)
    cells, ends = np.empty((tall + wide, 2), np.int64), np.empty(tall, left.dtype)
    most = 0
    for pair in range(len(pairs)):
        most += left_spans[pairs[pair, 0], 1] + right_spans[pairs[pair, 1], 1]
    out, count = np.empty((most, 3), np.int64), 0
    for pair in range(len(pairs)):
        a, b = pairs[pair]
        n, m = left_spans[a, 1], right_spans[b, 1]
        apart = steps_of(m) * ROWS
        accumulate(strips, begins[a], n, backwards, firsts[b], m, d, cost, memory, apart, ends)
        for place in range(walk_back(memory[room(m, 0) :], n, m, cells), n + m - 1):
            out[count, 0], out[count, 1], out[count, 2] = pair, cells[place, 0], cells[place, 1]
            count += 1
    return out[:count]
