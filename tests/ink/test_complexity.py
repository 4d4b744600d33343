"""Movements of a signature: counted by the pen's speed, whatever its size and place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.ink.complexity import SIMPLE_BELOW, complexity_of
from sigverify.ink.recording import Capture, Recording
from sigverify.ink.synthesis.repetitions import another_day, repeat
from sigverify.ink.synthesis.signers import draw_signer


def written(speeds: np.ndarray, strokes: int = 1) -> Recording:
    """A pen that moves right at these speeds, at 100 Hz, lifted between equal parts."""
    x = np.concatenate([[0.0], np.cumsum(speeds)]) / 100
    stroke = np.arange(x.size) * strokes // x.size
    return Recording(time_s=np.arange(x.size) / 100, x=x, y=np.zeros_like(x), stroke=stroke, capture=Capture())


@pytest.mark.parametrize("peaks", [1, 2, 5, 9])
def test_each_peak_of_speed_is_a_movement(peaks: int) -> None:
    t = np.linspace(0, np.pi * peaks, 40 * peaks)
    assert complexity_of(written(100 * np.abs(np.sin(t)) + 1)) == peaks


def test_tremor_is_no_movement() -> None:
    t = np.linspace(0, np.pi, 100)
    assert complexity_of(written(100 * np.sin(t) + 1 + 4 * np.sin(40 * t))) == 1


def test_each_stroke_is_at_least_one() -> None:
    assert complexity_of(written(np.full(120, 50.0), strokes=4)) == 4


@given(st.integers(0, 5), st.floats(0.1, 50), st.floats(-1e3, 1e3))
def test_size_and_place_do_not_matter(seed: int, scale: float, shift: float) -> None:
    rng = np.random.default_rng(seed)
    ink = repeat(another_day(draw_signer(rng, "Ada Quillan"), rng), rng)
    moved = Recording(
        time_s=ink.time_s,
        x=scale * ink.x + shift,
        y=scale * ink.y - shift,
        stroke=ink.stroke,
        pressure=ink.pressure,
        capture=ink.capture,
    )
    assert abs(complexity_of(moved) - complexity_of(ink)) <= 1, "of points on the edge of a stroke"


def test_initials_are_simpler_than_a_name() -> None:
    rng = np.random.default_rng(3)
    counts = {}
    for name in ("A", "Alexandra Featherstone"):
        hands = [draw_signer(rng, name) for _ in range(8)]
        counts[name] = float(np.median([complexity_of(repeat(another_day(hand, rng), rng)) for hand in hands]))
    assert counts["A"] < SIMPLE_BELOW < counts["Alexandra Featherstone"]
