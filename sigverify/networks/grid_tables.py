"""Dynamic time warping of frames on a grid, Euclidean costs, one signature along many others in one sweep.

The tables are those of `warping_tables`, to the very same bit, and worked by the same strips. Frames on a grid are
whole multiples of one power of two, so that the square of a difference comes of whole numbers, exactly: the two frames'
own squares less twice their products, two products of 16 bits a lane at once. The other signatures lie behind one
another, so that the lanes of a strip are full from the first column of the first to the last one of the last.

What parts them is a column that is no frame, a wall: its square is so far below zero that the root is no number, and
neither is a sum with it. `least(a, b)` gives b where a is none. The column behind a wall is therefore worked from the
row above alone, as a first column is, and the first cell of all from a 0 that lies above the wall.
"""

import numpy as np
from numpy.typing import NDArray

from sigverify.compiled import compiled
from sigverify.ink.recording import Integers
from sigverify.networks.lanes import (
    LANES,
    filled,
    in_precision,
    least,
    load,
    moved_up,
    plus,
    plus_products,
    roots,
    store,
)
from sigverify.networks.warping_tables import AT_ONCE, ROWS, Numbers, aligned

Codes = NDArray[np.int32]
"""Two whole numbers of 16 bits in each, and squares of 32."""

_LATE = 2 * AT_ONCE
"""Steps from where the products of a cell are added up to where D is: its root is worked in the turn between."""

_MARGIN = LANES + _LATE + AT_ONCE
"""Columns on either side of all signatures, for lanes before the first or behind the last."""

_MOST_COLUMNS = 1024
"""Of a sweep: what it writes stays in the processor's second cache."""

_WALL = -(1 << 30)
_NOWHERE, _EVEN, _ODD = 0, 1, 2
"""Whether D of a row of each lane is kept, and of which."""


@compiled
def step_of_whole(left: Numbers, right: Numbers) -> float:
    """Return a power of two that all these frames, (frames, d) each, are multiples of; 0 where sums would be rounded.

    No frame's square exceeds a quarter of 2²⁴ steps squared: then no sum on the way from two frames' squares to that of
    their difference does, for it lies between 0 and four times the larger one, and float32 holds it.
    """
    largest = 0.0
    for frames in (left, right):
        for i in range(len(frames)):
            square = square_of(frames, i)
            largest = max(largest, square) if square == square else np.inf
    if not 1e-15 < largest < 1e15:
        return 0.0
    step = 2.0 ** np.ceil((np.log2(largest) - 22.0) / 2)
    for frames in (left, right):
        inverse = frames.dtype.type(1.0 / step)
        for i in range(len(frames)):
            odd = 0  # counted, where a look at each would keep the processor from taking many at once
            for k in range(frames.shape[1]):
                count = frames[i, k] * inverse
                odd += count != np.rint(count)
            if odd:
                return 0.0
    return step


@compiled
def square_of(frames: Numbers, i: int) -> float:
    """Return the sum of one frame's squares, as four sums, so that hardly any waits for the one before."""
    d = frames.shape[1]
    s0, s1, s2, s3 = 0.0, 0.0, 0.0, 0.0
    for k in range(0, d - 3, 4):
        s0 += np.float64(frames[i, k]) * np.float64(frames[i, k])
        s1 += np.float64(frames[i, k + 1]) * np.float64(frames[i, k + 1])
        s2 += np.float64(frames[i, k + 2]) * np.float64(frames[i, k + 2])
        s3 += np.float64(frames[i, k + 3]) * np.float64(frames[i, k + 3])
    for k in range(d - d % 4, d):
        s0 += np.float64(frames[i, k]) * np.float64(frames[i, k])
    return s0 + s1 + s2 + s3


@compiled
def code_of(frames: Numbers, i: int, k: int, factor: float) -> int:
    """Return numbers k and k + 1 of frame i, times a factor that makes them whole, as two of 16 bits; 0 beyond all."""
    low = int(frames[i, k] * factor)
    high = int(frames[i, k + 1] * factor) if k + 1 < frames.shape[1] else 0
    return (low & 0xFFFF) + high * 65536


@compiled
def square_in_steps(frames: Numbers, i: int, factor: float) -> int:
    """Return the sum of one frame's squares, times a factor that makes its numbers whole."""
    total = 0
    for k in range(frames.shape[1]):
        number = int(frames[i, k] * factor)
        total += number * number
    return total


@compiled
def codes_in_strips(frames: Numbers, spans: Integers, step: float) -> tuple[Codes, Integers]:
    """Return −2 times each sequence in strips of 32 frames, two numbers a row, and where each begins, int64.

    In a row lie the first, third, fifth … frame of a strip, and behind them the second, fourth …; behind the rows of a
    strip lies one of the frames' squares. frames: (all frames, d), one sequence behind another; spans: int64
    (sequences, 2), where each begins, its frames; step: of `step_of_whole`.
    """
    pairs, begins, size = (frames.shape[1] + 1) // 2, np.empty(len(spans), np.int64), 0
    for place in range(len(spans)):
        begins[place] = size
        size += (spans[place, 1] + ROWS - 1) // ROWS * ROWS * (pairs + 1)
    out = aligned(size, np.empty(0, np.int32))
    for place in range(len(spans)):
        first, n = spans[place]
        for i in range(n):
            at = begins[place] + i // ROWS * ROWS * (pairs + 1) + i % 2 * LANES + i % ROWS // 2
            for pair in range(pairs):
                out[at + pair * ROWS] = code_of(frames, first + i, 2 * pair, -2.0 / step)
            out[at + pairs * ROWS] = square_in_steps(frames, first + i, 1.0 / step)
    return out, begins


@compiled
def codes_backwards(frames: Numbers, spans: Integers, step: float) -> tuple[Codes, Integers]:
    """Return all sequences backwards, two numbers a row, and each one's first column, int64 (sequences,).

    Before each lies a wall, from whose column on they count. Behind the rows lies one of the frames' squares.
    Arguments as of `codes_in_strips`.
    """
    pairs, columns, total = (frames.shape[1] + 1) // 2, np.empty(len(spans), np.int64), 0
    for place in range(len(spans)):
        columns[place] = total + 1
        total += spans[place, 1] + 1
    row, inverse = total + 2 * _MARGIN, 1.0 / step
    out = np.zeros((pairs + 1) * row, np.int32)
    for place in range(len(spans)):
        first, m = spans[place]
        at = _MARGIN + total - 1 - columns[place]
        out[at + pairs * row + 1] = _WALL
        for j in range(m):
            for pair in range(pairs):
                out[at + pair * row - j] = code_of(frames, first + j, 2 * pair, inverse)
            out[at + pairs * row - j] = square_in_steps(frames, first + j, inverse)
    return out, columns


@compiled
def sweep(
    left: Codes, at: int, right: Codes, first: int, row: int, columns: int, pairs: int, above: Numbers, one: int,
    kept: int, cells: Numbers,
) -> None:  # fmt: skip
    """Work 32 frames of left along so many columns.

    left, right: as `codes_in_strips` and `codes_backwards` lay them, pairs rows of numbers; at: where the strip begins;
    first: where the first column lies, a wall's; row: numbers of a row of right. above: D of the row above, backwards
    from `one` on, in whose place that of the last row of the strip comes. Where something is kept, cells get D of the
    even or the odd row of every lane, `_LATE` steps late.

    In each turn of the loop cells are added up whose roots were begun in the turn before, and those whose squares were
    worked in the turn before that get their roots, so that nothing waits for what was begun last.
    """
    nothing, odd, even = filled(left, 0), filled(above, np.inf), filled(above, np.inf)
    aslant = moved_up(odd, above[one + _LATE + 1])
    e0, e1, o0, o1 = nothing, nothing, nothing, nothing
    root = filled(above, 0.0)
    root_e0, root_e1, root_o0, root_o1 = root, root, root, root
    for s in range(0, columns + LANES - 1 + _LATE, AT_ONCE):
        here = one + _LATE - s
        up = moved_up(odd, above[here])
        before, even = even, plus(root_e0, least(least(even, aslant), up))
        odd = plus(root_o0, least(least(odd, before), even))
        store(above, here, odd)  # the last lane stays, the others' places come again
        if kept != _NOWHERE:
            store(cells, s * LANES, even if kept == _EVEN else odd)
        aslant = moved_up(odd, above[here - 1])
        before, even = even, plus(root_e1, least(least(even, up), aslant))
        odd = plus(root_o1, least(least(odd, before), even))
        store(above, here - 1, odd)
        if kept != _NOWHERE:
            store(cells, (s + 1) * LANES, even if kept == _EVEN else odd)
        root_e0, root_e1 = roots(in_precision(above, e0)), roots(in_precision(above, e1))
        root_o0, root_o1 = roots(in_precision(above, o0)), roots(in_precision(above, o1))
        window, squares = first - s, at + pairs * ROWS
        ours, below, other = load(left, squares), load(left, squares + LANES), load(right, window + pairs * row)
        e0, o0 = plus(ours, other), plus(below, other)
        other = load(right, window + pairs * row - 1)
        e1, o1 = plus(ours, other), plus(below, other)
        for place in range(at, squares, ROWS):
            ours, below = load(left, place), load(left, place + LANES)
            other = load(right, window)
            e0, o0 = plus_products(e0, ours, other), plus_products(o0, below, other)
            other = load(right, window - 1)
            e1, o1 = plus_products(e1, ours, other), plus_products(o1, below, other)
            window += row


@compiled
def whole_path_costs(
    left: Numbers, left_spans: Integers, right: Numbers, right_spans: Integers, pairs: Integers, step: float
) -> NDArray[np.float64]:
    """Return D at the last cell of each pair by Euclidean costs, float64 (pairs,).

    left, right, spans: as of `codes_in_strips`; pairs: int64 (pairs, 2), which sequence of either; step: of
    `step_of_whole`. Pairs that follow each other and lie beside each other in right are one sweep.
    """
    strips, begins = codes_in_strips(left, left_spans, step)
    backwards, columns = codes_backwards(right, right_spans, step)
    codes = (left.shape[1] + 1) // 2
    row, widest = len(backwards) // (codes + 1), max(_MOST_COLUMNS, right_spans[:, 1].max() + 1)
    above = aligned(widest + 2 * _MARGIN + LANES, left)
    cells = aligned((widest + LANES + _LATE + AT_ONCE) * LANES, left)
    out, begin = np.empty(len(pairs), np.float64), 0
    while begin < len(pairs):
        a, b = pairs[begin]
        n, swept, end = left_spans[a, 1], right_spans[b, 1] + 1, begin + 1
        while end < len(pairs) and pairs[end, 0] == a and pairs[end, 1] == pairs[end - 1, 1] + 1:
            more = right_spans[pairs[end, 1], 1] + 1
            if swept + more > widest:
                break
            swept += more
            end += 1
        wall, one = columns[b] - 1, _MARGIN + widest
        above[:] = np.inf
        for pair in range(begin, end):
            above[one - (columns[pairs[pair, 1]] - 1 - wall)] = 0.0
        last, first = n - 1, row - _MARGIN - 1 - wall
        for i in range(0, n, ROWS):
            kept = _NOWHERE if i + ROWS < n else _EVEN if last % 2 == 0 else _ODD
            sweep(strips, begins[a] + i * (codes + 1), backwards, first, row, swept, codes, above, one, kept, cells)
        lane = last % ROWS // 2
        for pair in range(begin, end):
            j = columns[pairs[pair, 1]] - wall + right_spans[pairs[pair, 1], 1] - 1
            out[pair] = np.float64(cells[(j + lane + _LATE) * LANES + lane]) * step
        begin = end
    return out
