"""Retraining on what was collected: a challenger beside the champion, promoted only on evidence.

The challenger goes on from the champion's network, or is any network of the catalogue that starts afresh. It learns
from the collected signatures, synthetic forgeries of them, synthetic signers, and such corpora as are named. Both are
measured on the same trials of collected signers that neither has seen: the challenger through the networks of the
folds, the champion as it is. A paired bootstrap over signers decides.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from sigverify.corpora.corpus import Corpus
from sigverify.corpora.synthetic import synthetic_corpus
from sigverify.errors import Cancelled, ModelError, ProtocolError, UsageError
from sigverify.evaluation.bootstrap import Interval, paired_difference
from sigverify.evaluation.error_rates import equal_error_rate
from sigverify.ink.recording import Floats
from sigverify.learning.history import History
from sigverify.storage import events
from sigverify.storage.rows import Signer
from sigverify.storage.store import Store
from sigverify.verification.card import ModelCard
from sigverify.verification.global_comparator import GlobalComparator, GlobalMetric
from sigverify.verification.model_files import read_card, read_model, read_networks, write_model
from sigverify.verification.verifier import Verifier
from sigverify.workflows.calibrating import HeldOut, with_forgeries
from sigverify.workflows.collected import collected_corpus, open_corpus, real_recordings, written_as
from sigverify.workflows.enrolment import enrol
from sigverify.workflows.models import folder_in_use, put_into_use, register, user_models, verifier_in_use
from sigverify.workflows.retrain_plan import RetrainPlan, energy_margin, train_plan_of
from sigverify.workflows.stopped_retraining import (
    StoppedRetraining,
    fingerprint,
    forget_retraining,
    note_retraining,
    stopped_retraining,
    training_folder,
)
from sigverify.workflows.training import TrainedModel, TrainProgress, train_model

FEWEST_SIGNERS = 5
"""Fewer unseen signers than this are no evidence, whatever their error rates."""

_COLLECTED = "collected signers"
_COMPARED_WITH = 5
"""References at which the two are compared; fewer where a signer has not that many."""

_NOTED_EVERY = 0.01


@dataclass(frozen=True, kw_only=True)
class RetrainReport:
    """Where a retraining stands.

    phase: in words; done: share of the whole, 0 … 1; seconds_left: None until it can be told; step, steps, loss and
    the batch's distances, float64, of the training that runs; step is 0 where none does.
    history: its checks so far, with errors where signers are set apart; energy_margin: as `energy_margin` returns it.
    """

    phase: str
    done: float
    seconds_left: float | None = None
    step: int = 0
    steps: int = 0
    loss: float = float("nan")
    genuine_distances: Floats = field(default_factory=lambda: np.empty(0))
    impostor_distances: Floats = field(default_factory=lambda: np.empty(0))
    history: History = field(default_factory=History)
    energy_margin: float | None = None


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
    resume: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[RetrainReport | RetrainOutcome]:
    """Train a challenger; yields reports, and the outcome last. Nothing changes until `promote`.

    resume: go on from where a retraining of this plan was stopped, see `StoppedRetraining`; otherwise such a one is
    removed. It is kept when this one is stopped, and removed when it ends well or with an error of the model.

    Raises Cancelled; ProtocolError where nothing was collected or a corpus cannot be read; UsageError where there is
    nothing to go on from.
    """
    with Store.open(store_url, passphrase=passphrase) as store:
        folder = folder_in_use(store)
        champion, networks = read_model(folder), read_networks(folder)
        collected, people = _by_enrolment(collected_corpus(store), store.signers())
        signatures = fingerprint(real_recordings(store))
    if len({people[number].id for number in collected.signers}) < 2:
        raise ProtocolError("Retraining needs signatures of at least two signers. Enrol another signer first.")
    going_on = not plan.architecture
    training = StoppedRetraining(plan=plan, signatures=signatures, champion=champion.sha256 if going_on else "")
    if resume:
        training = _to_go_on_with(training, champion.sha256)
    corpora = []
    for spec in plan.corpora:
        yield RetrainReport(phase=f"Reading {spec}", done=0.0)
        if cancelled():
            raise Cancelled("Training was stopped; the model in use is unchanged.")
        corpora.append(open_corpus(spec))
    if not resume:
        forget_retraining()
        note_retraining(training)
    train_plan = train_plan_of(champion.card, plan, len(collected.signers))
    corpora += [
        with_forgeries(collected, train_plan.examples.synthetic_forgeries, plan.seed),
        synthetic_corpus(plan.synthetic_signers, genuine=8, forgeries=6, seed=plan.seed),
    ]
    facts: dict[str, object] = {_COLLECTED: sorted({people[number].id for number in collected.signers})}
    if going_on:
        facts["went on from"] = champion.sha256
    margin = energy_margin(train_plan.architecture)
    reached, since = training.done, time.monotonic()
    trained: TrainedModel | None = None
    try:
        for item in train_model(
            corpora,
            train_plan,
            start=networks if going_on else (),
            metric=_metric_of(champion) if going_on else None,
            rival=champion,
            checkpoints=training_folder(),
            facts=facts,
            cancelled=cancelled,
        ):
            if isinstance(item, TrainedModel):
                trained = item
                continue
            now, new = time.monotonic(), item.done - reached
            if new <= 0:  # what was done before it was stopped goes by too quickly to tell the pace
                since = now
            if item.done >= training.done + _NOTED_EVERY:
                training = replace(training, done=item.done)
                note_retraining(training)
            yield _report(item, (now - since) * (1 - item.done) / new if new > 0.02 else None, margin)
    except ModelError:  # a loss that is no number, a damaged checkpoint: to go on would fail in the same way
        forget_retraining()
        raise
    assert trained is not None, "training ends with a model or an error"
    challenger_folder = user_models() / trained.card.name
    seen = set(champion.card.training.get(_COLLECTED, ()))
    compared = _per_signer(trained, champion, collected, {n for n, signer in people.items() if signer.id in seen})
    write_model(challenger_folder, trained.card, trained.payloads)
    with Store.open(store_url, passphrase=passphrase) as store:
        sha256 = read_card(challenger_folder)[1]
        store.record(events.trained(sha256, champion.sha256, len(collected.signers), len(collected)))
    forget_retraining()
    named = tuple((people[number].name, old, new) for number, old, new in compared)
    yield judge(named, plan, challenger_folder)


def _metric_of(verifier: Verifier) -> GlobalMetric | None:
    """Return the metric of a model's global features: it learnt from more people than a desk has."""
    metrics = [part.metric for part in verifier.comparators if isinstance(part, GlobalComparator)]
    return metrics[0] if metrics else None


def _report(item: TrainProgress, seconds_left: float | None, margin: float | None) -> RetrainReport:
    part, report = RetrainReport(phase=item.phase, done=item.done, seconds_left=seconds_left), item.report
    if report is None:
        return part
    return replace(
        part,
        step=report.step,
        steps=report.steps,
        loss=report.loss,
        genuine_distances=report.genuine_distances,
        impostor_distances=report.impostor_distances,
        history=report.history,
        energy_margin=margin,
    )


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
    store.use_model(before.id, rolled_back=True)
    try:
        verifier = verifier_in_use(store)
        _enrol_all(store, verifier)
    except Exception:
        if current is not None:
            store.use_model(current.id)
        raise
    return verifier


def _by_enrolment(collected: Corpus, signers: Sequence[Signer]) -> tuple[Corpus, Mapping[str, Signer]]:
    """Return the corpus with each way of signing numbered as it was added, and whose each number is.

    Their ids are random, and folds, forgeries and draws go by the order of names: by number the same signatures give
    the same verdict in any store.
    """
    added = sorted(signers, key=lambda signer: (signer.created_at, signer.id))
    ways = [(written_as(profile, signer), signer) for signer in added for profile in signer.profiles]
    people = {f"{place + 1:06d}": signer for place, (_, signer) in enumerate(ways)}
    numbers = {way: f"{place + 1:06d}" for place, (way, _) in enumerate(ways)}
    samples = sorted((replace(s, signer=numbers[s.signer]) for s in collected), key=lambda sample: sample.signer)
    return replace(collected, samples=tuple(samples)), people


def _to_go_on_with(wanted: StoppedRetraining, champion: str) -> StoppedRetraining:
    """Return the stopped retraining, where it is the wanted one; raises UsageError otherwise."""
    stopped = stopped_retraining()
    if stopped is None or stopped.plan != wanted.plan:
        raise UsageError("No retraining of this plan was stopped. Begin anew.")
    if obstacle := stopped.obstacle(wanted.signatures, champion):
        raise UsageError(f"The stopped retraining cannot be gone on with. {obstacle}")
    return stopped


def _per_signer(
    trained: TrainedModel, champion: Verifier, collected: Corpus, seen: set[str]
) -> list[tuple[str, float, float]]:
    """Return (number, champion's, challenger's equal error rate) of collected signers that neither saw."""
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
        for profile in signer.profiles:
            if profile.reference_count:
                enrol(store, verifier, signer.id, profile.id)
