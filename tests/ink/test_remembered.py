"""What is remembered of recordings is what would be worked out anew, and keeps none of them alive."""

import gc
from collections.abc import Callable
from threading import Thread
from weakref import ref

import numpy as np
import pytest

from sigverify.ink.features import FLOOR_FUNCTIONS, FeatureConfig, extract
from sigverify.ink.recording import Recording
from sigverify.ink.remembered import remembered
from sigverify.ink.trajectory import surface_times

Counted = tuple[Callable[..., object], list[float]]


def ink(seed: int = 0) -> Recording:
    rng = np.random.default_rng(seed)
    return Recording(time_s=np.arange(80) / 100, x=rng.random(80), y=rng.random(80), stroke=np.zeros(80, dtype=int))


@pytest.fixture
def counted() -> Counted:
    asked: list[float] = []

    @remembered
    def area(recording: Recording, factor: float, *, power: float = 1.0) -> list[float]:
        asked.append(factor)
        return [factor * float(recording.x.sum()) ** power]

    return area, asked


def test_the_same_recording_is_worked_once(counted: Counted) -> None:
    area, asked = counted
    one = ink()
    assert area(one, 2.0) is area(one, 2.0)
    assert asked == [2.0]


def test_equal_recordings_and_other_questions_are_worked_apart(counted: Counted) -> None:
    area, asked = counted
    one, copy = ink(), ink()
    assert one == copy
    assert area(one, 2.0) is not area(copy, 2.0)
    assert area(one, 3.0) != area(one, 2.0)
    assert area(one, 2.0, power=2.0) != area(one, 2.0)
    assert asked == [2.0, 2.0, 3.0, 2.0]


def test_sixteen_results_are_at_hand_and_the_oldest_goes(counted: Counted) -> None:
    area, asked = counted
    inks = [ink(seed) for seed in range(17)]
    for one in inks:
        area(one, 1.0)
    area(inks[1], 1.0)
    assert len(asked) == 17
    area(inks[0], 1.0)
    assert len(asked) == 18


def test_no_recording_is_kept_alive(counted: Counted) -> None:
    area, asked = counted
    one = ink()
    gone = ref(one)
    area(one, 1.0)
    del one
    gc.collect()
    assert gone() is None
    area(ink(), 1.0)
    assert len(asked) == 2


def test_each_thread_remembers_for_itself(counted: Counted) -> None:
    area, asked = counted
    one = ink()
    area(one, 1.0)
    other = Thread(target=area, args=(one, 1.0))
    other.start()
    other.join()
    assert len(asked) == 2


def test_what_is_shared_cannot_be_changed() -> None:
    one = ink()
    features = extract(one, FeatureConfig())
    floor = extract(one, FeatureConfig(functions=FLOOR_FUNCTIONS))
    assert features.elapsed_s is floor.elapsed_s
    for values in (features.elapsed_s, features.pen_down, surface_times(one)):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1
