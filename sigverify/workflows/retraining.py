"""Retraining on what was collected: a challenger beside the champion, promoted only on evidence.

The challenger goes on from the champion's network, or is any network of the catalogue that starts afresh. It learns
from the collected signatures, synthetic forgeries of them, synthetic signers, and such corpora as are named. Both are
measured on the same trials of collected signers that neither has seen: the challenger through the networks of the
folds, and on signers kept apart as it is; the champion as it is. A paired bootstrap over signers decides. Plain DTW and
duration alone are measured beside them: a network that is not clearly below these has learnt nothing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

import numpy as np

from sigverify.corpora.split import COLLECTED_CORPUS
from sigverify.errors import Cancelled, ModelError, ResourceFault, StoreError, UsageError
from sigverify.evaluation.error_rates import det_points
from sigverify.evaluation.signature_map import classical_map, turned_onto
from sigverify.ink.recording import Floats
from sigverify.learning.history import History
from sigverify.learning.selection import HeldOutLook
from sigverify.progress import Progress, watched_by
from sigverify.sentences import said
from sigverify.shipped import shipped_folder
from sigverify.storage import events, half_learnt
from sigverify.storage.half_learnt import training_folder
from sigverify.storage.store import Store
from sigverify.storage.unlocking import Secret
from sigverify.verification.comparators import Comparator
from sigverify.verification.directed_comparator import DirectedComparator
from sigverify.verification.global_comparator import GlobalComparator
from sigverify.verification.model_files import read_card, read_model, read_networks, write_model
from sigverify.verification.supervector_comparator import SupervectorComparator
from sigverify.verification.verifier import Verifier
from sigverify.workflows.calibrating import with_forgeries
from sigverify.workflows.collected import real_recordings
from sigverify.workflows.models import folder_in_use, user_models
from sigverify.workflows.retrain_material import COLLECTED, Gathered, all_corpora, gather, opened
from sigverify.workflows.retrain_plan import RetrainPlan, energy_margin, train_plan_of
from sigverify.workflows.retrain_verdict import RetrainOutcome, compared_rates, judge
from sigverify.workflows.stopped_retraining import (
    ERASED,
    StoppedRetraining,
    drop_damaged_checkpoints,
    fingerprint,
    forget_retraining,
    learnt_from,
    note_retraining,
    sealed_corpora,
    sole_training,
    stopped_retraining,
)
from sigverify.workflows.training import TrainedModel, TrainProgress, train_model

_FLOORS = ("dtw", "duration")
"""Shipped models without a network, measured beside champion and challenger."""

_NOTED_EVERY = 0.01

_LOOKS_EVERY_S = 10.0
"""So often a training looks whether somebody was erased from whom it learns."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RetrainPicture:
    """What a check on signers set apart looks like.

    det: FMR and FNMR as normal deviates, float64 (m,) each; equal_error_rate: 0 … 1, where both meet.
    points: float64 (n, 2), the map of signatures in the unit of distances; kept: share of what distances tell that it
    shows; signer, forged: of each point, whose it is said to be, counted from 0, and whether it is by another hand.
    """

    det: tuple[Floats, Floats]
    equal_error_rate: float
    points: Floats
    kept: float
    signer: tuple[int, ...]
    forged: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class RetrainReport:
    """Where a retraining stands.

    phase: in words; done: share of the whole, 0 … 1; seconds_left: None until it can be told; step, steps, loss and
    the batch's distances, float64, of the training that runs; step is 0 where none does.
    history: its checks so far, with errors where signers are set apart; picture: of this check, where this step was
    one and somebody is set apart; energy_margin: as `energy_margin` returns it; notice: '' or what was mended.
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
    picture: RetrainPicture | None = None
    energy_margin: float | None = None
    notice: str = ""


def retrain(
    store_url: str | None,
    passphrase: Secret,
    plan: RetrainPlan,
    *,
    resume: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[RetrainReport | RetrainOutcome]:
    """Train a challenger; yields reports, and the outcome last. Nothing changes until it is promoted.

    resume: go on from where a retraining of this plan was stopped, see `StoppedRetraining`; otherwise such a one is
    removed. It is kept when this one is stopped, and removed when it ends well or with an error of the model.
    cancelled: asked often, also in the middle of a batch; time that it takes to answer, as while a person pauses, is
    not counted in what is left.

    Raises Cancelled; ProtocolError where nothing was collected or a corpus cannot be read; UsageError where there is
    nothing to go on from, another program trains with this data folder, or something that it learns from was erased
    meanwhile, by whomever: then all that it has learnt is removed; ResourceFault where the model cannot be written:
    going on tries it again.
    """
    with sole_training():
        yield from _retrained(store_url, passphrase, plan, resume, cancelled)


def _retrained(
    store_url: str | None, passphrase: Secret, plan: RetrainPlan, resume: bool, cancelled: Callable[[], bool]
) -> Iterator[RetrainReport | RetrainOutcome]:
    paused = 0.0

    def asked() -> bool:
        nonlocal paused
        before = time.monotonic()
        stopped = cancelled()
        paused += time.monotonic() - before
        return stopped

    watch = Progress(asked)  # never while it yields: a generator's caller goes on in the same context
    with watched_by(watch), Store.open(store_url, passphrase=passphrase) as store:
        store.require("train")
        folder = folder_in_use(store)
        champion, networks = read_model(folder), read_networks(folder)
        gathered = gather(store, plan)
        entries, store_id = real_recordings(store), store.store_id
        sealed = sealed_corpora(store, plan)
        stopped = stopped_retraining(store.open_note) if resume else None
    going_on = not plan.architecture
    training = StoppedRetraining(
        plan=plan,
        signatures=fingerprint(entries),
        champion=champion.sha256 if going_on else "",
        store_id=store_id,
        learnt_from=learnt_from(entries, gathered.learnt_ids),
        sealed=sealed,
    )
    still_there = _StillThere(store_url, passphrase)
    if resume:
        training = replace(training, done=_to_go_on_with(stopped, training, champion.sha256).done)
        for name in drop_damaged_checkpoints():
            notice = said(
                "The checkpoint '{name}' was damaged, or made by an earlier program. What it held is learnt anew; all "
                "others are kept.",
                name=name,
            )
            yield RetrainReport(phase=said("Reading checkpoints"), done=0.0, notice=notice)
    if plan.corpora:
        yield RetrainReport(phase=said("Reading corpora"), done=0.0)
    with watched_by(watch):
        corpora = all_corpora(gathered, opened(plan), plan)
    if not resume:
        forget_retraining()
    training = replace(training, at_work=True)
    note_retraining(training)
    train_plan = train_plan_of(champion.card, plan, len(gathered.learnt_ids))
    facts: dict[str, object] = {COLLECTED: gathered.learnt_ids}
    if going_on:
        facts["went on from"] = champion.sha256
    with watched_by(watch):
        apart = gathered.apart and with_forgeries(gathered.apart, train_plan.examples.synthetic_forgeries, plan.seed)
    floors = [read_model(shipped_folder("models") / name) for name in _FLOORS if name != train_plan.architecture]
    reporting = _Reporting(energy_margin(train_plan.architecture, plan.loss), training.done)
    trained: TrainedModel | None = None
    try:
        for item in train_model(
            corpora,
            train_plan,
            start=networks if going_on else (),
            wholes=_wholes_of(champion) if going_on else {},
            rivals=(champion, *floors),
            apart=apart,
            pictured=True,
            checkpoints=training_folder(),
            facts=facts,
            cancelled=asked,
        ):
            if isinstance(item, TrainedModel):
                trained = item
                continue
            still_there.look()
            if item.done >= training.done + _NOTED_EVERY:
                training = replace(training, done=item.done)
                note_retraining(training)
            yield reporting.report(item, time.monotonic() - paused)
        assert trained is not None, "training ends with a model or an error"
        still_there.make_sure()
        yield RetrainReport(phase=said("Writing the challenger"), done=0.99)
        challenger_folder = user_models() / trained.card.name
        try:
            write_model(challenger_folder, trained.card, trained.payloads)
        except ResourceFault as fault:
            raise ResourceFault(said("{fault} Then choose 'Go on': what was learnt is kept.", fault=fault)) from fault
    except (Cancelled, GeneratorExit, ResourceFault, StoreError):
        with suppress(UsageError):  # what it had learnt from was erased meanwhile: there is nothing to go on with
            note_retraining(replace(training, at_work=False))
        raise
    except ModelError:  # a loss that is no number, a foreign checkpoint: to go on would fail in the same way
        forget_retraining()
        raise
    with Store.open(store_url, passphrase=passphrase) as store:
        sha256 = read_card(challenger_folder)[1]
        store.record(events.trained(sha256, champion.sha256, len(gathered.learnt_ids), len(gathered.learnt or ())))
    forget_retraining()
    rates = _compared(trained, champion, floors, gathered)
    named = [(gathered.people[number].name, found[1], found[0]) for number, found in sorted(rates.items())]
    beside = [
        (floor.name, float(np.mean([found[2 + place] for found in rates.values()])))
        for place, floor in enumerate(floors)
        if rates
    ]
    yield judge(named, plan, challenger_folder, beside)


def _compared(
    trained: TrainedModel, champion: Verifier, floors: list[Verifier], gathered: Gathered
) -> dict[str, tuple[float, ...]]:
    """Return the rates of challenger, champion and floors by number of each collected signer whom neither saw.

    They are means over a signer's ways of signing.
    """
    models = [(trained.card, trained.held_out)]
    models += [
        (rival.card, held_out) for rival, held_out in zip((champion, *floors), trained.rivals_held_out, strict=True)
    ]
    seen = set(champion.card.training.get(COLLECTED, ()))
    lead = f"{COLLECTED_CORPUS}/"
    found: dict[str, list[tuple[float, ...]]] = {}
    for signer, rates in compared_rates(models).items():
        if signer.startswith(lead) and gathered.people[number := signer.removeprefix(lead)].id not in seen:
            found.setdefault(number.partition(".")[0], []).append(rates)
    return {number: tuple(np.mean(ways, axis=0).tolist()) for number, ways in found.items()}


class _StillThere:
    """Looks at times whether all that is learnt from is still in the store; ends the training where it is not.

    Whoever erases it may sit at another desk. To open the store is enough: it removes here what was learnt from what is
    no more.
    """

    def __init__(self, store_url: str | None, passphrase: Secret) -> None:
        self._store_url, self._passphrase = store_url, passphrase
        self._next_s = time.monotonic() + _LOOKS_EVERY_S

    def look(self) -> None:
        """Look where it is time to; raises UsageError where something was erased. A store that is away waits."""
        if time.monotonic() >= self._next_s:
            with suppress(StoreError, ResourceFault):
                self.make_sure()
            self._next_s = time.monotonic() + _LOOKS_EVERY_S

    def make_sure(self) -> None:
        """Look now; raises as `look` and `Store.open` do."""
        Store.open(self._store_url, passphrase=self._passphrase).close()
        if half_learnt.is_erased():
            half_learnt.say_erased()  # once more: this training has written since
            raise UsageError(ERASED)


class _Reporting:
    """Turns a training's progress into reports: the time left, and maps that do not spin from check to check."""

    def __init__(self, margin: float | None, reached: float) -> None:
        self._margin, self._reached, self._since = margin, reached, -1.0
        self._before: tuple[int, Floats] | None = None

    def report(self, item: TrainProgress, now: float) -> RetrainReport:
        """Return the report of what is done at a time in seconds, pauses left out."""
        new = item.done - self._reached
        if new <= 0 or self._since < 0:  # what was done before it was stopped goes by too quickly to tell the pace
            self._since = now
        left = (now - self._since) * (1 - item.done) / new if new > 0.02 else None
        part = RetrainReport(phase=item.phase, done=item.done, seconds_left=left, notice=item.notice)
        report = item.report
        if report is None:
            return part
        picture = None
        if report.look is not None and report.held_out is not None:
            picture = self._picture(report.look, report.held_out.equal_error_rate, report.step)
        return replace(
            part,
            step=report.step,
            steps=report.steps,
            loss=report.loss,
            genuine_distances=report.genuine_distances,
            impostor_distances=report.impostor_distances,
            history=report.history,
            picture=picture,
            energy_margin=self._margin,
        )

    def _picture(self, look: HeldOutLook, rate: float, step: int) -> RetrainPicture:
        made = classical_map(look.distances)
        points = made.points
        before = self._before
        # a step back means another fold, whose signatures are others
        if before is not None and before[0] < step and before[1].shape == points.shape:
            points = turned_onto(points, before[1])
        self._before = (step, points)
        return RetrainPicture(
            det=det_points(-look.genuine, -look.impostor),
            equal_error_rate=rate,
            points=points,
            kept=made.kept,
            signer=tuple(look.signer.tolist()),
            forged=tuple(look.forged.tolist()),
        )


def _wholes_of(verifier: Verifier) -> dict[str, Comparator]:
    """Return what a model compares whole signatures by: it learnt from more people than a desk has."""
    return {
        part.kind: part
        for part in verifier.comparators
        if isinstance(part, GlobalComparator | DirectedComparator | SupervectorComparator)
    }


def _to_go_on_with(stopped: StoppedRetraining | None, wanted: StoppedRetraining, champion: str) -> StoppedRetraining:
    """Return the stopped retraining, where it is the wanted one; raises UsageError otherwise."""
    if half_learnt.is_erased():
        raise UsageError(ERASED)
    if stopped is None or stopped.plan != wanted.plan:
        raise UsageError(said("No retraining of this plan was stopped. Begin anew."))
    if obstacle := stopped.obstacle(wanted.signatures, champion):
        raise UsageError(said("The stopped retraining cannot be gone on with. {obstacle}", obstacle=obstacle))
    return stopped
