"""The open-ended value, asked again and again: the same as aligning all that was written anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.networks.alignment import open_ended_distances
from sigverify.networks.open_end import OpenEnd, References

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


@given(
    seeds,
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), min_size=1, max_size=6),
    st.lists(st.integers(1, 40), min_size=1, max_size=5),
    st.sampled_from(["l1", "l2"]),
)
@settings(max_examples=60)
def test_every_value_is_that_of_an_alignment_of_its_own(
    rng: np.random.Generator, pieces: list[tuple[int, int]], sizes: list[int], metric: str
) -> None:
    """Some frames are settled each time; those behind them may be others when it is next asked."""
    references = [rng.normal(size=(n, 3)).astype(np.float32) for n in sizes]
    alignment = OpenEnd(References(references, metric))
    settled = np.empty((0, 3), np.float32)
    for settle, more in pieces:
        behind = rng.normal(size=(settle + more, 3)).astype(np.float32)
        found = alignment.values(behind, settle)
        expected = open_ended_distances(np.concatenate((settled, behind)), references, metric)
        np.testing.assert_allclose(found, expected, rtol=1e-5)
        settled = np.concatenate((settled, behind[:settle]))
        assert alignment.settled == len(settled)


def test_a_hand_worked_row() -> None:
    # one frame 1 against 0 1 3: D = 1, 1 + 0, 1 + 0 + 2; over t + j = 2, 3, 4: the middle is best
    alignment = OpenEnd(References([np.array([[0.0], [1.0], [3.0]], np.float32)], "l1"))
    assert alignment.values(np.array([[1.0]], np.float32), 1)[0] == pytest.approx(1 / 3)
    # then 3: costs 3 2 0; D = 4, 1 + 2, 1 + 0: over 3, 4, 5: 1 / 5
    assert alignment.values(np.array([[3.0]], np.float32))[0] == pytest.approx(1 / 5)
    # not settled, so that a 1 may stand in its place: costs 1 0 2; D = 2, 1, 3: over 3, 4, 5: 1 / 4
    assert alignment.values(np.array([[1.0]], np.float32))[0] == pytest.approx(1 / 4)
