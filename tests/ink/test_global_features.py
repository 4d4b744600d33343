"""Global features: finite for any ink, indifferent to the tablet, and what their words say."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.ink.features import FeatureConfig, time_functions
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.ink.recording import Recording


def named(recording: Recording) -> dict[str, float]:
    return dict(zip(GLOBAL_FEATURES, global_features(recording).tolist(), strict=True))


@given(st.floats(0.01, 100), st.floats(-1e4, 1e4), st.integers(0, 9))
def test_place_size_and_pressure_levels_do_not_matter(
    make_ink: Callable[..., Recording], factor: float, shift: float, seed: int
) -> None:
    ink = make_ink(seed=seed)
    assert ink.pressure is not None
    moved = replace(ink, x=ink.x * factor + shift, y=ink.y * factor - shift, pressure=ink.pressure * 3)
    np.testing.assert_allclose(global_features(moved), global_features(ink), rtol=1e-4, atol=1e-4)


def test_they_are_what_their_words_say(make_ink: Callable[..., Recording]) -> None:
    """Some of each group, by loops over the frames."""
    ink = make_ink(seed=3)
    path, rows, _ = time_functions(ink, FeatureConfig(functions=("dx", "speed", "direction")))
    down = [row for row, on_paper in zip(rows.tolist(), path.pen_down, strict=True) if on_paper]
    found = named(ink)
    length = sum(speed for _, speed, _ in down)
    assert found["length"] == pytest.approx(np.log(length + 1e-6))
    octants = [0.0] * 8
    for _, speed, direction in down:
        octants[min(int((direction + np.pi) // (np.pi / 4)), 7)] += speed
    assert [found[f"direction_{k}"] for k in range(8)] == pytest.approx([(part / length) ** 0.5 for part in octants])
    assert sum(found[f"turn_{k}"] ** 2 for k in range(7)) == pytest.approx(1)
    assert sum(found[f"gain_{k}"] ** 2 for k in range(6)) == pytest.approx(1)
    signs = [np.sign(dx) for dx, _, _ in down]
    assert found["x_turns"] == pytest.approx(np.log(1 + sum(a != b for a, b in pairwise(signs))))
    speeds = [100 * speed for _, speed, _ in down]
    maxima = sum(before < here >= after for before, here, after in zip(speeds, speeds[1:], speeds[2:], strict=False))
    assert found["speed_peaks"] == pytest.approx(np.log(1 + maxima))
    assert found["fastest_at"] == pytest.approx(speeds.index(max(speeds)) / len(speeds))
    mean = sum(speeds) / len(speeds)
    assert found["slow"] == pytest.approx(np.log(sum(v < 0.15 * mean for v in speeds) / len(speeds) + 0.01), rel=1e-4)
    x, y = path.x[path.pen_down], path.y[path.pen_down]
    assert found["aspect"] == pytest.approx(np.log((x.max() - x.min()) / (y.max() - y.min())), abs=1e-4)
    assert found["xy_correlation"] == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert found["strokes"] == pytest.approx(np.log(len(set(ink.stroke[ink.stroke >= 0].tolist()))))


def test_ink_without_pressure_has_none(make_ink: Callable[..., Recording]) -> None:
    found = named(replace(make_ink(), pressure=None))
    assert {found[name] for name in found if "pressure" in name} == {0.0}


def test_a_hesitant_copy_is_told_by_its_acceleration(make_ink: Callable[..., Recording]) -> None:
    """The same path with the pen slowing down and hurrying on changes its course faster for its speed."""
    ink = make_ink(seed=1)
    span = ink.time_s[-1]
    phase = 2 * np.pi * 6 * ink.time_s / span
    halting = replace(ink, time_s=ink.time_s + 0.9 * span / (2 * np.pi * 6) * np.sin(phase))
    assert named(halting)["acceleration"] > named(ink)["acceleration"] + 0.1
