"""Retraining with any network of the catalogue: started afresh, beside further corpora, stopped and gone on with."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ProtocolError, ResourceFault, UsageError
from sigverify.gui.desk_training import material
from sigverify.ink.formats import write_csv
from sigverify.learning.recipes import recipe_for
from sigverify.storage import events
from sigverify.storage.half_learnt import training_folder
from sigverify.storage.store import Store
from sigverify.verification.model_files import read_card
from sigverify.workflows import retraining
from sigverify.workflows.collected import real_recordings
from sigverify.workflows.models import put_into_use, user_models
from sigverify.workflows.retrain_plan import RetrainPlan, energy_margin, steps_of, train_plan_of
from sigverify.workflows.retrain_verdict import RetrainOutcome
from sigverify.workflows.retraining import RetrainReport, retrain
from sigverify.workflows.stopped_retraining import stopped_retraining
from tests.workflows.conftest import enrolled

CHOPRA = RetrainPlan(architecture="chopra-2005", steps=3, folds=2, synthetic_signers=6, seed=3)


@pytest.fixture
def desk(store: Store, duration_model: Any, signers: Corpus) -> Store:
    """A store that verifies by duration alone, with five signers enrolled."""
    return enrolled(store, duration_model, signers, people=5)


def outcome_of(items: list[RetrainReport | RetrainOutcome]) -> RetrainOutcome:
    assert isinstance(items[-1], RetrainOutcome)
    return items[-1]


def stop(url: str, plan: RetrainPlan) -> None:
    """Stop a retraining in the middle of its second fold."""
    seen: list[RetrainReport | RetrainOutcome] = []

    def stopping() -> bool:
        last = seen[-1] if seen else None
        return isinstance(last, RetrainReport) and (last.phase, last.step) == ("Fold 2 of 2", 2)

    with pytest.raises(Cancelled):
        seen.extend(retrain(url, None, plan, cancelled=stopping))


def test_a_network_of_a_paper_challenges_the_model_in_use(desk: Store, duration_model: Any) -> None:
    items = list(retrain(desk.url, None, CHOPRA))
    outcome = outcome_of(items)
    card, sha256 = read_card(outcome.model_folder)
    parent = duration_model.verifier.sha256
    assert desk.audit_entries()[-1].event == events.trained(sha256, parent, 5, 20)
    assert [part.architecture for part in card.comparators] == ["chopra-2005"]
    assert "went on from" not in card.training
    assert {name for name, _, _ in outcome.per_signer} == {signer.name for signer in desk.signers()}
    trained = [item for item in items if isinstance(item, RetrainReport) and item.step]
    assert {item.steps for item in trained} == {3}
    assert {item.energy_margin for item in trained} == {10.0}
    assert trained[-1].history.points[-1].step == 3
    assert not training_folder().exists(), "a retraining that ended well leaves nothing to go on from"


def test_a_stopped_retraining_goes_on_to_the_very_same_network(desk: Store) -> None:
    whole = outcome_of(list(retrain(desk.url, None, CHOPRA)))
    weights = (whole.model_folder / "weights.safetensors").read_bytes()
    stop(desk.url, CHOPRA)
    stopped = stopped_retraining()
    assert stopped is not None
    assert stopped.plan == CHOPRA
    assert 0.3 < stopped.done < 0.9
    items = list(retrain(desk.url, None, CHOPRA, resume=True))
    steps = [(item.phase, item.step) for item in items if isinstance(item, RetrainReport) and item.step]
    assert steps[0] == ("Fold 2 of 2", 3), "what was done is not done again"
    outcome = outcome_of(items)
    assert (outcome.model_folder / "weights.safetensors").read_bytes() == weights
    assert outcome.per_signer == whole.per_signer
    assert stopped_retraining() is None


def test_beginning_anew_throws_the_stopped_one_away(desk: Store) -> None:
    stop(desk.url, CHOPRA)
    items = list(retrain(desk.url, None, CHOPRA))
    first = next(item for item in items if isinstance(item, RetrainReport) and item.step)
    assert (first.phase, first.step) == ("Fold 1 of 2", 1)


def test_another_plan_or_other_signatures_cannot_be_gone_on_with(desk: Store, signers: Corpus) -> None:
    with pytest.raises(UsageError, match="Begin anew"):
        next(iter(retrain(desk.url, None, CHOPRA, resume=True)))
    stop(desk.url, CHOPRA)
    with pytest.raises(UsageError, match="Begin anew"):
        next(iter(retrain(desk.url, None, replace(CHOPRA, steps=4), resume=True)))
    someone = desk.signers()[0]
    ink = signers.of(signers.signers[0], "genuine")[6].recording
    asked = desk.add_recording(someone.id, ink, role="questioned", label="unknown", session="s")
    items = retrain(desk.url, None, CHOPRA, resume=True)
    assert isinstance(next(iter(items)), RetrainReport), "a signature without a person's word changes nothing"
    items.close()
    desk.set_label(asked, "genuine")
    with pytest.raises(UsageError, match="Signatures or labels have changed"):
        next(iter(retrain(desk.url, None, CHOPRA, resume=True)))


def test_what_a_damaged_checkpoint_held_is_learnt_anew(desk: Store) -> None:
    stop(desk.url, CHOPRA)
    for file in training_folder().glob("*.safetensors"):
        file.write_bytes(b"no checkpoint")
    items = list(retrain(desk.url, None, CHOPRA, resume=True))
    notices = [item.notice for item in items if isinstance(item, RetrainReport) and item.notice]
    assert notices
    assert all("was damaged, or made by an earlier" in notice and "learnt anew" in notice for notice in notices)
    assert isinstance(items[-1], RetrainOutcome)
    assert stopped_retraining() is None


def test_going_on_from_a_model_needs_that_model(desk: Store, dtw_model: Any) -> None:
    plan = replace(CHOPRA, architecture="")
    items = retrain(desk.url, None, plan)
    next(iter(items))
    items.close()
    put_into_use(desk, dtw_model.folder)
    with pytest.raises(UsageError, match="Another model is in use"):
        next(iter(retrain(desk.url, None, plan, resume=True)))


@pytest.mark.parametrize(
    "written", ["", "{", "[]", '{"plan": {}}', '{"plan": {"corpora": [], "steps": -1}, "signatures": 1}']
)
def test_a_damaged_record_is_nothing_to_go_on_from(written: str) -> None:
    training_folder().mkdir(parents=True)
    (training_folder() / "plan.json").write_text(written)
    assert stopped_retraining() is None


def test_no_signature_and_no_name_is_written_beside_the_checkpoints(desk: Store) -> None:
    stop(desk.url, CHOPRA)
    record = json.loads((training_folder() / "plan.json").read_text())
    assert set(record) == {"plan", "signatures", "champion", "done", "at_work", "store_id", "learnt_from"}
    assert all(isinstance(recording_id, int) for recording_id in record["learnt_from"])
    text = (training_folder() / "plan.json").read_text()
    assert not any(signer.id in text or signer.name in text for signer in desk.signers())


def test_further_corpora_are_learnt_from_but_not_judged_by(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = replace(CHOPRA, architecture="duration", corpora=("synthetic:3@8",))
    outcome = outcome_of(list(retrain(desk.url, None, plan)))
    card, _ = read_card(outcome.model_folder)
    assert set(card.training["corpora"]) == {"synthetic-3@8", "collected", "synthetic-6@3"}
    assert {name for name, _, _ in outcome.per_signer} == {signer.name for signer in desk.signers()}


def test_a_folder_that_is_no_corpus_is_refused_before_anything_is_learnt(desk: Store, tmp_path: Path) -> None:
    stop(desk.url, CHOPRA)
    plan = replace(CHOPRA, corpora=(f"svc2004:{tmp_path / 'gone'}",))
    with pytest.raises(ProtocolError, match="does not exist"):
        list(retrain(desk.url, None, plan))
    assert not user_models().exists()
    stopped = stopped_retraining()
    assert stopped is not None
    assert stopped.plan == CHOPRA, "what was stopped before is not lost"


def test_a_challenger_that_starts_afresh_learns_by_its_own_recipe(dtw_model: Any, network_model: Any) -> None:
    afresh = train_plan_of(dtw_model.verifier.card, RetrainPlan(architecture="hadsell-2006+dtw"), 6)
    assert afresh.training == recipe_for("hadsell-2006")
    assert afresh.variants == ()
    shorter = train_plan_of(dtw_model.verifier.card, RetrainPlan(architecture="hadsell-2006", steps=300), 6)
    assert shorter.training is not None
    assert (shorter.training.steps, shorter.training.check_every) == (300, 25), "as many checks as in the recipe"
    mixed = train_plan_of(dtw_model.verifier.card, RetrainPlan(architecture="hadsell-2006+aligned-tdnn", steps=9), 6)
    assert (mixed.training, mixed.steps) == (None, 9)
    on = train_plan_of(network_model.verifier.card, RetrainPlan(), 6)
    assert on.architecture == "aligned-tdnn+dtw"
    assert on.training is not None
    assert on.training.steps == steps_of("") == 80
    assert on.training.learning_rate < recipe_for("aligned-tdnn").learning_rate


@pytest.mark.parametrize(
    ("architecture", "margin"),
    [("chopra-2005", 10.0), ("hadsell-2006+dtw", 0.5), ("aligned-tdnn", None), ("chopra-2005+aligned-tdnn", None)],
)
def test_an_energy_has_a_margin_where_a_contrastive_loss_is_learnt_by(architecture: str, margin: float | None) -> None:
    assert energy_margin(architecture) == margin


def test_a_training_that_nobody_stopped_is_known_for_one_that_fell(desk: Store) -> None:
    items = retrain(desk.url, None, CHOPRA)
    next(item for item in items if isinstance(item, RetrainReport) and item.step == 2)
    found = stopped_retraining()
    assert found is not None
    assert found.at_work, "were the program killed now, this is what it would leave"
    items.close()  # type: ignore[attr-defined]  # a generator
    found = stopped_retraining()
    assert found is not None
    assert not found.at_work


def test_a_full_disk_while_the_model_is_written_costs_nothing_learnt(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, *_: object) -> None:
        raise ResourceFault(f"The model cannot be written to '{folder}': No space left on device. Free some room.")

    with monkeypatch.context() as patched:
        patched.setattr(retraining, "write_model", full)
        with pytest.raises(ResourceFault, match=r"choose 'Go on': what was learnt is kept"):
            list(retrain(desk.url, None, CHOPRA))
    assert not user_models().exists()
    found = stopped_retraining()
    assert found is not None
    assert not found.at_work
    items = list(retrain(desk.url, None, CHOPRA, resume=True))
    assert outcome_of(items).model_folder.is_dir()
    assert not [item for item in items if isinstance(item, RetrainReport) and item.step], "nothing is learnt again"


def test_a_corpus_that_vanished_is_said_and_the_training_can_be_gone_on_with_when_it_is_back(
    desk: Store, tmp_path: Path, signers: Corpus
) -> None:
    folder = tmp_path / "csv"
    for name in signers.signers[5:8]:
        home = folder / name.replace(" ", "-")
        home.mkdir(parents=True)
        for sample in signers.of(name, "genuine")[:3]:
            write_csv(sample.recording, home / f"genuine_{sample.session}_{sample.number}.csv")
    plan = replace(CHOPRA, corpora=(f"csv:{folder}",))
    stop(desk.url, plan)
    away = folder.rename(tmp_path / "away")
    with pytest.raises(ProtocolError, match="does not exist"):
        list(retrain(desk.url, None, plan, resume=True))
    kept = stopped_retraining(desk.open_note)
    assert kept is not None, "it waits"
    assert kept.plan == plan
    assert str(folder) not in (training_folder() / "plan.json").read_text(), "a path may name a person"
    told = material(real_recordings(desk), None, desk)
    assert told.stopped is not None
    assert told.stopped.choice.corpora == plan.corpora
    away.rename(folder)
    assert outcome_of(list(retrain(desk.url, None, plan, resume=True))).per_signer


def test_checks_come_with_pictures_that_do_not_spin(desk: Store) -> None:
    plan = replace(CHOPRA, steps=4, synthetic_signers=30)
    items = list(retrain(desk.url, None, plan))
    pictures = [item.picture for item in items if isinstance(item, RetrainReport) and item.picture is not None]
    assert len(pictures) >= 2
    for picture in pictures:
        assert len(picture.points) == len(picture.signer) == len(picture.forged)
        assert 0 <= picture.equal_error_rate <= 1
        assert 0 < picture.kept <= 1
        assert picture.points.mean(0) == pytest.approx([0, 0], abs=1e-9)
