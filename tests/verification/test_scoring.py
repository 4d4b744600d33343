"""From distances to one number, by hand."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.verification.normal_density import NormalDensity, variances_within
from sigverify.verification.scoring import (
    SHRINKAGE,
    SPREAD_FLOOR,
    DensityRule,
    Spread,
    SpreadRule,
    combined,
    each_alone,
    measured_rule,
    per_reference,
    step_of,
    together,
)

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


@pytest.mark.parametrize(("count", "exponent"), [(2, 1 / 3), (3, 0.4), (5, 4 / 9), (12, 11 / 23)])
def test_the_spread_of_fewer_references_counts_for_less(count: int, exponent: float) -> None:
    """½ · (N − 1) / (N − 1 + k) with k = ½: with two references a cube root."""
    distances = 0.8 * (1 - np.eye(count))
    scorer = SpreadRule(unit=0.2, shrinkage=0.5).scorer([np.zeros((3, 2), np.float32)] * count, distances)
    assert scorer.spread.exponent == pytest.approx(exponent)
    expected = 2 * 0.6 / (0.8**exponent * 0.2 ** (1 - exponent))
    assert scorer.combined([], np.full((1, count), 0.6)).tolist() == pytest.approx([expected])
    assert scorer.each_alone(np.full(count, 0.6)).tolist() == pytest.approx([expected] * count)


def test_a_card_from_before_the_shrinkage_takes_the_root() -> None:
    assert SpreadRule(unit=0.2).scorer(FRAMES, THREE).spread.exponent == 0.5
    assert measured_rule("spread", 0.4, [FRAMES]).shrinkage == SHRINKAGE > 0


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


# rules

VECTORS = np.array([[1.0, -0.2, 0.4], [1.2, 0.1, 0.4], [0.7, 0.3, 0.4]])
FRAMES = [row[None].astype(np.float32) for row in VECTORS]
DENSITY = DensityRule(unit=0.5, variances=(0.09, 0.04, 0.01))


def test_the_rule_of_the_spread_is_its_formula() -> None:
    scorer = SpreadRule(unit=0.4).scorer(FRAMES, THREE)
    distances = np.array([[0.3, 0.5, 0.2], [1.0, 2.0, 3.0]])
    spread = Spread.of(THREE)
    np.testing.assert_array_equal(scorer.combined(FRAMES[:2], distances), combined(distances, spread, 0.4))
    np.testing.assert_array_equal(scorer.each_alone(distances), per_reference(distances, spread, 0.4))
    assert scorer.compact == b""


def test_the_rule_of_the_density_scores_twice_the_deviation() -> None:
    """All references together by their vectors, each alone by its distance."""
    scorer = DENSITY.scorer(FRAMES, THREE)
    questioned, distances = [FRAMES[0], 2 * FRAMES[1]], np.ones((2, 3))
    density = NormalDensity.of(VECTORS, np.array(DENSITY.variances))
    expected = 2 * density.deviation(np.concatenate(questioned))
    np.testing.assert_allclose(scorer.combined(questioned, distances), expected, rtol=1e-5)
    np.testing.assert_array_equal(scorer.each_alone(distances), per_reference(distances, Spread.of(THREE), 0.5))


def test_what_a_template_kept_decides() -> None:
    """Whatever the vectors beside it say."""
    kept = DENSITY.scorer(FRAMES, THREE).compact
    again = DENSITY.scorer([5 * frames for frames in FRAMES], THREE, kept)
    assert again.compact == kept
    assert again.combined(FRAMES, THREE).tolist() == DENSITY.scorer(FRAMES, THREE).combined(FRAMES, THREE).tolist()


def test_the_step_that_a_template_kept_decides() -> None:
    """Whatever the frames beside it say; where no step counts, none is kept."""
    walk = [np.cumsum(np.full((9, 3), size), axis=0).astype(np.float32) for size in (0.1, 0.2, 0.4)]
    rule = SpreadRule(unit=0.4, usual_step=0.3)
    kept = rule.scorer(walk, THREE).compact
    again = rule.scorer([2 * frames for frames in walk], THREE, kept)
    assert again == rule.scorer(walk, THREE) != rule.scorer([2 * frames for frames in walk], THREE)
    assert again.compact == kept
    assert SpreadRule(unit=0.4).scorer(walk, THREE, kept).compact == b""


@pytest.mark.parametrize("payload", [b"1", bytes(8), b"\xff" * 8, struct.pack("<d", -1.0), bytes(9)])
def test_a_damaged_step_is_refused(payload: bytes) -> None:
    with pytest.raises(ModelError, match=r"damaged\. Make it again"):
        SpreadRule(unit=0.4, usual_step=0.3).scorer(FRAMES, THREE, payload)


def test_a_density_needs_one_vector_a_signature() -> None:
    with pytest.raises(ModelError, match="one vector a signature"):
        DENSITY.scorer([np.ones((2, 3), dtype=np.float32)], np.zeros((1, 1)))


def test_every_comparator_scores_in_its_own_column() -> None:
    scorers = [SpreadRule(unit=0.4).scorer(FRAMES, THREE), DENSITY.scorer(FRAMES, THREE)]
    distances = [np.full((2, 3), 0.3), np.full((2, 3), 0.7)]
    whole = together(scorers, [FRAMES[:2], FRAMES[1:]], distances)
    assert whole.shape == (2, 2)
    np.testing.assert_array_equal(whole[:, 1], scorers[1].combined(FRAMES[1:], distances[1]))
    alone = each_alone(scorers, distances)
    assert alone.shape == (2, 3, 2)
    np.testing.assert_array_equal(alone[..., 0], scorers[0].each_alone(distances[0]))


def test_rules_are_measured_as_they_are_named() -> None:
    assert measured_rule("spread", 0.4, [FRAMES]) == SpreadRule(unit=0.4, shrinkage=SHRINKAGE)
    rule = measured_rule("density", 0.4, [FRAMES, FRAMES[:2]])
    assert rule.variances == pytest.approx(variances_within([VECTORS, VECTORS[:2]]))


def test_a_rule_of_all_signers_is_brought_to_the_level_of_the_folds() -> None:
    """Its own features keep their proportions: those of other networks have nothing to do with them."""
    folds = [DensityRule(unit=1.0, variances=(1.0, 3.0)), DensityRule(unit=2.0, variances=(6.0, 2.0))]
    made = DensityRule(unit=9.0, variances=(1.0, 0.5)).levelled(folds)
    assert made.unit == 1.5
    assert made.variances == pytest.approx((4.0, 2.0))  # their mean 3 is that of 2 and 4
    assert SpreadRule(unit=9.0).levelled([SpreadRule(unit=1.0), SpreadRule(unit=2.0)]) == SpreadRule(unit=1.5)


def path(step: float, frames: int = 5) -> np.ndarray:
    """Frames along a straight line, each `step` from the one before."""
    return (np.arange(frames)[:, None] * step * np.array([[0.6, 0.8]])).astype(np.float32)


def test_the_step_is_the_mean_distance_between_neighbouring_frames() -> None:
    rng = np.random.default_rng(0)
    signatures = [rng.normal(size=(frames, 3)).astype(np.float32) for frames in (7, 2, 1, 12)]
    means = []
    for frames in signatures:
        steps = [
            sum((float(a) - float(b)) ** 2 for a, b in zip(frames[t], frames[t + 1], strict=True)) ** 0.5
            for t in range(len(frames) - 1)
        ]
        if steps:
            means.append(sum(steps) / len(steps))
    assert step_of(signatures) == pytest.approx(sum(means) / len(means), rel=1e-6)


@pytest.mark.parametrize("signatures", [[], [path(1.0, 1)], [path(0.0)]])
def test_without_neighbours_or_movement_there_is_no_step(signatures: list[np.ndarray]) -> None:
    assert step_of(signatures) is None
    assert SpreadRule(unit=0.4, usual_step=1.0).scorer(signatures, THREE[:1, :1]).each_alone(np.array([0.4])) == [2.0]


@pytest.mark.parametrize(("step", "times"), [(1.0, 1.0), (2.25, 1.5), (0.25, 0.5), (100.0, 2.0), (0.001, 0.5)])
def test_the_unit_grows_with_the_root_of_the_references_step(step: float, times: float) -> None:
    """Up to four times the usual step, which stands for any more."""
    rule = SpreadRule(unit=0.4, usual_step=1.0)
    distances = np.array([0.5, 0.6, 0.9])
    found = rule.scorer([path(step)] * 3, THREE).combined([], distances)
    assert float(found) == pytest.approx(float(combined(distances, Spread.of(THREE), 0.4 * times)), rel=1e-6)
    alone = rule.scorer([path(step)], THREE[:1, :1]).each_alone(np.array([0.5]))
    assert alone.tolist() == pytest.approx([2 * 0.5 / (0.4 * times)], rel=1e-6)


def test_the_usual_step_is_measured_with_the_rule_and_levelled_over_folds() -> None:
    rule = measured_rule("spread", 0.4, [[path(1.0)], [path(2.0), path(4.0)], [path(9.0)]])
    assert rule.usual_step == pytest.approx(3.0, rel=1e-6)
    folds = [SpreadRule(unit=1.0, usual_step=2.0), SpreadRule(unit=3.0, usual_step=4.0)]
    assert SpreadRule(unit=9.0).levelled(folds) == SpreadRule(unit=2.0, usual_step=3.0)
