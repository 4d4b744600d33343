"""From distances to one number, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.verification.scoring import SPREAD_FLOOR, Spread, combined, per_reference

THREE = np.array([[0.0, 1.0, 3.0], [1.0, 0.0, 2.0], [3.0, 2.0, 0.0]])


def test_spread_of_three_references() -> None:
    spread = Spread.of(THREE)
    assert spread.nearest == pytest.approx((1 + 1 + 2) / 3)
    assert spread.mean == pytest.approx((1 + 3 + 2) / 3)


def test_spread_of_two_references_is_their_distance() -> None:
    assert Spread.of(np.array([[0.0, 0.7], [0.7, 0.0]])) == Spread(nearest=0.7, mean=0.7)


def test_one_reference_has_no_spread() -> None:
    assert Spread.of(np.zeros((1, 1))) == Spread(nearest=None, mean=None)


def test_nearest_and_mean_distance_each_over_the_root_of_its_spread() -> None:
    """s = min(q)/√d_min + mean(q)/√d_mean, units aside: with unit 1 nothing else enters."""
    spread = Spread(nearest=4.0, mean=9.0)
    assert float(combined(np.array([2.0, 4.0, 6.0]), spread, 1.0)) == pytest.approx(2 / 2 + 4 / 3)
    assert per_reference(np.array([2.0, 6.0]), spread, 1.0).tolist() == pytest.approx([2 / 2 + 2 / 3, 6 / 2 + 6 / 3])


def test_the_unit_makes_a_pure_number() -> None:
    # distances, spreads and unit ten times larger: the same score
    small = combined(np.array([2.0, 4.0, 6.0]), Spread(nearest=4.0, mean=9.0), 1.0)
    large = combined(np.array([20.0, 40.0, 60.0]), Spread(nearest=40.0, mean=90.0), 10.0)
    assert float(small) == pytest.approx(float(large))


def test_one_reference_scores_twice_its_distance_over_the_unit() -> None:
    none = Spread(nearest=None, mean=None)
    assert float(combined(np.array([3.0]), none, 2.0)) == pytest.approx(3.0)
    assert per_reference(np.array([3.0]), none, 2.0).tolist() == [3.0]


def test_a_signature_as_far_as_the_references_usually_are_scores_two_however_many_there_are() -> None:
    """The scale does not jump with the second reference."""
    unit = 0.4
    one = combined(np.array([unit]), Spread(nearest=None, mean=None), unit)
    five = combined(np.full(5, unit), Spread(nearest=unit, mean=unit), unit)
    assert float(one) == pytest.approx(2.0)
    assert float(five) == pytest.approx(2.0)


def test_identical_references_count_as_the_floor_s_share_of_the_unit() -> None:
    spread = Spread.of(np.zeros((4, 4)))
    value = float(combined(np.full(4, 0.6), spread, 0.5))
    assert value == pytest.approx(2 * 0.6 / np.sqrt(0.5 * SPREAD_FLOOR * 0.5))
    assert np.isfinite(value)


def test_trials_are_scored_row_by_row() -> None:
    rng = np.random.default_rng(0)
    table, spread = rng.random((6, 3)), Spread.of(THREE)
    rows = combined(table, spread, 0.3)
    assert rows.shape == (6,)
    for row, value in zip(table, rows, strict=True):
        assert float(combined(row, spread, 0.3)) == pytest.approx(value)
    assert per_reference(table, spread, 0.3).shape == (6, 3)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6), st.integers(0, 5), st.floats(0.01, 10))
def test_farther_from_any_reference_never_scores_closer(distances: list[float], which: int, farther: float) -> None:
    before = np.array(distances)
    after = before.copy()
    after[which % before.size] += farther
    spread = Spread(nearest=0.3, mean=0.5) if before.size > 1 else Spread(nearest=None, mean=None)
    assert combined(after, spread, 0.4) >= combined(before, spread, 0.4)
