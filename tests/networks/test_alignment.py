"""Dynamic time warping as a prefix scan gives what the textbook's loop gives, for any number of pairs at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks import alignment
from sigverify.networks.alignment import (
    accumulated,
    best_paths,
    dtw_distances,
    first_column,
    local_costs,
    next_column,
    open_ended,
)

Table = list[list[float]]


def slow_cost(a: np.ndarray, b: np.ndarray, metric: str) -> float:
    gaps = [abs(float(p) - float(q)) for p, q in zip(a, b, strict=True)]
    return sum(gaps) if metric == "l1" else sum(g * g for g in gaps) ** 0.5


def slow_table(left: np.ndarray, right: np.ndarray, metric: str) -> Table:
    """Sakoe & Chiba 1978: D[i, j] = c[i, j] + min(D[i−1, j], D[i, j−1], D[i−1, j−1]), cell by cell."""
    table: Table = []
    for i, a in enumerate(left):
        table.append([])
        for j, b in enumerate(right):
            before = []
            if i:
                before.append(table[i - 1][j])
            if j:
                before.append(table[i][j - 1])
            if i and j:
                before.append(table[i - 1][j - 1])
            table[i].append(slow_cost(a, b, metric) + (min(before) if before else 0.0))
    return table


def slow_distance(left: np.ndarray, right: np.ndarray, metric: str) -> float:
    return slow_table(left, right, metric)[-1][-1] / (len(left) + len(right))


def frames(rng: np.random.Generator, count: int, d: int = 3) -> np.ndarray:
    return rng.normal(size=(count, d)).astype(np.float32)


seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
metrics = st.sampled_from(["l1", "l2"])


@given(seeds, st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=8), metrics)
@settings(max_examples=60)
def test_distances_are_those_of_the_textbook(
    rng: np.random.Generator, sizes: list[tuple[int, int]], metric: str
) -> None:
    left, right = [frames(rng, n) for n, _ in sizes], [frames(rng, m) for _, m in sizes]
    expected = [slow_distance(a, b, metric) for a, b in zip(left, right, strict=True)]
    np.testing.assert_allclose(dtw_distances(left, right, metric), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("metric", ["l1", "l2"])
@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 9), (9, 1)])
def test_one_frame_is_aligned_with_all(n: int, m: int, metric: str) -> None:
    rng = np.random.default_rng(n)
    a, b = frames(rng, n), frames(rng, m)
    everything = sum(slow_cost(p, q, metric) for p in a for q in b)
    assert dtw_distances([a], [b], metric)[0] == pytest.approx(everything / (n + m), rel=1e-5)


def test_a_hand_worked_pair() -> None:
    # costs 0 1 3 / 1 0 2 / 2 1 1; best: 0 → 0 → 1, with 2 steps on the diagonal: 1 over 3 + 3
    a, b = np.array([[0.0], [1.0], [2.0]]), np.array([[0.0], [1.0], [3.0]])
    assert dtw_distances([a], [b], "l1")[0] == pytest.approx(1 / 6)
    assert dtw_distances([a], [a], "l1")[0] == 0.0


@given(seeds, st.integers(1, 15), st.integers(1, 15), metrics)
@settings(max_examples=60)
def test_alignment_is_symmetric_and_nothing_is_closer_than_itself(
    rng: np.random.Generator, n: int, m: int, metric: str
) -> None:
    a, b = frames(rng, n), frames(rng, m)
    there, back, self = dtw_distances([a, b, a], [b, a, a], metric)
    assert there == pytest.approx(back, rel=1e-9)
    assert self == pytest.approx(0.0, abs=1e-6)
    assert there >= 0


@pytest.mark.parametrize("metric", ["l1", "l2"])
def test_company_and_padding_never_change_a_result(metric: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is worked out side by side, each pair comes out as it does alone, bit for bit but for the matmul."""
    rng = np.random.default_rng(7)
    left = [frames(rng, int(n)) for n in rng.integers(1, 60, 40)]
    right = [frames(rng, int(n)) for n in rng.integers(1, 60, 40)]
    alone = [float(dtw_distances([a], [b], metric)[0]) for a, b in zip(left, right, strict=True)]
    for cells in (1, 5_000, 10**9):
        monkeypatch.setattr(alignment, "_CELLS_AT_ONCE", cells)
        np.testing.assert_allclose(dtw_distances(left, right, metric), alone, rtol=1e-10)


def test_no_pair_gives_no_distance() -> None:
    assert dtw_distances([], [], "l1").shape == (0,)


@pytest.mark.parametrize("metric", ["l1", "l2"])
def test_local_costs_of_a_batch(metric: str) -> None:
    rng = np.random.default_rng(2)
    left, right = rng.normal(size=(2, 5, 3)), rng.normal(size=(2, 4, 3))
    costs = local_costs(left, right, metric)
    assert costs.shape == (2, 5, 4)
    assert costs.dtype == np.float64
    for pair in range(2):
        for i in range(5):
            for j in range(4):
                expected = slow_cost(left[pair, i], right[pair, j], metric)
                assert costs[pair, i, j] == pytest.approx(expected, abs=1e-7)


def test_columns_follow_one_another_as_in_the_whole_table() -> None:
    rng = np.random.default_rng(3)
    left, right = frames(rng, 7), frames(rng, 6)
    costs = local_costs(left, right, "l1")
    table = np.array(slow_table(left, right, "l1"))
    np.testing.assert_allclose(accumulated(costs), table, rtol=1e-5)
    column = first_column(costs[:, 0])
    for j in range(1, 6):
        column = next_column(column, costs[:, j])
        np.testing.assert_allclose(column, table[:, j], rtol=1e-5)


def test_a_long_alignment_loses_no_digits() -> None:
    """Cumulative costs cancel: 3,000 frames of costs up to 1,000 still agree to nine digits."""
    rng = np.random.default_rng(4)
    left, right = 1000 * rng.random((3000, 1)), 1000 * rng.random((40, 1))
    table = np.array(slow_table(right, left, "l1"))
    assert dtw_distances([left], [right], "l1")[0] * 3040 == pytest.approx(table[-1, -1], rel=1e-9)


def all_paths(n: int, m: int) -> list[list[tuple[int, int]]]:
    """Every warping path from (0, 0) to (n − 1, m − 1)."""
    if (n, m) == (1, 1):
        return [[(0, 0)]]
    before = []
    for p, q in ((n - 1, m), (n, m - 1), (n - 1, m - 1)):
        if p >= 1 and q >= 1:
            before += all_paths(p, q)
    return [[*path, (n - 1, m - 1)] for path in before]


@given(seeds, st.integers(1, 5), st.integers(1, 5))
@settings(max_examples=40)
def test_the_best_path_is_the_cheapest_of_all(rng: np.random.Generator, n: int, m: int) -> None:
    costs = rng.random((n, m))
    table = accumulated(costs)
    cheapest = min(sum(costs[cell] for cell in path) for path in all_paths(n, m))
    assert table[-1, -1] == pytest.approx(cheapest)
    on_path = best_paths(table[None], np.array([n]), np.array([m]))[0]
    assert (costs * on_path).sum() == pytest.approx(cheapest)
    cells = list(map(tuple, np.argwhere(on_path).tolist()))
    assert cells in all_paths(n, m)


@given(seeds, st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=6))
@settings(max_examples=40)
def test_many_paths_at_once_each_cost_what_the_table_says(
    rng: np.random.Generator, sizes: list[tuple[int, int]]
) -> None:
    """Ragged pairs with ties: whole-number costs."""
    heights, widths = (np.array(side) for side in zip(*sizes, strict=True))
    costs = rng.integers(0, 3, (len(sizes), heights.max(), widths.max())).astype(float)
    table = accumulated(costs)
    on_path = best_paths(table, heights, widths)
    for pair, (n, m) in enumerate(sizes):
        assert (costs[pair] * on_path[pair]).sum() == pytest.approx(table[pair, n - 1, m - 1])
        assert not on_path[pair, n:].any()
        assert not on_path[pair, :, m:].any()
        steps = np.diff(np.argwhere(on_path[pair]), axis=0)
        assert ((steps >= 0) & (steps <= 1)).all()
        assert on_path[pair, 0, 0]
        assert on_path[pair, n - 1, m - 1]


def test_where_steps_tie_the_path_goes_straight() -> None:
    on_path = best_paths(np.zeros((1, 3, 3)), np.array([3]), np.array([3]))[0]
    np.testing.assert_array_equal(on_path, np.eye(3, dtype=bool))


@given(seeds, st.integers(1, 10), st.integers(1, 10))
@settings(max_examples=40)
def test_an_open_end_takes_the_best_matching_part_of_the_reference(rng: np.random.Generator, n: int, t: int) -> None:
    reference, written = frames(rng, n), frames(rng, t)
    table = slow_table(reference, written, "l1")
    expected = min(table[j][t - 1] / (t + j + 1) for j in range(n))
    column = accumulated(local_costs(reference, written, "l1"))[:, -1]
    assert float(open_ended(column, t)) == pytest.approx(expected, rel=1e-5)
    # each of these parts is an alignment of its own
    parts = [slow_distance(reference[: j + 1], written, "l1") for j in range(n)]
    assert min(parts) == pytest.approx(expected, rel=1e-9)
    assert expected <= slow_distance(reference, written, "l1") + 1e-12


def test_costs_that_are_no_numbers_still_have_a_path() -> None:
    """A training that went astray must be told so by its loss, not die of an index."""
    table = accumulated(np.full((2, 4, 6), np.nan))
    on_path = best_paths(table, np.array([4, 2]), np.array([3, 6]))
    assert on_path[0, 0, 0]
    assert on_path[0, 3, 2]
    assert on_path[1, 1, 5]
    assert not on_path[1, 2:].any()
