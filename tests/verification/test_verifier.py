"""Decisions on signatures of people who do not exist: in order, explained, and the same for the same ink."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import InkError, UsageError
from sigverify.ink.recording import Recording
from sigverify.verification.decision import DEPARTURE_WORDS, Decision
from sigverify.verification.lines import AskedRates, LinesUsed
from sigverify.verification.scoring import Spread, combined, per_reference
from sigverify.verification.verifier import Verifier

MODELS = ["dtw_model", "network_model", "duration_model"]


@pytest.fixture(params=MODELS)
def verifier(request: pytest.FixtureRequest) -> Verifier:
    return request.getfixturevalue(request.param).verifier


@pytest.fixture
def dtw(dtw_model: Any) -> Verifier:
    return dtw_model.verifier


def genuine(corpus: Corpus, signer: int = 0) -> list[Recording]:
    return [sample.recording for sample in corpus.of(corpus.signers[signer], "genuine")]


def forged(corpus: Corpus, signer: int = 0) -> list[Recording]:
    return [sample.recording for sample in corpus.of(corpus.signers[signer], "forgery")]


@pytest.mark.parametrize("model", ["dtw_model", "network_model"])
def test_signers_score_above_those_who_imitate_them(
    model: str, other_signers: Corpus, request: pytest.FixtureRequest
) -> None:
    """Nobody of these took part in calibration: most pairs of a genuine and a forged signature are in order."""
    verifier: Verifier = request.getfixturevalue(model).verifier
    in_order = []
    for place in range(len(other_signers.signers)):
        own, imitations = genuine(other_signers, place), forged(other_signers, place)
        template = verifier.enrol(own[:4])
        high = [verifier.verify(template, ink).score for ink in own[4:]]
        low = [verifier.verify(template, ink).score for ink in imitations]
        in_order += [a > b for a in high for b in low]
    assert np.mean(in_order) > 0.9


def test_strangers_are_rejected(dtw: Verifier, other_signers: Corpus) -> None:
    template = dtw.enrol(genuine(other_signers)[:5])
    for place in range(1, len(other_signers.signers)):
        decision = dtw.verify(template, genuine(other_signers, place)[0])
        assert decision.outcome == "reject"


def test_a_reference_itself_is_accepted(verifier: Verifier, other_signers: Corpus) -> None:
    references = genuine(other_signers)[:3]
    decision = verifier.verify(verifier.enrol(references), references[1])
    assert decision.outcome == "accept"
    assert decision.distances[1] == min(decision.distances)
    # a fusion of logs counts no distance as nearer than this
    assert decision.distances[1] == pytest.approx(0.05)


def test_a_distance_is_the_same_both_ways(verifier: Verifier, other_signers: Corpus) -> None:
    a, b = genuine(other_signers)[:2]
    there = verifier.verify(verifier.enrol([a]), b)
    back = verifier.verify(verifier.enrol([b]), a)
    assert there.distance == pytest.approx(back.distance, rel=1e-6)
    assert there.score == pytest.approx(back.score, rel=1e-6)


def test_a_decision_holds_what_an_auditor_asks(dtw: Verifier, other_signers: Corpus) -> None:
    references = genuine(other_signers)[:4]
    template = dtw.enrol(references)
    decision = dtw.verify(template, forged(other_signers)[0])
    calibration = dtw.card.calibration_for(4)
    assert decision.reference_count == 4 == len(decision.distances)
    assert decision.model == dtw.name
    assert decision.model_sha256 == dtw.sha256
    assert len(dtw.sha256) == 64
    assert decision.threshold == calibration.accept_at
    assert decision.reject_below == calibration.reject_below
    assert decision.decision_distance == calibration.decision_distance
    assert decision.against_skilled.against == "skilled"
    assert abs(decision.against_skilled.log10) <= decision.against_skilled.cap == calibration.cap
    assert calibration.random is not None
    assert decision.against_random is not None
    assert abs(decision.against_random.log10) <= decision.against_random.cap == calibration.random.cap
    assert decision.lines == LinesUsed()
    assert decision.unlike_capture == ""
    assert set(decision.departures) == set(DEPARTURE_WORDS)
    assert all(value >= 0 for value in decision.departures.values())
    assert decision.reason.endswith(".")


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_score_follows_from_plain_distances(dtw: Verifier, other_signers: Corpus, count: int) -> None:
    """Distances, spread, score and outcome worked out again from the comparator alone."""
    references, questioned = genuine(other_signers)[:count], genuine(other_signers)[6]
    (comparator,) = dtw.comparators
    frames = [ink.frames for ink in comparator.represent([*references, questioned])]
    distances = comparator.distances([frames[-1]] * count, frames[:-1])
    table = np.array([[comparator.distances([a], [b])[0] for b in frames[:-1]] for a in frames[:-1]])
    calibration = dtw.card.calibration_for(count)
    spread, unit = Spread.of(table), dtw.rules[0].unit
    whole = float(combined(distances, spread, unit))
    decision = dtw.verify(dtw.enrol(references), questioned)
    assert decision.distance == pytest.approx(whole)
    assert decision.score == pytest.approx(calibration.bias - calibration.weights[0] * np.log(whole))
    np.testing.assert_allclose(decision.distances, per_reference(distances, spread, unit))
    np.testing.assert_allclose(dtw.distances(dtw.enrol(references), questioned), decision.distances)
    accepted, rejected = decision.score >= calibration.accept_at, decision.score < calibration.reject_below
    assert decision.outcome == ("accept" if accepted else "reject" if rejected else "refer")
    assert (decision.distance <= decision.decision_distance + 1e-9) is accepted


def test_outcomes_follow_the_lines(dtw: Verifier, other_signers: Corpus) -> None:
    """The same score, under lines drawn around it."""
    references, questioned = genuine(other_signers)[:3], genuine(other_signers)[6]
    score = dtw.verify(dtw.enrol(references), questioned).score
    calibration = dtw.card.calibration_for(3)
    for accept_at, reject_below, outcome in (
        (score, score, "accept"),  # accepted at the line
        (score + 0.1, score, "refer"),  # not rejected at the other
        (score + 0.2, score + 0.1, "reject"),
    ):
        drawn = replace(calibration, accept_at=accept_at, reject_below=reject_below)
        other = replace(dtw, card=replace(dtw.card, calibrations={3: drawn, 1: drawn}))
        decision = other.verify(other.enrol(references), questioned)
        assert decision.outcome == outcome


def test_a_likelihood_ratio_is_capped_and_the_score_is_not(dtw: Verifier, other_signers: Corpus) -> None:
    calibration = replace(dtw.card.calibration_for(3), cap=0.01)
    strict = replace(dtw, card=replace(dtw.card, calibrations={1: calibration}))
    near = strict.verify(strict.enrol(genuine(other_signers)[:3]), genuine(other_signers)[0])
    far = strict.verify(strict.enrol(genuine(other_signers)[:3]), genuine(other_signers, 1)[0])
    assert near.against_skilled.log10 == 0.01 < near.score
    assert far.against_skilled.log10 == -0.01 > far.score
    assert near.against_skilled.at_cap
    assert far.against_skilled.at_cap


def test_the_same_ink_gives_the_same_decision(verifier: Verifier, other_signers: Corpus) -> None:
    references, questioned = genuine(other_signers)[:3], forged(other_signers)[0]
    first = verifier.verify(verifier.enrol(references), questioned)
    assert verifier.verify(verifier.enrol(references), questioned) == first


def test_a_decision_survives_json(verifier: Verifier, other_signers: Corpus) -> None:
    decision = verifier.verify(verifier.enrol(genuine(other_signers)[:2]), forged(other_signers)[0])
    text = json.dumps(decision.to_json())
    assert json.loads(text)["decision"] == decision.outcome
    assert "outcome" not in json.loads(text)
    assert Decision.from_json(json.loads(text)) == decision


def test_a_template_of_another_model_is_refused(dtw: Verifier, network_model: Any, other_signers: Corpus) -> None:
    template = dtw.enrol(genuine(other_signers)[:2])
    questioned = genuine(other_signers)[5]
    other: Verifier = network_model.verifier
    for use in (other.verify, other.distances):
        with pytest.raises(UsageError, match="another model"):
            use(template, questioned)
    with pytest.raises(UsageError, match="another model"):
        other.live(template)


@pytest.mark.parametrize("count", [0, 13])
def test_one_to_twelve_references_are_enrolled(dtw: Verifier, other_signers: Corpus, count: int) -> None:
    with pytest.raises(UsageError, match=f"1 to 12 references, found {count}"):
        dtw.enrol((genuine(other_signers) * 2)[:count])
    if count:
        assert dtw.enrol((genuine(other_signers) * 2)[: count - 1]).reference_count == 12


def test_identical_references_still_decide(dtw: Verifier, other_signers: Corpus) -> None:
    """A copied signature enrolled five times: no spread to divide by, and no certainty either."""
    one, *rest = genuine(other_signers)
    template = dtw.enrol([one] * 5)
    decision = dtw.verify(template, rest[0])
    assert np.isfinite([decision.score, decision.distance, *decision.distances, *decision.departures.values()]).all()
    assert dtw.verify(template, one).outcome == "accept"


def test_ink_too_short_is_refused_at_enrolment_and_in_question(
    verifier: Verifier, other_signers: Corpus, make_ink: Callable[..., Recording]
) -> None:
    tick = make_ink(seconds=0.2, strokes=1)
    with pytest.raises(InkError, match="Too short"):
        verifier.enrol([genuine(other_signers)[0], tick])
    with pytest.raises(InkError, match="Too short"):
        verifier.verify(verifier.enrol(genuine(other_signers)[:1]), tick)


def test_pressure_that_one_device_lacks_is_no_obstacle(dtw: Verifier, other_signers: Corpus) -> None:
    references = genuine(other_signers)[:4]
    flat = [replace(ink, pressure=None) for ink in references]
    questioned = genuine(other_signers)[6]
    mixed = dtw.verify(dtw.enrol([references[0], flat[1], references[2]]), questioned)
    assert "pressure" not in mixed.departures  # it cannot be told for all
    without = dtw.verify(dtw.enrol(flat), replace(questioned, pressure=None))
    assert set(without.departures) == set(DEPARTURE_WORDS) - {"pressure"}


def test_a_stranger_is_told_from_the_signer_more_surely_than_an_imitator(dtw: Verifier, other_signers: Corpus) -> None:
    template = dtw.enrol(genuine(other_signers)[:5])
    own, stranger = genuine(other_signers)[6], genuine(other_signers, 1)[0]
    accepted, rejected = dtw.verify(template, own), dtw.verify(template, stranger)
    assert accepted.against_random is not None
    assert rejected.against_random is not None
    assert accepted.against_random.log10 > 0 > rejected.against_random.log10
    assert rejected.against_random.at_cap


def test_a_model_without_random_trials_tells_nothing_about_them(dtw: Verifier, other_signers: Corpus) -> None:
    """And decides as it did."""
    calibrations = {n: replace(one, random=None, lines=None) for n, one in dtw.card.calibrations.items()}
    older = replace(dtw, card=replace(dtw.card, calibrations=calibrations))
    references, questioned = genuine(other_signers)[:4], genuine(other_signers)[6]
    old, new = older.verify(older.enrol(references), questioned), dtw.verify(dtw.enrol(references), questioned)
    assert old.against_random is None
    assert replace(new, against_random=None) == old


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"capture": {"source": "mouse"}}, "This signature was written with a mouse"),
        ({"capture": {"source": "touch"}}, "This signature was written with a finger"),
        ({"pressure": None}, "This signature tells no pressure"),
    ],
)
def test_ink_unlike_the_calibrations_is_referred_at_most(
    dtw: Verifier, other_signers: Corpus, change: dict[str, Any], words: str
) -> None:
    references = genuine(other_signers)[:5]
    template = dtw.enrol(references)

    def unlike(ink: Recording) -> Recording:
        facts = {**change, "capture": replace(ink.capture, **change.get("capture", {}))}
        return replace(ink, **facts)

    lenient = _with_lines(dtw, 5, accept_at=-20.0, reject_below=-20.0)
    decision = lenient.verify(template, unlike(references[0]))
    assert decision.score >= decision.threshold
    assert decision.outcome == "refer"
    assert words in decision.reason
    assert "a person should look" in decision.reason
    assert decision.reason.endswith("with a pen that tells pressure.")
    assert decision.unlike_capture in decision.reason
    assert lenient.verify(template, references[0]).outcome == "accept"
    stranger = unlike(genuine(other_signers, 1)[0])
    strict = _with_lines(dtw, 5, accept_at=20.0, reject_below=20.0)
    assert strict.verify(template, stranger).outcome == "reject"
    assert (
        "Too far" in strict.verify(template, stranger).reason or "No single" in strict.verify(template, stranger).reason
    )


def test_references_unlike_the_calibrations_hold_back_too(dtw: Verifier, other_signers: Corpus) -> None:
    references = genuine(other_signers)[:3]
    lenient = _with_lines(dtw, 3, accept_at=-20.0, reject_below=-20.0)
    mixed = lenient.enrol([replace(references[0], pressure=None), *references[1:]])
    decision = lenient.verify(mixed, references[1])
    assert decision.outcome == "refer"
    assert "1 of the 3 references tells no pressure" in decision.reason
    assert "Enrol with a pen that tells pressure." in decision.reason


def test_lines_for_asked_rates_decide_and_are_noted(dtw: Verifier, other_signers: Corpus) -> None:
    references, questioned = genuine(other_signers)[:5], genuine(other_signers)[6]
    asked = AskedRates(false_matches=0.1, false_non_matches=0.1)
    calibration, used = dtw.card.calibration_for(5).at(asked)
    decision = dtw.verify(dtw.enrol(references), questioned, asked)
    assert decision.lines == used
    assert (decision.threshold, decision.reject_below) == (calibration.accept_at, calibration.reject_below)
    assert decision.decision_distance == calibration.decision_distance
    assert dtw.live(dtw.enrol(references), asked).decision_line == calibration.decision_distance


def test_a_decision_stored_by_an_older_release_is_read(dtw: Verifier, other_signers: Corpus) -> None:
    """It told one ratio, capped at what nobody noted, and nothing of lines and capture."""
    decision = dtw.verify(dtw.enrol(genuine(other_signers)[:2]), forged(other_signers)[0])
    values = decision.to_json()
    older = {
        name: value
        for name, value in values.items()
        if name not in ("against_skilled", "against_random", "lines", "unlike_capture")
    }
    read = Decision.from_json({**older, "log10_likelihood_ratio": -1.5})
    assert (read.against_skilled.log10, read.against_skilled.cap, read.against_skilled.at_cap) == (-1.5, None, False)
    assert read.against_random is None
    assert read.lines == LinesUsed()
    assert read.outcome == decision.outcome
    assert Decision.from_json(read.to_json()) == read


def test_both_propositions_stand_in_json(dtw: Verifier, other_signers: Corpus) -> None:
    told = dtw.verify(dtw.enrol(genuine(other_signers)[:2]), forged(other_signers)[0]).to_json()
    for name, alternative in (("against_skilled", "as an imitation"), ("against_random", "signature of their own")):
        assert told[name]["proposition"] == "the claimed signer wrote it"
        assert alternative in told[name]["alternative"]
        assert abs(told[name]["log10_likelihood_ratio"]) <= told[name]["cap"]


def _with_lines(verifier: Verifier, count: int, *, accept_at: float, reject_below: float) -> Verifier:
    """Return the verifier, under the same hash, with other lines for a number of references."""
    drawn = replace(verifier.card.calibration_for(count), accept_at=accept_at, reject_below=reject_below)
    calibrations = {**verifier.card.calibrations, count: drawn}
    return replace(verifier, card=replace(verifier.card, calibrations=calibrations))
