"""The grid that frames lie on: as coarse as it says, and kept without loss."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from sigverify.verification.grid import GrowingGrid, from_codes, on_grid, to_codes

FRAMES = arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.floats(-1e4, 1e4, width=32))


def slow_deviation(frames: np.ndarray) -> float:
    """Root mean square of all numbers' distances from the mean frame."""
    total = 0.0
    for column in frames.T.astype(np.float64):
        total += sum((value - sum(column) / len(column)) ** 2 for value in column)
    return (total / frames.size) ** 0.5


@given(FRAMES)
def test_frames_lie_on_a_power_of_two_near_a_sixteenth_of_their_deviation(frames: np.ndarray) -> None:
    found = on_grid(frames)
    assert found.dtype == np.float32
    deviation = slow_deviation(frames)
    if deviation < 1e-3:
        return
    steps = [2.0**k for k in range(-20, 20) if deviation / 23 < 2.0**k < deviation / 11]
    assert any((found / step == np.rint(found / step)).all() for step in steps)
    rounding = 1e-6 * np.abs(frames).max()
    assert np.abs(found - frames).max() <= max(steps) / 2 + rounding


@given(FRAMES)
def test_codes_give_the_very_same_frames(frames: np.ndarray) -> None:
    kept = on_grid(frames)
    codes = to_codes(kept)
    if codes is not None:
        np.testing.assert_array_equal(from_codes(*codes), kept)


@given(st.integers(0, 2**32 - 1), st.floats(-6, 6), st.integers(2, 300))
def test_smooth_frames_take_a_byte_a_number(seed: int, scale: float, length: int) -> None:
    """A random walk that is as wide as it is long, at any scale."""
    rng = np.random.default_rng(seed)
    walk = np.cumsum(rng.normal(size=(length, 8)), axis=0) * 10.0**scale
    codes = to_codes(on_grid((walk - walk.mean(axis=0)).astype(np.float32)))
    assert codes is not None
    assert codes[0].dtype == np.int8


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_stays_as_it_is(odd: float) -> None:
    frames = np.array([[0.0, 1.0], [odd, 2.0]], dtype=np.float32)
    with np.errstate(invalid="ignore"):
        np.testing.assert_array_equal(on_grid(frames), frames)
    assert to_codes(frames) is None


def test_frames_that_do_not_deviate_stay_as_they_are() -> None:
    still = np.full((3, 2), 0.1, dtype=np.float32)
    np.testing.assert_array_equal(on_grid(still), still)
    assert to_codes(np.zeros((3, 2), dtype=np.float32)) is not None


def test_integers_beyond_sixteen_bits_are_not_kept_so() -> None:
    assert to_codes(np.array([[0.0], [2.0**-20], [1.0]], dtype=np.float32)) is None
    assert to_codes(np.array([[1e-45], [3e38]], dtype=np.float32)) is None


@given(
    arrays(np.int16, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.integers(-32767, 32767)),
    st.integers(-100, 100),
)
def test_any_integers_of_sixteen_bits_come_back_on_any_grid(whole: np.ndarray, power: int) -> None:
    """Differences may need a seventeenth bit: then there are no codes."""
    frames = (whole * 2.0**power).astype(np.float32)
    codes = to_codes(frames)
    if codes is None:
        assert np.abs(np.diff(whole.astype(int), axis=0, prepend=0)).max() > np.iinfo(np.int16).max
    else:
        np.testing.assert_array_equal(from_codes(*codes), frames)


@given(FRAMES, st.integers(0, 12), st.integers(0, 12))
def test_a_grid_that_grows_is_that_of_all_frames(frames: np.ndarray, first: int, second: int) -> None:
    """But where the deviation is next to nothing beside the numbers, which sums do not tell apart."""
    first, second = sorted((min(first, len(frames)), min(second, len(frames))))
    grid = GrowingGrid()
    for part in (frames[:first], frames[first:second]):
        grid.add(part)
    found, deviation = grid.step(frames[second:]), slow_deviation(frames)
    if deviation > 1e-4 * np.abs(frames).max():
        assert found in {np.float32(2.0 ** np.rint(np.log2(deviation * k / 16))) for k in (1 - 1e-6, 1, 1 + 1e-6)}
