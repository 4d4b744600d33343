"""Making a model: cross-fitted training, calibration on held-out signers, then one network from all signers.

Signers are split into folds. For each fold a network learns from the others and is measured on the fold, so every
calibration trial comes from a network that never saw its signer. When to stop is chosen on further signers, set apart
from those a fold's network learns from. The network that is kept learns from all signers with the same recipe, for as
many steps as the folds' choices (their median); nothing is chosen on what is measured.
"""

import json
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch
from safetensors.numpy import save

from sigverify.corpora.corpus import Corpus, Sample
from sigverify.corpora.split import SignerKey, split_signers
from sigverify.errors import Cancelled
from sigverify.ink.synthesis.distortions import forge_recording
from sigverify.learning.background import learn_supervectors, movements_by_signer
from sigverify.learning.checkpoints import read_payload, write_payload
from sigverify.learning.directed_metric import directed_pairs_of, learn_directed
from sigverify.learning.examples import prepare
from sigverify.learning.global_metric import globals_of, learn_globals
from sigverify.learning.processes import ALONE, Processes
from sigverify.learning.training import TrainingReport
from sigverify.networks.catalogue import CATALOGUE
from sigverify.networks.pair_network import PairNetwork
from sigverify.networks.weights import weights_bytes
from sigverify.progress import Progress, watched_by
from sigverify.sentences import said
from sigverify.shipped import VERSION
from sigverify.verification.card import ModelCard
from sigverify.verification.comparators import Comparator, DurationComparator
from sigverify.verification.model_files import dtw_comparator
from sigverify.verification.network_comparator import network_comparator
from sigverify.verification.supervector_comparator import SupervectorComparator
from sigverify.verification.verifier import Verifier
from sigverify.workflows.architectures import kind_of, parts_of
from sigverify.workflows.calibrating import (
    HeldOut,
    calibrations_of,
    held_out_trials,
    reaches_across_sessions,
    usual_differences,
    with_forgeries,
)
from sigverify.workflows.learners import Learner, Surroundings
from sigverify.workflows.train_plan import TrainPlan, loss_of
from sigverify.workflows.training_card import BACKGROUND, comparator_cards, final_rule, history_bytes, training_facts

_MOST_OF_RECIPE = 10.0
"""Times its recipe that a network may learn, however many minutes there are: more teaches it the signers by heart."""

_WHOLES: dict[str, tuple[Callable[..., Sequence[Any]], Callable[..., Comparator]]] = {
    "global-features": (globals_of, learn_globals),
    "directed-features": (directed_pairs_of, learn_directed),
    "supervector": (movements_by_signer, learn_supervectors),
}
"""What compares whole signatures: what is to be known of each signer, and how it learns from that."""


@dataclass(frozen=True, kw_only=True)
class TrainProgress:
    """Where the work stands: a phase in words, the share done, and the training's report where one runs.

    notice: a sentence about the corpora, '' for most.
    """

    phase: str
    done: float
    report: TrainingReport | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class TrainedModel:
    """A finished model.

    card; payloads: weights and history by file name; held_out: what each fold's networks measured on its held-out
    signers, and what the networks that are kept measured on those kept apart, where there are any; rivals_held_out:
    what each rival measured on the same trials.
    """

    card: ModelCard
    payloads: dict[str, bytes]
    held_out: tuple[HeldOut, ...]
    rivals_held_out: tuple[tuple[HeldOut, ...], ...]


def train_model(
    corpora: Sequence[Corpus],
    plan: TrainPlan,
    *,
    start: Sequence[PairNetwork] = (),
    wholes: Mapping[str, Comparator] = MappingProxyType({}),
    rivals: Sequence[Verifier] = (),
    apart: Corpus | None = None,
    pictured: bool = False,
    checkpoints: Path | None = None,
    processes: Processes = ALONE,
    commit: str = "",
    facts: Mapping[str, Any] = MappingProxyType({}),
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[TrainProgress | TrainedModel]:
    """Make a model; yields progress, and the TrainedModel last.

    start: networks to go on from instead of new weights, one for each of the plan's or none.
    wholes: by name, what compares whole signatures, kept where it is a part of the plan; what is missing is learnt
        with each fold.
    rivals: models measured on the same held-out trials, for a fair comparison.
    apart: signers whom nothing is learnt from, who are only measured; all of them with forgeries.
    pictured: whether reports tell at each check what pictures are drawn from.
    checkpoints: a folder that trainings go on from when they were stopped; it is the caller's to remove.
    processes: which train together, each calling this; only the first measures and ends with a TrainedModel.
    facts: more facts for the card's account of the training.

    A corpus without any forgery gets synthetic ones, since calibration needs some.

    Raises Cancelled as soon as `cancelled()` says so, ProtocolError where signers or signatures are too few, ModelError
    where a checkpoint belongs to another training.
    """
    watch = Progress(cancelled)  # never while it yields: a generator's caller goes on in the same context

    def advance() -> None:
        if cancelled():
            raise Cancelled(said("Training was stopped; the model in use is unchanged."))

    begun = time.process_time()
    gone_on = checkpoints is not None and checkpoints.is_dir() and any(checkpoints.iterdir())
    parts = parts_of(plan.architecture)
    given = corpora
    with watched_by(watch):
        corpora = [
            corpus
            if any(sample.label == "forgery" for sample in corpus)
            else with_forgeries(corpus, plan.examples.synthetic_forgeries, plan.seed)
            for corpus in corpora
        ]
    folds = split_signers(corpora, plan.folds, plan.seed)
    across = [corpus.name for corpus in corpora if corpus.sessions_apart] if reaches_across_sessions(corpora) else []
    yield TrainProgress(phase=said("Reading signatures"), done=0.0)
    notices: list[str] = []
    learners = _learners(parts, given, plan, start, advance, notices.append)
    for notice in dict.fromkeys(notices):
        yield TrainProgress(phase=said("Reading signatures"), done=0.0, notice=notice)
    known = {
        part: known_of(corpora, advance)
        for part, (known_of, _) in _WHOLES.items()
        if part in parts and part not in wholes
    }
    around = Surroundings(processes=processes, checkpoints=checkpoints, cancelled=cancelled, pictured=pictured)
    if plan.minutes is not None and learners:
        yield TrainProgress(phase=said("Measuring the pace"), done=0.0)
        steps = _steps_within(plan.minutes, learners, plan.folds + 1, checkpoints, cancelled)
        for learner, count in zip(learners, steps, strict=True):
            learner.training = learner.training.of_steps(count)
    kinds = ["spread" if kind_of(part) != "network" else CATALOGUE[part].references for part in parts]
    measured: list[HeldOut] = []
    theirs: list[list[HeldOut]] = [[] for _ in rivals]
    rounds = plan.folds + 1
    for place, fold in enumerate(folds):
        names = frozenset(f"{corpus}/{signer}" for corpus, signer in fold)
        networks = []
        for number, learner in enumerate(learners):
            course = learner.without(names, f"fold {place + 1}", around)
            begin, share = (place + 0.9 * number / len(learners)) / rounds, 0.9 / rounds / len(learners)
            networks.append(
                (
                    yield from _shown(
                        course, said("Fold {number} of {folds}", number=place + 1, folds=plan.folds), begin, share
                    )
                )
            )
        if not processes.first:
            continue
        yield TrainProgress(
            phase=said("Measuring fold {number} of {folds}", number=place + 1, folds=plan.folds),
            done=(place + 0.9) / rounds,
        )
        held_out = _merged(corpora, fold, across)
        with watched_by(watch):
            comparators = _comparators(parts, learners, networks, {**wholes, **_learnt(known, plan.seed, fold)})
            measured.append(held_out_trials(comparators, kinds, held_out, plan.draws, plan.seed, advance))
            for rival, found in zip(rivals, theirs, strict=True):
                found.append(_measured(rival, held_out, plan, advance))
    networks = []
    for number, learner in enumerate(learners):
        course = learner.of_all("all signers", around)
        begin, share = (plan.folds + 0.9 * number / len(learners)) / rounds, 0.9 / rounds / len(learners)
        networks.append((yield from _shown(course, said("All signers"), begin, share)))
    spent = time.process_time() - begun
    elsewhere = float(processes.summed(torch.tensor(spent, dtype=torch.float64))) - spent
    if not processes.first:
        return
    with watched_by(watch):
        calibrations, figures = calibrations_of(measured, plan.point)
    weights = _weights(networks)
    with watched_by(watch):
        kept = _comparators(parts, learners, networks, {**wholes, **_learnt(known, plan.seed)})
        backgrounds = _backgrounds(kept)
        rules = [
            final_rule(comparator, kind, [fold.rules[place] for fold in measured], corpora, advance)
            for place, (comparator, kind) in enumerate(zip(kept, kinds, strict=True))
        ]
    history = {"history.json": history_bytes(learners)} if learners else {}
    made_in: dict[str, Any] = {"processes": processes.world}
    if not gone_on:  # nobody counted what a training took before it was stopped
        made_in["CPU minutes"] = round((time.process_time() - begun + elsewhere) / 60, 1)
    settings: dict[str, Any] = {
        "seed": plan.seed,
        "calibration draws": plan.draws,
        "calibrated across sessions": across,
    }
    if learners:
        settings["examples"] = asdict(plan.examples)
    card = ModelCard(
        name=plan.name,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        program=f"sigverify {VERSION}",
        commit=commit,
        comparators=comparator_cards(parts, rules, learners, weights | backgrounds, kept),
        calibrations=calibrations,
        usual_differences=usual_differences(corpora, advance),
        training={**training_facts(given, corpora, folds, learners), **settings, **made_in, **facts},
        figures=figures,
        history=next(iter(history), ""),
    )
    if apart is not None and apart.signers:
        yield TrainProgress(phase=said("Measuring signers kept apart"), done=(plan.folds + 0.95) / rounds)
        sole = _merged([apart], frozenset((apart.name, signer) for signer in apart.signers), across)
        with watched_by(watch):
            measured.append(held_out_trials(kept, kinds, sole, plan.draws, plan.seed, advance, alone=True))
            for rival, found in zip(rivals, theirs, strict=True):
                found.append(_measured(rival, sole, plan, advance, alone=True))
    yield TrainedModel(
        card=card,
        payloads=weights | backgrounds | history,
        held_out=tuple(measured),
        rivals_held_out=tuple(tuple(found) for found in theirs),
    )


def _measured(
    rival: Verifier, held_out: Corpus, plan: TrainPlan, advance: Callable[[], None], *, alone: bool = False
) -> HeldOut:
    kinds = [part.references for part in rival.card.comparators]
    return held_out_trials(rival.comparators, kinds, held_out, plan.draws, plan.seed, advance, alone=alone)


def _steps_within(
    minutes: float, learners: Sequence[Learner], rounds: int, checkpoints: Path | None, cancelled: Callable[[], bool]
) -> list[int]:
    """Return how many steps each learner takes so that all trainings together last about so long.

    Each takes the same share of its recipe, ten times of it at most; what was measured before is read again.
    """
    noted = checkpoints / "steps.json" if checkpoints is not None else None
    if noted is not None and (told := read_payload(noted)):
        try:
            steps = [int(count) for count in json.loads(told)]
        except (ValueError, TypeError):
            steps = []
        if len(steps) == len(learners) and min(steps) >= 1:
            return steps
    whole = sum(learner.pace_s(cancelled) * learner.training.steps for learner in learners) * rounds
    share = min(60.0 * minutes / max(whole, 1e-9), _MOST_OF_RECIPE)
    steps = [max(1, round(share * learner.training.steps)) for learner in learners]
    if noted is not None:
        write_payload(noted, json.dumps(steps).encode())
    return steps


def _learners(
    parts: Sequence[str],
    corpora: Sequence[Corpus],
    plan: TrainPlan,
    start: Sequence[PairNetwork],
    advance: Callable[[], None],
    notice: Callable[[str], None],
) -> list[Learner]:
    """Return a learner for each network of the plan; networks that see the same features share their examples."""
    out: list[Learner] = []
    for place, name in enumerate(part for part in parts if kind_of(part) == "network"):
        entry = CATALOGUE[name]
        variant, training = plan.variant_of(place), plan.training_of(place, name)
        features = variant.features or entry.features
        alike = [
            known for known in out if (known.features, known.training.augmentation) == (features, training.augmentation)
        ]
        examples = (
            alike[0].examples
            if alike
            else prepare(
                corpora,
                features,
                training.augmentation,
                plan.examples,
                forge=forge_recording,
                advance=advance,
                notice=notice,
            )
        )
        out.append(
            Learner(
                place=place,
                entry=entry,
                sizes=variant.sizes,
                features=features,
                loss=loss_of(name, plan.loss),
                training=training,
                examples=examples,
                start=start[place] if start else None,
                held_out_share=plan.held_out_share,
            )
        )
    return out


def _shown(
    course: Generator[TrainingReport, None, PairNetwork], phase: str, begin: float, share: float
) -> Generator[TrainProgress, None, PairNetwork]:
    """Pass a training's reports on as progress, from `begin` for `share`; return its network."""
    while True:
        try:
            report = next(course)
        except StopIteration as end:
            return end.value
        yield TrainProgress(phase=phase, done=begin + share * report.step / report.steps, report=report)


def _comparators(
    parts: Sequence[str],
    learners: Sequence[Learner],
    networks: Sequence[PairNetwork],
    wholes: Mapping[str, Comparator],
) -> list[Comparator]:
    made = iter([network_comparator(n, learner.features) for learner, n in zip(learners, networks, strict=True)])
    floors: dict[str, Comparator] = {"dtw": dtw_comparator(), "duration": DurationComparator(), **wholes}
    return [next(made) if kind_of(part) == "network" else floors[part] for part in parts]


def _learnt(
    known: Mapping[str, Sequence[Any]], seed: int, apart: frozenset[SignerKey] = frozenset()
) -> dict[str, Comparator]:
    """Return what compares whole signatures, learnt from all known signers but those `apart`."""
    return {
        part: _WHOLES[part][1]([of_one for of_one in signers if (of_one.corpus, of_one.signer) not in apart], seed)
        for part, signers in known.items()
    }


def _weights(networks: Sequence[PairNetwork]) -> dict[str, bytes]:
    """Return the weights by file name, in the order of the networks."""
    if len(networks) == 1:
        return {"weights.safetensors": weights_bytes(networks[0])}
    return {f"weights-{place + 1}.safetensors": weights_bytes(network) for place, network in enumerate(networks)}


def _backgrounds(comparators: Sequence[Comparator]) -> dict[str, bytes]:
    """Return the backgrounds of movements by file name, none or one."""
    known = [part for part in comparators if isinstance(part, SupervectorComparator)]
    return {BACKGROUND: bytes(save(known[0].arrays()))} if known else {}


def _merged(corpora: Sequence[Corpus], fold: frozenset[SignerKey], across: Sequence[str]) -> Corpus:
    """Return the fold's signers of all corpora as one corpus; sessions stand only in those that are named."""
    samples = [
        Sample(
            signer=f"{corpus.name}/{sample.signer}",
            label=sample.label,
            number=sample.number,
            session=sample.session if corpus.name in across else None,
            recording=sample.recording,
        )
        for corpus in corpora
        for sample in corpus
        if (corpus.name, sample.signer) in fold
    ]
    apart = any(sample.session is not None for sample in samples)
    return Corpus(name="held out", samples=tuple(samples), sessions_apart=apart)
