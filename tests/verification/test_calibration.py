"""Scores become likelihood ratios, and thresholds keep what they promise."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from sigverify.errors import ModelError, ProtocolError
from sigverify.evaluation.error_rates import cllr, minimum_cllr
from sigverify.verification.calibration import (
    Calibration,
    OperatingPoint,
    RandomCalibration,
    calibrate,
    calibrate_random,
)

POINT = OperatingPoint()


def lognormal(mean: float, sd: float, count: int, seed: int) -> np.ndarray:
    """Distances whose logs are normal, (count, 1)."""
    return np.exp(np.random.default_rng(seed).normal(mean, sd, (count, 1)))


def test_known_weights_are_recovered() -> None:
    """Normal log distances of equal spread have log odds linear in them: (m₂² − m₁²)/2s² − log d·(m₂ − m₁)/s²."""
    near, far, sd = 2.0, 3.2, 0.6
    found = calibrate(lognormal(near, sd, 20_000, 1), lognormal(far, sd, 20_000, 2), POINT)
    weight, bias = (far - near) / sd**2, (far**2 - near**2) / (2 * sd**2)
    assert found.weights[0] * np.log(10) == pytest.approx(weight, rel=0.04)
    assert found.bias * np.log(10) == pytest.approx(bias, rel=0.04)


def test_classes_count_alike_however_many_trials_they_have() -> None:
    """A likelihood ratio knows no prior: ten times more forgeries do not move it."""
    few = calibrate(lognormal(2, 0.6, 4000, 1), lognormal(3, 0.6, 4000, 2), POINT)
    many = calibrate(lognormal(2, 0.6, 4000, 1), lognormal(3, 0.6, 40_000, 3), POINT)
    assert many.weights[0] == pytest.approx(few.weights[0], rel=0.06)
    middle = np.exp([[2.5]])
    assert float(many.score(middle)[0]) == pytest.approx(0.0, abs=0.05)


def test_two_comparators_are_weighted_by_what_they_tell_and_drawn_towards_one_another() -> None:
    """Against a fit of the loss as it is written: by what they tell alone the weights would be as four to one."""
    rng = np.random.default_rng(4)
    genuine = rng.normal([2.0, 2.0], [0.5, 1.0], (2000, 2))
    forged = rng.normal([3.0, 3.0], [0.5, 1.0], (1000, 2))
    found = calibrate(np.exp(genuine), np.exp(forged), POINT)
    spread = np.concatenate((genuine, forged)).std(axis=0)

    def loss(parameters: np.ndarray) -> float:
        weights, bias = parameters[:2], parameters[2]
        missed = np.mean([np.log1p(np.exp(row @ weights - bias)) for row in genuine])
        fooled = np.mean([np.log1p(np.exp(bias - row @ weights)) for row in forged])
        uneven = sum((weight - sum(weights) / 2) ** 2 for weight in weights)
        return float(missed + fooled + 1e-3 * sum((weights * spread) ** 2) + 2e-3 * uneven)

    best = minimize(loss, np.ones(3), method="Nelder-Mead", options={"xatol": 1e-5, "fatol": 1e-9}).x
    assert np.array(found.weights) * np.log(10) == pytest.approx(best[:2], rel=1e-2)
    assert 1.5 < found.weights[0] / found.weights[1] < 3.9


def test_comparators_as_good_as_each_other_share_evenly() -> None:
    """Though one has done a little better on the trials at hand."""
    rng = np.random.default_rng(6)
    both = [rng.normal([middle], 0.3, (300, 1)) + rng.normal(0, 0.4, (300, 2)) for middle in (2.0, 3.0)]
    found = calibrate(np.exp(both[0]), np.exp(both[1]), POINT)
    assert found.weights[0] / found.weights[1] == pytest.approx(1.0, abs=0.25)


def test_a_comparator_that_misleads_gets_no_weight() -> None:
    rng = np.random.default_rng(5)
    genuine = rng.normal([2.0, 3.0], 0.5, (2000, 2))
    forged = rng.normal([3.0, 2.0], 0.5, (2000, 2))
    assert calibrate(genuine, forged, POINT).weights[1] == 0.0


def test_scores_are_calibrated() -> None:
    """On fresh trials of the same kind hardly anything is lost against the best rising map."""
    found = calibrate(lognormal(2, 0.6, 3000, 1), lognormal(3, 0.6, 3000, 2), POINT)
    genuine, forged = found.score(lognormal(2, 0.6, 3000, 8)), found.score(lognormal(3, 0.6, 3000, 9))
    assert cllr(genuine, forged) - minimum_cllr(genuine, forged) < 0.03


@pytest.mark.parametrize(("accepted", "rejected"), [(0.02, 0.02), (0.1, 0.05), (0.001, 0.2)])
def test_lines_make_the_promised_errors(accepted: float, rejected: float) -> None:
    genuine, forged = lognormal(2, 0.6, 5000, 1), lognormal(3, 0.6, 5000, 2)
    found = calibrate(genuine, forged, OperatingPoint(false_matches=accepted, false_non_matches=rejected))
    assert np.mean(found.score(forged) >= found.accept_at) == pytest.approx(accepted, abs=4e-4)
    assert np.mean(found.score(genuine) < found.reject_below) == pytest.approx(rejected, abs=4e-4)
    assert found.reject_below <= found.accept_at


def test_classes_far_apart_share_one_line_between_them() -> None:
    genuine, forged = lognormal(1, 0.1, 100, 1), lognormal(9, 0.1, 100, 2)
    found = calibrate(genuine, forged, POINT)
    assert found.accept_at == found.reject_below
    assert found.score(forged).max() < found.accept_at < found.score(genuine).min()
    assert np.isfinite([*found.weights, found.bias]).all()


def test_the_cap_and_the_counts_are_those_of_one_draw() -> None:
    found = calibrate(lognormal(2, 0.6, 300, 1), lognormal(3, 0.6, 500, 2), POINT, draws=3)
    assert found.cap == pytest.approx(2.0)  # log10 of 100 trials
    assert (found.genuine, found.forged) == (100, 166)


@pytest.mark.parametrize(("genuine", "forged"), [(19, 100), (100, 19), (0, 0)])
def test_too_few_trials_are_refused(genuine: int, forged: int) -> None:
    with pytest.raises(ProtocolError, match=f"found {genuine} and {forged}"):
        calibrate(np.ones((genuine, 1)), np.ones((forged, 1)), POINT)


def test_forgeries_that_lie_closer_teach_nothing() -> None:
    with pytest.raises(ProtocolError, match="nothing was learnt"):
        calibrate(lognormal(3, 0.5, 200, 1), lognormal(2, 0.5, 200, 2), POINT)


def test_distances_that_never_differ_teach_nothing() -> None:
    with pytest.raises(ProtocolError, match="nothing was learnt"):
        calibrate(np.ones((50, 1)), np.ones((50, 1)), POINT)


GOOD: dict[str, Any] = {
    "weights": (2.0, 0.5),
    "bias": 6.0,
    "accept_at": 1.0,
    "reject_below": -1.0,
    "cap": 2.0,
    "genuine": 100,
    "forged": 100,
}

RANDOM = RandomCalibration(weights=(3.0, 1.0), bias=4.0, cap=1.5, genuine=40, random=32)


def test_hand_worked_scores_and_lines() -> None:
    calibration = Calibration(**GOOD)
    e = np.e
    assert calibration.score(np.array([[1.0, e**2], [e**3, 1.0]])).tolist() == pytest.approx([5.0, 0.0])
    assert calibration.fused(np.array([1.0, e**2])) == pytest.approx(e ** (1.0 / 2.5))
    assert calibration.decision_distance == pytest.approx(e**2.0)
    assert calibration.rejection_distance == pytest.approx(e**2.8)


def test_copies_at_distance_zero_count_as_very_near_not_as_infinitely_so() -> None:
    calibration = Calibration(**GOOD)
    copies = calibration.score(np.zeros((1, 2)))
    assert copies.tolist() == calibration.score(np.full((1, 2), 0.05)).tolist()
    assert np.isfinite(copies).all()


@given(st.lists(st.floats(0, 50), min_size=2, max_size=2), st.floats(0, 5), st.floats(0, 5))
def test_a_larger_distance_never_scores_higher(distances: list[float], more: float, other: float) -> None:
    calibration = Calibration(**GOOD)
    near, far = np.array(distances), np.array(distances) + np.array([more, other])
    assert calibration.score(far) <= calibration.score(near)


@given(st.floats(0, 10), st.floats(0, 10))
def test_the_lines_lie_where_the_score_meets_them(first: float, second: float) -> None:
    calibration = Calibration(**GOOD)
    combined = np.array([first, second])
    fused, score = float(calibration.fused(combined)), float(calibration.score(combined))
    above, below = np.log([calibration.decision_distance / fused, calibration.rejection_distance / fused])
    assert score - calibration.accept_at == pytest.approx(2.5 * above, abs=1e-9)
    assert score - calibration.reject_below == pytest.approx(2.5 * below, abs=1e-9)


@pytest.mark.parametrize(
    "damage",
    [
        {"weights": ()},
        {"weights": (0.0, 0.0)},
        {"weights": (1.0, -0.1)},
        {"weights": (1.0, float("nan"))},
        {"bias": float("inf")},
        {"accept_at": float("nan")},
        {"cap": float("nan")},
    ],
)
def test_damaged_numbers_are_refused(damage: dict[str, Any]) -> None:
    with pytest.raises(ModelError, match="damaged"):
        Calibration(**{**GOOD, **damage})


def test_rejecting_above_where_it_accepts_is_refused() -> None:
    with pytest.raises(ModelError, match="rejects above"):
        replace(Calibration(**GOOD), reject_below=1.1)


class TestRandomForgeries:
    @pytest.mark.parametrize("draws", [1, 3])
    def test_the_fit_is_that_of_softened_targets(self, draws: int) -> None:
        """Worked out again by a slow loop over trials and a search without slopes (Platt 1999)."""
        genuine, random = lognormal(1, 0.5, 60, 1), lognormal(2.2, 0.6, 45, 2)
        found = calibrate_random(genuine, random, draws=draws)
        assert found is not None
        own, other = len(genuine) / draws, len(random)
        targets = [(d, (own + 1) / (own + 2), len(genuine)) for d in genuine[:, 0]]
        targets += [(d, 1 / (other + 2), len(random)) for d in random[:, 0]]

        def loss(weight: float, bias: float) -> float:
            total = 0.0
            for distance, target, size in targets:
                odds = bias - weight * np.log(distance)
                chance = 1 / (1 + np.exp(-odds))
                total -= (target * np.log(chance) + (1 - target) * np.log(1 - chance)) / size
            return total

        best = minimize(lambda p: loss(*p), [1.0, 1.0], method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-14})
        assert found.weights[0] * np.log(10) == pytest.approx(best.x[0], rel=1e-3)
        assert found.bias * np.log(10) == pytest.approx(best.x[1], rel=1e-3)
        assert found.cap == pytest.approx(np.log10(min(own, other)))
        assert (found.genuine, found.random) == (60 // draws, 45)

    @pytest.mark.parametrize("gap", [1.0, 3.0, 30.0])
    def test_classes_far_apart_are_limited_by_the_cap_and_not_by_the_gap(self, gap: float) -> None:
        genuine, random = lognormal(0, 0.1, 400, 1), lognormal(gap, 0.1, 300, 2)
        found = calibrate_random(genuine, random)
        assert found is not None
        assert np.isfinite([*found.weights, found.bias]).all()
        assert found.cap == pytest.approx(np.log10(300))
        assert np.median(found.ratio(genuine)) > found.cap - 0.01
        assert np.median(found.ratio(random)) < -found.cap + 0.01
        assert abs(float(found.ratio(np.exp([[gap / 2]]))[0])) < 0.3, "of the gap nothing is known"

    def test_ratios_are_calibrated_where_classes_overlap(self) -> None:
        found = calibrate_random(lognormal(2, 0.6, 3000, 1), lognormal(3, 0.6, 3000, 2))
        assert found is not None
        genuine, random = found.ratio(lognormal(2, 0.6, 3000, 8)), found.ratio(lognormal(3, 0.6, 3000, 9))
        assert cllr(genuine, random) - minimum_cllr(genuine, random) < 0.03

    def test_a_comparator_that_misleads_gets_no_weight(self) -> None:
        rng = np.random.default_rng(5)
        found = calibrate_random(np.exp(rng.normal([2, 3], 0.5, (500, 2))), np.exp(rng.normal([4, 2], 0.5, (500, 2))))
        assert found is not None
        assert found.weights[1] == 0.0 < found.weights[0]

    def test_where_nothing_is_learnt_nothing_is_known(self) -> None:
        assert calibrate_random(lognormal(3, 0.5, 200, 1), lognormal(2, 0.5, 200, 2)) is None
        assert calibrate_random(np.ones((50, 1)), np.ones((50, 1))) is None

    @pytest.mark.parametrize(("genuine", "random", "draws"), [(19, 50, 1), (50, 19, 1), (50, 50, 3), (0, 0, 1)])
    def test_too_few_trials_teach_nothing(self, genuine: int, random: int, draws: int) -> None:
        found = calibrate_random(lognormal(1, 0.5, genuine, 1), lognormal(3, 0.5, random, 2), draws=draws)
        assert found is None

    @settings(max_examples=40)
    @given(
        st.lists(st.floats(0, 100), min_size=20, max_size=40),
        st.lists(st.floats(0, 100), min_size=20, max_size=40),
        st.lists(st.floats(0, 1e6), min_size=2, max_size=2),
    )
    def test_whatever_the_trials_no_ratio_exceeds_what_they_carry(
        self, genuine: list[float], random: list[float], asked: list[float]
    ) -> None:
        found = calibrate_random(np.array(genuine)[:, None], np.array(random)[:, None])
        if found is not None:
            near, far = found.ratio(np.array([[min(asked)], [max(asked)]]))
            assert -np.log10(40) - 1e-9 <= far <= near <= np.log10(40) + 1e-9

    def test_an_alternative_that_is_not_known_has_no_ratio(self) -> None:
        near = np.array([1.0, 1.0])
        assert Calibration(**GOOD).against_random(near) is None
        known = Calibration(**GOOD, random=RANDOM)
        ratio = known.against_random(near)
        assert ratio is not None
        assert (ratio.against, ratio.log10, ratio.cap, ratio.at_cap) == ("random", 1.5, 1.5, True)
        skilled = known.against_skilled(near)
        assert (skilled.against, skilled.log10, skilled.cap, skilled.at_cap) == ("skilled", 2.0, 2.0, True)

    def test_it_must_weigh_as_many_comparators_as_the_other(self) -> None:
        with pytest.raises(ModelError, match="damaged"):
            Calibration(**GOOD, random=replace(RANDOM, weights=(1.0,)))

    @pytest.mark.parametrize(
        "damage", [{"weights": ()}, {"weights": (-1.0, 2.0)}, {"bias": float("nan")}, {"cap": float("inf")}]
    )
    def test_damaged_numbers_are_refused(self, damage: dict[str, Any]) -> None:
        with pytest.raises(ModelError, match="damaged"):
            replace(RANDOM, **damage)


@given(st.lists(st.integers(1, 3), min_size=6, max_size=6), st.integers(0, 9))
@settings(max_examples=20)
def test_a_weight_is_worth_as_many_trials(times: list[int], seed: int) -> None:
    """Weights of whole numbers, against trials written down as often; but what repeats carries no more."""
    rng = np.random.default_rng(seed)
    genuine, forged = np.exp(rng.normal(2, 0.5, (60, 2))), np.exp(rng.normal(3, 0.5, (60, 2)))
    weights = np.repeat(np.array(times), 10)
    found = calibrate(genuine, forged, POINT, weights=(weights.astype(float), weights.astype(float)))
    written = calibrate(np.repeat(genuine, weights, axis=0), np.repeat(forged, weights, axis=0), POINT)
    # what is standardised by, for the ridge, is of the trials as they are
    np.testing.assert_allclose(found.weights, written.weights, rtol=2e-2)
    assert found.cap == pytest.approx(np.log10(weights.sum() ** 2 / (weights**2).sum()))
    assert (found.genuine, found.forged) == (60, 60)


def test_lines_hold_for_weighted_trials() -> None:
    """The farthest twentieth of the forgeries counts as a half: the line lies beyond it all the same."""
    genuine, forged = lognormal(2, 0.3, 200, 1), np.sort(lognormal(3, 0.3, 200, 2), axis=0)
    weights = np.ones(200)
    weights[:10] = 19.0  # half of all weight on the nearest
    found = calibrate(genuine, forged, OperatingPoint(false_matches=0.25), weights=(np.ones(200), weights))
    accepted = found.score(forged) >= found.accept_at
    assert weights[accepted].sum() / weights.sum() == pytest.approx(0.25, abs=0.05)
    assert 3 <= accepted.sum() <= 7
