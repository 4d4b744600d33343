"""Functions of ink that grows: those of all of it at once, by the same standard and pace, whatever was given before."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import InkError
from sigverify.ink.features import FLOOR_FUNCTIONS, NETWORK_FUNCTIONS, FeatureConfig, extract
from sigverify.ink.growing import GrowingFeatures
from sigverify.ink.recording import Recording
from sigverify.ink.written_ink import WrittenInk
from tests.conftest import smooth_ink

CONFIGS = (
    FeatureConfig(functions=NETWORK_FUNCTIONS),
    FeatureConfig(functions=FLOOR_FUNCTIONS, rate_hz=50.0),
    FeatureConfig(functions=("dx", "pressure", "pen_down"), cutoff_hz=6.0),
)


def first_points(ink: Recording, count: int) -> Recording:
    return Recording(**{name: values[:count] for name, values in ink.channels().items()}, capture=ink.capture)


class Growing:
    """Features of ink that is given as recordings."""

    def __init__(self, ink: Recording, config: FeatureConfig) -> None:
        own = extract(ink, config)
        self.ink, self.features = WrittenInk(), GrowingFeatures(config, own.standard, own.pace)

    @property
    def values(self) -> np.ndarray:
        return self.features.between(0, len(self.features))

    @property
    def settled(self) -> int:
        return self.features.functions.settled

    def take(self, so_far: Recording, most: int | None = None) -> int:
        self.ink.take(so_far)
        return self.features.functions.take(self.ink, most)


def begun(ink: Recording, config: FeatureConfig) -> Growing:
    return Growing(ink, config)


def check(growing: Growing, so_far: Recording) -> None:
    """A direction turns by a little where the pen hardly moves, so that a few functions may differ by more."""
    features = growing.features
    expected = extract(so_far, features.config, features.standard, features.pace).values
    apart = np.abs(growing.values - expected)
    assert growing.values.shape == expected.shape
    assert np.sqrt((apart**2).mean()) < 1e-3
    assert np.median(apart) < 1e-5


@given(
    st.sampled_from(CONFIGS),
    st.floats(40.0, 250.0),
    st.integers(1, 6),
    st.integers(0, 99),
    st.lists(st.floats(0.2, 1.0), min_size=1, max_size=12),
)
@settings(max_examples=40, deadline=None)
def test_they_are_those_of_the_whole(
    config: FeatureConfig, rate_hz: float, strokes: int, seed: int, shares: list[float]
) -> None:
    """Ink of any rate that grows, and of which much is taken back: at each moment what all of it gives at once."""
    ink = smooth_ink(rate_hz, seconds=2.5, strokes=strokes, seed=seed)
    growing = begun(first_points(ink, len(ink) // 2), config)
    for share in shares:
        so_far = first_points(ink, max(2, round(share * len(ink))))
        try:
            growing.take(so_far)
        except InkError:
            continue
        check(growing, so_far)


def test_what_is_settled_stays(make_ink: Callable[..., Recording]) -> None:
    """Point by point, over lifts too; and little is not settled."""
    ink = make_ink(200.0, seconds=3.0, strokes=4)
    growing, settled, before = begun(first_points(ink, 200), CONFIGS[0]), 0, np.empty((0, 13), np.float32)
    for count in range(100, len(ink), 3):
        changed = growing.take(first_points(ink, count))
        assert changed >= settled
        np.testing.assert_array_equal(growing.values[:changed], before[:changed])
        settled, before = growing.settled, growing.values
        lift = 12  # frames, under which the pen may have touched down just now
        assert settled >= len(growing.values) - 30 - lift


def test_points_that_come_in_bursts_change_only_the_end(make_ink: Callable[..., Recording]) -> None:
    """The driver stamps eight points alike, and its first ones are spread by a usual step that is held."""
    even = make_ink(200.0, seconds=3.0, strokes=2)
    ink = replace(even, time_s=np.ceil(even.time_s / 0.04) * 0.04)
    growing, settled = begun(first_points(ink, 200), CONFIGS[1]), 0
    for count in range(100, len(ink), 7):
        assert growing.take(first_points(ink, count)) >= settled
        check(growing, first_points(ink, count))
        settled = growing.settled


def test_a_stroke_taken_back_and_another_one(make_ink: Callable[..., Recording]) -> None:
    """What stood before it stands; the new one counts as if the other had never been."""
    ink = make_ink(150.0, seconds=3.0, strokes=3)
    begin = int(np.flatnonzero(ink.stroke == 2)[0])
    growing = begun(ink, CONFIGS[0])
    growing.take(ink)
    frames = len(growing.values)
    changed = growing.take(first_points(ink, begin))
    assert 0 < changed < len(growing.values) < frames
    other = replace(ink, x=np.where(ink.stroke == 2, -ink.x, ink.x))
    assert growing.take(other) >= changed - 30
    check(growing, other)


def test_too_little_ink_is_refused_and_does_no_harm(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(100.0, seconds=2.0, strokes=1)
    growing = begun(ink, CONFIGS[0])
    with pytest.raises(InkError, match="Too short"):
        growing.take(first_points(ink, 5))
    growing.take(ink)
    check(growing, ink)
