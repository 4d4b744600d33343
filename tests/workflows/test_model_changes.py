"""Another model is put to use with all templates, or not at all; any earlier one is brought back."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ModelError, UsageError
from sigverify.shipped import DEFAULT_MODEL
from sigverify.storage import models
from sigverify.storage.store import Store
from sigverify.verification.verifier import Verifier
from sigverify.workflows.enrolment import template_for
from sigverify.workflows.model_changes import promote, promoting, returning, roll_back
from sigverify.workflows.models import desk_models, put_into_use, user_models, verifier_in_use
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.retrain_verdict import RetrainOutcome, judge
from tests.workflows.conftest import enrolled

BETTER = [(f"signer {k}", 0.1, 0.0) for k in range(6)]


@pytest.fixture
def desk(store: Store, dtw_model: Any, signers: Corpus) -> Store:
    """A store that verifies by plain DTW, with three signers enrolled and one who has no reference."""
    enrolled(store, dtw_model, signers, people=3, references=3)
    store.add_signer("Nobody yet")
    return store


@pytest.fixture
def outcome(duration_model: Any) -> RetrainOutcome:
    return judge(BETTER, RetrainPlan(), duration_model.folder)


def templates(store: Store, verifier: Verifier) -> int:
    return sum(store.template(signer.id, verifier.sha256) is not None for signer in store.signers())


def test_it_tells_how_far_it_is_and_changes_all_at_the_end(
    desk: Store, outcome: RetrainOutcome, dtw_model: Any, duration_model: Any
) -> None:
    seen = []
    for change in promoting(desk, outcome):
        seen.append((change.signers_done, change.signers))
        assert verifier_in_use(desk).sha256 == dtw_model.verifier.sha256
        assert templates(desk, duration_model.verifier) == 0
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert verifier_in_use(desk).sha256 == duration_model.verifier.sha256
    assert templates(desk, duration_model.verifier) == 3


def test_stopped_in_the_middle_nothing_is_changed(
    desk: Store, outcome: RetrainOutcome, dtw_model: Any, duration_model: Any
) -> None:
    asked = iter([False, False, True])
    with pytest.raises(Cancelled, match="unchanged"):
        list(promoting(desk, outcome, lambda: next(asked)))
    assert verifier_in_use(desk).sha256 == dtw_model.verifier.sha256
    assert templates(desk, duration_model.verifier) == 0
    assert not [entry for entry in desk.audit_entries() if entry.event.facts.get("model") == outcome.model_folder.name]


def test_a_fault_while_templates_are_kept_takes_all_back(
    desk: Store, outcome: RetrainOutcome, dtw_model: Any, duration_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []
    save = Store.save_template

    def full(self: Store, signer_id: str, *rest: Any) -> int:
        saved.append(signer_id)
        if len(saved) == 3:
            raise ModelError("No room.")
        return save(self, signer_id, *rest)

    monkeypatch.setattr(Store, "save_template", full)
    before = desk.audit_head()
    with pytest.raises(ModelError, match="No room"):
        promote(desk, outcome)
    assert templates(desk, duration_model.verifier) == 0, "the two that were saved went with the third"
    assert verifier_in_use(desk).sha256 == dtw_model.verifier.sha256
    assert desk.audit_head() == before


def test_references_that_come_in_meanwhile_are_in_the_template(
    desk: Store, outcome: RetrainOutcome, duration_model: Any, signers: Corpus
) -> None:
    late = desk.signers()[0]
    for change in promoting(desk, outcome):
        if change.signers_done == change.signers:
            ink = signers.of(late.name, "genuine")[4].recording
            desk.add_recording(late.id, ink, role="reference", label="genuine", session="s")
    kept = desk.template(late.id, duration_model.verifier.sha256)
    assert kept is not None
    assert len(kept.reference_ids) == 4
    assert template_for(desk, duration_model.verifier, late.id).reference_count == 4


def test_each_way_of_signing_gets_its_template(
    desk: Store, outcome: RetrainOutcome, duration_model: Any, signers: Corpus
) -> None:
    first = desk.signers()[0]
    initials = desk.add_profile(first.id, "initials")
    for sample in signers.of(signers.signers[4], "genuine")[:2]:
        desk.add_recording(first.id, sample.recording, role="reference", label="genuine", profile_id=initials.id)
    promote(desk, outcome)
    kept = [desk.template(first.id, duration_model.verifier.sha256, one.id) for one in desk.signer(first.id).profiles]
    assert [template and len(template.reference_ids) for template in kept] == [3, 2]


def test_any_earlier_model_comes_back_with_the_templates_that_it_had(
    desk: Store, outcome: RetrainOutcome, dtw_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    promote(desk, outcome)
    first = next(model for model in desk.models() if model.sha256 == dtw_model.verifier.sha256)
    people = [signer.id for signer in desk.signers()]
    versions = [desk.template_version(one, first.sha256) for one in people]
    monkeypatch.setattr(Verifier, "enrol", lambda *_: pytest.fail("a template was made that was there"))
    list(returning(desk, first.id))
    assert verifier_in_use(desk).sha256 == first.sha256
    assert [desk.template_version(one, first.sha256) for one in people] == versions
    kinds = [entry.event.kind for entry in desk.audit_entries()]
    assert kinds.count("roll-back") == 1
    assert desk.model_uses()[0].model_id == first.id


def test_a_model_that_was_never_in_use_is_not_brought_back(desk: Store, duration_model: Any) -> None:
    verifier = duration_model.verifier
    noted = desk.add_model("noted", duration_model.folder, verifier.sha256, None, {})
    with pytest.raises(ModelError, match="never in use"):
        list(returning(desk, noted))


def test_without_evidence_nothing_is_promoted(desk: Store, duration_model: Any) -> None:
    with pytest.raises(UsageError, match="Not enough evidence"):
        list(promoting(desk, judge(BETTER[:3], RetrainPlan(), duration_model.folder)))


def test_the_list_tells_what_is_in_use_what_was_and_what_there_is(
    desk: Store, outcome: RetrainOutcome, dtw_model: Any, duration_model: Any, tmp_path: Path
) -> None:
    promote(desk, outcome)
    found = desk_models(desk)
    assert [(model.sha256, model.in_use) for model in found[:2]] == [
        (duration_model.verifier.sha256, True),
        (dtw_model.verifier.sha256, False),
    ]
    assert all(model.since is not None and model.model_id is not None for model in found[:2])
    rest = found[2:]
    assert rest
    assert all(model.origin == "shipped" and model.since is None and not model.in_use for model in rest)
    roll_back(desk)
    assert desk_models(desk)[0].sha256 == dtw_model.verifier.sha256


def test_a_model_whose_files_are_gone_stays_in_the_list_and_says_so(
    desk: Store, duration_model: Any, tmp_path: Path, outcome: RetrainOutcome
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in duration_model.folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    put_into_use(desk, copy)
    put_into_use(desk, next(model.folder for model in desk_models(desk) if model.name == "global-features"))
    for file in copy.iterdir():
        file.unlink()
    fetched = next(model for model in desk_models(desk) if model.sha256 == duration_model.verifier.sha256)
    assert fetched.origin == "yours", "the store keeps its files too"
    for file in fetched.folder.iterdir():
        file.unlink()
    with desk._writing() as work:
        for model in models.find(work):
            models.keep_files(work, model.id, {})
    gone = next(model for model in desk_models(desk) if model.sha256 == duration_model.verifier.sha256)
    assert (gone.origin, gone.card, gone.in_use) == ("gone", None, False)


def test_a_store_that_never_chose_uses_the_shipped_default(store: Store) -> None:
    first = desk_models(store)[0]
    assert (first.name, first.origin, first.in_use) == ("default", "shipped", True)


def test_a_store_that_never_chose_uses_a_default_of_one_s_own_before_the_shipped_one(
    store: Store, duration_model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGVERIFY_DATA", str(tmp_path))
    shutil.copytree(duration_model.folder, user_models() / DEFAULT_MODEL)
    first, *others = desk_models(store)
    assert (first.sha256, first.in_use) == (verifier_in_use(store).sha256, True)
    assert not any(model.in_use for model in others)
