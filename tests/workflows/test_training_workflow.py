"""Making a model: no network is measured on a signer that it saw, and the card tells how it came about."""

import json
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.errors import Cancelled, ProtocolError, UsageError
from sigverify.ink.features import FeatureConfig
from sigverify.learning.examples import ExamplesConfig, SignerExamples
from sigverify.learning.history import History
from sigverify.learning.processes import ALONE, Processes
from sigverify.learning.selection import HeldOutSigners
from sigverify.networks.aligned_tdnn import AlignedTdnnConfig
from sigverify.networks.catalogue import build_network
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.weights import sha256_of, weights_bytes
from sigverify.verification.model_files import read_history, read_model, read_networks, write_model
from sigverify.verification.scoring import DensityRule
from sigverify.workflows import learners, train_plan, training
from sigverify.workflows.train_plan import NetworkVariant, TrainPlan
from sigverify.workflows.training import TrainedModel, TrainProgress, train_model

Make = Callable[..., TrainedModel]

FLOOR = TrainPlan(name="floor", architecture="duration", folds=2, draws=1, seed=4)
TINY_BROMLEY = NetworkVariant(sizes={"first_maps": 2, "second_maps": 2})


class Watch:
    """Notes whom each training was shown, by whom it was stopped, and on whom each network was measured."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.trained: list[SimpleNamespace] = []
        self.measured: list[tuple[PairNetwork, frozenset[str]]] = []
        real_train, real_comparator, real_trials = learners.train, training.network_comparator, training.held_out_trials

        def train(
            network: PairNetwork,
            loss: Any,
            examples: Sequence[SignerExamples],
            *args: Any,
            held_out: HeldOutSigners | None,
            **kwargs: Any,
        ) -> Generator[Any, None, History]:
            begun = weights_bytes(network)
            stopping = held_out.examples if held_out is not None else ()
            self.trained.append(
                SimpleNamespace(network=network, begun=begun, shown=_names(examples), stopping=_names(stopping))
            )
            return real_train(network, loss, examples, *args, held_out=held_out, **kwargs)

        def comparator(network: PairNetwork, features: FeatureConfig) -> Any:
            self.used = network
            return real_comparator(network, features)

        def trials(comparators: Any, references: Any, corpus: Corpus, *args: Any) -> Any:
            self.measured.append((self.used, frozenset(corpus.signers)))
            return real_trials(comparators, references, corpus, *args)

        monkeypatch.setattr(learners, "train", train)
        monkeypatch.setattr(training, "network_comparator", comparator)
        monkeypatch.setattr(training, "held_out_trials", trials)


def _names(examples: Sequence[SignerExamples]) -> frozenset[str]:
    return frozenset(known.signer for known in examples)


@pytest.mark.parametrize("share", [0.0, 0.4])
def test_no_network_is_measured_on_a_signer_that_it_saw_or_that_stopped_it(
    signers: Corpus,
    other_signers: Corpus,
    tiny_plan: TrainPlan,
    made_from: Make,
    monkeypatch: pytest.MonkeyPatch,
    share: float,
) -> None:
    watch = Watch(monkeypatch)
    made = made_from([signers, other_signers], replace(tiny_plan, held_out_share=share))
    everyone = {f"{corpus.name}/{signer}" for corpus in (signers, other_signers) for signer in corpus.signers}
    *by_fold, last = watch.trained
    assert len(by_fold) == len(watch.measured) == 3
    held_out: list[str] = []
    for trained, (network, fold) in zip(by_fold, watch.measured, strict=True):
        assert network is trained.network
        assert len(trained.stopping) == (3 if share else 0)
        assert not trained.shown & fold
        assert not trained.stopping & fold
        assert not trained.shown & trained.stopping
        assert trained.shown | trained.stopping | fold == everyone
        held_out += fold
    assert sorted(held_out) == sorted(everyone)  # each once
    # the network that is kept learns from all, is measured on nobody, and is stopped by nobody
    assert last.shown == everyone
    assert not last.stopping
    assert made.payloads["weights.safetensors"] == weights_bytes(last.network)
    assert all(last.network is not network for network, _ in watch.measured)
    # and every calibration trial is of a signer of its fold
    for (_, fold), part in zip(watch.measured, made.held_out, strict=True):
        assert {t.signer for by_draw in part.trials.values() for draw in by_draw for t in draw} <= fold


def test_the_network_that_is_kept_learns_as_long_as_the_folds_did_best_with(
    signers: Corpus, other_signers: Corpus, tiny_plan: TrainPlan, made_from: Make
) -> None:
    """The median of their best steps, as the history shows them."""
    plan = replace(tiny_plan, held_out_share=0.4, steps=5)
    made = made_from([signers, other_signers], plan)
    (told,) = json.loads(made.payloads["history.json"])
    histories = {name: History.from_json(json.dumps(history)) for name, history in told["trainings"].items()}
    assert list(histories) == ["fold 1", "fold 2", "fold 3", "all signers"]
    best = [histories[f"fold {number}"].best.step for number in (1, 2, 3)]
    (facts,) = made.card.training["networks"]
    assert facts["signers set apart in each fold to choose when to stop"] == [3, 3, 3]
    assert facts["best steps of the folds"] == best
    assert facts["steps of the network that is kept"] == int(np.median(best))
    assert histories["all signers"].points[-1].step == int(np.median(best))
    assert histories["all signers"].best is None


def test_the_card_tells_how_the_model_came_about(
    signers: Corpus, tiny_plan: TrainPlan, made_from: Make, tmp_path: Path
) -> None:
    made = made_from([signers], tiny_plan, commit="abc123", facts={"parent": "none"})
    card = made.card
    (variant,) = tiny_plan.variants
    assert (card.name, card.commit) == ("tiny", "abc123")
    assert card.program.startswith("sigverify ")
    assert card.made_at.endswith("+00:00")
    (part,) = card.comparators
    assert (part.kind, part.architecture, part.metric) == ("network", "aligned-tdnn", "l2")
    assert part.features == variant.features
    assert part.weights_sha256 == sha256_of(made.payloads[part.weights])
    assert AlignedTdnnConfig(**part.config) == replace(AlignedTdnnConfig(), **variant.sizes)
    assert card.training["corpora"] == {
        signers.name: {
            "signers": 8,
            "genuine": 64,
            "forgeries": 40,
            "synthetic forgeries": 0,
        }
    }
    assert card.training["seed"] == 4
    assert card.training["parent"] == "none"
    assert card.training["processes"] == 1
    assert card.training["CPU minutes"] >= 0
    (network,) = card.training["networks"]
    assert network["training"]["steps"] == network["steps of the network that is kept"] == 2
    assert network["signers set apart in each fold to choose when to stop"] == [0, 0, 0], "there are too few"
    assert "never saw its signer" in card.training["split"]
    assert 1 in card.calibrations
    assert card.figures["held out, by number of references"]["1"]["signers"] == 8
    write_model(tmp_path / "model", card, made.payloads)
    assert read_model(tmp_path / "model").card.to_json() == card.to_json()
    assert read_history(tmp_path / "model").encode() == made.payloads["history.json"]


def test_what_the_plan_leaves_open_is_the_recipes(
    other_signers: Corpus, tiny_plan: TrainPlan, made_from: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the steps that the plan names are instead of the recipe's."""
    recipe = replace(tiny_plan.training, steps=999, learning_rate=0.002)
    monkeypatch.setattr(train_plan, "recipe_for", {"aligned-tdnn": recipe}.__getitem__)
    made = made_from([other_signers], replace(tiny_plan, training=None, steps=1, folds=2))
    (network,) = made.card.training["networks"]
    assert (network["training"]["steps"], network["training"]["learning_rate"]) == (1, 0.002)


def test_a_seed_makes_the_same_model(other_signers: Corpus, tiny_plan: TrainPlan, made_from: Make) -> None:
    plan = replace(tiny_plan, folds=2)
    first, again = made_from([other_signers], plan), made_from([other_signers], plan)
    other = made_from([other_signers], replace(plan, training=replace(plan.training, seed=2)))
    weights = "weights.safetensors"
    assert first.payloads[weights] == again.payloads[weights]
    assert first.card.calibrations == again.card.calibrations
    assert first.payloads[weights] != other.payloads[weights]


def test_networks_to_go_on_from_are_gone_on_from(
    other_signers: Corpus, tiny_plan: TrainPlan, made_from: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(monkeypatch)
    torch.manual_seed(77)
    start = build_network("aligned-tdnn", tiny_plan.variants[0].sizes)
    before = weights_bytes(start)
    made = made_from([other_signers], replace(tiny_plan, folds=2), start=[start])
    assert [trained.begun for trained in watch.trained] == [before] * 3
    assert weights_bytes(start) == before, "itself it stays as it was"
    assert made.payloads["weights.safetensors"] != before


def test_a_model_of_two_networks_is_made_written_read_and_verifies(
    signers: Corpus, other_signers: Corpus, tiny_plan: TrainPlan, made_from: Make, tmp_path: Path
) -> None:
    plan = replace(
        tiny_plan,
        architecture="aligned-tdnn+bromley-1994+dtw",
        variants=(*tiny_plan.variants, TINY_BROMLEY),
        folds=2,
    )
    made = made_from([other_signers], plan)
    assert [part.architecture or part.kind for part in made.card.comparators] == ["aligned-tdnn", "bromley-1994", "dtw"]
    assert [part.references for part in made.card.comparators] == ["spread", "density", "spread"]
    assert len(made.card.calibrations[1].weights) == 3
    assert sorted(made.payloads) == ["history.json", "weights-1.safetensors", "weights-2.safetensors"]
    folder = tmp_path / "both"
    write_model(folder, made.card, made.payloads)
    kept = [weights_bytes(network) for network in read_networks(folder)]
    assert kept == [made.payloads["weights-1.safetensors"], made.payloads["weights-2.safetensors"]]
    told = json.loads(read_history(folder))
    assert [part["architecture"] for part in told] == ["aligned-tdnn", "bromley-1994"]
    verifier = read_model(folder)
    genuine = [sample.recording for sample in signers.of(signers.signers[0], "genuine")]
    decision = verifier.verify(verifier.enrol(genuine[:5]), genuine[6])
    assert np.isfinite(decision.score)
    assert len(decision.distances) == 5


def test_the_same_network_twice_is_learnt_twice(other_signers: Corpus, tiny_plan: TrainPlan, made_from: Make) -> None:
    """With another seed, from the same examples."""
    plan = replace(tiny_plan, architecture="aligned-tdnn+aligned-tdnn", variants=tiny_plan.variants * 2, folds=2)
    made = made_from([other_signers], plan)
    assert made.payloads["weights-1.safetensors"] != made.payloads["weights-2.safetensors"]
    first, second = (part["training"] for part in made.card.training["networks"])
    assert second == {**first, "seed": first["seed"] + 1}


def test_bromleys_card_holds_a_density(
    other_signers: Corpus, tiny_plan: TrainPlan, made_from: Make, tmp_path: Path
) -> None:
    """Of as many features as its vector has, at the level of signers whom the folds' networks never saw."""
    plan = replace(tiny_plan, architecture="bromley-1994", variants=(TINY_BROMLEY,), folds=2)
    made = made_from([other_signers], plan)
    (part,) = made.card.comparators
    assert part.references == "density"
    assert len(part.variances) == 2 * 19
    write_model(tmp_path / "model", made.card, made.payloads)
    verifier = read_model(tmp_path / "model")
    (rule,) = verifier.rules
    assert isinstance(rule, DensityRule)
    levels = [np.mean(fold.rules[0].variances) for fold in made.held_out]
    assert np.mean(rule.variances) == pytest.approx(np.mean(levels))
    assert rule.unit == pytest.approx(np.mean([fold.rules[0].unit for fold in made.held_out]))


def test_a_floor_has_neither_weights_nor_history(signers: Corpus, made_from: Make) -> None:
    made = made_from([signers], FLOOR)
    assert made.payloads == {}
    assert made.card.history == ""
    assert "networks" not in made.card.training


def test_of_several_processes_only_the_first_makes_the_model(signers: Corpus) -> None:
    second = Processes(rank=1, world=1)
    items = list(train_model([signers], FLOOR, processes=second))
    assert not any(isinstance(item, TrainedModel) for item in items)
    assert not any(item.phase.startswith("Measuring") for item in items)
    *_, last = train_model([signers], FLOOR, processes=ALONE)
    assert isinstance(last, TrainedModel)


def test_a_corpus_without_forgeries_gets_synthetic_ones(signers: Corpus, made_from: Make) -> None:
    genuine = replace(signers, samples=tuple(s for s in signers if s.label == "genuine"))
    made = made_from([genuine], replace(FLOOR, examples=ExamplesConfig(synthetic_forgeries=3)))
    told = made.card.training["corpora"][genuine.name]
    assert told["forgeries"] == 0
    assert told["synthetic forgeries"] == 24
    assert made.card.calibrations[1].forged == 24
    with pytest.raises(ProtocolError, match="too few genuine signatures or forgeries"):
        made_from([genuine], replace(FLOOR, examples=ExamplesConfig(synthetic_forgeries=0)))


def test_a_person_is_told_of_forgeries_that_are_not_there(signers: Corpus, tiny_plan: TrainPlan) -> None:
    genuine = replace(signers, samples=tuple(s for s in signers if s.label == "genuine"))
    plan = replace(tiny_plan, folds=2, examples=ExamplesConfig(variants=1, synthetic_forgeries=3))
    items = list(train_model([genuine], plan))
    notices = [item.notice for item in items if isinstance(item, TrainProgress) and item.notice]
    assert notices == [f"{genuine.name} holds no forgeries. Synthetic ones take their place."]


def test_a_rival_is_measured_on_the_same_trials(signers: Corpus, duration_model: Any, made_from: Make) -> None:
    made = made_from([signers], FLOOR, rivals=[duration_model.verifier])
    for own, rival in zip(made.held_out, made.rivals_held_out[0], strict=True):
        assert own.rules == rival.rules
        for left, right in zip(own.trials[2][0], rival.trials[2][0], strict=True):
            assert left.signer == right.signer
            np.testing.assert_array_equal(left.genuine, right.genuine)
    assert made_from([signers], FLOOR).rivals_held_out == ()


@pytest.mark.parametrize("architecture", ["duration", "aligned-tdnn"])
def test_it_stops_as_soon_as_it_is_asked_to(signers: Corpus, tiny_plan: TrainPlan, architecture: str) -> None:
    plan = tiny_plan if architecture == "aligned-tdnn" else FLOOR
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


def test_progress_goes_forward_and_names_its_phases(other_signers: Corpus, tiny_plan: TrainPlan) -> None:
    plan = replace(
        tiny_plan, folds=2, architecture="aligned-tdnn+bromley-1994", variants=(*tiny_plan.variants, TINY_BROMLEY)
    )
    *progress, last = train_model([other_signers], plan)
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
    assert sum(step.report is not None for step in progress) == 2 * 2 * 3, "each step of both networks"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"architecture": "oracle"}, "Unknown architecture 'oracle'"),
        ({"folds": 1}, "2 folds"),
        ({"held_out_share": 0.5}, "0 and 0.5"),
        ({"held_out_share": -0.1}, "found -0.1"),
        ({"variants": (TINY_BROMLEY,) * 2}, "has 1 networks, 2 are described"),
        ({"architecture": "dtw"}, "has 0 networks, 1 are described"),
    ],
)
def test_plans_that_make_no_sense_are_refused(tiny_plan: TrainPlan, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        replace(tiny_plan, **changes)


def test_fewer_signers_than_folds_are_refused(signers: Corpus, tiny_plan: TrainPlan, made_from: Make) -> None:
    with pytest.raises(ProtocolError, match="3 folds"):
        made_from([signers.only(set(signers.signers[:2]))], tiny_plan)


def test_two_corpora_of_one_name_are_refused(signers: Corpus, made_from: Make) -> None:
    with pytest.raises(ProtocolError, match="same name"):
        made_from([signers, signers], FLOOR)


def test_signatures_too_short_to_compare_are_passed_over(signers: Corpus, make_ink: Any, made_from: Make) -> None:
    tick = Sample(
        signer=signers.signers[0],
        label="genuine",
        number=99,
        session=None,
        recording=make_ink(seconds=0.1, strokes=1),
    )
    made = made_from([replace(signers, samples=(*signers.samples, tick))], FLOOR)
    assert made.card.figures["held out, by number of references"]["1"]["signers"] == 8
