"""Scrawls and characters: as many strokes as asked for, lifted as often, and nothing wild."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.ink.synthesis.letters import Run
from sigverify.ink.synthesis.unspelled import characters, scrawl

SEEDS = st.integers(0, 2**32 - 1)


def places(runs: list[Run]) -> np.ndarray:
    return np.array([place for run in runs for place in (run.start, *(target[:2] for target in run.targets))])


@given(seed=SEEDS, peaks=st.integers(1, 14))
def test_scrawl_goes_up_and_down_as_often_as_asked(seed: int, peaks: int) -> None:
    rng = np.random.default_rng(seed)
    runs = scrawl(rng, peaks=peaks, breadth=0.6, looped=0.5, lifting=0.0)
    capital = sum(len(run.targets) for run in runs) - 2 * peaks
    assert 1 <= capital <= 10
    assert np.abs(places(runs)).max() < 30


def test_scrawl_of_a_hand_that_lifts_has_a_run_for_each_peak() -> None:
    runs = scrawl(np.random.default_rng(1), peaks=6, breadth=0.6, looped=0.5, lifting=1.0)
    joined = scrawl(np.random.default_rng(1), peaks=6, breadth=0.6, looped=0.5, lifting=0.0)
    assert len(runs) == len(joined) + 5  # the first peak goes on from the capital


@given(seed=SEEDS)
def test_scrawl_has_no_empty_run(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert all(run.targets for run in scrawl(rng, peaks=8, breadth=0.5, looped=0.9, lifting=0.5))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_characters_stand_side_by_side_with_a_run_for_each_stroke(count: int) -> None:
    runs = characters(np.random.default_rng(3), count=count, strokes=6, linked=0.0)
    assert 4 * count <= len(runs) <= 8 * count
    assert np.ptp(places(runs)[:, 0]) < 3.2 * count


def test_characters_of_a_fluent_hand_are_one_run() -> None:
    (run,) = characters(np.random.default_rng(3), count=2, strokes=6, linked=1.0)
    assert len(run.targets) >= 8
