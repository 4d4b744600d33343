"""The cost of the best path alone, worked from both ends of a table at once.

A table read from its last cell back to its first is a table too, whose path is the same one. So each pair is two lanes
of `lockstep`, one from either end, and each goes over half of the anti-diagonals only: twice the lanes in half the
steps, and steps are what short tables cost. A path passes from the first half, whose last anti-diagonal is f, to the
second one in a step to f + 1, or aslant from f − 1 to f + 1 or from f to f + 2; the cheapest of all these crossings is
that of the best path. Where in the table it runs, nobody is told: for that there is `Table.walk_back`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from sigverify.ink.recording import Integers
from sigverify.networks.lockstep import Cells, accumulate, buffers, close

_BLOCKS = 3
"""In which local costs are laid, each as wide as its last anti-diagonal; half of the full width would be in vain."""


@dataclass(frozen=True, eq=False)
class HalfTables:
    """Both halves of the tables of many pairs.

    heights, widths: rows and columns of each pair, int64 (pairs,); none has more rows than columns.
    by_diagonal: (anti-diagonals + 1, rows + 1, 2 · pairs), as `Table.by_diagonal`; of the pair k the lane 2k begins at
    the first cell, the lane 2k + 1 at the last one, its rows and columns counted from there.
    """

    heights: Integers
    widths: Integers
    by_diagonal: Cells

    @classmethod
    def blank(cls, heights: Integers, widths: Integers, dtype: DTypeLike) -> "HalfTables":
        """Return tables to lay local costs in, in this thread's buffer: its next tables take their place."""
        shape = (int((heights + widths).max()) // 2 + 1, int(heights.max()) + 1, 2 * len(heights))
        return cls(heights=heights, widths=widths, by_diagonal=buffers.take("table", shape, dtype))

    def lay(self, pair: int, costs: Cells) -> None:
        """Lay the local costs of one pair in both its lanes; costs: (rows, columns) at least, unbroken in memory.

        From a cell to the next one of its anti-diagonal it is a row on and a column back. Beyond the table's edge that
        leads to other cells of it, which nobody reads.
        """
        height, width = int(self.heights[pair]), int(self.widths[pair])
        row, column = costs.strides
        last = (height - 1) * row + (width - 1) * column
        shape, strides = ((height + width) // 2, height), (column, row - column)
        from_first: Cells = np.ndarray(shape, costs.dtype, costs, 0, strides)
        from_last: Cells = np.ndarray(shape, costs.dtype, costs, last, (-strides[0], -strides[1]))
        cells, step = self.by_diagonal[1:, 1:], -(-shape[0] // _BLOCKS)
        for start in range(0, shape[0], step):
            k, i = slice(start, min(start + step, shape[0])), slice(0, min(start + step, height))
            cells[k, i, 2 * pair] = from_first[k, i]
            cells[k, i, 2 * pair + 1] = from_last[k, i]

    def ends(self) -> Cells:
        """Return the cost of each pair's best path, (pairs,)."""
        close(self.by_diagonal)
        accumulate(self.by_diagonal, int(self.widths.max()))
        return np.array([self._crossed(pair) for pair in range(len(self.heights))], self.by_diagonal.dtype)

    def _crossed(self, pair: int) -> float:
        """Return the cost of a pair's cheapest crossing from one half to the other."""
        height, cells = int(self.heights[pair]), int(self.heights[pair] + self.widths[pair])
        first, second = self.by_diagonal[:, : height + 1, 2 * pair], self.by_diagonal[:, height::-1, 2 * pair + 1]
        f, after = cells // 2, (cells - 1) // 2
        if cells == 2:  # a path of one cell crosses nothing
            return float(first[f, 1])
        entered = np.fmin(np.fmin(first[f, :-1], first[f, 1:]), first[f - 1, :-1])
        straight, aslant = entered + second[after, :-1], first[f, 1:] + second[after - 1, 1:]
        return float(np.fmin.reduce(np.fmin(straight, aslant)))
