"""One signature against many signers: whose it is comes first, weighed as in a verification."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import UsageError
from sigverify.shipped import shipped_folder
from sigverify.verification.identification import identify
from sigverify.verification.model_files import read_model
from sigverify.verification.template import Template
from sigverify.verification.verifier import Verifier


@pytest.fixture(scope="module")
def crowd() -> Corpus:
    return synthetic_corpus(12, genuine=5, forgeries=0, seed=77)


def enrolled(verifier: Verifier, corpus: Corpus) -> list[Template]:
    inks = [[sample.recording for sample in corpus.of(name, "genuine")] for name in corpus.signers]
    return [verifier.enrol(ink[:4]) for ink in inks]


def offered(templates: list[Template]) -> list[Any]:
    return [partial(lambda template: template, template) for template in templates]


def test_the_writer_comes_first(crowd: Corpus) -> None:
    verifier = read_model(shipped_folder("models") / "synthetic")
    templates = enrolled(verifier, crowd)
    first = 0
    for place, name in enumerate(crowd.signers):
        questioned = crowd.of(name, "genuine")[4].recording
        matches = identify(verifier, offered(templates), verifier.seen(questioned))
        scores = [match.weighed.score for match in matches]
        assert len(scores) == len(templates)
        assert scores == sorted(scores, reverse=True)
        first += matches[0].place == place
        decision = verifier.verify(templates[matches[0].place], questioned)
        assert decision.score == pytest.approx(scores[0])
        assert decision.against_skilled == matches[0].weighed.against_skilled
    assert first >= len(crowd.signers) - 1


def test_a_template_that_cannot_be_had_is_passed_over(dtw_model: Any, crowd: Corpus) -> None:
    verifier: Verifier = dtw_model.verifier
    read = offered(enrolled(verifier, crowd))
    read[2] = lambda: None
    seen = verifier.seen(crowd.of(crowd.signers[2], "genuine")[4].recording)
    assert sorted(match.place for match in identify(verifier, read, seen)) == [0, 1, *range(3, 12)]


def test_nobody_is_accepted_whose_ink_a_verification_would_refer(dtw_model: Any, crowd: Corpus) -> None:
    verifier: Verifier = dtw_model.verifier
    templates = enrolled(verifier, crowd)
    ink = crowd.of(crowd.signers[3], "genuine")[3].recording  # one of the references: as close as can be
    assert identify(verifier, offered(templates), verifier.seen(ink))[0].weighed.outcome == "accept"
    moused = replace(ink, capture=replace(ink.capture, source="mouse"))
    best = identify(verifier, offered(templates), verifier.seen(moused))[0]
    decision = verifier.verify(templates[best.place], moused)
    assert decision.outcome == "refer"
    assert best.weighed.outcome == "refer"
    assert best.weighed.unlike_capture == decision.unlike_capture != ""


def test_another_models_template_is_refused(dtw_model: Any, network_model: Any, crowd: Corpus) -> None:
    templates = enrolled(network_model.verifier, crowd)
    seen = dtw_model.verifier.seen(crowd.of(crowd.signers[0], "genuine")[4].recording)
    with pytest.raises(UsageError, match="another model"):
        identify(dtw_model.verifier, offered(templates), seen)
