"""What `DeskServices` answers about training: what can be trained, from what, and the training itself.

What it imports is slow (torch), so it is imported on the thread that asks, not on the window's.
"""

from collections.abc import Callable, Generator, Sequence

import torch

from sigverify.errors import UsageError
from sigverify.gui.retraining import (
    FoldView,
    NetworkView,
    SignerPart,
    SplitView,
    StoppedTraining,
    TrainingChoice,
    TrainingMaterial,
    TrainingOutcome,
    TrainingPicture,
    TrainingProgress,
)
from sigverify.gui.training_folders import known_folders
from sigverify.networks.architecture import Architecture
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.losses import name_of
from sigverify.progress import Progress, watched_by
from sigverify.sentences import joined, said
from sigverify.storage import half_learnt
from sigverify.storage.rows import RecordingFacts
from sigverify.storage.store import Store
from sigverify.storage.store_keys import WayIn
from sigverify.verification.card import ModelCard
from sigverify.verification.verifier import Verifier
from sigverify.workflows.collected import label_of
from sigverify.workflows.retrain_material import FEWEST_SIGNERS, split_of
from sigverify.workflows.retrain_plan import RetrainPlan, architecture_of, steps_of
from sigverify.workflows.retrain_verdict import RetrainOutcome
from sigverify.workflows.retraining import RetrainReport
from sigverify.workflows.retraining_apart import retrain_apart
from sigverify.workflows.stopped_retraining import (
    ELSEWHERE,
    ERASED,
    fingerprint,
    stopped_retraining,
    trains_elsewhere,
)


def networks(card: ModelCard, steps: int | None) -> list[NetworkView]:
    """Return what can be trained beside the model in use; `steps` stands in place of each recipe's where it is told."""
    return [
        NetworkView(
            architecture="",
            title=said("Go on from the model in use"),
            paper="",
            source="",
            description=said(
                "{name} ({parts}) keeps what it has learnt and goes on at a lower learning rate",
                name=card.name,
                parts=architecture_of(card).replace("+", " + "),
            ),
            carried_over=(),
            steps=steps or steps_of(""),
        ),
        *(_entry_view(entry, steps) for entry in CATALOGUE.values()),
    ]


def _entry_view(entry: Architecture, steps: int | None) -> NetworkView:
    return NetworkView(
        architecture=entry.name,
        title=entry.title,
        paper=entry.paper,
        source=entry.source,
        description=joined((entry.branch, entry.join), "; "),
        carried_over=entry.carried_over,
        steps=steps or steps_of(entry.name),
        losses=tuple(name_of(loss) for loss in entry.losses),
    )


def material(
    entries: Sequence[RecordingFacts], verifier: Verifier | None, store: Store | None = None
) -> TrainingMaterial:
    """Count what a retraining would use of these signatures; `verifier` is in use, None while it cannot be loaded."""
    labels = [label_of(entry) for entry in entries]
    genuine = [entry.signer_id for entry, label in zip(entries, labels, strict=True) if label == "genuine"]
    count = len(set(genuine))
    few = count < FEWEST_SIGNERS
    elsewhere = trains_elsewhere()
    return TrainingMaterial(
        signers=count,
        genuine=len(genuine),
        forgeries=labels.count("forgery"),
        unlabelled=labels.count(None),
        synthetic_signers=RetrainPlan().synthetic_signers,
        obstacle=ELSEWHERE if elsewhere else "",
        caution=_caution(FEWEST_SIGNERS, count) if few else "",
        # what another window is at work on was not stopped
        stopped=None
        if elsewhere
        else _stopped(store, fingerprint(entries), verifier.sha256 if verifier is not None else ""),
        folders=known_folders(store) if store is not None else (),
        gone=ERASED if half_learnt.is_erased() else "",
    )


def split(
    url: str | None, choice: TrainingChoice, cancelled: Callable[[], bool], way_in: WayIn | None = None
) -> SplitView:
    """Return how a training would split signers, in a store connection of its own, on the thread that asks."""
    torch.set_num_threads(1)
    try:
        plan = _plan_of(choice)
    except UsageError as fault:
        return SplitView(signers=(), folds=(), obstacle=fault.sentence)
    with watched_by(Progress(cancelled)):
        found = split_of(url, way_in, plan)
    return SplitView(
        signers=tuple(SignerPart(**vars(part)) for part in found.signers),
        folds=tuple(FoldView(**vars(fold)) for fold in found.folds),
        obstacle=found.obstacle,
        caution=found.caution,
    )


def run(
    url: str | None, choice: TrainingChoice, cancelled: Callable[[], bool], way_in: WayIn | None = None
) -> Generator[TrainingProgress, None, TrainingOutcome]:
    """Train a challenger in a process and a store connection of its own, which the thread that asks waits for.

    way_in: what opened the store; it is kept until the training ends, be the window locked meanwhile or not.
    """
    for item in retrain_apart(url, way_in, _plan_of(choice), resume=choice.resume, cancelled=cancelled):
        if isinstance(item, RetrainOutcome):
            return _outcome_view(item)
        yield _progress_view(item)
    raise AssertionError("a retraining ends with its outcome or an error")


def _plan_of(choice: TrainingChoice) -> RetrainPlan:
    return RetrainPlan(
        architecture=choice.architecture,
        loss=choice.loss,
        steps=choice.steps,
        minutes=choice.minutes,
        seed=choice.seed,
        corpora=choice.corpora,
        left_out=choice.left_out,
        kept_apart=choice.kept_apart,
    )


def _stopped(store: Store | None, signatures: str, champion: str) -> StoppedTraining | None:
    training = stopped_retraining(store.open_note) if store is not None else stopped_retraining()
    if training is None:
        return None
    plan = training.plan
    return StoppedTraining(
        choice=TrainingChoice(
            architecture=plan.architecture,
            loss=plan.loss,
            steps=plan.steps,
            minutes=plan.minutes,
            seed=plan.seed,
            corpora=plan.corpora,
            left_out=plan.left_out,
            kept_apart=plan.kept_apart,
            resume=True,
        ),
        done=training.done,
        obstacle=training.obstacle(signatures, champion),
        fell=training.at_work,
    )


def _progress_view(report: RetrainReport) -> TrainingProgress:
    return TrainingProgress(
        phase=report.phase,
        done=report.done,
        step=report.step,
        steps=report.steps,
        loss=report.loss,
        genuine_distances=report.genuine_distances,
        impostor_distances=report.impostor_distances,
        seconds_left=report.seconds_left,
        checks=tuple((point.step, point.equal_error_rate) for point in report.history.points),
        picture=TrainingPicture(**vars(report.picture)) if report.picture is not None else None,
        energy_margin=report.energy_margin,
        notice=report.notice,
    )


def _outcome_view(outcome: RetrainOutcome) -> TrainingOutcome:
    interval = outcome.interval
    return TrainingOutcome(
        promotable=outcome.promotable,
        verdict=outcome.verdict,
        champion_eer=outcome.champion_eer,
        challenger_eer=outcome.challenger_eer,
        interval=(interval.low, interval.high) if interval is not None else None,
        per_signer=outcome.per_signer,
        source=outcome,
        floors=outcome.floors,
    )


def _caution(fewest: int, count: int) -> str:
    return said(
        "With fewer than {fewest} signers a challenger can be trained, but there is not enough evidence to put it in "
        "use. Enrol {missing} more.",
        fewest=fewest,
        missing=fewest - count,
    )
