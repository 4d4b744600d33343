"""The closed form of the sigma-lognormal model against the papers' equations, integrated slowly."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import UsageError
from sigverify.ink.synthesis.sigma_lognormal import SigmaLognormal


def some_strokes(seed: int, count: int = 6) -> SigmaLognormal:
    rng = np.random.default_rng(seed)
    start = rng.uniform(-math.pi, math.pi, count)
    return SigmaLognormal(
        onset_s=np.sort(rng.uniform(0.0, 1.0, count)),
        length=rng.uniform(0.5, 20.0, count),
        mu=rng.uniform(-2.2, -1.2, count),
        sigma=rng.uniform(0.08, 0.4, count),
        start_rad=start,
        end_rad=start + rng.uniform(-3.0, 3.0, count),
    )


def velocity_by_the_paper(model: SigmaLognormal, time_s: float) -> tuple[float, float]:
    """Equations 1 and 2, one stroke at a time, no cut-off."""
    vx = vy = 0.0
    for t0, length, mu, sigma, start, end in zip(
        model.onset_s, model.length, model.mu, model.sigma, model.start_rad, model.end_rad, strict=True
    ):
        if time_s <= t0:
            continue
        z = (math.log(time_s - t0) - mu) / sigma
        speed = length * math.exp(-0.5 * z * z) / (sigma * math.sqrt(2 * math.pi) * (time_s - t0))
        angle = start + (end - start) * 0.5 * (1 + math.erf(z / math.sqrt(2)))
        vx += speed * math.cos(angle)
        vy += speed * math.sin(angle)
    return vx, vy


def test_velocity_is_the_papers_sum_of_lognormals() -> None:
    model = some_strokes(3)
    times = np.linspace(-0.1, 3.0, 400)
    slow = np.array([velocity_by_the_paper(model, float(t)) for t in times]).T
    # What is beyond the cut-off moves slower than a thousandth of the peak speed of about 300.
    np.testing.assert_allclose(model.velocities(times), slow, atol=1e-3)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_closed_form_position_is_the_integral_of_the_velocity(seed: int) -> None:
    model = some_strokes(seed)
    times = np.linspace(0.0, 3.0, 4_001)
    velocity = np.array([velocity_by_the_paper(model, float(t)) for t in times]).T
    pieces = (velocity[:, :-2:2] + 4 * velocity[:, 1:-1:2] + velocity[:, 2::2]) * (times[2] - times[0]) / 6  # Simpson
    integral = np.concatenate([np.zeros((2, 1)), np.cumsum(pieces, axis=1)], axis=1)
    np.testing.assert_allclose(model.positions(times[::2]), integral, atol=5e-5)


def test_straight_stroke_ends_where_its_direction_points() -> None:
    model = SigmaLognormal(
        onset_s=np.zeros(1),
        length=np.full(1, 5.0),
        mu=np.full(1, -1.5),
        sigma=np.full(1, 0.2),
        start_rad=np.full(1, math.pi / 6),
        end_rad=np.full(1, math.pi / 6),
    )
    end = model.positions([-1.0, 10.0])
    np.testing.assert_allclose(end, [[0.0, 5 * math.cos(math.pi / 6)], [0.0, 2.5]], atol=1e-12)


def test_half_circle_ends_a_diameter_away() -> None:
    model = SigmaLognormal(
        onset_s=np.zeros(1),
        length=np.full(1, math.pi),
        mu=np.full(1, -1.5),
        sigma=np.full(1, 0.2),
        start_rad=np.zeros(1),
        end_rad=np.full(1, math.pi),
    )
    np.testing.assert_allclose(model.positions([10.0])[:, 0], [0.0, 2.0], atol=1e-12)


def test_speed_of_one_stroke_peaks_at_the_mode_of_its_lognormal() -> None:
    model = some_strokes(5, count=1)
    times = np.linspace(0.0, 3.0, 30_001)
    peak = times[np.argmax(np.hypot(*model.velocities(times)))]
    mode = model.onset_s[0] + math.exp(model.mu[0] - model.sigma[0] ** 2)
    assert peak == pytest.approx(mode, abs=2e-4)


def test_blend_gives_the_value_of_the_only_stroke_under_way() -> None:
    model = some_strokes(1, count=1)
    middle = model.onset_s + np.exp(model.mu)
    assert model.blend(middle, [0.7]) == pytest.approx(0.7)


@given(seed=st.integers(0, 2**32 - 1), shift=st.floats(-5.0, 5.0))
def test_later_commands_write_the_same_path_later(seed: int, shift: float) -> None:
    model = some_strokes(seed)
    moved = SigmaLognormal(
        onset_s=model.onset_s + shift,
        length=model.length,
        mu=model.mu,
        sigma=model.sigma,
        start_rad=model.start_rad,
        end_rad=model.end_rad,
    )
    times = np.linspace(0.0, 3.0, 50)
    np.testing.assert_allclose(moved.positions(times + shift), model.positions(times), atol=1e-4)


@pytest.mark.parametrize(
    ("name", "value"), [("length", 0.0), ("sigma", -0.1), ("mu", math.nan), ("start_rad", math.inf)]
)
def test_impossible_parameters_are_refused_by_name(name: str, value: float) -> None:
    good = {key: np.full(2, 0.5) for key in ("onset_s", "length", "mu", "sigma", "start_rad", "end_rad")}
    good[name] = np.array([0.5, value])
    with pytest.raises(UsageError, match=name):
        SigmaLognormal(**good)


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(UsageError, match="sigma"):
        SigmaLognormal(
            onset_s=np.zeros(2),
            length=np.ones(2),
            mu=np.zeros(2),
            sigma=np.ones(3),
            start_rad=np.zeros(2),
            end_rad=np.zeros(2),
        )


def test_times_must_ascend() -> None:
    with pytest.raises(UsageError, match="ascending"):
        some_strokes(0).positions([1.0, 0.5])
