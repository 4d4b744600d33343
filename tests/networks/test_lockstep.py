"""Tables worked by anti-diagonals are Sakoe & Chiba's, and their paths the cheapest of all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks import lockstep
from sigverify.networks.lockstep import Table, buffers

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def table_of(costs: np.ndarray) -> Table:
    """Costs (pairs, n, m)."""
    pairs, n, m = costs.shape
    table = Table.blank(n, m, pairs, costs.dtype)
    table.cells[...] = costs.transpose(1, 2, 0)
    table.accumulate()
    return table


def slow_table(costs: np.ndarray) -> np.ndarray:
    """One pair's, cell by cell."""
    table = np.full((costs.shape[0] + 1, costs.shape[1] + 1), np.inf)
    table[0, 0] = 0
    for i, j in np.ndindex(costs.shape):
        table[i + 1, j + 1] = costs[i, j] + min(table[i, j], table[i, j + 1], table[i + 1, j])
    return table[1:, 1:]


def all_paths(n: int, m: int) -> list[list[tuple[int, int]]]:
    """Every warping path from (0, 0) to (n − 1, m − 1)."""
    if (n, m) == (1, 1):
        return [[(0, 0)]]
    before = []
    for p, q in ((n - 1, m), (n, m - 1), (n - 1, m - 1)):
        if p >= 1 and q >= 1:
            before += all_paths(p, q)
    return [[*path, (n - 1, m - 1)] for path in before]


@given(seeds, st.integers(1, 12), st.integers(1, 12), st.integers(1, 9), st.sampled_from([np.float32, np.float64]))
@settings(max_examples=60)
def test_tables_are_those_of_the_textbook(
    rng: np.random.Generator, n: int, m: int, pairs: int, precision: type
) -> None:
    """Whatever the buffer held before. float32 keeps five digits and more, float64 all but the last few."""
    costs = rng.random((pairs, n, m)).astype(precision)
    Table.blank(15, 15, 9, precision).by_diagonal[...] = np.nan
    table = table_of(costs)
    assert table.cells.dtype == precision
    for pair in range(pairs):
        expected = slow_table(costs[pair].astype(np.float64))
        np.testing.assert_allclose(table.cells[:, :, pair], expected, rtol=1e-5 if precision is np.float32 else 1e-13)


def test_a_long_sum_of_singles_keeps_five_digits() -> None:
    """Paths of 500 to 1,000 cells, as long as a signature of some seconds has."""
    costs = np.random.default_rng(0).random((1, 500, 501)).astype(np.float32)
    found = float(table_of(costs).ends(np.array([500]), np.array([501]))[0])
    assert found == pytest.approx(slow_table(costs[0].astype(np.float64))[-1, -1], rel=1e-5)


@given(seeds, st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=40)
def test_the_best_path_is_the_cheapest_of_all(rng: np.random.Generator, n: int, m: int) -> None:
    costs = rng.random((n, m))
    table, whole = table_of(costs[None]), (np.array([n]), np.array([m]))
    cheapest = min(sum(costs[cell] for cell in path) for path in all_paths(n, m))
    assert table.ends(*whole)[0] == pytest.approx(cheapest)
    pair, row, column = table.walk_back(*whole, np.array([False]))
    assert not pair.any()
    assert costs[row, column].sum() == pytest.approx(cheapest)
    assert list(zip(row.tolist(), column.tolist(), strict=True)) in all_paths(n, m)


def test_ties_are_broken_as_each_pair_asks() -> None:
    costs = np.full((2, 2, 2), 1.0)
    costs[:, 0, 0] = 0.0
    table = table_of(costs)
    table.cells[0, 0] = 9.0  # so that the diagonal is dear, and one step back is as good as the other
    pair, row, column = table.walk_back(np.array([2, 2]), np.array([2, 2]), np.array([False, True]))
    cells = [list(zip(row[pair == p].tolist(), column[pair == p].tolist(), strict=True)) for p in range(2)]
    assert cells == [[(0, 0), (0, 1), (1, 1)], [(0, 0), (1, 0), (1, 1)]]


def test_large_tables_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lockstep, "TABLE_BYTES", 800)
    small, large = buffers.take("a test's", (100,), np.float64), buffers.take("a test's", (101,), np.float64)
    assert not np.shares_memory(small, large)
    assert np.shares_memory(small, buffers.take("a test's", (50, 2), np.float64))
    assert not np.shares_memory(small, buffers.take("a test's", (50,), np.float32))
