"""The card's account of a training: how each part judges, what it is made of, and where it came from."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import Cancelled
from sigverify.ink.features import FLOOR_FUNCTIONS
from sigverify.learning.history import History, HistoryPoint
from sigverify.learning.recipes import recipe_for
from sigverify.networks.catalogue import CATALOGUE, build_network
from sigverify.networks.weights import sha256_of, weights_bytes
from sigverify.verification.comparators import DurationComparator
from sigverify.verification.directed_comparator import DirectedComparator, DirectedMetric
from sigverify.verification.global_comparator import GlobalComparator, GlobalMetric
from sigverify.verification.model_files import dtw_comparator
from sigverify.verification.network_comparator import network_comparator
from sigverify.verification.scoring import SHRINKAGE, DensityRule, SpreadRule
from sigverify.verification.supervector_comparator import (
    MOVEMENT,
    WINDOW,
    BackgroundModel,
    SupervectorComparator,
)
from sigverify.workflows.calibrating import with_forgeries
from sigverify.workflows.learners import Learner
from sigverify.workflows.training_card import comparator_cards, final_rule, history_bytes, training_facts

BROMLEY = CATALOGUE["bromley-1994"]


def nothing() -> None:
    """Advance, and go on."""


def learner(name: str, **changes: Any) -> Learner:
    entry = CATALOGUE[name]
    given: dict[str, Any] = {
        "place": 0,
        "entry": entry,
        "sizes": {},
        "features": entry.features,
        "loss": entry.loss,
        "training": recipe_for(name),
        "examples": (),
        "start": None,
        "held_out_share": 0.15,
    }
    return Learner(**(given | changes))


class TestTheRuleThatIsKept:
    def test_of_the_spread_is_the_folds_mean_unit(self, other_signers: Corpus) -> None:
        folds = [SpreadRule(unit=unit) for unit in (1.0, 2.0, 6.0)]
        found = final_rule(DurationComparator(), "spread", folds, [other_signers], nothing)
        assert found == SpreadRule(unit=3.0, shrinkage=SHRINKAGE)

    def test_of_a_density_is_measured_on_the_signers_that_it_learnt_from(
        self, signers: Corpus, other_signers: Corpus
    ) -> None:
        """Features of the folds' networks are others: of them only the level is taken."""
        torch.manual_seed(1)
        comparator = network_comparator(build_network("bromley-1994", {}).eval(), BROMLEY.features)
        corpora = [signers.only(set(signers.signers[:3])), other_signers]
        vectors = []
        for corpus in corpora:
            for signer in corpus.signers:
                inks = comparator.represent([sample.recording for sample in corpus.of(signer, "genuine")])
                vectors.append(np.concatenate([ink.frames for ink in inks]).astype(float))
        squares = sum(((own - own.mean(axis=0)) ** 2).sum(axis=0) for own in vectors)
        expected = squares / sum(len(own) - 1 for own in vectors)
        folds = [DensityRule(unit=unit, variances=(level,) * 76) for unit, level in ((1.0, 0.2), (3.0, 0.4))]
        rule = final_rule(comparator, "density", folds, corpora, nothing)
        assert isinstance(rule, DensityRule)
        assert rule.unit == pytest.approx(2.0)
        assert np.mean(rule.variances) == pytest.approx(0.3)
        clear = expected > 0.2 * expected.mean()  # others are bounded from below
        assert clear.sum() > 30
        found = np.array(rule.variances)[clear]
        np.testing.assert_allclose(found / found.sum(), expected[clear] / expected[clear].sum(), rtol=1e-3)

    def test_of_a_density_passes_over_what_cannot_be_compared(self, other_signers: Corpus, make_ink: Any) -> None:
        torch.manual_seed(1)
        comparator = network_comparator(build_network("bromley-1994", {}).eval(), BROMLEY.features)
        folds = [DensityRule(unit=1.0, variances=(0.2,) * 76)]
        expected = final_rule(comparator, "density", folds, [other_signers], nothing)
        tick = make_ink(seconds=0.1, strokes=1)
        odd = [
            Sample(signer=other_signers.signers[0], label="genuine", number=99, session=None, recording=tick),
            Sample(signer="Only once", label="genuine", number=1, session=None, recording=make_ink()),
        ]
        corpus = replace(other_signers, samples=(*other_signers.samples, *odd))
        assert final_rule(comparator, "density", folds, [corpus], nothing) == expected

    def test_of_a_density_can_be_stopped(self, other_signers: Corpus) -> None:
        def stop() -> None:
            raise Cancelled("stopped")

        comparator = network_comparator(build_network("bromley-1994", {}).eval(), BROMLEY.features)
        folds = [DensityRule(unit=1.0, variances=(0.2,) * 76)]
        with pytest.raises(Cancelled):
            final_rule(comparator, "density", folds, [other_signers], stop)


def test_each_part_has_its_card_in_order() -> None:
    """Networks with the hash of their own weights, floors as they are."""
    sizes = {"width": 4, "embedding": 4, "dilations": (1,)}
    learners = [learner("aligned-tdnn", sizes=sizes), learner("bromley-1994")]
    weights = {
        "weights-1.safetensors": weights_bytes(build_network("aligned-tdnn", sizes)),
        "weights-2.safetensors": weights_bytes(build_network("bromley-1994", {})),
    }
    background = {"background.safetensors": b"a background"}
    rules = [
        SpreadRule(unit=1.0),
        SpreadRule(unit=2.0, shrinkage=0.5),
        DensityRule(unit=3.0, variances=(0.1,) * 76),
        SpreadRule(unit=4.0),
        SpreadRule(unit=5.0),
        SpreadRule(unit=6.0),
        SpreadRule(unit=7.0),
    ]
    metric = GlobalMetric(features=("strokes", "aspect"), deviations=(0.5, 2.0), weights=(0.25, 0.75))
    ways = DirectedMetric(features=("seconds",), deviations=(0.5,), above=(0.25,), below=(-0.75,))
    parts = ["dtw", "aligned-tdnn", "bromley-1994", "duration", "global-features", "directed-features", "supervector"]
    movements = SupervectorComparator(
        background=BackgroundModel(
            centre=np.zeros(WINDOW), axes=np.zeros((WINDOW, 1)), means=np.zeros((1, 1)), variances=np.ones((1, 1)),
            shares=np.ones(1),
        ),
        deviations=np.ones(2), all_weights=np.ones(2) / 2,
    )  # fmt: skip
    networks = [network_comparator(build_network(own.entry.name, own.sizes), own.features) for own in learners]
    wholes = [GlobalComparator(metric=metric), DirectedComparator(metric=ways), movements]
    kept = [dtw_comparator(), *networks, DurationComparator(), *wholes]
    floor, first, second, duration, whole, directed, vector = cards = comparator_cards(
        parts, rules, learners, weights | background, kept
    )
    assert [card.kind for card in cards] == ["dtw", "network", "network", "duration", *parts[4:]]
    assert [card.rule for card in cards] == rules
    assert floor.features is not None
    assert (floor.features.functions, floor.metric) == (FLOOR_FUNCTIONS, "l1")
    assert duration.features is None
    assert GlobalMetric(**whole.config) == metric
    assert DirectedMetric(**directed.config) == ways
    assert (vector.weights, vector.weights_sha256) == ("background.safetensors", sha256_of(b"a background"))
    assert vector.features == MOVEMENT
    for card, own, (name, payload) in zip((first, second), learners, weights.items(), strict=True):
        assert (card.architecture, card.features) == (own.entry.name, own.features)
        assert (card.weights, card.weights_sha256) == (name, sha256_of(payload))
        assert card.config == own.config
    assert first.config["width"] == 4
    assert (first.references, second.references) == ("spread", "density")


def test_the_history_tells_every_training_of_every_network() -> None:
    def trained(step: int) -> History:
        point = HistoryPoint(step=step, seconds=1.5, loss=0.5, genuine_distance=1.0, impostor_distance=2.0)
        return History(points=(point,))

    learners = [
        learner("aligned-tdnn", histories={"fold 1": trained(10), "all signers": trained(20)}),
        learner("bromley-1994", histories={"fold 1": trained(30)}),
    ]
    told = json.loads(history_bytes(learners))
    assert [network["architecture"] for network in told] == ["aligned-tdnn", "bromley-1994"]
    again = [
        {name: History.from_json(json.dumps(history)) for name, history in network["trainings"].items()}
        for network in told
    ]
    assert again == [own.histories for own in learners]


def test_the_account_tells_corpora_networks_and_how_they_learnt(signers: Corpus, other_signers: Corpus) -> None:
    genuine = replace(other_signers, samples=tuple(s for s in other_signers if s.label == "genuine"))
    used = [signers, with_forgeries(genuine, 2, 1)]
    own = learner("bromley-1994", set_apart=[3, 0], best_steps=[500, 250])
    folds = [frozenset({("a", "b")}), frozenset({("a", "c")})]
    facts = training_facts([signers, genuine], used, folds, [own])
    assert facts["corpora"] == {
        signers.name: {
            "signers": 8, "genuine": 64, "forgeries": 40, "synthetic forgeries": 0,
        },
        genuine.name: {
            "signers": 4, "genuine": 32, "forgeries": 0, "synthetic forgeries": 8,
        },
    }  # fmt: skip
    assert facts["split"].startswith("2 folds")
    (network,) = facts["networks"]
    assert network["architecture"] == "bromley-1994"
    assert network["loss"] == {"name": "CosineTargets", **vars(BROMLEY.loss)}
    assert network["training"]["sampler"]["genuine"] == recipe_for("bromley-1994").sampler.genuine
    assert network["signers set apart in each fold to choose when to stop"] == [3, 0]
    assert network["best steps of the folds"] == [500, 250]
    assert network["steps of the network that is kept"] == 375
    json.dumps(facts)  # as it lies in the card
    assert "networks" not in training_facts([signers], [signers], folds, [])


def test_the_card_says_how_the_calibrations_ink_was_captured(signers: Corpus) -> None:
    """Of those with forgeries, whom the calibration is measured on: a mouse that nobody imitated does not count."""
    first = signers.signers[0]
    held = tuple(
        replace(s, recording=replace(s.recording, capture=replace(s.recording.capture, source="mouse"), pressure=None))
        if s.signer == first
        else s
        for s in signers
    )
    imitated = replace(signers, samples=held)
    alone = replace(signers, samples=tuple(s for s in held if s.signer != first or s.label == "genuine"))
    told = training_facts([signers], [imitated], [], [])["capture"]
    assert told["signatures"] == len(signers)
    assert told["share by source"] == {"mouse": 0.125, "synthetic": 0.875}
    assert told["share with pressure"] == 0.875
    told = training_facts([signers], [alone], [], [])["capture"]
    assert told["share by source"] == {"synthetic": 1.0}
