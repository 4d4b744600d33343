"""How references stand to their fellows: what verifying each against the others would say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.ink.recording import Recording
from sigverify.verification.standings import standings_of
from sigverify.verification.verifier import Verifier


@pytest.fixture(params=["dtw", "spread", "density"])
def verifier(request: pytest.FixtureRequest, dtw_model: Any, catalogue_model: Callable[..., Any]) -> Verifier:
    if request.param == "dtw":
        return dtw_model.verifier
    return catalogue_model({"spread": "chopra-2005", "density": "bromley-1994"}[request.param]).verifier


def genuine(corpus: Corpus, signer: int = 0) -> list[Recording]:
    return [sample.recording for sample in corpus.of(corpus.signers[signer], "genuine")]


def test_each_stands_as_if_verified_against_the_others(verifier: Verifier, other_signers: Corpus) -> None:
    """Lines are drawn through the distances found, so that each standing must be on its own side."""
    references = genuine(other_signers)[:4]
    decisions = []
    for place in range(4):
        template = verifier.enrol([ink for k, ink in enumerate(references) if k != place])
        decisions.append(verifier.verify(template, references[place]))
    calibration = verifier.card.calibration_for(3)
    middle = float(np.sort([decision.distance for decision in decisions])[1:3].mean())
    line = calibration.bias - sum(calibration.weights) * float(np.log(middle))
    drawn = replace(calibration, accept_at=line, reject_below=line)
    card = replace(verifier.card, calibrations={1: drawn, 3: drawn})
    standings, limit = standings_of(card, verifier.enrol(references))
    assert limit == pytest.approx(middle)
    for standing, decision in zip(standings, decisions, strict=True):
        np.testing.assert_allclose(standing.distances, decision.distances, rtol=1e-4)
        assert standing.odd is (decision.distance > middle)


def test_of_two_nobody_stands_apart(verifier: Verifier, other_signers: Corpus) -> None:
    template = verifier.enrol([genuine(other_signers)[0], genuine(other_signers, 1)[0]])
    standings, _ = standings_of(verifier.card, template)
    assert [standing.odd for standing in standings] == [False, False]
    assert standings[0].distances == pytest.approx(standings[1].distances)
