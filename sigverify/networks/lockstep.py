"""Dynamic time warping of many pairs in lockstep: one anti-diagonal of all their tables at a time.

Sakoe & Chiba (1978), symmetric steps with weight 1: D[i, j] = c[i, j] + min(D[i−1, j−1], D[i−1, j], D[i, j−1]).
No cell of an anti-diagonal i + j = k needs another cell of it, and no pair needs another pair. So tables lie by
anti-diagonals with the pair innermost, (k, i, pair): what an anti-diagonal takes from the two before it are three
unbroken stretches of memory, and two `fmin` and one `add` over them do it for all pairs, a SIMD lane each.
"""

import threading
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import DTypeLike, NDArray

from sigverify.ink.recording import Integers

Cells = NDArray[np.floating]

TABLE_BYTES = 16 << 20
"""Bound on the tables worked at once: many lanes, yet mostly within a processor's cache."""


class _Buffers(threading.local):
    """Memory that each thread uses again and again, since fresh pages cost more than the arithmetic on them.

    Nothing above TABLE_BYTES is kept.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], NDArray[Any]] = {}

    def take(self, name: str, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
        """Return an array of zeros or of what was left in it; it is this thread's until the name is taken again."""
        size, kind = prod(shape), np.dtype(dtype)
        flat = self._kept.get((name, kind.str))
        if flat is None or flat.size < size:
            flat = np.zeros(size, kind)
            if flat.nbytes <= TABLE_BYTES:
                self._kept[name, kind.str] = flat
        return flat[:size].reshape(shape)


buffers = _Buffers()

_DIAGONALS = 16
"""Anti-diagonals worked over one stretch of rows. Handing out the rows of a block costs a third of slicing each, and
the cells that a longer block works for nothing, outside of the table, soon cost more than that.
"""


def close(by_diagonal: Cells) -> None:
    """Make what lies just outside of the tables infinite; by_diagonal: as of `Table`."""
    _, rows, lanes = by_diagonal.shape
    by_diagonal[0] = np.inf
    by_diagonal[:, 0] = np.inf
    # j = −1, one further on each time
    by_diagonal.reshape(-1, lanes)[rows + 2 :: rows + 1][: rows - 2] = np.inf


def accumulate(by_diagonal: Cells, m: int) -> None:
    """Turn local costs into D, in place, on as many anti-diagonals as there are.

    by_diagonal: as of `Table`, with m columns, and closed. What stands farther outside may be no number: fmin keeps it
    from what is infinite.
    """
    diagonals, rows_and_one, pairs = by_diagonal.shape
    n, rows = rows_and_one - 1, by_diagonal.reshape(diagonals, -1)
    nearest = buffers.take("nearest", (n * pairs,), rows.dtype)
    for k in range(1, len(rows) - 1, _DIAGONALS):
        past = min(k + _DIAGONALS, len(rows) - 1)
        first, stop = max(0, k - m + 1) * pairs, min(n, past) * pairs
        entered = nearest[: stop - first]
        blocks = (
            rows[k - 1 : past - 1, first:stop],
            rows[k:past, first:stop],
            rows[k:past, first + pairs : stop + pairs],
            rows[k + 1 : past + 1, first + pairs : stop + pairs],
        )
        for aslant, row_before, column_before, here in zip(*blocks, strict=True):
            np.fmin(row_before, column_before, out=entered)
            np.fmin(entered, aslant, out=entered)
            np.add(here, entered, out=here)


@dataclass(frozen=True, eq=False)
class Table:
    """The tables of many pairs, each padded to n × m.

    by_diagonal: (n + m, n + 1, pairs), the cell (i, j) at [i + j + 1, i + 1]. What lies just outside of the table is
    infinite, so that no step leads there; the two corners that no cell falls in hold anything.
    cells: the same memory as (n, m, pairs), for writing local costs and for reading D.
    """

    by_diagonal: Cells
    cells: Cells

    @classmethod
    def blank(cls, n: int, m: int, pairs: int, dtype: DTypeLike) -> "Table":
        """Return tables to write local costs in, in this thread's buffer: its next tables take their place."""
        values: Cells = buffers.take("table", (n + m, n + 1, pairs), dtype)
        pair = values.itemsize
        diagonal, row = values.strides[:2]
        cells = as_strided(values[1:, 1:], (n, m, pairs), (diagonal + row, diagonal, pair))
        table = cls(by_diagonal=values, cells=cells)
        close(values)
        return table

    def accumulate(self) -> None:
        """Turn local costs into D, in place."""
        accumulate(self.by_diagonal, self.cells.shape[1])

    def ends(self, heights: Integers, widths: Integers) -> Cells:
        """Return D at each pair's last cell, (pairs,), of its rows and columns, int64 (pairs,) each."""
        return self.cells[heights - 1, widths - 1, np.arange(len(heights))]

    def walk_back(
        self, heights: Integers, widths: Integers, column_first: NDArray[np.bool_]
    ) -> tuple[Integers, Integers, Integers]:
        """Return pair, row and column of all cells on the pairs' best paths, int64 (cells,) each.

        heights, widths: rows and columns of each pair, int64 (pairs,). The cells come pair by pair, each pair's in
        rising order. Where steps tie, the diagonal is taken first, then the step to the row before; where column_first,
        bool (pairs,), says so, the step to the column before.

        A path has at most n + m of the n · m cells: a plain loop over single numbers is faster here than any call that
        looks at one cell of each pair.
        """
        if not np.isfinite(self.ends(heights, widths)).all():
            # a path all the same, for costs that are no numbers: any within the table, all of it as good
            self.by_diagonal[~np.isfinite(self.by_diagonal)] = 0
            close(self.by_diagonal)
        diagonal, row = (stride // self.by_diagonal.itemsize for stride in self.by_diagonal.strides[:2])
        back_in_row, back_in_column = diagonal + row, diagonal
        values = self.by_diagonal.reshape(-1).data
        lanes, offsets = [], []
        last = (heights - 1) * back_in_row + (widths - 1) * back_in_column
        for lane, (offset, turned) in enumerate(zip(last.tolist(), column_first.tolist(), strict=True)):
            start = back_in_row + lane
            path = _walked(
                values, start, offset, *((back_in_column, back_in_row) if turned else (back_in_row, back_in_column))
            )
            offsets += path
            lanes.append(len(path))
        anti_diagonal, rest = np.divmod(np.array(offsets, dtype=np.int64), diagonal)
        at_row = rest // row
        return np.repeat(np.arange(len(lanes)), lanes), at_row, anti_diagonal - at_row


def _walked(values: memoryview, start: int, offset: int, first: int, second: int) -> list[int]:
    """Return the offsets from `start` of all cells on one best path to the cell at `offset`, in rising order.

    values: D, flat; first, second: how far back a step to the row and to the column before leads, in the order in which
    they are taken where they tie.
    """
    straight = first + second
    at = start + offset
    trail = [offset]
    while at != start:
        slanting, one, other = values[at - straight], values[at - first], values[at - second]
        if slanting <= one and slanting <= other:
            at -= straight
        else:
            at -= first if one <= other else second
        trail.append(at - start)
    trail.reverse()
    return trail
