"""One signature swept along many others on a grid gives what each pair alone gives, to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks.alignment import dtw_distances
from sigverify.networks.grid_tables import step_of_whole, whole_path_costs
from sigverify.networks.warping_tables import SQUARES, path_costs

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
lengths = st.one_of(st.integers(1, 12), st.sampled_from([15, 16, 17, 31, 32, 33, 40, 64, 65]))
precisions = st.sampled_from([np.float32, np.float64])
numbers = st.sampled_from([1, 2, 3, 4, 7, 12, 31, 64])


def spans_of(sizes: list[int]) -> np.ndarray:
    counts = np.array(sizes)
    return np.stack((np.cumsum(counts) - counts, counts), axis=1)


def slow_costs(
    left: np.ndarray, left_spans: np.ndarray, right: np.ndarray, right_spans: np.ndarray, pairs: np.ndarray
) -> list[float]:
    """Sakoe & Chiba 1978, cell by cell, of Euclidean distances in the frames' own precision."""
    out = []
    for a, b in pairs:
        ours, theirs = (
            side[begin : begin + n] for side, (begin, n) in ((left, left_spans[a]), (right, right_spans[b]))
        )
        infinity = ours.dtype.type(np.inf)
        table = np.full((len(ours) + 1, len(theirs) + 1), infinity)
        table[0, 0] = 0
        for i, p in enumerate(ours):
            for j, q in enumerate(theirs):
                cost = np.sqrt(np.square(p.astype(np.float64) - q).sum()).astype(ours.dtype)
                table[i + 1, j + 1] = cost + min(table[i, j], table[i, j + 1], table[i + 1, j])
        out.append(float(table[-1, -1]))
    return out


@given(
    seeds, st.lists(lengths, min_size=1, max_size=4), st.lists(lengths, min_size=1, max_size=6), numbers, precisions,
    st.integers(1, 200), st.integers(-9, 9),
)  # fmt: skip
@settings(max_examples=60)
def test_costs_are_those_of_the_textbook_in_that_very_precision(
    rng: np.random.Generator, tall: list[int], wide: list[int], d: int, precision: type, most: int, exponent: int
) -> None:
    """In whatever order pairs come, so in sweeps of any length; also of one signature twice."""
    left, right = (
        (rng.integers(-most, most + 1, (sum(sizes), d)) * 2.0**exponent).astype(precision) for sizes in (tall, wide)
    )
    if not (left.any() or right.any()):
        return
    everybody = [(a, b) for a in range(len(tall)) for b in range(len(wide))]
    kept = [everybody[k] for k in np.flatnonzero(rng.random(len(everybody)) < 0.8)] + everybody[:1]
    step = step_of_whole(left, right)
    assert step > 0
    spans = spans_of(tall), spans_of(wide)
    for order in (kept, rng.permutation(kept)):
        pairs = np.array(order)
        found = whole_path_costs(left, spans[0], right, spans[1], pairs, step)
        assert found.tolist() == slow_costs(left, spans[0], right, spans[1], pairs)
        assert found.tolist() == path_costs(left, spans[0], right, spans[1], pairs, SQUARES).tolist()


def test_a_sweep_longer_than_the_memory_is_cut() -> None:
    """Signatures of a minute, and many short ones beside them."""
    rng = np.random.default_rng(3)
    tall, wide = [70, 3], [700, 500, 1, 2300, 40, *[120] * 20]
    left, right = (rng.integers(-90, 91, (sum(sizes), 2)).astype(np.float32) / 16 for sizes in (tall, wide))
    pairs = np.array([(a, b) for a in range(len(tall)) for b in range(len(wide))])
    spans = spans_of(tall), spans_of(wide)
    found = whole_path_costs(left, spans[0], right, spans[1], pairs, step_of_whole(left, right))
    np.testing.assert_array_equal(found, path_costs(left, spans[0], right, spans[1], pairs, SQUARES))


@pytest.mark.parametrize("precision", [np.float32, np.float64])
def test_no_neighbour_of_a_sweep_shows(precision: type) -> None:
    """A copy beside the largest frames there are: what lies before it costs nothing, and does not come cheap."""
    far, near = np.full((40, 3), 1024.0, precision), np.ones((50, 3), precision)
    sides = [near, far, near.copy(), -far, near[:1]]
    found = dtw_distances([near] * 5, sides, "l2")
    expected = [0.0, 1023 * 3**0.5 * 50 / 90, 0.0, 1025 * 3**0.5 * 50 / 90, 0.0]
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert found[0] == found[2] == found[4] == 0.0


def test_the_side_with_fewer_signatures_is_swept_along_the_other() -> None:
    """Five references beside one questioned signature, whichever side it is on; and the same as pair by pair."""
    rng = np.random.default_rng(5)
    references = [(rng.integers(-90, 91, (int(n), 4)) / 16).astype(np.float32) for n in rng.integers(20, 90, 5)]
    questioned = (rng.integers(-90, 91, (61, 4)) / 16).astype(np.float32)
    there = dtw_distances([questioned] * 5, references, "l2")
    np.testing.assert_array_equal(there, dtw_distances(references, [questioned] * 5, "l2"))
    np.testing.assert_array_equal(there, [dtw_distances([questioned], [each], "l2")[0] for each in references])


def test_frames_that_are_no_whole_multiples_of_one_step_are_told() -> None:
    ones, most = np.ones((2, 3), np.float32), np.full((2, 1), 2.0**11, np.float32)
    assert step_of_whole(ones / 16, ones * 5) > 0
    assert step_of_whole(most - 1, most / 4) == 1.0
    assert not step_of_whole(most, most + 0.5)
    assert not step_of_whole(ones, np.full((1, 3), 0.1, np.float32))
    assert not step_of_whole(ones * 2**20, ones), "their squares are more than 24 bits count"
    for nothing in (np.nan, np.inf, 1e30, 0.0):
        assert not step_of_whole(ones * np.float32(nothing), ones * np.float32(nothing))
