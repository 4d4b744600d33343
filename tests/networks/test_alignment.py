"""Dynamic time warping by strips of rows gives what the textbook's loop gives, for any number of pairs at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks.alignment import best_paths, dtw_distances, open_ended_distances, warping

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
    return rng.normal(size=(count, d))


seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
metrics = st.sampled_from(["l1", "l2"])


lengths = st.one_of(st.integers(1, 12), st.sampled_from([1, 2, 15, 16, 17, 33, 40]))
ragged = st.lists(st.tuples(lengths, lengths), min_size=1, max_size=24)


numbers = st.sampled_from([1, 3, 4, 7, 12, 31, 32, 64])


@given(seeds, ragged, metrics, numbers)
@settings(max_examples=80)
def test_distances_are_those_of_the_textbook(
    rng: np.random.Generator, sizes: list[tuple[int, int]], metric: str, d: int
) -> None:
    """To ten digits and more, singles to four, whatever the lengths, the numbers a frame and how many pairs."""
    left, right = [frames(rng, n, d) for n, _ in sizes], [frames(rng, m, d) for _, m in sizes]
    expected = [slow_distance(a, b, metric) for a, b in zip(left, right, strict=True)]
    found = dtw_distances(left, right, metric)
    singles = dtw_distances([a.astype(np.float32) for a in left], [b.astype(np.float32) for b in right], metric)
    np.testing.assert_allclose(found, expected, rtol=1e-11)
    np.testing.assert_allclose(singles, expected, rtol=1e-4, atol=1e-4)


@given(seeds, st.integers(1, 30), st.integers(1, 30), st.sampled_from([1, 64]))
@settings(max_examples=40)
def test_singles_on_a_grid_lose_nothing(rng: np.random.Generator, n: int, m: int, d: int) -> None:
    """As a verdict has them: whole sixteenths. Sums of differences are exact, and copies differ in nothing at all."""
    a, b = ((rng.integers(-160, 161, (count, d)) / 16).astype(np.float32) for count in (n, m))
    assert dtw_distances([a], [b], "l1")[0] == pytest.approx(slow_distance(a, b, "l1"), rel=1e-7)
    assert dtw_distances([a], [b], "l2")[0] == pytest.approx(slow_distance(a, b, "l2"), rel=1e-6)
    for metric in ("l1", "l2"):
        assert dtw_distances([a], [a.copy()], metric)[0] == 0.0


@given(seeds, ragged, metrics)
@settings(max_examples=40)
def test_equal_copies_differ_in_nothing(rng: np.random.Generator, sizes: list[tuple[int, int]], metric: str) -> None:
    left = [frames(rng, n) for n, _ in sizes]
    np.testing.assert_allclose(dtw_distances(left, [a.copy() for a in left], metric), 0.0, atol=1e-7)
    paths = best_paths(left, left, metric)
    np.testing.assert_array_equal(paths.left, paths.right)


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
@pytest.mark.parametrize("d", [3, 64])
def test_company_never_changes_a_result(metric: str, d: int) -> None:
    """Whatever is worked out side by side, each pair comes out as alone, bit for bit; also where one repeats."""
    rng = np.random.default_rng(7)
    left = [frames(rng, int(n), d) for n in rng.integers(1, 60, 40)]
    right = [frames(rng, int(n), d) for n in rng.integers(1, 60, 40)]
    left[3], right[5], right[6] = left[20], right[9], left[0]
    alone = [float(dtw_distances([a], [b], metric)[0]) for a, b in zip(left, right, strict=True)]
    np.testing.assert_array_equal(dtw_distances(left, right, metric), alone)


def test_no_pair_gives_no_distance_and_no_path() -> None:
    assert dtw_distances([], [], "l1").shape == (0,)
    assert [len(side) for side in best_paths([], [], "l2")] == [0, 0, 0]


def test_a_long_alignment_loses_no_digits() -> None:
    rng = np.random.default_rng(4)
    left, right = 1000 * rng.random((3000, 1)), 1000 * rng.random((40, 1))
    table = np.array(slow_table(right, left, "l1"))
    assert dtw_distances([left], [right], "l1")[0] * 3040 == pytest.approx(table[-1, -1], rel=1e-12)


def slow_path(left: np.ndarray, right: np.ndarray, metric: str) -> list[tuple[int, int]]:
    """The way back through the textbook's table: diagonal first, then the step back in the left sequence."""
    table = slow_table(left, right, metric)
    i, j = len(left) - 1, len(right) - 1
    path = [(i, j)]
    while i or j:
        ways = [(i - 1, j - 1), (i - 1, j), (i, j - 1)]
        i, j = min((way for way in ways if min(way) >= 0), key=lambda way: table[way[0]][way[1]])
        path.append((i, j))
    return path[::-1]


def paths_of(left: list[np.ndarray], right: list[np.ndarray], metric: str) -> list[list[tuple[int, int]]]:
    paths = best_paths(left, right, metric)
    out: list[list[tuple[int, int]]] = [[] for _ in left]
    for pair, i, j in zip(*(side.tolist() for side in paths), strict=True):
        out[pair].append((i, j))
    return out


@given(seeds, ragged, st.sampled_from([np.float32, np.float64]))
@settings(max_examples=60)
def test_paths_are_those_of_the_textbook_where_many_tie(
    rng: np.random.Generator, sizes: list[tuple[int, int]], precision: type
) -> None:
    """Whole-number costs, which any precision holds, so that most cells are reached by several best ways."""
    left = [rng.integers(0, 3, (n, 1)).astype(precision) for n, _ in sizes]
    right = [rng.integers(0, 3, (m, 1)).astype(precision) for _, m in sizes]
    for metric in ("l1", "l2"):
        found = paths_of(left, right, metric)
        assert found == [slow_path(a, b, metric) for a, b in zip(left, right, strict=True)]


def test_where_steps_tie_the_path_goes_straight_then_back_in_the_left_sequence() -> None:
    nothing = np.zeros((5, 1))
    assert paths_of([nothing[:3]], [nothing[:3]], "l1") == [[(0, 0), (1, 1), (2, 2)]]
    assert paths_of([nothing], [nothing[:2]], "l1") == [[(0, 0), (1, 0), (2, 0), (3, 0), (4, 1)]]
    assert paths_of([nothing[:2]], [nothing], "l1") == [[(0, 0), (0, 1), (0, 2), (0, 3), (1, 4)]]


@given(seeds, st.integers(1, 10), st.lists(st.integers(1, 10), min_size=1, max_size=5), metrics)
@settings(max_examples=40)
def test_an_open_end_takes_the_best_matching_part_of_each_reference(
    rng: np.random.Generator, frames_written: int, sizes: list[int], metric: str
) -> None:
    written, references = frames(rng, frames_written), [frames(rng, n) for n in sizes]
    found = open_ended_distances(written, references, metric)
    assert found.shape == (len(sizes),)
    for place, reference in enumerate(references):
        # each part is an alignment of its own
        parts = [slow_distance(reference[:j], written, metric) for j in range(1, len(reference) + 1)]
        assert found[place] == pytest.approx(min(parts), rel=1e-9)


@pytest.mark.parametrize("odd", [np.nan, np.inf, 1e200])
def test_frames_that_are_no_numbers_still_have_a_path(odd: float) -> None:
    """A training that went astray must be told so by its loss, not die of an index."""
    rng = np.random.default_rng(6)
    left, right = [rng.normal(size=(4, 2)) for _ in range(3)], [rng.normal(size=(6, 2)) for _ in range(3)]
    left[0][2], right[1][:] = odd, odd
    paths = paths_of(left, right, "l2")
    assert not np.isfinite(dtw_distances(left, right, "l2")[:2]).any()
    assert paths[2] == slow_path(left[2], right[2], "l2")
    for path in paths:
        assert (path[0], path[-1]) == ((0, 0), (3, 5))
        steps = np.diff(path, axis=0)
        assert ((steps >= 0) & (steps <= 1)).all()


def test_threads_that_align_at_once_do_not_disturb_one_another() -> None:
    rng = np.random.default_rng(8)
    jobs = [
        ([frames(rng, int(n)) for n in rng.integers(1, 90, 12)], [frames(rng, int(n)) for n in rng.integers(1, 90, 12)])
        for _ in range(2)
    ]
    expected = [(dtw_distances(*job, "l2"), dtw_distances(*job, "l1"), *best_paths(*job, "l2")) for job in jobs]
    together = Barrier(2)

    def work(place: int) -> None:
        together.wait()
        for _ in range(20):
            found = (dtw_distances(*jobs[place], "l2"), dtw_distances(*jobs[place], "l1"))
            for one, other in zip((*found, *best_paths(*jobs[place], "l2")), expected[place], strict=True):
                np.testing.assert_array_equal(one, other)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, range(2)))


@given(seeds, st.tuples(lengths, lengths), metrics)
@settings(max_examples=40)
def test_a_warping_holds_the_textbooks_table_and_the_best_path(
    rng: np.random.Generator, size: tuple[int, int], metric: str
) -> None:
    left, right = frames(rng, size[0]), frames(rng, size[1])
    found = warping(left, right, metric)
    local = [[slow_cost(a, b, metric) for b in right] for a in left]
    np.testing.assert_allclose(found.local, local, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.accumulated, slow_table(left, right, metric), rtol=1e-9, atol=1e-9)
    path = best_paths([left], [right], metric)
    np.testing.assert_array_equal(found.left, path.left)
    np.testing.assert_array_equal(found.right, path.right)
