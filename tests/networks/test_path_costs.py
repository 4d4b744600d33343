"""Both ends of a table meet in the middle at the cost of the textbook's path."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks.lockstep import Table, buffers
from sigverify.networks.path_costs import HalfTables

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
heights = st.one_of(st.integers(1, 9), st.just(40))
sizes = st.lists(st.tuples(heights, st.one_of(st.integers(0, 4), st.just(45))), min_size=1, max_size=9)


def slow_cost(costs: np.ndarray) -> float:
    """Sakoe & Chiba 1978 for one pair, cell by cell, from the first cell to the last."""
    table = np.full((costs.shape[0] + 1, costs.shape[1] + 1), np.inf)
    table[0, 0] = 0
    for i, j in np.ndindex(costs.shape):
        table[i + 1, j + 1] = costs[i, j] + min(table[i, j], table[i, j + 1], table[i + 1, j])
    return float(table[-1, -1])


def found(costs: list[np.ndarray], precision: type = np.float64, *, padding: float = 9.0) -> np.ndarray:
    """Costs (rows, columns) of each pair, padded to one size as `local_costs` gives them."""
    shapes = np.array([table.shape for table in costs])
    padded = np.full((len(costs), *shapes.max(axis=0)), padding, precision)
    for place, table in enumerate(costs):
        padded[place, : table.shape[0], : table.shape[1]] = table
    tables = HalfTables.blank(shapes[:, 0], shapes[:, 1], precision)
    for place, table in enumerate(padded):
        tables.lay(place, table)
    return tables.ends()


@given(seeds, sizes, st.sampled_from([np.float32, np.float64]), st.sampled_from([np.nan, np.inf, -1.0, 7.0]))
@settings(max_examples=100)
def test_costs_are_those_of_the_textbook(
    rng: np.random.Generator, shapes: list[tuple[int, int]], precision: type, left_over: float
) -> None:
    """Ends of any length, odd and even together, whatever the buffer held before and whatever pads the costs."""
    costs = [rng.random((height, height + wider)) for height, wider in shapes]
    buffers.take("table", (100_000,), precision)[:] = left_over
    ends = found(costs, precision, padding=left_over)
    assert ends.dtype == precision
    np.testing.assert_allclose(
        ends, [slow_cost(table) for table in costs], rtol=1e-5 if precision is np.float32 else 1e-12
    )


@given(seeds, st.integers(1, 12), st.integers(0, 12))
@settings(max_examples=40)
def test_costs_of_whole_numbers_are_those_of_the_whole_table(rng: np.random.Generator, height: int, wider: int) -> None:
    """No rounding stands between the two ways, nor between a table and the same read from its last cell."""
    costs = rng.integers(0, 4, (height, height + wider)).astype(np.float64)
    table = Table.blank(*costs.shape, 1, np.float64)
    table.cells[:, :, 0] = costs
    table.accumulate()
    whole = table.ends(np.array([height]), np.array([height + wider]))[0]
    np.testing.assert_array_equal(found([costs, costs[::-1, ::-1]]), [whole, whole])


@pytest.mark.parametrize("cell", [(0, 0), (2, 2), (2, 3), (4, 6)])
@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_no_path_leads_through_a_frame_that_is_no_number(cell: tuple[int, int], odd: float) -> None:
    costs = np.ones((5, 7))
    costs[cell[0]] = odd
    assert not np.isfinite(found([costs, np.ones((5, 7))])).tolist()[0]
    assert found([costs, np.ones((5, 7))])[1] == 7.0
    costs = np.ones((5, 7))
    costs[:, cell[1]] = odd
    assert not np.isfinite(found([costs])).any()
