"""A history is short, keeps its best check, and comes back from JSON as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.learning.history import History, HistoryPoint

numbers = st.floats(0, 1e6)
errors = st.none() | st.floats(0, 1)
points = st.builds(
    HistoryPoint,
    step=st.integers(1, 10_000),
    seconds=numbers,
    loss=numbers,
    genuine_distance=numbers,
    impostor_distance=numbers,
    minimum_cllr=errors,
    equal_error_rate=errors,
)


def point(step: int, error: float | None = None, loss: float = 1.0) -> HistoryPoint:
    return HistoryPoint(
        step=step, seconds=2.0 * step, loss=loss, genuine_distance=0.2, impostor_distance=0.5, minimum_cllr=error
    )


def history_of(*kept: HistoryPoint) -> History:
    out = History()
    for each in kept:
        out = out.after(each)
    return out


@given(st.lists(points, max_size=5))
def test_json_brings_it_back_to_the_last_bit(kept: list[HistoryPoint]) -> None:
    history = History(points=tuple(kept))
    assert History.from_json(history.to_json()) == history


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"points": 3}', '{"points": [{"step": 1}]}'])
def test_what_is_no_history_is_refused(text: str) -> None:
    with pytest.raises(ModelError, match="history cannot be read"):
        History.from_json(text)


def test_the_best_is_the_first_of_the_lowest_error() -> None:
    history = history_of(point(1, 0.5), point(2, 0.3), point(3, 0.4), point(4, 0.3))
    assert history.best == point(2, 0.3)


def test_without_held_out_signers_none_is_best() -> None:
    assert History().best is None
    assert history_of(point(1), point(2)).best is None


@given(st.integers(1, 900), st.integers(1, 900))
def test_a_long_history_is_thinned_and_keeps_first_best_and_last(count: int, best: int) -> None:
    history = history_of(*(point(k, 0.1 if k == best else 0.9 - k / 10_000) for k in range(1, count + 1)))
    assert len(history.points) <= 200
    steps = [kept.step for kept in history.points]
    assert steps == sorted(steps)
    assert steps[-1] == count
    found = history.best
    assert found is not None
    assert found.step == (best if best <= count else count)


def test_of_two_neighbours_the_loss_is_the_mean() -> None:
    history = history_of(*(point(k, loss=float(k)) for k in range(1, 202)))
    assert len(history.points) == 101
    assert history.points[0] == replace(point(1), loss=1.5)
    assert history.points[-1] == point(201, loss=201.0)
