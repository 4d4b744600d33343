"""Retraining on what was collected: a challenger beside the champion, promoted only on evidence.

The challenger goes on from the champion's network with the collected signatures, synthetic forgeries of them, and
synthetic signers. Both are measured on the same trials of collected signers that neither has seen: the
challenger through the networks of the folds, the champion as it is. A paired bootstrap over signers decides.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import ModelError, ProtocolError, UsageError
from sigverify.evaluation.bootstrap import Interval, paired_difference
from sigverify.evaluation.error_rates import equal_error_rate
from sigverify.ink.recording import Floats
from sigverify.learning.training import TrainingConfig
from sigverify.storage.store import Store
from sigverify.verification.card import ModelCard
from sigverify.verification.model_files import read_model, read_networks, write_model
from sigverify.verification.verifier import Verifier
from sigverify.workflows.calibrating import HeldOut, with_forgeries
from sigverify.workflows.collected import collected_corpus
from sigverify.workflows.enrolment import enrol
from sigverify.workflows.models import folder_in_use, put_into_use, register, user_models, verifier_in_use
from sigverify.workflows.training import NetworkVariant, TrainedModel, TrainPlan, train_model

FEWEST_SIGNERS = 5
"""Fewer unseen signers than this are no evidence, whatever their error rates."""

_COLLECTED = "collected signers"
_COMPARED_WITH = 5
"""References at which the two are compared; fewer where a signer has not that many."""


@dataclass(frozen=True, kw_only=True)
class RetrainPlan:
    """One retraining.

    steps: batches for each network; folds: at most; synthetic_signers: added; margin: by how much of the equal error
    rate, 0 … 1, the challenger may be worse at the upper end of the interval; seed: of everything drawn.
    """

    steps: int = 150
    folds: int = 4
    synthetic_signers: int = 16
    margin: float = 0.01
    seed: int = 1

    def __post_init__(self) -> None:
        if self.steps < 1 or self.folds < 2 or self.synthetic_signers < 4 or not 0 < self.margin < 1:
            raise UsageError("A retraining needs a step, 2 folds, 4 synthetic signers, and a margin between 0 and 1.")


@dataclass(frozen=True, kw_only=True)
class RetrainReport:
    """Where a retraining stands.

    phase: in words; done: share of the whole, 0 … 1; seconds_left: None until it can be told; step, steps, loss and
    the batch's distances, float64, of the training that runs; step is 0 where none does.
    """

    phase: str
    done: float
    seconds_left: float | None
    step: int
    steps: int
    loss: float
    genuine_distances: Floats
    impostor_distances: Floats


@dataclass(frozen=True, kw_only=True)
class RetrainOutcome:
    """What came of it.

    promotable: whether the evidence allows promotion; verdict: one sentence; champion_eer, challenger_eer: means over
    the unseen signers, None without any; interval: of the difference, None with too few signers; per_signer: name,
    champion's and challenger's equal error rate, 0 … 1; model_folder: where the challenger lies.
    """

    promotable: bool
    verdict: str
    champion_eer: float | None
    challenger_eer: float | None
    interval: Interval | None
    margin: float
    per_signer: tuple[tuple[str, float, float], ...]
    model_folder: Path


def retrain(
    store_url: str | None,
    passphrase: str | None,
    plan: RetrainPlan,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[RetrainReport | RetrainOutcome]:
    """Train a challenger; yields reports, and the outcome last. Nothing changes until `promote`.

    Raises Cancelled, and ProtocolError where nothing was collected.
    """
    begun = time.monotonic()
    with Store.open(store_url, passphrase=passphrase) as store:
        folder = folder_in_use(store)
        champion, networks = read_model(folder), read_networks(folder)
        collected = collected_corpus(store)
        names = {signer.id: signer.name for signer in store.signers()}
    if len(collected.signers) < 2:
        raise ProtocolError("Retraining needs signatures of at least two signers. Enrol another signer first.")
    train_plan = _plan_of(champion.card, plan, len(collected.signers))
    corpora = [
        with_forgeries(collected, train_plan.examples.synthetic_forgeries, plan.seed),
        synthetic_corpus(plan.synthetic_signers, genuine=8, forgeries=6, seed=plan.seed),
    ]
    facts = {_COLLECTED: list(collected.signers), "went on from": champion.sha256}
    trained: TrainedModel | None = None
    for item in train_model(
        corpora,
        train_plan,
        start=networks,
        rival=champion,
        facts=facts,
        cancelled=cancelled,
    ):
        if isinstance(item, TrainedModel):
            trained = item
            continue
        report = item.report
        elapsed = time.monotonic() - begun
        yield RetrainReport(
            phase=item.phase,
            done=item.done,
            seconds_left=elapsed * (1 - item.done) / item.done if item.done > 0.02 else None,
            step=report.step if report else 0,
            steps=report.steps if report else 0,
            loss=report.loss if report else float("nan"),
            genuine_distances=report.genuine_distances if report else np.empty(0),
            impostor_distances=report.impostor_distances if report else np.empty(0),
        )
    assert trained is not None, "training ends with a model or an error"
    challenger_folder = user_models() / trained.card.name
    seen = set(champion.card.training.get(_COLLECTED, ()))
    compared = _per_signer(trained, champion, collected, seen)
    write_model(challenger_folder, trained.card, trained.payloads)
    named = tuple((names[signer], old, new) for signer, old, new in compared)
    yield judge(named, plan, challenger_folder)


def judge(per_signer: Sequence[tuple[str, float, float]], plan: RetrainPlan, folder: Path) -> RetrainOutcome:
    """Return the outcome that equal error rates (name, champion, challenger) of unseen signers allow."""
    old = np.array([champion for _, champion, _ in per_signer])
    new = np.array([challenger for _, _, challenger in per_signer])
    interval = None
    promotable = False
    if len(per_signer) < FEWEST_SIGNERS:
        verdict = (
            f"Not enough evidence: {len(per_signer)} signer(s) that neither model has seen can be compared; "
            f"at least {FEWEST_SIGNERS} are needed. The old model stays."
        )
    else:
        interval = paired_difference(new, old, seed=plan.seed)
        span = f"{100 * interval.low:+.1f} to {100 * interval.high:+.1f} points"
        if not (old.any() or new.any()):
            promotable = True
            verdict = (
                f"No worse: neither model made an error on these {len(per_signer)} signers, so that a small difference "
                "cannot be seen."
            )
        elif interval.high <= plan.margin:
            promotable = True
            verdict = f"No worse: the error rate changes by {span}, within the margin of {100 * plan.margin:g}."
        elif interval.low > 0:
            verdict = f"Worse: the error rate changes by {span}. The old model stays."
        else:
            verdict = (
                f"Not enough evidence: the error rate changes by {span}, and at most {100 * plan.margin:g} is allowed. "
                "The old model stays."
            )
    return RetrainOutcome(
        promotable=promotable,
        verdict=verdict,
        champion_eer=float(old.mean()) if old.size else None,
        challenger_eer=float(new.mean()) if new.size else None,
        interval=interval,
        margin=plan.margin,
        per_signer=tuple(per_signer),
        model_folder=folder,
    )


def promote(store: Store, outcome: RetrainOutcome) -> Verifier:
    """Put the challenger into use and make all templates again; raises UsageError where the evidence forbids it."""
    if not outcome.promotable:
        raise UsageError(outcome.verdict)
    verifier = read_model(outcome.model_folder)
    folder = folder_in_use(store)
    old = read_model(folder)
    if store.model_in_use() is None:  # the shipped model was in use unnamed: name it, so that it can be brought back
        put_into_use(store, folder)
    _enrol_all(store, verifier)  # templates first: a fault here leaves the old model in use
    store.use_model(register(store, verifier, outcome.model_folder, old.sha256))
    return verifier


def roll_back(store: Store) -> Verifier:
    """Bring back the model that was in use before; raises ModelError where there was none."""
    before = store.previous_model()
    if before is None:
        raise ModelError("There is no earlier model to bring back.")
    current = store.model_in_use()
    store.use_model(before.id)
    try:
        verifier = verifier_in_use(store)
        _enrol_all(store, verifier)
    except Exception:
        if current is not None:
            store.use_model(current.id)
        raise
    return verifier


def _plan_of(card: ModelCard, plan: RetrainPlan, signers: int) -> TrainPlan:
    """Return how to go on from a model: the same parts and sizes, with a lower learning rate."""
    made = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return TrainPlan(
        name=f"desk-{made}",
        architecture="+".join(part.architecture or part.kind for part in card.comparators),
        folds=min(plan.folds, signers),
        draws=3,
        seed=plan.seed,
        variants=tuple(
            NetworkVariant(sizes=part.config, features=part.features)
            for part in card.comparators
            if part.kind == "network"
        ),
        training=TrainingConfig(steps=plan.steps, learning_rate=3e-4, averaging=0.98),
    )


def _per_signer(
    trained: TrainedModel, champion: Verifier, collected: Corpus, seen: set[str]
) -> list[tuple[str, float, float]]:
    """Return (signer, champion's, challenger's equal error rate) of collected signers that neither saw."""
    challenger = _signer_rates(trained.held_out, trained.card)
    rival = _signer_rates(trained.rival_held_out, champion.card)
    out = []
    for signer in collected.signers:
        key = f"{collected.name}/{signer}"
        if signer not in seen and key in challenger and key in rival:
            out.append((signer, rival[key], challenger[key]))
    return out


def _signer_rates(held_out: Sequence[HeldOut], card: ModelCard) -> dict[str, float]:
    """Return each signer's equal error rate against skilled forgeries, with as many references as all allow."""
    rates: dict[str, tuple[int, list[float]]] = {}
    for fold in held_out:
        for references, by_draw in fold.trials.items():
            if references > _COMPARED_WITH or references not in card.calibrations:
                continue
            score = card.calibrations[references].score
            for trials in by_draw:
                for part in trials:
                    if not (len(part.genuine) and len(part.skilled)):
                        continue
                    rate = equal_error_rate(score(part.genuine), score(part.skilled))[0]
                    known, values = rates.get(part.signer, (0, []))
                    rates[part.signer] = (references, [*values, rate] if known == references else [rate])
    return {signer: float(np.mean(values)) for signer, (_, values) in rates.items()}


def _enrol_all(store: Store, verifier: Verifier) -> None:
    for signer in store.signers():
        if signer.reference_count:
            enrol(store, verifier, signer.id)
