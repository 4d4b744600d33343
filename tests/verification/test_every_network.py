"""Every network of the catalogue, with new weights, goes the whole way: enrolled, kept, verified, scored meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.protocol import draws
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.networks.catalogue import CATALOGUE
from sigverify.verification.comparators import AlignedComparator
from sigverify.verification.standings import standings_of
from sigverify.verification.template import Template
from sigverify.verification.trials import DistanceTable
from sigverify.verification.verifier import Verifier


@pytest.fixture(scope="module", params=list(CATALOGUE))
def verifier(request: pytest.FixtureRequest, catalogue_model: Callable[..., Any]) -> Verifier:
    return catalogue_model(request.param).verifier


@pytest.fixture(scope="module")
def inks(signers: Corpus) -> list[Recording]:
    return [sample.recording for sample in signers.of(signers.signers[0], "genuine")]


def first_points(ink: Recording, count: int) -> Recording:
    return Recording(**{name: values[:count] for name, values in ink.channels().items()}, capture=ink.capture)


@pytest.mark.parametrize("count", [1, 2])
def test_it_enrols_keeps_and_verifies(verifier: Verifier, signers: Corpus, inks: list[Recording], count: int) -> None:
    template = verifier.enrol(inks[:count])
    again = Template.from_bytes(template.to_bytes())
    assert again.to_bytes() == template.to_bytes()
    for questioned in (inks[5], signers.of(signers.signers[0], "forgery")[0].recording):
        decision = verifier.verify(template, questioned)
        assert verifier.verify(again, questioned) == decision
        assert np.isfinite([decision.score, decision.distance, *decision.distances]).all()
        assert decision.distance > 0
        assert len(decision.distances) == count
    assert verifier.verify(template, inks[5]) == verifier.verify(template, inks[5])


def test_a_distance_is_the_same_both_ways(verifier: Verifier, inks: list[Recording]) -> None:
    (comparator,) = verifier.comparators
    frames = [shown.frames for shown in comparator.represent(inks[:5])]
    there, back = comparator.distances(frames[:-1], frames[1:]), comparator.distances(frames[1:], frames[:-1])
    np.testing.assert_allclose(there, back, rtol=1e-5)
    assert (there >= 0).all()
    template = verifier.enrol(inks[:2])
    np.testing.assert_array_equal(template.parts[0].distances, template.parts[0].distances.T)


def test_the_curve_ends_at_the_verdict(verifier: Verifier, inks: list[Recording]) -> None:
    """Where the ink took as long as the references; what aligns is freer at the end, and may end a little below."""
    order = sorted(inks, key=total_seconds)
    template, last = verifier.enrol(order[:2]), order[-1]
    decision, point = verifier.verify(template, last), verifier.live(template).update(last)
    assert point is not None
    tolerance = 0.02 if isinstance(verifier.comparators[0], AlignedComparator) else 1e-4
    assert point.combined == pytest.approx(decision.distance, rel=tolerance)
    np.testing.assert_allclose(point.distances, decision.distances, rtol=tolerance)


def test_it_has_a_score_while_the_pen_moves(verifier: Verifier, inks: list[Recording]) -> None:
    live = verifier.live(verifier.enrol(inks[:2]))
    ink = inks[5]
    points = [live.update(first_points(ink, count)) for count in (5, len(ink) // 2, 3 * len(ink) // 4, len(ink))]
    assert points[0] is None
    seen = [point for point in points[1:] if point is not None]
    assert len(seen) == 3
    assert all(before.time_s < after.time_s for before, after in pairwise(seen))
    assert np.isfinite([[point.combined, *point.distances] for point in seen]).all()


def test_the_band_lies_around_the_references_themselves(verifier: Verifier, inks: list[Recording]) -> None:
    """At the end each reference against the other two is within the band."""
    references = inks[:3]
    template = verifier.enrol(references)
    assert template.band is not None
    assert np.isfinite(template.band.high).all()
    assert (template.band.low <= template.band.high).all()
    assert template.band.time_s[-1] >= max(total_seconds(ink) for ink in references) - 0.06
    standings, _ = standings_of(verifier.card, template)
    for place, standing in enumerate(standings):
        others = verifier.enrol([ink for k, ink in enumerate(references) if k != place])
        decision = verifier.verify(others, references[place])
        np.testing.assert_allclose(standing.distances, decision.distances, rtol=1e-4)
        point = verifier.live(others).update(references[place])
        assert point is not None
        assert template.band.low[-1] * (1 - 1e-4) <= point.combined <= template.band.high[-1] * (1 + 1e-4)


def test_trials_score_as_the_verifier_does(verifier: Verifier, signers: Corpus, inks: list[Recording]) -> None:
    two = signers.only(set(signers.signers[:2]))
    (draw, _), _ = draws(two, references=2, draw="any", seed=1)
    draw = replace(draw, genuine=draw.genuine[:2], skilled=draw.skilled[:2], random=())
    trials = DistanceTable(verifier.comparators, two).trials(draw, verifier.rules)
    assert trials is not None
    template = verifier.enrol([sample.recording for sample in draw.references])
    expected = [verifier.verify(template, sample.recording).distance for sample in (*draw.genuine, *draw.skilled)]
    found = verifier.card.calibration_for(2).fused(np.concatenate((trials.genuine, trials.skilled)))
    np.testing.assert_allclose(found, expected, rtol=1e-4)
