"""The three conditions against slow loops, for losses that meet them and for losses that break each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ProtocolError, UsageError
from sigverify.evaluation.energy_conditions import EnergyConditions, Floats, Loss, energy_conditions, margin_share

Q = 4.0
energies = st.lists(st.integers(0, 8).map(lambda n: n / 2), min_size=1, max_size=12)


def square(energy: Floats) -> Floats:
    return (2 / Q) * energy**2


def exponential(energy: Floats) -> Floats:
    """L_I of the paper, its eq. 8: 2Q exp(−2.77 E / Q)."""
    return 2 * Q * np.exp(-2.77 * energy / Q)


def hinge(reach: float) -> Loss:
    """L_I of Hadsell, Chopra and LeCun 2006: flat beyond its own margin."""
    return lambda energy: 0.5 * np.maximum(reach - energy, 0) ** 2


def check(impostor_loss: Loss, margin: float, genuine_loss: Loss = square, points: int = 201) -> EnergyConditions:
    return energy_conditions(
        [0], [Q], genuine_loss=genuine_loss, impostor_loss=impostor_loss, bound=Q, margin=margin, points=points
    )


@pytest.mark.parametrize("margin", [0.001 * Q, 0.1 * Q, 0.5 * Q, 0.9 * Q, 0.999 * Q])
def test_the_papers_loss_meets_both_conditions_for_every_margin_below_the_bound(margin: float) -> None:
    """Its slope −∇H · [−1, 1] = 4 E_G / Q + 5.54 exp(−2.77 E_I / Q) is positive everywhere; its minimum is a corner."""
    found = check(exponential, margin)
    assert found.minima_inside
    assert found.gradient_inward
    assert found.minimum == (0, Q)
    by_hand = 4 * found.line / Q + 5.54 * np.exp(-2.77 * (found.line + margin) / Q)
    np.testing.assert_allclose(found.inward, by_hand, rtol=1e-6)
    given_slopes = energy_conditions(
        [0],
        [Q],
        genuine_loss=square,
        impostor_loss=exponential,
        genuine_slope=lambda energy: 4 * energy / Q,
        impostor_slope=lambda energy: -5.54 * np.exp(-2.77 * energy / Q),
        bound=Q,
        margin=margin,
    )
    np.testing.assert_allclose(given_slopes.inward, by_hand)
    assert given_slopes.gradient_inward


@pytest.mark.parametrize("margin", [0.2, 1.0, 1.96])
def test_a_hinge_meets_both_conditions_for_margins_below_its_own(margin: float) -> None:
    found = check(hinge(2.0), margin)
    assert found.minima_inside
    assert found.gradient_inward
    assert found.minimum == (0, pytest.approx(2.0))  # of all points beyond 2 the one that is least far inside


@pytest.mark.parametrize("margin", [2.0, 2.5, 3.9])
def test_a_hinge_breaks_both_conditions_from_its_own_margin_on(margin: float) -> None:
    """At E_G = 0 neither loss slopes on the margin line, and (0, 2) is a minimum outside the half plane."""
    found = check(hinge(2.0), margin)
    assert not found.minima_inside
    assert not found.gradient_inward
    assert found.inward[0] == pytest.approx(0, abs=1e-4)


def test_a_loss_with_its_minimum_outside_the_half_plane_breaks_only_the_second_condition() -> None:
    """L_I' = (E − 0.1)(0.85 − E) with Q = 1: it falls beyond 0.85, but nowhere as low as at 0.1."""

    def dented(energy: Floats) -> Floats:
        return -(energy**3) / 3 + 0.475 * energy**2 - 0.085 * energy

    found = energy_conditions(
        [0], [1], genuine_loss=lambda e: e**2, impostor_loss=dented, bound=1.0, margin=0.9, points=101
    )
    assert found.gradient_inward
    assert not found.minima_inside
    assert found.minimum == (0, pytest.approx(0.1))


def test_a_loss_that_rises_across_the_margin_line_breaks_only_the_third_condition() -> None:
    """A bump of impostor loss around 2.5 pushes pairs at the margin line back; the least loss still lies at the end."""

    def bumped(energy: Floats) -> Floats:
        return -energy + 3 * np.exp(-((energy - 2.5) ** 2))

    found = check(bumped, margin=1.0)
    assert found.minima_inside
    assert found.minimum == (0, Q)
    assert not found.gradient_inward
    assert found.inward.min() < 0 < found.inward.max()


def test_a_loss_that_says_nothing_breaks_both() -> None:
    """H is the same everywhere, so every point is a minimum; the one farthest outside is named."""
    found = check(np.zeros_like, margin=1.0, genuine_loss=np.zeros_like)
    assert (found.minima_inside, found.gradient_inward) == (False, False)
    assert found.minimum == (Q, 0)


@pytest.mark.parametrize(("impostor_loss", "margin"), [(exponential, 1.0), (hinge(1.5), 1.2), (hinge(1.5), 1.7)])
def test_grid_and_line_agree_with_slow_loops(impostor_loss: Loss, margin: float) -> None:
    points = 41
    found = check(impostor_loss, margin, points=points)
    least, where = np.inf, []
    for i in range(points):
        for j in range(points):
            own, other = i * Q / (points - 1), j * Q / (points - 1)
            loss = float(square(np.array(own)) + impostor_loss(np.array(other)))
            assert found.total[i, j] == pytest.approx(loss)
            if loss < least - 1e-9:
                least, where = loss, []
            if abs(loss - least) <= 1e-9:
                where.append((own, other))
    assert found.minima_inside == all(own + margin < other for own, other in where)
    assert found.minimum in [pytest.approx(point) for point in where]
    h = 1e-6
    for own, inward in zip(found.line[1:-1], found.inward[1:-1], strict=True):
        other = own + margin
        gradient = (
            (square(own + h) - square(own - h)) / (2 * h),
            (impostor_loss(other + h) - impostor_loss(other - h)) / (2 * h),
        )
        assert inward == pytest.approx(-gradient[0] * -1 + -gradient[1] * 1, abs=1e-4)
    assert (found.line[0], found.line[-1]) == (0, pytest.approx(Q - margin))


@given(genuine=energies, impostor=energies, margin=st.sampled_from([0.25, 0.5, 1.0]))
def test_the_share_is_that_of_a_slow_count_over_pairs(
    genuine: list[float], impostor: list[float], margin: float
) -> None:
    hits = sum(own + margin < other for own in genuine for other in impostor)
    share = margin_share(np.array(genuine), np.array(impostor), margin)
    assert share == pytest.approx(hits / (len(genuine) * len(impostor)))


def test_the_share_by_hand() -> None:
    """Of the four pairs 0–1, 0–2, 1–1, 1–2 at a margin of 1 only 0–2 is farther apart; 0–1 lies on the line."""
    found = energy_conditions(
        [0, 1], [1, 2], genuine_loss=square, impostor_loss=exponential, bound=Q, margin=1.0, points=11
    )
    assert found.share == 0.25
    assert (found.bound, found.margin) == (Q, 1.0)


@pytest.mark.parametrize("wrong", [{"margin": 0.0}, {"margin": Q}, {"bound": np.inf}, {"points": 1}])
def test_arguments_out_of_range_are_told(wrong: dict[str, float]) -> None:
    fine = {"bound": Q, "margin": 1.0, "points": 11}
    with pytest.raises(UsageError, match="margin between 0 and the bound"):
        energy_conditions(
            [0],
            [1],
            genuine_loss=square,
            impostor_loss=exponential,
            **{**fine, **wrong},  # type: ignore[arg-type]  # one of them at a time
        )


def test_energies_that_cannot_be_are_told() -> None:
    def found(genuine: list[float], impostor: list[float]) -> None:
        energy_conditions(genuine, impostor, genuine_loss=square, impostor_loss=exponential, bound=Q, margin=1.0)

    with pytest.raises(ProtocolError, match="no energy"):
        found([], [1])
    with pytest.raises(ProtocolError, match="between 0 and the bound 4"):
        found([0], [Q + 0.1])
    with pytest.raises(ProtocolError, match="between 0 and the bound 4"):
        found([np.nan], [1])


def test_a_loss_without_end_is_told() -> None:
    with pytest.raises(UsageError, match="not finite"):
        check(lambda energy: np.where(energy > 0, energy, np.inf), margin=1.0)
