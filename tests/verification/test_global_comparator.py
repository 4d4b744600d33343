"""Global features as a comparator."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.errors import ModelError
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.ink.recording import Recording
from sigverify.verification.global_comparator import GlobalComparator, GlobalMetric

NAMES = ("length", "aspect", "speed_peaks")
METRIC = GlobalMetric(features=NAMES, deviations=(0.5, 0.1, 2.0), weights=(0.25, 0.75, 0.0))
VALUES = st.lists(st.floats(-100, 100), min_size=3, max_size=3)


@given(VALUES, VALUES)
def test_the_distance_is_that_of_the_formula(left: list[float], right: list[float]) -> None:
    square = sum(w * min(abs(a - b), 4.0) ** 2 for w, a, b in zip(METRIC.weights, left, right, strict=True))
    found = METRIC.distances(np.array(left), np.array(right))
    assert found == pytest.approx(math.sqrt(square))
    assert METRIC.distances(np.array(right), np.array(left)) == found


def test_a_signature_is_one_frame_of_its_features(make_ink: Callable[..., Recording]) -> None:
    inks = [make_ink(seed=seed) for seed in range(3)]
    comparator = GlobalComparator(metric=METRIC)
    shown = comparator.represent(inks)
    places = [list(GLOBAL_FEATURES).index(name) for name in NAMES]
    for ink, one in zip(inks, shown, strict=True):
        assert one.frames.shape == (1, 3)
        assert one.standard is None
        np.testing.assert_allclose(one.frames[0], global_features(ink)[places] / METRIC.deviations, rtol=1e-6)
    first, *others = [one.frames for one in shown]
    found = comparator.distances([first] * 2, others)
    np.testing.assert_array_equal(comparator.distances_so_far(first, others), found)
    assert comparator.distances([first], [first]) == 0
    assert comparator.distances([], []).shape == (0,)


@pytest.mark.parametrize(
    ("features", "deviations", "weights"),
    [
        (NAMES, (0.5, 0.1), (0.25, 0.75, 0.0)),
        (NAMES, (0.5, 0.0, 2.0), (0.25, 0.75, 0.0)),
        (NAMES, (0.5, math.nan, 2.0), (0.25, 0.75, 0.0)),
        (NAMES, (0.5, 0.1, 2.0), (1.25, -0.25, 0.0)),
        (NAMES, (0.5, 0.1, 2.0), (0.2, 0.2, 0.2)),
        (("length", "beauty", "aspect"), (0.5, 0.1, 2.0), (0.25, 0.75, 0.0)),
        ((), (), ()),
    ],
)
def test_a_damaged_metric_is_refused(
    features: tuple[str, ...], deviations: tuple[float, ...], weights: tuple[float, ...]
) -> None:
    with pytest.raises(ModelError, match="damaged"):
        GlobalMetric(features=features, deviations=deviations, weights=weights)
