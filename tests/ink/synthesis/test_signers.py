"""Synthetic signers: sensible sizes and speeds, every one another, the same for the same seed."""

import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.ink.recording import Recording
from sigverify.ink.synthesis.letters import CAPITALS, CROSSED, DOTTED, SMALL
from sigverify.ink.synthesis.penmanship import draw_style, lay_out
from sigverify.ink.synthesis.repetitions import repeat
from sigverify.ink.synthesis.signers import draw_signer

SEEDS = st.integers(0, 2**32 - 1)


def written(seed: int, name: str = "Clara Whitfield", **how: object) -> Recording:
    rng = np.random.default_rng(seed)
    return repeat(draw_signer(rng, name), rng, **how)  # type: ignore[arg-type]  # keywords passed through


def test_there_is_a_form_for_every_letter() -> None:
    assert set(SMALL) == set(string.ascii_lowercase)
    assert set(CAPITALS) == set(string.ascii_uppercase)
    assert set(DOTTED) | set(CROSSED) <= set(SMALL)


@given(seed=SEEDS)
def test_signatures_have_the_size_and_duration_of_signatures(seed: int) -> None:
    ink = written(seed)
    down = ink.pen_down
    assert 15 < np.ptp(ink.x[down]) < 100
    assert 5 < np.ptp(ink.y[down]) < 45
    assert 0.8 < ink.time_s[-1] < 7.5


@given(seed=SEEDS)
def test_recording_keeps_its_promises(seed: int) -> None:
    ink = written(seed)
    assert ink.capture.source == "synthetic"
    assert (ink.capture.length_unit, ink.capture.mm_per_unit) == ("mm", 1.0)
    assert np.all(np.diff(ink.time_s) > 0)
    assert ink.pressure is not None
    assert np.array_equal(ink.pressure, np.round(ink.pressure))
    assert 1 <= ink.pressure.min() <= ink.pressure.max() <= 1023
    assert np.all(ink.stroke >= 0)


@given(seed=SEEDS)
def test_points_in_the_air_are_there_when_asked_for_and_weigh_nothing(seed: int) -> None:
    hovering, plain = written(seed, in_air=True), written(seed)
    assert hovering.capture.records_in_air
    assert hovering.pressure is not None
    assert np.all(hovering.pressure[~hovering.pen_down] == 0)
    np.testing.assert_array_equal(hovering.x[hovering.pen_down], plain.x)
    assert hovering.stroke_count == plain.stroke_count


@pytest.mark.parametrize("rate_hz", [100.0, 133.0, 200.0])
def test_rate_is_what_was_asked_for(rate_hz: float) -> None:
    steps = np.diff(written(4, rate_hz=rate_hz, in_air=True).time_s)
    assert np.mean(steps) == pytest.approx(1 / rate_hz, rel=0.01)
    assert np.std(steps) > 0.01 / rate_hz  # a clock jitters


def test_pen_moves_at_the_speed_of_handwriting() -> None:
    speeds = []
    for seed in range(40):
        ink = written(seed, in_air=True)
        speeds.append(np.hypot(np.diff(ink.x), np.diff(ink.y)).sum() / ink.time_s[-1])
    assert 50 < np.median(speeds) < 150


def test_speed_falls_between_strokes_as_in_fluent_writing() -> None:
    """Each lognormal makes a peak: a signature shows several a second, not a steady crawl."""
    signer = draw_signer(np.random.default_rng(0), "Ada Merrow")
    times = np.arange(*signer.plan.touches()[[0, -1], [0, 1]], 0.002)
    speed = np.hypot(*signer.plan.strokes().velocities(times))
    peaks = np.sum((speed[1:-1] > speed[:-2]) & (speed[1:-1] > speed[2:]))
    assert 4 < peaks / (times[-1] - times[0]) < 16


def test_same_seed_gives_the_same_ink_and_another_seed_another() -> None:
    assert written(11) == written(11)
    assert written(11) != written(12)


def test_same_name_is_signed_differently_by_different_hands() -> None:
    inks = [written(seed) for seed in range(6)]
    sizes = {(round(float(np.ptp(i.x))), round(float(np.ptp(i.y)))) for i in inks}
    assert len(sizes) == 6


@pytest.mark.parametrize("name", ["", "Émile", "X", "anna maria von der heide", "李 伟", "42", "O'Neill"])
def test_any_name_can_be_signed(name: str) -> None:
    for seed in range(5):
        assert len(written(seed, name)) > 50


@given(seed=SEEDS, name=st.text(max_size=40))
def test_layout_stays_within_what_a_hand_writes_in_one_go(seed: int, name: str) -> None:
    rng = np.random.default_rng(seed)
    runs = lay_out(name, draw_style(rng), rng)
    assert all(run.targets for run in runs)
    assert 1 <= sum(len(run.targets) for run in runs) <= 80
