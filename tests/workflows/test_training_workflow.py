"""Making a model: no network is measured on a signer that it saw, and the card tells how it came about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import Cancelled, ProtocolError, UsageError
from sigverify.ink.features import FeatureConfig
from sigverify.learning.examples import ExamplesConfig
from sigverify.learning.training import TrainingConfig
from sigverify.networks.aligned_tdnn import AlignedTdnn, AlignedTdnnConfig
from sigverify.networks.weights import sha256_of, weights_bytes
from sigverify.verification.comparators import DurationComparator
from sigverify.verification.model_files import read_model, write_model
from sigverify.workflows import training
from sigverify.workflows.training import TrainedModel, TrainPlan, TrainProgress, train_model

TINY = TrainPlan(
    name="tiny",
    architecture="aligned-tdnn",
    folds=3,
    draws=1,
    seed=4,
    features=FeatureConfig(rate_hz=50.0),
    network=AlignedTdnnConfig(width=4, embedding=4, dilations=(1,)),
    training=TrainingConfig(steps=2, signers=2, genuine=1, skilled=1, random=1),
    examples=ExamplesConfig(variants=1),
)
FLOOR = replace(TINY, architecture="duration", folds=2)


def made_from(corpora: Sequence[Corpus], plan: TrainPlan, **more: Any) -> TrainedModel:
    *_, last = train_model(corpora, plan, **more)
    assert isinstance(last, TrainedModel)
    return last


class Watch:
    """Notes what each training was shown, and what each network was measured on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown: list[tuple[int, frozenset[str]]] = []
        self.measured: list[tuple[int, frozenset[str]]] = []
        self.networks: list[AlignedTdnn] = []  # kept alive, so that ids stay apart
        real_train, real_comparator, real_trials = training.train, training.network_comparator, training.held_out_trials

        def train(network: AlignedTdnn, examples: Sequence[Any], *args: Any, **kwargs: Any) -> Iterator[Any]:
            self.networks.append(network)
            self.shown.append((id(network), frozenset(known.signer for known in examples)))
            return real_train(network, examples, *args, **kwargs)

        def comparator(network: AlignedTdnn, features: FeatureConfig) -> Any:
            self.used = id(network)
            return real_comparator(network, features)

        def trials(comparators: Any, corpus: Corpus, *args: Any) -> Any:
            self.measured.append((self.used, frozenset(corpus.signers)))
            return real_trials(comparators, corpus, *args)

        monkeypatch.setattr(training, "train", train)
        monkeypatch.setattr(training, "network_comparator", comparator)
        monkeypatch.setattr(training, "held_out_trials", trials)


def test_no_network_is_measured_on_a_signer_that_it_saw(
    signers: Corpus, other_signers: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(monkeypatch)
    made = made_from([signers, other_signers], TINY)
    everyone = {f"{corpus.name}/{signer}" for corpus in (signers, other_signers) for signer in corpus.signers}
    assert len(watch.shown) == 4  # three folds, then all signers
    assert len(watch.measured) == 3
    shown = dict(watch.shown)
    held_out: list[str] = []
    for network, fold in watch.measured:
        assert not shown[network] & fold
        assert shown[network] | fold == everyone
        held_out += fold
    assert sorted(held_out) == sorted(everyone)  # each once
    last_network, last_shown = watch.shown[-1]
    assert last_shown == everyone
    assert made.weights["weights.safetensors"] == weights_bytes(watch.networks[-1])
    assert last_network not in [network for network, _ in watch.measured]
    # and every calibration trial is of a signer of its fold
    for (_, fold), part in zip(watch.measured, made.held_out, strict=True):
        assert {t.signer for by_draw in part.trials.values() for draw in by_draw for t in draw} <= fold


def test_the_card_tells_how_the_model_came_about(signers: Corpus, tmp_path: Path) -> None:
    made = made_from([signers], TINY, commit="abc123", facts={"parent": "none"})
    card = made.card
    assert (card.name, card.commit) == ("tiny", "abc123")
    assert card.program.startswith("sigverify ")
    assert card.made_at.endswith("+00:00")
    (part,) = card.comparators
    assert (part.kind, part.architecture, part.metric) == ("network", "aligned-tdnn", "l2")
    assert part.features == TINY.features
    assert part.weights_sha256 == sha256_of(made.weights[part.weights])
    assert AlignedTdnnConfig(**part.config) == TINY.network
    assert card.training["corpora"] == {
        signers.name: {
            "signers": 8,
            "genuine": 64,
            "forgeries": 40,
            "forgeries used": True,
            "synthetic forgeries": 0,
        }
    }
    assert card.training["seed"] == 4
    assert card.training["parent"] == "none"
    assert card.training["training"]["steps"] == 2
    assert "never saw its signer" in card.training["split"]
    assert 1 in card.calibrations
    assert card.figures["held out, by number of references"]["1"]["signers"] == 8
    write_model(tmp_path / "model", card, made.weights)
    assert read_model(tmp_path / "model").card.to_json() == card.to_json()


def test_a_seed_makes_the_same_model(signers: Corpus) -> None:
    part = signers.only(set(signers.signers[:6]))
    plan = replace(TINY, folds=2)
    first, again = made_from([part], plan), made_from([part], plan)
    other = made_from([part], replace(plan, training=replace(plan.training, seed=2)))
    assert first.weights == again.weights
    assert first.card.calibrations == again.card.calibrations
    assert first.weights != other.weights


def test_a_network_to_go_on_from_is_gone_on_from(signers: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(77)
    start = AlignedTdnn(TINY.network)
    begun: list[bool] = []
    real = training.train

    def train(network: AlignedTdnn, *args: Any, **kwargs: Any) -> Iterator[Any]:
        begun.append(all(torch.equal(a, b) for a, b in zip(network.parameters(), start.parameters(), strict=True)))
        return real(network, *args, **kwargs)

    monkeypatch.setattr(training, "train", train)
    before = weights_bytes(start)
    made = made_from([signers], replace(TINY, folds=2), start=start)
    assert begun == [True, True, True]
    assert weights_bytes(start) == before  # itself it stays as it was
    assert made.weights["weights.safetensors"] != before


def test_a_corpus_without_forgeries_gets_synthetic_ones(signers: Corpus) -> None:
    genuine = replace(signers, samples=tuple(s for s in signers if s.label == "genuine"))
    made = made_from([genuine], replace(FLOOR, examples=ExamplesConfig(synthetic_forgeries=3)))
    told = made.card.training["corpora"][genuine.name]
    assert told["forgeries"] == 0
    assert told["synthetic forgeries"] == 24
    assert made.card.calibrations[1].forged == 24
    with pytest.raises(ProtocolError, match="too few genuine signatures or forgeries"):
        made_from([genuine], replace(FLOOR, examples=ExamplesConfig(synthetic_forgeries=0)))


def test_forgeries_of_a_leaky_clock_calibrate_nothing(signers: Corpus, other_signers: Corpus) -> None:
    made = made_from([replace(signers, leaky_clock=True), other_signers], FLOOR)
    measured = {t.signer for part in made.held_out for draw in part.trials[1] for t in draw}
    assert measured == {f"{other_signers.name}/{signer}" for signer in other_signers.signers}
    told = made.card.training["corpora"]
    assert [told[name]["forgeries used"] for name in (signers.name, other_signers.name)] == [False, True]


def test_a_rival_is_measured_on_the_same_trials(signers: Corpus) -> None:
    made = made_from([signers], FLOOR, rival=[DurationComparator()])
    for own, rival in zip(made.held_out, made.rival_held_out, strict=True):
        assert own.units == rival.units
        for left, right in zip(own.trials[2][0], rival.trials[2][0], strict=True):
            assert left.signer == right.signer
            np.testing.assert_array_equal(left.genuine, right.genuine)
    assert made_from([signers], FLOOR).rival_held_out == ()


@pytest.mark.parametrize("architecture", ["duration", "aligned-tdnn"])
def test_it_stops_as_soon_as_it_is_asked_to(signers: Corpus, architecture: str) -> None:
    plan = replace(FLOOR, architecture=architecture)
    with pytest.raises(Cancelled, match="unchanged"):
        list(train_model([signers], plan, cancelled=lambda: True))
    asked = 0

    def later() -> bool:
        nonlocal asked
        asked += 1
        return asked > 12

    with pytest.raises(Cancelled):
        list(train_model([signers], plan, cancelled=later))
    assert asked == 13


def test_progress_goes_forward_and_names_its_phases(signers: Corpus) -> None:
    *progress, last = train_model([signers], replace(TINY, folds=2))
    assert isinstance(last, TrainedModel)
    done = [step.done for step in progress if isinstance(step, TrainProgress)]
    assert len(done) == len(progress)
    assert done == sorted(done)
    assert 0 <= done[0] <= done[-1] <= 1
    phases = list(dict.fromkeys(step.phase for step in progress))
    assert phases == [
        "Reading signatures",
        "Fold 1 of 2",
        "Measuring fold 1 of 2",
        "Fold 2 of 2",
        "Measuring fold 2 of 2",
        "All signers",
    ]
    assert all((step.report is not None) == step.phase.startswith(("Fold", "All")) for step in progress)


def test_plans_that_make_no_sense_are_refused() -> None:
    with pytest.raises(UsageError, match="Unknown architecture 'oracle'"):
        replace(TINY, architecture="oracle")
    with pytest.raises(UsageError, match="2 folds"):
        replace(TINY, folds=1)


def test_fewer_signers_than_folds_are_refused(signers: Corpus) -> None:
    with pytest.raises(ProtocolError, match="3 folds"):
        made_from([signers.only(set(signers.signers[:2]))], TINY)


def test_two_corpora_of_one_name_are_refused(signers: Corpus) -> None:
    with pytest.raises(ProtocolError, match="same name"):
        made_from([signers, signers], FLOOR)


def test_signatures_too_short_to_compare_are_passed_over(signers: Corpus, make_ink: Any) -> None:
    tick = Sample(
        signer=signers.signers[0],
        label="genuine",
        number=99,
        session=None,
        recording=make_ink(seconds=0.1, strokes=1),
    )
    made = made_from([replace(signers, samples=(*signers.samples, tick))], FLOOR)
    assert made.card.figures["held out, by number of references"]["1"]["signers"] == 8
