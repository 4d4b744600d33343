"""Retraining: a challenger is judged on evidence, put into use with new templates, and taken back."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sigverify.corpora.corpus import Corpus
from sigverify.errors import Cancelled, ModelError, ProtocolError, UsageError
from sigverify.gui.desk_training import material
from sigverify.storage import models
from sigverify.storage.store import Store
from sigverify.verification.model_files import read_card
from sigverify.workflows.collected import real_recordings
from sigverify.workflows.model_changes import promote, roll_back
from sigverify.workflows.models import put_into_use, user_models, verifier_in_use
from sigverify.workflows.retrain_material import FEWEST_SIGNERS, split_of
from sigverify.workflows.retrain_plan import RetrainPlan
from sigverify.workflows.retrain_verdict import RetrainOutcome, judge
from sigverify.workflows.retraining import RetrainReport, retrain
from sigverify.workflows.stopped_retraining import stopped_retraining
from tests.workflows.conftest import enrolled

NOWHERE = Path("nowhere")
PLAN = RetrainPlan(steps=2, folds=2, synthetic_signers=4, margin=0.01, seed=3)


def rates(old: Sequence[float], new: Sequence[float]) -> list[tuple[str, float, float]]:
    return [(f"signer {k}", *pair) for k, pair in enumerate(zip(old, new, strict=True))]


def test_few_signers_are_no_evidence_however_good_their_rates() -> None:
    outcome = judge(rates([0.3] * (FEWEST_SIGNERS - 1), [0.0] * (FEWEST_SIGNERS - 1)), PLAN, NOWHERE)
    assert not outcome.promotable
    assert outcome.interval is None
    assert outcome.verdict.startswith("Not enough evidence")


def test_without_an_unseen_signer_there_is_nothing_to_say() -> None:
    outcome = judge([], PLAN, NOWHERE)
    assert (outcome.promotable, outcome.champion_eer, outcome.challenger_eer) == (False, None, None)


def test_a_challenger_that_is_better_everywhere_may_be_promoted() -> None:
    outcome = judge(rates([0.1, 0.12, 0.08, 0.1, 0.11, 0.09], [0.05, 0.06, 0.04, 0.05, 0.05, 0.05]), PLAN, NOWHERE)
    assert outcome.promotable
    assert outcome.verdict.startswith("No worse")
    assert outcome.interval is not None
    assert outcome.interval.high < 0
    assert outcome.champion_eer == pytest.approx(0.1)


def test_a_challenger_that_is_worse_everywhere_stays_out() -> None:
    outcome = judge(rates([0.05] * 6, [0.1, 0.11, 0.12, 0.1, 0.1, 0.13]), PLAN, NOWHERE)
    assert not outcome.promotable
    assert outcome.verdict.startswith("Worse")


def test_where_signers_disagree_the_old_model_stays() -> None:
    outcome = judge(rates([0.05] * 6, [0.0, 0.0, 0.0, 0.2, 0.0, 0.1]), PLAN, NOWHERE)
    assert not outcome.promotable
    assert outcome.verdict.startswith("Not enough evidence")
    assert outcome.interval is not None
    assert outcome.interval.low < 0 < PLAN.margin < outcome.interval.high


def test_a_verdict_without_any_error_says_how_little_it_shows() -> None:
    outcome = judge(rates([0.0] * 6, [0.0] * 6), PLAN, NOWHERE)
    assert outcome.promotable
    assert "neither model made an error on these 6 signers" in outcome.verdict


@pytest.mark.parametrize(
    "wrong",
    [{"steps": 0}, {"folds": 1}, {"synthetic_signers": 3}, {"margin": 0.0}, {"architecture": "no-such-network"}],
)
def test_plans_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        RetrainPlan(**wrong)


@pytest.fixture
def desk(store: Store, dtw_model: Any, signers: Corpus) -> Store:
    """A store that verifies by plain DTW, with six signers enrolled."""
    return enrolled(store, dtw_model, signers, people=6, references=5)


def test_a_challenger_is_measured_on_signers_by_name_and_written_whole(desk: Store, dtw_model: Any) -> None:
    items = list(retrain(desk.url, None, PLAN))
    *reports, outcome = items
    assert isinstance(outcome, RetrainOutcome)
    assert all(isinstance(report, RetrainReport) for report in reports)
    done = [report.done for report in reports]
    assert done == sorted(done)
    assert {name for name, _, _ in outcome.per_signer} == {signer.name for signer in desk.signers()}
    card, _ = read_card(outcome.model_folder)
    assert set(card.training["collected signers"]) == {signer.id for signer in desk.signers()}
    assert card.training["went on from"] == dtw_model.verifier.sha256
    assert verifier_in_use(desk).sha256 == dtw_model.verifier.sha256, "nothing changes before it is promoted"


def test_the_same_signatures_give_the_same_verdict_in_another_store(
    store: Store, duration_model: Any, signers: Corpus, tmp_path: Path
) -> None:
    desk = enrolled(store, duration_model, signers, people=6, references=5)
    with Store.open(f"sqlite:///{tmp_path / 'another.sqlite'}") as other:
        another = enrolled(other, duration_model, signers, people=6, references=5)
        ids = [[signer.id for signer in opened.signers()] for opened in (desk, another)]
        *_, second = retrain(another.url, None, PLAN)
    *_, first = retrain(desk.url, None, PLAN)
    assert not set(ids[0]) & set(ids[1])
    assert isinstance(first, RetrainOutcome)
    assert isinstance(second, RetrainOutcome)
    assert (first.per_signer, first.verdict) == (second.per_signer, second.verdict)


def test_signers_that_the_champion_learnt_from_are_no_evidence(desk: Store) -> None:
    *_, first = retrain(desk.url, None, PLAN)
    assert isinstance(first, RetrainOutcome)
    put_into_use(desk, first.model_folder)
    *_, second = retrain(desk.url, None, PLAN)
    assert isinstance(second, RetrainOutcome)
    assert second.per_signer == ()
    assert not second.promotable


def test_a_promoted_model_gets_templates_and_can_be_taken_back(
    desk: Store, dtw_model: Any, duration_model: Any
) -> None:
    with pytest.raises(UsageError, match="Not enough evidence"):
        promote(desk, judge([], PLAN, duration_model.folder))
    outcome = judge(rates([0.1] * 6, [0.0] * 6), PLAN, duration_model.folder)
    promoted = promote(desk, outcome)
    assert promoted.sha256 == verifier_in_use(desk).sha256 == duration_model.verifier.sha256
    assert all(desk.template(signer.id, promoted.sha256) for signer in desk.signers())
    assert roll_back(desk).sha256 == dtw_model.verifier.sha256
    uses = [entry.event for entry in desk.audit_entries() if entry.event.kind in ("promotion", "roll-back")]
    assert [use.kind for use in uses] == ["promotion", "promotion", "roll-back"]
    assert uses[-1].facts == {"model": dtw_model.verifier.sha256, "before": promoted.sha256}
    assert verifier_in_use(desk).sha256 == dtw_model.verifier.sha256


def test_without_an_earlier_model_there_is_none_to_bring_back(store: Store) -> None:
    with pytest.raises(ModelError, match="no earlier model"):
        roll_back(store)


def test_the_old_model_stays_where_the_earlier_one_is_gone(desk: Store, duration_model: Any, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    for file in duration_model.folder.iterdir():
        (gone / file.name).write_bytes(file.read_bytes())
    current = verifier_in_use(desk).sha256
    lost = put_into_use(desk, gone).sha256
    promote(desk, judge(rates([0.1] * 6, [0.0] * 6), PLAN, Path(desk.models()[0].path)))
    assert verifier_in_use(desk).sha256 == current != lost
    for file in gone.iterdir():
        file.unlink()
    with desk._writing() as work:
        for model in models.find(work):
            models.keep_files(work, model.id, {})
    with pytest.raises(ModelError, match="gone or was changed"):
        roll_back(desk)
    assert verifier_in_use(desk).sha256 == current


def test_a_stopped_retraining_leaves_nothing(desk: Store) -> None:
    with pytest.raises(Cancelled):
        list(retrain(desk.url, None, PLAN, cancelled=lambda: True))
    assert not user_models().exists()


def test_two_programs_do_not_train_with_one_data_folder(desk: Store) -> None:
    """They would write the same checkpoints, and each would take the other's for its own."""
    first = retrain(desk.url, None, PLAN)
    next(first)
    entries = real_recordings(desk)
    told = material(entries, None)
    assert told.obstacle.startswith("Another window trains with this data folder.")
    assert told.stopped is None, "what is at work was not stopped"
    with pytest.raises(UsageError, match="Another window trains"):
        next(retrain(desk.url, None, PLAN))
    kept = stopped_retraining()
    assert kept is not None
    assert kept.at_work, "the second one left it alone"
    first.close()
    told = material(entries, None)
    assert told.obstacle == ""
    assert told.stopped is not None
    second = retrain(desk.url, None, PLAN)
    next(second)
    second.close()


@pytest.mark.parametrize("asks", [3, 30, 90])
def test_nobody_waits_for_a_stop_before_the_first_batch(desk: Store, asks: int) -> None:
    """Reading what was collected and making up signers take seconds: it is asked at each signature."""
    left = asks

    def stopping() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    training = retrain(desk.url, None, PLAN, cancelled=stopping)
    with pytest.raises(Cancelled):
        next(training)
    assert stopped_retraining() is None


@pytest.mark.parametrize("own", [0, 1])
def test_a_corpus_alone_can_be_learnt_from(own: int, store: Store, dtw_model: Any, signers: Corpus) -> None:
    put_into_use(store, dtw_model.folder)
    for name in signers.signers[:own]:
        signer = store.add_signer(name)
        for sample in signers.of(name, "genuine")[:5]:
            store.add_recording(signer.id, sample.recording, role="reference", label="genuine", session="s")
    plan = replace(PLAN, corpora=("synthetic:4@5",))
    split = split_of(store.url, None, plan)
    assert (split.obstacle, len(split.signers)) == ("", own)
    *_, outcome = retrain(store.url, None, plan)
    assert isinstance(outcome, RetrainOutcome)
    assert not outcome.promotable, "nobody of this desk tells whether it is any better here"
    assert outcome.verdict.startswith(f"Not enough evidence: of signers that neither model has seen, {own} can")
    assert read_card(outcome.model_folder)[0].name == outcome.model_folder.name


def test_one_signer_is_too_few(store: Store, dtw_model: Any, signers: Corpus) -> None:
    put_into_use(store, dtw_model.folder)
    with pytest.raises(ProtocolError, match="Nothing has been collected"):
        list(retrain(store.url, None, PLAN))
    signer = store.add_signer("Only one")
    for sample in signers.of(signers.signers[0], "genuine")[:3]:
        store.add_recording(signer.id, sample.recording, role="reference", label="genuine", session="s")
    with pytest.raises(ProtocolError, match="at least two signers"):
        list(retrain(store.url, None, PLAN))
