"""Trials under a protocol: each pair measured once, each score as the verifier would give it."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.protocol import draws
from sigverify.errors import ProtocolError
from sigverify.ink.recording import Recording
from sigverify.ink.trajectory import total_seconds
from sigverify.verification.comparators import DurationComparator
from sigverify.verification.normal_density import NormalDensity, variances_within
from sigverify.verification.scoring import SpreadRule
from sigverify.verification.trials import DistanceTable
from sigverify.verification.verifier import Verifier

RULES = [SpreadRule(unit=1.0)]


class Counting(DurationComparator):
    """Counts the pairs that it measures."""

    measured = 0

    def distances(self, left: Any, right: Any) -> Any:
        type(self).measured += len(left)
        return super().distances(left, right)


@pytest.fixture
def counting() -> Counting:
    Counting.measured = 0
    return Counting()


def test_a_pair_is_measured_once_in_either_order(counting: Counting, signers: Corpus) -> None:
    table = DistanceTable([counting], signers)
    a, b, c = signers.samples[:3]
    first = table.distances([(a, b), (b, a), (a, c), (a, b)])
    assert Counting.measured == 2
    assert first.shape == (4, 1)
    assert first[0] == first[1] == first[3]
    table.distances([(c, a)])
    assert Counting.measured == 2


def test_preparing_draws_measures_all_they_need(counting: Counting, signers: Corpus) -> None:
    table = DistanceTable([counting], signers)
    made, _ = draws(signers, references=3, draw="any", seed=1)
    table.prepare(made)
    before = Counting.measured
    for draw in made:
        assert table.trials(draw, RULES) is not None
    assert Counting.measured == before


def test_trials_score_as_the_verifier_does(network_model: Any, other_signers: Corpus) -> None:
    verifier: Verifier = network_model.verifier
    table = DistanceTable(verifier.comparators, other_signers)
    made, _ = draws(other_signers, references=4, draw="any", seed=3)
    calibration = verifier.card.calibration_for(4)
    draw = made[1]
    trials = table.trials(draw, verifier.rules)
    assert trials is not None
    assert trials.signer == draw.signer
    template = verifier.enrol([sample.recording for sample in draw.references])
    for samples, combined in ((draw.genuine, trials.genuine), (draw.skilled, trials.skilled)):
        assert combined.shape == (len(samples), 2)
        expected = [verifier.verify(template, sample.recording).score for sample in samples]
        np.testing.assert_allclose(calibration.score(combined), expected, rtol=1e-3)
    assert len(trials.random) == len(draw.random)


def test_what_cannot_be_compared_is_left_out_and_listed(counting: Counting, signers: Corpus) -> None:
    tick = Recording(time_s=[0.0, 0.01], x=[0.0, 1.0], y=[0.0, 1.0], stroke=[0, 0])
    name = signers.signers[0]
    bad = [
        Sample(signer=name, label="genuine", number=99, session=None, recording=tick),
        Sample(signer=name, label="forgery", number=99, session=None, recording=tick),
    ]
    corpus = Corpus(name="with ticks", samples=(*signers.samples, *bad))
    advanced: list[int] = []
    table = DistanceTable([counting], corpus, advance=lambda: advanced.append(1))
    assert len(advanced) == len(corpus)
    assert table.unusable == bad
    lost = 0
    for seed in range(8):
        made, _ = draws(corpus, references=3, draw="any", seed=seed)
        (draw,) = [d for d in made if d.signer == name]
        table.prepare([draw])
        trials = table.trials(draw, RULES)
        if bad[0] in draw.references:
            assert trials is None
            lost += 1
        else:
            assert trials is not None
            assert len(trials.genuine) == len(draw.genuine) - 1
            assert len(trials.skilled) == len(draw.skilled) - 1
    assert 0 < lost < 8


def test_a_signer_without_forgeries_has_no_skilled_trial(counting: Counting, signers: Corpus) -> None:
    genuine = Corpus(name="genuine", samples=tuple(s for s in signers if s.label == "genuine"))
    made, _ = draws(genuine, references=2, draw="any", seed=0)
    trials = DistanceTable([counting], genuine).trials(made[0], RULES)
    assert trials is not None
    assert trials.skilled.shape == (0, 1)


def test_rules_hold_what_is_usual_of_a_corpus(signers: Corpus, network_model: Any) -> None:
    """The unit by hand: the median over signers of the mean distance between their genuine signatures."""
    comparators = network_model.verifier.comparators
    table = DistanceTable(comparators, signers)
    rules = table.rules(["spread", "spread"])
    for comparator, rule in zip(comparators, rules, strict=True):
        means = []
        for signer in signers.signers:
            inks = [sample.recording for sample in signers.of(signer, "genuine")]
            frames = [shown.frames for shown in comparator.represent(inks)]
            pairs = list(combinations(frames, 2))
            means.append(comparator.distances([a for a, _ in pairs], [b for _, b in pairs]).mean())
        assert rule.unit == pytest.approx(np.median(means), rel=1e-4)
        assert rule.variances == ()


def test_a_rule_of_density_holds_the_variances_within_signers(signers: Corpus) -> None:
    """Duration's one number stands for a vector here."""
    table = DistanceTable([DurationComparator()], signers)
    (rule,) = table.rules(["density"])
    durations = [
        np.log([[total_seconds(sample.recording)] for sample in signers.of(signer, "genuine")])
        for signer in signers.signers
    ]
    assert rule.variances == pytest.approx(variances_within(durations), rel=1e-4)
    made, _ = draws(signers, references=3, draw="any", seed=1)
    for draw in made:
        trials = table.trials(draw, [rule])
        assert trials is not None
        references = np.log([[total_seconds(sample.recording)] for sample in draw.references])
        density = NormalDensity.of(references, np.array(rule.variances))
        questioned = np.log([[total_seconds(sample.recording)] for sample in draw.genuine])
        np.testing.assert_allclose(trials.genuine[:, 0], 2 * density.deviation(questioned), rtol=1e-3, atol=1e-4)


def test_signers_with_one_signature_make_no_rule(signers: Corpus) -> None:
    single = Corpus(name="single", samples=tuple(signers.of(name, "genuine")[0] for name in signers.signers))
    with pytest.raises(ProtocolError, match="two genuine signatures"):
        DistanceTable([DurationComparator()], single).rules(["spread"])
