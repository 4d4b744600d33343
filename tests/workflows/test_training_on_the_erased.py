"""What a training has learnt goes with whom it has learnt it from, wherever that one is erased."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ResourceFault, UsageError
from sigverify.gui.desk_training import material
from sigverify.storage import half_learnt
from sigverify.storage.half_learnt import RECORD, training_folder
from sigverify.storage.rows import Erased
from sigverify.storage.store import Store
from sigverify.workflows import retraining
from sigverify.workflows.collected import real_recordings
from sigverify.workflows.models import user_models
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.retraining import RetrainReport, retrain
from sigverify.workflows.stopped_retraining import ERASED, sole_training, stopped_retraining
from tests.workflows.conftest import enrolled

CHOPRA = RetrainPlan(architecture="chopra-2005", steps=2, folds=2, synthetic_signers=6, seed=3)


@pytest.fixture
def desk(store: Store, duration_model: Any, signers: Corpus) -> Store:
    """A store that verifies by duration alone, with four signers enrolled, and a fifth who has no part."""
    return enrolled(store, duration_model, signers, people=5)


def plan_of(desk: Store) -> RetrainPlan:
    return RetrainPlan(**{**vars(CHOPRA), "left_out": (desk.signers()[-1].id,)})


def stop(desk: Store) -> list[Path]:
    """Stop a training in the middle of its second fold; returns its checkpoints."""
    seen: list[object] = []

    def stopping() -> bool:
        last = seen[-1] if seen else None
        return isinstance(last, RetrainReport) and (last.phase, last.step) == ("Fold 2 of 2", 1)

    with pytest.raises(Cancelled):
        seen.extend(retrain(desk.url, None, plan_of(desk), cancelled=stopping))
    kept = sorted(training_folder().glob("*.safetensors"))
    assert kept
    assert stopped_retraining() is not None
    return kept


def erase_signer(desk: Store) -> None:
    assert desk.erase_signer(desk.signers()[0].id) == Erased(training=True)


def erase_profile(desk: Store) -> None:
    signer = desk.signers()[0]
    added = desk.add_profile(signer.id, "initials")
    for recording in desk.recordings(desk.signers()[1].id):
        desk.add_recording(
            signer.id, recording.recording, role="reference", label="genuine", session="s", profile_id=added.id
        )
    desk.erase_profile(signer.profiles[0].id)


def discard(desk: Store) -> None:
    desk.discard_recording(desk.recordings(desk.signers()[0].id)[2].id)


@pytest.mark.parametrize("erase", [erase_signer, erase_profile, discard])
def test_a_stopped_training_goes_with_what_it_has_learnt_from(desk: Store, erase: Callable[[Store], None]) -> None:
    """It cannot be gone on with, the window says why, and a new one begins as if it had never been."""
    stop(desk)
    erase(desk)
    assert [path.name for path in training_folder().iterdir()] == [RECORD]
    assert json.loads((training_folder() / RECORD).read_text()) == {"erased": True}
    assert stopped_retraining() is None
    assert not half_learnt.lies_there()
    found = material(real_recordings(desk), None)
    assert (found.stopped, found.gone) == (None, ERASED)
    with pytest.raises(UsageError, match="was erased, and what it had learnt with it"):
        next(iter(retrain(desk.url, None, plan_of(desk), resume=True)))
    items = retrain(desk.url, None, plan_of(desk))
    next(items)
    assert material(real_recordings(desk), None).gone == ""
    items.close()


def test_a_stopped_training_stays_where_nothing_of_it_is_erased(desk: Store, tmp_path: Path) -> None:
    """Neither with a signer who was left out, nor one of another store, nor because somebody is called otherwise."""
    kept = stop(desk)
    assert desk.erase_signer(desk.signers()[-1].id) == Erased()
    desk.rename_signer(desk.signers()[0].id, "Anna")
    with Store.open(f"sqlite:///{tmp_path / 'another.sqlite'}") as other:
        assert other.erase_signer(other.add_signer("Anna").id) == Erased()
    assert sorted(training_folder().glob("*.safetensors")) == kept
    assert stopped_retraining() is not None


def test_what_another_desk_erased_goes_here_when_the_store_is_next_seen(
    desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each desk has a data folder of its own; a window that is open hears of it from the audit chain."""
    stop(desk)
    head = desk.signers_changed(0).head
    here = desk.url
    for sees in (lambda: Store.open(here).close(), lambda: desk.signers_changed(head)):
        before = {path: path.read_bytes() for path in training_folder().iterdir()}
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("SIGVERIFY_DATA", str(tmp_path / "another desk"))
            with Store.open(here) as other:
                other.erase_signer(other.signers()[0].id)
        assert before == {path: path.read_bytes() for path in training_folder().iterdir()}
        sees()
        assert half_learnt.is_erased()
        for path, content in before.items():  # as it would lie at a third desk
            path.write_bytes(content)


def test_a_training_that_runs_ends_when_somebody_is_erased_from_whom_it_learns(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what it wrote after that is gone."""
    monkeypatch.setattr(retraining, "_LOOKS_EVERY_S", 0.0)
    items = retrain(desk.url, None, plan_of(desk))
    step = 0
    while not step:
        item = next(items)
        assert isinstance(item, RetrainReport)
        step = item.step
    desk.erase_signer(desk.signers()[0].id)
    (training_folder() / "late.safetensors").write_bytes(b"what the loop wrote meanwhile")
    with pytest.raises(UsageError, match="Begin anew"):
        list(items)
    assert [path.name for path in training_folder().iterdir()] == [RECORD]
    assert not any(user_models().glob("desk-*")), "no challenger of somebody who is gone"


def test_a_training_that_was_stopped_after_an_erasure_keeps_nothing(
    desk: Store,
) -> None:
    """It had no time to look: whoever stops it gets what was erased back no more."""
    items = retrain(desk.url, None, plan_of(desk))
    next(items)
    desk.erase_signer(desk.signers()[0].id)
    (training_folder() / "late.safetensors").write_bytes(b"what the loop wrote meanwhile")
    items.close()
    assert [path.name for path in training_folder().iterdir()] == [RECORD]
    assert half_learnt.is_erased()


def test_no_challenger_is_written_of_who_was_erased_at_the_very_end(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another desk may erase while the last fold is measured; what is written then would outlive it."""
    whole = retraining.train_model

    def erasing(*given: Any, **named: Any) -> Any:
        yield from whole(*given, **named)
        with Store.open(desk.url) as other:
            other.erase_signer(other.signers()[0].id)

    monkeypatch.setattr(retraining, "train_model", erasing)
    with pytest.raises(UsageError, match="was erased"):
        list(retrain(desk.url, None, plan_of(desk)))
    assert not any(user_models().glob("desk-*"))


def test_nobody_is_erased_while_a_checkpoint_holds_on_to_her(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = stop(desk)
    unlink = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self in kept:
            raise PermissionError(13, "Permission denied")
        unlink(self, missing_ok)

    someone = desk.signers()[0].id
    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "unlink", refuse)
        with pytest.raises(ResourceFault, match="Nothing was erased"):
            desk.erase_signer(someone)
        Store.open(desk.url).close()  # which is no reason to refuse to open
        with sole_training():  # whoever trains removes it
            desk.erase_signer(desk.signers()[1].id)
    assert desk.signer(someone).reference_count == 4


def test_what_an_earlier_program_had_learnt_goes_with_whoever_is_erased(desk: Store) -> None:
    """It did not say from whom."""
    stop(desk)
    record = json.loads((training_folder() / RECORD).read_text())
    for word in ("store_id", "learnt_from"):
        del record[word]
    (training_folder() / RECORD).write_text(json.dumps(record))
    Store.open(desk.url).close()
    assert stopped_retraining() is not None
    assert desk.erase_signer(desk.signers()[-1].id) == Erased(training=True)
    assert stopped_retraining() is None


@pytest.mark.parametrize("left", ["", "{", "[1]"])
def test_checkpoints_that_nothing_tells_of_are_removed(store: Store, left: str) -> None:
    """A program that was killed while it removed them left them; not while somebody trains, who is about to tell."""
    training_folder().mkdir(parents=True)
    (training_folder() / "1.safetensors").write_bytes(b"learnt")
    if left:
        (training_folder() / RECORD).write_text(left)
    with sole_training():
        Store.open(store.url).close()
        assert (training_folder() / "1.safetensors").exists()
    Store.open(store.url).close()
    assert list(training_folder().iterdir()) == []


def test_the_record_tells_no_name(desk: Store) -> None:
    stop(desk)
    told = (training_folder() / RECORD).read_text()
    assert [signer.name for signer in desk.signers() if signer.name in told] == []
    assert json.loads(told)["store_id"] == desk.store_id
    learnt = {entry.id for entry in real_recordings(desk)} - {e.id for e in desk.recordings(desk.signers()[-1].id)}
    assert set(json.loads(told)["learnt_from"]) == learnt
