"""Who learns and who is measured: told before a training starts, and kept to by it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, UsageError
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.losses import LOSSES, name_of
from sigverify.progress import Progress, watched_by
from sigverify.storage.store import Store
from sigverify.verification.model_files import read_card
from sigverify.workflows import learners, training
from sigverify.workflows.holding import HELD, write_held
from sigverify.workflows.learners import Learner
from sigverify.workflows.models import put_into_use
from sigverify.workflows.retrain_material import COLLECTED, all_corpora, gather, split_of
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.retrain_verdict import RetrainOutcome
from sigverify.workflows.retraining import retrain
from sigverify.workflows.train_plan import TrainPlan
from sigverify.workflows.training import train_model
from sigverify.workflows.training_split import planned_folds
from tests.workflows.conftest import enrolled

PLAN = RetrainPlan(architecture="duration", folds=2, synthetic_signers=4, seed=3)


@pytest.fixture
def desk(store: Store, duration_model: Any, signers: Corpus) -> Store:
    """A store that verifies by duration, with seven signers enrolled."""
    return enrolled(store, duration_model, signers, people=7, references=5)


def test_the_split_that_is_told_is_the_one_that_is_trained(
    signers: Corpus, tiny_plan: TrainPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = replace(tiny_plan, folds=2, held_out_share=0.45, architecture="aligned-tdnn+aligned-tdnn+dtw",
                   variants=tiny_plan.variants * 2)  # fmt: skip
    many = [signers, Corpus(name="others", samples=tuple(signers))]
    folds = planned_folds(many, plan)
    learnt: list[tuple[str, frozenset[str], frozenset[str]]] = []
    trained = Learner._trained

    def noted(self: Learner, examples: Any, held_out: Any, config: Any, name: str, around: Any) -> Any:
        if name == "all signers":
            raise Cancelled("All folds were seen.")
        apart = frozenset(known.signer for known in held_out.examples) if held_out is not None else frozenset()
        learnt.append((name, frozenset(known.signer for known in examples), apart))
        return trained(self, examples, held_out, config, name, around)

    monkeypatch.setattr(Learner, "_trained", noted)
    monkeypatch.setattr(training, "held_out_trials", lambda *_: None)  # measuring takes longest, and splits nobody
    with pytest.raises(Cancelled):
        list(train_model(many, plan))
    for number, fold in enumerate(folds, 1):
        told = [{f"{home}/{signer}" for home, signer in side} for side in (fold.learning, fold.choosing, fold.measured)]
        first, second = (part for part in learnt if part[0] == f"fold {number}")
        chose = first[2] | second[2]
        assert told[1] == chose
        assert chose
        assert told[0] == (first[1] | second[1]) - chose
        assert not told[2] & (first[1] | second[1] | chose)


def test_the_split_is_told_by_name_and_by_count(desk: Store) -> None:
    split = split_of(desk.url, None, PLAN)
    people = sorted(desk.signers(), key=lambda signer: signer.created_at)
    assert [part.name for part in split.signers] == [signer.name for signer in people]
    assert {part.measured_in for part in split.signers} == {1, 2}
    assert all(part.compared and part.genuine == 5 for part in split.signers)
    assert [sum(fold.measured.values()) for fold in split.folds] == [2, 2]
    assert (split.obstacle, split.caution) == ("", "")


def test_the_same_signatures_are_split_alike_in_another_store(
    desk: Store, duration_model: Any, signers: Corpus, tmp_path: Any
) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'another.sqlite'}") as other:
        put_into_use(other, duration_model.folder)
        for name in signers.signers[:7]:
            signer = other.add_signer(name)
            for sample in signers.of(name, "genuine")[:5]:
                other.add_recording(signer.id, sample.recording, role="reference", label="genuine", session="s")
        again = split_of(other.url, None, PLAN)
    first = split_of(desk.url, None, PLAN)
    assert [replace(part, signer_id="") for part in first.signers] == [
        replace(part, signer_id="") for part in again.signers
    ]
    assert first.folds == again.folds


def test_signers_kept_apart_teach_nothing_and_are_compared_on(desk: Store, tmp_path: Path) -> None:
    people = sorted(desk.signers(), key=lambda signer: signer.created_at)
    plan = replace(PLAN, kept_apart=(people[0].id, people[1].id), left_out=(people[2].id,))
    split = split_of(desk.url, None, plan)
    assert [part.use for part in split.signers] == ["apart", "apart", "out", "learn", "learn", "learn", "learn"]
    assert [part.compared for part in split.signers] == [True, True, False, True, True, True, True]
    *_, outcome = retrain(desk.url, None, plan)
    assert isinstance(outcome, RetrainOutcome)
    assert {name for name, _, _ in outcome.per_signer} == {part.name for part in split.signers if part.compared}
    card, _ = read_card(outcome.model_folder)
    assert card.training[COLLECTED] == [signer.id for signer in people[3:]]
    assert [name for name, _ in outcome.floors] == ["dtw"], "duration is what was trained"
    put_into_use(desk, outcome.model_folder)
    told = []
    for person in (people[0], people[3]):
        write_held(desk, person, tmp_path / person.id)
        told.append([model["name"] for model in json.loads((tmp_path / person.id / HELD).read_text("utf-8"))["models"]])
    assert told == [[], [card.name]], "whoever taught it is told so, and nobody else"
    again = split_of(desk.url, None, plan)
    assert [part.compared for part in again.signers] == [True, True, False, False, False, False, False]
    assert again.signers[3].why_not == "the model in use has learnt from this signer"
    assert "has learnt from 4 of the signers" in again.caution


def test_one_signer_alone_who_is_kept_apart_is_compared_on(desk: Store) -> None:
    """Nobody is there to write random forgeries, and none are needed."""
    alone = desk.signers()[-1]
    *_, outcome = retrain(desk.url, None, replace(PLAN, kept_apart=(alone.id,)))
    assert isinstance(outcome, RetrainOutcome)
    assert {name for name, _, _ in outcome.per_signer} == {signer.name for signer in desk.signers()}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"corpora": ("csv:/nowhere/at-all",)}, "does not exist"),
        ({"corpora": ("nonsense",)}, "names no corpus"),
        ({"left": 6}, "Choose another one to learn from"),
    ],
)
def test_what_is_impossible_is_told_before_the_start(desk: Store, changes: dict[str, Any], words: str) -> None:
    left = changes.pop("left", 0)
    plan = replace(PLAN, left_out=tuple(signer.id for signer in desk.signers()[:left]), **changes)
    split = split_of(desk.url, None, plan)
    assert words in split.obstacle
    assert len(split.signers) == 7, "who there is, is told all the same"


def test_an_empty_store_says_what_to_do(store: Store, duration_model: Any) -> None:
    put_into_use(store, duration_model.folder)
    assert "Enrol signers" in split_of(store.url, None, PLAN).obstacle


def test_a_split_that_is_no_longer_asked_for_is_left(desk: Store) -> None:
    plan = replace(PLAN, architecture="chopra-2005")
    with pytest.raises(Cancelled), watched_by(Progress(lambda: True)):
        split_of(desk.url, None, plan)


def test_numbers_go_by_enrolment_whoever_is_left_out(desk: Store) -> None:
    first = desk.signers()[0]
    whole, part = gather(desk, PLAN), gather(desk, replace(PLAN, left_out=(first.id,)))
    number = next(number for number, signer in whole.people.items() if signer.id == first.id)
    assert set(whole.learnt.signers) - set(part.learnt.signers) == {number}
    assert len(all_corpora(part, [], PLAN)) == 2


def test_a_budget_in_minutes_becomes_steps_that_going_on_keeps(
    signers: Corpus, tiny_plan: TrainPlan, monkeypatch: pytest.MonkeyPatch, made_from: Callable[..., Any], tmp_path: Any
) -> None:
    monkeypatch.setattr(Learner, "pace_s", lambda self, cancelled: 2.0)
    plan = replace(tiny_plan, minutes=1.0)
    made = made_from([signers], plan, checkpoints=tmp_path)
    (told,) = made.card.training["networks"]
    assert told["training"]["steps"] == round(60 / (2.0 * 2 * 4) * 2)
    monkeypatch.setattr(Learner, "pace_s", lambda self, cancelled: 0.001)
    again = made_from([signers], plan, checkpoints=tmp_path)
    assert again.payloads["weights.safetensors"] == made.payloads["weights.safetensors"]


def test_the_pace_is_measured_by_a_few_batches(signers: Corpus, tiny_plan: TrainPlan, made_from: Any) -> None:
    made = made_from([signers], replace(tiny_plan, minutes=1e-6))
    assert made.card.training["networks"][0]["training"]["steps"] == 1
    assert learners._PACED > 1


@pytest.mark.parametrize("wrong", [{"minutes": 0.0}, {"minutes": 1.0, "steps": 2}, {"seed": -1}, {"loss": "triplet"}])
def test_plans_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        RetrainPlan(**wrong)


def test_a_network_learns_by_a_loss_that_was_chosen(signers: Corpus, tiny_plan: TrainPlan, made_from: Any) -> None:
    made = made_from([signers], replace(tiny_plan, loss="ratio-triplet"))
    assert made.card.training["networks"][0]["loss"]["name"] == "RatioTriplet"
    with pytest.raises(UsageError, match="cannot learn by the loss 'hinge'"):
        replace(tiny_plan, loss="hinge")


def test_every_network_s_losses_have_names_and_its_own_comes_first() -> None:
    for entry in CATALOGUE.values():
        names = [name_of(loss) for loss in entry.losses]
        assert names[0] == name_of(entry.loss)
        assert len(set(names)) == len(names)
        assert set(names) <= LOSSES.keys()
    assert [name_of(loss) for loss in CATALOGUE["siam"].losses] == ["hinge"], "a decision value has one loss"
