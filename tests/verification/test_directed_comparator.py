"""Directed features as a comparator."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.protocol import draws
from sigverify.errors import InkError, ModelError
from sigverify.ink.global_features import GLOBAL_FEATURES, global_features
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.verification.comparators import DurationComparator
from sigverify.verification.directed_comparator import (
    DIRECTED_FEATURES,
    DirectedComparator,
    DirectedMetric,
    directed_features,
)
from sigverify.verification.scoring import SpreadRule
from sigverify.verification.trials import DistanceTable

NAMES = ("seconds", "strokes", "aspect")
METRIC = DirectedMetric(features=NAMES, deviations=(0.2, 0.5, 0.1), above=(0.5, 0.25, 0.0), below=(-0.5, 0.75, 0.125))
COMPARATOR = DirectedComparator(metric=METRIC)
VALUES = st.lists(st.floats(-100, 100), min_size=3, max_size=3)


def plain_distance(questioned: list[float], reference: list[float]) -> float:
    """The formula, number by number."""
    log = 0.0
    for q, r, above, below in zip(questioned, reference, METRIC.above, METRIC.below, strict=True):
        apart = min(max(q - r, -4.0), 4.0)
        log += above * apart if apart > 0 else below * -apart
    return math.exp(min(max(log, -4.0), 4.0))


@given(VALUES, VALUES)
def test_the_distance_is_that_of_the_formula(questioned: list[float], reference: list[float]) -> None:
    found = METRIC.distances(np.array(questioned), np.array(reference))
    assert found == pytest.approx(plain_distance(questioned, reference))
    assert METRIC.distances(np.array(reference), np.array(reference)) == 1.0


def test_it_tells_which_way_a_signature_departs() -> None:
    usual, slower, quicker = np.zeros(3), np.array([2.0, 0.0, 0.0]), np.array([-2.0, 0.0, 0.0])
    assert METRIC.distances(slower, usual) == pytest.approx(math.e)
    assert METRIC.distances(quicker, usual) == pytest.approx(1 / math.e)
    assert METRIC.distances(usual, slower) == pytest.approx(1 / math.e)


def test_a_signature_is_one_frame_of_its_features(make_ink: Callable[..., Recording]) -> None:
    inks = [make_ink(seed=seed) for seed in range(3)]
    shown = COMPARATOR.represent(inks)
    for ink, one in zip(inks, shown, strict=True):
        told = dict(zip(GLOBAL_FEATURES, global_features(ink), strict=True)) | {"seconds": np.log(total_seconds(ink))}
        np.testing.assert_array_equal(directed_features(ink), [told[name] for name in DIRECTED_FEATURES])
        expected = np.array([told[name] for name in NAMES]) / METRIC.deviations
        assert one.frames.shape == (1, 3)
        assert one.standard is None
        np.testing.assert_allclose(one.frames[0], expected, rtol=1e-6)
    first, *others = [one.frames for one in shown]
    found = COMPARATOR.distances([first] * 2, others)
    np.testing.assert_array_equal(COMPARATOR.distances_so_far(first, others), found)
    assert COMPARATOR.distances([], []).shape == (0,)


def test_too_little_ink_is_refused(make_ink: Callable[..., Recording]) -> None:
    touch = make_ink().beginning(1)
    with pytest.raises(InkError):
        COMPARATOR.standard_of(touch)
    with pytest.raises(InkError):
        COMPARATOR.represent([touch])


def test_trials_set_the_questioned_signature_against_the_reference(other_signers: Corpus) -> None:
    """Never the other way round, whichever of the two comes first in the corpus."""
    table = DistanceTable([COMPARATOR, DurationComparator()], other_signers)
    draw = draws(other_signers, references=1, draw="any", seed=3)[0][0]
    rules = [SpreadRule(unit=1.0), SpreadRule(unit=1.0)]
    found = table.trials(draw, rules)
    assert found is not None
    reference = COMPARATOR.represent([draw.references[0].recording])[0].frames
    for samples, scores in ((draw.genuine, found.genuine), (draw.skilled, found.skilled)):
        questioned = [shown.frames for shown in COMPARATOR.represent([sample.recording for sample in samples])]
        expected = COMPARATOR.distances(questioned, [reference] * len(questioned))
        np.testing.assert_allclose(scores[:, 0], 2 * expected)
        other_way = COMPARATOR.distances([reference] * len(questioned), questioned)
        assert not np.allclose(scores[:, 0], 2 * other_way)


@pytest.mark.parametrize(
    "damaged",
    [
        {"deviations": (0.2, 0.5)},
        {"deviations": (0.2, 0.0, 0.1)},
        {"above": (0.5, math.nan, 0.0)},
        {"below": (-0.5, math.inf, 0.1)},
        {"features": ("seconds", "beauty", "aspect")},
        {"features": (), "deviations": (), "above": (), "below": ()},
    ],
)
def test_damaged_weights_are_refused(damaged: dict[str, tuple[float, ...]]) -> None:
    given = {"features": NAMES, "deviations": METRIC.deviations, "above": METRIC.above, "below": METRIC.below}
    with pytest.raises(ModelError, match="damaged"):
        DirectedMetric(**(given | damaged))  # type: ignore[arg-type]  # what a card may hold
