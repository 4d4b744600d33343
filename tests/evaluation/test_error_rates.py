"""Error rates against numbers worked by hand, and what must hold for any scores."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ProtocolError, UsageError
from sigverify.evaluation import error_rates
from sigverify.evaluation.error_rates import (
    cllr,
    det_points,
    equal_error_rate,
    error_curve,
    fmr_at_recall,
    mean_and_sd,
    minimum_cllr,
    normal_deviate,
    points,
    rates_at,
    rates_at_fmr,
    resampled_equal_error_rates,
    roc_points,
    signer_equal_error_rate,
    tippett_curves,
)

few_values = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=12)
any_values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12)
scores = few_values | any_values


def test_the_curve_of_a_small_example() -> None:
    """Genuine 1 and 3, impostors 0, 1 and 2: each different score is a threshold, at or above is accepted."""
    curve = error_curve([3, 1], [0, 2, 1])
    assert curve.threshold.tolist() == [0, 1, 2, 3, math.inf]
    np.testing.assert_allclose(curve.fmr, [1, 2 / 3, 1 / 3, 0, 0])
    np.testing.assert_allclose(curve.fnmr, [0, 0, 1 / 2, 1 / 2, 1])


def test_the_equal_error_rate_lies_on_the_line_between_two_points() -> None:
    """From (2/3, 0) to (1/3, 1/2): at 4/5 of the way FMR = FNMR = 2/5; the threshold goes from 1 to 2 alike."""
    rate, threshold = equal_error_rate([3, 1], [0, 2, 1])
    assert rate == pytest.approx(2 / 5)
    assert threshold == pytest.approx(1.8)


def test_a_point_on_the_diagonal_is_the_rate_itself() -> None:
    """At any threshold in (1, 2] one of two impostors is in and one of two genuine out."""
    rate, threshold = equal_error_rate([1, 3], [0, 2])
    assert rate == 0.5
    assert threshold == 1.5
    at = rates_at([1, 3], [0, 2], threshold)
    assert (at.fmr, at.fnmr) == (0.5, 0.5)


def test_a_point_on_the_diagonal_is_seen_whatever_the_fractions() -> None:
    """From above 2 to 3, one of three genuine is out and one of three impostors in: 1 − 2/3 is not 1/3 in float64."""
    rate, threshold = equal_error_rate([2, 3, 5], [0, 1, 5])
    assert (rate, threshold) == (pytest.approx(1 / 3), 2.5)


def test_perfect_separation_has_no_error_and_a_threshold_in_the_middle() -> None:
    rate, threshold = equal_error_rate([2, 3, 9], [0, 1])
    assert (rate, threshold) == (0.0, 1.5)


def test_scores_the_wrong_way_round_are_all_in_error() -> None:
    assert equal_error_rate([0, 1], [2, 3])[0] == 1.0


def test_equal_scores_tell_nothing() -> None:
    """From (1, 0) straight to (0, 1): the middle. The threshold must still be a number."""
    assert equal_error_rate([5, 5, 5], [5, 5]) == (0.5, 5.0)


@pytest.mark.parametrize(("genuine", "impostor", "rate"), [(1, 0, 0.0), (0, 1, 1.0), (0, 0, 0.5)])
def test_one_score_on_each_side_is_enough(genuine: float, impostor: float, rate: float) -> None:
    assert equal_error_rate([genuine], [impostor])[0] == rate


def test_ties_between_genuine_and_impostors_are_joined_by_one_line() -> None:
    """Genuine 1 1 2 2, impostors 0 1 1 2: points (1, 0), (3/4, 0), (1/4, 1/2), (0, 1); crossing at 3/8."""
    rate, threshold = equal_error_rate([1, 1, 2, 2], [0, 1, 1, 2])
    assert rate == pytest.approx(3 / 8)
    assert threshold == pytest.approx(1.75)


def test_neighbouring_floats_get_a_threshold_that_still_separates() -> None:
    low = 1.0
    high = np.nextafter(low, 2.0)
    rate, threshold = equal_error_rate([high], [low])
    assert rate == 0
    assert rates_at([high], [low], threshold).fmr == 0
    assert rates_at([high], [low], threshold).fnmr == 0


@given(genuine=scores, impostor=scores)
def test_the_rate_lies_between_0_and_1_and_the_threshold_is_finite(genuine: list[float], impostor: list[float]) -> None:
    rate, threshold = equal_error_rate(genuine, impostor)
    assert 0 <= rate <= 1
    assert math.isfinite(threshold)


@given(genuine=scores, impostor=scores)
def test_the_rate_is_the_same_under_any_rising_map(genuine: list[float], impostor: list[float]) -> None:
    values = np.unique(np.array(genuine + impostor))
    steps = np.cumsum(np.arange(1, values.size + 1) ** 2.0)  # rising, and far from straight

    def mapped(scores: list[float]) -> np.ndarray:
        return steps[np.searchsorted(values, scores)]

    assert equal_error_rate(mapped(genuine), mapped(impostor))[0] == pytest.approx(
        equal_error_rate(genuine, impostor)[0], abs=1e-12
    )


@given(genuine=scores, impostor=scores)
def test_the_rate_is_the_same_with_roles_and_signs_swapped(genuine: list[float], impostor: list[float]) -> None:
    swapped = equal_error_rate([-s for s in impostor], [-s for s in genuine])[0]
    assert swapped == pytest.approx(equal_error_rate(genuine, impostor)[0], abs=1e-12)


@given(genuine=scores, impostor=scores)
def test_the_rate_agrees_with_a_slow_search_along_the_polygon(genuine: list[float], impostor: list[float]) -> None:
    thresholds = [*sorted(set(genuine + impostor)), math.inf]
    points = [
        (sum(s >= t for s in impostor) / len(impostor), sum(s < t for s in genuine) / len(genuine)) for t in thresholds
    ]
    for (a, b), (c, d) in itertools.pairwise(points):
        if a > b and c <= d:
            share = (a - b) / ((a - b) - (c - d))
            assert equal_error_rate(genuine, impostor)[0] == pytest.approx(a + share * (c - a), abs=1e-12)
            return
    pytest.fail("the polygon never crosses the diagonal")


@given(genuine=scores, impostor=scores)
def test_the_curve_falls_and_rises_from_end_to_end(genuine: list[float], impostor: list[float]) -> None:
    curve = error_curve(genuine, impostor)
    assert (curve.fmr[0], curve.fnmr[0], curve.fmr[-1], curve.fnmr[-1]) == (1, 0, 0, 1)
    assert np.all(np.diff(curve.fmr) <= 0)
    assert np.all(np.diff(curve.fnmr) >= 0)
    assert np.all(np.diff(curve.fmr - curve.fnmr) < 0)


def test_the_signers_rate_is_the_mean_over_signers_own_thresholds() -> None:
    """Each signer is perfect alone, or hopeless; a common threshold would not see it."""
    pairs = [([11, 12], [10]), ([1, 2], [0]), ([5], [5])]
    assert signer_equal_error_rate(pairs) == pytest.approx(0.5 / 3)


def test_rates_at_a_threshold_accept_at_or_above_it() -> None:
    at = rates_at([1, 2, 3, 4], [0, 2], 2)
    assert (at.threshold, at.fmr, at.fnmr) == (2, 0.5, 0.25)
    assert rates_at([1], [1], math.inf).fnmr == 1
    assert rates_at([1], [1], -math.inf).fmr == 1
    with pytest.raises(UsageError, match="not a number"):
        rates_at([1], [1], math.nan)


@pytest.mark.parametrize(
    ("fmr", "threshold", "fnmr"), [(0.0, 4, 0.75), (0.24, 4, 0.75), (0.25, 3, 0.5), (0.5, 1.5, 0.25), (1.0, 0, 0.0)]
)
def test_the_fnmr_for_an_fmr_is_the_smallest_that_keeps_it(fmr: float, threshold: float, fnmr: float) -> None:
    found = rates_at_fmr([1, 1.5, 3, 4], [0, 1, 2, 3], fmr)
    assert found.threshold == threshold
    assert found.fnmr == fnmr
    assert found.fmr <= fmr


def test_an_fmr_that_no_score_keeps_rejects_all() -> None:
    found = rates_at_fmr([1], [2], 0.0)
    assert (found.threshold, found.fmr, found.fnmr) == (math.inf, 0, 1)
    with pytest.raises(UsageError, match="between 0 and 1"):
        rates_at_fmr([1], [2], 1.5)


def test_normal_deviates_are_the_tables() -> None:
    np.testing.assert_allclose(normal_deviate([0.5, 0.975, 0.025]), [0, 1.959963985, -1.959963985], atol=1e-9)
    with pytest.raises(UsageError):
        normal_deviate([0.0])


def test_det_points_leave_out_what_lies_at_infinity() -> None:
    fmr, fnmr = det_points([3, 1], [0, 2, 1])
    np.testing.assert_allclose(fmr, normal_deviate([1 / 3]))
    np.testing.assert_allclose(fnmr, [0], atol=1e-12)
    assert [part.size for part in det_points([1], [0])] == [0, 0]


def test_cllr_of_ratios_that_say_nothing_is_one_bit() -> None:
    assert cllr([0, 0], [0]) == pytest.approx(1)


def test_cllr_by_hand() -> None:
    """Genuine LR 10 and 1, impostor LR 0.1: ½ ((log2 1.1 + log2 2)/2 + log2 1.1)."""
    expected = 0.5 * ((math.log2(1.1) + 1) / 2 + math.log2(1.1))
    assert cllr([1, 0], [-1]) == pytest.approx(expected)


def test_cllr_of_overconfident_errors_is_large_and_of_certainty_none() -> None:
    """A wrong ratio of 10^±400 costs 400 · log2 10 bits on each side, without overflow."""
    assert cllr([-400], [400]) == pytest.approx(400 * math.log2(10))
    assert cllr([400], [-400]) == 0


def test_minimum_cllr_by_hand() -> None:
    """Scores 0 i, 1 g, 2 i, 3 g: 1 and 2 are pooled to LR 1 (half of each side), the ends cost nothing: ½ bit."""
    assert minimum_cllr([1, 3], [0, 2]) == pytest.approx(0.5)


def test_minimum_cllr_weighs_unequal_numbers_and_pools_ties() -> None:
    """Genuine 1 1 2, impostors 1 2 2 2: shares fall from 2/3 to 1/4, so all are pooled; LR 1 costs one bit."""
    assert minimum_cllr([2, 2, 1], [1, 1, 1, 2]) == pytest.approx(
        0.5
        * (
            (1 / 3) * math.log2(1 + (3 / 4) / (1 / 3))
            + (2 / 3) * math.log2(1 + (1 / 4) / (2 / 3))
            + (3 / 4) * math.log2(1 + (1 / 3) / (3 / 4))
            + (1 / 4) * math.log2(1 + (2 / 3) / (1 / 4))
        )
    )
    assert minimum_cllr([1, 1, 2], [1, 2, 2, 2]) == pytest.approx(1)


def test_minimum_cllr_pools_even_a_slight_fall() -> None:
    """Genuine share 2/4 at score 1, then 2/5 at score 2: one block, whose LR is 1."""
    assert minimum_cllr([1, 1, 2, 2], [1, 1, 2, 2, 2]) == pytest.approx(1)


def test_minimum_cllr_of_perfect_and_of_useless_scores() -> None:
    assert minimum_cllr([2, 3], [0, 1]) == 0
    assert minimum_cllr([5], [5, 5]) == pytest.approx(1)


@given(genuine=scores, impostor=scores)
def test_no_rising_map_beats_the_minimum(genuine: list[float], impostor: list[float]) -> None:
    least = minimum_cllr(genuine, impostor)
    assert -1e-12 <= least <= 1 + 1e-12
    for slope, offset in ((1.0, 0.0), (0.1, 0.5), (3.0, -1.0)):
        ours, theirs = (slope * np.arctan(np.array(s)) + offset for s in (genuine, impostor))
        assert least <= cllr(ours, theirs) + 1e-9


MEASURES = [
    cllr,
    det_points,
    equal_error_rate,
    error_curve,
    fmr_at_recall,
    minimum_cllr,
    roc_points,
    tippett_curves,
]


@pytest.mark.parametrize("measure", MEASURES)
def test_no_score_or_an_endless_one_is_told(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ProtocolError, match="no genuine score"):
        measure([], [1])
    with pytest.raises(ProtocolError, match="no impostor score"):
        measure([1], [])
    with pytest.raises(ProtocolError, match="impostor score is not a finite number"):
        measure([1], [math.nan])
    with pytest.raises(ProtocolError, match="genuine score is not a finite number"):
        measure([math.inf], [1])


def test_a_mean_over_no_signer_is_told() -> None:
    with pytest.raises(ProtocolError, match="No signer"):
        signer_equal_error_rate([])


def test_mean_and_deviation_over_draws() -> None:
    assert mean_and_sd([1, 2, 3, 4]) == pytest.approx((2.5, math.sqrt(5 / 3)))
    assert mean_and_sd([2, 2]) == (2, 0)


def test_one_draw_has_a_mean_but_no_deviation() -> None:
    mean, deviation = mean_and_sd([7])
    assert mean == 7
    assert math.isnan(deviation)
    with pytest.raises(ProtocolError, match="no value"):
        mean_and_sd([])


def test_the_error_at_recall_by_hand() -> None:
    """Of 20 genuine scores 1 … 20 one may be missed at 95 %: from 2 upwards lie the impostors 2, 3 and 9."""
    genuine = list(range(1, 21))
    assert fmr_at_recall(genuine, [0, 1, 1.5, 2, 3, 9]) == pytest.approx(3 / 6)
    assert fmr_at_recall(genuine, [0, 1, 1.5, 2, 3, 9], recall=1.0) == pytest.approx(5 / 6)
    assert fmr_at_recall(genuine[:19], [0, 1, 1.5]) == pytest.approx(2 / 3)  # 18 of 19 would be less than 95 %


def test_impostors_that_tie_with_the_last_accepted_genuine_score_are_errors() -> None:
    assert fmr_at_recall([1, 1, 2], [1, 0], recall=0.5) == 0.5
    assert fmr_at_recall([1, 1, 2], [1, 0], recall=0.3) == 0.0
    assert fmr_at_recall([5, 5], [5, 5]) == 1.0


def test_recalls_that_rounding_puts_a_hair_below_are_met() -> None:
    """93 of 100 are 93 %, although (1 − 0.93) · 100 is less than 7 in float64."""
    assert fmr_at_recall(range(100), [6.5], recall=0.93) == 0.0
    assert fmr_at_recall(range(100), [6.5], recall=1e-12) == 0.0


@pytest.mark.parametrize("recall", [0.0, 1.01, math.nan])
def test_a_recall_out_of_range_is_told(recall: float) -> None:
    with pytest.raises(UsageError, match="recall lies above 0"):
        fmr_at_recall([1], [0], recall)


@given(genuine=scores, impostor=scores, recall=st.sampled_from([0.1, 0.5, 0.9, 0.95, 1.0]))
def test_the_error_at_recall_is_the_smallest_of_all_thresholds_that_reach_it(
    genuine: list[float], impostor: list[float], recall: float
) -> None:
    reached = [
        sum(s >= t for s in impostor) / len(impostor)
        for t in genuine + impostor
        if sum(s >= t for s in genuine) >= recall * len(genuine) - 1e-9
    ]
    assert fmr_at_recall(genuine, impostor, recall) == pytest.approx(min(reached))


def test_roc_points_of_a_small_example() -> None:
    fmr, recall = roc_points([3, 1], [0, 2, 1])
    np.testing.assert_allclose(fmr, [0, 0, 1 / 3, 2 / 3, 1])
    np.testing.assert_allclose(recall, [0, 1 / 2, 1 / 2, 1, 1])


@given(genuine=scores, impostor=scores)
def test_the_roc_rises_from_corner_to_corner_through_the_equal_error_rate(
    genuine: list[float], impostor: list[float]
) -> None:
    fmr, recall = roc_points(genuine, impostor)
    assert (fmr[0], recall[0], fmr[-1], recall[-1]) == (0, 0, 1, 1)
    assert np.all(np.diff(fmr) >= 0)
    assert np.all(np.diff(recall) >= 0)
    # along the polygon 1 − recall − FMR falls strictly, and is 0 where both errors are equal
    rate = equal_error_rate(genuine, impostor)[0]
    assert np.interp(0, (fmr + recall - 1), fmr) == pytest.approx(rate, abs=1e-9)


def test_tippett_curves_by_hand() -> None:
    """Genuine ratios 10 and 1000, an impostor's 1/10 and 10: at or above 10 lie both genuine and half the others."""
    curves = tippett_curves([1, 3], [-1, 1])
    assert curves.log10_ratio.tolist() == [-1, 1, 3]
    assert curves.genuine.tolist() == [1, 1, 0.5]
    assert curves.impostor.tolist() == [1, 0.5, 0]


@given(genuine=scores, impostor=scores)
def test_tippett_curves_are_shares_at_or_above(genuine: list[float], impostor: list[float]) -> None:
    curves = tippett_curves(genuine, impostor)
    for ratio, own, other in zip(curves.log10_ratio, curves.genuine, curves.impostor, strict=True):
        assert own == pytest.approx(np.mean(np.array(genuine) >= ratio))
        assert other == pytest.approx(np.mean(np.array(impostor) >= ratio))


people = st.lists(st.tuples(few_values, few_values), min_size=1, max_size=4)


@given(pairs=people, data=st.data())
def test_resampled_rates_are_those_of_the_scores_written_out(
    pairs: list[tuple[list[float], list[float]]], data: st.DataObject
) -> None:
    row = st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs))
    times = data.draw(st.lists(row, min_size=1, max_size=4))
    found = resampled_equal_error_rates(pairs, times)
    for rate, drawn in zip(found, times, strict=True):
        genuine = [s for (own, _), n in zip(pairs, drawn, strict=True) for s in own * n]
        impostor = [s for (_, other), n in zip(pairs, drawn, strict=True) for s in other * n]
        if genuine:
            assert rate == pytest.approx(equal_error_rate(genuine, impostor)[0], abs=1e-12)
        else:
            assert math.isnan(rate)


def test_resampled_rates_are_the_same_whatever_the_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    pairs = [(rng.normal(1, 1, 5), rng.normal(0, 1, 6)) for _ in range(4)]
    times = rng.integers(0, 3, size=(9, 4))
    whole = resampled_equal_error_rates(pairs, times)
    monkeypatch.setattr(error_rates, "_NUMBERS_AT_ONCE", 1)
    np.testing.assert_array_equal(whole, resampled_equal_error_rates(pairs, times))


def test_resampling_an_empty_signer_is_told() -> None:
    with pytest.raises(ProtocolError, match="no impostor score"):
        resampled_equal_error_rates([([1], [0]), ([1], [])], [[1, 1]])


@pytest.mark.parametrize(
    ("difference", "words"), [(0.0123, "+1.2"), (-0.306, "−30.6"), (0.0, "0.0"), (-0.0002, "0.0"), (0.0004, "0.0")]
)
def test_a_difference_of_rates_has_a_sign_unless_it_rounds_to_nothing(difference: float, words: str) -> None:
    assert points(difference) == words
