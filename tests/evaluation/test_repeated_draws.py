"""Rates over draws of references, and their intervals over signers, against slow loops over written-out scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ProtocolError
from sigverify.evaluation.error_rates import equal_error_rate
from sigverify.evaluation.repeated_draws import (
    Draws,
    common_difference,
    common_interval,
    joined,
    signer_equal_error_rates,
    signer_errors_at_common,
    signer_mean_interval,
    signers_of,
)


def pair(genuine: list[float], impostor: list[float]) -> tuple[np.ndarray, np.ndarray]:
    return np.array(genuine, dtype=float), np.array(impostor, dtype=float)


PERFECT, HOPELESS, HALF = pair([2, 3], [0, 1]), pair([0], [1]), pair([5], [5])
TWICE: Draws = [{"B": PERFECT, "A": HALF}, {"B": HOPELESS, "C": PERFECT}]


def random_draws(seed: int, *, draws: int = 3, signers: int = 6) -> Draws:
    """Signers of different skill, some missing in some draws."""
    rng = np.random.default_rng(seed)
    skill = rng.uniform(0, 2, signers)
    return [
        {
            f"s{n}": (rng.normal(skill[n], 1, 4), rng.normal(0, 1, 5))
            for n in range(signers)
            if n < 2 or rng.random() < 0.8
        }
        for _ in range(draws)
    ]


def test_signers_of_any_draw_are_listed_once() -> None:
    assert signers_of(TWICE) == ("A", "B", "C")
    assert signers_of([]) == ()


def test_scores_of_a_draw_are_joined() -> None:
    genuine, impostor = joined(TWICE[0])
    assert sorted(genuine) == [2, 3, 5]
    assert sorted(impostor) == [0, 1, 5]
    with pytest.raises(ProtocolError, match="No signer was tested"):
        joined({})


def test_each_signer_has_his_own_rate_and_none_where_he_was_not_tested() -> None:
    np.testing.assert_equal(signer_equal_error_rates(TWICE), [[0.5, 0, np.nan], [np.nan, 1, 0]])
    assert signer_equal_error_rates([]).shape == (0, 0)


def test_each_signer_errs_in_his_own_way_at_the_common_threshold() -> None:
    """Draw 1: the rates are equal from above 2 to 3, threshold 2.5: B loses one of two, A lets his forgery in.

    Draw 2: from (⅔, ⅓) at 1 to (0, ⅓) at 2 they are equal half way, at 1.5: B loses his only one, C errs nowhere.
    """
    np.testing.assert_allclose(signer_errors_at_common(TWICE), [[0.5, 0.25, np.nan], [np.nan, 0.5, 0]])
    assert signer_errors_at_common([{}]).shape == (1, 0)


def test_means_over_draws_by_hand() -> None:
    """Signers' means are ¼ and ½. Together, draw 1 is at (⅓, ⅓) from 3 on; draw 2 goes from (⅔, ⅓) to (0, ⅓)."""
    assert signer_mean_interval(TWICE).mean == pytest.approx((0.25 + 0.5) / 2)
    assert common_interval(TWICE).mean == pytest.approx(1 / 3)


def test_draws_in_which_nobody_was_tested_do_not_count() -> None:
    assert common_interval([*TWICE, {}]) == common_interval(TWICE)
    assert signer_mean_interval([{}, *TWICE]) == signer_mean_interval(TWICE)


@given(seed=st.integers(0, 200))
def test_the_intervals_hold_the_figure_of_all_signers_or_lie_beside_it(seed: int) -> None:
    draws = random_draws(seed)
    for interval in (common_interval(draws), signer_mean_interval(draws)):
        assert 0 <= interval.low <= interval.high <= 1
        assert 0 <= interval.mean <= 1


def test_the_intervals_are_those_of_signers_written_out_as_often_as_drawn() -> None:
    """The slow way: for each resample repeat the drawn signers' scores, draw by draw, and take means."""
    draws = random_draws(5)
    names = signers_of(draws)
    times = np.random.default_rng(0).multinomial(len(names), [1 / len(names)] * len(names), size=1000)
    common, own = [], []
    for row in times:
        drawn = [name for name, n in zip(names, row, strict=True) for _ in range(n)]
        of_draws, means = [], []
        for draw in draws:
            here = [draw[name] for name in drawn if name in draw]
            if here:
                genuine, impostor = (np.concatenate(side) for side in zip(*here, strict=True))
                of_draws.append(equal_error_rate(genuine, impostor)[0])
                means.append(np.mean([equal_error_rate(*scores)[0] for scores in here]))
        common.append(np.mean(of_draws))
        own.append(np.mean(means))
    for found, slow in ((common_interval(draws), common), (signer_mean_interval(draws), own)):
        assert (found.low, found.high) == pytest.approx(tuple(np.quantile(slow, [0.025, 0.975])))


def test_signers_who_were_never_tested_together_leave_resamples_without_a_figure() -> None:
    """A resample of B alone has nothing in a draw that only A took part in."""
    draws: Draws = [{"A": PERFECT}, {"A": PERFECT, "B": HALF}]
    assert common_interval(draws).high == pytest.approx(0.5)
    assert signer_mean_interval(draws).high == pytest.approx(0.5)


def test_one_signer_has_no_interval() -> None:
    with pytest.raises(ProtocolError, match="two signers"):
        common_interval([{"A": PERFECT}])
    with pytest.raises(ProtocolError, match="two signers"):
        signer_mean_interval([{"A": PERFECT}])
    with pytest.raises(ProtocolError, match="two signers"):
        signer_mean_interval([])


def test_a_difference_is_paired_by_signer() -> None:
    """Both are drawn again together: what is subtracted in each resample belongs to the same signers."""
    ours, theirs = random_draws(1), random_draws(1)
    harder = [{name: (genuine - 0.7, impostor) for name, (genuine, impostor) in draw.items()} for draw in theirs]
    same = common_difference(ours, theirs)
    assert (same.mean, same.low, same.high) == (0, 0, 0)
    found = common_difference(harder, ours)
    assert found.mean == pytest.approx(common_interval(harder).mean - common_interval(ours).mean)
    assert 0 < found.low <= found.mean <= found.high
    apart = common_interval(harder)
    assert found.high - found.low < (apart.high - apart.low), "hard signers are hard for both"
    with pytest.raises(ValueError, match="same signers"):
        common_difference(ours, ours[:-1])
