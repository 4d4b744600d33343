"""The bootstrap draws signers again, pairs them, and is repeatable."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sigverify.errors import ProtocolError, UsageError
from sigverify.evaluation import bootstrap
from sigverify.evaluation.bootstrap import Interval, paired_difference, signer_interval


def test_a_constant_difference_is_certain_however_much_signers_differ() -> None:
    """Only pairing sees this: the signers themselves are far apart."""
    champion = np.array([0.0, 0.2, 0.5, 0.9])
    found = paired_difference(champion + 0.125, champion, draws=200, seed=0, confidence=0.95)
    assert (found.mean, found.low, found.high) == pytest.approx((0.125, 0.125, 0.125))


def test_two_signers_give_the_three_means_that_can_be_drawn() -> None:
    """Differences 0 and 1: means 0, ½ and 1 come with chances ¼, ½, ¼, so 90 % spans all, 40 % only the middle."""
    wide = paired_difference([0, 1], [0, 0], draws=4000, seed=1, confidence=0.9)
    assert (wide.mean, wide.low, wide.high) == (0.5, 0, 1)
    narrow = paired_difference([0, 1], [0, 0], draws=4000, seed=1, confidence=0.4)
    assert (narrow.low, narrow.high) == (0.5, 0.5)


def test_the_interval_is_about_the_normal_one_for_many_signers() -> None:
    difference = np.random.default_rng(0).normal(0.3, 1.0, 400)
    found = paired_difference(difference, np.zeros(400), draws=4000, seed=0, confidence=0.95)
    half = 1.96 * difference.std() / 20
    assert found.low == pytest.approx(difference.mean() - half, abs=0.015)
    assert found.high == pytest.approx(difference.mean() + half, abs=0.015)


@settings(deadline=None)
@given(
    values=st.lists(st.tuples(st.floats(-10, 10), st.floats(-10, 10)), min_size=1, max_size=8),
    seed=st.integers(0, 2**40),
)
def test_the_interval_is_in_order_and_within_the_differences(values: list[tuple[float, float]], seed: int) -> None:
    ours, theirs = np.array(values).T
    found = paired_difference(ours, theirs, draws=50, seed=seed, confidence=0.9)
    assert found.low <= found.high
    assert (ours - theirs).min() - 1e-9 <= found.low
    assert found.high <= (ours - theirs).max() + 1e-9


def test_the_same_seed_gives_the_same_interval_whatever_the_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = np.random.default_rng(0).random(7)
    one = paired_difference(ours, np.zeros(7), draws=999, seed=3)
    assert one == paired_difference(ours, np.zeros(7), draws=999, seed=3)
    assert one != paired_difference(ours, np.zeros(7), draws=999, seed=4)
    monkeypatch.setattr(bootstrap, "_BATCH", 70)
    assert one == paired_difference(ours, np.zeros(7), draws=999, seed=3)


def test_what_does_not_match_is_told() -> None:
    with pytest.raises(ProtocolError, match="same signers"):
        paired_difference([1, 2], [1])
    with pytest.raises(ProtocolError, match="same signers"):
        paired_difference([], [])
    with pytest.raises(ProtocolError, match="not a finite number"):
        paired_difference([1, np.nan], [1, 2])


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"seed": -1}, {"confidence": 1.0}, {"confidence": 0.0}])
def test_arguments_out_of_range_are_told(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="Expected draws from 1"):
        paired_difference([1, 2], [1, 2], **wrong)  # type: ignore[arg-type]  # one of them at a time


def test_a_mean_over_signers_has_the_means_that_can_be_drawn() -> None:
    """As with differences: values 0 and 1 give means 0, ½ and 1 with chances ¼, ½ and ¼."""
    values = np.array([0.0, 1.0])

    def mean(times: np.ndarray) -> np.ndarray:
        return times @ values / times.sum(axis=1)

    wide = signer_interval(mean, 2, draws=4000, seed=1, confidence=0.9)
    assert (wide.mean, wide.low, wide.high) == (0.5, 0, 1)
    narrow = signer_interval(mean, 2, draws=4000, seed=1, confidence=0.4)
    assert (narrow.low, narrow.high) == (0.5, 0.5)


def test_each_resample_holds_as_many_signers_as_there_are_and_the_first_look_each_once() -> None:
    seen: list[np.ndarray] = []

    def figure(times: np.ndarray) -> np.ndarray:
        seen.append(times)
        return np.zeros(len(times))

    signer_interval(figure, 5, draws=300, seed=2)
    whole, resampled = seen
    assert whole.tolist() == [[1] * 5]
    assert resampled.shape == (300, 5)
    assert np.all(resampled.sum(axis=1) == 5)
    np.testing.assert_allclose(resampled.mean(axis=0), 1, atol=0.2)


def test_the_same_seed_gives_the_same_interval_of_a_figure() -> None:
    values = np.random.default_rng(0).random(9)

    def mean(times: np.ndarray) -> np.ndarray:
        return times @ values / times.sum(axis=1)

    one = signer_interval(mean, 9, seed=3)
    assert one == signer_interval(mean, 9, seed=3)
    assert one != signer_interval(mean, 9, seed=4)
    assert one.low < one.mean < one.high
    normal = 1.96 * values.std() / 3
    assert one.high - one.low == pytest.approx(2 * normal, rel=0.2)


def test_resamples_without_a_figure_are_left_out() -> None:
    """Only the second signer can be measured: where he was not drawn there is nothing."""

    def figure(times: np.ndarray) -> np.ndarray:
        return np.where(times[:, 1] > 0, 0.25, np.nan)

    assert signer_interval(figure, 2) == Interval(mean=0.25, low=0.25, high=0.25)


def test_an_interval_needs_signers_and_a_figure() -> None:
    with pytest.raises(ProtocolError, match="two signers or more, found 1"):
        signer_interval(lambda times: np.zeros(len(times)), 1)
    with pytest.raises(ProtocolError, match="no figure"):
        signer_interval(lambda times: np.full(len(times), np.nan), 3)
    with pytest.raises(UsageError, match="Expected draws from 1"):
        signer_interval(lambda times: np.zeros(len(times)), 3, draws=0)
