"""Supervectors as a comparator."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sigverify.errors import InkError, ModelError
from sigverify.ink.features import extract
from sigverify.ink.recording import Recording
from sigverify.verification.supervector_comparator import (
    MOVEMENT,
    WINDOW,
    BackgroundModel,
    SupervectorComparator,
    movements_of,
    windows,
)

GAUSSIANS, AXES = 3, 2
NUMBERS = GAUSSIANS * (AXES + 1)


def background(seed: int = 1) -> BackgroundModel:
    """Return a mixture of three on two axes."""
    rng = np.random.default_rng(seed)
    return BackgroundModel(
        centre=rng.normal(size=WINDOW),
        axes=rng.normal(size=(WINDOW, AXES)) / 8,
        means=rng.normal(size=(GAUSSIANS, AXES)),
        variances=rng.uniform(0.5, 2.0, size=(GAUSSIANS, AXES)),
        shares=np.array([0.5, 0.3, 0.2]),
    )


def comparator(**changed: NDArray[np.float64]) -> SupervectorComparator:
    """Return a comparator upon it; the second number has no weight."""
    weights = np.full(NUMBERS, 1 / (NUMBERS - 1))
    weights[1] = 0.0
    parts = {"deviations": np.linspace(0.1, 0.5, NUMBERS), "all_weights": weights} | changed
    return SupervectorComparator(background=background(), **parts)


def test_movements_are_frames_about_a_middle(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(seed=1)
    values = extract(ink, MOVEMENT).values
    found = movements_of(ink)
    assert found.shape == (math.ceil(len(values) / 2), WINDOW)
    for row, middle in enumerate(range(0, len(values), 2)):
        frames = [min(max(middle + reach, 0), len(values) - 1) for reach in (-8, -4, 0, 4, 8)]
        np.testing.assert_array_equal(found[row], np.concatenate([values[at] for at in frames]))
    assert len(windows(values[:1])) == 1


def test_a_supervector_is_that_of_the_formulas(make_ink: Callable[..., Recording]) -> None:
    """Reynolds, Quatieri & Dunn 2000, equations 7 to 9 and 12; Campbell, Sturim & Reynolds 2006, equation 5."""
    model, moved = background(), movements_of(make_ink(seed=2)).astype(np.float64)
    counts = [0.0] * GAUSSIANS
    sums = [[0.0] * AXES for _ in range(GAUSSIANS)]
    for movement in moved:
        z = [sum((movement - model.centre) * model.axes[:, d]) for d in range(AXES)]
        likelihood = [
            model.shares[k] * math.prod(
                math.exp(-((z[d] - model.means[k, d]) ** 2) / (2 * model.variances[k, d]))
                / math.sqrt(2 * math.pi * model.variances[k, d])
                for d in range(AXES)
            )
            for k in range(GAUSSIANS)
        ]  # fmt: skip
        for k in range(GAUSSIANS):
            mine = likelihood[k] / sum(likelihood)
            counts[k] += mine
            for d in range(AXES):
                sums[k][d] += mine * z[d]
    expected = []
    for k in range(GAUSSIANS):
        adaptation = counts[k] / (counts[k] + 4.0)
        for d in range(AXES):
            adapted = adaptation * sums[k][d] / counts[k] + (1 - adaptation) * model.means[k, d]
            expected.append(
                math.sqrt(model.shares[k]) * (adapted - model.means[k, d]) / math.sqrt(model.variances[k, d])
            )
    expected += [math.sqrt(count / len(moved)) for count in counts]
    np.testing.assert_allclose(model.supervector(moved.astype(np.float32)), expected, rtol=1e-6, atol=1e-9)


def test_a_signature_is_one_frame_of_what_has_a_weight(make_ink: Callable[..., Recording]) -> None:
    inks = [make_ink(seed=seed) for seed in range(3)]
    compared = comparator()
    shown = compared.represent(inks)
    kept = [k for k in range(NUMBERS) if k != 1]
    for ink, one in zip(inks, shown, strict=True):
        assert one.frames.shape == (1, NUMBERS - 1)
        assert one.standard is None
        vector = compared.background.supervector(movements_of(ink)) / compared.deviations
        np.testing.assert_allclose(one.frames[0], vector[kept], rtol=1e-6)
    first, *others = [one.frames for one in shown]
    found = compared.distances([first] * 2, others)
    for distance, other in zip(found, others, strict=True):
        square = sum(
            w * min(abs(float(a) - float(b)), 4.0) ** 2
            for w, a, b in zip(compared.weights, first[0], other[0], strict=True)
        )
        assert distance == pytest.approx(math.sqrt(square))
    np.testing.assert_array_equal(compared.distances_so_far(first, others), found)
    assert compared.distances([first], [first]) == 0
    assert compared.distances([], []).shape == (0,)
    assert compared.standard_of(inks[0]) is None


@given(frames=st.integers(1, 60), seed=st.integers(0, 1000), scale=st.sampled_from([1e-3, 1.0, 1e3]))
def test_any_movements_have_a_supervector(frames: int, seed: int, scale: float) -> None:
    values = (np.random.default_rng(seed).normal(size=(frames, WINDOW // 5)) * scale).astype(np.float32)
    vector = background().supervector(windows(values))
    assert np.isfinite(vector).all()
    assert (vector[-GAUSSIANS:] ** 2).sum() == pytest.approx(1.0)


def test_too_little_ink_is_refused(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(seed=1)
    dot = Recording(**{name: values[:1] for name, values in ink.channels().items()}, capture=ink.capture)
    for asked in (lambda: comparator().represent([dot]), lambda: comparator().standard_of(dot)):
        with pytest.raises(InkError):
            asked()


def test_it_is_read_again_from_its_arrays(make_ink: Callable[..., Recording]) -> None:
    ink = make_ink(seed=4)
    once = SupervectorComparator.of(comparator().arrays())
    again = SupervectorComparator.of(once.arrays())
    np.testing.assert_array_equal(again.represent([ink])[0].frames, once.represent([ink])[0].frames)
    np.testing.assert_allclose(once.represent([ink])[0].frames, comparator().represent([ink])[0].frames, rtol=1e-4)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("means", lambda values: values[:, :1]),
        ("means", lambda values: values[0]),
        ("centre", lambda values: values[:-1]),
        ("variances", lambda values: values * 0),
        ("shares", lambda values: -values),
        ("deviations", lambda values: values * np.nan),
        ("weights", lambda values: values * 3),
        ("weights", lambda values: values - 0.2),
    ],
)
def test_damaged_arrays_are_refused(name: str, change: Callable[[NDArray[np.float32]], NDArray[np.float32]]) -> None:
    arrays = comparator().arrays()
    with pytest.raises(ModelError, match="damaged"):
        SupervectorComparator.of(arrays | {name: change(arrays[name])})
    with pytest.raises(ModelError, match="damaged"):
        SupervectorComparator.of({key: values for key, values in arrays.items() if key != name})
